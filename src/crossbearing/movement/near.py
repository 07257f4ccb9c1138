"""Which fixed points lie near each of many points: all pairs at once, as flat arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.world import geo

# Cells of the grid. Of 42,000 fields half a degree holds at most a few dozen, and a circle of 60 km touches four rows.
CELL_DEG = 0.5
ROWS, COLUMNS = round(180 / CELL_DEG), round(360 / CELL_DEG)
# One degree of latitude is never shorter.
KM_PER_DEG = 110.5


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a point and a field, in the order of the points; rows of each."""

    point: Ints
    field: Ints

    def __len__(self) -> int:
        return len(self.point)


@dataclass(frozen=True, slots=True)
class Near:
    """A grid over fixed points: `fields` in the order of their cells, `starts` where each cell begins."""

    fields: Ints
    starts: Ints
    vectors: Floats

    def pairs(self, lat: Floats, lon: Floats, km: Floats) -> Pairs:
        """All (point, field) within `km` of each point, which may differ from point to point (0 or less: none)."""
        some = np.flatnonzero(km > 0)
        rows, row, low, high = _cells(lat[some], lon[some], km[some])
        first, after = self.starts[row * COLUMNS + low], self.starts[row * COLUMNS + high + 1]
        counts = after - first
        point = np.repeat(some[rows], counts)
        field = self.fields[np.repeat(first, counts) + within(counts)]
        chord = self.vectors[field] - geo.unit_vectors(lat, lon)[point]
        farthest = 2.0 * np.sin(np.minimum(km / geo.EARTH_RADIUS_KM, np.pi) / 2.0)
        inside = np.einsum("ij,ij->i", chord, chord) <= farthest[point] ** 2
        point, field = point[inside], field[inside]
        order = np.lexsort((field, point))
        return Pairs(point[order], field[order])


def near_of(lat: Floats, lon: Floats, among: Ints) -> Near:
    """The grid over some of the points given in degrees."""
    cell = _row(lat[among]) * COLUMNS + _column(lon[among])
    order = np.argsort(cell, kind="stable")
    starts = np.searchsorted(cell[order], np.arange(ROWS * COLUMNS + 1))
    return Near(among[order], starts.astype(np.int64), geo.unit_vectors(lat, lon))


def within(counts: Ints) -> Ints:
    """0, 1, 2 … for each count, one after another."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) - np.repeat(ends - counts, counts), dtype=np.int64)


def joined(size: int, *parts: tuple[Ints, Ints]) -> Pairs:
    """Several lists of (point, field) as one without repeats, in order; `size` is the number of fields."""
    keys = np.concatenate([point * size + field for point, field in parts])
    # The parts are sorted or nearly so, which a merging sort uses: 20 times faster here than `numpy.unique`.
    keys.sort(kind="stable")
    unique = keys[np.flatnonzero(np.r_[len(keys) > 0, keys[1:] != keys[:-1]][: len(keys)])]
    return Pairs(unique // size, unique % size)


def _row(lat: Floats) -> Ints:
    return np.clip(np.floor((lat + 90.0) / CELL_DEG), 0, ROWS - 1).astype(np.int64)


def _column(lon: Floats) -> Ints:
    return np.floor(np.mod(lon + 180.0, 360.0) / CELL_DEG).astype(np.int64) % COLUMNS


def _cells(lat: Floats, lon: Floats, km: Floats) -> tuple[Ints, Ints, Ints, Ints]:
    """Stretches of cells that circles touch: number of the circle, row, first and last column."""
    reach = km / KM_PER_DEG
    low, high = _row(lat - reach), _row(lat + reach)
    counts = high - low + 1
    circle = np.repeat(np.arange(len(lat)), counts)
    row = np.repeat(low, counts) + within(counts)
    # A circle is widest in longitude where sin(half width) = sin(radius) / cos(latitude); all round if it holds a pole.
    angle = np.sin(np.minimum(km / geo.EARTH_RADIUS_KM, np.pi / 2)) / np.cos(np.radians(np.minimum(np.abs(lat), 89.0)))
    pole = (np.abs(lat) + reach >= 89.0) | (angle >= 1.0)
    half = np.where(pole, 180.0, np.degrees(np.arcsin(np.minimum(angle, 1.0))) + 0.01)
    west = np.floor((lon - half + 180.0) / CELL_DEG).astype(np.int64)[circle]
    east = np.floor((lon + half + 180.0) / CELL_DEG).astype(np.int64)[circle]
    whole = east - west >= COLUMNS - 1
    west, east = np.where(whole, 0, west), np.where(whole, COLUMNS - 1, east)
    inside = (np.maximum(west, 0), np.minimum(east, COLUMNS - 1))
    left, right = np.flatnonzero(west < 0), np.flatnonzero(east >= COLUMNS)
    return (
        np.r_[circle, circle[left], circle[right]],
        np.r_[row, row[left], row[right]],
        np.r_[inside[0], west[left] + COLUMNS, np.zeros(len(right), dtype=np.int64)],
        np.r_[inside[1], np.full(len(left), COLUMNS - 1), east[right] - COLUMNS],
    )
