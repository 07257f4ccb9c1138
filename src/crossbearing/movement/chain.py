"""Where legs began and ended: each stay between two legs is one unknown airport, seen from both sides.

For an end, every airport gets prior weight x likelihood of what was seen there, and the other side of the stay speaks
too: the craft probably left from where it landed, the less probably the longer nobody looked.
All ends of all airframes go through each step at once, as flat arrays of pairs (end, airport).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.craft import Abilities
from crossbearing.movement.ends import EN_ROUTE_FT, LEVEL_FPM, Ends, above_field_ft, likelihood, nowhere, nowhere_again
from crossbearing.movement.fields import CIVIL, MILITARY, ROTOR, Fields
from crossbearing.movement.near import Pairs, joined
from crossbearing.movement.onward import onward_pairs
from crossbearing.movement.priors import Priors
from crossbearing.movement.sides import Sides
from crossbearing.world import geo

GROUND, LOW, EXTRAPOLATED, NEXT, NONE = 0, 1, 2, 3, -1
EVIDENCE = ("ground", "low", "extrapolated", "next")
# `low`: seen this near, this low, and not flying away (the definition of the evidence kind).
LOW_KM, LOW_FT = 15.0, 3000.0
LOW_P = 0.85
# `extrapolated`: seen this low above the field, and no other field is possible enough.
EXTRAPOLATED_FT, EXTRAPOLATED_P = 10000.0, 0.95
# `next`: the leg after began there (or the leg before ended there), and this probably is the same stay.
NEXT_P = 0.9
GROUND_P = 0.5
AWAY_FPM = -250.0
# A craft that nobody watches moves about once in ten days of silence (of 2,153 flights of a made world 56 left no
# trace at all).
UNSEEN_PER_H, UNSEEN_LEAST, UNSEEN_MOST = 0.004, 0.002, 0.25
# While the archive holds nobody at all, craft move as they always do: about three legs a day.
MOVED_PER_H = 0.12
# Landings away from any airport, as a share of all: helicopters, everybody else. GUESS.
NOWHERE_ROTOR, NOWHERE = 0.2, 0.0005
# Aeroplanes seldom land where they took off; only flights seen to do so are believed. GUESS.
ROUND_TRIP, ROUND_TRIP_EN_ROUTE = 0.02, 0.0005
CANDIDATES, CANDIDATE_P = 8, 0.01
CANDIDATES_LEAST, CANDIDATE_LEAST_P = 3, 0.0001
# How far fields are looked for: on the ground; where no height is known; for ends that are low or on their way, by
# their height above the ground. On the usual path an end is 6 km away for each 1,000 ft; three spreads are 3.3 times
# that for a craft on its way. Short strips are looked for only near, for craft that need runways.
GROUND_REACH_KM, UNKNOWN_REACH_KM = 8.0, 60.0
REACH_KM, REACH_KM_PER_1000_FT = 40.0, 14.0
LEVEL_REACH_KM, LEVEL_REACH_KM_PER_1000_FT = 60.0, 20.0
MOST_REACH_KM, MOST_REACH_KM_PER_1000_FT = 160.0, 3.0
MINOR_REACH_KM, MINOR_REACH_SLOW_KM = 15.0, 100.0
# The densities err on the wide side and know nothing of procedures: of real ends cut off at 1,500 to 20,000 ft whose
# best airport had 0.6 to 0.8, 0.91 were right. Shares raised to this power agree with what came true.
SHARPER, SHARPER_HIGH = 1.35, 1.6
# What a craft makes good on the way beside its cruise speed, at most.
HASTE, HASTE_REACH = 1.15, 1.1
# Airports out of reach in the time between two sightings keep this weight: clocks and speeds err.
OUT_OF_TIME = 1e-6
# The least stop in a stay that is flown to and left again, hours.
STOP_H = 0.2


@dataclass(frozen=True, slots=True)
class Named:
    """What is known of each side: `airport` (row of the fields, -1 none), `evidence` (row of `EVIDENCE`, -1 none).

    `candidates` are pairs (side, airport), likeliest first within a side, with their probabilities `p`; what a side's
    lack to 1 is the share of anywhere else.
    """

    airport: Ints
    evidence: Ints
    candidates: Pairs
    p: Floats


@dataclass(frozen=True, slots=True)
class Known:
    """What all sides share: the airports, the craft's abilities, and what was known of their habits before."""

    fields: Fields
    abilities: Abilities
    priors: Priors

    def table(self, craft: Ints) -> Ints:
        """Which weights hold for some airframes."""
        return np.where(
            self.abilities.rotorcraft[craft], ROTOR, np.where(self.abilities.military[craft], MILITARY, CIVIL)
        )

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
        return np.where(self.abilities.rotorcraft[craft], NOWHERE_ROTOR, NOWHERE)


