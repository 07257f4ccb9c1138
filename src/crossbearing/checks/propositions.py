"""Which claims state the same thing.

Two claims can be one proposition when their kind and polarity are equal, nothing in their roles or times excludes it,
and they share something that tells events apart: a craft, a place in its role, or a thing with its giver or taker.
A proposition holds claims that are all compatible with one another, so that a vague claim never joins two that differ.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crossbearing.model.claims import Actor, Claim, EquipmentRole, PlaceRole
from crossbearing.world.spelling import fold

# "About 2,600" and 2,200 can be the same number. GUESS: a fifth is as far as such words are stretched.
ABOUT = 0.2


def propositions(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Return the claims in groups that state the same thing, in the order of their first claims.

    The fullest claims open the groups; each other one joins the first group whose members are all compatible.
    """
    place = {claim.id: number for number, claim in enumerate(claims)}
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (-_fullness(c), c.report, c.start, c.id)):
        fitting = next((group for group in groups if all(same(claim, other) for other in group)), None)
        if fitting is None:
            groups.append([claim])
        else:
            fitting.append(claim)
    ordered = [sorted(group, key=lambda c: place[c.id]) for group in groups]
    return [tuple(group) for group in sorted(ordered, key=lambda group: place[group[0].id])]


def same(one: Claim, other: Claim) -> bool:
    """Whether two claims can state the same thing, and share enough to say that they do."""
    if one.kind is not other.kind or one.polarity is not other.polarity:
        return False
    return _no_conflict(one, other) and _overlapping(one, other) and _shares(one, other)


def _fullness(claim: Claim) -> int:
    """How many role values a claim gives."""
    ids = claim.craft.registration + claim.craft.callsign + claim.craft.imo + claim.craft.mmsi
    lists = (ids, claim.places, claim.actors, claim.recipients, claim.equipment, claim.counts)
    return sum(len(values) for values in lists) + (claim.when is not None)


def _no_conflict(one: Claim, other: Claim) -> bool:
    pairs: list[tuple[set[str], set[str]]] = [
        (_ids(one), _ids(other)),
        (_people(one.actors), _people(other.actors)),
        (_people(one.recipients), _people(other.recipients)),
        *((_places(one, role), _places(other, role)) for role in PlaceRole),
        *((_things(one, role), _things(other, role)) for role in EquipmentRole),
    ]
    return all(not a or not b or a & b for a, b in pairs) and _numbers_agree(one, other)


def _shares(one: Claim, other: Claim) -> bool:
    craft = bool(_ids(one) & _ids(other))
    place = any(_places(one, role) & _places(other, role) for role in PlaceRole)
    things = any(_things(one, role) & _things(other, role) for role in EquipmentRole)
    people = bool(_people(one.actors) & _people(other.actors) or _people(one.recipients) & _people(other.recipients))
    return craft or place or (things and people)


def _ids(claim: Claim) -> set[str]:
    """Identifiers of craft; a registration without its hyphen."""
    ids = claim.craft
    plain = {one.replace("-", "").upper() for one in ids.registration}
    return plain | set(ids.imo) | set(ids.mmsi)


def _names(names: Iterable[str]) -> set[str]:
    return {fold(name) for name in names}


def _people(actors: tuple[Actor, ...]) -> set[str]:
    """Names, and countries too: "Tehran" and "Iran" agree through the country."""
    return _names(actor.name for actor in actors) | {actor.country for actor in actors if actor.country}


def _places(claim: Claim, role: PlaceRole) -> set[str]:
    return _names(place.name for place in claim.places if place.role is role)


def _things(claim: Claim, role: EquipmentRole) -> set[str]:
    return _names(item.name for item in claim.equipment if item.role is role)


def _numbers_agree(one: Claim, other: Claim) -> bool:
    """Numbers given for the same thing must have one in common."""
    theirs = list(_numbers(other))
    return all(_meet(a, b) for name, a in _numbers(one) for key, b in theirs if name == key)


def _numbers(claim: Claim) -> Iterator[tuple[str, tuple[float, float]]]:
    """Every number of a claim as a range, with the name of what it counts."""
    for count in claim.counts:
        yield fold(count.what), _range(count.min, count.max, 0.0)
    for item in claim.equipment:
        yield f"{item.role}:{fold(item.name)}", _range(item.min, item.max, ABOUT if item.approximate else 0.0)


def _range(low: float | None, high: float | None, slack: float) -> tuple[float, float]:
    return (0.0 if low is None else low * (1 - slack)), (math.inf if high is None else high * (1 + slack))


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _overlapping(one: Claim, other: Claim) -> bool:
    """Whether the stated days have one in common; an unknown end is open."""
    (a, b), (c, d) = _days(one), _days(other)
    return a <= d and c <= b


def _days(claim: Claim) -> tuple[date, date]:
    when = claim.when
    start = when.start if when and when.start else date.min
    return start, when.end if when and when.end else date.max
