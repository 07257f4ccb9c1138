"""Where at sea a claim says it happened: ports by code, seas and areas by box, places by point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crossbearing.checks.at_sea.sea import Sea
from crossbearing.model.claims import Place
from crossbearing.movement.vessels.ports.harbours import WATER_KM
from crossbearing.world import World
from crossbearing.world.geo import destination, distance_km

# Neighbouring harbours share a roadstead and are one to a report: Neka lies 7 km from Amirabad.
SAME_ROADSTEAD_KM = 15.0
# Who speaks of a place at sea by a place on land means its waters. GUESS: the horizon of a lookout and half as much.
OFF_KM = 60.0
# A box of a sea is drawn round its shores; meetings by the shore are inside.
BOX_SLACK_DEG = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """Where something is said to have happened: a box (south, west, north, east, degrees), or a point and a radius."""

    name: str
    box: tuple[float, float, float, float] | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float = OFF_KM

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a place lies in it."""
        if self.box is not None:
            south, west, north, east = self.box
            wide = (east - west) % 360.0 + 2 * BOX_SLACK_DEG
            across = (lon - west + BOX_SLACK_DEG) % 360.0 <= wide
            return south - BOX_SLACK_DEG <= lat <= north + BOX_SLACK_DEG and across
        if self.lat is None or self.lon is None:
            return False
        return float(distance_km(self.lat, self.lon, lat, lon)) <= self.radius_km


def area_of(place: Place, world: World) -> Area | None:
    """The area that a place of a claim means; null where nobody knows it."""
    sea = next(iter(world.places.find(place.name, kind="sea")), None)
    if sea is not None and sea.box is not None and place.offset_km is None:
        return Area(place.name, box=sea.box)
    own = drawn_as(place, world)
    if own is not None:
        return Area(place.name, lat=own["lat"], lon=own["lon"], radius_km=own["radius_km"] or WATER_KM)
    if place.lat is None or place.lon is None:
        return None
    lat, lon = _point(place, place.lat, place.lon)
    return Area(place.name, lat=lat, lon=lon)


def drawn_as(place: Place, world: World) -> dict[str, Any] | None:
    """The place that the user drew (a row of PLACES) which a place of a claim names; null where it names none."""
    if world.drawn.is_empty() or place.offset_km is not None:
        return None
    named = next(iter(world.places.find(place.name, kind="port")), None)
    rows = world.drawn.filter(id=named.id).to_dicts() if named is not None else []
    return rows[0] if rows else None


def _point(place: Place, lat: float, lon: float) -> tuple[float, float]:
    """Where a place lies that may be told by distance and direction from that point."""
    if place.offset_km is None or place.bearing_deg is None:
        return lat, lon
    north, east = destination(lat, lon, place.bearing_deg, place.offset_km)
    return float(north), float(east)


def harbours_at(place: Place, sea: Sea, world: World) -> tuple[int, ...]:
    """The numbers of the harbours that a place of a claim can mean: the port of that name and those beside it.

    What the user drew under that name is meant alone.
    """
    own = drawn_as(place, world)
    if own is not None:
        return (sea.harbours.codes.index(own["id"]),) if own["id"] in sea.harbours.codes else ()
    points = [(entry.lat, entry.lon) for entry in world.places.find(place.name, place.country, kind="port")[:1]]
    if not points and place.lat is not None and place.lon is not None:
        points = [(place.lat, place.lon)]
    near: set[int] = set()
    for point in points:
        km = distance_km(*_point(place, *point), sea.harbours.lat, sea.harbours.lon)
        near |= set(np.flatnonzero(km <= SAME_ROADSTEAD_KM).tolist())
    return tuple(sorted(near))
