"""Worlds of a few routes flown for months, steadily or with a rise on a known day; receivers may double half way.

Each route has its own cargo fleet, whose rotations are drawn day by day, and a passenger shuttle beside it that never
changes, so that reception along the way can be compared before and after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from crossbearing.worldgen.wide.archive import received
from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.ears import DENSITY, SLOT_S, Ears, invent_ears
from crossbearing.worldgen.wide.ether import Ether
from crossbearing.worldgen.wide.fleets import Fleet
from crossbearing.worldgen.wide.hearing import imagined
from crossbearing.worldgen.wide.invented import START, Invented
from crossbearing.worldgen.wide.physics import KINDS, Air
from crossbearing.worldgen.wide.places import Spot, apart_km, fields
from crossbearing.worldgen.wide.roster import DAY_S, Leg
from crossbearing.worldgen.wide.rows import heard_of
from crossbearing.worldgen.wide.standing import parked_rows
from crossbearing.worldgen.wide.terrain import flat, invent_terrain

HOUR_S = 3600.0
CARGO_CRAFT, SHUTTLES, SHUTTLE_TURNS = 6, 3, 1
LONG_KM, DENSE = (500.0, 2200.0), 0.7
# Rotations a day before the change; how a week goes, Monday first. GUESSES.
RATES, WEEK = (0.25, 0.9), (1.3, 1.2, 1.1, 1.2, 1.1, 0.7, 0.4)
LEAVES_H, TURNS_H = (2.0, 8.5), (1.5, 3.0)


@dataclass(frozen=True, slots=True)
class Corridor:
    """A route: from `day` on it is flown `factor` times as often as before; steady ones have a factor of one."""

    operator: str
    start: Spot
    end: Spot
    rate: float
    factor: float
    day: int


def corridors(
    seed: int, days: int, steady: int, rising: int, *, physics: str = "plain", doubled: bool = False
) -> tuple[Invented, tuple[Corridor, ...]]:
    """Return a world of `steady` and `rising` routes over `days` days.

    With `doubled`, half of the receivers stand only from the middle of the days on.
    """
    rng = np.random.default_rng([seed, 91])
    kind = KINDS[physics]
    terrain = invent_terrain(np.random.default_rng([seed, 3])) if kind.terrain else flat()
    ears = invent_ears(kind, terrain, days, np.random.default_rng([seed, 4]))
    ears = _doubled(ears, rng) if doubled else ears
    ether = Ether(Air.of(kind, np.random.default_rng([seed, 2])), ears, (), days, seed)
    routes = tuple(_route(k, days, k >= steady, rng) for k in range(steady + rising))
    every = [one for k, route in enumerate(routes) for one in _flown(k, route, ether, rng)]
    craft = tuple(one for one, _ in every)
    legs = [leg for _, own in every for leg in own]
    rows = pl.concat([heard_of(legs, ether), parked_rows(legs, ether)])
    return Invented(START, days, craft, tuple(legs), ether, received(rows, legs, list(craft), days, seed)), routes


def _doubled(ears: Ears, rng: np.random.Generator) -> Ears:
    """Half of the receivers silent until the middle."""
    up = ears.up.copy()
    late = rng.random(len(ears.lat)) < 0.5
    up[late, : up.shape[1] // 2] = False
    return replace(ears, up=up)


def _route(number: int, days: int, rising: bool, rng: np.random.Generator) -> Corridor:
    known = [one for one in fields().values() if DENSITY.get(one.country, 0.0) >= DENSE]
    while True:
        start, end = (known[int(k)] for k in rng.choice(len(known), 2, replace=False))
        if LONG_KM[0] < apart_km((start.lat, start.lon), (end.lat, end.lon)) < LONG_KM[1]:
            break
    day = int(rng.integers(round(0.35 * days), round(0.65 * days)))
    factor = float(rng.uniform(3.0, 5.0)) if rising else 1.0
    return Corridor(f"Corridor {chr(65 + number)} Cargo", start, end, float(rng.uniform(*RATES)), factor, day)


def _flown(number: int, route: Corridor, ether: Ether, rng: np.random.Generator) -> Iterator[tuple[Craft, list[Leg]]]:
    """The craft of a route with their legs, in order of time."""
    cargo = [_craft(number, k, route.operator, "IL76", route) for k in range(CARGO_CRAFT)]
    legs: dict[str, list[Leg]] = {one.airframe: [] for one in cargo}
    for day in range(ether.days - 1):
        often = route.rate * (route.factor if day >= route.day else 1.0) * WEEK[(START.weekday() + day) % 7]
        for k in rng.permutation(CARGO_CRAFT)[: int(rng.poisson(often))]:
            legs[cargo[int(k)].airframe] += _rotation(cargo[int(k)], route, day, ether, rng)
    yield from ((one, legs[one.airframe]) for one in cargo)
    for k in range(CARGO_CRAFT, CARGO_CRAFT + SHUTTLES):
        one = _craft(number, k, f"Shuttle {chr(65 + number)}", "A320", route)
        yield one, [leg for day in range(ether.days - 1) for leg in _rotation(one, route, day, ether, rng)]


def _craft(number: int, k: int, operator: str, typecode: str, route: Corridor) -> Craft:
    fleet = Fleet(operator, route.start.country, "COR", "tramp", (typecode,), (route.start.icao,), (route.end.icao,))
    name = f"X{chr(65 + number)}-{chr(65 + k)}{chr(65 + number)}C"
    return Craft(f"k{number:02d}{k:02d}", f"{0x7D0000 + number * 256 + k:06x}", name, fleet, typecode, "", "tramp")


def _rotation(craft: Craft, route: Corridor, day: int, ether: Ether, rng: np.random.Generator) -> list[Leg]:
    """There and back within a day."""
    out = imagined(craft, route.start, route.end, day * DAY_S + float(rng.uniform(*LEAVES_H)) * HOUR_S, ether)
    away = out.knots.on_at + float(rng.uniform(*TURNS_H)) * HOUR_S
    calls = (f"COR{int(rng.integers(100, 9999))}", "")
    back = imagined(craft, route.end, route.start, away, ether)
    return [replace(out, callsigns=calls), replace(back, callsigns=calls)]


def doubling_day(days: int) -> int:
    """The first day on which all receivers stand."""
    return -(-(days * round(DAY_S / SLOT_S) // 2) // round(DAY_S / SLOT_S))
