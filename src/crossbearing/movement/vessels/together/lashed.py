"""Are two ships that were near one another made fast to one another? A decision with its reasons.

Each test asks what must be so of two hulls that lie side by side, with room for antennas, fenders and fixes that err;
what cannot be tested, because no size or no heading is sent, is left out, and the others are asked more strictly.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from crossbearing.movement.vessels.particulars import Particulars
from crossbearing.movement.vessels.together.side_by_side import HEARD_SLOTS

# The first reason where they are.
LASHED = "alongside"
# At the pace of walking ships lie alongside under way too (OCIMF: less than 5 kt while they are made fast).
UNDER_WAY_KT = 5.0
# Of the slots between the first and the last alongside so many must be so.
SHARE = 0.7
# Made fast, antennas keep their places but for what two fixes err: with 9 m on either axis three fifths lie within
# 22 m each way, with 20 m within 48. Ships at anchor sheer by tens of metres each, and not together. Measured on drawn
# roadsteads: of pairs made fast 19 in 20 lie within 41 m seen from the deck, of neighbours in reach half beyond 80 m.
STEADY_M = 60.0
# As seen from the chart, lashed ships change places as they turn: the distance alone is asked there.
STEADY_APART_M = 45.0
# Half both breadths, fenders of 1.5 to 4.5 m (ISO 17357), antennas off the middle line, and the median of fixes.
FENDERS_M, ABEAM_SLACK_M = 5.0, 30.0
# Ships that swap numbers alongside change places in an instant, but keep their distance, to within what fixes err.
RIGIDLY_M = 30.0
# No two ships at their own anchors keep their places to within this for an hour: then fenders may be of any width.
RIGID_M = 15.0
# Where no breadth is sent: 60 m are the two broadest halves afloat; by length, ships are a fifth to an eighth as broad.
BROADEST_M, BY_LENGTH = 50.0, 0.2
# Gyros differ by a degree or two; two ships at anchor by ten and more. Lying with bow to stern is parallel too.
PARALLEL_DEG = 20.0
# When both have turned by so much, a place that stays on the chart and goes round as seen from the deck is that of a
# ship at her own anchor.
TURNED_DEG, ROUND = 12.0, 1.5
# One slot farther off may be that of the last approach; who is heard to turn as one with the other, or to go round her,
# did not come near by a swing.
SWUNG_SLOTS = 2
# Where they were heard together in less than half of the slots, places between fixes are wrong by half as much again.
OFTEN, LAGGING = 0.5, 1.5
# Without sizes the distance speaks: nearer than two ships of 100 m at anchor can lie, or farther off where the one goes
# round the other on the chart by twice as much and more as the distance changes, and by more than fixes err. Neighbours
# that swing alike keep both. Measured on drawn roadsteads, beyond 100 m: pairs made fast 2.6 times and more, neighbours
# less than twice.
UNSIZED_M, GOES_ROUND, ROUND_M = 100.0, 2.0, 40.0
# Neighbours were near one another for twice as long and more, before or after.
AMONG = 2.0


def lashed(run: dict[str, Any], told: Particulars) -> tuple[bool, tuple[str, ...]]:
    """Whether two ships are likely made fast to one another, and why, or why not."""
    if run["side_slots"] is None:
        return False, ("apart",)
    against = _against(run, told)
    if against:
        return False, against
    seen = run["abeam_m"] is not None
    why = ("alongside", "slow", "steady", *(("abreast",) if seen else ()))
    return True, (
        *why,
        *(("parallel",) if run["crossed_deg"] is not None else ()),
        *(("turn_as_one",) if _turns_as_one(run) else ()),
    )


def _against(run: dict[str, Any], told: Particulars) -> tuple[str, ...]:
    """What speaks against it."""
    seen = run["abeam_m"] is not None
    heard = run["side_heard"] >= HEARD_SLOTS
    rigid = seen and heard and run["deck_spread_m"] <= RIGID_M
    lag = 1.0 if run["side_heard"] >= OFTEN * run["side_slots"] else LAGGING
    steady = _steady(run, lag)
    sized = not np.isnan(told.length_m[run["a"]] + told.length_m[run["b"]])
    round_her = _goes_round(run)
    came = not neighbours(run) and (round_her or _turns_as_one(run))
    tests = {
        "too_fast": run["side_kt"] > UNDER_WAY_KT,
        "now_and_then": run["side_share"] < SHARE,
        "not_parallel": run["crossed_deg"] is not None and run["crossed_deg"] > PARALLEL_DEG,
        "not_abreast": seen and not rigid and run["abeam_m"] > _abeam_m(told, run["a"], run["b"]),
        "own_anchors": seen
        and run["turned_deg"] >= TURNED_DEG
        and run["deck_spread_m"] > max(ROUND * run["chart_spread_m"], STEADY_APART_M),
        "swung_near": run["swung_slots"] >= SWUNG_SLOTS and not (heard and came),
        "unsteady": not steady,
        "too_far": not sized and run["side_m"] > UNSIZED_M and not (came and round_her),
    }
    return tuple(name for name, speaks in tests.items() if speaks)


def neighbours(run: dict[str, Any]) -> bool:
    """Whether two ships lay near one another for longer than alongside."""
    return bool(run["slots"] > AMONG * (run["side_last"] - run["side_first"] + 1))


def _goes_round(run: dict[str, Any]) -> bool:
    """Whether one ship goes round the other on the chart as both turn, and keeps her distance."""
    least = max(GOES_ROUND * run["side_spread_m"], ROUND_M)
    return bool(run["side_spread_m"] <= RIGIDLY_M and run["chart_spread_m"] >= least)


def _steady(run: dict[str, Any], lag: float) -> bool:
    """Whether they keep their places as far as fixes tell; also if they have swapped their numbers alongside."""
    if run["deck_spread_m"] is None:
        return bool(run["side_spread_m"] <= lag * STEADY_APART_M)
    kept = run["side_spread_m"] <= RIGIDLY_M and (run["swapped_spread_m"] <= RIGIDLY_M or _turns_as_one(run))
    return bool(kept or run["deck_spread_m"] <= lag * STEADY_M)


def _turns_as_one(run: dict[str, Any]) -> bool:
    """Whether her place goes round on the chart, and less so as seen from the deck."""
    seen = run["deck_spread_m"] is not None
    return bool(seen and run["turned_deg"] >= TURNED_DEG and run["chart_spread_m"] > ROUND * run["deck_spread_m"])


def _abeam_m(told: Particulars, a: int, b: int) -> float:
    """How far abeam the antenna of a ship alongside can be."""
    breadths = [_breadth_m(told, hull) for hull in (a, b)]
    return sum(breadths) / 2.0 + FENDERS_M + ABEAM_SLACK_M


def _breadth_m(told: Particulars, hull: int) -> float:
    width, length = told.width_m[hull], told.length_m[hull]
    if not np.isnan(width):
        return float(width)
    return BROADEST_M if np.isnan(length) else float(BY_LENGTH * length)
