"""Read an exhibit: unpack it, find the reader of each member, hand on its batches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from crossbearing.errors import InputError
from crossbearing.intake.ais import MAPPED_SHIPS
from crossbearing.intake.mapping import Mapping
from crossbearing.intake.members import Member, members
from crossbearing.intake.partial_dates import first_and_last_day, instant
from crossbearing.intake.parts import Source
from crossbearing.intake.reader import Format, Reader, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.reports.plain import PLAIN
from crossbearing.intake.sniffing import HEAD_BYTES, format_in, format_of, settled, unknown
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.mapped_csv import TABLE
from crossbearing.model.exhibits import Batch, ExhibitKind

# What the daily archives of adsb.lol hold beside tracks; it is known, and no positions are lost with it.
_COMPANION = re.compile(r"(?:^|/)(?:readme[^/]*|licen[sc]e[^/]*|\.[^/]+|__MACOSX/.*)$", re.IGNORECASE)
# Warnings of collision, with the positions of some traces once more.
_WARNINGS = re.compile(r"(?:^|/)acas/acas\.(?:csv|json)(?:\.gz)?$")
COMPANION = "companion_file"
TRACED = "its craft is told of in full elsewhere in the archive"
TRACED_NOTE = "craft_told_elsewhere"
# An archive of a million strange files is told in batches, like everything else.
REJECTS_PER_BATCH = 10_000


def read_exhibit(
    path: Source,
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
    if reading.put_off:
        yield from reading.fill_in(members(path))


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
        self._packed = False
        self._told_of: set[str] = set()
        self.put_off: set[str] = set()

    def take(self, member: Member) -> Iterator[Batch]:
        """Read one member, whatever state it is in."""
        self._packed = self._packed or bool(member.path)
        try:
            stream = settled(member.open())
            form = self._mapped() or format_in(stream, self._kind)
            if form is None or _is_about_the_archive(member, form) or _WARNINGS.search(member.path):
                self._pass_over(member)
            elif form.fills_in and member.path:
                self.put_off.add(member.path)
            else:
                yield from self._watched(self._reader(form).take(stream, member.path))
        except Unreadable as reason:
            # Whose member it was is not known, so the exhibit can no longer prove anybody's silence.
            self._complete = False
            self._reject(member, str(reason))
        if self._lost >= REJECTS_PER_BATCH:
            yield from self._lost_so_far()

    def _mapped(self) -> Format | None:
        """The format that a mapping asks for; null without one."""
        if self._task.mapping is None:
            return None
        return MAPPED_SHIPS if self._task.mapping.tells_ships else TABLE

    def finish(self) -> Iterator[Batch]:
        """Give what is held back."""
        yield from self._lost_so_far()
        for reader in self._readers.values():
            yield from self._watched(reader.finish(self._complete))
        self._readers.clear()

    def fill_in(self, again: Iterable[Member]) -> Iterator[Batch]:
        """Read what was put off, for craft of which nothing else in the archive told; `again` are all its members."""
        told = pl.Series(sorted(self._told_of), dtype=pl.String).implode()
        for member in again:
            if member.path in self.put_off:
                yield from self._fill_in(member, pl.col("craft").is_in(told))
        yield from self._lost_so_far()
        for reader in self._readers.values():
            yield from reader.finish(self._complete)

    def _fill_in(self, member: Member, told: pl.Expr) -> Iterator[Batch]:
        try:
            stream = member.open()
            form = format_of(stream.peek(HEAD_BYTES)[:HEAD_BYTES], self._kind)
            if form is not None:
                for batch in self._reader(form).take(stream, member.path):
                    yield self._of_untold(batch, member.path, told)
        except Unreadable as reason:
            self._complete = False
            self._reject(member, str(reason))

    def _watched(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Pass batches on and remember, in an archive, whose positions they hold."""
        for batch in batches:
            if self._packed:
                self._told_of.update(batch.positions["craft"].unique())
            yield batch

    def _of_untold(self, batch: Batch, member: str, told: pl.Expr) -> Batch:
        """The batch with its positions of craft already `told` of as rejects."""
        doubled = batch.positions.filter(told)["row"]
        if doubled.is_empty():
            return batch
        rejects = Rejects(self._task.sha256, self._task.name)
        rejects.add_rows(member, doubled, TRACED)
        return replace(
            batch,
            positions=batch.positions.filter(~told),
            rejects=pl.concat([batch.rejects, rejects.take()]),
            notes={**batch.notes, TRACED_NOTE: doubled.len()},
        )

    def _reader(self, form: Format) -> Reader:
        if form.name not in self._readers:
            self._readers[form.name] = form.reader(self._task)
        return self._readers[form.name]

    def _pass_over(self, member: Member) -> None:
        if not member.path:
            raise unknown(self._task.name)
        if _COMPANION.search(member.path) or _WARNINGS.search(member.path):
            self._companions += 1
        else:
            self._reject(member, "of no format we read")

    def _reject(self, member: Member, reason: str) -> None:
        self._lost += 1
        self._rejects.add(member.path, "", reason)

    def _lost_so_far(self) -> Iterator[Batch]:
        """What no reader could take."""
        if not self._lost and not self._companions:
            return
        notes = {COMPANION: self._companions} if self._companions else {}
        lost, self._lost, self._companions = self._lost, 0, 0
        yield Batch("archive", lost, rejects=self._rejects.take(), notes=notes)
