"""Silences between two airborne sightings of one craft: one flight, or time for a stop nobody saw?

A silence is cut when there was time to land in it and the heights, headings and callsigns around it do not speak for
one flight.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints, Tracks
from crossbearing.movement.craft import Abilities
from crossbearing.movement.fields import Fields
from crossbearing.movement.source import Signals
from crossbearing.world import geo

# The least time a stop costs beyond the direct way: touchdown, taxi, taxi, take-off (shortest seen turnarounds of light
# aircraft and helicopters are 10 to 15 min; of airliners 20).
STOP_MIN = 12.0
# and for each 1,000 ft above the field at each side of the silence: climb and descent fly at two thirds of cruise
# speed, 2,000 ft/min, so each costs a third of its duration; with approach and departure turns about 0.7 min. GUESS.
STOP_MIN_PER_1000_FT = 0.7
# Above this height above the field a craft is not yet landing; approach control ends near it. ICAO: FL100.
APPROACH_FT = 10000.0
# Evidence that a silence holds no landing, in minutes of patience. GUESSES, ordered by how seldom two separate legs
# share the property; 2,244 silences of a made world leave a gap between 17 and 26 min where none of them matters.
SAME_CALLSIGN_MIN, OTHER_CALLSIGN_MIN = 30.0, -15.0
SAME_LEVEL_MIN, SAME_LEVEL_FT = 30.0, 300.0
ON_COURSE_MIN, ON_COURSE_DEG = 20.0, 30.0
TURNED_BACK_MIN, TURNED_BACK_DEG = -30.0, 135.0
LEVEL_FPM = 300.0
# Heights above any field end here.
HIGHEST_FT = 45000.0
# No silence with more time to spare than this is ever taken for one flight: all that speaks for it, added up.
PATIENCE_MOST_MIN = (
    STOP_MIN + 2 * STOP_MIN_PER_1000_FT * HIGHEST_FT / 1000 + SAME_CALLSIGN_MIN + SAME_LEVEL_MIN + ON_COURSE_MIN
)
# Nearer than this the direction flown says nothing about the course.
COURSE_KM = 50.0


def one_flight(tracks: Tracks, signals: Signals, abilities: Abilities, before: Ints, after: Ints) -> Bools:
    """Tell for each silence between two rows in the air whether both are one flight."""
    km = _km(tracks, before, after)
    silence_min = (tracks.seconds[after] - tracks.seconds[before]) / 60
    slack_min = silence_min - km / (_speeds_kt(tracks, abilities, before, after) * geo.KM_PER_NM) * 60
    same = slack_min < STOP_MIN
    open_ = np.flatnonzero(~same & (slack_min < PATIENCE_MOST_MIN))
    patience = patience_min(tracks, signals, before[open_], after[open_], km[open_])
    same[open_] = slack_min[open_] < patience
    return same


def _km(tracks: Tracks, a: Ints, b: Ints) -> Floats:
    return np.asarray(geo.distance_km(tracks.lat[a], tracks.lon[a], tracks.lat[b], tracks.lon[b]), dtype=np.float64)


def _speeds_kt(tracks: Tracks, abilities: Abilities, before: Ints, after: Ints) -> Floats:
    """Knots it would make over the silence: its cruise, or what it showed at either side if that is faster."""
    shown = np.fmax(tracks.gs_kt[before], tracks.gs_kt[after])
    return np.asarray(np.fmax(shown, abilities.cruise_kt[tracks.craft[before]]), dtype=np.float64)


def patience_min(tracks: Tracks, signals: Signals, before: Ints, after: Ints, km: Floats) -> Floats:
    """Minutes to spare in the silences between two rows that still speak for one flight; `km` lie between them."""
    high = [above_ground_ft(tracks, signals.fields, rows) for rows in (before, after)]
    patience = STOP_MIN + STOP_MIN_PER_1000_FT * (high[0] + high[1]) / 1000
    aloft = np.flatnonzero(np.minimum(*high) >= APPROACH_FT)
    before, after, km = before[aloft], after[aloft], km[aloft]
    patience[aloft] += _callsigns_min(signals, before, after)
    patience[aloft] += np.where(_level(tracks, signals, before, after), SAME_LEVEL_MIN, 0.0)
    patience[aloft] += _courses_min(tracks, signals, before, after, km)
    return patience


def above_ground_ft(tracks: Tracks, fields: Fields, rows: Ints) -> Floats:
    """Feet above the ground around, 0 for an unknown height."""
    return np.clip(
        np.nan_to_num(tracks.alt_ft[rows] - fields.grounds_ft(tracks.lat[rows], tracks.lon[rows])), 0.0, HIGHEST_FT
    )


def _callsigns_min(signals: Signals, before: Ints, after: Ints) -> Floats:
    same = signals.callsign_before[before] == signals.callsign_after[after]
    patience = same.replace_strict(
        {True: SAME_CALLSIGN_MIN, False: OTHER_CALLSIGN_MIN}, default=None, return_dtype=pl.Float64
    )
    return patience.fill_null(0.0).to_numpy()


def _level(tracks: Tracks, signals: Signals, before: Ints, after: Ints) -> Bools:
    level = (np.abs(signals.vrate_fpm[before]) < LEVEL_FPM) & (np.abs(signals.vrate_fpm[after]) < LEVEL_FPM)
    return level & (np.abs(tracks.alt_ft[before] - tracks.alt_ft[after]) <= SAME_LEVEL_FT)


def _courses_min(tracks: Tracks, signals: Signals, before: Ints, after: Ints, km: Floats) -> Floats:
    """Patience for a craft that reappears ahead on its course, impatience for one that comes back."""
    out, back = signals.track_deg[before], signals.track_deg[after]
    course = geo.bearing_deg(tracks.lat[before], tracks.lon[before], tracks.lat[after], tracks.lon[after])
    ahead = (km > COURSE_KM) & (turn_deg(out, course) < ON_COURSE_DEG) & (turn_deg(back, course) < 2 * ON_COURSE_DEG)
    return np.where(turn_deg(out, back) > TURNED_BACK_DEG, TURNED_BACK_MIN, np.where(ahead, ON_COURSE_MIN, 0.0))


def turn_deg(a: Floats, b: Floats) -> Floats:
    """Angles between directions, 0 to 180 degrees."""
    return np.asarray(np.abs((a - b + 180.0) % 360.0 - 180.0), dtype=np.float64)
