"""Plain text without a date header: one report a file, published when the user says (`--published`), or nobody."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.reports.dating import said_or_nobody
from crossbearing.intake.reports.lines import decoded, stem_of
from crossbearing.intake.streams import read_whole
from crossbearing.model.claims import Report
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "plain_text"
# In prose a blank follows a comma, and five paragraphs with the same number of commas, two or more, have not been
# met. Among 1,700 public files of many formats nine tables and logs still pass for prose (measured).
TABLE_LINES = 5
FEWEST_SEPARATORS = 2
SEPARATORS = (b",", b";", b"\t")
# A text begins with letters; these first characters begin JSON, XML and HTML.
_MARKUP = (b"{", b"[", b"<")
# Characters that no text has: the C0 controls but tab, line feed, form feed and carriage return.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r")


def recognises(head: bytes) -> bool:
    """Whether the bytes are text: no control characters, not JSON, not markup, not a table."""
    text = head.removeprefix(codecs.BOM_UTF8)
    start = text.lstrip()
    if not start or start.startswith(_MARKUP) or _is_table(start):
        return False
    return len(text.translate(None, _CONTROLS)) == len(text)


def _is_table(text: bytes) -> bool:
    """Whether this is a CSV: no blank behind the separators of its first line, or equally many in all lines."""
    lines = [line for line in text.splitlines()[:TABLE_LINES] if line.strip()]
    return _is_header(lines[0]) or (len(lines) > 1 and any(_equally_many(lines, one) for one in SEPARATORS))


def _is_header(line: bytes) -> bool:
    counts = [(line.count(one), line.count(one + b" ")) for one in SEPARATORS]
    return any(all_of >= FEWEST_SEPARATORS and not spaced for all_of, spaced in counts)


def _equally_many(lines: list[bytes], separator: bytes) -> bool:
    counts = {line.count(separator) for line in lines}
    return len(counts) == 1 and min(counts) >= FEWEST_SEPARATORS


class PlainReader:
    """Reads a text whole; without a publication date nothing is counted from one."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file as one report whose body begins at its first character."""
        data = read_whole(stream, DEFAULT.report_bytes, "report_bytes")
        start, end, source = said_or_nobody(self._task.published)
        text = decoded(data.removeprefix(codecs.BOM_UTF8))
        stem = stem_of(member or self._task.name)
        yield Batch(NAME, 1, reports=(Report(stem, text, 0, start, end, self._task.sha256, member, source),))

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


PLAIN = Format(
    name=NAME,
    documented_at="docs/method/intake.md",
    kind=ExhibitKind.REPORTS,
    recognises=recognises,
    reader=PlainReader,
)
