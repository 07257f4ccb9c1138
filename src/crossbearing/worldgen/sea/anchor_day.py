"""One day of 600 ships: 60 meetings, an anchorage of 100 ships, ships passing; and what thin reception leaves of it.

The day by which methods of finding meetings are compared: pairs lie 20 to 120 m apart for 2.5 to 8 hours, ships at
anchor some 400 m from their neighbours, fixes each three minutes with 9 m of noise, and a course over ground that a
receiver at rest makes up.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.model.table import UTC as UTC_MS
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.worldgen.sea.flags import imo_of
from crossbearing.worldgen.sea.tides import Swing, lying_deg
from crossbearing.worldgen.sea.units import DAY_S, M_PER_DEG

Floats = NDArray[np.float64]
EVERY_S, NOISE_M = 180.0, 9.0
CALM_KT = 0.6
BEGINS = datetime(2024, 2, 5, tzinfo=UTC)


def anchor_day(
    seed: int, ships: int = 600, meetings: int = 60, anchored: int = 100
) -> tuple[pl.DataFrame, pl.DataFrame, list[dict[str, Any]]]:
    """Return VESSEL_POSITIONS, VESSEL_STATICS and the meetings (`a`, `b`, `started_at`, `ended_at`, `lat`, `lon`)."""
    rng = np.random.default_rng([seed, 77])
    t = np.arange(0.0, DAY_S, EVERY_S)[None, :] + rng.uniform(0.0, EVERY_S, (ships, 1))
    lat, lon = _under_way(t, rng)
    truth = _meet(t, lat, lon, meetings, rng)
    first = 2 * meetings
    _anchor(t[first : first + anchored], lat, lon, first, rng)
    numbers = np.array([273_000_000 + 1000 + 7 * k for k in range(ships)])
    for one in truth:
        one["a"], one["b"] = (f"mmsi:{numbers[one.pop(name)]}" for name in ("one", "two"))
    return _positions(t, lat, lon, numbers, rng), _statics(numbers, t, rng), truth


def thinned(positions: pl.DataFrame, mean_min: float, seed: int) -> pl.DataFrame:
    """The rows that reception with so many minutes between two fixes on average leaves, each kept by chance."""
    every_min = EVERY_S / 60.0
    if mean_min <= every_min:
        return positions
    kept = np.random.default_rng([seed, 78]).random(positions.height) < every_min / mean_min
    return positions.filter(pl.Series(kept))


def _under_way(t: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Every ship goes straight over a sea of some 300 by 300 km at 7 to 13 kt, back and forth."""
    n = len(t)
    at = rng.uniform(40.0, 42.5, (n, 1)), rng.uniform(50.2, 52.2, (n, 1))
    course = np.radians(rng.uniform(0.0, 360.0, (n, 1)))
    m = rng.uniform(7.0, 13.0, (n, 1)) * 1852.0 / 3600.0 * (DAY_S / 4 - np.abs(t % DAY_S - DAY_S / 2))
    lat = at[0] + m * np.cos(course) / M_PER_DEG
    return lat, at[1] + m * np.sin(course) / (M_PER_DEG * np.cos(np.radians(41.0)))


