"""Positions as plain arrays, for rules that walk along tracks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

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

    def take(self, rows: Ints | slice) -> Tracks:
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

    def part(self, low: int, high: int) -> Tracks:
        """The rows `[low, high)`, without a copy."""
        return self.take(slice(low, high))

    def starts(self) -> Ints:
        """First row of each craft."""
        return starts_of(self.craft)

    def intervals(self) -> tuple[Bools, Floats]:
        """For each row but the first: is the row before of the same craft, and seconds since it."""
        return self.craft[1:] == self.craft[:-1], np.diff(self.seconds)

    def steps(self) -> tuple[Bools, Floats, Floats]:
        """For each row but the first: is the row before of the same craft, seconds and kilometres since it."""
        same, seconds = self.intervals()
        return same, seconds, step_km(self.lat, self.lon)

    def slices(self) -> list[tuple[int, int]]:
        """First row and row after the last of each craft."""
        if not len(self):
            return []
        starts = self.starts()
        return list(zip(starts.tolist(), [*starts[1:].tolist(), len(self)], strict=True))


def starts_of(numbers: Ints) -> Ints:
    """First places of the stretches of equal numbers."""
    return np.flatnonzero(np.r_[len(numbers) > 0, numbers[1:] != numbers[:-1]][: len(numbers)])


def tracks_of(frame: pl.DataFrame, rows: Ints | None = None) -> Tracks:
    """Arrays of some rows of a POSITIONS frame (all where None), which must be sorted by craft and time."""
    return Tracks(
        _numbers(frame["craft"], rows),
        _picked(frame["time"].to_physical().to_numpy(), rows) / 1000.0,
        _picked(frame["lat"].to_numpy(), rows),
        _picked(frame["lon"].to_numpy(), rows),
        _picked(_known(frame["alt_ft"]), rows).astype(np.float64),
        _picked(_known(frame["gs_kt"]), rows).astype(np.float64),
        _picked((frame["alt_kind"] == "ground").fill_null(False).to_numpy(), rows),
    )


def _numbers(craft: pl.Series, rows: Ints | None) -> Ints:
    """Number the craft of some rows from 0."""
    long = craft.rle().struct.field("len").to_numpy()
    if rows is not None:
        long = np.diff(np.searchsorted(rows, np.cumsum(np.r_[0, long])))
        long = long[long > 0]
    return np.repeat(np.arange(len(long)), long)


def _known(column: pl.Series) -> NDArray[Any]:
    return column.fill_null(float("nan")).to_numpy()


def _picked(values: NDArray[Any], rows: Ints | None) -> NDArray[Any]:
    return values if rows is None else values.take(rows)


def step_km(lat: Floats, lon: Floats) -> Floats:
    """Kilometres from each point to the next; the chord of an equirectangular patch where that is exact enough.

    Below a tenth of a degree the flat formula differs from the great circle by less than a metre per kilometre up to
    80 degrees of latitude, and it is several times faster; longer steps get the haversine.
    """
    return pair_km(lat[:-1], lon[:-1], lat[1:], lon[1:])


def pair_km(lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Kilometres between points, pair by pair, as `step_km` measures them."""
    dlat, dlon = lat2 - lat1, np.abs(lon2 - lon1)
    dlon = np.minimum(dlon, 360.0 - dlon)
    x = dlon * np.cos((lat2 + lat1) * (np.pi / 360))
    km: Floats = np.sqrt(dlat * dlat + x * x) * (np.pi / 180 * geo.EARTH_RADIUS_KM)
    far = np.flatnonzero((np.abs(dlat) > 0.1) | (dlon > 0.1))
    km[far] = geo.distance_km(lat1[far], lon1[far], lat2[far], lon2[far])
    return km
