"""Airports and their neighbourhood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.world import geo
from crossbearing.world.nearest import NearestIndex
from crossbearing.world.tables import packaged

# One degree of latitude, with half a per cent to spare, so that a band of latitudes never cuts off a near field.
KM_PER_DEG = 110.6


@dataclass(frozen=True, slots=True)
class Airport:
    """A landing place; lengths and heights in feet, `tz` an IANA zone, `kind` large, medium, small, military,
    heliport or closed, `scheduled` whether airlines fly there by timetable (None: not known)."""

    icao: str
    iata: str | None
    name: str
    city: str | None
    lat: float
    lon: float
    elevation_ft: float | None
    country: str
    kind: str
    longest_runway_ft: float | None
    tz: str | None
    valid_from: date | None = None
    valid_to: date | None = None
    scheduled: bool | None = None


def long_enough(frame: pl.DataFrame, min_runway_ft: float) -> NDArray[np.bool_]:
    """Return which fields have a runway of that length; a military field of unknown length counts as having one.

    Runway lengths of military fields are often unpublished, and those fields matter most here.
    """
    if min_runway_ft <= 0:
        return np.ones(frame.height, dtype=np.bool_)
    known = pl.col("longest_runway_ft") >= min_runway_ft
    unpublished = pl.col("longest_runway_ft").is_null() & (pl.col("kind") == "military")
    return frame.select((known.fill_null(False) | unpublished).alias("ok"))["ok"].to_numpy()


@dataclass(frozen=True, eq=False)
class Airports:
    """All known landing places; `frame` has one row each, in the order of their codes."""

    frame: pl.DataFrame = field(default_factory=lambda: packaged("airports"))
    _indices: dict[float, NearestIndex] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each code in `frame`."""
        return {code: row for row, code in enumerate(self.frame["icao"].to_list())}

    @cached_property
    def runways(self) -> pl.DataFrame:
        """Runways of all airports: `airport`, `ident` of the lower end, `heading_deg` (true, of that end) and where it
        comes from, `length_ft`, thresholds `lat1`, `lon1`, `lat2`, `lon2` where known, `closed`, `surface`."""
        return packaged("runways")

    @cached_property
    def _lat(self) -> NDArray[np.float64]:
        return self.frame["lat"].to_numpy()

    @cached_property
    def _lon(self) -> NDArray[np.float64]:
        return self.frame["lon"].to_numpy()

    @cached_property
    def _by_lat(self) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        order = np.argsort(self._lat, kind="stable")
        return order, self._lat[order]

    @cached_property
    def _entries(self) -> dict[int, Airport]:
        return {}

    def get(self, icao: str) -> Airport | None:
        """Return the airport of an ICAO (or national) code, None when there is none.

        A former or second code of a field gives that field under its present code.
        """
        code = icao.upper()
        row = self.row_of.get(code)
        if row is None:
            row = self.row_of.get(self._aliases.get(code, code))
        return None if row is None else self.at(row)

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return dict(packaged("airport_aliases").iter_rows())

    def at(self, row: int) -> Airport:
        """Return the airport of a row of `frame`."""
        known = self._entries.get(row)
        if known is None:
            values: dict[str, Any] = self.frame.row(int(row), named=True)
            known = self._entries[row] = Airport(**values)
        return known

    def near(self, lat: float, lon: float, within_km: float, min_runway_ft: float = 0) -> list[tuple[Airport, float]]:
        """Return the airports within a distance, nearest first, each with its distance in kilometres."""
        order, lats = self._by_lat
        reach = within_km / KM_PER_DEG
        rows = order[np.searchsorted(lats, lat - reach) : np.searchsorted(lats, lat + reach, side="right")]
        rows = rows[self._usable(min_runway_ft)[rows]]
        km = np.atleast_1d(geo.distance_km(lat, lon, self._lat[rows], self._lon[rows]))
        inside = np.flatnonzero(km <= within_km)
        ranked = inside[np.lexsort((rows[inside], km[inside]))]
        return [(self.at(int(rows[i])), float(km[i])) for i in ranked]

    def _usable(self, min_runway_ft: float) -> NDArray[np.bool_]:
        return self._index(min_runway_ft).usable

    def _index(self, min_runway_ft: float) -> NearestIndex:
        index = self._indices.get(min_runway_ft)
        if index is None:
            usable = long_enough(self.frame, min_runway_ft)
            index = self._indices[min_runway_ft] = NearestIndex(self._lat, self._lon, usable)
        return index

    def nearest(
        self, lats: NDArray[np.float64], lons: NDArray[np.float64], k: int, min_runway_ft: float = 0
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return for n points the rows in `frame` of their k nearest airports and the distances, both `[n, k]`.

        Distances are great-circle kilometres, ascending; equal ones stand in the order of the rows.
        """
        return self._index(min_runway_ft).query(np.asarray(lats, float), np.asarray(lons, float), k)
