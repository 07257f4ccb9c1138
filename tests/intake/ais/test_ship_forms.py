"""Ship positions as JSON, as Parquet, by a person's mapping, and packed: the same row, and none lost."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import zipfile
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossbearing.intake import read_exhibit, sniff
from crossbearing.intake.mapping import mapping_of
from crossbearing.model.exhibits import ExhibitKind
from intake.ais.sea_bytes import Taken, taken

NOON = datetime(2024, 2, 5, 12, 0, 11, tzinfo=UTC)
ROW = {
    "ssvid": "273123456", "timestamp": "2024-02-05T12:00:11Z", "lat": 42.5, "lon": 50.25, "speed": 9.5,
    "course": 181.5, "heading": 180, "shipname": "PORT OLYA", "callsign": "UAAB", "imo": "9074729", "length": 125,
}  # fmt: skip
NUMBERED = {**ROW, "MMSI": 273123456, "timestamp": 1707134411}
MAPPING = """
delimiter = ";"
zone = "Europe/Moscow"
time_format = "%d.%m.%Y %H:%M:%S"
[columns]
time = "when"
latitude = "breite"
longitude = "laenge"
mmsi = "nummer"
speed = "fahrt"
track = "kurs"
heading = "voraus"
shipname = "schiff"
callsign = "ruf"
imo = "lloyds"
length = "meter"
[units]
speed = "km/h"
"""
MAPPED = b"""When;Breite;Laenge;Nummer;Fahrt;Kurs;Voraus;Schiff;Ruf;Lloyds;Meter
05.02.2024 15:00:11;42.5;50.25;273123456;17.594;181.5;180;PORT OLYA;UAAB;9074729;125
05.02.2024 15:00:12;north;50.25;273123456;;;;;;;
05.02.2024 15:00:13;42.5
"""


def lines(*rows: dict[str, object]) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


def parquet(*rows: dict[str, object]) -> bytes:
    out = io.BytesIO()
    pl.DataFrame(list(rows)).write_parquet(out)
    return out.getvalue()


def timed(row: dict[str, object]) -> dict[str, object]:
    return {**row, "timestamp": NOON}


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("2024/day", data)
    return out.getvalue()


def tarred(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        entry = tarfile.TarInfo("2024/day")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def tells_the_row(read) -> None:
    row, ship = read.vessels.row(0, named=True), read.statics.row(0, named=True)
    assert (row["craft"], row["time"], row["lat"], row["lon"]) == ("mmsi:273123456", NOON, 42.5, 50.25)
    assert (round(row["sog_kt"], 3), row["cog_deg"], row["heading_deg"]) == (9.5, 181.5, 180.0)
    assert (ship["imo"], ship["shipname"], ship["callsign"], ship["length_m"]) == (9074729, "PORT OLYA", "UAAB", 125)
    assert read.adds_up


FORMS = {
    "lines": lines(ROW, {**ROW, "timestamp": "2024-02-05T12:10:11Z"}),
    "list": json.dumps([ROW, ROW]).encode(),
    "numbers": lines({key: value for key, value in NUMBERED.items() if key != "ssvid"}),
    "parquet": parquet(ROW, ROW),
    "parquet with timestamps": parquet(timed(ROW)),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_the_same(tmp_path, form):
    tells_the_row(taken(tmp_path, FORMS[form], "day"))


@pytest.mark.parametrize("pack", [gzip.compress, zipped, tarred])
@pytest.mark.parametrize("form", ["lines", "list", "parquet"])
def test_packed_ones_too(tmp_path, form, pack):
    path = tmp_path / "day.bin"
    path.write_bytes(pack(FORMS[form]))

    assert sniff(path) is ExhibitKind.SHIPS
    tells_the_row(taken(tmp_path, pack(FORMS[form]), "day"))


def test_a_line_that_is_no_object_and_one_without_a_place_cost_only_themselves(tmp_path):
    data = lines(ROW) + b"\n{broken\n\n" + lines({key: ROW[key] for key in ("ssvid", "timestamp")})

    read = taken(tmp_path, data, "day.jsonl")

    assert read.vessels.height == 1
    assert read.reasons == {"no JSON object": 1, "the message holds no position": 1}
    assert read.rows_in == 3
    assert read.adds_up


def test_a_geoparquet_of_points_tells_where(tmp_path):
    places = [struct.pack("<BIdd", 1, 1, 50.25, 42.5), struct.pack("<BI", 1, 3) + bytes(16), None]
    told = {"mmsi": [273123456] * 3, "base_date_time": [NOON] * 3, "geometry": pl.Series(places, dtype=pl.Binary)}
    path = tmp_path / "a.parquet"
    pl.DataFrame(told).write_parquet(path)

    read = Taken(path)

    assert read.vessels.select("craft", "time", "lat", "lon").rows() == [("mmsi:273123456", NOON, 42.5, 50.25)]
    assert read.reasons == {"the message holds no position": 2}
    assert read.adds_up


def test_a_parquet_without_a_sender_is_no_table_of_ships(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet({"icao24": "7380c2", "timestamp": NOON, "latitude": 42.5, "longitude": 50.25}))

    assert sniff(path) is ExhibitKind.TRACKS


def test_a_mapping_tells_the_columns_of_a_table_of_ships(tmp_path):
    path = tmp_path / "day.csv"
    path.write_bytes(MAPPED)
    batches = list(read_exhibit(path, name="day.csv", mapping=mapping_of(MAPPING, "m.toml")))

    row = pl.concat(batch.vessels for batch in batches).row(0, named=True)
    ship = pl.concat(batch.statics for batch in batches).row(0, named=True)
    assert (row["craft"], row["time"], row["lat"], row["cog_deg"]) == ("mmsi:273123456", NOON, 42.5, 181.5)
    assert round(row["sog_kt"], 3) == 9.5
    assert (ship["imo"], ship["shipname"], ship["length_m"]) == (9074729, "PORT OLYA", 125)
    assert sum(batch.rows_in for batch in batches) == 3
    assert sum(int(batch.rejects["rows"].sum()) for batch in batches) == 2


CELL = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(), st.text(max_size=12), st.just({"a": 1})
)
ANY_ROW = st.fixed_dictionaries(
    {"mmsi": CELL | st.just(273123456), "timestamp": CELL | st.just(1707134411), "lat": CELL | st.floats(-91, 91)},
    optional={"lon": CELL | st.floats(-181, 181), "speed": CELL, "imo": CELL, "status": CELL, "eta": CELL},
)
FIRST = {"mmsi": 273123456, "timestamp": 1707134411, "lat": 42.5, "lon": 50.25, "imo": None, "status": 0}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ANY_ROW, max_size=8), as_list=st.booleans())
def test_whatever_objects_hold_every_row_is_accounted_for(tmp_path, rows, as_list):
    told = [FIRST, *rows]
    read = taken(tmp_path, json.dumps(told).encode() if as_list else lines(*told), "day.json")

    assert read.rows_in == len(told)
    assert read.adds_up


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=12), max_size=6))
def test_whatever_a_mapped_table_holds_every_row_is_accounted_for(tmp_path, cells):
    kept = [";".join(row) for row in cells]
    kept = [row for row in kept if row.strip(" \r\n\t\x00") and not set(row) & set("\r\n")]
    path = tmp_path / "day.csv"
    path.write_bytes(MAPPED + "".join(f"{row}\n" for row in kept).encode("utf-8", "replace"))
    batches = list(read_exhibit(path, name="day.csv", mapping=mapping_of(MAPPING, "m.toml")))

    kept_rows = sum(batch.vessels.height for batch in batches)
    rejected = sum(int(batch.rejects["rows"].sum()) for batch in batches)
    assert kept_rows + rejected == sum(batch.rows_in for batch in batches) == 3 + len(kept)


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"\xff" * 20, b"PAR1\x04mmsi" + b"\xff" * 8 + b"PAR1"])
def test_a_damaged_parquet_is_a_reject_and_no_crash(tmp_path, data):
    read = taken(tmp_path, data, "a.parquet")

    assert read.rows_in == 1
    assert read.adds_up
