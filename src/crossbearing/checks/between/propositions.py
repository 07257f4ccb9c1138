"""Which claims state the same thing.

Two claims can be one proposition when their kind and polarity are equal, nothing in their roles or times excludes it,
and they share something that tells events apart: a craft, a place in its role, or a thing with its giver or taker.
Inside one report more is asked for, because who tells two events in one report tells them apart: equal days, and
nothing that either adds against the other. Of a copy and its original less is asked for (`copied`).
A proposition holds claims that are all compatible with one another, so that a vague claim never joins two that differ.
What a person says of two claims comes first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crossbearing.checks.between.copied import copied
from crossbearing.checks.between.shared_keys import Key, own_keys, sought_keys
from crossbearing.checks.between.thing_keys import thing_key
from crossbearing.model.claims import Actor, Claim, EquipmentRole, Kind, Place, PlaceRole, Republication
from crossbearing.world.geo import distance_km
from crossbearing.world.spelling import fold

# "About 2,600" and 2,200 can be the same number. GUESS: a fifth is as far as such words are stretched.
ABOUT = 0.2
# A city and its airport are one place to a report. The farthest field of the cities we know, Moscow Domodedovo, lies
# 42 km from the centre.
METROPOLITAN_KM = 45.0
# Places where a craft or goods were; what lies on the way tells less.
_STOPS = (PlaceRole.DEPARTURE, PlaceRole.ARRIVAL, PlaceRole.SITE)
Pair = tuple[str, str]
Roles = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """What persons say of pairs of claims, by their ids, the latest word last: the same, or not the same."""

    same: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()


def propositions(
    claims: Sequence[Claim], copies: Iterable[Republication] = (), ties: Ties | None = None
) -> list[tuple[Claim, ...]]:
    """Return the claims in groups that state the same thing, in the order of their first claims.

    The fullest claims open the groups; each other one joins the first group whose members are all compatible.
    """
    place = {claim.id: number for number, claim in enumerate(claims)}
    ties = ties or Ties()
    apart = _partners(ties.apart)
    groups: list[_Group] = []
    kept: dict[Key, list[int]] = {}
    judged: dict[tuple[Roles, Roles], bool] = {}
    for knot in sorted(_knots(claims, copies, ties, apart), key=lambda one: _order(one[0])):
        near = sorted({number for key in sought_keys(knot[0]) for number in kept.get(key, ())})
        fitting = next((groups[number] for number in near if groups[number].takes(knot, apart, judged)), None)
        if fitting is None:
            for key in own_keys(knot[0]):
                kept.setdefault(key, []).append(len(groups))
            fitting = _Group()
            groups.append(fitting)
        fitting.add(knot)
    ordered = [sorted(group.claims, key=lambda c: place[c.id]) for group in groups]
    return [tuple(group) for group in sorted(ordered, key=lambda group: place[group[0].id])]


def _order(claim: Claim) -> tuple[int, str, int, str]:
    return -_fullness(claim), claim.report, claim.start, claim.id


def _partners(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """For the id of each claim those it is paired with."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _roles(claim: Claim) -> Roles:
    """All of a claim that is compared with claims of other reports."""
    return (claim.kind, claim.polarity, claim.craft, claim.actors, claim.recipients, claim.equipment, claim.places,
            claim.when, claim.counts, claim.change)  # fmt: skip


class _Group:
    """Claims that can all be one; equal claims of many reports are compared once."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self._ids: set[str] = set()
        self._of_roles: dict[Roles, Claim] = {}
        self._of_report: dict[str, list[Claim]] = {}

    def add(self, knot: Sequence[Claim]) -> None:
        """Take the claims in."""
        for claim in knot:
            self.claims.append(claim)
            self._ids.add(claim.id)
            self._of_roles.setdefault(_roles(claim), claim)
            self._of_report.setdefault(claim.report, []).append(claim)

    def takes(
        self, knot: Sequence[Claim], apart: Mapping[str, set[str]], judged: dict[tuple[Roles, Roles], bool]
    ) -> bool:
        """Whether each of the claims can be one with each claim here."""
        if apart and any(self._ids & apart.get(claim.id, set()) for claim in knot):
            return False
        for roles, claim in {_roles(claim): claim for claim in knot}.items():
            for others, other in self._of_roles.items():
                fits = judged.get((roles, others))
                if fits is None:
                    fits = judged[roles, others] = judged[others, roles] = _compatible(claim, other)
                if not fits:
                    return False
        return all(same(claim, other) for claim in knot for other in self._of_report.get(claim.report, ()))


def _knots(
    claims: Sequence[Claim], copies: Iterable[Republication], ties: Ties, apart: Mapping[str, set[str]]
) -> list[list[Claim]]:
    """Claims tied to one another by a person's word, the latest first, and as copy and original, the fullest first."""
    held = {claim.id: claim for claim in claims}
    knots = {claim.id: [claim.id] for claim in claims}
    told = [(one, two) for one, two in reversed(ties.same) if one in held and two in held]
    for one, two in [*told, *((a.id, b.id) for a, b in copied(claims, copies, compared))]:
        more, less = sorted((knots[one], knots[two]), key=len, reverse=True)
        if more is less or any(set(more) & apart[name] for name in less if name in apart):
            continue
        more += less
        knots.update(dict.fromkeys(less, more))
    found = {id(knot): knot for knot in knots.values()}.values()
    return [sorted((held[name] for name in knot), key=_order) for knot in found]


