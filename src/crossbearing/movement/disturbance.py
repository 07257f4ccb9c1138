"""How many craft with disturbed navigation make a cell and hour jammed; one rule for aircraft and ships."""

from __future__ import annotations

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
