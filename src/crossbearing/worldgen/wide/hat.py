"""What claims about a wide world are drawn from: a hat with its craft and legs, and the seed's dice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from crossbearing.model.claims import Claim, Kind, Place, PlaceRole
from crossbearing.worldgen.wide.ideal import Asked, Ideal
from crossbearing.worldgen.wide.places import Spot, apart_km, fields
from crossbearing.worldgen.wide.roster import DAY_S, Leg

TYPES = {
    "IL76": "Il-76", "A124": "An-124", "AN12": "An-12", "AN26": "An-26", "C130": "C-130", "C17": "C-17",
    "A400": "A400M", "B742": "Boeing 747", "A306": "Airbus A300", "A320": "Airbus A320", "A321": "Airbus A321",
    "B738": "Boeing 737", "A333": "Airbus A330", "B77W": "Boeing 777", "E190": "Embraer 190", "AT76": "ATR 72",
}  # fmt: skip
# Fields farther apart than this are two places in any wording; so often is a city named instead of its code.
APART_KM, CITY_NAMED = 120.0, 0.6


@dataclass(frozen=True, slots=True)
class Question:
    """A drawn claim (the last of a report's), whether it is true, and what the ideal reader is asked."""

    sort: str
    claims: tuple[Claim, ...]
    true: bool
    asked: Asked
    tags: tuple[str, ...]
    turned: bool = False
    n_true: int | None = None


class Hat:
    """What claims about one world are drawn from."""

    def __init__(self, ideal: Ideal, seed: int) -> None:
        self.ideal, self.world = ideal, ideal.world
        self.rng = np.random.default_rng([seed, 71])
        big = [one for one in ideal.craft.values() if one.typecode in TYPES]
        self.able = {one.airframe for one in big}
        self.legs = [
            leg for leg in self.world.legs
            if leg.craft.airframe in self.able and leg.plan.start.icao and leg.plan.end.icao
            and apart(leg.plan.start, leg.plan.end) and 1 <= day_of(leg) <= self.world.days - 2
        ]  # fmt: skip

    def leg(self) -> Leg:
        """Any of the legs between two places."""
        return self.legs[int(self.rng.integers(len(self.legs)))]

    def another(self, leg: Leg) -> tuple[Spot, Spot, int]:
        """A way and a day near those of a leg: reversed, to another place of the fleet, on another day."""
        start, end, day = leg.plan.start, leg.plan.end, day_of(leg)
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
        """Any field of the world."""
        codes = sorted(fields())
        return fields()[codes[int(self.rng.integers(len(codes)))]]

    def day(self, number: int) -> date:
        """The date of a day of the world."""
        return self.world.start + timedelta(days=number)

    def named(self, spot: Spot) -> tuple[str, tuple[Spot, ...]]:
        """How a place is written, and the fields that are meant."""
        if spot.city != spot.icao and self.rng.random() < CITY_NAMED:
            return spot.city.title(), tuple(one for one in fields().values() if one.city == spot.city)
        return spot.icao, (spot,)

    def tags(self, leg: Leg) -> tuple[str, ...]:
        """What is special about the craft and the leg."""
        craft = leg.craft
        found = {
            "shared": not self.ideal.alone(craft.airframe),
            "quiet": craft.no_position or craft.mlat_only,
            "dark": bool(leg.silent) or leg.silent_below_ft > 0,
            "military": craft.fleet.military,
        }
        return tuple(name for name, holds in found.items() if holds)


def day_of(leg: Leg) -> int:
    """The day on which a leg left, in UTC."""
    return int(leg.knots.off_at // DAY_S)


def apart(a: Spot, b: Spot) -> bool:
    """Whether two fields are two places in any wording."""
    return apart_km((a.lat, a.lon), (b.lat, b.lon)) > APART_KM


def claim_of(name: str, kind: Kind, **roles: object) -> Claim:
    """A claim of a report of its own."""
    return Claim(name, f"r-{name}", 0, 1, "x", kind, **roles)  # type: ignore[arg-type]


def ends_of(start: str, end: str) -> tuple[Place, ...]:
    """Departure and arrival as a claim names them."""
    return Place(start, PlaceRole.DEPARTURE), Place(end, PlaceRole.ARRIVAL)
