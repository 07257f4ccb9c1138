"""The two ends of every leg as the end rules need them: last state in the air, first sighting on the ground, moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from crossbearing.movement.arrays import KM_PER_KT_S, Tracks
from crossbearing.movement.chain import Side
from crossbearing.movement.craft import Performance
from crossbearing.movement.ends import End
from crossbearing.movement.pieces import STOP_MIN, STOP_MIN_PER_1000_FT, Signals
from crossbearing.movement.runs import Piece
from crossbearing.world import geo

# A ground sighting belongs to the landing when it comes within the time of the direct way and this much more.
LINK_MIN = 30.0
# Rows over which rate, speed and direction at an end are measured where they are not reported.
RATE_ROWS, RATE_S, MOVED_KM = 4, 240.0, 0.5
# Share of the usual rate of climb or descent that is taken where an end is level, and the limits of a reported one.
LEVEL_SHARE, RATE_SHARES = 0.6, (0.4, 1.5)
# A take-off or landing farther from the seen end than this is not told.
MOMENT_S = 3600.0


@dataclass(frozen=True, slots=True)
class Source:
    """The trusted positions of all airframes: the frame, the same as arrays, and what stands beside."""

    frame: pl.DataFrame
    tracks: Tracks
    signals: Signals


def sides_of(source: Source, life: list[Piece], craft: Performance) -> list[tuple[Side, Side]]:
    """Departure and arrival side of each leg, linked to the ground or to the leg on the other side of the stay."""
    ends = {id(p): (_air_end(source, p, False), _air_end(source, p, True)) for p in life if not p.ground}
    pairs = []
    for k, piece in enumerate(life):
        if piece.ground:
            continue
        before, after = (life[k - 1] if k else None), (life[k + 1] if k + 1 < len(life) else None)
        first, last = ends[id(piece)]
        departure = _side(source, first, before, before.last if before else -1, ends, craft)
        pairs.append((departure, _side(source, last, after, after.first if after else -1, ends, craft)))
    return pairs


def _side(
    source: Source, end: End, beyond: Piece | None, row: int, ends: dict[int, tuple[End, End]], craft: Performance
) -> Side:
    if beyond is None:
        return Side(end)
    if not beyond.ground:
        return Side(end, ends[id(beyond)][0 if end.arrival else 1])
    ground = _ground_end(source, row, end.arrival)
    return Side(ground, end) if _direct(end, ground, craft) else Side(end, ground)


def _direct(end: End, ground: End, craft: Performance) -> bool:
    """Tell whether there was no time for another stop between the air and the ground sighting."""
    km = float(geo.distance_km(end.lat, end.lon, ground.lat, ground.lon))
    spare = abs(ground.seconds - end.seconds) / 60 - km / (craft.cruise_kt * geo.KM_PER_NM) * 60
    height = 0.0 if np.isnan(end.alt_ft) else end.alt_ft
    return spare < STOP_MIN + LINK_MIN + STOP_MIN_PER_1000_FT * height / 1000


def _ground_end(source: Source, row: int, arrival: bool) -> End:
    t, nan = source.tracks, float("nan")
    return End(arrival, True, float(t.seconds[row]), float(t.lat[row]), float(t.lon[row]), nan, nan, 0.0, nan)


def _air_end(source: Source, leg: Piece, arrival: bool) -> End:
    t, row = source.tracks, leg.last if arrival else leg.first
    rate, speed, track = _motion(source, leg, arrival)
    return End(
        arrival,
        False,
        float(t.seconds[row]),
        float(t.lat[row]),
        float(t.lon[row]),
        float(t.alt_ft[row]),
        speed,
        -rate if arrival else rate,
        track if arrival else (track + 180.0) % 360.0,
    )


def _motion(source: Source, leg: Piece, arrival: bool) -> tuple[float, float, float]:
    """Rate of climb, ground speed and direction at an end: as reported, else as measured over a few rows."""
    t, row = source.tracks, leg.last if arrival else leg.first
    rate, speed, track = float(source.signals.vrate_fpm[row]), float(t.gs_kt[row]), float(source.signals.track_deg[row])
    other = max(leg.first, row - RATE_ROWS) if arrival else min(leg.last, row + RATE_ROWS)
    early, late = sorted((row, other))
    seconds = float(t.seconds[late] - t.seconds[early])
    if not 0 < seconds <= RATE_S:
        return rate, speed, track
    feet = float(t.alt_ft[late] - t.alt_ft[early])
    if not rate and not np.isnan(feet):
        rate = feet / seconds * 60
    km = float(geo.distance_km(t.lat[early], t.lon[early], t.lat[late], t.lon[late]))
    speed = km / KM_PER_KT_S / seconds if np.isnan(speed) else speed
    if np.isnan(track) and km > MOVED_KM:
        track = float(geo.bearing_deg(t.lat[early], t.lon[early], t.lat[late], t.lon[late]))
    return rate, speed, track


def moment(side: Side, elevation_ft: float, craft: Performance) -> float | None:
    """Take-off or landing in seconds since 1970, None where the end was not seen: the airborne end, moved to the ground
    at the rate it showed or, if it was level, at a usual one."""
    air = side.beyond if side.end.on_ground else side.end
    if air is None or side.evidence not in ("ground", "low", "extrapolated"):
        return None
    usual = craft.descent_fpm if air.arrival else craft.climb_fpm
    low, high = RATE_SHARES
    rate = float(np.clip(air.rate_fpm, low * usual, high * usual)) if air.rate_fpm > 0 else LEVEL_SHARE * usual
    height = 0.0 if np.isnan(air.alt_ft) else max(0.0, air.alt_ft - (0.0 if np.isnan(elevation_ft) else elevation_ft))
    guess = air.seconds + (1.0 if air.arrival else -1.0) * min(height / rate * 60, MOMENT_S)
    if not side.end.on_ground:
        return guess
    early, late = sorted((side.end.seconds, air.seconds))
    return min(max(guess, early), late)
