"""Who flies where and when in a wide world: habits, delays, diversions, silences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.path import ROLL_S, Knots, Plan, fly
from crossbearing.worldgen.wide.performance import PERFORMANCE
from crossbearing.worldgen.wide.physics import Air
from crossbearing.worldgen.wide.places import Spot, apart_km, fields, moved

DAY_S, HOUR_S = 86400.0, 3600.0
TAIL_S = 1500.0
# How often a craft strays from its fleet's habits, flies dark, or changes its callsign in the air. GUESSES.
STRAY, DARK_MISSION, DARK_LOW, DARK_END, NEW_CALLSIGN, CIRCUITS, LOW_PASS = 0.06, 0.04, 0.05, 0.06, 0.03, 0.35, 0.02
OFF_AIRPORT = 0.6
# How long small craft taxi, seconds; others as the physics says.
SMALL = {"heli": (20.0, 90.0), "light": (120.0, 420.0)}
DIVERSION_KM = (25.0, 350.0)


@dataclass(frozen=True, slots=True)
class Leg:
    """One flight as flown; `silent` are stretches with the transponder off, `silent_below_ft` a height of true feet."""

    craft: Craft
    plan: Plan
    knots: Knots
    callsigns: tuple[str, ...]
    new_callsign_at: float
    planned: str
    silent: tuple[tuple[float, float], ...] = ()
    silent_below_ft: float = -9999.0

    @property
    def events(self) -> list[dict[str, object]]:
        """What happened on the way, by name and field."""
        plan, at = self.plan, self.plan.end.icao
        found = [("hold", at)] * plan.holds + [("go_around", at)] * plan.go_arounds
        found += [("touch_and_go", at)] * plan.circuits + [("low_pass", at)] * int(plan.low_pass)
        found += [("divert", plan.tried.icao)] if plan.tried else []
        return [{"event": name, "airport": place} for name, place in found]


def legs_of(craft: Craft, days: int, air: Air, seed: int) -> list[Leg]:
    """All legs of a craft that end within the world's days."""
    rng = np.random.default_rng([seed, 11, int(craft.airframe[1:]), len(craft.airframe)])
    if craft.kind == "vehicle":
        return []
    legs = [leg for leg in _flown(craft, days, air, rng) if leg.knots.t[-1] + TAIL_S < days * DAY_S]
    return _silenced(craft, legs, rng) if craft.fleet.military else legs


def _flown(craft: Craft, days: int, air: Air, rng: np.random.Generator) -> Iterator[Leg]:
    here, at = fields()[craft.home], float(rng.uniform(0.1, 0.9)) * DAY_S
    if craft.kind == "line":
        at = float(rng.uniform(0.5, 6.0)) * HOUR_S
    back: Spot | None = None
    while at < days * DAY_S:
        there = _next(craft, here, back, rng)
        leg = _leg(craft, here, there, at, air, rng)
        yield leg
        back, here = here, leg.plan.end
        at = leg.knots.t[-1] + _stay_s(craft, leg.knots.on_at, here, rng, air)
        if leg.planned and here.icao != leg.planned:
            back = fields()[leg.planned]


def _next(craft: Craft, here: Spot, back: Spot | None, rng: np.random.Generator) -> Spot:
    """Where it goes: line aircraft out and home, tramps by habit, helicopters often to a field or a roof."""
    known = fields()
    home = known[craft.home]
    if craft.kind == "heli" and here.icao and rng.random() < OFF_AIRPORT:
        lat, lon = moved((here.lat, here.lon), float(rng.uniform(0, 360)), float(rng.uniform(14.0, 60.0)))
        return Spot("", lat, lon, max(0.0, here.elevation_ft + float(rng.uniform(-150, 400))), here.country, "")
    if here.icao != craft.home and (craft.kind in ("line", "heli") or rng.random() < 0.55):
        return home
    if craft.kind != "line" and rng.random() < STRAY and PERFORMANCE[craft.typecode].cruise_kt > 200:
        codes = sorted(known)
        return _other(here, [known[codes[int(rng.integers(len(codes)))]] for _ in range(9)], home, 5000.0)
    places = [code for code in craft.fleet.places if code != here.icao]
    weight = 1.0 / (1.0 + np.arange(len(places))) if craft.kind != "line" else np.ones(len(places))
    if craft.kind == "line":
        # A line aircraft serves a few of its operator's places.
        weight[(np.arange(len(places)) + int(craft.airframe[1:])) % 3 != 0] *= 0.1
    order = rng.choice(len(places), len(places), p=weight / weight.sum(), replace=False)
    return _other(here, [known[places[int(k)]] for k in order], home, 7500.0)


def _other(here: Spot, wanted: list[Spot], home: Spot, reach_km: float) -> Spot:
    """The first of the places that is elsewhere and within reach; else home, and at home a turn round the field."""
    for one in wanted:
        if 15.0 < apart_km((here.lat, here.lon), (one.lat, one.lon)) < reach_km:
            return one
    return home


