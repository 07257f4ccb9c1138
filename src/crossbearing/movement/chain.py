"""Where legs began and ended: each stay between two legs is one unknown airport, seen from both sides.

For an end, every airport gets prior weight x likelihood of what was seen there, and the other side of the stay speaks
too: the craft probably left from where it landed, the less probably the longer nobody looked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.craft import Performance
from crossbearing.movement.ends import LEVEL_FPM, End, above_field_ft, likelihood, nowhere, nowhere_again, reach_km
from crossbearing.movement.fields import Fields
from crossbearing.world import geo

# `low`: seen this near, this low, and not flying away (the definition of the evidence kind).
LOW_KM, LOW_FT = 15.0, 3000.0
LOW_P = 0.8
# `extrapolated`: seen this low above the field, and no other field is possible enough.
EXTRAPOLATED_FT, EXTRAPOLATED_P = 10000.0, 0.95
# `next`: the leg after began there (or the leg before ended there), and this probably is the same stay.
NEXT_P = 0.9
GROUND_P = 0.5
AWAY_FPM = -250.0
# A craft that nobody watches moves about once in ten days of silence (of 2,153 flights of a made world 56 left no
# trace at all).
UNSEEN_PER_H, UNSEEN_LEAST, UNSEEN_MOST = 0.004, 0.002, 0.25
# Landings away from any airport, as a share of all: helicopters, everybody else. GUESS.
NOWHERE_ROTOR, NOWHERE = 0.2, 0.0005
# How much a known earlier stop of the same craft speaks for a field, and from how many stops it speaks no louder.
HABIT, HABIT_MOST = 3.0, 5
# Aeroplanes seldom land where they took off; only flights seen to do so are believed. GUESS.
ROUND_TRIP, ROUND_TRIP_EN_ROUTE = 0.02, 0.0005
CANDIDATES, CANDIDATE_P = 8, 0.01
CANDIDATES_LEAST, CANDIDATE_LEAST_P = 3, 0.0001


@dataclass(slots=True)
class Side:
    """One end of a leg with all that is known about it; `beyond` is the end on the other side of the stay.

    Where the craft was on the ground and no other stop fits between, `end` is that sighting and `beyond` the end in the
    air. `seen` keeps the airports in reach with the density of what was seen; `height_ft` and `km` tell how far the end
    was from the likeliest one.
    """

    end: End
    beyond: End | None = None
    airport: str | None = None
    evidence: str | None = None
    candidates: list[tuple[str, float]] = field(default_factory=list)
    height_ft: float = float("nan")
    km: float = float("nan")
    seen: tuple[Ints, Floats] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What all ends of one airframe share; `weight` is what each airport had before, `habit` what its stops add."""

    fields: Fields
    craft: Performance
    weight: Floats
    main: Ints
    habit: Floats

    def prior(self, rows: Ints, left: str | None = None, en_route: bool = False) -> Floats:
        """Weights of some airports, less for the one the leg `left` from, least if it was last seen going on."""
        prior = self.weight[rows] * self.habit[rows]
        if left is not None and not self.craft.rotorcraft:
            share = ROUND_TRIP_EN_ROUTE if en_route else ROUND_TRIP
            prior = np.where(rows == self.fields.index[left], share * prior, prior)
        return np.asarray(prior, dtype=np.float64)


def known_of(fields: Fields, craft: Performance) -> Known:
    """Prior knowledge for one airframe, before any of its stops is known."""
    weight, main = fields.weights(craft)
    return Known(fields, craft, weight, main, np.ones(len(weight)))


def name(sides: list[Side], known: Known) -> None:
    """Name the airport of every side, in two rounds: what is sure first, which tells the craft's habits."""
    for side in sides:
        _name_alone(side, known)
    for side in sides:
        if side.evidence in ("ground", "low") and side.airport:
            row = known.fields.index[side.airport]
            known.habit[row] = min(known.habit[row] + HABIT, 1.0 + HABIT * HABIT_MOST)
    for side in sides:
        if side.evidence not in ("ground", "low"):
            _name_alone(side, known)


def link(legs: list[tuple[Side, Side]], known: Known) -> None:
    """Name what is not named yet from the other side of the stay."""
    across = {id(side.end): side for leg in legs for side in leg}
    found = []
    for departure, arrival in legs:
        for side, other in ((departure, arrival), (arrival, departure)):
            if side.evidence not in ("ground", "low"):
                left = other.airport if other.evidence in ("ground", "low") else None
                found.append((side, _joint(side, across, known, left)))
    for side, answer in found:
        if answer is not None:
            side.airport, side.evidence, side.candidates = answer


def _name_alone(side: Side, known: Known) -> None:
    if side.seen is None:
        rows = _rows(side, known)
        side.seen = rows, likelihood(side.end, known.fields, rows)
    rows, density = side.seen
    p = _posterior(side.end, rows, density, known)
    side.airport = side.evidence = None
    side.candidates = _ranked(rows, p, known)
    if not len(rows):
        return
    best = int(np.argmax(p))
    side.evidence = _own_evidence(side, rows, best, float(p[best]), known)
    side.airport = known.fields.icao[rows[best]] if side.evidence else None


