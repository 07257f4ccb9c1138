"""Positions of ships as plain arrays, in the order of hull and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.world.geo import EARTH_RADIUS_KM

Degrees: TypeAlias = Floats | float
KM_PER_DEGREE = np.pi * EARTH_RADIUS_KM / 180.0
KMH_PER_KT = 1.852

# What no ship is: shore stations (00…), search aircraft (111…), marks and buoys (99…), rescue beacons and the like
# (970, 972, 974). ITU-R M.585. 98… are boats that belong to a ship, and are kept.
NO_SHIP = r"^mmsi:(00|111|97[024]|99)"


@dataclass(frozen=True, slots=True)
class Fixes:
    """Trusted positions; `hull` numbers the ships from 0, `names` are their MMSI and their label where one is shared.

    `seconds` count from 1970; unknown speeds (kt), courses (degrees) and states are NaN, `row` is the row of the frame
    they were made of.
    """

    names: tuple[tuple[str, str | None], ...]
    hull: Ints
    seconds: Floats
    lat: Floats
    lon: Floats
    sog_kt: Floats
    cog_deg: Floats
    status: Floats
    row: Ints

    def __len__(self) -> int:
        return self.seconds.size

    def take(self, rows: Ints | Bools) -> Fixes:
        """Some of the positions; hulls keep their numbers."""
        return Fixes(
            self.names,
            self.hull[rows],
            self.seconds[rows],
            self.lat[rows],
            self.lon[rows],
            self.sog_kt[rows],
            self.cog_deg[rows],
            self.status[rows],
            self.row[rows],
        )

    def bounds(self) -> Ints:
        """The first row of each hull, and the number of rows behind the last."""
        return np.searchsorted(self.hull, np.arange(len(self.names) + 1))


def fixes_of(positions: pl.DataFrame) -> Fixes:
    """The trusted positions of ships in a frame (VESSEL_POSITIONS with `hull`, from `plausible`)."""
    numbered = positions.with_row_index("_row").filter(
        pl.col("mark").is_null() & ~pl.col("craft").str.contains(NO_SHIP)
    )
    ordered = numbered.sort("craft", "hull", "time", nulls_last=False, maintain_order=True)
    key = ordered.select(pl.struct("craft", "hull").rle_id()).to_series().to_numpy().astype(np.int64)
    names = ordered.select("craft", "hull").unique(maintain_order=True).rows()
    return Fixes(
        tuple((craft, hull) for craft, hull in names),
        key,
        ordered["time"].dt.epoch("ms").to_numpy() / 1000.0,
        _numbers(ordered, "lat"),
        _numbers(ordered, "lon"),
        _numbers(ordered, "sog_kt"),
        _numbers(ordered, "cog_deg"),
        _numbers(ordered, "status"),
        ordered["_row"].to_numpy().astype(np.int64),
    )


def _numbers(frame: pl.DataFrame, name: str) -> Floats:
    return np.asarray(frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy())


def flat_km(lat1: Degrees, lon1: Degrees, lat2: Degrees, lon2: Degrees) -> Floats:
    """Distances in km on a plane, for points within some hundred kilometres; across the date line too."""
    east = (lon2 - lon1 + 540.0) % 360.0 - 180.0
    x = east * np.cos(np.radians((lat1 + lat2) / 2.0))
    return np.asarray(np.hypot(x, lat2 - lat1) * KM_PER_DEGREE)
