"""A track as one writes it on paper.

    track('''
        icao24:7380c2
        2024-02-10 07:45  UUWW         ground
        2024-02-10 15:00  45.00,47.50  34000  callsign=IRM1 gs=430 track=180
    ''')

A line is date, time (UTC), place (ICAO code or `lat,lon`), altitude (feet above sea level or `ground`)
and optional `name=value` of any column of POSITIONS (`gs`, `track`, `vrate` for short).
A line with a craft alone names the craft of the lines after it.
`fly` draws a whole leg densely, `park` a parked transponder;
`unheard`, `heard_above` and `together` cut and join such frames.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import polars as pl

from crossbearing.model.tables import POSITIONS

# Aerodrome reference points (lat, lon, elevation ft), rounded; public facts printed on every chart.
FIELDS: dict[str, tuple[float, float, float]] = {
    "EDDF": (50.0333, 8.5706, 364),
    "EGLL": (51.4706, -0.4619, 83),
    "KDEN": (39.8617, -104.6731, 5433),
    "KMSP": (44.8820, -93.2218, 841),
    "LFPG": (49.0128, 2.5500, 392),
    "OIFM": (32.7508, 51.8613, 5059),
    "OIIE": (35.4161, 51.1522, 3305),
    "OIII": (35.6892, 51.3134, 3962),
    "OMDB": (25.2528, 55.3644, 62),
    "OSDI": (33.4115, 36.5156, 2020),
    "OSLK": (35.4011, 35.9487, 157),
    "UBBB": (40.4675, 50.0467, 10),
    "UNOO": (54.9670, 73.3105, 311),
    "UUDD": (55.4088, 37.9063, 588),
    "UUEE": (55.9726, 37.4146, 622),
    "UUWW": (55.5915, 37.2615, 685),
}

SHORT = {"gs": "gs_kt", "track": "track_deg", "vrate": "vrate_fpm"}
RADIUS_KM = 6371.0088
KM_PER_NM = 1.852


def at(text: str) -> datetime:
    """`2024-02-10 07:45` or with seconds, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def place(text: str) -> tuple[float, float]:
    """Latitude and longitude of an ICAO code or of `lat,lon`."""
    if "," in text:
        lat, lon = text.split(",")
        return float(lat), float(lon)
    return field(text)[:2]


def field(icao: str) -> tuple[float, float, float]:
    """Latitude, longitude and elevation (ft) of an aerodrome: our own table first, then the packaged one."""
    if icao in FIELDS:
        return FIELDS[icao]
    from crossbearing.world import load_world

    airport = load_world().airports.get(icao)
    if airport is None:
        raise ValueError(f"notation: no aerodrome {icao}")
    return airport.lat, airport.lon, airport.elevation_ft or 0.0


def track(drawing: str, *, exhibit: str = "drawn", source: str = "adsb") -> pl.DataFrame:
    """POSITIONS of a drawing; rows are numbered in the order in which they are drawn."""
    craft, rows = "icao24:abcdef", []
    for line in filter(None, (line.split("#")[0].strip() for line in drawing.splitlines())):
        words = line.split()
        if len(words) == 1:
            craft = words[0]
            continue
        lat, lon = place(words[2])
        row = {"craft": craft, "time": at(f"{words[0]} {words[1]}"), "lat": lat, "lon": lon, "source": source}
        row |= {"alt_kind": "ground"} if words[3] == "ground" else {"alt_ft": float(words[3]), "alt_kind": "baro"}
        rows.append(row | dict(_option(word) for word in words[4:]))
    return frame(rows, exhibit=exhibit)


def _option(word: str) -> tuple[str, object]:
    name, _, value = word.partition("=")
    column = SHORT.get(name, name)
    dtype = POSITIONS.schema[column]
    if dtype == pl.Boolean:
        return column, value == "true"
    return column, float(value) if dtype.is_numeric() else value


def frame(rows: list[dict[str, object]], *, exhibit: str = "drawn") -> pl.DataFrame:
    """POSITIONS of plain rows; what is not given is null, false or empty."""
    usual = {
        "exhibit": exhibit,
        "member": "",
        "stale": False,
        "new_leg": False,
        "alt_kind": "unknown",
        "source": "adsb",
    }
    full = [usual | {"row": number} | row for number, row in enumerate(rows)]
    return POSITIONS.conform(
        pl.DataFrame([{name: row.get(name) for name in POSITIONS.schema} for row in full], schema=POSITIONS.schema)
    )


