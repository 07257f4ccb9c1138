"""The demo world: fourteen invented days round Tehran, Moscow and the Caspian, and the reports that speak of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from crossbearing.worldgen.demo_fleet import DAYS, JOURNEYS, LINES, PARKED, PARKED_DAYS, VEHICLES
from crossbearing.worldgen.demo_sea import write_demo_sea
from crossbearing.worldgen.fleet import DAY_S, Leg, journey, rotation
from crossbearing.worldgen.opensky import Grid
from crossbearing.worldgen.radio import Jamming
from crossbearing.worldgen.receivers import Network, with_outages
from crossbearing.worldgen.setting import Setting, write_world
from crossbearing.worldgen.stations import ORDINARY, WELL_KEPT
from crossbearing.worldgen.story import write_story

START = date(2024, 2, 5)
# Outages begin at an ordinary site about once in three days. GUESS.
OUTAGE_RATE = 0.3
# The south of Russia on 8 and 9 February; positions there jump to one place on the coast of the Sea of Azov.
JAM = Jamming(46.6, 39.6, 180.0, 3.2 * DAY_S, 4.9 * DAY_S, 45.35, 37.37)
OPENSKY_DAYS, OPENSKY_STEP_S = (7, 8), 60.0
# Half hours the second archive lacks: two on the 12th, one on the 13th.
MISSING = frozenset({7 * 48 + 9, 7 * 48 + 10, 8 * 48 + 31})


def _legs(rng: np.random.Generator) -> list[Leg]:
    """Everything that is flown: lines, the parked freighter's two working weeks, the tramps' journeys."""
    legs: list[Leg] = []
    for line in LINES:
        legs += rotation(
            line.craft, line.cycle, range(DAYS), first_hour=line.first_hour, legs_a_day=line.legs_a_day, rng=rng
        )
    for days in PARKED_DAYS:
        legs += rotation(PARKED, ("UUWW", "ULLI"), days, first_hour=6.0, legs_a_day=4, rng=rng)
    for craft, stops in JOURNEYS:
        legs += journey(craft, stops, 801)
    return legs


def demo_setting(seed: int = 1) -> Setting:
    """The demo's world before it is written."""
    rng = np.random.default_rng([seed, 0])
    craft = (*(line.craft for line in LINES), PARKED, *(craft for craft, _ in JOURNEYS), *VEHICLES)
    ordinary = with_outages(ORDINARY, DAYS, rng, OUTAGE_RATE)
    return Setting(
        start=START,
        days=DAYS,
        seed=seed,
        craft=craft,
        legs=tuple(_legs(rng)),
        readsb=Network("readsb", (*WELL_KEPT, *ordinary)),
        opensky=Network("opensky", (*WELL_KEPT[::2], *with_outages(ORDINARY[::2], DAYS, rng, OUTAGE_RATE))),
        grid=Grid(OPENSKY_DAYS, OPENSKY_STEP_S, MISSING),
        jams=(JAM,),
    )


def demo_world(folder: Path, seed: int = 1) -> None:
    """Write the demo into `folder`: tracks, state vectors, ships, reports, the truth, and a README.txt."""
    write_world(folder, demo_setting(seed))
    write_demo_sea(folder / "sea")
    write_story(folder)
