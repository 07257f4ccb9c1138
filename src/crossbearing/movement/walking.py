"""Tracks that are walked away: for minutes the places move otherwise than speed and course say.

A false signal that moves smoothly stays in reach at every step. But where it does not falsify speed and course as well,
or falsifies them otherwise, the two drift apart: the way from place to place, and the way that speed and course make.
"""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import KM_PER_KT_S, Bools, Floats, Ints, Tracks
from crossbearing.world import geo

# Slower craft turn within a step, hover, or are carried by the wind against their heading.
WALKING_KT = 150.0
# Both ways are compared over three minutes: a standard turn (3 deg/s) within a step of 30 s is over by then.
WINDOW_S = 180.0
# Over a longer step a craft may turn there and back.
STEP_S = 120.0
# They differ when they are this much apart: wind makes heading and track differ by a third of the speed at most, at
# 150 kt air speed and 50 kt across; networks place a craft up to 3 km apart. GUESSES; on 635,000 rows of real tracks
# with all kinds of manoeuvres nothing differs so much.
OFF_SHARE, OFF_KM = 0.6, 6.0
# Inside such minutes a row is at fault when the step to or from it is off by this share. GUESS.
LOCAL_SHARE, LOCAL_KM = 0.3, 0.3
# Who strays most of the time, or every now and then, has a faulty speed or course, not a false place. GUESSES.
FAULTY_SHARE, FAULTY_TIMES = 0.6, 3
# A speed and course that stay the very same for so long are held by the source. Measured: resampled tracks hold them
# for minutes while the place goes on; a craft that flies sends them with a knot or a tenth of a degree of change.
HELD_S = 90.0
# Rows drawn between two real ones lie on a line while the course turns evenly, to the last digit of a stored one.
EVEN_DEG, EVEN_TURN_DEG = 1e-6, 0.01

DEGREE_KM = float(np.pi / 180 * geo.EARTH_RADIUS_KM)


def walked(track: Tracks, track_deg: Floats) -> Bools:
    """Rows of one craft, in order of time, whose places move otherwise than speed and course say for minutes.

    `track_deg` are its courses, NaN unknown; courses below zero are no degrees true, and nothing is compared with them.
    """
    rows = len(track)
    if rows < 3 or np.any(track_deg < 0):
        return np.zeros(rows, dtype=np.bool_)
    east, north, said, use = _off(track, track_deg)
    first, last = _windows(track.seconds, use)
    off = np.hypot(*(_sums(values, first, last) for values in (east, north)))
    way = _sums(said, first, last)
    wrong = (off > OFF_SHARE * way) & (off > OFF_KM) & (track.seconds[last] - track.seconds[first] >= WINDOW_S)
    inside = np.zeros(rows + 1, dtype=np.int64)
    np.add.at(inside, first[wrong], 1)
    np.add.at(inside, last[wrong] + 1, -1)
    step = use & (np.hypot(east, north) > LOCAL_SHARE * said + LOCAL_KM * (said > 0))
    found = (np.cumsum(inside[:-1]) > 0) & (np.r_[step, False] | np.r_[False, step])
    begun = np.flatnonzero(np.diff(np.r_[0, np.cumsum(inside[:-1]) > 0]) > 0)
    if len(begun) > FAULTY_TIMES or np.count_nonzero(found[1:] & use) > FAULTY_SHARE * np.count_nonzero(use):
        return np.zeros(rows, dtype=np.bool_)
    return np.asarray(found, dtype=np.bool_)


def _off(track: Tracks, track_deg: Floats) -> tuple[Floats, Floats, Floats, Bools]:
    """Per step: kilometres moved less kilometres said, east and north; kilometres said; whether it can be judged."""
    seconds, course = np.diff(track.seconds), np.radians(track_deg)
    speed = track.gs_kt * KM_PER_KT_S
    fast = (track.gs_kt >= WALKING_KT) & ~np.isnan(track_deg) & ~track.ground & ~_is_held(track, track_deg)
    dlon = (np.diff(track.lon) + 180.0) % 360.0 - 180.0
    moved_east = dlon * np.cos(np.radians((track.lat[1:] + track.lat[:-1]) / 2)) * DEGREE_KM
    moved_north = np.diff(track.lat) * DEGREE_KM
    said_east, said_north = (_mean(speed * turn(course)) * seconds for turn in (np.sin, np.cos))
    use = fast[1:] & fast[:-1] & (seconds <= STEP_S)
    said = np.where(use, _mean(speed) * seconds, 0.0)
    east, north = (np.where(use, off, 0.0) for off in (moved_east - said_east, moved_north - said_north))
    return east, north, said, np.asarray(use, dtype=np.bool_)


def _is_held(track: Tracks, track_deg: Floats) -> Bools:
    """Rows whose speed and course stay the very same for long."""
    new = np.flatnonzero(np.r_[True, (np.diff(track.gs_kt) != 0) | (np.diff(track_deg) != 0)])
    rows = np.diff(np.r_[new, len(track)])
    lasted = track.seconds[new + rows - 1] - track.seconds[new]
    return np.asarray(np.repeat(lasted >= HELD_S, rows) | _is_drawn(track, track_deg), dtype=np.bool_)


def _is_drawn(track: Tracks, track_deg: Floats) -> Bools:
    """Rows that somebody drew evenly between their neighbours, the course too."""
    bends = (np.abs(np.diff(values, 2)) for values in (track.lat, track.lon))
    even = np.all([bend < EVEN_DEG for bend in bends], axis=0) & (np.abs(np.diff(track_deg, 2)) < EVEN_TURN_DEG)
    even &= np.abs(np.diff(track_deg)[1:]) > 10 * EVEN_TURN_DEG
    return np.asarray(np.r_[False, even, False][: len(track)], dtype=np.bool_)


def _mean(values: Floats) -> Floats:
    return np.asarray((values[1:] + values[:-1]) / 2, dtype=np.float64)


def _windows(seconds: Floats, use: Bools) -> tuple[Ints, Ints]:
    """For each row the last row of the window that begins with it, without a step that cannot be judged."""
    first = np.arange(len(seconds))
    stops = np.r_[np.flatnonzero(~use), len(seconds) - 1]
    stretch_end = stops[np.searchsorted(stops, first)]
    last = np.minimum(np.searchsorted(seconds, seconds + WINDOW_S), len(seconds) - 1)
    return first, np.minimum(last, stretch_end)


def _sums(values: Floats, first: Ints, last: Ints) -> Floats:
    total = np.r_[0.0, np.cumsum(values)]
    return np.asarray(total[last] - total[first], dtype=np.float64)
