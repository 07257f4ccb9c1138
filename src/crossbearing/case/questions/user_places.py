"""Ports and roadsteads that the user brings to a command: drawn in files, or told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.case.questions.counts import POINT
from crossbearing.case.questions.gather import gather, rejects_of
from crossbearing.errors import InputError
from crossbearing.intake.places.drawn import MOST_KM, Drawn, place_of
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.tables import PLACES
from crossbearing.reading.places.in_words import place_in_words
from crossbearing.world import load_world
from crossbearing.world.geo import destination

# Sixteen points of the compass leave 11 degrees to either side, a fifth of the distance, and round figures as much: the
# circle round a place in words has a quarter of the distance, and no less than a roadstead is wide. GUESS.
LEAST_KM, SHARE = 5.0, 0.25
HINT = "name a place we know, with distance and direction: “15 km west of Amirabad”, or write lat,lon,km"
SAID = "--harbour"


@dataclass(frozen=True, slots=True)
class UserPlaces:
    """Places (PLACES) and the REJECTS of the files they were drawn in."""

    places: pl.DataFrame
    rejects: pl.DataFrame


def user_places(files: Sequence[Path], words: Sequence[str]) -> UserPlaces:
    """Read what the user drew and told; raises `InputError` for a file without any place, and for words without one."""
    frames, rejects = [PLACES.empty()], []
    for path in files:
        if path.is_dir():
            raise InputError(str(path), "this is a folder", "name the file in which the places are drawn")
        batches = list(gather([path], ExhibitKind.PLACES, ExhibitKind.PLACES))
        rejects += batches
        frames += [batch.places for batch in batches]
        if not any(batch.places.height for batch in batches):
            reasons = rejects_of(batches)["reason"]
            hint = "draw it again, and save it as GeoJSON, KML or a table (name, lat, lon, radius_km)"
            raise InputError(str(path), f"no place is drawn here: {next(iter(reasons), 'it is empty')}", hint)
    told = [{**_told(text), "exhibit": "", "member": SAID, "row": number} for number, text in enumerate(words)]
    frames.append(PLACES.conform(pl.DataFrame(told, schema=PLACES.schema)))
    last = pl.concat(frames).unique("id", keep="last", maintain_order=True)
    return UserPlaces(PLACES.conform(last), rejects_of(rejects))


def _told(text: str) -> dict[str, Any]:
    """The row of PLACES for a place in words, but for where it stands."""
    name = " ".join(text.split())
    point = POINT.fullmatch(name)
    try:
        if point:
            lat, lon, km = (float(number) for number in point.groups())
            return place_of(Drawn(name, kind="anchorage", radius_km=km, point=(lat, lon)))
        return _in_words(name)
    except ValueError as wrong:
        raise InputError(SAID, f"“{name}”: {wrong}", HINT) from wrong


def _in_words(text: str) -> dict[str, Any]:
    place = place_in_words(text, load_world())
    if place is None or place.lat is None or place.lon is None:
        raise ValueError("no place we know")
    country = place.country or ""
    if place.offset_km is None:
        return place_of(Drawn(text, country=country, point=(place.lat, place.lon)))
    if place.bearing_deg is None:
        raise ValueError("a distance without a direction")
    if place.offset_km > MOST_KM:
        raise ValueError(f"farther than {MOST_KM:.0f} km from the place named")
    at = destination(place.lat, place.lon, place.bearing_deg, place.offset_km)
    radius = max(LEAST_KM, SHARE * place.offset_km)
    return place_of(Drawn(text, country=country, kind="anchorage", radius_km=radius, point=at))
