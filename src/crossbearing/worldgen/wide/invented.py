"""A wide world in memory: who flew, what lay between, and which rows the archive holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from crossbearing.worldgen.wide.archive import received
from crossbearing.worldgen.wide.craft import Craft, invent_craft
from crossbearing.worldgen.wide.ears import invent_ears
from crossbearing.worldgen.wide.ether import Ether
from crossbearing.worldgen.wide.jamming import invent_jams
from crossbearing.worldgen.wide.physics import KINDS, Air
from crossbearing.worldgen.wide.roster import Leg, legs_of
from crossbearing.worldgen.wide.rows import heard_of
from crossbearing.worldgen.wide.standing import parked_rows, vehicle_rows
from crossbearing.worldgen.wide.terrain import flat, invent_terrain

START = date(2024, 2, 5)


@dataclass(frozen=True)
class Invented:
    """All of a world; `frame` are the rows as received, with the leg and airframe they are of and if they are genuine.

    Times are seconds from midnight of `start`.
    """

    start: date
    days: int
    craft: tuple[Craft, ...]
    legs: tuple[Leg, ...]
    ether: Ether
    frame: pl.DataFrame


def invent(seed: int, days: int = 14, aircraft: int = 300, *, physics: str = "plain", start: date = START) -> Invented:
    """Return a world of `aircraft` craft (and some vehicles) over `days` days; `physics` is `plain` or `rough`."""
    kind = KINDS[physics]
    craft = invent_craft(aircraft, days, np.random.default_rng([seed, 1]))
    air = Air.of(kind, np.random.default_rng([seed, 2]))
    terrain = invent_terrain(np.random.default_rng([seed, 3])) if kind.terrain else flat()
    ears = invent_ears(kind, terrain, days, np.random.default_rng([seed, 4]))
    jams = invent_jams(days, kind.clustered, np.random.default_rng([seed, 5]))
    ether = Ether(air, ears, jams, days, seed)
    legs = [leg for one in craft for leg in legs_of(one, days, air, seed)]
    rows = pl.concat([heard_of(legs, ether), parked_rows(legs, ether), vehicle_rows(craft, ether)])
    return Invented(start, days, tuple(craft), tuple(legs), ether, received(rows, legs, craft, days, seed))
