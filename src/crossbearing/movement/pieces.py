"""Legs, take-off to landing: which ground stops are landings, and which silences hide one.

Time alone never cuts a leg. A silence is cut when there was time to land in it and the heights, headings and callsigns
around it do not speak for one flight.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Floats, Tracks
from crossbearing.movement.craft import Performance
from crossbearing.movement.fields import Fields
from crossbearing.movement.runs import Piece
from crossbearing.world import geo

# A ground contact shorter than this is a touch-and-go unless the craft came to taxi speed; a longer one is a landing.
TOUCH_S = 240.0
TOUCH_SLOW_S = 100.0
TOUCH_SLOW_KT = 20.0
CONTACT_FT = 2000.0
# What rises no faster and strays no farther than this while "airborne" is a parked transponder or a hover taxi.
HOP_KT, HOP_KM = 50.0, 3.0
# Between two sightings on the ground of one field, what never leaves the field's surroundings and is over before the
# shortest circuit (4 min), or is no faster than a taxiing or rejecting craft, is no flight. GUESSES.
HOP_NEAR_KM, HOP_S, HOP_ROLL_KT = 6.0, 180.0, 70.0
# Ground rows farther apart than this are two airports: the longest taxi ways between aprons are about 8 km. GUESS.
APRON_KM = 9.0

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


@dataclass(slots=True)
class Life:
    """All that one airframe did: its legs, and its ground pieces, in order of time."""

    airframe: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def air(self) -> list[Piece]:
        """The airborne pieces, one a leg."""
        return [piece for piece in self.pieces if not piece.ground]


@dataclass(frozen=True, slots=True)
class Signals:
    """What rows tell beside place and time: `vrate_fpm`, `track_deg` (NaN unknown), callsigns; and the fields below."""

    vrate_fpm: Floats
    track_deg: Floats
    callsign_before: pl.Series
    callsign_after: pl.Series
    fields: Fields


def life_of(tracks: Tracks, signals: Signals, pieces: list[Piece], craft: Performance, airframe: int) -> Life:
    """Join one airframe's runs into ground stays and legs."""
    merged = _without_hops(tracks, _without_touches(tracks, signals, pieces))
    life: list[Piece] = []
    for piece in merged:
        if life and _same_leg(tracks, signals, life[-1], piece, craft):
            life[-1].join(piece, _silence(tracks, life[-1], piece))
        else:
            life.append(piece)
    return Life(airframe, life)


def _silence(tracks: Tracks, earlier: Piece, later: Piece) -> float:
    return float(tracks.seconds[later.first] - tracks.seconds[earlier.last])


def _apart(tracks: Tracks, a: int, b: int) -> float:
    return float(geo.distance_km(tracks.lat[a], tracks.lon[a], tracks.lat[b], tracks.lon[b]))


def _without_hops(tracks: Tracks, pieces: list[Piece]) -> list[Piece]:
    """Take for parked what a transponder on the ground sends as airborne."""
    kept: list[Piece] = []
    for k, piece in enumerate(pieces):
        after = pieces[k + 1] if k + 1 < len(pieces) else None
        if not piece.ground and _is_hop(tracks, kept[-1] if kept else None, piece, after):
            piece.ground = True
        if kept and kept[-1].ground and piece.ground and _apart(tracks, kept[-1].last, piece.first) < APRON_KM:
            kept[-1].join(piece, _silence(tracks, kept[-1], piece))
        else:
            kept.append(piece)
    return kept


def _is_hop(tracks: Tracks, before: Piece | None, piece: Piece, after: Piece | None) -> bool:
    """Tell whether an "airborne" piece is no flight: too slow to fly, or over before a circuit could be flown."""
    slow = piece.rows > 1 and piece.fastest_kt < HOP_KT and _extent(tracks, piece) < HOP_KM
    if slow or before is None or after is None or not (before.ground and after.ground):
        return slow
    away = float(tracks.seconds[after.first] - tracks.seconds[before.last])
    near = max(
        _apart(tracks, before.last, piece.first), _extent(tracks, piece), _apart(tracks, piece.last, after.first)
    )
    return near < HOP_NEAR_KM and (away < HOP_S or piece.fastest_kt < HOP_ROLL_KT)


def _extent(tracks: Tracks, piece: Piece) -> float:
    rows = slice(piece.first, piece.last + 1)
    lat, lon = tracks.lat[rows], tracks.lon[rows]
    return float(geo.distance_km(lat.min(), lon.min(), lat.max(), lon.max()))


