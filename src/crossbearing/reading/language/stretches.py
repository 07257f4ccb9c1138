"""Which characters of a text are taken: for readers that must not read one stretch twice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from crossbearing.model.claims import Span


class Stretches:
    """Stretches of characters, merged where they overlap; asking costs the logarithm of their number."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=lambda one: (one.start, one.end)):
            self.add(span.start, span.end)

    def touches(self, start: int, end: int) -> bool:
        """Return whether a character of `[start, end)` is taken."""
        at = bisect_right(self._ends, start)
        return start < end and at < len(self._starts) and self._starts[at] < end

    def add(self, start: int, end: int) -> None:
        """Take the characters `[start, end)`."""
        if start >= end:
            return
        low, high = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if low < high:
            start, end = min(start, self._starts[low]), max(end, self._ends[high - 1])
        self._starts[low:high], self._ends[low:high] = [start], [end]
