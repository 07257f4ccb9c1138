"""The ledger of dealings: what was agreed, ordered, reported, delivered and denied, by supplier, recipient and item.

Each row is what one proposition says of one item. Rows say what is stated, not what is so. Numbers are ranges; rows
that rest on one origin are never added, and a row that is part of another is never counted beside it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crossbearing.checks.between.parties import parties_of
from crossbearing.model.claims import Claim, Equipment, EquipmentRole, Kind, Polarity, Report, Stance
from crossbearing.model.identity import content_id
from crossbearing.model.relations import Dealing, Relates, Relation, Status
from crossbearing.model.verdicts import Finding
from crossbearing.world import World
from crossbearing.world.spelling import fold

DEALT = frozenset({Kind.DELIVERY, Kind.AGREEMENT, Kind.SHIP_TRANSFER})
SOFT = frozenset({Stance.HEDGED, Stance.UNCONFIRMED})
_ORDERED = re.compile(
    r"\b(order(s|ed|ing)?|purchas(e|es|ed|ing)|bought|buys?|buying|command(e|es|ee|ees|er)|achet\w+|achat\w*)\b"
)
_AGREED = re.compile(
    r"\b(agree(s|d|ment|ments)?|accords?|deals?|contracts?|contrats?|sign(ed|e|ee)?|memorandum|memoire)\b"
)
GOODS = frozenset({EquipmentRole.CARGO, EquipmentRole.ITEM})


@dataclass(frozen=True, slots=True)
class _Thing:
    """An item as the ledger names it: its key, its name, its family, and whether it is a common noun."""

    key: str
    name: str
    family: str
    generic: bool
    country: str | None


def dealings(
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    relations: Iterable[Relation],
    reports: Sequence[Report],
    world: World,
) -> tuple[Dealing, ...]:
    """Return the rows of the ledger: by supplier, recipient and family, then by their days."""
    held = {claim.id: claim for claim in claims}
    published = {report.id: report.published_end for report in reports if report.is_dated}
    rows: list[Dealing] = []
    for finding in findings:
        group = [held[one] for one in finding.claims if one in held and held[one].kind in DEALT]
        rows += _rows(group, finding, published, world) if group else ()
    denied = [one for one in relations if one.relation is Relates.DENIES]
    return _ordered(_with_denials(rows, denied, held, findings))


def _ordered(rows: Sequence[Dealing]) -> tuple[Dealing, ...]:
    """By supplier, recipient, family and days; under a row its parts, then what denies it."""
    held = {row.id: row for row in rows}
    under = {one: row.id for row in rows for one in row.denied_by}
    under |= {row.id: row.part_of for row in rows if row.part_of in held}

    def key(row: Dealing) -> tuple[object, ...]:
        head = held[under.get(row.id, row.id)]
        head = held[under.get(head.id, head.id)]
        day = head.start or date.max, head.end or date.max
        who = row.supplier or "~", row.recipient or "~", row.family
        return (*who, *day, head.item, head.id, row.id != head.id, row.status is Status.DENIED, row.item, row.id)

    return tuple(sorted(rows, key=key))


def _rows(group: Sequence[Claim], finding: Finding, published: Mapping[str, date], world: World) -> Iterator[Dealing]:
    things: dict[str, _Thing] = {}
    for claim in group:
        for item in claim.equipment:
            if item.role in GOODS:
                thing = thing_of(item.name, world)
                things.setdefault(thing.key, thing)
    designers = {thing.country for thing in things.values() if thing.country}
    supplier, recipient = parties_of(group, designers, world)
    status = _status(group, published)
    ids = {key: content_id("dea", finding.id, key) for key in things}
    for key, thing in things.items():
        items = [one for claim in group for one in claim.equipment if thing_of(one.name, world).key == key]
        low, high, agreed = _quantity(items)
        whole = next((t for t in things.values() if t.generic and t.family == thing.family), None)
        start, end = _days(group)
        yield Dealing(
            id=ids[key],
            supplier=supplier,
            recipient=recipient,
            item=thing.name,
            family=thing.family,
            status=status,
            quantity_min=low,
            quantity_max=high,
            uncertain=_uncertain(group, items, finding) or not agreed or low != high,
            start=start,
            end=end,
            claims=finding.claims,
            origins=finding.origins,
            roots=tuple(vertex.id for vertex in finding.vertices if vertex.kind is not None),
            part_of=ids[whole.key] if whole and not thing.generic else None,
        )


def thing_of(name: str, world: World) -> _Thing:
    """Return what the ledger calls an item; one that the lexicon does not know is a family by itself."""
    known = world.equipment.find(name) or next(
        (found for word in reversed(name.split()) if (found := world.equipment.find(word))), None
    )
    if known is None:
        return _Thing(fold(name), name, fold(name), False, None)
    return _Thing(known.id, name if known.generic else known.name, known.kind, known.generic, known.country)


def _status(group: Sequence[Claim], published: Mapping[str, date]) -> Status:
    """How far it is said to have come: the farthest of what the claims say."""
    if any(claim.polarity is Polarity.NEGATIVE or claim.stance is Stance.DENIED for claim in group):
        return Status.DENIED
    if group[0].kind is Kind.AGREEMENT:
        ordered = [claim for claim in group if _ORDERED.search(fold(claim.quote))]
        return Status.ORDERED if any(not _AGREED.search(fold(one.quote)) for one in ordered) else Status.AGREED
    if all(_to_come(claim, published) for claim in group):
        return Status.AGREED
    return Status.DELIVERED if any(_stated(claim) for claim in group) else Status.REPORTED


def _stated(claim: Claim) -> bool:
    """Whether it is stated as a fact, in the report's own voice, or as confirmed."""
    return claim.stance is Stance.CONFIRMED or (claim.stance is Stance.ASSERTED and not claim.attribution)


