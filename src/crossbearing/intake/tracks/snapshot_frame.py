"""Build positions and contacts from many decoded snapshots at once, column by column."""

from __future__ import annotations

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
from crossbearing.intake.tracks.snapshot_json import Aircraft, Snapshot
from crossbearing.intake.tracks.trace_frame import NO_AIRFRAME_SOURCES, SOURCES

ADDRESS = "^~?[0-9a-f]{6}$"
# Some writers put "0" where no code was sent.
SQUAWK = "^[0-7]{4}$"
REPEAT = "stale_repeat"
# `now` and `seen_pos` are rounded apart from each other, to 0.1 s; positions of one craft are 0.4 s apart or more.
SAME_TIME_S = 0.3
_CELLS: dict[str, Any] = {
    "hex": pl.String,
    "now": pl.Float64,
    "seen": pl.Float64,
    "seen_pos": pl.Float64,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "alt": pl.Float64,
    "ground": pl.Boolean,
    "alt_geom": pl.Float64,
    "gs_kt": pl.Float64,
    "track_deg": pl.Float64,
    "baro_rate": pl.Float64,
    "geom_rate": pl.Float64,
    "kind": pl.String,
    "callsign": pl.String,
    "squawk": pl.String,
    "nic": pl.Int16,
    "nac_p": pl.Int16,
    "gps_lost": pl.Boolean,
    "registration": pl.String,
    "typecode": pl.String,
    "operator": pl.String,
    "military": pl.Boolean,
    "old_lat": pl.Float64,
    "old_lon": pl.Float64,
    "old_age": pl.Float64,
    "member": pl.String,
    "row": pl.UInt32,
}


class SnapshotRows:
    """The aircraft of many snapshots as rows of cells."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []

    def __len__(self) -> int:
        """How many aircraft are held."""
        return len(self._rows)

    def add(self, member: str, snapshot: Snapshot, first: int) -> None:
        """Take the aircraft of one snapshot in a file where `first` rows stand before it."""
        for number, one in zip(snapshot.numbers, snapshot.aircraft, strict=True):
            self._rows.append((*_cells(one, snapshot.now), member, first + number))

    def take(self) -> pl.DataFrame:
        """All rows with `craft`, `seconds`, `reason`; begin anew."""
        rows, self._rows = self._rows, []
        return _named(pl.DataFrame(rows, schema=_CELLS, orient="row"))


def _cells(one: Aircraft, now: float) -> tuple[Any, ...]:
    height = one.alt_baro if one.alt_baro is not None else one.altitude
    located = one.last_position is None
    rate = one.baro_rate if one.baro_rate is not None else one.vert_rate
    return (
        one.hex,
        now,
        one.seen,
        one.seen_pos,
        one.lat if located else None,
        one.lon if located else None,
        None if height.__class__ is str else height,
        height == "ground",
        one.alt_geom,
        _first(one.gs, one.speed, one.gscp),
        one.track,
        rate,
        one.geom_rate,
        _kind(one),
        one.flight,
        one.squawk,
        one.nic,
        one.nac_p,
        one.gps_ok_before is not None or None,
        one.r,
        one.t,
        one.ownOp,
        None if one.dbFlags is None else bool(one.dbFlags & 1),
        *_last_position(one),
    )


def _last_position(one: Aircraft) -> tuple[float | None, float | None, float | None]:
    """Where the craft was when it last said so, and how long ago: an area, never a position."""
    last = one.last_position
    if last is None or last.lat is None or last.lon is None or last.seen_pos is None:
        return None, None, None
    sound = abs(last.lat) <= 90 and abs(last.lon) <= 180 and last.seen_pos >= 0
    return (last.lat, last.lon, last.seen_pos) if sound else (None, None, None)


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _kind(one: Aircraft) -> str | None:
    """The source: the lists name the fields that came by multilateration or TIS-B; where none does it was ADS-B."""
    if one.mlat and "lat" in one.mlat:
        return "mlat"
    if one.tisb and "lat" in one.tisb:
        return one.type or ("tisb_other" if one.hex.startswith("~") else "tisb_icao")
    return one.type or (None if one.now is not None else "adsb_icao")


def _named(cells: pl.DataFrame) -> pl.DataFrame:
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
