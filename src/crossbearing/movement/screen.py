"""One cheap look at every step, to find the craft that need the full rules at all.

Nearly all craft fly plausibly. Their steps are measured once, in pieces that fit the processor's cache and in single
precision; whoever comes near to breaking a rule is handed to the rules themselves, which measure exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.movement import standing, vehicles, walking
from crossbearing.movement.arrays import KM_PER_KT_S, Bools, Floats, Ints
from crossbearing.movement.reach import (
    BRIEF_S,
    JITTER_KM,
    LATE_S,
    MAX_KT,
    SHORTEST_FLIGHT_S,
    SPEED_UP,
    SPEED_UP_KT,
    TAXI_KM,
    TAXI_MAX_KT,
)
from crossbearing.world import geo

Singles: TypeAlias = NDArray[np.float32]
Numbers: TypeAlias = NDArray[np.int32]

# Rows looked at together: their arrays stay in the second-level cache. Measured: 16k to 64k are equally fast.
PIECE = 1 << 15
# A craft is suspect when it comes this near to a limit: single precision and the flat formula err by less than three
# hundredths in steps below a degree, up to 70 degrees of latitude; longer ones, and polar ones, are measured exactly.
NEAR = 0.97
FLAT_DEG, POLAR_DEG = 1.0, 70.0
# No step of fewer degrees comes near the least distance that is measured: a degree is longest along a meridian, and the
# diagonal of two is less than one and a half times as long.
NEAR_DEG = NEAR * JITTER_KM / (np.pi / 180 * geo.EARTH_RADIUS_KM) / 1.5
DEGREE_KM = np.float32(np.pi / 180 * geo.EARTH_RADIUS_KM)
# Course is compared every so many rows: over 40 s to three minutes at the usual rates.
STRIDE = 8
# Stretches that all stray by less than this cannot add up to what `walking` asks for.
STRAYING_SHARE, STRAYING_KM = np.float32(0.4), np.float32(0.3)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the screen reads, as it is stored: rows of one craft follow each other in order of time."""

    craft: Numbers
    starts: Ints
    names: pl.Series
    ms: Ints
    lat: Floats
    lon: Floats
    gs_kt: Singles
    track_deg: Singles
    ground: Bools

    def __len__(self) -> int:
        return len(self.ms)


def columns_of(frame: pl.DataFrame) -> Columns:
    """The columns of a POSITIONS frame, almost all without a copy."""
    runs = frame.select(pl.col("craft").rle().alias("run")).unnest("run")
    long = runs["len"].to_numpy()
    return Columns(
        craft=np.repeat(np.arange(len(long), dtype=np.int32), long),
        starts=np.cumsum(long, dtype=np.int64) - long,
        names=runs["value"].cast(pl.String),
        ms=frame["time"].to_physical().to_numpy(),
        lat=frame["lat"].to_numpy(),
        lon=frame["lon"].to_numpy(),
        gs_kt=frame["gs_kt"].fill_null(float("nan")).to_numpy(),
        track_deg=frame["track_deg"].fill_null(float("nan")).to_numpy(),
        ground=(frame["alt_kind"] == "ground").fill_null(False).to_numpy(),
    )


def in_order(columns: Columns) -> bool:
    """Whether rows stand in the order of craft and time, as POSITIONS has them."""
    if columns.names.null_count() or not columns.names.is_sorted() or columns.names.n_unique() < len(columns.names):
        return False
    back = np.flatnonzero(columns.ms[1:] < columns.ms[:-1]) + 1
    return bool(np.isin(back, columns.starts).all())


def held_rows(columns: Columns) -> Ints:
    """Rows at the very place of the row before of the same craft."""
    found = [np.zeros(0, dtype=np.int64)]
    for low in range(0, len(columns) - 1, PIECE):
        lat, lon = columns.lat[low : low + PIECE + 1], columns.lon[low : low + PIECE + 1]
        held = lat[1:] == lat[:-1]
        held &= lon[1:] == lon[:-1]
        if held.any():
            found.append(np.flatnonzero(held) + low + 1)
    rows = np.concatenate(found)
    return np.asarray(rows[columns.craft[rows] == columns.craft[rows - 1]], dtype=np.int64)


