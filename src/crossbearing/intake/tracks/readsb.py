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
from crossbearing.intake.tracks.judged import positions_of, reject_rows
from crossbearing.intake.tracks.trace_frame import TraceColumns, craft_of
from crossbearing.intake.tracks.trace_json import Trace, decode
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import AIRFRAMES

# Rows held back before a frame is made of them: large enough that the cost of a frame is small beside its rows.
ROWS_PER_BATCH = 100_000
MOST_ROWS = 250_000
# A day of a network with fewer than its 256 folders of traces; the note says how many are not there.
FOLDERS_MISSING = "trace_folders_missing"
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
        self._begin()

    def _begin(self) -> None:
        self._columns = TraceColumns()
        self._airframes: list[tuple[object, ...]] = []
        self._rows_in = 0

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file: a trace, or several of them one a line."""
        line = stream.readline(DEFAULT.json_bytes)
        first = _decoded(line)
        if first is None:
            self._hold_whole(member, line + read_whole(stream, DEFAULT.json_bytes - len(line), "json_bytes"))
        else:
            self._hold(member, first)
            yield from self._take_lines(member, first.rows_in, stream)
        if len(self._columns) >= ROWS_PER_BATCH:
            yield from self._batches()

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the rows held back and, for a whole day of a network, the stretch of time it holds."""
        if self._rows_in or self._airframes:
            yield from self._batches()
        archive = self._days.table(complete)
        if archive.height:
            missing = self._days.folders_missing
            yield Batch(NAME, 0, archive=archive, notes={FOLDERS_MISSING: missing} if missing else {})

    def _take_lines(self, member: str, rows: int, stream: io.BufferedReader) -> Iterator[Batch]:
        """Read the lines after the first, behind so many rows."""
        for number, line in enumerate(iter(lambda: stream.readline(DEFAULT.json_bytes), b""), 2):
            rows += self._hold_line(member, number, line, rows)
            if len(self._columns) >= ROWS_PER_BATCH:
                yield from self._batches()

    def _hold_whole(self, member: str, data: bytes) -> None:
        """A document over several lines; where it is none, its lines are tried one by one."""
        try:
            self._hold(member, decode(data))
        except Unreadable:
            lines = data.splitlines()
            if not any(_decoded(line) for line in lines[1:]):
                raise
            rows = 0
            for number, line in enumerate(lines, 1):
                rows += self._hold_line(member, number, line, rows)

    def _hold_line(self, member: str, number: int, line: bytes, first: int) -> int:
        """Take one line behind `first` rows; returns how many rows it has."""
        if not line.strip():
            return 0
        try:
            trace = decode(line)
        except Unreadable as reason:
            self._rejects.add(member, f"line {number}", str(reason))
            self._rows_in += 1
            return 0
        self._hold(member, trace.numbered_from(first))
        return trace.rows_in

    def _hold(self, member: str, trace: Trace) -> None:
        self._rows_in += trace.rows_in
        self._columns.add(member, trace)
        self._days.add(member, trace.timestamp)
        if trace.registration or trace.typecode or trace.operator or trace.military:
            self._airframes.append(self._airframe(member, trace))
        for number, reason in trace.bad:
            self._rejects.add(member, f"row {number}", reason)

    def _airframe(self, member: str, trace: Trace) -> tuple[object, ...]:
        told = (trace.registration, trace.typecode, trace.operator, trace.military)
        return (craft_of(trace.icao), day_of(trace.timestamp), *told, self._sha256, member)

    def _batches(self) -> Iterator[Batch]:
        """What is held, in one batch; further ones only when a single file has more rows than one may hold."""
        frame = self._columns.frame(self._sha256)
        reject_rows(frame, self._rejects)
        positions = positions_of(frame)
        further = range(MOST_ROWS, positions.height, MOST_ROWS)
        yield Batch(
            NAME,
            rows_in=self._rows_in - max(positions.height - MOST_ROWS, 0),
            positions=positions[:MOST_ROWS],
            airframes=AIRFRAMES.conform(pl.DataFrame(self._airframes, schema=AIRFRAMES.schema, orient="row")),
            rejects=self._rejects.take(),
        )
        for start in further:
            piece = positions[start : start + MOST_ROWS]
            yield Batch(NAME, rows_in=piece.height, positions=piece)
        self._begin()


def _decoded(line: bytes) -> Trace | None:
    """The trace that a line is by itself; null for any other."""
    try:
        return decode(line)
    except Unreadable:
        return None


NAME = "readsb"
READSB = Format(
    name=NAME,
    documented_at="https://github.com/wiedehopf/readsb/blob/dev/README-json.md",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=TraceReader,
)
