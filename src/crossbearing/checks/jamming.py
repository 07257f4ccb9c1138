"""Where and when satellite navigation was falsified, as far as the positions of all craft tell."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from crossbearing.movement.passes import celled

# Kinds of marks that tell of falsified navigation, not of a poor copy of the data.
FALSIFIED = ("frozen", "spoofed")
# Share of falsified positions above which a piece of sky counts as jammed. GUESS: in clean skies there are none.
JAMMED_SHARE = 0.05
# One craft with a faulty receiver is no jamming.
JAMMED_CRAFT = 2


def falsified(positions: pl.DataFrame) -> pl.DataFrame:
    """Return craft, cell and hour of falsified positions; the cell is that of the craft's nearest trusted position."""
    kind = pl.col("mark").str.split(":").list.first()
    false = positions.filter(kind.is_in(FALSIFIED)).select("craft", "time").sort("time")
    true = positions.filter(pl.col("mark").is_null()).select("craft", "time", "lat", "lon").sort("time")
    placed = false.join_asof(true, on="time", by="craft", strategy="nearest", check_sortedness=False)
    known = placed.filter(pl.col("lat").is_not_null()).with_columns(alt=pl.lit(0.0))
    return celled(known).select("craft", "cell", pl.col("time").dt.truncate("1h").alias("hour"))


def jammed_cells(false: pl.DataFrame, passed: pl.DataFrame, start: datetime, end: datetime) -> pl.DataFrame:
    """Return the cells in which positions were falsified between two moments, counted by whole hours.

    Columns `cell`, `false` (falsified positions) and `n` (all positions).
    """
    then = pl.col("hour") >= start.replace(minute=0, second=0, microsecond=0), pl.col("hour") < end
    bad = false.filter(*then).group_by("cell").agg(false=pl.len(), craft=pl.col("craft").n_unique())
    good = passed.filter(*then).group_by("cell").agg(true=pl.col("heard").sum())
    both = bad.filter(pl.col("craft") >= JAMMED_CRAFT).join(good, on="cell", how="left")
    counted = both.select("cell", "false", n=pl.col("false") + pl.col("true").fill_null(0))
    return counted.filter(pl.col("false") >= JAMMED_SHARE * pl.col("n")).sort("cell")
