"""One flight as a curve: where, how high and how fast at every second, from stand to stand.

No wind, no terrain, sharp corners, one runway per field. Heights are pressure altitudes above the sea.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.worldgen.facts import PERFORMANCE, Field, Performance
from crossbearing.worldgen.sphere import Floats, Route, bearing_deg, offset

KM_PER_NM = 1.852
# Durations and lengths of ground movements are GUESSES: they need only be plausible.
PARKED_S, TAXI_S, ROLL_S = 150.0, 300.0, 42.0
STAND_KM, ROLL_KM, FINAL_KM, DEPARTURE_KM = 1.3, 1.5, 18.0, 9.0
HOLD_RADIUS_KM, HOLD_POINTS = 8.0, 12
LIFT_OFF_KT, TAXI_KT = 145.0, 11.0
STEP_FT = 200.0


@dataclass(frozen=True)
class FlightPath:
    """Knots of the curve: seconds from take-off (stand and taxi are negative), way, altitude, speed, rate, ground."""

    route: Route
    t: Floats
    km: Floats
    alt_ft: Floats
    gs_kt: Floats
    vrate_fpm: Floats
    ground: Floats
    landing_s: float

    def at(self, t: Floats) -> dict[str, Floats]:
        """States at times `t` (seconds from take-off): lat, lon, alt_ft, gs_kt, vrate_fpm, track_deg, ground."""
        km = np.interp(t, self.t, self.km)
        lat, lon = self.route.at(km)
        piece = np.clip(np.searchsorted(self.t, t, side="right") - 1, 0, len(self.t) - 2)
        return {
            "lat": lat,
            "lon": lon,
            "alt_ft": np.interp(t, self.t, self.alt_ft),
            "gs_kt": np.interp(t, self.t, self.gs_kt),
            "vrate_fpm": self.vrate_fpm[piece],
            "track_deg": self.route.course(km),
            "ground": self.ground[piece],
        }


def _speed_kt(alt_ft: Floats, performance: Performance) -> Floats:
    """Ground speed by height: lift-off speed at sea level, 250 kt at 8,000 ft, cruise above 27,000 ft."""
    return np.interp(alt_ft, [0.0, 8000.0, 27000.0], [LIFT_OFF_KT, 250.0, performance.cruise_kt])


def _slope(field_ft: float, level_ft: float, fpm: float, performance: Performance) -> tuple[Floats, Floats, Floats]:
    """Heights from the field to the level, and the seconds and km since the field, all upward."""
    steps = max(2, int(np.ceil((level_ft - field_ft) / STEP_FT)) + 1)
    alt = np.linspace(field_ft, level_ft, steps)
    middle = (alt[1:] + alt[:-1]) / 2
    # Above FL250 air is thin: two thirds of the low-level rate.
    rate = np.where(middle > 25000.0, fpm * 0.66, fpm)
    seconds = np.diff(alt) / rate * 60.0
    km = _speed_kt(middle - field_ft, performance) * KM_PER_NM * seconds / 3600.0
    return alt, np.concatenate([[0.0], np.cumsum(seconds)]), np.concatenate([[0.0], np.cumsum(km)])


def _runway(field: Field, course: float) -> float:
    """The direction of the field's runway that lies nearer to the course."""
    turn = abs((field.runway_deg - course + 180.0) % 360.0 - 180.0)
    return field.runway_deg if turn <= 90.0 else (field.runway_deg + 180.0) % 360.0


def _hold(lat: float, lon: float, bearing: float, circuits: int) -> list[tuple[float, float]]:
    """Circles flown before the approach."""
    turns = range(HOLD_POINTS * circuits)
    centre = offset(lat, lon, bearing, HOLD_RADIUS_KM)
    return [offset(*centre, bearing + 180.0 + 360.0 / HOLD_POINTS * k, HOLD_RADIUS_KM) for k in turns]


def _route(start: Field, end: Field, via: tuple[tuple[float, float], ...], holds: int) -> tuple[Route, int, int]:
    """The way from stand to stand, and the indices of the lift-off and touch-down points in it."""
    first = via[0] if via else (end.lat, end.lon)
    last = via[-1] if via else (start.lat, start.lon)
    out = _runway(start, float(bearing_deg(start.lat, start.lon, *first)))
    back = _runway(end, float(bearing_deg(*last, end.lat, end.lon)))
    threshold = offset(start.lat, start.lon, out + 180.0, ROLL_KM)
    touch_down = offset(end.lat, end.lon, back + 180.0, ROLL_KM)
    fix = offset(*touch_down, back + 180.0, FINAL_KM)
    ground_out = [offset(start.lat, start.lon, out + 70.0, STAND_KM), threshold]
    airborne = [(start.lat, start.lon), offset(start.lat, start.lon, out, DEPARTURE_KM), *via]
    airborne += [*_hold(*fix, back + 90.0, holds), fix, touch_down]
    ground_in = [(end.lat, end.lon), offset(end.lat, end.lon, back + 70.0, STAND_KM)]
    places = ground_out + airborne + ground_in
    return Route.through(places), len(ground_out), len(ground_out) + len(airborne) - 1


