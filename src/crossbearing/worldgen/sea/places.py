"""Ports and a net of waterways: facts, drawn by hand so that no line crosses land.

`ports.csv` holds the place of the quays, a roadstead before them and the node of the net where the fairway begins;
`waters.csv` the nodes and the lines between them. Codes are UN/LOCODEs where there is one. Rivers (Volga, Volga-Don
canal, Don) are as crooked as their nodes allow.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crossbearing.worldgen.sea.units import KM_PER_DEG

RIVERS = ("vol_", "don_")
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Port:
    """A port; `place` is the middle of its quays, `road` that of its roadstead, `gate` a node of the net."""

    sea: str
    code: str
    country: str
    name: str
    place: Place
    road: Place
    gate: str

    @property
    def quay_deg(self) -> float:
        """Which way its quay runs: along the coast, so across the way to the roadstead."""
        return (course(self.place, self.road) + 90.0) % 360.0


def _rows(name: str) -> list[dict[str, str]]:
    text = files("crossbearing.worldgen.sea").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def ports() -> dict[str, Port]:
    """The ports by code."""
    return {row["code"]: _port(row) for row in _rows("ports.csv")}


def _port(row: dict[str, str]) -> Port:
    place, road = (float(row["lat"]), float(row["lon"])), (float(row["road_lat"]), float(row["road_lon"]))
    return Port(row["sea"], row["code"], row["country"], row["name"], place, road, row["gate"])


@cache
def nodes() -> dict[str, Place]:
    """The nodes of the net of waterways."""
    return {row["node"]: (float(row["lat"]), float(row["lon"])) for row in _rows("waters.csv")}


@cache
def neighbours() -> dict[str, tuple[str, ...]]:
    """Which nodes can be reached from which, in both directions."""
    linked: dict[str, list[str]] = {name: [] for name in nodes()}
    for row in _rows("waters.csv"):
        for other in row["links"].split():
            linked[row["node"]].append(other)
            linked[other].append(row["node"])
    return {name: tuple(dict.fromkeys(others)) for name, others in linked.items()}


def east_of(a: Place, b: Place) -> float:
    """Degrees from the first place to the second, eastward, the short way round."""
    return (b[1] - a[1] + 540.0) % 360.0 - 180.0


def moved(place: Place, bearing_deg: float, km: float) -> Place:
    """The place `km` away on a course, on a flat earth."""
    turn = math.radians(bearing_deg)
    north = km * math.cos(turn) / KM_PER_DEG
    return place[0] + north, place[1] + km * math.sin(turn) / (KM_PER_DEG * math.cos(math.radians(place[0])))


def course(a: Place, b: Place) -> float:
    """The course from one place to another, degrees true, on a flat earth."""
    east = east_of(a, b) * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.degrees(math.atan2(east, b[0] - a[0])) % 360.0


def apart_km(a: Place, b: Place) -> float:
    """Distance on a flat earth; good to a few parts in a thousand over one line of the net."""
    east = east_of(a, b) * math.cos(math.radians((a[0] + b[0]) / 2))
    return KM_PER_DEG * math.hypot(east, b[0] - a[0])


def between(a: Place, b: Place, share: float) -> Place:
    """The place on the line from one to another after a share of it."""
    return a[0] + share * (b[0] - a[0]), a[1] + share * east_of(a, b)
