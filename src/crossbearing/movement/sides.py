"""The two ends of every leg as the end rules need them: last state in the air, first sighting on the ground, moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from crossbearing.movement.arrays import KM_PER_KT_S, Bools, Floats, Ints, Tracks
from crossbearing.movement.craft import Abilities
from crossbearing.movement.ends import Ends
from crossbearing.movement.legs import Legs
from crossbearing.movement.silences import STOP_MIN, STOP_MIN_PER_1000_FT
from crossbearing.movement.source import Source
from crossbearing.world import geo

# A ground sighting belongs to the landing when it comes within the time of the direct way and this much more.
LINK_MIN = 30.0
# Rows over which rate, speed and direction at an end are measured where they are not reported.
RATE_ROWS, RATE_S, MOVED_KM = 4, 240.0, 0.5
# A height this old still holds for an end that tells none: 1,000 ft at the usual rate of descent.
HEIGHT_S = 60.0
# Share of the usual rate of climb or descent that is taken where an end is level, and the limits of a reported one.
LEVEL_SHARE, RATE_SHARES = 0.6, (0.4, 1.5)
# Nothing that goes on to land comes down so fast with so little time left to the ground: approaches lose up to 1,500
# feet a minute, emergency descents 6,000 to 8,000 but end 10,000 ft up. GUESS. The rate must show in the heights of the
# last rows too, over so many seconds at least, because a reported rate may be one garbled message.
STEEP_FPM, STEEP_LEFT_S, STEEP_S = 6000.0, 60.0, 8.0
# A take-off or landing farther from the seen end than this is not told.
MOMENT_S = 3600.0


@dataclass(frozen=True, slots=True)
class Sides:
    """Departure and arrival of each leg, one after the other: side 2 k is the departure of leg k, 2 k + 1 its arrival.

    `end` and `beyond` are rows of `ends`; `beyond` is the end on the other side of the stay, -1 where nothing follows.
    Where the craft was on the ground and no other stop fits between, `end` is that sighting and `beyond` the end in the
    air. `across` is the side of the leg on the other side of an unseen stay, -1 where the ground was seen.
    `steep` tells that a craft came down as no landing does and was not seen again.
    """

    ends: Ends
    end: Ints
    beyond: Ints
    across: Ints
    steep: Bools

    def __len__(self) -> int:
        return len(self.end)

    def air(self) -> Ints:
        """The end in the air of each side."""
        return np.arange(len(self.end))


def sides_of(source: Source, legs: Legs, abilities: Abilities) -> Sides:
    """The sides of all legs, linked to the ground or to the leg on the other side of the stay."""
    place = np.repeat(legs.air, 2)
    side = np.arange(len(place))
    arrival = side % 2 == 1
    next_to = place + np.where(arrival, 1, -1)
    inside = (next_to >= 0) & (next_to < len(legs))
    near = np.where(inside, next_to, 0)
    linked = inside & (legs.airframe[near] == legs.airframe[place]) if len(legs) else inside
    ground = np.flatnonzero(linked & legs.ground[near]) if len(legs) else side[:0]
    rows = np.where(arrival[ground], legs.first[near[ground]], legs.last[near[ground]])
    air, falling = _air_ends(source, legs, place, arrival)
    ends = _joined(air, _ground_ends(source, rows, arrival[ground], legs.airframe[place[ground]]))
    across = np.where(linked & ~legs.ground[near] if len(legs) else linked, side + np.where(arrival, 1, -1), -1)
    end, beyond = side.copy(), across.copy()
    beyond[ground] = len(side) + np.arange(len(ground))
    direct = ground[_direct(ends, ground, beyond[ground], abilities)]
    end[direct], beyond[direct] = beyond[direct], direct
    return Sides(ends, end, beyond, across, falling & (beyond < 0))


def _joined(air: Ends, ground: Ends) -> Ends:
    return Ends(*(np.concatenate([getattr(air, name), getattr(ground, name)]) for name in Ends.__slots__))


def _direct(ends: Ends, air: Ints, ground: Ints, abilities: Abilities) -> Bools:
    """Tell whether there was no time for another stop between the air and the ground sighting."""
    km = np.asarray(geo.distance_km(ends.lat[air], ends.lon[air], ends.lat[ground], ends.lon[ground]))
    speed = abilities.cruise_kt[ends.airframe[air]] * geo.KM_PER_NM
    spare = np.abs(ends.seconds[ground] - ends.seconds[air]) / 60 - km / speed * 60
    height = np.nan_to_num(ends.alt_ft[air])
    return np.asarray(spare < STOP_MIN + LINK_MIN + STOP_MIN_PER_1000_FT * height / 1000, dtype=np.bool_)


def _ground_ends(source: Source, rows: Ints, arrival: Bools, airframe: Ints) -> Ends:
    t, unknown = source.tracks, np.full(len(rows), np.nan)
    zero, ground = np.zeros(len(rows)), np.ones(len(rows), dtype=np.bool_)
    return Ends(
        arrival,
        ground,
        t.seconds[rows],
        t.lat[rows],
        t.lon[rows],
        unknown,
        unknown,
        zero,
        unknown,
        zero,
        airframe,
        ~ground,
    )


def _air_ends(source: Source, legs: Legs, place: Ints, arrival: Bools) -> tuple[Ends, Bools]:
    """The airborne ends, and whether each is that of a craft coming down steeply."""
    t = source.tracks
    row = np.where(arrival, legs.last[place], legs.first[place])
    rate, speed, track, shown = _motion(source, legs, place, arrival, row)
    alt = _last_known(t, legs, place, row, np.where(arrival, -1, 1))
    above = alt - source.signals.fields.grounds_ft(t.lat[row], t.lon[row])
    # Towards the ground; both the rate that the heights show and the one reported.
    fall = -np.maximum(shown, rate)
    steep = arrival & (fall >= STEEP_FPM) & (above / np.maximum(fall, 1.0) * 60 <= STEEP_LEFT_S)
    ends = Ends(
        arrival,
        np.zeros(len(row), dtype=np.bool_),
        t.seconds[row],
        t.lat[row],
        t.lon[row],
        alt,
        speed,
        np.where(arrival, -rate, rate),
        np.where(arrival, track, (track + 180.0) % 360.0),
        above,
        legs.airframe[place],
        (source.frame["alt_kind"].gather(row).cast(pl.String) == "baro").fill_null(False).to_numpy(),
    )
    return ends, steep


def _last_known(t: Tracks, legs: Legs, place: Ints, row: Ints, step: Ints) -> Floats:
    """The height at an end, or a few rows before (after) it where it is not told there."""
    alt = t.alt_ft[row]
    for k in range(1, RATE_ROWS + 1):
        near = np.clip(row + k * step, legs.first[place], legs.last[place])
        soon = np.abs(t.seconds[near] - t.seconds[row]) <= HEIGHT_S
        alt = np.where(np.isnan(alt) & soon, t.alt_ft[near], alt)
    return np.asarray(alt, dtype=np.float64)


def _motion(source: Source, legs: Legs, place: Ints, arrival: Bools, row: Ints) -> tuple[Floats, ...]:
    """Rate of climb, ground speed and direction at an end: as reported, else as measured over a few rows.

    Last comes the rate of climb that the heights show, infinite where too few rows tell.
    """
    t = source.tracks
    rate, track, speed = source.signals.vrate_fpm[row], source.signals.track_deg[row], t.gs_kt[row]
    other = np.where(
        arrival, np.maximum(legs.first[place], row - RATE_ROWS), np.minimum(legs.last[place], row + RATE_ROWS)
    )
    early, late = np.minimum(row, other), np.maximum(row, other)
    seconds = t.seconds[late] - t.seconds[early]
    told = (seconds > 0) & (seconds <= RATE_S)
    spent = np.where(told, seconds, 1.0)
    measured = _measured(t, early, late)
    rate = np.where(told & (rate == 0) & ~np.isnan(measured[0]), measured[0] / spent * 60, rate)
    speed = np.where(told & np.isnan(speed), measured[1] / KM_PER_KT_S / spent, speed)
    track = np.where(told & np.isnan(track) & (measured[1] > MOVED_KM), measured[2], track)
    shown = np.where(told & (seconds >= STEEP_S) & ~np.isnan(measured[0]), measured[0] / spent * 60, np.inf)
    return rate, speed, track, shown


def _measured(t: Tracks, early: Ints, late: Ints) -> tuple[Floats, Floats, Floats]:
    """Feet, kilometres and bearing from one row to another."""
    here, there = (t.lat[early], t.lon[early]), (t.lat[late], t.lon[late])
    return t.alt_ft[late] - t.alt_ft[early], geo.distance_km(*here, *there), geo.bearing_deg(*here, *there)


def moments(sides: Sides, elevation_ft: Floats, seen: Bools, abilities: Abilities) -> Floats:
    """Take-off or landing of each side in seconds since 1970, NaN where the end was not `seen`.

    It is the airborne end, moved to the ground at the rate it showed or, if it was level, at a usual one.
    """
    ends, air = sides.ends, sides.air()
    craft = ends.airframe[air]
    usual = np.where(ends.arrival[air], abilities.descent_fpm[craft], abilities.climb_fpm[craft])
    shown = ends.rate_fpm[air]
    rate = np.where(shown > 0, np.clip(shown, RATE_SHARES[0] * usual, RATE_SHARES[1] * usual), LEVEL_SHARE * usual)
    height = np.nan_to_num(np.maximum(0.0, ends.alt_ft[air] - np.nan_to_num(elevation_ft)))
    away = np.minimum(height / rate * 60, MOMENT_S)
    guess = ends.seconds[air] + np.where(ends.arrival[air], away, -away)
    ground = ends.on_ground[sides.end]
    there = ends.seconds[sides.end]
    low, high = np.minimum(there, ends.seconds[air]), np.maximum(there, ends.seconds[air])
    return np.where(seen, np.where(ground, np.clip(guess, low, high), guess), np.nan)
