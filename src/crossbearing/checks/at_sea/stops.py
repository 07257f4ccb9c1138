"""The ports that a claim names, in their order: calls of a ship that were seen there, and those that were possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks.at_sea.days import SeaDays
from crossbearing.checks.at_sea.extent import PROOF_KM
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.at_sea.where import harbours_at
from crossbearing.model.claims import Place, PlaceRole
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.unheard.presence import STILL_KT, Presence, runs_of
from crossbearing.world import World
from crossbearing.world.geo import distance_km

# A ferry turns round in half an hour; nobody makes fast, works and casts off in less than twenty minutes. GUESS, on the
# short side: a call that was possible is not disproved.
CALLING_SLOTS = 2
# Whoever loads or lands goods from a ship needs an hour in port at least. GUESS, on the short side.
LOADING_SLOTS = 6
# Where a voyage begins, where it stops on the way, where it ends.
ORDER = (PlaceRole.DEPARTURE, PlaceRole.VIA, PlaceRole.SITE, PlaceRole.ARRIVAL)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stop:
    """A port that a claim names: its role, what it can be, the calls (PORT_CALLS) of the ship seen there, and how many
    stretches of ten minutes a call there takes at least."""

    role: str
    name: str
    harbours: tuple[int, ...]
    calls: tuple[Row, ...] = ()
    least_slots: int = CALLING_SLOTS


def stops_of(
    places: Sequence[Place],
    sea: Sea,
    world: World,
    days: SeaDays,
    crafts: Sequence[str],
    is_hers: Callable[[Row], bool],
    least_slots: int = CALLING_SLOTS,
) -> tuple[Stop, ...]:
    """The stops of a claim in their order, with the calls of those ships in those days.

    An unknown port has no harbours; a sea on the way is no stop.
    """
    stops = []
    for place in sorted(places, key=lambda one: ORDER.index(one.role)):
        if place.role is PlaceRole.VIA and world.places.find(place.name, kind="sea"):
            continue
        harbours = harbours_at(place, sea, world)
        codes = [sea.harbours.codes[one] for one in harbours]
        rows = sea.port_calls.filter(
            pl.col("craft").is_in(list(crafts)), pl.col("place").is_in(codes), "shown"
        ).to_dicts()
        held = (row for row in rows if days.hold(row["arrived_before"], row["left_after"], row["lon"]))
        calls = tuple(row for row in held if is_hers(row))
        stops.append(Stop(place.role.value, place.name, harbours, calls, least_slots))
    return tuple(stops)


def in_order(stops: Sequence[Stop], calls: Sequence[Sequence[Row]]) -> bool:
    """Whether the calls can be put in the claimed order: each ends before the next begins."""
    at = None
    for _, rows in zip(stops, calls, strict=True):
        later = [row for row in rows if at is None or row["arrived_before"] >= at]
        if not later:
            return False
        at = min(row["left_after"] for row in later)
    return True


def possible_at(stop: Stop, sea: Sea, seen: Presence) -> list[tuple[int, int]]:
    """First and last rows of the stretches in which a call was possible, whether it was seen or not.

    A port is as wide as ships were seen to use it; where the ship herself hardly moved, as wide as any (`PROOF_KM`).
    """
    possible, still = np.zeros(seen.seconds.size, np.bool_), seen.kt <= STILL_KT
    for one in stop.harbours:
        place = float(sea.proven.lat[one]), float(sea.proven.lon[one])
        possible |= seen.at(*place, float(sea.proven.radius_km[one]))
        possible |= still & seen.at(*place, PROOF_KM)
    return runs_of(possible & seen.resting(stop.least_slots * SLOT_S), stop.least_slots)


def feasible(sea: Sea, kmh: float, stops: Sequence[Stop], seen: Presence) -> bool:
    """Whether there is a time for each port, in order, with the way between them at the ship's speed."""
    earliest = -np.inf
    before: Stop | None = None
    for stop in stops:
        way = 0.0 if before is None else _hours(sea, before, stop, kmh) * 3600.0
        runs = [(seen.seconds[first], seen.seconds[last]) for first, last in possible_at(stop, sea, seen)]
        fitting = [max(begin, earliest + way) for begin, end in runs if end >= earliest + way]
        if not fitting:
            return False
        earliest, before = min(fitting), stop
    return True


def _hours(sea: Sea, one: Stop, other: Stop, kmh: float) -> float:
    """The shortest way between any two of the harbours, from water to water."""
    port = sea.proven
    km = [
        float(distance_km(port.lat[a], port.lon[a], port.lat[b], port.lon[b])) - port.radius_km[a] - port.radius_km[b]
        for a in one.harbours
        for b in other.harbours
    ]
    return float(max(0.0, min(km)) / kmh)
