"""Who lies, comes and goes in a crowded roadstead, and which pairs are together for what."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sea.road_hulls import Harsh, Hull, invent_hull
from crossbearing.worldgen.sea.road_waters import STEP_S, Track, Waters, at_anchor
from crossbearing.worldgen.sea.units import HOUR_S

Floats = NDArray[np.float64]
Place = tuple[float, float]
UNDER_WAY, AT_ANCHOR, RESTRICTED, MOORED = 0, 1, 3, 5
MS_PER_KT = 1852.0 / 3600.0
# The last stretch to another ship's side is gone at walking pace (OCIMF: at bare steerage way, then by inches).
LAST_M, LAST_KT, CLEAR_KT = 800.0, (1.4, 2.6), (2.0, 4.0)
SEA_M, CHAIN_M = 14_000.0, (65.0, 170.0)
# Each keeps clear of the other's swing only in part, since both swing alike. GUESS, by the look of anchorages: the
# nearest neighbours of 100 m lie some 200 to 300 m apart, those of 250 m some 400 to 600 m.
CLEAR_OF = (0.75, 1.2)


@dataclass(slots=True)
class Player:
    """One ship over all times of the grid, which is heard from `begin` to `end` and sends `status`."""

    hull: Hull
    track: Track
    status: NDArray[np.int64]
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ships together and what for: `transfer`, `bunkering`, or the kind of look-alike."""

    kind: str
    one: int
    other: int
    begin: float
    end: float


@dataclass(slots=True)
class Road:
    """A roadstead while it is being filled."""

    waters: Waters
    harsh: Harsh
    rng: np.random.Generator
    players: list[Player] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    spots: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def ends(self) -> float:
        """The last time of the grid."""
        return float(self.waters.t[-1])

    def hull(self, role: str, length: tuple[float, float] | None = None) -> Hull:
        """Another hull, numbered."""
        return invent_hull(len(self.players), role, self.harsh, self.rng, length)

    def draw(self, low: float, high: float) -> float:
        """A number between two."""
        return float(self.rng.uniform(low, high))

    def add(self, hull: Hull, track: Track, status: int, begin: float = 0.0, end: float = np.inf) -> Player:
        """A ship with one track and one status all along."""
        player = Player(hull, track, np.full(len(self.waters.t), status), begin, min(end, self.ends))
        self.players.append(player)
        return player

    def note(self, kind: str, one: Player, other: Player, begin: float, end: float) -> None:
        """Two ships were together, as far as that lies within the days."""
        if min(end, self.ends) > max(begin, 0.0):
            pair = (one.hull.number, other.hull.number)
            self.pairs.append(Pair(kind, *pair, max(begin, 0.0), min(end, self.ends)))

    def spot(self, hull: Hull) -> tuple[Place, float]:
        """A free place for an anchor, and the length of chain: as near to the others as they allow."""
        chain = self.draw(*CHAIN_M) + 0.2 * hull.length_m
        room = chain + hull.length_m
        radius = 500.0
        while True:
            radius *= 1.02
            angle, far = self.draw(0.0, 2.0 * np.pi), radius * np.sqrt(self.draw(0.0, 1.0))
            place = (far * np.sin(angle), far * np.cos(angle))
            share = self.draw(*CLEAR_OF)
            if all(np.hypot(place[0] - e, place[1] - n) > share * (room + other) / 1.6 for e, n, other in self.spots):
                self.spots.append((*place, room))
                return place, chain

    def anchored(self, hull: Hull, begin: float = 0.0, end: float = np.inf, sheer: float = 1.0) -> Player:
        """A ship at anchor in the road, who came from the sea and goes back there."""
        place, chain = self.spot(hull)
        track = at_anchor(self.waters, hull, place, chain, self.rng, sheer)
        player = self.add(hull, track, AT_ANCHOR)
        if begin > 0.0:
            come_from_sea(self, player, track, begin)
        if end < self.ends:
            go_to_sea(self, player, end)
        return player


def at(track: Track, road: Road, time: float) -> Place:
    """Where an antenna is at a time."""
    k = min(max(int(time / STEP_S), 0), len(road.waters.t) - 1)
    return float(track.east[k]), float(track.north[k])


