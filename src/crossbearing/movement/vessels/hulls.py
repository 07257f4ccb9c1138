"""Which positions of one MMSI one ship can have sent: tracks by dead reckoning, and what belongs to none.

Each position goes to the track whose last course and speed foretell it best, and opens one where none can have led
there; tracks that one ship can have made one after the other are joined again.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, inf, isnan, log, radians, sin

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, flat_km

# The fastest ferries make 45 kt; faster "ships" are errors. What one fix is off by: 100 m for GNSS and antenna, more
# for receivers that round (class B, long-range messages: 1/10 minute is 185 m).
TOP_KT = 50.0
NOISE_KM = 0.3
# A ship's next speed is not much more than the higher of both it sent: acceleration within a silence. GUESS.
FASTER, AT_LEAST_KT = 1.5, 15.0
# A track of its own has so many positions and lasts so long; less is a jump. GUESS: a false place is sent a few times.
TRACK_POSITIONS, TRACK_S = 5, 600.0
# A track that is no ship's yet is looked at for so long after it was heard: later, anything is in its reach. GUESS.
STRAY_S = 2 * 3600.0
# Reports that follow each other as one ship's do are dealt together: within one spread of where the last leads. At two
# spreads 0.5 of 100 links between real ships of one bay were wrong, at one none.
PLAIN = 1.0
# So many tracks of one MMSI are looked at, the last heard first: false places make one each, and no more than a few
# ships share a number at a time.
TRACKS_OPEN = 12
# A fix is off by some tens of metres, the next one from where the last course and speed lead by this share of the way
# made, and even a ship at rest drifts. Beyond so many spreads it is another ship's. GUESSES, chosen on pairs of real
# ships of one bay that were given one MMSI.
FIX_KM, SPREAD, DRIFT_KT, STRANGE = 0.012, 0.3, 1.0, 8.0
# A report's speed and course differ from the last by so much (standard deviation); a larger change costs no more than
# so much. GUESSES.
SOG_KT, COG_DEG, MOST = 1.0, 15.0, 8.0
# Two ships side by side on one MMSI leap at every other report; an honest ship at one in a thousand (Solent). GUESS.
LEAPING = 0.03
# Dead reckoning for so long at most: after a quarter of an hour ships have turned. GUESS.
RECKONED_S = 900.0


@dataclass(frozen=True, slots=True)
class Reports:
    """Positions of one MMSI in the order of time, with the row of each; unknown speeds and courses are NaN."""

    row: Ints
    seconds: Floats
    lat: Floats
    lon: Floats
    sog_kt: Floats
    cog_deg: Floats


@dataclass(slots=True)
class _Track:
    """A track in the making: its rows, when it began, and its last position; unknown speed and course are NaN."""

    rows: list[int]
    first: float
    began: tuple[float, float, float]
    seconds: float
    lat: float
    lon: float
    sog: float
    cog: float

    @property
    def is_ship(self) -> bool:
        return len(self.rows) >= TRACK_POSITIONS and self.seconds - self.first >= TRACK_S

    @property
    def beginning(self) -> _Track:
        """Its first position as a track of one, the course unknown."""
        lat, lon, sog = self.began
        return _Track(self.rows[:1], self.first, self.began, self.first, lat, lon, sog, float("nan"))

    def go_on(self, new: _Track) -> None:
        """Add a position, given as a track of one."""
        self.rows += new.rows
        self.seconds, self.lat, self.lon, self.sog, self.cog = new.seconds, new.lat, new.lon, new.sog, new.cog


def dealt(rows: Reports) -> tuple[list[list[int]], list[int]]:
    """Deal the positions of one MMSI to as few tracks as ships can make: the rows of each ship, and the strays."""
    tracks: list[_Track] = []
    closed: list[_Track] = []
    for new in _pieces(rows):
        fits = [(_misfit(one, new.beginning), number) for number, one in enumerate(tracks) if _open(one, new)]
        misfit, number = min(fits, default=(inf, 0))
        if misfit < inf:
            best = tracks.pop(number)
            best.go_on(new)
        else:
            best = new
        tracks.append(best)
        if len(tracks) > TRACKS_OPEN:
            closed += [tracks.pop(number) for number in _to_close(tracks)]
    tracks += closed
    tracks = _continued(tracks)
    ships = [one for one in tracks if one.is_ship] or [max(tracks, key=lambda one: len(one.rows))]
    strays = [row for one in tracks if one not in ships for row in one.rows]
    return [one.rows for one in ships], strays


def told_apart(tracks: list[list[int]]) -> tuple[list[list[int]], list[int]]:
    """The tracks of ships, and the rows of tracks that lie whole in a silence of a longer one.

    Two ships that share a number are heard in between each other; who appears elsewhere only while the ship is silent,
    and is gone when she is back, is her own false position.
    """
    ships: list[list[int]] = []
    displaced: list[int] = []
    for rows in tracks:
        longer = [other for other in tracks if len(other) > len(rows)]
        if any(
            bisect(other, rows[0]) == bisect(other, rows[-1]) and 0 < bisect(other, rows[0]) < len(other)
            for other in longer
        ):
            displaced += rows
        else:
            ships.append(rows)
    return ships, displaced


def _to_close(tracks: list[_Track]) -> list[int]:
    """The one of the open tracks that is to be looked at no more: the stray heard longest ago, else the oldest ship."""
    strays = [number for number, one in enumerate(tracks) if not one.is_ship]
    return (strays or [0])[:1]


def _continued(tracks: list[_Track]) -> list[_Track]:
    """The tracks by their beginnings; those that one ship can have made one after the other are put together."""
    whole: list[_Track] = []
    for track in sorted(tracks, key=lambda one: (one.first, one.rows[0])):
        begin = track.beginning
        before = [one for one in whole if one.seconds <= begin.seconds and _reachable(one, begin)]
        if before:
            max(before, key=lambda one: one.seconds).go_on(track)
        else:
            whole.append(track)
    return whole


def _open(track: _Track, new: _Track) -> bool:
    """Whether a track may go on: a ship's at any time, a stray's only soon after."""
    return track.is_ship or new.first - track.seconds <= STRAY_S


def _pieces(rows: Reports) -> Iterator[_Track]:
    """Stretches of reports that follow each other as one ship's do, each as a track."""
    bounds = [0, *(np.flatnonzero(~_plain(rows)) + 1).tolist(), rows.row.size]
    for first, last in pairwise(bounds):
        began = (float(rows.lat[first]), float(rows.lon[first]), float(rows.sog_kt[first]))
        end = (float(column[last - 1]) for column in (rows.seconds, rows.lat, rows.lon, rows.sog_kt, rows.cog_deg))
        yield _Track(rows.row[first:last].tolist(), float(rows.seconds[first]), began, *end)


