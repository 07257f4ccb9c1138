"""Which positions of one MMSI one ship can have sent: stretches dealt to tracks, and what belongs to none.

Each stretch goes on the track that it fits best (`fitting`), and opens one where none can have led there. Where two
fit nearly as well, both ways are followed for a while: what is sent next tells which of two ships went where. Tracks
that one ship can have made one after the other are joined again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

import numpy as np

from crossbearing.movement.vessels.tracks.by_turns import are_two, by_turns
from crossbearing.movement.vessels.tracks.fitting import Track, misfit
from crossbearing.movement.vessels.tracks.hulls import Reports, pieces_of

# A track of its own has so many positions and lasts so long; less is a jump. GUESS: a false place is sent a few times.
TRACK_POSITIONS, TRACK_S = 5, 600.0
# Where a number is heard every few minutes, so large a share of a ship's positions lie where the one before leads;
# scattered places make chains of places that lie anywhere. GUESSES, looked at on invented jamming.
OFTEN_S, FOLLOWING = 600.0, 0.2
# A track that is no ship's yet, and was not heard for so long, is looked at with so much doubt: a false place is sent
# for a while and never again. GUESSES.
STRAY_S, STRAY_DOUBT = 2 * 3600.0, 4.0
# So many tracks of one MMSI are looked at, the last heard first: false places make one each, and no more than a few
# ships share a number at a time.
TRACKS_OPEN = 12
# So many tracks of ships, and so many others, the last begun, may go on after a silence: a number that is scattered all
# over the Earth makes one for each position.
TRACKS_JOINED = 30
# Ways are followed between tracks that were heard so lately alone: later reports of ships that were silent for days
# tell nothing of them; and between those that fit a report no worse than the best by more.
LATELY_S, WORSE = 12 * 3600.0, 6.0
# What opening a track counts, where ways of more and of fewer tracks are compared. GUESS: more than a bad fit.
OPENED = 40.0
# A report that fits better goes on its track: ships at rest, or heard every few seconds.
UNUSUAL = -11.5


@dataclass(frozen=True, slots=True)
class _Search:
    """How ways to deal are looked for: so many at a time, none that fits worse than the best by more.

    `opens`: whether a track may be opened where a report fits one, too.
    """

    ways: int
    worse: float
    opens: bool = False


# More ways gave no other answers on pairs of real and of invented ships.
_LEAPING = _Search(4, WORSE)
# A second ship near the first pays for her track within some reports: until then her way lies so far behind.
_BY_TURNS = _Search(8, 2.0 * OPENED, opens=True)


@dataclass(frozen=True, slots=True)
class _End:
    """A track in the making: the number of its last stretch, when it began, how many positions it has."""

    last: int
    first: float
    rows: int


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to deal the stretches so far: how badly they fit, the open tracks, and how the last was dealt.

    `after` is the stretch that the last one follows on its track, -1 where it opens one; `fit` how badly it does.
    """

    misfit: float
    ends: tuple[_End, ...]
    after: int = -1
    fit: float = inf
    before: _Way | None = None


def dealt(rows: Reports) -> tuple[list[list[int]], list[int]]:
    """Deal the positions of one MMSI to as few tracks as ships can make: the rows of each ship, and the strays."""
    tracks = _continued(_tracks(rows, _LEAPING))
    tracks = _by_turns(rows, tracks)
    often = rows.row.size > 1 and float(np.median(np.diff(rows.seconds))) < OFTEN_S
    least = FOLLOWING if often else 0.0
    ships = [one for one in tracks if _lasts(one) and one.close >= least * len(one.rows)]
    ships = ships or [max(tracks, key=lambda one: len(one.rows))]
    known = set(map(id, ships))
    strays = [row for one in tracks if id(one) not in known for row in one.rows]
    return [one.rows for one in ships], strays


def _lasts(track: Track) -> bool:
    return len(track.rows) >= TRACK_POSITIONS and track.seconds - track.first >= TRACK_S


def _by_turns(rows: Reports, tracks: list[Track]) -> list[Track]:
    """The tracks of ships near one another, where reports go there and back; else the tracks as they are.

    Looked for where a second ship is known or leaves positions over, else where no ship goes there and back so fast.
    """
    left, ships = _left(tracks), sum(map(_lasts, tracks))
    known = ships > 1 or any(one.close for one in tracks if not _lasts(one))
    parts = (rows.taken(np.searchsorted(rows.row, one.rows)) for one in tracks if _lasts(one))
    if not any(by_turns(np.zeros_like(part.row), part, slowly=known).size for part in parts):
        return tracks
    again = _continued(_tracks(rows, _BY_TURNS))
    own = [np.searchsorted(rows.row, one.rows) for one in again if _lasts(one)]
    two = any(are_two(rows, *pair) for pair in combinations(own, 2))
    whole = _left(again) == 0 < left and len(own) > 1
    return again if _left(again) <= left and (ships > 1 or two or whole) else tracks


