"""The k nearest of some thousand fixed points, for very many moving ones.

Moving points cluster, so they are grouped by a cell of the globe; for each cell the few fixed points that can be
among the k nearest of *any* point of the cell are found once and kept.
The bound is the triangle inequality: with d the k-th distance from the cell's centre and r the cell's radius, the k
nearest of a point of the cell lie within d + r of that point, hence within d + 2r of the centre.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crossbearing.world import geo

# Measured on 10^5 points of 200 tracks, k = 5, CPU seconds of a first query among 7,174 (41,484) fields:
# 0.5 deg 0.82 (1.61), 1 deg 0.31 (0.68), 2 deg 0.20 (0.46), 4 deg 0.31 (0.90).
CELL_DEG = 2.0
ROWS = round(180 / CELL_DEG)
COLUMNS = round(360 / CELL_DEG)
# Rounding of unit vectors in double precision moves a distance by far less than this.
SLACK_KM = 0.01
CELL_RADIUS_KM = float(geo.distance_km(0.0, 0.0, CELL_DEG / 2, CELL_DEG / 2)) + SLACK_KM


class NearestIndex:
    """An index over the usable ones among fixed points given in degrees."""

    def __init__(self, lat: NDArray[np.float64], lon: NDArray[np.float64], usable: NDArray[np.bool_]) -> None:
        self.usable = usable
        self.rows = np.flatnonzero(usable)
        self.vectors = geo.unit_vectors(lat[self.rows], lon[self.rows])
        self._candidates: dict[tuple[int, int], NDArray[np.intp]] = {}

    def _near_cell(self, cell: int, k: int) -> NDArray[np.intp]:
        """Positions in `rows` of all points that can be among the k nearest of a point of the cell."""
        known = self._candidates.get((cell, k))
        if known is None:
            lat = (cell // COLUMNS + 0.5) * CELL_DEG - 90.0
            lon = (cell % COLUMNS + 0.5) * CELL_DEG - 180.0
            cosines = self.vectors @ geo.unit_vectors(lat, lon)
            kth = np.arccos(np.clip(np.partition(cosines, -k)[-k], -1.0, 1.0))
            widest = min(kth + 2 * CELL_RADIUS_KM / geo.EARTH_RADIUS_KM, np.pi)
            known = self._candidates[cell, k] = np.flatnonzero(cosines >= np.cos(widest))
        return known

    def query(
        self, lats: NDArray[np.float64], lons: NDArray[np.float64], k: int
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return rows and kilometres of the k nearest points, `[n, k]` each, ascending.

        Raises `ValueError` when there are fewer than k points to choose from or a coordinate is no number.
        """
        if k > len(self.rows):
            raise ValueError(f"{k} nearest of {len(self.rows)} points")
        if not (np.isfinite(lats).all() and np.isfinite(lons).all()):
            raise ValueError("a point without coordinates has no nearest airport")
        rows = np.empty((len(lats), k), dtype=np.intp)
        km = np.empty((len(lats), k))
        cells = cells_of(lats, lons)
        order = np.argsort(cells, kind="stable")
        starts = np.flatnonzero(np.r_[True, np.diff(cells[order]) != 0]) if len(order) else order
        for members in np.split(order, starts[1:]) if len(order) else ():
            near = self._near_cell(int(cells[members[0]]), k)
            rows[members], km[members] = self._ranked(near, lats[members], lons[members], k)
        return rows, km

    def _ranked(
        self, near: NDArray[np.intp], lats: NDArray[np.float64], lons: NDArray[np.float64], k: int
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        apart = geo.unit_vectors(lats, lons)[:, None, :] - self.vectors[near][None, :, :]
        chord = np.sqrt(np.einsum("ijk,ijk->ij", apart, apart))
        chosen = np.argsort(chord, axis=1, kind="stable")[:, :k]
        return self.rows[near[chosen]], geo.chord_to_km(np.take_along_axis(chord, chosen, axis=1))


def cells_of(lats: NDArray[np.float64], lons: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the number of the cell that holds each point; longitudes may lie outside [-180, 180)."""
    row = np.clip(np.floor((lats + 90.0) / CELL_DEG), 0, ROWS - 1).astype(np.int64)
    column = np.floor(np.mod(lons + 180.0, 360.0) / CELL_DEG).astype(np.int64) % COLUMNS
    return row * COLUMNS + column
