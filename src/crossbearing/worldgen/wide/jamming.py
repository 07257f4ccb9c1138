"""Areas in which satellite navigation is disturbed, and what that does to rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats, distance_km

# Rows in the making: numbers and flags by name.
Columns = dict[str, NDArray[Any]]
# Where it has been reported of late years; radius in km.
PLACES = ((46.0, 38.5, 220.0), (34.3, 36.5, 180.0), (26.5, 54.0, 160.0), (54.8, 20.6, 170.0), (59.5, 28.5, 130.0),
          (33.3, 44.0, 150.0), (40.2, 46.5, 120.0))  # fmt: skip
# Shares of the positions inside that are lost, sit at a false place, or stand still. GUESSES.
LOST, FALSE, FROZEN, SHIFTED = 0.45, 0.35, 0.15, 0.5
FROZEN_S = 240.0


@dataclass(frozen=True, slots=True)
class Jam:
    """An area and a time; `kind` is `degraded`, `frozen`, `point` (all at one false place), `circle`, or `shifted`:
    the whole way is displaced, with a speed that fits."""

    lat: float
    lon: float
    radius_km: float
    start: float
    end: float
    kind: str
    false_lat: float
    false_lon: float


def invent_jams(days: int, circling: bool, rng: np.random.Generator) -> tuple[Jam, ...]:
    """The jammed areas of a world."""
    found = []
    kinds = ("degraded", "frozen", "circle", "shifted", "point") if circling else ("degraded", "point")
    for number, k in enumerate(rng.permutation(len(PLACES))[:5]):
        lat, lon, radius = PLACES[int(k)]
        start = float(rng.uniform(0.0, max(0.3, days - 2.0))) * 86400.0
        end = start + float(rng.uniform(0.3, 3.0)) * 86400.0
        false_lat, false_lon = lat + float(rng.uniform(-1.5, 1.5)), lon + float(rng.uniform(-1.5, 1.5))
        found.append(Jam(lat, lon, radius, start, end, kinds[number % len(kinds)], false_lat, false_lon))
    return tuple(found)


def disturb(
    rows: Columns, jams: tuple[Jam, ...], rng: np.random.Generator
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Change the rows inside the areas; returns which are genuine and which are still there."""
    genuine, kept = rows["genuine"].astype(bool), np.ones(len(rows["t"]), bool)
    for jam in jams:
        inside = (
            (rows["t"] >= jam.start) & (rows["t"] < jam.end) & ~rows["ground"].astype(bool) & ~rows["mlat"].astype(bool)
        )
        inside[inside] = distance_km(rows["lat"][inside], rows["lon"][inside], jam.lat, jam.lon) < jam.radius_km
        draw = rng.random(len(inside))
        kept &= ~(inside & (draw < LOST))
        rows["nac_p"] = np.where(inside & (rng.random(len(inside)) < 0.8), 0, rows["nac_p"])
        false = inside & (draw >= LOST) & (draw < LOST + (FALSE if jam.kind in ("point", "circle") else 0.0))
        if jam.kind == "shifted":
            false = _shift(rows, inside & (draw >= LOST), jam, rng)
        elif jam.kind == "frozen":
            false = _freeze(rows, inside & (draw >= LOST), rng)
        elif false.any():
            _misplace(rows, false, jam, rng)
        genuine &= ~false
    return genuine, kept


def _misplace(rows: Columns, false: NDArray[np.bool_], jam: Jam, rng: np.random.Generator) -> None:
    """The rows tell of one false place, or of a circle about it flown in ten minutes; speeds are false too."""
    n = int(false.sum())
    turn = rows["t"][false] / 600.0 * 2 * np.pi if jam.kind == "circle" else rng.uniform(0, 2 * np.pi, n)
    radius: Floats = np.full(n, 0.03) if jam.kind == "circle" else np.abs(rng.normal(0.0, 6e-4, n))
    for name, centre, value in (("lat", jam.false_lat, np.cos(turn)), ("lon", jam.false_lon, np.sin(turn))):
        changed = rows[name].copy()
        changed[false] = centre + radius * value
        rows[name] = changed
    speed = rows["gs_kt"].copy()
    speed[false] = rng.uniform(30.0, 70.0, n)
    rows["gs_kt"] = speed


def _shift(rows: Columns, inside: NDArray[np.bool_], jam: Jam, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Half of the legs are displaced by the way from the area's centre to the false place; returns their rows."""
    legs = np.unique(rows["leg"][inside])
    false = inside & np.isin(rows["leg"], legs[rng.random(len(legs)) < SHIFTED])
    for name, by in (("lat", jam.false_lat - jam.lat), ("lon", jam.false_lon - jam.lon)):
        rows[name] = np.where(false, rows[name] + by, rows[name])
    return np.asarray(false)


def _freeze(rows: Columns, inside: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.bool_]:
    """Inside, some stretches of minutes repeat the place of their first row; returns the rows that do."""
    which = np.flatnonzero(inside)
    if not len(which):
        return np.zeros(len(inside), bool)
    stretch = rows["leg"][which].astype(np.int64) * 1_000_000 + (rows["t"][which] // FROZEN_S).astype(np.int64)
    _, first, group = np.unique(stretch, return_index=True, return_inverse=True)
    chosen = rng.random(len(first)) < FROZEN / (1 - LOST)
    held = chosen[group] & (np.arange(len(which)) != first[group])
    for name in ("lat", "lon"):
        changed = rows[name].copy()
        changed[which[held]] = rows[name][which[first[group[held]]]]
        rows[name] = changed
    false = np.zeros(len(inside), bool)
    false[which[held]] = True
    return false
