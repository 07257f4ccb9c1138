"""What an ideal reader can exclude: the silences of a craft in which a flight or a stay would have had room.

He knows which received rows are genuine, the true heights and how fast each type flies; he knows nothing of what was
not received. Written apart from the product's own reasoning, and simpler.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats, distance_km
from crossbearing.worldgen.wide.places import Spot

HOUR_S = 3600.0
# The strongest wind of a world's jet stream is 120 kt (`physics.Air`), with ten to spare.
WIND_KT, KM_PER_NM = 130.0, 1.852
# Nothing climbs or dives faster; a row may be wrong by so many km (a craft's own drift of 4 km, jitter) and seconds.
STEEPEST_FPM, SLACK_KM, SLACK_S = 8000.0, 14.0, 20.0
# A row on the ground farther than this from the claimed fields shows a stop elsewhere.
ELSEWHERE_KM, CITY_KM = 8.0, 60.0
# No leg of these worlds lasts longer. The shortest stop, and the shortest time from one landing to the next.
LONGEST_S, STOP_S, ROUND_S = 20 * HOUR_S, 600.0, 3600.0

Window = tuple[float, float]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Track:
    """The genuine rows received of one airframe, in order of time; heights are true feet."""

    t: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    ground: NDArray[np.bool_]

    def within(self, start: float, end: float) -> Track:
        """The rows of a stretch, with one more on each side."""
        low, high = np.searchsorted(self.t, [start, end])
        part = slice(max(0, int(low) - 1), int(high) + 1)
        return Track(self.t[part], self.lat[part], self.lon[part], self.alt_ft[part], self.ground[part])


@dataclass(frozen=True, slots=True)
class Room:
    """A silence with room for the whole of a flight: it left between `first` and `last`."""

    start: Spot
    end: Spot
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Ways:
    """How a claimed flight can have been: hidden whole in silences, or (`half`) partly in sight."""

    rooms: tuple[Room, ...]
    half: bool

    @property
    def none(self) -> bool:
        """Whether there was no way."""
        return not self.rooms and not self.half


@dataclass(frozen=True)
class _Gaps:
    """The silences between rows: number k ends at row k; the first and the last are open."""

    begin: Floats
    end: Floats


def _gaps(track: Track) -> _Gaps:
    return _Gaps(np.r_[-np.inf, track.t], np.r_[track.t, np.inf])


def speed_kmh(cruise_kt: float) -> float:
    """The fastest that a type can be over the ground."""
    return (cruise_kt + WIND_KT) * KM_PER_NM


def _away(track: Track, spot: Spot, kmh: float) -> tuple[Floats, Floats]:
    """Seconds that each silence needs from its first row to a field, and from there to its last row."""
    km = np.maximum(0.0, distance_km(track.lat, track.lon, spot.lat, spot.lon) - SLACK_KM)
    steep = np.abs(track.alt_ft - spot.elevation_ft) * ~track.ground
    need = np.maximum(km / kmh * HOUR_S, np.maximum(0.0, steep - 1500.0) / STEEPEST_FPM * 60.0)
    return np.r_[0.0, need], np.r_[need, 0.0]


def ways(
    track: Track, starts: Sequence[Spot], ends: Sequence[Spot], window: Window, kmh: float,
    stopped: Sequence[tuple[float, Spot]] = (),
) -> Ways:  # fmt: skip
    """Return how a flight from one of some fields to one of others can have touched a window of time.

    `stopped` are moments at which the craft is known, from the legs that were followed, to have stood somewhere.
    """
    track = track.within(window[0] - LONGEST_S, window[1] + LONGEST_S)
    gaps, rooms, half = _gaps(track), [], False
    stops = _stops(track, [*starts, *ends], stopped)
    for start in starts:
        for end in ends:
            air_s = max(0.0, _km(start, end) - SLACK_KM) / kmh * HOUR_S
            rooms += _hidden(track, gaps, start, end, air_s, window, kmh)
            half = half or _half(track, gaps, start, end, air_s, stops, window, kmh)
    return Ways(tuple(rooms), half)


def _km(a: Spot, b: Spot) -> float:
    return float(distance_km(a.lat, a.lon, b.lat, b.lon))


def _nearest_km(track: Track, spots: Sequence[Spot]) -> Floats:
    return np.asarray(np.min([distance_km(track.lat, track.lon, one.lat, one.lon) for one in spots], axis=0))


def _stops(track: Track, spots: Sequence[Spot], stopped: Sequence[tuple[float, Spot]]) -> Ints:
    """Stops elsewhere, in order: row `r` counts as `2 r + 1`, a moment in the silence before row `k` as `2 k`."""
    rows = 2 * np.flatnonzero(track.ground & (_nearest_km(track, spots) > ELSEWHERE_KM)) + 1
    away = [float(at) for at, there in stopped if all(_km(there, one) > CITY_KM for one in spots)]
    return np.sort(np.r_[rows, 2 * np.searchsorted(track.t, np.array(away, dtype=float))])


def _hidden(track: Track, gaps: _Gaps, start: Spot, end: Spot, air_s: float, window: Window, kmh: float) -> list[Room]:
    """Silences with room for all of the flight."""
    first = gaps.begin + _away(track, start, kmh)[0]
    last = gaps.end - _away(track, end, kmh)[1] - air_s
    fits = (first <= last + SLACK_S) & (last + air_s >= window[0]) & (first <= window[1])
    low = np.maximum(first[fits], window[0] - air_s)
    high = np.minimum(last[fits], window[1])
    return [Room(start, end, float(a), max(float(a), float(b))) for a, b in zip(low, high, strict=True)]


def _half(
    track: Track, gaps: _Gaps, start: Spot, end: Spot, air_s: float, stops: Ints, window: Window, kmh: float
) -> bool:
    """Whether it can have left in one silence and arrived in a later one, without a stop shown in between."""
    out, back = _away(track, start, kmh), _away(track, end, kmh)
    leaves = np.flatnonzero((out[0] + out[1] <= gaps.end - gaps.begin + SLACK_S) & (gaps.begin <= window[1]))
    lands = np.flatnonzero((back[0] + back[1] <= gaps.end - gaps.begin + SLACK_S) & (gaps.end >= window[0]))
    for k in lands:
        stop = int(np.searchsorted(stops, 2 * k)) - 1
        since = (int(stops[stop]) + 1) // 2 if stop >= 0 else 0
        since = max(since, int(np.searchsorted(gaps.end, gaps.begin[k] - LONGEST_S)))
        low, high = np.searchsorted(leaves, np.array([since, int(k)]))
        if low < high:
            earliest = int(leaves[low])
            if gaps.end[k] - back[1][k] - (gaps.begin[earliest] + out[0][earliest]) >= air_s - SLACK_S:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Hiding:
    """A silence with room for `extra` further stays at a place; the craft can have come between `first` and `last`."""

    spot: Spot
    extra: int
    first: float
    last: float
    came_from: tuple[float, float] | None


def hidings(track: Track, spots: Sequence[Spot], window: Window, kmh: float) -> tuple[Hiding, ...]:
    """Return the silences in which further stays at one of some fields can have touched a window."""
    track = track.within(*window)
    gaps = _gaps(track)
    found: dict[int, Hiding] = {}
    for spot in spots:
        before, after = _away(track, spot, kmh)
        first, last = gaps.begin + before, gaps.end - after
        at = track.ground & (distance_km(track.lat, track.lon, spot.lat, spot.lon) < ELSEWHERE_KM)
        standing = np.r_[False, at] | np.r_[at, False]
        room_s = np.minimum(last, window[1]) - np.maximum(first, window[0])
        extra = np.where(standing, np.floor(room_s / ROUND_S), 1 + np.floor((room_s - STOP_S) / ROUND_S))
        fits = (extra >= 1) & (last >= window[0]) & (first <= window[1]) & (room_s > 0)
        for k in np.flatnonzero(fits).tolist():
            came = (float(track.lat[k - 1]), float(track.lon[k - 1])) if k else None
            one = Hiding(spot, int(extra[k]), float(max(first[k], window[0])), float(min(last[k], window[1])), came)
            if k not in found or found[k].extra < one.extra:
                found[k] = one
    return tuple(found[k] for k in sorted(found))
