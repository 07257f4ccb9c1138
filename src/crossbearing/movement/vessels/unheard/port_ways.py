"""The ways over water from anywhere to the water of ports, worked out once for all ships of one neighbourhood.

A ship is taken to be at the middle of a cell, and what that may shorten or lengthen is taken off: ways come out too
short by some kilometres, never too long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.world.geo import distance_km
from crossbearing.world.waters import girth_km, on_water, water_km

# Cells in degrees: the largest whose middle is at sea is taken. The first is half an hour wide for a cargo ship.
CELLS = (0.2, 0.04)
# Rows of ways that are kept: 8 bytes a port each.
KEPT = 4000
# Longer than this over the straight line, a way is not straight.
ROUND_KM = 0.5
Place = tuple[float, float]


@dataclass(slots=True)
class _Row:
    """The kilometres from a cell to each port: unknown is NaN, infinite is farther than was `looked`."""

    km: NDArray[np.float32]
    looked: NDArray[np.float32]


@dataclass(frozen=True)
class PortWays:
    """The ports, and what is known by now of the ways to them from the cells that were asked about."""

    lat: Floats
    lon: Floats
    radius_km: Floats
    _rows: dict[Place, _Row] = field(default_factory=dict)

    def km(self, place: Place, ports: Ints, most_km: float) -> Floats:
        """Kilometres from a place to the water of some ports; infinite where it is farther than `most_km`."""
        (lat, lon), off = self._middle(place)
        way = self._ways((lat, lon), ports, most_km + off + float(self.radius_km[ports].max()))
        straight = distance_km(lat, lon, self.lat[ports], self.lon[ports])
        round_ = np.flatnonzero(np.isfinite(way) & (way > straight + ROUND_KM))
        inside = self.radius_km[ports]
        inside[round_] = [self._girth(int(port)) for port in ports[round_]]
        return np.asarray(np.maximum(way - off - inside, 0.0))

    def _girth(self, port: int) -> float:
        return girth_km(float(self.lat[port]), float(self.lon[port]), float(self.radius_km[port]))

    def _middle(self, place: Place) -> tuple[Place, float]:
        """The middle of the cell of a place, and how far the place may be from it over water."""
        for size in CELLS:
            row, column = round(place[0] / size), round(place[1] / size)
            off = _off(row, column, size)
            if off is not None:
                return (row * size, (column * size + 180.0) % 360.0 - 180.0), off
        return place, 0.0

    def _ways(self, middle: Place, ports: Ints, most_km: float) -> Floats:
        """The ways from the middle of a cell; those that are not known yet are looked for."""
        row = self._rows.get(middle)
        if row is None:
            if len(self._rows) >= KEPT:
                self._rows.clear()
            nothing = np.full(self.lat.size, np.nan, np.float32)
            row = self._rows[middle] = _Row(nothing, np.zeros(self.lat.size, np.float32))
        known = row.km[ports]
        asked = ports[np.isnan(known) | (np.isinf(known) & (row.looked[ports] < most_km))]
        if asked.size:
            row.km[asked] = water_km(*middle, self.lat[asked], self.lon[asked], most_km)[0]
            row.looked[asked] = most_km
        return row.km[ports].astype(np.float64)


@lru_cache(maxsize=50_000)
def _off(row: int, column: int, size: float) -> float | None:
    """How far the places at sea of a cell can be from its middle; null where that is on land, or land parts them."""
    lat, lon = row * size, (column * size + 180.0) % 360.0 - 180.0
    off = girth_km(lat, lon, size * KM_PER_DEGREE * 0.7072) if on_water(np.array([lat]), np.array([lon]))[0] else np.inf
    return float(off) if np.isfinite(off) else None


def ways_to(harbours: Harbours) -> PortWays:
    """The ways to some harbours; the same ones for the same harbours, so that what is known stays known."""
    return _ways(harbours.lat.tobytes(), harbours.lon.tobytes(), harbours.radius_km.tobytes())


@lru_cache(maxsize=4)
def _ways(lat: bytes, lon: bytes, radius_km: bytes) -> PortWays:
    return PortWays(np.frombuffer(lat), np.frombuffer(lon), np.frombuffer(radius_km))
