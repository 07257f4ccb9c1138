"""One ship slow and roughly in place at open sea for hours, heard all the while: where a silent one may have come.

Global Fishing Watch calls it loitering when the hourly mean of the speed made good stays below 2 kt; reports of fishery
organisations count it from 4 hours on (8 before). Most of it is innocent: waiting for orders, weather, repairs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.vessel_inferences import LOITERING
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT
from crossbearing.movement.vessels.particulars import particulars
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.together.whereabouts import Whereabouts

# The field's speed (Global Fishing Watch, `--slow-threshold 2`) and hours.
SLOW_KT, LEAST_H = 2.0, 4.0
HOUR_SLOTS = 6
# Roughly in place: a ship that drifts at a knot for ten hours is this far away at the end.
WANDER_KM = 20.0
# A ship at anchor swings round it: 300 m of chain and her own length to either side.
SWING_KM = 0.7
# Who lingers for a living (ITU-R M.1371): fishing, tugs at work, dredgers, divers, pilots, rescue, tenders, police.
# And for fun: sailing boats and pleasure craft.
PLEASURE = (36.0, 37.0)
FISHING, AT_WORK = 30.0, (31.0, 32.0, 33.0, 34.0, 50.0, 51.0, 52.0, 53.0, 54.0, 55.0)


def loitering(ships: Whereabouts, statics: pl.DataFrame, ports: Harbours, least_h: float = LEAST_H) -> pl.DataFrame:
    """Return LOITERING of at least so many hours, away from the water of ports; `statics` are VESSEL_STATICS."""
    rows = _slow(_hours(_at_sea(ships, ports)))
    spells = _spells(rows).filter(pl.col("slots") * SLOT_S >= least_h * 3600.0, pl.col("wandered_km") <= WANDER_KM)
    if spells.is_empty():
        return LOITERING.empty()
    told = particulars(ships.names, statics)
    kind = pl.Series("ship_type", np.asarray(told.ship_type)[spells["hull"].to_numpy()])
    return _table(spells.with_columns(kind), ships)


def beside(found: pl.DataFrame, met: pl.DataFrame) -> pl.DataFrame:
    """LOITERING with the ENCOUNTERS of the same ship in the same hours."""
    sides = [met.select("id", pl.col(side).alias("craft"), "started_at", "ended_at") for side in ("a", "b")]
    told = found.select(pl.col("id").alias("of"), "craft", pl.col("started_at", "ended_at").name.suffix("_"))
    joined = told.join(pl.concat(sides), on="craft").filter(
        pl.col("started_at") <= pl.col("ended_at_"), pl.col("ended_at") >= pl.col("started_at_")
    )
    ids = joined.group_by("of").agg(pl.col("id").sort().alias("met"))
    with_ids = found.join(ids, left_on="id", right_on="of", how="left", maintain_order="left")
    return LOITERING.conform(with_ids.with_columns(encounters=pl.col("met").fill_null([])).drop("met"))


def _at_sea(ships: Whereabouts, ports: Harbours) -> pl.DataFrame:
    """One row per ship and slot away from ports, with the way made since the slot before."""
    slots = ships.slots
    port, _ = ports.nearest(slots.lat, slots.lon)
    north = np.diff(slots.lat, prepend=np.nan)
    east = (np.diff(slots.lon, prepend=np.nan) + 540.0) % 360.0 - 180.0
    frame = pl.DataFrame(
        {
            "hull": slots.hull,
            "slot": slots.slot,
            "lat": slots.lat,
            "lon": slots.lon,
            "km": np.hypot(north, east * np.cos(np.radians(slots.lat))) * KM_PER_DEGREE,
            "observed": slots.observed,
            "anchored": ships.anchored | ships.moored,
            "at": np.arange(slots.hull.size),
            "away": port < 0,
        }
    )
    follows = (pl.col("hull") == pl.col("hull").shift()) & (pl.col("slot") - pl.col("slot").shift() == 1)
    return frame.with_columns(km=pl.when(follows).then("km")).filter("away")


def _hours(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the mean speed of the hour round them, and whether the ship was heard in it."""
    kt = pl.col("km") / (SLOT_S / 3600.0 * KMH_PER_KT)
    heard = pl.col("observed").cast(pl.Int8)
    return rows.with_columns(
        kt=kt.rolling_mean(HOUR_SLOTS, min_samples=1, center=True).over("hull"),
        heard=heard.rolling_max(HOUR_SLOTS, min_samples=1, center=True).over("hull") > 0,
    )


