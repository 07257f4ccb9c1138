"""Land and borders for maps and for the question "is this point at sea?"; Natural Earth at 1:50 million."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossbearing.world.tables import packaged


def _lines(name: str) -> list[NDArray[np.float64]]:
    frame = packaged(name)
    points = frame.select("lon", "lat").to_numpy().astype(np.float64)
    starts = np.flatnonzero(np.diff(frame["line"].to_numpy())) + 1
    return np.split(points, starts)


@cache
def land() -> list[NDArray[np.float64]]:
    """Return the closed rings of all land, each `[n, 2]` of longitude and latitude in degrees.

    Inland waters as large as the Caspian Sea are rings too: fill by the even-odd rule.
    """
    return _lines("land")


@cache
def borders() -> list[NDArray[np.float64]]:
    """Return the land borders between countries as open lines, each `[n, 2]` of longitude and latitude."""
    return _lines("borders")


@cache
def _edges() -> tuple[NDArray[np.float64], ...]:
    """All edges of all rings as start and end coordinates: lon1, lat1, lon2, lat2."""
    rings = land()
    start, end = np.concatenate([r[:-1] for r in rings]), np.concatenate([r[1:] for r in rings])
    return start[:, 0], start[:, 1], end[:, 0], end[:, 1]


def on_land(lat: float, lon: float) -> bool:
    """Tell whether a point lies on land, by the even-odd rule; good to a few kilometres at a coast."""
    x1, y1, x2, y2 = _edges()
    crosses = (y1 > lat) != (y2 > lat)
    at = x1[crosses] + (lat - y1[crosses]) / (y2[crosses] - y1[crosses]) * (x2[crosses] - x1[crosses])
    return bool(np.count_nonzero(at > lon) % 2)
