"""The window of a given length that holds most stays, when nobody says which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from crossbearing.movement.stays import Stay


def busiest(stays: Sequence[Stay], length: timedelta, first: datetime, last: datetime) -> tuple[datetime, datetime]:
    """Return the earliest window of that length inside `[first, last)` in which most of the stays surely were.

    A window that begins when a stay ends, or ends after one began, is as good as any between; where the archive is
    shorter than the length, the window begins with it.
    """
    latest = max(first, last - length)
    starts = {first, latest, *(min(max(stay.until, first), latest) for stay in stays)}
    starts |= {min(max(stay.since - length + timedelta(seconds=1), first), latest) for stay in stays}
    best = max(sorted(starts, reverse=True), key=lambda start: _held(stays, start, start + length))
    return best, best + length


def _held(stays: Sequence[Stay], start: datetime, end: datetime) -> int:
    return sum(stay.overlaps(start, end) for stay in stays)
