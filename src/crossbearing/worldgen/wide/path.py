"""One flight as knots: where, how high and how fast, from stand to stand, in seconds from the world's start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats
from crossbearing.worldgen.wide.line import (
    FINAL_FT,
    FINAL_KM,
    GO_AROUND_FT,
    LOW_PASS_FT,
    STRAIGHT_OUT_KM,
    Line,
    Runway,
    circuit,
    holding,
    landing,
    runway,
)
from crossbearing.worldgen.wide.performance import KM_PER_NM, Performance
from crossbearing.worldgen.wide.physics import Air
from crossbearing.worldgen.wide.places import Place, Spot, apart_km, course, moved

NEAR_KM = np.array([0.0, 0.4, 0.9, 1.6, 2.6, 4.0, 6.0, 9.0, 13.0, 18.0, 24.0, 31.0, 40.0, 52.0, 66.0, 84.0, 110.0])
CRUISE_STEP_KM, CLOSEST_KM, ROLL_S, TAXI_KT = 30.0, 0.05, 40.0, 12.0
# A flight uses at most this share of the height at which its climb would meet its descent.
LEVEL_SHARE = 0.93
# 4 degrees; at 250 kt 1,700 ft/min.
STEEPEST_FT_KM = 220.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a crew sets out to do; `tried` is the field it turned away from, `bow_km` how far it swings sideways."""

    start: Spot
    end: Spot
    performance: Performance
    off_at: float
    tried: Spot | None = None
    holds: int = 0
    go_arounds: int = 0
    circuits: int = 0
    low_pass: bool = False
    steps: int = 0
    bow_km: float = 0.0
    taxi_s: tuple[float, float] = (300.0, 300.0)
    parked_s: tuple[float, float] = (150.0, 150.0)
    level_ft: float | None = None
    with_wind: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True)
class Knots:
    """The curve; `ground` and `vrate_fpm` hold from a knot to the next, `alt_ft` is the true height."""

    t: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    gs_kt: Floats
    vrate_fpm: Floats
    track_deg: Floats
    ground: NDArray[np.bool_]
    off_at: float
    on_at: float


def fly(plan: Plan, air: Air) -> Knots:
    """Return the curve of a flight."""
    out = _runway(plan.start, plan.tried or plan.end, 0, plan)
    back = _runway(plan.end, plan.start, 1, plan)
    line = _line(plan, out, back)
    points = np.array(line.points)
    s = _way(points)
    grid = _grid(s, np.array([s[k] for k, _, _ in line.gates]))
    lat, lon = np.interp(grid, s, points[:, 0]), np.interp(grid, s, points[:, 1])
    alt = _heights(plan, line, s, grid)
    track = _tracks(lat, lon)
    t, knots = _times(plan, air, grid, lat, lon, alt, track)
    rate = np.r_[np.diff(alt) / np.maximum(np.diff(t), 1.0) * 60.0, 0.0]
    flown = np.stack([t, lat, lon, alt, knots, rate, track, np.zeros(len(t))])
    on_at = float(t[-1])
    first, last = _ground_out(plan, out), _ground_in(plan, back, on_at)
    rows = np.concatenate([first, flown, last], axis=1)
    t, lat, lon, alt, knots, rate, track, ground = rows
    return Knots(t, lat, lon, alt, knots, rate, track, ground > 0, plan.off_at, on_at)


def _runway(spot: Spot, other: Spot, end: int, plan: Plan) -> Runway:
    towards = (
        course((spot.lat, spot.lon), (other.lat, other.lon))
        if apart_km((spot.lat, spot.lon), (other.lat, other.lon)) > 1
        else 0.0
    )
    towards = towards + 180.0 * end + (0.0 if plan.with_wind[end] else 180.0)
    return runway(spot, towards)


def _line(plan: Plan, out: Runway, back: Runway) -> Line:
    line = Line([out.along(0.55)])
    line.gate(plan.start.elevation_ft, 60000.0)
    if plan.start.ends is not None and not plan.performance.rotor:
        line.to(moved(out.end, out.course, STRAIGHT_OUT_KM if plan.performance.cruise_kt > 200 else 2.0))
    if plan.tried is not None:
        _approach(line, plan, plan.tried, _runway(plan.tried, plan.start, 1, plan), go_arounds=1)
        line.to(moved(line.points[-1], 40.0, 15.0))
    _approach(line, plan, plan.end, back, plan.go_arounds, plan.circuits)
    landing(line, plan.end, back)
    return line


