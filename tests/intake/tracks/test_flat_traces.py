"""Traces that somebody flattened to a table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crossbearing.intake.sniffing import format_of
from intake.track_bytes import balanced, read, whole

HEADER = "time,lat,lon,altitude,ground_speed,heading,details,alt_geom,nnumber,model,desc,timestamp,ping_time,icao"
TAIL = ",,EP-PUS,IL76,ILYUSHIN IL-76,2025-02-07"


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


def test_a_row_of_a_flattened_trace_is_a_position_in_universal_time(tmp_path):
    detail = "\"{'type': 'mlat', 'flight': 'POU4521 ', 'squawk': '2301'}\""
    row = f"5447.33,55.6,37.3,1025,126.8,289.7,{detail},1100,EP-PUS,IL76,X,2025-02-07,2025-02-07 01:30:47.330,7380C2"
    batches = read(tmp_path, table(row))
    assert batches[0].format == "flat_traces"
    [position] = (out := whole(batches))["positions"]
    assert position["time"] == datetime(2025, 2, 7, 1, 30, 47, 330_000, UTC)
    assert (position["craft"], position["alt_ft"], position["alt_kind"]) == ("icao24:7380c2", 1025, "baro")
    assert (position["callsign"], position["squawk"], position["source"]) == ("POU4521", "2301", "mlat")
    assert position["gs_kt"] == pytest.approx(126.8, abs=1e-4)
    assert (out["airframes"][0]["registration"], out["airframes"][0]["typecode"]) == ("EP-PUS", "IL76")


@pytest.mark.parametrize(
    ("height", "geom", "kind", "feet"),
    [("ground", "", "ground", None), ("0", "", "baro", 0), ("", "1100", "geom", 1100), ("", "", "unknown", None)],
)
def test_heights_of_a_flattened_trace(tmp_path, height, geom, kind, feet):
    row = f"5447.33,55.6,37.3,{height},6.8,289.7,,{geom},,,,2025-02-07,2025-02-07 01:30:47.330,7380c2"
    [position] = whole(read(tmp_path, table(row)))["positions"]
    assert (position["alt_kind"], position["alt_ft"]) == (kind, feet)


def test_without_a_ping_time_the_day_and_the_offset_tell(tmp_path):
    [position] = whole(
        read(tmp_path, table(f"5447.33,55.6,37.3,ground,6.8,289.7{TAIL.replace(',,', ',,,', 1)},,7380c2"))
    )["positions"]
    assert position["time"] == datetime(2025, 2, 7, 1, 30, 47, 330_000, UTC)


def test_damaged_rows_cost_themselves(tmp_path):
    good = "5447.33,55.6,37.3,ground,6.8,289.7,,,,,,2025-02-07,2025-02-07 01:30:47.330,7380c2"
    bad = [good.replace("ground", "high"), good.replace("55.6", "95.6"), good.replace("37.3", "east"), "1,2,3"]
    out = whole(batches := read(tmp_path, table(good, *bad)))
    assert (out["kept"], out["rejected"]) == (1, 4)
    assert balanced(batches)


def test_the_header_is_known():
    assert format_of(HEADER.encode() + b"\n").name == "flat_traces"
