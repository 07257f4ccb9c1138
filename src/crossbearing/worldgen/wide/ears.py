"""Receivers of the wide worlds: where they stand, what they see, when they are down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats
from crossbearing.worldgen.wide.physics import Physics
from crossbearing.worldgen.wide.places import KM_PER_DEG, Spot, fields
from crossbearing.worldgen.wide.terrain import (
    AZIMUTHS,
    RANGE_STEP_KM,
    RANGE_STEPS,
    Terrain,
    lowest_seen_ft,
)

SLOT_S = 1800
# How many receivers stand near a field on average, by country: dense in Europe, none over whole countries. GUESSES in
# the look of coverage maps of volunteers' networks.
DENSITY = {
    **dict.fromkeys(("DE", "GB", "FR", "CH", "AT", "PL", "CZ", "BE", "NL", "DK", "IT", "HU"), 2.5),
    **dict.fromkeys(("ES", "PT", "SE", "NO", "FI", "EE", "LV", "LT", "RO", "BG", "GR", "RS", "CY", "MT", "BA"), 1.5),
    **dict.fromkeys(("TR", "IL", "AE", "QA", "BH"), 1.4),
    **dict.fromkeys(("RU", "BY", "MD", "GE", "AM", "AZ", "LB", "JO", "KZ", "UZ"), 0.8),
    **dict.fromkeys(("IR", "SA", "OM", "EG", "TN", "MA", "IN", "PK", "KE", "NG", "IQ"), 0.55),
    **dict.fromkeys(("DZ", "ET", "SN", "DJ"), 0.3),
}
HOLES_DRAWN = 3
SURE_SHARE, P_SURE, P_EDGE, HAZE_FT = 0.7, 0.99, 0.4, 150.0
# Shares of receivers with daily hours, with a blind sector, and how often a region fails for long. GUESSES.
DAILY, SECTORED, REGION_DEG, REGION_FAILS = 0.2, 0.3, 4.0, 0.12


@dataclass(frozen=True)
class Ears:
    """All receivers of a network; `up` says for each half hour whether it worked, `sees_ft` the lowest height seen."""

    lat: Floats
    lon: Floats
    range_km: NDArray[np.float32]
    sees_ft: NDArray[np.float32]
    up: NDArray[np.bool_]

    def chance(self, t: Floats, lat: Floats, lon: Floats, alt_ft: Floats) -> tuple[Floats, NDArray[np.int8]]:
        """The probability that each position is heard by any receiver, and how many could hear it."""
        order = np.argsort(lat, kind="stable")
        south = lat[order]
        missed, able = np.ones(len(t)), np.zeros(len(t), np.int8)
        slot = np.clip((t // SLOT_S).astype(np.int32), 0, self.up.shape[1] - 1)
        for k in range(len(self.lat)):
            reach = float(self.range_km[k].max()) / KM_PER_DEG
            low, high = np.searchsorted(south, [self.lat[k] - reach, self.lat[k] + reach])
            rows = order[low:high]
            wide = reach / np.cos(np.radians(min(75.0, abs(self.lat[k]) + reach)))
            rows = rows[np.abs(lon[rows] - self.lon[k]) < wide]
            rows = rows[self.up[k, slot[rows]]]
            p = self._one(k, lat[rows], lon[rows], alt_ft[rows])
            missed[rows] *= 1.0 - p
            able[rows] += p > 0.05
        return 1.0 - missed, able

    def _one(self, k: int, lat: Floats, lon: Floats, alt_ft: Floats) -> Floats:
        north = (lat - self.lat[k]) * KM_PER_DEG
        east = (lon - self.lon[k]) * KM_PER_DEG * np.cos(np.radians((lat + self.lat[k]) / 2))
        km = np.hypot(north, east)
        azimuth = (np.degrees(np.arctan2(east, north)) * AZIMUTHS / 360.0).round().astype(int) % AZIMUTHS
        ring = np.minimum((km / RANGE_STEP_KM).astype(int), RANGE_STEPS - 1)
        share = km / self.range_km[k, azimuth]
        above = (alt_ft - self.sees_ft[k, azimuth, ring]) / HAZE_FT
        p = np.interp(share, [SURE_SHARE, 1.0], [P_SURE, P_EDGE])
        return np.where((share <= 1.0) & (above > 0.0), p * np.clip(above, 0.0, 1.0), 0.0)


def invent_ears(physics: Physics, terrain: Terrain, days: int, rng: np.random.Generator) -> Ears:
    """The network of a world."""
    holes = set(rng.choice(sorted(DENSITY), HOLES_DRAWN, replace=False).tolist())
    sites = [site for one in fields().values() if one.country not in holes for site in _near(one, rng)]
    lat, lon = np.array([a for a, _ in sites]), np.array([b for _, b in sites])
    base = rng.uniform(150.0, 400.0, len(sites))
    return Ears(
        lat, lon, _ranges(base, physics, rng), _sights(physics, terrain, lat, lon), _up(physics, lat, lon, days, rng)
    )


def _near(one: Spot, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Receivers about a field: some within sight of its runways, some tens of km away."""
    found = []
    for _ in range(int(rng.poisson(DENSITY.get(one.country, 0.0)))):
        away = float(rng.choice([0.08, 0.6], p=[0.5, 0.5]))
        found.append((one.lat + float(rng.normal(0, away)), one.lon + float(rng.normal(0, away * 1.3))))
    return found