def _rows(side: Side, known: Known) -> Ints:
    until = float("inf") if side.beyond is None else abs(side.beyond.seconds - side.end.seconds)
    reach = reach_km(side.end, known.craft, until)
    return known.fields.within(side.end.lat, side.end.lon, reach, known.main if side.end.en_route else None)


def _posterior(end: End, rows: Ints, density: Floats, known: Known) -> Floats:
    mass = known.prior(rows) * density
    away = NOWHERE_ROTOR if known.craft.rotorcraft else NOWHERE
    total = mass.sum() + away * nowhere(end, known.craft)
    return np.asarray(mass / total if total > 0 else mass, dtype=np.float64)


def _own_evidence(side: Side, rows: Ints, best: int, p: float, known: Known) -> str | None:
    """Which kind of evidence the end itself gives for its best airport, if any."""
    end, row = side.end, rows[best : best + 1]
    side.km = float(geo.distance_km(end.lat, end.lon, known.fields.lat[row[0]], known.fields.lon[row[0]]))
    side.height_ft = float(above_field_ft(end, known.fields, row)[0])
    if end.on_ground:
        return "ground" if p >= GROUND_P else None
    if np.isnan(end.alt_ft) or end.rate_fpm <= AWAY_FPM:
        return None
    if side.km <= LOW_KM and side.height_ft <= LOW_FT and p >= LOW_P:
        return "low"
    if side.height_ft <= EXTRAPOLATED_FT and end.rate_fpm >= LEVEL_FPM and p >= EXTRAPOLATED_P:
        return "extrapolated"
    return None


def _joint(
    side: Side, other: dict[int, Side], known: Known, left: str | None
) -> tuple[str | None, str | None, list[tuple[str, float]]] | None:
    """Airport, evidence and candidates of a side when the other side of its stay speaks too."""
    if side.beyond is None:
        return None
    own = side.seen[0] if side.seen else _rows(side, known)
    rows = _union(own, _rows(Side(side.beyond, side.end), known), known)
    if not len(rows):
        return None
    p = _together(side, side.beyond, rows, known, left)
    best = int(np.argmax(p))
    code, sure = known.fields.icao[rows[best]], float(p[best])
    candidates = _ranked(rows, p, known)
    across = other.get(id(side.beyond))
    said = "ground" if side.beyond.on_ground else across.evidence if across and across.airport == code else None
    evidence = side.evidence if side.airport == code else None
    if evidence is None and said in ("ground", "low", "extrapolated") and sure >= NEXT_P:
        evidence = "next"
    if evidence is None and sure >= EXTRAPOLATED_P:
        evidence = _own_evidence(side, rows, best, sure, known)
    return (code if evidence else None), evidence, candidates


def _union(a: Ints, b: Ints, known: Known) -> Ints:
    chosen = np.zeros(len(known.weight), dtype=np.bool_)
    chosen[a] = chosen[b] = True
    return np.flatnonzero(chosen)


def _together(side: Side, beyond: End, rows: Ints, known: Known, left: str | None) -> Floats:
    weight = known.prior(rows, left, side.end.en_route)
    away = (NOWHERE_ROTOR if known.craft.rotorcraft else NOWHERE) / weight.sum()
    weight = weight / weight.sum()
    own = weight * likelihood(side.end, known.fields, rows) * _in_time(side.end, beyond, rows, known)
    across = likelihood(beyond, known.fields, rows)
    scale = (weight * across).sum() + away * nowhere(beyond, known.craft)
    hours = abs(beyond.seconds - side.end.seconds) / 3600
    moved = float(np.clip(UNSEEN_PER_H * hours, UNSEEN_LEAST, UNSEEN_MOST))
    mass = own * ((1 - moved) * across / scale + moved) if scale > 0 else own
    again = nowhere_again(side.end, beyond, known.craft)
    same = (1 - moved) * again / scale + moved if scale > 0 else 1.0
    total = mass.sum() + away * nowhere(side.end, known.craft) * same
    return np.asarray(mass / total if total > 0 else mass, dtype=np.float64)


def _in_time(end: End, beyond: End, rows: Ints, known: Known) -> Floats:
    """1 where the craft can have been at the airport between both ends, else almost 0."""
    km = geo.distance_km(end.lat, end.lon, known.fields.lat[rows], known.fields.lon[rows])
    hours = abs(beyond.seconds - end.seconds) / 3600
    return np.where(km <= hours * known.craft.cruise_kt * geo.KM_PER_NM * 1.15 + 10.0, 1.0, 1e-6)


def _ranked(rows: Ints, p: Floats, known: Known) -> list[tuple[str, float]]:
    """The likeliest airports; at least a few, however little each has."""
    likely = np.flatnonzero(p >= CANDIDATE_LEAST_P)
    order = likely[np.argsort(-p[likely], kind="stable")[:CANDIDATES]]
    kept = [k for rank, k in enumerate(order) if p[k] >= CANDIDATE_P or rank < CANDIDATES_LEAST]
    return [(known.fields.icao[rows[k]], round(float(p[k]), 4)) for k in kept]
