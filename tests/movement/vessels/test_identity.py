"""Who a ship says she is, over time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.world.flags import flag_of, imo_holds, sender_of
from movement.vessels.sea import MIDNIGHT, statics


@pytest.mark.parametrize(
    ("imo", "holds"), [(9074729, True), (9074728, False), (911060, False), (8814275, True), (1234567, False)]
)
def test_the_check_digit_of_an_imo_number(imo, holds):
    assert imo_holds(imo) is holds


@pytest.mark.parametrize(
    ("craft", "flag"),
    [("mmsi:273123456", "RU"), ("mmsi:422123456", "IR"), ("mmsi:436123456", "KZ"), ("mmsi:982731234", "RU")]
    + [("mmsi:000000001", None), ("imo:9074729", None), ("mmsi:002731234", "RU"), ("mmsi:992731234", "RU")]
    + [("mmsi:111436001", "KZ"), ("mmsi:043400001", "TM"), ("mmsi:843600001", "KZ")],
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


@pytest.mark.parametrize(
    ("craft", "sender"),
    [("mmsi:436123456", "ship"), ("mmsi:434123456", "ship"), ("mmsi:002731234", "coast_station")]
    + [("mmsi:027312345", "group"), ("mmsi:992731234", "aid_to_navigation"), ("mmsi:982731234", "auxiliary_craft")]
    + [("mmsi:111273001", "search_aircraft"), ("mmsi:970123456", "beacon"), ("mmsi:299123456", "unallotted")]
    + [("mmsi:123456789", "malformed"), ("mmsi:827312345", "handheld")],
)
def test_a_number_says_what_is_sending(craft, sender):
    assert sender_of(craft) == sender


def test_what_changed_is_told_with_what_was_before():
    told = timeline(
        statics(
            said(273123456, 0, shipname="SEA DAWN", callsign="UAAB"),
            said(273123456, 3, shipname="SEA DUSK"),
            said(422123456, 3, shipname="SEA DUSK"),
        )
    )

    assert told["changed"].to_list() == [
        [],
        [{"what": "shipname", "before": "SEA DAWN", "after": "SEA DUSK"}],
        [],
    ]


def test_what_is_said_for_the_first_time_is_no_change():
    told = timeline(statics(said(273123456, 0, shipname="SEA DAWN"), said(273123456, 1, callsign="UAAB")))

    assert told["changed"].to_list() == [[], []]


def test_numbers_that_cannot_be_a_ships_are_doubted_and_flags_of_the_caspian_are_not():
    told = timeline(
        statics(
            *(said(mmsi, 0, shipname="X", ship_type=70, imo=9074729) for mmsi in (436123456, 434123456, 422123456)),
            said(299123456, 0, shipname="X"),
            said(992731234, 0, shipname="A SHIP", ship_type=70),
            said(273123456, 0, shipname="X", imo=9074728),
        )
    )

    doubts = dict(told.select("craft", "doubts").iter_rows())
    assert {craft for craft, why in doubts.items() if why} == {"mmsi:299123456", "mmsi:992731234", "mmsi:273123456"}
    assert doubts["mmsi:299123456"] == ["unallotted_number"]
    assert doubts["mmsi:992731234"] == ["no_ships_number"]
    assert doubts["mmsi:273123456"] == ["imo_check_digit"]


def test_a_buoy_that_says_nothing_a_ship_says_is_no_ship():
    assert timeline(statics(said(992731234, 0, shipname="BUOY 3"))).is_empty()
