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
from crossbearing.intake.tracks.trace_json import Row, Trace

STALE, NEW_LEG, GEOMETRIC = 1, 2, 8
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
_NAMES = Row.__struct_fields__
_NUMBERS = ("dt", "lat", "lon", "gs_kt", "track_deg", "vrate_fpm", "geom")


class TraceColumns:
    """The cells of many traces, column by column.

    Rows are turned into columns as soon as they are decoded: 100,000 row tuples held at once cost more in the
    interpreter's garbage collector than decoding them (measured: 2.1 times the time of the whole reading).
    """

    def __init__(self) -> None:
        self._cells: dict[str, list[Any]] = {name: [] for name in _NAMES}
        self._settled: list[pl.DataFrame] = []
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
        self._numbers.append(np.asarray(trace.numbers, dtype=np.uint32))
        self._counts.append(len(trace.rows))
        self._count += len(trace.rows)
        no_address = trace.icao.lower() in NO_ADDRESSES
        self._headings.append((craft_of(trace.icao), no_address, trace.timestamp, member))
        if len(self._cells["dt"]) >= CELLS_HELD:
            self._settle()

    def _settle(self) -> None:
        self._settled.append(pl.DataFrame(_columns(self._cells)))
        for held in self._cells.values():
            held.clear()

    def frame(self, sha256: str) -> pl.DataFrame:
        """All rows as positions, and `reason`: why a row is to be rejected, null for a good one."""
        headings = pl.DataFrame(self._headings, schema=_HEADING, orient="row")
        nth = pl.Series(np.repeat(np.arange(len(self._counts), dtype=np.uint32), self._counts))
        rows = pl.Series("row", np.concatenate([np.empty(0, np.uint32), *self._numbers]))
        self._settle()
        columns = pl.concat(self._settled)
        return _shaped(pl.concat([columns, rows.to_frame(), headings[nth]], how="horizontal"), sha256)


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
        [row.detail for row in rows],
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
        *_detail_columns(cells["detail"]),
    ]


def _detail_columns(details: list[Any]) -> list[pl.Series]:
    """Callsign, squawk and quality stand in the rows that sent them and nowhere else."""
    present = [place for place, detail in enumerate(details) if detail is not None]
    given = [details[place] for place in present]
    told = [
        pl.Series("callsign", [detail.flight for detail in given], dtype=pl.String),
        pl.Series("squawk", [detail.squawk for detail in given], dtype=pl.String),
        pl.Series("nic", [detail.nic for detail in given], dtype=pl.Int16),
        pl.Series("nac_p", [detail.nac_p for detail in given], dtype=pl.Int16),
    ]
    # One null behind the given values is what all rows without a detail point at.
    places = np.full(len(details), len(given), dtype=np.uint32)
    places[present] = np.arange(len(given), dtype=np.uint32)
    return [series.extend_constant(None, 1).gather(places) for series in told]


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
        source=pl.col("kind").replace_strict(SOURCES, default="other", return_dtype=pl.String),
        callsign=trimmed("callsign"),
        squawk="squawk",
        nic="nic",
        nac_p="nac_p",
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