def _plain(rows: Reports) -> Bools:
    """Whether each report but the first lies where the one before it leads."""
    elapsed = np.diff(rows.seconds)
    reckoned = rows.sog_kt[:-1] * KMH_PER_KT * elapsed / 3600.0 / KM_PER_DEGREE
    course = np.radians(np.nan_to_num(rows.cog_deg[:-1]))
    reckoned = np.where(np.isnan(rows.cog_deg[:-1]), 0.0, np.nan_to_num(reckoned))
    lat = rows.lat[:-1] + reckoned * np.cos(course)
    lon = rows.lon[:-1] + reckoned * np.sin(course) / np.maximum(np.cos(np.radians(rows.lat[:-1])), 0.01)
    told = np.nan_to_num(np.fmax(rows.sog_kt[:-1], rows.sog_kt[1:]))
    spread = FIX_KM + SPREAD * elapsed / 3600.0 * (told + DRIFT_KT) * KMH_PER_KT
    return np.asarray((flat_km(lat, lon, rows.lat[1:], rows.lon[1:]) <= PLAIN * spread) & (elapsed <= RECKONED_S))


def _misfit(track: _Track, new: _Track) -> float:
    """How badly a position fits a track: minus the log of a normal density where it leads, or infinity.

    The longer ago the track was heard the wider it spreads, so that one heard lately wins at equal distance.
    """
    if not _reachable(track, new):
        return inf
    hours = (new.seconds - track.seconds) / 3600.0
    spread = FIX_KM + SPREAD * hours * (_knots(track, new, 1.0) + DRIFT_KT) * KMH_PER_KT
    off = _reckoned_km(track, new) / spread
    if off > STRANGE and hours * 3600.0 < RECKONED_S:
        return inf
    return 0.5 * off**2 + 2.0 * log(spread) + _turned(track, new)


def _reachable(track: _Track, new: _Track) -> bool:
    """Whether a ship can be at both places."""
    hours = max(new.seconds - track.seconds, 0.0) / 3600.0
    knots = min(TOP_KT, max(AT_LEAST_KT, _knots(track, new, FASTER)))
    return _km(track.lat, track.lon, new) <= NOISE_KM + hours * knots * KMH_PER_KT


def _knots(track: _Track, new: _Track, times: float) -> float:
    """The higher of both speeds sent, so many times; the top speed of ships where none was."""
    told = [times * speed for speed in (track.sog, new.sog) if not isnan(speed)]
    return max(told) if told else TOP_KT


def _turned(track: _Track, new: _Track) -> float:
    """What a change of speed and course adds to the misfit; a ship at rest sends any course."""
    if new.seconds - track.seconds > RECKONED_S or isnan(track.sog) or isnan(new.sog):
        return 0.0
    cost = min(0.5 * ((new.sog - track.sog) / SOG_KT) ** 2, MOST)
    if min(track.sog, new.sog) > DRIFT_KT and not (isnan(track.cog) or isnan(new.cog)):
        angle = abs((new.cog - track.cog + 180.0) % 360.0 - 180.0)
        cost += min(0.5 * (angle / COG_DEG) ** 2, MOST)
    return cost


def _reckoned_km(track: _Track, new: _Track) -> float:
    """The distance of a position from where the last course and speed lead."""
    elapsed = new.seconds - track.seconds
    if isnan(track.sog) or isnan(track.cog) or elapsed > RECKONED_S:
        return _km(track.lat, track.lon, new)
    degrees = track.sog * KMH_PER_KT * elapsed / 3600.0 / KM_PER_DEGREE
    course = radians(track.cog)
    lat = track.lat + degrees * cos(course)
    return _km(lat, track.lon + degrees * sin(course) / max(cos(radians(track.lat)), 0.01), new)


def _km(lat: float, lon: float, new: _Track) -> float:
    east = (new.lon - lon + 540.0) % 360.0 - 180.0
    return hypot(east * cos(radians((lat + new.lat) / 2.0)), new.lat - lat) * KM_PER_DEGREE
