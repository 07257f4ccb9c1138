"""The region a craft can have reached between two sightings, as a ring on the globe, and the airports in it.

The set of points whose way from the first sighting and on to the second fits into the time: an ellipse on the sphere.
Before a first or after a last sighting it is a circle. Speeds err towards "possible", as in `prism`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.world.geo import destination, distance_km, normal_lon

Floats = NDArray[np.float64]

BEARINGS = 120
# Thirty halvings of half the globe's girth leave a centimetre.
HALVINGS = 30
HALF_GLOBE_KM = 20_000.0
# A stop shorter than this is a touch-and-go (as MINIMUM_STOP_S of `prism`).
STOP_H = 1.0 / 6.0


@dataclass(frozen=True, slots=True)
class Fix:
    """A sighting: when (seconds since 1970) and where."""

    seconds: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Region:
    """A silence of a craft: its edges (one may be missing), its hours, the kilometres it allows, and its ring."""

    before: Fix | None
    after: Fix | None
    hours: float
    reach_km: float
    lat: Floats
    lon: Floats


def region_between(before: Fix | None, after: Fix | None, hours: float, speed_kmh: float) -> Region:
    """Return the region of a silence of so many hours; raises `ValueError` without any sighting.

    A craft that was seen farther apart than its speed allows gets the region of the straight way.
    """
    edges = [one for one in (before, after) if one is not None]
    if not edges:
        raise ValueError("a region needs a sighting before or after it")
    needed = float(distance_km(edges[0].lat, edges[0].lon, edges[-1].lat, edges[-1].lon))
    reach = max(hours * speed_kmh, needed * 1.001)
    lat, lon = _ring(edges, reach)
    return Region(before, after, hours, reach, lat, lon)


def _middle(edges: list[Fix]) -> tuple[float, float]:
    points = [np.radians([one.lat, one.lon]) for one in edges]
    vectors = [np.array([np.cos(p) * np.cos(q), np.cos(p) * np.sin(q), np.sin(p)]) for p, q in points]
    x, y, z = np.sum(vectors, axis=0)
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def _ring(edges: list[Fix], reach_km: float) -> tuple[Floats, Floats]:
    """The farthest point in every direction from the middle, by bisection."""
    lat0, lon0 = _middle(edges)
    bearing = np.linspace(0.0, 360.0, BEARINGS, endpoint=False)
    low, high = np.zeros(BEARINGS), np.full(BEARINGS, HALF_GLOBE_KM)
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        inside = _way_km(edges, *destination(lat0, lon0, bearing, middle)) <= reach_km
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    lat, lon = destination(lat0, lon0, bearing, low)
    return np.asarray(lat), np.asarray(normal_lon(lon))


def _way_km(edges: list[Fix], lat: Floats, lon: Floats) -> Floats:
    """The way from the first sighting over these points to the second; from the only one, there."""
    return np.asarray(sum(distance_km(one.lat, one.lon, lat, lon) for one in edges), dtype=np.float64)


def airports_in(region: Region, airports: pl.DataFrame, speed_kmh: float, min_runway_ft: float = 0.0) -> pl.DataFrame:
    """Return the airports it can have landed at and left again, with `way_km` and `spare_h`: the longest stop there.

    `airports` as in `world.airports.frame`. Sorted by the time to spare, longest first. Fields of unknown runway are
    kept only where military: their runways are often unpublished.
    """
    edges = [one for one in (region.before, region.after) if one is not None]
    way = _way_km(edges, airports["lat"].to_numpy(), airports["lon"].to_numpy())
    spare = region.hours - way / speed_kmh
    fits = (pl.col("longest_runway_ft") >= min_runway_ft) | (
        pl.col("longest_runway_ft").is_null() & (pl.col("kind") == "military")
    )
    open_ones = ~pl.col("kind").is_in(["closed", "heliport"])
    told = airports.with_columns(way_km=pl.Series(way), spare_h=pl.Series(spare))
    return told.filter(pl.col("spare_h") >= STOP_H, fits, open_ones).sort("spare_h", "icao", descending=[True, False])
