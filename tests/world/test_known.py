"""The world as one value."""

from __future__ import annotations

import time

import polars as pl
import pytest

from crossbearing.model.tables import REGISTER
from crossbearing.world import known, load_world
from crossbearing.world.known import World


def row(craft: str, source: str) -> pl.DataFrame:
    cells = dict.fromkeys(REGISTER.schema, None) | {"craft": craft, "source": source, "exhibit": "0" * 64, "row": 0}
    return pl.DataFrame([cells], schema=REGISTER.schema)


def test_the_world_is_loaded_once():
    assert load_world() is load_world()


def test_loading_is_quick():
    started = time.process_time()
    fresh: World = known.load_world.__wrapped__()
    assert fresh.register.is_empty()
    assert time.process_time() - started < 0.5


def test_a_register_is_added_and_the_world_itself_is_unchanged():
    world = load_world()
    more = world.with_register(row("icao24:730903", "list A")).with_register(row("icao24:7342ab", "list B"))
    assert more.register["craft"].to_list() == ["icao24:730903", "icao24:7342ab"]
    assert world.register.is_empty()
    assert more.airports is world.airports


def test_a_register_of_another_shape_is_a_bug_of_the_caller():
    with pytest.raises(ValueError, match="register"):
        load_world().with_register(pl.DataFrame({"hex": ["730903"]}))


def test_worlds_are_told_apart_by_identity():
    world = load_world()
    assert world == world
    assert world != world.with_register(row("icao24:730903", "list A"))
    assert len({world, load_world()}) == 1
