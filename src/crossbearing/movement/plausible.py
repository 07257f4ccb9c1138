"""Marks positions that are not to be trusted, each with the reason; nothing is deleted.

A mark reads `kind: detail`. Kinds: `not_an_airframe`, `duplicate`, `stale_repeat`, `frozen`, `speed`, `spoofed`,
`gps_lost`, `ground_vehicle`, `fixed_transponder`, and `shared_address`, which is different: such a position is real,
but several airframes use the address, and the letter says which of them it is given to.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.model.tables import POSITIONS
from crossbearing.movement.arrays import Bools, Ints
from crossbearing.movement.attractors import ATTRACTORS
from crossbearing.movement.marks import Marks
from crossbearing.movement.repeats import mark_repeats
from crossbearing.movement.rules import MADE_UP, NO_AIRFRAME, judge
from crossbearing.movement.screen import Columns, columns_of, in_order, suspects
from crossbearing.movement.standing import SLOW, SLOW_ABOVE_FT, SLOW_KT

# What the rules look at.
READ = (
    "craft", "time", "lat", "lon", "alt_ft", "alt_kind", "gs_kt", "track_deg", "source", "callsign", "nic", "nac_p",
    "gps_lost", "mark", "exhibit", "member",
)  # fmt: skip


def plausible(positions: pl.DataFrame, attractors: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the positions with `mark` filled where one is not to be trusted; marks that are there stay.

    Rows keep their number; they come in the order of craft and time. A mark is set by comparing positions with each
    other, so give all positions of a craft at once. That many craft were drawn to one point is learnt from the craft
    given; to mark part of the craft as if all were there, give what `attractors` learnt from all parts.
    The columns of `READ` are enough; further ones pass through.
    """
    return _judged(positions, attractors)[0]


def mark_and_learn(positions: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what `plausible` and `attractors` return, for the work of one of them."""
    return _judged(positions, None)


def attractors(positions: pl.DataFrame) -> pl.DataFrame:
    """Return the false points that draw craft, as far as these positions tell (ATTRACTORS).

    Give all positions of a craft at once; join what several parts teach with `merge_attractors`.
    """
    frame, columns = _ordered(positions.select(READ))
    rows = _first_look(frame, columns, Marks(frame["mark"]))
    return judge(_rows_of(frame, rows))[1] if len(rows) else pl.DataFrame(schema=ATTRACTORS)


def _judged(positions: pl.DataFrame, known: pl.DataFrame | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    frame, columns = _ordered(positions)
    marks, learnt = Marks(frame["mark"]), pl.DataFrame(schema=ATTRACTORS)
    rows = _first_look(frame, columns, marks)
    if len(rows):
        judged, learnt = judge(_rows_of(frame, rows), known)
        marks.replace(rows, judged)
    return frame.with_columns(marks.column()), learnt


def _rows_of(frame: pl.DataFrame, rows: Ints) -> pl.DataFrame:
    """What the rules read, of some rows in their order; many rows are filtered several times faster than gathered."""
    if len(rows) == frame.height:
        return frame.select(READ)
    kept = np.zeros(frame.height, dtype=np.bool_)
    kept[rows] = True
    return frame.select(READ).filter(pl.Series(kept)).rechunk()


def trusted(positions: pl.DataFrame) -> pl.DataFrame:
    """The positions whose place and time can be trusted: unmarked, or marked only as one of several airframes."""
    return positions.filter(pl.col("mark").is_null() | pl.col("mark").str.starts_with("shared_address"))


def airframe_of(mark: pl.Expr) -> pl.Expr:
    """Which of the airframes on a shared address a position was given to; null for an address of one."""
    return mark.str.extract(r"^shared_address: airframe (\w)")


def _declared(frame: pl.DataFrame) -> list[str]:
    """The columns of a frame in the order in which POSITIONS declares them."""
    return [name for name in POSITIONS.schema if name in frame.columns]


def _ordered(positions: pl.DataFrame) -> tuple[pl.DataFrame, Columns]:
    """The positions in the order of POSITIONS; sorting what is sorted costs more than all the rest."""
    columns = columns_of(positions)
    if in_order(columns):
        return positions, columns
    whole = set(positions.columns) == set(POSITIONS.schema)
    ordered = POSITIONS.conform(positions) if whole else positions.sort("craft", "time", maintain_order=True)
    return ordered, columns_of(ordered)


def _first_look(frame: pl.DataFrame, columns: Columns, marks: Marks) -> Ints:
    """Mark what one look shows, and return the rows of the craft that need the rules."""
    if not len(columns):
        return np.zeros(0, dtype=np.int64)
    known = _craft_that_need_it(frame, columns)
    made_up = columns.names.str.contains(MADE_UP).to_numpy()
    if made_up.any():
        marks.put(np.flatnonzero(made_up[columns.craft]), NO_AIRFRAME)
    mark_repeats(frame, columns, marks)
    slow = np.flatnonzero(columns.gs_kt < SLOW_KT)
    high = (frame["alt_ft"].gather(slow) > SLOW_ABOVE_FT).fill_null(False).to_numpy() & ~columns.ground[slow]
    marks.put(slow[high], SLOW)
    known[suspects(columns, ~marks.free)] = True
    known &= ~made_up
    return np.flatnonzero(known[columns.craft]) if known.any() else np.zeros(0, dtype=np.int64)


def _craft_that_need_it(frame: pl.DataFrame, columns: Columns) -> Bools:
    """Craft with rows that are marked already, that are not the craft's own, or that say what only the rules judge."""
    need = np.zeros(len(columns.names), dtype=np.bool_)
    said = frame["mark"].is_not_null() if frame["mark"].null_count() < len(frame) else None
    lost = frame["gps_lost"] if frame["gps_lost"].any() else None
    for rows in (said, frame["source"] == "tisb", lost):
        if rows is not None and rows.any():
            need[columns.craft[np.flatnonzero(rows.fill_null(False).to_numpy())]] = True
    return need
