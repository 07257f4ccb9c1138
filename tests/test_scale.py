"""Positions taken in parts give what the whole gives, however the parts are cut and in whatever files they lie."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from crossbearing.intake import PositionStore
from crossbearing.model.exhibits import Batch
from crossbearing.model.tables import AIRFRAMES
from crossbearing.movement import flights, plausible, visits
from crossbearing.scale import flights_in, movements_in, parts_in, parts_of
from crossbearing.world import load_world
from notation import fly, heard_above, park, together, unheard

NAMES = [f"icao24:{0x730000 + number:06x}" for number in range(6)]


def drawn() -> pl.DataFrame:
    """A day of six craft: seen whole, with a silence, never low, parked; the last stands where it says it flies."""
    false = fly(NAMES[5], "OIII", "UUWW", "2024-02-10 06:00").with_columns(
        lat=pl.when(pl.int_range(pl.len()).is_between(60, 120)).then(42.5).otherwise("lat"),
        lon=pl.when(pl.int_range(pl.len()).is_between(60, 120)).then(50.5).otherwise("lon"),
    )
    return together(
        fly(NAMES[0], "OIII", "UUWW", "2024-02-10 05:00", callsign="IRM1"),
        fly(NAMES[0], "UUWW", "OIII", "2024-02-10 12:00", callsign="IRM2"),
        unheard(fly(NAMES[1], "OIII", "UUEE", "2024-02-10 06:00"), "2024-02-10 07:00", "2024-02-10 08:00"),
        heard_above(fly(NAMES[2], "UUWW", "OIIE", "2024-02-10 09:00"), 24000),
        heard_above(fly(NAMES[2], "OIIE", "UUWW", "2024-02-10 18:00"), 24000),
        park(NAMES[3], "OIIE", "2024-02-10 05:00", "2024-02-10 10:00"),
        fly(NAMES[4], "OMDB", "OIII", "2024-02-10 05:30"),
        false,
    )


@pytest.fixture(scope="module")
def whole() -> tuple[pl.DataFrame, pl.DataFrame]:
    world, marked = load_world(), plausible(drawn())
    legs = flights(marked, AIRFRAMES.empty(), world)
    return legs, visits(legs, marked, world)


def stored(folder: Path) -> PositionStore:
    store = PositionStore(folder)
    store.write("e" * 64, [Batch("drawn", 1, positions=drawn())])
    return store


@pytest.mark.parametrize("rows", [1, 300, 1_000_000])
def test_parts_of_any_size_give_what_the_whole_gives(tmp_path, whole, rows):
    parts = parts_in(stored(tmp_path).buckets(), rows)
    found = movements_in(parts, AIRFRAMES.empty(), load_world())
    assert found[0].equals(whole[0])
    assert found[1].equals(whole[1])
    assert flights_in(parts, AIRFRAMES.empty(), load_world()).equals(whole[0])


def test_no_positions_are_no_flights():
    assert flights_in([], AIRFRAMES.empty(), load_world()).is_empty()


def test_one_file_of_all_craft_is_cut_where_craft_change(tmp_path, whole):
    path = tmp_path / "all.parquet"
    drawn().write_parquet(path, row_group_size=100)
    parts = parts_of([path], 300)
    assert len(parts) > 2
    assert sorted(name for part in parts for name in part.read()["craft"].unique()) == NAMES
    assert sum(part.rows for part in parts) == drawn().height
    assert movements_in(parts, AIRFRAMES.empty(), load_world())[0].equals(whole[0])


def test_a_craft_stays_whole_however_many_rows_it_has(tmp_path):
    parts = parts_in(stored(tmp_path).buckets(), 1)
    assert sorted(part.first_craft for part in parts) == NAMES
    assert all(part.first_craft == part.last_craft for part in parts)


def test_days_in_several_files_are_one_life(tmp_path):
    early = drawn().filter(pl.col("time").dt.hour() < 9)
    late = drawn().filter(pl.col("time").dt.hour() >= 9)
    early.write_parquet(tmp_path / "1.parquet")
    late.write_parquet(tmp_path / "2.parquet")
    (part,) = parts_of([tmp_path / "1.parquet", tmp_path / "2.parquet"])
    assert part.read(tuple(drawn().schema)).equals(drawn())


def test_a_file_that_is_not_sorted_is_refused(tmp_path):
    drawn().sort("time").write_parquet(tmp_path / "mixed.parquet")
    with pytest.raises(ValueError, match="not sorted"):
        parts_of([tmp_path / "mixed.parquet"])


def test_nothing_gives_nothing(tmp_path):
    found = movements_in(parts_in(PositionStore(tmp_path).buckets()), AIRFRAMES.empty(), load_world())
    assert [frame.height for frame in found] == [0, 0]
