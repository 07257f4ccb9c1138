"""What a craft is reckoned to have done in a silence: as much as it does in as long a time elsewhere, not what fits."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.tables import AIRFRAMES
from crossbearing.movement import count_visits, flights, plausible, visits
from crossbearing.movement.counting import VisitCount
from crossbearing.movement.pace import FURTHER_S, QUICKER, RETURNS_FOR_HABIT, further_s, return_s, visits_in
from crossbearing.world import load_world
from notation import at, fly, together, unheard

CRAFT = "icao24:7380c2"
FIRST = at("2024-02-01 00:00")


def text(time: datetime) -> str:
    return time.isoformat(" ", "minutes")[:16]


@cache
def rounds(every_h: int, n: int) -> pl.DataFrame:
    """Tehran to Moscow and, five hours after leaving, back again; so many times, one after so many hours."""
    legs = []
    for k in range(n):
        leaves = FIRST + timedelta(hours=every_h * k)
        legs.append(fly(CRAFT, "OIII", "UUWW", text(leaves), every_s=300))
        legs.append(fly(CRAFT, "UUWW", "OIII", text(leaves + timedelta(hours=5)), every_s=300))
    return together(*legs)


def without_rounds(every_h: int, n: int, first: int, hidden: int) -> pl.DataFrame:
    """The same, with some of them from the first unheard."""
    start = FIRST + timedelta(hours=every_h * first) - timedelta(minutes=30)
    return unheard(rounds(every_h, n), text(start), text(start + timedelta(hours=every_h * hidden)))


def counted(drawn: pl.DataFrame, where: str = "UUWW") -> VisitCount:
    world, marked = load_world(), plausible(drawn)
    legs = flights(marked, AIRFRAMES.empty(), world)
    window = (FIRST - timedelta(hours=1), drawn["time"].max() + timedelta(hours=1))
    stays = visits(legs, marked, world)
    return count_visits(stays, [CRAFT], [where], *window, world, flights=legs, positions=marked)


def test_a_craft_that_came_every_third_day_is_not_reckoned_to_have_come_every_hour() -> None:
    """One of five rounds was not heard: six days lie between two that were."""
    n = counted(without_rounds(72, 5, 2, 1))
    silent = max(n.silences, key=lambda one: one.opening.latest - one.opening.earliest)
    hours = (silent.opening.latest - silent.opening.earliest) / 3600
    assert n.n_min == 4 and hours > 100
    assert 1 <= silent.reckoned <= 1 + hours / (72 * QUICKER)
    assert silent.fits > 20, "physics allows as many as before"


def test_what_physics_allows_does_not_depend_on_what_the_craft_does() -> None:
    """Each silence holds a stop of ten minutes, and one more for each hour beyond: that is what contradicts."""
    for one in counted(without_rounds(72, 5, 2, 1)).silences:
        spare = one.opening.latest - one.opening.earliest - (0 if one.inside else 600.0)
        assert one.fits >= int(spare // 3600) - 1


def test_a_shuttle_is_reckoned_with_more_often_than_a_rare_guest() -> None:
    rare, shuttle = counted(without_rounds(72, 5, 2, 1)), counted(without_rounds(12, 17, 5, 10))
    assert shuttle.n_max - shuttle.n_min > rare.n_max - rare.n_min
    assert shuttle.n_min <= 17 <= shuttle.n_max


def test_a_craft_of_which_little_was_heard_is_reckoned_with_once_in_eight_hours() -> None:
    n = counted(without_rounds(72, 3, 1, 1))
    silent = max(n.silences, key=lambda one: one.opening.latest - one.opening.earliest)
    length = silent.opening.latest - silent.opening.earliest
    assert silent.reckoned == visits_in(length, FURTHER_S, inside=silent.inside) < silent.fits


@settings(max_examples=8, deadline=None)
@given(st.sampled_from([12, 18, 24, 48, 72]), st.integers(5, 7), st.integers(1, 3), st.integers(1, 3))
def test_rounds_flown_unheard_lie_in_the_range_when_the_others_were_heard(
    every_h: int, n: int, first: int, hidden: int
) -> None:
    drawn = without_rounds(every_h, n, first, hidden)
    for where in ("UUWW", "OIII"):
        found = counted(drawn, where)
        true = n if where == "UUWW" else n + 1
        assert found.n_min <= true <= found.n_max <= found.n_most


def stays_at(hours: list[float], place: str = "UUWW") -> list[dict[str, Any]]:
    flown = {"left_after": None, "arrival_flight": "fl-1", "departure_flight": None}
    return [flown | {"place": place, "arrived_before": FIRST + timedelta(hours=h)} for h in sorted(hours)]


def legs_at(hours: list[float]) -> list[dict[str, Any]]:
    return [{"first_seen": FIRST + timedelta(hours=h)} for h in sorted(hours)]


HOURS = st.lists(st.integers(0, 400), min_size=RETURNS_FOR_HABIT + 1, max_size=12, unique=True)


@given(HOURS, st.integers(0, 400))
def test_one_more_stay_seen_never_makes_the_quickest_return_longer(hours: list[float], more: int) -> None:
    fewer, legs = return_s(stays_at(hours), legs_at(hours)), legs_at(hours)
    with_it = return_s(stays_at([*hours, more + 0.5]), legs)
    assert fewer is not None and with_it is not None and with_it <= fewer


@pytest.mark.parametrize("n", range(RETURNS_FOR_HABIT + 1))
def test_few_returns_are_no_habit(n: int) -> None:
    hours = [24.0 * k for k in range(n)]
    assert return_s(stays_at(hours), legs_at([float(k) for k in range(12)])) is None


def test_stays_at_different_places_are_no_return() -> None:
    rows = [row for k, place in enumerate("ABCDEFGHIJ") for row in stays_at([float(k)], place)]
    assert return_s(rows, legs_at([float(k) for k in range(12)])) is None


@given(st.floats(0, 4e6), st.floats(0, 4e6), st.floats(3600, 1e6), st.floats(3600, 1e6), st.booleans())
def test_a_longer_silence_and_a_quicker_craft_never_hold_fewer(
    one: float, other: float, quick: float, slow: float, inside: bool
) -> None:
    (short, long), (quick, slow) = sorted((one, other)), sorted((quick, slow))
    assert visits_in(short, quick, inside=inside) <= visits_in(long, quick, inside=inside)
    assert visits_in(long, slow, inside=inside) <= visits_in(long, quick, inside=inside)
    assert visits_in(long, quick, inside=True) + 1 == visits_in(long, quick, inside=False)


@given(HOURS)
def test_the_pace_lies_between_four_hours_and_eight(hours: list[float]) -> None:
    assert FURTHER_S / 2 <= further_s(legs_at(hours)) <= FURTHER_S
