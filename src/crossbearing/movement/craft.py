"""What one airframe can do: from its type where that is known, else from how it flew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Tracks
from crossbearing.movement.runs import AEROPLANE_KT
from crossbearing.world import AircraftTypes

# A light aeroplane; used where neither type nor track tells anything. GUESS.
SLOW_KT, SLOW_CLIMB_FPM, SLOW_DESCENT_FPM = 110.0, 600.0, 500.0
# Ordinary jets and large turboprops: BADA-like figures, averaged over the whole climb and descent.
JET_CLIMB_FPM, JET_DESCENT_FPM = 1800.0, 1500.0
# Jets rarely use less than this, light aircraft anything: code numbers 3 and 4 of ICAO Annex 14 begin at 1,200 m.
JET_RUNWAY_FT = 3900.0
# Ground speed is wind and true airspeed together; the cruise of a track is this quantile of its speeds aloft.
CRUISE_QUANTILE = 0.8
CRUISE_MIN_ROWS = 20
# A type of which we know nothing may fly this far without landing.
RANGE_KM = 9000.0


@dataclass(frozen=True, slots=True)
class Performance:
    """Speeds in knots, rates in feet a minute, the runway it needs in feet, its range in kilometres."""

    cruise_kt: float
    climb_fpm: float
    descent_fpm: float
    runway_ft: float
    range_km: float
    rotorcraft: bool
    military: bool = False


def performance(
    tracks: Tracks, first: int, last: int, typecode: str | None, types: AircraftTypes, military: bool = False
) -> Performance:
    """Performance of the airframe of rows `[first, last]`."""
    speed = tracks.gs_kt[first : last + 1]
    aloft = speed[~tracks.ground[first : last + 1] & (speed > 40)]
    seen = float(np.quantile(aloft, CRUISE_QUANTILE)) if len(aloft) >= CRUISE_MIN_ROWS else None
    known = types.get(typecode) if typecode else None
    if known is None:
        return _as_flown(seen, military)
    cruise = known.cruise_kt if seen is None else max(seen, 0.8 * known.cruise_kt)
    return Performance(
        cruise,
        known.climb_fpm,
        known.descent_fpm,
        known.min_runway_ft,
        known.range_km,
        known.kind == "helicopter",
        military,
    )


def _as_flown(seen: float | None, military: bool) -> Performance:
    if seen is not None and seen < AEROPLANE_KT:
        return Performance(seen, SLOW_CLIMB_FPM, SLOW_DESCENT_FPM, 0.0, 1500.0, True, military)
    return Performance(seen or 400.0, JET_CLIMB_FPM, JET_DESCENT_FPM, JET_RUNWAY_FT, RANGE_KM, False, military)
