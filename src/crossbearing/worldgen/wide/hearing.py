"""How surely a flight that was not flown would have been heard: exact, because the world knows its receivers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from crossbearing.worldgen.sphere import Floats, distance_km
from crossbearing.worldgen.wide.archive import holes
from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.ether import Ether
from crossbearing.worldgen.wide.jamming import FALSE, LOST, Columns
from crossbearing.worldgen.wide.path import Plan, fly
from crossbearing.worldgen.wide.performance import PERFORMANCE
from crossbearing.worldgen.wide.places import Spot
from crossbearing.worldgen.wide.roster import DAY_S, Leg
from crossbearing.worldgen.wide.rows import written

# So many rows of a flight must be received for it to count as heard.
HEARD_ROWS = 3
SUREST = 0.9999


def imagined(craft: Craft, start: Spot, end: Spot, off_at: float, ether: Ether) -> Leg:
    """A flight as this craft would fly it, with its transponder on."""
    plan = Plan(start, end, PERFORMANCE[craft.typecode], off_at)
    return Leg(replace(craft, no_position=False), plan, fly(plan, ether.air), ("", ""), np.inf, end.icao)


def chances(legs: Sequence[Leg], ether: Ether) -> Floats:
    """The probability that three rows or more of each leg reach the archive undisturbed."""
    if not legs:
        return np.zeros(0)
    rows, p = written(list(legs), ether, np.random.default_rng([ether.seed, 83]))
    p = np.clip(p * _undisturbed(rows, ether) * _held(rows, legs, ether), 0.0, SUREST)
    at = rows["leg"].astype(int)
    odds = p / (1.0 - p)
    none = np.exp(np.bincount(at, np.log1p(-p), len(legs)))
    one, squares = np.bincount(at, odds, len(legs)), np.bincount(at, odds**2, len(legs))
    return np.asarray(np.clip(1.0 - none * (1.0 + one + (one**2 - squares) / 2.0), 0.0, 1.0))


def _undisturbed(rows: Columns, ether: Ether) -> Floats:
    """The share of rows that jamming leaves genuine, where and when it was."""
    left = np.ones(len(rows["t"]))
    for jam in ether.jams:
        inside = (rows["t"] >= jam.start) & (rows["t"] < jam.end) & ~rows["ground"]
        inside &= distance_km(rows["lat"], rows["lon"], jam.lat, jam.lon) < jam.radius_km
        left[inside] *= 1.0 - LOST - (FALSE if jam.kind in ("point", "circle") else 0.0)
    return left


def _held(rows: Columns, legs: Sequence[Leg], ether: Ether) -> Floats:
    """One where the archive holds the craft's rows, zero in its holes."""
    folders, halves = holes(ether.days, ether.seed)
    day, held = (rows["t"] // DAY_S).astype(int), np.ones(len(rows["t"]))
    held[(day < 0) | (day >= ether.days)] = 0.0
    digits = np.array([leg.craft.icao24[-2:] for leg in legs])[rows["leg"].astype(int)]
    for number, ends in folders:
        held[(day == number) & (digits == ends)] = 0.0
    for number, half in halves:
        held[(day == number) & ((rows["t"] % DAY_S >= DAY_S / 2) == bool(half))] = 0.0
    return held