def _approach(line: Line, plan: Plan, spot: Spot, strip: Runway, go_arounds: int = 0, circuits: int = 0) -> None:
    """From where the line stands to the final of a field, round it as often as planned."""
    fast = plan.performance.cruise_kt > 200
    final = FINAL_KM if fast else 4.0
    fix = moved(strip.begin, strip.course + 180.0, final)
    if plan.performance.rotor or spot.ends is None:
        line.across(moved(strip.begin, strip.course + 180.0, 0.8), plan.bow_km)
        line.gate(spot.elevation_ft + 350.0, 60000.0)
        return
    join = moved(fix, strip.course + 150.0, 14.0 if fast else 2.0)
    line.across(join, plan.bow_km)
    if plan.holds and spot is plan.end:
        holding(line, spot, plan.holds, strip.course)
    line.to(fix)
    line.gate(spot.elevation_ft + (FINAL_FT if fast else 700.0), 60000.0)
    for _ in range(go_arounds):
        circuit(line, spot, strip, GO_AROUND_FT, 3000.0 if fast else 1200.0)
    if plan.low_pass:
        circuit(line, spot, strip, LOW_PASS_FT, 2500.0 if fast else 1200.0)
    for _ in range(circuits):
        circuit(line, spot, strip, 0.0, 1500.0 if fast else 1000.0)


def _way(points: NDArray[np.float64]) -> Floats:
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    return np.concatenate([[0.0], np.cumsum(2 * 6371.0 * np.arcsin(np.sqrt(half)))])


def _grid(s: Floats, gates: Floats) -> Floats:
    """Distances at which the curve is worked out: every point of the way, and closely round the gates."""
    round_gates = (gates[:, None] + np.r_[-NEAR_KM[:0:-1], NEAR_KM][None, :]).ravel()
    steps = np.arange(0.0, s[-1], CRUISE_STEP_KM)
    every = np.unique(np.clip(np.concatenate([s, round_gates, steps]), 0.0, s[-1]))
    kept = every[np.r_[True, np.diff(every) > CLOSEST_KM]]
    return np.append(kept[kept < s[-1] - CLOSEST_KM], s[-1])


def _heights(plan: Plan, line: Line, s: Floats, grid: Floats) -> Floats:
    """True heights along the way: between two gates climb, stay below the cap, and descend."""
    alt = np.full(len(grid), plan.start.elevation_ft)
    up_km, up_ft = plan.performance.climb
    down_km, down_ft = plan.performance.descent
    for (a, low, _), (b, high, cap) in zip(line.gates, line.gates[1:], strict=False):
        part = (grid >= s[a] - CLOSEST_KM) & (grid <= s[b] + CLOSEST_KM)
        d = np.clip(grid[part] - s[a], 0.0, s[b] - s[a])
        total = max(s[b] - s[a], CLOSEST_KM)
        climb = np.interp(d + np.interp(low, up_ft, up_km), up_km, up_ft)
        descent = np.interp(total - d + np.interp(high, down_ft, down_km), down_km, down_ft)
        curve = np.minimum(climb, descent)
        alt[part] = np.minimum(curve, np.maximum(_cap(plan, float(curve.max()), d / total, cap), max(low, high)))
    return _flyable(alt, grid)


def _flyable(alt: Floats, grid: Floats) -> Floats:
    """The heights lowered where they would ask for a climb or descent that is too steep."""
    down = np.minimum.accumulate((alt + STEEPEST_FT_KM * grid)[::-1])[::-1] - STEEPEST_FT_KM * grid
    return np.asarray(np.minimum.accumulate(down - STEEPEST_FT_KM * grid) + STEEPEST_FT_KM * grid)


def _cap(plan: Plan, highest: float, share: Floats, cap: float) -> Floats:
    """The level flown at, in steps of 1,000 ft; with step climbs it starts lower."""
    if cap < 60000.0:
        return np.full(len(share), cap)
    top = plan.performance.cruise_ft
    # Small craft fly at a height above the ground, others at a level.
    top += max(plan.start.elevation_ft, plan.end.elevation_ft) if top < 10000.0 else 0.0
    level = min(top, plan.level_ft or 60000.0, LEVEL_SHARE * highest)
    level = np.floor(level / 1000.0) * 1000.0 if level > 3000.0 else level
    return np.asarray(level - 2000.0 * np.clip(plan.steps - np.floor(share * (plan.steps + 1)), 0, None))


