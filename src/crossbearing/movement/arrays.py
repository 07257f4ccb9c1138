"""Positions as plain arrays, for rules that walk along tracks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.world import geo

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

KM_PER_KT_S = geo.KM_PER_NM / 3600.0
"""Kilometres flown in one second at one knot."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """Positions of all craft in the order of craft and time; unknown values are NaN.

    `craft` numbers the craft from 0; `seconds` counts from 1970; `ground` tells rows the source says are on the ground.
    """

    craft: Ints
    seconds: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    gs_kt: Floats
    ground: Bools

    def __len__(self) -> int:
        return len(self.seconds)

    def take(self, rows: Ints) -> Tracks:
        """The same arrays for some rows only, in the order given."""
        return Tracks(
            self.craft[rows],
            self.seconds[rows],
            self.lat[rows],
            self.lon[rows],
            self.alt_ft[rows],
            self.gs_kt[rows],
            self.ground[rows],
        )

    def steps(self) -> tuple[Bools, Floats, Floats]:
        """For each row but the first: is the row before of the same craft, seconds and kilometres since it."""
        same = self.craft[1:] == self.craft[:-1]
        return same, np.diff(self.seconds), step_km(self.lat, self.lon)

    def slices(self) -> list[tuple[int, int]]:
        """First row and row after the last of each craft."""
        if not len(self):
            return []
        starts = np.flatnonzero(np.r_[True, np.diff(self.craft) != 0])
        return list(zip(starts.tolist(), [*starts[1:].tolist(), len(self)], strict=True))


def tracks_of(frame: pl.DataFrame) -> Tracks:
    """Arrays of a POSITIONS frame, which must be sorted by craft and time."""
    return Tracks(
        frame["craft"].rle_id().to_numpy().astype(np.int64),
        frame["time"].dt.epoch("ms").to_numpy() / 1000.0,
        frame["lat"].to_numpy(),
        frame["lon"].to_numpy(),
        _floats(frame["alt_ft"]),
        _floats(frame["gs_kt"]),
        (frame["alt_kind"] == "ground").fill_null(False).to_numpy(),
    )


def _floats(column: pl.Series) -> Floats:
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()


def step_km(lat: Floats, lon: Floats) -> Floats:
    """Kilometres from each point to the next; the chord of an equirectangular patch where that is exact enough.

    Below a tenth of a degree the flat formula differs from the great circle by less than a metre per kilometre up to
    80 degrees of latitude, and it is several times faster; longer steps get the haversine.
    """
    dlat, dlon = np.diff(lat), np.abs(np.diff(lon))
    dlon = np.minimum(dlon, 360.0 - dlon)
    x = dlon * np.cos(np.radians((lat[1:] + lat[:-1]) / 2))
    km = np.asarray(np.hypot(dlat, x) * (np.pi / 180 * geo.EARTH_RADIUS_KM), dtype=np.float64)
    far = np.flatnonzero((np.abs(dlat) > 0.1) | (dlon > 0.1))
    km[far] = geo.distance_km(lat[far], lon[far], lat[far + 1], lon[far + 1])
    return km
