"""How well ships are heard, learnt from all ships of the data: per cell and hour, who was there and who was heard.

A ship was *there* in an hour when she was heard before it and after it with no more than two days between, on the
straight line between both places. She was *heard* when a position of hers fell into it. What one ship's silence means
follows from what others in the same cells and hours show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.binomial import lower_bound
from crossbearing.movement.vessels.fixes import Fixes

Hulls: TypeAlias = NDArray[np.int32]
HOUR_S = 3600.0
# Cells of a quarter of a degree (28 km): shore stations hear 40 to 80 km, satellites far more. GUESS.
CELL_DEG = 0.25
# Ships that were silent for longer tell nothing of where they were.
BRACKETED_S = 48 * HOUR_S
# A silence is looked at in windows of so many hours, the best of which counts: what keeps a ship from being heard (a
# weak antenna, a station that is down) lasts, so that windows are not independent and are not multiplied.
WINDOW_H = 6
STORED = ("where", "hull", "heard")
# Hours since 1970 of any year that a date can have.
HOURS = 1 << 28
# Fewer ships than these tell nothing.
LEAST_SHIPS = 3
# A ship's habit shows where nearly all are heard: that nobody hears her far out says nothing of her transponder.
HEARD_WELL = 0.9


@dataclass(frozen=True)
class Reception:
    """Ship-hours: which hull, whether she was heard, and `where` and when in one number, `key_of`, by which they stand.

    Small numbers, as there is one row for each hour of each ship: thirteen bytes.
    """

    where: Ints
    hull: Hulls
    heard: Bools

    def stored(self) -> pl.DataFrame:
        """The ship-hours as a table."""
        return pl.DataFrame([pl.Series(name, getattr(self, name)) for name in STORED])

    @cached_property
    def _by_hull(self) -> tuple[Ints, Hulls]:
        order = np.argsort(self.hull, kind="stable")
        return order, self.hull[order]

    def of(self, hull: int) -> Ints:
        """The rows of one ship."""
        order, hulls = self._by_hull
        low, high = (np.searchsorted(hulls, np.int32(hull), side) for side in ("left", "right"))
        return order[low:high]

    @cached_property
    def heard_well(self) -> Ints:
        """The cells in which nine in ten of the ships there are heard in six hours, in their order."""
        cell, window = self.where // HOURS, self.where % HOURS // WINDOW_H
        hours = pl.DataFrame({"cell": cell, "window": window, "hull": self.hull, "heard": self.heard})
        heard = hours.group_by("cell", "window", "hull").agg(pl.col("heard").any())
        share = heard.group_by("cell").agg(pl.col("heard").mean()).filter(pl.col("heard") >= HEARD_WELL)
        return np.asarray(share["cell"].sort().to_numpy())

    def within(self, cells: Ints, first: int = 0, last: int | None = None) -> Ints:
        """The rows in some cells from one hour to before another, cell after cell."""
        low = np.searchsorted(self.where, key_of(cells, np.int64(first)))
        high = np.searchsorted(self.where, key_of(cells, np.int64(HOURS - 1 if last is None else last)))
        count = np.maximum(high - low, 0)
        return np.repeat(low - np.cumsum(count) + count, count) + np.arange(count.sum())


@dataclass(frozen=True, slots=True)
class Expected:
    """How others were heard in a silence's cells and hours: ships there, ships heard, estimate and lower bound."""

    n: int
    k: int
    p: float | None
    p_lower: float | None


def reception_of(fixes: Fixes) -> Reception:
    """Return the ship-hours of all ships."""
    hours = np.floor(fixes.seconds / HOUR_S).astype(np.int64)
    # The hour of the later fix belongs to the next step, but for the last of a ship.
    into_next = (hours[1:] > hours[:-1]) & (fixes.hull[:-1] == fixes.hull[1:])
    steps = np.flatnonzero(into_next & (np.diff(fixes.seconds) <= BRACKETED_S))
    count = hours[steps + 1] - hours[steps]
    before = np.repeat(steps, count)
    into = np.arange(before.size) - np.repeat(np.cumsum(count) - count, count)
    elapsed = fixes.seconds[before + 1] - fixes.seconds[before]
    share = np.clip((into + 0.5) * HOUR_S / np.maximum(elapsed, 1.0), 0.0, 1.0)
    east = (fixes.lon[before + 1] - fixes.lon[before] + 540.0) % 360.0 - 180.0
    lat = fixes.lat[before] + share * (fixes.lat[before + 1] - fixes.lat[before])
    lon = fixes.lon[before] + share * east
    return _sorted(key_of(cells_of(lat, lon), hours[before] + into), fixes.hull[before].astype(np.int32), into == 0)


def key_of(cell: Ints, hour: Ints | np.int64) -> Ints:
    """Cell and hour as one number, by which ship-hours stand in the order of both."""
    return np.asarray(cell * HOURS + hour)


