"""The gates between "no trace" and "not observable": jamming, outages, and what a silence hides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import h3.api.basic_int as h3
import numpy as np
import polars as pl

from crossbearing.checks.heard.controls import HOUR_S, Controls, controls_of
from crossbearing.checks.heard.jamming import Jams, jammed_cells
from crossbearing.checks.heard.outage import outage
from crossbearing.model.tables import JAMMING
from crossbearing.movement.passes import PASSES, cell_of
from notation import at

HERE = cell_of(50.0, 8.5)
FIRST = int(at("2024-02-01 00:00").timestamp()) // HOUR_S
HELD = np.arange(FIRST, FIRST + 240)


def heard(hours: list[datetime], cell: int = HERE) -> Controls:
    """One leg heard in the cell in each of these hours."""
    rows = [(f"fl-{n:04d}", f"icao24:{n:06x}", cell, "cruise", hour, 5, 90.0) for n, hour in enumerate(hours)]
    return controls_of([pl.DataFrame(rows, schema=PASSES, orient="row")])


def every_hour(*, but: set[int] = frozenset()) -> list[datetime]:  # type: ignore[assignment]
    start = datetime(2024, 2, 1, tzinfo=UTC)
    return [start + timedelta(hours=n) for n in range(240) if n // 24 + 1 not in but]


def test_a_day_on_which_nobody_was_heard_is_an_outage():
    found = outage(heard(every_hour(but={5})), [HERE], at("2024-02-05 06:00"), at("2024-02-05 18:00"), HELD)

    assert found == (at("2024-02-05 06:00"), at("2024-02-05 12:00"))


def test_a_day_like_the_others_is_none():
    assert outage(heard(every_hour()), [HERE], at("2024-02-05 06:00"), at("2024-02-05 18:00"), HELD) is None


def test_where_hardly_anybody_flies_a_silence_tells_nothing():
    rare = [datetime(2024, 2, day, 7, tzinfo=UTC) for day in (2, 8)]

    assert outage(heard(rare), [HERE], at("2024-02-05 06:00"), at("2024-02-05 12:00"), HELD) is None


def test_nights_are_compared_with_nights():
    days_only = [hour for hour in every_hour() if 6 <= hour.hour < 22]

    assert outage(heard(days_only), [HERE], at("2024-02-05 00:00"), at("2024-02-05 05:00"), HELD) is None


def disturbed(*craft_by_hour: int, craft: int = 9) -> pl.DataFrame:
    """The table of disturbed craft in one cell, hour after hour from 06:00."""
    hours = [at("2024-02-05 06:00") + timedelta(hours=n) for n in range(len(craft_by_hour))]
    cell = h3.int_to_str(HERE)
    rows = [(cell, hour, craft, n, ["spoofed"] if n else []) for hour, n in zip(hours, craft_by_hour, strict=True)]
    return JAMMING.conform(pl.DataFrame(rows, schema=JAMMING.schema, orient="row"))


def test_one_faulty_craft_is_no_jamming_but_two_are():
    hour = at("2024-02-05 06:00")

    assert jammed_cells(disturbed(1, 1), hour, hour + timedelta(hours=2)).is_empty()
    assert jammed_cells(disturbed(0, 2), hour, hour + timedelta(hours=2))["cell"].to_list() == [HERE]
    assert jammed_cells(disturbed(0, 2), hour, hour + timedelta(hours=1)).is_empty()
    for table in (disturbed(1, 1), disturbed(0, 2)):
        for end in (hour, hour + timedelta(hours=1), hour + timedelta(hours=1, seconds=1), hour + timedelta(hours=2)):
            assert Jams(table).cells(hour, end).equals(jammed_cells(table, hour, end))


def test_two_faulty_craft_among_many_are_no_jamming():
    hour = at("2024-02-05 06:00")

    assert jammed_cells(disturbed(2, craft=40), hour, hour + timedelta(hours=1)).is_empty()
