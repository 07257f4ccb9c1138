"""The life of one ship: a line of knots in time and place, and what she does over it.

Between knots a ship goes straight at even speed. Over that lie holds: she lies still at a quay, swings round an
anchor, drifts, or keeps a place beside another ship (alongside, towed, in company, a pilot boat at a ladder).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sea.places import Place, Port, apart_km, east_of
from crossbearing.worldgen.sea.ships import Ship
from crossbearing.worldgen.sea.tides import Swing, lying_deg
from crossbearing.worldgen.sea.units import KMH_PER_KT, M_PER_DEG

Floats = NDArray[np.float64]
# Navigational status (ITU-R M.1371).
UNDER_WAY, AT_ANCHOR, RESTRICTED, MOORED, FISHING = 0, 1, 3, 5, 7
# Two ships lashed together still surge by a metre or two; one in tow sheers by some more.
SURGE_M = 1.5


class Holding(StrEnum):
    """`still` keeps a ship's heading; `swing` turns her round her anchor; `beside` keeps her by another ship."""

    STILL = "still"
    SWING = "swing"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Hold:
    """What a ship does from `begin` to `end` besides following her knots; seconds from the world's start.

    She swings `chain_m` from her anchor; beside another she stays `ahead_m` and `abeam_m` (to the right) of the antenna
    of the ship `host`, as that was `late_s` before: who follows another turns where she turned.
    """

    kind: Holding
    begin: float
    end: float
    heading_deg: float = 0.0
    chain_m: float = 0.0
    swing: Swing | None = None
    host: int = -1
    ahead_m: float = 0.0
    abeam_m: float = 0.0
    late_s: float = 0.0


@dataclass(slots=True)
class Life:
    """One ship's life as far as it is written: where she is `now`.

    `port` is the last she was in, and `moored` whether she still lies there, since `arrived`; `node` is the node of
    the net that she is at or nearest to, `knots` the speed she makes at sea.
    """

    ship: Ship
    port: Port
    node: str
    knots: float = 10.0
    moored: bool = True
    arrived: float = 0.0
    berthed: float | None = None
    anchored: tuple[float, float] | None = None
    t: list[float] = field(default_factory=list)
    lat: list[float] = field(default_factory=list)
    lon: list[float] = field(default_factory=list)
    states: list[tuple[float, int]] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    silent: list[tuple[float, float, str]] = field(default_factory=list)

    @property
    def now(self) -> float:
        """The time until which her life is written."""
        return self.t[-1]

    @property
    def place(self) -> Place:
        """Where she is then."""
        return self.lat[-1], self.lon[-1]

    def begin(self, time: float, place: Place) -> None:
        """Put her somewhere."""
        self.t, self.lat, self.lon = [time], [place[0]], [place[1]]

    def go(self, place: Place, knots: float) -> None:
        """Go straight to a place."""
        hours = apart_km(self.place, place) / (max(knots, 0.1) * KMH_PER_KT)
        self.be(self.now + max(hours * 3600.0, 1.0), place)

    def be(self, time: float, place: Place) -> None:
        """Be at a place at a time."""
        self.lon.append(self.lon[-1] + east_of(self.place, place))
        self.lat.append(place[0])
        self.t.append(max(time, self.t[-1] + 0.5))

    def stay(self, until: float) -> None:
        """Do not leave before a time."""
        if until > self.now:
            self.be(until, self.place)

    def state(self, status: int) -> None:
        """Send another navigational status from now on."""
        self.states.append((self.now, status))

    def hold(self, hold: Hold) -> None:
        """Add what she does over a time."""
        self.holds.append(hold)


def where(life: Life, times: Floats, lives: list[Life]) -> tuple[Floats, Floats, Floats]:
    """Latitude, longitude (beyond 180 where she crossed the date line) and heading of her antenna; `times` rise."""
    t, knots_lat, knots_lon = np.array(life.t), np.array(life.lat), np.array(life.lon)
    lat, lon = np.interp(times, t, knots_lat), np.interp(times, t, knots_lon)
    heading = _courses(t, knots_lat, knots_lon)[np.clip(np.searchsorted(t, times, "right") - 1, 0, len(t) - 2)]
    for one in life.holds:
        a, b = np.searchsorted(times, [one.begin, one.end])
        if b > a:
            lat[a:b], lon[a:b], heading[a:b] = _held(one, times[a:b], lat[a:b], lon[a:b], lives)
    return lat, lon, heading


def _courses(t: Floats, lat: Floats, lon: Floats) -> Floats:
    """The course of each piece; a ship that stops keeps the heading she came with."""
    north, east = np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[:-1]))
    moving = np.hypot(north, east) > 1e-7
    last = np.maximum.accumulate(np.where(moving, np.arange(len(north)), 0))
    return np.asarray(np.degrees(np.arctan2(east, north))[last] % 360.0)


def _held(one: Hold, times: Floats, lat: Floats, lon: Floats, lives: list[Life]) -> tuple[Floats, Floats, Floats]:
    if one.kind is Holding.STILL:
        return lat, lon, np.full(len(times), one.heading_deg)
    if one.kind is Holding.SWING and one.swing is not None:
        heading = lying_deg(one.swing, times)
        back = np.radians(heading + 180.0)
        return *_shifted(lat, lon, one.chain_m * np.cos(back), one.chain_m * np.sin(back)), heading
    host_lat, host_lon, heading = where(lives[one.host], times - one.late_s, lives)
    host_lon = host_lon + 360.0 * np.round((lon - host_lon) / 360.0)
    turn = np.radians(heading)
    ahead = one.ahead_m + SURGE_M * np.sin(times / 40.0)
    abeam = one.abeam_m + np.copysign(SURGE_M, one.abeam_m) * np.sin(times / 61.0) ** 2
    north = ahead * np.cos(turn) - abeam * np.sin(turn)
    return *_shifted(host_lat, host_lon, north, ahead * np.sin(turn) + abeam * np.cos(turn)), heading


def _shifted(lat: Floats, lon: Floats, north_m: Floats, east_m: Floats) -> tuple[Floats, Floats]:
    return lat + north_m / M_PER_DEG, lon + east_m / (M_PER_DEG * np.cos(np.radians(lat)))


def place_at(life: Life, time: float, lives: list[Life]) -> Place:
    """Where she is at one time."""
    lat, lon, _ = where(life, np.array([time]), lives)
    return float(lat[0]), float(lon[0])


def status_at(life: Life, times: Floats) -> NDArray[np.int64]:
    """The navigational status she sends at each time."""
    begins = [begin for begin, _ in life.states]
    values = np.array([0, *(status for _, status in life.states)])
    return np.asarray(values[np.searchsorted(begins, times, "right")])
