"""What rows of the ledger amount to: a sum only where nothing can be counted twice, else a range.

Two rows are added only when no report, relay or source stands behind both, both have a known origin, and the events
cannot be the same: their days lie apart, or their goods are of different designations. Everything else is a range: from
the largest row alone to what the independent ones amount to together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from crossbearing.checks.between.dealings import thing_of
from crossbearing.model.relations import Dealing, DealingTotal, Status
from crossbearing.model.verdicts import Finding, phrase
from crossbearing.world import World


def totals(rows: Sequence[Dealing], findings: Iterable[Finding], world: World) -> tuple[DealingTotal, ...]:
    """Return a total for each supplier, recipient, family and status with two rows telling a quantity, parts aside."""
    behind = {claim: frozenset(vertex.id for vertex in one.vertices) for one in findings for claim in one.claims}
    grouped: dict[tuple[str | None, str | None, str, Status], list[Dealing]] = {}
    for row in rows:
        told = row.quantity_min is not None or row.quantity_max is not None
        if told and row.status is not Status.DENIED and row.supplier and row.recipient:
            grouped.setdefault((row.supplier, row.recipient, row.family, row.status), []).append(row)
    return tuple(_total(group, behind, world) for group in grouped.values() if len(_wholes(group)) > 1)


def _wholes(group: Sequence[Dealing]) -> list[Dealing]:
    """The rows that are no part of another row."""
    ids = {row.id for row in group}
    return [row for row in group if row.part_of not in ids]


def _total(group: Sequence[Dealing], behind: dict[str, frozenset[str]], world: World) -> DealingTotal:
    whole = _wholes(group)
    vertices = {row.id: behind.get(row.claims[0], frozenset()) for row in whole}
    dependent = [pair for pair in combinations(whole, 2) if not _independent(*pair, vertices)]
    maybe_one = [pair for pair in combinations(whole, 2) if not _disjoint(*pair, world)]
    summed = not dependent and not maybe_one
    lows, highs = [row.quantity_min or 0.0 for row in whole], [row.quantity_max for row in whole]
    low = sum(lows) if summed else max(lows)
    most = _most(whole, dependent) if all(high is not None for high in highs) else None
    keys = ["dealing.summed"] if summed else []
    keys += ["dealing.one_origin"] if dependent else []
    keys += ["dealing.maybe_one_event"] if maybe_one else []
    keys += ["dealing.parts_left_out"] if len(whole) < len(group) else []
    first = group[0]
    return DealingTotal(
        first.supplier, first.recipient, first.family, first.status, low, most, summed,
        tuple(row.id for row in group), tuple(phrase(key) for key in keys),
    )  # fmt: skip


def _most(rows: Sequence[Dealing], dependent: Sequence[tuple[Dealing, Dealing]]) -> float:
    """The sum over rows that share no origin; of those that do, the largest."""
    first = {row.id: row.id for row in rows}

    def root(name: str) -> str:
        while first[name] != name:
            name = first[name]
        return name

    for one, other in dependent:
        first[root(one.id)] = root(other.id)
    largest: dict[str, float] = {}
    for row in rows:
        key = root(row.id)
        largest[key] = max(largest.get(key, 0.0), row.quantity_max or 0.0)
    return sum(largest.values())


def _independent(one: Dealing, other: Dealing, vertices: dict[str, frozenset[str]]) -> bool:
    """Whether nothing stands behind both, and the origins of both are known well enough to say so."""
    if one.origins.lo < 1 or other.origins.lo < 1 or vertices[one.id] & vertices[other.id]:
        return False
    return not all(any(root.startswith("unnamed:") for root in row.roots) for row in (one, other))


def _disjoint(one: Dealing, other: Dealing, world: World) -> bool:
    """Whether two rows cannot be of one event: days apart, or goods of different designations."""
    if one.start and one.end and other.start and other.end:
        apart = one.end < other.start or other.end < one.start
        if apart:
            return True
    things = thing_of(one.item, world), thing_of(other.item, world)
    return things[0].key != things[1].key and not any(thing.generic for thing in things)
