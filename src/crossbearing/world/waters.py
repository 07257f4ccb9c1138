"""The shortest ways over water, never longer than the true ones: seas, great lakes, navigable rivers and canals.

A ship's way bends round capes only, so the shortest way runs straight from cape to cape that see one another. The land
that hides them is smaller than it is (`waters_shores`), rivers and canals are authored lines whose kilometres are
rounded down, and locks, ice, depth and traffic separation are left out: who cannot come in time along these ways cannot
come at all. What lies inland and on no known river may be reached straight: of its waters nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from crossbearing.world.geo import EARTH_RADIUS_KM, chord_to_km, distance_km, unit_vectors
from crossbearing.world.tables import packaged
from crossbearing.world.waters_graph import Links, Nodes, links_of, nodes_of, segments_of, spread
from crossbearing.world.waters_shores import Bools, Floats, Ints, Shores

# Who is inland and so near the line of a river or canal is on it: lines are drawn with a point in some hundred
# kilometres, and bends and reservoirs lie off them. GUESS, on the far side.
RIVER_KM = 25.0
# What is drawn of a river lies so near its line.
BANK_KM = 5.0
# No way on Earth is longer.
FARTHEST_KM = 60_000.0
# Places whose neighbours in the net are kept; a few kB each.
KEPT = 20_000
# The nodes seen from a place are looked for this far at least.
FIRST_KM = 400.0
# So many places on either side are looked at within a radius.
ROUND = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """A place on the unit sphere: whether it is at sea, and the stretches of waterways it lies on."""

    point: Floats
    at_sea: bool
    stretches: frozenset[int]

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of its waters."""
        return not self.at_sea and not self.stretches

    def straight(self, other: _Place) -> bool:
        """Whether a straight way is taken for granted: of one of the two nothing is known, or both are on one river."""
        return self.unknown or other.unknown or not self.stretches.isdisjoint(other.stretches)


@dataclass(frozen=True)
class Waters:
    """Shores and the net of ways along them."""

    shores: Shores
    nodes: Nodes
    links: Links
    segments: tuple[Ints, Ints, Floats]
    _places: dict[tuple[float, float], _Place] = field(default_factory=dict)
    _moored: dict[tuple[float, float], tuple[float, list[tuple[float, int]]]] = field(default_factory=dict)

    def km_to(self, lat: float, lon: float, lats: Any, lons: Any, most_km: float = FARTHEST_KM) -> Floats:
        """Return the kilometres from one place to others, `[n]`; infinite where no way of at most `most_km` leads."""
        lats, lons = np.atleast_1d(np.asarray(lats, np.float64)), np.atleast_1d(np.asarray(lons, np.float64))
        km = np.atleast_1d(distance_km(lat, lon, lats, lons))
        near = np.flatnonzero(km <= most_km)
        found = np.full(lats.size, np.inf)
        here, ends = self._places_at([lat], [lon])[0], self._places_at(lats[near].tolist(), lons[near].tolist())
        direct = np.array([here.straight(end) for end in ends], np.bool_)
        asked = np.array([here.at_sea and end.at_sea for end in ends], np.bool_) & ~direct
        if asked.any():
            others = np.stack([end.point for end, ask in zip(ends, asked, strict=True) if ask])
            arcs = self.shores.within(here.point, float(km[near[asked]].max()))
            direct[asked] = ~self.shores.hidden(here.point, others, arcs)
        found[near[direct]] = km[near[direct]]
        rest = near[~direct].tolist()
        if rest:
            ends_at = [(one, float(lats[one]), float(lons[one])) for one in rest]
            self._around((lat, lon), ends_at, km, found, most_km)
        return found

    def _around(
        self,
        here: tuple[float, float],
        ends: list[tuple[int, float, float]],
        straight: Floats,
        found: Floats,
        most_km: float,
    ) -> None:
        """Ways round capes and along waterways, written into `found`; none is shorter than the straight one."""
        begin = [(km, node) for km, node in self._moorings(*here, most_km) if km <= most_km]
        reached = spread(self.links, begin, most_km)
        for at, lat, lon in ends:
            ways = (km + reached.get(node, np.inf) for km, node in self._moorings(lat, lon, most_km))
            least = min(ways, default=np.inf)
            if least <= most_km:
                found[at] = max(least, straight[at])

    def _places_at(self, lats: list[float], lons: list[float]) -> list[_Place]:
        """What is known of places; kept for the next time. Several threads may ask at once."""
        asked = list(zip(lats, lons, strict=True))
        found = {one: self._places.get(one) for one in asked}
        fresh = [one for one, place in found.items() if place is None]
        if fresh:
            if len(self._places) >= KEPT:
                self._places.clear()
            north, east = np.array(fresh).T
            points, inland = unit_vectors(north, east), self.shores.inland(north, east)
            rivers = [frozenset(np.flatnonzero(off <= RIVER_KM).tolist()) for off in self.off_rivers(points)]
            made = [_Place(*told) for told in zip(points, (~inland).tolist(), rivers, strict=True)]
            found.update(zip(fresh, made, strict=True))
            self._places.update(zip(fresh, made, strict=True))
        return [place for one in asked if (place := found[one]) is not None]

    def _moorings(self, lat: float, lon: float, most_km: float) -> list[tuple[float, int]]:
        """The nodes next to a place with their kilometres, as far as ways of `most_km` need them or farther."""
        looked, known = self._moored.get((lat, lon), (0.0, []))
        if looked < most_km:
            if len(self._moored) >= KEPT:
                self._moored.clear()
            looked = max(most_km, FIRST_KM, 2.0 * looked)
            known = self._moor(self._places_at([lat], [lon])[0], looked)
            self._moored[lat, lon] = looked, known
        return known

    def _moor(self, place: _Place, most_km: float) -> list[tuple[float, int]]:
        stretches = np.array(sorted(place.stretches), np.int64)
        banks = np.concatenate([self.segments[0][stretches], self.segments[1][stretches]])
        seen = self._seen(place.point, most_km) if place.at_sea else banks
        nodes = np.union1d(seen, banks)
        km = chord_to_km(np.linalg.norm(self.nodes.points[nodes] - place.point, axis=1))
        return list(zip(km.tolist(), nodes.tolist(), strict=True))

    def _seen(self, point: Floats, most_km: float) -> Ints:
        """The nodes at which ways from a point on the sea may bend."""
        near = np.flatnonzero(self.nodes.points @ point >= np.cos(min(most_km / EARTH_RADIUS_KM, np.pi)))
        near = near[self.nodes.bends(near, point)]
        return near[~self.shores.hidden(point, self.nodes.points[near], self.shores.within(point, most_km))]

    def off_rivers(self, points: Floats) -> Floats:
        """How far points `[n, 3]` lie from each stretch of a waterway, in kilometres, `[n, m]`."""
        one, two = self.nodes.points[self.segments[0]], self.nodes.points[self.segments[1]]
        along = two - one
        share = (points @ along.T - (one * along).sum(1)) / np.maximum((along * along).sum(1), 1e-12)
        nearest = one + np.clip(share, 0.0, 1.0)[..., None] * along
        return chord_to_km(np.linalg.norm(nearest - points[:, None], axis=2))