def name(sides: Sides, known: Known) -> Named:
    """Name the airport of every side, in rounds: what is sure first, which tells the craft's habits."""
    ends, every = sides.ends, np.arange(len(sides))
    near = every[~ends.en_route[sides.end]]
    pairs = _near_pairs(sides, near, known)
    seen = likelihood(ends.take(sides.end), known.fields, pairs, known.rotor(ends.airframe[sides.end]))
    airport, evidence, p = _alone(sides, pairs, seen, known, None)
    sure = (evidence == GROUND) | (evidence == LOW)
    further = airport[evidence == EXTRAPOLATED]
    habits = known.priors.with_stops(ends.airframe[sides.end[sure]], airport[sure], further)
    again = _alone(sides, pairs, seen, known, habits)
    unsure = ~sure
    airport[unsure], evidence[unsure] = again[0][unsure], again[1][unsure]
    p = np.where(sure[pairs.point], p, again[2])
    later = np.flatnonzero(unsure & ((sides.beyond >= 0) | ends.en_route[sides.end]))
    pairs_later, p_later, named = _together(sides, later, known, habits, (airport, evidence))
    airport[later], evidence[later] = named
    before = ~np.isin(pairs.point, later)
    both = Pairs(np.r_[pairs.point[before], pairs_later.point], np.r_[pairs.field[before], pairs_later.field])
    return Named(airport, evidence, *_ranked(both, np.r_[p[before], p_later]))


def _until_s(sides: Sides, some: Ints) -> Floats:
    beyond = sides.beyond[some]
    silence = np.abs(sides.ends.seconds[beyond] - sides.ends.seconds[sides.end[some]])
    return np.where(beyond >= 0, silence, np.inf)


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


def _near_pairs(sides: Sides, some: Ints, known: Known) -> Pairs:
    """Airports near the ends of some sides that are not en route; points are sides."""
    pairs = _pairs_near(sides.ends.take(sides.end[some]), _until_s(sides, some), known)
    return Pairs(some[pairs.point], pairs.field)


def _pairs_near(ends: Ends, until_s: Floats, known: Known) -> Pairs:
    far = reach_km(ends, until_s, known)
    slow = known.abilities.runway_ft[ends.airframe] <= 0
    little = np.where(ends.on_ground, far, np.where(slow, MINOR_REACH_SLOW_KM, MINOR_REACH_KM))
    return known.fields.pairs(ends.lat, ends.lon, far, np.minimum(far, little))


def _pairs_of(ends: Ends, until_s: Floats, known: Known) -> Pairs:
    """Airports that ends may belong to, en route or not."""
    size = len(known.fields.lat)
    onward, near = np.flatnonzero(ends.en_route), np.flatnonzero(~ends.en_route)
    close = _pairs_near(ends.take(near), until_s[near], known)
    far = ends.take(onward)
    km = _possible_km(far, until_s[onward], known)
    listed = onward_pairs(known.fields, far, known.table(far.airframe), km)
    usual = known.priors.usual(far.airframe)
    parts = (near[close.point], close.field), (onward[listed.point], listed.field), (onward[usual.point], usual.field)
    return joined(size, *parts)


def _alone(sides: Sides, pairs: Pairs, seen: Floats, known: Known, habits: Priors | None) -> tuple[Ints, Ints, Floats]:
    """Airport, evidence and posterior of sides by what was seen at their own end."""
    ends = sides.ends.take(sides.end)
    craft = ends.airframe[pairs.point]
    weight = known.weight(craft, ends.seconds[pairs.point], pairs.field)
    if habits is not None:
        weight = habits.near(craft, pairs.field, weight) * _silent(ends, pairs, known, habits)
    mass = weight * seen
    rotor = known.rotor(ends.airframe)
    p = _shares(ends, pairs, mass, known.away(ends.airframe) * nowhere(ends, rotor))
    airport, evidence = np.full(len(sides), -1), np.full(len(sides), NONE)
    best = _best(pairs, p)
    point = pairs.point[best]
    evidence[point] = _own_evidence(ends, known.fields, Pairs(point, pairs.field[best]), p[best])
    airport[point] = np.where(evidence[point] >= 0, pairs.field[best], -1)
    return airport, evidence, p


