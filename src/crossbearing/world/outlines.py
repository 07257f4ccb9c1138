"""Areas drawn by hand: rings of points, unrolled so that the date line parts none of them.

Sides are straight in latitude and longitude, as maps and GeoJSON (RFC 7946) draw them. Several rings are taken by the
even-odd rule: islands and holes need no order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.world.geo import distance_km, normal_lon

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ring = Sequence[tuple[float, float]]
# Twice the least area, in square degrees: some ten metres square. What is smaller is a line, or a slip of the pen.
LEAST_AREA = 2e-8
# Pairs of sides looked at in one go: 64 MB of numbers for each array of a test.
_PAIRS = 2_000_000


@dataclass(frozen=True, slots=True)
class Outline:
    """The middle of an area, the farthest corner from it, and its sides; `x` counts degrees east of the middle."""

    lat: float
    lon: float
    reach_km: float
    x1: Floats
    y1: Floats
    x2: Floats
    y2: Floats

    def holds(self, lat: Floats, lon: Floats) -> Bools:
        """For each place whether it lies inside; a side and the points on it belong to one of both sides of it."""
        x = (lon - self.lon + 540.0) % 360.0 - 180.0
        order = np.argsort(lat, kind="stable")
        x, ordered = x[order], lat[order]
        inside = np.zeros(lat.size, np.bool_)
        low = np.searchsorted(ordered, np.minimum(self.y1, self.y2))
        high = np.searchsorted(ordered, np.maximum(self.y1, self.y2))
        for side in np.flatnonzero(low < high).tolist():
            rows = slice(int(low[side]), int(high[side]))
            share = (ordered[rows] - self.y1[side]) / (self.y2[side] - self.y1[side])
            inside[rows] ^= x[rows] < self.x1[side] + share * (self.x2[side] - self.x1[side])
        found = np.zeros(lat.size, np.bool_)
        found[order] = inside
        return found

    def crosses_itself(self) -> bool:
        """Whether two of the sides cross; such as only touch do not."""
        count = self.x1.size
        step = max(1, _PAIRS // max(count, 1))
        return any(self._crossed(slice(at, at + step)) for at in range(0, count, step))

    def _crossed(self, some: slice) -> bool:
        """Whether any of some sides crosses any other."""
        a, b = (self.x1[some, None], self.y1[some, None]), (self.x2[some, None], self.y2[some, None])
        c, d = (self.x1, self.y1), (self.x2, self.y2)
        apart = _turn(a, b, c) * _turn(a, b, d) < 0
        return bool((apart & (_turn(c, d, a) * _turn(c, d, b) < 0)).any())


def _turn(a: tuple[Floats, Floats], b: tuple[Floats, Floats], c: tuple[Floats, Floats]) -> Floats:
    """To which side of the line from a to b the point c lies."""
    return np.asarray(np.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])))


def outline_of(rings: Sequence[Ring]) -> Outline:
    """The outline of rings of (lat, lon), closed or not; raises `ValueError` for one that is no area."""
    plain = [_unrolled(ring, rings[0][0][1]) for ring in rings]
    x = np.concatenate([ring[:, 1] for ring in plain])
    y = np.concatenate([ring[:, 0] for ring in plain])
    lat, lon = float((y.min() + y.max()) / 2.0), float((x.min() + x.max()) / 2.0)
    ends = [np.roll(ring, -1, axis=0) for ring in plain]
    x2, y2 = np.concatenate([end[:, 1] for end in ends]), np.concatenate([end[:, 0] for end in ends])
    reach = float(np.max(distance_km(lat, lon, y, x)))
    return Outline(lat, float(normal_lon(lon)), reach, x - lon, y, x2 - lon, y2)


def _unrolled(ring: Ring, near: float) -> Floats:
    """A ring without the repeated first point, longitudes going on past 180, beginning on this side of the Earth."""
    points = np.asarray(ring, np.float64).reshape(-1, 2)
    if len(points) > 1 and (points[0] == points[-1]).all():
        points = points[:-1]
    steps = (np.diff(points[:, 1], append=points[:1, 1]) + 540.0) % 360.0 - 180.0
    if abs(steps.sum()) > 1.0:
        raise ValueError("the outline goes round a pole")
    first = near + (points[:1, 1] - near + 540.0) % 360.0 - 180.0
    east = np.concatenate([first, first + np.cumsum(steps[:-1])])
    if abs(np.sum(east * np.roll(points[:, 0], -1) - np.roll(east, -1) * points[:, 0])) < LEAST_AREA:
        raise ValueError("the outline holds no area: a line, or two halves that cross")
    return np.column_stack([points[:, 0], east])
