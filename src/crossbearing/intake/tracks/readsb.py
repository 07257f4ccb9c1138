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
from crossbearing.intake.streams import Unreadable, read_whole
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
        self._rejects = Rejects(task.sha256, task.name)
        self._days = ArchiveDays(task.sha256)
        self._held: list[tuple[str, Trace]] = []
        self._rows = 0
        self._lines_lost = 0

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file: a trace, or several of them one a line."""
        data = read_whole(stream, DEFAULT.json_bytes, "json_bytes")
        try:
            self._hold(member, decode(data))
        except Unreadable:
            lines = trace_lines(data)
            if not lines:
                raise
            self._hold_lines(member, lines)
        if self._rows >= ROWS_PER_BATCH:
            yield self._batch()

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the rows held back and, for a whole day of a network, the stretch of time it holds."""
        if self._held or self._lines_lost:
            yield self._batch()
        archive = self._days.table(complete)
        if archive.height:
            yield Batch(NAME, 0, archive=archive)

    def _hold_lines(self, member: str, lines: list[tuple[int, bytes]]) -> None:
        rows = 0
        for number, line in lines:
            try:
                trace = decode(line)
            except Unreadable as reason:
                self._rejects.add(member, f"line {number}", str(reason))
                self._lines_lost += 1
            else:
                self._hold(member, trace.numbered_from(rows))
                rows += trace.rows_in

    def _hold(self, member: str, trace: Trace) -> None:
        self._held.append((member, trace))
        self._rows += len(trace.rows)
        self._days.add(member, trace.timestamp)
        for number, reason in trace.bad:
            self._rejects.add(member, f"row {number}", reason)

    def _batch(self) -> Batch:
        held, self._held, self._rows = self._held, [], 0
        lost, self._lines_lost = self._lines_lost, 0
        frame = frame_of(held, self._sha256)
        bad = frame.filter(pl.col("reason").is_not_null())
        for (nth, reason), rows in bad.group_by(["nth", "reason"], maintain_order=True):
            self._rejects.add_rows(held[int(str(nth))][0], rows["row"], str(reason))
        return Batch(
            NAME,
            rows_in=sum(trace.rows_in for _, trace in held) + lost,
            positions=positions_of(frame),
            airframes=_airframes(held, self._sha256),
            rejects=self._rejects.take(),
        )


def trace_lines(data: bytes) -> list[tuple[int, bytes]]:
    """The lines of a file of traces, one a line, with their numbers from 1; none when that is not what it is."""
    lines = [(number, line) for number, line in enumerate(data.splitlines(), 1) if line.strip()]
    return lines if len(lines) > 1 and all(recognises(line) for _, line in lines) else []


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
