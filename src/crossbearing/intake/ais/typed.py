"""Rows of ship positions as any table tells them, under our names, as rows in the shape of the tables."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from crossbearing.intake.ais.codes import ship_type_of, status_of
from crossbearing.intake.ais.frames import (
    NO_PLACE,
    NO_TIME,
    SAID,
    SIDES,
    WHICH_DAY,
    judged,
    positions_of,
    reject_rows,
    sized,
    statics_of,
)
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.tracks.times import seconds_of
from crossbearing.model.exhibits import Batch
from crossbearing.model.vessel_tables import VESSEL_STATICS

_SLASHED = r"^\d{1,2}/\d{1,2}/\d{4}"
_DAY_FIRST, _MONTH_FIRST = "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S"
_CLOCK = r"^\d{1,2}:\d{2}"
# `Class A` in Danish tables, `A` in American ones; shore stations, marks and aircraft are of neither class.
_CLASS = r"^\s*(?:CLASS\s+)?([AB])\s*$"
_EXACT_EARTH = r"^\d{8}_\d{6}"
# What sources write for "not told".
_NOTHING = ("unknown", "undefined", "none", "null", "nan", "n/a", "-")


def batch_of(
    name: str, rows: pl.DataFrame, bad: list[tuple[int, str]], member: str, sha256: str, rejects: Rejects
) -> Batch:
    """The judged rows of a piece, and those that are no rows at all with the reason, as a batch of a format."""
    for reason in dict.fromkeys(why for _, why in bad):
        rejects.add_rows(member, [row for row, why in bad if why == reason], reason)
    # Some sources keep a row for each message, and a message that tells a ship's name tells no place.
    names_only = (pl.col("reason") == NO_PLACE) & pl.any_horizontal(pl.col(name).is_not_null() for name in SAID)
    names_only = names_only.fill_null(False)
    reject_rows(rows.filter(~names_only), member, rejects, "row")
    return Batch(
        name,
        rows_in=rows.height + len(bad),
        vessels=positions_of(rows, member, sha256),
        statics=statics_of(rows.filter(pl.col("reason").is_null() | names_only), member, sha256),
        static_rows=rows.select(names_only.sum()).item(),
        rejects=rejects.take(),
    )


def typed(ours: pl.DataFrame, seconds: pl.Series, no_time: str = NO_TIME) -> pl.DataFrame:
    """Rows with our columns, numbers as numbers and the rest as texts, judged; `seconds` are their times.

    `no_time` is the reason where a time cannot be read.
    """
    mmsi = pl.col("mmsi").cast(pl.Float64, strict=False).cast(pl.Int64, strict=False)
    rows = ours.drop("time").with_columns(mmsi, seconds.alias("seconds"), *_told(ours.columns))
    missing = {name: VESSEL_STATICS.schema[name] for name in SAID if name not in rows.columns}
    whole = rows.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in missing.items())
    return judged(sized(whole), no_time)


def _told(present: list[str]) -> Iterator[pl.Expr]:
    """The columns that are words in the table, as what they mean."""
    if "status" in present:
        yield status_of("status")
    if "message" in present:
        yield pl.col("message").cast(pl.Float64, strict=False).cast(pl.Int8, strict=False)
    if "ship_type" in present:
        yield ship_type_of("ship_type").replace(0, None)
    if "imo" in present:
        yield pl.col("imo").str.extract(r"(\d{5,10})").cast(pl.UInt32, strict=False).replace(0, None)
    for name in ("sog_kt", "cog_deg", "heading_deg"):
        if name in present:
            yield pl.when(pl.col(name) < {"sog_kt": 102.25, "cog_deg": 360.0, "heading_deg": 360.0}[name]).then(name)
    for name in ("length_m", "width_m", "draught_m"):
        if name in present:
            yield pl.when(pl.col(name) > 0).then(pl.col(name)).cast(pl.Float32)
    for name in SIDES:
        if name in present:
            yield pl.when(pl.col(name) >= 0).then(pl.col(name)).cast(pl.Float32)
    if "transponder" in present:
        yield pl.col("transponder").str.to_uppercase().str.extract(_CLASS)
    for name in ("callsign", "shipname", "destination", "eta", "station"):
        if name in present:
            text = pl.col(name).str.strip_chars(" @\x00")
            yield pl.when(~text.str.to_lowercase().is_in(_NOTHING) & (text != "")).then(text).alias(name)


def timed(ours: pl.DataFrame, day_first: bool) -> pl.DataFrame:
    """Rows under our names, typed and judged, with their times as `seconds_in` reads them."""
    texts = ours["time"]
    if "day" in ours.columns:  # a date, and a clock in a column of its own
        clock = pl.col("time").str.contains(_CLOCK)
        texts = ours.select(pl.when(clock).then(pl.format("{} {}", "day", "time")).otherwise("time").alias("time"))[
            "time"
        ]
        ours = ours.drop("day")
    seconds = seconds_in(texts, day_first)
    unclear = seconds.is_null().all() and texts.str.contains(_SLASHED).any()
    return typed(ours, seconds, WHICH_DAY if unclear else NO_TIME)


def seconds_in(texts: pl.Series, day_first: bool) -> pl.Series:
    """Times as seconds since 1970; null where one cannot be read."""
    first = texts.drop_nulls().head(1).to_list()
    if first and pl.Series(first).str.contains(_EXACT_EARTH).any():
        return seconds_of(texts.str.slice(0, 15), form="%Y%m%d_%H%M%S")
    if first and pl.Series(first).str.contains(_SLASHED).any():
        form = _DAY_FIRST if day_first else _order_shown(texts)
        full = texts.str.replace(r"(\d) (\d{1,2}:\d{2})$", "${1} ${2}:00")
        return seconds_of(full, form=form) if form else pl.Series(texts.name, [None] * texts.len(), pl.Float64)
    return seconds_of(texts)


def _order_shown(texts: pl.Series) -> str | None:
    """Which of day and month comes first, where a number above 12 shows it."""
    one, two = (texts.str.extract(r"^(\d{1,2})/(\d{1,2})/", number).cast(pl.Int32) for number in (1, 2))
    if (one > 12).any():
        return None if (two > 12).any() else _DAY_FIRST
    return _MONTH_FIRST if (two > 12).any() else None
