"""What drawings and role tables need to know of the world: where a place is, what it is called, its city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossbearing.model.claims import Place, PlaceRole

if TYPE_CHECKING:
    from crossbearing.world import World


AREAS = frozenset({"country", "region", "sea"})
# What every airport's name ends in, and a map has no room for.
SUFFIXES = (" International Airport", " Airport", " Air Base", " Airfield")


@dataclass(frozen=True, slots=True)
class Site:
    """An airport as drawn: its ICAO code, a name to print, and where it is."""

    code: str
    name: str
    lat: float
    lon: float


def site(world: World, icao: str) -> Site | None:
    """Return the airport of that code, or `None` when the packaged table lacks it."""
    airport = world.airports.get(icao)
    return None if airport is None else Site(airport.icao, _short(airport.name), airport.lat, airport.lon)


def _short(name: str) -> str:
    return next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), name)


@dataclass(frozen=True, slots=True)
class Town:
    """A capital in the reader's language, with its English name and where it is."""

    name: str
    english: str
    lat: float
    lon: float


def towns_of(world: World, language: str) -> tuple[Town, ...]:
    """Return the capitals, by weight of their city in the gazetteer and then by name, for orientation on maps."""
    local, english = _capitals(world, language), _capitals(world, "en")
    found = [
        (entry.weight, Town(local.get(code, name), name, entry.lat, entry.lon))
        for code, name in english.items()
        for entry in world.places.find(name, code, "city")[:1]
        if entry.country == code
    ]
    return tuple(town for _, town in sorted(found, key=lambda pair: (-pair[0], pair[1].english)))


def _capitals(world: World, language: str) -> dict[str, str]:
    """The first spelling that the table gives of each country's capital in a language."""
    names: dict[str, str] = {}
    for surface, code, form, spoken in world.countries.surfaces():
        if form == "capital" and spoken == language:
            names.setdefault(code, surface)
    return names


def city_of(world: World, icao: str) -> str:
    """Return the id of the group of airports that serve the same city; the code itself where it stands alone."""
    return world.places.group_of(icao)


def ground_places(world: World, places: Sequence[Place]) -> list[tuple[str, float, float]]:
    """Return name, latitude and longitude of the claim's places that are points: no areas, seas or countries."""
    found = [(place.name, _located(world, place)) for place in places]
    return [(name, *at) for name, at in found if at is not None]


def _located(world: World, place: Place) -> tuple[float, float] | None:
    """A place's own coordinates, else those of the gazetteer's first entry of that name."""
    entry = next(iter(world.places.find(place.name, place.country)), None)
    if place.role is PlaceRole.AREA or (entry is not None and entry.kind in AREAS):
        return None
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    return None if entry is None else (entry.lat, entry.lon)


def cities_of(world: World, place: Place) -> frozenset[str]:
    """Return the city groups that a claim's place covers."""
    codes = world.places.airports_of(place.name, place.country, place.lat, place.lon)
    return frozenset(city_of(world, code) for code in codes)


def country(world: World, code: str | None, language: str) -> str:
    """Return a country's name; its code where the name is not known, empty for none."""
    if not code:
        return ""
    return world.countries.name(code, language) or code
