"""From the globe to the page: Lambert's azimuthal equal-area projection, fitted to what is to be shown.

Equal area, because a reader compares sizes of silences; azimuthal, because it serves any centre, the poles and the
date line included (Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395, 1987, chapter 24).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from crossbearing.world.geo import EARTH_RADIUS_KM

Floats: TypeAlias = NDArray[np.float64]

# Beyond this angle from the centre shapes are stretched past recognition: such points are left out.
HORIZON_DEG = 150.0
# A map of one airfield still shows the countries around it. GUESS
SMALLEST_SPAN_KM = 1800.0


@dataclass(frozen=True, slots=True)
class Centre:
    """The point of the globe in the middle of the map, degrees."""

    lat: float
    lon: float

    def plane(self, lat: Floats, lon: Floats) -> Floats:
        """Return `[n, 2]` kilometres east and north of the centre; NaN beyond the horizon."""
        phi, lam, phi0 = np.radians(lat), np.radians(lon - self.lon), np.radians(self.lat)
        along = np.sin(phi0) * np.sin(phi) + np.cos(phi0) * np.cos(phi) * np.cos(lam)
        stretch = EARTH_RADIUS_KM * np.sqrt(2.0 / np.maximum(1.0 + along, 1e-12))
        east = stretch * np.cos(phi) * np.sin(lam)
        north = stretch * (np.cos(phi0) * np.sin(phi) - np.sin(phi0) * np.cos(phi) * np.cos(lam))
        hidden = along < np.cos(np.radians(HORIZON_DEG))
        return np.where(hidden[:, None], np.nan, np.column_stack([east, north]))

    def globe(self, east: float, north: float) -> tuple[float, float]:
        """Return the latitude and longitude of a point of the plane: the inverse of `plane`."""
        rho = float(np.hypot(east, north))
        if rho == 0.0:
            return self.lat, self.lon
        angle, phi0 = 2.0 * np.arcsin(min(rho / (2.0 * EARTH_RADIUS_KM), 1.0)), np.radians(self.lat)
        phi = np.arcsin(np.cos(angle) * np.sin(phi0) + north * np.sin(angle) * np.cos(phi0) / rho)
        across = rho * np.cos(phi0) * np.cos(angle) - north * np.sin(phi0) * np.sin(angle)
        lam = np.arctan2(east * np.sin(angle), across)
        return float(np.degrees(phi)), float((self.lon + np.degrees(lam) + 180.0) % 360.0 - 180.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """A map's rectangle on the page: `width` by `height` units, `km_per_unit` kilometres to the unit."""

    centre: Centre
    width: float
    height: float
    km_per_unit: float

    def at(self, lat: Floats, lon: Floats) -> Floats:
        """Return `[n, 2]` page coordinates, y downward; NaN beyond the horizon."""
        return self.on_page(self.centre.plane(lat, lon))

    def on_page(self, plane: Floats) -> Floats:
        """Return page coordinates of points of the plane, `[n, 2]`."""
        return plane * (1.0 / self.km_per_unit, -1.0 / self.km_per_unit) + (self.width / 2.0, self.height / 2.0)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the page coordinates of one point."""
        x, y = self.at(np.array([lat]), np.array([lon]))[0]
        return float(x), float(y)


def centre_of(points: Sequence[tuple[float, float]]) -> Centre:
    """Return the centre that puts the points' bounding box in the middle of the plane; at least one point."""
    lat, lon = np.array([p[0] for p in points]), np.array([p[1] for p in points])
    phi, lam = np.radians(lat), np.radians(lon)
    x, y, z = (np.cos(phi) * np.cos(lam)).mean(), (np.cos(phi) * np.sin(lam)).mean(), np.sin(phi).mean()
    centre = Centre(float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x))))
    for _ in range(2):
        low, high = _box(centre.plane(lat, lon))
        lat0, lon0 = centre.globe(*(float(middle) for middle in (low + high) / 2.0))
        centre = Centre(round(lat0, 2), round(lon0, 2))
    return centre


def fitted(
    points: Sequence[tuple[float, float]],
    width: float,
    height: float,
    margin: float,
    smallest_km: float = SMALLEST_SPAN_KM,
) -> Frame:
    """Return the frame that shows all points (latitude, longitude) with a margin in page units around them.

    It is no fewer than `smallest_km` kilometres wide.
    """
    centre = centre_of(points)
    low, high = _box(centre.plane(np.array([p[0] for p in points]), np.array([p[1] for p in points])))
    reach = 2.0 * np.maximum(np.abs(low), np.abs(high))
    scale = max(reach[0] / (width - 2 * margin), reach[1] / (height - 2 * margin), smallest_km / width)
    return Frame(centre, width, height, float(scale))


def framed(
    points: Sequence[tuple[float, float]],
    width: float,
    margin: float,
    heights: tuple[float, float],
    smallest_km: float = SMALLEST_SPAN_KM,
) -> Frame:
    """Return the frame of that width that shows all points, as high as they need between two heights."""
    lowest, highest = heights
    tall = fitted(points, width, highest, margin, smallest_km)
    plane = tall.centre.plane(np.array([p[0] for p in points]), np.array([p[1] for p in points]))
    needed = 2 * float(np.nanmax(np.abs(plane[:, 1]))) / tall.km_per_unit + 2 * margin
    return fitted(points, width, float(round(min(max(needed, lowest), highest))), margin, smallest_km)


def _box(plane: Floats) -> tuple[Floats, Floats]:
    seen = plane[np.isfinite(plane[:, 0])]
    if not len(seen):
        return np.zeros(2), np.zeros(2)
    return seen.min(axis=0), seen.max(axis=0)