def _sorted(where: Ints, hull: Hulls, heard: Bools) -> Reception:
    order = np.argsort(where, kind="stable")
    return Reception(where[order], hull[order], heard[order])


def reception_in(stored: pl.DataFrame) -> Reception:
    """The ship-hours of a table that `stored` made."""
    return Reception(*(stored[name].to_numpy() for name in STORED))


def merged(parts: Sequence[Reception], hulls: Sequence[Ints]) -> Reception:
    """The ship-hours of all parts of ships; `hulls` tells for each part the number of each of its ships among all."""
    if not parts:
        return Reception(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.bool_))
    hull = [own.astype(np.int32)[one.hull] for one, own in zip(parts, hulls, strict=True)]
    where, heard = (np.concatenate([getattr(one, name) for one in parts]) for name in ("where", "heard"))
    return _sorted(where, np.concatenate(hull), heard)


def cells_of(lat: Floats, lon: Floats) -> Ints:
    """The cell of each place, as one number."""
    y = np.floor((lat + 90.0) / CELL_DEG).astype(np.int64)
    x = np.floor(((lon + 180.0) % 360.0) / CELL_DEG).astype(np.int64)
    return np.asarray(y * _COLUMNS + x)


_COLUMNS = round(360.0 / CELL_DEG)


@dataclass(frozen=True, slots=True)
class Pooled:
    """How all other ships were heard in some cells, in windows of six hours over all days, and the ship herself.

    `n` windows, `k` of them heard; `own_n` and `own_k` are the ship's own windows in all cells where nearly all
    are heard; `p_lower` is the one-sided 95 % lower bound of k of n.
    """

    n: int
    k: int
    own_n: int
    own_k: int
    p_lower: float


def pooled(reception: Reception, hull: int, lat: Floats, lon: Floats, silence: tuple[float, float]) -> Pooled:
    """How others were heard in the cells of some places and those beside them, all days taken together.

    The ship's own windows are those outside the `silence` that is asked about, in seconds.
    """
    rows = reception.within(_with_neighbours(cells_of(lat, lon)))
    n, k = _windows(reception, rows[reception.hull[rows] != hull])
    first, last = (int(second // HOUR_S) for second in silence)
    own = reception.of(hull)
    hour = reception.where[own] % HOURS
    in_reach = np.isin(reception.where[own] // HOURS, reception.heard_well)
    own_n, own_k = _windows(reception, own[in_reach & ((hour <= first) | (hour >= last))])
    return Pooled(n, k, own_n, own_k, lower_bound(k, n) if n else 0.0)


def _windows(reception: Reception, rows: Ints) -> tuple[int, int]:
    """How many windows of one ship there are in some rows, and in how many of them she was heard."""
    return _heard(reception.hull[rows].astype(np.int64) * HOURS + reception.where[rows] % HOURS // WINDOW_H,
                  reception.heard[rows])  # fmt: skip


def _heard(of: Ints, heard: Bools) -> tuple[int, int]:
    """How many different numbers there are, and how many of them were heard at least once."""
    return int(np.unique(of).size), int(np.unique(of[heard]).size)


def expected(
    reception: Reception, hull: int, where: tuple[tuple[float, float], tuple[float, float]], when: tuple[float, float]
) -> Expected:
    """How others were heard while one ship was silent from one place and second to another.

    Looked at are the cells along the straight line and those beside them, in windows of `WINDOW_H` hours.
    """
    (lat1, lon1), (lat2, lon2) = where
    start, end = int(when[0] // HOUR_S) + 1, int(when[1] // HOUR_S)
    best = Expected(0, 0, None, None)
    for first in range(start, max(end, start + 1), WINDOW_H):
        last = min(first + WINDOW_H, max(end, start + 1))
        shares = np.linspace((first - start) / max(end - start, 1), (last - start) / max(end - start, 1), 13)
        east = (lon2 - lon1 + 540.0) % 360.0 - 180.0
        cells = _with_neighbours(cells_of(lat1 + shares * (lat2 - lat1), lon1 + shares * east))
        found = _in_window(reception, hull, cells, first, last)
        if (found.p_lower or 0.0) > (best.p_lower or 0.0) or found.n > 0 == best.n:
            best = found
    return best


def _with_neighbours(cells: Ints) -> Ints:
    around = [cells + dy * _COLUMNS + dx for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return np.unique(np.concatenate(around))


def _in_window(reception: Reception, hull: int, cells: Ints, first: int, last: int) -> Expected:
    rows = reception.within(cells, first, last)
    rows = rows[reception.hull[rows] != hull]
    n, k = _heard(reception.hull[rows].astype(np.int64), reception.heard[rows])
    if n < LEAST_SHIPS:
        return Expected(n, k, None, None)
    return Expected(n, k, (k + 0.5) / (n + 1.0), lower_bound(k, n))
