"""What claims about a sea world are drawn from: ships with their names and numbers, ports, days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from crossbearing.model.claims import Claim, CraftIds, Equipment, EquipmentRole, Kind, Place, PlaceRole, When
from crossbearing.worldgen.sea.asked.ideal import Ideal, Stretch, are_neighbours, told, widest
from crossbearing.worldgen.sea.diary import Call
from crossbearing.worldgen.sea.places import Port, ports
from crossbearing.worldgen.sea.ships import TRADING
from crossbearing.worldgen.sea.units import DAY_S
from crossbearing.worldgen.wide.drawn import Drawn
from crossbearing.worldgen.wide.ideal import Said

# What is said of the days before the first full one and after the last is beyond the archive on some clock.
EDGE_DAYS = 2
QUIET = ("no_trace", "not_observable", "partly_supported")
# A false claim must be false with so much to spare on either side.
SPARE_S = 6 * 3600.0
# Ships are told of by name in most reports, by a number in some. GUESS.
KNOWN_BY = {"name": 0.6, "mmsi": 0.2, "imo": 0.2}


@dataclass
class Hat:
    """A world, and the chance that draws from it."""

    ideal: Ideal
    rng: np.random.Generator

    def pick(self, things: Sequence[Any]) -> int:
        """The number of one of some things."""
        return int(self.rng.integers(len(things)))

    @property
    def days(self) -> int:
        """How many days the world has."""
        return self.ideal.world.days

    def day(self, number: int) -> date:
        """The calendar day of a number."""
        return self.ideal.world.start + timedelta(days=number)

    def when(self, days: tuple[int, int]) -> When:
        """Both days as a claim gives them."""
        return When(self.day(days[0]), self.day(days[1]))

    def traders(self) -> list[int]:
        """Ships that reports speak of."""
        return [one.number for one in self.ideal.world.ships if one.kind in TRADING]

    def stays(self) -> list[Call]:
        """Stays at a berth of ships that reports speak of, well inside the days held."""
        low, high = EDGE_DAYS * DAY_S, (self.days - EDGE_DAYS) * DAY_S
        return [
            one
            for ship in self.traders()
            for one in self.ideal.calls(ship)
            if one.berthed is not None and one.left > low + SPARE_S and one.berthed < high - SPARE_S
        ]

    def days_of(self, stretch: Stretch, form: str) -> tuple[int, int] | None:
        """Days that hold three hours of something: one of them, some around it, or as much of a month as is held."""
        first, last = int(max(stretch[0], 0.0) // DAY_S), int((stretch[1] - 1.0) // DAY_S)
        fits = [
            day
            for day in range(max(first, EDGE_DAYS), min(last, self.days - EDGE_DAYS - 1) + 1)
            if min(stretch[1], (day + 1) * DAY_S) - max(stretch[0], day * DAY_S) >= 3 * 3600.0
        ]
        if not fits:
            return None
        day = fits[self.pick(fits)]
        wide = {"day": (0, 0), "days": tuple(int(n) for n in self.rng.integers(0, 4, 2)), "month": (99, 99)}[form]
        return max(EDGE_DAYS, day - wide[0]), min(self.days - EDGE_DAYS - 1, day + wide[1])

    def named(self, ship: int, stretch: Stretch) -> tuple[dict[str, Any], str] | None:
        """A ship as a report tells of her over a stretch, and by what; None where her number and name change in it."""
        worn = [one for one in self.ideal.world.worn[ship] if one.begin < stretch[1] and stretch[0] < one.end][-1]
        by = str(self.rng.choice(list(KNOWN_BY), p=list(KNOWN_BY.values())))
        if by == "imo" and worn.imo is not None:
            return {"craft": CraftIds(imo=(str(worn.imo),))}, "imo"
        if not (worn.begin <= stretch[0] and stretch[1] <= worn.end):
            return None
        if by == "mmsi":
            return {"craft": CraftIds(mmsi=(f"{worn.mmsi:09d}",))}, "mmsi"
        return {"equipment": (carrier(worn.name),)}, "name"

    def tags(self, ship: int, known_by: str) -> tuple[str, ...]:
        """What is special about her."""
        worn = {one.why for one in self.ideal.world.worn[ship]} - {"own"}
        spoofed = any(one.ship == ship for one in self.ideal.world.spoofs)
        return (known_by, *sorted(worn), *(("spoofed",) if spoofed else ()))

    def was_near(self, ship: int, port: Port, days: tuple[int, int]) -> bool:
        """Whether she called at a port or a neighbour in those days on any clock, with time to spare."""
        start, end = widest(days)
        return any(
            call.left > start - SPARE_S and call.arrived < end + SPARE_S and are_neighbours(ports()[call.port], port)
            for call in self.ideal.calls(ship)
        )

    def other_port(self, port: Port) -> Port:
        """Another port of the same sea."""
        others = [one for one in ports().values() if one.sea == port.sea and not are_neighbours(one, port)]
        return others[self.pick(others)]


def carrier(name: str) -> Equipment:
    """One ship by her name."""
    return Equipment(name, EquipmentRole.CARRIER, 1, 1)


def at(port: Port, role: PlaceRole) -> Place:
    """A port as a report names it."""
    return Place(port.name, role, port.country, *port.place)


def claim_of(name: str, kind: Kind, **roles: object) -> Claim:
    """A claim about ships, of a report of its own."""
    return Claim(name, f"r-{name}", 0, 1, "x", kind, checkable_by=("vessels",), **roles)  # type: ignore[arg-type]


def said(verdict: str, plain: bool = True, p_heard: float | None = None) -> Said:
    """What an ideal reader says, and what is as good; nothing is contradicted of a ship under changing numbers."""
    if verdict == "contradicted" and not plain:
        return Said("not_observable", (*QUIET, "contradicted"))
    if verdict in ("supported", "contradicted"):
        return Said(verdict, (verdict,), p_heard)
    verdict = "no_trace" if plain and p_heard is not None and p_heard >= 0.95 else "not_observable"
    return Said(verdict, QUIET, p_heard)


def stretch_in(stretch: Stretch, days: tuple[int, int]) -> Stretch:
    """The part of a stretch that lies in those days in UTC."""
    start, end = told(days)
    return max(stretch[0], start), min(stretch[1], end)


__all__ = ["DAY_S", "EDGE_DAYS", "SPARE_S", "Drawn", "Hat", "at", "carrier", "claim_of", "said", "stretch_in"]
