"""Stretches of one state: a craft's rows cut where it takes off, lands or falls silent."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from crossbearing.movement.arrays import KM_PER_KT_S, Bools, Floats, Ints, Tracks

# A ground bit at this speed is wrong: no transport aircraft rolls faster (tyre limits end at 204 kt, ETRTO).
ROLL_MAX_KT = 204.0
# An aeroplane this slow does not fly; it taxis, whatever its ground bit. Below the stall speed of a Cessna 172.
TAXI_KT = 30.0
# Whoever is seen this fast is an aeroplane and no helicopter: never-exceed speeds of helicopters end near 170 kt.
AEROPLANE_KT = 180.0
# A silence this long ends a run; whether it also ends a flight is decided later. Whole traces of real networks have
# 99 % of their intervals below 41 s.
RUN_GAP_S = 240.0
# Speed is not measured over less than this: GPS noise and late positions would make it up.
STEP_S = 5.0


@dataclass(slots=True)
class Piece:
    """Rows `[first, last]` of one craft in one state, with notes on what was merged into it."""

    ground: bool
    first: int
    last: int
    rows: int
    slowest_kt: float
    fastest_kt: float
    longest_gap_s: float = 0.0
    notes: list[str] = field(default_factory=list)

    def join(self, later: Piece, gap_s: float) -> None:
        """Take a later piece in."""
        self.last, self.rows = later.last, self.rows + later.rows
        self.slowest_kt = min(self.slowest_kt, later.slowest_kt)
        self.fastest_kt = max(self.fastest_kt, later.fastest_kt)
        self.longest_gap_s = max(self.longest_gap_s, later.longest_gap_s, gap_s)
        self.notes += later.notes


def on_ground(tracks: Tracks) -> Bools:
    """Tell for each row whether the craft is on the ground, by its own word or because it is too slow to fly."""
    said = tracks.ground & ~((tracks.gs_kt > ROLL_MAX_KT) & _moving(tracks))
    fast = np.where(np.isnan(tracks.gs_kt) | tracks.ground, 0.0, tracks.gs_kt)
    top = np.zeros(len(tracks))
    for low, high in tracks.slices():
        top[low:high] = fast[low:high].max()
    slow = (tracks.gs_kt < TAXI_KT) & (top > AEROPLANE_KT)
    return np.asarray(said | slow, dtype=np.bool_)


def _moving(tracks: Tracks) -> Bools:
    """Rows that really are as far on from the row before as a flying craft is; a held speed is no movement."""
    same, seconds, km = tracks.steps()
    fast = same & (km > ROLL_MAX_KT / 2 * KM_PER_KT_S * seconds)
    return np.asarray(np.r_[True, fast | ~same], dtype=np.bool_)


def pieces_of(tracks: Tracks) -> list[list[Piece]]:
    """The runs of each craft, in order of time."""
    if not len(tracks):
        return []
    ground = on_ground(tracks)
    same, seconds, _ = tracks.steps()
    starts = np.flatnonzero(np.r_[True, ~same | (np.diff(ground.astype(np.int8)) != 0) | (seconds > RUN_GAP_S)])
    ends = np.r_[starts[1:], len(tracks)] - 1
    speed = _speeds(tracks)
    slowest, fastest = np.minimum.reduceat(speed, starts), np.maximum.reduceat(speed, starts)
    gaps = _longest_gaps(tracks, starts)
    found: list[list[Piece]] = []
    craft = -1
    for k, (first, last) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        piece = Piece(bool(ground[first]), first, last, last - first + 1, float(slowest[k]), float(fastest[k]), gaps[k])
        if tracks.craft[first] != craft:
            craft = int(tracks.craft[first])
            found.append([])
        found[-1].append(piece)
    return found


def _speeds(tracks: Tracks) -> Floats:
    """Ground speeds in knots, measured from row to row where none is reported; 0 where nothing tells."""
    same, seconds, km = tracks.steps()
    measured = np.where(same & (seconds >= STEP_S), km / np.maximum(seconds, STEP_S) / KM_PER_KT_S, np.nan)
    between = np.fmax(np.r_[np.nan, measured], np.r_[measured, np.nan])
    return np.nan_to_num(np.where(np.isnan(tracks.gs_kt), between, tracks.gs_kt), nan=0.0)


def _longest_gaps(tracks: Tracks, starts: Ints) -> list[float]:
    seconds: Floats = np.r_[0.0, np.diff(tracks.seconds)]
    seconds[starts] = 0.0
    return [float(x) for x in np.maximum.reduceat(seconds, starts)]
