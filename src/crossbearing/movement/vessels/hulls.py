"""Which positions of one MMSI one ship can have sent: tracks by dead reckoning, and what belongs to none.

Each position goes to the track that it fits best (`fitting`), and opens one where none can have led there; tracks that
one ship can have made one after the other are joined again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fitting import DRIFT_KT, FIX_KM, RECKONED_S, SPREAD, Track, misfit
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, flat_km

# A track of its own has so many positions and lasts so long; less is a jump. GUESS: a false place is sent a few times.
TRACK_POSITIONS, TRACK_S = 5, 600.0
# Where a number is heard every few minutes, so large a share of a ship's positions lie where the one before leads;
# scattered places make chains of places that lie anywhere. GUESSES, looked at on invented jamming.
OFTEN_S, FOLLOWING = 600.0, 0.2
# A track that is no ship's yet, and was not heard for so long, is looked at with so much doubt: a false place is sent
# for a while and never again. GUESSES.
STRAY_S, STRAY_DOUBT = 2 * 3600.0, 4.0
# Reports that follow each other as one ship's do are dealt together: within one spread of where the last leads. At two
# spreads 0.5 of 100 links between real ships of one bay were wrong, at one none.
PLAIN = 1.0
# So many tracks of one MMSI are looked at, the last heard first: false places make one each, and no more than a few
# ships share a number at a time.
TRACKS_OPEN = 12


@dataclass(frozen=True, slots=True)
class Reports:
    """Positions of one MMSI in the order of time, with the row of each; unknown speeds, courses, headings are NaN.

    `message` is the type of message, 0 where it is not told.
    """

    row: Ints
    seconds: Floats
    lat: Floats
    lon: Floats
    sog_kt: Floats
    cog_deg: Floats
    heading_deg: Floats
    message: Floats


def dealt(rows: Reports) -> tuple[list[list[int]], list[int]]:
    """Deal the positions of one MMSI to as few tracks as ships can make: the rows of each ship, and the strays."""
    tracks: list[Track] = []
    closed: list[Track] = []
    for new in _pieces(rows):
        begin = new.beginning
        fits = [(misfit(one, begin) + _doubt(one, new), number) for number, one in enumerate(tracks)]
        best, number = min(fits, default=(inf, 0))
        tracks.append(_with(tracks.pop(number), new, best) if best < inf else new)
        if len(tracks) > TRACKS_OPEN:
            closed += [tracks.pop(number) for number in _to_close(tracks)]
    tracks = _continued(tracks + closed)
    often = rows.row.size > 1 and float(np.median(np.diff(rows.seconds))) < OFTEN_S
    ships = [one for one in tracks if _is_ship(one) and (not often or one.close >= FOLLOWING * len(one.rows))] or [
        max(tracks, key=lambda one: len(one.rows))
    ]
    strays = [row for one in tracks if one not in ships for row in one.rows]
    return [one.rows for one in ships], strays


def _is_ship(track: Track) -> bool:
    return len(track.rows) >= TRACK_POSITIONS and track.seconds - track.first >= TRACK_S


def _doubt(track: Track, new: Track) -> float:
    return 0.0 if new.first - track.seconds <= STRAY_S or _is_ship(track) else STRAY_DOUBT


def _with(track: Track, new: Track, fit: float) -> Track:
    track.go_on(new, fit)
    return track


def _to_close(tracks: list[Track]) -> list[int]:
    """The one of the open tracks that is to be looked at no more: the stray heard longest ago, else the oldest ship."""
    strays = [number for number, one in enumerate(tracks) if not _is_ship(one)]
    return (strays or [0])[:1]


def _continued(tracks: list[Track]) -> list[Track]:
    """The tracks by their beginnings; those that one ship can have made one after the other are put together."""
    whole: list[Track] = []
    for track in sorted(tracks, key=lambda one: (one.first, one.rows[0])):
        begin = track.beginning
        fits = [(misfit(one, begin), number) for number, one in enumerate(whole) if one.seconds <= begin.seconds]
        best, number = min(fits, default=(inf, 0))
        if best < inf:
            whole[number].go_on(track, best)
        else:
            whole.append(track)
    return whole


def _pieces(rows: Reports) -> Iterator[Track]:
    """Stretches of reports that follow each other as one ship's do, each as a track."""
    bounds = np.concatenate([[0], np.flatnonzero(~_plain(rows)) + 1, [rows.row.size]])
    first, last, number = bounds[:-1], bounds[1:] - 1, rows.row.tolist()
    columns = (rows.lat, rows.lon, rows.sog_kt, rows.message, rows.heading_deg, rows.seconds)
    begun = zip(*(column[first].tolist() for column in columns), strict=True)
    ended = zip(*(column[last].tolist() for column in (*columns, rows.cog_deg)), strict=True)
    spans = zip(first.tolist(), (last + 1).tolist(), begun, ended, strict=True)
    for start, stop, (lat1, lon1, sog1, message1, heading1, from_), (lat, lon, sog, message, heading, to, cog) in spans:
        opened = (from_, (lat1, lon1, sog1), (message1, heading1))
        yield Track(number[start:stop], *opened, to, lat, lon, sog, cog, (message, heading), stop - start - 1)


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
