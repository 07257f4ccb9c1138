"""What one airframe can do: from its type where that is known, else from how it flew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Tracks
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
# Slower rows are left out of it: taxiing, hovering, or no flight at all.
ALOFT_KT = 40.0
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
    business: bool = False
    airliner: bool = False


@dataclass(frozen=True, slots=True)
class Abilities:
    """Performance of many airframes, arrays of one length; unknown never: what is not known is taken from the track."""

    cruise_kt: Floats
    climb_fpm: Floats
    descent_fpm: Floats
    runway_ft: Floats
    range_km: Floats
    rotorcraft: Bools
    military: Bools
    business: Bools
    airliner: Bools

    def __getitem__(self, k: int) -> Performance:
        """Performance of one airframe."""
        return Performance(
            float(self.cruise_kt[k]),
            float(self.climb_fpm[k]),
            float(self.descent_fpm[k]),
            float(self.runway_ft[k]),
            float(self.range_km[k]),
            bool(self.rotorcraft[k]),
            bool(self.military[k]),
            bool(self.business[k]),
            bool(self.airliner[k]),
        )


def abilities_of(
    tracks: Tracks, typecodes: Sequence[str | None], military: Sequence[bool], types: AircraftTypes
) -> Abilities:
    """Abilities of all airframes of some tracks, whose types and military flags are given in their order."""
    told = zip(_cruises_kt(tracks), typecodes, military, strict=True)
    each = [_performance(seen, typecode, types, armed) for seen, typecode, armed in told]
    return Abilities(
        np.array([one.cruise_kt for one in each]),
        np.array([one.climb_fpm for one in each]),
        np.array([one.descent_fpm for one in each]),
        np.array([one.runway_ft for one in each]),
        np.array([one.range_km for one in each]),
        np.array([one.rotorcraft for one in each], dtype=np.bool_),
        np.array([one.military for one in each], dtype=np.bool_),
        np.array([one.business for one in each], dtype=np.bool_),
        np.array([one.airliner for one in each], dtype=np.bool_),
    )


def _cruises_kt(tracks: Tracks) -> list[float | None]:
    return [_cruise_kt(tracks.gs_kt[low:high], tracks.ground[low:high]) for low, high in tracks.slices()]


def _cruise_kt(gs_kt: Floats, ground: Bools) -> float | None:
    """A high quantile of the speeds aloft; None where too few were heard."""
    aloft = gs_kt[~ground & (gs_kt > ALOFT_KT)]
    if len(aloft) < CRUISE_MIN_ROWS:
        return None
    place = CRUISE_QUANTILE * (len(aloft) - 1)
    low = int(place)
    aloft.partition((low, min(low + 1, len(aloft) - 1)))
    upper = float(aloft[min(low + 1, len(aloft) - 1)])
    return float(aloft[low]) + (upper - float(aloft[low])) * (place - low)


def _performance(seen: float | None, typecode: str | None, types: AircraftTypes, military: bool) -> Performance:
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
        known.kind == "bizjet",
        known.kind == "airliner",
    )


def _as_flown(seen: float | None, military: bool) -> Performance:
    if seen is not None and seen < AEROPLANE_KT:
        return Performance(seen, SLOW_CLIMB_FPM, SLOW_DESCENT_FPM, 0.0, 1500.0, True, military)
    return Performance(seen or 400.0, JET_CLIMB_FPM, JET_DESCENT_FPM, JET_RUNWAY_FT, RANGE_KM, False, military)
