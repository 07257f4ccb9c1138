"""Which pieces of sky were jammed, by the table of disturbed craft."""

from __future__ import annotations

from datetime import UTC, datetime

import h3.api.basic_int as h3
import numpy as np
import polars as pl

from crossbearing.movement.disturbance import jammed_hours

EPOCH = datetime.fromtimestamp(0, UTC)


def jammed_cells(jamming: pl.DataFrame, start: datetime, end: datetime) -> pl.DataFrame:
    """Return the cells in which navigation was disturbed in some whole hour between two moments.

    `jamming` are rows of JAMMING, all or those of `jammed_hours`. Columns `cell`, `disturbed` and `craft`, added up
    over those hours.
    """
    then = pl.col("hour") >= start.replace(minute=0, second=0, microsecond=0), pl.col("hour") < end
    bad = jammed_hours(jamming.filter(*then)).group_by("cell").agg(pl.col("disturbed", "craft").sum())
    numbers = pl.Series([h3.str_to_int(cell) for cell in bad["cell"]], dtype=pl.UInt64)
    return bad.select(numbers.alias("cell"), "disturbed", "craft").sort("cell")


class Jams:
    """Rows of JAMMING in the order of their hours, so that a stretch of time looks at its own alone."""

    def __init__(self, jamming: pl.DataFrame) -> None:
        """Take rows of JAMMING, all or those of `jammed_hours`."""
        self._rows = jamming.sort("hour", maintain_order=True)
        self._seconds = self._rows["hour"].dt.epoch("s").to_numpy()
        self._none = jammed_cells(self._rows.clear(), EPOCH, EPOCH)

    def cells(self, start: datetime, end: datetime) -> pl.DataFrame:
        """Return the `jammed_cells` between two moments."""
        ends = (start.replace(minute=0, second=0, microsecond=0).timestamp(), end.timestamp())
        low, high = np.searchsorted(self._seconds, ends).tolist()
        return jammed_cells(self._rows[low:high], start, end) if low < high else self._none
