"""Descents to a field inside a leg that were no landings: low passes, go-arounds, touches without a ground bit."""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints, Tracks
from crossbearing.movement.fields import Fields

# Below this height above the nearest field a craft is on an approach or pass, and it climbed again by at least so much.
LOW_FT, CLIMBED_FT = 2500.0, 800.0
# No field is so high that a craft above this is low over it (Daocheng Yading, 14,472 ft, is the highest).
HIGH_FT = 18000.0
# Rows that are looked at together first.
BLOCK = 16
# Sums with `APART_FT` times the number of a piece lose less than this.
ROUNDED_FT = 1.0
# More than any two heights differ; keeps the pieces apart while all are gone through at once.
APART_FT = 1e6

_NO: Bools = np.zeros(1, dtype=np.bool_)


def dips(tracks: Tracks, first: Ints, last: Ints, fields: Fields) -> Bools:
    """Tell for each piece, of rows `[first, last]`, whether the craft comes low over the ground and climbs again.

    The pieces together are all rows of the tracks, in order.
    """
    found = np.zeros(len(first), dtype=np.bool_)
    may = _may_dip(tracks.alt_ft, first, last)
    if not len(may):
        return found
    first, last = first[may], last[may]
    rows, piece = _telling(tracks.alt_ft, first, last)
    low = _valleys(tracks.alt_ft[rows], piece)
    bottom = rows[low]
    high = tracks.alt_ft[bottom] - fields.grounds_ft(tracks.lat[bottom], tracks.lon[bottom])
    found[may[piece[low][high <= LOW_FT]]] = True
    return found


def _may_dip(alt_ft: Floats, first: Ints, last: Ints) -> Ints:
    """Numbers of the pieces in which blocks of rows, by their highest and lowest, go down and up again far enough.

    Blocks are coarser than rows, so no piece that dips is left out.
    """
    blocks = (last - first) // BLOCK + 1
    piece = np.repeat(np.arange(len(first)), blocks)
    start = first[piece] + (np.arange(len(piece)) - np.repeat(np.cumsum(blocks) - blocks, blocks)) * BLOCK
    high, low = np.fmax.reduceat(alt_ft, start), np.fmin.reduceat(alt_ft, start)
    high, low = np.nan_to_num(high, nan=-APART_FT / 2), np.nan_to_num(low, nan=APART_FT / 2)
    apart = APART_FT * piece
    before = np.maximum.accumulate(high + apart) - apart
    after = np.maximum.accumulate((high - apart)[::-1])[::-1] + apart
    deep = (before - low >= CLIMBED_FT - ROUNDED_FT) & (after - low >= CLIMBED_FT - ROUNDED_FT) & (low <= HIGH_FT)
    return np.unique(piece[deep])


def _telling(alt_ft: Floats, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Rows that can decide, and their pieces: all lower ones, and of those far up that follow each other the first."""
    rows = np.concatenate([np.arange(low, high + 1) for low, high in zip(first, last, strict=True)])
    piece = np.repeat(np.arange(len(first)), last - first + 1)
    high = alt_ft[rows] > HIGH_FT
    again = np.concatenate([_NO, high[1:] & high[:-1] & (piece[1:] == piece[:-1])])
    told = np.flatnonzero(~again & ~np.isnan(alt_ft[rows]))
    return rows[told], piece[told]


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
