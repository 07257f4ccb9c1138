"""A crowded roadstead: what is drawn can be so at sea, and is the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from crossbearing.worldgen.sea.crowded_road import crowded_road
from crossbearing.worldgen.sea.road_cast import Road, at
from crossbearing.worldgen.sea.road_hulls import Harsh
from crossbearing.worldgen.sea.road_plays import neighbours, transfer
from crossbearing.worldgen.sea.road_waters import invent_waters


@pytest.fixture(scope="module")
def road() -> Road:
    rng = np.random.default_rng(3)
    filled = Road(invent_waters(2.0, True, rng), Harsh(), rng)
    neighbours(filled, 25)
    transfer(filled, afloat=False)
    return filled


def test_the_same_arguments_give_the_same_roadstead():
    one, other = (crowded_road(5, days=1.0, every_min=15.0) for _ in range(2))

    assert one.positions.equals(other.positions)
    assert one.transfers == other.transfers


def test_ships_at_anchor_do_not_foul_one_another(road):
    """Middles of ships at their own anchors stay farther apart than half their beams and a third of their lengths."""
    lying = [one for one in road.players[:25] if one.begin == 0.0]
    middles = [one.track.shifted(one.hull.bow_m - one.hull.length_m / 2.0, -one.hull.right_m) for one in lying]
    until = [int(min(one.end, road.ends) / 30.0) for one in lying]
    fouled = 0
    for k, one in enumerate(middles):
        for j in range(k):
            both = slice(0, min(until[k], until[j]))
            apart = np.hypot(one.east[both] - middles[j].east[both], one.north[both] - middles[j].north[both])
            fouled += bool((apart < (lying[k].hull.length_m + lying[j].hull.length_m) / 3.0).mean() > 0.02)
    assert fouled <= 1


def test_a_ship_alongside_lies_half_both_breadths_and_fenders_abeam(road):
    pair = next(one for one in road.pairs if one.kind == "transfer")
    host, guest = (road.players[number] for number in (pair.one, pair.other))
    time = (pair.begin + pair.end) / 2.0
    k = int(time / 30.0)
    turn = np.radians(host.track.heading[k])
    east, north = np.array(at(guest.track, road, time)) - np.array(at(host.track, road, time))
    abeam = abs(east * np.cos(turn) - north * np.sin(turn))
    breadths = (host.hull.width_m + guest.hull.width_m) / 2.0
    middle_lines = abs(host.hull.right_m) + abs(guest.hull.right_m)
    assert breadths - middle_lines - 4.0 <= abeam <= breadths + middle_lines + 10.0
