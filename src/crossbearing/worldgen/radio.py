"""What a network receives of a flight: instants of rows, reception, noise, silence, jamming."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.facts import FIELDS
from crossbearing.worldgen.fleet import DAY_S, Craft, Leg
from crossbearing.worldgen.receivers import Network, chance
from crossbearing.worldgen.sphere import Floats, distance_km

GRID_S = 4.0
# Seconds between rows of a trace. Measured on real traces: median 11.3 s, 90th percentile 19.9 s on networks set to
# 20 s, 30 s by default; parked and taxiing craft four to ten times as rarely.
LEVEL_S, SLOPE_S, LOW_S, GROUND_S, PARKED_S = 27.0, 14.0, 8.0, 18.0, 60.0
LOW_FT = 4000.0
SHORTEST_S, LONGEST_S = 4.0, 30.0
MLAT_STRETCH, MLAT_RECEIVERS = 2.5, 4
ADSB_NOISE_M, MLAT_NOISE_M = 12.0, 250.0
# Of the positions inside a jammed area this share is lost, and this share of the rest sits at the false place. GUESS.
JAMMED_LOST, JAMMED_FALSE = 0.55, 0.5
DEGREE_M = 111_195.0


@dataclass(frozen=True, slots=True)
class Jamming:
    """An area and a time in which positions are lost or replaced by one false place; seconds from the start."""

    lat: float
    lon: float
    radius_km: float
    start: float
    end: float
    false_lat: float
    false_lon: float


@dataclass(frozen=True)
class Heard:
    """Rows received of one craft, in order of time (seconds from the start); `leg` numbers its legs, -1 = none."""

    t: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    gs_kt: Floats
    track_deg: Floats
    vrate_fpm: Floats
    ground: NDArray[np.bool_]
    mlat: NDArray[np.bool_]
    stale: NDArray[np.bool_]
    genuine: NDArray[np.bool_]
    nac_p: NDArray[np.int_]
    leg: NDArray[np.int_]

    def part(self, keep: NDArray[np.bool_] | NDArray[np.intp]) -> Heard:
        """The rows for which `keep` holds, or the rows with these numbers."""
        return Heard(**{name: getattr(self, name)[keep] for name in self.__dataclass_fields__})


def together(parts: list[Heard]) -> Heard:
    """One table of several; they must not overlap in time."""
    return Heard(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in Heard.__dataclass_fields__})


def _instants(leg: Leg, rng: np.random.Generator) -> Floats:
    """Times from take-off at which a row would be written: dense low and in climb, thin in cruise and on the ground."""
    path = leg.path
    t = np.arange(path.t[0], path.t[-1], GRID_S)
    state = path.at(t)
    field_ft = np.where(t < path.landing_s / 2, FIELDS[leg.departure].elevation_ft, FIELDS[leg.arrival].elevation_ft)
    every = np.where(np.abs(state["vrate_fpm"]) > 100.0, SLOPE_S, LEVEL_S)
    every = np.where(state["alt_ft"] - field_ft < LOW_FT, LOW_S, every)
    every = np.clip(every * leg.craft.pace, SHORTEST_S / 0.8, LONGEST_S / 1.07)
    every = np.where(state["ground"] > 0, np.where(state["gs_kt"] > 1.0, GROUND_S, PARKED_S), every)
    every = every * (MLAT_STRETCH if leg.craft.mlat_only else 1.0)
    written = np.concatenate([[0.0], np.cumsum(GRID_S / every[:-1])])
    steps = np.cumsum(rng.uniform(0.8, 1.07, int(written[-1] * 1.3) + 2))
    return np.asarray(np.interp(steps[steps < written[-1]], written, t))


def _noisy(lat: Floats, lon: Floats, metres: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    sigma = metres / DEGREE_M
    return lat + rng.normal(0.0, sigma, len(lat)), lon + rng.normal(0.0, sigma, len(lat)) / np.cos(np.radians(lat))


def _transmitting(t: Floats, silent: tuple[tuple[float, float], ...]) -> NDArray[np.bool_]:
    on = np.ones(len(t), bool)
    for start, end in silent:
        on &= (t < start) | (t >= end)
    return on


def hear_leg(leg: Leg, number: int, network: Network, jams: tuple[Jamming, ...], rng: np.random.Generator) -> Heard:
    """Rows the network receives of one leg."""
    since = _instants(leg, rng)
    state = leg.path.at(since)
    t = since + leg.off_at
    p, able = chance(network, t, state["lat"], state["lon"], state["alt_ft"])
    heard = (rng.random(len(t)) < p) & _transmitting(t, leg.craft.silent)
    ground = state["ground"] > 0
    if leg.craft.mlat_only:
        heard &= (able >= MLAT_RECEIVERS) & ~ground
    lat, lon = _noisy(state["lat"], state["lon"], MLAT_NOISE_M if leg.craft.mlat_only else ADSB_NOISE_M, rng)
    rows = Heard(
        t, lat, lon, state["alt_ft"], state["gs_kt"], state["track_deg"], state["vrate_fpm"], ground,
        np.full(len(t), leg.craft.mlat_only), np.concatenate([[True], ~heard[:-1]])[: len(t)],
        np.ones(len(t), bool), np.full(len(t), 9), np.full(len(t), number),
    )  # fmt: skip
    for jam in jams:
        rows, heard = _jam(rows, heard, jam, rng)
    return rows.part(heard)


def _jam(
    rows: Heard, heard: NDArray[np.bool_], jam: Jamming, rng: np.random.Generator
) -> tuple[Heard, NDArray[np.bool_]]:
    """The rows after interference: inside the area many are lost, some are elsewhere, all are known to be poor."""
    inside = (rows.t >= jam.start) & (rows.t < jam.end) & ~rows.ground & ~rows.mlat
    inside &= distance_km(rows.lat, rows.lon, jam.lat, jam.lon) < jam.radius_km
    if not inside.any():
        return rows, heard
    lost = inside & (rng.random(len(rows.t)) < JAMMED_LOST)
    false = inside & ~lost & (rng.random(len(rows.t)) < JAMMED_FALSE)
    n = int(false.sum())
    lat, lon, speed = rows.lat.copy(), rows.lon.copy(), rows.gs_kt.copy()
    lat[false], lon[false] = _noisy(np.full(n, jam.false_lat), np.full(n, jam.false_lon), 60.0, rng)
    speed[false] = 50.0
    changed = {
        **{name: getattr(rows, name) for name in Heard.__dataclass_fields__},
        "lat": lat,
        "lon": lon,
        "gs_kt": speed,
        "genuine": rows.genuine & ~false,
        "nac_p": np.where(inside, 2, rows.nac_p),
    }
    return Heard(**changed), heard & ~lost


def hear_vehicle(craft: Craft, days: int, network: Network, rng: np.random.Generator) -> Heard:
    """Rows of a ground vehicle: six hours a day it creeps about its field."""
    field = FIELDS[craft.vehicle_at]
    start = np.repeat(np.arange(days) * DAY_S + 6 * 3600.0, 120)
    t = start + np.tile(np.arange(120) * 180.0, days) + rng.uniform(0.0, 60.0, 120 * days)
    angle = t / 1700.0
    lat = field.lat + 0.006 * np.sin(angle)
    lon = field.lon + 0.011 * np.cos(1.3 * angle)
    p, _ = chance(network, t, lat, lon, np.full(len(t), float(field.elevation_ft)))
    n = len(t)
    rows = Heard(
        t, lat, lon, np.full(n, float(field.elevation_ft)), rng.uniform(0.0, 25.0, n), np.degrees(angle) % 360.0,
        np.zeros(n), np.ones(n, bool), np.zeros(n, bool), np.ones(n, bool), np.ones(n, bool), np.full(n, 8),
        np.full(n, -1),
    )  # fmt: skip
    return rows.part(rng.random(n) < p)
