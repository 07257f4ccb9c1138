"""Distances and courses on a sphere, for the generator alone.

The product has its own geometry. This one is written apart from it on purpose: an error in one shows as a
disagreement instead of being mirrored. The earth is a sphere of 6,371 km (the mean radius, IUGG).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

EARTH_KM = 6371.0


def _unit(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Unit vectors `[..., 3]` of places in degrees."""
    phi, lam = np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float))
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1)


def _degrees(vector: Floats) -> tuple[Floats, Floats]:
    """Latitude and longitude in degrees of vectors `[..., 3]` of any length."""
    x, y, z = vector[..., 0], vector[..., 1], vector[..., 2]
    return np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))


def distance_km(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Floats:
    """Great-circle distance in km, element by element, by the chord between unit vectors."""
    chord = np.linalg.norm(_unit(lat1, lon1) - _unit(lat2, lon2), axis=-1)
    return np.asarray(2.0 * EARTH_KM * np.arcsin(np.clip(chord / 2.0, 0.0, 1.0)))


def bearing_deg(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Floats:
    """Initial course from the first place to the second, degrees true in [0, 360)."""
    phi1, phi2 = np.radians(np.asarray(lat1, float)), np.radians(np.asarray(lat2, float))
    turn = np.radians(np.asarray(lon2, float) - np.asarray(lon1, float))
    east = np.sin(turn) * np.cos(phi2)
    north = np.cos(phi1) * np.sin(phi2) - np.sin(phi1) * np.cos(phi2) * np.cos(turn)
    return np.asarray(np.degrees(np.arctan2(east, north)) % 360.0)


def offset(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The place `km` away on the course `bearing` (degrees true)."""
    here = _unit(lat, lon)
    east = np.array([-np.sin(np.radians(lon)), np.cos(np.radians(lon)), 0.0])
    north = np.cross(here, east)
    ahead = np.cos(np.radians(bearing)) * north + np.sin(np.radians(bearing)) * east
    lat2, lon2 = _degrees(np.cos(km / EARTH_KM) * here + np.sin(km / EARTH_KM) * ahead)
    return float(lat2), float(lon2)


@dataclass(frozen=True)
class Route:
    """A line of great-circle pieces through given places; `km` is the way made good at each of them."""

    lat: Floats
    lon: Floats
    km: Floats

    @classmethod
    def through(cls, places: list[tuple[float, float]]) -> Route:
        """The route through the places, in their order."""
        lat, lon = np.array([p[0] for p in places]), np.array([p[1] for p in places])
        legs = distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
        return cls(lat, lon, np.concatenate([[0.0], np.cumsum(legs)]))

    def at(self, km: Floats) -> tuple[Floats, Floats]:
        """Latitude and longitude after `km` of the way."""
        piece, share = self._piece(km)
        a, b = _unit(self.lat[piece], self.lon[piece]), _unit(self.lat[piece + 1], self.lon[piece + 1])
        angle = (self.km[piece + 1] - self.km[piece]) / EARTH_KM
        safe = np.maximum(angle, 1e-12)
        wa, wb = np.sin((1 - share) * safe) / np.sin(safe), np.sin(share * safe) / np.sin(safe)
        return _degrees(wa[:, None] * a + wb[:, None] * b)

    def course(self, km: Floats) -> Floats:
        """Course over ground after `km` of the way, degrees true."""
        piece, _ = self._piece(km)
        lat, lon = self.at(km)
        ahead = self.km[piece + 1] - km > 0.05
        back = bearing_deg(lat, lon, self.lat[piece], self.lon[piece])
        onward = bearing_deg(lat, lon, self.lat[piece + 1], self.lon[piece + 1])
        return np.where(ahead, onward, (back + 180.0) % 360.0)

    def _piece(self, km: Floats) -> tuple[NDArray[np.intp], Floats]:
        piece = np.clip(np.searchsorted(self.km, km, side="right") - 1, 0, len(self.km) - 2)
        length = np.maximum(self.km[piece + 1] - self.km[piece], 1e-9)
        return piece, np.clip((km - self.km[piece]) / length, 0.0, 1.0)
