"""How well ships are heard, learnt from all ships of the data: per cell and hour, who was there and who was heard.

A ship was *there* in an hour when she was heard before it and after it with no more than two days between, on the
straight line between both places. She was *heard* when a position of hers fell into it. What one ship's silence means
follows from what others in the same cells and hours show: others with her class of transponder, as small boats with
2 to 12 W are lost some miles before ships are, and satellites hardly hear them.
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
from crossbearing.movement.vessels.fixes import Fixes
from crossbearing.movement.vessels.senders import Senders

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
# A ship's habit shows where nearly all are heard: that nobody hears her far out says nothing of her transponder.
HEARD_WELL = 0.9


@dataclass(frozen=True)
class Reception:
    """Ship-hours: which hull, whether she was heard, and `where` and when in one number, `key_of`, by which they stand.

    Small numbers, as there is one row for each hour of each ship: thirteen bytes. `senders` tells the class of the
    transponder of each hull (`senders_of`).
    """

    where: Ints
    hull: Hulls
    heard: Bools
    senders: Senders

    def stored(self) -> pl.DataFrame:
        """The ship-hours as a table."""
        told = [pl.Series(name, getattr(self, name)) for name in STORED]
        return pl.DataFrame([*told, pl.Series("sender", self.senders[self.hull])])

    def beside(self, hull: int) -> Reception:
        """The ship-hours of those that are heard like one ship: all of her class of transponder, and she."""
        return self._by_sender[int(self.senders[hull])]

    @cached_property
    def _by_sender(self) -> dict[int, Reception]:
        kinds = np.unique(self.senders)
        if kinds.size == 1:
            return {int(kinds[0]): self}
        sender = self.senders[self.hull]
        rows = {int(kind): np.flatnonzero(sender == kind) for kind in kinds}
        return {kind: Reception(self.where[own], self.hull[own], self.heard[own], self.senders)
                for kind, own in rows.items()}  # fmt: skip

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

    def within(self, cells: Ints, first: int | Ints = 0, last: int | Ints = HOURS - 1) -> Ints:
        """The rows in some cells from one hour to before another, cell after cell; hours of all cells, or of each."""
        low = np.searchsorted(self.where, key_of(cells, np.int64(first)))
        high = np.searchsorted(self.where, key_of(cells, np.int64(last)))
        count = np.maximum(high - low, 0)
        return np.repeat(low - np.cumsum(count) + count, count) + np.arange(count.sum())


def reception_of(fixes: Fixes, senders: Senders) -> Reception:
    """Return the ship-hours of all ships, whose transponders are of these classes."""
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
    where = key_of(cells_of(lat, lon), hours[before] + into)
    return _sorted(where, fixes.hull[before].astype(np.int32), into == 0, senders)


def key_of(cell: Ints, hour: Ints | np.int64) -> Ints:
    """Cell and hour as one number, by which ship-hours stand in the order of both."""
    return np.asarray(cell * HOURS + hour)


def _sorted(where: Ints, hull: Hulls, heard: Bools, senders: Senders) -> Reception:
    order = np.argsort(where, kind="stable")
    return Reception(where[order], hull[order], heard[order], senders)


def reception_in(stored: pl.DataFrame) -> Reception:
    """The ship-hours of a table that `stored` made."""
    hull = stored["hull"].to_numpy()
    senders = np.zeros(hull.max(initial=-1) + 1, np.int8)
    senders[hull] = stored["sender"].to_numpy()
    return Reception(stored["where"].to_numpy(), hull, stored["heard"].to_numpy(), senders)


def merged(parts: Sequence[Reception], hulls: Sequence[Ints]) -> Reception:
    """The ship-hours of all parts of ships; `hulls` tells for each part the number of each of its ships among all."""
    if not parts:
        return Reception(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.bool_), np.zeros(0, np.int8))
    hull = [own.astype(np.int32)[one.hull] for one, own in zip(parts, hulls, strict=True)]
    where, heard = (np.concatenate([getattr(one, name) for one in parts]) for name in ("where", "heard"))
    senders = np.zeros(sum(own.size for own in hulls), np.int8)
    for one, own in zip(parts, hulls, strict=True):
        senders[own] = one.senders
    return _sorted(where, np.concatenate(hull), heard, senders)


def cells_of(lat: Floats, lon: Floats) -> Ints:
    """The cell of each place, as one number."""
    y = np.floor((lat + 90.0) / CELL_DEG).astype(np.int64)
    x = np.floor(((lon + 180.0) % 360.0) / CELL_DEG).astype(np.int64)
    return np.asarray(y * _COLUMNS + x)


_COLUMNS = round(360.0 / CELL_DEG)
# A cell and those beside it, as steps from its number.
AROUND = tuple(dy * _COLUMNS + dx for dy in (-1, 0, 1) for dx in (-1, 0, 1))


def with_neighbours(cells: Ints) -> Ints:
    """Some cells and those beside them, each once, in their order."""
    return np.unique(np.concatenate([cells + step for step in AROUND]))
