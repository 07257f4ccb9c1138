"""Where ships lay still, and how: how far the antenna wandered, how far the ship turned, what she said she was doing.

A ship at a quay stays where she is but for the noise of her antenna; one at anchor swings round it with wind and tide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, Fixes, blocks, flat_km

# A ship that lies still makes less than this good from one position to the next. Anchored ships swing; rivers take
# moored ones nowhere. GUESS, as the field's 0.2 to 1 kt.
STILL_KT = 1.0
# Nor does she get farther than this from one position to the next: chain and ship are some 300 m long, and she may lie
# on the other side of the anchor. GUESS.
SWING_KM = 0.7
# Steps of less than that speed, and those that are no longer than a swing either.
SLOWLY, NEARBY = 1, 2
# As many fixes of a stretch are looked at, evenly spaced: a month at anchor takes no longer than a day.
LOOKED_AT = 64
MOORED, ANCHORED = 5.0, 1.0
# Stretches worked on at a time: 64 fixes of each take some 50 MB.
_AT_ONCE = 20_000
Slow: TypeAlias = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Lying:
    """Stretches in which ships lay still, by the numbers of their first and last fix, in order.

    `lat`, `lon` are the middle; nine fixes in ten lie within `wander_m` of it; nine headings in ten within `turned_deg`
    of their mean (NaN where fewer than three were told); `anchored` and `moored` are the shares that said so.
    """

    first: Ints
    last: Ints
    lat: Floats
    lon: Floats
    wander_m: Floats
    turned_deg: Floats
    anchored: Floats
    moored: Floats

    def __len__(self) -> int:
        return self.first.size

    def take(self, rows: Ints | Bools) -> Lying:
        """Some of the stretches."""
        return Lying(*(getattr(self, name)[rows] for name in Lying.__slots__))


def lying(
    fixes: Fixes, heading: pl.Series, least_s: float, *, unheard_s: float = np.inf, slow: Slow | None = None
) -> Lying:
    """All stretches of `least_s` seconds and more, without a silence of more than `unheard_s`.

    `heading` are the headings of the rows that the fixes were made of, degrees. `slow` are the steps that can belong to
    a stretch, where not all do.
    """
    still = (slow_steps(fixes, *_hulls(fixes)) if slow is None else slow) == NEARBY
    if np.isfinite(unheard_s):
        still &= np.diff(fixes.seconds) <= unheard_s
    first, last = stretches(still)
    long = fixes.seconds[last] - fixes.seconds[first] >= least_s
    first, last = first[long], last[long]
    parts = [slice(at, at + _AT_ONCE) for at in range(0, first.size, _AT_ONCE)] or [slice(0, 0)]
    measured = [_measured(fixes, heading, first[part], last[part]) for part in parts]
    return Lying(first, last, *(np.concatenate(column) for column in zip(*measured, strict=True)))


def slow_steps(fixes: Fixes, first: Ints, last: Ints) -> Slow:
    """For each step to the next fix 0, `SLOWLY` or `NEARBY`: of steps in runs of fixes, given by first and last row."""
    edges = np.zeros(len(fixes), np.int8)
    edges[first] += 1
    edges[last] -= 1
    slow = np.cumsum(edges[:-1], dtype=np.int8)
    for rows in blocks(slow.size):
        if slow[rows].any():
            slow[rows] *= _how_slow(fixes, slice(rows.start, rows.stop + 1))
    return slow


def _how_slow(fixes: Fixes, rows: slice) -> Slow:
    seconds, lat, lon = fixes.seconds[rows], fixes.lat[rows], fixes.lon[rows]
    km = flat_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
    slowly = km * 3600.0 <= STILL_KT * KMH_PER_KT * np.maximum(np.diff(seconds), 1.0)
    return np.asarray(slowly * np.where(km <= SWING_KM, NEARBY, SLOWLY), np.int8)


def stretches(steps: Bools) -> tuple[Ints, Ints]:
    """The first and the last fix of each run of steps that hold."""
    edges = np.diff(np.concatenate([[False], steps, [False]]).view(np.int8))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _hulls(fixes: Fixes) -> tuple[Ints, Ints]:
    bounds = fixes.bounds()
    return bounds[:-1], bounds[1:] - 1


def _measured(fixes: Fixes, heading: pl.Series, first: Ints, last: Ints) -> tuple[Floats, ...]:
    share = np.arange(LOOKED_AT) / (LOOKED_AT - 1.0)
    rows = first[:, None] + np.rint(share[None] * (last - first)[:, None]).astype(np.int64)
    lat, lon = fixes.lat[rows], fixes.lon[rows]
    east = (lon - lon[:, :1] + 540.0) % 360.0 - 180.0
    mid_lat, mid_east = np.median(lat, axis=1), np.median(east, axis=1)
    x = (east - mid_east[:, None]) * np.cos(np.radians(mid_lat))[:, None]
    wander = np.hypot(x, lat - mid_lat[:, None]) * KM_PER_DEGREE * 1000.0
    mid_lon = (lon[:, 0] + mid_east + 540.0) % 360.0 - 180.0
    status = fixes.status[rows]
    turned = _turned(heading.gather(fixes.row[rows].ravel()).cast(pl.Float64).fill_null(np.nan).to_numpy())
    return (
        mid_lat,
        mid_lon,
        _nine_in_ten(wander),
        turned,
        (status == ANCHORED).mean(axis=1),
        (status == MOORED).mean(axis=1),
    )


def _nine_in_ten(values: Floats) -> Floats:
    """What nine in ten of each row are not above."""
    at = (9 * LOOKED_AT) // 10
    return np.asarray(np.partition(values, at, axis=1)[:, at]) if values.size else np.zeros(0)


def _turned(headings: Floats) -> Floats:
    """How far nine headings in ten lie from their mean at most; by rows of `LOOKED_AT`."""
    angle = np.radians(headings.reshape(-1, LOOKED_AT))
    told = np.isfinite(angle)
    if not angle.size:
        return np.zeros(0)
    turn = np.exp(1j * np.where(told, angle, 0.0)) * told
    mean = turn.sum(axis=1)
    off = np.where(told, np.abs(np.angle(turn * np.conj(mean)[:, None])), 0.0)
    count = told.sum(axis=1)
    spread = np.take_along_axis(np.sort(off, axis=1), LOOKED_AT - 1 - (count // 10)[:, None], axis=1)[:, 0]
    return np.where(count >= 3, np.degrees(spread), np.nan)
