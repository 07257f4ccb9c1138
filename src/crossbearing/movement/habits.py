"""Where craft and fleets were surely seen to land and to leave: a small table that adds up over parts of an archive."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from crossbearing.model.tables import Column, Table

SURE = ("ground", "low")

HABITS = Table(
    "habits",
    "How often each craft was seen to use each airport; tables of parts of an archive add up.",
    (
        Column("craft", pl.String, "the aircraft"),
        Column("operator", pl.String, "operator given by the track files"),
        Column("typecode", pl.String, "ICAO type designator given by the track files"),
        Column("airport", pl.String, "ICAO code"),
        Column("seen", pl.UInt32, "ends of flights seen there on the ground or low"),
        Column("unseen", pl.UInt32, "ends of flights named there otherwise: nobody heard the craft low"),
    ),
    ("craft", "operator", "typecode", "airport"),
)

WHO = ("craft", "operator", "typecode")


def habits_of(flights: pl.DataFrame) -> pl.DataFrame:
    """Count the named ends of FLIGHTS by craft and airport (HABITS)."""
    ends = [
        flights.select(*WHO, airport=f"{word}_airport", evidence=f"{word}_evidence")
        for word in ("departure", "arrival")
    ]
    named = pl.concat(ends).filter(pl.col("airport").is_not_null())
    sure = pl.col("evidence").is_in(list(SURE))
    counted = named.group_by(*WHO, "airport").agg(seen=sure.sum(), unseen=(~sure).sum())
    return HABITS.conform(counted)


def merged_habits(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The habits of several parts of an archive as one table."""
    every = pl.concat([HABITS.empty(), *parts])
    return HABITS.conform(every.group_by(*WHO, "airport").agg(pl.col("seen", "unseen").sum()))
