"""The gates between "no trace" and "not observable": jamming, outages, and what a silence hides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl

from crossbearing.checks.jamming import falsified, jammed_cells
from crossbearing.checks.outage import outage
from crossbearing.movement.passes import PASSES, cell_of
from notation import at, fly, together

HERE = cell_of(50.0, 8.5)
HOURS = pl.DataFrame(
    {"hour": pl.datetime_range(at("2024-02-01 00:00"), at("2024-02-10 23:00"), "1h", time_unit="ms", eager=True)}
)


def heard(hours: list[datetime], cell: int = HERE) -> pl.DataFrame:
    """One leg heard in the cell in each of these hours."""
    rows = [(f"fl-{n:04d}", f"icao24:{n:06x}", cell, "cruise", hour, 5, 90.0) for n, hour in enumerate(hours)]
    return pl.DataFrame(rows, schema=PASSES, orient="row")


def every_hour(*, but: set[int] = frozenset()) -> list[datetime]:  # type: ignore[assignment]
    start = datetime(2024, 2, 1, tzinfo=UTC)
    return [start + timedelta(hours=n) for n in range(240) if n // 24 + 1 not in but]


def test_a_day_on_which_nobody_was_heard_is_an_outage():
    found = outage(heard(every_hour(but={5})), [HERE], at("2024-02-05 06:00"), at("2024-02-05 18:00"), HOURS)

    assert found == (at("2024-02-05 06:00"), at("2024-02-05 12:00"))


def test_a_day_like_the_others_is_none():
    assert outage(heard(every_hour()), [HERE], at("2024-02-05 06:00"), at("2024-02-05 18:00"), HOURS) is None


def test_where_hardly_anybody_flies_a_silence_tells_nothing():
    rare = [datetime(2024, 2, day, 7, tzinfo=UTC) for day in (2, 8)]

    assert outage(heard(rare), [HERE], at("2024-02-05 06:00"), at("2024-02-05 12:00"), HOURS) is None


def test_nights_are_compared_with_nights():
    days_only = [hour for hour in every_hour() if 6 <= hour.hour < 22]

    assert outage(heard(days_only), [HERE], at("2024-02-05 00:00"), at("2024-02-05 05:00"), HOURS) is None


def test_falsified_positions_are_placed_where_the_craft_was_last_trusted():
    true = fly("icao24:000001", "EDDF", "LFPG", "2024-02-05 06:00", every_s=60)
    jump = true.slice(20, 5).with_columns(lat=pl.lit(33.8), lon=pl.lit(35.5), mark=pl.lit("spoofed: many craft here"))
    cells = set(falsified(together(true, jump))["cell"].to_list())

    assert cells
    assert cell_of(33.8, 35.5) not in cells


def test_one_faulty_craft_is_no_jamming_but_two_are():
    hour = at("2024-02-05 06:00")
    one = pl.DataFrame(
        {"craft": ["a"] * 9, "cell": [HERE] * 9, "hour": [hour] * 9}, schema_overrides={"cell": pl.UInt64}
    )
    two = one.with_columns(craft=pl.Series(["a", "b"] * 4 + ["a"]))
    passed = heard([hour])

    assert jammed_cells(one, passed, hour, hour + timedelta(hours=1)).is_empty()
    assert jammed_cells(two, passed, hour, hour + timedelta(hours=1))["cell"].to_list() == [HERE]
    assert jammed_cells(two, passed, hour + timedelta(hours=5), hour + timedelta(hours=6)).is_empty()