def same(one: Claim, other: Claim) -> bool:
    """Whether two claims can state the same thing, and share enough to say that they do."""
    if one.report == other.report and one.id != other.id and not _repeats(one, other):
        return False
    return _compatible(one, other)


def _compatible(one: Claim, other: Claim) -> bool:
    """Whether claims can state the same thing whichever reports they stand in."""
    if one.kind is not other.kind or one.polarity is not other.polarity:
        return False
    return not any(conflicts for _, conflicts in compared(one, other)) and _shares(one, other)


def compared(one: Claim, other: Claim) -> Iterator[tuple[bool, bool]]:
    """For each role that both claims give: whether they agree in it, and whether they exclude each other."""
    yield from ((agrees, conflicts) for _, agrees, conflicts in roles_compared(one, other))


def roles_compared(one: Claim, other: Claim) -> Iterator[tuple[str, bool, bool]]:
    """For each role that both claims give: its name, whether they agree in it, and whether they exclude each other."""
    pairs: list[tuple[str, set[str], set[str]]] = [
        ("craft", _ids(one), _ids(other)),
        ("actors", _people(one.actors), _people(other.actors)),
        ("recipients", _people(one.recipients), _people(other.recipients)),
        *((role.value, _things(one, role), _things(other, role)) for role in EquipmentRole),
    ]
    yield from ((name, bool(a & b), not a & b) for name, a, b in pairs if a and b)
    yield from (("places", agrees, conflicts) for agrees, conflicts in _places_compared(one, other))
    yield from (("counts", _meet(a, b), not _meet(a, b)) for a, b in _numbers_of_both(one, other))
    if one.change and other.change:
        alike = one.change.direction is other.change.direction
        yield "change", alike, not alike
    if one.when and other.when:
        yield "when", _overlapping(one, other), not _overlapping(one, other)


def _places_compared(one: Claim, other: Claim) -> Iterator[tuple[bool, bool]]:
    """Role by role; and where no role is given by both, all stops together."""
    found = [
        any(_one_place(a, b) for a in ours for b in theirs)
        for role in PlaceRole
        if (ours := _in_role(one, role)) and (theirs := _in_role(other, role))
    ]
    yield from ((agrees, not agrees) for agrees in found)
    stops = [[place for place in claim.places if place.role in _STOPS] for claim in (one, other)]
    if not found and all(stops):
        near = any(_one_place(a, b) for a in stops[0] for b in stops[1])
        yield near, not near


def _in_role(claim: Claim, role: PlaceRole) -> list[Place]:
    return [place for place in claim.places if place.role is role]


def _one_place(one: Place, other: Place) -> bool:
    """Equal names, a country and a place in it, or a city and its airport."""
    if fold(one.name) == fold(other.name):
        return True
    points = [(place.lat, place.lon) for place in (one, other)]
    if (None, None) in points:
        bare = any(place.lat is None and place.country for place in (one, other))
        return bare and one.country == other.country
    (a, b), (c, d) = points
    if a is None or b is None or c is None or d is None or one.offset_km or other.offset_km:
        return False
    return bool(distance_km(a, b, c, d) <= METROPOLITAN_KM)


def _repeats(one: Claim, other: Claim) -> bool:
    """Whether a claim says again what another one of its report says: equal days, and all roles in the fuller one."""
    few, many = sorted((one, other), key=_fullness)
    if few.when is None or few.when != many.when:
        return False
    values = [(_ids, few, many), (_spots, few, many), (_all_things, few, many)]
    return all(gives(few) <= gives(many) for gives, few, many in values)


def _spots(claim: Claim) -> set[str]:
    return {f"{place.role}:{fold(place.name)}" for place in claim.places}


def _all_things(claim: Claim) -> set[str]:
    return {thing_key(item.name) for item in claim.equipment}


def _fullness(claim: Claim) -> int:
    """How many role values a claim gives."""
    ids = claim.craft.registration + claim.craft.callsign + claim.craft.imo + claim.craft.mmsi
    lists = (ids, claim.places, claim.actors, claim.recipients, claim.equipment, claim.counts)
    return sum(len(values) for values in lists) + (claim.when is not None)


def _shares(one: Claim, other: Claim) -> bool:
    craft = bool(_ids(one) & _ids(other))
    place = any(_one_place(a, b) for role in PlaceRole for a in _in_role(one, role) for b in _in_role(other, role))
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


def _things(claim: Claim, role: EquipmentRole) -> set[str]:
    return {thing_key(item.name) for item in claim.equipment if item.role is role}


def _numbers_of_both(one: Claim, other: Claim) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Numbers given for the same thing by both."""
    theirs = list(numbers(other))
    yield from ((a, b) for name, a in numbers(one) for key, b in theirs if name == key)


def numbers(claim: Claim) -> Iterator[tuple[str, tuple[float, float]]]:
    """Every number of a claim as a range, with the name of what it counts."""
    for count in claim.counts:
        # "4e vol" and "sixth rotation" count the same: how often it was there.
        counted = "" if claim.kind is Kind.VISIT_COUNT else fold(count.what)
        yield counted, _range(count.min, count.max, 0.0)
    for item in claim.equipment:
        yield f"{item.role}:{thing_key(item.name)}", _range(item.min, item.max, ABOUT if item.approximate else 0.0)


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
