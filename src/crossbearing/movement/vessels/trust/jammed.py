"""Ships that navigation jamming throws about, or onto one point: crowds that nobody sailed to.

One ship at a place she could not have reached may be a bad fix. Three of them and more that leapt to one point in the
same hours are led astray together; and three and more that leapt away from the same waters in the same hour, where
those are more than one in ten of all there, were jammed together. What each ship's leaps tell is a small table, so that
ships may be looked at a part at a time: the leaps of all parts are put together before crowds are looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.disturbance import JAMMED_SHARE
from crossbearing.movement.vessels.trust.leaping import HOUR_S, Leaping

# A point that so many different ships leapt to in an hour, or waters that so many leapt away from. GUESS: two may share
# a bad receiver.
CROWD = 3
# Cells of half a kilometre: falsified places lie within metres of each other.
CELL_DEG = 0.005
# Two grids, so that no point lies on the lines of both.
SHIFTS = (0.0, 0.5)

CROWDS: dict[str, Any] = {"craft": pl.String, "grid": pl.Int64, "cell": pl.Int64, "hour": pl.Int64}
"""Ships led astray: the cell of a grid and the hour, one row a ship."""
SHAKEN: dict[str, Any] = {"craft": pl.String, "hour": pl.Int64}
"""Ships that leapt away from jammed waters, and the hour, one row a ship and hour."""


def crowds_of(leaps: pl.DataFrame) -> pl.DataFrame:
    """The CROWDS that the LEAPS of all ships make."""
    if leaps.height < CROWD:
        return pl.DataFrame(schema=CROWDS)
    crafts, ship = np.unique(leaps["craft"].to_numpy(), return_inverse=True)
    seconds, lat, lon = (leaps[name].to_numpy() for name in ("seconds", "lat", "lon"))
    hour = np.floor(seconds / HOUR_S).astype(np.int64)
    rows = [
        (str(crafts[one]), grid, cell, when)
        for grid, shift in enumerate(SHIFTS)
        for cell, when, led in _led(_cells(lat, lon, shift), hour, ship)
        for one in led.tolist()
    ]
    return pl.DataFrame(rows, schema=CROWDS, orient="row").unique().sort("craft", "grid", "cell", "hour")


def shaken_of(leaps: pl.DataFrame, present: pl.DataFrame) -> pl.DataFrame:
    """The SHAKEN ships, by the LEAPS of all ships and how many were PRESENT."""
    if leaps.height < CROWD:
        return pl.DataFrame(schema=SHAKEN)
    heard = present.group_by("waters", "hour").agg(pl.col("ships").sum())
    hour = (pl.col("seconds") / HOUR_S).floor().cast(pl.Int64).alias("hour")
    away = leaps.select("craft", "waters", hour).unique()
    many = away.group_by("waters", "hour").agg(leapt=pl.len()).join(heard, on=["waters", "hour"], how="left")
    # Numbers that several boats share leap about all day, and are fewer than this share.
    enough = pl.col("leapt") - 1.0 > JAMMED_SHARE * pl.col("ships").fill_null(0)
    jammed = many.filter((pl.col("leapt") >= CROWD) & enough)
    return away.join(jammed, on=["waters", "hour"], how="semi").select(tuple(SHAKEN)).unique().sort(tuple(SHAKEN))


def shaken_rows(crafts: pl.Series, ship: Ints, seconds: Floats, leaps: Leaping, shaken: pl.DataFrame) -> Bools:
    """Whether a report puts its ship elsewhere in an hour in which she was jammed with others."""
    found = np.zeros(ship.size, np.bool_)
    if shaken.is_empty():
        return found
    own = shaken.filter(pl.col("craft").is_in(crafts.implode()))
    if own.is_empty():
        return found
    rows = np.flatnonzero(leaps.away(ship))
    hour = np.floor(seconds[rows] / HOUR_S).astype(np.int64)
    told = pl.DataFrame({"craft": crafts.gather(ship[rows]), "hour": hour}).with_row_index("at")
    found[rows[told.join(own, on=["craft", "hour"], how="semi")["at"].to_numpy()]] = True
    return found


def _led(cell: Ints, hour: Ints, ship: Ints) -> Iterator[tuple[int, int, Ints]]:
    """Each cell and hour with the ships that leapt there about then, where they are a crowd."""
    order = np.argsort(cell, kind="stable")
    points, first, counts = np.unique(cell[order], return_index=True, return_counts=True)
    for point, begin, count in zip(points.tolist(), first.tolist(), counts.tolist(), strict=True):
        if count < CROWD:
            continue
        there = order[begin : begin + count]
        for when in np.unique(hour[there]).tolist():
            led = np.unique(ship[there[np.abs(hour[there] - when) <= 1]])
            if led.size >= CROWD:
                yield point, when, led


def jammed(crafts: pl.Series, ship: Ints, seconds: Floats, lat: Floats, lon: Floats, crowds: pl.DataFrame) -> Bools:
    """Whether a report puts its ship where a crowd is led astray; the arrays are as for `leaps_of`."""
    found = np.zeros(ship.size, np.bool_)
    if crowds.is_empty():
        return found
    numbers = {craft: number for number, craft in enumerate(crafts.to_list())}
    own = crowds.filter(pl.col("craft").is_in(list(numbers)))
    if own.is_empty():
        return found
    whose = np.array([numbers[craft] for craft in own["craft"].to_list()], np.int64)
    grid, point, when = (own[name].to_numpy() for name in ("grid", "cell", "hour"))
    rows = np.flatnonzero(np.isin(ship, whose))
    hour = np.floor(seconds[rows] / HOUR_S).astype(np.int64)
    for number, shift in enumerate(SHIFTS):
        keys = _keys(whose, point, when, grid == number)
        told = pl.DataFrame({"ship": ship[rows], "cell": _cells(lat[rows], lon[rows], shift), "hour": hour})
        inside = told.with_row_index("at").join(keys, on=["ship", "cell", "hour"], how="semi")["at"]
        found[rows[inside.to_numpy()]] = True
    return found


def _keys(whose: Ints, point: Ints, when: Ints, chosen: Bools) -> pl.DataFrame:
    """Ship, cell and hour of those that are chosen, and the hours before and after."""
    ship, cell, hour = whose[chosen], point[chosen], when[chosen]
    told = {"ship": np.tile(ship, 3), "cell": np.tile(cell, 3), "hour": np.concatenate([hour - 1, hour, hour + 1])}
    return pl.DataFrame(told).unique()


def _cells(lat: Floats, lon: Floats, shift: float) -> Ints:
    y = np.floor(lat / CELL_DEG + shift).astype(np.int64)
    x = np.floor((lon % 360.0) / CELL_DEG + shift).astype(np.int64)
    return np.asarray(y * 1_000_003 + x)
