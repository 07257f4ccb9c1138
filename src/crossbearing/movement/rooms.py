"""The silences of a craft that leave room for a visit: how many physics allows, and how many to reckon with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np

from crossbearing.movement.hearing import Ears
from crossbearing.movement.prism import (
    FIELD_RADIUS_KM,
    MINIMUM_STOP_S,
    SHORTEST_ROUND_TRIP_S,
    Field,
    Opening,
    could_have_visited,
    top_speed_kmh,
)
from crossbearing.movement.sightings import Sightings
from crossbearing.movement.stays import Stay
from crossbearing.world import World
from crossbearing.world.aircraft_types import AircraftType
from crossbearing.world.airports import long_enough
from crossbearing.world.geo import distance_km

# A visit to reckon with takes this long from the last moment on the direct way down to the first on the way up: ten
# minutes lost on approach and climb, twenty on the ground. GUESS; proofs use ten minutes in all.
STOP_S = 1800.0
# A stop on the ground to reckon with between two flights of a trip there and back. GUESS: the quickest turnarounds of
# short-haul airlines take 25 to 45 minutes, transports longer.
TURN_S = 2700.0
# Time that a flight takes beyond the direct way at cruise: take-off, climb, approach. GUESS.
BLOCK_S = 600.0
# One more visit is reckoned with for so much more of a silence between two flights. Measured on a made world of 150
# craft and 12 days (500 questions): one for each 24 h leaves 2.2 % of the true numbers above the greatest, one for each
# 12 h 1.0 %, one for each 8 h 0.4 %, with a median width of 1 in all three.
FURTHER_S = 8 * 3600.0
# At the ends of the archive a craft whose place is known is taken to have stood there for a day. Measured on the same
# worlds: 4 of 400 such silences hid a visit, three of them longer.
STANDS_S = 24 * 3600.0
# ... and longer where its comings and goings would have been heard with this probability.
PROVEN = 0.95
# A way by the place is reckoned with up to this share and length beyond the direct one, unless the silence is so long
# that it holds a further stop. Measured: 1.15 and 150 km leave out 3 of 1,383 visits in shorter silences.
DETOUR_SHARE, DETOUR_KM = 1.15, 150.0
FURTHER_STOP_S = 16 * 3600.0
# ... or the place is a candidate of either flight.
CANDIDATE_P = 0.02
# Lightly loaded a craft lands on this share of the runway its type usually needs. GUESS, on the short side.
RUNWAY_SHARE = 0.6
# How far from the known moment of a landing or take-off the last or first position of its leg may lie.
NEAR_S = 2400.0

Leg = Mapping[str, Any]


class Lies(StrEnum):
    """Where a silence lies: what is known of the craft on both sides of it."""

    NEVER = "never_heard"
    FLIGHT = "in_flight"
    STANDING = "standing"
    EDGE = "edge"
    BETWEEN = "between_flights"


@dataclass(frozen=True, slots=True)
class Trip:
    """How long it takes to fly from a place to the nearest other field and back, seconds: `proof` at top speed with the
    shortest stops, `usual` with ordinary ones."""

    proof: float
    usual: float


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence that leaves room for visits beyond those shown.

    `opening` says between which sightings and when the craft can have been there. Physics allows `fits` visits,
    `reckoned` are counted in the greatest number; `missed` is how likely one would have passed unheard.
    `left` and `came` are the airports it stood at before and after, `inside` tells that a shown stay takes part of it.
    """

    craft: str
    opening: Opening
    lies: Lies
    inside: bool
    fits: int
    reckoned: int
    missed: float
    left: str | None = None
    came: str | None = None
    airframe: str | None = None


@dataclass(frozen=True, slots=True)
class Craft:
    """What the silences of one craft are judged by: its sightings, shown VISITS in the order of time, FLIGHTS, type.

    `airframe` tells which one on an address that several share.
    """

    craft: str
    seen: Sightings
    rows: Sequence[Mapping[str, Any]]
    legs: Sequence[Leg]
    kind: AircraftType | None
    airframe: str | None = None


