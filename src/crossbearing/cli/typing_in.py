"""Commands for what a person types in instead of bringing a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from crossbearing.cli.output import note

SightingKind = Literal["contact", "log", "photo", "satellite", "other"]


def sighting(
    case: Path,
    *,
    author: str,
    start: Annotated[str, Parameter(name="--from", help="Not before: a time, a day, a month; best with Z or +03:00.")],
    end: Annotated[str | None, Parameter(name="--to", help="Not after; default: the end of --from.")] = None,
    craft: Annotated[str | None, Parameter(help="The address: 7380c2 or icao24:7380c2.")] = None,
    registration: str | None = None,
    callsign: str | None = None,
    typecode: Annotated[str | None, Parameter(help="ICAO type designator, for a craft that is not named.")] = None,
    operator: str | None = None,
    place: Annotated[str | None, Parameter(help="ICAO code of the airport.")] = None,
    lat: float | None = None,
    lon: float | None = None,
    radius_km: Annotated[float | None, Parameter(help="Radius of the area around --lat and --lon.")] = None,
    kind: SightingKind = "other",
    zone: Annotated[str | None, Parameter(help="Zone of times written without one: Europe/Paris, +03:00.")] = None,
    plus_minus_min: Annotated[float | None, Parameter(help="How uncertain the times are, in minutes.")] = None,
    on_ground: bool | None = None,
    words: Annotated[str | None, Parameter(name="--note", help="What else was seen, in your own words.")] = None,
) -> None:
    """Type in a sighting without a track: a photograph, a spotter's note, a satellite pass, a Mode S contact.

    Args:
        case: The case folder.
        author: Who says so: a person, an agency, a receiver.
        registration: Registration as seen.
        callsign: Callsign as heard or read.
        operator: Operator as seen or told.
        lat: Centre of the area, degrees north.
        lon: Centre of the area, degrees east.
        kind: What kind of observation it is.
        on_ground: Seen on the ground, or in the air (--no-on-ground).
    """
    from crossbearing.case import Case
    from crossbearing.case.persons.typed import add_sighting

    told = {
        "author": author,
        "start": start,
        "end": end,
        "icao24": craft,
        "registration": registration,
        "callsign": callsign,
        "typecode": typecode,
        "operator": operator,
        "place": place,
        "lat": lat,
        "lon": lon,
        "radius_km": radius_km,
        "kind": kind,
        "zone": zone,
        "plus_minus_min": plus_minus_min,
        "on_ground": on_ground,
        "note": words,
    }
    with Case(case) as opened:
        added = add_sighting(opened, {name: str(value) for name, value in told.items() if value is not None})
    note(f"{'known already' if added.known else 'added':13s} {added.path.name}: {added.kind} {added.sha256[:16]}")
