"""How well ships are heard, learnt from all ships of the data: per cell and hour, who was there and who was heard.

A ship was *there* in an hour when she was heard before it and after it with no more than two days between, on the
straight line between both places. She was *heard* when a position of hers fell into it. What one ship's silence means
follows from what others in the same cells and hours show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.binomial import lower_bound
from crossbearing.movement.vessels.fixes import Fixes

HOUR_S = 3600.0
# Cells of a quarter of a degree (28 km): shore stations hear 40 to 80 km, satellites far more. GUESS.
CELL_DEG = 0.25
# Ships that were silent for longer tell nothing of where they were.
BRACKETED_S = 48 * HOUR_S
# A silence is looked at in windows of so many hours, the best of which counts: what keeps a ship from being heard (a
# weak antenna, a station that is down) lasts, so that windows are not independent and are not multiplied.
WINDOW_H = 6
# Fewer ships than these tell nothing.
LEAST_SHIPS = 3


@dataclass(frozen=True, slots=True)
class Reception:
    """Ship-hours sorted by cell and hour: which hull, and whether she was heard."""

    cell: Ints
    hour: Ints
    hull: Ints
    heard: Bools


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
    cell, hour, hull = cells_of(lat, lon), hours[before] + into, fixes.hull[before]
    return _sorted(cell, hour, hull, into == 0)


def _sorted(cell: Ints, hour: Ints, hull: Ints, heard: Bools) -> Reception:
    order = np.lexsort((hour, cell))
    return Reception(cell[order], hour[order], hull[order], heard[order])


def merged(parts: Sequence[Reception], hulls: Sequence[Ints]) -> Reception:
    """The ship-hours of all parts of ships; `hulls` tells for each part the number of each of its ships among all."""
    if not parts:
        nothing = np.zeros(0, np.int64)
        return Reception(nothing, nothing, nothing, nothing.astype(np.bool_))
    cell, hour, heard = (np.concatenate([getattr(one, name) for one in parts]) for name in ("cell", "hour", "heard"))
    return _sorted(cell, hour, np.concatenate([own[one.hull] for one, own in zip(parts, hulls, strict=True)]), heard)


def cells_of(lat: Floats, lon: Floats) -> Ints:
    """The cell of each place, as one number."""
    y = np.floor((lat + 90.0) / CELL_DEG).astype(np.int64)
    x = np.floor(((lon + 180.0) % 360.0) / CELL_DEG).astype(np.int64)
    return np.asarray(y * _COLUMNS + x)


_COLUMNS = round(360.0 / CELL_DEG)


@dataclass(frozen=True, slots=True)
class Pooled:
    """How all other ships were heard in some cells, in windows of six hours over all days, and the ship herself.

    `n` windows, `k` of them heard; `own_n` and `own_k` are the ship's own windows anywhere; `p_lower` is the one-sided
    95 % lower bound of k of n.
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
    cells = _with_neighbours(cells_of(lat, lon))
    low, high = (np.searchsorted(reception.cell, cells, side) for side in ("left", "right"))
    rows = np.concatenate([np.arange(a, b) for a, b in zip(low, high, strict=True)] or [np.zeros(0, np.int64)])
    mine = reception.hull[rows] == hull
    n, k = _windows(reception, rows[~mine])
    first, last = (int(second // HOUR_S) for second in silence)
    asked = (reception.hour > first) & (reception.hour < last)
    own_n, own_k = _windows(reception, np.flatnonzero((reception.hull == hull) & ~asked))
    return Pooled(n, k, own_n, own_k, lower_bound(k, n) if n else 0.0)


def _windows(reception: Reception, rows: Ints) -> tuple[int, int]:
    """How many windows of one ship there are in some rows, and in how many of them she was heard."""
    key = reception.hull[rows] * 10_000_000 + reception.hour[rows] // WINDOW_H
    windows, inverse = np.unique(key, return_inverse=True)
    heard = np.zeros(windows.size, np.bool_)
    np.logical_or.at(heard, inverse, reception.heard[rows])
    return int(windows.size), int(heard.sum())


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
    low = np.searchsorted(reception.cell, cells, "left")
    high = np.searchsorted(reception.cell, cells, "right")
    rows = [
        np.arange(a + np.searchsorted(reception.hour[a:b], first), a + np.searchsorted(reception.hour[a:b], last))
        for a, b in zip(low, high, strict=True)
        if b > a
    ]
    picked = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    picked = picked[reception.hull[picked] != hull]
    ships, inverse = np.unique(reception.hull[picked], return_inverse=True)
    heard = np.zeros(ships.size, np.bool_)
    np.logical_or.at(heard, inverse, reception.heard[picked])
    n, k = int(ships.size), int(heard.sum())
    if n < LEAST_SHIPS:
        return Expected(n, k, None, None)
    return Expected(n, k, (k + 0.5) / (n + 1.0), lower_bound(k, n))
