"""Invents a world of any size from a seed: lines, tramps, silences, craft heard by multilateration only, vehicles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np

from crossbearing.worldgen.facts import ADDRESS_BLOCKS, FIELDS
from crossbearing.worldgen.fleet import DAY_S, HOUR_S, Craft, Leg, journey, leg, rotation
from crossbearing.worldgen.opensky import Grid
from crossbearing.worldgen.radio import Jamming
from crossbearing.worldgen.receivers import Network, Receiver, with_outages
from crossbearing.worldgen.setting import Setting
from crossbearing.worldgen.sphere import distance_km
from crossbearing.worldgen.stations import ORDINARY, WELL_KEPT

# Country, registration pattern, airline, telephony designator: all invented.
AIRLINES = (
    ("IR", "EP-Z{:c}{:c}", "Alborz Airways", "ABZ"),
    ("IR", "EP-W{:c}{:c}", "Kavir Cargo", "KVC"),
    ("RU", "RA-7{:02d}{:02d}", "Neva Line", "NVL"),
    ("RU", "RA-6{:02d}{:02d}", "Yuzhny Express", "YZX"),
    ("TR", "TC-Y{:c}{:c}", "Bosfor Hava", "BSF"),
    ("AZ", "4K-Z{:c}{:c}", "Hazar Air", "HZR"),
    ("BY", "EW-9{:02d}{:c}Z", "Polesie Avia", "PLS"),
)
LINE_TYPES, TRAMP_TYPES = ("A320", "B738", "A321", "E190"), ("IL76", "IL76", "B742", "A306")
# Shares are GUESSES that make every case occur in a world of thirty craft.
TRAMP_SHARE, MLAT_SHARE, SILENT_SHARE, VEHICLE_EVERY = 0.3, 0.2, 0.25, 15
LONGEST_LINE_KM, SHORTEST_LINE_KM = 3000.0, 250.0
OUTAGE_RATE = 0.3
# Worlds of at least so many craft have two on one address.
SHARED_FROM = 20
BUSY_SHARE, BUSY_H = 0.5, 20.0
OPENSKY_STEP_S = 30.0


def _letters(pattern: str, number: int) -> str:
    """A registration of the pattern; the number tells craft apart, so that none occurs twice."""
    high, low = divmod(number, 26)
    values = (high, low) if ":02d" in pattern and ":c" not in pattern else (65 + high % 26, 65 + low)
    return pattern.format(*values) if not pattern.startswith("EW") else pattern.format(number % 100, 65 + high % 26)


def _craft(number: int, rng: np.random.Generator) -> Craft:
    """The craft with this number: whose it is, of what type, how it sends."""
    country, pattern, operator, telephony = AIRLINES[int(rng.integers(len(AIRLINES)))]
    tramp = bool(rng.random() < TRAMP_SHARE)
    types = TRAMP_TYPES if tramp else LINE_TYPES
    return Craft(
        icao24=f"{ADDRESS_BLOCKS[country] + 0x600 + number:06x}",
        registration=_letters(pattern, number),
        typecode=types[int(rng.integers(len(types)))],
        operator=operator,
        telephony=telephony,
        mlat_only=tramp and bool(rng.random() < MLAT_SHARE),
        kind="tramp" if tramp else "line",
        pace=float(rng.uniform(0.8, 1.2)),
    )


def _line_legs(craft: Craft, days: int, rng: np.random.Generator) -> list[Leg]:
    """A rotation between two fields of different cities."""
    names = sorted(FIELDS)
    while True:
        a, b = (FIELDS[names[int(k)]] for k in rng.integers(0, len(names), 2))
        far = float(distance_km(a.lat, a.lon, b.lat, b.lon))
        if a.city != b.city and SHORTEST_LINE_KM < far < LONGEST_LINE_KM:
            break
    # Some fly as often as twenty hours allow, at 700 km/h and an hour between legs; others once out and back.
    busy = 2 * int(BUSY_H / (far / 700.0 + 1.2) / 2)
    legs = max(2, busy) if rng.random() < BUSY_SHARE else 2
    hour = float(rng.uniform(1.0, 3.5))
    return rotation(craft, (a.icao, b.icao), range(days), first_hour=hour, legs_a_day=legs, rng=rng)


def _tramp_stops(days: int, rng: np.random.Generator) -> list[tuple[str, float]]:
    """A random walk from field to field, with stays of a quarter of a day to a day and a half."""
    names = sorted(FIELDS)
    here, at = names[int(rng.integers(len(names)))], float(rng.uniform(0.1, 0.6))
    stops = [(here, at)]
    while at < days:
        there = names[int(rng.integers(len(names)))]
        if FIELDS[there].city != FIELDS[here].city:
            here, at = there, at + float(rng.uniform(0.35, 1.5))
            stops.append((here, at))
    return stops


def _silenced(craft: Craft, legs: list[Leg], rng: np.random.Generator) -> tuple[Craft, list[Leg]]:
    """The craft with its transponder off at the end of some legs, until before or after the next take-off."""
    silent = []
    for one, following in pairwise(legs):
        if rng.random() < SILENT_SHARE:
            off = one.off_at + float(rng.uniform(0.3, 0.95)) * one.path.landing_s
            silent.append((off, following.off_at + float(rng.uniform(-0.3, 0.3)) * HOUR_S))
    quiet = replace(craft, silent=tuple(silent))
    return quiet, [leg(quiet, x.departure, x.arrival, x.off_at, 801 + k) for k, x in enumerate(legs)]


def _thinned(name: str, receivers: tuple[Receiver, ...], kept: float, seed: int) -> Network:
    """The network with this share of its receivers; the draw leaves the rest of the world as it is."""
    rng = np.random.default_rng([seed, 3, len(name)])
    return Network(name, tuple(one for one in receivers if rng.random() < kept))


def _sharing(craft: list[Craft], legs: list[Leg]) -> tuple[list[Craft], list[Leg]]:
    """The last line aircraft sends the address of the first one, as happens with wrongly set transponders."""
    lines = [one for one in craft if one.kind == "line"]
    first, last = lines[0], lines[-1]
    second = replace(last, icao24=first.icao24, second=True)
    mine = [replace(leg, craft=second) for leg in legs if leg.craft == last]
    others = [leg for leg in legs if leg.craft != last]
    return [second if one == last else one for one in craft], others + mine


def _vehicle(number: int) -> Craft:
    """A ground vehicle; every other one is a TIS-B target without an address of its own."""
    field = ("UUEE", "OIIE", "LTFM", "UUWW")[number % 4]
    icao24 = f"~2a1f{number % 256:02x}" if number % 2 else f"15fe{number % 256:02x}"
    return Craft(icao24, "", "", "", "", kind="vehicle", vehicle_at=field)


def _jam(days: int, rng: np.random.Generator) -> Jamming:
    """A jammed area of one or two days' length over the Kuban, the Levant or the Gulf."""
    places = ((46.6, 39.6, 45.35, 37.37), (34.3, 38.5, 33.82, 35.49), (26.5, 54.0, 25.25, 55.36))
    lat, lon, false_lat, false_lon = places[int(rng.integers(len(places)))]
    start = float(rng.uniform(0.0, max(0.5, days - 1.5))) * DAY_S
    return Jamming(lat, lon, 180.0, start, start + float(rng.uniform(0.5, 1.8)) * DAY_S, false_lat, false_lon)


