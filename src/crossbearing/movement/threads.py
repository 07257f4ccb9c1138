"""Threads: rows of one address that surely are one airframe's, each flown on from the one before without a pause."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from crossbearing.movement.arrays import KM_PER_KT_S, Tracks, step_km
from crossbearing.movement.reach import BRIEF_S, JITTER_KM, LATE_S, MAX_KT, SPEED_UP, SPEED_UP_KT
from crossbearing.world import geo

# A thread ends where its airframe is silent this long. GUESS.
PAUSE_S = 1200.0
# Nothing climbs or falls faster than 6,000 ft/min for long; 1,000 ft are allowed for reports out of step. GUESS.
CLIMB_FT, CLIMB_FT_S = 1000.0, 100.0
# A step this much shorter than the reach is within it, however distances are measured.
SURELY = 0.99
# A degree of latitude is a little more than this.
LEAST_KM_PER_DEG = 111.0
# Airline callsigns begin with the three letters of the operator (ICAO Doc 8585).
OPERATOR_LETTERS = 3


@dataclass(slots=True)
class Thread:
    """Rows that surely are one airframe's: each flown on from the one before without a pause."""

    rows: list[int]
    operators: Counter[str] = field(default_factory=Counter)


def threads_of(tracks: Tracks, callsigns: list[str | None]) -> list[Thread]:
    """Thread the rows: each goes to the live thread that comes nearest if it flies on as it did."""
    threads: list[Thread] = []
    live: list[Thread] = []
    points, ends = Points.of(tracks), _ends_of_runs(tracks, callsigns)
    row = 0
    while row < len(tracks):
        operator = (callsigns[row] or "")[:OPERATOR_LETTERS]
        live, thread = _heir(points, live, row, operator)
        if not thread.rows:
            threads.append(thread)
        # Where one airframe alone is heard, all that goes on calmly is its own.
        until = ends[bisect_right(ends, row)] if len(live) == 1 else row + 1
        thread.rows.extend(range(row, until))
        if operator:
            thread.operators[operator] += 1
        thread.operators.update(sign[:OPERATOR_LETTERS] for sign in callsigns[row + 1 : until] if sign)
        row = until
    return threads


def _heir(points: Points, live: list[Thread], row: int, operator: str) -> tuple[list[Thread], Thread]:
    """The threads that are live at a row, and which of them it goes to: the one that comes nearest, or a new one."""
    now = points.seconds[row]
    live = [thread for thread in live if now - points.seconds[thread.rows[-1]] < PAUSE_S]
    nearest, least = None, math.inf
    for one in live:
        off = _off_km(points, one, row, operator)
        if off < least:
            nearest, least = one, off
    if nearest is not None:
        return live, nearest
    new = Thread([])
    return [*live, new], new


def _ends_of_runs(tracks: Tracks, callsigns: list[str | None]) -> list[int]:
    """Rows that are no calm step from the row before, or name another operator than was named last; and the end."""
    seconds, said = np.diff(tracks.seconds), np.fmax(tracks.gs_kt[1:], tracks.gs_kt[:-1])
    reach = np.where(np.isnan(said), MAX_KT, np.minimum(MAX_KT, SPEED_UP * said + SPEED_UP_KT))
    reach = JITTER_KM + np.where(seconds < BRIEF_S, reach, MAX_KT) * KM_PER_KT_S * (seconds + LATE_S)
    new = ~(step_km(tracks.lat, tracks.lon) <= SURELY * reach) | (seconds >= PAUSE_S)
    new |= np.abs(np.diff(tracks.alt_ft)) > CLIMB_FT + CLIMB_FT_S * seconds
    named = [(row, sign[:OPERATOR_LETTERS]) for row, sign in enumerate(callsigns) if sign]
    others = [row for (_, one), (row, other) in pairwise(named) if one != other]
    first = [row for row, _ in named[:1]]
    return sorted({*(np.flatnonzero(new) + 1).tolist(), *others, *first, len(tracks)})


@dataclass(frozen=True, slots=True)
class Points:
    """Rows as lists of plain numbers: one at a time, those are looked at several times faster than arrays."""

    seconds: list[float]
    lat: list[float]
    lon: list[float]
    alt_ft: list[float]
    gs_kt: list[float]

    @classmethod
    def of(cls, tracks: Tracks) -> Points:
        """The rows of some tracks."""
        columns = (tracks.seconds, tracks.lat, tracks.lon, tracks.alt_ft, tracks.gs_kt)
        return cls(*(column.tolist() for column in columns))


def _off_km(points: Points, thread: Thread, row: int, operator: str) -> float:
    """How far a row lies from where the thread would be by now; infinite for another callsign or out of reach."""
    if operator and thread.operators and not thread.operators[operator]:
        return math.inf
    last = thread.rows[-1]
    seconds = points.seconds[row] - points.seconds[last]
    if abs(points.alt_ft[row] - points.alt_ft[last]) > CLIMB_FT + CLIMB_FT_S * seconds:
        return math.inf
    if reachable_km(points, last, row) == math.inf:
        return math.inf
    lat, lon = points.lat[last], points.lon[last]
    if len(thread.rows) > 1:
        before = thread.rows[-2]
        pace = min(seconds / max(1.0, points.seconds[last] - points.seconds[before]), 20.0)
        lat, lon = lat + pace * (lat - points.lat[before]), lon + pace * (lon - points.lon[before])
    return _km(lat, lon, points.lat[row], points.lon[row])


def reachable_km(points: Points | Tracks, a: int, b: int) -> float:
    """Kilometres between two rows, infinite where the speeds they report do not reach that far."""
    seconds = abs(float(points.seconds[b] - points.seconds[a]))
    one, other = float(points.gs_kt[a]), float(points.gs_kt[b])
    said = other if one != one or other > one else one
    kt = MAX_KT
    if seconds < BRIEF_S and said == said:
        kt = min(MAX_KT, SPEED_UP * said + SPEED_UP_KT)
    reach = JITTER_KM + kt * KM_PER_KT_S * (seconds + LATE_S)
    if abs(points.lat[b] - points.lat[a]) * LEAST_KM_PER_DEG > reach:
        return math.inf
    km = _km(float(points.lat[a]), float(points.lon[a]), float(points.lat[b]), float(points.lon[b]))
    return km if km <= reach else math.inf


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The haversine of single numbers, ten times faster than that of arrays of one."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * geo.EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