def _ranges(base: Floats, physics: Physics, rng: np.random.Generator) -> NDArray[np.float32]:
    """Range by azimuth; some have a sector in which they hear little."""
    ranges = np.repeat(base[:, None], AZIMUTHS, axis=1)
    if physics.clustered:
        for k in np.flatnonzero(rng.random(len(base)) < SECTORED):
            first, width = int(rng.integers(AZIMUTHS)), int(rng.integers(6, 30))
            ranges[k, np.arange(first, first + width) % AZIMUTHS] *= 0.3
    return ranges.astype(np.float32)


def _sights(physics: Physics, terrain: Terrain, lat: Floats, lon: Floats) -> NDArray[np.float32]:
    """The lowest height seen; without terrain, above the elevation of the nearest field and the radio horizon."""
    if physics.terrain:
        return np.stack([lowest_seen_ft(terrain, float(a), float(b), 15.0) for a, b in zip(lat, lon, strict=True)])
    km = (np.arange(RANGE_STEPS) + 0.5) * RANGE_STEP_KM
    horizon = np.clip(km / 4.12 - np.sqrt(15.0), 0.0, None) ** 2 / 0.3048
    known = list(fields().values())
    ground = [
        min(known, key=lambda f: (f.lat - a) ** 2 + (f.lon - b) ** 2).elevation_ft
        for a, b in zip(lat, lon, strict=True)
    ]
    seen = np.array(ground)[:, None, None] + horizon[None, None, :] - HAZE_FT
    return np.asarray(np.repeat(seen, AZIMUTHS, axis=1), dtype=np.float32)


def _up(physics: Physics, lat: Floats, lon: Floats, days: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Half hours in which each receiver worked."""
    n, slots = len(lat), days * 48
    up = np.ones((n, slots), bool)
    for k in range(n):
        for begin in rng.integers(0, slots, rng.poisson(physics.outage_rate * days)):
            up[k, begin : begin + int(rng.integers(1, 9))] = False
    if not physics.clustered:
        return up
    hour = (np.arange(slots) / 2.0)[None, :] % 24
    local = (hour + lon[:, None] / 15.0) % 24
    asleep = (rng.random(n) < DAILY)[:, None] & (
        (local < rng.uniform(5, 8, (n, 1))) | (local > rng.uniform(20, 24, (n, 1)))
    )
    up &= ~asleep
    region = np.floor(lat / REGION_DEG) * 1000 + np.floor(lon / REGION_DEG)
    for one in np.unique(region):
        for _ in range(rng.poisson(REGION_FAILS * days / 2)):
            begin, length = int(rng.integers(0, slots)), int(rng.exponential(20)) + 4
            hit = (region == one) & (rng.random(n) < 0.9)
            up[hit, begin : begin + length] = False
    return up
