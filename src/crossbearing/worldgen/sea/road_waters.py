"""Wind and stream over a roadstead, and how a hull lies in them: at anchor, adrift, made fast to another.

Metres east and north of the middle of the road, seconds from the first midnight, on one grid of times for all ships.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sea.road_hulls import Hull
from crossbearing.worldgen.sea.tides import TIDE_S
from crossbearing.worldgen.sea.units import DAY_S, HOUR_S

Floats = NDArray[np.float64]
STEP_S = 30.0
# Wind in m/s turns by some tens of degrees in hours; a stream of up to 0.7 m/s turns with the tide, where there is one.
WIND_MS, STREAM_MS = (2.0, 11.0), (0.15, 0.7)
# A hull takes minutes to turn; she sheers to and fro once in 6 to 16 minutes, in ballast by more (looked up in texts on
# anchoring: ten to thirty degrees in a fresh wind). GUESSES within that.
TURN_S, SHEER_S, SHEER_DEG = 900.0, (360.0, 960.0), (1.5, 14.0)
# Leeway of a ship adrift is two to five per cent of the wind.
LEEWAY = (0.02, 0.05)
# Two ships lashed together sheer less, and work in their lines by a metre or two.
LASHED_SHEER, SURGE_M = 0.6, 1.5


@dataclass(frozen=True, slots=True)
class Track:
    """Where a ship's antenna is and where her bow points, at each time of the grid."""

    east: Floats
    north: Floats
    heading: Floats

    def shifted(self, ahead: Floats | float, right: Floats | float) -> Track:
        """Points of the same hull: so many metres ahead and to the right."""
        turn = np.radians(self.heading)
        east = self.east + ahead * np.sin(turn) + right * np.cos(turn)
        return Track(east, self.north + ahead * np.cos(turn) - right * np.sin(turn), self.heading)


@dataclass(frozen=True, slots=True)
class Waters:
    """The grid of times; where wind and stream set to, m/s east and north."""

    t: Floats
    wind: tuple[Floats, Floats]
    stream: tuple[Floats, Floats]


def invent_waters(days: float, tidal: bool, rng: np.random.Generator) -> Waters:
    """Return the wind and the stream of some days."""
    t = np.arange(0.0, days * DAY_S, STEP_S)
    turn = np.radians(
        rng.uniform(0.0, 360.0) + wander(t, 20.0 * HOUR_S, 35.0, rng) + wander(t, 4.0 * HOUR_S, 10.0, rng)
    )
    force = rng.uniform(*WIND_MS) * np.clip(1.0 + wander(t, 12.0 * HOUR_S, 0.35, rng), 0.2, 2.0)
    flow, axis = (rng.uniform(*STREAM_MS) if tidal else 0.05), rng.uniform(0.0, 2.0 * np.pi)
    tide = flow * np.sin(2.0 * np.pi * t / TIDE_S + rng.uniform(0.0, 2.0 * np.pi))
    return Waters(
        t, (force * np.sin(turn), force * np.cos(turn)), (tide * np.sin(axis), tide * np.cos(axis) + 0.2 * abs(tide))
    )


def at_anchor(waters: Waters, hull: Hull, anchor: tuple[float, float], chain_m: float, rng: np.random.Generator,
              sheer: float = 1.0) -> Track:  # fmt: skip
    """The hull swings round her anchor, head to wind and stream as she feels them, and sheers."""
    lies, sheers = _lies(waters, hull), sheer * _sheer(waters, hull, rng)
    at = np.radians(lies + 0.6 * sheers)
    bow = Track(anchor[0] - chain_m * np.sin(at), anchor[1] - chain_m * np.cos(at), (lies + sheers) % 360.0)
    return bow.shifted(-hull.bow_m, hull.right_m)


def adrift(waters: Waters, hull: Hull, place: tuple[float, float], begin: float, rng: np.random.Generator) -> Track:
    """The hull lies beam to the wind and is set by wind and stream; she is at the place when she stops."""
    leeway = rng.uniform(*LEEWAY)
    way = [np.cumsum(leeway * wind + flow) * STEP_S for wind, flow in zip(waters.wind, waters.stream, strict=True)]
    at = int(np.searchsorted(waters.t, begin))
    beam = np.degrees(np.arctan2(*waters.wind)) + rng.choice([-90.0, 90.0])
    heading = (beam + wander(waters.t, 2.0 * HOUR_S, 9.0, rng)) % 360.0
    east, north = (place[k] + way[k] - way[k][min(at, len(way[k]) - 1)] for k in (0, 1))
    return Track(east, north, heading)


def made_fast(host: Track, one: Hull, other: Hull, side: float, shift_m: float, turned: bool, gap_m: float,
              waters: Waters) -> Track:  # fmt: skip
    """The antenna of a hull that lies alongside another (`host` is the other's antenna), fenders between them."""
    surge, sway = (SURGE_M * np.sin(waters.t / period) for period in (41.0, 63.0))
    middle = host.shifted(one.bow_m - one.length_m / 2.0, -one.right_m)
    middle = middle.shifted(shift_m + surge, side * ((one.width_m + other.width_m) / 2.0 + gap_m) + sway)
    heading = (host.heading + (180.0 if turned else 0.0) + 0.7 * side) % 360.0
    return Track(middle.east, middle.north, heading).shifted(other.length_m / 2.0 - other.bow_m, other.right_m)


def still(waters: Waters, place: tuple[float, float], heading: float) -> Track:
    """A hull at a quay."""
    ones = np.ones_like(waters.t)
    return Track(place[0] * ones, place[1] * ones, heading * ones)


def wander(t: Floats, period_s: float, spread: float, rng: np.random.Generator) -> Floats:
    """A smooth course of chance with about that period and standard deviation."""
    waves = [(period_s * rng.uniform(0.6, 1.7), rng.uniform(0.0, 2.0 * np.pi)) for _ in range(4)]
    return np.asarray(spread / np.sqrt(2.0) * sum(np.sin(2.0 * np.pi * t / p + phase) for p, phase in waves))


def _lies(waters: Waters, hull: Hull) -> Floats:
    """Head to the pull of wind (on what stands above the water) and stream (on what is below), slowly turning."""
    wind, flow = np.hypot(*waters.wind), np.hypot(*waters.stream)
    pull = [
        _slowly(hull.windage * 0.0012 * wind * waters.wind[k] + flow * waters.stream[k], TURN_S) for k in (0, 1)
    ]  # fmt: skip
    return np.asarray(np.degrees(np.arctan2(-pull[0], -pull[1])))


def _sheer(waters: Waters, hull: Hull, rng: np.random.Generator) -> Floats:
    period = rng.uniform(*SHEER_S)
    phase = 2.0 * np.pi * waters.t / period + wander(waters.t, 2.0 * HOUR_S, 1.5, rng) + rng.uniform(0.0, 6.0)
    blown = np.clip(np.hypot(*waters.wind) / 8.0, 0.3, 1.5)
    return np.asarray(np.interp(hull.windage, [0.6, 2.0], SHEER_DEG) * blown * np.sin(phase))


def _slowly(values: Floats, tau_s: float) -> Floats:
    """What follows with a delay: the mean of the time before, older ones counting less."""
    weights = np.exp(-np.arange(0.0, 5.0 * tau_s, STEP_S) / tau_s)
    padded = np.concatenate([np.full(weights.size - 1, values[0]), values])
    return np.asarray(np.convolve(padded, weights / weights.sum(), "valid"))
