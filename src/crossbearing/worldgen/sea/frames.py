"""A sea world in the shape of the product's tables, without a detour over files."""

from __future__ import annotations

import polars as pl

from crossbearing.model.table import UTC
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.worldgen.sea.invented import Sea

EXHIBIT = "invented"
# How often static data is sent (ITU-R M.1371): each six minutes.
STATIC_S = 360.0


def _craft(column: str) -> pl.Expr:
    return ("mmsi:" + pl.col(column).cast(pl.String).str.zfill(9)).alias("craft")


def _time(column: str, epoch: float) -> pl.Expr:
    return (
        ((pl.col(column) + epoch) * 1000.0).floor().cast(pl.Int64).cast(pl.Datetime("ms")).dt.replace_time_zone("UTC")
    )


def positions(sea: Sea) -> pl.DataFrame:
    """The rows as VESSEL_POSITIONS; `row` is the number of the row in `sea.rows`."""
    names = pl.Series(sea.ears.names(), dtype=pl.String)
    told = sea.rows.select(
        _craft_of(sea),
        _time("t", sea.epoch).cast(UTC).alias("time"),
        "lat", "lon",
        *(pl.col(name).cast(pl.Float32).fill_nan(None) for name in ("sog_kt", "cog_deg", "heading_deg")),
        pl.when(pl.col("status") >= 0).then("status").alias("status"),
        "message", pl.lit(None, pl.String).alias("transponder"),
        pl.Series("station", names.gather(sea.rows["by"])),
        pl.lit(None, pl.String).alias("mark"),
        pl.lit(EXHIBIT).alias("exhibit"), pl.lit("").alias("member"), pl.int_range(pl.len()).alias("row"),
    )  # fmt: skip
    return VESSEL_POSITIONS.conform(told)


def _craft_of(sea: Sea) -> pl.Series:
    craft = sea.said.select(_craft("mmsi")).to_series()
    return craft.gather(sea.rows["said"]).alias("craft")


def _sides() -> list[pl.Expr]:
    """Where the antenna stands, as messages tell it in whole metres."""
    length, width, bow = (pl.col(name).cast(pl.Int64) for name in ("length_m", "width_m", "bow_m"))
    sides = {"bow_m": bow, "stern_m": length - bow, "port_m": width // 2, "starboard_m": width - width // 2}
    return [metres.alias(name) for name, metres in sides.items()]


def statics(sea: Sea) -> pl.DataFrame:
    """What the ships that were heard said of themselves, as VESSEL_STATICS."""
    heard = sea.rows.group_by("said").agg(
        pl.col("t").min().alias("first"), pl.col("t").max().alias("last"), pl.len().alias("rows")
    )
    joined = sea.said.with_row_index("said").with_columns(pl.col("said").cast(pl.Int64)).join(
        heard.with_columns(pl.col("said").cast(pl.Int64)), on="said"
    )  # fmt: skip
    told = joined.select(
        _craft("mmsi"),
        _time("first", sea.epoch).alias("time"),
        _time("last", sea.epoch).alias("last_time"),
        pl.max_horizontal(pl.lit(1), (pl.col("last") - pl.col("first")) // STATIC_S).alias("messages"),
        "imo", "callsign", "shipname", "ship_type", "length_m", "width_m", *_sides(),
        "draught_m", "destination", "eta",
        pl.lit(EXHIBIT).alias("exhibit"), pl.lit("").alias("member"), pl.col("said").alias("row"),
    )  # fmt: skip
    return VESSEL_STATICS.conform(told)
