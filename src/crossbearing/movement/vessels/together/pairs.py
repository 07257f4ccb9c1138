"""Which ships were near one another in which slot, whatever lines of a grid run between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, flat_km
from crossbearing.movement.vessels.slots import Slots

# Degrees of longitude are looked up in steps of two metres, eastward from the date line.
STEPS = 1 << 24
STEPS_PER_DEGREE = STEPS / 360.0
# By the poles a degree of longitude is taken to be no narrower than at 89.4 degrees.
LEAST_COS = 0.01
# So many rows are paired at once: what is made of them fits into some tens of megabytes.
AT_ONCE = 250_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of `Slots` that belong together: `one` and `other` are of two ships in the same slot, `km` apart.

    In the order of the first ship, the second, and the slot; the ship with the lower number is the first.
    """

    one: Ints
    other: Ints
    km: Floats

    def parts(self, hull: Ints, rows: int) -> Iterator[Pairs]:
        """Some of them at a time, about so many rows, and all of two ships together; `hull` is that of the slots."""
        a, b = hull[self.one], hull[self.other]
        begins = np.flatnonzero(np.concatenate([[True], (a[1:] != a[:-1]) | (b[1:] != b[:-1])]))
        edges = np.searchsorted(begins, np.arange(0, a.size, rows))
        cuts = [*np.unique(begins[edges[edges < begins.size]]).tolist(), a.size]
        for first, last in pairwise(cuts):
            yield Pairs(self.one[first:last], self.other[first:last], self.km[first:last])


def near_pairs(slots: Slots, within_km: float) -> Pairs:
    """Return all pairs of ships that were within some kilometres of one another in a slot.

    Slots are put in bands as high as that distance, and in each band from west to east: who is near a ship lies a
    little east of her in her own band, or a little east or west in the band north of it. Points by the date line are
    looked at on either side of it.
    """
    found = [_paired(slots, np.arange(slots.slot.size), slots.lon, within_km)]
    edge = np.flatnonzero(np.abs(slots.lon) > 179.5)
    if edge.size:
        one, other, km = _paired(slots, edge, slots.lon[edge] % 360.0 - 180.0, within_km)
        across = np.sign(slots.lon[one]) != np.sign(slots.lon[other])
        found.append((one[across], other[across], km[across]))
    one, other, km = (np.concatenate(part) for part in zip(*found, strict=True))
    both = slots.hull[one] * np.int64(slots.hull.max(initial=0) + 1) + slots.hull[other]
    order = np.lexsort((slots.slot[one], both))
    return Pairs(one[order], other[order], km[order])


def _paired(slots: Slots, rows: Ints, lon: Floats, within_km: float) -> tuple[Ints, Ints, Floats]:
    """The pairs among some rows, whose longitudes are given."""
    high = within_km / KM_PER_DEGREE * (1.0 + 1e-9)
    key = _keys(slots.slot[rows], slots.lat[rows], lon, high)
    order = np.argsort(key)
    key, rows = key[order], rows[order]
    wide = _steps_wide(slots.lat[rows], high)
    band = key - key % STEPS
    west, east = np.maximum(key - wide, band), np.minimum(key + wide, band + STEPS - 1)
    here = np.arange(rows.size) + 1
    own = np.searchsorted(key, east, "right") - here
    north = np.searchsorted(key, west + STEPS)
    beside = np.searchsorted(key, east + STEPS, "right") - north
    found = [
        (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)),
        *_near(slots, rows, here, own, within_km),
        *_near(slots, rows, north, beside, within_km),
    ]
    one, other, km = (np.concatenate(part) for part in zip(*found, strict=True))
    return one, other, km


def _keys(slot: Ints, lat: Floats, lon: Floats, high: float) -> Ints:
    """Slot, band and step of longitude as one number, in whose order rows stand; a band north is `STEPS` more."""
    bands = int(180.0 / high) + 3
    band = np.floor((lat + 90.0) / high).astype(np.int64)
    step = np.clip(((lon + 180.0) * STEPS_PER_DEGREE).astype(np.int64), 0, STEPS - 1)
    return np.asarray(((slot - slot.min(initial=0)) * bands + band) * STEPS + step)


def _steps_wide(lat: Floats, high: float) -> Ints:
    """How many steps of longitude a band is high, where a degree is narrowest: at the edge of the band farther north or
    south."""
    narrowest = np.cos(np.radians(np.minimum(np.abs(lat) + 2.0 * high, 90.0)))
    return np.ceil(high / np.maximum(narrowest, LEAST_COS) * STEPS_PER_DEGREE).astype(np.int64) + 1


def _near(slots: Slots, rows: Ints, first: Ints, count: Ints, within_km: float) -> Iterator[tuple[Ints, Ints, Floats]]:
    """The pairs of each row with the `count` rows from `first` on that are near enough, some rows at a time."""
    some = np.flatnonzero(count > 0)
    ends = np.cumsum(count[some])
    cuts = np.searchsorted(ends, np.arange(AT_ONCE, int(ends[-1]) if ends.size else 0, AT_ONCE), "right")
    for at in np.split(some, np.unique(cuts)):
        one = np.repeat(at, count[at])
        into = np.arange(one.size) - np.repeat(np.cumsum(count[at]) - count[at], count[at])
        a, b = rows[one], rows[np.repeat(first[at], count[at]) + into]
        km = flat_km(slots.lat[a], slots.lon[a], slots.lat[b], slots.lon[b])
        near = (km <= within_km) & (slots.hull[a] != slots.hull[b])
        a, b, km = a[near], b[near], km[near]
        turned = slots.hull[a] > slots.hull[b]
        yield np.where(turned, b, a), np.where(turned, a, b), km
