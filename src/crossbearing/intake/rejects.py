"""Rows that were not understood, gathered while reading and handed back with their place and reason."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from crossbearing.model.tables import REJECTS

# A reject that stands for many rows names the first of them; the rest follows from re-reading the exhibit.
PLACES_NAMED = 20


class Rejects:
    """A growing list of rejects of one exhibit; one of the exhibit itself carries its file name as member."""

    def __init__(self, sha256: str, name: str) -> None:
        self._sha256 = sha256
        self._name = name
        self._rows: list[tuple[str, str, str, str, int]] = []

    def add(self, member: str, place: str, reason: str, rows: int = 1) -> None:
        """Remember one reject that stands for `rows` input rows."""
        self._rows.append((self._sha256, member or self._name, place, reason, rows))

    def add_rows(self, member: str, rows: Iterable[int], reason: str, word: str = "row") -> None:
        """Remember one reject for all rows of a member that share a reason; none for no rows."""
        numbers = list(rows)
        if numbers:
            self.add(member, _named(numbers, word), reason, len(numbers))

    def take(self) -> pl.DataFrame:
        """Return the rejects as a table and begin anew."""
        frame = pl.DataFrame(self._rows, schema=REJECTS.schema, orient="row")
        self._rows = []
        return REJECTS.conform(frame)


def _named(numbers: list[int], word: str) -> str:
    shown = ", ".join(str(number) for number in numbers[:PLACES_NAMED])
    if len(numbers) == 1:
        return f"{word} {shown}"
    return f"{word}s {shown}{', …' if len(numbers) > PLACES_NAMED else ''}"
