"""Heights as sent, without the wild ones: a bit error in one message makes a craft dive 30,000 ft and back."""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints, Tracks

# No craft climbs or dives faster than 8,000 ft/min for long; 1,500 ft more for messages out of step. GUESS.
STEEP_FT, STEEP_FT_S = 1500.0, 8000.0 / 60.0
# Only heights so near in time are compared.
NEIGHBOUR_S = 600.0
# Rows looked at together.
PIECE = 1 << 15


def without_wild_heights(tracks: Tracks) -> Floats:
    """Heights with lone wild ones replaced by the height before (or after, where a craft or a silence begins)."""
    sent = tracks.alt_ft
    if len(sent) < 3:
        return sent
    wild = _steep(sent)
    if not len(wild):
        return sent
    seconds = tracks.seconds[wild + 1] - tracks.seconds[wild]
    near = (tracks.craft[wild + 1] == tracks.craft[wild]) & (seconds <= NEIGHBOUR_S)
    wild = wild[near & (np.abs(sent[wild + 1] - sent[wild]) > STEEP_FT + STEEP_FT_S * seconds)]
    if not len(wild):
        return sent
    same, every = tracks.intervals()
    return _mended(sent, wild, same & (every <= NEIGHBOUR_S))


def _steep(sent: Floats) -> Ints:
    """Steps that would be steep if they took no time; gone through in pieces that fit the processor's cache."""
    found = [np.zeros(0, dtype=np.int64)]
    for low in range(0, len(sent) - 1, PIECE):
        steps = np.diff(sent[low : low + PIECE + 1])
        found.append(np.flatnonzero(np.abs(steps, out=steps) > STEEP_FT) + low)
    return np.concatenate(found)


def _mended(sent: Floats, wild: Ints, near: Bools) -> Floats:
    """The heights with rows beside `wild` steps (row and next row) mended where the step out is as wild as the step in.

    `near` tells for each step that its rows may be compared.
    """
    jumps = np.zeros(len(near) + 2, dtype=np.bool_)
    jumps[wild + 1] = True
    known = np.r_[False, near, False]
    rows = np.flatnonzero(jumps[:-1] | jumps[1:])
    into, out, begins, ends = jumps[rows], jumps[rows + 1], ~known[rows], ~known[rows + 1]
    before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, len(sent) - 1)
    calm_before = (jumps[before] | ~known[before]) & (rows > 0)
    calm_after = (jumps[after + 1] | ~known[after + 1]) & (rows < len(sent) - 1)
    alt = sent.copy()
    held = rows[(into & out) | (into & ends & ~calm_before)]
    alt[held] = sent[held - 1]
    first = rows[out & begins & ~calm_after]
    alt[first] = sent[first + 1]
    return alt