def _without_touches(tracks: Tracks, signals: Signals, pieces: list[Piece]) -> list[Piece]:
    """Take a short fast ground contact between two airborne runs into the flight."""
    kept: list[Piece] = []
    touching = False
    for k, piece in enumerate(pieces):
        was_touching = touching
        touching = 0 < k < len(pieces) - 1 and bool(kept) and _is_touch(tracks, kept[-1], piece, pieces[k + 1])
        if touching and _is_low(tracks, signals, kept[-1].last) and _is_low(tracks, signals, pieces[k + 1].first):
            piece.notes.append("touch_and_go")
        if touching or was_touching:
            kept[-1].join(piece, _silence(tracks, kept[-1], piece))
        else:
            kept.append(piece)
    return kept


def _is_low(tracks: Tracks, signals: Signals, row: int) -> bool:
    """Low enough for a runway; a ground bit between higher rows is an error of the transponder or receiver."""
    return bool(np.isnan(tracks.alt_ft[row]) or _above_field(tracks, signals, row) < CONTACT_FT)


def _is_touch(tracks: Tracks, before: Piece, ground: Piece, after: Piece) -> bool:
    if before.ground or not ground.ground or after.ground:
        return False
    away = float(tracks.seconds[after.first] - tracks.seconds[before.last])
    if away >= TOUCH_S:
        return False
    return away < TOUCH_SLOW_S or ground.slowest_kt >= TOUCH_SLOW_KT


def _same_leg(tracks: Tracks, signals: Signals, a: Piece, b: Piece, craft: Performance) -> bool:
    if a.ground or b.ground:
        return a.ground and b.ground and _apart(tracks, a.last, b.first) < APRON_KM
    silence, i, j = _silence(tracks, a, b), a.last, b.first
    km = _apart(tracks, i, j)
    slack_min = silence / 60 - km / (_speed(tracks, i, j, craft) * geo.KM_PER_NM) * 60
    return slack_min < STOP_MIN or slack_min < patience_min(tracks, signals, i, j, km)


def _speed(tracks: Tracks, i: int, j: int, craft: Performance) -> float:
    """Knots it would make over the silence: its cruise, or what it showed at either side if that is faster."""
    return float(np.nanmax([tracks.gs_kt[i], tracks.gs_kt[j], craft.cruise_kt]))


def patience_min(tracks: Tracks, signals: Signals, i: int, j: int, km: float) -> float:
    """Minutes to spare in the silence between rows i and j that still speak for one flight."""
    high_i, high_j = _above_field(tracks, signals, i), _above_field(tracks, signals, j)
    patience = STOP_MIN + STOP_MIN_PER_1000_FT * (high_i + high_j) / 1000
    if min(high_i, high_j) < APPROACH_FT:
        return patience
    patience += _callsign_min(signals, i, j)
    level = abs(signals.vrate_fpm[i]) < LEVEL_FPM and abs(signals.vrate_fpm[j]) < LEVEL_FPM
    if level and abs(tracks.alt_ft[i] - tracks.alt_ft[j]) <= SAME_LEVEL_FT:
        patience += SAME_LEVEL_MIN
    return patience + _course_min(tracks, signals, i, j, km)


def _above_field(tracks: Tracks, signals: Signals, row: int) -> float:
    if np.isnan(tracks.alt_ft[row]):
        return 0.0
    high = tracks.alt_ft[row] - signals.fields.ground_ft(tracks.lat[row], tracks.lon[row])
    return float(np.clip(high, 0.0, 45000.0))


def _callsign_min(signals: Signals, i: int, j: int) -> float:
    before, after = signals.callsign_before[i], signals.callsign_after[j]
    if before is None or after is None:
        return 0.0
    return SAME_CALLSIGN_MIN if before == after else OTHER_CALLSIGN_MIN


def _course_min(tracks: Tracks, signals: Signals, i: int, j: int, km: float) -> float:
    """Patience for a craft that reappears ahead on its course, impatience for one that comes back."""
    if np.isnan(signals.track_deg[i]) or np.isnan(signals.track_deg[j]):
        return 0.0
    if turn_deg(signals.track_deg[i], signals.track_deg[j]) > TURNED_BACK_DEG:
        return TURNED_BACK_MIN
    course = geo.bearing_deg(tracks.lat[i], tracks.lon[i], tracks.lat[j], tracks.lon[j])
    ahead = km > 50 and turn_deg(signals.track_deg[i], course) < ON_COURSE_DEG
    return ON_COURSE_MIN if ahead and turn_deg(signals.track_deg[j], course) < 2 * ON_COURSE_DEG else 0.0


def turn_deg(a: float, b: float) -> float:
    """Angle between two directions, 0 to 180 degrees."""
    return float(abs((a - b + 180.0) % 360.0 - 180.0))
