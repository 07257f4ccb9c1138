"""A flight told with several stops: each of them is looked for, and all must be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossbearing.checks.answer import Answer
from crossbearing.checks.windows import airports_of, places_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, Place, PlaceRole, Polarity
from crossbearing.model.verdicts import Outcome

# What is said of the whole when no stop is excluded and not all are shown: the first of these that any stop got.
OPEN = (
    Outcome.PARTLY_SUPPORTED,
    Outcome.UNTESTED,
    Outcome.NOT_OBSERVABLE,
    Outcome.NO_TRACE,
    Outcome.NOT_CHECKABLE,
)


def stops_of(claim: Claim, witness: Witness) -> tuple[Claim, ...]:
    """Return one claim a stop where a flight is told to have reached several cities, else the claim itself.

    A stop is looked for without the place it was reached from, which nobody says. A claim that nothing happened stays
    whole: it is contradicted by any of them.
    """
    reached = places_of(claim, PlaceRole.ARRIVAL, PlaceRole.SITE)
    groups = _cities(reached, witness)
    if len(groups) < 2 or claim.polarity is Polarity.NEGATIVE:
        return (claim,)
    others = tuple(place for place in claim.places if place not in reached)
    left = tuple(place for place in others if place.role is PlaceRole.DEPARTURE)
    first = (replace(claim, places=left),) if left else ()
    rest = tuple(place for place in others if place not in left)
    return (*first, *(replace(claim, places=(*group, *rest)) for group in groups))


def _cities(places: Sequence[Place], witness: Witness) -> list[tuple[Place, ...]]:
    """The places in groups that have airports in common; a place without any airport joins no other."""
    groups: list[tuple[tuple[Place, ...], frozenset[str]]] = []
    for place in places:
        codes = frozenset(airports_of((place,), witness))
        same = [group for group in groups if group[1] & codes]
        joined = (*(one for group in same for one in group[0]), place)
        groups = [group for group in groups if group not in same]
        groups.append((joined, codes.union(*(group[1] for group in same))))
    return [group for group, _ in groups]


def joined(answers: Sequence[Answer]) -> Answer:
    """Return the answer to all stops together: excluded if one is, shown if all are, else open."""
    outcomes = [answer.outcome for answer in answers]
    excluded = next((answer for answer in answers if answer.outcome is Outcome.CONTRADICTED), None)
    if excluded is not None:
        return replace(excluded, evidence=tuple(dict.fromkeys(row for one in answers for row in one.evidence)))
    shown = all(outcome is Outcome.SUPPORTED for outcome in outcomes)
    some = Outcome.SUPPORTED in outcomes or Outcome.PARTLY_SUPPORTED in outcomes
    weakest = Outcome.PARTLY_SUPPORTED if some else next(one for one in OPEN if one in outcomes)
    least = next((answer for answer in answers if answer.outcome is not Outcome.SUPPORTED), answers[0])
    unmatched = tuple(dict.fromkeys(role for answer in answers for role in answer.unmatched))
    matched = dict.fromkeys(role for answer in answers for role in answer.matched if role not in unmatched)
    return replace(
        least,
        outcome=Outcome.SUPPORTED if shown else weakest,
        reason=None if some else least.reason,
        because=tuple(dict.fromkeys(said for answer in answers for said in answer.because)),
        matched=tuple(matched),
        unmatched=unmatched,
        evidence=tuple(dict.fromkeys(row for answer in answers for row in answer.evidence)),
        sure=all(answer.sure for answer in answers),
    )
