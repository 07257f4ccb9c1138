"""Where a ship could have been, every ten minutes: the two discs that her last and her next position allow.

A ship that was at one place and will be at another lies within reach of both; two ships can be together only where all
their discs meet. That is necessary and not sufficient, so that what is called impossible is impossible. Ways lead over
water and are never longer than the true ones (`world.waters`), and speeds err to the fast side (`reach.top_kt`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, Fixes
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.world.geo import distance_km
from crossbearing.world.waters import girth_km, water_km

# A fix, its time stamp and the size of ships are off by so much in all.
SLACK_KM = 1.0
# Ways over water are asked for from so many km on; who is within less of both is taken to be able to come.
ASKED_KM = 15.0
Disc: TypeAlias = tuple[Floats, Floats, Floats]
# Slower than this a ship drifts or lies.
STILL_KT = 2.0


@dataclass(frozen=True, slots=True)
class Presence:
    """One row per ten minutes: the place seen last and how far she could be from it (km), and the same for the next.

    `silent_s` is how long the silence lasts in which the moment lies, `since_s` how long it has lasted by then;
    `before` is the row of the fix before it (-1: none). Of all steps from fix to fix that lie in the ten minutes,
    `slack_s` is the most that is left of one after the straight way at her speed, `kt` the least speed made good.
    """

    seconds: Floats
    lat1: Floats
    lon1: Floats
    km1: Floats
    lat2: Floats
    lon2: Floats
    km2: Floats
    silent_s: Floats
    since_s: Floats
    before: Ints
    slack_s: Floats
    kt: Floats

    def resting(self, least_s: float) -> Bools:
        """Whether she could have lain still for so long at about that time: a silence has that much to spare over the
        straight way at her speed, or she hardly moved."""
        return np.asarray((self.slack_s >= least_s) | (self.kt <= STILL_KT))

    def silence_at(self, row: int) -> tuple[float, float]:
        """When the silence began in which a moment lies, and when it ended: the seconds of the fixes round it."""
        began = float(self.seconds[row] - self.since_s[row])
        return began, began + float(self.silent_s[row])

    def at(self, lat: float, lon: float, radius_km: float | Floats) -> Bools:
        """Whether she could have been within some kilometres of a place, the same for all moments or one for each."""
        radius = np.broadcast_to(np.asarray(radius_km, np.float64), self.seconds.shape)
        possible = np.ones(self.seconds.size, np.bool_)
        for there, east, km in self._discs:
            possible &= distance_km(there, east, lat, lon) <= km + radius
        for there, east, km in self._discs:
            rows = np.flatnonzero(possible & (distance_km(there, east, lat, lon) > radius) & np.isfinite(km))
            wide, number = np.unique(radius[rows], return_inverse=True)
            most = km[rows] + np.array([girth_km(lat, lon, one) for one in wide.tolist()])[number]
            here = np.full(rows.size, lat), np.full(rows.size, lon)
            possible[rows] = _over_water(*here, there[rows], east[rows], most) <= most
        return possible

    @property
    def _discs(self) -> tuple[Disc, Disc]:
        return (self.lat1, self.lon1, self.km1), (self.lat2, self.lon2, self.km2)

    def together(self, other: Presence, over_water: bool = True) -> Bools:
        """Whether two ships could have been together, by ways over water or straight ones; both for the same moments.

        Straight ways take a small part of the time, and leave more possible.
        """
        pairs = [(mine, theirs) for mine in self._discs for theirs in other._discs]
        possible = np.ones(self.seconds.size, np.bool_)
        for (lat, lon, km), (there, east, reach) in pairs:
            possible &= distance_km(lat, lon, there, east) <= km + reach + SLACK_KM
        for (lat, lon, km), (there, east, reach) in pairs if over_water else ():
            most = km + reach + SLACK_KM
            rows = np.flatnonzero(possible & np.isfinite(most) & (most >= ASKED_KM))
            way = _over_water(lat[rows], lon[rows], there[rows], east[rows], most[rows])
            possible[rows] = way <= most[rows]
        return possible


def _over_water(lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats, most_km: Floats) -> Floats:
    """The ways over water from places to places, row by row; what is asked more than once is looked up once."""
    if not lat1.size:
        return np.zeros(0)
    asked, number = np.unique(np.stack([lat1, lon1, lat2, lon2], axis=1), axis=0, return_inverse=True)
    most = np.zeros(len(asked))
    np.maximum.at(most, number.ravel(), most_km)
    km = np.zeros(len(asked))
    starts = np.flatnonzero((np.diff(asked[:, :2], axis=0) != 0.0).any(axis=1)) + 1
    for begin, end in pairwise([0, *starts.tolist(), len(asked)]):
        lat, lon = asked[begin, :2]
        km[begin:end] = water_km(lat, lon, asked[begin:end, 2], asked[begin:end, 3], float(most[begin:end].max()))[0]
    return km[number.ravel()]


def presence(fixes: Fixes, hull: int, start: float, end: float, kmh: float) -> Presence:
    """Where one ship could have been from one second to another; before her first fix and after her last, anywhere."""
    low, high = np.searchsorted(fixes.hull, [hull, hull + 1])
    times = np.arange(np.ceil(start / SLOT_S) * SLOT_S, end, SLOT_S)
    seconds = fixes.seconds[low:high]
    after = np.searchsorted(seconds, times, "right")
    before = after - 1
    known1, known2 = before >= 0, after < seconds.size
    row1, row2 = low + np.maximum(before, 0), low + np.minimum(after, seconds.size - 1)
    since = np.where(known1, times - fixes.seconds[row1], np.inf)
    until = np.where(known2, fixes.seconds[row2] - times, np.inf)
    slack, kt = _idlest(fixes, slice(low, high), kmh, before, np.searchsorted(seconds, times + SLOT_S) - 1)
    return Presence(
        seconds=times,
        lat1=fixes.lat[row1],
        lon1=fixes.lon[row1],
        km1=since / 3600.0 * kmh + SLACK_KM,
        lat2=fixes.lat[row2],
        lon2=fixes.lon[row2],
        km2=until / 3600.0 * kmh + SLACK_KM,
        silent_s=since + until,
        since_s=since,
        before=np.where(known1, row1, -1),
        slack_s=slack,
        kt=kt,
    )


def _idlest(fixes: Fixes, hers: slice, kmh: float, first: Ints, last: Ints) -> tuple[Floats, Floats]:
    """Of the steps from fix to fix between each `first` and `last` the most time to spare, and the least speed; before
    her first fix and after her last there is no end of time."""
    lat, lon, seconds = fixes.lat[hers], fixes.lon[hers], fixes.seconds[hers]
    km, elapsed = distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:]), np.diff(seconds)
    slack = np.append(elapsed - km / kmh * 3600.0, -np.inf)
    kt = np.append(km / np.maximum(elapsed, 1.0) * 3600.0 / KMH_PER_KT, np.inf)
    known = (first >= 0) & (last < seconds.size - 1)
    if not known.any():
        return np.full(first.size, np.inf), np.zeros(first.size)
    edges = np.stack([np.where(known, first, 0), np.where(known, last, 0) + 1], axis=1).ravel()
    most, least = np.maximum.reduceat(slack, edges)[::2], np.minimum.reduceat(kt, edges)[::2]
    return np.where(known, most, np.inf), np.where(known, least, 0.0)


def runs_of(possible: Bools, least: int) -> list[tuple[int, int]]:
    """First and last row of every run of at least so many truths."""
    padded = np.concatenate([[False], possible, [False]]).astype(np.int8)
    steps = np.diff(padded)
    firsts, lasts = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1) - 1
    return [(int(a), int(b)) for a, b in zip(firsts, lasts, strict=True) if b - a + 1 >= least]
