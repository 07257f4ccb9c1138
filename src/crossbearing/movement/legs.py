"""Legs, take-off to landing: which ground stops are landings, and which silences hide one.

Time alone never cuts a leg. A silence is cut when there was time to land in it and the heights, headings and callsigns
around it do not speak for one flight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints, Tracks
from crossbearing.movement.craft import Abilities
from crossbearing.movement.dips import dips
from crossbearing.movement.fields import Fields
from crossbearing.movement.runs import Runs, runs_of
from crossbearing.movement.silences import above_ground_ft, one_flight
from crossbearing.movement.source import Signals
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

_NO: Bools = np.zeros(1, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Legs:
    """Stays on the ground and legs in the air of many airframes, in the order of rows; arrays of one length.

    `airframe` numbers airframes as the tracks do, `first` and `last` are rows of the tracks, `rows` counts positions.
    `touch_and_go`: it touched a runway and went on; `low_approach`: it came low over the ground and climbed again.
    """

    airframe: Ints
    ground: Bools
    first: Ints
    last: Ints
    rows: Ints
    slowest_kt: Floats
    fastest_kt: Floats
    longest_gap_s: Floats
    touch_and_go: Bools
    low_approach: Bools

    def __len__(self) -> int:
        return len(self.first)

    @property
    def air(self) -> Ints:
        """Places of the legs among stays and legs."""
        return np.flatnonzero(~self.ground)


def legs_of(tracks: Tracks, signals: Signals, abilities: Abilities) -> Legs:
    """Join the runs of all airframes into stays on the ground and legs; `abilities` has one entry an airframe."""
    runs = runs_of(tracks)
    if not len(runs):
        return _none()
    touching = _touching(tracks, runs)
    low = _low_touches(tracks, signals.fields, runs, touching)
    legs = _joined(tracks, runs, ~(touching | _behind(touching)), low)
    legs = replace(legs, ground=legs.ground | _hops(tracks, legs))
    legs = _joined(tracks, legs, _other_apron(tracks, legs), legs.touch_and_go)
    silent = ~legs.ground & _behind(~legs.ground) & _follows(legs)
    silent[silent] = one_flight(tracks, signals, abilities, legs.last[_ahead(silent)], legs.first[silent])
    return _with_dips(tracks, signals.fields, _joined(tracks, legs, ~silent, legs.touch_and_go))


def _joined(tracks: Tracks, runs: Runs | Legs, new: Bools, touch_and_go: Bools) -> Legs:
    """Join what does not begin anew with what stands before it; `new` and `touch_and_go` have one entry a run."""
    starts = np.flatnonzero(new)
    silence = tracks.seconds[runs.first] - tracks.seconds[np.r_[0, runs.last[:-1]]]
    gaps = np.maximum(runs.longest_gap_s, np.where(new, 0.0, silence))
    ends = np.r_[starts[1:], len(runs)] - 1
    return Legs(
        runs.airframe[starts],
        runs.ground[starts],
        runs.first[starts],
        runs.last[ends],
        np.add.reduceat(runs.rows, starts),
        np.minimum.reduceat(runs.slowest_kt, starts),
        np.maximum.reduceat(runs.fastest_kt, starts),
        np.maximum.reduceat(gaps, starts),
        np.logical_or.reduceat(touch_and_go, starts),
        np.zeros(len(starts), dtype=np.bool_),
    )


def _none() -> Legs:
    rows, kt, said = np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=np.bool_)
    return Legs(rows, said, rows, rows, rows, kt, kt, kt, said, said)


def _behind(flags: Bools) -> Bools:
    """For each run what is said of the one before it."""
    return np.concatenate([_NO, flags[:-1]])


def _ahead(flags: Bools) -> Bools:
    """For each run what is said of the one after it."""
    return np.concatenate([flags[1:], _NO])


def _follows(runs: Runs | Legs) -> Bools:
    """Runs of the same airframe as the run before."""
    return np.concatenate([_NO, runs.airframe[1:] == runs.airframe[:-1]])


def _away_s(tracks: Tracks, runs: Runs | Legs, places: Ints) -> Floats:
    """Seconds from the end of the run before to the start of the run after."""
    return tracks.seconds[runs.first[places + 1]] - tracks.seconds[runs.last[places - 1]]


def _km(tracks: Tracks, a: Ints, b: Ints) -> Floats:
    km = geo.distance_km(tracks.lat[a], tracks.lon[a], tracks.lat[b], tracks.lon[b])
    return np.asarray(km, dtype=np.float64)


def _touching(tracks: Tracks, runs: Runs) -> Bools:
    """Short fast ground contacts between two airborne runs."""
    follows = _follows(runs)
    found = runs.ground & _behind(~runs.ground) & _ahead(~runs.ground) & follows & _ahead(follows)
    places = np.flatnonzero(found)
    away = _away_s(tracks, runs, places)
    brief = (away < TOUCH_S) & ((away < TOUCH_SLOW_S) | (runs.slowest_kt[places] >= TOUCH_SLOW_KT))
    found[places] = brief
    return found


def _low_touches(tracks: Tracks, fields: Fields, runs: Runs, touching: Bools) -> Bools:
    """Those of the contacts around which the craft was low enough for a runway.

    A ground bit between higher rows is an error of the transponder or receiver.
    """
    found = touching.copy()
    places = np.flatnonzero(touching)
    low = _is_low(tracks, fields, runs.last[places - 1]) & _is_low(tracks, fields, runs.first[(places + 1)])
    found[places] = low
    return found


def _is_low(tracks: Tracks, fields: Fields, rows: Ints) -> Bools:
    high = above_ground_ft(tracks, fields, rows)
    return np.isnan(tracks.alt_ft[rows]) | (high < CONTACT_FT)


def _hops(tracks: Tracks, legs: Legs) -> Bools:
    """ "Airborne" pieces that are no flights: too slow to fly, or over before a circuit could be flown."""
    hops = ~legs.ground & (legs.rows > 1) & (legs.fastest_kt < HOP_KT)
    hops[hops] = _extents_km(tracks, legs, np.flatnonzero(hops)) < HOP_KM
    grounded, follows = legs.ground | hops, _follows(legs)
    between = ~grounded & _behind(grounded) & _ahead(legs.ground) & follows & _ahead(follows)
    places = np.flatnonzero(between)
    brief = (_away_s(tracks, legs, places) < HOP_S) | (legs.fastest_kt[places] < HOP_ROLL_KT)
    places = places[brief]
    out = _km(tracks, legs.last[places - 1], legs.first[places])
    back = _km(tracks, legs.last[places], legs.first[places + 1])
    near = np.maximum(np.maximum(out, back), _extents_km(tracks, legs, places)) < HOP_NEAR_KM
    hops[places[near]] = True
    return hops


def _extents_km(tracks: Tracks, legs: Legs, places: Ints) -> Floats:
    """Diagonals of the boxes around some pieces."""
    boxes = [
        _box(tracks, slice(first, last + 1)) for first, last in zip(legs.first[places], legs.last[places], strict=True)
    ]
    south, west, north, east = np.array(boxes, dtype=np.float64).reshape(-1, 4).T
    return np.asarray(geo.distance_km(south, west, north, east), dtype=np.float64)


def _box(tracks: Tracks, rows: slice) -> tuple[float, float, float, float]:
    lat, lon = tracks.lat[rows], tracks.lon[rows]
    return lat.min(), lon.min(), lat.max(), lon.max()


def _other_apron(tracks: Tracks, legs: Legs) -> Bools:
    """Pieces that do not continue the stay on the ground before them: another place, or another state."""
    new = ~(legs.ground & _behind(legs.ground) & _follows(legs))
    places = np.flatnonzero(~new)
    new[places] = _km(tracks, legs.last[places - 1], legs.first[places]) >= APRON_KM
    return new


def _with_dips(tracks: Tracks, fields: Fields, legs: Legs) -> Legs:
    return replace(legs, low_approach=~legs.ground & dips(tracks, legs.first, legs.last, fields))
