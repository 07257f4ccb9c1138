"""Which claims a denial or a negative claim denies, in its own report and in others.

In its own report: the claim of which it is the denial by craft or place; else the nearest before it that is of the
kind it names ("the delivery") or, where it names none, in which whoever denies it has a part. In other reports: what
was said before it of the same kind, by the same parties and of the same things, and nothing that it does not speak of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from crossbearing.checks.between.propositions import roles_compared
from crossbearing.checks.negation import target_of
from crossbearing.model.claims import Claim, Kind, Polarity, Stance
from crossbearing.world.spelling import fold

# What a denial calls the thing it denies, in the words of reports, and the kind of claim that is.
NAMED = {
    "delivery": Kind.DELIVERY, "deliveries": Kind.DELIVERY, "livraison": Kind.DELIVERY, "livraisons": Kind.DELIVERY,
    "shipment": Kind.DELIVERY, "transfer": Kind.DELIVERY, "transfert": Kind.DELIVERY, "supply": Kind.DELIVERY,
    "agreement": Kind.AGREEMENT, "accord": Kind.AGREEMENT, "contract": Kind.AGREEMENT, "contrat": Kind.AGREEMENT,
    "deal": Kind.AGREEMENT, "flight": Kind.FLIGHT, "vol": Kind.FLIGHT, "visit": Kind.VISIT_OF_PEOPLE,
    "visite": Kind.VISIT_OF_PEOPLE,
}  # fmt: skip
# A denial without the name of its object answers what stands shortly before it. GUESS: two sentences.
NEAR = 400
# A negative claim is set against this many of those said last before it. GUESS: nobody denies what lies farther back.
MOST_DENIED = 2_000
DENIABLE = frozenset(Kind) - {Kind.DENIAL, Kind.STATEMENT, Kind.ALIAS}
Order = Mapping[str, Any]


def denied_claims(claims: Sequence[Claim], order: Order) -> Iterator[tuple[Claim, Claim]]:
    """Yield each denial or negative claim with each claim that it denies; `order` tells which was published first."""
    by_report: dict[str, list[Claim]] = {}
    by_kind: dict[Kind, list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: order[one.id], reverse=True):
        by_report.setdefault(claim.report, []).append(claim)
        if _says_so(claim):
            by_kind.setdefault(claim.kind, []).append(claim)
    for claim in claims:
        if claim.kind is Kind.DENIAL:
            own = by_report[claim.report]
            target = target_of(claim, own) or _meant(claim, own)
            if target is not None:
                yield claim, target
        elif not _says_so(claim) and claim.kind in DENIABLE:
            before = (one for one in by_kind.get(claim.kind, ()) if order[one.id] < order[claim.id])
            yield from ((claim, other) for other in islice(before, MOST_DENIED) if _denies(claim, other))


def _says_so(claim: Claim) -> bool:
    positive = claim.polarity is Polarity.POSITIVE and claim.stance is not Stance.DENIED
    return positive and claim.kind in DENIABLE


def _meant(denial: Claim, own: Sequence[Claim]) -> Claim | None:
    """The claim that stands shortly before a denial which shares neither craft nor place with any."""
    kinds = {NAMED[word] for item in denial.equipment for word in fold(item.name).split() if word in NAMED}
    before = [c for c in own if _says_so(c) and c.end <= denial.start and denial.start - c.end <= NEAR]
    countries = {actor.country for actor in denial.actors if actor.country}
    fitting = [c for c in before if (not kinds or c.kind in kinds) and (not countries or countries & _parties(c))]
    return max(fitting, key=lambda c: (c.start, c.id), default=None)


def _parties(claim: Claim) -> set[str]:
    return {actor.country for actor in (*claim.actors, *claim.recipients) if actor.country}


def _denies(denial: Claim, other: Claim) -> bool:
    """Whether a negative claim speaks of what another says."""
    told = list(roles_compared(denial, other))
    if any(conflicts for role, _, conflicts in told if role not in ("counts", "cargo", "item")):
        return False
    named = [role for role, agrees, _ in told if agrees and role != "when"]
    things = [agrees for role, agrees, _ in told if role in ("cargo", "item")]
    return len(set(named)) >= 2 and (not things or any(things))