def suspects(columns: Columns, left_out: Bools) -> Ints:
    """Numbers of the craft that may break a rule of reach, standing, course or driving; marked rows are left out."""
    return _craft_of(columns, left_out, _suspects_of)


def strayers(columns: Columns, left_out: Bools) -> Ints:
    """Numbers of the craft that may move otherwise than their speed and course say; marked rows are left out."""
    return _craft_of(columns, left_out, _straying)


def _craft_of(columns: Columns, left_out: Bools, look: Callable[[_Piece], Numbers]) -> Ints:
    found = [np.zeros(0, dtype=np.int32)]
    low, ends = 0, np.r_[columns.starts[1:], len(columns)]
    while low < len(columns):
        high = int(ends[min(int(np.searchsorted(ends, low + PIECE)), len(ends) - 1)])
        part: slice | Ints = slice(low, high)
        if left_out[part].any():
            part = np.flatnonzero(~left_out[part]) + low
        piece = _Piece(columns, part)
        found.append(look(piece) if len(piece.craft) > 1 else piece.craft[:0])
        low = high
    return np.unique(np.concatenate(found)).astype(np.int64)


def _suspects_of(piece: _Piece) -> Numbers:
    wrong = _unreachable(piece) | _standing(piece) | _sudden(piece)
    return np.concatenate([piece.craft[1:][wrong], _straying(piece), _driving(piece)])


class _Piece:
    """Unmarked rows of some craft; steps lead from each row to the next."""

    __slots__ = ("craft", "degrees", "ground", "gs_kt", "lat", "lon", "ms", "same", "seconds", "track_deg")

    def __init__(self, columns: Columns, part: slice | Ints) -> None:
        self.craft, self.gs_kt = columns.craft[part], columns.gs_kt[part]
        self.ground, self.track_deg = columns.ground[part], columns.track_deg[part]
        self.ms, self.lat, self.lon = columns.ms[part], columns.lat[part], columns.lon[part]
        self.same = self.craft[1:] == self.craft[:-1]
        self.seconds = np.diff(self.ms).astype(np.float32) * np.float32(1e-3)
        self.degrees = np.maximum(np.abs(np.diff(self.lat)), np.abs(np.diff(self.lon)))

    def cos(self, rows: Ints) -> Singles:
        """Cosines of latitude, as single numbers."""
        return np.asarray(np.cos(self.lat[rows].astype(np.float32) * np.float32(np.pi / 180)), dtype=np.float32)

    def km(self, step: Ints) -> Singles:
        """How long some steps are."""
        dlat = (self.lat[step + 1] - self.lat[step]).astype(np.float32)
        dlon = (self.lon[step + 1] - self.lon[step]).astype(np.float32) * self.cos(step + 1)
        km = np.sqrt(dlat * dlat + dlon * dlon) * DEGREE_KM
        far = np.flatnonzero((self.degrees[step] > FLAT_DEG) | (np.abs(self.lat[step + 1]) > POLAR_DEG))
        at = step[far]
        km[far] = geo.distance_km(self.lat[at], self.lon[at], self.lat[at + 1], self.lon[at + 1])
        return np.asarray(km, dtype=np.float32)


def _unreachable(piece: _Piece) -> Bools:
    """Steps near or beyond what `reach.impossible_steps` allows."""
    wrong = np.zeros(len(piece.same), dtype=np.bool_)
    step = np.flatnonzero(piece.same & (piece.degrees > NEAR_DEG))
    km = piece.km(step)
    step, km = step[km > NEAR * JITTER_KM], km[km > NEAR * JITTER_KM]
    if not len(step):
        return wrong
    said, seconds = np.fmax(piece.gs_kt[step + 1], piece.gs_kt[step]), piece.seconds[step]
    kt = np.where(seconds < BRIEF_S, np.fmin(SPEED_UP * said + SPEED_UP_KT, MAX_KT), MAX_KT)
    allowed = JITTER_KM + kt * KM_PER_KT_S * (np.maximum(seconds, 0.0) + LATE_S)
    parked = piece.ground[step + 1] & piece.ground[step] & (said < TAXI_MAX_KT) & (seconds < SHORTEST_FLIGHT_S)
    wrong[step] = km > NEAR * np.where(parked, TAXI_KM, allowed)
    return wrong


