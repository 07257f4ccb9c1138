"""Claims drawn about a wide world, true and false, each with the verdict an ideal reader would give.

False ones are near misses: another destination of the same craft, the way back, another day, another craft of the
fleet, one visit more. Nothing is drawn by whether it was heard, so good and poor coverage come as the world has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from crossbearing.model.claims import (
    Actor,
    Claim,
    Count,
    CraftIds,
    Equipment,
    EquipmentRole,
    Kind,
    Place,
    PlaceRole,
    Polarity,
    When,
)
from crossbearing.worldgen.wide.drawn_marks import alias, number_of_flights, silence
from crossbearing.worldgen.wide.hat import TYPES, Hat, Question, apart, claim_of, day_of, ends_of
from crossbearing.worldgen.wide.ideal import Ideal, Said
from crossbearing.worldgen.wide.roster import DAY_S, Leg

TRIES = 60
# "An Airbus A320" may be said of the whole family.
MEANT = {"A320": ("A320", "A321")}


@dataclass(frozen=True, slots=True)
class Drawn:
    """Claims of one report (the last is the one judged), whether it is true, and what an ideal reader says.

    `tags` tell of the craft: `shared`, `quiet` (no positions, or by multilateration only), `dark` (transponder off on
    the leg), `military`.
    """

    sort: str
    claims: tuple[Claim, ...]
    true: bool
    said: Said
    tags: tuple[str, ...]
    n_true: int | None = None


def _by_name(hat: Hat, leg: Leg, day: int) -> dict[str, object]:
    return {"craft": CraftIds(registration=(leg.craft.name_on(day),))}


def _by_fleet(hat: Hat, leg: Leg, day: int) -> dict[str, object]:
    return {"actors": (Actor(leg.craft.fleet.operator),), **_by_type(hat, leg, day)}


def _by_type(hat: Hat, leg: Leg, day: int) -> dict[str, object]:
    return {"equipment": (Equipment(TYPES[leg.craft.typecode], EquipmentRole.CARRIER, 1, 1),)}


def _members(hat: Hat, leg: Leg, by: str) -> list[str]:
    every = hat.ideal.craft.values()
    if by == "name":
        return [leg.craft.airframe]
    same = [one for one in every if one.typecode in MEANT.get(leg.craft.typecode, (leg.craft.typecode,))]
    if by == "fleet":
        same = [one for one in same if one.fleet.operator == leg.craft.fleet.operator]
    return [one.airframe for one in same]


BY: dict[str, Callable[[Hat, Leg, int], dict[str, object]]] = {
    "name": _by_name, "fleet": _by_fleet, "type": _by_type,
}  # fmt: skip


def _flight(hat: Hat, name: str, by: str, true: bool, around: tuple[int, int] = (0, 0)) -> Question | None:
    """A flight on a day, or on one of some days around it; None where the draw happens to be true."""
    leg = hat.leg()
    start, end, day = (leg.plan.start, leg.plan.end, day_of(leg)) if true else hat.another(leg)
    days = (max(1, day - around[0]), min(hat.world.days - 2, day + around[1]))
    (one, starts), (other, ends) = hat.named(start), hat.named(end)
    members = _members(hat, leg, by)
    if not apart(start, end) or bool(hat.ideal.flown(members, starts, ends, hat.ideal.stretch(*days))) is not true:
        return None
    asked = hat.ideal.flight(members, starts, ends, days, by == "name")
    when = When(hat.day(days[0]), hat.day(days[1]))
    claim = claim_of(name, Kind.FLIGHT, places=ends_of(one, other), when=when, **BY[by](hat, leg, day))
    return Question("", (claim,), true, asked, hat.tags(leg))


def _delivery(hat: Hat, name: str, true: bool) -> Question | None:
    found = _flight(hat, name, "name", true)
    if found is None:
        return None
    cargo = (Equipment("drones", EquipmentRole.CARGO, 18, 18),)
    return replace(found, claims=(replace(found.claims[0], kind=Kind.DELIVERY, equipment=cargo),))


def _absence(hat: Hat, name: str, true: bool) -> Question | None:
    """No such flight in some days: true where there was none, false where one lies surely inside them."""
    around = (int(hat.rng.integers(1, 4)), int(hat.rng.integers(1, 3)))
    found = _flight(hat, name, "name", not true, around)
    if found is None:
        return None
    return replace(found, claims=(replace(found.claims[0], polarity=Polarity.NEGATIVE),), true=true, turned=True)


def _denial(hat: Hat, name: str, true: bool) -> Question | None:
    """A report that tells of a flight and of somebody who denies it: the denial is judged."""
    found = _flight(hat, f"{name}-target", "name", not true)
    if found is None:
        return None
    told = found.claims[0]
    denial = replace(told, id=name, start=2, end=3, kind=Kind.DENIAL, polarity=Polarity.NEGATIVE, when=None)
    return replace(found, claims=(told, denial), true=true, turned=True)


def _landing(hat: Hat, name: str, true: bool) -> Question | None:
    leg = hat.leg()
    _, end, day = (leg.plan.start, leg.plan.end, int(leg.knots.on_at // DAY_S)) if true else hat.another(leg)
    place, spots = hat.named(end)
    low, high = hat.ideal.counted(leg.craft.airframe, spots, (day, day), False)
    if (low if true else high) != int(true) or day > hat.world.days - 2:
        return None
    asked = hat.ideal.count(leg.craft.airframe, spots, (day, day), 1, np.inf, True)
    when = When(hat.day(day), hat.day(day))
    claim = claim_of(name, Kind.FLIGHT, places=(Place(place, PlaceRole.ARRIVAL),), when=when, **_by_name(hat, leg, day))
    return Question("", (claim,), true, asked, hat.tags(leg))


def _visits(hat: Hat, name: str, true: bool, form: str) -> Question | None:
    """A number of visits in some days: exactly, at least, or the n-th."""
    leg = hat.leg()
    last, length = int(leg.knots.on_at // DAY_S), int(hat.rng.choice((2, 3, 4, 6)))
    first = last - length
    if first < 1 or last > hat.world.days - 2:
        return None
    place, spots = hat.named(leg.plan.end)
    low, high = hat.ideal.counted(leg.craft.airframe, spots, (first, last), False)
    if low != high:
        return None
    n = low if true else max(1, low + int(hat.rng.choice((-1, 1, 2, 3, 6))))
    n = max(1, n - int(hat.rng.integers(2))) if true and form == "at least" else n
    most = np.inf if form == "at least" else float(n)
    if (n <= low <= most) is not true:
        return None
    asked = hat.ideal.count(leg.craft.airframe, spots, (first, last), n, most, True)
    counts = (Count("visits", n, None if form == "at least" else n),)
    when = When(hat.day(first), hat.day(last), rolling=form == "n-th")
    claim = claim_of(
        name, Kind.VISIT_COUNT, places=(Place(place, PlaceRole.ARRIVAL),), when=when, counts=counts,
        **_by_name(hat, leg, last),
    )  # fmt: skip
    return Question("", (claim,), true, asked, hat.tags(leg), n_true=low)


Drawer = Callable[[Hat, str, bool], Question | None]
SORTS: dict[str, Drawer] = {
    "flight, registration": lambda hat, name, true: _flight(hat, name, "name", true),
    "flight, operator and type": lambda hat, name, true: _flight(hat, name, "fleet", true),
    "flight, type alone": lambda hat, name, true: _flight(hat, name, "type", true),
    "landing": _landing,
    "visits, exactly": lambda hat, name, true: _visits(hat, name, true, "exactly"),
    "visits, at least": lambda hat, name, true: _visits(hat, name, true, "at least"),
    "visits, n-th": lambda hat, name, true: _visits(hat, name, true, "n-th"),
    "delivery by air": _delivery,
    "no flight since": _absence,
    "denial": _denial,
    "flights, number of": number_of_flights,
    "alias": alias,
    "transponder off": silence,
}
TURNED = {"supported": "contradicted", "contradicted": "supported"}


def _inverse(said: Said) -> Said:
    return replace(said, verdict=TURNED.get(said.verdict, said.verdict),
                   accepted=tuple(TURNED.get(one, one) for one in said.accepted))  # fmt: skip


def draw(ideal: Ideal, seed: int, n: int) -> list[Drawn]:
    """Return `n` true and `n` false claims of each sort, or fewer where the world has none."""
    hat = Hat(ideal, seed)
    asked = [one for sort in SORTS for true in (True, False) for one in _some(hat, sort, true, n)]
    found = ideal.said([one.asked for one in asked])
    return [
        Drawn(one.sort, one.claims, one.true, _inverse(said) if one.turned else said, one.tags, one.n_true)
        for one, said in zip(asked, found, strict=True)
    ]


def _some(hat: Hat, sort: str, true: bool, n: int) -> Iterator[Question]:
    made = 0
    for k in range(n * TRIES):
        if made == n:
            return
        name = f"{'true' if true else 'false'}-{sort}-{k}".replace(" ", "-").replace(",", "")
        if found := SORTS[sort](hat, name, true):
            made += 1
            yield replace(found, sort=sort)
