"""The two ends of every leg as the end rules need them: last state in the air, first sighting on the ground, moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Tracks
from crossbearing.movement.chain import Side
from crossbearing.movement.craft import Performance
from crossbearing.movement.ends import End
from crossbearing.movement.legs import STOP_MIN, STOP_MIN_PER_1000_FT, Signals
from crossbearing.movement.runs import Piece
from crossbearing.world import geo

# A ground sighting belongs to the landing when it comes within the time of the direct way and this much more.
LINK_MIN = 30.0
# Rows over which the rate of climb at an end is measured where none is reported.
RATE_ROWS, RATE_S = 4, 240.0
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
    track, rate = float(source.signals.track_deg[row]), _rate_fpm(source, leg, arrival)
    return End(
        arrival,
        False,
        float(t.seconds[row]),
        float(t.lat[row]),
        float(t.lon[row]),
        float(t.alt_ft[row]),
        float(t.gs_kt[row]),
        -rate if arrival else rate,
        track if arrival else (track + 180.0) % 360.0,
    )


def _rate_fpm(source: Source, leg: Piece, arrival: bool) -> float:
    """Rate of climb at an end: as reported, or measured over a few rows where none was."""
    row = leg.last if arrival else leg.first
    said = float(source.signals.vrate_fpm[row])
    if said:
        return said
    t = source.tracks
    other = max(leg.first, row - RATE_ROWS) if arrival else min(leg.last, row + RATE_ROWS)
    seconds, feet = t.seconds[row] - t.seconds[other], t.alt_ft[row] - t.alt_ft[other]
    if seconds == 0 or abs(seconds) > RATE_S or np.isnan(feet):
        return said
    return float(feet / seconds * 60)


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
