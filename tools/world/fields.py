"""Airports: avwx-engine's stations (OurAirports, public domain), zones from airportsdata, authored corrections."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from world.authored import items, number, rows

KINDS = {
    "large_airport": "large",
    "medium_airport": "medium",
    "small_airport": "small",
    "heliport": "heliport",
}
MILITARY_NAME = re.compile(
    r"\b(air ?base|AFB|air force|ANGB|NAS|naval|military|army|RAF|RNAS|joint base|MCAS|MCAF|AAF|air station"
    r"|base a[eé]rea|airfield base|militar|militaire|cantonment|fliegerhorst)\b",
    re.IGNORECASE,
)


def stations() -> dict[str, Any]:
    """The stations file inside avwx-engine; raises ImportError where the package is absent."""
    spec = importlib.util.find_spec("avwx")
    if spec is None or spec.origin is None:
        raise ImportError("avwx-engine is not installed")
    file = Path(spec.origin).parent / "data" / "files" / "stations.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def kind_of(station: dict[str, Any], military: set[str]) -> str:
    """Closed, military (by the authored list or by its name) or OurAirports' own size class."""
    name = station["name"] or ""
    if "closed" in name.lower():
        return "closed"
    kind = KINDS[station["type"]]
    shared_with_airline = kind == "large" or "international" in name.lower()
    by_name = kind != "heliport" and not shared_with_airline and MILITARY_NAME.search(name)
    return "military" if station["icao"] in military or by_name else kind


def longest_ft(station: dict[str, Any]) -> float | None:
    """The longest runway in feet; OurAirports writes 0 for unknown."""
    return max((r["length_ft"] for r in station["runways"] or [] if r["length_ft"]), default=None)


def zones(frame: pl.DataFrame) -> pl.Series:
    """IANA zones: airportsdata by ICAO code, else the zone of the nearest field of the same country that has one."""
    import airportsdata

    known = {code: row["tz"] for code, row in airportsdata.load("ICAO").items() if row["tz"]}
    tz: list[str | None] = [known.get(code) for code in frame["icao"]]
    lat, lon = np.radians(frame["lat"].to_numpy()), np.radians(frame["lon"].to_numpy())
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    country = frame["country"].to_numpy()
    has = np.array([zone is not None for zone in tz])
    for index in np.flatnonzero(~has):
        same = np.flatnonzero(has & (country == country[index]))
        if len(same):
            tz[index] = tz[same[np.argmax(xyz[same] @ xyz[index])]]
    return pl.Series("tz", tz, dtype=pl.String)


def record(code: str, station: dict[str, Any], military: set[str]) -> dict[str, Any]:
    iata = station["iata"] or None
    return {
        "icao": code,
        "iata": iata,
        "name": (station["name"] or "").replace(" [CLOSED]", "").strip(),
        "city": station["city"] or None,
        "lat": round(float(station["latitude"]), 5),
        "lon": round(float(station["longitude"]), 5),
        "elevation_ft": station["elevation_ft"],
        "country": station["country"],
        "kind": kind_of(station, military),
        "longest_runway_ft": longest_ft(station),
    }


def corrected(found: dict[str, dict[str, Any]]) -> None:
    """Lay the authored facts over the package's: a cell that is filled wins, a field that is missing is added."""
    for row in rows("airports"):
        entry = found.setdefault(
            row["icao"],
            dict.fromkeys(
                ("iata", "name", "city", "lat", "lon", "elevation_ft", "country", "kind", "longest_runway_ft")
            )
            | {"icao": row["icao"], "kind": "small"},
        )
        for key in ("name", "country", "kind"):
            if row[key]:
                entry[key] = row[key]
        for key in ("lat", "lon", "elevation_ft", "longest_runway_ft"):
            if row[key]:
                entry[key] = number(row[key])
        if entry["lat"] is None:
            raise ValueError(f"airports.csv: {row['icao']} is in no package and has no position")


def build() -> dict[str, pl.DataFrame]:
    """The table `airports`, sorted by code."""
    military = {row["icao"] for row in rows("airports") if row["kind"] == "military"}
    found = {code: record(code, station, military) for code, station in stations().items() if station["type"] in KINDS}
    corrected(found)
    schema = {
        "icao": pl.String, "iata": pl.String, "name": pl.String, "city": pl.String, "lat": pl.Float64,
        "lon": pl.Float64, "elevation_ft": pl.Float32, "country": pl.String, "kind": pl.String,
        "longest_runway_ft": pl.Float32,
    }  # fmt: skip
    frame = pl.DataFrame([found[code] for code in sorted(found)], schema=schema)
    return {"airports": frame.with_columns(zones(frame))}


def names() -> list[tuple[str, list[str]]]:
    """Authored spellings of fields: code and names, as reports write them."""
    return [(row["icao"], items(row["names"])) for row in rows("airports") if row["names"]]
