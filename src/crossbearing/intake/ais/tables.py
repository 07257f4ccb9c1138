"""Tables of ship positions, whatever the source calls its columns (`columns`): a row is a position.

Times are those of `seconds_of`, exactEarth's `20130101_000001`, and the Danish `05/02/2024 00:00:11`, in which the
day comes first, as it does under a French name; the same form from another source does not say which comes first, and
is a reject unless a day beyond the 12th shows it in the same piece.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from crossbearing.intake.ais.columns import NUMBERS, columns_of, day_first, suffices
from crossbearing.intake.ais.typed import batch_of, timed
from crossbearing.intake.csv_chunks import CsvChunks, header_of
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "ais_table"
_HEAD_BYTES = 65_536


def recognises(head: bytes) -> bool:
    """Whether the first line names a sender by its MMSI, a time and a place."""
    return suffices(header_of(head))


class TableReader:
    """Reads tables of ship positions in pieces of some 100,000 rows."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one table."""
        header = header_of(stream.peek(_HEAD_BYTES)[:_HEAD_BYTES])
        columns = columns_of(header)
        kinds = {theirs: "number" if ours in NUMBERS else "word" for ours, theirs in columns.items()}
        first = day_first(header)
        for piece in CsvChunks(stream, kinds):
            ours = piece.frame.rename({theirs: name for name, theirs in columns.items()})
            yield batch_of(NAME, timed(ours, first), piece.bad, member, self._sha256, self._rejects)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


SHIP_TABLE = Format(
    name=NAME,
    documented_at="https://coast.noaa.gov/data/marinecadastre/ais/data-dictionary.pdf",
    kind=ExhibitKind.SHIPS,
    recognises=recognises,
    reader=TableReader,
)
"""The format."""
