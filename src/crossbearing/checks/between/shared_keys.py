"""Which claims can share anything at all: keys under which a group is found without comparing a claim with all others.

Two claims that share a craft, a place or a thing have a key of the one among the sought keys of the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from crossbearing.checks.between.thing_keys import thing_key
from crossbearing.model.claims import Claim, Place
from crossbearing.world.spelling import fold

# Two places of one city lie in cells of a degree that touch; towards the poles two cells of longitude apart.
_NEAR = tuple((lat, lon) for lat in (-1, 0, 1) for lon in (-2, -1, 0, 1, 2))
Key = tuple[object, ...]


def own_keys(claim: Claim) -> set[Key]:
    """Keys under which a claim is kept."""
    return {(claim.kind, claim.polarity, *key) for key in (*_plain(claim), *_placed(claim))}


def sought_keys(claim: Claim) -> set[Key]:
    """Keys under which its like may be kept."""
    return {(claim.kind, claim.polarity, *key) for key in (*_plain(claim), *_near(claim))}


def _plain(claim: Claim) -> Iterator[Key]:
    ids = claim.craft
    yield from (("id", one.replace("-", "").upper()) for one in (*ids.registration, *ids.imo, *ids.mmsi))
    yield from (("name", place.role, fold(place.name)) for place in claim.places)
    yield from (("thing", item.role, thing_key(item.name)) for item in claim.equipment)


def _placed(claim: Claim) -> Iterator[Key]:
    for place in claim.places:
        cell = _cell(place)
        yield ("bare" if place.lat is None else "in", place.role, place.country)
        if cell:
            yield ("cell", place.role, *cell)


def _near(claim: Claim) -> Iterator[Key]:
    for place in claim.places:
        yield ("bare", place.role, place.country)
        if place.lat is None:
            yield ("in", place.role, place.country)
        cell = _cell(place)
        if cell:
            yield from (("cell", place.role, cell[0] + lat, (cell[1] + lon) % 360) for lat, lon in _NEAR)


def _cell(place: Place) -> tuple[int, int] | None:
    if place.lat is None or place.lon is None:
        return None
    return math.floor(place.lat), math.floor(place.lon) % 360
