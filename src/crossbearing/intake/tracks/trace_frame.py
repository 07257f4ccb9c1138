"""Build the positions table from many decoded traces at once, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from crossbearing.intake.tracks.trace_json import Trace
from crossbearing.model.tables import POSITIONS, UTC

STALE, NEW_LEG, GEOMETRIC = 1, 2, 8
# Seconds since 1970 between which a position can be honest: ADS-B is younger, and 2100 is far.
EARLIEST_S, LATEST_S = 0.0, 4_102_444_800.0

SOURCES = {
    "adsb_icao": "adsb",
    "adsb_icao_nt": "adsb",
    "adsb_other": "adsb",
    "adsr_icao": "adsr",
    "adsr_other": "adsr",
    "tisb_icao": "tisb",
    "tisb_other": "tisb",
    "tisb_trackfile": "tisb",
    "adsc": "adsc",
    "mlat": "mlat",
}
# These carry an address that was made up by a ground station or a vehicle, not that of an airframe.
NO_AIRFRAME_SOURCES = ("tisb_other", "tisb_trackfile", "adsb_other", "adsr_other")
# All zeros and all ones are never allocated (ICAO Annex 10 volume III, chapter 9); unset transponders send them.
NO_ADDRESSES = ("000000", "ffffff")
NOT_AN_AIRFRAME = "not_an_airframe: "

_NAMES = ("dt", "lat", "lon", "alt", "gs_kt", "track_deg", "flags", "vrate_fpm", "detail", "kind", "geom")


def frame_of(traces: Sequence[tuple[str, Trace]], sha256: str) -> pl.DataFrame:
    """Positions of `(member, trace)` pairs with two extra columns.

    `reason` is why a row is to be rejected (null for a good one), `nth` the index of its trace in `traces`.
    """
    columns = _columns([row for _, trace in traces for row in trace.rows])
    counts = [len(trace.rows) for _, trace in traces]
    rows = np.concatenate([np.asarray(trace.numbers, dtype=np.uint32) for _, trace in traces])
    nth = pl.Series("nth", np.repeat(np.arange(len(traces), dtype=np.uint32), counts))
    per_trace = _per_trace(traces)
    frame = pl.DataFrame([nth, pl.Series("row", rows), *columns])
    repeated = per_trace[nth] if len(nth) else per_trace.clear()
    return _shaped(pl.concat([frame, repeated], how="horizontal"), sha256)


def _per_trace(traces: Sequence[tuple[str, Trace]]) -> pl.DataFrame:
    rows = [(craft_of(trace.icao), trace.icao in NO_ADDRESSES, trace.timestamp, member) for member, trace in traces]
    schema = {"craft": pl.String, "no_address": pl.Boolean, "base": pl.Float64, "member": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def craft_of(icao: str) -> str:
    """The craft of an address as a trace writes it: `icao24:7380c2`, or `other:~2f3a10` for one that is none."""
    address = icao.lower()
    return f"other:{address}" if address.startswith("~") else f"icao24:{address}"


def _columns(rows: list[Any]) -> list[pl.Series]:
    """The needed columns of all rows. The decoder has checked every type, so nothing here can fail."""
    if not rows:
        rows = [(None,) * 14]
        return [series.clear() for series in _columns(rows)]
    cells = dict(zip(_NAMES, zip(*rows, strict=True), strict=False))
    heights = cells["alt"]
    numbers = [pl.Series(name, cells[name], dtype=pl.Float64) for name in _NUMBERS]
    return [
        *numbers,
        pl.Series("alt", [None if height.__class__ is str else height for height in heights], dtype=pl.Float64),
        pl.Series("ground", [height.__class__ is str for height in heights], dtype=pl.Boolean),
        pl.Series("flags", cells["flags"], dtype=pl.UInt8),
        pl.Series("kind", cells["kind"], dtype=pl.String),
        *_detail_columns(cells["detail"]),
    ]


_NUMBERS = ("dt", "lat", "lon", "gs_kt", "track_deg", "vrate_fpm", "geom")


def _detail_columns(details: Sequence[Any]) -> list[pl.Series]:
    """Callsign, squawk and quality stand in the rows that sent them and nowhere else."""
    present = [place for place, detail in enumerate(details) if detail is not None]
    given = [details[place] for place in present]
    places = np.full(len(details), len(given), dtype=np.uint32)
    places[present] = np.arange(len(given), dtype=np.uint32)
    index = pl.Series(places)
    return [
        pl.Series(name, [*(getattr(detail, field) for detail in given), None], dtype=dtype).gather(index)
        for name, field, dtype in _DETAILS
    ]


_DETAILS = (
    ("callsign", "flight", pl.String),
    ("squawk", "squawk", pl.String),
    ("nic", "nic", pl.Int16),
    ("nac_p", "nac_p", pl.Int16),
)


def _shaped(frame: pl.DataFrame, sha256: str) -> pl.DataFrame:
    seconds = pl.col("base") + pl.col("dt")
    callsign = pl.col("callsign").str.strip_chars(" \x00@")
    return frame.select(
        "craft",
        (seconds.clip(EARLIEST_S, LATEST_S) * 1000).round().cast(pl.Int64).cast(UTC).alias("time"),
        "lat",
        "lon",
        alt_ft=pl.when(~pl.col("ground")).then(pl.coalesce("alt", "geom")).cast(pl.Float32),
        alt_kind=_ALT_KIND,
        gs_kt=pl.col("gs_kt").cast(pl.Float32),
        track_deg=pl.col("track_deg").cast(pl.Float32),
        vrate_fpm=pl.col("vrate_fpm").cast(pl.Float32),
        source=pl.col("kind").replace_strict(SOURCES, default="other", return_dtype=pl.String),
        callsign=pl.when(callsign != "").then(callsign),
        squawk="squawk",
        nic="nic",
        nac_p="nac_p",
        age_s=pl.lit(None, pl.Float32),
        stale=pl.col("flags") & STALE != 0,
        new_leg=pl.col("flags") & NEW_LEG != 0,
        mark=_MARK,
        exhibit=pl.lit(sha256),
        member="member",
        row="row",
        reason=_reason(seconds),
        nth="nth",
    )


_ALT_KIND = (
    pl.when("ground")
    .then(pl.lit("ground"))
    .when(pl.col("alt").is_not_null() & (pl.col("flags") & GEOMETRIC == 0))
    .then(pl.lit("baro"))
    .when(pl.col("alt").is_not_null() | pl.col("geom").is_not_null())
    .then(pl.lit("geom"))
    .otherwise(pl.lit("unknown"))
)

_MARK = (
    pl.when(pl.col("kind").is_in(NO_AIRFRAME_SOURCES))
    .then(pl.lit(NOT_AN_AIRFRAME) + pl.col("kind"))
    .when(pl.col("craft").str.starts_with("other:"))
    .then(pl.lit(NOT_AN_AIRFRAME + "address made up by a ground station or a vehicle"))
    .when("no_address")
    .then(pl.lit(NOT_AN_AIRFRAME + "address not set"))
)


def _reason(seconds: pl.Expr) -> pl.Expr:
    return (
        pl.when(pl.col("lat").is_null() | pl.col("lon").is_null())
        .then(pl.lit("no position"))
        .when((pl.col("lat").abs() > 90) | (pl.col("lon").abs() > 180))
        .then(pl.lit("impossible latitude or longitude"))
        .when(~seconds.is_between(EARLIEST_S, LATEST_S))
        .then(pl.lit("impossible time"))
    )


def positions_of(frame: pl.DataFrame) -> pl.DataFrame:
    """The good rows as a POSITIONS table."""
    return POSITIONS.conform(frame.filter(pl.col("reason").is_null()).drop("reason", "nth"))