def invent(seed: int, days: int, aircraft: int, start: date, kept: float = 1.0) -> Setting:
    """Return an invented world of `aircraft` craft (and a vehicle for every fifteen) over `days` days.

    `kept` is the share of receivers that stand: with fewer, less is seen of the same flights.
    """
    rng = np.random.default_rng([seed, 1])
    craft: list[Craft] = []
    legs: list[Leg] = []
    for number in range(aircraft):
        one = _craft(number, rng)
        mine = _line_legs(one, days, rng) if one.kind == "line" else journey(one, _tramp_stops(days, rng), 801)
        if one.kind == "tramp":
            one, mine = _silenced(one, mine, rng)
        craft.append(one)
        legs += mine
    if aircraft >= SHARED_FROM:
        craft, legs = _sharing(craft, legs)
    craft += [_vehicle(k) for k in range(aircraft // VEHICLE_EVERY)]
    missing = frozenset(int(k) for k in rng.integers(0, days * 48, days))
    outages = [with_outages(sites, days, rng, OUTAGE_RATE) for sites in (ORDINARY, ORDINARY[::2])]
    return Setting(
        start=start, days=days, seed=seed, craft=tuple(craft), legs=tuple(legs),
        readsb=_thinned("readsb", (*WELL_KEPT, *outages[0]), kept, seed),
        opensky=_thinned("opensky", (*WELL_KEPT[::2], *outages[1]), kept, seed),
        grid=Grid(tuple(range(min(2, days))), OPENSKY_STEP_S, missing),
        jams=(_jam(days, rng),),
    )  # fmt: skip
