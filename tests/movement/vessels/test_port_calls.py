"""Stays at ports and passages between them, seen and merely possible."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl

from crossbearing.movement.vessels.ports.entered import entered
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.ports.port_calls import passages, port_calls
from crossbearing.movement.vessels.ports.voyages import voyages
from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import MIDNIGHT, every, going, lying, off, ship, statics, then

A = 273111111
SOUTH = (37.01, 53.02)
NORTH = off(SOUTH, 200_000)
HARBOURS = Harbours(("NORTH", "SOUTH"), *(np.array(two) for two in zip(NORTH, SOUTH, strict=True)), np.full(2, 12.0))
# 200 km at 12 kt take nine hours.
TRIP_H = 200 / (12 * 1.852)


def trip(hours, lay_h: float = 6.0) -> pl.DataFrame:
    """A day in the south, the passage, and some hours in the north."""
    arrive = lay_h + TRIP_H
    way = then((lay_h, lying(SOUTH)), (arrive, going(SOUTH, 12, "N", lay_h)), (99, lying(NORTH)))
    return plausible(ship(A, way, hours, sog_kt=2.0))


def calls(track: pl.DataFrame, possible: bool = False) -> list[dict[str, object]]:
    return port_calls(track, HARBOURS, possible=possible).to_dicts()


def test_a_ship_that_lies_still_in_a_port_calls_there():
    found = calls(trip(every(10, 0, 24)))

    assert [one["place"] for one in found] == ["SOUTH", "NORTH"]
    assert found[0]["arrived_after"] is None
    assert abs(found[0]["left_after"] - MIDNIGHT - timedelta(hours=6)) < timedelta(hours=1)
    assert found[1]["left_before"] is None


def test_who_sails_through_a_ports_water_does_not_call():
    track = plausible(ship(A, going(off(SOUTH, -60_000, 2_000), 12), every(5, 0, 6), sog_kt=12.0))

    assert calls(track) == []


def test_who_sails_through_makes_a_passage_unless_she_was_silent_long_enough_to_call():
    way = going(off(SOUTH, -60_000, 2_000), 12)
    through = passages(plausible(ship(A, way, every(5, 0, 6), sog_kt=12.0)), HARBOURS).to_dicts()
    unheard = plausible(ship(A, way, [*every(5, 0, 2.4), *every(5, 3.5, 6)], sog_kt=12.0))

    assert [(one["place"], one["kind"], one["phases"]) for one in through] == [("SOUTH", "passage", [])]
    assert through[0]["arrived_before"] < through[0]["left_after"]
    assert passages(unheard, HARBOURS).is_empty()
    assert passages(trip(every(10, 0, 24)), HARBOURS).is_empty()


def test_a_call_on_the_date_line_lies_on_it():
    suva = (-17.0, 179.9999)
    harbours = Harbours(("SUVA",), np.array([suva[0]]), np.array([suva[1]]), np.array([12.0]))
    swinging = plausible(ship(A, lambda hour: off(suva, 0, 100 * (-1) ** int(hour * 6)), every(10, 0, 24)))

    (call,) = port_calls(swinging, harbours, possible=False).to_dicts()
    assert abs(call["lon"]) > 179.9


def test_a_call_does_not_end_because_the_ship_falls_silent():
    (south, north) = calls(trip([*every(10, 0, 2), *every(10, 14, 24)]))

    assert south["left_after"] == MIDNIGHT + timedelta(hours=2)
    assert south["left_before"] == north["arrived_before"] or south["left_before"] > south["left_after"]


def test_a_silence_between_two_ports_leaves_room_for_a_call_and_says_so():
    past = then((6, going(off(SOUTH, 0, -60_000), 10, "E")), (99, going(off(SOUTH, 0, 60_000), 10, "E", 24)))
    track = plausible(ship(A, past, [*every(10, 0, 1), *every(10, 24, 25)], sog_kt=10.0))

    assert calls(track) == []
    possible = calls(track, possible=True)
    assert "SOUTH" in {one["place"] for one in possible}
    assert not any(one["shown"] for one in possible)


def test_a_silence_too_short_for_the_way_leaves_no_room():
    track = trip([*every(10, 0, 8), *every(10, 11, 24)])

    assert {one["place"] for one in calls(track, possible=True) if not one["shown"]} == set()


def test_a_voyage_leads_from_port_to_port():
    track = trip(every(10, 0, 24))
    found = voyages(track, port_calls(track, HARBOURS)).to_dicts()

    (voyage,) = [one for one in found if one["departure_port"] and one["arrival_port"]]
    assert (voyage["departure_port"], voyage["arrival_port"]) == ("SOUTH", "NORTH")
    assert 200 - 2 * 12 <= voyage["distance_km"] + 5 <= 210
    assert voyage["departed_after"] < voyage["arrived_before"]


def test_no_position_on_the_caspian_is_dropped_as_land():
    track = plausible(ship(A, going((36.9, 53.4), 12, "N"), every(20, 0, 35), sog_kt=12.0))

    assert track["mark"].null_count() == track.height
    assert track["lat"].max() > 43.0


def test_what_was_entered_on_board_stands_beside_the_voyage():
    track = trip(every(10, 0, 24))
    said = [(1, "NORTH", 3.1), (8, "NORTH PORT", 3.1), (23, "SOUTH", 4.4)]
    told = statics(
        *(
            {
                "craft": f"mmsi:{A}",
                "time": MIDNIGHT + timedelta(hours=hour),
                "last_time": MIDNIGHT + timedelta(hours=hour),
                "destination": place,
                "draught_m": draught,
            }
            for hour, place, draught in said
        )
    )
    (voyage,) = [
        one
        for one in entered(voyages(track, port_calls(track, HARBOURS)), told).to_dicts()
        if one["departure_port"] and one["arrival_port"]
    ]

    assert voyage["destinations"] == ["NORTH PORT"]
    assert (round(voyage["draught_before_m"], 1), round(voyage["draught_after_m"], 1)) == (3.1, 4.4)
