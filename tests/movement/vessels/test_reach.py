"""What a silence leaves room for: calls at ports over water, and calls of which only the coming or going was seen."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl

from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.ports.port_calls import port_calls
from crossbearing.movement.vessels.ports.voyages import voyages
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.movement.vessels.unheard.unseen import ports_in_reach, possible_meetings
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, every, going, lying, off, ship, then

SHIP, OTHER = 273111111, 422222222
PORTS = {
    "BAKU": (40.36, 49.87),
    "SUMQAYIT": (40.60, 49.68),
    "AMIRABAD": (36.86, 53.37),
    "NEKA": (36.85, 53.25),
    "POTI": (42.15, 41.64),
    "ROSTOV": (47.20, 39.70),
}
HARBOURS = Harbours(tuple(PORTS), *(np.array(one) for one in zip(*PORTS.values(), strict=True)), np.full(6, 15.0))
ALWAYS = (0.0, 4e9)


def silent(where, heard) -> pl.DataFrame:
    return plausible(ship(SHIP, where, heard, sog_kt=2.0))


def possible(track: pl.DataFrame) -> list[dict[str, object]]:
    return port_calls(track, HARBOURS).filter(~pl.col("shown")).to_dicts()


def test_a_port_behind_the_cape_is_not_possible_though_it_is_near_as_the_crow_flies():
    """Two and a half hours off Baku: 44 km over the Apsheron peninsula to Sumqayit, 90 by sea."""
    road = (40.22, 49.90)
    track = silent(then((1, lying(road)), (99, lying(off(road, 500)))), [*every(10, 0, 1), *every(10, 3.5, 5)])

    assert {one["place"] for one in possible(track)} == {"BAKU"}


def test_a_port_of_another_sea_is_possible_only_if_there_was_time_for_the_canal():
    a_day = silent(lying(MID_CASPIAN), [*every(10, 0, 1), *every(10, 40, 41)])
    weeks = silent(lying(MID_CASPIAN), [*every(10, 0, 1), *every(10, 340, 341)])

    assert "POTI" not in {one["place"] for one in possible(a_day)}
    assert {"POTI", "ROSTOV"} <= {one["place"] for one in possible(weeks)}


def test_silent_from_40_km_before_a_port_to_60_km_after_it_a_call_is_possible_there_and_at_its_neighbour():
    before, after = off(PORTS["AMIRABAD"], 40_000, -10_000), off(PORTS["AMIRABAD"], 58_000, -15_000)
    way = then((2, going(before, 9, "S", 2)), (99, going(after, 9, "N", 10)))
    track = silent(way, [*every(10, 0, 2), *every(10, 10, 14)])
    calls = possible(track)
    (passage,) = voyages(track, port_calls(track, HARBOURS)).to_dicts()

    assert {one["place"] for one in calls} == {"AMIRABAD", "NEKA"}
    (amirabad,) = [one for one in calls if one["place"] == "AMIRABAD"]
    assert (amirabad["kind"], amirabad["shown"]) == ("silent", False)
    assert MIDNIGHT + timedelta(hours=2.5) < amirabad["arrived_after"] < MIDNIGHT + timedelta(hours=3.5)
    assert MIDNIGHT + timedelta(hours=8) < amirabad["left_before"] < MIDNIGHT + timedelta(hours=9.5)
    assert passage["possible_calls"] == ["AMIRABAD", "NEKA"]


def test_who_was_seen_to_enter_and_fell_silent_under_way_called_in_part_with_the_bounds_that_were_seen():
    """She comes in at 10 kt, is last heard 8 km off the quay, and next 60 km out the day after."""
    way = then(
        (4, going(off(PORTS["AMIRABAD"], 82_000), 10, "S")), (99, going(off(PORTS["AMIRABAD"], 60_000), 10, "N", 30))
    )
    calls = possible(silent(way, [*every(10, 0, 4), *every(10, 30, 33)]))

    (one,) = [call for call in calls if call["place"] == "AMIRABAD"]
    assert one["kind"] == "partial"
    assert one["arrived_after"] < one["arrived_before"] <= one["left_after"] == MIDNIGHT + timedelta(hours=4)
    assert one["left_before"] < MIDNIGHT + timedelta(hours=30)


def test_who_was_seen_to_leave_and_was_silent_before_called_in_part():
    way = then((1, lying(off(PORTS["AMIRABAD"], 90_000))), (99, going(off(PORTS["AMIRABAD"], 5_000), 10, "N", 20)))
    calls = possible(silent(way, [*every(10, 0, 1), *every(10, 20, 24)]))

    (one,) = [call for call in calls if call["place"] == "AMIRABAD"]
    assert one["kind"] == "partial"
    assert one["arrived_before"] == MIDNIGHT + timedelta(hours=20)
    assert one["left_before"] is not None


def test_who_was_never_heard_again_after_entering_has_no_end():
    calls = possible(silent(going(off(PORTS["AMIRABAD"], 60_000), 10, "S"), every(10, 0, 2.7)))

    assert [(one["place"], one["kind"], one["left_before"]) for one in calls] == [("AMIRABAD", "partial", None)]


def test_a_call_that_was_seen_is_not_possible_once_more_because_the_ship_fell_silent_in_port():
    track = silent(lying(PORTS["AMIRABAD"]), [*every(10, 0, 4), *every(10, 9, 12)])

    assert "AMIRABAD" not in {one["place"] for one in possible(track)}


def test_the_ports_in_reach_are_told_with_the_ways_and_the_longest_stay():
    track = silent(lying(off(PORTS["AMIRABAD"], 60_000)), [*every(10, 0, 1), *every(10, 13, 14)])
    found = {one["place"]: one for one in ports_in_reach(track, HARBOURS, ALWAYS, 7200.0).to_dicts()}

    assert set(found) == {"AMIRABAD", "NEKA"}
    assert 25 < found["AMIRABAD"]["to_km"] <= 45.1
    assert 6 < found["AMIRABAD"]["longest_h"] < 12
    assert ports_in_reach(track, HARBOURS, (0.0, 1.0), 7200.0).is_empty()


def two(first, second, heard) -> pl.DataFrame:
    return plausible(pl.concat([ship(SHIP, first, heard), ship(OTHER, second, heard)]))


def test_two_ships_that_fell_silent_near_each_other_could_have_met_for_so_long_at_most():
    gap = [*every(10, 0, 2), *every(10, 14, 16)]
    track = two(lying(MID_CASPIAN), lying(off(MID_CASPIAN, 30_000)), gap)
    (one,) = possible_meetings(track, (f"mmsi:{SHIP}", f"mmsi:{OTHER}"), WHILE_BOTH_WERE_HEARD).to_dicts()

    assert one["possible"]
    assert 10 < one["found_h"] <= one["at_most_h"] < 12
    assert len(one["evidence"]) == 4


def test_two_ships_heard_all_day_apart_cannot_have_met_and_the_nearest_positions_prove_it():
    track = two(lying(MID_CASPIAN), lying(off(MID_CASPIAN, 120_000)), every(10, 0, 16))
    (one,) = possible_meetings(track, (f"mmsi:{SHIP}", f"mmsi:{OTHER}"), WHILE_BOTH_WERE_HEARD).to_dicts()

    assert (one["possible"], one["at_most_h"]) == (False, 0.0)
    assert 119 < one["nearest_km"] < 121
    assert one["evidence"]


WHILE_BOTH_WERE_HEARD = (MIDNIGHT.timestamp() + 600, MIDNIGHT.timestamp() + 15.8 * 3600)
