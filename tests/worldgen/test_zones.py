"""A jammed zone that ships and aircraft meet is told by both, in one table."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import polars as pl

from crossbearing.movement import plausible as plausible_aloft
from crossbearing.movement.disturbance import jammed_hours
from crossbearing.movement.jamming import jamming, merge_jamming
from crossbearing.movement.vessels.trust.disturbed import disturbed_waters, shaken
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.worldgen.sea.frames import positions
from crossbearing.worldgen.sea.invented import START, Faults, invent_sea
from crossbearing.worldgen.wide.jamming import Columns, disturb
from crossbearing.worldgen.zones import Zone
from notation import fly, together

EPOCH = datetime(START.year, START.month, START.day, tzinfo=UTC).timestamp()
BAKU = (40.33, 49.95)
ZONE = Zone(*BAKU, 60.0, EPOCH + 8 * 3600, EPOCH + 11 * 3600, (39.0, 51.0))


def ships() -> pl.DataFrame:
    """What ships of the Caspian tell of a day with the zone."""
    sea = invent_sea(5, 1, 150, seas=("caspian",), faults=Faults(0.0, 0.0, (ZONE.at_sea(EPOCH),)))
    return disturbed_waters([shaken(plausible(positions(sea)))])


def aircraft() -> pl.DataFrame:
    """What aircraft that leave Baku then tell."""
    flown = together(
        *(fly(f"icao24:00000{n}", "UBBB", "EDDF", f"2024-02-05 09:{10 + 10 * n}", every_s=20) for n in range(3))
    )
    rows: Columns = {name: flown[name].to_numpy().copy() for name in ("lat", "lon")}
    rows["t"] = flown["time"].dt.epoch("ms").to_numpy() / 1000.0 - EPOCH
    rows |= {name: np.zeros(flown.height, bool) for name in ("ground", "mlat")}
    rows |= {"nac_p": np.full(flown.height, 9), "genuine": np.ones(flown.height, bool)}
    _, kept = disturb(rows, (ZONE.aloft(EPOCH),), np.random.default_rng(1))
    told = flown.with_columns(nac_p=pl.Series(rows["nac_p"], dtype=pl.Int16)).filter(pl.Series(kept))
    return jamming(plausible_aloft(told))


def test_ships_and_aircraft_tell_of_the_same_cell_and_hours():
    both = [jammed_hours(table) for table in (ships(), aircraft())]
    cells = [set(table["cell"]) for table in both]
    hours = {hour for table in both for hour in table["hour"].dt.hour().to_list()}

    assert cells[0] & cells[1]
    assert hours <= {8, 9, 10}


def test_the_tables_of_both_add_up():
    told = (ships(), aircraft())
    added = merge_jamming(told)

    assert added["disturbed"].sum() == sum(table["disturbed"].sum() for table in told)
