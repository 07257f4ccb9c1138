"""Descents to a field inside a leg that were no landings: low passes, go-arounds, touches without a ground bit."""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints, Tracks
from crossbearing.movement.fields import Fields

# Below this height above the nearest field a craft is on an approach or pass, and it climbed again by at least so much.
LOW_FT, CLIMBED_FT = 2500.0, 800.0
# No field is so high that a craft above this is low over it (Daocheng Yading, 14,472 ft, is the highest).
HIGH_FT = 18000.0
# More than any two heights differ; keeps the pieces apart while all are gone through at once.
APART_FT = 1e6

_NO: Bools = np.zeros(1, dtype=np.bool_)


def dips(tracks: Tracks, first: Ints, last: Ints, fields: Fields) -> Bools:
    """Tell for each piece, of rows `[first, last]`, whether the craft comes low over the ground and climbs again.

    The pieces together are all rows of the tracks, in order.
    """
    rows = _telling(tracks.alt_ft, first)
    piece = np.repeat(np.arange(len(first)), last - first + 1)[rows]
    low = _valleys(tracks.alt_ft[rows], piece)
    bottom = rows[low]
    high = tracks.alt_ft[bottom] - fields.grounds_ft(tracks.lat[bottom], tracks.lon[bottom])
    found = np.zeros(len(first), dtype=np.bool_)
    found[piece[low][high <= LOW_FT]] = True
    return found


def _telling(alt_ft: Floats, first: Ints) -> Ints:
    """Rows that can decide: all lower ones, and of those that follow each other far up the first of each piece."""
    high = alt_ft > HIGH_FT
    again = np.concatenate([_NO, high[1:] & high[:-1]])
    again[first] = False
    return np.flatnonzero(~again & ~np.isnan(alt_ft))


def _valleys(alt_ft: Floats, piece: Ints) -> Ints:
    """Places of the lowest points between two heights of one piece that are at least `CLIMBED_FT` higher."""
    apart = APART_FT * piece
    rising, falling = alt_ft + apart, alt_ft - apart
    before = np.maximum.accumulate(rising)
    after = np.maximum.accumulate(falling[::-1])[::-1]
    deep = (before - rising >= CLIMBED_FT) & (after - falling >= CLIMBED_FT)
    places = np.flatnonzero(deep)
    if not len(places):
        return places
    stretch = np.flatnonzero(np.r_[True, np.diff(places) > 1])
    depth = np.minimum.reduceat(alt_ft[places], stretch)
    lowest = np.flatnonzero(alt_ft[places] == np.repeat(depth, np.diff(np.r_[stretch, len(places)])))
    return places[lowest[np.searchsorted(lowest, stretch)]]
