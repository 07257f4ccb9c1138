"""Stays sorted into lanes, one per city (and craft, where there are several), and numbered where they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crossbearing.dossier.atlas import cities_of, city_of
from crossbearing.dossier.cards import stay_craft
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.evidence import Evidence, Row, stay_start
from crossbearing.dossier.routes import milliseconds, moment, runs_of
from crossbearing.dossier.shown import Shown
from crossbearing.model.claims import Claim, PlaceRole

if TYPE_CHECKING:
    from crossbearing.world import World

# Lanes beyond these are named in the caption instead of drawn: a chart taller than a page is read by nobody. GUESS
MOST_LANES = 14
ENDS = ("arrived_after", "arrived_before", "left_after", "left_before")
COUNTED_ROLES = frozenset({PlaceRole.ARRIVAL, PlaceRole.SITE, PlaceRole.AREA})


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in its lane; `ordinal` is its number among those the claim counts, empty for the others; `heard` are
    the stretches of it in which positions came with no silence of more than ten minutes."""

    row: Row
    craft: str
    ordinal: str
    heard: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the chart: the city, its airports that were used, the craft where there are several."""

    city: str
    airports: tuple[str, ...]
    craft: str
    claimed: bool
    stays: tuple[Stay, ...]


def lanes_of(claim: Claim, shown: Shown, desk: Desk) -> tuple[Lane, ...]:
    """Return the lanes: those with stays that count first, then cities of the claim, then by first stay."""
    world, evidence = desk.view.world, desk.evidence
    claimed = frozenset(city for place in claim.places for city in cities_of(world, place))
    counted = frozenset(
        city for place in claim.places if place.role in COUNTED_ROLES for city in cities_of(world, place)
    )
    stays = sorted(shown.visits + shown.other_visits, key=lambda row: (str(stay_start(row)), str(row["id"])))
    numbers = ordinals(shown.visits, stays, counted, world)
    several = len(shown.crafts) > 1
    lanes: dict[tuple[str, str], list[Stay]] = {}
    for row in stays:
        craft = stay_craft(row, evidence)
        key = (city_of(world, row["place"]) if row["place"] else "", craft if several else "")
        lanes.setdefault(key, []).append(Stay(row, craft, numbers.get(str(row["id"]), ""), _heard(row, evidence)))
    made = [_lane(city, craft, tuple(rows), city in claimed, desk) for (city, craft), rows in lanes.items()]
    return tuple(sorted(made, key=lambda lane: (not any(stay.ordinal for stay in lane.stays), not lane.claimed)))


def _heard(stay: Row, evidence: Evidence) -> tuple[tuple[datetime, datetime], ...]:
    track = evidence.tracks.get(str(stay["craft"]))
    if track is None or stay["arrived_before"] is None or stay["left_after"] is None:
        return ()
    inside = track.between(milliseconds(stay["arrived_before"]), milliseconds(stay["left_after"]))
    return tuple((moment(run.time_ms[0]), moment(run.time_ms[-1])) for run in runs_of(inside) if len(run.time_ms))


def _lane(city: str, craft: str, stays: tuple[Stay, ...], claimed: bool, desk: Desk) -> Lane:
    codes = airports_of(stays)
    airport = desk.view.world.airports.get(codes[0]) if codes else None
    name = "" if airport is None else desk.local(airport.city or airport.name)
    return Lane(name or city, codes, craft, claimed, stays)


def airports_of(stays: Sequence[Stay]) -> tuple[str, ...]:
    """Return the airports of the stays, in order of first stay."""
    return tuple(dict.fromkeys(str(stay.row["place"]) for stay in stays if stay.row["place"]))


def ordinals(visits: Sequence[Row], stays: Sequence[Row], counted: frozenset[str], world: World) -> dict[str, str]:
    """Number the stays in evidence at the counted cities: "1", "2", and "(3)" for one that is merely possible.

    Stays of one craft in one city with nothing elsewhere between them are one stay and share a number.
    """
    named = {str(row["id"]) for row in visits}
    numbers: dict[str, str] = {}
    last: dict[str, tuple[str, str]] = {}
    at = 0
    for row in stays:
        city, craft, name = city_of(world, row["place"]) if row["place"] else "", str(row["craft"]), str(row["id"])
        before = last.get(craft)
        if name in named and city in counted:
            if before is not None and before[0] == city and before[1] in numbers:
                numbers[name] = numbers[before[1]]
            else:
                at += 1
                numbers[name] = str(at) if row["shown"] else f"({at})"
        last[craft] = (city, name)
    return numbers


def counted_text(lanes: Sequence[Lane]) -> str:
    """Return the numbers as they stand on the chart: "1 2 (3) 4"."""
    numbered = sorted(
        ((stay_start(stay.row), stay.ordinal) for lane in lanes for stay in lane.stays if stay.ordinal),
        key=lambda pair: (str(pair[0]), pair[1]),
    )
    return " ".join(dict.fromkeys(ordinal for _, ordinal in numbered))


def moments(stay: Row) -> list[datetime]:
    """Return the moments known of a stay, in their order."""
    return [stay[end] for end in ENDS if stay[end] is not None]
