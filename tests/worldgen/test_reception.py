"""Nothing is heard beyond a radio horizon or while all antennas in reach are down: proved from the written files."""

from __future__ import annotations

from datetime import UTC, datetime
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pytest

from crossbearing.worldgen.facts import FIELDS
from worldgen.worlds import traces, truth

# What the noise of MLAT positions may add to a distance.
SLACK_KM = 2.0


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Haversine, written out here so that the generator's own distance is tested too."""
    a = sin(radians(lat2 - lat1) / 2) ** 2
    a += cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(a))


def _in_reach(receiver: dict[str, Any], lat: float, lon: float, alt_ft: float, slot: str) -> bool:
    above_m = max(0.0, (alt_ft + 13 - receiver["ground_ft"]) * 0.3048)
    horizon = 4.12 * (sqrt(receiver["antenna_m"]) + sqrt(above_m))
    far = _km(lat, lon, receiver["lat"], receiver["lon"])
    return far <= min(horizon, receiver["range_km"]) + SLACK_KM and slot not in receiver["down"]


def _ground_ft(lat: float, lon: float) -> float:
    return float(min(FIELDS.values(), key=lambda f: _km(lat, lon, f.lat, f.lon)).elevation_ft)


def _slot(unix_s: float) -> str:
    return f"{datetime.fromtimestamp(unix_s - unix_s % 1800, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _jammed(row: list[Any]) -> bool:
    return row[3] != "ground" and row[4] == 50.0


def test_every_position_lies_within_reach_of_a_receiver_that_is_up(tiny: Path) -> None:
    receivers = [row for row in truth(tiny, "receivers") if row["network"] == "readsb"]
    checked = 0
    for _, trace in traces(tiny):
        for row in trace["trace"][::7]:
            if _jammed(row):
                continue
            lat, lon = row[1], row[2]
            alt_ft = _ground_ft(lat, lon) if row[3] == "ground" else row[3]
            slot = _slot(trace["timestamp"] + row[0])
            assert any(_in_reach(receiver, lat, lon, alt_ft, slot) for receiver in receivers)
            checked += 1
    assert checked > 500


@pytest.mark.parametrize("field", ["UATE", "UATG", "OSDI"])
def test_no_landing_is_seen_where_no_receiver_stands(demo: Path, field: str) -> None:
    ends = [row for row in truth(demo, "flights") if row["arrival_airport"] == field]
    assert ends
    assert {row["arrival_seen"] for row in ends} == {"unobserved"}


def test_an_aircraft_heard_by_multilateration_only_has_fewer_rows(demo: Path) -> None:
    rows: dict[bool, list[float]] = {True: [], False: []}
    shy = {row["craft"] for row in truth(demo, "aircraft") if row["mlat_only"]}
    for row in truth(demo, "flights"):
        if row["departure_airport"] == "UUMU" or row["arrival_airport"] == "UUMU":
            rows[row["craft"] in shy].append(row["n_positions"])
    assert max(rows[True]) < min(rows[False])


def test_nothing_is_heard_while_a_transponder_is_off(demo: Path) -> None:
    flights = truth(demo, "flights")
    off = {row["craft"]: stretch for row in flights for stretch in row["transponder_off"]}
    assert len(off) == 1
    for _, trace in traces(demo):
        stretch = off.get(f"icao24:{trace['icao']}")
        if stretch:
            begin, end = (datetime.fromisoformat(t).timestamp() for t in stretch)
            assert not [r for r in trace["trace"] if begin < trace["timestamp"] + r[0] < end]