def _slow(rows: pl.DataFrame) -> pl.DataFrame:
    """The slow rows of hours in which the ship was heard, numbered by stretches without a break."""
    slow = rows.filter(pl.col("kt") < SLOW_KT, "heard")
    new = (pl.col("hull") != pl.col("hull").shift()) | (pl.col("slot") - pl.col("slot").shift() > 1)
    return slow.with_columns(spell=new.fill_null(value=True).cum_sum())


def _spells(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per stretch: how long, where, how far she wandered, what she said she was doing."""
    lon = (pl.col("lon") - pl.col("lon").first() + 540.0) % 360.0 - 180.0
    north = pl.col("lat").quantile(0.95) - pl.col("lat").quantile(0.05)
    east = (lon.quantile(0.95) - lon.quantile(0.05)) * pl.col("lat").mean().radians().cos()
    return rows.group_by("spell", maintain_order=True).agg(
        pl.col("hull").first(),
        pl.col("slot").min().alias("first"),
        pl.col("slot").max().alias("last"),
        pl.len().alias("slots"),
        pl.col("observed").sum(),
        pl.col("lat").mean(),
        ((pl.col("lon").first() + lon.mean() + 540.0) % 360.0 - 180.0).alias("lon"),
        ((north**2 + east**2).sqrt() * KM_PER_DEGREE).alias("wandered_km"),
        pl.col("km").sum(),
        pl.col("anchored").mean(),
        pl.col("at").min().alias("first_at"),
        pl.col("at").max().alias("last_at"),
    )


def _table(spells: pl.DataFrame, ships: Whereabouts) -> pl.DataFrame:
    rows = [_row(spell, ships) for spell in spells.with_columns(likely=_likely()).iter_rows(named=True)]
    shaped = pl.DataFrame(rows, schema={**LOITERING.schema, "started_at": pl.Int64, "ended_at": pl.Int64})
    return LOITERING.conform(shaped.with_columns(pl.col("started_at", "ended_at").cast(LOITERING.schema["started_at"])))


def _likely() -> pl.Expr:
    """What a ship that lingers is likely doing, by what she says of herself and how far she wandered."""
    kind = pl.col("ship_type")
    return (
        pl.when(pl.col("anchored") > 0.5)
        .then(pl.lit("anchored"))
        .when(kind == FISHING)
        .then(pl.lit("fishing"))
        .when(kind.is_in(AT_WORK))
        .then(pl.lit("work"))
        .when(kind.is_in(PLEASURE))
        .then(pl.lit("pleasure"))
        .when(pl.col("wandered_km") <= SWING_KM)
        .then(pl.lit("still"))
        .otherwise(pl.lit("drifting"))
    )


def _row(spell: dict[str, Any], ships: Whereabouts) -> dict[str, Any]:
    """One stretch as a row of LOITERING, its times in milliseconds."""
    craft, label = ships.names[spell["hull"]]
    hours = spell["slots"] * SLOT_S / 3600.0
    ends = [ships.references[spell[end]] for end in ("first_at", "last_at")]
    return {
        "id": content_id("loi", craft, label or "", str(spell["first"])),
        "craft": craft,
        "hull": label,
        "started_at": spell["first"] * SLOT_S * 1000,
        "ended_at": spell["last"] * SLOT_S * 1000,
        "lat": spell["lat"],
        "lon": spell["lon"],
        "duration_h": hours,
        "wandered_km": spell["wandered_km"],
        "mean_kt": spell["km"] / hours / KMH_PER_KT,
        "observed_min": spell["observed"] * SLOT_S / 60.0,
        "inferred_min": (spell["slots"] - spell["observed"]) * SLOT_S / 60.0,
        "likely": spell["likely"],
        "encounters": [],
        "evidence": list(dict.fromkeys(ends)),
    }