def fits(length_s: float, inside: bool, trip_s: float, stop_s: float) -> int:
    """Return how many more visits a stretch of that length holds; within a shown stay each needs a trip."""
    if inside:
        return int(length_s // trip_s)
    return 0 if length_s < stop_s else 1 + int((length_s - stop_s) // trip_s)


def trip_from(fields: Sequence[Field], world: World, kind: AircraftType | None) -> Trip:
    """Return the shortest trip away from these airports and back: to the nearest other field the type can use."""
    km = min((_to_nearest_other(one, fields, world, kind) for one in fields), default=0.0)
    speed = top_speed_kmh(kind.max_kt if kind else None)
    proof = 2 * (max(0.0, km - 2 * FIELD_RADIUS_KM) / speed * 3600.0 + MINIMUM_STOP_S)
    usual = 2 * (km / speed * 3600.0 + BLOCK_S + TURN_S)
    return Trip(max(SHORTEST_ROUND_TRIP_S, proof), max(SHORTEST_ROUND_TRIP_S, usual))


def _to_nearest_other(one: Field, fields: Sequence[Field], world: World, kind: AircraftType | None) -> float:
    frame, asked = world.airports.frame, [field.icao for field in fields]
    usable = long_enough(frame, kind.min_runway_ft if kind else 0.0) & ~frame["icao"].is_in(asked).to_numpy()
    km = np.asarray(distance_km(one.lat, one.lon, frame["lat"].to_numpy(), frame["lon"].to_numpy()))
    return float(km[usable].min()) if usable.any() else 0.0


def usable_fields(codes: Sequence[str], world: World, kind: AircraftType | None) -> tuple[Field, ...]:
    """Return the airports a craft of that type can have landed at, without those whose runway is known as too short."""
    need = kind.min_runway_ft * RUNWAY_SHARE if kind else 0.0
    known = (world.airports.get(code) for code in codes)
    return tuple(
        Field(a.icao, a.lat, a.lon, a.elevation_ft or 0.0)
        for a in known
        if a and (a.longest_runway_ft is None or a.longest_runway_ft >= need)
    )


def silences(
    one: Craft,
    sure: Sequence[Stay],
    fields: Sequence[Field],
    world: World,
    ears: Ears,
    window: tuple[datetime, datetime],
) -> list[Silence]:
    """Return the silences within a window in which the craft can have been at one of the fields beyond what is shown.

    `sure` are the stays at the fields that are counted already.
    """
    if not fields:
        return []
    speed, trip = top_speed_kmh(one.kind.max_kt if one.kind else None), trip_from(fields, world, one.kind)
    found = could_have_visited(one.seen, fields, speed, *window)
    made = (_silence(one, opening, sure, fields, trip, ears, world) for opening in found)
    return [silence for silence in made if silence.fits > 0]


def _silence(
    one: Craft,
    opening: Opening,
    sure: Sequence[Stay],
    fields: Sequence[Field],
    trip: Trip,
    ears: Ears,
    world: World,
) -> Silence:
    length = opening.latest - opening.earliest
    inside = any(_takes_part(stay, opening) for stay in sure)
    left, came = _stood(one, opening)
    missed = _missed(one.craft, opening, (left, opening.airport, came), ears, world)
    lies = _lies(one, opening, left, came)
    most, likely = fits(length, inside, trip.proof, MINIMUM_STOP_S), fits(length, inside, trip.usual, STOP_S)
    pace = min(most, likely)
    made = Silence(one.craft, opening, lies, inside, most, pace, missed, left, came, one.airframe)
    return replace(made, reckoned=min(pace, _reckoned(one, made, fields, ears, trip)))


def _takes_part(stay: Stay, opening: Opening) -> bool:
    """Whether a shown stay reaches into the stretch."""
    after = stay.after.timestamp() if stay.after else -np.inf
    before = stay.before.timestamp() if stay.before else np.inf
    return bool(opening.earliest < before and opening.latest > after)


def _sides(seen: Sightings, opening: Opening) -> tuple[float, float]:
    """When the silence began and ended, seconds since 1970; infinite at the edges."""
    start = float(seen.until[opening.before]) if opening.before >= 0 else -np.inf
    end = float(seen.seconds[opening.after]) if opening.after < len(seen) else np.inf
    return start, end


def _stood(one: Craft, opening: Opening) -> tuple[str | None, str | None]:
    """The airports at which it was before and after the silence, as far as shown stays tell."""
    start, end = _sides(one.seen, opening)
    left = came = None
    for row in one.rows:
        since, until = row["arrived_before"] or row["left_after"], row["left_after"] or row["arrived_before"]
        gone, came_after = row["left_before"], row["arrived_after"]
        if since.timestamp() <= start + NEAR_S and (gone is None or gone.timestamp() > start):
            left = row["place"]
        if came is None and until.timestamp() >= end - NEAR_S and (came_after is None or came_after.timestamp() < end):
            came = row["place"]
    return left, came


def _missed(craft: str, opening: Opening, codes: Sequence[str | None], ears: Ears, world: World) -> float:
    """How likely nothing of a visit in the silence was heard: at the field it left, there, at the field it came to."""
    unheard = 1.0
    for code in dict.fromkeys(codes):
        field = world.airports.get(code) if code else None
        if field is not None:
            unheard *= ears.misses(field.icao, field.lat, field.lon, opening.earliest, opening.latest)
    dark = ears.silent(craft)
    return dark + (1.0 - dark) * unheard


def _lies(one: Craft, opening: Opening, left: str | None, came: str | None) -> Lies:
    if not len(one.seen):
        return Lies.NEVER
    start, end = _sides(one.seen, opening)
    if any(leg["first_seen"].timestamp() <= start and leg["last_seen"].timestamp() >= end for leg in one.legs):
        return Lies.FLIGHT
    if left is not None and left == came:
        return Lies.STANDING
    edge = opening.before < 0 or opening.after >= len(one.seen)
    return Lies.EDGE if edge and (left or came) else Lies.BETWEEN


def _reckoned(one: Craft, silence: Silence, fields: Sequence[Field], ears: Ears, trip: Trip) -> int:
    """How many of the visits that fit are to be reckoned with; `silence.reckoned` holds those at an ordinary pace."""
    opening = silence.opening
    length = opening.latest - opening.earliest
    if ears.alone or silence.lies is Lies.NEVER:
        return silence.reckoned
    unheld = ears.unheld_s(opening.earliest, opening.latest)
    if unheld >= trip.usual:
        return max(1, int(unheld // trip.usual))
    if silence.lies in (Lies.FLIGHT, Lies.STANDING):
        return 0
    further = int(length // FURTHER_S) + (0 if silence.inside else 1)
    if silence.lies is Lies.EDGE:
        at_place = (silence.left or silence.came) in {field.icao for field in fields}
        stands = length <= STANDS_S or silence.missed <= 1.0 - PROVEN
        return 0 if stands and not (at_place and not silence.inside) else further
    there = {silence.left, silence.came} & {field.icao for field in fields}
    return further if there or _on_the_way(one, silence, fields) else 0


def _on_the_way(one: Craft, silence: Silence, fields: Sequence[Field]) -> bool:
    """Whether flights lost in the silence, or found in it, can have gone to or come from one of the fields directly."""
    opening = silence.opening
    if opening.latest - opening.earliest >= FURTHER_STOP_S:
        return True
    start, end = _sides(one.seen, opening)
    before = [leg for leg in one.legs if leg["last_seen"].timestamp() <= start + 1][-1:] if not silence.left else []
    after = [leg for leg in one.legs if leg["first_seen"].timestamp() >= end - 1][:1] if not silence.came else []
    codes = {field.icao for field in fields}
    candidates = [*(leg["arrival_candidates"] or [] for leg in before)]
    candidates += [leg["departure_candidates"] or [] for leg in after]
    if any(each["airport"] in codes and each["p"] >= CANDIDATE_P for given in candidates for each in given):
        return True
    return all(_direct(leg, "first", "last", fields) for leg in before) and all(
        _direct(leg, "last", "first", fields) for leg in after
    )


def _direct(leg: Leg, far: str, near: str, fields: Sequence[Field]) -> bool:
    """Whether a way from the far end of a leg by its near end to one of the fields is about the direct one."""
    a, b = (leg[f"{far}_lat"], leg[f"{far}_lon"]), (leg[f"{near}_lat"], leg[f"{near}_lon"])
    flown = float(distance_km(*a, *b))
    ways = ((distance_km(*b, f.lat, f.lon), distance_km(*a, f.lat, f.lon)) for f in fields)
    return any(flown + rest <= DETOUR_SHARE * straight + DETOUR_KM for rest, straight in ways)
