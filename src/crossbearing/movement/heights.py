"""Heights as sent, without the wild ones: a bit error in one message makes a craft dive 30,000 ft and back."""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Floats, Tracks

# No craft climbs or dives faster than 8,000 ft/min for long; 1,500 ft more for messages out of step. GUESS.
STEEP_FT, STEEP_FT_S = 1500.0, 8000.0 / 60.0
# Only heights so near in time are compared.
NEIGHBOUR_S = 600.0


def without_wild_heights(tracks: Tracks) -> Floats:
    """Heights with lone wild ones replaced by the height before (or after, where a craft or a silence begins)."""
    alt = tracks.alt_ft.copy()
    if len(alt) < 3:
        return alt
    same, seconds, _ = tracks.steps()
    near = same & (seconds <= NEIGHBOUR_S)
    wild = near & (np.abs(np.diff(alt)) > STEEP_FT + STEEP_FT_S * seconds)
    into, out = np.r_[False, wild], np.r_[wild, False]
    begins, ends = ~np.r_[False, near], ~np.r_[near, False]
    calm_before, calm_after = (
        np.r_[False, into[:-1]] | np.r_[False, begins[:-1]],
        np.r_[out[1:], False] | np.r_[ends[1:], False],
    )
    middle = into & out
    last = into & ends & ~calm_before
    first = out & begins & ~calm_after
    alt[1:] = np.where(middle[1:] | last[1:], tracks.alt_ft[:-1], alt[1:])
    alt[:-1] = np.where(first[:-1], tracks.alt_ft[1:], alt[:-1])
    return alt
