"""Claims drawn about a wide world, true and false, each with the verdict an ideal reader would give.

False ones are near misses: another destination of the same craft, the way back, another day, another craft of the
fleet, one visit more. Nothing is drawn by whether it was heard, so good and poor coverage come as the world has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
from crossbearing.worldgen.wide.ideal import Asked, Ideal, Said
from crossbearing.worldgen.wide.places import Spot, apart_km, fields
from crossbearing.worldgen.wide.roster import DAY_S, Leg

TYPES = {
    "IL76": "Il-76", "A124": "An-124", "AN12": "An-12", "AN26": "An-26", "C130": "C-130", "C17": "C-17",
    "A400": "A400M", "B742": "Boeing 747", "A306": "Airbus A300", "A320": "Airbus A320", "A321": "Airbus A321",
    "B738": "Boeing 737", "A333": "Airbus A330", "B77W": "Boeing 777", "E190": "Embraer 190", "AT76": "ATR 72",
}  # fmt: skip
# Fields farther apart than this are two places in any wording; so often is a city named instead of its code.
APART_KM, CITY_NAMED = 120.0, 0.6
TRIES = 60


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


@dataclass(frozen=True, slots=True)
class _Question:
    sort: str
    claims: tuple[Claim, ...]
    true: bool
    asked: Asked
    tags: tuple[str, ...]
    turned: bool = False
    n_true: int | None = None


class _Hat:
    """Draws questions about one world."""

    def __init__(self, ideal: Ideal, seed: int) -> None:
        self.ideal, self.world = ideal, ideal.world
        self.rng = np.random.default_rng([seed, 71])
        big = [one for one in ideal.craft.values() if one.typecode in TYPES]
        self.able = {one.airframe for one in big}
        self.legs = [
            leg for leg in self.world.legs
            if leg.craft.airframe in self.able and leg.plan.start.icao and leg.plan.end.icao
            and _apart(leg.plan.start, leg.plan.end) and 1 <= _day(leg) <= self.world.days - 2
        ]  # fmt: skip

    def leg(self) -> Leg:
        return self.legs[int(self.rng.integers(len(self.legs)))]

    def another(self, leg: Leg) -> tuple[Spot, Spot, int]:
        """A way and a day near those of a leg: reversed, to another place of the fleet, on another day."""
        start, end, day = leg.plan.start, leg.plan.end, _day(leg)
        how = int(self.rng.integers(5))
        places = [fields()[code] for code in leg.craft.fleet.places]
        if how == 4:
            return places[int(self.rng.integers(len(places)))], self.anywhere(), day
        if how == 0:
            return end, start, day
        if how == 1:
            return start, end, int(self.rng.integers(1, self.world.days - 1))
        if how == 2:
            return start, places[int(self.rng.integers(len(places)))], day
        return places[int(self.rng.integers(len(places)))], end, day

    def anywhere(self) -> Spot:
        codes = sorted(fields())
        return fields()[codes[int(self.rng.integers(len(codes)))]]

    def day(self, number: int) -> date:
        return self.world.start + timedelta(days=number)

    def named(self, spot: Spot) -> tuple[str, tuple[Spot, ...]]:
        """How a place is written, and the fields that are meant."""
        if spot.city != spot.icao and self.rng.random() < CITY_NAMED:
            return spot.city.title(), tuple(one for one in fields().values() if one.city == spot.city)
        return spot.icao, (spot,)

    def tags(self, leg: Leg) -> tuple[str, ...]:
        craft = leg.craft
        found = {
            "shared": not self.ideal.alone(craft.airframe),
            "quiet": craft.no_position or craft.mlat_only,
            "dark": bool(leg.silent) or leg.silent_below_ft > 0,
            "military": craft.fleet.military,
        }
        return tuple(name for name, holds in found.items() if holds)


def _day(leg: Leg) -> int:
    return int(leg.knots.off_at // DAY_S)


def _apart(a: Spot, b: Spot) -> bool:
    return apart_km((a.lat, a.lon), (b.lat, b.lon)) > APART_KM


def _claim(name: str, kind: Kind, **roles: object) -> Claim:
    return Claim(name, f"r-{name}", 0, 1, "x", kind, **roles)  # type: ignore[arg-type]


def _ends(start: str, end: str) -> tuple[Place, ...]:
    return Place(start, PlaceRole.DEPARTURE), Place(end, PlaceRole.ARRIVAL)


def _by_name(hat: _Hat, leg: Leg, day: int) -> dict[str, object]:
    return {"craft": CraftIds(registration=(leg.craft.name_on(day),))}


def _by_fleet(hat: _Hat, leg: Leg, day: int) -> dict[str, object]:
    carrier = Equipment(TYPES[leg.craft.typecode], EquipmentRole.CARRIER, 1, 1)
    return {"actors": (Actor(leg.craft.fleet.operator),), "equipment": (carrier,)}


def _by_type(hat: _Hat, leg: Leg, day: int) -> dict[str, object]:
    return {"equipment": (Equipment(TYPES[leg.craft.typecode], EquipmentRole.CARRIER, 1, 1),)}


def _members(hat: _Hat, leg: Leg, by: str) -> list[str]:
    every = hat.ideal.craft.values()
    if by == "name":
        return [leg.craft.airframe]
    same = [one for one in every if one.typecode == leg.craft.typecode]
    if by == "fleet":
        same = [one for one in same if one.fleet.operator == leg.craft.fleet.operator]
    return [one.airframe for one in same]


BY: dict[str, Callable[[_Hat, Leg, int], dict[str, object]]] = {
    "name": _by_name, "fleet": _by_fleet, "type": _by_type,
}  # fmt: skip


def _flight(hat: _Hat, name: str, by: str, true: bool, around: tuple[int, int] = (0, 0)) -> _Question | None:
    """A flight on a day, or on one of some days around it; None where the draw happens to be true."""
    leg = hat.leg()
    start, end, day = (leg.plan.start, leg.plan.end, _day(leg)) if true else hat.another(leg)
    days = (max(1, day - around[0]), min(hat.world.days - 2, day + around[1]))
    (one, starts), (other, ends) = hat.named(start), hat.named(end)
    members = _members(hat, leg, by)
    if not _apart(start, end) or bool(hat.ideal.flown(members, starts, ends, hat.ideal.stretch(*days))) is not true:
        return None
    asked = hat.ideal.flight(members, starts, ends, days, by == "name")
    when = When(hat.day(days[0]), hat.day(days[1]))
    claim = _claim(name, Kind.FLIGHT, places=_ends(one, other), when=when, **BY[by](hat, leg, day))
    return _Question("", (claim,), true, asked, hat.tags(leg))


def _delivery(hat: _Hat, name: str, true: bool) -> _Question | None:
    found = _flight(hat, name, "name", true)
    if found is None:
        return None
    cargo = (Equipment("drones", EquipmentRole.CARGO, 18, 18),)
    return replace(found, claims=(replace(found.claims[0], kind=Kind.DELIVERY, equipment=cargo),))


def _absence(hat: _Hat, name: str, true: bool) -> _Question | None:
    """No such flight in some days: true where there was none, false where one lies surely inside them."""
    around = (int(hat.rng.integers(1, 4)), int(hat.rng.integers(1, 3)))
    found = _flight(hat, name, "name", not true, around)
    if found is None:
        return None
    return replace(found, claims=(replace(found.claims[0], polarity=Polarity.NEGATIVE),), true=true, turned=True)


def _denial(hat: _Hat, name: str, true: bool) -> _Question | None:
    """A report that tells of a flight and of somebody who denies it: the denial is judged."""
    found = _flight(hat, f"{name}-target", "name", not true)
    if found is None:
        return None
    told = found.claims[0]
    denial = replace(told, id=name, start=2, end=3, kind=Kind.DENIAL, polarity=Polarity.NEGATIVE, when=None)
    return replace(found, claims=(told, denial), true=true, turned=True)


def _landing(hat: _Hat, name: str, true: bool) -> _Question | None:
    leg = hat.leg()
    _, end, day = (leg.plan.start, leg.plan.end, int(leg.knots.on_at // DAY_S)) if true else hat.another(leg)
    place, spots = hat.named(end)
    low, high = hat.ideal.counted(leg.craft.airframe, spots, (day, day), False)
    if (low if true else high) != int(true) or day > hat.world.days - 2:
        return None
    asked = hat.ideal.count(leg.craft.airframe, spots, (day, day), 1, np.inf, True)
    when = When(hat.day(day), hat.day(day))
    claim = _claim(name, Kind.FLIGHT, places=(Place(place, PlaceRole.ARRIVAL),), when=when, **_by_name(hat, leg, day))
    return _Question("", (claim,), true, asked, hat.tags(leg))


def _visits(hat: _Hat, name: str, true: bool, form: str) -> _Question | None:
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
    claim = _claim(
        name, Kind.VISIT_COUNT, places=(Place(place, PlaceRole.ARRIVAL),), when=when, counts=counts,
        **_by_name(hat, leg, last),
    )  # fmt: skip
    return _Question("", (claim,), true, asked, hat.tags(leg), n_true=low)


Drawer = Callable[[_Hat, str, bool], _Question | None]
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
}
TURNED = {"supported": "contradicted", "contradicted": "supported"}


def _inverse(said: Said) -> Said:
    return replace(said, verdict=TURNED.get(said.verdict, said.verdict),
                   accepted=tuple(TURNED.get(one, one) for one in said.accepted))  # fmt: skip


def draw(ideal: Ideal, seed: int, n: int) -> list[Drawn]:
    """Return `n` true and `n` false claims of each sort, or fewer where the world has none."""
    hat = _Hat(ideal, seed)
    asked = [one for sort in SORTS for true in (True, False) for one in _some(hat, sort, true, n)]
    found = ideal.said([one.asked for one in asked])
    return [
        Drawn(one.sort, one.claims, one.true, _inverse(said) if one.turned else said, one.tags, one.n_true)
        for one, said in zip(asked, found, strict=True)
    ]


def _some(hat: _Hat, sort: str, true: bool, n: int) -> Iterator[_Question]:
    made = 0
    for k in range(n * TRIES):
        if made == n:
            return
        name = f"{'true' if true else 'false'}-{sort}-{k}".replace(" ", "-").replace(",", "")
        if found := SORTS[sort](hat, name, true):
            made += 1
            yield replace(found, sort=sort)
