"""The shores of the land as arcs of great circles: what hides one place from another, and which places are inland.

The land is smaller than it is: its outline was drawn in by some kilometres before it was simplified
(`tools/world/waters.py`), so that no straight way over water crosses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from crossbearing.world.geo import EARTH_RADIUS_KM, unit_vectors

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Sides of a great circle are told apart from 6 mm on: what touches a shore does not cross it.
EPSILON = 1e-9
# Directions are told apart to a tenth of a degree when shores that hide others are looked for.
BINS = 3600
# No arc is longer than this, with room to spare; the tool cuts them at 60 km.
LONGEST_KM = 120.0


@dataclass(frozen=True)
class Shores:
    """Closed rings, land to the left: `lat` and `lon` in degrees, `ring` numbers them."""

    ring: Ints
    lat: Floats
    lon: Floats

    @cached_property
    def points(self) -> Floats:
        """The corners on the unit sphere, `[n, 3]`; each begins the arc that leads to the next of its ring."""
        return unit_vectors(self.lat, self.lon)

    @cached_property
    def following(self) -> Ints:
        """For each corner the number of the next one of its ring."""
        number = np.arange(self.ring.size)
        last = np.append(self.ring[1:] != self.ring[:-1], True)
        first = np.concatenate([[0], number[last] + 1])[:-1]
        following = number + 1
        following[last] = first
        return following

    @cached_property
    def capes(self) -> Ints:
        """The corners at which the shore turns round the land: shortest ways over water bend there and nowhere else."""
        before, after = self.points[np.argsort(self.following)], self.points[self.following]
        turn = np.einsum("ij,ij->i", np.cross(before, self.points), after)
        return np.flatnonzero(turn > 0.0)

    @cached_property
    def neighbours(self) -> tuple[Floats, Floats]:
        """For each cape the corners before and after it on the unit sphere."""
        before = np.argsort(self.following)[self.capes]
        return self.points[before], self.points[self.following[self.capes]]

    @cached_property
    def _normals(self) -> Floats:
        crossed = np.cross(self.points, self.points[self.following])
        return np.asarray(crossed / np.linalg.norm(crossed, axis=1, keepdims=True))

    @cached_property
    def _by_degree(self) -> list[Ints]:
        """For each degree of longitude from -180 on the arcs that touch it."""
        east = self.lon[self.following]
        east = self.lon + (east - self.lon + 540.0) % 360.0 - 180.0
        low, high = np.minimum(self.lon, east), np.maximum(self.lon, east)
        first, last = np.floor(low).astype(np.int64), np.floor(high).astype(np.int64)
        rows = [np.flatnonzero((first <= degree) & (last >= degree)) for degree in range(-182, 183)]
        turns = (range(k % 360, len(rows), 360) for k in range(2, 362))
        return [np.unique(np.concatenate([rows[n] for n in turn])) for turn in turns]

    def inland(self, lat: Floats, lon: Floats) -> Bools:
        """Whether places lie on this land: their meridian northward crosses its shore once more to the left."""
        lon = (np.asarray(lon) + 180.0) % 360.0 - 180.0
        degree = np.floor(lon).astype(np.int64) + 180
        found = np.zeros(lon.size, np.bool_)
        order = np.argsort(degree, kind="stable")
        starts = np.flatnonzero(np.r_[True, np.diff(degree[order]) != 0]) if lon.size else order
        for members in np.split(order, starts[1:]) if lon.size else ():
            arcs = self._by_degree[int(degree[members[0]])]
            found[members] = self._wound(arcs, np.asarray(lat)[members], lon[members]) != 0
        return found

    def _wound(self, arcs: Ints, lat: Floats, lon: Floats) -> Ints:
        """How often the rings go round some places."""
        ends = arcs, self.following[arcs]
        west, east = ((self.lon[end][:, None] - lon[None] + 540.0) % 360.0 - 180.0 for end in ends)
        arc, place = np.nonzero(((west > 0.0) != (east > 0.0)) & (np.abs(east - west) < 180.0))
        west, east = np.radians(west[arc, place]), np.radians(east[arc, place])
        one, two = (np.tan(np.radians(self.lat[end[arc]])) for end in ends)
        # The latitude of the great circle where it crosses the meridian.
        above = np.arctan((one * np.sin(east) - two * np.sin(west)) / np.sin(east - west)) > np.radians(lat[place])
        turns = np.where(east > west, -1.0, 1.0)[above]
        return np.bincount(place[above], turns, lat.size).astype(np.int64)

    def within(self, point: Floats, km: float) -> Ints:
        """The arcs that come within some kilometres of a point of the unit sphere."""
        return np.flatnonzero(self.points @ point >= _cosine(km + LONGEST_KM))

    def hidden(self, point: Floats, others: Floats, arcs: Ints) -> Bools:
        """Whether land lies on the straight ways from one point to others, `[k, 3]`; `arcs` are those that may.

        Only arcs that lie in the direction of another point are tried.
        """
        found = np.zeros(len(others), np.bool_)
        if not others.size or not arcs.size:
            return found
        east, north = _axes(point)
        arc, starts = _by_direction(*(_turn(ends, east, north) for ends in self._ends(arcs)))
        own = np.floor(_turn(others, east, north)).astype(np.int64) % BINS
        count = starts[own + 1] - starts[own]
        other = np.repeat(np.arange(len(others)), count)
        tried = arcs[arc[np.arange(other.size) - np.repeat(np.cumsum(count) - count - starts[own], count)]]
        found[other[self._crossed(point, others, other, tried)]] = True
        return found

    def _ends(self, arcs: Ints) -> tuple[Floats, Floats]:
        return self.points[arcs], self.points[self.following[arcs]]

    def _crossed(self, point: Floats, others: Floats, other: Ints, arcs: Ints) -> Bools:
        """Whether an arc and the way to another point have each one end on either side of the other, row by row."""
        ways = np.cross(point, others)
        ways /= np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), EPSILON)
        begin, end = self._ends(arcs)
        begins, ends = (np.einsum("ij,ij->i", ways[other], side) for side in (begin, end))
        here, there = self._normals[arcs] @ point, np.einsum("ij,ij->i", others[other], self._normals[arcs])
        left = (begins > EPSILON) & (ends < -EPSILON) & (here < -EPSILON) & (there > EPSILON)
        right = (begins < -EPSILON) & (ends > EPSILON) & (here > EPSILON) & (there < -EPSILON)
        return np.asarray(left | right)


def _turn(points: Floats, east: Floats, north: Floats) -> Floats:
    """The directions of points in parts of the circle."""
    return np.asarray(np.arctan2(points @ east, points @ north) / (2 * np.pi) * BINS)


def _by_direction(begin: Floats, end: Floats) -> tuple[Ints, Ints]:
    """The arcs between two directions by the parts of the circle that they touch, and where each part begins."""
    turn = (end - begin + 1.5 * BINS) % BINS - BINS / 2
    low = np.minimum(begin, begin + turn)
    first = np.floor(low - 1e-6).astype(np.int64)
    count = np.floor(low + np.abs(turn) + 1e-6).astype(np.int64) - first + 1
    arc = np.repeat(np.arange(begin.size), count)
    parts = ((np.repeat(first - np.cumsum(count) + count, count) + np.arange(arc.size)) % BINS).astype(np.int16)
    order = np.argsort(parts, kind="stable")
    return arc[order], np.searchsorted(parts[order], np.arange(BINS + 1))


def _cosine(km: float) -> float:
    """The cosine of so many kilometres on the Earth, half round it at most."""
    return float(np.cos(min(km / EARTH_RADIUS_KM, np.pi)))


def _axes(point: Floats) -> tuple[Floats, Floats]:
    """Two directions at a point of the sphere, at right angles."""
    east = np.cross([0.0, 0.0, 1.0] if abs(point[2]) < 0.9 else [1.0, 0.0, 0.0], point)
    east /= np.linalg.norm(east)
    return east, np.cross(point, east)
