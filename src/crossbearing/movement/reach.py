"""Which positions of one craft can belong to one journey: the heaviest chain of stretches it could have flown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import KM_PER_KT_S, Bools, Floats, Ints, Tracks, step_km
from crossbearing.world import geo

# No transport aircraft is faster over ground: the fastest cruise near 590 kt true, the strongest jet streams add 200.
MAX_KT = 800.0

# Two networks place one aircraft up to this far apart at one moment: multilateration and clock errors. GUESS from the
# mixed tracks of one aircraft, where steps under two seconds stay below 2.6 km.
JITTER_KM = 3.0
# A position may have been measured this much before the time it carries: OpenSky counts one as current for 15 s.
LATE_S = 10.0

# Within ten minutes a craft flies at most this much faster than the greater of the speeds it reports at both ends:
# a fifth for wind and for a faster stretch between, and 40 kt for rolling craft. GUESS.
BRIEF_S, SPEED_UP, SPEED_UP_KT = 600.0, 1.2, 40.0

# From standing at one airport to standing at another takes at least this long, with both taxi ways; without a flight a
# craft stays on one airport. GUESS: the shortest scheduled flights are planned with 15 to 20 min from block to block.
SHORTEST_FLIGHT_S, TAXI_MAX_KT, TAXI_KM = 1200.0, 60.0, 9.0

# How many stretches back a chain may jump over; two airframes that speak in turn need 1, a jammed hour some tens.
LOOK_BACK = 80

# Blocks that are measured together; their arrays of so many times `LOOK_BACK` stay in the cache.
TOGETHER = 64

# Rows next to an impossible step stand alone, so that one wrong position costs one row and not the hours beside it;
# a silence ends a stretch for the same reason.
SINGLE_ROWS = 4
SILENCE_S = 600.0


def allowed_km(seconds: Floats, said_kt: Floats) -> Floats:
    """How far a craft can be after some seconds, kilometres.

    `said_kt` is the greater ground speed of the two reports (NaN unknown): within a few minutes a craft flies little
    faster than it says; after that only what any aircraft can do limits it.
    """
    brief = (seconds < BRIEF_S) & ~np.isnan(said_kt)
    kt = np.where(brief, np.minimum(MAX_KT, SPEED_UP * said_kt + SPEED_UP_KT), MAX_KT)
    return np.asarray(JITTER_KM + kt * KM_PER_KT_S * (np.maximum(seconds, 0.0) + LATE_S), dtype=np.float64)


def impossible_steps(tracks: Tracks) -> Bools:
    """For each row: it cannot be reached from the row before; false for a craft's first row."""
    if len(tracks) < 2:
        return np.zeros(len(tracks), dtype=np.bool_)
    same, seconds, km = tracks.steps()
    said = np.fmax(tracks.gs_kt[1:], tracks.gs_kt[:-1])
    parked = tracks.ground[1:] & tracks.ground[:-1] & (said < TAXI_MAX_KT) & (seconds < SHORTEST_FLIGHT_S)
    allowed = np.where(parked, TAXI_KM, allowed_km(seconds, said))
    return np.asarray(np.r_[False, same & (km > allowed)], dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Stretches of one craft between impossible steps, as row numbers `[start, end)`."""

    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.start)


def blocks_of(tracks: Tracks) -> Blocks:
    """Cut one craft's rows at impossible steps, around them row by row, and at silences."""
    bad = np.flatnonzero(impossible_steps(tracks))
    around = (bad[:, None] + np.arange(-SINGLE_ROWS, SINGLE_ROWS + 1)[None, :]).ravel()
    silent = np.flatnonzero(np.diff(tracks.seconds) > SILENCE_S) + 1
    cuts = np.unique(np.r_[around, silent])
    cuts = cuts[(cuts > 0) & (cuts < len(tracks))]
    return Blocks(np.r_[0, cuts].astype(np.int64), np.r_[cuts, len(tracks)].astype(np.int64))


def heaviest_chain(tracks: Tracks, blocks: Blocks, weights: Floats | None = None) -> Ints:
    """The blocks of the chain that holds most positions and that one craft can have flown, in order of time.

    `weights` tells how much each row counts, 1 where it is not given.
    """
    if not len(blocks) or not len(tracks):
        return np.zeros(0, dtype=np.int64)
    weight = _block_weights(blocks, np.ones(len(tracks)) if weights is None else weights)
    steps = _Steps(tracks, blocks)
    best, before = weight.copy(), np.full(len(blocks), -1, dtype=np.int64)
    for start in range(0, len(blocks), TOGETHER):
        stop = min(start + TOGETHER, len(blocks))
        can = steps.possible(start, stop)
        for j in range(max(1, start), stop):
            low = max(0, j - LOOK_BACK)
            gain = np.where(can[j - start, low - j :], best[low:j], -1.0)
            k = int(gain.argmax())
            if gain[k] > 0:
                best[j], before[j] = weight[j] + gain[k], low + k
    chain, at = [], int(np.argmax(best))
    while at >= 0:
        chain.append(at)
        at = int(before[at])
    return np.array(chain[::-1], dtype=np.int64)


def _block_weights(blocks: Blocks, weights: Floats) -> Floats:
    total = np.r_[0.0, np.cumsum(weights)]
    return np.asarray(total[blocks.end] - total[blocks.start], dtype=np.float64)


class _Steps:
    """Which of some earlier blocks a block can follow; points as unit vectors, because this is asked very often."""

    def __init__(self, tracks: Tracks, blocks: Blocks) -> None:
        last, first = blocks.end - 1, blocks.start
        self.leave, self.reach = tracks.take(last), tracks.take(first)
        self.leave_at = geo.unit_vectors(self.leave.lat, self.leave.lon)
        self.reach_at = geo.unit_vectors(self.reach.lat, self.reach.lon)
        self.parked = self.leave.ground & (self.leave.gs_kt < TAXI_MAX_KT)

    def possible(self, start: int, stop: int) -> Bools:
        """For blocks `start` to `stop`, and the `LOOK_BACK` before each: can it follow? False before the first."""
        j = np.arange(start, stop)[:, None]
        before = j + np.arange(-LOOK_BACK, 0)
        k = np.maximum(before, 0)
        chord = self.leave_at[k] - self.reach_at[j]
        km = geo.chord_to_km(np.sqrt(np.einsum("ijk,ijk->ij", chord, chord)))
        seconds = self.reach.seconds[j] - self.leave.seconds[k]
        allowed = allowed_km(seconds, np.fmax(self.leave.gs_kt[k], self.reach.gs_kt[j]))
        stands = self.reach.ground[j] & (self.reach.gs_kt[j] < TAXI_MAX_KT)
        allowed = np.where(stands & self.parked[k] & (seconds < SHORTEST_FLIGHT_S), TAXI_KM, allowed)
        return np.asarray((km <= allowed) & (before >= 0), dtype=np.bool_)


def rows_of(blocks: Blocks, chosen: Ints) -> Ints:
    """All row numbers of the chosen blocks, which are in order."""
    long = blocks.end[chosen] - blocks.start[chosen]
    before = np.repeat(blocks.start[chosen] - (np.cumsum(long) - long), long)
    return np.asarray(np.arange(len(before)) + before, dtype=np.int64)


def flown_share(tracks: Tracks) -> float:
    """How far consecutive positions lie apart, as a share of what the reported ground speeds make; NaN if unknown.

    About 1 for a craft that really moves; near 0 for positions that stand still while speed is reported, and far
    above 1 for rows of two airframes in turn.
    """
    if len(tracks) < 2:
        return float("nan")
    seconds, km = np.diff(tracks.seconds), step_km(tracks.lat, tracks.lon)
    said = (tracks.gs_kt[1:] + tracks.gs_kt[:-1]) / 2 * KM_PER_KT_S * seconds
    use = (seconds > 4) & (seconds < 120) & (said > 0.5)
    return float(np.median(km[use] / said[use])) if use.any() else float("nan")