def _tracks(lat: Floats, lon: Floats) -> Floats:
    east = np.diff(lon) * np.cos(np.radians((lat[1:] + lat[:-1]) / 2))
    turn = np.degrees(np.arctan2(east, np.diff(lat))) % 360.0
    return np.append(turn, turn[-1])


def _times(
    plan: Plan, air: Air, grid: Floats, lat: Floats, lon: Floats, alt: Floats, track: Floats
) -> tuple[Floats, Floats]:
    """When each knot is passed, and the ground speed there."""
    speed = _airspeed(plan, grid, alt, air.physics.low_speeds_by_airspeed)
    guess = plan.off_at + grid / 12.0
    east, north = air.wind_kt(lat, lon, alt, guess)
    turn = np.radians(track)
    knots = np.maximum(speed + east * np.sin(turn) + north * np.cos(turn), 0.4 * speed)
    hours = np.diff(grid) / (KM_PER_NM * (knots[1:] + knots[:-1]) / 2)
    return plan.off_at + np.concatenate([[0.0], np.cumsum(hours * 3600.0)]), knots


def _airspeed(plan: Plan, grid: Floats, alt: Floats, by_airspeed: bool) -> Floats:
    """True airspeed: slow near the ground; by indicated airspeed (250 kt below 10,000 ft, 290 above) where asked."""
    one = plan.performance
    share = np.minimum(grid, grid[-1] - grid) / max(1.0, grid[-1] / 2)
    ground = np.where(grid < grid[-1] / 2, plan.start.elevation_ft, plan.end.elevation_ft)
    height = alt - ground
    if not by_airspeed:
        fast = np.interp(height, [0.0, 8000.0, 27000.0], [one.approach_kt, 250.0, one.cruise_kt])
    else:
        indicated = np.interp(
            height,
            [0.0, 1500.0, 4000.0, 10000.0, 12000.0],
            [one.approach_kt, one.approach_kt + 15, 210.0, 250.0, 290.0],
        )
        fast = indicated * (1.0 + 0.0165 * alt / 1000.0)
    slow = one.cruise_kt < 200
    steady = np.where((share > 0.02) | (height > 300.0), one.cruise_kt, one.approach_kt)
    return np.minimum(steady if slow else fast, one.cruise_kt)


def _stand(spot: Spot, strip: Runway) -> Place:
    side = strip.course + 80.0 if spot.ends is not None else strip.course
    return moved((spot.lat, spot.lon), side, 0.7 if spot.ends is not None else 0.01)


def _ground_out(plan: Plan, strip: Runway) -> NDArray[np.float64]:
    """Knots from the stand to the lift-off, rows as in `Knots`."""
    stand, begin, lift = _stand(plan.start, strip), strip.along(0.03), strip.along(0.55)
    taxi, parked = plan.taxi_s[0], plan.parked_s[0]
    t = plan.off_at - np.array([parked + taxi + ROLL_S, taxi + ROLL_S, ROLL_S + 20.0, ROLL_S, 0.5])
    return _on_ground(plan, t, [stand, stand, begin, begin, lift], plan.start, [0, TAXI_KT, 0, 60, 0])


def _ground_in(plan: Plan, strip: Runway, on_at: float) -> NDArray[np.float64]:
    stand, off, down = _stand(plan.end, strip), strip.along(0.7), strip.along(0.12)
    taxi, parked = plan.taxi_s[1], plan.parked_s[1]
    t = on_at + np.array([0.5, ROLL_S, ROLL_S + taxi, ROLL_S + taxi + parked])
    return _on_ground(plan, t, [down, off, stand, stand], plan.end, [60, TAXI_KT, 0, 0])


def _on_ground(plan: Plan, t: Floats, places: list[Place], spot: Spot, knots: list[float]) -> NDArray[np.float64]:
    where = np.array(places)
    n = len(t)
    turn = _tracks(where[:, 0], where[:, 1])
    speed = np.minimum(np.array(knots, float), plan.performance.approach_kt)
    return np.stack([t, where[:, 0], where[:, 1], np.full(n, spot.elevation_ft), speed, np.zeros(n), turn, np.ones(n)])
