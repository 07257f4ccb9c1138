"""Read an exhibit: unpack it, find the reader of each member, hand on its batches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from crossbearing.errors import InputError
from crossbearing.intake.mapping import Mapping
from crossbearing.intake.members import Member, members
from crossbearing.intake.partial_dates import first_and_last_day, instant
from crossbearing.intake.reader import Format, Reader, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.reports.plain import PLAIN
from crossbearing.intake.sniffing import HEAD_BYTES, format_of, unknown
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.mapped_csv import TABLE
from crossbearing.model.exhibits import Batch, ExhibitKind

# What the daily archives of adsb.lol hold beside traces; it is known, and none of it is positions we read.
_COMPANION = re.compile(
    r"(?:^|/)(?:readme[^/]*|licen[sc]e[^/]*|acas/[^/]*|heatmap/[^/]*|\.[^/]+|__MACOSX/.*)$", re.IGNORECASE
)
COMPANION = "companion_file"
# An archive of a million strange files is told in batches, like everything else.
REJECTS_PER_BATCH = 10_000


def read_exhibit(
    path: Path,
    *,
    name: str,
    sha256: str = "",
    kind: ExhibitKind | None = None,
    published: str | None = None,
    mapping: Mapping | None = None,
) -> Iterator[Batch]:
    """Read a file and yield what it holds, in batches of at most some 250,000 positions.

    `name` is the file name it came under, `published` the date of a text without one (YYYY[-MM[-DD]]), or when a
    recording of raw messages began, and in what zone its clock ran (YYYY-MM-DDTHH:MM:SS+HH:MM).
    A member that cannot be read counts as one row in and is one reject.
    Raises `UnknownFormat` for a single file in no known format (in an archive that is a reject), `InputError`
    for a `published` that is no date.
    """
    check_published(published)
    reading = _Reading(Task(name, sha256, published, mapping), kind)
    for member in members(path):
        yield from reading.take(member)
    yield from reading.finish()


def check_published(published: str | None) -> None:
    """Raise `InputError` for a publication date that is none."""
    try:
        if instant(published or "") is None:
            first_and_last_day(published or "2000")
    except ValueError as wrong:
        raise InputError("--published", str(wrong), "give a day, a month or a year, such as 2024-02") from wrong


def _is_about_the_archive(member: Member, form: Format) -> bool:
    """Whether a member that would pass for a plain text is only the read-me or the licence of its archive."""
    return form is PLAIN and _COMPANION.search(member.path) is not None


class _Reading:
    """One reading of one exhibit: a reader for each format met, and what none of them could take."""

    def __init__(self, task: Task, kind: ExhibitKind | None) -> None:
        self._task = task
        self._kind = kind
        self._readers: dict[str, Reader] = {}
        self._rejects = Rejects(task.sha256, task.name)
        self._lost = 0
        self._companions = 0
        self._complete = True

    def take(self, member: Member) -> Iterator[Batch]:
        """Read one member, whatever state it is in."""
        try:
            stream = member.open()
            form = TABLE if self._task.mapping else format_of(stream.peek(HEAD_BYTES)[:HEAD_BYTES], self._kind)
            if form is None or _is_about_the_archive(member, form):
                self._pass_over(member)
            else:
                yield from self._reader(form).take(stream, member.path)
        except Unreadable as reason:
            # Whose member it was is not known, so the exhibit can no longer prove anybody's silence.
            self._complete = False
            self._reject(member, str(reason))
        if self._lost >= REJECTS_PER_BATCH:
            yield self._passed_over()

    def finish(self) -> Iterator[Batch]:
        """Give what is held back."""
        if self._lost or self._companions:
            yield self._passed_over()
        for reader in self._readers.values():
            yield from reader.finish(self._complete)

    def _reader(self, form: Format) -> Reader:
        if form.name not in self._readers:
            self._readers[form.name] = form.reader(self._task)
        return self._readers[form.name]

    def _pass_over(self, member: Member) -> None:
        if not member.path:
            raise unknown(self._task.name)
        if _COMPANION.search(member.path):
            self._companions += 1
        else:
            self._reject(member, "of no format we read")

    def _reject(self, member: Member, reason: str) -> None:
        self._lost += 1
        self._rejects.add(member.path, "", reason)

    def _passed_over(self) -> Batch:
        notes = {COMPANION: self._companions} if self._companions else {}
        lost, self._lost, self._companions = self._lost, 0, 0
        return Batch("archive", lost, rejects=self._rejects.take(), notes=notes)
