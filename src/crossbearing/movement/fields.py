"""Airports as arrays, with how likely each is to be used by a craft before anything was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.craft import Performance
from crossbearing.world import Airports, geo

# How often a landing is at a field of each kind, roughly: some ten million flights a year at a large airport against a
# few thousand at a strip. GUESS by orders of magnitude.
KIND_WEIGHT = {"large": 1.0, "medium": 0.4, "military": 0.1, "small": 0.03, "closed": 0.002, "heliport": 0.0002}
# Civil airports lose to neighbouring air bases unless those are held back, and military craft are the other way
# round (OPDI's most frequent confusions are of that kind).
MILITARY_WEIGHT = {"large": 1.0, "medium": 0.6, "military": 1.0, "small": 0.03, "closed": 0.01, "heliport": 0.0002}
ROTOR_WEIGHT = {"large": 1.0, "medium": 1.0, "military": 1.0, "small": 0.7, "closed": 0.1, "heliport": 0.5}
# A runway shorter than the type's usual need, and one whose length nobody published.
SHORT_RUNWAY, UNKNOWN_RUNWAY = 0.01, 0.5
SHORT_SHARE = 0.75
# How much a known earlier stop of the same craft speaks for a field, and from how many stops it speaks no louder.
HABIT, HABIT_MOST = 3.0, 5
# How far from its reference point a craft may stand, kilometres (one standard deviation), by size.
APRON_KM = {"large": 1.8, "medium": 1.3, "military": 1.5, "small": 0.8, "closed": 1.0, "heliport": 0.3}
# One degree of latitude is never shorter.
KM_PER_DEG = 110.5


@dataclass(frozen=True, slots=True)
class Fields:
    """All airports in the order of latitude; heights in feet (NaN unknown), `base` their weight for one kind of craft."""

    icao: list[str]
    lat: Floats
    lon: Floats
    elevation_ft: Floats
    runway_ft: Floats
    kind: list[str]
    apron_km: Floats
    index: Mapping[str, int]

    def within(self, lat: float, lon: float, km: float) -> Ints:
        """Rows of the airports within a distance."""
        low, high = np.searchsorted(self.lat, [lat - km / KM_PER_DEG, lat + km / KM_PER_DEG])
        rows = np.arange(low, high)
        away = geo.distance_km(lat, lon, self.lat[low:high], self.lon[low:high])
        return rows[np.atleast_1d(away) <= km] if len(rows) else rows

    def weights(self, craft: Performance) -> Floats:
        """How likely each airport is a landing of such a craft, not normalised."""
        table = ROTOR_WEIGHT if craft.rotorcraft else MILITARY_WEIGHT if craft.military else KIND_WEIGHT
        weight = np.array([table.get(kind, 0.03) for kind in self.kind])
        if craft.runway_ft <= 0:
            return weight
        short = np.where(np.isnan(self.runway_ft), UNKNOWN_RUNWAY, 1.0)
        return np.where(self.runway_ft < SHORT_SHARE * craft.runway_ft, SHORT_RUNWAY, short) * weight


def fields_of(airports: Airports) -> Fields:
    """Arrays of the world's airports."""
    frame = airports.frame.sort("lat", "icao")
    icao, kind = frame["icao"].to_list(), frame["kind"].to_list()
    return Fields(
        icao,
        frame["lat"].to_numpy(),
        frame["lon"].to_numpy(),
        _known(frame["elevation_ft"].to_list()),
        _known(frame["longest_runway_ft"].to_list()),
        kind,
        np.array([APRON_KM.get(one, 1.0) for one in kind]),
        {code: row for row, code in enumerate(icao)},
    )


def _known(values: list[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def habit(stops: Mapping[int, int], rows: Ints) -> Floats:
    """Factor by which known stops of the same craft raise each airport's weight."""
    return np.array([1.0 + HABIT * min(stops.get(int(row), 0), HABIT_MOST) for row in rows])
