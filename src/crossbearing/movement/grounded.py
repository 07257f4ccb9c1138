"""Ground sightings between flights: where and how long a craft was seen standing or rolling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Ints, step_km
from crossbearing.movement.fields import KIND_WEIGHT, OTHER_KIND, Fields
from crossbearing.movement.legs import APRON_KM
from crossbearing.movement.plausible import airframe_of, trusted
from crossbearing.movement.runs import ROLL_MAX_KT
from crossbearing.world import geo

# Farther than this many spreads from its reference point a craft does not stand on an airport.
OFF_FIELD_SPREADS = 3.5
LOOK_KM = 8.0


@dataclass(frozen=True, slots=True)
class Grounded:
    """A craft on the ground at one place, after `leg` legs and before the next; `place` null off any airport."""

    craft: str
    airframe: str | None
    leg: int
    place: str | None
    first: datetime
    last: datetime


def grounded(flights: pl.DataFrame, positions: pl.DataFrame, fields: Fields) -> list[Grounded]:
    """Return the ground sightings outside flights, of craft with and without flights, in the order of time."""
    rows = trusted(positions).filter(
        (pl.col("alt_kind") == "ground") & ~(pl.col("gs_kt") > ROLL_MAX_KT).fill_null(False)
    )
    rows = rows.select("craft", "time", "lat", "lon", airframe=airframe_of(pl.col("mark")))
    rows = rows.sort("craft", "airframe", "time", maintain_order=True)
    if rows.is_empty():
        return []
    rows = rows.with_columns(leg=_legs_before(rows, flights)).filter(pl.col("leg") >= 0)
    rows = rows.with_columns(run=_runs(rows))
    runs = rows.group_by("run", maintain_order=True).agg(
        pl.col("craft", "airframe", "leg").first(),
        pl.col("lat", "lon").median(),
        first=pl.col("time").first(),
        last=pl.col("time").last(),
    )
    return [
        Grounded(
            row["craft"],
            row["airframe"],
            row["leg"],
            place_of(row["lat"], row["lon"], fields),
            row["first"],
            row["last"],
        )
        for row in runs.iter_rows(named=True)
    ]


def _legs_before(rows: pl.DataFrame, flights: pl.DataFrame) -> pl.Series:
    """How many legs of its craft each row comes after; -1 for a row inside a leg."""
    key = ["craft", "airframe"]
    legs = {
        group: (part["first_seen"].dt.epoch("ms").to_numpy(), part["last_seen"].dt.epoch("ms").to_numpy())
        for group, part in flights.sort("first_seen").group_by(key)
    }
    found = np.zeros(rows.height, dtype=np.int64)
    at = 0
    for group, part in rows.group_by(key, maintain_order=True):
        starts, ends = legs.get(group, (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)))
        time = part["time"].dt.epoch("ms").to_numpy()
        before = np.searchsorted(ends, time, side="left")
        inside = (before < len(starts)) & (time >= np.r_[starts, np.iinfo(np.int64).max][before])
        found[at : at + part.height] = np.where(inside, -1, before)
        at += part.height
    return pl.Series(found)


def _runs(rows: pl.DataFrame) -> pl.Series:
    """Number the stretches of one craft at one place."""
    new = rows.select(
        changed=(pl.struct("craft", "airframe", "leg") != pl.struct("craft", "airframe", "leg").shift(1)).fill_null(
            True
        )
    )["changed"].to_numpy()
    far: Ints = np.r_[0.0, step_km(rows["lat"].to_numpy(), rows["lon"].to_numpy())] > APRON_KM
    return pl.Series(np.cumsum(new | far))


def place_of(lat: float, lon: float, fields: Fields) -> str | None:
    """The airport a craft on the ground stands on, None off any: the larger one where two are about as near."""
    rows = fields.within(lat, lon, LOOK_KM)
    if not len(rows):
        return None
    spreads = np.atleast_1d(geo.distance_km(lat, lon, fields.lat[rows], fields.lon[rows])) / fields.apron_km[rows]
    kinds = fields.kind.gather(rows).cast(pl.String)
    weight = kinds.replace_strict(KIND_WEIGHT, default=OTHER_KIND, return_dtype=pl.Float64).to_numpy()
    score = np.where(spreads <= OFF_FIELD_SPREADS, weight * np.exp(-0.5 * spreads**2), 0.0)
    best = int(np.argmax(score))
    return fields.icao[int(rows[best])] if score[best] > 0 else None
