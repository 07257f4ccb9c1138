"""Where two ships of one number can have gone either way: both tracks end there, and others begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np

from crossbearing.movement.arrays import Bools, Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, flat_km
from crossbearing.movement.vessels.tracks.fitting import NOISE_KM, ROVING_KT, misfit
from crossbearing.movement.vessels.tracks.hulls import Reports, track_of

# Two tracks that exchange their ends fit worse by less than this: by the densities, one in twenty (e to its power) of
# the links at the limit is wrong. Measured on pairs of real ships of one bay and of invented ones: true links come so
# near to it once in 12,000 reports every few seconds, and once in 20 each five minutes or two hours.
UNSURE = 3.0
# Steps in doubt within two hours of each other are of one meeting: the tracks are cut once. GUESS.
AT_ONCE_S = 2 * 3600.0
# Tracks that would be cut more often are left whole: a number so mixed up is told by its tracks crossing. GUESS.
MOST = 500
# Ships farther apart than twice the way that they make in a silence are not exchanged. GUESS.
TWICE = 2.0


def sure(rows: Reports, ships: Sequence[list[int]]) -> list[list[int]]:
    """The tracks, given by their rows and sorted by the first, cut where two of them can have become each other."""
    places = [np.searchsorted(rows.row, ship) for ship in ships]
    cuts: list[set[int]] = [set() for _ in ships]
    for one, other in combinations(range(len(ships)), 2):
        for i, j in _weakest(rows, places[one], places[other]):
            cuts[one].add(i + 1)
            cuts[other].add(j + 1)
    if sum(map(len, cuts)) > MOST:
        return sorted(ships)
    return sorted(
        ship[first:last]
        for ship, at in zip(ships, cuts, strict=True)
        for first, last in pairwise([0, *sorted(at), len(ship)])
    )


def _weakest(rows: Reports, one: Ints, other: Ints) -> Iterator[tuple[int, int]]:
    """The steps, by their number in either track, after which each could have gone on as the other: of each time of
    doubt the likeliest."""
    meeting: list[tuple[float, int, int]] = []
    ended = -np.inf
    for worse, i, j in _exchanged(rows, one, other):
        begun = float(rows.seconds[max(one[i], other[j])])
        if begun - ended > AT_ONCE_S and meeting:
            yield min(meeting)[1:]
            meeting = []
        meeting.append((worse, i, j))
        ended = begun
    if meeting:
        yield min(meeting)[1:]


def _exchanged(rows: Reports, one: Ints, other: Ints) -> Iterator[tuple[float, int, int]]:
    """The steps that two tracks could have made as each other, and how much worse that fits."""
    for i, j in _at_once(rows, one, other):
        a, b = track_of(rows, one[i]), track_of(rows, one[i + 1])
        c, d = track_of(rows, other[j]), track_of(rows, other[j + 1])
        crossed, kept = misfit(a, d) + misfit(c, b), misfit(a, b) + misfit(c, d)
        if crossed < kept + UNSURE:
            yield crossed - kept, i, j


def _at_once(rows: Reports, one: Ints, other: Ints) -> Iterator[tuple[int, int]]:
    """Steps of two tracks that were made at one time, no farther from each other than they can be exchanged."""
    at = np.union1d(one, other)
    i, j = (np.searchsorted(track, at, side="right") - 1 for track in (one, other))
    whole = (i >= 0) & (j >= 0) & (i + 1 < one.size) & (j + 1 < other.size)
    i, j = i[whole], j[whole]
    near = _near(rows, one[i], other[j + 1]) & _near(rows, other[j], one[i + 1])
    return zip(i[near].tolist(), j[near].tolist(), strict=True)


def _near(rows: Reports, first: Ints, then: Ints) -> Bools:
    km = flat_km(rows.lat[first], rows.lon[first], rows.lat[then], rows.lon[then])
    knots = np.nan_to_num(np.fmax(rows.sog_kt[first], rows.sog_kt[then]), nan=ROVING_KT) + ROVING_KT
    hours = np.maximum(rows.seconds[then] - rows.seconds[first], 0.0) / 3600.0
    return np.asarray(km <= NOISE_KM + TWICE * hours * knots * KMH_PER_KT)
