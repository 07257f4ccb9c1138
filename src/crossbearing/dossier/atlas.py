"""What drawings and role tables need to know of the world: where a place is, what it is called, its city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossbearing.model.claims import Place

if TYPE_CHECKING:
    from crossbearing.world import World


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
    return None if airport is None else Site(airport.icao, airport.name, airport.lat, airport.lon)


def city_of(world: World, icao: str) -> str:
    """Return the id of the group of airports that serve the same city; the code itself where it stands alone."""
    return world.places.group_of(icao)


def located(world: World, place: Place) -> tuple[float, float] | None:
    """Return where a place of a claim lies: its own coordinates, else the gazetteer's first entry of that name."""
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    found = world.places.find(place.name, place.country)
    return (found[0].lat, found[0].lon) if found else None


def cities_of(world: World, place: Place) -> frozenset[str]:
    """Return the city groups that a claim's place covers."""
    codes = world.places.airports_of(place.name, place.country, place.lat, place.lon)
    return frozenset(city_of(world, code) for code in codes)


def country(world: World, code: str | None, language: str) -> str:
    """Return a country's name; its code where the name is not known, empty for none."""
    if not code:
        return ""
    return world.countries.name(code, language) or code
