"""Traces of readsb: `trace_full_HEX.json` and `trace_recent_HEX.json`, one craft and one UTC day each.

Written by every network that runs readsb or tar1090 (adsb.lol, ADSBexchange, airplanes.live, adsb.fi).
Documented in https://github.com/wiedehopf/readsb (README-json.md). The time of a row is always the document's
own `timestamp` plus the row's offset: the path and the midnight before it are never trusted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import polars as pl

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.archive_days import ArchiveDays, day_of
from crossbearing.intake.tracks.trace_frame import craft_of, frame_of, positions_of
from crossbearing.intake.tracks.trace_json import Trace, decode
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import AIRFRAMES

# Rows held back before a frame is made of them: large enough that the cost of a frame is small beside its rows.
ROWS_PER_BATCH = 100_000
_TRACE = re.compile(rb'"trace"\s*:\s*\[')


def recognises(head: bytes) -> bool:
    """Whether the file begins like a trace: an object with a list named `trace`."""
    return head.lstrip().startswith(b"{") and _TRACE.search(head) is not None


class TraceReader:
    """Reads the traces of one exhibit into batches of about `ROWS_PER_BATCH` rows."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256)
        self._days = ArchiveDays(task.sha256)
        self._held: list[tuple[str, Trace]] = []
        self._rows = 0

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file: a trace, or several of them one a line."""
        data = stream.read(DEFAULT.json_bytes + 1)
        if len(data) > DEFAULT.json_bytes:
            raise Unreadable(f"limit json_bytes: more than {DEFAULT.json_bytes}")
        for trace in _documents(data):
            self._hold(member, trace)
        if self._rows >= ROWS_PER_BATCH:
            yield self._batch()

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the rows held back and, for a whole day of a network, the stretch of time it holds."""
        if self._held:
            yield self._batch()
        archive = self._days.table(complete)
        if archive.height:
            yield Batch(NAME, 0, archive=archive)

    def _hold(self, member: str, trace: Trace) -> None:
        self._held.append((member, trace))
        self._rows += len(trace.rows)
        self._days.add(member, trace.timestamp)
        for number, reason in trace.bad:
            self._rejects.add(member, f"row {number}", reason)

    def _batch(self) -> Batch:
        held, self._held, self._rows = self._held, [], 0
        frame = frame_of(held, self._sha256)
        bad = frame.filter(pl.col("reason").is_not_null())
        for (nth, reason), rows in bad.group_by(["nth", "reason"], maintain_order=True):
            self._rejects.add_rows(held[int(str(nth))][0], rows["row"], str(reason))
        return Batch(
            NAME,
            rows_in=sum(trace.rows_in for _, trace in held),
            positions=positions_of(frame),
            airframes=_airframes(held, self._sha256),
            rejects=self._rejects.take(),
        )


def _documents(data: bytes) -> list[Trace]:
    try:
        return [decode(data)]
    except Unreadable:
        lines = data.splitlines()
        if len(lines) < 2 or not all(recognises(line) for line in lines if line.strip()):
            raise
        return [decode(line) for line in lines if line.strip()]


def _airframes(held: list[tuple[str, Trace]], sha256: str) -> pl.DataFrame:
    rows = [
        (craft_of(t.icao), day_of(t.timestamp), t.registration, t.typecode, t.operator, t.military, sha256, member)
        for member, t in held
        if t.registration or t.typecode or t.operator or t.military
    ]
    return AIRFRAMES.conform(pl.DataFrame(rows, schema=AIRFRAMES.schema, orient="row"))


NAME = "readsb"
READSB = Format(
    name=NAME,
    documented_at="https://github.com/wiedehopf/readsb/blob/dev/README-json.md",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=TraceReader,
)
