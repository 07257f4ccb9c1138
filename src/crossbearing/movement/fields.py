"""Airports as arrays, with how likely each is to be used by a craft before anything was seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.near import Near, Pairs, joined, near_of
from crossbearing.movement.strips import Strips, strips_of
from crossbearing.world import Airports, geo

KINDS = ("large", "medium", "military", "small", "closed", "heliport")
# How often a landing is at a field of each kind, roughly: some ten million flights a year at a large airport against a
# few thousand at a strip. GUESS by orders of magnitude. One row for civil craft, one for military ones (civil airports
# lose to neighbouring air bases unless those are held back, and military craft are the other way round: OPDI's most
# frequent confusions are of that kind), one for rotorcraft and whatever is as slow, one for business jets and one for
# airliners.
CIVIL, MILITARY, ROTOR, BUSINESS, AIRLINE = 0, 1, 2, 3, 4
KIND_WEIGHT = np.array(
    [
        [1.0, 0.4, 0.1, 0.03, 0.002, 0.0002],
        [1.0, 0.6, 1.0, 0.03, 0.01, 0.0002],
        [1.0, 1.0, 1.0, 0.7, 0.1, 0.05],
        [1.0, 0.8, 0.1, 0.1, 0.002, 0.0002],
        [1.0, 0.4, 0.1, 0.03, 0.002, 0.0002],
    ]
)
# What is left of that by whether airlines fly there by timetable: no, not known, yes. Airliners seldom land where they
# do not (Paris-Le Bourget, Bucharest-Baneasa), business jets rather there than among them (Biggin Hill, Farnborough).
# GUESSES.
SERVED_WEIGHT = np.array(
    [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0], [1.0, 1.0, 1.0], [1.0, 0.7, 0.4], [0.08, 0.3, 1.0]],
)
# A runway shorter than the type's usual need, and one whose length nobody published.
SHORT_RUNWAY, UNKNOWN_RUNWAY = 0.01, 0.5
SHORT_SHARE = 0.75
# What needs a jet's runway uses small fields less often than the light craft that make up most of their traffic. GUESS.
JET_NEED_FT, JET_SMALL = 3900.0, 0.2
# How far from its reference point a craft may stand, kilometres (one standard deviation), by kind.
APRON_KM = np.array([1.8, 1.3, 1.5, 0.8, 1.0, 0.3])
# The ground under a craft is as high as the nearest field within this; else it is taken for sea level.
GROUND_KM = 80.0
# Heights of the ground are kept by cells of this size: 5 km from its middle the nearest field is seldom another.
GROUND_DEG = 0.1
GROUND_ROWS, GROUND_COLUMNS = round(180 / GROUND_DEG), round(360 / GROUND_DEG)


@dataclass(frozen=True, slots=True)
class Fields:
    """All airports in the order of latitude; heights and runways in feet, NaN where unknown; points as unit vectors.

    `elevation_ft` is filled from the nearest field where it is unknown, `told_ft` is not. `kind` numbers `KINDS`,
    `served` the columns of `SERVED_WEIGHT`.
    `opens`, `closes` in seconds since 1970, infinite where nobody says; `main` are the rows that count en route, grids
    `near_main` over these and fields with a long runway, `near_minor` over all others.
    """

    icao: list[str]
    lat: Floats
    lon: Floats
    elevation_ft: Floats
    told_ft: Floats
    runway_ft: Floats
    kind: Ints
    served: Ints
    apron_km: Floats
    opens: Floats
    closes: Floats
    index: dict[str, int]
    vectors: Floats
    main: Ints
    near_main: Near
    near_minor: Near
    near_told: Near
    strips: Strips
    ground: dict[int, float]
    lists: dict[tuple[int, int, int, int], Ints]

    def within(self, lat: float, lon: float, km: float) -> Ints:
        """Rows of the airports within a distance of one point."""
        return self.pairs(np.array([lat]), np.array([lon]), np.array([km])).field

    def pairs(self, lat: Floats, lon: Floats, km: Floats, minor_km: Floats | None = None) -> Pairs:
        """Pairs of points and the airports within `km` of each; short strips only within `minor_km` if given."""
        main = self.near_main.pairs(lat, lon, km)
        minor = self.near_minor.pairs(lat, lon, km if minor_km is None else minor_km)
        return joined(len(self.lat), (main.point, main.field), (minor.point, minor.field))

    def ground_ft(self, lat: float, lon: float) -> float:
        """Elevation of the nearest field whose elevation is known, 0 where none is near."""
        return float(self.grounds_ft(np.array([lat]), np.array([lon]))[0])

    def grounds_ft(self, lat: Floats, lon: Floats) -> Floats:
        """The same for many points, by cells; a cell is looked up once and remembered."""
        row = np.clip(np.floor((lat + 90.0) / GROUND_DEG), 0, GROUND_ROWS - 1).astype(np.int64)
        column = np.floor(np.mod(lon + 180.0, 360.0) / GROUND_DEG).astype(np.int64) % GROUND_COLUMNS
        cells, back = np.unique(row * GROUND_COLUMNS + column, return_inverse=True)
        new = np.array([cell for cell in cells.tolist() if cell not in self.ground], dtype=np.int64)
        if len(new):
            middle = np.stack([new // GROUND_COLUMNS, new % GROUND_COLUMNS]).astype(np.float64) + 0.5
            north, east = middle * GROUND_DEG
            feet = _nearest_ft(self.near_told, self.told_ft, north - 90.0, east - 180.0)
            self.ground.update(zip(new.tolist(), feet, strict=True))
        return np.array([self.ground[cell] for cell in cells.tolist()], dtype=np.float64)[back]

    def weight(self, rows: Ints, table: Ints, need_ft: Floats) -> Floats:
        """How likely airports are a landing of craft of some table (`CIVIL` …) and runway need, not normalised."""
        weight = KIND_WEIGHT[table, self.kind[rows]] * SERVED_WEIGHT[table, self.served[rows]]
        length = self.runway_ft[rows]
        share = np.where(np.isnan(length), UNKNOWN_RUNWAY, np.where(length < SHORT_SHARE * need_ft, SHORT_RUNWAY, 1.0))
        seldom = (self.kind[rows] == KINDS.index("small")) & (need_ft >= JET_NEED_FT)
        return np.asarray(
            np.where(need_ft > 0, share, 1.0) * np.where(seldom, JET_SMALL, 1.0) * weight, dtype=np.float64
        )

    def seen_from(self, lat: Floats, lon: Floats, pairs: Pairs) -> tuple[Floats, Floats]:
        """Kilometres and bearing of the airport of each pair from its point.

        By unit vectors, which are known for every airport: the direction is the vector's part to the east and to the
        north of the point.
        """
        phi, lam = np.radians(lat), np.radians(lon)
        east = np.stack([-np.sin(lam), np.cos(lam), np.zeros(len(lam))], axis=-1)
        north = np.stack([-np.sin(phi) * np.cos(lam), -np.sin(phi) * np.sin(lam), np.cos(phi)], axis=-1)
        there = self.vectors[pairs.field]
        chord = there - geo.unit_vectors(lat, lon)[pairs.point]
        km = geo.chord_to_km(np.sqrt(np.einsum("ij,ij->i", chord, chord)))
        x = np.einsum("ij,ij->i", there, east[pairs.point])
        y = np.einsum("ij,ij->i", there, north[pairs.point])
        return km, np.asarray(np.degrees(np.arctan2(x, y)) % 360.0, dtype=np.float64)


def _nearest_ft(near: Near, height_ft: Floats, lat: Floats, lon: Floats) -> list[float]:
    """Height of the nearest point of a grid within `GROUND_KM`, 0 where there is none."""
    pairs = near.pairs(lat, lon, np.full(len(lat), GROUND_KM))
    chord = near.vectors[pairs.field] - geo.unit_vectors(lat, lon)[pairs.point]
    order = np.lexsort((np.einsum("ij,ij->i", chord, chord), pairs.point))
    point, first = np.unique(pairs.point[order], return_index=True)
    found = np.zeros(len(lat))
    found[point] = height_ft[pairs.field[order[first]]]
    return found.tolist()


@lru_cache(maxsize=4)
def fields_of(airports: Airports) -> Fields:
    """Arrays of the world's airports; kept, because making them costs as much as thousands of ends."""
    frame = airports.frame.sort("lat", "icao")
    icao, lat, lon = frame["icao"].to_list(), frame["lat"].to_numpy(), frame["lon"].to_numpy()
    told, runway = _known(frame["elevation_ft"]), _known(frame["longest_runway_ft"])
    kind = (
        frame["kind"]
        .cast(pl.String)
        .replace_strict(list(KINDS), list(range(len(KINDS))), default=KINDS.index("small"), return_dtype=pl.Int64)
    )
    of = kind.to_numpy()
    main = of <= KINDS.index("military")
    near_told = near_of(lat, lon, np.flatnonzero(~np.isnan(told)))
    elevation = told.copy()
    gaps = np.flatnonzero(np.isnan(told))
    elevation[gaps] = _nearest_ft(near_told, told, lat[gaps], lon[gaps])
    index = {code: row for row, code in enumerate(icao)}
    return Fields(
        icao,
        lat,
        lon,
        elevation,
        told,
        runway,
        of,
        _served(frame),
        APRON_KM[of],
        _day(frame, "valid_from", -np.inf),
        _day(frame, "valid_to", np.inf),
        index,
        geo.unit_vectors(lat, lon),
        np.flatnonzero(main),
        near_of(lat, lon, np.flatnonzero(main | (runway >= LONG_RUNWAY_FT))),
        near_of(lat, lon, np.flatnonzero(~(main | (runway >= LONG_RUNWAY_FT)))),
        near_told,
        strips_of(airports.runways, index, lat, lon),
        {},
        {},
    )


# Fields with a runway this long are looked for as far away as the large ones: three quarters of what jets need.
LONG_RUNWAY_FT = 2900.0
DAY_S = 86400.0


def _day(frame: pl.DataFrame, name: str, otherwise: float) -> Floats:
    """A column of days as seconds since 1970; the last day counts whole."""
    days = frame[name].cast(pl.Int32).cast(pl.Float64) + (1.0 if otherwise > 0 else 0.0)
    return np.asarray((days * DAY_S).fill_null(otherwise).to_numpy(), dtype=np.float64)


def _served(frame: pl.DataFrame) -> Ints:
    """Whether airlines fly to each field by timetable: 0 no, 1 not known, 2 yes."""
    told = frame["scheduled"] if "scheduled" in frame.columns else pl.Series([None] * frame.height, dtype=pl.Boolean)
    return (told.cast(pl.Int64) * 2).fill_null(1).to_numpy()


def _known(column: pl.Series) -> Floats:
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
