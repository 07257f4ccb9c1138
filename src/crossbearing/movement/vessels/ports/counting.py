"""How often a ship called at a place in some days: shown calls, calls to reckon with, and the most there is room for.

A call ends when the ship is seen elsewhere, never because she fell silent; two calls with nothing seen elsewhere
between them, or less than two hours away, are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import Fixes
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.unheard.reach import CALL_S, SILENT_S
from crossbearing.world.geo import distance_km

# Who is gone for less than this has shifted between roadstead and quay. GUESS, on the short side.
AWAY_S = 2 * 3600.0
# Nobody is reckoned to call at one port more often than she was seen to; where that is not known, as often as she was
# seen to call anywhere, and no more than once a day. GUESS: cargo takes longer to work, ferries are seen.
USUAL_S = 24 * 3600.0
# So many returns show how often she comes: the shortest of fewer is mostly longer than her shortest. GUESS.
KNOWN_STEPS = 4


@dataclass(frozen=True, slots=True)
class Call:
    """Calls in PORT_CALLS that are one: their ids, places and rows, first and last second there.

    `since` is the last second at which she was seen elsewhere before: minus infinity where she never was.
    """

    ids: tuple[str, ...]
    places: tuple[str, ...]
    rows: tuple[str, ...]
    begin: float
    end: float
    since: float


@dataclass(frozen=True, slots=True)
class Room:
    """A silence after fix `before` (-1: the ship was not heard yet) with room for `fits` more calls.

    `begin` and `end` are when she can have been there; `reckoned` of them are to be reckoned with.
    """

    before: int
    begin: float
    end: float
    fits: int
    reckoned: int


@dataclass(frozen=True, slots=True)
class CallCount:
    """How often one ship called: `n_min` shown, `n_max` to reckon with at her own rate, `n_most` by physics."""

    calls: tuple[Call, ...]
    rooms: tuple[Room, ...]
    n_max: int

    @property
    def n_min(self) -> int:
        """Calls that were shown."""
        return len(self.calls)

    @property
    def n_most(self) -> int:
        """Every silence filled with as many calls as it holds."""
        return len(self.calls) + sum(room.fits for room in self.rooms)


def merged(rows: list[dict[str, Any]]) -> list[Call]:
    """Return the calls of one ship, those that are one joined; `rows` are shown PORT_CALLS at one place."""
    found: list[Call] = []
    last: Any = None
    for row in sorted(rows, key=lambda one: one["arrived_before"]):
        begin, end = row["arrived_before"].timestamp(), row["left_after"].timestamp()
        since = row["arrived_after"].timestamp() if row["arrived_after"] else -np.inf
        own = Call((row["id"],), (row["place"],), tuple(row["evidence"]), begin, end, since)
        same = last is not None and (_nothing_between(last, row) or begin - found[-1].end < AWAY_S)
        if same:
            one = found.pop()
            own = Call(one.ids + own.ids, one.places + own.places, one.rows + own.rows, one.begin, end, one.since)
        found.append(own)
        last = row
    return found


def _nothing_between(last: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether a ship was heard nowhere between two stays; a number that ends in port is gone on under another there."""
    changed = last["craft"] != row["craft"] and last["left_before"] is None and row["arrived_after"] is None
    return bool(changed or last["left_before"] == row["arrived_before"])


def passages(starts: Sequence[Call], ends: Sequence[Call]) -> list[tuple[Call, Call]]:
    """Each call at the one port with the next at the other, where she was not at the first again before that."""
    found = []
    for start, after in pairwise([*starts, None]):
        if start is not None:
            reached = (one for one in ends if one.begin >= start.end and (after is None or one.begin < after.begin))
            first = next(reached, None)
            found += [(start, first)] if first is not None else []
    return found


def own_rate_s(calls: list[Call], elsewhere_s: float | None) -> float:
    """The shortest time from one arrival to the next that was seen; of few, no more than at any port, or a day."""
    steps = np.diff([one.begin for one in calls])
    usual = max(elsewhere_s or USUAL_S, USUAL_S)
    return float(steps.min()) if steps.size >= KNOWN_STEPS else float(min([usual, *steps]))


def pace_s(rows: list[dict[str, Any]]) -> float | None:
    """The shortest time from one arrival of a ship at one port to the next at another; null where none was seen."""
    ordered = sorted((row["arrived_before"].timestamp(), str(row["place"])) for row in rows)
    steps = [b[0] - a[0] for a, b in pairwise(ordered) if a[1] != b[1]]
    return min(steps, default=None)


