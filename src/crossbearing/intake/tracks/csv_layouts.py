"""Tables of tracks whose header is known to the letter: what a layout is, and the one reader of all of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from crossbearing.intake.csv_chunks import header_of, separator_of
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.cells import check_header, damage_in, pieces_of
from crossbearing.intake.tracks.told_rows import ToldRows
from crossbearing.model.exhibits import Batch, ExhibitKind


@dataclass(frozen=True, slots=True)
class Layout:
    """A known table: the columns that tell it, those that must be numbers, and how its rows become a told frame.

    `told` takes a frame of texts that has at least the columns `needed`. `units` is what the notes say of them.
    """

    name: str
    documented_at: str
    needed: tuple[str, ...]
    numbers: tuple[str, ...]
    told: Callable[[pl.DataFrame], pl.DataFrame]
    units: str
    ragged: bool = False
    zero_is_ground: bool = True
    refused: str | None = None

    def recognises(self, head: bytes) -> bool:
        """Whether the first line has the columns of this table."""
        return set(self.needed) <= set(header_of(head))


class LayoutReader:
    """Reads tables of one layout."""

    def __init__(self, task: Task, layout: Layout) -> None:
        self._layout = layout
        self._rows = ToldRows(layout.name, task.sha256, task.name, zero_is_ground=layout.zero_is_ground)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one table; raises `Unreadable` for a layout that holds no positions."""
        layout = self._layout
        if layout.refused:
            raise Unreadable(layout.refused)
        self._rows.begin(member)
        separator = separator_of(stream.peek(1)[:65536])
        for cells in pieces_of(stream, separator, ragged=layout.ragged):
            check_header(cells.frame, layout.needed)
            reason = damage_in(cells.frame, layout.numbers)
            told = layout.told(cells.frame)
            if "reason" not in told.columns:
                told = told.with_columns(reason=reason)
            height = cells.frame.height
            notes = {f"units_by_names:{layout.units}": height} if height else {}
            yield self._rows.batch(told, member, cells.bad, notes)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def format_of_layout(layout: Layout) -> Format:
    """The format of a layout."""
    return Format(
        name=layout.name,
        documented_at=layout.documented_at,
        kind=ExhibitKind.TRACKS,
        recognises=layout.recognises,
        reader=lambda task: LayoutReader(task, layout),
    )
