"""Where ships leap away from where they were, and where they leap back: steps faster than any ship makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, blocks, flat_km, steps_at_most_km

HOUR_S = 3600.0
# A leap: faster than any ship, and farther than any error of a fix.
LEAP_KT, LEAP_KM = 60.0, 2.0
# She is back where she can be at the pace of nearly all ships: at a faster one, places scattered about would count.
BACK_KT = 25.0
# Cells and hours in which ships are counted: a degree is as far as a jammer on the coast reaches. GUESS.
WATERS_DEG = 1.0

LEAPS: dict[str, Any] = {
    "craft": pl.String,
    "seconds": pl.Float64,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "waters": pl.Int64,
}
"""Where ships leapt to, one row a leap, and the waters they were in before; ways back are none."""
PRESENT: dict[str, Any] = {"waters": pl.Int64, "hour": pl.Int64, "ships": pl.UInt32}
"""How many ships were heard in each waters and hour."""


@dataclass(frozen=True, slots=True)
class Leaping:
    """Rows that are leapt to, by ship and time: whether back home, and the last row before at which she was there."""

    into: Ints
    back: Bools
    home: Ints

    def away(self, ship: Ints) -> Bools:
        """Which rows of all lie between a leap away and the next leap."""
        found = np.zeros(ship.size + 1, np.int64)
        ends = np.append(self.into[1:], ship.size)[~self.back]
        out = self.into[~self.back]
        ends = np.minimum(ends, np.searchsorted(ship, ship[out], side="right"))
        np.add.at(found, out, 1)
        np.add.at(found, ends, -1)
        return np.asarray(np.cumsum(found[:-1]) > 0)


def leaping(ship: Ints, seconds: Floats, lat: Floats, lon: Floats) -> Leaping:
    """The leaps in arrays in the order of ship and time."""
    limit = _reach_km(np.diff(seconds), LEAP_KT)
    steps = np.flatnonzero((ship[1:] == ship[:-1]) & (steps_at_most_km(lat, lon) > limit))
    km = flat_km(lat[steps], lon[steps], lat[steps + 1], lon[steps + 1])
    into = steps[km > limit[steps]] + 1
    return Leaping(into, *_homes(into, ship, seconds, lat, lon))


def _homes(into: Ints, ship: Ints, seconds: Floats, lat: Floats, lon: Floats) -> tuple[Bools, Ints]:
    """Which leaps lead back to where the ship can have been anyway, from where she was before the first of them."""
    back, homes = np.zeros(into.size, np.bool_), np.zeros(into.size, np.int64)
    ends = (np.append(into[1:], ship.size) - 1).tolist()
    home = -1
    for number, row in enumerate(into.tolist()):
        if home < 0 or ship[home] != ship[row]:
            home = row - 1
        homes[number] = home
        if flat_km(lat[home], lon[home], lat[row], lon[row]) <= _reach_km(seconds[row] - seconds[home], BACK_KT):
            back[number] = True
            home = ends[number] if ship[ends[number]] == ship[row] else row
    return back, homes


def _reach_km(seconds: Floats, knots: float) -> Floats:
    return np.asarray(LEAP_KM + seconds / HOUR_S * knots * KMH_PER_KT)


def leaps_of(crafts: pl.Series, ship: Ints, rows: tuple[Floats, Floats, Floats], found: Leaping) -> pl.DataFrame:
    """The LEAPS away; `crafts` names the ships that `ship` numbers, `rows` are seconds, latitudes and longitudes."""
    seconds, lat, lon = rows
    into, home = found.into[~found.back], found.home[~found.back]
    told = {"craft": crafts.gather(ship[into]), "seconds": seconds[into], "lat": lat[into], "lon": lon[into]}
    return pl.DataFrame({**told, "waters": waters_of(lat[home], lon[home])}, schema=LEAPS)


def present_of(ship: Ints, seconds: Floats, lat: Floats, lon: Floats) -> pl.DataFrame:
    """The PRESENT of arrays in the order of ship and time."""
    new = _elsewhere(ship, seconds, lat, lon)
    waters, hour = waters_of(lat[new], lon[new]), np.floor(seconds[new] / HOUR_S).astype(np.int64)
    order = np.lexsort((ship[new], hour, waters))
    told = [values[order] for values in (waters, hour, ship[new])]
    changes = [np.diff(values, prepend=values[:1] - 1) != 0 for values in told]
    each = np.flatnonzero(changes[0] | changes[1])
    ships = np.add.reduceat(changes[0] | changes[1] | changes[2], each, dtype=np.int64) if each.size else each
    return pl.DataFrame({"waters": told[0][each], "hour": told[1][each], "ships": ships}, schema=PRESENT)


def _elsewhere(ship: Ints, seconds: Floats, lat: Floats, lon: Floats) -> Bools:
    """The first rows of each ship in an hour and waters."""
    new = np.ones(ship.size, np.bool_)
    for rows in blocks(ship.size - 1):
        until = slice(rows.start, rows.stop + 1)
        keys = (
            ship[until],
            *(np.floor(values[until] / by) for values, by in zip((seconds, lat, lon), _UNITS, strict=True)),
        )
        new[until][1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return new


_UNITS = (HOUR_S, WATERS_DEG, WATERS_DEG)


def waters_of(lat: Floats, lon: Floats) -> Ints:
    """The waters of each place, as one number."""
    row, column = np.floor(lat / WATERS_DEG).astype(np.int64), np.floor((lon % 360.0) / WATERS_DEG).astype(np.int64)
    return np.asarray(row * 1000 + column)
