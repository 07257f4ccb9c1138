"""The fields of AIS messages 1, 3, 5, 18, 24 and 27 (ITU-R M.1371-5, annex 8)."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.worldgen.sea.sixbit import Field, Ints, number, text

NO_SPEED, NO_COURSE, NO_HEADING = 1023, 3600, 511
FINE, COARSE = 600_000.0, 600.0


def _or(values: pl.Series, scale: float, missing: int) -> Ints:
    plain = values.cast(pl.Float64).fill_null(np.nan).to_numpy()
    return np.where(np.isnan(plain), missing, np.round(np.nan_to_num(plain) * scale)).astype(np.int64)


def _scaled(values: pl.Series, scale: float) -> Ints:
    return np.asarray(np.round(values.to_numpy() * scale)).astype(np.int64)


def class_a(rows: pl.DataFrame) -> list[Field]:
    """Types 1 and 3: `message`, `mmsi`, `status`, speed, place, course, heading, `second`."""
    n = rows.height
    parts: list[tuple[NDArray[np.generic] | int, int]] = [
        (rows["message"].to_numpy(), 6), (0, 2), (rows["mmsi"].to_numpy(), 30), (rows["status"].to_numpy(), 4),
        (-128, 8), (_or(rows["sog_kt"], 10.0, NO_SPEED), 10), (1, 1), (_scaled(rows["lon"], FINE), 28),
        (_scaled(rows["lat"], FINE), 27), (_or(rows["cog_deg"], 10.0, NO_COURSE), 12),
        (_or(rows["heading_deg"], 1.0, NO_HEADING), 9), (rows["second"].to_numpy(), 6), (0, 2), (0, 3), (0, 1), (0, 19),
    ]  # fmt: skip
    return [number(values, bits, n) for values, bits in parts]


def class_b(rows: pl.DataFrame) -> list[Field]:
    """Type 18: as above, without a status."""
    n = rows.height
    parts: list[tuple[NDArray[np.generic] | int, int]] = [
        (18, 6), (0, 2), (rows["mmsi"].to_numpy(), 30), (0, 8), (_or(rows["sog_kt"], 10.0, NO_SPEED), 10), (1, 1),
        (_scaled(rows["lon"], FINE), 28), (_scaled(rows["lat"], FINE), 27),
        (_or(rows["cog_deg"], 10.0, NO_COURSE), 12), (_or(rows["heading_deg"], 1.0, NO_HEADING), 9),
        (rows["second"].to_numpy(), 6), (0, 2), (1, 1), (0, 1), (1, 1), (1, 1), (0, 1), (0, 1), (0, 1), (0, 20),
    ]  # fmt: skip
    return [number(values, bits, n) for values, bits in parts]


def long_range(rows: pl.DataFrame) -> list[Field]:
    """Type 27: place to a tenth of a minute, whole knots and degrees."""
    n = rows.height
    parts: list[tuple[NDArray[np.generic] | int, int]] = [
        (27, 6), (3, 2), (rows["mmsi"].to_numpy(), 30), (1, 1), (0, 1), (rows["status"].to_numpy(), 4),
        (_scaled(rows["lon"], COARSE), 18), (_scaled(rows["lat"], COARSE), 17),
        (np.minimum(_or(rows["sog_kt"], 1.0, 63), 63), 6), (_or(rows["cog_deg"], 1.0, 511), 9), (0, 1), (0, 1),
    ]  # fmt: skip
    return [number(values, bits, n) for values, bits in parts]


def _size(rows: pl.DataFrame) -> list[tuple[Ints, int]]:
    """How far the antenna stands from bow, stern, port and starboard."""
    length, width, bow = (rows[name].to_numpy().astype(np.int64) for name in ("length_m", "width_m", "bow_m"))
    return [(bow, 9), (length - bow, 9), (width // 2, 6), (width - width // 2, 6)]


def voyage_data(rows: pl.DataFrame) -> list[Field]:
    """Type 5: numbers, name, type, size, draught, destination, ETA."""
    n = rows.height
    eta = rows["eta"].fill_null("00-00 24:60")
    month, day, hour, minute = (eta.str.slice(at, 2).cast(pl.Int64).to_numpy() for at in (0, 3, 6, 9))
    return [
        number(5, 6, n), number(0, 2, n), number(rows["mmsi"].to_numpy(), 30, n), number(0, 2, n),
        number(rows["imo"].fill_null(0).to_numpy(), 30, n), *text(rows["callsign"].to_list(), 7),
        *text(rows["shipname"].to_list(), 20), number(rows["ship_type"].to_numpy(), 8, n),
        *(number(values, bits, n) for values, bits in _size(rows)), number(1, 4, n), number(month, 4, n),
        number(day, 5, n), number(hour, 5, n), number(minute, 6, n),
        number(_or(rows["draught_m"], 10.0, 0), 8, n), *text(rows["destination"].to_list(), 20),
        number(0, 1, n), number(0, 1, n),
    ]  # fmt: skip


def name_report(rows: pl.DataFrame) -> list[Field]:
    """Type 24, part A: the name."""
    n = rows.height
    return [
        number(24, 6, n), number(0, 2, n), number(rows["mmsi"].to_numpy(), 30, n), number(0, 2, n),
        *text(rows["shipname"].to_list(), 20), number(0, 8, n),
    ]  # fmt: skip


def size_report(rows: pl.DataFrame) -> list[Field]:
    """Type 24, part B: type, callsign, size."""
    n = rows.height
    return [
        number(24, 6, n), number(0, 2, n), number(rows["mmsi"].to_numpy(), 30, n), number(1, 2, n),
        number(rows["ship_type"].to_numpy(), 8, n), *text(["" for _ in range(n)], 3), number(0, 4, n),
        number(0, 20, n), *text(rows["callsign"].to_list(), 7),
        *(number(values, bits, n) for values, bits in _size(rows)), number(0, 6, n),
    ]  # fmt: skip
