"""The rule of the field for meetings at sea, as its definition says it: nearer than 500 m for two hours.

Positions each ten minutes by straight lines over silences of up to an hour (Miller et al. 2018; Global Fishing Watch).
The filter on speed, and that on the distance from ports, are left out as in its published code.
"""

from __future__ import annotations

import polars as pl

SLOT_S, BRIDGED_S, NEAR_M, LEAST_S = 600, 3600, 500.0, 7200
M_PER_DEGREE = 111_195.0
CELL = 0.01


def field_rule(positions: pl.DataFrame) -> pl.DataFrame:
    """Return `a`, `b`, `started_at`, `ended_at` of pairs by that rule; positions with a mark are left out."""
    slots = _slots(positions.filter(pl.col("mark").is_null()))
    near = _near(slots).sort("a", "b", "slot")
    new = (pl.struct("a", "b") != pl.struct("a", "b").shift()) | (pl.col("slot").diff() > 1)
    runs = near.with_columns(run=new.fill_null(value=True).cum_sum()).group_by("run", maintain_order=True)
    found = runs.agg(pl.col("a", "b").first(), pl.col("slot").min().alias("first"), pl.col("slot").max().alias("last"))
    long = found.filter((pl.col("last") - pl.col("first")) * SLOT_S >= LEAST_S)
    return long.select("a", "b", _time("first").alias("started_at"), _time("last").alias("ended_at"))


def _time(name: str) -> pl.Expr:
    return (pl.col(name) * SLOT_S * 1000).cast(pl.Datetime("ms")).dt.replace_time_zone("UTC")


def _slots(rows: pl.DataFrame) -> pl.DataFrame:
    """Each ship each ten minutes, where the silence round it is short enough."""
    told = rows.sort("craft", "time").select("craft", t=pl.col("time").dt.epoch("ms") / 1000.0, lat="lat", lon="lon")
    after = [pl.col(name).shift(-1).over("craft").alias(f"{name}2") for name in ("t", "lat", "lon")]
    legs = told.with_columns(after).filter((pl.col("t2") - pl.col("t")).is_between(0, BRIDGED_S, closed="right"))
    first, last = (pl.col("t") / SLOT_S).ceil().cast(pl.Int64), (pl.col("t2") / SLOT_S).ceil().cast(pl.Int64)
    slots = legs.with_columns(slot=pl.int_ranges(first, last)).explode("slot").filter(pl.col("slot").is_not_null())
    share = (pl.col("slot") * SLOT_S - pl.col("t")) / (pl.col("t2") - pl.col("t"))
    return slots.select(
        "craft", "slot", lat=pl.col("lat") + share * (pl.col("lat2") - pl.col("lat")),
        lon=pl.col("lon") + share * (pl.col("lon2") - pl.col("lon")),
    )  # fmt: skip


def _near(slots: pl.DataFrame) -> pl.DataFrame:
    """Pairs of ships within the distance in a slot: each is looked for in its own cell and the eight round it."""
    celled = slots.with_columns(
        y=(pl.col("lat") / CELL).floor().cast(pl.Int32), x=(pl.col("lon") / CELL).floor().cast(pl.Int32)
    ).unique(["craft", "slot"], maintain_order=True)
    around = pl.DataFrame({"dy": [-1, 0, 1] * 3, "dx": [-1] * 3 + [0] * 3 + [1] * 3}, schema_overrides={"dy": pl.Int32})
    spread = celled.join(around, how="cross").with_columns(
        y=pl.col("y") + pl.col("dy"), x=(pl.col("x") + pl.col("dx")).cast(pl.Int32)
    )
    pairs = celled.join(spread, on=["slot", "y", "x"], suffix="_b").filter(pl.col("craft") < pl.col("craft_b"))
    east = (pl.col("lon") - pl.col("lon_b")) * pl.col("lat").radians().cos()
    metres = (east**2 + (pl.col("lat") - pl.col("lat_b")) ** 2).sqrt() * M_PER_DEGREE
    return pairs.filter(metres <= NEAR_M).select(a="craft", b="craft_b", slot="slot")
