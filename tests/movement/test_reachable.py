"""Where a craft can have landed unseen, and where it is proven that it did not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.prism import Field, could_have_visited, refuelling_s
from crossbearing.movement.reachable import landing_places, reach
from crossbearing.movement.sightings import sightings
from crossbearing.world import World, load_world
from notation import at, track

CRAFT = "icao24:abcdef"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def between(minutes: int):
    """Seen at cruise over the Caspian, and again over it so many minutes later."""
    clock = f"{10 + minutes // 60:02d}:{minutes % 60:02d}"
    return sightings(track(f"2024-02-10 10:00  41.0,50.5  34000\n2024-02-10 {clock}  42.0,49.5  34000"), CRAFT)


def test_after_two_hours_unseen_it_may_have_landed_but_not_everywhere(world: World) -> None:
    il76 = world.types.get("IL76")
    assert landing_places(between(14), 0, 1, world, il76) == []
    places = landing_places(between(120), 0, 1, world, il76)
    assert "UBBB" in places and "UUWW" not in places


def test_the_reason_is_told_in_figures(world: World) -> None:
    il76 = world.types.get("IL76")
    near, far = (reach(between(120), 0, 1, code, world, il76) for code in ("UBBB", "UUWW"))
    assert near.possible and not far.possible and far.because == "not enough time"
    assert far.needed_h is not None and far.hours == 2.0 and far.needed_h > far.hours
    assert far.speed_kt == round(il76.max_kt * 1.15)


def test_a_runway_known_to_be_too_short_refuses(world: World) -> None:
    frame = world.airports.frame
    near = [a for a, _ in world.airports.near(41.0, 50.0, 600) if a.longest_runway_ft and a.longest_runway_ft < 4900]
    assert near and frame.height > 1000
    found = reach(between(180), 0, 1, near[0].icao, world, world.types.get("B742"))
    assert (found.possible, found.because) == (False, "runway too short")


@settings(max_examples=8, deadline=None)
@given(st.integers(20, 200), st.integers(0, 120))
def test_more_time_never_makes_the_prism_smaller(minutes: int, more: int) -> None:
    world = load_world()
    short, long = (set(landing_places(between(n), 0, 1, world, None)) for n in (minutes, minutes + more))
    assert short <= long
    assert np.isfinite(between(minutes).seconds).all()


def test_a_way_no_type_flies_in_one_costs_the_time_to_refuel() -> None:
    """An An-26 seen at Tehran, and there again nine and a half hours later: Moscow is 2,500 km away."""
    seen = sightings(track("""
        2024-02-10 00:00  OIII  ground
        2024-02-10 00:01  OIII  ground
        2024-02-10 09:30  OIII  ground
        2024-02-10 09:31  OIII  ground
    """), "icao24:abcdef")  # fmt: skip
    moscow, day = [Field("UUWW", 55.5915, 37.2615)], (at("2024-02-10 00:00"), at("2024-02-11 00:00"))
    ways = [could_have_visited(seen, moscow, 550.0, *day, range_km=km) for km in (None, 5000.0, 1100.0, 600.0)]
    stays = [sum(one.latest - one.earliest for one in way if one.before == 1) for way in ways]
    assert stays[0] == stays[1] > 0, "a range that reaches costs nothing"
    assert stays[0] - stays[2] == pytest.approx(2 * 600.0), "one stop each way"
    assert stays[3] == 0.0, "two stops each way leave no ten minutes there"


def test_refuelling_takes_no_time_within_reach_and_never_less_for_a_longer_way() -> None:
    km = np.linspace(0, 12_000, 50)
    taken = refuelling_s(km, 1100.0)
    assert (np.diff(taken) >= 0).all() and (taken[km <= 2200] == 0).all()