def _level(start: Field, end: Field, km: float, performance: Performance) -> float:
    """The highest level, in steps of 1,000 ft, at which climb and descent fit into the way."""
    floor = max(start.elevation_ft, end.elevation_ft) + 2000
    for level in range(performance.cruise_ft, floor, -1000):
        up = _slope(start.elevation_ft, level, performance.climb_fpm, performance)[2][-1]
        down = _slope(end.elevation_ft, level, performance.descent_fpm, performance)[2][-1]
        if up + down < 0.92 * km:
            return float(level)
    return float(floor)


def fly(
    start: Field,
    end: Field,
    typecode: str,
    *,
    via: tuple[tuple[float, float], ...] = (),
    holds: int = 0,
    level_change_ft: int = 0,
) -> FlightPath:
    """Return the curve of a flight between two fields, through `via` and with `holds` circles before landing."""
    performance = PERFORMANCE[typecode]
    route, off, on = _route(start, end, via, holds)
    airborne_km = float(route.km[on] - route.km[off])
    level = _level(start, end, airborne_km, performance) + min(0, level_change_ft)
    level = max(level, max(start.elevation_ft, end.elevation_ft) + 2000.0)
    up_alt, up_s, up_km = _slope(start.elevation_ft, level, performance.climb_fpm, performance)
    down_alt, down_s, down_km = _slope(end.elevation_ft, level, performance.descent_fpm, performance)
    cruise_km = max(0.0, airborne_km - up_km[-1] - down_km[-1])
    speed = float(_speed_kt(np.array([level - start.elevation_ft]), performance)[0])
    cruise_s = cruise_km / (speed * KM_PER_NM) * 3600.0
    landing_s = float(up_s[-1] + cruise_s + down_s[-1])
    t = np.concatenate([up_s, landing_s - down_s[::-1]])
    km = np.concatenate([up_km, airborne_km - down_km[::-1]]) + route.km[off]
    alt = np.concatenate([up_alt, down_alt[::-1]])
    height = np.concatenate([up_alt - start.elevation_ft, down_alt[::-1] - end.elevation_ft])
    air = np.stack([t, km, alt, _speed_kt(height, performance), _rates(t, alt), np.zeros(len(t))])
    knots = np.concatenate([_ground_out(route, off, start), air, _ground_in(route, on, end, landing_s)], axis=1)
    t, km, alt, speed, rate, ground = knots
    return FlightPath(route, t, km, alt, speed, rate, ground, landing_s)


def _rates(t: Floats, alt: Floats) -> Floats:
    """Vertical rate of the piece that begins at each knot, ft/min; 0 in level flight."""
    rate = np.diff(alt) / np.maximum(np.diff(t), 1e-6) * 60.0
    return np.concatenate([rate, [0.0]])


def _ground_out(route: Route, off: int, field: Field) -> Floats:
    """Knots from the stand to the end of the take-off roll."""
    threshold = route.km[off - 1]
    t = np.array([-PARKED_S - TAXI_S - ROLL_S, -TAXI_S - ROLL_S, -TAXI_S - ROLL_S + 8, -ROLL_S - 1, -ROLL_S, -0.01])
    km = np.array([0.0, 0.0, 0.0, threshold, threshold, route.km[off]])
    speed = np.array([0.0, 0.0, TAXI_KT, TAXI_KT, 0.0, LIFT_OFF_KT])
    alt, rate = np.full(6, float(field.elevation_ft)), np.zeros(6)
    return np.stack([t, km, alt, speed, rate, np.ones(6)])


def _ground_in(route: Route, on: int, field: Field, landing_s: float) -> Floats:
    """Knots from the touch-down to the stand."""
    t = landing_s + np.array([0.01, ROLL_S, ROLL_S + TAXI_S - 8, ROLL_S + TAXI_S, ROLL_S + TAXI_S + PARKED_S])
    km = np.array([route.km[on], route.km[on + 1], route.km[-1], route.km[-1], route.km[-1]])
    speed = np.array([LIFT_OFF_KT, TAXI_KT, TAXI_KT, 0.0, 0.0])
    alt, rate = np.full(5, float(field.elevation_ft)), np.zeros(5)
    return np.stack([t, km, alt, speed, rate, np.ones(5)])
