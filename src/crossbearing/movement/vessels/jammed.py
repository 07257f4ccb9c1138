"""Ships that navigation jamming throws onto one point: a crowd that nobody sailed to.

One ship at a place she could not have reached may be a bad fix; three of them and more at one point, in the same
hours, each of whom leapt there, are led astray together. What each ship's leaps tell is a small table, so that ships
may be looked at a part at a time: the leaps of all parts are put together before crowds are looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, flat_km, steps_at_most_km

# A point that so many different ships leapt to in an hour. GUESS: two may share a bad receiver.
CROWD = 3
# Cells of half a kilometre: falsified places lie within metres of each other.
CELL_DEG = 0.005
HOUR_S = 3600.0
# A leap: faster than any ship, and farther than any error of a fix.
LEAP_KT, LEAP_KM = 60.0, 2.0
# Two grids, so that no point lies on the lines of both.
SHIFTS = (0.0, 0.5)

LEAPS: dict[str, Any] = {"craft": pl.String, "seconds": pl.Float64, "lat": pl.Float64, "lon": pl.Float64}
"""Where ships leapt to, one row a leap."""
CROWDS: dict[str, Any] = {"craft": pl.String, "grid": pl.Int64, "cell": pl.Int64, "hour": pl.Int64}
"""Ships led astray: the cell of a grid and the hour, one row a ship."""


def leaps_of(crafts: pl.Series, ship: Ints, seconds: Floats, lat: Floats, lon: Floats) -> pl.DataFrame:
    """The LEAPS in arrays in the order of ship and time; `crafts` names the ships that `ship` numbers."""
    limit = _reach_km(np.diff(seconds))
    steps = np.flatnonzero((ship[1:] == ship[:-1]) & (steps_at_most_km(lat, lon) > limit))
    km = flat_km(lat[steps], lon[steps], lat[steps + 1], lon[steps + 1])
    into = steps[km > limit[steps]] + 1
    into = into[~_returns(into, ship, seconds, lat, lon)]
    told = {"craft": crafts.gather(ship[into]), "seconds": seconds[into], "lat": lat[into], "lon": lon[into]}
    return pl.DataFrame(told, schema=LEAPS)


def _returns(into: Ints, ship: Ints, seconds: Floats, lat: Floats, lon: Floats) -> Bools:
    """Which leaps lead back to where the ship can have been anyway: from where she was before the first of them."""
    found = np.zeros(into.size, np.bool_)
    ends = np.append(into[1:], ship.size) - 1
    home = -1
    for number, row in enumerate(into.tolist()):
        if home < 0 or ship[home] != ship[row]:
            home = row - 1
            continue
        km = flat_km(lat[home], lon[home], lat[row], lon[row])
        if km <= _reach_km(seconds[row] - seconds[home]):
            found[number] = True
            home = int(ends[number]) if ship[ends[number]] == ship[row] else row
    return found


def _reach_km(seconds: Floats) -> Floats:
    return np.asarray(LEAP_KM + seconds / HOUR_S * LEAP_KT * KMH_PER_KT)


def crowds_of(leaps: pl.DataFrame) -> pl.DataFrame:
    """The CROWDS that the LEAPS of all ships make."""
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
