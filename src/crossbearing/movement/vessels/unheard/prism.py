"""Where a silent ship could have been over water, and for how long two of them could have lain alongside unseen.

Between the place where a ship was heard last and the one where she is heard next, at a speed that errs to the fast
side, along ways that are never longer than the true ones: what lies outside is impossible, what lies inside is not
thereby likely.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Floats
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, Fixes
from crossbearing.movement.vessels.unheard.reach import top_kt
from crossbearing.world.geo import distance_km
from crossbearing.world.waters import on_water, water_km

Place = tuple[float, float]
# Cells on either side of the middle of an area that is drawn, and of one that is searched.
DRAWN, SEARCHED = 24, 10
# Ships lie alongside a fix's error, a ship's length and a time stamp apart.
SLACK_KM = 1.0
# The search for the best place is narrowed so many times, each to the cells round the best so far.
NARROWED = 3


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
class Area:
    """Where a ship could have been at a time: the middles of cells `step_deg` high and `wide_deg` wide."""

    lat: Floats
    lon: Floats
    step_deg: float
    wide_deg: float


@dataclass(frozen=True, slots=True)
class Stay:
    """A time alongside at a place, both ships having come there and going on: seconds, degrees."""

    lat: float
    lon: float
    begin: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Meeting:
    """What two silences leave room for: no time alongside can have lasted longer than `at_most` seconds.

    Where that is not above zero none was possible. `best` is the longest that a search found; null where it found none.
    """

    at_most: float
    best: Stay | None = None


def silence_at(fixes: Fixes, hull: int, seconds: float) -> Silence | None:
    """The silence of one ship in which a moment lies: between the fix before and the next; null outside her fixes."""
    low, high = (int(at) for at in np.searchsorted(fixes.hull, [hull, hull + 1]))
    after = low + int(np.searchsorted(fixes.seconds[low:high], seconds, "right"))
    if after in (low, high):
        return None
    ends = [(float(fixes.seconds[row]), float(fixes.lat[row]), float(fixes.lon[row])) for row in (after - 1, after)]
    return Silence(*ends[0], *ends[1], float(top_kt(fixes)[hull] * KMH_PER_KT))


def area_at(one: Silence, seconds: float) -> Area:
    """Where a silent ship could have been at a time within her silence; no cell where she was not silent."""
    since, until = seconds - one.start, one.end - seconds
    if since < 0.0 or until < 0.0:
        return Area(np.zeros(0), np.zeros(0), 0.0, 0.0)
    reach = ((one.lat1, one.lon1, since / 3600.0 * one.kmh), (one.lat2, one.lon2, until / 3600.0 * one.kmh))
    lat, lon, km = min(reach, key=lambda disc: disc[2])
    step = max(km, SLACK_KM) / KM_PER_DEGREE / DRAWN
    lats, lons, wide = _cells(lat, lon, step, DRAWN)
    possible = on_water(lats, lons)
    for here, there, most in reach:
        possible &= distance_km(here, there, lats, lons) <= most
    for here, there, most in reach:
        inside = np.flatnonzero(possible)
        possible[inside] = water_km(here, there, lats[inside], lons[inside], most)[0] <= most
    return Area(lats[possible], lons[possible], step, wide)


def _cells(lat: float, lon: float, step_deg: float, half: int) -> tuple[Floats, Floats, float]:
    """The middles of cells round a place, and how wide they are in degrees."""
    wide = step_deg / max(float(np.cos(np.radians(lat))), 0.01)
    north, east = (grid.ravel() for grid in np.meshgrid(*[np.arange(-half, half + 1)] * 2, indexing="ij"))
    lats, lons = lat + north * step_deg, (lon + east * wide + 540.0) % 360.0 - 180.0
    polar = np.abs(lats) < 90.0
    return lats[polar], lons[polar], wide


def possible_meeting(one: Silence, other: Silence) -> Meeting:
    """The longest time for which two silent ships could have been together, over water.

    The bound is proof: to come from where one was heard last to a place and from there to where either is heard next
    takes at least the way between the two, at the faster ship's speed; and for both to come together takes at least the
    way between them at both their speeds. The place is the best that a search found.
    """
    at_most = _at_most(one, other)
    if at_most <= 0.0:
        return Meeting(at_most)
    lat, lon, step = _first_cells(one, other)
    best: Stay | None = None
    for _ in range(NARROWED):
        begin, end = _stay(one, other, lat, lon)
        at = int(np.argmax(end - begin)) if lat.size else 0
        room = float(end[at] - begin[at]) if lat.size else -np.inf
        if not np.isfinite(room):
            break
        if room > (best.seconds if best else 0.0):
            best = Stay(float(lat[at]), float(lon[at]), float(begin[at]), float(end[at]))
        step /= SEARCHED / 2
        lat, lon, _ = _cells(float(lat[at]), float(lon[at]), step, SEARCHED)
        water = on_water(lat, lon)
        lat, lon = lat[water], lon[water]
    return Meeting(at_most, best)


def _at_most(one: Silence, other: Silence) -> float:
    """Seconds that no time together can exceed."""
    faster, both = max(one.kmh, other.kmh), one.kmh + other.kmh
    rooms = [
        last.end - first.start - _hours(_begin(first), _end(last), faster) * 3600.0
        for first in (one, other)
        for last in (one, other)
    ]
    came = (one.start * one.kmh + other.start * other.kmh) / both + _hours(_begin(one), _begin(other), both) * 3600.0
    went = (one.end * one.kmh + other.end * other.kmh) / both - _hours(_end(one), _end(other), both) * 3600.0
    return min(*rooms, min(went, one.end, other.end) - max(came, one.start, other.start))


def _hours(place: Place, other: Place, kmh: float) -> float:
    """How long a way takes at least."""
    return max(float(water_km(*place, *other)[0, 0]) - SLACK_KM, 0.0) / kmh


def _begin(one: Silence) -> Place:
    return one.lat1, one.lon1


def _end(one: Silence) -> Place:
    return one.lat2, one.lon2


def _first_cells(one: Silence, other: Silence) -> tuple[Floats, Floats, float]:
    """Places to begin with: the four at which the ships were heard, and cells over the reach of both."""
    lats = np.array([one.lat1, one.lat2, other.lat1, other.lat2])
    lons = one.lon1 + (np.array([one.lon1, one.lon2, other.lon1, other.lon2]) - one.lon1 + 540.0) % 360.0 - 180.0
    reach = min((ship.end - ship.start) / 3600.0 * ship.kmh for ship in (one, other)) / 2.0
    step = max(reach / KM_PER_DEGREE, float(np.ptp(lats)), float(np.ptp(lons)) / 2.0) / SEARCHED
    lat, lon, _ = _cells(float(lats.mean()), float((lons.mean() + 540.0) % 360.0 - 180.0), step, SEARCHED)
    water = on_water(lat, lon)
    return np.append(lat[water], lats), np.append(lon[water], (lons + 540.0) % 360.0 - 180.0), step


def _stay(one: Silence, other: Silence, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """When both can be at places first, and must leave them last; without room straight, ways are not looked for."""
    begin, end = (np.full(lat.size, value) for value in (-np.inf, np.inf))
    rows = np.arange(lat.size)
    for way in (_straight, _by_water):
        begin, end = begin.copy(), end.copy()
        for ship in (one, other):
            most = (ship.end - ship.start) / 3600.0 * ship.kmh
            to, back = way(_begin(ship), lat[rows], lon[rows], most), way(_end(ship), lat[rows], lon[rows], most)
            begin[rows] = np.maximum(begin[rows], ship.start + to / ship.kmh * 3600.0)
            end[rows] = np.minimum(end[rows], ship.end - back / ship.kmh * 3600.0)
        rows = np.flatnonzero(end > begin)
    return begin, end


def _straight(place: Place, lat: Floats, lon: Floats, most_km: float) -> Floats:
    return np.asarray(np.maximum(distance_km(*place, lat, lon) - SLACK_KM / 2.0, 0.0))


def _by_water(place: Place, lat: Floats, lon: Floats, most_km: float) -> Floats:
    return np.asarray(np.maximum(water_km(*place, lat, lon, most_km)[0] - SLACK_KM / 2.0, 0.0))
