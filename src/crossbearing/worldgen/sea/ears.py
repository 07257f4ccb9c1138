"""Who listens: stations on the shore with a reach and failures, satellites that pass over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sea.places import ports
from crossbearing.worldgen.sea.units import DAY_S, KM_PER_DEG

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SLOT_S = 1800.0
# Shares of ports with a station, and the chance that a satellite hears one message of class A in a pass: many ships
# in one view drown one another (crowded cells). GUESSES by the look of density maps.
SHORE = {"caspian": 0.6, "black_sea": 0.7, "gulf": 0.7, "japan": 0.6, "baltic": 0.95, "bering": 0.3}
SPACE = {"caspian": 0.2, "black_sea": 0.08, "gulf": 0.06, "japan": 0.07, "baltic": 0.04, "bering": 0.35}
REACH_KM = (38.0, 80.0)
# Satellites of one provider pass some eight to fourteen times a day, for five to eleven minutes.
PASSES, PASS_S = (8, 14), (300.0, 660.0)
# Class B sends with 2 W or 5 W instead of 12.5 W: less reach, and hardly heard from space.
B_REACH, B_SPACE = 0.55, 0.1
SATELLITES = 4
P_NEAR, P_EDGE, SURE = 0.97, 0.25, 0.75


@dataclass(frozen=True, slots=True)
class Reception:
    """How well a world is heard: times as many stations and as far a reach as usual, and whether satellites listen."""

    stations: float = 1.0
    reach: float = 1.0
    satellites: bool = True


@dataclass(frozen=True)
class Station:
    """An antenna on the shore; `up` says for each half hour from the world's start whether it worked."""

    name: str
    sea: str
    lat: float
    lon: float
    reach_km: float
    up: NDArray[np.bool_]

    def may_hear(self, lat: Floats, lon: Floats) -> bool:
        """Whether any of the places can be within its reach."""
        north = self.reach_km / KM_PER_DEG
        if lat.max() < self.lat - north or lat.min() > self.lat + north:
            return False
        east = np.abs((lon - self.lon + 540.0) % 360.0 - 180.0)
        return bool(east.min() < north / np.cos(np.radians(self.lat)))


@dataclass(frozen=True)
class Ears:
    """All stations, and by sea when passes begin, when they end, and the number of the satellite."""

    stations: tuple[Station, ...]
    passes: dict[str, tuple[Floats, Floats, Ints]]

    def names(self) -> list[str]:
        """Names of the stations, then of the satellites; rows tell their number in this list."""
        return [one.name for one in self.stations] + [f"SAT{number}" for number in range(SATELLITES)]

    def hear(self, sea: str, t: Floats, lat: Floats, lon: Floats, sent: Floats, class_b: bool,
             rng: np.random.Generator) -> Ints:  # fmt: skip
        """By whom each position is heard (number in `names`, -1 nobody); `sent` is how many messages it stands for."""
        by = np.full(len(t), -1)
        begins, ends, numbers = self.passes[sea]
        if len(begins):
            at = np.clip(np.searchsorted(begins, t, "right") - 1, 0, len(begins) - 1)
            over = (t >= begins[at]) & (t < ends[at])
            p = over * (SPACE[sea] * (B_SPACE if class_b else 1.0))
            heard = rng.random(len(t)) < 1.0 - (1.0 - p) ** np.minimum(sent, 6.0)
            by[heard] = len(self.stations) + numbers[at[heard]]
        slot = np.clip((t // SLOT_S).astype(int), 0, None)
        for number, one in enumerate(self.stations):
            if len(t) and one.may_hear(lat, lon):
                by[self._near(one, slot, lat, lon, sent, class_b, rng)] = number
        return by

    @staticmethod
    def _near(one: Station, slot: Ints, lat: Floats, lon: Floats, sent: Floats, class_b: bool,
              rng: np.random.Generator) -> Ints:  # fmt: skip
        reach = one.reach_km * (B_REACH if class_b else 1.0)
        near = np.flatnonzero(np.abs(lat - one.lat) * KM_PER_DEG < reach)
        east = ((lon[near] - one.lon + 540.0) % 360.0 - 180.0) * np.cos(np.radians(one.lat))
        share = np.hypot(east, lat[near] - one.lat) * KM_PER_DEG / reach
        p = np.interp(share, [SURE, 1.0], [P_NEAR, P_EDGE]) * (share <= 1.0)
        p *= one.up[np.minimum(slot[near], len(one.up) - 1)]
        return np.asarray(near[rng.random(len(near)) < 1.0 - (1.0 - p) ** sent[near]])


def invent_ears(days: int, rng: np.random.Generator, reception: Reception) -> Ears:
    """Return stations at some of the ports, with failures, and the passes over each sea."""
    stations = []
    for port in ports().values():
        if rng.random() < SHORE[port.sea] * reception.stations:
            up = np.ones(days * 48 + 4, np.bool_)
            for begin in rng.integers(0, len(up), rng.poisson(0.25 * days)):
                up[begin : begin + int(rng.integers(1, 14))] = False
            stations.append(
                Station(port.code, port.sea, *port.place, float(rng.uniform(*REACH_KM)) * reception.reach, up)
            )
    return Ears(tuple(stations), {sea: _passes(days if reception.satellites else 0, rng) for sea in SHORE})


def _passes(days: int, rng: np.random.Generator) -> tuple[Floats, Floats, Ints]:
    begins = np.sort(np.concatenate([
        np.zeros(0), *(day * DAY_S + rng.uniform(0.0, DAY_S, int(rng.integers(*PASSES))) for day in range(days))
    ]))  # fmt: skip
    return begins, begins + rng.uniform(*PASS_S, len(begins)), rng.integers(SATELLITES, size=len(begins))
