"""Where a craft could have been while nobody saw it: the space-time prism between two sightings.

Between a sighting here and the next one there, every place is possible that a craft of that type can reach and
leave again in time. Before the first and after the last sighting the prism is open on one side.
Every allowance below errs towards "possible", so that "impossible" is a proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.world.geo import KM_PER_NM, distance_km

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
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
# Shorter stops are touch-and-goes, not visits. GUESS: unloading has never been reported in less than ten minutes.
MINIMUM_STOP_S = 600.0
# A round trip to anywhere and back within less than this is not another visit. GUESS, on the short side.
SHORTEST_ROUND_TRIP_S = 3600.0
# Longest flight of any aircraft in service is 19 h (SIN-JFK); a leg seen at both ends cannot last longer.
LONGEST_LEG_S = 20 * 3600.0
# No flight between two places goes farther round than this. GUESS; closed airspace adds up to half to a way, holding
# and diversions a few hundred kilometres.
DETOUR_FACTOR = 2.0
DETOUR_KM = 500.0
# Faster ground reports are landing rolls or errors; taxiing stays below 40 kt, fast exits below 60.
TAXI_KT = 100.0


@dataclass(frozen=True, slots=True)
class Sightings:
    """The trusted positions of one craft, oldest first: seconds since 1970, degrees, feet; `row` into the frame."""

    seconds: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    grounded: Bools
    frame: pl.DataFrame

    def __len__(self) -> int:
        return len(self.seconds)


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


def sightings(positions: pl.DataFrame, craft: str, airframes: Sequence[str] = ()) -> Sightings:
    """Return the trusted positions of one craft as arrays; marked rows are left out.

    On an address that two airframes share, the rows marked as those of the given airframes are taken too.
    """
    trusted = pl.col("mark").is_null() | pl.col("mark").is_in([f"shared_address: airframe {one}" for one in airframes])
    own = positions.filter(pl.col("craft") == craft, trusted).sort("time")
    return Sightings(
        seconds=own["time"].dt.epoch("ms").cast(pl.Float64).to_numpy() / 1000.0,
        lat=own["lat"].to_numpy(),
        lon=own["lon"].to_numpy(),
        alt_ft=own["alt_ft"].cast(pl.Float64).fill_null(0.0).to_numpy(),
        grounded=own.select(_stopped().alias("stopped"))["stopped"].to_numpy().astype(np.bool_),
        frame=own,
    )


def _stopped() -> pl.Expr:
    """Ground reports at taxiing speed, two in a row at least: single ones are sent in cruise by error."""
    ground = (pl.col("alt_kind") == "ground") & (pl.col("gs_kt").fill_null(0.0) < TAXI_KT)
    return ground & (ground.shift(1, fill_value=False) | ground.shift(-1, fill_value=False))


def top_speed_kmh(max_kt: float | None) -> float:
    """Return the ground speed that a craft of this type cannot exceed over a silence, in km/h."""
    return (max_kt or UNKNOWN_MAX_KT) * WIND_FACTOR * KM_PER_NM


def travel_s(seen: Sightings, place: Field, speed_kmh: float) -> Floats:
    """Return for every sighting the seconds the craft needs at least between it and the place."""
    km = np.maximum(0.0, np.asarray(distance_km(seen.lat, seen.lon, place.lat, place.lon)) - FIELD_RADIUS_KM)
    height_ft = np.maximum(0.0, seen.alt_ft - place.elevation_ft)
    return np.maximum(km / speed_kmh * 3600.0, height_ft / STEEPEST_FPM * 60.0)


def presence(seen: Sightings, place: Field, speed_kmh: float) -> tuple[Floats, Floats]:
    """Return for every silence `i` (before sighting i, n + 1 in all) when the craft can have been at the place.

    Two arrays of n + 1 seconds, earliest and latest; where earliest > latest it cannot have been there.
    """
    needed = travel_s(seen, place, speed_kmh)
    earliest = np.concatenate(([-np.inf], seen.seconds + needed))
    latest = np.concatenate((seen.seconds - needed, [np.inf]))
    return earliest, latest


def could_have_visited(
    seen: Sightings,
    places: Sequence[Field],
    speed_kmh: float,
    start: datetime,
    end: datetime,
    *,
    stop_s: float = MINIMUM_STOP_S,
) -> tuple[Opening, ...]:
    """Return the silences in which the craft could have stopped at one of the places within `[start, end)`.

    An empty answer is an alibi: no silence was long enough to go there, stop, and be where it was seen next.
    """
    openings: dict[int, Opening] = {}
    for place in places:
        earliest, latest = presence(seen, place, speed_kmh)
        low, high = np.maximum(earliest, start.timestamp()), np.minimum(latest, end.timestamp())
        for i in np.flatnonzero(high - low >= stop_s):
            found = Opening(int(i) - 1, int(i), float(low[i]), float(high[i]), place.icao)
            openings[int(i)] = max(openings.get(int(i), found), found, key=lambda o: o.latest - o.earliest)
    return tuple(openings[i] for i in sorted(openings))


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
    window = start.timestamp(), end.timestamp()
    breaks = np.searchsorted(seen.seconds, np.sort([stop.timestamp() for stop in stops]))
    found: dict[tuple[int, int], Opening] = {}
    for one in departures:
        for other in arrivals:
            if one.icao != other.icao:
                for opening in _legs(seen, one, other, speed_kmh, window, breaks):
                    found.setdefault((opening.before, opening.after), opening)
    return tuple(found[key] for key in sorted(found))


def _legs(
    seen: Sightings, one: Field, other: Field, speed_kmh: float, window: tuple[float, float], breaks: Rows
) -> list[Opening]:
    """All openings for a leg between two airports: i is the silence it leaves in, j the one it lands in."""
    leave, leave_by = presence(seen, one, speed_kmh)
    land, land_by = presence(seen, other, speed_kmh)
    km = float(distance_km(one.lat, one.lon, other.lat, other.lon))
    flight_s = max(0.0, km - 2 * FIELD_RADIUS_KM) / speed_kmh * 3600.0
    away = np.flatnonzero(seen.grounded | _off_the_way(seen, one, other, km))
    can_leave = np.flatnonzero((leave <= leave_by) & (leave < window[1]))
    can_land = np.flatnonzero((land <= land_by) & (land_by >= window[0]))
    openings = []
    for i in can_leave:
        # A leg that left in silence i has its sightings from i on; it lands at the latest in the silence before the
        # first of them that cannot be its own, or in the one of the next known stop.
        limit = min(_first(away, int(i), len(seen)), _first(breaks, int(i) + 1, len(seen)))
        for j in can_land[(can_land >= i) & (can_land <= limit)]:
            if _fits(leave[i], leave_by[i], land[j], land_by[j], flight_s, *window, same=bool(i == j)):
                openings.append(Opening(int(i) - 1, int(j), float(leave[i]), float(land_by[j]), one.icao, other.icao))
    return openings


def _first(rows: Rows, at_least: int, otherwise: int) -> int:
    """The first of sorted rows that is not below a number."""
    place = int(np.searchsorted(rows, at_least))
    return int(rows[place]) if place < len(rows) else otherwise


def _off_the_way(seen: Sightings, one: Field, other: Field, km: float) -> Bools:
    """Sightings that no leg between the two airports passes."""
    to_one = np.asarray(distance_km(seen.lat, seen.lon, one.lat, one.lon))
    to_other = np.asarray(distance_km(seen.lat, seen.lon, other.lat, other.lon))
    return np.asarray(to_one + to_other > DETOUR_FACTOR * km + DETOUR_KM)


def _fits(
    leave: float, leave_by: float, land: float, land_by: float, flight_s: float, start: float, end: float, *, same: bool
) -> bool:
    """Whether a departure in one stretch and a landing in another are one leg, an end of which lies in the window."""
    if not same and land - leave_by > LONGEST_LEG_S:
        return False
    first_leave, last_leave = max(leave, land - LONGEST_LEG_S), min(leave_by, land_by - flight_s)
    first_land, last_land = max(land, leave + flight_s), min(land_by, leave_by + LONGEST_LEG_S)
    if first_leave > last_leave or first_land > last_land:
        return False
    leaves_inside = first_leave < end and last_leave >= start
    lands_inside = first_land < end and last_land >= start
    return leaves_inside or lands_inside


def moment(seconds: float) -> datetime | None:
    """Return seconds since 1970 as a time in UTC; None where the stretch is open."""
    return datetime.fromtimestamp(seconds, UTC) if np.isfinite(seconds) else None
