"""Where and when satellite navigation was disturbed: a table learnt from the marked positions of all craft.

A craft is disturbed where its positions are falsified (frozen, drawn to a false point, crawling at flying height, held
for a minute at speed), where the source says that it lost satellite navigation, or where its own figures of accuracy
and integrity drop below what it sends elsewhere. Falsified positions tell nothing of where the craft was: they count
where it was last or next believed. A craft counts once in a cell and hour, so tables of separate craft can be added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import h3.api.basic_int as h3
import numpy as np
import polars as pl

from crossbearing.model.tables import JAMMING
from crossbearing.movement.arrays import Ints
from crossbearing.movement.passes import celled
from crossbearing.movement.screen import Columns, columns_of
from crossbearing.movement.standing import SLOW

# Marks of falsified navigation. `speed` tells of a poor copy of the data as well, except for speeds nothing flies at.
FALSIFIED = r"^(frozen|spoofed|gps_lost)"
# Held places tell of a source that lost the craft, or of navigation that stands still; so long at such a speed, and
# with other craft beside, of the second. GUESS; OpenSky calls a position current for 15 s.
HELD_S, HELD_KT = 60.0, 150.0
# Positions with at most this NACp are worse than 4 nautical miles, and none is better known than unknown at NIC 0
# (DO-260B, tables 2-70 and 2-69); gpsjam.org counts the same NACp against an aircraft. Who never sends better figures
# has an old transponder, not a disturbed receiver; 7 is 0.1 NM, what approach radar service asks for.
LOST_NAC_P, LOST_NIC, SOUND = 2, 0, 7
# On the ground, and slower, a receiver between hangars may lose satellites; readsb asks for the same speed.
AIRBORNE_KT = 50.0
# One row of bad figures is a glitch. GUESS.
SIGNS = 2
# A craft's presence is noted every three minutes: at most 45 km of flight, a third of a cell.
NOTED_MS = 180_000
# Presence is placed to a twentieth of a degree, 5 km: cells are 120 km wide, and far fewer places are looked up.
PLACED_DEG = 0.05

NEEDED = ("craft", "time", "lat", "lon", "alt_kind", "gs_kt", "source", "nic", "nac_p", "gps_lost", "mark")
_COLUMNS: dict[str, Any] = {
    "craft": pl.Int32,
    "hour": JAMMING.schema["hour"],
    "cell": pl.UInt64,
    "reason": pl.String,
}
_SIGN = pl.Schema(_COLUMNS)
_ALL_REASONS = pl.col("reasons").list.explode(keep_nulls=False, empty_as_null=False)


def jamming(marked: pl.DataFrame) -> pl.DataFrame:
    """Return how many craft were heard, and how many of them disturbed, in each cell and hour (JAMMING).

    `marked` are positions as `plausible` returns them, all of a craft at once.
    """
    columns = columns_of(marked)
    numbered = marked.select(NEEDED).with_columns(craft=pl.Series(columns.craft, dtype=pl.Int32))
    present, signs = _present(numbered, _noted(columns)), _signs(numbered)
    own = signs.group_by("craft", "cell", "hour").agg(n=pl.len(), reasons=pl.col("reason").unique())
    own = own.filter(pl.col("n") >= SIGNS)
    bad = own.group_by("cell", "hour").agg(disturbed=pl.len(), reasons=_ALL_REASONS)
    everywhere = pl.concat([present, own.select(present.columns)]).unique()
    heard = everywhere.group_by("cell", "hour").agg(craft=pl.len())
    return _shaped(heard.join(bad, on=["cell", "hour"], how="left"))


def merge_jamming(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Add up tables of separate craft (JAMMING)."""
    rows = pl.concat([JAMMING.empty(), *parts]).group_by("cell", "hour")
    added = rows.agg(pl.col("craft", "disturbed").sum(), _ALL_REASONS)
    return JAMMING.conform(added.with_columns(pl.col("reasons").list.unique().list.sort()))


def _shaped(counted: pl.DataFrame) -> pl.DataFrame:
    names = pl.Series([h3.int_to_str(cell) for cell in counted["cell"]], dtype=pl.String)
    reasons = pl.col("reasons").fill_null([]).list.unique().list.sort()
    return JAMMING.conform(counted.with_columns(reasons, cell=names, disturbed=pl.col("disturbed").fill_null(0)))


