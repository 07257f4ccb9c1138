"""How well each airport explains what was seen at one end of a leg.

A likelihood is the density of the last (or first) position, height and direction of flight, given that the leg ended
(or began) at that airport: how far from a field craft usually are at that height, whether they fly towards it, and low
down whether they lie on the extended line of one of its runways.
Arrival and departure are the same thing with time reversed, so every end is described as seen from the ground up.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.fields import Fields
from crossbearing.movement.near import Pairs
from crossbearing.movement.strips import ALIGNED_FT, ALIGNED_KM, aligned_share
from crossbearing.world import geo

# A 3 degree path loses 1,000 ft in 5.8 km; climbs are steeper. Used where the craft's own rate tells nothing.
ARRIVAL_KM_PER_1000_FT, DEPARTURE_KM_PER_1000_FT = 5.8, 4.3
# Speed over the rest of the way, as a share of the speed seen, because craft slow down to land and start slowly.
SLOWING = 0.8
KM_PER_1000_FT_LIMITS = (1.5, 9.0)
# Spread of that distance (of its logarithm): longer than expected is rare for a craft on its way down, shorter is
# common because the way turns; a craft flying level may go on level for long. GUESSES.
SPREAD_LONG, SPREAD_SHORT, SPREAD_LONG_LEVEL = 0.4, 0.7, 0.9
# Below this rate a craft counts as level.
LEVEL_FPM = 250.0
# Above this height above the ground a level craft is on its way, and anything in reach may be its field.
EN_ROUTE_FT = 10000.0
# From cruise the chance of a field falls with distance on this scale. GUESS: a common length of legs.
EN_ROUTE_KM = 1200.0
# Craft come down from 5.5 km out for each 1,000 ft (three miles a thousand feet), and are about as far out when they
# have climbed; fewer and fewer are still level nearer (spread of the logarithm). GUESS.
LEVEL_KM_PER_1000_FT, SPREAD_LEVEL = 4.8, 0.25
# Directions: (within km, spread deg, share of craft that fly as the spread says; the rest turn any way).
DIRECTIONS = ((12.0, 15.0, 0.6), (80.0, 30.0, 0.7), (1e9, 20.0, 0.93))
# Nearer than this the direction to an airport's reference point means nothing.
OVERHEAD_KM = 2.5
SOFT_KM = 1.5
# Pressure altitude is off by up to 1,000 ft with the weather (30 hPa); on the usual path half of that is this far.
WEATHER_KM = 3.0
# A landing place that may be anywhere in 100 by 100 km, for helicopters in 20 by 20 km (about as much ground as there
# is to each field in Europe): the integral of the density over places, about 0.02, by that area. GUESS.
ANYWHERE, ANYWHERE_ROTOR = 2e-6, 5e-5
# Helicopters that land in the field are last heard about this high above it. GUESS.
FIELD_LANDING_FT = 500.0
# Ground positions farther than this many spreads from every airport are away from any.
OFF_FIELD_SPREADS = 3.5
# Helicopters and light craft stand nearer to the middle of a field than the largest aprons lie, and often beside one.
SMALL_APRON = 0.6
# What is assumed of an end that gives no height, feet above the sea.
UNKNOWN_ALT_FT = 3000.0


@dataclass(frozen=True, slots=True)
class Ends:
    """Ends of legs, arrays of one length. `rate_fpm` is towards the ground: positive for a craft descending to land or
    climbing out; `heading_deg` points to where the airport must be: ahead for an arrival, behind for a departure.

    `on_ground` tells that the craft was seen standing or rolling there. `above_ft` is the height above the ground
    around, `airframe` its number; `pressure` tells that the height is pressure altitude. Unknown values are NaN.
    """

    arrival: Bools
    on_ground: Bools
    seconds: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    gs_kt: Floats
    rate_fpm: Floats
    heading_deg: Floats
    above_ft: Floats
    airframe: Ints
    pressure: Bools

    def __len__(self) -> int:
        return len(self.seconds)

    def take(self, rows: Ints) -> Ends:
        """The same arrays for some ends only, in the order given."""
        return Ends(*(getattr(self, one.name)[rows] for one in fields(self)))

    @property
    def en_route(self) -> Bools:
        """High and not on the way to or from the ground."""
        return (self.above_ft > EN_ROUTE_FT) & (self.rate_fpm < LEVEL_FPM)


def likelihood(ends: Ends, at: Fields, pairs: Pairs, rotorcraft: Bools) -> Floats:
    """Density of what was seen at the end of each pair, given its airport; comparable with `nowhere`."""
    density = np.zeros(len(pairs))
    km, toward = at.seen_from(ends.lat, ends.lon, pairs)
    ground = ends.on_ground[pairs.point]
    apron = at.apron_km[pairs.field] * np.where(rotorcraft[pairs.point], SMALL_APRON, 1.0)
    density[ground] = np.exp(-0.5 * (km[ground] / apron[ground]) ** 2)
    air = np.flatnonzero(~ground)
    some = Pairs(pairs.point[air], pairs.field[air])
    density[air] = _in_the_air(ends, at, some, km[air], toward[air])
    return density


def _in_the_air(ends: Ends, at: Fields, pairs: Pairs, km: Floats, toward: Floats) -> Floats:
    height = above_field_ft(ends, at, pairs)
    free = _distance_density(ends, pairs.point, km, height) * _direction_density(ends, pairs.point, km, toward)
    low = (height < ALIGNED_FT) & (km < ALIGNED_KM) & ~np.isnan(ends.heading_deg[pairs.point])
    low &= at.strips.starts[pairs.field + 1] > at.strips.starts[pairs.field]
    here = np.flatnonzero(low & (ends.rate_fpm[pairs.point] > -LEVEL_FPM))
    share = aligned_share(ends.arrival[pairs.point[here]], height[here])
    aligned = _aligned_density(ends, at, Pairs(pairs.point[here], pairs.field[here]), height[here])
    free[here] = (1 - share) * free[here] + share * aligned
    return free


def _aligned_density(ends: Ends, at: Fields, pairs: Pairs, height: Floats) -> Floats:
    """The density for a craft that flies along a runway: distance to go, beside the line, and direction.

    2 pi stands for the way round the field that `_distance_density` spreads its craft over.
    """
    pair, to_go, beside, before = at.strips.aligned(pairs, ends.lat, ends.lon, ends.heading_deg)
    point = pairs.point[pair]
    along = _log_density(ends, point, to_go, height[pair]) / (to_go + SOFT_KM)
    density = np.where(before, 2 * np.pi * along * beside, 0.0)
    return np.bincount(pair, weights=density, minlength=len(pairs)).astype(np.float64)


def nowhere(ends: Ends, rotorcraft: Bools) -> Floats:
    """The same density for a landing away from any airport, at a place as likely as any other within reach."""
    air = np.where(rotorcraft, ANYWHERE_ROTOR, ANYWHERE)
    return np.where(ends.on_ground, float(np.exp(-0.5 * OFF_FIELD_SPREADS**2)), air)


def nowhere_again(ends: Ends, beyond: Ends, rotorcraft: Bools) -> Floats:
    """The density of what was seen on the other side of a stay, given that it was away from any airport.

    The place is taken to be where the way of `ends` meets the ground.
    """
    low, point = np.full(len(ends), FIELD_LANDING_FT), np.arange(len(ends))
    still = np.isnan(ends.heading_deg)
    onward = np.where(still, 0.0, _km_to_go(ends, point, low))
    lat, lon = geo.destination(ends.lat, ends.lon, np.where(still, 0.0, ends.heading_deg), onward)
    km = np.asarray(geo.distance_km(beyond.lat, beyond.lon, lat, lon), dtype=np.float64)
    there = np.maximum(ANYWHERE_ROTOR, _distance_density(beyond, point, km, low) / 360.0)
    plain = beyond.on_ground | ends.on_ground | ~rotorcraft
    return np.where(plain, nowhere(beyond, rotorcraft), there)


def above_field_ft(ends: Ends, at: Fields, pairs: Pairs) -> Floats:
    """Height of the end above each airport, never negative."""
    alt = np.where(np.isnan(ends.alt_ft), UNKNOWN_ALT_FT, ends.alt_ft)
    return np.asarray(np.maximum(alt[pairs.point] - at.elevation_ft[pairs.field], 0.0), dtype=np.float64)


def _km_to_go(ends: Ends, point: Ints, height_ft: Floats) -> Floats:
    """Expected way between the end and the runway from the height and, if it is on its way, the craft's own rate."""
    usual = np.where(ends.arrival, ARRIVAL_KM_PER_1000_FT, DEPARTURE_KM_PER_1000_FT)
    moving = (ends.rate_fpm >= LEVEL_FPM) & ~np.isnan(ends.gs_kt)
    own = ends.gs_kt * SLOWING * geo.KM_PER_NM / 60 / (np.where(moving, ends.rate_fpm, 1000.0) / 1000)
    both = np.sqrt(usual * np.clip(own, *KM_PER_1000_FT_LIMITS))
    return np.asarray(height_ft / 1000 * np.where(moving, both, usual)[point], dtype=np.float64)


