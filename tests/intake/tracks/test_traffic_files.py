"""Trajectories of the traffic library and state vectors as Parquet: the names of the columns decide the units."""

from __future__ import annotations

import gzip
import io
import json
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.intake.tracks.traffic_json import recognises
from intake.track_bytes import balanced, read, whole

MS = 1_707_523_200_000


def record(ms: Any = MS, **more: Any) -> dict[str, Any]:
    place = {"timestamp": ms, "icao24": "7380c2", "latitude": 35.7, "longitude": 51.3, "altitude": 10_000.0}
    return {**place, "groundspeed": 300.0, "track": -47, "vertical_rate": 64.0, "callsign": "POU4521"} | more


def records(*rows: Any) -> bytes:
    return json.dumps(list(rows), separators=(",", ":")).encode()


def columns(*rows: dict[str, Any]) -> bytes:
    names = rows[0].keys()
    return json.dumps({name: {str(n): row.get(name) for n, row in enumerate(rows)} for name in names}).encode()


def csv(*rows: dict[str, Any]) -> bytes:
    iso = [row | {"timestamp": datetime.fromtimestamp(row["timestamp"] / 1000, UTC).isoformat(" ")} for row in rows]
    lines = [",".join(rows[0]), *(",".join("" if v is None else str(v) for v in row.values()) for row in iso)]
    return "\n".join(lines).encode()


