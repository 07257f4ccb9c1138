"""State vectors as a positions table: units, position time, and which rows are only repeats."""

from __future__ import annotations

import polars as pl

from crossbearing.intake.tracks.judged import (
    IMPOSSIBLE_PLACE,
    NO_ADDRESSES,
    NOT_AN_AIRFRAME,
    at,
    impossible_time,
    trimmed,
)

FT_PER_M = 1 / 0.3048
KT_PER_MS = 3600 / 1852
FPM_PER_MS = 60 / 0.3048
# OpenSky holds a vector after loss for up to 300 s; its own REST service calls a position lost after 15 s.
HELD_AFTER_S = 15.0
REPEAT = "stale_repeat"
HEARD = "heard, not located"
# readsb calls a position lost after 60 s; a craft heard later than that after its last position is not located.
LOST_AFTER_S = 60.0
ADDRESS = "^[0-9a-f]{6}$"

NUMBER, WORD, TRUTH = "number", "word", "truth"
COLUMNS = {
    "time": NUMBER,
    "icao24": WORD,
    "lat": NUMBER,
    "lon": NUMBER,
    "velocity": NUMBER,
    "heading": NUMBER,
    "vertrate": NUMBER,
    "callsign": WORD,
    "onground": TRUTH,
    "squawk": WORD,
    "baroaltitude": NUMBER,
    "geoaltitude": NUMBER,
    "lastposupdate": NUMBER,
    "lastcontact": NUMBER,
}
NEEDED = ("time", "icao24", "lat", "lon", "lastposupdate", "lastcontact")


def with_reason(frame: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """Add `reason`: why a row is no position of its own; null for one that is, `HEARD` where the craft was heard all
    the same.

    `last` has for each `icao24` the `lastposupdate` that came `before` this frame.
    """
    named = frame.with_columns(pl.col("icao24").str.to_lowercase())
    joined = named.join(last, on="icao24", how="left", maintain_order="left")
    previous = pl.col("lastposupdate").shift(1).over("icao24").fill_null(pl.col("before"))
    held = (pl.col("time") - pl.col("lastcontact") > HELD_AFTER_S).fill_null(False)
    unlocated = pl.col("lat").is_null() | pl.col("lon").is_null() | pl.col("lastposupdate").is_null()
    frozen = (pl.col("lastcontact") - pl.col("lastposupdate") > LOST_AFTER_S).fill_null(False)
    datable = ~impossible_time(pl.col("lastcontact")).fill_null(True)
    reason = (
        pl.when(~pl.col("icao24").fill_null("").str.contains(ADDRESS))
        .then(pl.lit("no address"))
        .when(unlocated & datable & ~held)
        .then(pl.lit(HEARD))
        .when(unlocated)
        .then(pl.lit("no position"))
        .when(frozen & datable & ~held & ~IMPOSSIBLE_PLACE & ~impossible_time(pl.col("lastposupdate")))
        .then(pl.lit(HEARD))
        .when(held | (pl.col("lastposupdate") == previous))
        .then(pl.lit(REPEAT))
        .when(IMPOSSIBLE_PLACE)
        .then(pl.lit("impossible latitude or longitude"))
        .when(impossible_time(pl.col("lastposupdate")))
        .then(pl.lit("impossible time"))
    )
    return joined.with_columns(reason=reason)


BESIDE = ("seconds", "heard_s", "ground", "registration", "typecode", "operator")


def shaped(judged: pl.DataFrame, member: str, sha256: str) -> pl.DataFrame:
    """The rows in feet and knots under the names of POSITIONS, with their `reason` and what is `BESIDE`."""
    ground = pl.col("onground").fill_null(False)
    height = pl.coalesce("baroaltitude", "geoaltitude")
    no_address = pl.col("icao24").is_in(NO_ADDRESSES)
    return judged.select(
        at(pl.col("lastposupdate")),
        "lat",
        "lon",
        "squawk",
        "row",
        "reason",
        craft=pl.lit("icao24:") + pl.col("icao24"),
        alt_ft=pl.when(~ground).then(height * FT_PER_M),
        alt_kind=_alt_kind(ground),
        gs_kt=pl.col("velocity") * KT_PER_MS,
        track_deg="heading",
        vrate_fpm=pl.col("vertrate") * FPM_PER_MS,
        seconds="lastposupdate",
        heard_s="lastcontact",
        source=pl.lit("adsb"),
        callsign=trimmed("callsign"),
        age_s=pl.col("time") - pl.col("lastposupdate"),
        stale=pl.lit(False),
        new_leg=pl.lit(False),
        mark=pl.when(no_address).then(pl.lit(NOT_AN_AIRFRAME + "address not set")),
        exhibit=pl.lit(sha256),
        member=pl.lit(member),
        ground=ground,
        **dict.fromkeys(("registration", "typecode", "operator"), pl.lit(None, pl.String)),
    )


def _alt_kind(ground: pl.Expr) -> pl.Expr:
    return (
        pl.when(ground)
        .then(pl.lit("ground"))
        .when(pl.col("baroaltitude").is_not_null())
        .then(pl.lit("baro"))
        .when(pl.col("geoaltitude").is_not_null())
        .then(pl.lit("geom"))
        .otherwise(pl.lit("unknown"))
    )
