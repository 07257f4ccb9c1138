"""Which pieces of sky were jammed, by the table of disturbed craft."""

from __future__ import annotations

from datetime import datetime

import h3.api.basic_int as h3
import polars as pl

# One craft with a faulty receiver is no jamming.
JAMMED_CRAFT = 2
# Share of disturbed craft, one of them left aside as faulty, above which a cell was jammed: where gpsjam.org's map
# turns red, which also takes one from the bad ones.
JAMMED_SHARE = 0.1


def jammed_hours(jamming: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of JAMMING that tell of more than a craft with a faulty receiver."""
    many = pl.col("disturbed") >= JAMMED_CRAFT, pl.col("disturbed") - 1.0 > JAMMED_SHARE * pl.col("craft")
    return jamming.filter(*many)


def jammed_cells(jamming: pl.DataFrame, start: datetime, end: datetime) -> pl.DataFrame:
    """Return the cells in which navigation was disturbed in some whole hour between two moments.

    `jamming` are rows of JAMMING, all or those of `jammed_hours`. Columns `cell`, `disturbed` and `craft`, added up
    over those hours.
    """
    then = pl.col("hour") >= start.replace(minute=0, second=0, microsecond=0), pl.col("hour") < end
    bad = jammed_hours(jamming.filter(*then)).group_by("cell").agg(pl.col("disturbed", "craft").sum())
    numbers = pl.Series([h3.str_to_int(cell) for cell in bad["cell"]], dtype=pl.UInt64)
    return bad.select(numbers.alias("cell"), "disturbed", "craft").sort("cell")
