"""The checks that exist, in a visible tuple, and the one way through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crossbearing.checks.answer import Answer, combine
from crossbearing.checks.beyond import beyond, delivered, needs_records, needs_ships
from crossbearing.checks.flew import flew
from crossbearing.checks.negation import denied, inverted, target_of
from crossbearing.checks.origins import cites_tracking
from crossbearing.checks.rose import rose
from crossbearing.checks.visited import visited
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, Kind, Polarity, Problem
from crossbearing.model.verdicts import Outcome, Verdict, phrase


@dataclass(frozen=True, slots=True)
class Check:
    """A test of claims of some kinds; the docstring of `function` is printed in the dossier."""

    name: str
    kinds: frozenset[Kind]
    function: Callable[[Claim, Witness], Answer]

    @property
    def method(self) -> str:
        """The first sentence of what the check does."""
        return (self.function.__doc__ or "").strip().splitlines()[0]


# Verdicts that rest on the same kind of receivers as a claim that cites flight tracking.
SEEN = (Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED)

CHECKS: tuple[Check, ...] = (
    Check("flew", frozenset({Kind.FLIGHT}), flew),
    Check("visited", frozenset({Kind.VISIT_COUNT}), visited),
    Check("rose", frozenset({Kind.TRAFFIC_CHANGE}), rose),
    Check("delivered", frozenset({Kind.DELIVERY}), delivered),
    Check("ships", frozenset({Kind.PORT_CALL, Kind.SHIP_TRANSFER}), needs_ships),
    Check("records", frozenset({Kind.VISIT_OF_PEOPLE}), needs_records),
    Check(
        "beyond",
        frozenset({Kind.AGREEMENT, Kind.TRAINING, Kind.DEPLOYMENT, Kind.ALIAS, Kind.STATEMENT}),
        beyond,
    ),
)


def check_claims(claims: Sequence[Claim], witness: Witness, *, problems: Sequence[Problem] = ()) -> tuple[Verdict, ...]:
    """Return one verdict per claim, in their order.

    Denials come last in time: each takes the inverse of the claim it denies. A claim that shares characters with a
    problem of its report carries that problem as `inconsistent`, beside its verdict.
    """
    found = {claim.id: check_claim(claim, witness) for claim in claims if claim.kind is not Kind.DENIAL}
    verdicts = []
    for claim in claims:
        verdict = found.get(claim.id) or denied(claim, target_of(claim, claims), found)
        verdicts.append(replace(verdict, inconsistent=_inconsistent(claim, problems)))
    return tuple(verdicts)


def check_claim(claim: Claim, witness: Witness) -> Verdict:
    """Return the verdict on one claim that is no denial: all checks of its kind, combined, turned if it is negative."""
    checks = [check for check in CHECKS if claim.kind in check.kinds]
    answers = tuple((check.name, check.method, check.function(claim, witness)) for check in checks)
    verdict = combine(claim.id, answers)
    verdict = inverted(verdict) if claim.polarity is Polarity.NEGATIVE else verdict
    if verdict.verdict in SEEN and cites_tracking(claim):
        return replace(verdict, because=(*verdict.because, phrase("origins.reproduced")))
    return verdict


def _inconsistent(claim: Claim, problems: Sequence[Problem]) -> str | None:
    """The first problem of the same report that touches the claim's characters."""
    for problem in problems:
        if problem.report == claim.report:
            for span in problem.spans:
                if span.start < claim.end and claim.start < span.end:
                    return problem.because
    return None
