"""Where ships' navigation was disturbed, as aircraft tell it, and what that says of silences."""

from __future__ import annotations

from datetime import timedelta

import h3.api.basic_int as h3
import polars as pl
import pytest

from crossbearing.model.tables import JAMMING
from crossbearing.movement.disturbance import jammed_hours
from crossbearing.movement.passes import cell_of
from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.trust.disturbed import disturbed_waters, shaken, with_jammed
from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, every, lying, off, ship
from movement.vessels.test_jammed import A, about, thrown


def thrown_about(count: int = 4) -> pl.DataFrame:
    return plausible(pl.concat([thrown(A + n, off(MID_CASPIAN, 500 * n), about(n)) for n in range(count)]))


def aloft(disturbed: int, hour: int, place: tuple[float, float] = MID_CASPIAN) -> pl.DataFrame:
    """What aircraft tell of one cell and hour."""
    row = {"cell": h3.int_to_str(cell_of(*place)), "hour": MIDNIGHT + timedelta(hours=hour), "craft": 20}
    return JAMMING.conform(pl.DataFrame([{**row, "disturbed": disturbed, "reasons": ["nac_p"]}]))


def test_waters_are_jammed_where_several_ships_of_them_are_thrown_about():
    waters = jammed_hours(disturbed_waters([shaken(thrown_about())]))

    assert waters["hour"].dt.hour().unique().to_list() == [3]
    assert waters.select("craft", "disturbed").row(0) == (4, 4)
    assert set(waters["reasons"][0]) <= {"jammed", "teleport"}


def test_ships_that_are_not_disturbed_count_beside_those_that_are_whatever_part_they_are_in():
    quiet = plausible(
        pl.concat([ship(A + 50 + n, lying(off(MID_CASPIAN, 50 * n)), every(30, 0, 8)) for n in range(60)])
    )
    waters = disturbed_waters([shaken(thrown_about()), shaken(quiet)])

    assert waters.select("craft", "disturbed").row(0) == (64, 4)
    assert jammed_hours(waters).is_empty()


@pytest.mark.parametrize(("hour", "disturbed", "jammed"), [(6, 12, True), (6, 1, False), (15, 12, False)])
def test_a_silence_is_told_to_lie_in_hours_in_which_aircraft_there_were_jammed(hour, disturbed, jammed):
    gone = plausible(ship(A, lying(MID_CASPIAN), [*every(10, 0, 2), *every(10, 11, 14)]))
    gaps = with_jammed(silences(gone, 6.0), aloft(disturbed, hour))

    assert gaps.filter(pl.col("ended_at").is_not_null())["jammed"].to_list() == [jammed]


def test_jamming_elsewhere_says_nothing_of_a_silence():
    gone = plausible(ship(A, lying(MID_CASPIAN), [*every(10, 0, 2), *every(10, 11, 14)]))

    assert with_jammed(silences(gone, 6.0), aloft(12, 6, (26.0, 54.0)))["jammed"].to_list()[0] is False
