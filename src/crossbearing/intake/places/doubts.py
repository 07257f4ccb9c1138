"""What makes one doubt a place that was drawn; it is kept, and a person looks again."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossbearing.world.basemap import on_land
from crossbearing.world.geo import distance_km
from crossbearing.world.tables import packaged

# A place farther than FAR_KM from any port we know is looked at twice; of such places drawn at random at sea, 1.4 in a
# hundred lie within NEAR_KM of a port with their numbers exchanged (37 of 2,615): rarely by chance.
FAR_KM, NEAR_KM = 200.0, 50.0


def doubt_of(lat: float, lon: float) -> str | None:
    """What makes one doubt a place that was drawn: `exchanged` or `far_inland`; null where nothing does."""
    if _nearest_km(lat, lon) <= FAR_KM:
        return None
    if abs(lon) <= 90.0 and _nearest_km(lon, lat) <= NEAR_KM:
        return "exchanged"
    return "far_inland" if on_land(lat, lon) else None


def _nearest_km(lat: float, lon: float) -> float:
    return float(np.min(distance_km(lat, lon, *_ports())))


@cache
def _ports() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    frame = packaged("harbours")
    return frame["lat"].to_numpy(), frame["lon"].to_numpy()
