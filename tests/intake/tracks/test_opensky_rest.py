"""OpenSky's answers and flight lists: longitude first, metres, and positions older than the contact beside them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.intake.tracks.opensky_rest import recognises
from intake.track_bytes import balanced, read, whole

T = 1_707_523_200


def state(position: Any = T, contact: Any = T, source: Any = 0, **more: Any) -> list[Any]:
    place = {"lon": 51.3, "lat": 35.7, "baro": 3048.0, "ground": False, "geo": 3100.0, "icao24": "7380c2"} | more
    flying = [place["lon"], place["lat"], place["baro"], place["ground"], 257.2222, 181.5, 5.08]
    named = [place["icao24"], "POU4521 ", "Iran", position, contact]
    return [*named, *flying, None, place["geo"], "2301", False, source]


def states(*rows: Any) -> bytes:
    return json.dumps({"time": T, "states": list(rows)}).encode()


def rekeyed(*rows: dict[str, Any]) -> bytes:
    return json.dumps({"fetched_at": "2024-02-10", "count": len(rows), "aircraft": list(rows)}).encode()


def test_a_state_is_longitude_before_latitude_in_metres(tmp_path):
    out = whole(read(tmp_path, states(state(T - 3))))
    [position] = out["positions"]
    assert (position["lat"], position["lon"], position["age_s"]) == (35.7, 51.3, 3)
    assert position["alt_ft"] == pytest.approx(10_000)
    assert (position["callsign"], position["squawk"], position["source"]) == ("POU4521", "2301", "adsb")
    assert position["time"] == datetime(2024, 2, 9, 23, 59, 57, tzinfo=UTC)
    assert out["notes"] == {"units_by_names:m,m/s": 1}


@pytest.mark.parametrize(("number", "source"), [(0, "adsb"), (1, "other"), (2, "mlat"), (9, None), (None, None)])
def test_a_state_tells_where_its_position_comes_from(tmp_path, number, source):
    assert whole(read(tmp_path, states(state(source=number))))["positions"][0]["source"] == source


def test_a_position_much_older_than_the_contact_says_heard_and_not_located(tmp_path):
    out = whole(read(tmp_path, states(state(T - 15), state(T - 1465, icao24="7380c3"), state(None, icao24="7380c4"))))
    assert [position["craft"] for position in out["positions"]] == ["icao24:7380c2"]
    old, none = out["sightings"]
    assert (old["craft"], old["lat"], old["lon"], old["note"]) == (
        *("icao24:7380c3", 35.7, 51.3),
        "its last position was 1465 s old",
    )
    assert old["radius_km"] == pytest.approx(1465 * 0.34)
    assert (none["craft"], none["lat"], none["radius_km"]) == ("icao24:7380c4", None, None)
    assert old["started_at"] == datetime(2024, 2, 10, tzinfo=UTC)


def test_a_copy_with_keys_is_read_like_the_answer(tmp_path):
    row = {"icao24": "7380c2", "callsign": "POU4521", "time_position": T, "last_contact": T, "lng": 51.3, "lat": 35.7}
    out = whole(read(tmp_path, rekeyed(row | {"baro_altitude": 3048, "velocity": 257.2222, "heading": 181.5})))
    [position] = out["positions"]
    assert (position["lat"], position["lon"], round(position["gs_kt"]), position["track_deg"]) == (
        35.7,
        51.3,
        500,
        181.5,
    )


def test_a_path_is_latitude_before_longitude(tmp_path):
    path = [[T, 35.7, 51.3, 3048.0, 181.5, False], [T + 60, 35.6, 51.3, None, 181.5, True], "x", []]
    answer = {"icao24": "7380c2", "callsign": "POU4521 ", "startTime": T, "endTime": T + 60, "path": path}
    out = whole(read(tmp_path, json.dumps(answer).encode()))
    flying, landed = out["positions"]
    assert (flying["lat"], flying["lon"], round(flying["alt_ft"])) == (35.7, 51.3, 10_000)
    assert (landed["alt_kind"], landed["callsign"]) == ("ground", "POU4521")
    assert (out["rows_in"], out["rejected"]) == (4, 2)


def test_other_json_is_not_taken_for_states():
    assert recognises(states(state()))
    assert not recognises(b'{"aircraft":[{"hex":"7380c2","lat":1,"lon":2}],"now":1}')


COVID = (
    "callsign,number,icao24,registration,typecode,origin,destination,firstseen,lastseen,day,"
    "latitude_1,longitude_1,altitude_1,latitude_2,longitude_2,altitude_2\n"
)


def test_a_flight_of_the_list_is_two_positions_and_its_airports_are_not_read(tmp_path):
    row = (
        "POU4521,,7380c2,EP-PUS,IL76,OIII,,2024-02-10 00:00:00+00:00,2024-02-10 03:00:00+00:00,"
        "2024-02-10 00:00:00+00:00,35.7,51.3,304.8,55.6,37.3,9144\n"
    )
    out = whole(read(tmp_path, (COVID + row).encode()))
    first, last = out["positions"]
    assert (first["lat"], round(first["alt_ft"]), first["row"]) == (35.7, 1000, 0)
    assert (last["lon"], round(last["alt_ft"]), last["row"]) == (37.3, 30_000, 0)
    assert last["time"] == datetime(2024, 2, 10, 3, tzinfo=UTC)
    assert (first["alt_kind"], first["age_s"]) == ("unknown", None)
    assert {line["registration"] for line in out["airframes"]} == {"EP-PUS"}
    assert out["notes"] == {"column_not_read:origin": 1, "column_not_read:destination": 1}


def test_a_list_whose_header_does_not_hold_together_is_one_reject(tmp_path):
    header = COVID.replace("icao24,registration", '"icao24,"registration')
    out = whole(read(tmp_path, (header + "1,2\n").encode()))
    assert "the header has no readable column" in out["rejects"][0]["reason"] or out["rejected"] == 2


def test_a_list_of_no_flights_is_no_flights(tmp_path):
    header = "icao24,firstseen,lastseen,latitude_1\n"
    assert whole(read(tmp_path, header.encode()))["rows_in"] == 0
    assert whole(read(tmp_path, (header + "7380c2,1707523200,1707526800,north\n").encode()))["rejected"] == 2


def test_a_flight_of_which_only_times_are_told_is_two_contacts(tmp_path):
    flight = {"icao24": "7380c2", "firstSeen": T, "estDepartureAirport": "OIII", "lastSeen": T + 9000}
    out = whole(read(tmp_path, json.dumps([flight | {"callsign": "POU4521 ", "estArrivalAirport": None}]).encode()))
    assert out["positions"] == []
    assert [contact["started_at"].hour for contact in out["sightings"]] == [0, 2]
    assert "column_not_read:estdepartureairport" in out["notes"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"time1,time2,lon1,lat1,alt1,lon2,lat2,alt2\n4,2444,34.6,42.3,11582,28.8,41.5,1471\n", "name no craft"),
        (
            b"\xef\xbb\xbfevent_type;origin;destination;callsign;timestamp;icao24;longitude;latitude\n1;2;3;4;5;6;7;8\n",
            "milestones",
        ),
    ],
)
def test_what_only_looks_like_tracks_is_refused_with_what_to_load(tmp_path, data, reason):
    [reject] = whole(read(tmp_path, data))["rejects"]
    assert reason in reject["reason"]
    assert "load" in reject["reason"]


JUNK = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3) | st.just([])


@settings(max_examples=40)
@given(
    st.lists(st.lists(JUNK, max_size=18) | JUNK | st.dictionaries(st.sampled_from(["lat", "icao24"]), JUNK), max_size=4)
)
def test_whatever_the_states_rows_kept_and_rejected_make_rows_in(tmp_path_factory, rows):
    folder = tmp_path_factory.getbasetemp()
    assert whole(batches := read(folder, states(*rows)))["rows_in"] == len(rows)
    assert balanced(batches)
    assert balanced(read(folder, json.dumps({"path": [[0], *rows]}).encode()))