def _log_density(ends: Ends, point: Ints, km: Floats, height_ft: Floats) -> Floats:
    """Density of the logarithm of the distance, for a craft on its way down or up, or level and low."""
    soft = SOFT_KM + WEATHER_KM
    off = np.log((km + soft) / (_km_to_go(ends, point, height_ft) + soft))
    longer = np.where(ends.rate_fpm >= LEVEL_FPM, SPREAD_LONG, SPREAD_LONG_LEVEL)[point]
    spread = np.where(off > 0, longer, SPREAD_SHORT)
    return np.asarray(np.exp(-0.5 * (off / spread) ** 2) / (longer + SPREAD_SHORT), dtype=np.float64)


def _distance_density(ends: Ends, point: Ints, km: Floats, height_ft: Floats) -> Floats:
    density = _log_density(ends, point, km, height_ft) / (km + SOFT_KM) ** 2
    onward = np.flatnonzero((ends.en_route | (ends.rate_fpm <= -LEVEL_FPM))[point])
    density[onward] = onward_density(km[onward], height_ft[onward])
    return density


def onward_density(km: Floats, height_ft: Floats) -> Floats:
    """Density of the distance for a craft that flies on, or climbs: anything far enough to come down to."""
    nearest = height_ft / 1000 * LEVEL_KM_PER_1000_FT + SOFT_KM
    too_near = np.exp(-0.5 * (np.minimum(0.0, np.log((km + SOFT_KM) / nearest)) / SPREAD_LEVEL) ** 2)
    return np.asarray(too_near * np.exp(-km / EN_ROUTE_KM) / EN_ROUTE_KM / (km + 10.0), dtype=np.float64)


def _direction_density(ends: Ends, point: Ints, km: Floats, toward_deg: Floats) -> Floats:
    heading = ends.heading_deg[point]
    off = np.abs((toward_deg - heading + 180.0) % 360.0 - 180.0)
    ring = np.searchsorted([within for within, _, _ in DIRECTIONS], km)
    spread = np.array([spread for _, spread, _ in DIRECTIONS])[ring]
    share = np.array([share for _, _, share in DIRECTIONS])[ring]
    density = share * np.exp(-0.5 * (off / spread) ** 2) / (spread * 2.5066) + (1 - share) / 360.0
    density = np.where(km <= OVERHEAD_KM, 1 / 90.0, density)
    return np.where(np.isnan(heading), 1 / 360.0, density)
