"""Marked positions of everybody, one craft at a time: held in memory, or read when they are asked for.

A year of a thousand craft does not fit into memory; a check looks at one craft, and what must be learnt from everybody
is learnt part by part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol

import polars as pl

from crossbearing.model.tables import POSITIONS

# The positions of so many craft are kept as they were read: a fleet is asked for several times in one claim.
MOST_KEPT = 32


class Tracks(Protocol):
    """Marked POSITIONS: those of one craft, or part by part with every craft whole in one part."""

    def of(self, craft: str) -> pl.DataFrame:
        """Return the positions of one craft, oldest first."""
        ...

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield all positions, a part at a time, each sorted by craft and time."""
        ...


class ByCraft:
    """The rows of a table by craft, found without looking at the others; `frame` keeps its order within a craft."""

    def __init__(self, frame: pl.DataFrame) -> None:
        """Index a frame with a column `craft`."""
        self._frame = frame if frame["craft"].is_sorted() else frame.sort("craft", maintain_order=True)
        runs = self._frame.select(pl.col("craft").rle().struct.unnest()) if frame.height else None
        self._place: dict[str, tuple[int, int]] = {}
        start = 0
        for length, craft in runs.select("len", "value").iter_rows() if runs is not None else ():
            self._place[craft] = (start, length)
            start += length

    def of(self, craft: str) -> pl.DataFrame:
        """Return the rows of one craft."""
        start, length = self._place.get(craft, (0, 0))
        return self._frame.slice(start, length)

    def of_all(self, crafts: Sequence[str]) -> pl.DataFrame:
        """Return the rows of some craft, each once, in the order of their names."""
        parts = [self.of(craft) for craft in sorted(set(crafts)) if craft in self._place]
        return pl.concat(parts) if parts else self._frame.clear()

    @property
    def crafts(self) -> tuple[str, ...]:
        """All craft of the table."""
        return tuple(self._place)


class HeldTracks:
    """Positions that are in memory."""

    def __init__(self, positions: pl.DataFrame) -> None:
        """Take a frame of marked POSITIONS."""
        self._positions = positions

    @cached_property
    def _by_craft(self) -> ByCraft:
        return ByCraft(self._positions)

    def of(self, craft: str) -> pl.DataFrame:
        """Return the positions of one craft."""
        return self._by_craft.of(craft)

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield all positions at once."""
        yield self._positions


class StoredTracks:
    """Positions that are read when they are asked for: one lazy frame a part, every craft whole in one of them."""

    def __init__(self, scans: Sequence[pl.LazyFrame], schema: pl.Schema = POSITIONS.schema) -> None:
        """Take the parts, each sorted by craft and time; `schema` is that of their rows."""
        self._scans = tuple(scans)
        self._schema = schema
        self._kept: dict[str, pl.DataFrame] = {}

    @cached_property
    def _home(self) -> dict[str, int]:
        """The part in which each craft is."""
        found: dict[str, int] = {}
        for number, scan in enumerate(self._scans):
            found |= dict.fromkeys(scan.select("craft").unique().collect()["craft"].to_list(), number)
        return found

    def of(self, craft: str) -> pl.DataFrame:
        """Return the positions of one craft."""
        if craft not in self._home:
            return pl.DataFrame(schema=self._schema)
        if craft not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            found = self._scans[self._home[craft]].filter(pl.col("craft") == craft).collect()
            self._kept[craft] = self._conform(found)
        return self._kept[craft]

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the parts one after the other."""
        for scan in self._scans:
            yield self._conform(scan.collect())

    def _conform(self, found: pl.DataFrame) -> pl.DataFrame:
        if found.schema == self._schema and found["craft"].n_unique() <= 1 and found["time"].is_sorted():
            return found
        shaped = found.select(pl.col(name).cast(dtype) for name, dtype in self._schema.items())
        return shaped.sort(POSITIONS.sorted_by, maintain_order=True)
