"""How much of each day would have been seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl

from crossbearing.model.tables import HOURS, LANDINGS
from crossbearing.movement.exposure import LEAST_SHARE, days_held, exposures

MONDAY = date(2024, 2, 5)


def hours(network: str, held: dict[int, float], state: str = "whole") -> pl.DataFrame:
    """Hours of the first day by their number."""
    start = datetime(2024, 2, 5, tzinfo=UTC)
    rows = [(network, start + timedelta(hours=n), 9, 9.0, share, state) for n, share in held.items()]
    return HOURS.conform(pl.DataFrame(rows, schema=HOURS.schema, orient="row"))


def trials(week: int, heard: int, missed: int) -> pl.DataFrame:
    """Landings at UUWW in a week, of which so many were heard low."""
    moment = datetime(2024, 2, 5, 8, tzinfo=UTC) + timedelta(weeks=week)
    rows = [
        ("all", f"icao24:{n:06x}", f"f{week}-{n}", "UUWW", "arrival", moment, 9 if n < heard else 0, 9, "next", 1.0)
        for n in range(heard + missed)
    ]
    return pl.DataFrame(rows, schema=LANDINGS.schema, orient="row")


def test_a_day_counts_by_the_hours_held_of_the_best_network():
    both = pl.concat([hours("readsb", dict.fromkeys(range(12), 1.0)), hours("opensky", {3: 1.0, 20: 0.5})])

    assert days_held(both, MONDAY, MONDAY)["held"].to_list() == [12.5 / 24]


def test_quiet_hours_are_not_held():
    quiet = hours("readsb", dict.fromkeys(range(24), 1.0), "quiet")

    assert days_held(quiet, MONDAY, MONDAY)["held"].to_list() == [0.0]


def test_days_outside_the_archive_have_no_exposure():
    held = days_held(hours("readsb", {0: 1.0}), MONDAY - timedelta(days=1), MONDAY + timedelta(days=1))

    assert held["held"].to_list() == [0.0, 1 / 24, 0.0]


def fortnight() -> pl.DataFrame:
    days = [MONDAY + timedelta(days=n) for n in range(14)]
    return pl.DataFrame({"day": days, "held": [1.0] * 14})


def test_a_week_heard_worse_counts_less():
    found = exposures(fortnight(), pl.concat([trials(0, 50, 50), trials(1, 100, 0)]), ["OIII"], ["UUWW"])
    first, second = found["exposure"][0], found["exposure"][7]

    assert first < 0.75
    assert second > 1.25
    assert abs(found["exposure"].sum() - 14) < 0.5


def test_without_trials_a_day_counts_by_what_is_held():
    found = exposures(fortnight(), LANDINGS.empty(), ["OIII"], ["UUWW"])

    assert found["exposure"].to_list() == [1.0] * 14
    assert found["n_trials"].sum() == 0


def test_the_correction_is_never_extreme():
    found = exposures(fortnight(), pl.concat([trials(0, 0, 300), trials(1, 300, 0)]), [], ["UUWW"])

    assert found["exposure"].min() >= LEAST_SHARE
