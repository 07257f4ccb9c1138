"""Two ships together: what is an encounter, what it is likely to be, and what is not said."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, every, going, lying, named, off, ship, statics, then

A, B = 273111111, 422222222
BOTH = statics(named(A), named(B))


def met(*tracks: pl.DataFrame, told: pl.DataFrame = BOTH, ports: Harbours | None = None) -> list[dict[str, object]]:
    return encounters(plausible(pl.concat(tracks)), told, ports).to_dicts()


def meeting(minutes: float = 5, start: float = 2.0, hours: float = 4.0, east_m: float = 60.0, at=MID_CASPIAN):
    """Two ships that come together for some hours and part, heard every so many minutes."""
    beside = off(at, 0, east_m)
    end = start + hours
    one = then((start, going(at, 8, "N", start)), (end, lying(at)), (99, going(at, 8, "N", end)))
    other = then((start, going(beside, 8, "S", start)), (end, lying(beside)), (99, going(beside, 8, "S", end)))
    heard = every(minutes, 0, end + 2)
    return ship(A, one, heard), ship(B, other, heard)


def test_two_ships_alongside_for_hours_are_a_transfer():
    (found,) = [one for one in met(*meeting()) if one["likely"] != "passing"]

    assert (found["a"], found["b"], found["likely"]) == (f"mmsi:{A}", f"mmsi:{B}", "transfer")
    assert abs(found["started_at"] - MIDNIGHT - timedelta(hours=2)) <= timedelta(minutes=20)
    assert abs(found["ended_at"] - MIDNIGHT - timedelta(hours=6)) <= timedelta(minutes=20)
    assert found["median_distance_m"] == pytest.approx(60, abs=3)
    assert found["inferred_min"] == 0


@pytest.mark.parametrize(
    "place",
    [(40.0, 50.3), (41.5, 51.0), (41.5, 180.0), (41.5, -179.9999), (0.0, 20.0), (-33.0, 18.0)],
    ids=["parallel", "meridian", "dateline", "dateline west", "equator", "south"],
)
def test_no_line_of_a_grid_parts_them(place):
    assert [one["likely"] for one in met(*meeting(at=place))].count("transfer") == 1


def test_midnight_does_not_cut_a_meeting():
    (found,) = [one for one in met(*meeting(start=22.0, hours=5.0)) if one["likely"] == "transfer"]

    assert (found["ended_at"] - found["started_at"]) >= timedelta(hours=4.5)


def test_two_ships_seen_together_at_dawn_and_at_dusk_were_not_together_all_day():
    one = ship(A, lying(MID_CASPIAN), [4.0, 4.1, 20.0, 20.1])
    other = ship(B, lying(off(MID_CASPIAN, 0, 60)), [4.0, 4.1, 20.0, 20.1])

    assert all(found["ended_at"] - found["started_at"] < timedelta(hours=1) for found in met(one, other))


HEARD = st.lists(st.floats(0.0, 48.0), min_size=2, max_size=40, unique=True).map(sorted)


@settings(max_examples=60, deadline=None)
@given(HEARD, HEARD, st.floats(20.0, 400.0))
def test_nothing_is_said_over_hours_in_which_neither_was_heard(one_heard, other_heard, east_m):
    one = ship(A, lying(MID_CASPIAN), one_heard)
    other = ship(B, lying(off(MID_CASPIAN, 0, east_m)), other_heard)
    heard = np.sort(np.array([*one_heard, *other_heard]))

    for found in met(one, other):
        begin, end = ((found[name] - MIDNIGHT) / timedelta(hours=1) for name in ("started_at", "ended_at"))
        inside = heard[(heard > begin) & (heard < end)]
        assert np.diff(np.array([begin, *inside, end])).max() <= 2.5


def test_minutes_heard_and_minutes_between_are_told_apart():
    (found,) = [one for one in met(*meeting(minutes=60)) if one["likely"] == "transfer"]

    assert found["inferred_min"] > found["observed_min"] > 0


def test_ships_at_anchor_further_apart_than_ships_alongside_are_neighbours():
    assert {one["likely"] for one in met(*meeting(east_m=350))} <= {"anchorage", "passing"}


def test_ships_swinging_at_their_anchors_are_neighbours():
    def swinging(hour: float):
        return off(MID_CASPIAN, 110 * np.cos(hour), 100 + 80 * np.sin(hour))

    one = ship(A, lying(MID_CASPIAN), every(5, 0, 8), status=1)
    other = ship(B, swinging, every(5, 0, 8), status=1)

    assert "transfer" not in {found["likely"] for found in met(one, other)}


def test_ships_that_travel_together_keep_company():
    one = ship(A, going(MID_CASPIAN, 9), every(5, 0, 5), sog_kt=9)
    other = ship(B, going(off(MID_CASPIAN, 0, 300), 9), every(5, 0, 5), sog_kt=9)

    assert [found["likely"] for found in met(one, other)] == ["company"]


def test_ships_that_pass_head_on_are_no_meeting():
    one = ship(A, going(off(MID_CASPIAN, -40_000), 10, "N"), every(2, 0, 5), sog_kt=10)
    other = ship(B, going(off(MID_CASPIAN, 40_000, 200), 10, "S"), every(2, 0, 5), sog_kt=10)

    assert {found["likely"] for found in met(one, other)} <= {"passing"}


@pytest.mark.parametrize(("kind", "word"), [(52, "tow"), (31, "tow"), (50, "pilot")])
def test_tugs_tow_and_pilots_come_aboard(kind, word):
    told = statics(named(A), named(B, ship_type=kind, length_m=28, width_m=9))

    assert word in {found["likely"] for found in met(*meeting(), told=told)}


def test_fishing_boats_together_are_fishing():
    told = statics(named(A, 30, 30, 8), named(B, 30, 30, 8))

    assert {found["likely"] for found in met(*meeting(), told=told)} == {"fishing"}


def test_a_fishing_boat_alongside_a_carrier_transfers():
    told = statics(named(A, 30, 30, 8), named(B, 79, 130, 18))

    assert "transfer" in {found["likely"] for found in met(*meeting(), told=told)}


def test_ships_side_by_side_in_harbour_are_neighbours():
    one, other = (track.with_columns(status=pl.lit(5, pl.Int8)) for track in meeting())
    harbour = Harbours(("XXXXX",), *(np.array([one]) for one in (*MID_CASPIAN, 8.0)))

    assert "transfer" not in {found["likely"] for found in met(one, other, ports=harbour)}


def test_every_encounter_reaches_bytes():
    for found in met(*meeting()):
        assert len(found["evidence"]) >= 2
        assert all(one.split("#")[0] == "ab" * 32 for one in found["evidence"])


def test_the_order_of_the_ships_does_not_matter():
    one, other = meeting()

    assert met(one, other) == met(other, one)
