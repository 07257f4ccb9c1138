"""Places that cross over while two ships lie alongside: each is suddenly where the other was.

Two hulls made fast to each other keep their places, as seen from the deck; when the two places that are sent change
sides between one slot and the next, it is the numbers that have changed hulls. Ships at their own anchors seem to
change sides, from the deck, when they turn with the tide, and lashed ones do on the chart; only numbers that change
hulls do in both.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.model.verdicts import phrase
from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.together.whereabouts import Degrees, Whereabouts
from crossbearing.movement.vessels.tracks.one_track import stamp
from crossbearing.movement.vessels.who.grounds import FOR, Ground

# So many slots before and behind must show the two on the one side and on the other: half an hour each, three at most.
LEAST_SLOTS, MOST_SLOTS = 3, 18
# Nearer antennas are within what fixes are off by (9 m each and more); farther ones lie at their own anchors. GUESSES.
LEAST_M, MOST_M = 20.0, 150.0
# The side wanders no more than two fixes do; how exactly one side mirrors the other; how many standard errors the sides
# must stand clear of the middle, as what fixes are off by lasts for several slots. GUESSES.
FIXES_M, MIRRORED, CLEAR = 16.0, 0.5, 6.0
SLOW_KT = 2.0
# Who works about another ship changes sides.
WORKING = ("tow", "pilot", "fishing")


def crossings(meetings: pl.DataFrame, ships: Whereabouts) -> dict[str, Ground]:
    """Which ENCOUNTERS show the places of both cross over, by id, and what says so."""
    number = {name: hull for hull, name in enumerate(ships.names)}
    order = np.lexsort((ships.slots.slot, ships.slots.hull))
    bounds = np.searchsorted(ships.slots.hull[order], np.arange(len(ships.names) + 1))
    found = {}
    for row in meetings.filter(~pl.col("likely").is_in(WORKING)).iter_rows(named=True):
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
    if common.size < 2 * LEAST_SLOTS + 1:
        return None
    a, b = first[one], second[other]
    chart = _on_the_chart(ships, a, b)
    turn = _turn(_from_the_deck(chart, ships.heading[a]), chart)
    if turn is None:
        return None
    rows = [ships.references[int(hull[k])] for hull in (a, b) for k in (turn - 1, turn + 1)]
    metres = float(np.hypot(*chart[max(turn - MOST_SLOTS, 0) : turn].mean(axis=0)))
    said = phrase("swap.crossed", time=stamp(float(common[turn]) * SLOT_S), metres=f"{metres:.0f}")
    return Ground(FOR, said, tuple(dict.fromkeys(rows)))


def _on_the_chart(ships: Whereabouts, a: Ints, b: Ints) -> Floats:
    """Where the second ship lies as seen from the first: metres north and east."""
    slots = ships.slots
    north = slots.lat[b] - slots.lat[a]
    east = ((slots.lon[b] - slots.lon[a] + 540.0) % 360.0 - 180.0) * np.cos(np.radians(slots.lat[a]))
    return np.column_stack([north, east]) * KM_PER_DEGREE * 1000.0


def _from_the_deck(chart: Floats, heading: Degrees) -> Floats:
    """The same along and across the ships' common axis, whichever way they point; as on the chart without headings."""
    if (heading < 0).any():
        return chart
    axis = np.radians(np.unwrap(heading.astype(np.float64), period=180.0))
    north, east = chart.T
    return np.column_stack([north * np.cos(axis) + east * np.sin(axis), east * np.cos(axis) - north * np.sin(axis)])


def _turn(deck: Floats, chart: Floats) -> int | None:
    """The slot in which the two change sides, for good and at once; the one in which it is plainest."""
    turns = _at_once(chart)
    inside = turns[(turns >= LEAST_SLOTS) & (turns < len(deck) - LEAST_SLOTS)]
    best, at = max(((_clear(deck, int(at)), int(at)) for at in inside), default=(0.0, 0))
    return at if best >= CLEAR else None


def _at_once(chart: Floats) -> Ints:
    """The slots in which the side on the chart is another one in the two slots behind than in the two before: no tide
    turns ships round in that time."""
    pairs = chart[1:] + chart[:-1]
    return np.flatnonzero((pairs[:-3] * pairs[3:]).sum(axis=1) < 0.0) + 2


def _clear(deck: Floats, at: int) -> float:
    """By how many standard errors the sides before and behind a slot stand clear of the middle; 0 where they are no
    mirror of each other, or wander. The slot itself may hold a place reckoned from one side to the other."""
    parts = deck[max(at - MOST_SLOTS, 0) : at], deck[at + 1 : at + 1 + MOST_SLOTS]
    before, behind = (part.mean(axis=0) for part in parts)
    sizes = [float(np.hypot(*one)) for one in (before, behind)]
    near = min(sizes)
    if not LEAST_M <= near <= max(sizes) <= MOST_M or float(np.hypot(*(before + behind))) > MIRRORED * near:
        return 0.0
    spread = [float(np.sqrt(part.var(axis=0).sum() / 2.0)) for part in parts]
    if max(spread) > FIXES_M:
        return 0.0
    return min(size / max(one, 1.0) * float(np.sqrt(len(part))) for size, one, part in zip(sizes, spread, parts,
                                                                                            strict=True))  # fmt: skip
