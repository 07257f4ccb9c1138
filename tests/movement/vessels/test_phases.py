"""What ships do in a port: at anchor, at a berth, in the roadstead, and by what one tells."""

from __future__ import annotations

from math import cos, sin

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.vessels.fixes import fixes_of
from crossbearing.movement.vessels.lying import lying
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.ports.phases import among_others
from crossbearing.movement.vessels.ports.port_calls import port_calls
from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import MIDNIGHT, every, going, off, ship, then
from movement.vessels.sea import lying as at_rest

A, B, C = 273111111, 273222222, 273333333
QUAY = (37.0, 53.0)
ROADS = off(QUAY, 9_000)
PORT = Harbours(("PORT",), np.array([37.0]), np.array([53.0]), np.array([15.0]))
MOORED, ANCHORED = 5, 1


def swinging(place, metres: float = 150.0):
    """At anchor: once round in twelve hours."""
    return lambda hour: off(place, metres * cos(hour / 12 * 6.283), metres * sin(hour / 12 * 6.283))


def turning(hour: float) -> float:
    return hour / 12 * 360.0 % 360.0


def heard(mmsi: int, where, hours, status: int | None = None, heading=lambda hour: 90.0) -> pl.DataFrame:
    rows = ship(mmsi, where, hours, status=status or 0)
    return rows.with_columns(heading_deg=pl.Series([heading(hour) for hour in hours], dtype=rows.schema["heading_deg"]))


def calls(*tracks: pl.DataFrame) -> list[dict[str, object]]:
    return port_calls(plausible(pl.concat(tracks)), PORT, possible=False).to_dicts()


def kinds(*tracks: pl.DataFrame) -> list[tuple[str, tuple[str, ...]]]:
    return [(one["kind"], tuple(one["because"])) for call in calls(*tracks) for one in call["phases"]]


def test_waiting_in_the_roadstead_and_then_a_berth_are_phases_of_one_call():
    way = then((10, swinging(ROADS)), (11.5, going(ROADS, 3.3, "S", 10)), (40, at_rest(QUAY)))
    heading = then((10, turning), (40, lambda hour: 90.0))
    (call,) = calls(heard(A, way, every(10, 0, 40), heading=heading))

    first, second = call["phases"]
    assert (call["kind"], first["kind"], second["kind"]) == ("berth", "roadstead", "berth")
    assert first["because"] == ["swung", "off_the_port"]
    assert second["because"] == ["lay_fast"]
    assert first["began_after"] is None
    assert (first["ended_after"] - MIDNIGHT).total_seconds() / 3600 == pytest.approx(10, abs=0.4)
    assert first["ended_after"] < first["ended_before"] < second["began_before"]
    assert second["ended_before"] is None


def test_who_swings_round_an_anchor_is_at_anchor_whatever_she_says():
    assert kinds(heard(A, swinging(QUAY), every(10, 0, 24), MOORED, turning)) == [
        ("anchorage", ("swung", "said_moored"))
    ]


def test_without_a_heading_the_antenna_tells():
    def silent(hour):
        return None

    assert kinds(heard(A, swinging(QUAY), every(10, 0, 24), heading=silent)) == [("anchorage", ("swung",))]
    assert kinds(heard(A, at_rest(QUAY), every(10, 0, 24), heading=silent)) == [("berth", ("lay_fast",))]


def test_heard_too_seldom_she_is_believed():
    seldom = [0.0, 1.5, 3.0]

    assert kinds(heard(A, at_rest(QUAY), seldom, ANCHORED)) == [("anchorage", ("said_anchored",))]
    assert kinds(heard(A, at_rest(QUAY), seldom, MOORED)) == [("berth", ("said_moored",))]
    assert kinds(heard(A, at_rest(QUAY), seldom)) == [("stay", ())]


def test_who_tells_nothing_beside_a_moored_ship_is_moored_too():
    seldom = [0.0, 1.5, 3.0]
    beside, apart = off(QUAY, 120), off(QUAY, 2_000)

    assert kinds(heard(A, at_rest(beside), seldom), heard(B, at_rest(QUAY), seldom, MOORED))[0] == (
        "berth",
        ("among_moored",),
    )
    assert kinds(heard(A, at_rest(apart), seldom), heard(B, at_rest(QUAY), seldom, MOORED))[0] == ("stay", ())
    assert kinds(heard(A, at_rest(beside), seldom), heard(B, at_rest(QUAY), seldom, ANCHORED))[0] == (
        "anchorage",
        ("among_anchored",),
    )


def test_an_anchorage_by_the_quays_in_use_is_no_roadstead():
    far = off(QUAY, 9_000)
    at_anchor = heard(A, swinging(far), every(10, 0, 24), heading=turning)

    assert kinds(at_anchor)[0][0] == "roadstead"
    assert kinds(at_anchor, heard(B, at_rest(off(far, 1_500)), every(10, 0, 24)))[0][0] == "anchorage"


def test_what_all_ships_tell_does_not_hang_on_how_they_were_dealt():
    seldom = [0.0, 1.5, 3.0]
    tracks = [
        heard(A, at_rest(off(QUAY, 120)), seldom),
        heard(B, at_rest(QUAY), seldom, MOORED),
        heard(C, swinging(off(QUAY, 5_000)), every(10, 0, 24), heading=turning),
    ]
    whole = port_calls(plausible(pl.concat(tracks)), PORT, possible=False)
    parts = pl.concat([port_calls(plausible(one), PORT, possible=False) for one in tracks])

    assert among_others(parts, PORT).equals(whole)
    assert among_others(whole, PORT).equals(whole)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.01, 3.0), st.floats(-900, 900), st.integers(0, 2)), min_size=2, max_size=40),
    st.floats(0.1, 3.0),
)
def test_phases_stand_in_order_within_their_bounds(steps, least_h):
    hours, places, hour = [], [], 0.0
    for elapsed, north, kind in steps:
        hour += elapsed
        hours.append(hour)
        places.append(off(QUAY, north if kind == 2 else 0.0))
    at = dict(zip(hours, places, strict=True))
    marked = plausible(ship(A, at.__getitem__, hours))
    fixes = fixes_of(marked)
    found = lying(fixes, marked["heading_deg"], least_h * 3600.0)

    assert (found.first < found.last).all()
    assert (found.first[1:] > found.last[:-1]).all()
    assert (fixes.seconds[found.last] - fixes.seconds[found.first] >= least_h * 3600.0 - 1e-6).all()
    assert (found.wander_m >= 0.0).all()


def test_lying_over_the_date_line_is_lying():
    fiji = (-17.0, 179.9995)
    marked = plausible(ship(A, swinging(fiji), every(10, 0, 24)))
    found = lying(fixes_of(marked), marked["heading_deg"], 3600.0)

    assert len(found) == 1
    assert found.wander_m[0] < 300.0
    assert abs(found.lon[0]) > 179.9
