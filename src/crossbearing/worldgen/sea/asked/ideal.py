"""What an ideal reader can say of ships from the positions received: where each was, and where she can have been.

The reader knows which positions are false, how fast a ship of that kind can go, and who listened when; ways are
straight. Nothing of it is shared with the product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sea.diary import Call
from crossbearing.worldgen.sea.ears import P_EDGE, P_NEAR, SLOT_S, SURE
from crossbearing.worldgen.sea.invented import Sea
from crossbearing.worldgen.sea.places import Place, Port, apart_km, ports
from crossbearing.worldgen.sea.ships import TRADES
from crossbearing.worldgen.sea.units import DAY_S, HOUR_S, KM_PER_DEG, KMH_PER_KT

Floats = NDArray[np.float64]
Stretch = tuple[float, float]
# No ship of a kind makes more than the fastest of it, with wind and current behind her. GUESS.
FASTER = 1.15
# Quays, basins and roadsteads lie within so many km of a port's middle or of its roadstead. GUESS.
PORT_KM = 20.0
# Ports nearer than this share a roadstead and are one to a report; who lies in between may mean either.
SAME_KM, NEIGHBOURS_KM = 15.0, 40.0
# A call and a meeting take an hour and half an hour at least.
CALL_S, MEETING_S, STEP_S = 3600.0, 1800.0, 600.0
# "On the 5th" means the 5th on some clock: UTC+14 to UTC-12.
EARLY_S, LATE_S = 14 * HOUR_S, 12 * HOUR_S


def told(days: tuple[int, int]) -> Stretch:
    """Those days in UTC, in seconds from the world's start."""
    return days[0] * DAY_S, (days[1] + 1) * DAY_S


def widest(days: tuple[int, int]) -> Stretch:
    """Those days on any clock."""
    return days[0] * DAY_S - EARLY_S, (days[1] + 1) * DAY_S + LATE_S


