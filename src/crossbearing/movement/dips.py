"""Descents to a field inside a leg that were no landings: low passes, go-arounds, touches without a ground bit."""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Floats, Ints, Tracks
from crossbearing.movement.fields import Fields

# Below this height above the nearest field a craft is on an approach or pass, and it climbed again by at least so much.
LOW_FT, CLIMBED_FT = 2500.0, 800.0


def has_dip(tracks: Tracks, first: int, last: int, fields: Fields) -> bool:
    """Tell whether rows `[first, last]` of a leg come low over the ground and climb again."""
    rows = np.arange(first, last + 1)[~np.isnan(tracks.alt_ft[first : last + 1])]
    lowest = rows[_valleys(tracks.alt_ft[rows])]
    return any(tracks.alt_ft[row] - fields.ground_ft(tracks.lat[row], tracks.lon[row]) <= LOW_FT for row in lowest)


def _valleys(alt_ft: Floats) -> Ints:
    """Places of the lowest points between two heights that are at least `CLIMBED_FT` higher."""
    if len(alt_ft) < 3:
        return np.zeros(0, dtype=np.int64)
    before = np.maximum.accumulate(alt_ft)
    after = np.maximum.accumulate(alt_ft[::-1])[::-1]
    deep = (before - alt_ft >= CLIMBED_FT) & (after - alt_ft >= CLIMBED_FT)
    edges = np.flatnonzero(np.diff(np.r_[False, deep, False].astype(np.int8)))
    return np.array([low + int(np.argmin(alt_ft[low:high])) for low, high in edges.reshape(-1, 2)], dtype=np.int64)
