"""Two airframes on one address: no one aircraft can fly both tracks; told apart by course and callsign."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from crossbearing.movement.arrays import Ints, Tracks
from crossbearing.movement.reach import TAXI_MAX_KT, flown_share, impossible_steps
from crossbearing.movement.threads import Thread, reachable_km, threads_of
from crossbearing.world import geo

# A second track is believed only when it is long, moves, and speaks in turn with the first: spoofed ones are short,
# stand or circle at one point, or come once. GUESS; the shared addresses of made worlds have hundreds of such rows.
SECOND_MIN_POSITIONS = 30
SECOND_MIN_TURNS = 3
# Two that are never heard at once must be out of each other's reach so often, under other callsigns. GUESS.
SECOND_MIN_RECURS = 2
SECOND_MIN_KM = 30.0
# A craft that is shown in two places climbs and sinks in both; reports are seconds apart, and a jet climbs 50 ft/s.
SHADOW_FT = 500.0
# More airframes than this on one address have not been seen; what is left over then belongs to none.
MOST_AIRFRAMES = 4
MOVES_AS_SAID = (0.6, 1.5)
PARKED_SHARE = 0.9

# Shorter threads without a callsign may be anybody's; they are given to neither.
THREAD_MIN = 3


def may_be_shared(tracks: Tracks, left_over: int) -> bool:
    """Whether so many rows are out of reach of the others, and so often, that a second airframe may have sent them."""
    if left_over < SECOND_MIN_POSITIONS:
        return False
    return int(np.count_nonzero(impossible_steps(tracks))) >= SECOND_MIN_RECURS


def split(tracks: Tracks, callsigns: list[str | None]) -> tuple[Ints, int]:
    """Give each row of one address to airframe 0, 1, ..., or to none (-1); and count the airframes, 1 if not shared.

    Rows are first threaded: a row belongs to the thread it continues without a pause. As many journeys as are ever
    under way at one time are so many airframes; threads with the callsigns of one are its own, and the others, the
    longest first, go where they fit between the threads before and after.
    """
    threads = threads_of(tracks, callsigns)
    journeys = _journeys(tracks, threads)
    seeds = _side_by_side(tracks, threads, journeys)
    if len(seeds) < 2 or not _in_turn(tracks, threads, journeys):
        seeds = _turn_about(tracks, threads, journeys)
    count = len(seeds)
    if count < 2:
        return np.zeros(len(tracks), dtype=np.int64), 1
    given = {k: airframe for airframe, k in enumerate(seeds)}
    operators = [Counter[str]() for _ in range(count)]
    for k, airframe in given.items():
        operators[airframe].update(threads[k].operators)
    for k, thread in enumerate(threads):
        named = _named(thread, operators)
        if k not in given and k not in journeys.false and named is not None:
            given[k] = named
    for k in sorted(range(len(threads)), key=lambda k: (-len(threads[k].rows), k)):
        if k not in given and k not in journeys.false and len(threads[k].rows) >= THREAD_MIN:
            given[k] = _fitting(tracks, threads, k, given, count)
    owner = np.full(len(tracks), -1, dtype=np.int64)
    for k, airframe in given.items():
        owner[threads[k].rows] = airframe
    return owner, count


@dataclass(frozen=True, slots=True)
class _Journeys:
    """Numbers of the threads that are an aircraft's way, and of those that falsify another's."""

    true: list[int]
    false: list[int]


def _journeys(tracks: Tracks, threads: list[Thread]) -> _Journeys:
    """Threads that are long and move, or stand, as they say; without those that tell another one's heights."""
    long = [k for k, thread in enumerate(threads) if len(thread.rows) >= SECOND_MIN_POSITIONS]
    parts = {k: tracks.take(np.array(threads[k].rows)) for k in long}
    true = [k for k in long if _moves(parts[k]) or _is_parked(parts[k])]
    false = [k for k in true if any(_shadows(parts, threads, k, j) for j in true)]
    return _Journeys([k for k in true if k not in false], false)


def _side_by_side(tracks: Tracks, threads: list[Thread], journeys: _Journeys) -> tuple[int, ...]:
    """The journeys that are under way at one time: as many as ever are, and of those the ones longest together."""
    ordered = sorted(journeys.true, key=lambda k: (threads[k].rows[0], k))
    best: tuple[int, ...] = ()
    longest = -1.0
    for number, k in enumerate(ordered):
        live = [j for j in ordered[: number + 1] if threads[j].rows[-1] >= threads[k].rows[0]]
        chosen = tuple(sorted(live, key=lambda j: (-threads[j].rows[-1], j))[:MOST_AIRFRAMES])
        last = min(threads[j].rows[-1] for j in chosen)
        common = float(tracks.seconds[last] - tracks.seconds[threads[k].rows[0]])
        if (len(chosen), common) > (len(best), longest):
            best, longest = chosen, common
    return tuple(sorted(best))


