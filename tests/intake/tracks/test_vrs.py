"""Lists of Virtual Radar Server: what was kept of all aircraft before 2020."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake.tracks.snapshots import AIRCRAFT
from crossbearing.intake.tracks.vrs import VRS
from intake.track_bytes import MIDNIGHT, balanced, read, tar_of, whole

MS = MIDNIGHT * 1000
CRAFT = {"Id": 1, "Icao": "7380C2", "Lat": 55.6, "Long": 37.3, "PosTime": MS - 1500, "Alt": 36_000, "AltT": 0}
CRAFT |= {"Call": "POU4521", "Reg": "EP-PUS", "Type": "IL76", "Spd": 450.1, "Trak": 181.5, "Vsi": -64, "VsiT": 1}
CRAFT |= {"Sqk": "0021", "Mlat": False, "Gnd": False, "Mil": True}


def listed(*aircraft: object, now: float = MS) -> bytes:
    return json.dumps({"src": 1, "acList": list(aircraft), "lastDv": "1", "stm": now}).encode()


def only(out: dict) -> dict:
    [position] = out["positions"]
    return position


def test_a_listed_aircraft_was_where_its_position_time_says(tmp_path):
    out = whole(read(tmp_path, listed(CRAFT)))
    position = only(out)
    assert position["time"] == datetime(2024, 2, 9, 23, 59, 58, 500_000, UTC)
    assert (position["craft"], position["alt_ft"], position["alt_kind"]) == ("icao24:7380c2", 36_000, "baro")
    assert (position["vrate_fpm"], position["vrate_kind"], position["squawk"]) == (-64, "geom", "0021")
    assert (position["callsign"], position["source"], position["age_s"]) == ("POU4521", "adsb", 1.5)
    assert out["airframes"][0]["military"] is True


def test_the_first_api_writes_everything_as_text(tmp_path):
    texts = {"icao": "7380C2", "lat": "55.6", "lon": "37.3", "postime": str(MS - 1500), "alt": "36000", "altt": "1"}
    texts |= {"gnd": "0", "mlat": "1", "spd": "", "sqk": "0021", "reg": "", "mil": "0"}
    data = json.dumps({"ac": [texts], "total": 1, "ctime": MS, "ptime": 1}).encode()
    position = only(whole(read(tmp_path, data)))
    assert (position["alt_ft"], position["alt_kind"], position["source"]) == (36_000, "geom", "mlat")
    assert (position["gs_kt"], position["squawk"]) == (None, "0021")


@pytest.mark.parametrize("told", [{"PosStale": True}, {"PosTime": MS - 61_000}, {"Lat": None, "Long": None}])
def test_a_stale_or_missing_position_makes_a_contact(tmp_path, told):
    out = whole(batches := read(tmp_path, listed(CRAFT | told)))
    assert (out["positions"], len(out["sightings"])) == ([], 1)
    assert balanced(batches)


def test_a_craft_on_the_ground_and_a_speed_through_the_air(tmp_path):
    position = only(whole(read(tmp_path, listed(CRAFT | {"Gnd": True, "SpdTyp": 2}))))
    assert (position["alt_kind"], position["alt_ft"], position["gs_kt"]) == ("ground", None, None)


def test_lists_and_snapshots_are_told_apart():
    assert VRS.recognises(listed(CRAFT))
    assert not AIRCRAFT.recognises(listed(CRAFT))
    assert not VRS.recognises(b'{"now": 1, "aircraft": [{"hex": "7380c2"}]}')


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.just([]))


@given(st.lists(st.one_of(st.dictionaries(st.sampled_from([*CRAFT, "PosStale"]), VALUES), VALUES), max_size=5))
def test_whatever_is_listed_is_kept_or_rejected(tmp_path_factory, rows):
    changed = [CRAFT | row if isinstance(row, dict) else row for row in rows]
    files = {"a": listed(CRAFT, *changed), "b": listed(CRAFT, now=MS + 60_000)}
    batches = read(tmp_path_factory.getbasetemp(), tar_of(files))
    assert balanced(batches)
    assert whole(batches)["rows_in"] in (len(rows) + 2, 2)
