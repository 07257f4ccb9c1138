"""What a ship could have done in a silence: the ports she could have called at, the ships she could have met.

Ways are great circles, which are never longer than ways over water, and speeds err to the fast side, so that what is
called impossible is impossible.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Floats
from crossbearing.movement.vessels.fixes import KMH_PER_KT, Fixes, flat_km
from crossbearing.movement.vessels.harbours import Harbours
from crossbearing.world.geo import distance_km

# A silence is worth a look from here on: the shortest in use (2 h).
SILENT_S = 2 * 3600.0
# A call takes an hour at least: in, a line ashore, out. GUESS, on the short side.
CALL_S = 3600.0
# Cargo ships and tankers make 10 to 16 kt, some more with the wind and the current behind them.
USUAL_KT, FASTER = 16.0, 1.15


@dataclass(frozen=True, slots=True)
class Detour:
    """A silence after fix `before` with room for a call at a port, at the `earliest` and ending at the `latest`."""

    before: int
    port: int
    earliest: float
    latest: float


def top_kt(fixes: Fixes) -> Floats:
    """For each hull the speed she could make: the highest that she sent or made good, with some slack."""
    top = np.full(len(fixes.names), USUAL_KT)
    np.fmax.at(top, fixes.hull, np.where(fixes.sog_kt < 50.0, fixes.sog_kt, np.nan))
    return top * FASTER


def detours(fixes: Fixes, harbours: Harbours) -> list[Detour]:
    """All calls that were possible in silences of two hours and more."""
    kmh = top_kt(fixes) * KMH_PER_KT
    elapsed = np.diff(fixes.seconds)
    found = []
    for row in np.flatnonzero((fixes.hull[1:] == fixes.hull[:-1]) & (elapsed >= SILENT_S)).tolist():
        speed = kmh[fixes.hull[row]]
        to = distance_km(fixes.lat[row], fixes.lon[row], harbours.lat, harbours.lon)
        back = distance_km(harbours.lat, harbours.lon, fixes.lat[row + 1], fixes.lon[row + 1])
        there = np.maximum(to - harbours.radius_km, 0.0) / speed * 3600.0
        away = np.maximum(back - harbours.radius_km, 0.0) / speed * 3600.0
        for port in np.flatnonzero(there + away + CALL_S <= elapsed[row]).tolist():
            begin, end = fixes.seconds[row] + there[port], fixes.seconds[row + 1] - away[port]
            found.append(Detour(row, port, float(begin), float(end)))
    return found


@dataclass(frozen=True, slots=True)
class Silence:
    """A ship that was heard at one place and second and then at another; `kmh` is what she could make."""

    start: float
    lat1: float
    lon1: float
    end: float
    lat2: float
    lon2: float
    kmh: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """The longest time alongside that two silences leave room for, and where: seconds, degrees."""

    seconds: float
    lat: float
    lon: float
    begin: float
    end: float


# Points looked at along and across the straight lines between the four places; the best of them lies within one step
# of the best there is, which the time lost on one step makes up for.
_STEPS = 25


def possible_meeting(one: Silence, other: Silence) -> Meeting | None:
    """Return the longest time that two ships could have been together unseen; null where they could not at all."""
    lat, lon = _candidates(one, other)
    begin = np.maximum(_arrival(one, lat, lon), _arrival(other, lat, lon))
    end = np.minimum(_departure(one, lat, lon), _departure(other, lat, lon))
    best = int(np.argmax(end - begin))
    if end[best] <= begin[best]:
        return None
    return Meeting(
        float(end[best] - begin[best]), float(lat[best]), float(lon[best]), float(begin[best]), float(end[best])
    )


def _candidates(one: Silence, other: Silence) -> tuple[Floats, Floats]:
    """Weighted means of the four places, all of which lie near enough for a plane."""
    lats = np.array([one.lat1, one.lat2, other.lat1, other.lat2])
    raw = np.array([one.lon1, one.lon2, other.lon1, other.lon2])
    lons = one.lon1 + (raw - one.lon1 + 540.0) % 360.0 - 180.0
    share = np.linspace(0.0, 1.0, _STEPS)
    a, b, c = (grid.ravel() for grid in np.meshgrid(share, share, share, indexing="ij"))
    weights = np.stack([(1 - c) * (1 - a), (1 - c) * a, c * (1 - b), c * b])
    return lats @ weights, (lons @ weights + 540.0) % 360.0 - 180.0


def _arrival(one: Silence, lat: Floats, lon: Floats) -> Floats:
    return one.start + flat_km(lat, lon, one.lat1, one.lon1) / one.kmh * 3600.0


def _departure(one: Silence, lat: Floats, lon: Floats) -> Floats:
    return one.end - flat_km(lat, lon, one.lat2, one.lon2) / one.kmh * 3600.0
