"""Silences of ships, explained or not by how others were heard; and what a silence leaves room for."""

from __future__ import annotations

import polars as pl
import pytest

from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.trust.plausible import plausible
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


def test_a_ship_under_way_is_silent_where_she_went():
    way = going(MID_CASPIAN, 12)
    track = plausible(ship(QUIET, way, [*every(10, 0, 2), *every(10, 10, 12)], sog_kt=12.0))

    (found,) = silences(track).to_dicts()
    assert found["distance_km"] == pytest.approx(8 * 12 * 1.852, rel=0.05)