def fly(
    craft: str,
    departure: str,
    arrival: str,
    departed: str,
    *,
    callsign: str | None = None,
    cruise_ft: float = 34000,
    gs_kt: float = 430,
    every_s: float = 20,
    taxi_min: float = 4,
    climb_fpm: float = 2000,
    descent_fpm: float = 1500,
    unheard: Iterable[tuple[float, float]] = (),
    ground_bit: bool = True,
    source: str = "adsb",
    exhibit: str = "drawn",
    via: str | None = None,
) -> pl.DataFrame:
    """A leg from wheels up at `departed` to touchdown, with taxi before and after, along the great circle.

    `unheard` are stretches in minutes after `departed` of which no position was received.
    `ground_bit=False` gives the field's height instead of `ground`. `via` flies over a third point.
    """
    (lat1, lon1), (lat2, lon2) = place(departure), place(arrival)
    up, down = _elevation(departure), _elevation(arrival)
    stops = [(lat1, lon1), place(via), (lat2, lon2)] if via else [(lat1, lon1), (lat2, lon2)]
    length = sum(distance_km(*a, *b) for a, b in pairwise(stops))
    elapsed, alt, speed, gone = _profile(length, up, down, cruise_ft, gs_kt, climb_fpm, descent_fpm)
    clock = np.arange(-taxi_min * 60, elapsed[-1] + taxi_min * 60 + 1, every_s)
    inside = np.clip(clock, 0, elapsed[-1])
    air = (clock > 0) & (clock < elapsed[-1])
    height, km = np.interp(inside, elapsed, alt), np.interp(inside, elapsed, gone)
    lat, lon = _along_all(stops, km)
    keep = ~np.any([(clock >= a * 60) & (clock < b * 60) for a, b in unheard] or [np.zeros(len(clock), bool)], axis=0)
    start, legs = at(departed), np.flatnonzero(keep)
    rows = []
    for i in legs:
        on_ground = not air[i]
        row: dict[str, object] = {
            "craft": craft,
            "time": start + timedelta(seconds=float(clock[i])),
            "lat": float(lat[i]),
            "lon": float(lon[i]),
            "gs_kt": 0.0 if on_ground else float(np.interp(inside[i], elapsed, speed)),
            "track_deg": _heading(lat, lon, int(i)),
            "vrate_fpm": 0.0 if on_ground else _rate(height, every_s, int(i)),
            "callsign": callsign,
            "source": source,
            "exhibit": exhibit,
        }
        row |= {"alt_kind": "ground"} if on_ground and ground_bit else {"alt_kind": "baro", "alt_ft": float(height[i])}
        rows.append(row)
    return frame(rows, exhibit=exhibit)


def park(
    craft: str, where: str, start: str, end: str, *, every_s: float = 60, jitter_m: float = 8, **more: object
) -> pl.DataFrame:
    """A transponder left on while parked; the position wanders a few metres as real ones do."""
    lat, lon = place(where)
    seconds = np.arange(0, (at(end) - at(start)).total_seconds() + 1, every_s)
    wander = jitter_m / 111_000
    return frame(
        [
            {
                "craft": craft,
                "time": at(start) + timedelta(seconds=float(s)),
                "lat": lat + wander * float(np.sin(i * 1.7)),
                "lon": lon + wander * float(np.cos(i * 2.3)),
                "gs_kt": 0.0,
                "alt_kind": "ground",
                **more,
            }
            for i, s in enumerate(seconds)
        ]
    )


def together(*frames: pl.DataFrame) -> pl.DataFrame:
    """Several drawings as one frame, rows renumbered so that each has its own name."""
    joined = pl.concat(frames)
    return POSITIONS.conform(joined.with_columns(row=pl.int_range(pl.len(), dtype=pl.UInt32)))


