"""Claims that traffic on a route has risen or fallen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from checks.scene import rise, told, verdict, witness
from crossbearing.checks import Witness
from crossbearing.model.claims import Direction, When
from crossbearing.model.verdicts import Outcome, Reason
from notation import fly

Frame = tuple[str, str, str]


def route(per_day: dict[int, int], *, heard_from: int = 1) -> tuple[list[pl.DataFrame], dict[str, Frame]]:
    """So many Il-76 a day from Tehran to Moscow, each another craft; before `heard_from` only one end of each."""
    drawn, listed = [], {}
    for day, flights in per_day.items():
        for number in range(flights):
            craft = f"icao24:{day:02d}{number:02d}aa"
            left = datetime(2024, 2, day, 4, tzinfo=UTC) + timedelta(hours=2 * number)
            deaf = [] if day >= heard_from else [(90.0, 400.0)]
            drawn.append(fly(craft, "OIII", "UUWW", left.strftime("%Y-%m-%d %H:%M"), every_s=120, unheard=deaf))
            listed[craft] = (f"EP-{day:02d}{number:02d}", "IL76", "Pouya Air")
    return drawn, listed


@pytest.fixture(scope="module")
def risen() -> Witness:
    """One flight a day until the 10th, four a day after, all heard."""
    drawn, listed = route({day: 1 if day <= 10 else 4 for day in range(1, 21)})
    return witness(*drawn, listed=listed)


def test_four_a_day_after_one_a_day_is_a_rise(risen: Witness):
    found = verdict(rise("Tehran", "Moscow", "2024-02-11"), risen)

    assert found.verdict is Outcome.SUPPORTED
    assert "10 in 10 days before, 40 in 10 days after" in told(found)


def test_the_opposite_of_what_was_seen_is_contradicted(risen: Witness):
    found = verdict(rise("Tehran", "Moscow", "2024-02-11", Direction.FALL), risen)

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.RATE)


def test_steady_traffic_supports_no_rise():
    drawn, listed = route(dict.fromkeys(range(1, 21), 2))
    found = verdict(rise("Tehran", "Moscow", "2024-02-11"), witness(*drawn, listed=listed))

    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert "do not decide" in told(found)


def test_a_rise_that_comes_with_better_reception_is_none():
    drawn, listed = route(dict.fromkeys(range(1, 21), 2), heard_from=11)
    found = verdict(rise("Tehran", "Moscow", "2024-02-11"), witness(*drawn, listed=listed))

    assert found.verdict is Outcome.NOT_OBSERVABLE


def test_a_stated_baseline_is_used(risen: Witness):
    said = rise("Tehran", "Moscow", "2024-02-11")
    change = said.change
    assert change is not None
    based = rise("Tehran", "Moscow", "2024-02-11")
    object.__setattr__(based, "change", type(change)(change.direction, When(date(2024, 2, 1), date(2024, 2, 5))))

    assert "5 in 5 days before" in told(verdict(based, risen))


def test_a_change_before_the_archive_begins_cannot_be_tested(risen: Witness):
    found = verdict(rise("Tehran", "Moscow", "2024-01-11"), risen)

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.OUTSIDE_ARCHIVE)


def test_a_route_without_airports_cannot_be_checked(risen: Witness):
    assert verdict(rise("Ruritania", "Syldavia", "2024-02-11"), risen).verdict is Outcome.NOT_CHECKABLE