def become(road: Road, player: Player, track: Track, begin: float, end: float, status: int) -> None:
    """Follow another track from a time to a time."""
    some = (road.waters.t >= begin) & (road.waters.t < end)
    for name in ("east", "north", "heading"):
        getattr(player.track, name)[some] = getattr(track, name)[some]
    player.status[some] = status


def go(road: Road, player: Player, place: Place, begin: float, knots: float) -> float:
    """Go straight to a place; return when she is there."""
    start = at(player.track, road, begin)
    metres = float(np.hypot(place[0] - start[0], place[1] - start[1]))
    end = begin + max(metres / (knots * MS_PER_KT), STEP_S)
    share = np.clip((road.waters.t - begin) / (end - begin), 0.0, 1.0)
    course = float(np.degrees(np.arctan2(place[0] - start[0], place[1] - start[1])) % 360.0)
    way = Track(
        start[0] + share * (place[0] - start[0]), start[1] + share * (place[1] - start[1]),
        np.full(len(share), course),
    )  # fmt: skip
    become(road, player, way, begin, np.inf, UNDER_WAY)
    return end


def join(road: Road, player: Player, target: Track, begin: float, status: int, knots: float = 6.5) -> float:
    """Leave where she is, come to another track slowly over the last of the way, and stay on it; return when."""
    start, there = at(player.track, road, begin), at(target, road, begin)
    off = np.array(start) - np.array(there)
    far = float(np.hypot(*off))
    if far > LAST_M:
        near = np.array(there) + off / far * LAST_M
        begin = go(road, player, (float(near[0]), float(near[1])), begin, knots)
    slow = road.draw(*LAST_KT)
    arrives = begin + min(far, LAST_M) / (slow * MS_PER_KT)
    for _ in range(3):
        there, start = at(target, road, arrives), at(player.track, road, begin)
        arrives = begin + np.hypot(there[0] - start[0], there[1] - start[1]) / (slow * MS_PER_KT)
    arrives = go(road, player, there, begin, slow)
    become(road, player, target, arrives, np.inf, status)
    return arrives


def clear(road: Road, player: Player, begin: float) -> float:
    """Let go and move off abeam, slowly; return when she is clear."""
    here = at(player.track, road, begin)
    away = np.radians(road.draw(0.0, 360.0))
    place = (here[0] + LAST_M * np.sin(away), here[1] + LAST_M * np.cos(away))
    return go(road, player, place, begin, road.draw(*CLEAR_KT))


def out_at_sea(road: Road) -> Place:
    """A place some way to seaward."""
    bearing = np.radians(road.draw(20.0, 160.0))
    return SEA_M * np.sin(bearing), SEA_M * np.cos(bearing)


def from_sea(road: Road, hull: Hull, begin: float) -> Player:
    """A ship that is heard from a time on, some way to seaward."""
    place = out_at_sea(road)
    ones = np.ones_like(road.waters.t)
    return road.add(hull, Track(place[0] * ones, place[1] * ones, 270.0 * ones), UNDER_WAY, begin)


def come_from_sea(road: Road, player: Player, track: Track, arrives: float) -> None:
    """Before a time she was not there; then she came to her place."""
    lies = Track(track.east.copy(), track.north.copy(), track.heading.copy())
    place, ones = out_at_sea(road), np.ones_like(road.waters.t)
    become(road, player, Track(place[0] * ones, place[1] * ones, ones), 0.0, np.inf, UNDER_WAY)
    player.begin = max(arrives - SEA_M / (8.0 * MS_PER_KT), 0.0)
    join(road, player, lies, player.begin, AT_ANCHOR, 8.0)


def go_to_sea(road: Road, player: Player, begin: float) -> None:
    """She leaves, and is heard no more when she is some way off."""
    player.end = min(go(road, player, out_at_sea(road), begin, 8.0), road.ends)


def hours(road: Road, low: float, high: float) -> float:
    """A time in seconds, short ones as likely as twice as long ones."""
    return float(np.exp(road.rng.uniform(np.log(low), np.log(high)))) * HOUR_S
