"""False points that draw many craft, learnt from all craft: a small table that can be learnt by parts and joined.

Two kinds. At a `stood` point one craft stood while it flew: what any craft sends from there meanwhile is doubtful.
A `jumped` row says that a craft jumped into a cell within an hour: where several did, one transmitter was at work.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl

from crossbearing.model.tables import UTC
from crossbearing.movement.arrays import Floats, Ints, Tracks
from crossbearing.world import geo

# What any craft sends from a false point within an hour of its work is doubtful: it weighs this much of another row.
DOUBT_KM, DOUBT_S, DOUBT = 0.7, 3600.0, 0.05
# So many craft jumping to one cell (0.05 deg) within an hour are one transmitter's doing. GUESS; attractors of real
# jamming gather tens of craft.
ATTRACTED_CRAFT = 3
ATTRACTOR_DEG, ATTRACTOR_S = 0.05, 3600.0

_COLUMNS: dict[str, Any] = {
    "kind": pl.String,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "started_at": UTC,
    "ended_at": UTC,
    "cell": pl.Int64,
    "craft": pl.String,
}
ATTRACTORS = pl.Schema(_COLUMNS)


def merge_attractors(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Join what was learnt from several sets of craft; the order of the parts does not matter."""
    return pl.concat([pl.DataFrame(schema=ATTRACTORS), *parts]).unique().sort(ATTRACTORS.names())


def touched(positions: pl.DataFrame, own: pl.DataFrame, merged: pl.DataFrame) -> bool:
    """Whether positions that were marked by what they teach themselves may be marked otherwise by what all teach.

    `own` is what `positions` teach, `merged` what all parts do (ATTRACTORS). True means that it is possible.
    """
    mine = own.filter(pl.col("kind") == "jumped").select("cell").unique()
    if not crowded(own).equals(crowded(merged).join(mine, on="cell", how="semi")):
        return True
    others = merged.filter(pl.col("kind") == "stood").join(
        own.filter(pl.col("kind") == "stood"), on=own.columns, how="anti", nulls_equal=True
    )
    box = DOUBT_KM / (np.pi / 180 * geo.EARTH_RADIUS_KM)
    later = pl.duration(milliseconds=int(DOUBT_S * 1000))
    for lat, lon, start, end in others.select("lat", "lon", "started_at", "ended_at").iter_rows():
        then = pl.col("time").is_between(pl.lit(start) - later, pl.lit(end) + later)
        there = positions.filter(then, (pl.col("lat") - lat).abs() <= box)
        if np.any(
            np.atleast_1d(geo.distance_km(lat, lon, there["lat"].to_numpy(), there["lon"].to_numpy())) <= DOUBT_KM
        ):
            return True
    return False


def stood_at(points: list[tuple[float, float, float, float, str]]) -> pl.DataFrame:
    """Rows for points where a craft stood: latitude, longitude, first and last second, craft."""
    rows = [
        {
            "kind": "stood",
            "lat": lat,
            "lon": lon,
            "started_at": round(a * 1000),
            "ended_at": round(b * 1000),
            "craft": who,
        }
        for lat, lon, a, b, who in points
    ]
    return _shaped(pl.DataFrame(rows)) if rows else pl.DataFrame(schema=ATTRACTORS)


def jumped_to(tracks: Tracks, rows: Ints, names: pl.Series) -> pl.DataFrame:
    """Rows for the cells and hours into which craft jumped; `names` are those of the craft by their number."""
    if not len(rows):
        return pl.DataFrame(schema=ATTRACTORS)
    craft = names.gather(tracks.craft[rows])
    return _shaped(pl.DataFrame({"kind": "jumped", "cell": cells(tracks, rows), "craft": craft}).unique())


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None).alias(name) for name in ATTRACTORS.names() if name not in frame.columns]
    return frame.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in ATTRACTORS.items())


def weights(tracks: Tracks, attractors: pl.DataFrame) -> Floats:
    """How much each row counts as a witness: less where a false point was at work at that time."""
    weight = np.ones(len(tracks))
    stood = attractors.filter(pl.col("kind") == "stood")
    spans = (pl.col(name).dt.epoch("ms") / 1000.0 for name in ("started_at", "ended_at"))
    for lat, lon, start, end in stood.select("lat", "lon", *spans).iter_rows():
        rows = np.flatnonzero((tracks.seconds >= start - DOUBT_S) & (tracks.seconds <= end + DOUBT_S))
        away = geo.distance_km(lat, lon, tracks.lat[rows], tracks.lon[rows])
        weight[rows[np.atleast_1d(away) <= DOUBT_KM]] = DOUBT
    return weight


def crowded(attractors: pl.DataFrame) -> pl.DataFrame:
    """Cells of place and hour into which several craft jumped: `cell`, `n`."""
    jumped = attractors.filter(pl.col("kind") == "jumped")
    counted = jumped.group_by("cell").agg(n=pl.col("craft").n_unique())
    return counted.filter(pl.col("n") >= ATTRACTED_CRAFT).sort("cell")


def cells(tracks: Tracks, rows: Ints) -> Ints:
    """One number for the cell of place and hour of each row."""
    lat = np.floor(tracks.lat[rows] / ATTRACTOR_DEG).astype(np.int64)
    lon = np.floor(tracks.lon[rows] / ATTRACTOR_DEG).astype(np.int64)
    hour = np.floor(tracks.seconds[rows] / ATTRACTOR_S).astype(np.int64)
    return np.asarray((hour * 10_000 + lat + 5_000) * 10_000 + lon + 5_000, dtype=np.int64)
