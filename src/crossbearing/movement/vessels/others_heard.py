"""How others of a ship's class were heard where she was silent: in those hours, in each of them, and on all days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.binomial import lower_bound
from crossbearing.movement.vessels.reception import (
    AROUND,
    CELL_DEG,
    HOUR_S,
    HOURS,
    WINDOW_H,
    Reception,
    cells_of,
    with_neighbours,
)
from crossbearing.movement.vessels.senders import UNKNOWN

# Fewer ships, and fewer hours of ships, than these tell nothing.
LEAST_SHIPS, LEAST_HOURS = 3, 5
# Whether an archive holds some hours is seen by ships within so many degrees: one feed serves a coast. GUESS.
REGION_DEG = 3.0
# What keeps a transponder that works from being heard where others are (weather, a wall of the quay, a crowded band)
# lasts for hours: windows a day apart are taken as so many chances. GUESS; counted in docs/method/calibration-sea.md.
APART_H = 24
Place: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Expected:
    """How others of a ship's class were heard in a silence's cells and hours: ships there, ships heard, estimate and
    lower bound."""

    n: int
    k: int
    p: float | None
    p_lower: float | None


@dataclass(frozen=True, slots=True)
class Pooled:
    """How other ships of her class were heard in some cells, in windows of six hours over all days, and she herself.

    `n` windows, `k` of them heard; `own_n` and `own_k` are the ship's own windows in all cells where nearly all of her
    class are heard, or, where her class is unknown, in those of these cells alone: who knows how far she is heard
    elsewhere? `p_lower` is the one-sided 95 % lower bound of k of n.
    """

    n: int
    k: int
    own_n: int
    own_k: int
    p_lower: float

    def over(self, silence: tuple[float, float]) -> Pooled:
        """The same with the bound for a whole silence, from one second to another: of its windows that lie a day apart.

        To be asked only where others beside her were heard all the time, as no station was down for days then.
        """
        hours = (silence[1] - silence[0]) / HOUR_S
        chances = 1 + max(int((hours - WINDOW_H) // APART_H), 0)
        return replace(self, p_lower=1.0 - (1.0 - self.p_lower) ** chances)


def pooled(reception: Reception, hull: int, lat: Floats, lon: Floats, silence: tuple[float, float]) -> Pooled:
    """How others were heard in the cells of some places and those beside them, all days taken together.

    The ship's own windows are those outside the `silence` that is asked about, in seconds.
    """
    reception = reception.beside(hull)
    cells = with_neighbours(cells_of(lat, lon))
    rows = reception.within(cells)
    n, k = _windows(reception, rows[reception.hull[rows] != hull])
    first, last = (int(second // HOUR_S) for second in silence)
    own = reception.of(hull)
    hour = reception.where[own] % HOURS
    well = reception.heard_well
    well = np.intersect1d(well, cells) if reception.senders[hull] == UNKNOWN else well
    in_reach = np.isin(reception.where[own] // HOURS, well)
    own_n, own_k = _windows(reception, own[in_reach & ((hour <= first) | (hour >= last))])
    return Pooled(n, k, own_n, own_k, lower_bound(k, n) if n else 0.0)


def _windows(reception: Reception, rows: Ints) -> tuple[int, int]:
    """How many windows of one ship there are in some rows, and in how many of them she was heard."""
    return _heard(reception.hull[rows].astype(np.int64) * HOURS + reception.where[rows] % HOURS // WINDOW_H,
                  reception.heard[rows])  # fmt: skip


def _heard(of: Ints, heard: Bools) -> tuple[int, int]:
    """How many different numbers there are, and how many of them were heard at least once."""
    return int(np.unique(of).size), int(np.unique(of[heard]).size)


def expected(reception: Reception, hull: int, where: tuple[Place, Place], when: tuple[float, float]) -> Expected:
    """How others were heard while one ship was silent from one place and second to another.

    Looked at are the cells along the straight line and those beside them, in windows of `WINDOW_H` hours.
    """
    (lat1, lon1), (lat2, lon2) = where
    reception = reception.beside(hull)
    start, end = int(when[0] // HOUR_S) + 1, int(when[1] // HOUR_S)
    best = Expected(0, 0, None, None)
    for first in range(start, max(end, start + 1), WINDOW_H):
        last = min(first + WINDOW_H, max(end, start + 1))
        shares = np.linspace((first - start) / max(end - start, 1), (last - start) / max(end - start, 1), 13)
        east = (lon2 - lon1 + 540.0) % 360.0 - 180.0
        cells = with_neighbours(cells_of(lat1 + shares * (lat2 - lat1), lon1 + shares * east))
        found = _in_window(reception, hull, cells, first, last)
        if (found.p_lower or 0.0) > (best.p_lower or 0.0) or found.n > 0 == best.n:
            best = found
    return best


def hourly(reception: Reception, hull: int, where: tuple[Place, Place], when: tuple[float, float]) -> float:
    """The share of others of her class beside her that were heard in an hour, in the mean of a silence's hours.

    Hours in which nobody was there count as unheard. Who is heard once in six hours, by a satellite or before a
    station failed, counts for little here; and so do ships in port for one that left.
    """
    reception = reception.beside(hull)
    (lat1, lon1), (lat2, lon2) = where
    start, end = int(when[0] // HOUR_S) + 1, int(when[1] // HOUR_S)
    hours = np.arange(start, max(end, start + 1))
    share = (hours - start + 0.5) / hours.size
    east = (lon2 - lon1 + 540.0) % 360.0 - 180.0
    cells = cells_of(lat1 + share * (lat2 - lat1), lon1 + share * east)
    each = np.tile(hours, len(AROUND))
    rows = reception.within(np.concatenate([cells + step for step in AROUND]), each, each + 1)
    rows = rows[reception.hull[rows] != hull]
    hour = reception.where[rows] % HOURS - start
    there, heard = (np.bincount(one, minlength=hours.size) for one in (hour, hour[reception.heard[rows]]))
    return float((heard / np.maximum(there, 1)).mean())


def in_region(reception: Reception, hull: int, place: Place, when: tuple[float, float]) -> tuple[int, int]:
    """How many other ships of her class were within `REGION_DEG` of a place in some hours, and how many were heard."""
    reception = reception.beside(hull)
    wide = np.arange(-REGION_DEG, REGION_DEG + CELL_DEG, CELL_DEG)
    lat, lon = np.meshgrid(np.clip(place[0] + wide, -90.0, 90.0), place[1] + wide)
    cells = np.unique(cells_of(lat.ravel(), lon.ravel()))
    rows = reception.within(cells, int(when[0] // HOUR_S), int(when[1] // HOUR_S) + 1)
    rows = rows[reception.hull[rows] != hull]
    return _heard(reception.hull[rows].astype(np.int64), reception.heard[rows])


def on_all_days(
    reception: Reception, hull: int, lat: Floats, lon: Floats, silence: tuple[float, float]
) -> tuple[float, float]:
    """The share of others heard in an hour in the least heard of the cells of some places, and her own share in all.

    Cells beside them do not count: ships in a port are heard on behalf of no roadstead thirty kilometres off. Where
    there are fewer than five such hours nothing speaks against hearing, and the share is 1.
    """
    reception = reception.beside(hull)
    rows = reception.within(np.unique(cells_of(lat, lon)))
    others, heard = reception.hull[rows] != hull, reception.heard[rows]
    _, cell = np.unique(reception.where[rows][others] // HOURS, return_inverse=True)
    there, said = np.bincount(cell), np.bincount(cell[heard[others]], minlength=int(cell.max(initial=-1)) + 1)
    least = (said / there)[there >= LEAST_HOURS].min(initial=1.0)
    hour = reception.where[rows] % HOURS
    own = heard[~others & ((hour <= silence[0] // HOUR_S) | (hour >= silence[1] // HOUR_S))]
    return float(least), float(own.mean()) if own.size >= LEAST_HOURS else 1.0


def _in_window(reception: Reception, hull: int, cells: Ints, first: int, last: int) -> Expected:
    rows = reception.within(cells, first, last)
    rows = rows[reception.hull[rows] != hull]
    n, k = _heard(reception.hull[rows].astype(np.int64), reception.heard[rows])
    if n < LEAST_SHIPS:
        return Expected(n, k, None, None)
    return Expected(n, k, (k + 0.5) / (n + 1.0), lower_bound(k, n))