def _shares(ends: Ends, pairs: Pairs, mass: Floats, elsewhere: Floats) -> Floats:
    """Each pair's share of its point's mass and what lies elsewhere; points are `ends`."""
    total = np.bincount(pairs.point, weights=mass, minlength=len(elsewhere)) + elsewhere
    total = np.where(total > 0, total, 1.0)
    power = np.where(ends.en_route, 1.0, np.where(ends.above_ft > EN_ROUTE_FT, SHARPER_HIGH, SHARPER))
    share, rest = (mass / total[pairs.point]) ** power[pairs.point], (elsewhere / total) ** power
    whole = np.bincount(pairs.point, weights=share, minlength=len(elsewhere)) + rest
    return np.asarray(share / np.where(whole > 0, whole, 1.0)[pairs.point], dtype=np.float64)


def _best(pairs: Pairs, p: Floats) -> Ints:
    """The likeliest pair of each point that has any; of equals the first."""
    order = np.lexsort((-p, pairs.point))
    return order[np.flatnonzero(np.r_[len(order) > 0, np.diff(pairs.point[order]) != 0][: len(order)])]


def _own_evidence(ends: Ends, at: Fields, pairs: Pairs, p: Floats) -> Ints:
    """Which kind of evidence an end itself gives for an airport, if any; one airport a point."""
    point, field = pairs.point, pairs.field
    km = np.asarray(geo.distance_km(ends.lat[point], ends.lon[point], at.lat[field], at.lon[field]), dtype=np.float64)
    height, rate = above_field_ft(ends, at, pairs), ends.rate_fpm[point]
    towards = ~np.isnan(ends.alt_ft[point]) & (rate > AWAY_FPM)
    low = towards & (km <= LOW_KM) & (height <= LOW_FT) & (p >= LOW_P)
    further = towards & (height <= EXTRAPOLATED_FT) & (rate >= LEVEL_FPM) & (p >= EXTRAPOLATED_P)
    air = np.where(low, LOW, np.where(further, EXTRAPOLATED, NONE))
    return np.where(ends.on_ground[point], np.where(p >= GROUND_P, GROUND, NONE), air)


def _together(
    sides: Sides, later: Ints, known: Known, habits: Priors, alone: tuple[Ints, Ints]
) -> tuple[Pairs, Floats, tuple[Ints, Ints]]:
    """Posterior, airport and evidence of sides when the other side of their stay speaks too."""
    known = Known(known.fields, known.abilities, habits)
    ends = sides.ends.take(sides.end[later])
    pairs = _stay_pairs(sides, later, known)
    mass, elsewhere = _masses(sides, later, ends, pairs, known, alone)
    p = _shares(ends, pairs, mass, elsewhere)
    airport, evidence = np.full(len(later), -1), np.full(len(later), NONE)
    best = _best(pairs, p)
    point, field, sure = pairs.point[best], pairs.field[best], p[best]
    found = np.where(alone[0][later[point]] == field, alone[1][later[point]], NONE)
    found = np.where(sure >= np.where(found == LOW, LOW_P, EXTRAPOLATED_P), found, NONE)
    found = np.where((found < 0) & _said(sides, later[point], field, alone) & (sure >= NEXT_P), NEXT, found)
    own_word = _own_evidence(ends, known.fields, Pairs(point, field), sure)
    evidence[point] = np.where((found < 0) & (sure >= EXTRAPOLATED_P), own_word, found)
    airport[point] = np.where(evidence[point] >= 0, field, -1)
    return Pairs(later[pairs.point], pairs.field), p, (airport, evidence)


def _said(sides: Sides, some: Ints, field: Ints, alone: tuple[Ints, Ints]) -> Bools:
    """Whether the other side of the stay names the airport by itself, or was on the ground."""
    beyond, across = sides.beyond[some], sides.across[some]
    ground = (beyond >= 0) & sides.ends.on_ground[beyond]
    return np.asarray(ground | ((across >= 0) & (alone[0][across] == field) & (alone[1][across] >= 0)), dtype=np.bool_)


def _stay_pairs(sides: Sides, later: Ints, known: Known) -> Pairs:
    """Airports that either end of a stay may belong to; points are places in `later`."""
    until = _until_s(sides, later)
    mine = _pairs_of(sides.ends.take(sides.end[later]), until, known)
    linked = np.flatnonzero(sides.beyond[later] >= 0)
    others = _pairs_of(sides.ends.take(sides.beyond[later[linked]]), until[linked], known)
    return joined(len(known.fields.lat), (mine.point, mine.field), (linked[others.point], others.field))


