"""Where each ship was every ten minutes, by straight lines between positions that are near enough in time.

A slot is *observed* where the ship was heard within five minutes of it, else *inferred*: the silence round it lasts an
hour at most, or three while the ship hardly moves. Over longer silences nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, Fixes, flat_km

SLOT_S = 600
# An hour is the field's own limit (Global Fishing Watch); ships that hardly move are bridged for longer, because at
# one fix in half an hour the hour's limit finds 16 of 60 meetings, six hours 54 (measured on drawn meetings).
BRIDGED_S, BRIDGED_SLOW_S = 3600.0, 6 * 3600.0
SLOW_KT = 1.5
# Half a slot on either side.
OBSERVED_S = 300.0


@dataclass(frozen=True, slots=True)
class Slots:
    """One row per ship and slot, in that order; `slot` counts ten minutes from 1970.

    `kt` is the speed made good to the next slot, where there is one: from one fix to the next, seconds later, it would
    be that of the receiver's noise. `before` is the row of the last fix at or before it.
    """

    hull: Ints
    slot: Ints
    lat: Floats
    lon: Floats
    kt: Floats
    observed: Bools
    before: Ints

    def take(self, rows: Ints | Bools) -> Slots:
        """Some of the rows."""
        return Slots(*(getattr(self, name)[rows] for name in self.__slots__))


def slots_of(fixes: Fixes) -> Slots:
    """Return the slots of all ships."""
    if len(fixes) < 2:
        nothing = np.zeros(0)
        whole = nothing.astype(np.int64)
        return Slots(whole, whole, nothing, nothing, nothing, nothing.astype(np.bool_), whole)
    # A slot at the very second of a fix belongs to the step that begins there.
    first = np.ceil(fixes.seconds / SLOT_S).astype(np.int64)
    steps = np.flatnonzero((first[1:] > first[:-1]) & (fixes.hull[1:] == fixes.hull[:-1]))
    kt = _made_good_kt(fixes, steps)
    elapsed = fixes.seconds[steps + 1] - fixes.seconds[steps]
    bridged = (elapsed <= BRIDGED_S) | ((elapsed <= BRIDGED_SLOW_S) & (kt <= SLOW_KT))
    steps, kt = steps[bridged], kt[bridged]
    count = first[steps + 1] - first[steps]
    before = np.repeat(steps, count)
    slot = first[before] + np.arange(before.size) - np.repeat(np.cumsum(count) - count, count)
    since, until = slot * SLOT_S - fixes.seconds[before], fixes.seconds[before + 1] - slot * SLOT_S
    share = since / (since + until)
    east = (fixes.lon[before + 1] - fixes.lon[before] + 540.0) % 360.0 - 180.0
    hull, lat = fixes.hull[before], fixes.lat[before] + share * (fixes.lat[before + 1] - fixes.lat[before])
    lon = (fixes.lon[before] + share * east + 540.0) % 360.0 - 180.0
    follows = np.flatnonzero((hull[1:] == hull[:-1]) & (slot[1:] == slot[:-1] + 1))
    slow = np.repeat(kt, count)
    km = flat_km(lat[follows], lon[follows], lat[follows + 1], lon[follows + 1])
    slow[follows] = km * 3600.0 / SLOT_S / KMH_PER_KT
    return Slots(
        hull=hull,
        slot=slot,
        lat=lat,
        lon=lon,
        kt=slow,
        observed=np.minimum(since, until) <= OBSERVED_S,
        before=before,
    )


def _made_good_kt(fixes: Fixes, steps: Ints) -> Floats:
    """The speed made good from some fixes to the next."""
    km = flat_km(fixes.lat[steps], fixes.lon[steps], fixes.lat[steps + 1], fixes.lon[steps + 1])
    elapsed = fixes.seconds[steps + 1] - fixes.seconds[steps]
    return np.asarray(km / np.maximum(elapsed, 1.0) * 3600.0 / KMH_PER_KT)