def unheard(drawn: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
    """The drawing without what was sent from `start` to `end` (UTC)."""
    return drawn.filter(~pl.col("time").is_between(at(start), at(end), closed="left"))


def heard_above(drawn: pl.DataFrame, feet: float) -> pl.DataFrame:
    """The drawing as a receiver far away hears it: nothing below `feet` above sea level, nothing on the ground."""
    return drawn.filter(pl.col("alt_ft") >= feet)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere of the mean radius."""
    p1, p2 = np.radians(lat1), np.radians(lat2)
    h = np.sin((p2 - p1) / 2) ** 2 + np.cos(p1) * np.cos(p2) * np.sin(np.radians(lon2 - lon1) / 2) ** 2
    return float(2 * RADIUS_KM * np.arcsin(np.sqrt(min(1.0, h))))


def _elevation(text: str) -> float:
    return 0.0 if "," in text else field(text)[2]


def _profile(
    length_km: float, up: float, down: float, cruise_ft: float, gs_kt: float, climb_fpm: float, descent_fpm: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Seconds, feet, knots and kilometres flown; a leg too short for its level turns round lower."""
    top = cruise_ft
    while True:
        climb_s, descent_s = (top - up) / climb_fpm * 60, (top - down) / descent_fpm * 60
        slow = 145.0
        rising = (slow + gs_kt) / 2 * climb_s / 3600 * KM_PER_NM
        falling = (slow + gs_kt) / 2 * descent_s / 3600 * KM_PER_NM
        if rising + falling <= length_km or top <= max(up, down) + 1500:
            break
        top -= 500
    level_s = max(0.0, length_km - rising - falling) / (gs_kt * KM_PER_NM / 3600)
    knots = np.array([0, climb_s, climb_s + level_s, climb_s + level_s + descent_s])
    seconds = np.unique(np.concatenate([knots, np.linspace(0, knots[-1], 400)]))
    alt = np.interp(seconds, knots, [up, top, top, down])
    speed = np.interp(seconds, knots, [slow, gs_kt, gs_kt, slow])
    gone = np.concatenate([[0], np.cumsum((speed[1:] + speed[:-1]) / 2 * np.diff(seconds) / 3600 * KM_PER_NM)])
    return seconds, alt, speed, gone * length_km / gone[-1]


def _along_all(stops: list[tuple[float, float]], km: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points `km` along the great circles through the stops."""
    lengths = [distance_km(*a, *b) for a, b in pairwise(stops)]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    lat, lon = np.empty(len(km)), np.empty(len(km))
    for i, length in enumerate(lengths):
        here = (km >= starts[i]) if i == len(lengths) - 1 else (km >= starts[i]) & (km < starts[i + 1])
        share = (km[here] - starts[i]) / length if length else np.zeros(int(here.sum()))
        lat[here], lon[here] = _along(stops[i], stops[i + 1], np.clip(share, 0, 1))
    return lat, lon


def _along(a: tuple[float, float], b: tuple[float, float], share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    u, v = _unit(*a), _unit(*b)
    angle = np.arccos(np.clip(u @ v, -1, 1))
    if angle < 1e-9:
        return np.full(len(share), a[0]), np.full(len(share), a[1])
    p = (np.sin((1 - share) * angle)[:, None] * u + np.sin(share * angle)[:, None] * v) / np.sin(angle)
    return np.degrees(np.arctan2(p[:, 2], np.hypot(p[:, 0], p[:, 1]))), np.degrees(np.arctan2(p[:, 1], p[:, 0]))


def _unit(lat: float, lon: float) -> np.ndarray:
    p, q = np.radians(lat), np.radians(lon)
    return np.array([np.cos(p) * np.cos(q), np.cos(p) * np.sin(q), np.sin(p)])


def _heading(lat: np.ndarray, lon: np.ndarray, i: int) -> float:
    a, b = (i, i + 1) if i + 1 < len(lat) else (i - 1, i)
    p1, p2, dl = np.radians(lat[a]), np.radians(lat[b]), np.radians(lon[b] - lon[a])
    y = np.sin(dl) * np.cos(p2)
    return float(np.degrees(np.arctan2(y, np.cos(p1) * np.sin(p2) - np.sin(p1) * np.cos(p2) * np.cos(dl))) % 360)


def _rate(height: np.ndarray, every_s: float, i: int) -> float:
    a, b = (i, i + 1) if i + 1 < len(height) else (i - 1, i)
    return float((height[b] - height[a]) / every_s * 60)
