"""Places that cross over while two ships lie alongside: each is suddenly where the other was.

Two hulls made fast to each other keep their places; when the two places that are sent change sides between one slot
and the next, it is the numbers that have changed hulls.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.model.verdicts import phrase
from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE
from crossbearing.movement.vessels.grounds import FOR, Ground
from crossbearing.movement.vessels.one_track import stamp
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.whereabouts import Whereabouts

# So many slots before and behind must show the two steadily on the one side and on the other: half an hour each.
STEADY_SLOTS = 3
# Nearer antennas are within what fixes are off by (9 m each and more); farther ones lie at their own anchors, where
# ships turn with the tide. GUESSES.
LEAST_M, MOST_M = 30.0, 250.0
# How far the side may wander, as a share of the distance. GUESS: fixes of 9 m noise at 60 m.
WANDERS, MIRRORED = 0.45, 0.4
SLOW_KT = 2.0


def crossings(meetings: pl.DataFrame, ships: Whereabouts) -> dict[str, Ground]:
    """Which ENCOUNTERS show the places of both cross over, by id, and what says so."""
    number = {name: hull for hull, name in enumerate(ships.names)}
    order = np.lexsort((ships.slots.slot, ships.slots.hull))
    bounds = np.searchsorted(ships.slots.hull[order], np.arange(len(ships.names) + 1))
    found = {}
    for row in meetings.iter_rows(named=True):
        hulls = [number[row[side], row[f"{side}_hull"]] for side in ("a", "b")]
        span = [int(row[name].timestamp()) // SLOT_S for name in ("started_at", "ended_at")]
        first, second = (_within(ships, order[bounds[hull] : bounds[hull + 1]], *span) for hull in hulls)
        ground = _crossing(ships, first, second)
        if ground is not None:
            found[row["id"]] = ground
    return found


def _within(ships: Whereabouts, rows: Ints, first: int, last: int) -> Ints:
    """Those of the slots of one ship that lie in a meeting, were heard, and in which she hardly moves."""
    slots = ships.slots
    low, high = np.searchsorted(slots.slot[rows], [first, last + 1])
    inside = rows[low:high]
    return inside[slots.observed[inside] & (slots.kt[inside] <= SLOW_KT)]


def _crossing(ships: Whereabouts, first: Ints, second: Ints) -> Ground | None:
    slots = ships.slots
    common, one, other = np.intersect1d(slots.slot[first], slots.slot[second], return_indices=True)
    if common.size < 2 * STEADY_SLOTS + 1:
        return None
    a, b = first[one], second[other]
    north = (slots.lat[b] - slots.lat[a]) * KM_PER_DEGREE * 1000.0
    east = ((slots.lon[b] - slots.lon[a] + 540.0) % 360.0 - 180.0) * np.cos(np.radians(slots.lat[a]))
    side = np.column_stack([north, east * KM_PER_DEGREE * 1000.0])
    at = np.flatnonzero(_flips(side, common))
    if not at.size:
        return None
    turn = int(at[0]) + STEADY_SLOTS
    rows = [ships.references[int(hull[k])] for hull in (a, b) for k in (turn - 1, turn + 1)]
    metres = float(np.hypot(*side[turn - STEADY_SLOTS : turn].mean(axis=0)))
    said = phrase("swap.crossed", time=stamp(float(common[turn]) * SLOT_S), metres=f"{metres:.0f}")
    return Ground(FOR, said, tuple(dict.fromkeys(rows)))


def _flips(side: Floats, slot: Ints) -> Bools:
    """For each run of seven slots: whether the side is steady in the first three and the opposite in the last three.

    The one between may hold a place reckoned from one side to the other.
    """
    width = 2 * STEADY_SLOTS + 1
    windows = np.lib.stride_tricks.sliding_window_view(side, width, axis=0)
    before, after = windows[:, :, :STEADY_SLOTS], windows[:, :, -STEADY_SLOTS:]
    mean = [part.mean(axis=2) for part in (before, after)]
    metres = [np.hypot(*one.T) for one in mean]
    near = np.minimum(*metres)
    steady = [np.hypot(*(part - one[:, :, None]).transpose(1, 0, 2)).max(axis=1) <= WANDERS * size
              for part, one, size in zip((before, after), mean, metres, strict=True)]  # fmt: skip
    mirrored = np.hypot(*(mean[0] + mean[1]).T) <= MIRRORED * near
    whole = slot[width - 1 :] - slot[: slot.size - width + 1] == width - 1
    return np.asarray(steady[0] & steady[1] & mirrored & whole & (near >= LEAST_M) & (np.maximum(*metres) <= MOST_M))