def _meet(t: Floats, lat: Floats, lon: Floats, meetings: int, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Ships 2 k and 2 k + 1 drift side by side for some hours; before and after each goes its own way."""
    truth = []
    for k in range(meetings):
        one, two = 2 * k, 2 * k + 1
        begin = rng.uniform(0.02, 0.62) * DAY_S
        end = begin + rng.uniform(2.5, 8.0) * 3600.0
        place = rng.uniform(40.0, 42.5), rng.uniform(50.2, 52.2)
        set_to, knots = rng.uniform(0.0, 2.0 * np.pi), rng.uniform(0.0, CALM_KT)
        apart, turn = rng.uniform(20.0, 120.0), rng.uniform(0.0, 2.0 * np.pi)
        for ship, side in ((one, -0.5), (two, 0.5)):
            drifted = knots * 1852.0 / 3600.0 * (np.clip(t[ship], begin, end) - begin)
            out = np.maximum(begin - t[ship], t[ship] - end).clip(0.0) * rng.uniform(6.0, 11.0) * 1852.0 / 3600.0
            way = turn + (0.0 if side > 0 else np.pi) + rng.uniform(-1.2, 1.2) + np.where(t[ship] > end, 0.6, 0.0)
            north = drifted * np.cos(set_to) + side * apart * np.cos(turn) + out * np.cos(way)
            east = drifted * np.sin(set_to) + side * apart * np.sin(turn) + out * np.sin(way)
            lat[ship] = place[0] + north / M_PER_DEG
            lon[ship] = place[1] + east / (M_PER_DEG * np.cos(np.radians(place[0])))
        truth.append({
            "one": one, "two": two, "begin": begin, "end": end, "lat": place[0], "lon": place[1],
            "started_at": _iso(begin), "ended_at": _iso(end),
        })  # fmt: skip
    return truth


def _anchor(t: Floats, lat: Floats, lon: Floats, first: int, rng: np.random.Generator) -> None:
    """Ships at anchor on a net of 400 m, all turning with one wind."""
    side = int(np.ceil(np.sqrt(len(t))))
    common = Swing(False, 120.0, 1.0)
    for k, times in enumerate(t):
        own = Swing(common.tidal, common.set_deg, common.phase, float(rng.normal(0.0, 12.0)), float(rng.uniform(0, 6)))
        back, chain_m = np.radians(lying_deg(own, times) + 180.0), rng.uniform(80.0, 180.0)
        north = (k // side) * 400.0 + rng.normal(0.0, 40.0) + chain_m * np.cos(back)
        east = (k % side) * 400.0 + rng.normal(0.0, 40.0) + chain_m * np.sin(back)
        lat[first + k] = 43.0 + north / M_PER_DEG
        lon[first + k] = 50.9 + east / (M_PER_DEG * np.cos(np.radians(43.0)))


def _positions(t: Floats, lat: Floats, lon: Floats, numbers: NDArray[np.int64], rng: np.random.Generator
               ) -> pl.DataFrame:  # fmt: skip
    scale = np.cos(np.radians(lat))
    noisy_lat = lat + rng.normal(0.0, NOISE_M, lat.shape) / M_PER_DEG
    noisy_lon = lon + rng.normal(0.0, NOISE_M, lat.shape) / (M_PER_DEG * scale)
    north, east = np.gradient(lat, axis=1) * M_PER_DEG, np.gradient(lon, axis=1) * M_PER_DEG * scale
    knots = np.hypot(north, east) / EVERY_S * 3600.0 / 1852.0
    at_rest = knots < CALM_KT + 0.1
    course = np.where(at_rest, rng.uniform(0.0, 360.0, lat.shape), np.degrees(np.arctan2(east, north)))
    frame = pl.DataFrame({
        "craft": np.repeat([f"mmsi:{number}" for number in numbers], t.shape[1]),
        "time": ((t.ravel() + BEGINS.timestamp()) * 1000.0).astype(np.int64),
        "lat": noisy_lat.ravel(), "lon": noisy_lon.ravel(),
        "sog_kt": np.round(np.abs(knots + rng.normal(0.0, 0.1, lat.shape)), 1).ravel(),
        "cog_deg": np.round(course % 360.0, 1).ravel() % 360.0,
    })  # fmt: skip
    return VESSEL_POSITIONS.conform(
        frame.with_columns(
            pl.col("time").cast(pl.Datetime("ms")).dt.replace_time_zone("UTC").cast(UTC_MS),
            pl.lit(None).alias("heading_deg"),
            pl.lit(0).alias("status"),
            pl.lit(1).alias("message"),
            pl.lit(None).alias("transponder"),
            pl.lit(None).alias("station"),
            pl.lit(None).alias("mark"),
            pl.lit("invented").alias("exhibit"),
            pl.lit("").alias("member"),
            pl.int_range(pl.len()).alias("row"),
        )
    )


def _statics(numbers: NDArray[np.int64], t: Floats, rng: np.random.Generator) -> pl.DataFrame:
    """All are cargo ships of 120 m."""
    begin = pl.Series([BEGINS] * len(numbers)).dt.cast_time_unit("ms")
    frame = pl.DataFrame({
        "craft": [f"mmsi:{number}" for number in numbers], "imo": [imo_of(rng) for _ in numbers],
        "shipname": [f"SHIP {k}" for k in range(len(numbers))],
    }).with_columns(
        begin.alias("time"), (begin + pl.duration(seconds=float(t.max()))).alias("last_time"),
        pl.lit(240).alias("messages"), pl.lit(None).alias("callsign"), pl.lit(70).alias("ship_type"),
        pl.lit(120.0).alias("length_m"), pl.lit(18.0).alias("width_m"), pl.lit(4.0).alias("draught_m"),
        *(pl.lit(None).alias(name) for name in ("bow_m", "stern_m", "port_m", "starboard_m")),
        pl.lit(None).alias("destination"), pl.lit(None).alias("eta"),
        pl.lit("invented").alias("exhibit"), pl.lit("").alias("member"), pl.int_range(pl.len()).alias("row"),
    )  # fmt: skip
    return VESSEL_STATICS.conform(frame)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(BEGINS.timestamp() + round(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
