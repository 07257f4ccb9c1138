"""Claims that traffic on a route has risen or fallen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from checks.scene import rise, told, verdict, witness
from crossbearing.checks import Witness
from crossbearing.model.claims import Count, Direction, Report, When
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


def test_the_likely_day_of_the_change_is_told_with_its_interval(risen: Witness):
    found = verdict(rise("Tehran", "Moscow", "2024-02-11"), risen)

    assert "likeliest day of a change is 2024-02-11" in told(found)
    assert found.would_change


def recently(**roles):
    said = rise("Tehran", "Moscow", "2024-02-11", **roles)
    return replace(said, when=None)


def reported(on: date) -> dict[str, Report]:
    return {"r1": Report("r1", "x", 0, on, on)}


def test_only_recently_is_supported_by_a_change_in_the_weeks_before_the_report():
    drawn, listed = route({day: 1 if day <= 10 else 4 for day in range(1, 21)})
    found = verdict(recently(), witness(*drawn, listed=listed, reports=reported(date(2024, 2, 21))))
    late = verdict(recently(), witness(*drawn, listed=listed, reports=reported(date(2024, 9, 1))))

    assert found.verdict is Outcome.SUPPORTED
    assert "when" in found.roles_matched
    assert (late.verdict, late.roles_unmatched) == (Outcome.PARTLY_SUPPORTED, ("when",))


def test_only_recently_is_not_supported_by_steady_traffic():
    drawn, listed = route(dict.fromkeys(range(1, 21), 2))

    assert verdict(recently(), witness(*drawn, listed=listed)).verdict is Outcome.NOT_OBSERVABLE


def test_forty_flights_against_ten_are_counted_too(risen: Witness):
    right = rise("Tehran", "Moscow", "2024-02-11", counts=(Count("flights", 40, 40),))
    wrong = rise("Tehran", "Moscow", "2024-02-11", counts=(Count("flights", 90, 90),))

    assert verdict(right, risen).verdict is Outcome.SUPPORTED
    assert verdict(wrong, risen).roles_unmatched == ("counts",)


def test_a_rise_that_hangs_on_one_craft_is_not_supported():
    drawn, listed = route(dict.fromkeys(range(1, 21), 1))
    busy = "icao24:ffffff"
    for day in range(11, 21):
        for hour in (6, 18):
            drawn.append(fly(busy, "OIII", "UUWW", f"2024-02-{day} {hour:02d}:00", every_s=120))
            drawn.append(fly(busy, "UUWW", "OIII", f"2024-02-{day} {(hour + 6) % 24:02d}:00", every_s=120))
    found = verdict(
        rise("Tehran", "Moscow", "2024-02-11"), witness(*drawn, listed=listed | {busy: ("EP-ONE", "IL76", None)})
    )

    assert found.verdict is not Outcome.SUPPORTED
    assert "Without EP-ONE" in told(found)


def test_a_route_without_airports_cannot_be_checked(risen: Witness):
    assert verdict(rise("Ruritania", "Syldavia", "2024-02-11"), risen).verdict is Outcome.NOT_CHECKABLE
