"""What all track readers do at the end: rows with a `reason` become rejects, the others positions.

A *judged* frame has the columns of POSITIONS that its format knows, and `reason`: why a row is no position, null
for one that is.
"""

from __future__ import annotations

import polars as pl

from crossbearing.intake.rejects import Rejects
from crossbearing.model.tables import POSITIONS

# Seconds since 1970 between which a position can be honest: ADS-B is younger, and 2100 is far.
EARLIEST_S, LATEST_S = 0.0, 4_102_444_800.0
# All zeros and all ones are never allocated (ICAO Annex 10 volume III, chapter 9); unset transponders send them.
NO_ADDRESSES = ("000000", "ffffff")
NOT_AN_AIRFRAME = "not_an_airframe: "

IMPOSSIBLE_PLACE = (pl.col("lat").abs() > 90) | (pl.col("lon").abs() > 180)


def impossible_time(seconds: pl.Expr) -> pl.Expr:
    """Whether seconds since 1970 lie outside what any position can have."""
    return ~seconds.is_between(EARLIEST_S, LATEST_S)


def at(seconds: pl.Expr) -> pl.Expr:
    """Seconds since 1970 as a UTC time, to the millisecond; impossible ones are moved to the nearest possible."""
    milliseconds = (seconds.clip(EARLIEST_S, LATEST_S) * 1000).round().cast(pl.Int64)
    return milliseconds.cast(POSITIONS.schema["time"]).alias("time")


def trimmed(column: str) -> pl.Expr:
    """A callsign without its padding (blanks, NULs, `@`); null when nothing is left."""
    text = pl.col(column).str.strip_chars(" \x00@")
    return pl.when(text != "").then(text)


def positions_of(judged: pl.DataFrame) -> pl.DataFrame:
    """The rows without a reason as POSITIONS; columns that the format does not have are null."""
    missing = [
        pl.lit(None, dtype).alias(name) for name, dtype in POSITIONS.schema.items() if name not in judged.columns
    ]
    good = judged.filter(pl.col("reason").is_null()).with_columns(missing)
    return POSITIONS.conform(good.select(POSITIONS.schema.names()))


def reject_rows(judged: pl.DataFrame, rejects: Rejects) -> None:
    """Note the rows with a reason, one reject for each reason in each member."""
    bad = judged.filter(pl.col("reason").is_not_null())
    for (member, reason), rows in bad.group_by(["member", "reason"], maintain_order=True):
        rejects.add_rows(str(member), rows["row"], str(reason))
