"""Build positions and contacts from many decoded snapshots at once, column by column."""

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
from crossbearing.intake.tracks.trace_frame import NO_AIRFRAME_SOURCES, SOURCES

ADDRESS = "^~?[0-9a-f]{6}$"
# Some writers put "0" where no code was sent.
SQUAWK = "^[0-7]{4}$"
REPEAT = "stale_repeat"
# `now` and `seen_pos` are rounded apart from each other, to 0.1 s; positions of one craft are 0.4 s apart or more.
SAME_TIME_S = 0.3


def named(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with `craft`, `located`, `seconds` (when the position was valid, or the craft heard) and `reason`."""
    address = pl.col("hex").str.to_lowercase()
    craft = pl.when(address.str.starts_with("~")).then("other:" + address).otherwise("icao24:" + address)
    located = pl.col("lat").is_not_null() & pl.col("lon").is_not_null()
    age = pl.when(located).then(pl.col("seen_pos")).otherwise(pl.col("seen"))
    framed = cells.with_columns(craft=craft, located=located, seconds=pl.col("now") - age.fill_null(0.0))
    reason = (
        pl.when(~address.str.contains(ADDRESS))
        .then(pl.lit("no address"))
        .when(located & IMPOSSIBLE_PLACE)
        .then(pl.lit("impossible latitude or longitude"))
        .when(impossible_time(pl.col("seconds")))
        .then(pl.lit("impossible time"))
    )
    return framed.with_columns(reason=reason)


def with_repeats(rows: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """Give a position that the craft's previous snapshot already held the reason REPEAT.

    `last` has for each craft the place and time (`lat0`, `lon0`, `seconds0`) that came before these rows.
    """
    joined = rows.join(last, on="craft", how="left", maintain_order="left")
    before = {name: pl.col(name).shift(1).over("craft").fill_null(pl.col(f"{name}0")) for name in LAST}
    same = (pl.col("lat") == before["lat"]) & (pl.col("lon") == before["lon"])
    again = same & ((pl.col("seconds") - before["seconds"]).abs() <= SAME_TIME_S)
    reason = pl.coalesce("reason", pl.when(again.fill_null(False)).then(pl.lit(REPEAT)))
    return joined.with_columns(reason=reason)


LAST = ("lat", "lon", "seconds")


def latest(rows: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """The last place and time of each craft, of these rows or else of `last`."""
    fresh = rows.filter(pl.col("seconds").is_not_null()).select("craft", *(pl.col(n).alias(f"{n}0") for n in LAST))
    return pl.concat([last, fresh]).group_by("craft", maintain_order=True).last()


def shaped(rows: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Located rows under the names of POSITIONS, with their `reason`."""
    return rows.select(
        "craft",
        at(pl.col("seconds")),
        "lat",
        "lon",
        "gs_kt",
        "track_deg",
        pl.when(pl.col("squawk").str.contains(SQUAWK)).then("squawk").alias("squawk"),
        "nic",
        "nac_p",
        "gps_lost",
        "member",
        "row",
        "reason",
        alt_ft=pl.when(~pl.col("ground")).then(pl.coalesce("alt", "alt_geom")),
        alt_kind=_ALT_KIND,
        vrate_fpm=pl.coalesce("baro_rate", "geom_rate"),
        vrate_kind=_VRATE_KIND,
        source=pl.col("kind").replace_strict(SOURCES, default="other", return_dtype=pl.String),
        callsign=trimmed("callsign"),
        age_s="seen_pos",
        stale=pl.lit(False),
        new_leg=pl.lit(False),
        mark=_MARK,
        exhibit=pl.lit(sha256),
    )


def heard(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of craft without a position, as `Contacts` takes them."""
    return rows.with_columns(
        alt_ft="alt", on_ground=pl.when("ground").then(True), old_s=pl.col("now") - pl.col("old_age")
    )


_ALT_KIND = (
    pl.when("ground")
    .then(pl.lit("ground"))
    .when(pl.col("alt").is_not_null())
    .then(pl.lit("baro"))
    .when(pl.col("alt_geom").is_not_null())
    .then(pl.lit("geom"))
    .otherwise(pl.lit("unknown"))
)

_VRATE_KIND = (
    pl.when(pl.col("baro_rate").is_not_null())
    .then(pl.lit("baro"))
    .when(pl.col("geom_rate").is_not_null())
    .then(pl.lit("geom"))
)

_MARK = (
    pl.when(pl.col("kind").is_in(NO_AIRFRAME_SOURCES))
    .then(pl.lit(NOT_AN_AIRFRAME) + pl.col("kind"))
    .when(pl.col("craft").str.starts_with("other:"))
    .then(pl.lit(NOT_AN_AIRFRAME + "address made up by a ground station or a vehicle"))
    .when(pl.col("craft").str.slice(-6).is_in(NO_ADDRESSES))
    .then(pl.lit(NOT_AN_AIRFRAME + "address not set"))
)
