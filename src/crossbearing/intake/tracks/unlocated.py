"""Craft that were heard and not located, as sightings: one row for each unbroken stretch of such rows.

Where the file still shows an old position, the craft was within what it can have flown since: that is the area.
"""

from __future__ import annotations

import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.tables import SIGHTINGS, UTC

# Heard again after a longer silence it is another contact. GUESS: as long as OpenSky holds a vector after loss.
PAUSE_S = 300.0
# The fastest transport with the strongest tail wind, 660 kt, in km/s: how far a craft can be from where it last was.
FASTEST_KM_S = 0.34
# Half of the Earth's circumference: no area is wider.
EVERYWHERE_KM = 20_038.0


def sightings_of(heard: pl.DataFrame, author: str) -> pl.DataFrame:
    """The contacts (SIGHTINGS) in judged rows of craft that were heard; `seconds` is when an old position was valid."""
    if heard.is_empty():
        return SIGHTINGS.empty()
    located = pl.all_horizontal(pl.col("lat", "lon", "seconds").is_not_null())
    ordered = heard.with_columns(
        _when=pl.coalesce("heard_s", "seconds"), _old=pl.when(located).then(pl.col("seconds"))
    ).sort("craft", "_when", "row")
    pause = (pl.col("_when").diff() > PAUSE_S).fill_null(False).cum_sum().over("craft", "_old")
    runs = ordered.with_columns(_run=pause).group_by("craft", "_old", "_run", maintain_order=True).agg(_summary())
    ids = [content_id("sighting", *row) for row in runs.select("exhibit", "member", "row").rows()]
    age = pl.col("_last") - pl.col("_old")
    unnamed = pl.col("craft").str.starts_with("track:")
    area = pl.col("_old").is_not_null()
    return SIGHTINGS.conform(
        runs.select(
            *("registration", "callsign", "typecode", "operator", "observations", "on_ground", "alt_ft"),
            *("exhibit", "member", "row"),
            *(pl.when(area).then(pl.col(name)).alias(name) for name in ("lat", "lon")),
            id=pl.Series(ids, dtype=pl.String),
            craft=pl.when(~unnamed).then(pl.col("craft")),
            kind=pl.lit("contact"),
            started_at=_time(pl.col("_first")),
            ended_at=_time(pl.col("_last") + 1.0),
            place=pl.lit(None, pl.String),
            radius_km=(age * FASTEST_KM_S).clip(0, EVERYWHERE_KM),
            author=pl.lit(author),
            note=pl.format("its last position was {} s old", age.round().cast(pl.Int64)),
        )
    )


def _summary() -> list[pl.Expr]:
    return [
        *(pl.col(name).drop_nulls().first() for name in ("registration", "callsign", "typecode", "operator")),
        *(pl.col(name).first() for name in ("lat", "lon", "exhibit", "member", "row")),
        pl.col("alt_ft").drop_nulls().last(),
        pl.when(pl.col("ground").all()).then(True).alias("on_ground"),
        pl.col("_when").min().alias("_first"),
        pl.col("_when").max().alias("_last"),
        pl.len().cast(pl.UInt32).alias("observations"),
    ]


def _time(seconds: pl.Expr) -> pl.Expr:
    return (seconds * 1000).round().cast(pl.Int64).cast(UTC)
