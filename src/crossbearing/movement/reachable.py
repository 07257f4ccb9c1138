"""What one silence allows: a stop at an airport, a landing at any of many, or no landing at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.prism import (
    FIELD_RADIUS_KM,
    MINIMUM_STOP_S,
    RANGE_FACTOR,
    STEEPEST_FPM,
    UNKNOWN_MAX_KT,
    WIND_FACTOR,
    Field,
    refuelling_s,
    top_speed_kmh,
)
from crossbearing.movement.rooms import RUNWAY_SHARE
from crossbearing.movement.sightings import Sightings
from crossbearing.world import World
from crossbearing.world.aircraft_types import AircraftType
from crossbearing.world.geo import distance_km


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a craft can have stopped at a field in a silence, and the figures: `km` by the field, `hours` there are,
    `needed_h` for the way at `speed_kt` (wind included), its refuelling stops and the shortest stop there."""

    airport: str
    possible: bool
    because: str
    km: float | None
    hours: float | None
    needed_h: float | None
    speed_kt: float
    refuels: int
    runway_ft: float | None
    needs_ft: float | None


def reach(seen: Sightings, before: int, after: int, code: str, world: World, kind: AircraftType | None) -> Reach:
    """Return whether and why the craft can have stopped at an airport between two sightings (-1 and n: the edges).

    Refused only by time, with every allowance towards possible, or by a runway known to be too short for the type.
    """
    field = world.airports.get(code)
    speed = (kind.max_kt if kind else UNKNOWN_MAX_KT) * WIND_FACTOR
    runway, need = field.longest_runway_ft if field else None, kind.min_runway_ft * RUNWAY_SHARE if kind else None
    if field is None:
        return Reach(code, True, "position of the field unknown", None, None, None, round(speed), 0, None, need)
    ways = [_way_km(seen, row, field.lat, field.lon) for row in (before, after) if 0 <= row < len(seen)]
    refuels = sum(max(0, _legs(km, kind) - 1) for km in ways)
    km, needed = sum(ways), _needed_s(seen, before, after, Field(code, field.lat, field.lon), kind)
    hours = None if before < 0 or after >= len(seen) else (seen.until[after] - seen.seconds[before]) / 3600.0
    if runway is not None and need is not None and runway < need:
        because, possible = "runway too short", False
    elif hours is not None and needed / 3600.0 > hours:
        because, possible = "not enough time", False
    else:
        because, possible = "enough time" if hours is not None else "open: the archive begins or ends here", True
    shown = None if hours is None else round(float(hours), 2)
    return Reach(code, possible, because, round(km, 1), shown, round(needed / 3600.0, 2), round(speed), refuels,
                 runway, need)  # fmt: skip


def _way_km(seen: Sightings, row: int, lat: float, lon: float) -> float:
    km = float(distance_km(float(seen.lat[row]), float(seen.lon[row]), lat, lon))
    return max(0.0, km - FIELD_RADIUS_KM - float(seen.slack_km[row]))


def _legs(km: float, kind: AircraftType | None) -> int:
    return int(np.ceil(km / (kind.range_km * RANGE_FACTOR))) if kind and kind.range_km > 0 else 1


def _needed_s(seen: Sightings, before: int, after: int, field: Field, kind: AircraftType | None) -> float:
    """The way there and on, stops to refuel, and the shortest stop at the field."""
    ways = [_way_km(seen, row, field.lat, field.lon) for row in (before, after) if 0 <= row < len(seen)]
    flown = sum(ways) / top_speed_kmh(kind.max_kt if kind else None) * 3600.0
    return flown + MINIMUM_STOP_S * (1 + sum(max(0, _legs(km, kind) - 1) for km in ways))


def landing_places(seen: Sightings, before: int, after: int, world: World, kind: AircraftType | None) -> list[str]:
    """Return the airports at which the craft can have stopped between two sightings, those with most time first.

    Fields whose runway is known to be too short are left out, and closed ones. Needs a sighting on both sides.
    """
    frame = world.airports.frame
    lat, lon = frame["lat"].to_numpy(), frame["lon"].to_numpy()
    speed = top_speed_kmh(kind.max_kt if kind else None)
    needed = np.full(frame.height, MINIMUM_STOP_S)
    for row in (before, after):
        km = np.asarray(distance_km(float(seen.lat[row]), float(seen.lon[row]), lat, lon))
        km = np.maximum(0.0, km - FIELD_RADIUS_KM - float(seen.slack_km[row]))
        rise = np.maximum(0.0, float(seen.alt_ft[row]) - frame["elevation_ft"].fill_null(0.0).to_numpy())
        needed += np.maximum(km / speed * 3600.0, rise / STEEPEST_FPM * 60.0) + refuelling_s(
            km, kind.range_km if kind else None
        )
    spare = float(seen.until[after] - seen.seconds[before]) - needed
    need = kind.min_runway_ft * RUNWAY_SHARE if kind else 0.0
    short = (frame["longest_runway_ft"] < need).fill_null(False).to_numpy()
    closed = (frame["kind"] == "closed").to_numpy()
    rows = np.flatnonzero((spare >= 0) & ~short & ~closed)
    return [str(frame["icao"][int(row)]) for row in rows[np.argsort(-spare[rows], kind="stable")]]
