"""Where a silent ship could have been over water, and how long two of them could have lain alongside unseen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.vessels.unheard.prism import Silence, area_at, possible_meeting
from crossbearing.world.geo import distance_km
from movement.vessels.sea import MID_CASPIAN, off


def silence(one: tuple[float, float], other: tuple[float, float], start: float, end: float) -> Silence:
    return Silence(start * 3600, *one, end * 3600, *other, 30.0)


def test_two_silent_ships_near_each_other_could_have_met_for_most_of_it():
    near = off(MID_CASPIAN, 20_000)
    found = possible_meeting(silence(MID_CASPIAN, MID_CASPIAN, 0, 12), silence(near, near, 0, 12))

    assert found.best is not None
    assert 10 * 3600 < found.best.seconds <= found.at_most < 12 * 3600


def test_two_silent_ships_too_far_apart_could_not_have_met():
    far = off(MID_CASPIAN, 400_000)

    assert possible_meeting(silence(MID_CASPIAN, MID_CASPIAN, 0, 12), silence(far, far, 0, 12)).at_most <= 0


def test_silences_one_after_the_other_leave_no_room():
    first, second = silence(MID_CASPIAN, MID_CASPIAN, 0, 4), silence(MID_CASPIAN, MID_CASPIAN, 5, 9)

    assert possible_meeting(first, second).at_most <= 0


@settings(max_examples=12, deadline=None)
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

    assert found.at_most >= alongside * 3600
    assert found.best is not None
    assert found.best.seconds > 0.7 * alongside * 3600


# Either side of the Apsheron peninsula: 32 km over land, 80 km by sea.
BAKU_ROAD, SUMQAYIT_ROAD = (40.25, 49.95), (40.62, 49.75)


def test_two_ships_on_either_side_of_a_peninsula_could_not_have_met_though_they_were_near_as_the_crow_flies():
    first, second = silence(BAKU_ROAD, BAKU_ROAD, 0, 2), silence(SUMQAYIT_ROAD, SUMQAYIT_ROAD, 0, 2)

    assert distance_km(*BAKU_ROAD, *SUMQAYIT_ROAD) < 50
    assert possible_meeting(first, second).at_most <= 0


def test_ships_of_two_seas_could_not_have_met():
    off_poti = (42.1, 41.3)

    assert possible_meeting(silence(MID_CASPIAN, MID_CASPIAN, 0, 40), silence(off_poti, off_poti, 0, 40)).at_most <= 0


def test_a_silent_ship_could_have_been_at_sea_within_reach_and_not_behind_the_cape():
    area = area_at(silence(BAKU_ROAD, BAKU_ROAD, 0, 4), 2 * 3600)

    assert distance_km(*BAKU_ROAD, area.lat, area.lon).max() <= 60
    assert distance_km(*SUMQAYIT_ROAD, area.lat, area.lon).min() > 10


def test_a_ship_that_was_not_silent_at_a_time_has_no_area():
    assert area_at(silence(BAKU_ROAD, BAKU_ROAD, 0, 4), 5 * 3600).lat.size == 0