@cache
def waters() -> Waters:
    """The packaged waters, put together when they are first asked for."""
    corners = packaged("shores")
    lat, lon = (corners[name].cast(pl.Float64).to_numpy() for name in ("lat", "lon"))
    shores = Shores(corners["ring"].cast(pl.Int64).to_numpy(), lat, lon)
    ways, pairs = packaged("waterways"), packaged("water_links").cast(pl.Int64)
    nodes = nodes_of(shores, ways)
    segments = segments_of(ways, nodes.capes)
    return Waters(shores, nodes, links_of(nodes, (pairs["a"].to_numpy(), pairs["b"].to_numpy()), segments), segments)


def water_km(lat1: Any, lon1: Any, lat2: Any, lon2: Any, most_km: float = FARTHEST_KM) -> Floats:
    """Return the shortest ways over water from each of some places to each of others in km, `[n, m]`, degrees in.

    Never longer than the true way, and never shorter than the great circle (on the sphere of `geo`). Infinite where no
    way of at most `most_km` is known to lead: give the reach you ask for, and the answer comes the faster.
    """
    places = zip(np.atleast_1d(lat1).tolist(), np.atleast_1d(lon1).tolist(), strict=True)
    found = [waters().km_to(lat, lon, lat2, lon2, most_km) for lat, lon in places]
    return np.stack(found) if found else np.zeros((0, np.atleast_1d(lat2).size))


def on_water(lat: Floats, lon: Floats) -> Bools:
    """Return for each of some places whether it is at sea, or on the line of a river or canal but for bends."""
    found = ~waters().shores.inland(lat, lon)
    inland = np.flatnonzero(~found)
    found[inland] = waters().off_rivers(unit_vectors(lat[inland], lon[inland])).min(axis=1) <= BANK_KM
    return found


@cache
def girth_km(lat: float, lon: float, radius_km: float) -> float:
    """Return how far it is over water, at most, from a place to any place at sea within a radius of it.

    The radius where nothing hides them; more where a cape does; infinite where another sea lies so near. A way to some
    place within the radius is no shorter than the way to the place itself less this.
    """
    north, east = np.meshgrid(np.arange(-ROUND, ROUND + 1), np.arange(-ROUND, ROUND + 1))
    inside = north**2 + east**2 <= ROUND**2
    lats = lat + north[inside] / ROUND * np.degrees(radius_km / EARTH_RADIUS_KM)
    lons = lon + east[inside] / ROUND * np.degrees(radius_km / EARTH_RADIUS_KM) / np.cos(np.radians(lat))
    at_sea = ~waters().shores.inland(lats, lons)
    km = waters().km_to(lat, lon, lats[at_sea], lons[at_sea], FIRST_KM)
    farthest = float(km.max(initial=0.0))
    return radius_km if farthest <= 1.01 * radius_km else farthest + radius_km / ROUND
