"""Who lingers at sea: slow, in place, heard each hour, away from ports; and who only seems to."""

from __future__ import annotations

import polars as pl
import pytest

from crossbearing.movement.vessels.loitering import beside, loitering
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.together.encounters import encounters_among
from crossbearing.movement.vessels.together.whereabouts import whereabouts
from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import MID_CASPIAN, every, going, lying, named, off, ship, statics
from movement.vessels.test_port_calls import HARBOURS, SOUTH

SHIP = 273111111


def lingered(*tracks: pl.DataFrame, told=(), harbours: Harbours = HARBOURS, hours: float = 4.0) -> pl.DataFrame:
    ships = whereabouts(plausible(pl.concat(tracks)))
    said = statics(*(told or [named(SHIP)]))
    return beside(loitering(ships, said, harbours, hours), encounters_among(ships, said, harbours))


def test_a_cargo_ship_that_drifts_for_ten_hours_loiters():
    (one,) = lingered(ship(SHIP, going(MID_CASPIAN, 0.5), every(10, 0, 10))).to_dicts()

    assert (one["likely"], one["encounters"]) == ("drifting", [])
    assert one["duration_h"] == pytest.approx(10, abs=0.4)
    assert one["mean_kt"] == pytest.approx(0.5, abs=0.05)
    assert one["wandered_km"] == pytest.approx(0.9 * 10 * 0.926, abs=1)
    assert one["observed_min"] > 590


@pytest.mark.parametrize("kt", [3.0, 12.0])
def test_a_ship_under_way_does_not(kt):
    assert lingered(ship(SHIP, going(MID_CASPIAN, kt), every(10, 0, 10))).is_empty()


def test_three_hours_are_too_short_for_four_and_long_enough_for_two():
    track = ship(SHIP, lying(MID_CASPIAN), every(10, 0, 3))

    assert lingered(track).is_empty()
    assert lingered(track, hours=2.0).height == 1


def test_over_a_silence_nothing_is_said():
    assert lingered(ship(SHIP, lying(MID_CASPIAN), [*every(10, 0, 2), *every(10, 9, 11)])).is_empty()


def test_a_ship_in_a_ports_water_does_not_loiter():
    assert lingered(ship(SHIP, lying(off(SOUTH, 5_000)), every(10, 0, 10))).is_empty()


@pytest.mark.parametrize(
    ("track", "kind", "likely"),
    [
        (ship(SHIP, lying(MID_CASPIAN), every(10, 0, 10), status=1), 70, "anchored"),
        (ship(SHIP, lying(MID_CASPIAN), every(10, 0, 10)), 70, "still"),
        (ship(SHIP, going(MID_CASPIAN, 1.0), every(10, 0, 10)), 30, "fishing"),
        (ship(SHIP, going(MID_CASPIAN, 1.0), every(10, 0, 10)), 52, "work"),
        (ship(SHIP, going(MID_CASPIAN, 1.0), every(10, 0, 10)), None, "drifting"),
    ],
    ids=["at anchor", "lying still", "fishing boat", "tug", "nobody knows what she is"],
)
def test_what_it_likely_is_goes_by_what_she_says_and_does(track, kind, likely):
    (one,) = lingered(track, told=[named(SHIP, kind)]).to_dicts()

    assert one["likely"] == likely


def test_who_was_heard_beside_her_is_named():
    tracks = [ship(mmsi, lying(off(MID_CASPIAN, 40 * n)), every(10, 0, 6)) for n, mmsi in enumerate((SHIP, 422222222))]
    found = lingered(*tracks, told=[named(SHIP), named(422222222)]).to_dicts()

    assert [len(one["encounters"]) for one in found] == [1, 1]


def test_across_the_date_line_she_stays_one():
    (one,) = lingered(ship(SHIP, going((63.6, 179.99), 0.5, "E"), every(10, 0, 8))).to_dicts()

    assert abs(one["lon"]) > 179.9
    assert one["wandered_km"] < 8