def _to_come(claim: Claim, published: Mapping[str, date]) -> bool:
    day = published.get(claim.report)
    return bool(day and claim.when and claim.when.start and claim.when.start > day)


def _quantity(items: Sequence[Equipment]) -> tuple[float | None, float | None, bool]:
    """The numbers that all claims allow; where they exclude each other, all that any allows, and False."""
    given = [one for one in items if one.min is not None or one.max is not None]
    if not given:
        return None, None, True
    lows, highs = [one.min or 0.0 for one in given], [math.inf if one.max is None else one.max for one in given]
    low, high = max(lows), min(highs)
    agreed = low <= high
    if not agreed:
        low, high = min(lows), max(highs)
    return low, None if high == math.inf else high, agreed


def _uncertain(group: Sequence[Claim], items: Sequence[Equipment], finding: Finding) -> bool:
    """Whether a register of arms transfers would print it in brackets."""
    about = any(one.approximate for one in items)
    return about or finding.origins.lo == 0 or all(claim.stance in SOFT for claim in group)


def _days(group: Sequence[Claim]) -> tuple[date | None, date | None]:
    """The days that all claims allow; an open end stays open."""
    starts = [claim.when.start for claim in group if claim.when and claim.when.start]
    ends = [claim.when.end for claim in group if claim.when and claim.when.end]
    start, end = max(starts, default=None), min(ends, default=None)
    if start and end and start > end:
        return min(starts), max(ends)
    return start, end


def _with_denials(
    rows: Sequence[Dealing], denied: Sequence[Relation], held: Mapping[str, Claim], findings: Sequence[Finding]
) -> list[Dealing]:
    """The rows with those that deny them, and one row for each denial that names no goods itself."""
    finding_of = {claim: finding for finding in findings for claim in finding.claims}
    by_claim: dict[str, list[Dealing]] = {}
    for row in rows:
        for claim in row.claims:
            by_claim.setdefault(claim, []).append(row)
    made: dict[str, Dealing] = {}
    denials: dict[str, set[str]] = {}
    for relation in denied:
        for row in by_claim.get(relation.b, ()):
            if row.part_of:
                continue  # who denies the whole denies its parts
            own = [one for one in by_claim.get(relation.a, ()) if one.family == row.family]
            against = own or [_denial_of(row, finding_of[relation.a])] if relation.a in finding_of else own
            for one in against:
                made.setdefault(one.id, one)
                denials.setdefault(row.id, set()).add(one.id)
    own_ids = {row.id for row in rows}
    new = [row for name, row in made.items() if name not in own_ids]
    return [replace(row, denied_by=tuple(sorted(denials.get(row.id, ())))) for row in rows] + new


def _denial_of(row: Dealing, finding: Finding) -> Dealing:
    """The denial of a row, with origins of its own: it is no origin of what it denies."""
    return replace(
        row,
        id=content_id("dea", finding.id, row.id),
        status=Status.DENIED,
        claims=finding.claims,
        origins=finding.origins,
        roots=tuple(vertex.id for vertex in finding.vertices if vertex.kind is not None),
        part_of=None,
    )
