"""Flightradar24's playback, export, raw feed and archive: what is measured, and what only looks like it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.track_bytes import balanced, read, whole, zip_of

T = 1_707_523_200
EXPORT = "Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction\n"
FEED = (
    "network_time,receiver_time,hex,callsign,latitude,longitude,no_position,altitude,squawk,speed,track,vspeed,"
    "on_ground,flags,position_class,,,\n"
)
ARCHIVE = "snapshot_id,altitude,heading,latitude,longitude,radar_id,speed,squawk\n"


def point(seconds: Any = T, feet: Any = 12_000, knots: Any = 300, **more: Any) -> dict[str, Any]:
    place = {"latitude": 35.7, "longitude": 51.3, "altitude": {"feet": feet}, "speed": {"kts": knots}}
    return {**place, "verticalSpeed": {"fpm": 64}, "heading": 181, "squawk": "416", "timestamp": seconds, **more}


def playback(points: Any, **more: Any) -> bytes:
    craft = {"model": {"code": "IL76"}, "identification": {"modes": "7380C2", "registration": "EP-PUS"}}
    named = {"identification": {"id": "2f1a", "number": {"default": None}, "callsign": "POU4521"}, "aircraft": craft}
    airport = {"destination": {"code": {"iata": "IST", "icao": "LTBA"}}}
    flight = {**named, "owner": {"name": "Pouya Air"}, "airport": airport, "track": points, **more}
    return json.dumps({"result": {"request": {}, "response": {"data": {"flight": flight}}}}).encode()


def test_a_played_back_flight_has_the_address_of_its_craft(tmp_path):
    out = whole(read(tmp_path, playback([point()])))
    [position], [airframe] = out["positions"], out["airframes"]
    assert (position["craft"], position["callsign"], position["squawk"]) == ("icao24:7380c2", "POU4521", "0416")
    assert (position["alt_ft"], position["alt_kind"], position["gs_kt"]) == (12_000, "baro", 300)
    assert (position["vrate_fpm"], position["vrate_kind"], position["source"]) == (64, None, None)
    assert (airframe["registration"], airframe["typecode"], airframe["operator"]) == ("EP-PUS", "IL76", "Pouya Air")


@pytest.mark.parametrize(
    ("knots", "kind"), [(0, "ground"), (39, "ground"), (40, "unknown"), (140, "unknown"), (None, "unknown")]
)
def test_zero_feet_is_the_ground_only_for_who_is_too_slow_to_fly(tmp_path, knots, kind):
    [position] = whole(read(tmp_path, playback([point(feet=0, knots=knots)])))["positions"]
    assert (position["alt_ft"], position["alt_kind"]) == (None, kind)


def test_a_squawk_of_zero_is_none(tmp_path):
    [position] = whole(read(tmp_path, playback([point(squawk="0")])))["positions"]
    assert position["squawk"] is None


def test_a_flight_without_an_address_is_a_track_of_its_own(tmp_path):
    out = whole(read(tmp_path, playback([point(), point(T + 60)], aircraft={})))
    assert {position["craft"] for position in out["positions"]} == {"track:POU4521@2024-02-10T00:00Z"}


def test_points_of_wrong_types_cost_only_themselves(tmp_path):
    wrong = [None, 7, [], "x", {"latitude": {}}, point(seconds="soon"), point(latitude=float("nan")), point()]
    out = whole(read(tmp_path, playback(wrong)))
    assert (out["rows_in"], len(out["positions"])) == (8, 1)
    assert out["kept"] + out["rejected"] == 8


@pytest.mark.parametrize("data", [playback("none"), playback([point()])[:-9], b'{"result":{"flight":{}}}'])
def test_an_answer_without_a_whole_track_is_one_reject(tmp_path, data):
    out = whole(read(tmp_path, data))
    assert (out["positions"], out["rejected"]) == ([], 1)


def test_the_place_of_an_export_is_one_quoted_field(tmp_path):
    data = EXPORT + f'{T},2024-02-10T00:00:00Z,POU4521,"35.7,51.3",11000,301,181\n'
    [position] = whole(read(tmp_path, data.encode(), "w5113_2f1a.csv"))["positions"]
    assert (position["lat"], position["lon"], position["alt_ft"]) == (35.7, 51.3, 11_000)
    assert position["craft"] == "track:POU4521@2024-02-10T00:00Z"


def test_an_export_whose_first_rows_lack_the_callsign_is_one_track(tmp_path):
    rows = f'{T},x,,"35.7,51.3",0,0,1\n{T + 60},x,POU4521,"35.7,51.3",900,150,1\n'
    out = whole(read(tmp_path, (EXPORT + rows).encode()))
    assert {position["craft"] for position in out["positions"]} == {"track:POU4521@2024-02-10T00:00Z"}


def feed(*rows: str) -> bytes:
    return (FEED + "".join(row + "\n" for row in rows)).encode()


def test_a_message_of_the_feed_has_its_own_way_to_write_the_time(tmp_path):
    row = "2024-02-10 00:00:03Z.515,x,0x7380C2,POU4521,35.7,51.3,P,26650,416,401,192,1728,A,4,ADS-B,P:8,S:ADS-B"
    [position] = whole(read(tmp_path, feed(row)))["positions"]
    assert position["time"] == datetime(2024, 2, 10, 0, 0, 3, 515_000, UTC)
    assert (position["craft"], position["source"], position["squawk"]) == ("icao24:7380c2", "adsb", "0416")


def test_messages_without_a_position_are_one_contact(tmp_path):
    row = "2024-02-10 00:00:{:02d}Z.0,x,0x7380c2,,0,0,N,26650,0,401,192,0,N,4,ADS-B"
    out = whole(read(tmp_path, feed(*(row.format(second) for second in range(20)))))
    [contact] = out["sightings"]
    assert (contact["craft"], contact["observations"], contact["alt_ft"]) == ("icao24:7380c2", 20, 26_650)
    assert (contact["lat"], out["positions"]) == (None, [])


def test_a_place_that_the_network_estimated_is_marked(tmp_path):
    row = "2024-02-10 00:00:03Z,x,0x7380C2,POU4521,35.7,51.3,P,26650,416,401,192,1728,A,4,ESTIMATED"
    [position] = whole(read(tmp_path, feed(row)))["positions"]
    assert (position["mark"], position["source"]) == ("estimated: the source says so", "other")


def test_the_archive_names_no_craft_so_each_file_is_one_track(tmp_path):
    data = (ARCHIVE + f"{T},36000,181,35.7,51.3,9,450,0\n{T + 60},36000,181,35.8,51.3,9,450,2301\n").encode()
    out = whole(read(tmp_path, zip_of({"20240210_1.csv": data, "20240210_2.csv": data})))
    assert len({position["craft"] for position in out["positions"]}) == 2
    assert [position["squawk"] for position in out["positions"]] == [None, "2301", None, "2301"]


def test_the_copy_for_heathrow_has_the_longitude_first(tmp_path):
    head = "flight_id,event_time,longitude,latitude,altitude,speed,on_ground,vert_speed\n"
    rows = "77,2024-02-10 00:00:00,51.3,35.7,2000,180,0,-640\n77,2024-02-10 00:05:00,51.3,35.7,0,12,1,0\n"
    flying, landed = whole(read(tmp_path, (head + rows).encode()))["positions"]
    assert (flying["lat"], flying["lon"], flying["alt_kind"]) == (35.7, 51.3, "baro")
    assert (landed["alt_kind"], landed["craft"]) == ("ground", "track:77@2024-02-10T00:00Z")


def test_the_schedule_of_the_archive_is_refused_with_what_to_load(tmp_path):
    head = b"flight_id,aircraft_id,reg,equip,callsign,flight,schd_from,schd_to,real_to,reserved\n"
    out = whole(read(tmp_path, head + b"1,7569602,EPPUS,IL76,POU1\0\0,,THR,VKO,,\n"))
    assert [line["reason"] for line in out["rejects"]] == ["a schedule without positions: load the positions beside it"]


def test_padding_of_a_callsign_and_a_number_of_a_glider_are_seen_for_what_they_are(tmp_path):
    row = "2024-02-10 00:00:03Z,x,ddbbb7,FCGRM\0\0\0,35.7,51.3,P,2650,0,41,192,0,A,4,ADS-B"
    [position] = whole(read(tmp_path, feed(row)))["positions"]
    assert (position["craft"], position["callsign"]) == ("other:~ddbbb7", "FCGRM")


CELL = st.sampled_from(["", "0", str(T), "35.7", '"35.7,51.3"', "nan", "1e999", "P", "N", "x", '"', "-9", "\0"])


@given(st.sampled_from([EXPORT, FEED, ARCHIVE]), st.lists(st.lists(CELL, min_size=1, max_size=20), max_size=5))
def test_whatever_the_cells_rows_kept_and_rejected_make_rows_in(tmp_path_factory, header, rows):
    text = header + "".join(",".join(row) + "\n" for row in rows)
    assert balanced(read(tmp_path_factory.getbasetemp(), text.encode()))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*point()]), inner, max_size=4),
    max_leaves=6,
)


@given(st.lists(JUNK, max_size=5), JUNK)
def test_whatever_the_answer_rows_kept_and_rejected_make_rows_in(tmp_path_factory, points, craft):
    assert balanced(read(tmp_path_factory.getbasetemp(), playback(points, aircraft=craft)))