@dataclass(frozen=True)
class Ideal:
    """A sea world, and the stretches that its archive does not hold."""

    world: Sea
    keep_s: float
    holes: tuple[Stretch, ...] = ()

    @cached_property
    def _genuine(self) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
        rows = self.world.rows.filter(self.world.rows["false"] == 0)
        first = np.searchsorted(rows["ship"].to_numpy(), np.arange(len(self.world.ships) + 1))
        t, lat, lon = (rows[name].to_numpy() for name in ("t", "true_lat", "true_lon"))
        return first, t, lat, lon

    def fixes(self, ship: int) -> tuple[Floats, Floats, Floats]:
        """Seconds and places of the genuine positions received of a ship."""
        first, t, lat, lon = self._genuine
        rows = slice(first[ship], first[ship + 1])
        return t[rows], lat[rows], lon[rows]

    def is_plain(self, ship: int) -> bool:
        """Whether she sends one number and one name from first to last that nobody else sends."""
        worn = self.world.worn[ship]
        return len(worn) == 1 and worn[0].why == "own"

    def calls(self, ship: int) -> list[Call]:
        """Her calls in their order."""
        return self._by_ship.get(ship, [])

    @cached_property
    def _by_ship(self) -> dict[int, list[Call]]:
        found: dict[int, list[Call]] = {}
        for one in sorted(self.world.diary.calls, key=lambda call: call.arrived):
            found.setdefault(one.ship, []).append(one)
        return found

    def kmh(self, ship: int) -> float:
        """What a ship of her kind can make."""
        return TRADES[self.world.ships[ship].kind].speed[1] * FASTER * KMH_PER_KT

    def span(self, ship: int, stretch: Stretch) -> float:
        """The seconds from the first to the last genuine position received of her in a stretch."""
        t = self.fixes(ship)[0]
        inside = t[(t >= stretch[0]) & (t <= stretch[1])]
        return float(inside[-1] - inside[0]) if inside.size else 0.0

    def room(self, ship: int, places: Sequence[Place], stretch: Stretch, least_s: float = CALL_S) -> list[Stretch]:
        """When she can have been at one of some places for so long, by the positions before and after."""
        found = [run for place in places for run in self._room(ship, place, stretch) if run[1] - run[0] >= least_s]
        return sorted(found)

    def _room(self, ship: int, place: Place, stretch: Stretch) -> Iterator[Stretch]:
        t, lat, lon = self.fixes(ship)
        way = np.maximum(_km(lat, lon, place) - PORT_KM, 0.0) / self.kmh(ship) * HOUR_S
        begins = np.concatenate([[-np.inf], t + way])
        ends = np.concatenate([t - way, [np.inf]])
        run: Stretch | None = None
        for k in np.flatnonzero((ends > begins) & (ends > stretch[0]) & (begins < stretch[1])).tolist():
            begin, end = max(float(begins[k]), stretch[0]), min(float(ends[k]), stretch[1])
            if run is not None and begin <= run[1] + 1.0:
                run = (run[0], max(run[1], end))
                continue
            if run is not None:
                yield run
            run = (begin, end)
        if run is not None:
            yield run

    def can_meet(self, one: int, other: int, stretch: Stretch) -> bool:
        """Whether two ships can have been together for half an hour in a stretch."""
        times = np.arange(stretch[0], stretch[1], STEP_S)
        mine, theirs = self._discs(one, times), self._discs(other, times)
        possible = np.ones(times.size, np.bool_)
        for lat, lon, km in mine:
            for there, east, reach in theirs:
                possible &= _between(lat, lon, there, east) <= km + reach + 1.0
        runs = np.diff(np.flatnonzero(np.concatenate([[True], ~possible, [True]])))
        return bool(((runs - 1) * STEP_S >= MEETING_S).any())

    def can_reach(self, ship: int, time: float, lat: float, lon: float, km: float) -> bool:
        """Whether she can have been within some km of a place at a time."""
        discs = self._discs(ship, np.array([time]))
        return all(bool(_between(la, lo, lat, lon)[0] <= reach[0] + km) for la, lo, reach in discs)

    def _discs(self, ship: int, times: Floats) -> list[tuple[Floats, Floats, Floats]]:
        """The place seen last and the one seen next, and how far from each she can be."""
        t, lat, lon = self.fixes(ship)
        if not t.size:
            return [(np.zeros(times.size), np.zeros(times.size), np.full(times.size, np.inf))]
        after = np.searchsorted(t, times, "right")
        row1, row2 = np.maximum(after - 1, 0), np.minimum(after, t.size - 1)
        since = np.where(after > 0, times - t[row1], np.inf)
        until = np.where(after < t.size, t[row2] - times, np.inf)
        kmh = self.kmh(ship)
        return [(lat[row1], lon[row1], since / HOUR_S * kmh), (lat[row2], lon[row2], until / HOUR_S * kmh)]

    def p_heard(self, ship: int, place: Place, stretch: Stretch) -> float:
        """The chance of three positions and more in the worst hour of a stretch of a ship at rest at a place."""
        slots = np.arange(int(max(stretch[0], 0.0) // SLOT_S), int(min(stretch[1], self.world.days * DAY_S) // SLOT_S))
        if slots.size < 2 or stretch[0] < 0.0 or stretch[1] > self.world.days * DAY_S:
            return 0.0
        deaf, p = np.ones(slots.size), 0.0
        class_b = self.world.ships[ship].class_b
        for one in self.world.ears.stations:
            share = apart_km(place, (one.lat, one.lon)) / (one.reach_km * (0.55 if class_b else 1.0))
            p = float(np.interp(share, [SURE, 1.0], [P_NEAR, P_EDGE])) if share <= 1.0 else 0.0
            deaf *= 1.0 - p * one.up[np.minimum(slots, len(one.up) - 1)]
        heard = 1.0 - deaf
        for begin, end in self.holes:
            heard[(slots * SLOT_S >= begin - SLOT_S) & (slots * SLOT_S < end)] = 0.0
        hour = (heard[:-1] + heard[1:]) / 2.0
        mean = float(hour.min()) * HOUR_S / max(self.keep_s, 180.0)
        return float(1.0 - np.exp(-mean) * (1.0 + mean + mean * mean / 2.0))


def spots_of(port: Port) -> tuple[Place, Place]:
    """Where a ship that calls there can be: at the quays or in the roadstead."""
    return port.place, port.road


def are_same(one: Port, other: Port) -> bool:
    """Whether two ports are one to a report."""
    return apart_km(one.place, other.place) <= SAME_KM


def are_neighbours(one: Port, other: Port) -> bool:
    """Whether a ship in the one, or in its roadstead, may be said to be in the other."""
    return min(apart_km(a, b) for a in spots_of(one) for b in spots_of(other)) < NEIGHBOURS_KM


def near_ports(port: Port) -> list[Port]:
    """A port and those that are one with it."""
    return [one for one in ports().values() if one.sea == port.sea and are_same(port, one)]


def _km(lat: Floats, lon: Floats, place: Place) -> Floats:
    return _between(lat, lon, place[0], place[1])


def _between(lat: Floats, lon: Floats, there: Floats | float, east: Floats | float) -> Floats:
    """Great circles (haversine), on a sphere of the same size as the net's plane."""
    a, b = np.radians(lat), np.radians(there)
    x = np.sin((b - a) / 2.0) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(np.asarray(east) - lon) / 2.0) ** 2
    return np.asarray(2.0 * KM_PER_DEG * np.degrees(np.arcsin(np.minimum(1.0, np.sqrt(x)))))
