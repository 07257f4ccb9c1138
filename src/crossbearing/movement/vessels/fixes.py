"""Positions of ships as plain arrays, in the order of hull and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.world.geo import EARTH_RADIUS_KM

Degrees: TypeAlias = Floats | float
KM_PER_DEGREE = np.pi * EARTH_RADIUS_KM / 180.0
# No rounding makes the sum of two sides less than the third.
AT_MOST_KM_PER_DEGREE = KM_PER_DEGREE * (1.0 + 1e-9)
KMH_PER_KT = 1.852

# Arrays of so many numbers take 256 KB each: longer ones cost up to three times as much a number.
BLOCK = 1 << 15

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
    ordered, row = _trusted(positions)
    runs = _runs(ordered)
    return Fixes(
        tuple(runs.select("craft", "hull").rows()),
        np.repeat(np.arange(runs.height), runs["len"].to_numpy()),
        ordered["time"].dt.epoch("ms").to_numpy() / 1000.0,
        _numbers(ordered, "lat"),
        _numbers(ordered, "lon"),
        _numbers(ordered, "sog_kt"),
        _numbers(ordered, "cog_deg"),
        _numbers(ordered, "status"),
        row,
    )


def _trusted(positions: pl.DataFrame) -> tuple[pl.DataFrame, Ints]:
    """The trusted positions of ships, by ship, hull and time, and the rows that they were."""
    runs = positions["craft"].rle().struct.unnest()
    ship = ~runs["value"].str.contains(NO_SHIP)
    ordered, marks = (
        positions.select("craft", "hull", "time", "lat", "lon", "sog_kt", "cog_deg", "status"),
        positions["mark"],
    )
    row = np.arange(ordered.height)
    if not ship.all() or marks.null_count() < marks.len():
        kept = np.repeat(ship.to_numpy(), runs["len"].to_numpy()) & marks.is_null().to_numpy()
        ordered, row = ordered.filter(pl.Series(kept)), row[kept]
    if ordered["hull"].null_count() < ordered.height:
        numbered = ordered.with_columns(_row=pl.Series(row))
        ordered = numbered.sort("craft", "hull", "time", nulls_last=False, maintain_order=True)
        row = ordered["_row"].to_numpy()
    return ordered, row


def _runs(ordered: pl.DataFrame) -> pl.DataFrame:
    """Ship after ship with `craft`, `hull` and how many rows she has, `len`."""
    if ordered["hull"].null_count() == ordered.height:
        runs = ordered["craft"].rle().struct.unnest()
        return runs.select(pl.col("value").alias("craft"), pl.lit(None, pl.String).alias("hull"), "len")
    runs = ordered.select(run=pl.struct("craft", "hull").rle())["run"].struct.unnest()
    return runs.unnest("value")


@dataclass(frozen=True, slots=True)
class References:
    """`exhibit#member#row` of the rows of a frame, made for those that are asked for."""

    exhibit: pl.Series
    member: pl.Series
    row: pl.Series

    def __getitem__(self, number: int) -> str:
        return f"{self.exhibit[number]}#{self.member[number]}#{self.row[number]}"

    def all(self, rows: Ints) -> pl.Series:
        """Those of some rows, in their order."""
        told = pl.DataFrame([one.gather(rows) for one in (self.exhibit, self.member, self.row)])
        return told.select(pl.format("{}#{}#{}", "exhibit", "member", "row")).to_series()


def references_of(positions: pl.DataFrame) -> References:
    """The references of the rows of VESSEL_POSITIONS."""
    return References(positions["exhibit"], positions["member"], positions["row"])


def _numbers(frame: pl.DataFrame, name: str) -> Floats:
    return np.asarray(frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy())


def flat_km(lat1: Degrees, lon1: Degrees, lat2: Degrees, lon2: Degrees) -> Floats:
    """Distances in km on a plane, for points within some hundred kilometres; across the date line too."""
    given = (lat1, lon1, lat2, lon2)
    size = max(np.size(one) for one in given)
    if size <= BLOCK or any(np.ndim(one) > 1 for one in given):
        return _flat_km(*given)
    km = np.empty(size)
    for rows in blocks(size):
        km[rows] = _flat_km(*(one[rows] if isinstance(one, np.ndarray) and one.size > 1 else one for one in given))
    return km


def blocks(size: int) -> Iterator[slice]:
    """Rows so many at a time that what is reckoned on the way stays in the processor's caches."""
    return (slice(at, at + BLOCK) for at in range(0, size, BLOCK))


def _flat_km(lat1: Degrees, lon1: Degrees, lat2: Degrees, lon2: Degrees) -> Floats:
    east = np.subtract(lon2, lon1)
    # Nearest whole turns are taken off; `%` and `hypot` would take twice as long for the same metres.
    east = east - np.rint(east / 360.0) * 360.0
    x = east * np.cos(np.add(lat1, lat2) * (np.pi / 360.0))
    y = np.subtract(lat2, lat1)
    return np.asarray(np.sqrt(x * x + y * y) * KM_PER_DEGREE)


def steps_at_most_km(lat: Floats, lon: Floats) -> Floats:
    """For each step a length in km that `flat_km` does not exceed, for a third of the time: north, then due east."""
    km = np.empty(max(lat.size - 1, 0))
    for rows in blocks(km.size):
        until = slice(rows.start, rows.stop + 1)
        east = np.abs(np.diff(lon[until]))
        short = np.minimum(east, np.abs(east - 360.0))
        km[rows] = (np.abs(np.diff(lat[until])) + short) * AT_MOST_KM_PER_DEGREE
    return km
