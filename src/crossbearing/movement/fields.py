"""Airports as arrays, with how likely each is to be used by a craft before anything was seen."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

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
OTHER_KIND = 0.03
# A runway shorter than the type's usual need, and one whose length nobody published.
SHORT_RUNWAY, UNKNOWN_RUNWAY = 0.01, 0.5
SHORT_SHARE = 0.75
# En route only fields of some weight are considered; a strip has no chance against the airports around it.
MAIN_WEIGHT = 0.05
# How far from its reference point a craft may stand, kilometres (one standard deviation), by size.
APRON_KM = {"large": 1.8, "medium": 1.3, "military": 1.5, "small": 0.8, "closed": 1.0, "heliport": 0.3}
OTHER_APRON_KM = 1.0
# The ground under a craft is as high as the nearest field within this; else it is taken for sea level.
GROUND_KM = 80.0
# One degree of latitude is never shorter.
KM_PER_DEG = 110.5


@dataclass(frozen=True, slots=True)
class Fields:
    """All airports in the order of latitude; heights and runways in feet, NaN where unknown; points as unit vectors."""

    icao: list[str]
    lat: Floats
    lon: Floats
    elevation_ft: Floats
    runway_ft: Floats
    kind: pl.Series
    apron_km: Floats
    index: dict[str, int]
    vectors: Floats
    every: Ints
    weighed: dict[tuple[bool, bool, float], tuple[Floats, Ints]] = field(default_factory=dict)

    def within(self, lat: float, lon: float, km: float, among: Ints | None = None) -> Ints:
        """Rows of the airports within a distance, of all or `among` some (which must be in order)."""
        south, north = lat - km / KM_PER_DEG, lat + km / KM_PER_DEG
        low, high = np.searchsorted(self.lat if among is None else self.lat[among], [south, north])
        rows = (self.every if among is None else among)[low:high]
        chord = (self.vectors[low:high] if among is None else self.vectors[rows]) - geo.unit_vectors(lat, lon)
        farthest = 2.0 * np.sin(min(km / geo.EARTH_RADIUS_KM, np.pi) / 2.0)
        return np.asarray(rows[np.einsum("ij,ij->i", chord, chord) <= farthest**2], dtype=np.int64)

    def seen_from(self, lat: float, lon: float, rows: Ints) -> tuple[Floats, Floats]:
        """Kilometres and bearing of airports as seen from a point.

        By unit vectors, which are known for every airport: the direction is the vector's part to the east and to the
        north of the point.
        """
        phi, lam = np.radians(lat), np.radians(lon)
        east = np.array([-np.sin(lam), np.cos(lam), 0.0])
        north = np.array([-np.sin(phi) * np.cos(lam), -np.sin(phi) * np.sin(lam), np.cos(phi)])
        there = self.vectors[rows]
        chord = there - geo.unit_vectors(lat, lon)
        km = geo.chord_to_km(np.sqrt(np.einsum("ij,ij->i", chord, chord)))
        return km, np.asarray(np.degrees(np.arctan2(there @ east, there @ north)) % 360.0, dtype=np.float64)

    def ground_ft(self, lat: float, lon: float) -> float:
        """Elevation of the nearest field whose elevation is known, 0 where none is near."""
        rows = self.within(lat, lon, GROUND_KM)
        rows = rows[~np.isnan(self.elevation_ft[rows])]
        if not len(rows):
            return 0.0
        away = geo.distance_km(lat, lon, self.lat[rows], self.lon[rows])
        return float(self.elevation_ft[rows[int(np.argmin(away))]])

    def grounds_ft(self, lat: Floats, lon: Floats) -> Floats:
        """The same for many points."""
        return np.array([self.ground_ft(y, x) for y, x in zip(lat, lon, strict=True)], dtype=np.float64)

    def weights(self, craft: Performance) -> tuple[Floats, Ints]:
        """How likely each airport is a landing of such a craft, not normalised, and the rows that count en route."""
        key = (craft.rotorcraft, craft.military, craft.runway_ft)
        if key not in self.weighed:
            weight = self._weights(craft)
            self.weighed[key] = weight, np.flatnonzero(weight >= MAIN_WEIGHT)
        return self.weighed[key]

    def _weights(self, craft: Performance) -> Floats:
        table = ROTOR_WEIGHT if craft.rotorcraft else MILITARY_WEIGHT if craft.military else KIND_WEIGHT
        weight = _by_kind(self.kind, table, OTHER_KIND)
        if craft.runway_ft <= 0:
            return weight
        short = np.where(np.isnan(self.runway_ft), UNKNOWN_RUNWAY, 1.0)
        return np.where(self.runway_ft < SHORT_SHARE * craft.runway_ft, SHORT_RUNWAY, short) * weight


def fields_of(airports: Airports) -> Fields:
    """Arrays of the world's airports."""
    frame = airports.frame.sort("lat", "icao")
    icao = frame["icao"].to_list()
    return Fields(
        icao,
        frame["lat"].to_numpy(),
        frame["lon"].to_numpy(),
        _known(frame["elevation_ft"]),
        _known(frame["longest_runway_ft"]),
        frame["kind"],
        _by_kind(frame["kind"], APRON_KM, OTHER_APRON_KM),
        {code: row for row, code in enumerate(icao)},
        geo.unit_vectors(frame["lat"].to_numpy(), frame["lon"].to_numpy()),
        np.arange(len(icao)),
    )


def _by_kind(kind: pl.Series, table: dict[str, float], other: float) -> Floats:
    return kind.cast(pl.String).replace_strict(table, default=other, return_dtype=pl.Float64).to_numpy()


def _known(column: pl.Series) -> Floats:
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