def _masses(
    sides: Sides, later: Ints, ends: Ends, pairs: Pairs, known: Known, alone: tuple[Ints, Ints]
) -> tuple[Floats, Floats]:
    """Mass of each pair, and of anywhere else for each side."""
    craft = ends.airframe[pairs.point]
    weight = known.weight(craft, ends.seconds[pairs.point], pairs.field)
    raised, near = known.priors.raised(craft, pairs.field, weight), known.priors.near(craft, pairs.field, weight)
    weight = np.where(ends.en_route[pairs.point], raised, near) * _round_trip(later, ends, pairs, known, alone)
    # Shares of the weight, so that both sides of a stay are compared with the same "elsewhere".
    total = np.bincount(pairs.point, weights=weight, minlength=len(later))
    total = np.where(total > 0, total, 1.0)
    weight, away = weight / total[pairs.point], known.away(ends.airframe) / total
    rotor = known.rotor(ends.airframe)
    own = likelihood(ends, known.fields, pairs, rotor) * _silent(ends, pairs, known, known.priors)
    mass, nothing = weight * own, away * nowhere(ends, rotor)
    linked = sides.beyond[later] >= 0
    beyond = sides.ends.take(np.where(linked, sides.beyond[later], sides.end[later]))
    hours = np.abs(beyond.seconds - ends.seconds) / 3600
    across = likelihood(beyond, known.fields, pairs, rotor)
    scale = np.bincount(pairs.point, weights=weight * across, minlength=len(later)) + away * nowhere(beyond, rotor)
    scale = np.where(linked & (scale > 0), scale, 1.0)
    moved = np.clip(UNSEEN_PER_H * hours, UNSEEN_LEAST, UNSEEN_MOST)
    moved = np.maximum(moved, 1.0 - np.exp(-MOVED_PER_H * known.priors.deaf_h(ends.seconds, beyond.seconds)))
    stayed = (1 - moved)[pairs.point] * across / scale[pairs.point] + moved[pairs.point]
    again = (1 - moved) * nowhere_again(ends, beyond, rotor) / scale + moved
    in_time = _in_time(ends, beyond, hours, pairs, known)
    mass = np.where(linked[pairs.point], mass * in_time * stayed, mass)
    return mass, np.where(linked, nothing * again, nothing)


def _silent(ends: Ends, pairs: Pairs, known: Known, habits: Priors) -> Floats:
    """Less for airports at which this end would have been heard low, had it been there."""
    at, point = known.fields, pairs.point
    km = geo.distance_km(ends.lat[point], ends.lon[point], at.lat[pairs.field], at.lon[pairs.field])
    needed = km / (known.abilities.cruise_kt[ends.airframe[point]] * geo.KM_PER_NM) * 3600
    due = ends.seconds[point] + np.where(ends.arrival[point], needed, -needed)
    return np.where(ends.on_ground[point], 1.0, habits.silent(pairs.field, due))


def _round_trip(later: Ints, ends: Ends, pairs: Pairs, known: Known, alone: tuple[Ints, Ints]) -> Floats:
    """Less for the airport the leg left from (or went to), least where it was last seen going on."""
    other = later ^ 1
    left = np.where((alone[1][other] == GROUND) | (alone[1][other] == LOW), alone[0][other], -1)
    left = np.where(known.abilities.rotorcraft[ends.airframe], -1, left)
    share = np.where(ends.en_route, ROUND_TRIP_EN_ROUTE, ROUND_TRIP)
    return np.where(pairs.field == left[pairs.point], share[pairs.point], 1.0)


def _in_time(ends: Ends, beyond: Ends, hours: Floats, pairs: Pairs, known: Known) -> Floats:
    """1 where the craft can have been at the airport between both ends, else almost 0."""
    at, point = known.fields, pairs.point
    km = geo.distance_km(ends.lat[point], ends.lon[point], at.lat[pairs.field], at.lon[pairs.field])
    speed = known.abilities.cruise_kt[ends.airframe] * geo.KM_PER_NM * HASTE
    return np.where(km <= (hours * speed)[point] + 10.0, 1.0, OUT_OF_TIME)


def _ranked(pairs: Pairs, p: Floats) -> tuple[Pairs, Floats]:
    """The likeliest airports of each side; at least a few, however little each has."""
    likely = np.flatnonzero(p >= CANDIDATE_LEAST_P)
    order = likely[np.lexsort((pairs.field[likely], -p[likely], pairs.point[likely]))]
    point = pairs.point[order]
    starts = np.flatnonzero(np.r_[len(point) > 0, np.diff(point) != 0][: len(point)])
    rank = np.arange(len(point)) - np.repeat(starts, np.diff(np.r_[starts, len(point)]))
    kept = order[(rank < CANDIDATES) & ((p[order] >= CANDIDATE_P) | (rank < CANDIDATES_LEAST))]
    return Pairs(pairs.point[kept], pairs.field[kept]), np.round(p[kept], 4)
