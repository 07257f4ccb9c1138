"""Where legs began and ended: each stay between two legs is one unknown airport, seen from both sides.

For an end, every airport gets prior weight x likelihood of what was seen there, and the other side of the stay speaks
too: the craft probably left from where it landed, the less probably the longer nobody looked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.craft import Performance
from crossbearing.movement.ends import End, above_field_ft, likelihood, nowhere, reach_km
from crossbearing.movement.fields import Fields, habit
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
# A craft that nobody watches moves about once in ten days of silence (56 of 2,153 flights of a made world left no trace).
UNSEEN_PER_H, UNSEEN_LEAST, UNSEEN_MOST = 0.004, 0.002, 0.25
# Landings away from any airport, as a share of all: helicopters, everybody else. GUESS.
NOWHERE_ROTOR, NOWHERE = 0.2, 0.0005
# En route only fields of some weight are considered; a strip has no chance against the airports around it.
MAIN_WEIGHT = 0.02
CANDIDATES, CANDIDATE_P = 8, 0.01


@dataclass(slots=True)
class Side:
    """One end of a leg with all that is known about it; `beyond` is the end on the other side of the stay.

    `beyond_direct` says that `beyond` is the craft on the ground, reached directly.
    """

    end: End
    beyond: End | None = None
    airport: str | None = None
    evidence: str | None = None
    candidates: list[tuple[str, float]] = field(default_factory=list)
    height_ft: float = float("nan")
    km: float = float("nan")


@dataclass(frozen=True, slots=True)
class Known:
    """What all ends of one airframe share."""

    fields: Fields
    craft: Performance
    weight: Floats
    main: Ints
    stops: dict[int, int]


def known_of(fields: Fields, craft: Performance) -> Known:
    """Prior knowledge for one airframe, before any of its stops is known."""
    weight = fields.weights(craft)
    return Known(fields, craft, weight, np.flatnonzero(weight >= MAIN_WEIGHT), {})


def name(sides: list[Side], known: Known) -> None:
    """Name the airport of every side, in two rounds: what is sure first, which tells the craft's habits."""
    for side in sides:
        _name_alone(side, known)
    for side in sides:
        if side.evidence in ("ground", "low") and side.airport:
            row = known.fields.index[side.airport]
            known.stops[row] = known.stops.get(row, 0) + 1
    for side in sides:
        if side.evidence != "ground":
            _name_alone(side, known)


def link(sides: list[Side], known: Known) -> None:
    """Name what is not named yet from the other side of the stay."""
    other = {id(side.end): side for side in sides}
    found = [(side, _joint(side, other, known)) for side in sides if side.evidence not in ("ground", "low")]
    for side, answer in found:
        if answer is not None:
            side.airport, side.evidence, side.candidates = answer


def _name_alone(side: Side, known: Known) -> None:
    rows = _rows(side, known)
    p = _posterior(side.end, rows, known)
    side.airport = side.evidence = None
    side.candidates = _ranked(rows, p, known)
    if not len(rows):
        return
    best = int(np.argmax(p))
    side.evidence = _own_evidence(side, rows, best, float(p[best]), known)
    side.airport = known.fields.icao[rows[best]] if side.evidence else None


def _rows(side: Side, known: Known) -> Ints:
    until = float("inf") if side.beyond is None else abs(side.beyond.seconds - side.end.seconds)
    rows = known.fields.within(side.end.lat, side.end.lon, reach_km(side.end, known.craft, until))
    return np.intersect1d(rows, known.main) if side.end.en_route else rows


def _posterior(end: End, rows: Ints, known: Known) -> Floats:
    weight = known.weight[rows] * habit(known.stops, rows)
    mass = weight * likelihood(end, known.fields, rows, known.craft)
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
    if side.height_ft <= EXTRAPOLATED_FT and p >= EXTRAPOLATED_P:
        return "extrapolated"
    return None


def _joint(
    side: Side, other: dict[int, Side], known: Known
) -> tuple[str | None, str | None, list[tuple[str, float]]] | None:
    """Airport, evidence and candidates of a side when the other side of its stay speaks too."""
    if side.beyond is None:
        return None
    rows = np.union1d(_rows(side, known), _rows(Side(side.beyond, side.end), known))
    if not len(rows):
        return None
    p = _together(side, side.beyond, rows, known)
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


def _together(side: Side, beyond: End, rows: Ints, known: Known) -> Floats:
    weight = known.weight[rows] * habit(known.stops, rows)
    own = weight * likelihood(side.end, known.fields, rows, known.craft) * _in_time(side.end, beyond, rows, known)
    across = likelihood(beyond, known.fields, rows, known.craft)
    away = NOWHERE_ROTOR if known.craft.rotorcraft else NOWHERE
    scale = (weight * across).sum() + away * nowhere(beyond, known.craft)
    hours = abs(beyond.seconds - side.end.seconds) / 3600
    moved = float(np.clip(UNSEEN_PER_H * hours, UNSEEN_LEAST, UNSEEN_MOST))
    mass = own * ((1 - moved) * across / scale + moved) if scale > 0 else own
    total = mass.sum() + away * nowhere(side.end, known.craft) * moved
    return np.asarray(mass / total if total > 0 else mass, dtype=np.float64)


def _in_time(end: End, beyond: End, rows: Ints, known: Known) -> Floats:
    """1 where the craft can have been at the airport between both ends, else almost 0."""
    km = geo.distance_km(end.lat, end.lon, known.fields.lat[rows], known.fields.lon[rows])
    hours = abs(beyond.seconds - end.seconds) / 3600
    return np.where(km <= hours * known.craft.cruise_kt * geo.KM_PER_NM * 1.15 + 10.0, 1.0, 1e-6)


def _ranked(rows: Ints, p: Floats, known: Known) -> list[tuple[str, float]]:
    order = np.argsort(-p, kind="stable")[:CANDIDATES]
    return [(known.fields.icao[rows[k]], round(float(p[k]), 4)) for k in order if p[k] >= CANDIDATE_P]
