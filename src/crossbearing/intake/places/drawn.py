"""A place as it was drawn, looked at before it is believed: a point with a radius, or an outline.

Refused, with the reason: what is no number or no place on Earth, an outline that crosses itself, goes round a pole or
holds no area, and whatever breaks a limit. A place that looks as if latitude and longitude had been exchanged, or that
lies on land far from any port, is kept and bears that doubt: rivers have ports that no table knows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crossbearing.intake.places.doubts import doubt_of
from crossbearing.model.identity import content_id
from crossbearing.world.outlines import Ring, outline_of
from crossbearing.world.spelling import fold

# A port drawn corner by corner has some tens of them, one traced from a chart some hundreds. The time to see whether an
# outline crosses itself grows with their square: 0.1 s for so many.
MOST_CORNERS = 2_000
# All corners of one file: 100,000 are read in five seconds (measured).
MOST_CORNERS_IN_ALL = 100_000
# As many places as all ports of a continent (the packaged table has some 4,000 for the world).
MOST_PLACES = 5_000
# The water of no port reaches so far; the roadsteads of Fujairah and Singapore stretch over some 60 km.
MOST_KM = 200.0
# All places of one file, as the sum of `reach_of`: half of all seas is 180 million square kilometres. What looks up in
# which of them a ship lies takes memory by this: 28 MB for so much (measured).
MOST_REACH = 6e7
LONGEST_NAME = 200
# A point without a radius reaches as far as a packaged port; nearer to a pole than 0.6 degrees nothing gets wider.
USUAL_KM, LEAST_WIDTH = 15.0, 0.01
# No corner of an outline lies outside its circle by the rounding of a plane.
AROUND = 1.01
KINDS = {
    "port": ("port", "harbour", "harbor", "terminal", "berth", "quay", "quai", "poste"),
    "anchorage": ("anchorage", "roadstead", "roads", "mouillage", "rade"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a row, a feature or a Placemark says: a point or rings of (lat, lon), and texts about it."""

    name: str = ""
    id: str = ""
    country: str = ""
    kind: str = ""
    radius_km: float | None = None
    point: tuple[float, float] | None = None
    rings: tuple[Ring, ...] = ()


def place_of(drawn: Drawn) -> dict[str, Any]:
    """The row of PLACES for something drawn, but for where it stands; raises `ValueError`, naming what is wrong."""
    name, own = _text(drawn.name, "name"), _text(drawn.id, "id")
    corners = [corner for ring in drawn.rings for corner in ring] or ([drawn.point] if drawn.point else [])
    if not corners:
        raise ValueError("neither a point nor an outline")
    if len(corners) > MOST_CORNERS:
        raise ValueError(f"limit corners: {len(corners)} corners, more than {MOST_CORNERS}")
    _check_places(corners)
    lat, lon, radius = _circle(drawn)
    code = own or name or content_id("place", *(number for corner in corners for number in corner))
    return {
        "id": code,
        "name": name or code,
        "country": _text(drawn.country, "country").upper()[:2],
        "kind": _kind(drawn.kind),
        "lat": lat,
        "lon": lon,
        "radius_km": radius,
        "rings": [[{"lat": north, "lon": east} for north, east in ring] for ring in drawn.rings] or None,
        "doubt": doubt_of(lat, lon),
    }


def reach_of(place: dict[str, Any]) -> float:
    """How much of a chart a place covers: its radius squared, widened as charts widen towards the poles."""
    radius = float(place["radius_km"] or USUAL_KM)
    return radius * radius / max(math.cos(math.radians(place["lat"])), LEAST_WIDTH)


def _kind(text: str) -> str:
    """What a place is said to be; a port where nothing is said."""
    word = fold(text)
    found = next((kind for kind, words in KINDS.items() if word in words), None)
    if found is None and word:
        raise ValueError(f"{text[:40]!r} is no kind: port or anchorage")
    return found or "port"


def _circle(drawn: Drawn) -> tuple[float, float, float | None]:
    """The point of a place and how far it reaches."""
    if drawn.rings:
        outline = outline_of(drawn.rings)
        if outline.reach_km > MOST_KM:
            raise ValueError(f"limit km: corners {outline.reach_km:.0f} km from the middle, more than {MOST_KM:.0f}")
        if outline.crosses_itself():
            raise ValueError("the outline crosses itself: give its corners in order")
        return outline.lat, outline.lon, outline.reach_km * AROUND
    assert drawn.point is not None  # there are corners
    radius = drawn.radius_km
    if radius is not None and not 0.0 < radius <= MOST_KM:
        raise ValueError(f"radius_km {radius:g} is not between 0 and {MOST_KM:.0f}")
    return *drawn.point, radius


def _check_places(corners: Sequence[tuple[float, float]]) -> None:
    for lat, lon in corners:
        if not (math.isfinite(lat) and math.isfinite(lon)):
            raise ValueError(f"{lat}, {lon} is no place")
        if abs(lat) > 90.0 and abs(lon) <= 90.0:
            raise ValueError(f"latitude {lat:g} is none: latitude and longitude seem to be exchanged")
        if abs(lat) > 90.0 or abs(lon) > 180.0:
            raise ValueError(f"latitude {lat:g}, longitude {lon:g} is no place on Earth")


def _text(text: str, what: str) -> str:
    plain = " ".join(text.split())
    if len(plain) > LONGEST_NAME:
        raise ValueError(f"limit {what}: longer than {LONGEST_NAME} characters")
    if not all(one.isprintable() for one in plain):
        raise ValueError(f"the {what} holds characters that cannot be printed")
    return plain