def _left(tracks: Iterable[Track]) -> int:
    """How many positions are on no ship's track."""
    return sum(len(one.rows) for one in tracks if not _lasts(one))


def _tracks(rows: Reports, search: _Search) -> list[Track]:
    """The tracks of the way to deal reports that fits best."""
    pieces = list(pieces_of(rows))
    way: _Way | None = _best(pieces, search)
    followed: list[tuple[int, float]] = []
    while way is not None and way.before is not None:
        followed.append((way.after, way.fit))
        way = way.before
    found: list[Track] = []
    ending: dict[int, Track] = {}
    for number, (after, fit) in enumerate(reversed(followed)):
        if after < 0:
            track = pieces[number]
            found.append(track)
        else:
            track = ending.pop(after)
            track.go_on(pieces[number], fit)
        ending[number] = track
    return found


def _best(pieces: Sequence[Track], search: _Search) -> _Way:
    """The way to deal stretches in the order of time that fits best."""
    ways = [_Way(0.0, ())]
    for number, piece in enumerate(pieces):
        begin = piece.beginning
        fits: dict[int, float] = {}
        found: dict[tuple[int, ...], _Way] = {}
        for way in ways:
            for end, fit in _choices(way, pieces, begin, fits, search.opens):
                new = _dealt(way, end, fit, number, piece)
                key = tuple(sorted(one.last for one in new.ends))
                if key not in found or new.misfit < found[key].misfit:
                    found[key] = new
        ways = _likely(found.values(), search)
    return ways[0]


def _choices(
    way: _Way, pieces: Sequence[Track], begin: Track, fits: dict[int, float], opens: bool
) -> list[tuple[_End | None, float]]:
    """The tracks that a stretch may go on, the best first, with how badly it fits; none where it opens one."""
    told: list[tuple[float, int, _End]] = []
    for number, end in enumerate(way.ends):
        fit = fits.get(end.last)
        if fit is None:
            fit = fits[end.last] = misfit(pieces[end.last], begin)
        if fit < inf:
            told.append((fit + _doubt(end, pieces, begin), number, end))
    if not told:
        return [(None, OPENED)]
    best, _, first = min(told)
    late = begin.first - LATELY_S
    opened: list[tuple[_End | None, float]] = [(None, OPENED)] if opens and best > UNUSUAL else []
    if len(told) == 1 or pieces[first.last].seconds < late:
        return [(first, best), *opened]
    rivals = [
        (end, fit)
        for fit, _, end in sorted(told)
        if end is not first and fit <= best + WORSE and pieces[end.last].seconds >= late
    ]
    return [(first, best), *rivals, *opened]


def _doubt(end: _End, pieces: Sequence[Track], begin: Track) -> float:
    heard = pieces[end.last].seconds
    lasts = end.rows >= TRACK_POSITIONS and heard - end.first >= TRACK_S
    return 0.0 if lasts or begin.first - heard <= STRAY_S else STRAY_DOUBT


def _dealt(way: _Way, end: _End | None, fit: float, number: int, piece: Track) -> _Way:
    """The way with one stretch more, on a track or on one of its own."""
    others = tuple(one for one in way.ends if one is not end)
    if end is None:
        new = _End(number, piece.first, len(piece.rows))
        if len(others) == TRACKS_OPEN:
            others = _without_one(others)
        return _Way(way.misfit + fit, (*others, new), -1, 0.0, way)
    new = _End(number, end.first, end.rows + len(piece.rows))
    return _Way(way.misfit + fit, (*others, new), end.last, fit, way)


def _without_one(ends: tuple[_End, ...]) -> tuple[_End, ...]:
    """Look no more at the stray that was heard longest ago, else at the oldest track."""
    strays = [end for end in ends if end.rows < TRACK_POSITIONS]
    gone = (strays or list(ends))[0]
    return tuple(end for end in ends if end is not gone)


def _likely(ways: Iterable[_Way], search: _Search) -> list[_Way]:
    """The ways that are followed further, the best first."""
    ordered = sorted(ways, key=lambda way: way.misfit)
    return [way for way in ordered[: search.ways] if way.misfit <= ordered[0].misfit + search.worse]


def _continued(tracks: list[Track]) -> list[Track]:
    """The tracks by their beginnings; those that one ship can have made one after the other are put together."""
    whole: list[Track] = []
    lasting: list[Track] = []
    for track in sorted(tracks, key=lambda one: (one.first, one.rows[0])):
        begin = track.beginning
        others = [*lasting[-TRACKS_JOINED:], *(one for one in whole[-TRACKS_JOINED:] if not _lasts(one))]
        fits = [(misfit(one, begin), number) for number, one in enumerate(others) if one.seconds <= begin.seconds]
        best, number = min(fits, default=(inf, 0))
        joined = others[number] if best < inf else track
        if joined is track:
            whole.append(track)
        else:
            joined.go_on(track, best)
        if _lasts(joined) and all(one is not joined for one in lasting):
            lasting.append(joined)
    return whole
