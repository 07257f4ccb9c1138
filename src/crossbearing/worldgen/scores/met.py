"""Scores meetings at sea: which true ones were found, and what the false ones really were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Row = Mapping[str, Any]
Time = datetime
# A found meeting belongs to a true one of the same ships that it overlaps, with half an hour of grace.
GRACE_S = 1800.0


@dataclass(frozen=True, slots=True)
class Met:
    """`found` says for each true meeting which of the found ones it is (-1: none); `false` what each other one is.

    `split` counts found ones beyond the first of a true one.
    """

    found: tuple[int, ...]
    false: tuple[tuple[int, str], ...]
    split: int

    def kinds(self) -> dict[str, int]:
        """How many false meetings there are of each kind of look-alike; `other` are ships that only passed."""
        return dict(Counter(kind for _, kind in self.false))


def match_meetings(true: Sequence[Row], alike: Sequence[Row], found: Sequence[Row]) -> Met:
    """Compare meetings: `a`, `b`, `started_at`, `ended_at`; look-alikes: `kind`, `craft`, `start`, `end`."""
    owner = [_owner(true, one) for one in found]
    first = {number: k for k, number in reversed(list(enumerate(owner))) if number >= 0}
    false = tuple((k, _kind(alike, one)) for k, one in enumerate(found) if owner[k] < 0)
    split = sum(number >= 0 for number in owner) - len(first)
    return Met(tuple(first.get(number, -1) for number in range(len(true))), false, split)


def _owner(true: Sequence[Row], one: Row) -> int:
    pair, begin, end = {one["a"], one["b"]}, seconds(one["started_at"]), seconds(one["ended_at"])
    for number, other in enumerate(true):
        if pair == {other["a"], other["b"]}:
            starts, ends = seconds(other["started_at"]), seconds(other["ended_at"])
            if begin - GRACE_S < ends and end + GRACE_S > starts:
                return number
    return -1


def _kind(alike: Sequence[Row], one: Row) -> str:
    pair, begin, end = {one["a"], one["b"]}, seconds(one["started_at"]), seconds(one["ended_at"])
    for other in alike:
        if pair == set(other["craft"]):
            starts = seconds(other["start"]) if other["start"] else float("-inf")
            ends = seconds(other["end"]) if other["end"] else float("inf")
            if begin - GRACE_S < ends and end + GRACE_S > starts:
                return str(other["kind"])
    return "other"


def seconds(time: str | Time) -> float:
    """Seconds since 1970 of a time or of its text."""
    return (datetime.fromisoformat(time) if isinstance(time, str) else time).timestamp()
