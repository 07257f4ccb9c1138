"""Where and when ships' satellite navigation was disturbed: the same table as aircraft give (JAMMING).

A ship is disturbed where her positions are falsified: they count where she was last or next believed. The hours of one
side say something of the other: a jammer on a coast misleads the ships before it and the aircraft above.
"""

from __future__ import annotations

from collections.abc import Iterable
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

SHAKEN: dict[str, Any] = {
    "cell": pl.UInt64,
    "hour": JAMMING.schema["hour"],
    "craft": pl.UInt32,
    "disturbed": pl.UInt32,
    "reasons": pl.List(pl.String),
}
"""As JAMMING, of some ships, with undisturbed cells and hours too."""


def shaken(marked: pl.DataFrame) -> pl.DataFrame:
    """Return how many ships were heard, and how many of them disturbed, in each cell and hour (SHAKEN).

    `marked` are VESSEL_POSITIONS from `plausible`, all of a ship at once, by ship.
    """
    numbered = marked.select(pl.col("craft").rle_id(), "time", "lat", "lon", "mark")
    signs = _signs(numbered).group_by("craft", "cell", "hour").agg(n=pl.len(), reasons=pl.col("mark").unique())
    signs = signs.filter(pl.col("n") >= SIGNS)
    heard = pl.concat([_present(numbered), signs.select("craft", "cell", "hour")]).unique()
    bad = signs.group_by("cell", "hour").agg(disturbed=pl.len(), reasons=_all_reasons())
    told = heard.group_by("cell", "hour").agg(craft=pl.len()).join(bad, on=["cell", "hour"], how="left")
    filled = told.with_columns(pl.col("disturbed").fill_null(0), pl.col("reasons").fill_null([]))
    return filled.select(pl.col(name).cast(dtype) for name, dtype in SHAKEN.items())


def disturbed_waters(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return the cells and hours in which any of the ships of all parts (SHAKEN) was disturbed, as JAMMING."""
    rows = pl.concat([pl.DataFrame(schema=SHAKEN), *parts]).group_by("cell", "hour")
    added = rows.agg(pl.col("craft", "disturbed").sum(), _all_reasons()).filter(pl.col("disturbed") > 0)
    names = pl.Series([h3.int_to_str(cell) for cell in added["cell"]], dtype=pl.String)
    return JAMMING.conform(added.with_columns(pl.col("reasons").list.unique().list.sort(), cell=names))


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


def _present(marked: pl.DataFrame) -> pl.DataFrame:
    """Which ships were in which cell and hour, by their trusted positions: `craft`, `cell`, `hour`."""
    rough = ((pl.col(name) / NOTED_DEG).round() * NOTED_DEG for name in ("lat", "lon"))
    seen = marked.filter(pl.col("mark").is_null()).select("craft", "time", *rough)
    hour = pl.col("time").dt.truncate("1h").alias("hour")
    noted = seen.with_columns(hour).filter(
        pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in ("craft", "hour", "lat", "lon"))
    )
    return _celled(noted).select("craft", "cell", "hour").unique()


def _signs(marked: pl.DataFrame) -> pl.DataFrame:
    """Rows with falsified places, at the nearest place in time at which their ship was believed."""
    false = marked.filter(pl.col("mark").is_in(FALSIFIED)).select("craft", "time", "mark").sort("time")
    own = marked.filter(pl.col("mark").is_null()).join(false.select("craft").unique(), on="craft", how="semi")
    own = own.select("craft", "time", "lat", "lon").sort("time")
    near = false.join_asof(own, on="time", by="craft", strategy="nearest", check_sortedness=False)
    return _celled(near.drop_nulls("lat").with_columns(hour=pl.col("time").dt.truncate("1h")))


def _celled(points: pl.DataFrame) -> pl.DataFrame:
    rough = points.with_columns((pl.col(name) / NOTED_DEG).round() * NOTED_DEG for name in ("lat", "lon"))
    spots = rough.select("lat", "lon").unique()
    cells = pl.Series([cell_of(lat, lon) for lat, lon in spots.iter_rows()], dtype=pl.UInt64)
    return rough.join(spots.with_columns(cell=cells), on=["lat", "lon"], how="left")
