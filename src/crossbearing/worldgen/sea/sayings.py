"""What ships say of themselves besides their place: names, sizes, draught and where they say they go.

Draught and destination change when a ship leaves a port; some crews forget, some write nonsense.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl

from crossbearing.worldgen.sea.diary import Diary
from crossbearing.worldgen.sea.places import ports
from crossbearing.worldgen.sea.ships import Ship
from crossbearing.worldgen.sea.worn import Worn

# GUESSES: one departure in six the crew changes nothing; one in ten the destination is no port.
FORGOTTEN, NONSENSE = 0.17, 0.1
WORDS = ("FOR ORDERS", "SEA", "DRIFTING", "ARMED GUARD ON BOARD")
SCHEMA = {
    "ship": pl.Int64, "begin": pl.Float64, "end": pl.Float64, "mmsi": pl.Int64, "imo": pl.Int64, "callsign": pl.String,
    "shipname": pl.String, "flag": pl.String, "ship_type": pl.Int64, "class_b": pl.Boolean, "length_m": pl.Float64,
    "width_m": pl.Float64, "bow_m": pl.Float64, "draught_m": pl.Float64, "destination": pl.String, "eta": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Going:
    begin: float
    draught_m: float
    destination: str | None
    eta: str | None


def sayings(ships: tuple[Ship, ...], worn: list[list[Worn]], diary: Diary, start: date,
            rng: np.random.Generator) -> pl.DataFrame:  # fmt: skip
    """Return one row a ship and time in which nothing changes, by ship and `begin`."""
    going = _goings(ships, diary, start, rng)
    rows = [row for ship in ships for row in _of_ship(ship, ships, worn[ship.number], going[ship.number])]
    return pl.DataFrame(rows, SCHEMA, orient="row")


def _of_ship(ship: Ship, ships: tuple[Ship, ...], worn: list[Worn], going: list[_Going]) -> list[tuple[object, ...]]:
    bounds = sorted({one.begin for one in worn} | {one.begin for one in going})
    rows: list[tuple[object, ...]] = []
    for begin, end in zip(bounds, [*bounds[1:], 1e12], strict=True):
        who = next(one for one in reversed(worn) if one.begin <= begin)
        where = next(one for one in reversed(going) if one.begin <= begin)
        body = ship if who.size_of is None else ships[who.size_of]
        rows.append((
            ship.number, begin, end, who.mmsi, None if ship.class_b else who.imo, who.callsign, who.name, who.flag,
            body.ship_type, ship.class_b, body.length_m, body.width_m, body.bow_m,
            None if ship.class_b or not where.draught_m else where.draught_m,
            None if ship.class_b else where.destination, None if ship.class_b else where.eta,
        ))  # fmt: skip
    return rows


def _goings(ships: tuple[Ship, ...], diary: Diary, start: date, rng: np.random.Generator) -> list[list[_Going]]:
    """Draught, destination and ETA of each ship over time."""
    found = [[_Going(-1e12, ship.draught_m, None, None)] for ship in ships]
    for one in sorted(diary.voyages, key=lambda voyage: voyage.left):
        ship = ships[one.ship]
        if rng.random() < FORGOTTEN:
            continue
        loaded = ship.draught_m * float(rng.uniform(0.6, 1.0)) if ship.dwt else ship.draught_m
        word = str(rng.choice(WORDS)) if rng.random() < NONSENSE else _written(one.end, rng)
        eta = datetime(start.year, start.month, start.day) + timedelta(seconds=one.arrived + rng.uniform(-2e4, 2e4))
        found[one.ship].append(_Going(one.left - 1800.0, round(loaded, 1), word, f"{eta:%m-%d %H:%M}"))
    return found


def _written(code: str, rng: np.random.Generator) -> str:
    """A port as crews write it: its name, its code, or both ways of it."""
    name = ports()[code].name.upper()
    return str(rng.choice([name, code, f"{code[:2]} {code[2:]}", f">{name}", name.replace(" ", "")]))[:20]
