"""What all ends of legs share, and which airports each of them may belong to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.craft import Abilities
from crossbearing.movement.ends import LEVEL_FPM, Ends
from crossbearing.movement.fields import AIRLINE, BUSINESS, CIVIL, MILITARY, ROTOR, Fields
from crossbearing.movement.near import Pairs, joined
from crossbearing.movement.onward import onward_pairs
from crossbearing.movement.priors import Priors
from crossbearing.world import geo

# Landings away from any airport, as a share of all: helicopters, airliners and business jets, everybody else. GUESS.
NOWHERE_ROTOR, NOWHERE_JET, NOWHERE = 0.2, 0.00005, 0.0005
# How far fields are looked for: on the ground; where no height is known; for ends that are low or on their way, by
# their height above the ground. On the usual path an end is 6 km away for each 1,000 ft; three spreads are 3.3 times
# that for a craft on its way. Short strips are looked for only near, for craft that need runways.
GROUND_REACH_KM, UNKNOWN_REACH_KM = 8.0, 60.0
REACH_KM, REACH_KM_PER_1000_FT = 40.0, 14.0
LEVEL_REACH_KM, LEVEL_REACH_KM_PER_1000_FT = 60.0, 20.0
MOST_REACH_KM, MOST_REACH_KM_PER_1000_FT = 160.0, 3.0
MINOR_REACH_KM, MINOR_REACH_SLOW_KM = 15.0, 100.0
# What a craft makes good on the way beside its cruise speed, at most.
HASTE, HASTE_REACH = 1.15, 1.1


@dataclass(frozen=True, slots=True)
class Known:
    """What all sides share: the airports, the craft's abilities, and what was known of their habits before."""

    fields: Fields
    abilities: Abilities
    priors: Priors

    def table(self, craft: Ints) -> Ints:
        """Which weights hold for some airframes."""
        able = self.abilities
        civil = np.where(able.business[craft], BUSINESS, np.where(able.airliner[craft], AIRLINE, CIVIL))
        return np.where(able.rotorcraft[craft], ROTOR, np.where(able.military[craft], MILITARY, civil))

    def weight(self, craft: Ints, seconds: Floats, field: Ints) -> Floats:
        """Weight of airports before anything was seen; none for one that was not yet or no longer in use."""
        open_then = (self.fields.opens[field] <= seconds) & (seconds < self.fields.closes[field])
        weight = self.fields.weight(field, self.table(craft), self.abilities.runway_ft[craft])
        return np.where(open_then, weight, 0.0)

    def rotor(self, craft: Ints) -> Bools:
        """Whether airframes are helicopters, or as slow."""
        return self.abilities.rotorcraft[craft]

    def away(self, craft: Ints) -> Floats:
        """The weight of anywhere but an airport."""
        able = self.abilities
        share = np.where(able.airliner[craft] | able.business[craft], NOWHERE_JET, NOWHERE)
        return np.where(able.rotorcraft[craft], NOWHERE_ROTOR, share)


def _possible_km(ends: Ends, until_s: Floats, known: Known) -> Floats:
    """How far a craft can have flown by what follows `until_s` seconds later."""
    craft = ends.airframe
    far = until_s / 3600 * known.abilities.cruise_kt[craft] * geo.KM_PER_NM * HASTE_REACH
    return np.asarray(np.minimum(known.abilities.range_km[craft], far), dtype=np.float64)


def reach_km(ends: Ends, until_s: Floats, known: Known) -> Floats:
    """How far from each end its airport is looked for."""
    thousands = np.nan_to_num(np.maximum(ends.above_ft, 0.0)) / 1000
    moving = ends.rate_fpm >= LEVEL_FPM
    far = np.where(
        moving,
        REACH_KM + REACH_KM_PER_1000_FT * thousands,
        LEVEL_REACH_KM + LEVEL_REACH_KM_PER_1000_FT * thousands,
    )
    far = np.minimum(far, MOST_REACH_KM + MOST_REACH_KM_PER_1000_FT * thousands)
    far = np.where(np.isnan(ends.alt_ft), UNKNOWN_REACH_KM, far)
    far = np.where(ends.en_route, np.inf, far)
    return np.where(ends.on_ground, GROUND_REACH_KM, np.minimum(far, _possible_km(ends, until_s, known)))


def pairs_near(ends: Ends, until_s: Floats, known: Known) -> Pairs:
    """Airports near ends that are not en route; `until_s` seconds later comes what follows."""
    far = reach_km(ends, until_s, known)
    slow = known.abilities.runway_ft[ends.airframe] <= 0
    little = np.where(ends.on_ground, far, np.where(slow, MINOR_REACH_SLOW_KM, MINOR_REACH_KM))
    return known.fields.pairs(ends.lat, ends.lon, far, np.minimum(far, little))


def pairs_of(ends: Ends, until_s: Floats, known: Known) -> Pairs:
    """Airports that ends may belong to, en route or not."""
    size = len(known.fields.lat)
    onward, near = np.flatnonzero(ends.en_route), np.flatnonzero(~ends.en_route)
    close = pairs_near(ends.take(near), until_s[near], known)
    far = ends.take(onward)
    km = _possible_km(far, until_s[onward], known)
    listed = onward_pairs(known.fields, far, known.table(far.airframe), km)
    usual = known.priors.usual(far.airframe)
    parts = (near[close.point], close.field), (onward[listed.point], listed.field), (onward[usual.point], usual.field)
    return joined(size, *parts)
