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
        order = np.argsort(lat, kind="stable")
        ordered = lat[order]
        for port, (here, there, radius) in enumerate(zip(self.lat, self.lon, self.radius_km, strict=True)):
            reach = radius / KM_PER_DEGREE
            rows = order[np.searchsorted(ordered, here - reach) : np.searchsorted(ordered, here + reach, "right")]
            km = flat_km(lat[rows], lon[rows], float(here), float(there))
            nearer = (km <= radius) & (km < least[rows])
            number[rows[nearer]] = port
            least[rows[nearer]] = km[nearer]
        return number, least


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
