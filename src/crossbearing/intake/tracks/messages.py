"""Single messages of craft made into positions and contacts: each position takes what its neighbours tell.

A transponder sends place, speed and callsign in messages of their own, some seconds apart. Receivers write them down
one by one (BaseStation, raw Mode S). Here a message with a place becomes a position, and takes speed, callsign and
squawk from the craft's message nearest in time; every message without a place is a contact.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from crossbearing.intake.tracks.judged import (
    IMPOSSIBLE_PLACE,
    NO_ADDRESSES,
    NOT_AN_AIRFRAME,
    at,
    impossible_time,
    trimmed,
)

# What a format gives of each message; columns that it does not have may be left out.
MESSAGE: Mapping[str, Any] = {
    "address": pl.String,
    "seconds": pl.Float64,
    "until": pl.Float64,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "alt_ft": pl.Float64,
    "alt_kind": pl.String,
    "ground": pl.Boolean,
    "gs_kt": pl.Float64,
    "track_deg": pl.Float64,
    "vrate_fpm": pl.Float64,
    "vrate_kind": pl.String,
    "callsign": pl.String,
    "squawk": pl.String,
    "nac_p": pl.Int16,
    "source": pl.String,
    "zoneless": pl.Boolean,
    "guessed": pl.Boolean,
    "row": pl.UInt32,
    "reason": pl.String,
}
# Speed is sent twice a second, callsign every 5 s (ICAO Doc 9871): a nearer message was lost beyond that. GUESS x 2.
SPEED_WITHIN_S, NAME_WITHIN_S = 3.0, 10.0
# Some writers put "0" where no code was sent.
SQUAWK = "^[0-7]{4}$"
ADDRESS = "^~?[0-9a-f]{6}$"
_SPEED = ("gs_kt", "track_deg", "vrate_fpm", "vrate_kind")


def judged_messages(messages: pl.DataFrame, member: str, sha256: str) -> pl.DataFrame:
    """All columns of MESSAGE, `craft`, `member`, `exhibit`, `located`, and why a message is to be rejected."""
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in MESSAGE.items() if name not in messages.columns]
    whole = messages.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in MESSAGE.items())
    address = pl.col("address").str.to_lowercase()
    craft = pl.when(address.str.starts_with("~")).then("other:" + address).otherwise("icao24:" + address)
    named = whole.with_columns(
        craft=craft,
        located=pl.col("lat").is_not_null() & pl.col("lon").is_not_null(),
        member=pl.lit(member),
        exhibit=pl.lit(sha256),
    )
    return named.with_columns(reason=pl.coalesce("reason", _reason(address)))


def _reason(address: pl.Expr) -> pl.Expr:
    return (
        pl.when(address.is_null() | ~address.str.contains(ADDRESS))
        .then(pl.lit("no address"))
        .when(pl.col("seconds").is_null())
        .then(pl.lit("no time of its own, and no day was said"))
        .when(impossible_time(pl.col("seconds")))
        .then(pl.lit("impossible time"))
        .when(pl.col("located") & IMPOSSIBLE_PLACE)
        .then(pl.lit("impossible latitude or longitude"))
    )


def located(judged: pl.DataFrame) -> pl.DataFrame:
    """The positions among judged messages, under the names of POSITIONS."""
    good = judged.filter(pl.col("reason").is_null())
    places = good.filter("located").sort("seconds", maintain_order=True)
    told = places
    for columns, within in ((_SPEED, SPEED_WITHIN_S), (("callsign",), NAME_WITHIN_S), (("squawk",), NAME_WITHIN_S)):
        told = _with_nearest(told, good, columns, within)
    told = _with_nearest(told, good, ("nac_p",), NAME_WITHIN_S)
    return _shaped(told)


def _with_nearest(
    places: pl.DataFrame, messages: pl.DataFrame, columns: tuple[str, ...], within: float
) -> pl.DataFrame:
    """Fill null columns of the places from the craft's message nearest in time that has the first of them."""
    telling = messages.filter(pl.col(columns[0]).is_not_null()).sort("seconds", maintain_order=True)
    near = telling.select("craft", "seconds", *(pl.col(name).alias(f"{name}_near") for name in columns))
    joined = places.join_asof(
        near, on="seconds", by="craft", strategy="nearest", tolerance=within, check_sortedness=False
    )
    own = pl.col(columns[0]).is_not_null()
    filled = [pl.when(own).then(pl.col(n)).otherwise(pl.col(f"{n}_near")).alias(n) for n in columns]
    return joined.with_columns(filled).drop(f"{name}_near" for name in columns)


def _shaped(places: pl.DataFrame) -> pl.DataFrame:
    ground = pl.col("ground").fill_null(False)
    known = pl.col("alt_ft").is_not_null()
    kind = pl.when(known).then(pl.col("alt_kind").fill_null("baro")).otherwise(pl.lit("unknown"))
    return places.select(
        "craft",
        at(pl.col("seconds")),
        *("lat", "lon", "gs_kt", "track_deg", "vrate_fpm", "vrate_kind", "nac_p"),
        pl.when(pl.col("squawk").str.contains(SQUAWK)).then("squawk").alias("squawk"),
        *("exhibit", "member", "row", "reason"),
        alt_ft=pl.when(~ground).then(pl.col("alt_ft")),
        alt_kind=pl.when(ground).then(pl.lit("ground")).otherwise(kind),
        source=pl.col("source").fill_null("other"),
        callsign=trimmed("callsign"),
        stale=pl.lit(False),
        new_leg=pl.lit(False),
        mark=_MARK,
    )


def contacts_in(judged: pl.DataFrame) -> pl.DataFrame:
    """The messages without a place, as `Contacts` takes them."""
    return judged.filter(pl.col("reason").is_null() & ~pl.col("located")).with_columns(on_ground="ground")


_MARK = (
    pl.when(pl.col("craft").str.starts_with("other:"))
    .then(pl.lit(NOT_AN_AIRFRAME + "address made up by a ground station or a vehicle"))
    .when(pl.col("craft").str.slice(-6).is_in(NO_ADDRESSES))
    .then(pl.lit(NOT_AN_AIRFRAME + "address not set"))
)
