"""Silences of ships, explained or not by how others were heard; and what a silence leaves room for."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.vessels.plausible import plausible
from crossbearing.movement.vessels.reach import Silence, possible_meeting
from crossbearing.movement.vessels.silences import silences
from crossbearing.world.geo import distance_km
from movement.vessels.sea import MID_CASPIAN, every, going, lying, off, ship

QUIET = 273111111


def scene(others: int, heard: bool) -> pl.DataFrame:
    """One ship silent from 4 to 16, among others that were heard all the time, or not either."""
    hours = every(10, 0, 20) if heard else [*every(10, 0, 4), *every(10, 16, 20)]
    fleet = [ship(422000000 + n, lying(off(MID_CASPIAN, 300 * n, 500 * n)), hours) for n in range(others)]
    quiet = ship(QUIET, lying(MID_CASPIAN), [*every(10, 0, 4), *every(10, 16, 20)])
    return plausible(pl.concat([quiet, *fleet]))


def silence_of(track: pl.DataFrame) -> dict[str, object]:
    (found,) = silences(track).filter(craft=f"mmsi:{QUIET}").to_dicts()
    return found


def test_silent_among_many_that_are_heard_is_very_unusual():
    found = silence_of(scene(60, heard=True))

    assert found["silence"] == "very_unusual"
    assert found["ships_heard"] == 60
    assert found["duration_h"] == pytest.approx(12)


def test_silent_while_nobody_is_heard_is_expected():
    assert silence_of(scene(60, heard=False))["silence"] == "expected"


def test_silent_where_nobody_else_is_says_nothing():
    found = silence_of(scene(1, heard=True))

    assert (found["silence"], found["expected_heard"]) == (None, None)


def test_a_silence_that_lasts_is_open():
    alone = pl.concat([ship(QUIET, lying(MID_CASPIAN), every(10, 0, 4)), ship(1, lying(MID_CASPIAN), every(10, 0, 20))])
    assert silences(plausible(alone)).filter(craft=f"mmsi:{QUIET}")["ended_at"].to_list() == [None]


@pytest.mark.parametrize(("least", "count"), [(2.0, 1), (12.0, 1), (12.5, 0), (30.0, 0)])
def test_the_threshold_is_the_readers(least, count):
    assert silences(scene(3, heard=True), least).filter(craft=f"mmsi:{QUIET}").height == count


def silence(one: tuple[float, float], other: tuple[float, float], start: float, end: float) -> Silence:
    return Silence(start * 3600, *one, end * 3600, *other, 30.0)


def test_two_silent_ships_near_each_other_could_have_met_for_most_of_it():
    near = off(MID_CASPIAN, 20_000)
    found = possible_meeting(silence(MID_CASPIAN, MID_CASPIAN, 0, 12), silence(near, near, 0, 12))

    assert found is not None
    assert 10 * 3600 < found.seconds < 12 * 3600


def test_two_silent_ships_too_far_apart_could_not_have_met():
    far = off(MID_CASPIAN, 400_000)

    assert possible_meeting(silence(MID_CASPIAN, MID_CASPIAN, 0, 12), silence(far, far, 0, 12)) is None


def test_silences_one_after_the_other_leave_no_room():
    assert possible_meeting(silence(MID_CASPIAN, MID_CASPIAN, 0, 4), silence(MID_CASPIAN, MID_CASPIAN, 5, 9)) is None


@settings(max_examples=60, deadline=None)
@given(
    north=st.floats(-100, 100),
    east=st.floats(-100, 100),
    alongside=st.floats(0.5, 8),
    before=st.floats(0.1, 10),
    after=st.floats(0.1, 10),
    spread=st.floats(0.1, 0.95),
)
def test_a_meeting_that_took_place_is_never_excluded(north, east, alongside, before, after, spread):
    """Two ships that sailed at no more than their speed to a place, lay there together, and sailed away."""
    meet = off(MID_CASPIAN, north * 1000, east * 1000)
    kmh = 30.0
    one = off(meet, before * kmh * 1000 * spread, 0)
    other = off(meet, 0, before * kmh * 1000 * spread)
    away = off(meet, -after * kmh * 1000 * spread, 0)
    assert distance_km(*one, *meet) <= before * kmh
    first = Silence(0.0, *one, (before + alongside + after) * 3600, *away, kmh)
    second = Silence(0.0, *other, (before + alongside + after) * 3600, *meet, kmh)

    found = possible_meeting(first, second)

    assert found is not None
    assert found.seconds > 0.7 * alongside * 3600


def test_a_ship_under_way_is_silent_where_she_went():
    way = going(MID_CASPIAN, 12)
    track = plausible(ship(QUIET, way, [*every(10, 0, 2), *every(10, 10, 12)], sog_kt=12.0))

    (found,) = silences(track).to_dicts()
    assert found["distance_km"] == pytest.approx(8 * 12 * 1.852, rel=0.05)