def count_calls(
    fixes: Fixes,
    hull: int,
    kmh: float,
    rows: list[dict[str, Any]],
    harbours: Harbours,
    wanted: tuple[int, ...],
    window: tuple[float, float],
    span: tuple[float, float],
    elsewhere_s: float | None = None,
) -> CallCount:
    """Count one ship's calls at some harbours in a window (seconds); `rows` are all her shown calls there.

    `elsewhere_s` is her pace at any port (`pace_s`). `span` is what the data hold: outside it nothing is reckoned
    with, though it may have happened.
    """
    every = merged(rows)
    start, end = window
    inside = tuple(one for one in every if one.begin < end and one.end >= start)
    cycle = own_rate_s(every, elsewhere_s)
    rooms = tuple(_rooms(fixes, hull, kmh, (every, inside), harbours, wanted, window, span, cycle))
    fastest = 1 + int((end - start) // cycle)
    reckoned = sum(room.reckoned for room in rooms)
    return CallCount(inside, rooms, max(len(inside), min(len(inside) + reckoned, fastest)))


def _rooms(
    fixes: Fixes,
    hull: int,
    kmh: float,
    calls: tuple[Sequence[Call], Sequence[Call]],
    harbours: Harbours,
    wanted: tuple[int, ...],
    window: tuple[float, float],
    span: tuple[float, float],
    cycle: float,
) -> list[Room]:
    """The silences of a window; `calls` are all that were shown, and those of them that lie in it.

    A silence that borders on a call outside the window has room for that very call.
    """
    every, inside = calls
    low, high = (int(at) for at in np.searchsorted(fixes.hull, [hull, hull + 1]))
    seconds = fixes.seconds[low:high]
    way_s = _ways(fixes, low, high, harbours, wanted) / kmh * 3600.0
    edges = np.concatenate([[-np.inf], seconds, [np.inf]])
    touching = (edges[:-1] < window[1]) & (edges[1:] > window[0]) & (np.diff(edges) >= CALL_S)
    found = []
    for at in np.flatnonzero(touching).tolist():
        before, after = at - 1, at
        leave = way_s[before] if before >= 0 else np.zeros(len(wanted))
        come = way_s[after] if after < seconds.size else np.zeros(len(wanted))
        room = np.minimum(edges[at + 1] - come, window[1]) - np.maximum(edges[at] + leave, window[0])
        best = int(np.argmax(room))
        begin = float(max(edges[at] + leave[best], window[0]))
        attached = _attached(inside, edges[at]) + _attached(inside, edges[at + 1])
        long = edges[at + 1] - edges[at] >= SILENT_S
        held = float(min(begin + room[best], span[1]) - max(begin, span[0]))
        fits = _fitting(float(room[best]), attached, AWAY_S)
        reckoned = min(fits, _fitting(held, attached, max(cycle - CALL_S, AWAY_S))) if long else 0
        if not 0 < at < seconds.size:
            reckoned = min(reckoned, 1)  # before she was first heard, and after: no more than that she can have come
        if fits > 0:
            row = low + before if before >= 0 else -1
            found.append(Room(row, begin, begin + float(room[best]), fits, max(reckoned, 0)))
    return found + _unrested(fixes, (low, high), way_s, every, window)


def _ways(fixes: Fixes, low: int, high: int, harbours: Harbours, wanted: tuple[int, ...]) -> Floats:
    """Kilometres from each fix to the water of each harbour."""
    which = list(wanted)
    km = distance_km(
        fixes.lat[low:high, None], fixes.lon[low:high, None], harbours.lat[which][None], harbours.lon[which][None]
    )
    return np.asarray(np.maximum(km - harbours.radius_km[which][None], 0.0))


def _attached(calls: Sequence[Call], at: float) -> int:
    """Whether a fix belongs to a call that was shown."""
    return int(any(one.begin <= at <= one.end for one in calls))


def _fitting(room_s: float, attached: int, away_s: float) -> int:
    """How many calls of an hour fit into a stretch, `away_s` between them, and from a call it borders on."""
    spare = {0: away_s, 1: 0.0, 2: CALL_S}[attached]
    return int((room_s + spare) // (CALL_S + away_s)) if room_s >= CALL_S else 0


def _unrested(
    fixes: Fixes, bounds: tuple[int, int], way_s: Floats, calls: Sequence[Call], window: tuple[float, float]
) -> list[Room]:
    """Stretches in that water of an hour and more, by the fixes outside, in which she was not seen to lie still."""
    inside = (way_s <= 0.0).any(axis=1).astype(np.int8)
    steps = np.diff(np.concatenate([[0], inside, [0]]))
    firsts: Ints = np.flatnonzero(steps == 1)
    lasts: Ints = np.flatnonzero(steps == -1) - 1
    seconds = fixes.seconds[bounds[0] : bounds[1]]
    found = []
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        begin, end = seconds[max(first - 1, 0)], seconds[min(last + 1, seconds.size - 1)]
        shown = any(one.begin <= seconds[last] and one.end >= seconds[first] for one in calls)
        if not shown and end - begin >= CALL_S and begin < window[1] and end > window[0]:
            found.append(Room(bounds[0] + first, float(begin), float(end), 1, 0))
    return found
