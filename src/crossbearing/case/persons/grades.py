"""Grades by persons: kept in the order given, superseded and never overwritten, apart from verdict and origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection

from crossbearing.case.ledger import transaction
from crossbearing.case.persons.appended import append, named, short, stored
from crossbearing.case.persons.estimates import refuse_mixed
from crossbearing.case.persons.matters import Docket, matter_of, now, outcomes
from crossbearing.errors import InputError
from crossbearing.model.grades import Confidence, Credibility, Grade, Likelihood, Matter, Reliability
from crossbearing.model.verdicts import Outcome

TABLE, EVENT = "grades", "graded"
# "Confirmed by other sources" is said only where there are other sources: two independent origins at the least.
ORIGINS_TO_CONFIRM = 2
AGAINST = frozenset({Outcome.CONTRADICTED, Outcome.CONFLICTING})


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person judges; null is not judged, all null takes an earlier grade back."""

    source: Reliability | None = None
    information: Credibility | None = None
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is judged."""
        return self == Judged()

    def completed(self) -> Judged:
        """Return the pair whole: who grades only one of source and information leaves the other unjudged (F, 6)."""
        if self.source is None and self.information is None:
            return self
        return replace(
            self, source=self.source or Reliability.F, information=self.information or Credibility.NOT_JUDGED
        )


def stored_grades(db: Connection, held: Docket) -> list[Grade]:
    """All grades in the order given, with the ids of now and whether they are superseded."""
    grades = stored(db, TABLE, Grade)
    later: dict[tuple[str, str, str], int] = {}
    found = []
    for one in reversed(grades):
        matter = now(one.matter, held)
        key = one.by, matter.what.value, _name(matter, one)
        found.append(replace(one, matter=matter, superseded_by=later.get(key)))
        later[key] = one.number
    return found[::-1]


def _name(matter: Matter, one: Grade) -> str:
    """What tells whether two grades are of the same thing, also where that is gone."""
    return matter.id or "".join(f"{tied.text_sha256}{tied.start}-{tied.end}{tied.kind}" for tied in one.matter.claims)


def grade(db: Connection, held: Docket, target: str, judged: Judged, by: str, at: str, note: str = "") -> Grade:
    """Keep a grade of a claim or finding.

    Raises `InputError` for an id that is neither, a person without a name, a grade that judges nothing where there is
    none to take back, words that ICD 203 forbids, and "confirmed by other sources" where there are no other sources
    or the verdict speaks against the claim.
    """
    who, why = named(by, "--by", "the name of who grades"), short(note, "--note")
    with transaction(db):
        matter = matter_of(target, held)
        standing = [one for one in stored_grades(db, held) if one.superseded_by is None]
        _refuse_empty(judged, matter, who, standing)
        others = [one.likelihood for one in standing if not (one.by == who and one.matter.id == target)]
        refuse_mixed(judged.likelihood, why, [term for term in others if term])
        _refuse_unconfirmed(judged, matter, held)
        whole = judged.completed()

        def made(number: int) -> Grade:
            parts = whole.source, whole.information, whole.likelihood, whole.confidence
            return Grade(number, matter, *parts, by=who, at=at, note=why)

        return append(db, TABLE, EVENT, made, by=who, of=target)


def _refuse_empty(judged: Judged, matter: Matter, who: str, standing: Sequence[Grade]) -> None:
    if judged.is_empty and not any(one.by == who and one.matter.id == matter.id for one in standing):
        hint = "give --source, --information, --likelihood or --confidence"
        raise InputError("grade", "nothing is judged, and there is no grade to take back", hint)


def _refuse_unconfirmed(judged: Judged, matter: Matter, held: Docket) -> None:
    if judged.information is not Credibility.CONFIRMED:
        return
    finding = held.findings.get(held.finding_of.get(matter.claims[0].claim or "", ""))
    origins = finding.origins.lo if finding else 0
    if origins < ORIGINS_TO_CONFIRM:
        what = f"confirmed by other sources, but at least {ORIGINS_TO_CONFIRM} independent origins are not known here"
        raise InputError("--information", what, "2 is the highest grade for one origin")
    if AGAINST & set(outcomes(matter, held)):
        raise InputError("--information", "confirmed, but the verdict speaks against it", "settle the verdict first")
