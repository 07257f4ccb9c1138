"""Marks on rows beside what the rows are."""

from __future__ import annotations

from typing import Any

import polars as pl

# A mark of this kind does not say that a row is false.
HARMLESS = "shared_address"


def score_marks(positions: pl.DataFrame, truth: pl.DataFrame, days: dict[str, int]) -> dict[str, Any]:
    """Share of genuine rows marked, by kind, and of false rows not marked.

    `positions` are marked POSITIONS, `truth` the world's `rows.parquet`; `days` gives the day of each exhibit.
    Ground vehicles are left out: their rows are genuine and rightly marked.
    """
    day = pl.col("exhibit").replace_strict(days, return_dtype=pl.Int32)
    said = positions.select(icao24=pl.col("craft").str.extract(r":(.*)$"), day=day, row="row", mark="mark")
    rows = truth.filter(~pl.col("airframe").str.starts_with("g")).join(said, on=["icao24", "day", "row"], how="left")
    marked = pl.col("mark").is_not_null() & ~pl.col("mark").str.starts_with(HARMLESS)
    rows = rows.with_columns(marked=marked.fill_null(False), kind=pl.col("mark").str.extract(r"^(\w+)"))
    genuine, false = rows.filter("genuine"), rows.filter(~pl.col("genuine"))
    kinds = genuine.filter("marked").group_by("kind").len().sort("len", descending=True)
    return {
        "rows": rows.height,
        "false_rows": false.height,
        "genuine_marked": _share(genuine),
        "false_marked": _share(false),
        "genuine_marked_by_kind": dict(kinds.iter_rows()),
    }


def _share(rows: pl.DataFrame) -> float | None:
    return round(float(rows["marked"].sum()) / rows.height, 6) if rows.height else None
