"""Where legs began and ended: each stay between two legs is one unknown airport, seen from both sides.

For an end, every airport gets prior weight x likelihood of what was seen there, and the other side of the stay speaks
too: the craft probably left from where it landed, the less probably the longer nobody looked.
All ends of all airframes go through each step at once, as flat arrays of pairs (end, airport).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.ends import EN_ROUTE_FT, LEVEL_FPM, Ends, above_field_ft, likelihood, nowhere, nowhere_again
from crossbearing.movement.near import Pairs, joined
from crossbearing.movement.pressure import corrected, elevated
from crossbearing.movement.priors import CROWD
from crossbearing.movement.sides import Sides
from crossbearing.movement.vicinity import HASTE, Known, pairs_near, pairs_of
from crossbearing.world import geo

GROUND, LOW, EXTRAPOLATED, NEXT, NONE = 0, 1, 2, 3, -1
EVIDENCE = ("ground", "low", "extrapolated", "next")
# `low`: seen this near, this low, and not flying away (the definition of the evidence kind).
LOW_KM, LOW_FT = 15.0, 3000.0
LOW_P = 0.85
# `extrapolated`: seen this low above the field, and no other field is possible enough.
EXTRAPOLATED_FT, EXTRAPOLATED_P = 10000.0, 0.95
# The same for an airport at which nobody was surely seen, where too few craft are at hand to know habits: of 36 real
# ends cut off at 6,000 and 7,000 ft and named at 0.95 alone 3 were wrong, two of them with 0.96.
UNKNOWN_P = 0.97
# `next`: the leg after began there (or the leg before ended there), and this probably is the same stay; more is asked
# of a craft that was lost or found en route, because it may have landed twice in one silence.
NEXT_P, NEXT_EN_ROUTE_P = 0.9, 0.98
GROUND_P = 0.5
AWAY_FPM = -250.0
# A craft that nobody watches moves about once in ten days of silence (of 2,153 flights of a made world 56 left no
# trace at all).
UNSEEN_PER_H, UNSEEN_LEAST, UNSEEN_MOST = 0.004, 0.002, 0.25
# While the archive holds nobody at all, craft move as they always do: about three legs a day.
MOVED_PER_H = 0.12
# Aeroplanes seldom land where they took off; only flights seen to do so are believed. GUESS.
ROUND_TRIP, ROUND_TRIP_EN_ROUTE = 0.02, 0.0005
# Sides that go through a round at once: each has some dozens of airports with some ten numbers, so about 100 MB.
AT_ONCE = 20000
CANDIDATES, CANDIDATE_P = 8, 0.01
CANDIDATES_LEAST, CANDIDATE_LEAST_P = 3, 0.0001
# The densities err on the wide side and know nothing of procedures: of real ends cut off at 1,500 to 20,000 ft whose
# best airport had 0.6 to 0.8, 0.91 were right. Shares raised to this power agree with what came true.
SHARPER, SHARPER_HIGH = 1.35, 1.2
# What a steep descent leaves of an airport's share: somebody may have levelled off below what was heard. GUESS.
STEEP_SHARE = 0.2
# Airports out of reach in the time between two sightings keep this weight: clocks and speeds err.
OUT_OF_TIME = 1e-6


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


def name(sides: Sides, known: Known) -> Named:
    """Name the airport of every side, in rounds: what is sure first, which tells the craft's habits."""
    ends = sides.ends
    airport, evidence = np.full(len(sides), -1), np.full(len(sides), NONE)
    near = np.flatnonzero(~ends.en_route[sides.end])
    first = _in_parts(near, lambda some: _alone(sides, some, known, habitual=False))
    _note(first, airport, evidence)
    sure = (evidence == GROUND) | (evidence == LOW)
    further = airport[evidence == EXTRAPOLATED]
    stood = np.flatnonzero((evidence == GROUND) & (sides.beyond == np.arange(len(sides))))
    landing = stood, sides.end[stood], airport[stood]
    ends = corrected(ends, *landing, known.fields)
    sides = replace(sides, ends=ends)
    known = replace(
        known,
        fields=elevated(ends, *landing, known.fields),
        priors=known.priors.with_stops(ends.airframe[sides.end[sure]], airport[sure], further),
    )
    again = _in_parts(near[~sure[near]], lambda some: _alone(sides, some, known, habitual=True))
    _note(again, airport, evidence)
    later = ~sure & ((sides.beyond >= 0) | ends.en_route[sides.end])
    alone = airport.copy(), evidence.copy()
    last = _in_parts(np.flatnonzero(later), lambda some: _together(sides, some, known, alone))
    _note(last, airport, evidence)
    kept = [*(one.of(sure) for one in first), *(one.of(~later) for one in again), *last]
    return Named(airport, evidence, *_in_order(kept))


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a round says of some sides; `candidates` are pairs (side, airport)."""

    sides: Ints
    airport: Ints
    evidence: Ints
    candidates: Pairs
    p: Floats

    def of(self, kept: Bools) -> _Answers:
        """Only the candidates of some sides, told among all."""
        mine = kept[self.candidates.point]
        pairs = Pairs(self.candidates.point[mine], self.candidates.field[mine])
        return replace(self, candidates=pairs, p=self.p[mine])


def _in_parts(some: Ints, work: Callable[[Ints], _Answers]) -> list[_Answers]:
    """Answers for some sides, a limited number at a time."""
    return [work(some[low : low + AT_ONCE]) for low in range(0, len(some), AT_ONCE)]


def _note(answers: list[_Answers], airport: Ints, evidence: Ints) -> None:
    for one in answers:
        airport[one.sides], evidence[one.sides] = one.airport, one.evidence


def _in_order(answers: list[_Answers]) -> tuple[Pairs, Floats]:
    """All candidates in the order of sides."""
    none = np.zeros(0, dtype=np.int64)
    point = np.concatenate([none, *(one.candidates.point for one in answers)])
    order = np.argsort(point, kind="stable")
    field = np.concatenate([none, *(one.candidates.field for one in answers)])
    return Pairs(point[order], field[order]), np.concatenate([none * 1.0, *(one.p for one in answers)])[order]


def _until_s(sides: Sides, some: Ints) -> Floats:
    beyond = sides.beyond[some]
    silence = np.abs(sides.ends.seconds[beyond] - sides.ends.seconds[sides.end[some]])
    return np.where(beyond >= 0, silence, np.inf)


def _alone(sides: Sides, some: Ints, known: Known, habitual: bool) -> _Answers:
    """Airport, evidence and candidates of sides by what was seen at their own end, with or without habits."""
    ends = sides.ends.take(sides.end[some])
    pairs, rotor = pairs_near(ends, _until_s(sides, some), known), known.rotor(ends.airframe)
    craft = ends.airframe[pairs.point]
    weight = known.weight(craft, ends.seconds[pairs.point], pairs.field)
    if habitual:
        weight = known.priors.near(craft, pairs.field, weight) * _silent(ends, pairs, known)
    mass = weight * likelihood(ends, known.fields, pairs, rotor)
    p = _shares(ends, pairs, mass, known.away(ends.airframe) * nowhere(ends, rotor))
    p = _unsure(sides.steep[some], pairs, p)
    evidence = np.full(len(some), NONE)
    best = _best(pairs, p)
    likeliest = Pairs(pairs.point[best], pairs.field[best])
    evidence[likeliest.point] = _own_evidence(ends, known, likeliest, p[best])
    return _answers(some, pairs, p, likeliest, evidence)


def _answers(some: Ints, pairs: Pairs, p: Floats, likeliest: Pairs, evidence: Ints) -> _Answers:
    airport = np.full(len(some), -1)
    airport[likeliest.point] = np.where(evidence[likeliest.point] >= 0, likeliest.field, -1)
    return _Answers(some, airport, evidence, *_ranked(Pairs(some[pairs.point], pairs.field), p))


def _shares(ends: Ends, pairs: Pairs, mass: Floats, elsewhere: Floats) -> Floats:
    """Each pair's share of its point's mass and what lies elsewhere; points are `ends`."""
    total = np.bincount(pairs.point, weights=mass, minlength=len(elsewhere)) + elsewhere
    total = np.where(total > 0, total, 1.0)
    power = np.where(ends.en_route, 1.0, np.where(ends.above_ft > EN_ROUTE_FT, SHARPER_HIGH, SHARPER))
    share, rest = (mass / total[pairs.point]) ** power[pairs.point], (elsewhere / total) ** power
    whole = np.bincount(pairs.point, weights=share, minlength=len(elsewhere)) + rest
    return np.asarray(share / np.where(whole > 0, whole, 1.0)[pairs.point], dtype=np.float64)


def _unsure(steep: Bools, pairs: Pairs, p: Floats) -> Floats:
    """Little is left of every airport where a craft came down as no landing does."""
    return np.where(steep[pairs.point], STEEP_SHARE * p, p)


def _best(pairs: Pairs, p: Floats) -> Ints:
    """The likeliest pair of each point that has any; of equals the first."""
    order = np.lexsort((-p, pairs.point))
    return order[np.flatnonzero(np.r_[len(order) > 0, np.diff(pairs.point[order]) != 0][: len(order)])]


def _extrapolated_p(known: Known, field: Ints) -> Floats:
    """The probability that `extrapolated` asks of each airport, by whether habits could show that it is used."""
    unused = known.priors.every.of(np.zeros_like(field), field) == 0
    return np.where(unused & (len(known.priors.fleet) < CROWD), UNKNOWN_P, EXTRAPOLATED_P)


def _own_evidence(ends: Ends, known: Known, pairs: Pairs, p: Floats) -> Ints:
    """Which kind of evidence an end itself gives for an airport, if any; one airport a point."""
    point, field, at = pairs.point, pairs.field, known.fields
    km = np.asarray(geo.distance_km(ends.lat[point], ends.lon[point], at.lat[field], at.lon[field]), dtype=np.float64)
    height, rate = above_field_ft(ends, at, pairs), ends.rate_fpm[point]
    towards = ~np.isnan(ends.alt_ft[point]) & (rate > AWAY_FPM)
    low = towards & (km <= LOW_KM) & (height <= LOW_FT) & (p >= LOW_P)
    further = towards & (height <= EXTRAPOLATED_FT) & (rate >= LEVEL_FPM) & (p >= _extrapolated_p(known, field))
    air = np.where(low, LOW, np.where(further, EXTRAPOLATED, NONE))
    return np.where(ends.on_ground[point], np.where(p >= GROUND_P, GROUND, NONE), air)


def _together(sides: Sides, some: Ints, known: Known, alone: tuple[Ints, Ints]) -> _Answers:
    """The same when the other side of the stay speaks too; `alone`: airport and evidence of all sides by themselves."""
    ends = sides.ends.take(sides.end[some])
    pairs = _stay_pairs(sides, some, known)
    mass, elsewhere = _masses(sides, some, ends, pairs, known, alone)
    p = _unsure(sides.steep[some], pairs, _shares(ends, pairs, mass, elsewhere))
    evidence = np.full(len(some), NONE)
    best = _best(pairs, p)
    point, field, sure = pairs.point[best], pairs.field[best], p[best]
    found = np.where(alone[0][some[point]] == field, alone[1][some[point]], NONE)
    found = np.where(sure >= np.where(found == LOW, LOW_P, _extrapolated_p(known, field)), found, NONE)
    enough = sure >= np.where(ends.above_ft[point] > EN_ROUTE_FT, NEXT_EN_ROUTE_P, NEXT_P)
    found = np.where((found < 0) & _said(sides, some[point], field, alone) & enough, NEXT, found)
    own_word = _own_evidence(ends, known, Pairs(point, field), sure)
    evidence[point] = np.where(found < 0, own_word, found)
    return _answers(some, pairs, p, Pairs(point, field), evidence)


def _said(sides: Sides, some: Ints, field: Ints, alone: tuple[Ints, Ints]) -> Bools:
    """Whether the other side of the stay names the airport by itself, or was on the ground."""
    beyond, across = sides.beyond[some], sides.across[some]
    ground = (beyond >= 0) & sides.ends.on_ground[beyond]
    return np.asarray(ground | ((across >= 0) & (alone[0][across] == field) & (alone[1][across] >= 0)), dtype=np.bool_)


def _stay_pairs(sides: Sides, later: Ints, known: Known) -> Pairs:
    """Airports that either end of a stay may belong to; points are places in `later`."""
    until = _until_s(sides, later)
    mine = pairs_of(sides.ends.take(sides.end[later]), until, known)
    linked = np.flatnonzero(sides.beyond[later] >= 0)
    others = pairs_of(sides.ends.take(sides.beyond[later[linked]]), until[linked], known)
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
    own = likelihood(ends, known.fields, pairs, rotor) * _silent(ends, pairs, known)
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


def _silent(ends: Ends, pairs: Pairs, known: Known) -> Floats:
    """Less for airports at which this end would have been heard low, had it been there."""
    at, point = known.fields, pairs.point
    km = geo.distance_km(ends.lat[point], ends.lon[point], at.lat[pairs.field], at.lon[pairs.field])
    needed = km / (known.abilities.cruise_kt[ends.airframe[point]] * geo.KM_PER_NM) * 3600
    due = ends.seconds[point] + np.where(ends.arrival[point], needed, -needed)
    return np.where(ends.on_ground[point], 1.0, known.priors.silent(pairs.field, due))


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
