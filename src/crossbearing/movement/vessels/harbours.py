"""Ports as the rules about ships need them: a code and a point, from the packaged table and the user's own places."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, flat_km

# Ships are in a port's water within so many km of its point: UN/LOCODE gives minutes (1.8 km), harbours and their
# roadsteads stretch over some km more (Neka, Fujairah and Odesa 12 to 13). Global Fishing Watch takes 3 to 4 km round
# each of many anchorage points.
WATER_KM = 15.0


@dataclass(frozen=True, slots=True)
class Harbours:
    """Codes and points, degrees; `radius_km` is how far each one's water reaches."""

    codes: tuple[str, ...]
    lat: Floats
    lon: Floats
    radius_km: Floats

    def within(self, radius_km: float) -> Harbours:
        """The same harbours with water that reaches so far."""
        return replace(self, radius_km=np.full(self.lat.size, radius_km))

    def nearest(self, lat: Floats, lon: Floats) -> tuple[Ints, Floats]:
        """For each place the number of the harbour in whose water it lies (the nearest; -1 for none), and the km."""
        number = np.full(lat.size, -1, np.int64)
        least = np.full(lat.size, np.inf)
        cells = self._by_cell()
        cell = _cell(_row(lat), _column(lon))
        rows = np.flatnonzero(cells.first[cell] < cells.first[cell + 1])
        at = cells.first[cell[rows]]
        while rows.size:
            port = cells.port[at]
            km = flat_km(lat[rows], lon[rows], self.lat[port], self.lon[port])
            nearer = (km <= self.radius_km[port]) & (km < least[rows])
            number[rows[nearer]] = port[nearer]
            least[rows[nearer]] = km[nearer]
            more = at + 1 < cells.first[cell[rows] + 1]
            rows, at = rows[more], at[more] + 1
        return number, least

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


def harbours_of(places: pl.DataFrame, radius_km: float = WATER_KM) -> Harbours:
    """The harbours in a frame of `id`, `lat`, `lon` and, where the user says so, `radius_km`."""
    radius = (
        places["radius_km"].fill_null(radius_km)
        if "radius_km" in places.columns
        else pl.repeat(radius_km, places.height, dtype=pl.Float64, eager=True)
    )
    ordered = places.with_columns(radius.alias("_radius")).sort("id")
    return Harbours(
        tuple(ordered["id"]),
        ordered["lat"].cast(pl.Float64).to_numpy(),
        ordered["lon"].cast(pl.Float64).to_numpy(),
        ordered["_radius"].cast(pl.Float64).to_numpy(),
    )
