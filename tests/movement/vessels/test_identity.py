"""Who a ship says she is, over time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crossbearing.movement.vessels.identity import imo_holds, same_hulls, timeline
from crossbearing.world.flags import flag_of
from movement.vessels.sea import MIDNIGHT, statics


@pytest.mark.parametrize(("imo", "holds"), [(9074729, True), (9074728, False), (911060, False), (8814275, True)])
def test_the_check_digit_of_an_imo_number(imo, holds):
    assert imo_holds(imo) is holds


@pytest.mark.parametrize(
    ("craft", "flag"),
    [("mmsi:273123456", "RU"), ("mmsi:422123456", "IR"), ("mmsi:436123456", "KZ"), ("mmsi:982731234", "RU")]
    + [("mmsi:000000001", None), ("imo:9074729", None)],
)
def test_the_flag_of_a_number(craft, flag):
    assert flag_of(craft) == flag


def said(mmsi: int, day: int, **more: object) -> dict[str, object]:
    at = MIDNIGHT + timedelta(days=day)
    return {"craft": f"mmsi:{mmsi}", "time": at, "last_time": at + timedelta(hours=3), **more}


def test_a_renamed_ship_has_two_rows():
    told = timeline(statics(said(273123456, 0, shipname="SEA DAWN"), said(273123456, 3, shipname="SEA DUSK")))

    assert told["shipname"].to_list() == ["SEA DAWN", "SEA DUSK"]


def test_what_one_message_leaves_open_another_filled_in():
    told = timeline(statics(said(273123456, 0, shipname="SEA DAWN"), said(273123456, 1, callsign="UAAB")))

    assert told.row(-1, named=True)["shipname"] == "SEA DAWN"
    assert told.row(-1, named=True)["callsign"] == "UAAB"


def test_a_hull_that_changes_its_flag_is_one_and_two_ships_at_a_time_are_two():
    reflagged = statics(said(273123456, 0, imo=9074729), said(422123456, 5, imo=9074729))
    together = statics(said(273123456, 0, imo=9074729), said(422123456, 0, imo=9074729))

    (one,), (two,) = same_hulls(timeline(reflagged)), same_hulls(timeline(together))
    assert (one.one_hull, one.because) == (True, "one_after_the_other")
    assert (two.one_hull, two.because) == (False, "at_the_same_time")


def test_a_number_whose_check_digit_fails_joins_nobody():
    assert same_hulls(timeline(statics(said(273123456, 0, imo=9074728), said(422123456, 5, imo=9074728)))) == []
