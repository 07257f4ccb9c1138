"""Invented ground: plateaus through the airfields' real elevations, ridges between them, and fields in valleys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats
from crossbearing.worldgen.wide.places import KM_PER_DEG, fields

SOUTH, NORTH, WEST, EAST = -30.0, 72.0, -25.0, 95.0
STEP_DEG = 0.1
# Ridges: their usual height over flat land and the part of it that grows with the height of the plateau; how far the
# floor of a field's valley reaches, and its rim. Feet and km; GUESSES.
HILLS_FT, RUGGED, FLOOR_KM, RIM_KM = 500.0, 0.55, 9.0, 30.0
FT_M = 0.3048
# Radius of the earth, enlarged by a third for refraction (ITU-R P.310), km.
RADIO_EARTH_KM = 6371.0 * 4 / 3
AZIMUTHS, RANGE_STEP_KM, RANGE_STEPS = 72, 6.0, 75


@dataclass(frozen=True)
class Terrain:
    """Heights of the ground in feet on a grid; flat where the world has no terrain."""

    feet: Floats

    def at(self, lat: Floats, lon: Floats) -> Floats:
        """Ground height in feet at places."""
        row = np.clip(((lat - SOUTH) / STEP_DEG).astype(int), 0, self.feet.shape[0] - 1)
        col = np.clip(((lon - WEST) / STEP_DEG).astype(int), 0, self.feet.shape[1] - 1)
        return np.asarray(self.feet[row, col])


def invent_terrain(rng: np.random.Generator) -> Terrain:
    """The ground of a world, from its seed."""
    rows, cols = round((NORTH - SOUTH) / STEP_DEG), round((EAST - WEST) / STEP_DEG)
    plateau = _plateau(rows, cols)
    noise = sum(_noise(rows, cols, cells, rng) / 2**k for k, cells in enumerate((15, 40, 110, 260)))
    ridges = np.clip(np.asarray(noise), 0.0, None) * (HILLS_FT + RUGGED * np.clip(plateau, 0.0, None))
    return Terrain(plateau + ridges * _outside_valleys(rows, cols))


def flat() -> Terrain:
    """A world without ground: nothing hides behind it."""
    return Terrain(np.zeros((1, 1)))


def _grid(rows: int, cols: int) -> tuple[Floats, Floats]:
    return np.asarray(SOUTH + STEP_DEG * (np.arange(rows) + 0.5)), np.asarray(WEST + STEP_DEG * (np.arange(cols) + 0.5))


def _plateau(rows: int, cols: int) -> Floats:
    """Field elevations spread by the inverse cube of the distance, worked out at every tenth point."""
    lat, lon = _grid(rows, cols)
    coarse_lat, coarse_lon = lat[5::10], lon[5::10]
    total, weight = np.zeros((2, len(coarse_lat), len(coarse_lon)))
    for one in fields().values():
        north = (coarse_lat - one.lat)[:, None]
        east = (coarse_lon - one.lon)[None, :] * np.cos(np.radians(one.lat))
        near = 1.0 / (north**2 + east**2 + 0.05) ** 1.5
        total, weight = total + near * one.elevation_ft, weight + near
    return _stretched(total / weight, rows, cols)


def _stretched(coarse: Floats, rows: int, cols: int) -> Floats:
    """A coarse grid, interpolated to a finer one."""
    down = np.linspace(0, coarse.shape[0] - 1, rows)
    across = np.linspace(0, coarse.shape[1] - 1, cols)
    i, j = np.minimum(down.astype(int), coarse.shape[0] - 2), np.minimum(across.astype(int), coarse.shape[1] - 2)
    u, v = (down - i)[:, None], (across - j)[None, :]
    at = coarse[i][:, j] * (1 - v) + coarse[i][:, j + 1] * v
    below = coarse[i + 1][:, j] * (1 - v) + coarse[i + 1][:, j + 1] * v
    return np.asarray(at * (1 - u) + below * u)


def _noise(rows: int, cols: int, cells: int, rng: np.random.Generator) -> Floats:
    return _stretched(rng.normal(0.0, 1.0, (cells, cells)), rows, cols)


def _outside_valleys(rows: int, cols: int) -> Floats:
    """0 on the floor of a field's valley, 1 beyond its rim."""
    lat, lon = _grid(rows, cols)
    share = np.ones((rows, cols))
    reach = int(RIM_KM / KM_PER_DEG / STEP_DEG) + 6
    for one in fields().values():
        i, j = int((one.lat - SOUTH) / STEP_DEG), int((one.lon - WEST) / STEP_DEG)
        part = np.s_[max(0, i - reach) : i + reach, max(0, j - 2 * reach) : j + 2 * reach]
        north = (lat[part[0]] - one.lat)[:, None] * KM_PER_DEG
        east = (lon[part[1]] - one.lon)[None, :] * KM_PER_DEG * np.cos(np.radians(one.lat))
        rise = np.clip((np.hypot(north, east) - FLOOR_KM) / (RIM_KM - FLOOR_KM), 0.0, 1.0)
        share[part] = np.minimum(share[part], rise)
    return share


def lowest_seen_ft(terrain: Terrain, lat: float, lon: float, antenna_m: float) -> NDArray[np.float32]:
    """The lowest height in feet that an antenna sees, by azimuth and range `[AZIMUTHS, RANGE_STEPS]`."""
    turn = np.radians(np.arange(AZIMUTHS) * 360.0 / AZIMUTHS)[:, None]
    km = (np.arange(RANGE_STEPS) + 0.5)[None, :] * RANGE_STEP_KM
    there: Floats = np.asarray(lat + km * np.cos(turn) / KM_PER_DEG, dtype=np.float64)
    across: Floats = np.asarray(lon + km * np.sin(turn) / KM_PER_DEG / np.cos(np.radians(there)), dtype=np.float64)
    ground = terrain.at(there, across) * FT_M
    eye = float(terrain.at(np.array([lat]), np.array([lon]))[0]) * FT_M + antenna_m
    drop = km**2 / (2 * RADIO_EARTH_KM) * 1000.0
    slope = np.maximum.accumulate((ground - eye - drop) / km, axis=1)
    behind = np.concatenate([np.full((AZIMUTHS, 1), -1e9), slope[:, :-1]], axis=1)
    return np.asarray((eye + behind * km + drop) / FT_M, dtype=np.float32)
