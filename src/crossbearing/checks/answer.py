"""What one check answers, before the answers of all checks become one verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crossbearing.checks.decisive import usual_change
from crossbearing.model.verdicts import CheckResult, EvidenceRow, Outcome, Phrase, Reason, Verdict

# The most telling check wins (docs/method/verdicts.md).
TELLING = (
    Outcome.CONFLICTING,
    Outcome.CONTRADICTED,
    Outcome.SUPPORTED,
    Outcome.PARTLY_SUPPORTED,
    Outcome.NO_TRACE,
    Outcome.NOT_OBSERVABLE,
    Outcome.UNTESTED,
    Outcome.NOT_CHECKABLE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One check's answer with all that a verdict shows of it; fields as in `Verdict`.

    `sure`: what was seen lies in the claimed days on every clock they can be read by, so that it contradicts a claim
    that nothing happened then.
    """

    outcome: Outcome
    because: tuple[Phrase, ...] = ()
    reason: Reason | None = None
    matched: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    not_checkable: tuple[str, ...] = ()
    window: tuple[date, date] | None = None
    n_min: int | None = None
    n_max: int | None = None
    p_seen_lower: float | None = None
    k: int | None = None
    n: int | None = None
    evidence: tuple[EvidenceRow, ...] = ()
    tuning: tuple[tuple[str, str], ...] = ()
    would_change: tuple[Phrase, ...] = ()
    sure: bool = True


def combine(claim: str, answers: tuple[tuple[str, str, Answer], ...]) -> Verdict:
    """Join the answers of several checks, each with its name and method, to one verdict.

    Support and contradiction together are `conflicting`; else the most telling answer speaks for all.
    """
    outcomes = {answer.outcome for _, _, answer in answers}
    clash = {Outcome.SUPPORTED, Outcome.CONTRADICTED} <= outcomes
    ranked = sorted((answer for _, _, answer in answers), key=lambda a: TELLING.index(a.outcome))
    best = ranked[0]
    outcome = Outcome.CONFLICTING if clash else best.outcome
    return Verdict(
        claim=claim,
        verdict=outcome,
        reason=best.reason,
        roles_matched=best.matched,
        roles_unmatched=best.unmatched,
        roles_not_checkable=best.not_checkable,
        window=best.window,
        n_min=best.n_min,
        n_max=best.n_max,
        p_seen_lower=best.p_seen_lower,
        k=best.k,
        n=best.n,
        because=tuple(phrase for answer in (ranked if clash else ranked[:1]) for phrase in answer.because),
        evidence=tuple(dict.fromkeys(row for answer in ranked for row in answer.evidence)),
        checks=tuple(CheckResult(name, method, answer.tuning, answer.outcome) for name, method, answer in answers),
        would_change=(() if clash else best.would_change) or usual_change(outcome, best.reason, best.window),
    )
