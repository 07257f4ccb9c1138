"""How many visits to reckon with in a silence, by what a craft usually does and by what of it is heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from crossbearing.movement.hearing import Ears
from crossbearing.movement.pace import FURTHER_S, further_s, return_s, round_s, visits_in
from crossbearing.movement.prism import Field, Opening
from crossbearing.movement.sightings import Sightings
from crossbearing.world.aircraft_types import AircraftType
from crossbearing.world.geo import distance_km

# At the ends of the archive a craft whose place is known is taken to have stood there for a day. Measured on the same
# worlds: 4 of 400 such silences hid a visit, three of them longer.
STANDS_S = 24 * 3600.0
# ... and longer where its comings and goings would have been heard with this probability.
PROVEN = 0.95
# Where a round trip would have been missed with this probability, standing before and after tells nothing of the time
# between. GUESS: nine of ten ends are missed there.
DEAF = 0.9
# A way by the place is reckoned with up to this share and length beyond the direct one, unless the silence is so long
# that it holds so many further visits. Measured: 1.15 and 150 km leave out 3 of 1,383 visits in shorter silences.
DETOUR_SHARE, DETOUR_KM = 1.15, 150.0
FURTHER_STOPS = 2.0
# ... or the place is a candidate of either flight.
CANDIDATE_P = 0.02

Leg = Mapping[str, Any]


class Lies(StrEnum):
    """Where a silence lies: what is known of the craft on both sides of it."""

    NEVER = "never_heard"
    FLIGHT = "in_flight"
    STANDING = "standing"
    SPOT = "at_one_spot"
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


def reckoned(one: Craft, silence: Silence, fields: Sequence[Field], ears: Ears, trip: Trip) -> int:
    """How many of the visits that fit are to be reckoned with; `silence.reckoned` holds those at an ordinary pace."""
    opening = silence.opening
    length = opening.latest - opening.earliest
    if silence.lies is Lies.NEVER:
        return silence.reckoned
    if ears.alone:
        return _by_habit(one, length, silence.inside)
    unheld = int(ears.unheld_s(opening.earliest, opening.latest) // round_s(one.legs, trip.usual))
    if silence.lies is Lies.FLIGHT:
        return unheld
    if silence.lies is Lies.SPOT:
        return max(unheld, int(not silence.inside and _candidate(one, silence, fields)))
    if silence.lies is Lies.STANDING:
        return max(unheld, int(length // further_s(one.legs)) if silence.missed >= DEAF else 0)
    further = max(unheld, _between(one, length, silence.inside))
    if silence.lies is Lies.EDGE:
        at_place = (silence.left or silence.came) in {field.icao for field in fields}
        stands = length <= STANDS_S or silence.missed <= 1.0 - PROVEN
        return unheld if stands and not (at_place and not silence.inside) else further
    there = {silence.left, silence.came} & {field.icao for field in fields}
    return further if there or _on_the_way(one, silence, fields) else unheld


def _by_habit(one: Craft, length: float, inside: bool) -> int:
    """How many visits a silence holds at the quickest that its craft was seen to come back to any place."""
    return visits_in(length, max(return_s(one.rows, one.legs) or 0.0, further_s(one.legs)), inside=inside)


def _between(one: Craft, length: float, inside: bool) -> int:
    """How many visits a silence between two flights holds: at its pace at first, then by its habit."""
    held = visits_in(min(length, FURTHER_S), further_s(one.legs), inside=inside)
    return max(held, _by_habit(one, length, inside))


def _on_the_way(one: Craft, silence: Silence, fields: Sequence[Field]) -> bool:
    """Whether flights lost in the silence, or found in it, can have gone to or come from one of the fields directly."""
    opening = silence.opening
    if opening.latest - opening.earliest >= FURTHER_STOPS * further_s(one.legs):
        return True
    if _candidate(one, silence, fields):
        return True
    before, after = _open_ends(one, silence)
    return all(_direct(leg, "first", "last", fields) for leg in before) and all(
        _direct(leg, "last", "first", fields) for leg in after
    )


def _candidate(one: Craft, silence: Silence, fields: Sequence[Field]) -> bool:
    """Whether one of the fields may be where the flights around the silence ended or began unseen."""
    codes = {field.icao for field in fields}
    before, after = _open_ends(one, silence)
    given = [leg["arrival_candidates"] for leg in before] + [leg["departure_candidates"] for leg in after]
    return any(each["airport"] in codes and each["p"] >= CANDIDATE_P for some in given for each in some or [])


def _open_ends(one: Craft, silence: Silence) -> tuple[list[Leg], list[Leg]]:
    """The flight lost in the silence and the one found in it, where no stay tells the place."""
    before, after = around(one, silence.opening)
    return ([before] if before and not silence.left else []), ([after] if after and not silence.came else [])


def around(one: Craft, opening: Opening) -> tuple[Leg | None, Leg | None]:
    """Return the last flight before a silence and the first after it."""
    start, end = sides(one.seen, opening)
    before = [leg for leg in one.legs if leg["last_seen"].timestamp() <= start + 1]
    after = (leg for leg in one.legs if leg["first_seen"].timestamp() >= end - 1)
    return (before[-1] if before else None), next(after, None)


def sides(seen: Sightings, opening: Opening) -> tuple[float, float]:
    """Return when a silence began and ended, seconds since 1970; infinite at the edges."""
    start = float(seen.until[opening.before]) if opening.before >= 0 else -np.inf
    end = float(seen.seconds[opening.after]) if opening.after < len(seen) else np.inf
    return start, end


def _direct(leg: Leg, far: str, near: str, fields: Sequence[Field]) -> bool:
    """Whether a way from the far end of a leg by its near end to one of the fields is about the direct one."""
    a, b = (leg[f"{far}_lat"], leg[f"{far}_lon"]), (leg[f"{near}_lat"], leg[f"{near}_lon"])
    flown = float(distance_km(*a, *b))
    ways = ((distance_km(*b, f.lat, f.lon), distance_km(*a, f.lat, f.lon)) for f in fields)
    return any(flown + rest <= DETOUR_SHARE * straight + DETOUR_KM for rest, straight in ways)
