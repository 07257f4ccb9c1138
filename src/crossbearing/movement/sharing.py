"""Two airframes on one address: no one aircraft can fly both tracks; told apart by course and callsign."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from crossbearing.movement.arrays import KM_PER_KT_S, Ints, Tracks
from crossbearing.movement.reach import (
    BRIEF_S,
    JITTER_KM,
    LATE_S,
    MAX_KT,
    SPEED_UP,
    SPEED_UP_KT,
    TAXI_MAX_KT,
    Blocks,
    flown_share,
    heaviest_chain,
    rows_of,
)
from crossbearing.world import geo

# A second track is believed only when it is long, moves, and speaks in turn with the first: spoofed ones are short,
# stand or circle at one point, or come once. GUESS; the shared addresses of made worlds have hundreds of such rows.
SECOND_MIN_POSITIONS = 30
SECOND_MIN_TURNS = 3
SECOND_MIN_KM = 30.0
SECOND_MIN_SHARE = 0.7
# Two airframes are far apart most of the time; rows of one that come out of order lie along its own track.
SECOND_APART_KM = 50.0
# More airframes than this on one address have not been seen; what is left over then belongs to none.
MOST_AIRFRAMES = 4
MOVES_AS_SAID = (0.6, 1.5)
PARKED_SHARE = 0.9

# A thread ends where its airframe is silent this long. GUESS.
PAUSE_S = 1200.0
# Shorter threads without a callsign may be anybody's; they are given to neither.
THREAD_MIN = 3
# Nothing climbs or falls faster than 6,000 ft/min for long; 1,000 ft are allowed for reports out of step. GUESS.
CLIMB_FT, CLIMB_FT_S = 1000.0, 100.0
# Airline callsigns begin with the three letters of the operator (ICAO Doc 8585).
OPERATOR_LETTERS = 3


def airframes_on(tracks: Tracks, blocks: Blocks, chain: Ints) -> int:
    """Count the airframes whose journeys the rows are: those of the heaviest chain, then of the heaviest of the rest.

    1 where what is left over is nobody's journey.
    """
    left, count = np.setdiff1d(np.arange(len(blocks)), chain), 1
    known = rows_of(blocks, chain)
    while count < MOST_AIRFRAMES:
        rest = Blocks(blocks.start[left], blocks.end[left])
        further = heaviest_chain(tracks, rest)
        if not _is_another(tracks, rows_of(rest, further), known, len(rows_of(blocks, left)), count):
            break
        known = np.union1d(known, rows_of(rest, further))
        left, count = np.delete(left, further), count + 1
    return count


def _is_another(tracks: Tracks, rows: Ints, known: Ints, left: int, count: int) -> bool:
    """Whether rows outside the journeys known so far are another airframe's journey."""
    share = SECOND_MIN_SHARE if count > 1 else SECOND_MIN_SHARE / 2
    if len(rows) < max(SECOND_MIN_POSITIONS, share * left):
        return False
    other = tracks.take(rows)
    if _apart_km(tracks.take(known), other) < SECOND_APART_KM:
        return False
    turns = int(np.count_nonzero(np.diff(np.isin(np.arange(len(tracks)), rows).astype(np.int8))))
    return turns >= 2 * SECOND_MIN_TURNS and (_moves(other) or _is_parked(other))


def _moves(other: Tracks) -> bool:
    low, high = MOVES_AS_SAID
    return _extent_km(other) >= SECOND_MIN_KM and low <= flown_share(other) <= high


def _is_parked(other: Tracks) -> bool:
    """The other airframe stands somewhere while the first one flies: on the ground and slow, as it says itself."""
    return bool(np.mean(other.ground & ~(other.gs_kt > TAXI_MAX_KT)) >= PARKED_SHARE)


def _apart_km(one: Tracks, other: Tracks) -> float:
    """Median distance of a track from another at the same moments."""
    lat, lon = (np.interp(other.seconds, one.seconds, values) for values in (one.lat, one.lon))
    return float(np.median(geo.distance_km(lat, lon, other.lat, other.lon)))


def _extent_km(tracks: Tracks) -> float:
    return float(geo.distance_km(tracks.lat.min(), tracks.lon.min(), tracks.lat.max(), tracks.lon.max()))


@dataclass(slots=True)
class _Thread:
    """Rows that surely are one airframe's: each flown on from the one before without a pause."""

    rows: list[int]
    operators: Counter[str] = field(default_factory=Counter)


def split(tracks: Tracks, callsigns: list[str | None], airframes: int = 2) -> Ints:
    """Give each row of one shared address to airframe 0, 1, ..., or to none (-1) when none can be there.

    Rows are first threaded: a row belongs to the thread it continues without a pause.
    The threads that run side by side longest are the airframes; threads with the callsigns of one are its own, and
    the others, the longest first, go where they fit between the threads before and after.
    """
    threads = _threads(tracks, callsigns)
    seeds = _side_by_side(threads, tracks, airframes)
    given = {k: number for number, k in enumerate(seeds)}
    operators = [threads[k].operators.copy() for k in seeds]
    for k, thread in enumerate(threads):
        named = _named(thread, operators)
        if k not in given and named is not None:
            given[k] = named
    for k in sorted(range(len(threads)), key=lambda k: (-len(threads[k].rows), k)):
        if k not in given and len(threads[k].rows) >= THREAD_MIN:
            given[k] = _fitting(tracks, threads, k, given, len(seeds))
    owner = np.full(len(tracks), -1, dtype=np.int64)
    for k, airframe in given.items():
        owner[threads[k].rows] = airframe
    return owner


