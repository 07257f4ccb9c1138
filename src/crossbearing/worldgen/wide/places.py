"""Airfields of the wide worlds, and spots away from any.

`fields.csv` is taken from OurAirports (public domain), rounded: place, elevation, both ends of the longest runway.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KM_PER_DEG = 111.195
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a craft takes off or lands; `icao` is empty away from any airfield, `ends` are those of its runway."""

    icao: str
    lat: float
    lon: float
    elevation_ft: float
    country: str
    city: str
    ends: tuple[Place, Place] | None = None


@cache
def fields() -> dict[str, Spot]:
    """The airfields by code."""
    text = files("crossbearing.worldgen.wide").joinpath("fields.csv").read_text(encoding="utf-8")
    return {row["icao"]: _field(row) for row in csv.DictReader(io.StringIO(text))}


def _field(row: dict[str, str]) -> Spot:
    numbers = {name: float(row[name]) for name in row if name[:3] in ("lat", "lon", "ele", "end")}
    ends = tuple((numbers[f"end{k}_lat"], numbers[f"end{k}_lon"]) for k in (1, 2))
    return Spot(
        row["icao"], numbers["lat"], numbers["lon"], numbers["elevation_ft"], row["country"], row["city"],
        (ends[0], ends[1]),
    )  # fmt: skip


def moved(place: Place, bearing_deg: float, km: float) -> Place:
    """The place `km` away on a course, on a flat earth: good to metres below 60 km."""
    turn = math.radians(bearing_deg)
    north = km * math.cos(turn) / KM_PER_DEG
    east = km * math.sin(turn) / (KM_PER_DEG * math.cos(math.radians(place[0] + north / 2)))
    return place[0] + north, place[1] + east


def course(a: Place, b: Place) -> float:
    """The course from one place to another, degrees true, on a flat earth."""
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.degrees(math.atan2(east, b[0] - a[0])) % 360.0


def apart_km(a: Place, b: Place) -> float:
    """Great-circle distance."""
    phi1, phi2 = math.radians(a[0]), math.radians(b[0])
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
