"""Claims that something did not happen, and denials: the test of the opposite, turned round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crossbearing.checks.answer import Answer
from crossbearing.model.claims import Claim, Kind, Polarity
from crossbearing.model.verdicts import Outcome, Reason, Verdict, phrase

# Kinds whose happening a movement can show or exclude.
TARGETS = frozenset(
    {Kind.FLIGHT, Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE, Kind.DELIVERY, Kind.PORT_CALL, Kind.SHIP_TRANSFER}
)


def weighed(answer: Answer) -> Answer:
    """Return the answer to the opposite of a negative claim, ready to be turned round.

    A sighting at the edge of the claimed days, inside them on one clock and outside on another, or on the day since
    which nothing is said to have happened, is half a sighting: it contradicts nothing.
    """
    if answer.outcome is not Outcome.SUPPORTED or answer.sure:
        return answer
    return replace(answer, outcome=Outcome.PARTLY_SUPPORTED, because=(*answer.because, phrase("negation.edge")))


def inverted(verdict: Verdict) -> Verdict:
    """Return the verdict on the opposite of what was tested.

    A sighting contradicts "it did not happen" (a count of none is closed by one); an alibi supports it; covered
    absence stays `no_trace`, worded as consistent; half a sighting decides nothing.
    """
    if verdict.verdict is Outcome.SUPPORTED:
        return _turned(verdict, Outcome.CONTRADICTED, Reason.CLOSED_COUNT, "negation.seen")
    if verdict.verdict is Outcome.CONTRADICTED:
        return _turned(verdict, Outcome.SUPPORTED, None, "negation.impossible")
    if verdict.verdict is Outcome.NO_TRACE:
        return _turned(verdict, Outcome.NO_TRACE, verdict.reason, "negation.consistent")
    if verdict.verdict is Outcome.PARTLY_SUPPORTED:
        return _turned(verdict, Outcome.NOT_OBSERVABLE, Reason.NO_RECEIVER, "negation.half")
    return verdict


def _turned(verdict: Verdict, outcome: Outcome, reason: Reason | None, key: str) -> Verdict:
    matched, unmatched = verdict.roles_matched, verdict.roles_unmatched
    if outcome is Outcome.SUPPORTED:
        matched, unmatched = unmatched, ()
    elif outcome is Outcome.CONTRADICTED:
        matched, unmatched = (), matched
    return replace(
        verdict, verdict=outcome, reason=reason, roles_matched=matched, roles_unmatched=unmatched,
        because=(phrase(key), *verdict.because),
    )  # fmt: skip


def target_of(denial: Claim, claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that a denial denies: of the same report, positive, testable, and sharing a craft or a place
    in its role; the nearest before it, else the nearest after. None when there is no such claim."""
    fitting = [c for c in claims if c.report == denial.report and c.kind in TARGETS and _shares(denial, c)]
    positive = [c for c in fitting if c.polarity is Polarity.POSITIVE and c.id != denial.id]
    earlier = [c for c in positive if c.start <= denial.start]
    return max(earlier, key=lambda c: c.start) if earlier else min(positive, key=lambda c: c.start, default=None)


def _shares(one: Claim, other: Claim) -> bool:
    ids = {*one.craft.registration, *one.craft.callsign, *one.craft.imo, *one.craft.mmsi, *one.craft.flight_number}
    others = {*other.craft.registration, *other.craft.callsign, *other.craft.imo, *other.craft.mmsi}
    places = {(p.name, p.role) for p in one.places} & {(p.name, p.role) for p in other.places}
    return bool(ids & others or places)


def denied(denial: Claim, target: Claim | None, verdicts: Mapping[str, Verdict]) -> Verdict:
    """Return the verdict on a denial: the inverse of its target's, or `not_checkable` without one."""
    found = verdicts.get(target.id) if target else None
    if target is None or found is None:
        return Verdict(denial.id, Outcome.NOT_CHECKABLE, because=(phrase("negation.no_target"),))
    turned = inverted(found)
    return replace(turned, claim=denial.id, because=(phrase("negation.target", claim=target.id), *turned.because))
