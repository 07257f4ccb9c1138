"""Who flies in an invented world, and when: craft, legs, rotations of line aircraft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from crossbearing.worldgen.facts import FIELDS
from crossbearing.worldgen.flightpath import FlightPath, fly

DAY_S = 86400.0
HOUR_S = 3600.0
Corners = tuple[tuple[float, float], ...]

# Ways that traffic takes between two cities, outward; the way back is the same. Invented, and plausible.
WAYS: dict[tuple[str, str], Corners] = {
    ("tehran", "moscow"): ((38.3, 49.4), (41.6, 48.4), (46.2, 46.6), (50.2, 43.4)),
    ("tehran", "minsk"): ((38.3, 49.4), (41.6, 48.4), (46.2, 46.6), (51.5, 36.0)),
    ("istanbul", "baku"): ((41.1, 36.0), (41.4, 44.5)),
    ("istanbul", "tehran"): ((39.8, 36.5), (38.6, 43.5)),
    ("istanbul", "moscow"): ((43.9, 31.5), (49.5, 35.8)),
    ("moscow", "sochi"): ((50.0, 39.2), (46.6, 39.6)),
    ("moscow", "atyrau"): ((50.0, 45.0), (47.6, 48.4)),
    ("moscow", "aktau"): ((50.0, 45.0), (47.0, 48.4)),
    ("tehran", "damascus"): ((34.9, 46.0), (34.2, 40.5)),
}


@dataclass(frozen=True, slots=True)
class Craft:
    """An airframe; `silent` are stretches (seconds from the world's start) with the transponder off.

    `pace` stretches the intervals between its rows: 1 is the common one.
    `vehicle_at` makes it a ground vehicle of that field, which never flies.
    `second` marks an airframe that sends an address which another one sends too.
    """

    icao24: str
    registration: str
    typecode: str
    operator: str
    telephony: str
    military: bool = False
    mlat_only: bool = False
    kind: str = "line"
    pace: float = 1.0
    silent: tuple[tuple[float, float], ...] = ()
    vehicle_at: str = ""
    second: bool = False

    @property
    def craft(self) -> str:
        """The name of the craft in every table."""
        return f"other:{self.icao24}" if self.icao24.startswith("~") else f"icao24:{self.icao24}"

    @property
    def airframe(self) -> str:
        """The name of the airframe: its address, with `b` for a second one on it."""
        return f"{self.icao24}b" if self.second else self.icao24


@dataclass(frozen=True)
class Leg:
    """One flight as it was flown; `off_at` is the take-off, in seconds from the world's start."""

    craft: Craft
    departure: str
    arrival: str
    off_at: float
    callsign: str
    path: FlightPath
    holds: int = 0

    @property
    def on_at(self) -> float:
        """The touch-down, in seconds from the world's start."""
        return self.off_at + self.path.landing_s


def way(departure: str, arrival: str) -> Corners:
    """The corners of the way between two fields; none where no way is laid down."""
    here, there = FIELDS[departure].city, FIELDS[arrival].city
    if (here, there) in WAYS:
        return WAYS[here, there]
    return tuple(reversed(WAYS.get((there, here), ())))


def leg(craft: Craft, departure: str, arrival: str, off_at: float, number: int, *, holds: int = 0) -> Leg:
    """A leg of the craft with its curve; `number` goes into the callsign."""
    path = fly(FIELDS[departure], FIELDS[arrival], craft.typecode, via=way(departure, arrival), holds=holds)
    return Leg(craft, departure, arrival, off_at, f"{craft.telephony}{number}", path, holds)


def rotation(
    craft: Craft,
    cycle: tuple[str, ...],
    days: Iterable[int],
    *,
    first_hour: float,
    legs_a_day: int,
    rng: np.random.Generator,
    turnaround_h: float = 1.0,
) -> list[Leg]:
    """Legs of a line aircraft: each day it flies on along `cycle` from `first_hour` UTC, with small delays."""
    legs: list[Leg] = []
    place, free_at = 0, 0.0
    for day in days:
        ready = max(day * DAY_S + first_hour * HOUR_S, free_at)
        for _ in range(legs_a_day):
            here, there = cycle[place % len(cycle)], cycle[(place + 1) % len(cycle)]
            off_at = ready + float(rng.uniform(0.0, 1500.0))
            holds = int(rng.random() < HOLD_CHANCE)
            legs.append(leg(craft, here, there, off_at, 100 + 7 * (place % len(cycle)), holds=holds))
            ready = free_at = legs[-1].on_at + turnaround_h * HOUR_S
            place += 1
    return legs


# One arrival in fifty waits in a hold: GUESS, enough for the case to occur in every world.
HOLD_CHANCE = 0.02


def journey(craft: Craft, stops: Iterable[tuple[str, float]], number: int) -> list[Leg]:
    """Legs of a tramp: `stops` are fields with the day and hour (as days) it leaves them; the last is not left."""
    legs: list[Leg] = []
    places = list(stops)
    for k, ((here, leaves), (there, _)) in enumerate(pairwise(places)):
        legs.append(leg(craft, here, there, leaves * DAY_S, number + k))
    return legs
