"""Stays beside the true ones.

A found stay belongs to a true one of the same craft and place that touches `[arrived_after, left_before]`, one to one,
best overlap first. Its bounds are right when the true times lie inside them, two minutes of grace. True stays of which
no end was observed and that were not heard standing are not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crossbearing.worldgen.scores.flown import epoch, ratio

Row = dict[str, Any]
GRACE_S, EARLY, LATE, STANDING = 120.0, 0.0, 4e9, 2


def score_stays(truth: Sequence[Row], found: Sequence[Row]) -> Row:
    """How many stays were found, how many found ones are true, and how many bounds hold."""
    match: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(_pairs(truth, found), reverse=True):
        if i not in match and j not in used:
            match[i] = j
            used.add(j)
    asked = [i for i, stay in enumerate(truth) if _seeable(stay)]
    right = sum(_holds(truth[i], found[j]) for i, j in match.items())
    return {
        "stays_asked": len(asked),
        "stays_recall": ratio(sum(i in match for i in asked), len(asked)),
        "stays_precision": ratio(len(used), len(found)),
        "stays_bounds_right": ratio(right, len(match)),
    }


def _at(row: Row, name: str, otherwise: float) -> float:
    value = epoch(row[name])
    return otherwise if value is None else value


def _pairs(truth: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[float, int, int]]:
    by_key: dict[tuple[str, str | None], list[int]] = {}
    for j, row in enumerate(found):
        by_key.setdefault((row["craft"], row["place"]), []).append(j)
    for i, row in enumerate(truth):
        a, b = _at(row, "arrived_at", EARLY), _at(row, "left_at", LATE)
        for j in by_key.get((row["craft"], row["place"]), []):
            one = found[j]
            first, last = _at(one, "arrived_after", EARLY), _at(one, "left_before", LATE)
            if min(b, last) >= max(a, first):
                yield min(b, _at(one, "left_after", last)) - max(a, _at(one, "arrived_before", first)), i, j


def _seeable(stay: Row) -> bool:
    return "observed" in (stay["arrival_seen"], stay["departure_seen"]) or stay["parked_positions"] > STANDING


def _holds(true: Row, one: Row) -> bool:
    for moment, low, high in (
        ("arrived_at", "arrived_after", "arrived_before"),
        ("left_at", "left_after", "left_before"),
    ):
        at = epoch(true[moment])
        if at is not None and not _at(one, low, EARLY) - GRACE_S <= at <= _at(one, high, LATE) + GRACE_S:
            return False
    return True