def _present(marked: pl.DataFrame, rows: Ints) -> pl.DataFrame:
    """Which craft were in which cell and hour, by their unmarked positions: `craft`, `cell`, `hour`."""
    seen = marked.select("craft", "time", "lat", "lon", "mark")[rows].filter(pl.col("mark").is_null())
    rough = ((pl.col(name) / PLACED_DEG).round() * PLACED_DEG for name in ("lat", "lon"))
    return _in_cells(seen.with_columns(rough)).select("craft", "cell", "hour").unique()


def _noted(columns: Columns) -> Ints:
    """The first row of each craft in each three minutes."""
    slot = columns.ms // NOTED_MS
    new = np.r_[True, (slot[1:] != slot[:-1]) | (columns.craft[1:] != columns.craft[:-1])][: len(columns)]
    return np.asarray(np.flatnonzero(new), dtype=np.int64)


def _in_cells(points: pl.DataFrame) -> pl.DataFrame:
    hour = pl.col("time").dt.truncate("1h").alias("hour")
    return celled(points.with_columns(hour, alt=pl.lit(0.0)))


def _signs(marked: pl.DataFrame) -> pl.DataFrame:
    """Rows that tell of disturbance, with the cell in which the craft was: `craft`, `hour`, `cell`, `reason`."""
    placed = [_falsified(marked), _degraded(marked)]
    return pl.concat([part.select(pl.col(name).cast(dtype) for name, dtype in _SIGN.items()) for part in placed])


def _falsified(marked: pl.DataFrame) -> pl.DataFrame:
    """Marked rows, at the nearest place at which their craft was believed."""
    mark, kept = pl.col("mark"), marked.select("craft", "time", "gs_kt", "mark")
    kinds = mark.str.contains(FALSIFIED) | (mark == SLOW) | mark.str.starts_with("stale_repeat")
    false = kept.filter(pl.Series(marked["mark"].is_not_null())).filter(kinds)
    if false.is_empty():
        return pl.DataFrame(schema=_SIGN)
    believed = marked.filter(mark.is_null()).select("craft", "time", "lat", "lon", believed="time")
    true = believed.join(false.select("craft").unique(), on="craft", how="semi").sort("time")
    near = false.sort("time").join_asof(true, on="time", by="craft", strategy="nearest", check_sortedness=False)
    away = (pl.col("time") - pl.col("believed")).dt.total_milliseconds().abs() / 1000.0
    held = (away > HELD_S) & (pl.col("gs_kt") > HELD_KT)
    sure = near.filter(pl.col("lat").is_not_null(), ~pl.col("mark").str.starts_with("stale_repeat") | held)
    return _in_cells(sure).with_columns(reason=pl.col("mark").str.split(":").list.first())


def _degraded(marked: pl.DataFrame) -> pl.DataFrame:
    """Believed rows whose craft says, or whose source says, that navigation got worse than it was."""
    low, none = pl.col("nac_p") <= LOST_NAC_P, pl.col("nic") <= LOST_NIC
    lost = pl.col("gps_lost").fill_null(False)
    flying = (pl.col("gs_kt") > AIRBORNE_KT) & (pl.col("alt_kind") != "ground").fill_null(True)
    own_fix = flying & pl.col("mark").is_null() & (pl.col("source") != "mlat").fill_null(True)
    told = marked.select(low.fill_null(False) | none.fill_null(False) | lost).to_series()
    rows = marked.select(*NEEDED).filter(told) if told.any() else marked.select(*NEEDED).clear()
    rows = rows.filter(own_fix).with_columns(lost=lost)
    if rows.is_empty():
        return pl.DataFrame(schema=_SIGN)
    whole = marked.lazy().select("craft", "nac_p", "nic").group_by("craft").agg(pl.col("nac_p", "nic").max())
    best = whole.rename({"nac_p": "best_nac_p", "nic": "best_nic"}).collect()
    own = rows.join(best, on="craft", how="left")
    fell = (
        (low & (pl.col("best_nac_p") >= SOUND)).fill_null(False),
        (none & (pl.col("best_nic") >= SOUND)).fill_null(False),
    )
    reason = pl.when("lost").then(pl.lit("gps_lost")).when(fell[0]).then(pl.lit("nac_p"))
    because = own.with_columns(reason=reason.when(fell[1]).then(pl.lit("nic")))
    return _in_cells(because.filter(pl.col("reason").is_not_null()))
