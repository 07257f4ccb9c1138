"""Did a ship lie at anchor where another came alongside her, or at a quay? Told by how she lay before and after.

In a calm two hours a ship at anchor lies as still as at a quay, not so over half a day: wind and tide turn her.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Ints
from crossbearing.movement.vessels.fixes import flat_km
from crossbearing.movement.vessels.together.whereabouts import Whereabouts

# Half a day on either side holds the turn of a tide and of a sea breeze.
ROUND_SLOTS = 72
# No farther off she still lies at the same anchor: two chains of 200 m and her length; slower than this she lies.
SAME_PLACE_KM, LIES_KT = 0.5, 1.0
# By so much a bow turns, in eight of ten slots, at no quay. Places tell less: a boat that changes berth wanders too.
TURNS_DEG = 10.0
# Fewer slots say nothing.
LEAST_SLOTS = 12


def lay_at_anchor(runs: pl.DataFrame, ships: Whereabouts) -> pl.Series:
    """For each stay alongside whether either ship lay at anchor at that place round the time of it."""
    bounds = ships.bounds()
    asked = runs.select("a", "b", "lat", "lon", "side_first", "side_last").iter_rows(named=True)
    told = [any(_swung(run, _lies(run, bounds[run[one] : run[one] + 2], ships), ships) for one in ("a", "b"))
            for run in asked]  # fmt: skip
    return pl.Series("at_anchor", told, dtype=pl.Boolean)


def _swung(run: dict[str, Any], lies: slice, ships: Whereabouts) -> bool:
    """Whether a ship turned while she lay about a place."""
    slots = ships.slots
    near = flat_km(slots.lat[lies], slots.lon[lies], run["lat"], run["lon"]) <= SAME_PLACE_KM
    said = ships.heading[lies][near & slots.observed[lies]].astype(np.float64)
    said = said[said >= 0.0]
    if said.size < LEAST_SLOTS:
        return False
    turn = np.radians(said)
    mean = np.degrees(np.arctan2(np.sin(turn).mean(), np.cos(turn).mean()))
    low, high = np.quantile((said - mean + 540.0) % 360.0 - 180.0, [0.1, 0.9])
    return bool(high - low > TURNS_DEG)


def _lies(run: dict[str, Any], bounds: Ints, ships: Whereabouts) -> slice:
    """The rows of a ship's slots from when she stopped to when she went, half a day round at most."""
    slots = ships.slots
    begin, end = bounds
    since, until = run["side_first"], run["side_last"] + 1
    wanted = [since - ROUND_SLOTS, since, until, until + ROUND_SLOTS]
    before, first, last, after = begin + np.searchsorted(slots.slot[begin:end], wanted)
    # Behind a silence she may lie elsewhere.
    moved = (slots.kt[before:after] > LIES_KT) | (np.diff(slots.slot[before:after], append=until) > 1)
    came, goes = np.flatnonzero(moved[: first - before]), np.flatnonzero(moved[last - before : -1])
    return slice(int(before + came[-1] + 1 if came.size else before), int(last + goes[0] if goes.size else after))
