"""Ships that navigation jamming throws onto one point: a crowd that nobody sailed to.

One ship at a place she could not have reached may be a bad fix; three of them and more at one point, in the same
hours, each of whom leapt there, are led astray together.
"""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, flat_km

# A point that so many different ships leapt to in an hour. GUESS: two may share a bad receiver.
CROWD = 3
# Cells of half a kilometre: falsified places lie within metres of each other.
CELL_DEG = 0.005
HOUR_S = 3600.0
# A leap: faster than any ship, and farther than any error of a fix.
LEAP_KT, LEAP_KM = 60.0, 2.0


def jammed(ship: Ints, seconds: Floats, lat: Floats, lon: Floats) -> Bools:
    """Whether a report puts its ship on such a point; the arrays are in the order of ship and time."""
    found = np.zeros(ship.size, np.bool_)
    if ship.size < 2:
        return found
    km = flat_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
    leap = (ship[1:] == ship[:-1]) & (km > LEAP_KM + np.diff(seconds) / 3600.0 * LEAP_KT * KMH_PER_KT)
    into = np.flatnonzero(leap) + 1
    if into.size < CROWD:
        return found
    for shift in (0.0, 0.5):
        cell = _cells(lat, lon, shift)
        hour = np.floor(seconds / HOUR_S).astype(np.int64)
        for point in np.unique(cell[into]).tolist():
            there = into[cell[into] == point]
            for when in np.unique(hour[there]).tolist():
                arrived = there[np.abs(hour[there] - when) <= 1]
                led = np.unique(ship[arrived])
                if led.size >= CROWD:
                    found |= (cell == point) & (np.abs(hour - when) <= 1) & np.isin(ship, led)
    return found


def _cells(lat: Floats, lon: Floats, shift: float) -> Ints:
    y = np.floor(lat / CELL_DEG + shift).astype(np.int64)
    x = np.floor((lon % 360.0) / CELL_DEG + shift).astype(np.int64)
    return np.asarray(y * 1_000_003 + x)
