"""Ranks what is testable among millions of reports, in memory that does not grow, and goes on where it was stopped."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from crossbearing.case.files import publish
from crossbearing.errors import InputError
from crossbearing.model.claims import Report
from crossbearing.model.exhibits import Batch
from crossbearing.reading import read_report
from crossbearing.reading.triage import Checkable, checkable, may_be_testable
from crossbearing.world import load_world

# Reports between two notes of how far the work is: at least some seconds of full reading, or one of looking.
BETWEEN_READ, BETWEEN_SEEN = 1_000, 100_000


@dataclass(slots=True)
class Triage:
    """How far it is, and the best reports so far; `inputs` tells whether the same files are asked for again."""

    top: int
    inputs: list[list[Any]] = field(default_factory=list)
    seen: int = 0
    read: int = 0
    rejected: int = 0
    best: list[Checkable] = field(default_factory=list)

    def ranked(self) -> list[Checkable]:
        """The best reports, the most telling first."""
        return sorted(self.best, key=_rank)

    def keep(self, one: Checkable) -> None:
        """Take one more report, and let the least telling go where there are too many."""
        self.best.append(one)
        if len(self.best) >= 2 * self.top:
            self.best = heapq.nsmallest(self.top, self.best, key=_rank)


def _rank(one: Checkable) -> tuple[int, str, str, str]:
    return -one.worth, one.report, one.member, one.exhibit


def triage(batches: Iterable[Batch], state: Triage, tell: Callable[[Triage], None]) -> Triage:
    """Look at every report, read those that may be testable, and keep the best; `tell` hears how far it is.

    Reports that `state` has seen are passed over, so that an interrupted run goes on.
    """
    world, skip = load_world(), state.seen
    for number, report in enumerate(_reports(batches, state), 1):
        if number <= skip:
            continue
        if may_be_testable(report.text):
            found = checkable(report, read_report(report, world))
            state.read += 1
            if found is not None:
                state.keep(found)
        state.seen = number
        if state.seen % BETWEEN_SEEN == 0 or (state.read and state.read % BETWEEN_READ == 0):
            tell(state)
    state.best = heapq.nsmallest(state.top, state.best, key=_rank)
    tell(state)
    return state


def _reports(batches: Iterable[Batch], state: Triage) -> Iterator[Report]:
    state.rejected = 0
    for batch in batches:
        state.rejected += int(batch.rejects["rows"].sum())
        yield from batch.reports


def resumed(notes: Path | None, paths: Iterable[Path], top: int) -> Triage:
    """Return where a run on the same files was left, or a beginning; raises `InputError` for notes on others."""
    inputs: list[list[Any]] = []
    for path in paths:
        status = path.stat() if path.exists() else None
        inputs.append([str(path), status.st_size if status else 0, status.st_mtime_ns if status else 0])
    if notes is None or not notes.exists():
        return Triage(top, inputs)
    try:
        state = msgspec.json.decode(notes.read_bytes(), type=Triage)
    except msgspec.DecodeError as wrong:
        raise InputError(str(notes), f"these are no notes of ours: {wrong}", "name another file") from wrong
    if state.inputs != inputs or state.top != top:
        raise InputError(str(notes), "these notes are of other files, or of another --top", "name another file")
    return state


def keep_notes(notes: Path, state: Triage) -> None:
    """Write down how far it is, whole or not at all."""
    publish(notes, msgspec.json.encode(state))
