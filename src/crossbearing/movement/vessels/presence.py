"""Where a ship could have been, every ten minutes: the two discs that her last and her next position allow.

A ship that was at one place and will be at another lies within reach of both; two ships can be together only where all
their discs meet. That is necessary and not sufficient, so that what is called impossible is impossible. Ways are great
circles, which no way over water undercuts, and speeds err to the fast side (`reach.top_kt`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, Fixes
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.world.geo import distance_km

# A fix, its time stamp and the size of ships are off by so much in all.
SLACK_KM = 1.0
# Slower than this a ship drifts or lies.
STILL_KT = 2.0


@dataclass(frozen=True, slots=True)
class Presence:
    """One row per ten minutes: the place seen last and how far she could be from it (km), and the same for the next.

    `silent_s` is how long the silence lasts in which the moment lies, `since_s` how long it has lasted by then,
    `slack_s` what is left of it after the straight way at her speed, `kt` the speed made good over it; `before` is the
    row of the fix before it (-1: none).
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
        """Whether she could have lain still for so long at about that time: her silence has that much to spare over the
        straight way at her speed, or she hardly moved in it."""
        return np.asarray((self.slack_s >= least_s) | (self.kt <= STILL_KT))

    def silence_at(self, row: int) -> tuple[float, float]:
        """When the silence began in which a moment lies, and when it ended: the seconds of the fixes round it."""
        began = float(self.seconds[row] - self.since_s[row])
        return began, began + float(self.silent_s[row])

    def at(self, lat: float, lon: float, radius_km: float | Floats) -> Bools:
        """Whether she could have been within some kilometres of a place, the same for all moments or one for each."""
        one = distance_km(self.lat1, self.lon1, lat, lon) <= self.km1 + radius_km
        other = distance_km(self.lat2, self.lon2, lat, lon) <= self.km2 + radius_km
        return np.asarray(one & other)

    def together(self, other: Presence) -> Bools:
        """Whether two ships could have been together; both for the same moments."""
        mine = ((self.lat1, self.lon1, self.km1), (self.lat2, self.lon2, self.km2))
        theirs = ((other.lat1, other.lon1, other.km1), (other.lat2, other.lon2, other.km2))
        possible = np.ones(self.seconds.size, np.bool_)
        for lat, lon, km in mine:
            for there, east, reach in theirs:
                possible &= distance_km(lat, lon, there, east) <= km + reach + SLACK_KM
        return possible


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
    known = known1 & known2
    km = np.where(known, distance_km(fixes.lat[row1], fixes.lon[row1], fixes.lat[row2], fixes.lon[row2]), 0.0)
    silent = since + until
    return Presence(
        seconds=times,
        lat1=fixes.lat[row1],
        lon1=fixes.lon[row1],
        km1=since / 3600.0 * kmh + SLACK_KM,
        lat2=fixes.lat[row2],
        lon2=fixes.lon[row2],
        km2=until / 3600.0 * kmh + SLACK_KM,
        silent_s=silent,
        since_s=since,
        before=np.where(known1, row1, -1),
        slack_s=np.where(known, silent - km / kmh * 3600.0, np.inf),
        kt=np.where(known, km / np.maximum(np.where(known, silent, 1.0), 1.0) * 3600.0 / KMH_PER_KT, 0.0),
    )


def longest_run(possible: Bools) -> tuple[int, int] | None:
    """First and last row of the longest run of truths; null where there is none."""
    rows = np.flatnonzero(possible)
    if not rows.size:
        return None
    breaks = np.flatnonzero(np.diff(rows) > 1)
    firsts, lasts = np.append(0, breaks + 1), np.append(breaks, rows.size - 1)
    best = int(np.argmax(lasts - firsts))
    return int(rows[firsts[best]]), int(rows[lasts[best]])


def runs_of(possible: Bools, least: int) -> list[tuple[int, int]]:
    """First and last row of every run of at least so many truths."""
    padded = np.concatenate([[False], possible, [False]]).astype(np.int8)
    steps = np.diff(padded)
    firsts, lasts = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1) - 1
    return [(int(a), int(b)) for a, b in zip(firsts, lasts, strict=True) if b - a + 1 >= least]
