"""How many separate stays there were, at least and at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from crossbearing.model.tables import VISITS
from crossbearing.movement.arrays import Floats
from crossbearing.movement.plausible import airframe_of, trusted
from crossbearing.world import World, geo

# What the craft may make good between two sightings, knots: above the cruise of any transport, so that an upper bound
# is never too low.
MAX_CRUISE_KT = 520.0
# The shortest round trip that anybody would fly with a stop at the far end, and the stop itself, hours. GUESSES.
AWAY_H, STOP_H = 1.5, 0.5


@dataclass(frozen=True, slots=True)
class VisitCount:
    """How many separate stays: at least `n_min`, at most `n_max`; `shown` and `possible` are ids of VISITS."""

    n_min: int
    n_max: int
    shown: tuple[str, ...]
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One stay in the order of time: surely `here`, surely not, or None for perhaps; `id` names its row."""

    here: bool | None
    id: str


def count_visits(
    visits: pl.DataFrame,
    crafts: Sequence[str],
    airports: Sequence[str],
    start: datetime,
    end: datetime,
    world: World,
    *,
    flights: pl.DataFrame | None = None,
    positions: pl.DataFrame | None = None,
) -> VisitCount:
    """Count stays of the craft at any of the airports that touch `[start, end)`.

    Consecutive stays at airports of the set with nothing elsewhere between are one stay. Stays whose place nobody saw
    may or may not have been there, and stays whose bounds straddle the window's edge may or may not be inside: `n_min`
    is the smallest, `n_max` the greatest number of separate stays over all these choices.
    With the `flights` at hand, an unseen stay is left out where the craft could not have come there and away in time.
    With the marked `positions`, each silence inside a stay that is long enough for a round trip to (or from) the places
    counts as one more that may have been; without them, silences inside stays are taken for standing still.
    """
    ours = VISITS.conform(visits).filter(pl.col("craft").is_in(list(crafts)))
    places, ends = set(airports), _ends(flights)
    heard = _heard(positions, crafts)
    n_min = n_max = 0
    shown: list[str] = []
    possible: list[str] = []
    for key, part in ours.group_by("craft", "airframe", maintain_order=True):
        times = heard.get(key)
        trips = None if times is None else _Silences(times, places, start, end, world)
        items = list(_items(part.to_dicts(), places, start, end, ends, world, trips))
        fewest, most = fewest_and_most([item.here for item in items])
        n_min, n_max = n_min + fewest, n_max + most
        shown += [item.id for item in items if item.here]
        possible += [item.id for item in items if item.here is None]
    return VisitCount(n_min, n_max, tuple(dict.fromkeys(shown)), tuple(dict.fromkeys(possible)))


def fewest_and_most(here: Sequence[bool | None]) -> tuple[int, int]:
    """The fewest and the most runs of "here" in a sequence where some are unknown."""
    # Runs so far when the last one was elsewhere, and when it was here.
    low, high = [0.0, float("inf")], [0.0, float("-inf")]
    for one in here:
        low = _step(low, one, min, float("inf"))
        high = _step(high, one, max, float("-inf"))
    return int(min(low)), int(max(high))


def _step(runs: list[float], here: bool | None, best: Any, never: float) -> list[float]:
    elsewhere, there = runs
    return [
        never if here else best(elsewhere, there),
        never if here is False else best(there, elsewhere + 1),
    ]


def _items(
    stays: list[dict[str, Any]],
    places: set[str],
    start: datetime,
    end: datetime,
    ends: dict[str, _Ends],
    world: World,
    silences: _Silences | None,
) -> Iterator[_Item]:
    """The stays of one airframe in the order of time; the rows of one unseen stay are one item."""
    groups: dict[object, list[dict[str, Any]]] = {}
    for stay in sorted(stays, key=_when):
        key = stay["id"] if stay["shown"] else ("unseen", stay["arrival_flight"], stay["departure_flight"])
        groups.setdefault(key, []).append(stay)
    for group in groups.values():
        first = group[0]
        inside = touches(first, start, end)
        if first["shown"]:
            item = _Item(inside if first["place"] in places else False, first["id"])
            yield item
            for _ in range(silences.trips(first) if silences else 0):
                yield from (_Item(None, first["id"]), item)
        elif inside is not False:
            told = [stay for stay in group if stay["place"] in places]
            reached = bool(told) or _reachable(first, places, ends, world)
            yield _Item(None if reached else False, (told or group)[0]["id"])


