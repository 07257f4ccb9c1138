"""Read an exhibit: unpack it, find the reader of each member, hand on its batches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crossbearing.errors import InputError
from crossbearing.intake.members import Member, members
from crossbearing.intake.partial_dates import first_and_last_day
from crossbearing.intake.reader import Format, Reader, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.reports.plain import PLAIN
from crossbearing.intake.sniffing import HEAD_BYTES, format_of, unknown
from crossbearing.intake.streams import Unreadable
from crossbearing.model.exhibits import Batch, ExhibitKind

# What the daily archives of adsb.lol hold beside traces; it is known, and none of it is positions we read.
_COMPANION = re.compile(
    r"(?:^|/)(?:readme[^/]*|licen[sc]e[^/]*|acas/[^/]*|heatmap/[^/]*|\.[^/]+|__MACOSX/.*)$", re.IGNORECASE
)
COMPANION = "companion_file"


def read_exhibit(
    path: Path, *, name: str, sha256: str = "", kind: ExhibitKind | None = None, published: str | None = None
) -> Iterator[Batch]:
    """Read a file and yield what it holds, in batches of at most some 250,000 positions.

    `name` is the file name it came under, `published` the date of a text without one (YYYY[-MM[-DD]]).
    A member that cannot be read counts as one row in and is one reject.
    Raises `UnknownFormat` for a single file in no known format (in an archive that is a reject), `InputError`
    for a `published` that is no date.
    """
    _check_date(published)
    reading = _Reading(Task(name, sha256, published), kind)
    for member in members(path):
        yield from reading.take(member)
    yield from reading.finish()


def _check_date(published: str | None) -> None:
    try:
        first_and_last_day(published or "2000")
    except ValueError as wrong:
        raise InputError("--published", str(wrong), "give a day, a month or a year, such as 2024-02") from wrong


def _is_about_the_archive(member: Member, form: Format) -> bool:
    """Whether a member that would pass for a plain text is only the read-me or the licence of its archive."""
    return form is PLAIN and _COMPANION.search(member.path) is not None


@dataclass(slots=True)
class _Reading:
    """One reading of one exhibit: a reader for each format met, and whether all of it could be unpacked."""

    task: Task
    kind: ExhibitKind | None
    readers: dict[str, Reader] = field(default_factory=dict)
    complete: bool = True

    def take(self, member: Member) -> Iterator[Batch]:
        """Read one member, whatever state it is in."""
        try:
            stream = member.open()
            form = format_of(stream.peek(HEAD_BYTES)[:HEAD_BYTES], self.kind)
            if form is not None and not _is_about_the_archive(member, form):
                yield from self._reader(form).take(stream, member.path)
                return
            yield from self._unknown(member)
        except Unreadable as reason:
            self.complete = self.complete and not member.container
            yield self._reject(member.path, str(reason))

    def finish(self) -> Iterator[Batch]:
        """Give what the readers held back."""
        for reader in self.readers.values():
            yield from reader.finish(self.complete)

    def _reader(self, form: Format) -> Reader:
        if form.name not in self.readers:
            self.readers[form.name] = form.reader(self.task)
        return self.readers[form.name]

    def _unknown(self, member: Member) -> Iterator[Batch]:
        if not member.path:
            raise unknown(self.task.name)
        if _COMPANION.search(member.path):
            yield Batch("archive", 0, notes={COMPANION: 1})
        else:
            yield self._reject(member.path, "of no format we read")

    def _reject(self, member: str, reason: str) -> Batch:
        rejects = Rejects(self.task.sha256, self.task.name)
        rejects.add(member, "", reason)
        return Batch("archive", 1, rejects=rejects.take())
