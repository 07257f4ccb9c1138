"""Ships drawn as lines: where they lie, how far they go, when they are heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from math import cos, radians

import polars as pl

from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS

MIDNIGHT = datetime(2024, 2, 5, tzinfo=UTC)
M_PER_DEGREE = 111_195.0
Place = tuple[float, float]
MID_CASPIAN: Place = (41.5, 50.5)


def off(place: Place, north_m: float = 0.0, east_m: float = 0.0) -> Place:
    """A place so many metres off another."""
    lat = place[0] + north_m / M_PER_DEGREE
    return lat, (place[1] + east_m / (M_PER_DEGREE * cos(radians(lat))) + 180.0) % 360.0 - 180.0


def ship(
    mmsi: int,
    where: Callable[[float], Place],
    hours: Iterable[float],
    sog_kt: float = 0.1,
    status: int = 0,
    start: datetime = MIDNIGHT,
) -> pl.DataFrame:
    """A ship that is heard at some hours after midnight; `where` tells her place at an hour."""
    rows = [
        {
            "craft": f"mmsi:{mmsi}",
            "time": start + timedelta(hours=hour),
            "lat": where(hour)[0],
            "lon": where(hour)[1],
            "sog_kt": sog_kt,
            "cog_deg": None,
            "heading_deg": None,
            "status": status,
            "message": 1,
            "transponder": None,
            "station": None,
            "mark": None,
            "exhibit": "ab" * 32,
            "member": str(mmsi),
            "row": number,
        }
        for number, hour in enumerate(hours)
    ]
    return VESSEL_POSITIONS.conform(pl.DataFrame(rows, schema=VESSEL_POSITIONS.schema))


def lying(place: Place) -> Callable[[float], Place]:
    """At rest."""
    return lambda hour: place


def going(place: Place, kt: float, course: str = "N", since: float = 0.0) -> Callable[[float], Place]:
    """Under way from a place, due north, south, east or west."""
    north = {"N": 1, "S": -1}.get(course, 0)
    east = {"E": 1, "W": -1}.get(course, 0)
    return lambda hour: off(place, north * kt * 1852 * (hour - since), east * kt * 1852 * (hour - since))


def then(*parts: tuple[float, Callable[[float], Place]]) -> Callable[[float], Place]:
    """One thing until an hour, then the next."""
    return lambda hour: next(where for until, where in parts if hour <= until)(hour)


def every(minutes: float, first: float, last: float) -> Sequence[float]:
    """Hours from the first to the last, so many minutes apart."""
    count = int((last - first) * 60 / minutes)
    return [first + number * minutes / 60 for number in range(count + 1)]


def named(
    mmsi: int, ship_type: int | None = 70, length_m: float | None = 120.0, width_m: float | None = 16.0
) -> dict[str, object]:
    """What a ship says of herself."""
    return {"craft": f"mmsi:{mmsi}", "ship_type": ship_type, "length_m": length_m, "width_m": width_m}


def statics(*ships: dict[str, object]) -> pl.DataFrame:
    """VESSEL_STATICS of some ships."""
    common = {"time": MIDNIGHT, "last_time": MIDNIGHT, "messages": 1, "exhibit": "ab" * 32, "member": "", "row": 0}
    rows = [{**dict.fromkeys(VESSEL_STATICS.schema), **common, **one} for one in ships]
    return VESSEL_STATICS.conform(pl.DataFrame(rows, schema=VESSEL_STATICS.schema))