def _turn_about(tracks: Tracks, threads: list[Thread], journeys: _Journeys) -> tuple[int, ...]:
    """Two journeys one after the other that no one craft can fly, under callsigns of two operators, if that recurs."""
    ordered = sorted(journeys.true, key=lambda k: (threads[k].rows[0], k))
    apart = [
        (k, j)
        for k, j in pairwise(ordered)
        if _differ(threads[k], threads[j])
        and reachable_km(tracks, threads[k].rows[-1], threads[j].rows[0]) == float("inf")
    ]
    return apart[0] if len(apart) >= SECOND_MIN_RECURS else ()


def _differ(one: Thread, other: Thread) -> bool:
    return bool(one.operators and other.operators and not set(one.operators) & set(other.operators))


def _shadows(parts: dict[int, Tracks], threads: list[Thread], k: int, j: int) -> bool:
    """Whether the lesser of two threads has the heights and no other callsign than the greater at the same moments.

    Two airframes do not climb and sink together; a craft that is shown in two places does.
    """
    one, other = parts[k], parts[j]
    if (len(one), k) >= (len(other), j) or set(threads[k].operators) - set(threads[j].operators):
        return False
    together = (one.seconds >= other.seconds[0]) & (one.seconds <= other.seconds[-1]) & ~np.isnan(one.alt_ft)
    known = ~np.isnan(other.alt_ft)
    if np.count_nonzero(together) < SECOND_MIN_POSITIONS / 2 or not known.any():
        return False
    heights = np.interp(one.seconds[together], other.seconds[known], other.alt_ft[known])
    return bool(np.median(np.abs(heights - one.alt_ft[together])) < SHADOW_FT)


def _in_turn(tracks: Tracks, threads: list[Thread], journeys: _Journeys) -> bool:
    """Whether journeys interrupt each other again and again, as two airframes that are both heard do."""
    rows = np.full(len(tracks), -1, dtype=np.int64)
    for k in journeys.true:
        rows[threads[k].rows] = k
    spoken = rows[rows >= 0]
    back = np.diff(spoken) != 0
    changes, ways = int(np.count_nonzero(back)), len(journeys.true)
    return changes - (ways - 1) >= 2 * SECOND_MIN_TURNS - 1


def _moves(other: Tracks) -> bool:
    low, high = MOVES_AS_SAID
    return _extent_km(other) >= SECOND_MIN_KM and low <= flown_share(other) <= high


def _is_parked(other: Tracks) -> bool:
    """The other airframe stands somewhere while the first one flies: on the ground and slow, as it says itself."""
    return bool(np.mean(other.ground & ~(other.gs_kt > TAXI_MAX_KT)) >= PARKED_SHARE)


def _extent_km(tracks: Tracks) -> float:
    return float(geo.distance_km(tracks.lat.min(), tracks.lon.min(), tracks.lat.max(), tracks.lon.max()))


def _named(thread: Thread, operators: list[Counter[str]]) -> int | None:
    """The airframe that sends this thread's callsigns more than any other; None where they tell nothing."""
    votes = [0] * len(operators)
    for name, n in thread.operators.items():
        told = [known[name] for known in operators]
        if told.count(max(told)) == 1:
            votes[told.index(max(told))] += n
    return votes.index(max(votes)) if votes.count(max(votes)) == 1 else None


def _fitting(tracks: Tracks, threads: list[Thread], k: int, given: dict[int, int], airframes: int) -> int:
    """The airframe between whose threads this one fits with the shortest way, -1 if it fits none."""
    own = [[j for j, owner in given.items() if owner == airframe] for airframe in range(airframes)]
    costs = [_way_km(tracks, threads, k, rows) for rows in own]
    best = costs.index(min(costs))
    return best if costs[best] < float("inf") else -1


def _way_km(tracks: Tracks, threads: list[Thread], k: int, own: list[int]) -> float:
    """Kilometres from the thread before to the thread after by way of this one, infinite where it cannot be."""
    first, last = threads[k].rows[0], threads[k].rows[-1]
    if any(threads[j].rows[0] < last and first < threads[j].rows[-1] for j in own):
        return float("inf")
    before = max((threads[j].rows[-1] for j in own if threads[j].rows[-1] < first), default=None)
    after = min((threads[j].rows[0] for j in own if threads[j].rows[0] > last), default=None)
    km = 0.0 if before is None else reachable_km(tracks, before, first)
    return km + (0.0 if after is None else reachable_km(tracks, last, after))
