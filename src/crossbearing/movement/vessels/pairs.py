"""Which ships were near one another in which slot, whatever lines of a grid run between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, flat_km
from crossbearing.movement.vessels.slots import Slots


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of `Slots` that belong together: `one` and `other` are of two ships in the same slot, `km` apart.

    In the order of the first ship, the second, and the slot.
    """

    one: Ints
    other: Ints
    km: Floats


def near_pairs(slots: Slots, within_km: float) -> Pairs:
    """Return all pairs of ships that were within some kilometres of one another in a slot.

    Two points nearer than r lie in one cell of size 2 r in at least one of four grids that are shifted by r against one
    another; each pair is counted once. Points by the date line are looked at on either side of it.
    """
    cell = 2.0 * within_km / KM_PER_DEGREE
    found = [
        _in_grid(slots, np.arange(slots.slot.size), slots.lon, cell, north, east)
        for north in (0.0, 0.5)
        for east in (0.0, 0.5)
    ]
    edge = np.flatnonzero(np.abs(slots.lon) > 179.5)
    if edge.size:
        round_lon = slots.lon[edge] % 360.0
        found += [_in_grid(slots.take(edge), edge, round_lon, cell, n, e) for n in (0.0, 0.5) for e in (0.0, 0.5)]
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    km = flat_km(slots.lat[one], slots.lon[one], slots.lat[other], slots.lon[other])
    near = km <= within_km
    return _once(slots, one[near], other[near], km[near])


def _in_grid(slots: Slots, rows: Ints, lon: Floats, cell: float, north: float, east: float) -> tuple[Ints, Ints]:
    """Pairs of rows that share a slot and a cell; the grid is shifted by shares of a cell."""
    y = np.floor(slots.lat / cell + north).astype(np.int64)
    width = cell / np.maximum(np.cos(np.radians((y - north + 0.5) * cell)), 0.01)
    x = np.floor(lon / width + east).astype(np.int64)
    key = (slots.slot * 4_194_301 + y) * 8_388_593 + x
    order = np.argsort(key, kind="stable")
    key = key[order]
    one: list[Ints] = []
    other: list[Ints] = []
    behind = 1
    left = np.flatnonzero(key[behind:] == key[:-behind]) if key.size > 1 else np.zeros(0, np.int64)
    while left.size:
        one.append(rows[order[left]])
        other.append(rows[order[left + behind]])
        behind += 1
        left = left[left + behind < key.size]
        left = left[key[left + behind] == key[left]]
    return (np.concatenate(one), np.concatenate(other)) if one else (np.zeros(0, np.int64), np.zeros(0, np.int64))


def _once(slots: Slots, one: Ints, other: Ints, km: Floats) -> Pairs:
    """Each pair once, the ship with the lower number first; two rows of a ship are no pair, nor two cells."""
    real: Bools = (slots.hull[one] != slots.hull[other]) & (slots.slot[one] == slots.slot[other])
    one, other, km = one[real], other[real], km[real]
    turned = slots.hull[one] > slots.hull[other]
    first, second = np.where(turned, other, one), np.where(turned, one, other)
    order = np.lexsort((slots.slot[first], slots.hull[second], slots.hull[first]))
    first, second, km = first[order], second[order], km[order]
    new = np.ones(first.size, np.bool_)
    new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    return Pairs(first[new], second[new], km[new])