def _threads(tracks: Tracks, callsigns: list[str | None]) -> list[_Thread]:
    """Thread the rows: each goes to the live thread that comes nearest if it flies on as it did."""
    threads: list[_Thread] = []
    live: list[_Thread] = []
    for row in range(len(tracks)):
        now = tracks.seconds[row]
        live = [thread for thread in live if now - tracks.seconds[thread.rows[-1]] < PAUSE_S]
        operator = (callsigns[row] or "")[:OPERATOR_LETTERS]
        off = [_off_km(tracks, thread, row, operator) for thread in live]
        if off and min(off) < float("inf"):
            thread = live[off.index(min(off))]
            thread.rows.append(row)
        else:
            thread = _Thread([row])
            threads.append(thread)
            live.append(thread)
        if operator:
            thread.operators[operator] += 1
    return threads


def _off_km(tracks: Tracks, thread: _Thread, row: int, operator: str) -> float:
    """How far a row lies from where the thread would be by now; infinite for another callsign or out of reach."""
    if operator and thread.operators and not thread.operators[operator]:
        return float("inf")
    last = thread.rows[-1]
    if _step_km(tracks, last, row) == float("inf"):
        return float("inf")
    seconds = tracks.seconds[row] - tracks.seconds[last]
    if abs(tracks.alt_ft[row] - tracks.alt_ft[last]) > CLIMB_FT + CLIMB_FT_S * seconds:
        return float("inf")
    lat, lon = tracks.lat[last], tracks.lon[last]
    if len(thread.rows) > 1:
        before = thread.rows[-2]
        pace = min(seconds / max(1.0, tracks.seconds[last] - tracks.seconds[before]), 20.0)
        lat, lon = lat + pace * (lat - tracks.lat[before]), lon + pace * (lon - tracks.lon[before])
    return _km(float(lat), float(lon), float(tracks.lat[row]), float(tracks.lon[row]))


def _step_km(tracks: Tracks, a: int, b: int) -> float:
    """Kilometres between two rows, infinite where the speeds they report do not reach that far."""
    seconds = abs(float(tracks.seconds[b] - tracks.seconds[a]))
    km = _km(float(tracks.lat[a]), float(tracks.lon[a]), float(tracks.lat[b]), float(tracks.lon[b]))
    kt, said = MAX_KT, float(np.fmax(tracks.gs_kt[a], tracks.gs_kt[b]))
    if seconds < BRIEF_S and not math.isnan(said):
        kt = min(MAX_KT, SPEED_UP * said + SPEED_UP_KT)
    return km if km <= JITTER_KM + kt * KM_PER_KT_S * (seconds + LATE_S) else float("inf")


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The haversine of single numbers, ten times faster than that of arrays of one."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * geo.EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _named(thread: _Thread, operators: list[Counter[str]]) -> int | None:
    """The airframe that sends this thread's callsigns more than any other; None where they tell nothing."""
    votes = [0] * len(operators)
    for name, n in thread.operators.items():
        told = [known[name] for known in operators]
        if told.count(max(told)) == 1:
            votes[told.index(max(told))] += n
    return votes.index(max(votes)) if votes.count(max(votes)) == 1 else None


def _side_by_side(threads: list[_Thread], tracks: Tracks, airframes: int) -> tuple[int, ...]:
    """The two threads that overlap longest in time, and those that overlap longest with all chosen before."""
    spans = [(tracks.seconds[thread.rows[0]], tracks.seconds[thread.rows[-1]]) for thread in threads]
    best, chosen = -1.0, (0, *range(1, min(2, len(threads))))
    for i, (start, end) in enumerate(spans):
        for j in range(i + 1, len(spans)):
            if spans[j][0] >= end:
                break
            common = min(end, spans[j][1]) - max(start, spans[j][0])
            if common > best:
                best, chosen = common, (i, j)
    while len(chosen) < airframes:
        common, k = max((_common_s(spans, (*chosen, k)), -k) for k in range(len(spans)) if k not in chosen)
        if common <= 0:
            return chosen
        chosen = (*chosen, -k)
    return chosen


def _common_s(spans: list[tuple[float, float]], chosen: tuple[int, ...]) -> float:
    """Seconds during which all the chosen threads run."""
    return min(spans[k][1] for k in chosen) - max(spans[k][0] for k in chosen)


def _fitting(tracks: Tracks, threads: list[_Thread], k: int, given: dict[int, int], airframes: int) -> int:
    """The airframe between whose threads this one fits with the shortest way, -1 if it fits none."""
    own = [[j for j, owner in given.items() if owner == airframe] for airframe in range(airframes)]
    costs = [_way_km(tracks, threads, k, rows) for rows in own]
    best = costs.index(min(costs))
    return best if costs[best] < float("inf") else -1


def _way_km(tracks: Tracks, threads: list[_Thread], k: int, own: list[int]) -> float:
    """Kilometres from the thread before to the thread after by way of this one, infinite where it cannot be."""
    first, last = threads[k].rows[0], threads[k].rows[-1]
    if any(threads[j].rows[0] < last and first < threads[j].rows[-1] for j in own):
        return float("inf")
    before = max((threads[j].rows[-1] for j in own if threads[j].rows[-1] < first), default=None)
    after = min((threads[j].rows[0] for j in own if threads[j].rows[0] > last), default=None)
    km = 0.0 if before is None else _step_km(tracks, before, first)
    return km + (0.0 if after is None else _step_km(tracks, last, after))
