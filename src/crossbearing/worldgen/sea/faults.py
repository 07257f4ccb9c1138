"""False positions: jammed waters, invented circles, tracks led astray, frozen places, wild leaps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sea.life import Life
from crossbearing.worldgen.sea.places import Place, moved, nodes, ports
from crossbearing.worldgen.sea.routes import is_river
from crossbearing.worldgen.sea.units import HOUR_S, KM_PER_DEG, M_PER_DEG

Floats = NDArray[np.float64]
WILD = 1 / 30_000


class JamStyle(StrEnum):
    """How receivers are misled: positions scatter, or fall on one point."""

    SCATTER = "scatter"
    POINT = "point"


class SpoofKind(StrEnum):
    """What one ship sends instead of where she is: a circle at another place, a track led astray, one place."""

    CIRCLE = "circle"
    WALK = "walk"
    FROZEN = "frozen"


# What a row is: the truth, or why it is false. The numbers stand in `false` of the rows.
KINDS = ("", "jammed", *SpoofKind, "teleport")
# A receiver that is led astray reports the speed and course of the false track.
LED = (KINDS.index(SpoofKind.CIRCLE), KINDS.index(SpoofKind.WALK))


@dataclass(frozen=True, slots=True)
class Jam:
    """Waters and hours in which receivers are misled."""

    lat: float
    lon: float
    radius_km: float
    begin: float
    end: float
    style: JamStyle
    to: Place


@dataclass(frozen=True, slots=True)
class Spoof:
    """Hours in which one ship sends false positions."""

    ship: int
    kind: SpoofKind
    begin: float
    end: float
    to: Place
    size_km: float


def invent_jams(days: int, per_day: float, rng: np.random.Generator) -> tuple[Jam, ...]:
    """Return jammed waters, a few hours each, off ports."""
    places = list(ports().values())
    found = []
    for _ in range(int(rng.poisson(per_day * days))):
        port = places[int(rng.integers(len(places)))]
        begin = rng.uniform(0.0, days * 24.0) * HOUR_S
        to = moved(port.place, rng.uniform(0.0, 360.0), rng.uniform(40.0, 300.0))
        style = JamStyle(rng.choice(list(JamStyle)))
        found.append(
            Jam(*port.road, rng.uniform(12.0, 45.0), begin, begin + rng.uniform(1.0, 7.0) * HOUR_S, style, to)
        )  # fmt: skip
    return tuple(found)


def invent_spoofs(lives: list[Life], days: int, share: float, rng: np.random.Generator) -> tuple[Spoof, ...]:
    """Return false tracks of a share of the ships: circles at a sea place far away, tracks led astray, frozen ones."""
    open_sea = [place for name, place in nodes().items() if not is_river(name)]
    found = []
    for life in lives:
        if rng.random() < share:
            begin = rng.uniform(0.0, max(days - 1, 0.2)) * 24.0 * HOUR_S
            kind = SpoofKind(rng.choice(list(SpoofKind)))
            lasts = rng.uniform(3.0, 20.0) * HOUR_S
            to = open_sea[int(rng.integers(len(open_sea)))]
            found.append(Spoof(life.ship.number, kind, begin, begin + lasts, to, rng.uniform(0.4, 3.0)))
    return tuple(found)


def falsify(
    number: int, t: Floats, lat: Floats, lon: Floats, jams: tuple[Jam, ...], spoofs: tuple[Spoof, ...],
    rng: np.random.Generator,
) -> NDArray[np.int8]:  # fmt: skip
    """Overwrite the positions of one ship that are false, and say which they are (numbers of `KINDS`)."""
    false = np.zeros(len(t), np.int8)
    for jam in jams:
        _jam(jam, t, lat, lon, false, rng)
    for spoof in spoofs:
        a, b = np.searchsorted(t, [spoof.begin, spoof.end])
        if spoof.ship == number and b > a:
            _spoof(spoof, t[a:b], lat[a:b], lon[a:b])
            false[a:b] = KINDS.index(spoof.kind)
    wild = np.flatnonzero(rng.random(len(t)) < WILD)
    lat[wild] = np.clip(lat[wild] + rng.normal(0.0, 8.0, len(wild)), -80.0, 80.0)
    lon[wild] += rng.normal(0.0, 20.0, len(wild))
    false[wild] = KINDS.index("teleport")
    return false


def _jam(jam: Jam, t: Floats, lat: Floats, lon: Floats, false: NDArray[np.int8], rng: np.random.Generator) -> None:
    a, b = np.searchsorted(t, [jam.begin, jam.end])
    east = (lon[a:b] - jam.lon) * np.cos(np.radians(jam.lat))
    inside = a + np.flatnonzero(np.hypot(east, lat[a:b] - jam.lat) * KM_PER_DEG < jam.radius_km)
    hit = inside[rng.random(len(inside)) < 0.8]
    if jam.style is JamStyle.POINT:
        lat[hit], lon[hit] = (jam.to[k] + rng.normal(0.0, 1e-4, len(hit)) for k in (0, 1))
    else:
        lat[hit], lon[hit] = (here[hit] + rng.normal(0.0, 0.25, len(hit)) for here in (lat, lon))
    false[hit] = KINDS.index("jammed")


def _spoof(spoof: Spoof, t: Floats, lat: Floats, lon: Floats) -> None:
    if spoof.kind is SpoofKind.FROZEN:
        lat[:], lon[:] = lat[0], lon[0]
        return
    if spoof.kind is SpoofKind.CIRCLE:
        turn = 2.0 * np.pi * (t - spoof.begin) / 2400.0
        lat[:] = spoof.to[0] + spoof.size_km / KM_PER_DEG * np.cos(turn)
        lon[:] = spoof.to[1] + spoof.size_km / (KM_PER_DEG * np.cos(np.radians(spoof.to[0]))) * np.sin(turn)
        return
    off = np.interp(t, [spoof.begin, spoof.begin + 5.0 * HOUR_S], [0.0, 25_000.0 * spoof.size_km]) / M_PER_DEG
    lat += off * np.cos(spoof.size_km * 9.0)
    lon += off * np.sin(spoof.size_km * 9.0) / np.cos(np.radians(lat))
