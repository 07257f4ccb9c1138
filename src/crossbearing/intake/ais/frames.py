"""What all readers of ship messages do at the end: rows in the shape of the tables, and rejects with their reasons."""

from __future__ import annotations

import polars as pl

from crossbearing.intake.rejects import Rejects
from crossbearing.intake.tracks.judged import at, impossible_time
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS

# What ships send where they know no position: 91 and 181 degrees (ITU-R M.1371).
NO_PLACE = "the message holds no position"
NO_TIME = "no time is told"
WHICH_DAY = "of a date such as 05/02/2024 nothing tells which is the day: say the form of the time in a mapping"
WRONG_PLACE = "no place on Earth"
WRONG_MMSI = "no MMSI of nine digits"
# What a ship says of itself; a row of VESSEL_STATICS stands while none of these changes.
SAID = (
    *("imo", "callsign", "shipname", "ship_type", "length_m", "width_m"),
    *("bow_m", "stern_m", "port_m", "starboard_m", "draught_m", "destination", "eta"),
)
# From the antenna to bow, stern, port and starboard.
SIDES = ("bow_m", "stern_m", "port_m", "starboard_m")


def judged(rows: pl.DataFrame, no_time: str = NO_TIME) -> pl.DataFrame:
    """Rows with `seconds`, `lat`, `lon` and `mmsi` (number), with `craft`, `time` and why one is no position.

    `no_time` is the reason where a time cannot be read.
    """
    reason = (
        pl.when(~pl.col("mmsi").is_between(1, 999_999_999) | pl.col("mmsi").is_null())
        .then(pl.lit(WRONG_MMSI))
        .when(pl.col("seconds").is_null() | pl.col("seconds").is_nan() | impossible_time(pl.col("seconds")))
        .then(pl.lit(no_time))
        .when(pl.col("lat").is_null() | pl.col("lon").is_null() | (pl.col("lat") == 91) | (pl.col("lon") == 181))
        .then(pl.lit(NO_PLACE))
        .when((pl.col("lat").abs() > 90) | (pl.col("lon").abs() > 180))
        .then(pl.lit(WRONG_PLACE))
    )
    seconds = pl.col("seconds").fill_nan(None).fill_null(0.0)
    craft = "mmsi:" + pl.col("mmsi").cast(pl.Int64).cast(pl.String).str.zfill(9)
    return rows.with_columns(craft.alias("craft"), at(seconds), reason.alias("reason"))


def positions_of(rows: pl.DataFrame, member: str, sha256: str) -> pl.DataFrame:
    """The judged rows without a reason as VESSEL_POSITIONS; columns that the source does not have are null."""
    good = rows.filter(pl.col("reason").is_null()) if "reason" in rows.columns else rows
    placed = good.with_columns(exhibit=pl.lit(sha256), member=pl.lit(member))
    schema = VESSEL_POSITIONS.schema
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in placed.columns]
    shaped = placed.with_columns(missing).with_columns(_present(name) for name in ("sog_kt", "cog_deg", "heading_deg"))
    return VESSEL_POSITIONS.conform(shaped.select(schema.names()))


def _present(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float32).fill_nan(None)


def sized(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with length and breadth from where the antenna stands, where they are not told, and `SIDES`.

    Who tells sizes and not where her antenna stands sends 0 for bow and port (ITU-R M.1371-5, 3.3.2): no side is told.
    """
    bow, stern, port, starboard = (pl.col(name) for name in SIDES)
    told = (bow + port > 0) & (bow + stern > 0) & (port + starboard > 0)
    sizes = (("length_m", bow + stern), ("width_m", port + starboard))
    return rows.with_columns(
        *(pl.coalesce(name, pl.when(both > 0).then(both)).cast(pl.Float32).alias(name) for name, both in sizes),
        *(pl.when(told).then(pl.col(name)).cast(pl.Float32).alias(name) for name in SIDES),
    )


def reject_rows(rows: pl.DataFrame, member: str, rejects: Rejects, word: str = "line") -> None:
    """Note the rows with a reason, one reject for each."""
    bad = rows.filter(pl.col("reason").is_not_null())
    for (reason,), some in bad.group_by(["reason"], maintain_order=True):
        rejects.add_rows(member, some["row"], str(reason), word)


def statics_of(rows: pl.DataFrame, member: str, sha256: str) -> pl.DataFrame:
    """Rows of `craft`, `time`, `row` and what was said as VESSEL_STATICS: one row while a ship says the same."""
    told = rows.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in SAID)).sort(
        "craft", "time", maintain_order=True
    )
    said = pl.struct("craft", *SAID)
    runs = told.with_columns(run=said.rle_id())
    merged = runs.group_by("run", maintain_order=True).agg(
        pl.col("craft").first(),
        pl.col("time").min(),
        pl.col("time").max().alias("last_time"),
        pl.len().cast(pl.UInt32).alias("messages"),
        *(pl.col(name).first() for name in SAID),
        pl.col("row").first(),
    )
    placed = merged.drop("run").with_columns(exhibit=pl.lit(sha256), member=pl.lit(member))
    return VESSEL_STATICS.conform(placed)
