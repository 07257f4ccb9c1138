"""Two ships near one another that send one number by turns: no step is impossible, but every other one leads back."""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, blocks, flat_km
from crossbearing.movement.vessels.tracks.fitting import DRIFT_KT, RECKONED_S
from crossbearing.movement.vessels.tracks.hulls import Reports, off_km, velocities

# There and back: farther than fixes err (km) and faster than was sent, and twice as far as from the one before to the
# one after; in so many reports of a number, and so large a share of them. An honest fix strays and comes back too, and
# ships that sheer to and fro at anchor do so at the speed they send. GUESSES; of 91 real ships of one bay, sent every
# few seconds to every five minutes, one does so, and of ships that sheer at anchor in invented roadsteads none.
THERE_KM, BACK, TIMES, SHARE = 0.015, 2.0, 5, 0.04
# Nearer than this (km) twice as much of a return is asked: of three places scattered about one, as fixes of a ship at
# rest can be, each is as likely as the others to lie between, and comes so close to one a quarter as often.
SCATTER_KM = 0.05
# Tracks are of two ships where so many of the reports of the one lie so beside where the other was and is again. GUESS.
OWN = 0.5


def by_turns(ship: Ints, rows: Reports, slowly: bool = False) -> Ints:
    """The ships (numbers, sorted) whose reports go there and back again and again.

    `slowly`: at any speed, where other evidence says that two ships send.
    """
    if ship.size < TIMES + 2:
        return np.zeros(0, np.int64)
    found = [_led_back(ship, rows, slice(one.start, one.stop + 2), slowly) for one in blocks(ship.size - 2)]
    back = np.concatenate(found)
    count = int(ship[-1]) + 1
    times = np.bincount(ship[back], minlength=count)
    return np.flatnonzero((times >= TIMES) & (times > SHARE * np.bincount(ship, minlength=count)))


def _led_back(ship: Ints, rows: Reports, some: slice, slowly: bool) -> Ints:
    """The reports of one block of rows that lead back to where the one before the last was."""
    own, block = ship[some], Reports(*(getattr(rows, name)[some] for name in Reports.__slots__))
    shorter = np.cos(np.radians(block.lat))
    step, twice = _far(block, shorter, 1), BACK * _far(block, shorter, 2)
    there = np.minimum(step[:-1], step[1:])
    back = np.flatnonzero((own[2:] == own[:-2]) & (there > np.maximum(twice, THERE_KM)))
    back = back[there[back] > np.minimum(2.0 * twice[back], SCATTER_KM)]
    fast = slowly | _is_fast(block, step, back) | _is_fast(block, step, back + 1)
    return np.asarray(back[fast] + some.start + 2)


def _is_fast(rows: Reports, step: Floats, first: Ints) -> Bools:
    """Whether steps, each from a report to the next, are longer than the speeds sent allow."""
    seconds = rows.seconds[first + 1] - rows.seconds[first]
    return np.asarray(step[first] > _most_km(rows, seconds, rows.sog_kt[first], rows.sog_kt[first + 1]))


def _far(rows: Reports, shorter: Floats, over: int) -> Floats:
    """North and east added up, km, from each report to so many later; a step over the date line is a long one."""
    east = np.abs(rows.lon[over:] - rows.lon[:-over]) * shorter[over:]
    return np.asarray((np.abs(rows.lat[over:] - rows.lat[:-over]) + east) * KM_PER_DEGREE)


def _most_km(rows: Reports, seconds: Floats, sog: Floats, other: Floats) -> Floats:
    """As far as one ship comes by the speeds she sends, with what fixes err; infinite where she sends none."""
    knots = np.nan_to_num(np.fmax(sog, other), nan=np.inf) + DRIFT_KT
    return np.asarray(THERE_KM + np.maximum(seconds, 1.0) / 3600.0 * knots * KMH_PER_KT)


def are_two(rows: Reports, one: Ints, other: Ints) -> bool:
    """Whether two tracks of a number, given by the places of their reports, go by turns and keep to themselves."""
    kept = np.concatenate([_kept(rows, one, other), _kept(rows, other, one)])
    return bool(kept.size >= TIMES and kept.mean() >= OWN)


def _kept(rows: Reports, own: Ints, other: Ints) -> Bools:
    """Of reports of the other track, heard between two of a ship's own, whether no ship went there and back between."""
    before = np.searchsorted(own, other) - 1
    between = (before >= 0) & (before + 1 < own.size)
    first, last, then = own[before[between]], own[before[between] + 1], other[between]
    heard = rows.seconds[last] - rows.seconds[first] <= RECKONED_S
    first, last, then = first[heard], last[heard], then[heard]
    late = rows.seconds[last] - rows.seconds[then] < rows.seconds[then] - rows.seconds[first]
    near, far = np.where(late, last, first), np.where(late, first, last)
    across, again = _apart(rows, near, then), _apart(rows, near, far)
    seconds = np.abs(rows.seconds[then] - rows.seconds[near])
    return np.asarray(
        (across > BACK * again) & (across > _most_km(rows, seconds, rows.sog_kt[near], rows.sog_kt[then]))
    )


def _apart(rows: Reports, first: Ints, then: Ints) -> Floats:
    """How far from where she was, or from where she was going, whichever is nearer; km."""
    moved = flat_km(rows.lat[first], rows.lon[first], rows.lat[then], rows.lon[then])
    return np.fmin(moved, off_km(rows, velocities(rows), first, then))
