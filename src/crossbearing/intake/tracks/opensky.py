"""State vectors of the OpenSky Network as CSV: its weekly hours, its Trino export, in metres and metres a second.

Documented at https://opensky-network.org/data/trino (table `state_vectors_data4`). A row is written every second
or ten whether or not the craft was heard: its vector is repeated for up to 300 s after the last contact. The
position is that of `lastposupdate`, and rows that only repeat it are dropped and counted; where the craft was still
heard a minute after its last position, it was heard and not located, which is kept as a contact.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import polars as pl

from crossbearing.intake.csv_chunks import CsvChunks, header_of
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.tracks.judged import positions_of, reject_rows
from crossbearing.intake.tracks.opensky_frame import BESIDE, COLUMNS, HEARD, NEEDED, REPEAT, shaped, with_reason
from crossbearing.intake.tracks.stretches import Stretches
from crossbearing.intake.tracks.unlocated import sightings_of
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "opensky"


def recognises(head: bytes) -> bool:
    """Whether the first line names the columns of a state vector."""
    return set(NEEDED) <= set(header_of(head))


class Vectors:
    """Turns state vectors into batches, remembering each craft's last position time from piece to piece.

    What was `queried` from the network's tables is somebody's selection, however many craft are in it.
    """

    def __init__(self, form: str, task: Task, queried: bool = False) -> None:
        self._form = form
        self._queried = queried
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)
        self._stretches = Stretches(task.sha256)
        self.begin()

    def begin(self) -> None:
        """Forget the craft of the file before."""
        self._last = pl.DataFrame(schema={"icao24": pl.String, "before": pl.Float64})

    def batch(self, frame: pl.DataFrame, bad: Sequence[tuple[int, str]], member: str) -> Batch:
        """One batch of rows with the columns of `COLUMNS` and `row`; `bad` are further rows, as (row, reason)."""
        for row, reason in bad:
            self._rejects.add(member, f"row {row}", reason)
        judged = with_reason(frame, self._last)
        self._remember(judged)
        self._stretches.add(judged)
        rows = shaped(judged, member, self._sha256)
        heard = (pl.col("reason") == HEARD).fill_null(False)
        reject_rows(rows.filter(~heard), self._rejects)
        repeats = judged.filter(pl.col("reason") == REPEAT).height
        return Batch(
            self._form,
            rows_in=frame.height + len(bad),
            positions=positions_of(rows.drop(*BESIDE)),
            sightings=sightings_of(rows.filter(heard), "opensky"),
            rejects=self._rejects.take(),
            notes={REPEAT: repeats} if repeats else {},
        )

    def archive(self) -> Iterator[Batch]:
        """The stretches of time in which the exhibit has rows, if it has any."""
        archive = self._stretches.table()
        if archive.height:
            told = archive.with_columns(whole=pl.col("whole") & (not self._queried))
            yield Batch(self._form, 0, archive=told)

    def _remember(self, judged: pl.DataFrame) -> None:
        latest = judged.select("icao24", before="lastposupdate").filter(pl.col("before").is_not_null())
        both = pl.concat([self._last, latest])
        self._last = both.group_by("icao24", maintain_order=True).last()


class StateVectorReader:
    """Reads state vectors in pieces of some 100,000 rows."""

    def __init__(self, task: Task) -> None:
        self._vectors = Vectors(NAME, task)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one CSV file."""
        self._vectors.begin()
        for piece in CsvChunks(stream, COLUMNS):
            yield self._vectors.batch(piece.frame, piece.bad, member)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the stretches of time in which the exhibit has rows."""
        return self._vectors.archive()


OPENSKY = Format(
    name=NAME,
    documented_at="https://opensky-network.org/data/trino",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=StateVectorReader,
)
