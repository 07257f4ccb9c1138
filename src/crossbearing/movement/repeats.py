"""Positions sent again: by a second receiver at once, or held by a source while the craft moves on."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Ints
from crossbearing.movement.marks import Marks
from crossbearing.movement.screen import Columns, held_rows

# The same place reported again within this time is one report heard by two receivers or networks.
ONE_REPORT_S = 2.0
# Slower than this a craft may honestly report one place twice: GPS steps are about a metre, taxi speed is 10 m/s.
MOVING_KT = 30.0


def mark_repeats(frame: pl.DataFrame, columns: Columns, marks: Marks, rows: Ints | None = None) -> None:
    """Mark a place that is sent again; `columns` are those of the frame's `rows` (all where None).

    Who stands may send one place every second of an hour, and all of it is true: within one file only a second report
    of the same moment is a duplicate, and only one that moves holds its place.
    """
    held = held_rows(columns)
    if not len(held):
        return
    seconds = (columns.ms[held] - columns.ms[held - 1]) / 1000.0
    here, before = (held, held - 1) if rows is None else (rows[held], rows[held - 1])
    at_once, soon = seconds <= 0, np.flatnonzero((seconds > 0) & (seconds <= ONE_REPORT_S))
    at_once[soon] = _of_another(frame, here[soon], before[soon])
    marks.put(here[at_once], "duplicate: same place at the same time")
    marks.put(here[columns.gs_kt[held] > MOVING_KT], "stale_repeat: same place as before while moving")


def _of_another(frame: pl.DataFrame, rows: Ints, others: Ints) -> Bools:
    """Whether rows come from another file, network or receiver than others."""
    other = np.zeros(len(rows), dtype=np.bool_)
    for name in ("exhibit", "member", "source"):
        if len(rows) and not _is_one(frame[name]):
            other |= frame[name].gather(rows).ne_missing(frame[name].gather(others)).to_numpy()
    return other


def _is_one(column: pl.Series) -> bool:
    """Whether a column has one value throughout, as that of the file has in a file; asked in a tenth of the time."""
    return column.null_count() == 0 and bool((column == column[0]).all())