def parquet(*rows: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    frame = pl.DataFrame(rows, infer_schema_length=None)
    if "timestamp" in frame.columns:
        frame = frame.with_columns(pl.col("timestamp").cast(pl.Datetime("ms", "UTC")))
    frame.write_parquet(out)
    return out.getvalue()


@pytest.mark.parametrize("write", [records, columns, csv, parquet])
def test_renamed_columns_are_in_feet_and_knots_in_every_form(tmp_path, write):
    out = whole(read(tmp_path, write(record())))
    [position] = out["positions"]
    assert position["time"] == datetime(2024, 2, 10, tzinfo=UTC)
    assert (position["alt_ft"], position["alt_kind"], position["gs_kt"]) == (10_000, "baro", 300)
    assert (position["track_deg"], position["vrate_fpm"], position["craft"]) == (313, 64, "icao24:7380c2")
    assert out["notes"]["units_by_names:ft,kt"] == 1


def test_it_may_be_packed_without_saying_so(tmp_path):
    assert len(whole(read(tmp_path, gzip.compress(records(record())), "x.json"))["positions"]) == 1


def test_somebodys_idea_of_origin_and_destination_is_not_read(tmp_path):
    notes = whole(read(tmp_path, records(record(origin="OIII", destination="UUWW"))))["notes"]
    assert {"column_not_read:origin", "column_not_read:destination"} <= set(notes)


@pytest.mark.parametrize("write", [records, columns, csv, parquet])
def test_a_position_repeated_by_its_own_time_is_dropped_and_counted(tmp_path, write):
    rows = [record(MS + 1000 * n, last_position=MS // 1000 + n // 4 * 4) for n in range(8)]
    out = whole(read(tmp_path, write(*rows)))
    assert (len(out["positions"]), out["notes"]["stale_repeat"], out["rejected"]) == (2, 6, 6)
    assert [position["age_s"] for position in out["positions"]] == [0, 0]


def test_a_frozen_position_is_a_contact(tmp_path):
    rows = [record(MS + 30_000 * n, last_position=MS) for n in range(5)]
    out = whole(read(tmp_path, records(*rows)))
    [contact] = out["sightings"]
    assert (len(out["positions"]), out["rejected"], contact["observations"]) == (1, 2, 2)
    assert contact["radius_km"] == pytest.approx(120 * 0.34)


def test_a_row_without_a_place_is_a_contact(tmp_path):
    [contact] = whole(read(tmp_path, records(record(latitude=None, longitude=None))))["sightings"]
    assert (contact["craft"], contact["radius_km"]) == ("icao24:7380c2", None)
    assert contact["author"] == "a feed the file does not name"


def test_repeats_are_known_across_the_pieces_of_a_large_file(tmp_path, monkeypatch):
    monkeypatch.setattr("crossbearing.intake.tracks.json_records.PIECE_BYTES", 300)
    monkeypatch.setattr("crossbearing.intake.tracks.json_records.BLOCK_BYTES", 100)
    rows = [record(MS + 1000 * n, last_position=MS // 1000 + n // 4 * 4, callsign="},{") for n in range(40)]
    out = whole(read(tmp_path, records(*rows)))
    assert out["rows_in"] == 40 or out["rejected"]
    rows = [record(MS + 1000 * n, last_position=MS // 1000 + n // 4 * 4) for n in range(40)]
    for data in (records(*rows), json.dumps(rows).encode(), json.dumps(rows, indent=1).encode()):
        out = whole(read(tmp_path, data))
        assert (out["rows_in"], len(out["positions"])) == (40, 10)
        assert sorted(position["row"] for position in out["positions"]) == list(range(0, 40, 4))


def test_zero_feet_is_the_ground_only_for_who_is_too_slow_to_fly(tmp_path):
    rows = [record(altitude=0.0, groundspeed=9.0), record(MS + 1, altitude=0.0), record(MS + 2, onground=True)]
    found = whole(read(tmp_path, records(*rows)))["positions"]
    assert [position["alt_kind"] for position in found] == ["ground", "unknown", "ground"]


def test_an_address_of_zeros_is_marked(tmp_path):
    [position] = whole(read(tmp_path, records(record(icao24="000000"))))["positions"]
    assert position["mark"] == "not_an_airframe: address not set"


def test_a_glider_has_no_address_of_an_airframe(tmp_path):
    [position] = whole(read(tmp_path, records(record(icao24="ddb18b"))))["positions"]
    assert position["craft"] == "other:~ddb18b"


def test_rows_that_name_no_craft_are_rejects(tmp_path):
    out = whole(read(tmp_path, records(record(icao24=None, callsign=None), 7, None, "x", [])))
    assert [(line["reason"], line["rows"]) for line in out["rejects"]] == [
        ("names no craft", 1),
        *[("no record", 1)] * 4,
    ]


def test_what_python_writes_for_no_number_is_none(tmp_path):
    [position] = whole(read(tmp_path, records(record(altitude=float("nan")))))["positions"]
    assert (position["alt_ft"], position["alt_kind"]) == (None, "unknown")


def vector(seconds: float, **more: Any) -> dict[str, Any]:
    place = {"time": seconds, "icao24": "7380c2", "lat": 35.7, "lon": 51.1, "velocity": 257.2222, "heading": 181.5}
    more = {"lastposupdate": seconds, "lastcontact": seconds} | more
    return {**place, "callsign": "POU4521 ", "onground": False, "baroaltitude": 3048.0, "vertrate": 5.08} | more


def test_opensky_names_in_parquet_are_in_metres(tmp_path):
    out = whole(read(tmp_path, parquet(vector(MS / 1000), vector(MS / 1000 + 1, lastposupdate=MS / 1000))))
    [position] = out["positions"]
    assert position["alt_ft"] == pytest.approx(10_000)
    assert position["gs_kt"] == pytest.approx(500, abs=0.01)
    assert out["notes"] == {"stale_repeat": 1}
    assert [line["network"] for line in out["archive"]] == ["opensky"]


def test_an_export_of_a_table_is_somebodys_selection_however_many_craft_are_in_it(tmp_path):
    rows = [vector(MS / 1000 + n // 20, icao24=f"{0x700000 + n % 20:06x}") for n in range(200)]
    assert [line["whole"] for line in whole(read(tmp_path, parquet(*rows)))["archive"]] == [False]


def test_times_of_parquet_may_be_timestamps(tmp_path):
    frame = pl.DataFrame([vector(MS / 1000)]).with_columns(pl.from_epoch("time", "s").dt.cast_time_unit("ns"))
    frame.write_parquet(tmp_path / "a")
    [position] = whole(read(tmp_path, (tmp_path / "a").read_bytes()))["positions"]
    assert position["time"] == datetime(2024, 2, 10, tzinfo=UTC)


def test_parquet_of_raw_messages_is_refused_with_its_columns(tmp_path):
    [reject] = whole(read(tmp_path, parquet({"mintime": 1.0, "rawmsg": "8d"})))["rejects"]
    assert reject["reason"] == "a Parquet without columns of tracks: it has mintime, rawmsg"


# Each example starts a process.
@settings(max_examples=3)
@given(st.integers(4, 900), st.binary(max_size=8))
def test_damaged_parquet_is_one_reject(tmp_path_factory, place, noise):
    data = bytearray(parquet(vector(MS / 1000)))
    data[place : place + len(noise)] = noise
    assert balanced(read(tmp_path_factory.getbasetemp(), bytes(data)))
    assert balanced(read(tmp_path_factory.getbasetemp(), bytes(data[:place])))


def test_other_json_is_not_taken_for_a_trajectory():
    assert recognises(records(record()))
    assert recognises(columns(record()))
    assert not recognises(b'[{"timestamp":1,"text":"x"}]')
    assert not recognises(b'{"a":{"0":1}}')


VALUE = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["7380c2", "35.7", "x", "}, {", [], {}])
)


@settings(max_examples=40)
@given(st.lists(st.dictionaries(st.sampled_from([*record(), "last_position", "onground"]), VALUE), max_size=5))
def test_whatever_the_values_rows_kept_and_rejected_make_rows_in(tmp_path_factory, rows):
    folder = tmp_path_factory.getbasetemp()
    batches = read(folder, records(record(), *rows))
    assert whole(batches)["rows_in"] == len(rows) + 1
    assert balanced(batches)
    assert balanced(read(folder, columns(*[record() | row for row in [{}, *rows]])))
    assert balanced(read(folder, records(record(), *rows)[:-7]))
