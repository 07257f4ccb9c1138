"""The silences of a craft that leave room for a visit: how many physics allows, and how many to reckon with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from crossbearing.movement.fields import fields_of
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
from crossbearing.movement.reckoning import Craft, Lies, Silence, Trip, around, reckoned, sides
from crossbearing.movement.spots import at_one_spot
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
# Lightly loaded a craft lands on this share of the runway its type usually needs. GUESS, on the short side.
RUNWAY_SHARE = 0.6
# How far from the known moment of a landing or take-off the last or first position of its leg may lie.
NEAR_S = 2400.0

Row = Mapping[str, Any]


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
    found = could_have_visited(one.seen, fields, speed, *window, range_km=one.kind.range_km if one.kind else None)
    made = (_silence(one, opening, sure, fields, trip, ears, world) for opening in found)
    return [silence for silence in _shared_out(made, trip) if silence.fits > 0]


def _shared_out(made: Iterable[Silence], trip: Trip) -> Iterator[Silence]:
    """Silences on both sides of a vague sighting overlap: together they hold no more than one as long as both."""
    begin, until, inside, used = np.inf, -np.inf, False, 0
    for one in made:
        if one.opening.earliest >= until:
            begin, inside, used = one.opening.earliest, False, 0
        until, inside = max(until, one.opening.latest), inside or one.inside
        room = max(0, fits(until - begin, inside, trip.proof, MINIMUM_STOP_S) - used)
        held = min(one.fits, room) if used else one.fits
        used += held
        yield replace(one, fits=held, reckoned=min(one.reckoned, held))


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
    before, after = _stood(one, opening)
    lies = _lies(one, opening, before, after, world)
    left, came = (row["place"] if row else None for row in (before, after))
    missed = _missed(one.craft, opening, (left, opening.airport, came), ears, world)
    most, likely = fits(length, inside, trip.proof, MINIMUM_STOP_S), fits(length, inside, trip.usual, STOP_S)
    pace = min(most, likely)
    made = Silence(one.craft, opening, lies, inside, most, pace, missed, left, came, one.airframe)
    return replace(made, reckoned=min(pace, reckoned(one, made, fields, ears, trip)))


def _takes_part(stay: Stay, opening: Opening) -> bool:
    """Whether a shown stay reaches into the stretch."""
    after = stay.after.timestamp() if stay.after else -np.inf
    before = stay.before.timestamp() if stay.before else np.inf
    return bool(opening.earliest < before and opening.latest > after)


def _stood(one: Craft, opening: Opening) -> tuple[Row | None, Row | None]:
    """The stays in which it was before and after the silence, as far as shown ones tell."""
    start, end = sides(one.seen, opening)
    left = came = None
    for row in one.rows:
        since, until = row["arrived_before"] or row["left_after"], row["left_after"] or row["arrived_before"]
        gone, came_after = row["left_before"], row["arrived_after"]
        if since.timestamp() <= start + NEAR_S and (gone is None or gone.timestamp() > start):
            left = row
        if came is None and until.timestamp() >= end - NEAR_S and (came_after is None or came_after.timestamp() < end):
            came = row
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


def _lies(one: Craft, opening: Opening, left: Row | None, came: Row | None, world: World) -> Lies:
    if not one.seen.heard:
        return Lies.NEVER
    start, end = sides(one.seen, opening)
    if any(leg["first_seen"].timestamp() <= start and leg["last_seen"].timestamp() >= end for leg in one.legs):
        return Lies.FLIGHT
    if left and came and (left is came or (left["place"] and left["place"] == came["place"])):
        return Lies.STANDING
    before, after = around(one, opening)
    if before and after and at_one_spot(before, after, fields_of(world.airports)):
        return Lies.SPOT
    edge = opening.before < 0 or opening.after >= len(one.seen)
    return Lies.EDGE if edge and any(row and row["place"] for row in (left, came)) else Lies.BETWEEN
