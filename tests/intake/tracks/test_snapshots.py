"""What a snapshot of all aircraft says: where they were, and who was heard without saying where."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import sniff
from crossbearing.intake.tracks.snapshots import AIRCRAFT
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import MIDNIGHT, balanced, read, tar_of, trace, whole

CRAFT = {"hex": "7380c2", "type": "adsb_icao", "flight": "POU4521 ", "lat": 55.6, "lon": 37.3, "seen_pos": 1.5}
HEIGHTS = {"alt_baro": 36_000, "alt_geom": 36_600, "gs": 450.1, "track": 181.5, "baro_rate": -64, "seen": 0.3}


def snapshot(*aircraft: dict, now: float = MIDNIGHT, **more: object) -> bytes:
    return json.dumps({"now": now, "messages": 5, "aircraft": list(aircraft), **more}).encode()


def answer(*aircraft: dict, now: float = MIDNIGHT * 1000) -> bytes:
    return json.dumps({"ac": list(aircraft), "msg": "No error", "now": now, "total": len(aircraft)}).encode()


def only(out: dict, table: str = "positions") -> dict:
    [line] = out[table]
    return line


def test_a_position_was_valid_when_it_was_seen_and_not_when_it_was_written_down(tmp_path):
    out = whole(read(tmp_path, snapshot(CRAFT | HEIGHTS | {"squawk": "2301", "nic": 8, "nac_p": 9})))
    position = only(out)
    assert position["craft"] == "icao24:7380c2"
    assert position["time"] == datetime(2024, 2, 9, 23, 59, 58, 500_000, UTC)
    assert (position["age_s"], position["alt_ft"], position["alt_kind"]) == (1.5, 36_000, "baro")
    assert (position["vrate_fpm"], position["vrate_kind"], position["source"]) == (-64, "baro", "adsb")
    assert (position["callsign"], position["squawk"], position["nic"], position["nac_p"]) == ("POU4521", "2301", 8, 9)
    assert (position["gps_lost"], position["mark"]) == (None, None)


def test_an_api_answer_counts_its_time_in_milliseconds(tmp_path):
    position = only(whole(read(tmp_path, answer(CRAFT | HEIGHTS))))
    assert position["time"] == datetime(2024, 2, 9, 23, 59, 58, 500_000, UTC)


def test_an_api_answer_is_known_although_its_time_stands_at_its_end(tmp_path):
    assert AIRCRAFT.recognises(answer(*[CRAFT | {"desc": "x" * 500}] * 300)[: 64 * 1024])


@pytest.mark.parametrize(
    "lost",
    [
        {},
        {"lastPosition": {"lat": 55.6, "lon": 37.3, "nic": 8, "rc": 186, "seen_pos": 300.1}},
        {"rr_lat": 55.6, "rr_lon": 37.3},
    ],
)
def test_a_craft_heard_without_a_position_is_a_contact(tmp_path, lost):
    heard = {"hex": "7380c2", "type": "mode_s", "flight": "POU4521 ", "alt_baro": 24_000, "seen": 2.0, **lost}
    batches = read(tmp_path, snapshot(heard, heard | {"hex": "7380c3"}))
    out = whole(batches)
    assert out["positions"] == []
    contact = batches[-1].sightings.to_dicts()[0]
    assert (contact["craft"], contact["kind"], contact["callsign"]) == ("icao24:7380c2", "contact", "POU4521")
    assert contact["started_at"] == datetime(2024, 2, 9, 23, 59, 58, tzinfo=UTC)
    assert contact["started_at"] < contact["ended_at"]
    assert (contact["alt_ft"], contact["observations"]) == (24_000, 1)
    if "lastPosition" in lost:
        assert (contact["lat"], contact["lon"]) == (55.6, 37.3)
        assert contact["radius_km"] == pytest.approx(298.1 * 0.34, abs=0.01)
    else:
        assert (contact["lat"], contact["radius_km"]) == (None, None)


def test_contacts_of_an_hour_are_one_row_that_says_how_often(tmp_path):
    heard = {"hex": "7380c2", "seen": 0.0}
    lines = b"\n".join(snapshot(heard, now=MIDNIGHT + 600 * n) for n in range(12))
    batches = read(tmp_path, lines)
    [sightings] = [batch.sightings for batch in batches if batch.sightings.height]
    assert sightings["observations"].to_list() == [6, 6]
    assert sightings["id"].n_unique() == 2
    assert balanced(batches)


def test_a_squawk_of_one_zero_is_none(tmp_path):
    assert only(whole(read(tmp_path, snapshot(CRAFT | {"squawk": "0"}))))["squawk"] is None


def test_addresses_that_are_no_airframes_are_marked_in_snapshots_too(tmp_path):
    told = [CRAFT | {"hex": "000000"}, CRAFT | {"hex": "~2f3a10", "type": "tisb_other"}, CRAFT | {"hex": "FFFFFF"}]
    positions = whole(read(tmp_path, snapshot(*told)))["positions"]
    marks = {position["craft"]: position["mark"] for position in positions}
    assert marks == {
        "icao24:000000": "not_an_airframe: address not set",
        "other:~2f3a10": "not_an_airframe: tisb_other",
        "icao24:ffffff": "not_an_airframe: address not set",
    }


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "[" * 100_000, '{"lat":' * 50_000])
def test_what_is_no_json_or_nested_without_end_costs_its_document(tmp_path, bad):
    broken = snapshot(CRAFT | {"rssi": 12345}).replace(b"12345", bad.encode())
    out = whole(batches := read(tmp_path, tar_of({"a.json": broken, "b.json": snapshot(CRAFT)})))
    assert (len(out["positions"]), out["rejected"]) == (1, 1)
    assert balanced(batches)


def test_a_number_too_large_to_hold_costs_its_aircraft(tmp_path):
    broken = snapshot(CRAFT, CRAFT | {"lat": 12345}).replace(b"12345", b"1e999")
    out = whole(read(tmp_path, broken))
    assert (len(out["positions"]), out["rejected"]) == (1, 1)


def test_snapshots_packed_and_cut_short_are_read_as_far_as_they_go(tmp_path):
    packed = gzip.compress(b"\n".join(snapshot(CRAFT, now=MIDNIGHT + 60 * n) for n in range(3_000)))
    batches = read(tmp_path, packed[: len(packed) // 2])
    out = whole(batches)
    assert 100 < len(out["positions"]) < 3_000
    assert balanced(batches)


def test_a_flood_of_addresses_is_given_on_and_not_held(tmp_path, monkeypatch):
    for name, most in (("contacts.HELD", 20), ("contacts.MOST", 30), ("snapshots.ROWS_PER_BATCH", 10)):
        monkeypatch.setattr(f"crossbearing.intake.tracks.{name}", most)
    lines = [snapshot(*({"hex": f"{100 * n + k:06x}"} for k in range(10)), now=MIDNIGHT + n) for n in range(20)]
    batches = read(tmp_path, b"\n".join(lines))
    assert balanced(batches)
    assert max(batch.sightings.height for batch in batches) < 100
    assert sum(batch.sightings.height for batch in batches) == 200


def test_a_lost_satellite_navigation_is_told(tmp_path):
    lost = CRAFT | {"gpsOkBefore": MIDNIGHT - 60, "gpsOkLat": 55.0, "gpsOkLon": 37.0}
    assert only(whole(read(tmp_path, snapshot(lost))))["gps_lost"] is True


def test_a_place_already_told_is_dropped_and_counted(tmp_path):
    lines = [snapshot(CRAFT | {"seen_pos": age}, now=MIDNIGHT + n) for n, age in enumerate((0.4, 1.4, 2.3))]
    lines.append(snapshot(CRAFT | {"seen_pos": 0.1}, now=MIDNIGHT + 3))
    out = whole(batches := read(tmp_path, b"\n".join(lines)))
    assert len(out["positions"]) == 2
    assert out["notes"] == {"stale_repeat": 2}
    assert balanced(batches)


@pytest.mark.parametrize(
    ("told", "source"),
    [
        ({"type": "mlat"}, "mlat"),
        ({"type": "adsb_icao", "mlat": ["lat", "lon"]}, "mlat"),
        ({"type": "adsc"}, "adsc"),
        ({"type": None, "tisb": ["lat", "lon"]}, "tisb"),
        ({"type": None, "mlat": ["gs"], "tisb": []}, "adsb"),
        ({"type": "a new word"}, "other"),
    ],
)
def test_sources_are_told_by_type_or_by_the_fields_that_came_from_there(tmp_path, told, source):
    assert only(whole(read(tmp_path, snapshot({**CRAFT, **told}))))["source"] == source


def test_the_older_names_of_dump1090_are_known(tmp_path):
    older = {"hex": "7380c2", "lat": 55.6, "lon": 37.3, "altitude": 3_000, "speed": 210, "vert_rate": -640}
    position = only(whole(read(tmp_path, snapshot(older | {"mlat": [], "tisb": [], "seen_pos": 2}))))
    assert (position["alt_ft"], position["gs_kt"], position["vrate_fpm"]) == (3_000, 210, -640)


@pytest.mark.parametrize(
    ("told", "kind", "feet"),
    [
        ({"alt_baro": "ground"}, "ground", None),
        ({"alt_geom": 36_600}, "geom", 36_600),
        ({}, "unknown", None),
        ({"alt_baro": 0}, "baro", 0),
    ],
)
def test_heights_of_a_snapshot_are_of_four_kinds(tmp_path, told, kind, feet):
    position = only(whole(read(tmp_path, snapshot(CRAFT | told))))
    assert (position["alt_kind"], position["alt_ft"]) == (kind, feet)


def test_a_rate_by_satellite_is_told_as_such(tmp_path):
    position = only(whole(read(tmp_path, snapshot(CRAFT | {"geom_rate": 128}))))
    assert (position["vrate_fpm"], position["vrate_kind"]) == (128, "geom")


def test_one_aircraft_a_line_is_read_too_and_a_line_of_none_costs_itself(tmp_path):
    one = {"now": int(MIDNIGHT), "alt_baro": 3775, "gscp": 19, "lat": 40.7, "lon": -119.1, "hex": "a19702"}
    lines = [json.dumps(one), json.dumps({"flight": "N/A", "now": int(MIDNIGHT)}), json.dumps(one | {"lon": "x"})]
    out = whole(read(tmp_path, "\n".join(lines).encode()))
    assert (out["kept"], out["rejected"]) == (1, 2)
    assert only(out)["gs_kt"] == 19


def test_a_document_over_several_lines_is_one_snapshot(tmp_path):
    data = snapshot(CRAFT, CRAFT | {"hex": "7380c3"}).replace(b"}, {", b"},\n{")
    assert len(whole(read(tmp_path, data))["positions"]) == 2


def test_a_broken_line_among_snapshots_costs_only_itself(tmp_path):
    for broken in (0, 1, 2):
        lines = [snapshot(CRAFT, now=MIDNIGHT + 60 * n) for n in range(3)]
        lines[broken] = lines[broken][:-9]
        out = whole(read(tmp_path, b"\n".join(lines)))
        assert (out["kept"], out["rejected"], out["rejects"][0]["place"]) == (2, 1, f"line {broken + 1}")


def test_rows_of_a_snapshot_that_cannot_be_are_rejected_one_by_one(tmp_path):
    bad = [CRAFT | {"lat": 91.0}, CRAFT | {"hex": "xyz"}, CRAFT | {"lat": "north"}, CRAFT | {"seen_pos": 1e12}, 5]
    out = whole(batches := read(tmp_path, snapshot(CRAFT, *bad)))
    assert (len(out["positions"]), out["rejected"]) == (1, 5)
    assert balanced(batches)


def test_snapshots_of_a_day_in_one_archive_are_read_as_one(tmp_path):
    files = {f"00{n:02}00Z.json.gz": gzip.compress(snapshot(CRAFT, now=MIDNIGHT + 60 * n)) for n in range(5)}
    out = whole(read(tmp_path, tar_of(files)))
    assert len(out["positions"]) == 5


def test_what_is_told_of_an_airframe_is_kept_once_a_day(tmp_path):
    told = CRAFT | {"r": "EP-PUS", "t": "IL76", "dbFlags": 1}
    lines = b"\n".join(snapshot(told, now=MIDNIGHT + 60 * n) for n in range(3))
    airframe = only(whole(read(tmp_path, lines)), "airframes")
    assert (airframe["registration"], airframe["typecode"], airframe["military"]) == ("EP-PUS", "IL76", True)


def test_traces_and_snapshots_are_not_taken_for_each_other(tmp_path):
    assert not AIRCRAFT.recognises(trace([[0, 1, 2]]))
    assert not AIRCRAFT.recognises(b'{"time": 1, "states": []}')
    path = tmp_path / "x"
    path.write_bytes(snapshot(CRAFT))
    assert sniff(path) is ExhibitKind.TRACKS


CELLS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.just("ground"))
KEYS = st.sampled_from(["hex", "lat", "lon", "seen", "seen_pos", "alt_baro", "type", "mlat", "nic", "gpsOkBefore"])
AIRCRAFT_ROWS = st.builds(lambda more: CRAFT | more, st.dictionaries(KEYS, CELLS, max_size=3))


@given(st.lists(st.one_of(AIRCRAFT_ROWS, CELLS), max_size=6), st.booleans())
def test_whatever_aircraft_are_told_of_none_is_lost_or_counted_twice(tmp_path_factory, rows, api):
    data = (answer if api else snapshot)(CRAFT, *rows)  # type: ignore[operator]
    batches = read(tmp_path_factory.getbasetemp(), tar_of({"a.json": data, "b.json": snapshot(CRAFT, now=1e9)}))
    assert balanced(batches)
    assert whole(batches)["rows_in"] in (len(rows) + 2, 2)


@given(st.binary(max_size=3), st.integers(0, 400))
def test_whatever_the_bytes_of_a_snapshot_the_next_one_is_read(tmp_path_factory, noise, place):
    good = snapshot(CRAFT, CRAFT | {"hex": "7380c3"})
    packed = tar_of({"a.json": good[:place] + noise + good[place + 1 :], "b.json": snapshot(CRAFT, now=MIDNIGHT + 9)})
    batches = read(tmp_path_factory.getbasetemp(), packed)
    assert balanced(batches)
    assert whole(batches)["kept"] >= 1
