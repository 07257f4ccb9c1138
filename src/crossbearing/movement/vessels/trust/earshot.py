"""Places that no station that heard them could hear: what each station hears of all ships tells its reach.

A shore station hears over the horizon of its antenna and, in a duct over warm water, some hundred kilometres more. The
same name on a satellite or on a whole network is known by how far apart the ships are that it hears, and is not judged.
A ship far beyond a station that hears many others near itself is not where she says, whatever she sends.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import flat_km

# Cells of a tenth of a degree (11 km): a quarter of what the lowest antenna hears.
CELL_DEG = 0.1
# A station is learnt from so many ships, each counted once in each cell, with so many in its busiest cell: one ship
# that sends false places from her berth moves no quantile of those. GUESSES.
LEAST_HEARD, LEAST_SHIPS = 30, 3
# The horizon of an antenna 300 m above the sea is 71 km, with that of a ship's 30 m antenna 94 km. Measured on 16
# Danish shore stations (half a minute of June 2010, 30 to 150 ships each): 95 of 100 ships within 58 to 130 km, the
# farthest at 179 km. What hears nineteen in twenty of its ships farther away than this is no shore station.
NEARLY_ALL, SHORE_KM = 0.95, 250.0
# Ducts have carried VHF over some 500 km; beyond this, added to twice the usual reach, none. GUESS.
USUAL_TIMES, DUCT_KM = 2.0, 400.0
# A duct, or a station that was moved, brings many ships from afar, a false place one or two. So many ships at most, and
# so small a share of all that a station heard, are false in places that far away.
FEW_SHIPS, FEW_SHARE = 2, 0.02

Cells = NDArray[np.int32]

HEARD: dict[str, Any] = {"station": pl.String, "row": pl.Int32, "column": pl.Int32, "ships": pl.UInt32}
"""How many ships each station heard in each cell."""
DEAF: dict[str, Any] = {"station": pl.String, "row": pl.Int32, "column": pl.Int32}
"""The cells that a station cannot hear although ships said there that it did."""


def heard_of(station: pl.Series, ship: Ints, lat: Floats, lon: Floats) -> pl.DataFrame:
    """The HEARD of some ships, in arrays in the order of ship and time."""
    if station.null_count() == station.len():
        return pl.DataFrame(schema=HEARD)
    row, column = cells_of(lat, lon)
    same = (ship[1:] == ship[:-1]) & (row[1:] == row[:-1]) & (column[1:] == column[:-1])
    new = pl.Series(np.concatenate([[True], ~same])) | (station != station.shift(1)).fill_null(value=True)
    told = pl.DataFrame({"station": station, "row": row, "column": column, "ship": ship}).filter(new)
    each = told.drop_nulls().unique().group_by("station", "row", "column").agg(ships=pl.len())
    return each.cast(pl.Schema(HEARD)).sort("station", "row", "column")


def deaf_of(heard: pl.DataFrame) -> pl.DataFrame:
    """The DEAF cells, by the HEARD of all ships."""
    if heard.is_empty():
        return pl.DataFrame(schema=DEAF)
    return pl.concat([pl.DataFrame(schema=DEAF), *(_beyond(one) for one in _by_station(heard) if _is_known(one))])


def unhearable(station: pl.Series, lat: Floats, lon: Floats, deaf: pl.DataFrame) -> Bools:
    """Whether the station that heard a report cannot have heard a ship there."""
    found = np.zeros(lat.size, np.bool_)
    if deaf.is_empty() or station.null_count() == station.len():
        return found
    row, column = cells_of(lat, lon)
    rows = np.flatnonzero(np.isin(_number(row, column), _number(deaf["row"].to_numpy(), deaf["column"].to_numpy())))
    told = pl.DataFrame({"station": station.gather(rows), "row": row[rows], "column": column[rows]})
    told = told.with_row_index("at").join(deaf, on=["station", "row", "column"], how="semi")
    found[rows[told["at"].to_numpy()]] = True
    return found


def cells_of(lat: Floats, lon: Floats) -> tuple[Cells, Cells]:
    """Row and column of the cell of each place."""
    return np.floor(lat / CELL_DEG).astype(np.int32), np.floor(lon / CELL_DEG).astype(np.int32)


def _number(row: Cells, column: Cells) -> Cells:
    return np.asarray(row * np.int32(10_000) + column)


def _by_station(heard: pl.DataFrame) -> list[pl.DataFrame]:
    keys = ("station", "row", "column")
    return heard.group_by(keys).agg(pl.col("ships").sum()).sort(keys).partition_by("station", maintain_order=True)


def _is_known(heard: pl.DataFrame) -> bool:
    """Whether one station was heard to hear enough."""
    ships = heard["ships"]
    return bool(ships.sum() >= LEAST_HEARD and ships.to_numpy().max() >= LEAST_SHIPS)


def _beyond(heard: pl.DataFrame) -> pl.DataFrame:
    """Of the cells of one station, those that it cannot hear."""
    away, ships = _km_away(heard), heard["ships"].to_numpy()
    usual = _quantile(away, ships, NEARLY_ALL)
    far = away > USUAL_TIMES * usual + DUCT_KM
    few = ships[far].sum() <= FEW_SHARE * ships.sum() and ships[far].max(initial=0) <= FEW_SHIPS
    return heard.select(tuple(DEAF)).filter(pl.Series(far & bool(few and usual <= SHORE_KM)))


def _km_away(heard: pl.DataFrame) -> Floats:
    """How far each cell of a station lies from the middle of what it hears."""
    ships = heard["ships"].to_numpy()
    lat, lon = ((heard[name].to_numpy() + 0.5) * CELL_DEG for name in ("row", "column"))
    fullest = lon[np.argmax(ships)]
    east = (lon - fullest + 540.0) % 360.0 - 180.0
    middle = (_quantile(lat, ships, 0.5), _quantile(east, ships, 0.5) + fullest)
    return flat_km(np.asarray(middle[0]), np.asarray(middle[1]), lat, lon)


def _quantile(values: Floats, weights: Ints, share: float) -> float:
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, share * total[-1])])
