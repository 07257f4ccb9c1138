"""Ground sightings between flights: where and how long a craft was seen standing or rolling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Floats, Ints, step_km
from crossbearing.movement.fields import CIVIL, KIND_WEIGHT, Fields
from crossbearing.movement.legs import APRON_KM
from crossbearing.movement.plausible import airframe_of, trusted
from crossbearing.movement.runs import ROLL_MAX_KT

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
    seconds = runs["first"].dt.epoch("ms").to_numpy() / 1000.0
    places = places_of(runs["lat"].to_numpy(), runs["lon"].to_numpy(), seconds, fields)
    return [
        Grounded(row["craft"], row["airframe"], row["leg"], place, row["first"], row["last"])
        for row, place in zip(runs.iter_rows(named=True), places, strict=True)
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


def places_of(lat: Floats, lon: Floats, seconds: Floats, fields: Fields) -> list[str | None]:
    """The airports craft on the ground stand on, None off any: the larger one where two are about as near.

    `seconds` (since 1970) tell which airports were in use.
    """
    pairs = fields.pairs(lat, lon, np.full(len(lat), LOOK_KM))
    km, _ = fields.seen_from(lat, lon, pairs)
    spreads, then = km / fields.apron_km[pairs.field], seconds[pairs.point]
    used = (fields.opens[pairs.field] <= then) & (then < fields.closes[pairs.field]) & (spreads <= OFF_FIELD_SPREADS)
    score = np.where(used, KIND_WEIGHT[CIVIL][fields.kind[pairs.field]] * np.exp(-0.5 * spreads**2), 0.0)
    found: list[str | None] = [None] * len(lat)
    for k in np.lexsort((-pairs.field, score)).tolist():
        if score[k] > 0:
            found[int(pairs.point[k])] = fields.icao[int(pairs.field[k])]
    return found
