"""Where a craft could have been while nobody saw it: the space-time prism between two sightings.

Between a sighting here and the next one there, every place is possible that a craft of that type can reach and
leave again in time. Before the first and after the last sighting the prism is open on one side.
Every allowance below errs towards "possible", so that "impossible" is a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from crossbearing.movement.sightings import Bools, Floats, Sightings, around
from crossbearing.world.geo import KM_PER_NM, distance_km

Rows = NDArray[np.intp]

# An alibi needs more than 1.15 times the type's highest speed: a jet stream adds up to 15 % to a jet's ground
# speed over hours (200 kt cores are met for minutes). Source: docs/method/verdicts.md.
WIND_FACTOR = 1.15
# Fastest cruise of any transport in service (G650, Citation X: about 535 kt true) with a margin; for unknown types.
UNKNOWN_MAX_KT = 560.0
# No transport comes down faster: emergency descents are flown at 6,000 to 8,000 ft a minute.
STEEPEST_FPM = 8000.0
# The reference point of an airport lies up to 5 km from the far end of its runways (DFW, DEN: 4.8 km).
FIELD_RADIUS_KM = 6.0
# A craft can fly so many times its range with an ordinary load before it must land. GUESS: empty, with full tanks, an
# Il-76TD goes 7,800 km and not 4,400.
RANGE_FACTOR = 2.0
# Shorter stops are touch-and-goes, not visits. GUESS: unloading has never been reported in less than ten minutes.
MINIMUM_STOP_S = 600.0
# A round trip to anywhere and back within less than this is not another visit. GUESS, on the short side.
SHORTEST_ROUND_TRIP_S = 3600.0
# A flight back to the field it left takes this long at least: a circuit at pattern height. GUESS.
ROUND_S = 300.0
# Longest flight of any aircraft in service is 19 h (SIN-JFK); a leg seen at both ends cannot last longer.
LONGEST_LEG_S = 20 * 3600.0
# No flight between two places goes farther round than this. GUESS; closed airspace adds up to half to a way, holding
# and diversions a few hundred kilometres.
DETOUR_FACTOR = 2.0
DETOUR_KM = 500.0


@dataclass(frozen=True, slots=True)
class Field:
    """An airport as the prism needs it."""

    icao: str
    lat: float
    lon: float
    elevation_ft: float = 0.0


@dataclass(frozen=True, slots=True)
class Opening:
    """A silence that leaves room: sightings `before` and `after` (row numbers; -1 and n are the archive's edges),
    and the stretch (seconds since 1970, may be infinite) in which the craft can have been at `airport`."""

    before: int
    after: int
    earliest: float
    latest: float
    airport: str
    other: str = ""


def top_speed_kmh(max_kt: float | None) -> float:
    """Return the ground speed that a craft of this type cannot exceed over a silence, in km/h."""
    return (max_kt or UNKNOWN_MAX_KT) * WIND_FACTOR * KM_PER_NM


def refuelling_s(km: Floats, range_km: float | None) -> Floats:
    """Return the seconds that stops to refuel take at least on ways of that length; 0 for a type of unknown range."""
    if not range_km:
        return np.zeros(len(km))
    return np.asarray(np.maximum(0.0, np.ceil(km / (range_km * RANGE_FACTOR)) - 1.0) * MINIMUM_STOP_S)


def travel_s(seen: Sightings, place: Field, speed_kmh: float, range_km: float | None = None) -> Floats:
    """Return for every sighting the seconds the craft needs at least between it and the place.

    A way longer than twice the type's usual range costs a stop of ten minutes for each range beyond.
    """
    km = np.asarray(distance_km(seen.lat, seen.lon, place.lat, place.lon)) - FIELD_RADIUS_KM - seen.slack_km
    km = np.maximum(0.0, km)
    height_ft = np.maximum(0.0, seen.alt_ft - place.elevation_ft)
    return np.maximum(km / speed_kmh * 3600.0, height_ft / STEEPEST_FPM * 60.0) + refuelling_s(km, range_km)


def presence(seen: Sightings, place: Field, speed_kmh: float, range_km: float | None = None) -> tuple[Floats, Floats]:
    """Return for every silence `i` (before sighting i, n + 1 in all) when the craft can have been at the place.

    Two arrays of n + 1 seconds, earliest and latest; where earliest > latest it cannot have been there.
    """
    needed = travel_s(seen, place, speed_kmh, range_km)
    earliest = np.concatenate(([-np.inf], seen.seconds + needed))
    latest = np.concatenate((seen.until - needed, [np.inf]))
    return earliest, latest


def could_have_visited(
    seen: Sightings,
    places: Sequence[Field],
    speed_kmh: float,
    start: datetime,
    end: datetime,
    *,
    stop_s: float = MINIMUM_STOP_S,
    range_km: float | None = None,
) -> tuple[Opening, ...]:
    """Return the silences in which the craft could have stopped at one of the places within `[start, end)`.

    With the type's range, ways that it cannot fly without landing cost the time of stops to refuel.
    An empty answer is an alibi: no silence was long enough to go there, stop, and be where it was seen next.
    """
    near, first = _near(seen, start, end)
    openings: dict[int, Opening] = {}
    for place in places:
        earliest, latest = _presence(near, place, speed_kmh, len(seen), first, range_km)
        low, high = np.maximum(earliest, start.timestamp()), np.minimum(latest, end.timestamp())
        for i in np.flatnonzero(high - low >= stop_s):
            row = int(i) + first
            found = Opening(row - 1, row, float(low[i]), float(high[i]), place.icao)
            openings[row] = max(openings.get(row, found), found, key=lambda o: o.latest - o.earliest)
    return tuple(openings[row] for row in sorted(openings))


def could_have_used(
    seen: Sightings, places: Sequence[Field], speed_kmh: float, start: datetime, end: datetime
) -> tuple[Opening, ...]:
    """Return the silences in which the craft could have landed at or left one of the places within `[start, end)`.

    Standing there from one sighting to the next is neither, unless there was time for a round trip.
    """
    found = could_have_visited(seen, places, speed_kmh, start, end, stop_s=0.0)
    return tuple(opening for opening in found if not _stands(seen, opening))


def _stands(seen: Sightings, opening: Opening) -> bool:
    inside = opening.before >= 0 and opening.after < len(seen)
    brief = opening.latest - opening.earliest < SHORTEST_ROUND_TRIP_S
    return bool(inside and brief and seen.grounded[opening.before] and seen.grounded[opening.after])


def _near(seen: Sightings, start: datetime, end: datetime) -> tuple[Sightings, int]:
    """The sightings that bear on a window: those a leg's length around it."""
    return around(seen, start.timestamp() - LONGEST_LEG_S, end.timestamp() + LONGEST_LEG_S)


def _presence(
    near: Sightings, place: Field, speed_kmh: float, n: int, first: int, range_km: float | None = None
) -> tuple[Floats, Floats]:
    """As `presence`, but open at the edges only where the archive is, not where the sightings were cut."""
    earliest, latest = presence(near, place, speed_kmh, range_km)
    if first > 0:
        earliest[0] = np.inf
    if first + len(near) < n:
        latest[-1] = -np.inf
    return earliest, latest


def could_have_flown(
    seen: Sightings,
    departures: Sequence[Field],
    arrivals: Sequence[Field],
    speed_kmh: float,
    start: datetime,
    end: datetime,
    *,
    stops: Sequence[datetime] = (),
) -> tuple[Opening, ...]:
    """Return the silences that leave room for a leg from a departure to an arrival touching `[start, end)`.

    A leg may be hidden in one silence, or begin in one and end in a later one with sightings in the air between.
    No leg spans a sighting on the ground, one far off any way between the two, or one of `stops`: moments at which the
    craft is known to have stood at a third place.
    `before` and `after` are the last sighting before it can have left and the first after it can have landed.
    An empty answer is an alibi.
    """
    near, first = _near(seen, start, end)
    window = start.timestamp(), end.timestamp()
    breaks = np.searchsorted(near.seconds, np.sort([stop.timestamp() for stop in stops]))
    leaving = [(one, *_presence(near, one, speed_kmh, len(seen), first)) for one in departures]
    landing = [(other, *_presence(near, other, speed_kmh, len(seen), first)) for other in arrivals]
    found: dict[tuple[int, int], Opening] = {}
    for one, leave, leave_by in leaving:
        for other, land, land_by in landing:
            hop = _Hop(one, other, leave, leave_by, land, land_by, speed_kmh)
            for i, j in _legs(near, hop, window, breaks):
                row, next_row = i - 1 + first, j + first
                opening = Opening(row, next_row, float(leave[i]), float(land_by[j]), one.icao, other.icao)
                found.setdefault((row, next_row), opening)
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class _Hop:
    """A leg between two airports; per silence the seconds from and until which it can have left and landed."""

    one: Field
    other: Field
    leave: Floats
    leave_by: Floats
    land: Floats
    land_by: Floats
    speed_kmh: float

    @property
    def km(self) -> float:
        return float(distance_km(self.one.lat, self.one.lon, self.other.lat, self.other.lon))

    @property
    def seconds(self) -> float:
        if self.one.icao == self.other.icao:
            return ROUND_S
        return max(0.0, self.km - 2 * FIELD_RADIUS_KM) / self.speed_kmh * 3600.0

    def fits(self, i: int, j: int, window: tuple[float, float]) -> bool:
        """Whether leaving in silence i and landing in silence j is one leg, an end of which lies in the window."""
        leave, leave_by, land, land_by = self.leave[i], self.leave_by[i], self.land[j], self.land_by[j]
        if i != j and land - leave_by > LONGEST_LEG_S:
            return False
        first_leave, last_leave = max(leave, land - LONGEST_LEG_S), min(leave_by, land_by - self.seconds)
        first_land, last_land = max(land, leave + self.seconds), min(land_by, leave_by + LONGEST_LEG_S)
        if first_leave > last_leave or first_land > last_land:
            return False
        leaves_inside = first_leave < window[1] and last_leave >= window[0]
        lands_inside = first_land < window[1] and last_land >= window[0]
        return bool(leaves_inside or lands_inside)


def _legs(seen: Sightings, hop: _Hop, window: tuple[float, float], breaks: Rows) -> Iterator[tuple[int, int]]:
    """The silences i it can have left in and j it can have landed in."""
    can_leave = (hop.leave <= hop.leave_by) & (hop.leave < window[1])
    can_land = np.flatnonzero((hop.land <= hop.land_by) & (hop.land_by >= window[0]))
    if not can_leave.any() or not len(can_land):
        return
    away = np.flatnonzero(seen.grounded | _off_the_way(seen, hop))
    # Most silences are seconds between two reports on the ground: a leg that left there must have landed there too.
    stands_next = np.append(seen.grounded, False)
    in_one = hop.land_by - hop.leave >= hop.seconds
    for i in np.flatnonzero(can_leave & (~stands_next | in_one)):
        # A leg that left in silence i has its sightings from i on; it lands at the latest in the silence before the
        # first of them that cannot be its own, or in the one of the next known stop.
        limit = min(_first(away, int(i), len(seen)), _first(breaks, int(i) + 1, len(seen)))
        for j in can_land[(can_land >= i) & (can_land <= limit)]:
            if hop.fits(int(i), int(j), window):
                yield int(i), int(j)


def _first(rows: Rows, at_least: int, otherwise: int) -> int:
    """The first of sorted rows that is not below a number."""
    place = int(np.searchsorted(rows, at_least))
    return int(rows[place]) if place < len(rows) else otherwise


def _off_the_way(seen: Sightings, hop: _Hop) -> Bools:
    """Sightings that no leg between the two airports passes; a flight that comes back may have been anywhere."""
    if hop.one.icao == hop.other.icao:
        return np.zeros(len(seen), dtype=np.bool_)
    to_one = np.asarray(distance_km(seen.lat, seen.lon, hop.one.lat, hop.one.lon))
    to_other = np.asarray(distance_km(seen.lat, seen.lon, hop.other.lat, hop.other.lon))
    return np.asarray(to_one + to_other > DETOUR_FACTOR * hop.km + DETOUR_KM)
