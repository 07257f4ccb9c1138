"""Spots away from airports: where a craft came down low and rose again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crossbearing.movement.fields import Fields
from crossbearing.world.geo import distance_km

# A craft lost and found again so low above the ground around, at one spot, has stood there. Measured on a made world:
# of 260 such pairs of ends 259 were landings away from any field. The height of the ground is that of the nearest
# field, so this is an ordinary circuit and a half.
SPOT_FT, SPOT_KM = 2000.0, 6.0
# ... at no airport unless one is as likely as that.
SPOT_P = 0.5

Leg = Mapping[str, Any]


def at_one_spot(before: Leg, after: Leg, fields: Fields) -> bool:
    """Return whether a leg was lost, and the next one found, low above one spot."""
    apart = distance_km(before["last_lat"], before["last_lon"], after["first_lat"], after["first_lon"])
    return bool(apart <= SPOT_KM) and _low(before, "last", fields) and _low(after, "first", fields)


def nowhere(leg: Leg, word: str) -> bool:
    """Return whether the `arrival` or `departure` of a leg was at no airport, as far as its candidates tell."""
    candidates = leg[f"{word}_candidates"] or []
    return leg[f"{word}_airport"] is None and sum(one["p"] for one in candidates) < SPOT_P


def _low(leg: Leg, seen: str, fields: Fields) -> bool:
    height = leg[f"{seen}_alt_ft"]
    ground = fields.ground_ft(leg[f"{seen}_lat"], leg[f"{seen}_lon"])
    return bool(height is not None and height - ground <= SPOT_FT)
