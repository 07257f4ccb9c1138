"""Who contradicts whom, over time: relations between claims of different reports, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossbearing.dossier.desk import Desk
from crossbearing.dossier.roles import role_name
from crossbearing.dossier.wording import period
from crossbearing.dossier.words import word
from crossbearing.model.relations import Relates, Relation
from crossbearing.model.verdicts import Phrase

# What is told in the section; equal claims and parts stand under what is said more than once.
SHOWN = frozenset(
    {Relates.EXCLUSIVE, Relates.DENIES, Relates.GREW, Relates.SHRANK, Relates.CHANGED, Relates.HEDGE_LOST}
)
# Rows shown at once. GUESS.
MOST = 200


@dataclass(frozen=True, slots=True)
class Dispute:
    """One line: when, how, the numbers of the two claims, and why."""

    when: str
    relation: Relates
    a: int
    b: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """The lines of the section, and how many more there are."""

    lines: tuple[Dispute, ...]
    left_out: int


def disputes(found: Sequence[Relation], desk: Desk) -> Disputes:
    """Return the relations that a reader must know of, by the day of the later report."""
    shown = [one for one in found if one.relation in SHOWN and {one.a, one.b} <= desk.numbers.keys()]
    report_of = {claim.id: claim.report for claim in desk.claims}
    lines = tuple(
        Dispute(
            _when(report_of[one.a], desk),
            one.relation,
            desk.numbers[one.a],
            desk.numbers[one.b],
            tuple(word(_worded(phrase, desk.language), desk.language) for phrase in one.because),
        )
        for one in shown[:MOST]
    )
    return Disputes(lines, len(shown) - len(lines))


def _worded(phrase: Phrase, language: str) -> Phrase:
    """A role named by its key gets the reader's word for it."""
    return replace(phrase, values=tuple((n, role_name(v, language) if n == "role" else v) for n, v in phrase.values))


def _when(name: str, desk: Desk) -> str:
    report = desk.reports.get(name)
    if report is None or not report.is_dated:
        return ""
    return period(report.published_start, report.published_end, desk.language)
