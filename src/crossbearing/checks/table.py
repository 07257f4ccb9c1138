"""The checks that exist, in a visible tuple, and the one way through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crossbearing.checks.answer import Answer, combine
from crossbearing.checks.at_sea.alongside import alongside
from crossbearing.checks.at_sea.called import by_sea, called, carried
from crossbearing.checks.at_sea.counted import calls_counted
from crossbearing.checks.at_sea.drawn import resting_on
from crossbearing.checks.at_sea.gap_counts import silences_counted
from crossbearing.checks.at_sea.gap_words import counts_gaps, unlike_counts
from crossbearing.checks.at_sea.listings import listed
from crossbearing.checks.at_sea.quiet import quiet, says_quiet
from crossbearing.checks.at_sea.reflagged import reflagged, says_reflagged
from crossbearing.checks.at_sea.renamed import names_two_ships, same_ship
from crossbearing.checks.beyond import beyond, delivered, needs_records
from crossbearing.checks.in_air.based import based, names_aircraft
from crossbearing.checks.in_air.counts_said import counts_craft, counts_legs, counts_stays
from crossbearing.checks.in_air.craft_there import craft_there
from crossbearing.checks.in_air.flew import flew
from crossbearing.checks.in_air.present import names_craft_and_place, present
from crossbearing.checks.in_air.rose import by_air, rose
from crossbearing.checks.in_air.same_airframe import names_two_marks, same_airframe
from crossbearing.checks.in_air.silent import says_silent, silent
from crossbearing.checks.in_air.times_flown import times_flown
from crossbearing.checks.in_air.visited import visited
from crossbearing.checks.negation import denied, inverted, target_of, weighed
from crossbearing.checks.origins import cites_tracking
from crossbearing.checks.subjects import beside
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, Kind, Polarity, Problem
from crossbearing.model.verdicts import Outcome, Verdict, phrase


def _any(claim: Claim) -> bool:
    return True


def _never(claim: Claim) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Check:
    """A test of claims of some kinds that it `fits`; the docstring of `function` is printed in the dossier."""

    name: str
    kinds: frozenset[Kind]
    function: Callable[[Claim, Witness], Answer]
    fits: Callable[[Claim], bool] = _any

    @property
    def method(self) -> str:
        """The first sentence of what the check does."""
        return (self.function.__doc__ or "").strip().splitlines()[0]

    def takes(self, claim: Claim) -> bool:
        """Whether this check tests that claim."""
        return claim.kind in self.kinds and self.fits(claim)


# Verdicts that rest on the same kind of receivers as a claim that cites flight tracking.
SEEN = (Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED)
VISIT_COUNT, STATEMENT = frozenset({Kind.VISIT_COUNT}), frozenset({Kind.STATEMENT})
SHIP_TRANSFER = frozenset({Kind.SHIP_TRANSFER})
# The kinds under which reports count silences.
COUNTING = frozenset({Kind.STATEMENT, Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE})

# A claim that several of these take is tested by all of them; one that none takes goes to the last.
CHECKS: tuple[Check, ...] = (
    Check("flew", frozenset({Kind.FLIGHT}), flew),
    Check("visited", VISIT_COUNT, visited, lambda claim: counts_stays(claim) and not by_sea(claim)),
    Check("times_flown", VISIT_COUNT, times_flown, lambda claim: counts_legs(claim) and not by_sea(claim)),
    Check("calls_counted", VISIT_COUNT, calls_counted, lambda claim: by_sea(claim) and not counts_gaps(claim)),
    Check("craft_there", VISIT_COUNT, craft_there, counts_craft),
    Check("rose", frozenset({Kind.TRAFFIC_CHANGE}), rose, by_air),
    Check("delivered", frozenset({Kind.DELIVERY}), delivered, lambda claim: not by_sea(claim)),
    Check("delivered_by_sea", frozenset({Kind.DELIVERY}), called, by_sea),
    Check("based", frozenset({Kind.DEPLOYMENT}), based, names_aircraft),
    Check("same_airframe", frozenset({Kind.ALIAS}), same_airframe, names_two_marks),
    Check("silent", STATEMENT, silent, says_silent),
    Check("present", STATEMENT, present, names_craft_and_place),
    Check("called", frozenset({Kind.PORT_CALL}), called),
    Check("alongside", SHIP_TRANSFER, alongside, lambda claim: not carried(claim)),
    Check("carried", SHIP_TRANSFER, called, carried),
    Check("quiet", STATEMENT, quiet, lambda claim: says_quiet(claim) and not counts_gaps(claim)),
    Check("silences_counted", COUNTING, silences_counted, lambda claim: by_sea(claim) and counts_gaps(claim)),
    Check("same_ship", frozenset({Kind.ALIAS}), same_ship, names_two_ships),
    Check("reflagged", frozenset({Kind.ALIAS, Kind.STATEMENT}), reflagged, says_reflagged),
    Check("records", frozenset({Kind.VISIT_OF_PEOPLE}), needs_records),
    Check("beyond", frozenset(Kind) - {Kind.DENIAL}, beyond, _never),
)
BEYOND = CHECKS[-1]


def check_claims(claims: Sequence[Claim], witness: Witness, *, problems: Sequence[Problem] = ()) -> tuple[Verdict, ...]:
    """Return one verdict per claim, in their order.

    Denials come last in time: each takes the inverse of the claim it denies. A claim that shares characters with a
    problem of its report carries that problem as `inconsistent`, beside its verdict, as does one whose own counts do
    not compare.
    """
    tested = beside([claim for claim in claims if claim.kind is not Kind.DENIAL], witness)
    found = {claim.id: check_claim(claim, witness) for claim in tested}
    verdicts = []
    for claim in claims:
        verdict = found.get(claim.id) or denied(claim, target_of(claim, claims), found)
        verdicts.append(replace(verdict, inconsistent=_inconsistent(claim, problems) or unlike_counts(claim)))
    return tuple(verdicts)


def check_claim(claim: Claim, witness: Witness) -> Verdict:
    """Return the verdict on one claim that is no denial: all checks of its kind, combined, turned if it is negative."""
    negative = claim.polarity is Polarity.NEGATIVE
    checks = [check for check in CHECKS if check.takes(claim)] or [BEYOND]
    found = ((check, check.function(claim, witness)) for check in checks)
    answers = tuple((check.name, check.method, weighed(answer) if negative else answer) for check, answer in found)
    verdict = combine(claim.id, answers)
    verdict = inverted(verdict) if negative else verdict
    said, places = resting_on(claim, verdict, witness)
    because = (*verdict.because, *said, *listed(claim, witness))
    verdict = replace(verdict, because=because, evidence=(*verdict.evidence, *places))
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
