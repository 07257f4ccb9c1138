"""Receivers: where they stand, how far they hear, and when they are down.

A position is heard only above the radio horizon of a receiver that is up: 4.12 km times the sum of the square roots
of both heights above the receiver's ground, in metres (four-thirds earth, ITU-R P.310). Terrain is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats, distance_km

FT = 0.3048
HORIZON_KM = 4.12
SLOT_S = 1800
# Nearly everything is heard well inside the reach, half of it at the edge. GUESS, from the look of range plots.
SURE_SHARE, P_SURE, P_EDGE = 0.7, 0.995, 0.5


@dataclass(frozen=True, slots=True)
class Receiver:
    """One antenna; `down` are the half hours (counted from the world's start) in which it heard nothing."""

    lat: float
    lon: float
    ground_ft: float
    antenna_m: float
    range_km: float
    down: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Network:
    """All receivers that feed one archive."""

    name: str
    receivers: tuple[Receiver, ...]


def reach_km(receiver: Receiver, alt_ft: Floats) -> Floats:
    """How far the receiver can hear a transmitter at the given heights: the horizon, but not beyond its range."""
    above_m = np.maximum(0.0, (alt_ft - receiver.ground_ft) * FT)
    horizon = HORIZON_KM * (np.sqrt(receiver.antenna_m) + np.sqrt(above_m))
    return np.asarray(np.minimum(receiver.range_km, horizon))


def chance(network: Network, t: Floats, lat: Floats, lon: Floats, alt_ft: Floats) -> tuple[Floats, NDArray[np.int_]]:
    """Probability that at least one receiver hears each position, and how many could; `t` in s from the start."""
    missed, able = np.ones(len(t)), np.zeros(len(t), int)
    slot = (t // SLOT_S).astype(int)
    for receiver in network.receivers:
        near = np.abs(lat - receiver.lat) < receiver.range_km / 111.0 + 0.1
        if not near.any():
            continue
        share = distance_km(lat[near], lon[near], receiver.lat, receiver.lon) / reach_km(receiver, alt_ft[near])
        up = (share <= 1.0) & ~np.isin(slot[near], list(receiver.down))
        p = np.interp(share, [SURE_SHARE, 1.0], [P_SURE, P_EDGE]) * up
        missed[near] *= 1.0 - p
        able[near] += up
    return 1.0 - missed, able


def with_outages(
    places: tuple[Receiver, ...], days: int, rng: np.random.Generator, rate: float
) -> tuple[Receiver, ...]:
    """The receivers with silences drawn for each: they begin at `rate` a day and last one to six half hours."""
    out = []
    for place in places:
        down: set[int] = set()
        for begin in rng.integers(0, days * 48, rng.poisson(rate * days)):
            down.update(range(int(begin), int(begin) + int(rng.integers(1, 7))))
        out.append(Receiver(place.lat, place.lon, place.ground_ft, place.antenna_m, place.range_km, frozenset(down)))
    return tuple(out)
