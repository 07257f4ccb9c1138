"""Claims against claims: which say the same, which is part of which, which cannot both be so, and who denies whom.

A relation never makes a verdict: that one report says otherwise than another proves neither wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crossbearing.checks.between.denials import denied_claims
from crossbearing.checks.between.propositions import numbers, roles_compared
from crossbearing.checks.between.shared_keys import Key, own_keys, sought_keys
from crossbearing.checks.between.thing_keys import thing_key
from crossbearing.model.claims import Claim, Kind, Report, Republication, Stance
from crossbearing.model.relations import Relates, Relation
from crossbearing.model.verdicts import Finding, phrase

# Roles that must agree before two propositions are taken for one event told differently. GUESS: who and what, or which
# craft and where, beside the days.
AGREEING = 2
SOFT = frozenset({Stance.HEDGED, Stance.UNCONFIRMED})
FIRM = frozenset({Stance.ASSERTED, Stance.CONFIRMED, Stance.ATTRIBUTED})
# Two numbers of one kind and window are told of one event; of others they may be of two.
COUNTED = frozenset({Kind.VISIT_COUNT, Kind.DELIVERY, Kind.AGREEMENT, Kind.VISIT_OF_PEOPLE, Kind.SHIP_TRANSFER})
# Propositions with more others under one key than this are not compared with all of them. GUESS: a place such as
# "Russia" is in half of a large case and tells nothing.
MOST_NEAR = 400


@dataclass(frozen=True, slots=True)
class _Desk:
    claims: Mapping[str, Claim]
    order: Mapping[str, tuple[date, date, str, int, str]]
    copies: Mapping[str, frozenset[str]]

    def later_first(self, one: Claim, other: Claim) -> tuple[Claim, Claim]:
        """The claim of the later report, then the other."""
        return (one, other) if self.order[one.id] > self.order[other.id] else (other, one)


def relations(
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    republications: Iterable[Republication],
    reports: Sequence[Report],
) -> tuple[Relation, ...]:
    """Return how claims of different reports stand to one another, in the order of their reports' days.

    Inside a proposition each claim is set beside the earliest, and a copy beside its original; different propositions
    are compared by their fullest claims.
    """
    held = {claim.id: claim for claim in claims}
    copies: dict[str, set[str]] = {}
    for copy in republications:
        copies.setdefault(copy.report, set()).add(copy.of)
    desk = _Desk(held, _order(claims, reports), {name: frozenset(of) for name, of in copies.items()})
    groups = [_ordered([held[one] for one in finding.claims if one in held], desk) for finding in findings]
    found = [
        *(made for group in groups for made in _inside(group, desk)),
        *_between([group for group in groups if group], desk),
        *_denials(claims, groups, desk),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda made: (desk.order[made.a], desk.order[made.b], made.relation)))


def _order(claims: Sequence[Claim], reports: Sequence[Report]) -> dict[str, tuple[date, date, str, int, str]]:
    days = {report.id: (report.published_start, report.published_end) for report in reports if report.is_dated}
    unknown = date.max, date.max
    return {claim.id: (*days.get(claim.report, unknown), claim.report, claim.start, claim.id) for claim in claims}


def _ordered(group: Sequence[Claim], desk: _Desk) -> list[Claim]:
    """Claims with exact numbers first, then the earliest published: the first speaks for its proposition."""
    return sorted(
        group, key=lambda claim: (any(low != high for _, (low, high) in numbers(claim)), desk.order[claim.id])
    )


def _inside(group: Sequence[Claim], desk: _Desk) -> Iterator[Relation]:
    """Claims of one proposition: the same, a part, or what a copy made of it."""
    ordered = sorted(group, key=lambda claim: desk.order[claim.id])
    for claim in ordered[1:]:
        originals = desk.copies.get(claim.report, frozenset())
        original = next((one for one in ordered if one.report in originals), None)
        if original is not None:
            yield from _copied(claim, original)
        elif claim.report != ordered[0].report:
            yield from _beside(claim, ordered[0])


def _copied(copy: Claim, original: Claim) -> Iterator[Relation]:
    theirs = dict(numbers(original))
    for what, ours in numbers(copy):
        before = theirs.get(what)
        if before is not None and before != ours:
            how = _moved(before, ours)
            told = phrase(f"against.{how}", what=_thing(what, copy), before=_range(before), now=_range(ours))
            yield Relation(copy.id, original.id, how, _role(what), (told,))
    if original.stance in SOFT and copy.stance in FIRM:
        told = phrase("against.hedge_lost", before=original.stance, now=copy.stance)
        yield Relation(copy.id, original.id, Relates.HEDGE_LOST, "stance", (told,))
    for role, _, conflicts in roles_compared(copy, original):
        if conflicts and role != "counts":
            yield Relation(copy.id, original.id, Relates.CHANGED, role, (phrase("against.changed_role", role=role),))


def _moved(before: tuple[float, float], now: tuple[float, float]) -> Relates:
    if now[0] >= before[0] and now[1] >= before[1]:
        return Relates.GREW
    return Relates.SHRANK if now[0] <= before[0] and now[1] <= before[1] else Relates.CHANGED


def _beside(claim: Claim, first: Claim) -> Iterator[Relation]:
    theirs = dict(numbers(first))
    narrower = [what for what, ours in numbers(claim) if what in theirs and _within(ours, theirs[what])]
    wider = [what for what, ours in numbers(claim) if what in theirs and _within(theirs[what], ours)]
    if narrower or wider:
        a, b, what = (claim, first, narrower[0]) if narrower else (first, claim, wider[0])
        ours, its = dict(numbers(a))[what], dict(numbers(b))[what]
        told = phrase("against.part_of", what=_thing(what, a), part=_range(ours), whole=_range(its))
        yield Relation(a.id, b.id, Relates.PART_OF, _role(what), (told,))
    else:
        yield Relation(claim.id, first.id, Relates.EQUAL, "", (phrase("against.equal"),))


def _within(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _between(groups: Sequence[Sequence[Claim]], desk: _Desk) -> Iterator[Relation]:
    """Propositions that tell one event of the same days and exclude each other in one number or direction."""
    kept: dict[Key, list[int]] = {}
    for number, group in enumerate(groups):
        claim = group[0]
        near = {other for key in sought_keys(claim) for other in kept.get((claim.when, *key), ())[:MOST_NEAR]}
        for other in sorted(near):
            apart = {one.report for one in group} != {one.report for one in groups[other]}
            if apart and (made := _excluded(claim, groups[other][0], desk)):
                yield made
        for key in own_keys(claim):
            kept.setdefault((claim.when, *key), []).append(number)


def _excluded(one: Claim, other: Claim, desk: _Desk) -> Relation | None:
    a, b = desk.later_first(one, other)
    told = list(roles_compared(a, b))
    against = {role for role, _, conflicts in told if conflicts}
    agreeing = {role for role, agrees, _ in told if agrees} - {"when"}
    if a.report == b.report or len(agreeing) < AGREEING or not _one_window(a, b):
        return None
    if against == {"change"}:
        return Relation(a.id, b.id, Relates.EXCLUSIVE, "change", (phrase("against.direction"),))
    if against != {"counts"} or a.kind not in COUNTED:
        return None
    theirs = dict(numbers(b))
    for what, ours in numbers(a):
        its = theirs.get(what)
        if its is not None and (ours[1] < its[0] or its[1] < ours[0]):
            said = phrase("against.exclusive", what=_thing(what, a), one=_range(ours), other=_range(its))
            return Relation(a.id, b.id, Relates.EXCLUSIVE, _role(what), (said,))
    return None


def _one_window(one: Claim, other: Claim) -> bool:
    """Whether both speak of the very same days: of others each number may be right."""
    return one.when is not None and one.when == other.when and one.when.start is not None and one.when.end is not None


def _denials(claims: Sequence[Claim], groups: Sequence[Sequence[Claim]], desk: _Desk) -> Iterator[Relation]:
    """Denials and negative claims against what they deny, and against what other reports say of the same."""
    group_of = {claim.id: group for group in groups for claim in group}
    for denial, denied in denied_claims(claims, desk.order):
        first = min(group_of.get(denial.id, (denial,)), key=lambda one: desk.order[one.id])
        # A repeated denial adds no more than the claim that it stands beside.
        against = group_of.get(denied.id, (denied,)) if denial.id == first.id else (denied,)
        for claim in against:
            if claim.id != denial.id:
                who = denial.attribution[0] if denial.attribution else denial.report
                whom = claim.attribution[0] if claim.attribution else claim.report
                told = phrase("against.denies", who=who, whom=whom)
                yield Relation(denial.id, claim.id, Relates.DENIES, "polarity", (told,))


def against_each(found: Iterable[Relation], wanted: frozenset[Relates]) -> dict[str, tuple[str, ...]]:
    """Return for each claim those that are set against it by a relation of some kinds, either way."""
    told: dict[str, dict[str, None]] = {}
    for one in found:
        if one.relation in wanted:
            told.setdefault(one.a, {})[one.b] = None
            told.setdefault(one.b, {})[one.a] = None
    return {claim: tuple(others) for claim, others in told.items()}


def _role(what: str) -> str:
    return what.partition(":")[0] if ":" in what else "counts"


def _thing(what: str, claim: Claim) -> str:
    """What is counted, as the claim prints it."""
    plain = what.partition(":")[2]
    return next((item.name for item in claim.equipment if thing_key(item.name) == plain), plain or what or "visits")


def _range(bounds: tuple[float, float]) -> str:
    low, high = bounds
    if low == high:
        return f"{low:,.0f}".replace(",", "\u202f")
    top = "…" if high == float("inf") else f"{high:,.0f}".replace(",", "\u202f")
    return f"{low:,.0f}–{top}".replace(",", "\u202f")