def _heard(positions: pl.DataFrame | None, crafts: Sequence[str]) -> dict[Any, Floats]:
    """When each airframe was heard, seconds since 1970, in order."""
    if positions is None:
        return {}
    own = trusted(positions).filter(pl.col("craft").is_in(list(crafts)))
    own = own.select("craft", airframe=airframe_of(pl.col("mark")), s=pl.col("time").dt.epoch("ms") / 1000).sort("s")
    return {key: part["s"].to_numpy() for key, part in own.group_by("craft", "airframe")}


@dataclass(frozen=True, slots=True)
class _Silences:
    """Silences of one airframe, asked for round trips that touch the window."""

    times: Floats
    places: set[str]
    start: datetime
    end: datetime
    world: World

    def trips(self, stay: dict[str, Any]) -> int:
        """How many silences inside a stay are long enough to fly to the places and back, or away from them and back."""
        since, until = stay["arrived_before"], stay["left_after"]
        if since is None or until is None or until <= since:
            return 0
        low, high = since.timestamp(), until.timestamp()
        inside = self.times[(self.times > low) & (self.times < high)]
        edges = np.r_[low, inside, high]
        lasting = (np.diff(edges) / 3600 >= self._needed_h(stay["place"])) & (edges[:-1] < self.end.timestamp())
        return int(np.count_nonzero(lasting & (edges[1:] >= self.start.timestamp())))

    def _needed_h(self, place: str | None) -> float:
        airport = self.world.airports.get(place) if place else None
        if place in self.places or airport is None:
            return AWAY_H
        others = [self.world.airports.get(code) for code in self.places]
        ways = [geo.distance_km(airport.lat, airport.lon, one.lat, one.lon) for one in others if one is not None]
        return 2 * min(ways, default=0.0) / (MAX_CRUISE_KT * geo.KM_PER_NM) + STOP_H


def _when(stay: dict[str, Any]) -> tuple[float, float]:
    """Where a stay stands in the order of time: the edges of the archive come first and last."""
    known = [stay[name] for name in ("arrived_after", "arrived_before", "left_after", "left_before") if stay[name]]
    if not known:
        return float("-inf"), 0.0
    first, last = min(known).timestamp(), max(known).timestamp()
    return (first + last) / 2, first


def touches(stay: dict[str, Any], start: datetime, end: datetime) -> bool | None:
    """True when the stay surely touches `[start, end)`, False when it surely does not, None when it may."""
    earliest, latest = stay["arrived_after"], stay["left_before"]
    if (earliest is not None and earliest >= end) or (latest is not None and latest < start):
        return False
    arrived, left = stay["arrived_before"], stay["left_after"]
    sure = stay["shown"] and arrived is not None and left is not None
    return True if sure and min(arrived, left) < end and max(arrived, left) >= start else None


_Ends = tuple[tuple[float, float], tuple[float, float], datetime, datetime]


def _ends(flights: pl.DataFrame | None) -> dict[str, _Ends]:
    """First and last place and time of each flight, by id."""
    if flights is None:
        return {}
    names = ("id", "first_lat", "first_lon", "last_lat", "last_lon", "first_seen", "last_seen")
    return {row[0]: ((row[1], row[2]), (row[3], row[4]), row[5], row[6]) for row in flights.select(names).iter_rows()}


def _reachable(stay: dict[str, Any], places: set[str], ends: dict[str, _Ends], world: World) -> bool:
    """Tell whether the craft could have been at one of the places between the two flights; yes where nothing tells."""
    came, left = ends.get(stay["arrival_flight"]), ends.get(stay["departure_flight"])
    if came is None or left is None:
        return True
    hours = (left[2] - came[3]).total_seconds() / 3600
    for code in places:
        airport = world.airports.get(code)
        if airport is None:
            return True
        way = geo.distance_km(*came[1], airport.lat, airport.lon) + geo.distance_km(airport.lat, airport.lon, *left[0])
        if way <= hours * MAX_CRUISE_KT * geo.KM_PER_NM:
            return True
    return False
