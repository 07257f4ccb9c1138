"""Reports under date headers: ` date 2024-02-10 text…`, running on until the next header at the start of a line.

The form in which press texts arrive by the million. One header in a file: the report's id is the file's stem and
its stored text is the file itself; several: `stem#1`, `stem#2`, …, each with its own slice as the stored text.
Offsets count code points of the stored text. The bytes of a report are UTF-8 (a byte-order mark is dropped), or,
when they are not, Windows-1252, the other encoding in which French texts arrive.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.partial_dates import first_and_last_day
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable
from crossbearing.model.claims import Report
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "dated_lines"
HEADER = re.compile(rb"[ \t]{0,8}date[ \t]+(\d{4}[0-9-]{0,12})(?=[ \t\r\n]|$)[ \t]*")
# A title, a table of contents or a letterhead may stand before the first report. GUESS.
LINES_LOOKED_AT = 50
# Reports of the world's press are 2 to 5 KiB each: a batch stays within some 5 MB.
REPORTS_PER_BATCH = 1_000


def recognises(head: bytes) -> bool:
    """Whether one of the first lines begins with a date header; what stands before it will be a reject."""
    text = head.removeprefix(codecs.BOM_UTF8)
    return any(HEADER.match(line) is not None for line in text.splitlines()[:LINES_LOOKED_AT])


@dataclass(slots=True)
class _Slice:
    """The lines of one report, its number in the file and the line it begins on (both from 1).

    `size` counts all its bytes, `header` those before its header: blank lines at the beginning of the file.
    """

    number: int
    line: int
    lines: list[bytes] = field(default_factory=list)
    size: int = 0
    header: int = 0

    def is_blank(self) -> bool:
        """Whether this is nothing but blank lines before the first header."""
        return not self.number and not b"".join(self.lines).strip()

    def add(self, line: bytes) -> None:
        """Take one more line; beyond the limit it is only counted."""
        self.size += len(line)
        if self.size <= DEFAULT.report_bytes:
            self.lines.append(line)


def slices(stream: io.BufferedReader) -> Iterator[_Slice]:
    """Cut a stream at its date headers; the slice before the first has number 0 (only when it is not blank)."""
    now = _Slice(0, 1)
    for count, line in enumerate(_lines(stream), 1):
        if HEADER.match(line) is not None:
            if now.is_blank():
                now = _Slice(1, count, now.lines, now.size, header=now.size)
            else:
                yield now
                now = _Slice(now.number + 1, count)
        now.add(line)
    if not now.is_blank():
        yield now


def _lines(stream: io.BufferedReader) -> Iterator[bytes]:
    first = True
    while line := stream.readline(DEFAULT.report_bytes + 1):
        yield line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False


def decoded(data: bytes) -> str:
    """The text of a report's bytes; raises `Unreadable` for bytes that are no text."""
    if b"\0" in data:
        raise Unreadable("holds NUL characters: no text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


class LinesReader:
    """Reads files of dated reports, in batches of `REPORTS_PER_BATCH`."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._rejects = Rejects(task.sha256, task.name)
        self._held: list[Report] = []
        self._rows = 0

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file. The first report waits for the second, because its id depends on there being one."""
        stem = stem_of(member or self._task.name)
        waiting: _Slice | None = None
        for piece in slices(stream):
            if waiting is not None:
                self._read(waiting, f"{stem}#{waiting.number}", member)
                waiting = None
            if piece.number == 1:
                waiting = piece
            else:
                self._read(piece, f"{stem}#{piece.number}", member)
            if len(self._held) >= REPORTS_PER_BATCH:
                yield self._batch()
        if waiting is not None:
            self._read(waiting, stem, member)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the reports held back."""
        if self._rows:
            yield self._batch()

    def _read(self, piece: _Slice, name: str, member: str) -> None:
        self._rows += 1
        try:
            self._held.append(self._report(piece, name, member))
        except (Unreadable, ValueError) as reason:
            self._rejects.add(member, f"line {piece.line}", str(reason))

    def _report(self, piece: _Slice, name: str, member: str) -> Report:
        if piece.number == 0:
            raise Unreadable("report without a date")
        if piece.size > DEFAULT.report_bytes:
            raise Unreadable(f"limit report_bytes: more than {DEFAULT.report_bytes}")
        data = b"".join(piece.lines)
        header = HEADER.match(data, piece.header)
        assert header is not None
        start, end = first_and_last_day(header[1].decode("ascii"))
        text = decoded(data)
        return Report(name, text, header.end(), start, end, self._task.sha256, member)

    def _batch(self) -> Batch:
        held, self._held = tuple(self._held), []
        rows, self._rows = self._rows, 0
        return Batch(NAME, rows, reports=held, rejects=self._rejects.take())


def stem_of(name: str) -> str:
    """The file name without folders and without its last suffix; `.gz` falls away first."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return PurePosixPath(last.removesuffix(".gz")).stem


LINES = Format(
    name=NAME,
    documented_at="docs/method/intake.md",
    kind=ExhibitKind.REPORTS,
    recognises=recognises,
    reader=LinesReader,
)
