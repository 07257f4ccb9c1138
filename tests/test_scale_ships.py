"""Ships taken in parts give what the whole gives, however the parts are cut."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.ports.port_calls import port_calls
from crossbearing.movement.vessels.ports.voyages import voyages
from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.scale import parts_of
from crossbearing.scale_ships import each_part, encounters_in, port_calls_in, silences_in, voyages_in
from crossbearing.world import load_world
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.frames import positions, statics


@pytest.fixture(scope="module")
def sea() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two invented days with jamming, shared numbers, ships alongside and silences."""
    world = invent_sea(3, 2, 40)
    return positions(world), statics(world)


def jammed_together() -> pl.DataFrame:
    """Three ships far apart, thrown onto one point in the same hour; one of them may be the only one of its part."""
    rows = []
    for number in range(3):
        for minute in range(0, 120, 5):
            away = 60 <= minute < 90
            lat, lon = (45.2, 37.1) if away else (40.0 + number, 30.0 + number)
            rows.append((f"mmsi:{273_000_000 + number}", minute, lat, lon))
    told = pl.DataFrame(rows, schema=["craft", "minute", "lat", "lon"], orient="row")
    times = pl.lit(1_707_091_200_000) + pl.col("minute") * 60_000
    whole = told.select("craft", times.alias("time"), "lat", "lon", row=pl.int_range(pl.len(), dtype=pl.UInt32))
    others = [pl.lit(None, dtype).alias(name) for name, dtype in VESSEL_POSITIONS.schema.items()]
    missing = [one for one in others if one.meta.output_name() not in whole.columns]
    return VESSEL_POSITIONS.conform(whole.with_columns(missing).with_columns(exhibit=pl.lit("ab"), member=pl.lit("")))


def stored(folder: Path, frame: pl.DataFrame) -> list[Path]:
    """The positions in two sorted files, every other row in each."""
    paths = [folder / "one.parquet", folder / "two.parquet"]
    for number, path in enumerate(paths):
        VESSEL_POSITIONS.conform(frame.gather_every(2, number)).write_parquet(path)
    return paths


@pytest.mark.parametrize("rows", [1, 20_000])
def test_parts_of_any_size_give_what_the_whole_gives(tmp_path, sea, rows):
    ships, said = sea
    parts, ports = parts_of(stored(tmp_path, ships), rows), harbours_of(load_world().harbours)
    whole = plausible(ships)

    assert encounters_in(parts, said, ports).equals(encounters(whole, said, ports))
    assert silences_in(parts, 2.0).equals(silences(whole, 2.0))
    calls = port_calls(whole, ports)
    assert port_calls_in(parts, ports, possible=True).equals(calls)
    assert voyages_in(parts, ports).equals(voyages(whole, calls))


@pytest.mark.parametrize("rows", [1, 30, 1_000])
def test_ships_of_several_parts_are_jammed_together(tmp_path, rows):
    ships = jammed_together()
    found = each_part(parts_of(stored(tmp_path, ships), rows), lambda marked: marked)

    assert pl.concat(found)["mark"].to_list() == plausible(ships)["mark"].to_list()
    assert pl.concat(found).filter(mark="jammed").height == 18


def test_without_ships_nothing_is_found():
    assert encounters_in([], VESSEL_STATICS.empty()).is_empty()
    assert silences_in([], 6.0).is_empty()
