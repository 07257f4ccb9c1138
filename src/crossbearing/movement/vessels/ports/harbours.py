"""Ports as the rules about ships need them: a code and a point, from the packaged table and the user's own places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import polars as pl

from crossbearing.model.tables import PLACES
from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, blocks, flat_km
from crossbearing.world.outlines import Outline, outline_of

# Ships are in a port's water within so many km of its point: UN/LOCODE gives minutes (1.8 km), harbours and their
# roadsteads stretch over some km more (Neka, Fujairah and Odesa 12 to 13). Global Fishing Watch takes 3 to 4 km round
# each of many anchorage points.
WATER_KM = 15.0


@dataclass(frozen=True)
class Harbours:
    """Codes and points, degrees; `radius_km` is how far each one's water reaches.

    `drawn` are the numbers of those that the user drew, some by an outline: its farthest corner is the radius then.
    `roads` are those among them that are no port but an anchorage.
    """

    codes: tuple[str, ...]
    lat: Floats
    lon: Floats
    radius_km: Floats
    drawn: frozenset[int] = frozenset()
    outlines: Mapping[int, Outline] = field(default_factory=dict)
    roads: frozenset[int] = frozenset()

    def within(self, radius_km: float | Floats) -> Harbours:
        """The same harbours with water that reaches so far, in circles; nothing that was drawn gets smaller by it."""
        wider = np.maximum(np.where(self._marked(self.drawn), self.radius_km, 0.0), radius_km)
        return replace(self, radius_km=wider, outlines={})

    def quays(self) -> Harbours:
        """The same harbours without the roadsteads among them: nobody lies at a quay in one."""
        if not self.roads:
            return self
        kept = [number for number in range(self.lat.size) if number not in self.roads]
        return Harbours(
            tuple(self.codes[number] for number in kept),
            self.lat[kept],
            self.lon[kept],
            self.radius_km[kept],
            frozenset(new for new, number in enumerate(kept) if number in self.drawn),
            {new: self.outlines[number] for new, number in enumerate(kept) if number in self.outlines},
        )

    def nearest(self, lat: Floats, lon: Floats) -> tuple[Ints, Floats]:
        """For each place the number of the harbour in whose water it lies (-1 for none), and the km to its point.

        One that the user drew goes before all others; else the nearest counts.
        """
        first = np.where(self._marked(self.drawn), BEFORE_KM, 0.0)
        found = [self._nearest(lat[rows], lon[rows], first) for rows in blocks(max(lat.size, 1))]
        number, least = (np.concatenate(column) for column in zip(*found, strict=True))
        return number, least + np.where(number < 0, 0.0, first[number] if first.size else 0.0)

    def _nearest(self, lat: Floats, lon: Floats, first: Floats) -> tuple[Ints, Floats]:
        """The same with what is drawn so much nearer."""
        number, least = np.full(lat.size, -1, np.int64), np.full(lat.size, np.inf)
        cells = self._by_cell
        cell = _cell(_row(lat), _column(lon))
        rows = np.flatnonzero(cells.first[cell] < cells.first[cell + 1])
        at, end = cells.first[cell[rows]], cells.first[cell[rows] + 1]
        while rows.size:
            port = cells.port[at]
            km = flat_km(lat[rows], lon[rows], self.lat[port], self.lon[port])
            inside = self._inside(km <= self.radius_km[port], port, lat[rows], lon[rows])
            km -= first[port]
            nearer = inside & (km < least[rows])
            number[rows[nearer]], least[rows[nearer]] = port[nearer], km[nearer]
            more = at + 1 < end
            rows, at, end = rows[more], at[more] + 1, end[more]
        return number, least

    def _inside(self, circled: Bools, port: Ints, lat: Floats, lon: Floats) -> Bools:
        """Those of some places in the circles of their ports that lie in the outlines too, where there are any."""
        if not self.outlines:
            return circled
        for number in np.unique(port[circled]).tolist():
            if number in self.outlines:
                rows = np.flatnonzero(circled & (port == number))
                circled[rows] = self.outlines[number].holds(lat[rows], lon[rows])
        return circled

    def _marked(self, numbers: frozenset[int]) -> Bools:
        return np.isin(np.arange(self.lat.size), sorted(numbers))

    @cached_property
    def _by_cell(self) -> _Cells:
        """The harbours whose water may reach into each cell."""
        reach = self.radius_km / KM_PER_DEGREE + ROUNDING_DEG
        pole = np.minimum(np.abs(self.lat) + reach, 89.9)
        east = np.minimum(reach / np.cos(np.radians(pole)), 180.0)
        south, north = _row(self.lat - reach), _row(self.lat + reach)
        west = np.floor((self.lon - east) / CELL_DEG).astype(np.int64)
        wide = np.minimum(np.floor((self.lon + east) / CELL_DEG).astype(np.int64) - west + 1, _COLUMNS)
        port = np.repeat(np.arange(self.lat.size), (north - south + 1) * wide)
        step = np.arange(port.size) - np.searchsorted(port, port)
        cell = _cell(south[port] + step // wide[port], (west[port] + step % wide[port]) % _COLUMNS)
        order = np.argsort(cell, kind="stable")
        first = np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=_ROWS * _COLUMNS))])
        return _Cells(first, port[order])


# What is drawn counts as so much nearer than it is.
BEFORE_KM = 1e5
# About as wide as a harbour's water, so that a cell holds few harbours; the table of cells takes 8 MB.
CELL_DEG = 0.25
# No rounding of a line between cells leaves a harbour out.
ROUNDING_DEG = 1e-6
_ROWS, _COLUMNS = round(180.0 / CELL_DEG) + 1, round(360.0 / CELL_DEG)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The harbours of cell c are `port[first[c]:first[c + 1]]`, in order of their numbers."""

    first: Ints
    port: Ints


def _row(lat: Floats) -> Ints:
    return np.clip(np.floor((lat + 90.0) / CELL_DEG).astype(np.int64), 0, _ROWS - 1)


def _column(lon: Floats) -> Ints:
    return np.floor(lon / CELL_DEG).astype(np.int64) % _COLUMNS


def _cell(row: Ints, column: Ints) -> Ints:
    return row * _COLUMNS + column


_OPTIONAL = {**{name: PLACES.schema[name] for name in ("radius_km", "rings", "kind")}, "drawn": pl.Boolean()}


def harbours_of(places: pl.DataFrame, radius_km: float = WATER_KM) -> Harbours:
    """The harbours in a frame of `id`, `lat`, `lon` and, where the user drew some, `radius_km`, `rings`, `kind` and
    `drawn`."""
    ordered = pl.concat([pl.DataFrame(schema=_OPTIONAL), places], how="diagonal_relaxed").sort("id")
    outlines = {
        number: outline_of([[(corner["lat"], corner["lon"]) for corner in ring] for ring in rings])
        for number, rings in enumerate(ordered["rings"].to_list())
        if rings
    }
    return Harbours(
        tuple(ordered["id"]),
        ordered["lat"].cast(pl.Float64).to_numpy(),
        ordered["lon"].cast(pl.Float64).to_numpy(),
        ordered["radius_km"].cast(pl.Float64).fill_null(radius_km).to_numpy(),
        _numbers(ordered["drawn"]),
        outlines,
        _numbers(ordered["kind"] == "anchorage"),
    )


def _numbers(told: pl.Series) -> frozenset[int]:
    return frozenset(told.fill_null(value=False).arg_true().to_list())
