"""How well each airport explains what was seen at one end of a leg.

A likelihood is the density of the last (or first) position, height and direction of flight, given that the leg ended
(or began) at that airport: how far from a field craft usually are at that height, and whether they fly towards it.
Arrival and departure are the same thing with time reversed, so every end is described as seen from the ground up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.craft import Performance
from crossbearing.movement.fields import Fields
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
# Above this height above the field a level craft is on its way, and anything in reach may be its field.
EN_ROUTE_FT = 10000.0
# From cruise the chance of a field falls with distance on this scale. GUESS: a common length of legs.
EN_ROUTE_KM = 1200.0
STEEPEST_KM_PER_1000_FT = 3.0
# Directions: (within km, spread deg, share of craft that fly as the spread says; the rest turn any way).
DIRECTIONS = ((12.0, 15.0, 0.6), (80.0, 30.0, 0.7), (1e9, 20.0, 0.93))
# Nearer than this the direction to an airport's reference point means nothing.
OVERHEAD_KM = 2.5
SOFT_KM = 1.5
# Pressure altitude is off by up to 1,000 ft with the weather (30 hPa); on the usual path half of that is this far.
WEATHER_KM = 3.0
TERMINAL_KM, UNKNOWN_KM = 160.0, 60.0
# A landing place that may be anywhere in 100 by 100 km, for helicopters in 25 by 25 km: the integral of the density
# over places, about 0.02, by that area. GUESS.
ANYWHERE, ANYWHERE_ROTOR = 2e-6, 3e-5
# Helicopters that land in the field are last heard about this high above it. GUESS.
FIELD_LANDING_FT = 500.0
# Ground positions farther than this many spreads from every airport are away from any.
OFF_FIELD_SPREADS = 3.5


@dataclass(frozen=True, slots=True)
class End:
    """One end of a leg. `rate_fpm` is towards the ground: positive for a craft descending to land or climbing out.

    `heading_deg` points to where the airport must be: ahead for an arrival, behind for a departure.
    `on_ground` tells that the craft was seen standing or rolling there.
    """

    arrival: bool
    on_ground: bool
    seconds: float
    lat: float
    lon: float
    alt_ft: float
    gs_kt: float
    rate_fpm: float
    heading_deg: float

    @property
    def en_route(self) -> bool:
        """High and not on the way to or from the ground (heights above sea level; no field is known yet)."""
        return self.alt_ft > EN_ROUTE_FT and self.rate_fpm < LEVEL_FPM


def reach_km(end: End, craft: Performance, until_s: float) -> float:
    """How far from the end its airport may be, with what follows `until_s` seconds later (infinite if nothing)."""
    if end.on_ground:
        return 8.0
    possible = min(craft.range_km, until_s / 3600 * craft.cruise_kt * geo.KM_PER_NM * 1.1)
    if end.en_route:
        return possible
    if np.isnan(end.alt_ft):
        return min(possible, UNKNOWN_KM)
    return min(possible, TERMINAL_KM + end.alt_ft / 1000 * 3.0)


def likelihood(end: End, fields: Fields, rows: Ints) -> Floats:
    """Density of what was seen at the end, for each airport of `rows`; comparable among them and with `nowhere`."""
    km, toward = fields.seen_from(end.lat, end.lon, rows)
    if end.on_ground:
        return np.asarray(np.exp(-0.5 * (km / fields.apron_km[rows]) ** 2), dtype=np.float64)
    height = above_field_ft(end, fields, rows)
    return _distance_density(end, km, height) * _direction_density(end, km, toward)


def nowhere(end: End, craft: Performance) -> float:
    """The same density for a landing away from any airport, at a place as likely as any other within reach."""
    if end.on_ground:
        return float(np.exp(-0.5 * OFF_FIELD_SPREADS**2))
    return ANYWHERE_ROTOR if craft.rotorcraft else ANYWHERE


def nowhere_again(end: End, beyond: End, craft: Performance) -> float:
    """The density of what was seen on the other side of a stay, given that it was away from any airport.

    The place is taken to be where the way of `end` meets the ground.
    """
    if beyond.on_ground or end.on_ground or not craft.rotorcraft:
        return nowhere(beyond, craft)
    low = np.array([FIELD_LANDING_FT])
    onward = 0.0 if np.isnan(end.heading_deg) else float(_km_to_go(end, low)[0])
    lat, lon = geo.destination(end.lat, end.lon, 0.0 if np.isnan(end.heading_deg) else end.heading_deg, onward)
    km = np.array([geo.distance_km(beyond.lat, beyond.lon, lat, lon)])
    return max(ANYWHERE_ROTOR, float(_distance_density(beyond, km, low)[0]) / 360.0)


def above_field_ft(end: End, fields: Fields, rows: Ints) -> Floats:
    """Height of the end above each airport, never negative; an unknown elevation is taken from the airports around."""
    elevation = fields.elevation_ft[rows]
    unknown = np.isnan(elevation)
    if unknown.any():
        elevation = np.where(unknown, 0.0 if unknown.all() else np.nanmedian(elevation), elevation)
    alt = 3000.0 if np.isnan(end.alt_ft) else end.alt_ft
    return np.maximum(alt - elevation, 0.0)


def _km_to_go(end: End, height_ft: Floats) -> Floats:
    """Expected way between the end and the runway from the height and, if it is on its way, the craft's own rate."""
    usual = ARRIVAL_KM_PER_1000_FT if end.arrival else DEPARTURE_KM_PER_1000_FT
    if end.rate_fpm >= LEVEL_FPM and not np.isnan(end.gs_kt):
        own = end.gs_kt * SLOWING * geo.KM_PER_NM / 60 / (end.rate_fpm / 1000)
        usual = float(np.sqrt(usual * np.clip(own, *KM_PER_1000_FT_LIMITS)))
    return np.asarray(height_ft / 1000 * usual, dtype=np.float64)


def _distance_density(end: End, km: Floats, height_ft: Floats) -> Floats:
    area = (km + SOFT_KM) ** 2
    if end.en_route or end.rate_fpm <= -LEVEL_FPM:
        nearest = height_ft / 1000 * STEEPEST_KM_PER_1000_FT + SOFT_KM
        too_near = np.exp(-0.5 * (np.minimum(0.0, np.log((km + SOFT_KM) / nearest)) / 0.5) ** 2)
        return np.asarray(too_near * np.exp(-km / EN_ROUTE_KM) / EN_ROUTE_KM / (km + 10.0), dtype=np.float64)
    soft = SOFT_KM + WEATHER_KM
    off = np.log((km + soft) / (_km_to_go(end, height_ft) + soft))
    longer = SPREAD_LONG if end.rate_fpm >= LEVEL_FPM else SPREAD_LONG_LEVEL
    spread = np.where(off > 0, longer, SPREAD_SHORT)
    return np.asarray(np.exp(-0.5 * (off / spread) ** 2) / (longer + SPREAD_SHORT) / area, dtype=np.float64)


def _direction_density(end: End, km: Floats, toward_deg: Floats) -> Floats:
    if np.isnan(end.heading_deg):
        return np.full(len(km), 1 / 360.0)
    off = np.abs((toward_deg - end.heading_deg + 180.0) % 360.0 - 180.0)
    density = np.zeros(len(km))
    for within, spread, share in reversed(DIRECTIONS):
        straight = share * np.exp(-0.5 * (off / spread) ** 2) / (spread * 2.5066)
        density = np.where(km <= within, straight + (1 - share) / 360.0, density)
    return np.where(km <= OVERHEAD_KM, 1 / 90.0, density)
