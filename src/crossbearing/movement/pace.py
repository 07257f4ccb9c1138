"""How quickly a craft makes one visit after another, by the legs and stays of it that were heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from crossbearing.movement.prism import SHORTEST_ROUND_TRIP_S

# One more visit is reckoned with for so much more of a silence between two flights. Measured on a made world of 150
# craft and 12 days (500 questions): one for each 24 h leaves 2.2 % of the true numbers above the greatest, one for each
# 12 h 1.0 %, one for each 8 h 0.4 %, with a median width of 1 in all three.
FURTHER_S = 8 * 3600.0
# ... or for each two departures at the craft's own pace, where that is quicker and so many of its legs were heard.
# GUESS at the quickest: two legs of an hour and two turns.
LEGS_FOR_PACE, QUICKEST_FURTHER_S = 6, 4 * 3600.0
# The quickest return of a craft to a place is known when so many of its returns were seen. GUESS.
RETURNS_FOR_HABIT = 5
# ... and it may have come back in this share of it unseen. Measured on six made worlds of 150 craft and 12 days (4,800
# questions): 0.75 leaves out no true number that one visit for each 8 h holds, 1.0 three of them.
QUICKER = 0.75

Row = Mapping[str, Any]


def pace_s(legs: Sequence[Row]) -> float | None:
    """Usual seconds from one heard departure of a craft to the next; None where too few were heard."""
    if len(legs) < LEGS_FOR_PACE:
        return None
    return float(np.median(np.diff([leg["first_seen"].timestamp() for leg in legs])))


def further_s(legs: Sequence[Row]) -> float:
    """After how much more of a silence one more visit is reckoned with."""
    pace = pace_s(legs)
    return FURTHER_S if pace is None else min(FURTHER_S, max(QUICKEST_FURTHER_S, 2 * pace))


def round_s(legs: Sequence[Row], usual_s: float) -> float:
    """How long the craft takes from one departure over another back to the first place, `usual_s` at the least."""
    pace = pace_s(legs)
    return usual_s if pace is None else max(usual_s, 2 * pace)


def return_s(rows: Sequence[Row], legs: Sequence[Row]) -> float | None:
    """The shortest time in which a craft comes back to a place, seconds; None where too few of its returns were seen.

    `rows` are its shown VISITS in the order of time. Any place tells: a craft that came back to its base after a day at
    the quickest is not taken to come back to another place every hour.
    """
    last: dict[str, Row] = {}
    found: list[float] = []
    for row in rows:
        if row["place"] is not None:
            found += _between(last.get(row["place"]), row)
            last[row["place"]] = row
    if len(found) < RETURNS_FOR_HABIT or len(legs) < LEGS_FOR_PACE:
        return None
    return max(SHORTEST_ROUND_TRIP_S, QUICKER * min(found))


def _between(one: Row | None, other: Row) -> list[float]:
    """Seconds from one arrival to the next, or from one departure to the next where an arrival was not seen."""
    for name, flight in (("arrived_before", "arrival_flight"), ("left_after", "departure_flight")):
        if one is not None and all(row[name] is not None and row[flight] is not None for row in (one, other)):
            return [float((other[name] - one[name]).total_seconds())]
    return []


def visits_in(length_s: float, each_s: float, *, inside: bool) -> int:
    """Return how many visits a silence holds when one follows another after `each_s`; one fewer inside a shown stay."""
    return int(length_s // each_s) + (0 if inside else 1)
