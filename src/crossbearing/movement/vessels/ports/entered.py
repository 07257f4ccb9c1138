"""What was entered on board beside a voyage: destinations, and the draught before and after it.

All of it is typed in by the crew and often not kept: a draught that grows may be cargo, ballast or a correction. It is
shown as weak evidence and enters no verdict.
"""

from __future__ import annotations

import polars as pl

from crossbearing.model.vessel_tables import VOYAGES

_ADDED = ("destinations", "draught_before_m", "draught_after_m")


def entered(voyages: pl.DataFrame, statics: pl.DataFrame) -> pl.DataFrame:
    """Return VOYAGES with what the ships said on the way; `statics` are VESSEL_STATICS.

    Of an MMSI that several ships send nobody knows who entered what: its voyages stay without.
    """
    told = statics.select("craft", "time", "last_time", "destination", "draught_m").sort("craft", "time")
    both = voyages.drop(_ADDED).filter(pl.col("hull").is_null()).join(told, on="craft")
    start = pl.col("departed_after").fill_null(pl.col("departed_before"))
    end = pl.col("arrived_before").fill_null(pl.col("arrived_after"))
    on_way = (pl.col("last_time") >= start.fill_null(pl.col("time"))) & (
        pl.col("time") <= end.fill_null(pl.col("time"))
    )
    draught = pl.col("draught_m")
    said = (
        both.sort("id", "time")
        .group_by("id", maintain_order=True)
        .agg(
            pl.col("destination").filter(on_way).drop_nulls().unique(maintain_order=True).alias("destinations"),
            draught.filter((pl.col("time") <= start) & draught.is_not_null()).last().alias("draught_before_m"),
            draught.filter((pl.col("last_time") >= end) & draught.is_not_null()).first().alias("draught_after_m"),
        )
    )
    return VOYAGES.conform(voyages.drop(_ADDED).join(said, on="id", how="left"))