def _stay_s(craft: Craft, at: float, here: Spot, rng: np.random.Generator, air: Air) -> float:
    """How long it stands: a turn-round, the night, days."""
    hour = at % DAY_S / HOUR_S
    delay = float(rng.exponential(air.physics.delay_s / 3))
    if craft.kind == "line":
        night = hour > 19.5 or hour < 1.0
        return (float(rng.uniform(6.0, 9.0)) if night else float(rng.uniform(0.6, 1.7))) * HOUR_S + delay
    if craft.kind == "heli":
        return float(rng.uniform(0.15, 1.0) if not here.icao else rng.uniform(1.0, 9.0)) * HOUR_S
    if craft.kind == "light":
        return (float(rng.uniform(0.7, 3.0)) if 7 < hour < 14 else float(rng.uniform(14.0, 40.0))) * HOUR_S
    long = rng.random() < (0.5 if here.icao == craft.home else 0.2)
    return (float(rng.uniform(8.0, 50.0)) if long else float(rng.uniform(1.2, 7.0))) * HOUR_S + delay


def _leg(craft: Craft, here: Spot, there: Spot, begins: float, air: Air, rng: np.random.Generator) -> Leg:
    """A leg whose first row on the stand is sent when it `begins`."""
    physics, performance = air.physics, PERFORMANCE[craft.typecode]
    big = performance.cruise_kt > 200
    way = apart_km((here.lat, here.lon), (there.lat, there.lon))
    short = craft.kind in SMALL
    taxi, parked = (SMALL[craft.kind], (10.0, 60.0)) if short else (physics.taxi_s, (30.0, 600.0))
    taxi_s, parked_s = ((float(rng.uniform(*one)), float(rng.uniform(*one))) for one in (taxi, parked))
    plan = Plan(
        here, there, performance, begins + taxi_s[0] + parked_s[0] + ROLL_S,
        holds=int(big and rng.random() < physics.holds),
        go_arounds=int(big and rng.random() < physics.go_arounds),
        steps=int(way > 2500 and rng.random() < physics.step_climbs),
        bow_km=float(rng.normal(0.0, 0.03)) * way,
        taxi_s=taxi_s, parked_s=parked_s,
        level_ft=performance.cruise_ft - 1000.0 * int(rng.integers(0, 5)) if big else None,
        with_wind=(bool(rng.random() < 0.75), bool(rng.random() < 0.75)),
    )  # fmt: skip
    if craft.kind == "light" or (craft.fleet.military and big and way < 900):
        plan = replace(plan, circuits=int(rng.integers(1, 5)) if rng.random() < CIRCUITS / (1 + 4 * big) else 0)
        plan = replace(plan, low_pass=bool(rng.random() < LOW_PASS))
    if big and there.icao and rng.random() < physics.diversions:
        plan = _diverted(plan, rng)
    knots = fly(plan, air)
    new = (
        float(rng.uniform(knots.off_at, knots.on_at))
        if rng.random() < NEW_CALLSIGN * (1 + 2 * craft.fleet.military)
        else np.inf
    )
    return Leg(craft, plan, knots, _callsigns(craft, rng), new, there.icao)


def _diverted(plan: Plan, rng: np.random.Generator) -> Plan:
    """The same flight, which turned away at its destination and landed at another field near it."""
    there = plan.end
    near = [
        one for one in fields().values()
        if DIVERSION_KM[0] < apart_km((one.lat, one.lon), (there.lat, there.lon)) < DIVERSION_KM[1]
        and one.icao != plan.start.icao
    ]  # fmt: skip
    if not near:
        return plan
    return replace(plan, end=near[int(rng.integers(len(near)))], tried=there, go_arounds=0, holds=0)


def _callsigns(craft: Craft, rng: np.random.Generator) -> tuple[str, str]:
    """The callsign, and the one it changes to if it does."""
    if not craft.fleet.telephony:
        bare = craft.registration.replace("-", "")
        return bare, bare
    one, other = (f"{craft.fleet.telephony}{int(rng.integers(10, 9999))}" for _ in range(2))
    return one, other


def _silenced(craft: Craft, legs: list[Leg], rng: np.random.Generator) -> list[Leg]:
    """Military craft with the transponder off: for whole missions, when low, or round a stop."""
    out: list[Leg] = []
    dark_until, low = -1.0, -9999.0
    for k, leg in enumerate(legs):
        begin, end = leg.knots.t[0], leg.knots.t[-1]
        if rng.random() < DARK_MISSION:
            dark_until = begin + float(rng.uniform(0.2, 2.0)) * DAY_S
        low = float(rng.uniform(5000.0, 22000.0)) if rng.random() < DARK_LOW else -9999.0
        silent: tuple[tuple[float, float], ...] = ((begin, dark_until),) if begin < dark_until else ()
        if rng.random() < DARK_END:
            off = leg.knots.off_at + float(rng.uniform(0.3, 0.95)) * (leg.knots.on_at - leg.knots.off_at)
            silent = (*silent, (off, end + TAIL_S))
        if k and out[-1].silent and out[-1].silent[-1][1] > out[-1].knots.on_at and rng.random() < 0.6:
            silent = (*silent, (begin, leg.knots.off_at + float(rng.uniform(0.0, 1.0)) * HOUR_S))
        out.append(replace(leg, silent=silent, silent_below_ft=low))
    return out
