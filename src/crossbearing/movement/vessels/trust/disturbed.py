"""Where and when ships' satellite navigation was disturbed: the same table as aircraft give (JAMMING).

A ship is disturbed where her positions are falsified: they count where she was last or next believed. The hours of one
side say something of the other: a jammer on a coast misleads the ships before it and the aircraft above.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import h3.api.basic_int as h3
import numpy as np
import polars as pl

from crossbearing.model.tables import JAMMING
from crossbearing.movement.disturbance import jammed_hours
from crossbearing.movement.passes import cell_of
from crossbearing.world.geo import along

# Marks of falsified navigation; one row of them is a glitch. GUESS, as for aircraft.
FALSIFIED = ("jammed", "teleport", "displaced", "circling", "walked", "frozen")
SIGNS = 2
# A ship's place is noted once an hour and at every tenth of a degree (11 km, a tenth of a cell).
NOTED_DEG = 0.1
# Cells along the way of a silence are looked up at so many points: cells are some 120 km wide.
WAY_POINTS = 13
# A silence that lasts to the end of the data may end at once after it, or never. GUESS.
OPEN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shaken:
    """What some ships tell of disturbed waters, ships as numbers.

    `signs` are who was disturbed, in which `cell` and `hour` and for which `reasons`. `heard` is where each ship was
    believed to be in each hour, in tenths of a degree: how many ships were in a cell is asked only of those with signs.
    """

    signs: pl.DataFrame
    heard: pl.DataFrame


def shaken(marked: pl.DataFrame) -> Shaken:
    """Return who was disturbed and who was heard; `marked` are VESSEL_POSITIONS from `plausible`, all of a ship."""
    runs = marked["craft"].rle().struct.field("len").to_numpy()
    ship = pl.Series("ship", np.repeat(np.arange(runs.size, dtype=np.uint32), runs))
    numbered = marked.select("time", "lat", "lon", "mark").insert_column(0, ship)
    return Shaken(_signs(numbered), _heard(numbered))


def disturbed_waters(parts: Iterable[Shaken]) -> pl.DataFrame:
    """Return the cells and hours in which any of the ships of all parts was disturbed, as JAMMING."""
    told = list(parts)
    signs = pl.concat([one.signs.with_columns(part=number) for number, one in enumerate(told)] or [_NO_SIGNS])
    if signs.is_empty():
        return JAMMING.empty()
    hours = signs.select(pl.col("hour").unique())
    heard = pl.concat(
        one.heard.join(hours, on="hour", how="semi").with_columns(part=number) for number, one in enumerate(told)
    )
    whole = pl.concat([_celled(heard).select(_WHOSE), signs.select(_WHOSE)]).unique()
    bad = signs.group_by("cell", "hour").agg(disturbed=pl.len(), reasons=_all_reasons())
    added = bad.join(whole.group_by("cell", "hour").agg(craft=pl.len()), on=["cell", "hour"])
    names = pl.Series([h3.int_to_str(cell) for cell in added["cell"]], dtype=pl.String)
    hour = pl.from_epoch(pl.col("hour") * 3600).cast(JAMMING.schema["hour"])
    return JAMMING.conform(added.with_columns(pl.col("reasons").list.unique().list.sort(), cell=names, hour=hour))


def cells_of_way(here: tuple[float, float], there: tuple[float, float]) -> set[int]:
    """The cells of the straight way between two places and those beside them."""
    points = [along(*here, *there, share) for share in np.linspace(0.0, 1.0, WAY_POINTS)]
    cells = {cell_of(float(lat), float(lon)) for lat, lon in points}
    return {beside for cell in cells for beside in h3.grid_disk(cell, 1)}


def with_jammed(gaps: pl.DataFrame, jamming: pl.DataFrame) -> pl.DataFrame:
    """Return GAPS with `jammed` filled in by rows of JAMMING, of ships, of aircraft, or of both."""
    bad = jammed_hours(jamming)
    hours = _hours_of_cells(bad)
    told = [_was_jammed(row, hours) for row in gaps.iter_rows(named=True)] if hours else [False] * gaps.height
    return gaps.with_columns(jammed=pl.Series(told, dtype=pl.Boolean))


def _hours_of_cells(jammed: pl.DataFrame) -> dict[int, list[int]]:
    """The hours since 1970 in which each cell was jammed."""
    found: dict[int, list[int]] = {}
    for cell, seconds in jammed.select("cell", pl.col("hour").dt.epoch("s")).iter_rows():
        found.setdefault(h3.str_to_int(cell), []).append(seconds // 3600)
    return found


def _was_jammed(gap: dict[str, Any], hours: dict[int, list[int]]) -> bool:
    """Whether any cell on the way of a silence was jammed in it; a silence that lasts is looked at for a day."""
    here, ended = (gap["lat1"], gap["lon1"]), gap["ended_at"] or gap["started_at"] + OPEN
    there = here if gap["ended_at"] is None else (gap["lat2"], gap["lon2"])
    first, last = (int(one.timestamp()) // 3600 for one in (gap["started_at"], ended))
    return any(first <= hour <= last for cell in cells_of_way(here, there) for hour in hours.get(cell, ()))


def _all_reasons() -> pl.Expr:
    return pl.col("reasons").list.explode(keep_nulls=False, empty_as_null=False)


def _heard(marked: pl.DataFrame) -> pl.DataFrame:
    """Which ships were where in which hour, by their trusted positions: `ship`, `hour`, `north` and `east`."""
    believed = marked if marked["mark"].null_count() == marked.height else marked.filter(pl.col("mark").is_null())
    seen = believed.select("ship", _HOUR, *(_noted(name).alias(noted) for noted, name in _NOTED.items()))
    new = np.arange(seen.height) == 0
    for column in seen.iter_columns():
        told = column.to_numpy()
        new[1:] |= told[1:] != told[:-1]
    return seen.filter(pl.Series(new))


def _signs(marked: pl.DataFrame) -> pl.DataFrame:
    """Who was falsified often enough, at the nearest place in time at which the ship was believed."""
    if marked["mark"].null_count() == marked.height:
        return _NO_SIGNS.drop("part")
    false = marked.filter(pl.col("mark").is_in(FALSIFIED)).select("ship", "time", "mark").sort("time")
    if false.is_empty():
        return _NO_SIGNS.drop("part")
    own = marked.filter(pl.col("mark").is_null()).join(false.select("ship").unique(), on="ship", how="semi")
    own = own.select("ship", "time", "lat", "lon").sort("time")
    near = false.join_asof(own, on="time", by="ship", strategy="nearest", check_sortedness=False).drop_nulls("lat")
    placed = _celled(near.with_columns(_HOUR, *(_noted(name).alias(noted) for noted, name in _NOTED.items())))
    signs = placed.group_by("ship", "cell", "hour").agg(n=pl.len(), reasons=pl.col("mark").unique())
    return signs.filter(pl.col("n") >= SIGNS).select(_NO_SIGNS.drop("part").columns)


def _noted(name: str) -> pl.Expr:
    """A latitude or longitude in tenths of a degree."""
    return (pl.col(name) / NOTED_DEG).round().cast(pl.Int16)


def _celled(places: pl.DataFrame) -> pl.DataFrame:
    """Rows with the cell of their place."""
    spots = places.select(*_NOTED).unique()
    cells = [cell_of(north * NOTED_DEG, east * NOTED_DEG) for north, east in spots.iter_rows()]
    return places.join(spots.with_columns(cell=pl.Series(cells, dtype=pl.UInt64)), on=list(_NOTED), how="left")


_NOTED = {"north": "lat", "east": "lon"}
_HOUR = (pl.col("time").dt.epoch("ms") // 3_600_000).cast(pl.Int32).alias("hour")
_WHOSE = ("part", "ship", "cell", "hour")
_NO_SIGNS = pl.DataFrame(
    schema={"ship": pl.UInt32, "cell": pl.UInt64, "hour": pl.Int32, "reasons": pl.List(pl.String), "part": pl.Int32}
)
