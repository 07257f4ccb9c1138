"""Silences of ships, explained or not by how others were heard; and what a silence leaves room for."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.binomial import lower_bound
from crossbearing.movement.vessels import silences as judging
from crossbearing.movement.vessels.others_heard import Pooled, expected
from crossbearing.movement.vessels.silences import MOST_JUDGED_S, silences
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


def fleets(message: int | None) -> pl.DataFrame:
    """Sixty ships of class A that are heard all the time, and four boats that are not heard from 4 to 16.

    The boats send messages of that type, and no navigational status.
    """
    ships = [ship(422000000 + n, lying(off(MID_CASPIAN, 300 * n, 500 * n)), every(10, 0, 20)) for n in range(60)]
    hours = [*every(10, 0, 4), *every(10, 16, 20)]
    boats = [ship(QUIET + n, lying(off(MID_CASPIAN, 100 * n)), hours) for n in range(4)]
    sent = (pl.lit(message, pl.Int8).alias("message"), pl.lit(None, pl.Int8).alias("status"))
    return plausible(pl.concat([*ships, *(boat.with_columns(*sent) for boat in boats)]))


@pytest.mark.parametrize("message", [18, None])
def test_a_boat_that_is_lost_where_all_boats_are_is_not_compared_with_ships(message):
    found = silence_of(fleets(message))

    assert (found["silence"], found["ships_heard"]) == ("expected", 0)


def test_with_too_few_of_her_class_nothing_is_said():
    alone = fleets(18).filter(~pl.col("craft").is_in([f"mmsi:{QUIET + n}" for n in (1, 2, 3)]))

    assert silence_of(alone)["silence"] is None


def test_a_ship_heard_less_than_others_of_her_class_is_not_very_unusual_when_silent():
    seldom = ship(QUIET, lying(MID_CASPIAN), [0, 3.5, 7, 10.5, 14, 17.5, *range(30, 48, 3)])
    others = [ship(422000000 + n, lying(off(MID_CASPIAN, 300 * n, 500 * n)), every(10, 0, 48)) for n in range(60)]

    found = silences(plausible(pl.concat([seldom, *others]))).filter(craft=f"mmsi:{QUIET}")
    assert found["silence"].to_list() == ["unusual"]


def test_heard_once_by_a_satellite_is_not_heard_throughout():
    quiet = ship(QUIET, lying(MID_CASPIAN), [*every(10, 0, 4), *every(10, 16, 20)])
    hours = [*every(10, 0, 4), 9.0, *every(10, 16, 20)]
    others = [ship(422000000 + n, lying(off(MID_CASPIAN, 300 * n, 500 * n)), hours) for n in range(60)]

    assert silence_of(plausible(pl.concat([quiet, *others])))["silence"] == "unusual"


def test_of_a_silence_of_years_the_first_thirty_days_are_asked(monkeypatch: pytest.MonkeyPatch):
    asked: list[float] = []

    def noted(reception, hull, where, when):
        asked.append(when[1] - when[0])
        return expected(reception, hull, where, when)

    monkeypatch.setattr(judging, "expected", noted)
    later = ship(1, lying(MID_CASPIAN), every(10, 0, 20)).with_columns(pl.col("time").dt.offset_by("13y"))

    found = silences(plausible(pl.concat([scene(3, heard=True).drop("mark", "hull"), later], how="diagonal")))

    assert found["duration_h"].max() > 13 * 365 * 24
    assert max(asked) == MOST_JUDGED_S


@given(st.integers(1, 400), st.integers(0, 400), st.floats(0.1, 300.0))
def test_a_longer_silence_tells_more_by_windows_a_day_apart(n, k, hours):
    found = Pooled(n, min(k, n), 9, 9, lower_bound(min(k, n), n))
    bound = found.over((0.0, 3600.0 * hours)).p_lower

    assert bound <= 1.0
    assert hours >= 30.0 or bound == pytest.approx(found.p_lower)
    assert bound == pytest.approx(1.0 - (1.0 - found.p_lower) ** max(1, int((hours + 18.0) // 24.0)))