def _standing(piece: _Piece) -> Bools:
    """Steps in which a craft hardly moves although it says it flies, two in a row."""
    low, high = standing.FROZEN_STEP_S
    wrong = np.zeros(len(piece.same), dtype=np.bool_)
    step = np.flatnonzero(piece.same & (piece.seconds >= low) & (piece.seconds <= high))
    said = (piece.gs_kt[step + 1] + piece.gs_kt[step]) / 2
    step, said = step[said >= standing.FROZEN_KT], said[said >= standing.FROZEN_KT]
    short = piece.km(step) < standing.FROZEN_SHARE / NEAR * KM_PER_KT_S * said * piece.seconds[step]
    wrong[step[short]] = True
    wrong[1:] &= wrong[:-1]
    return wrong


def _sudden(piece: _Piece) -> Bools:
    """Steps in which the speed changes more than any craft's can."""
    change = np.abs(np.diff(piece.gs_kt))
    step = np.flatnonzero(change > standing.LOST_KT)
    wrong = np.zeros(len(change), dtype=np.bool_)
    wrong[step] = piece.same[step] & (change[step] > standing.LOST_KT + standing.LOST_KT_S * piece.seconds[step])
    return wrong


def _straying(piece: _Piece) -> Numbers:
    """Craft that over some rows do not move as speed and course say at their two ends and in the middle."""
    a = np.arange(0, len(piece.craft) - STRIDE, STRIDE)
    a = a[
        (piece.craft[a] == piece.craft[a + STRIDE]) & (piece.gs_kt[a] >= walking.WALKING_KT) & (piece.track_deg[a] >= 0)
    ]
    b = a + STRIDE
    seconds = (piece.ms[b] - piece.ms[a]).astype(np.float32) * np.float32(1e-3)
    north = (piece.lat[b] - piece.lat[a]).astype(np.float32) * DEGREE_KM
    dlon = (piece.lon[b] - piece.lon[a]).astype(np.float32)
    east = (dlon - np.float32(360) * np.rint(dlon / np.float32(360))) * piece.cos(a + STRIDE // 2) * DEGREE_KM
    way = np.zeros(len(a), dtype=np.float32)
    for rows, weight in ((a, 0.25), (a + STRIDE // 2, 0.5), (b, 0.25)):
        said = piece.gs_kt[rows] * seconds * np.float32(weight * KM_PER_KT_S)
        course = piece.track_deg[rows] * np.float32(np.pi / 180)
        east, north, way = east - said * np.sin(course), north - said * np.cos(course), way + said
    limit = STRAYING_SHARE * way + STRAYING_KM
    off = np.hypot(east, north)
    far = (off > limit) & (seconds <= STRIDE * walking.STEP_S)
    together = np.bincount(piece.craft[a[far]] - piece.craft[0], weights=off[far])
    return np.asarray(np.flatnonzero(together >= walking.OFF_KM) + piece.craft[0], dtype=np.int32)


def _driving(piece: _Piece) -> Numbers:
    """Craft that are hardly ever off the ground, or never move."""
    first = np.flatnonzero(np.r_[True, ~piece.same])
    still = ~(np.fmax.reduceat(piece.gs_kt, first) > vehicles.FIXED_KT)
    if piece.ground.any():
        rows = np.diff(np.r_[first, len(piece.craft)])
        still |= np.add.reduceat(piece.ground.astype(np.int32), first) >= vehicles.GROUND_SHARE * rows
    return np.asarray(piece.craft[first][still], dtype=np.int32)
