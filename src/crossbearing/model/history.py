"""What became of verdicts over time, and why one is no longer up to date."""

from __future__ import annotations

from dataclasses import dataclass, field

from crossbearing.model.corrections import Tied
from crossbearing.model.verdicts import Outcome, Phrase, Reason


@dataclass(frozen=True, slots=True)
class Answered:
    """What a verdict answered, without its grounds: these fields are those of `Verdict`."""

    verdict: Outcome
    reason: Reason | None = None
    inconsistent: str | None = None
    n_min: int | None = None
    n_max: int | None = None
    roles_matched: tuple[str, ...] = ()
    roles_unmatched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of the answer to a claim, as written down when it was judged anew.

    `was` is null at the first judgement of a claim, `now` where it is no claim any more. `because` says what had
    changed since the judgement before: exhibits, corrections, words on pairs of claims, accepted proposals, the
    program. `at` is the time in UTC of the judgement. `claim` is the id of now, null where there is no such claim.
    """

    number: int
    claim: str | None
    of: Tied
    was: Answered | None
    now: Answered | None
    because: tuple[Phrase, ...]
    version: str
    at: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a judgement was made from, so that it can be told what has changed since.

    `exhibits` are those of the case by SHA-256, with what was said of their kind, date and columns; `readers` the
    libraries installed for kinds of file of which an exhibit was rejected for want of one.
    """

    version: str
    exhibits: dict[str, str] = field(default_factory=dict)
    corrections: int = 0
    ties: int = 0
    accepted: int = 0
    declarations: int = 0
    readers: tuple[str, ...] = ()
