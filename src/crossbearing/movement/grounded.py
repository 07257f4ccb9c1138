"""Ground sightings between flights: where and how long a craft was seen standing or rolling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Floats, Ints, starts_of, step_km
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
    rows = _on_ground(positions)
    if rows.is_empty():
        return []
    who = _numbers(rows)
    rows = rows.with_columns(who=pl.Series(who), leg=pl.Series(_legs_before(rows, who, flights)))
    rows = rows.filter(pl.col("leg") >= 0)
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


def _on_ground(positions: pl.DataFrame) -> pl.DataFrame:
    """Trusted ground rows no faster than a craft can roll, in the order of craft, airframe and time."""
    rolls = ~(positions["gs_kt"] > ROLL_MAX_KT).fill_null(False)
    at = np.flatnonzero(((positions["alt_kind"] == "ground").fill_null(False) & rolls).to_numpy())
    rows = trusted(positions.select("craft", "time", "lat", "lon", "mark")[at])
    rows = rows.with_columns(pl.col("craft").cast(pl.String), airframe=airframe_of(pl.col("mark"))).drop("mark")
    return rows.sort("craft", "airframe", "time", maintain_order=True)


def _numbers(rows: pl.DataFrame) -> Ints:
    """Number the airframes of rows that come by craft and airframe."""
    new = np.zeros(rows.height, dtype=np.bool_)
    for name in ("craft", "airframe"):
        new[1:] |= rows[name][1:].ne_missing(rows[name][:-1]).to_numpy()
    return np.cumsum(new)


def _legs_before(rows: pl.DataFrame, who: Ints, flights: pl.DataFrame) -> Ints:
    """How many legs of its airframe each row comes after; -1 for a row inside a leg. `who` numbers the airframes."""
    names = rows.select("craft", "airframe")[starts_of(who)].with_row_index("who")
    legs = flights.select("craft", "airframe", "first_seen", "last_seen").sort("first_seen")
    legs = legs.join(names, on=["craft", "airframe"], nulls_equal=True, maintain_order="left").sort(
        "who", maintain_order=True
    )
    whose = legs["who"].to_numpy().astype(np.int64)
    start, end, time = (_ms(column) for column in (legs["first_seen"], legs["last_seen"], rows["time"]))
    early, late = min(int(x.min()) for x in (start, time) if len(x)), max(int(x.max()) for x in (end, time) if len(x))
    span = late - early + 1
    place = np.searchsorted(whose * span + end - early, who * span + time - early, side="left")
    inside = np.r_[whose, -1][place] == who
    inside &= time >= np.r_[start, 0][place]
    return np.where(inside, -1, place - np.searchsorted(whose, who))


def _ms(column: pl.Series) -> Ints:
    return column.dt.epoch("ms").to_numpy()


def _runs(rows: pl.DataFrame) -> pl.Series:
    """Number the stretches of one airframe at one place between the same legs."""
    new = np.zeros(rows.height, dtype=np.bool_)
    for name in ("who", "leg"):
        new[1:] |= np.diff(rows[name].to_numpy()) != 0
    new[1:] |= step_km(rows["lat"].to_numpy(), rows["lon"].to_numpy()) > APRON_KM
    return pl.Series(np.cumsum(new))


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
