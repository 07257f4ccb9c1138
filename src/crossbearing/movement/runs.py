"""Stretches of one state: a craft's rows cut where it takes off, lands or falls silent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import KM_PER_KT_S, Bools, Floats, Ints, Tracks, pair_km

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


@dataclass(frozen=True, slots=True)
class Runs:
    """Rows `[first, last]` of one airframe in one state, many of them, in the order of rows; arrays of one length.

    `rows` counts trusted positions, `longest_gap_s` is the longest silence inside, in seconds.
    """

    airframe: Ints
    ground: Bools
    first: Ints
    last: Ints
    rows: Ints
    slowest_kt: Floats
    fastest_kt: Floats
    longest_gap_s: Floats

    def __len__(self) -> int:
        return len(self.first)


def on_ground(tracks: Tracks) -> Bools:
    """Tell for each row whether the craft is on the ground, by its own word or because it is too slow to fly."""
    said = tracks.ground.copy()
    doubtful = np.flatnonzero(said & (tracks.gs_kt > ROLL_MAX_KT))
    said[doubtful[_moving(tracks, doubtful)]] = False
    slow = np.flatnonzero(tracks.gs_kt < TAXI_KT)
    slow = slow[_is_aeroplane(tracks)[tracks.craft[slow] - tracks.craft[0]]] if len(slow) else slow
    said[slow] = True
    return said


def _is_aeroplane(tracks: Tracks) -> Bools:
    """Tell for each craft whether it was ever seen in the air at a speed that only aeroplanes reach."""
    fast = np.flatnonzero((tracks.gs_kt > AEROPLANE_KT) & ~tracks.ground)
    found = np.zeros(int(tracks.craft[-1] - tracks.craft[0]) + 1, dtype=np.bool_)
    found[tracks.craft[fast] - tracks.craft[0]] = True
    return found


def _moving(tracks: Tracks, rows: Ints) -> Bools:
    """Rows that really are as far on from the row before as a flying craft is; a held speed is no movement."""
    km, seconds = _step_to(tracks, rows)
    return np.asarray(~(km <= ROLL_MAX_KT / 2 * KM_PER_KT_S * seconds), dtype=np.bool_)


def _step_to(tracks: Tracks, rows: Ints) -> tuple[Floats, Floats]:
    """Kilometres and seconds from the row before to each row; NaN where that is another craft's."""
    before = np.maximum(rows - 1, 0)
    other = (rows == 0) | (tracks.craft[rows] != tracks.craft[before])
    km = np.atleast_1d(pair_km(tracks.lat[before], tracks.lon[before], tracks.lat[rows], tracks.lon[rows]))
    return np.where(other, np.nan, km), np.where(other, np.nan, tracks.seconds[rows] - tracks.seconds[before])


def runs_of(tracks: Tracks) -> Runs:
    """Cut tracks where a craft takes off, lands, or is silent for longer than `RUN_GAP_S`."""
    ground = on_ground(tracks) if len(tracks) else tracks.ground
    same, seconds = tracks.intervals()
    cut = ~same | (ground[1:] != ground[:-1]) | (seconds > RUN_GAP_S)
    first = np.flatnonzero(np.r_[len(tracks) > 0, cut][: len(tracks)])
    if not len(first):
        none = np.zeros(0)
        return Runs(first, ground, first, first, first, none, none, none)
    last = np.r_[first[1:], len(tracks)] - 1
    speed, gaps = _speeds(tracks), np.r_[0.0, seconds]
    gaps[first] = 0.0
    return Runs(
        tracks.craft[first],
        ground[first],
        first,
        last,
        last - first + 1,
        np.minimum.reduceat(speed, first),
        np.maximum.reduceat(speed, first),
        np.maximum.reduceat(gaps, first),
    )


def _speeds(tracks: Tracks) -> Floats:
    """Ground speeds in knots, measured from row to row where none is reported; 0 where nothing tells."""
    unknown = np.flatnonzero(np.isnan(tracks.gs_kt))
    if not len(unknown):
        return tracks.gs_kt
    speed = tracks.gs_kt.copy()
    before, after = _speed_to(tracks, unknown), _speed_to(tracks, np.minimum(unknown + 1, len(tracks) - 1))
    after[unknown == len(tracks) - 1] = np.nan
    speed[unknown] = np.nan_to_num(np.fmax(before, after), nan=0.0)
    return speed


def _speed_to(tracks: Tracks, rows: Ints) -> Floats:
    """Knots from the row before to each row; NaN where that is another craft's or too near in time to measure."""
    km, seconds = _step_to(tracks, rows)
    return np.where(seconds >= STEP_S, km / np.maximum(seconds, STEP_S) / KM_PER_KT_S, np.nan)
