"""Build the positions table from many decoded traces at once, column by column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from crossbearing.intake.tracks.judged import (
    IMPOSSIBLE_PLACE,
    NO_ADDRESSES,
    NOT_AN_AIRFRAME,
    at,
    impossible_time,
    trimmed,
)
from crossbearing.intake.tracks.trace_json import Detail, Row, Trace

STALE, NEW_LEG, GEOMETRIC_RATE, GEOMETRIC = 1, 2, 4, 8
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
# Rows kept as objects before they become typed columns: as many as fit the processor's cache (measured).
CELLS_HELD = 5_000
_NAMES = ("dt", "lat", "lon", "alt", "gs_kt", "track_deg", "flags", "vrate_fpm", "kind", "geom")
_NUMBERS = ("dt", "lat", "lon", "gs_kt", "track_deg", "vrate_fpm", "geom")


class TraceColumns:
    """The cells of many traces, column by column.

    Rows become columns as soon as they are decoded, and columns become typed every few thousand rows: holding
    100,000 rows as objects took 1.9 times the time of the whole reading (measured).
    """

    def __init__(self) -> None:
        self._cells: dict[str, list[Any]] = {name: [] for name in _NAMES}
        self._details: list[Detail] = []
        self._detail_rows: list[int] = []
        self._settled: list[pl.DataFrame] = []
        self._settled_details: list[pl.DataFrame] = []
        self._numbers: list[np.ndarray] = []
        self._counts: list[int] = []
        self._count = 0
        self._headings: list[tuple[str, bool, float, str]] = []

    def __len__(self) -> int:
        """How many rows are held."""
        return self._count

    def add(self, member: str, trace: Trace) -> None:
        """Take the good rows of one trace."""
        for held, cells in zip(self._cells.values(), cells_of(trace.rows), strict=True):
            held.extend(cells)
        detailed = [place for place, row in enumerate(trace.rows) if row.detail is not None]
        self._details.extend(trace.rows[place].detail for place in detailed)  # type: ignore[misc]
        self._detail_rows.extend(self._count + place for place in detailed)
        self._numbers.append(np.asarray(trace.numbers, dtype=np.uint32))
        self._counts.append(len(trace.rows))
        self._count += len(trace.rows)
        no_address = trace.icao.lower() in NO_ADDRESSES
        self._headings.append((craft_of(trace.icao), no_address, trace.timestamp, member))
        if len(self._cells["dt"]) >= CELLS_HELD:
            self._settle()

    def _settle(self) -> None:
        self._settled.append(pl.DataFrame(_columns(self._cells)))
        self._settled_details.append(_told(self._details))
        self._details.clear()
        for held in self._cells.values():
            held.clear()

    def frame(self, sha256: str) -> pl.DataFrame:
        """All rows as positions, and `reason`: why a row is to be rejected, null for a good one."""
        headings = pl.DataFrame(self._headings, schema=_HEADING, orient="row")
        nth = pl.Series(np.repeat(np.arange(len(self._counts), dtype=np.uint32), self._counts))
        rows = pl.Series("row", np.concatenate([np.empty(0, np.uint32), *self._numbers]))
        self._settle()
        parts = [pl.concat(self._settled), rows.to_frame(), headings[nth], self._told_in_place()]
        return _shaped(pl.concat(parts, how="horizontal"), sha256)

    def _told_in_place(self) -> pl.DataFrame:
        """Callsign, squawk and quality stand in the rows that sent them and nowhere else."""
        nothing = _told([Detail()])
        told = pl.concat([*self._settled_details, nothing])
        places = np.full(self._count, told.height - 1, dtype=np.uint32)
        places[self._detail_rows] = np.arange(told.height - 1, dtype=np.uint32)
        return told[pl.Series(places)]


_HEADING = {"craft": pl.String, "no_address": pl.Boolean, "base": pl.Float64, "member": pl.String}


def craft_of(icao: str) -> str:
    """The craft of an address as a trace writes it: `icao24:7380c2`, or `other:~2f3a10` for one that is none."""
    address = icao.lower()
    return f"other:{address}" if address.startswith("~") else f"icao24:{address}"


def cells_of(rows: list[Row]) -> tuple[list[Any], ...]:
    """The rows as columns in the order of `_NAMES`; written out, because that is the fastest (measured)."""
    return (
        [row.dt for row in rows],
        [row.lat for row in rows],
        [row.lon for row in rows],
        [row.alt for row in rows],
        [row.gs_kt for row in rows],
        [row.track_deg for row in rows],
        [row.flags for row in rows],
        [row.vrate_fpm for row in rows],
        [row.kind for row in rows],
        [row.geom for row in rows],
    )


def _columns(cells: Mapping[str, list[Any]]) -> list[pl.Series]:
    """The cells as series. The decoder has checked every type, so nothing here can fail."""
    heights = cells["alt"]
    return [
        *(pl.Series(name, cells[name], dtype=pl.Float64) for name in _NUMBERS),
        pl.Series("alt", [None if height.__class__ is str else height for height in heights], dtype=pl.Float64),
        pl.Series("ground", [height.__class__ is str for height in heights], dtype=pl.Boolean),
        pl.Series("flags", cells["flags"], dtype=pl.UInt8),
        pl.Series("kind", cells["kind"], dtype=pl.String),
    ]


def _told(details: list[Detail]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            pl.Series("callsign", [detail.flight for detail in details], dtype=pl.String),
            pl.Series("squawk", [detail.squawk for detail in details], dtype=pl.String),
            pl.Series("nic", [detail.nic for detail in details], dtype=pl.Int16),
            pl.Series("nac_p", [detail.nac_p for detail in details], dtype=pl.Int16),
            # An older file does not have the field, so its absence says nothing.
            pl.Series("gps_lost", [detail.gps_ok_before is not None or None for detail in details], dtype=pl.Boolean),
        ]
    )


def _shaped(frame: pl.DataFrame, sha256: str) -> pl.DataFrame:
    seconds = pl.col("base") + pl.col("dt")
    return frame.select(
        "craft",
        at(seconds),
        "lat",
        "lon",
        alt_ft=pl.when(~pl.col("ground")).then(pl.coalesce("alt", "geom")).cast(pl.Float32),
        alt_kind=_ALT_KIND,
        gs_kt=pl.col("gs_kt").cast(pl.Float32),
        track_deg=pl.col("track_deg").cast(pl.Float32),
        vrate_fpm=pl.col("vrate_fpm").cast(pl.Float32),
        vrate_kind=_VRATE_KIND,
        source=pl.col("kind").replace_strict(SOURCES, default="other", return_dtype=pl.String),
        callsign=trimmed("callsign"),
        squawk="squawk",
        nic="nic",
        nac_p="nac_p",
        gps_lost="gps_lost",
        stale=pl.col("flags") & STALE != 0,
        new_leg=pl.col("flags") & NEW_LEG != 0,
        mark=_MARK,
        exhibit=pl.lit(sha256),
        member="member",
        row="row",
        reason=_reason(seconds),
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

_VRATE_KIND = (
    pl.when(pl.col("vrate_fpm").is_null())
    .then(pl.lit(None, pl.String))
    .when(pl.col("flags") & GEOMETRIC_RATE != 0)
    .then(pl.lit("geom"))
    .otherwise(pl.lit("baro"))
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
        .when(IMPOSSIBLE_PLACE)
        .then(pl.lit("impossible latitude or longitude"))
        .when(impossible_time(seconds))
        .then(pl.lit("impossible time"))
    )
