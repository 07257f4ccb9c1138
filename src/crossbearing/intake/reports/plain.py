"""Plain text without a date header: one report a file, published when the user says (`--published`)."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.partial_dates import first_and_last_day
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.reports.lines import decoded, stem_of
from crossbearing.intake.streams import Unreadable
from crossbearing.model.claims import Report
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "plain_text"
# A text begins with letters; these first characters begin JSON, XML and HTML.
_MARKUP = (b"{", b"[", b"<")
# Characters that no text has: the C0 controls but tab, line feed, form feed and carriage return.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r")


def recognises(head: bytes) -> bool:
    """Whether the bytes are text: no control characters, not JSON, not markup."""
    text = head.removeprefix(codecs.BOM_UTF8)
    start = text.lstrip()
    return bool(start) and not start.startswith(_MARKUP) and len(text.translate(None, _CONTROLS)) == len(text)


class PlainReader:
    """Reads a text whole; without a publication date it is a reject."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file as one report whose body begins at its first character."""
        data = stream.read(DEFAULT.report_bytes + 1)
        if len(data) > DEFAULT.report_bytes:
            raise Unreadable(f"limit report_bytes: more than {DEFAULT.report_bytes}")
        if self._task.published is None:
            rejects = Rejects(self._task.sha256)
            rejects.add(member, "line 1", "report without a date")
            yield Batch(NAME, 1, rejects=rejects.take())
            return
        start, end = first_and_last_day(self._task.published)
        text = decoded(data.removeprefix(codecs.BOM_UTF8))
        stem = stem_of(member or self._task.name)
        yield Batch(NAME, 1, reports=(Report(stem, text, 0, start, end, self._task.sha256, member),))

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
