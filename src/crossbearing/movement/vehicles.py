"""What is heard on airports and never flies: vehicles that drive about, and transponders fixed to a mast."""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Tracks, step_km

# It is on the ground in all but so many of its rows. GUESS.
GROUND_SHARE = 0.95
# A vehicle drives at most this fast, on one airport, for hours, and never flies...
VEHICLE_MAX_KT, VEHICLE_REACH_DEG, VEHICLE_MIN_S = 80.0, 0.1, 7200.0
# ...and is seen to drive in so large a share of its rows. GUESSES.
VEHICLE_MOVING, DRIVING_KT = 0.05, 5.0
# One that is seen for a shorter time must drive to and fro: a craft taxies one way, so that its way is hardly ever more
# than three times as long as it is wide. GUESS; jitter is kept out by counting only the way driven at speed.
SHORT_MIN_S, TO_AND_FRO = 1200.0, 5.0
# A name that vehicles send, and no airline or register has. Seen in public feeds; the list is short on purpose.
VEHICLE_NAMES = re.compile(
    r"(FOLLOW|OPS|FIRE|RESCUE|TRUCK|SAFETY|SWEEP|BIRD|SNOW|TUG|VEH|CAR|LEADER|CHECKER|MARSHAL)\s?-?\d{0,3}$"
)
# A transponder on a mast names itself like this, or as a test, and never leaves its place. Source: airport surveillance
# systems (SMR, MLAT) are aligned by such fixed transponders.
FIXED_NAMES = re.compile(r"(TWR|TOWER|TEST|GND|GROUND|REF|RWY|FIXED|PARROT|RMTR)\w{0,5}$")
FIXED_DEG, FIXED_KT = 0.005, 5.0


def kind_of(track: Tracks, callsigns: pl.Series) -> str | None:
    """The mark of a craft that never flies, from its rows and the callsigns it sent; None for any other."""
    fast, near = float(np.nanmax(np.r_[track.gs_kt, 0.0])), _is_near(track)
    may_drive = near and DRIVING_KT <= fast <= VEHICLE_MAX_KT and np.mean(track.ground) >= GROUND_SHARE
    if not may_drive and not _is_fixed(track):
        return None
    names = sorted(set(callsigns.to_list()) - {None})
    if _is_fixed(track) and _all_like(names, FIXED_NAMES):
        return f"fixed_transponder: never leaves its place and names itself {names[0]}"
    if not may_drive:
        return None
    if _all_like(names, VEHICLE_NAMES):
        return f"ground_vehicle: drives on one airport and names itself {names[0]}"
    if _drives_long(track):
        return "ground_vehicle: drives on one airport and never flies"
    return "ground_vehicle: drives to and fro and never flies" if _drives_to_and_fro(track, names) else None


def _all_like(names: list[str], pattern: re.Pattern[str]) -> bool:
    return bool(names) and all(pattern.match(name) for name in names)


def _is_fixed(track: Tracks) -> bool:
    still = not np.any(track.gs_kt > FIXED_KT)
    return bool(still and np.ptp(track.lat) < FIXED_DEG and np.ptp(track.lon) < 2 * FIXED_DEG)


def _is_near(track: Tracks) -> bool:
    return bool(np.ptp(track.lat) < VEHICLE_REACH_DEG and np.ptp(track.lon) < VEHICLE_REACH_DEG)


def _drives_long(track: Tracks) -> bool:
    moving = float(np.mean(track.gs_kt > DRIVING_KT))
    return bool(np.ptp(track.seconds) >= VEHICLE_MIN_S and moving >= VEHICLE_MOVING)


def _drives_to_and_fro(track: Tracks, names: list[str]) -> bool:
    """Without a callsign, for minutes, over a way that is many times as long as it is wide."""
    if len(names) or np.ptp(track.seconds) < SHORT_MIN_S:
        return False
    km, driven = step_km(track.lat, track.lon), (track.gs_kt[1:] > DRIVING_KT) & (track.gs_kt[:-1] > DRIVING_KT)
    wide = step_km(np.r_[track.lat.min(), track.lat.max()], np.r_[track.lon.min(), track.lon.max()])[0]
    return bool(km[driven].sum() >= TO_AND_FRO * wide and wide > 0)
