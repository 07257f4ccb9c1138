"""State vectors of the OpenSky Network as CSV: its weekly hours, its Trino export, in metres and metres a second.

Documented at https://opensky-network.org/data/trino (table `state_vectors_data4`). A row is written every second
or ten whether or not the craft was heard: its vector is repeated for up to 300 s after the last contact. The
position is that of `lastposupdate`, and rows that only repeat it are dropped and counted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl

from crossbearing.intake.csv_chunks import CsvChunks, header_of
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.tracks.judged import positions_of, reject_rows
from crossbearing.intake.tracks.opensky_frame import COLUMNS, NEEDED, REPEAT, shaped, with_reason
from crossbearing.intake.tracks.stretches import Stretches
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "opensky"


def recognises(head: bytes) -> bool:
    """Whether the first line names the columns of a state vector."""
    return set(NEEDED) <= set(header_of(head))


class StateVectorReader:
    """Reads state vectors in pieces of some 100,000 rows, remembering each craft's last position time."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)
        self._stretches = Stretches(task.sha256)
        self._last = pl.DataFrame(schema={"icao24": pl.String, "before": pl.Float64})

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one CSV file."""
        self._last = self._last.clear()
        for piece in CsvChunks(stream, COLUMNS):
            for row, reason in piece.bad:
                self._rejects.add(member, f"row {row}", reason)
            yield self._batch(piece.frame, len(piece.bad), member)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the stretches of time in which the exhibit has rows."""
        archive = self._stretches.table()
        if archive.height:
            yield Batch(NAME, 0, archive=archive)

    def _batch(self, frame: pl.DataFrame, bad: int, member: str) -> Batch:
        judged = with_reason(frame, self._last)
        self._remember(judged)
        self._stretches.add(judged)
        rows = shaped(judged, member, self._sha256)
        reject_rows(rows, self._rejects)
        repeats = judged.filter(pl.col("reason") == REPEAT).height
        return Batch(
            NAME,
            rows_in=frame.height + bad,
            positions=positions_of(rows),
            rejects=self._rejects.take(),
            notes={REPEAT: repeats} if repeats else {},
        )

    def _remember(self, judged: pl.DataFrame) -> None:
        latest = judged.select("icao24", before="lastposupdate").filter(pl.col("before").is_not_null())
        both = pl.concat([self._last, latest])
        self._last = both.group_by("icao24", maintain_order=True).last()


OPENSKY = Format(
    name=NAME,
    documented_at="https://opensky-network.org/data/trino",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=StateVectorReader,
)
