"""Where craft were surely seen before tells where they may be when nobody hears them, and never what was seen."""

from __future__ import annotations

import polars as pl
import pytest

from crossbearing.model.tables import AIRFRAMES
from crossbearing.movement import flights, plausible
from crossbearing.world import World, load_world
from notation import fly, heard_above, together

MINE, OTHER = "icao24:7380c2", "icao24:7380c3"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def airframes(*crafts: str) -> pl.DataFrame:
    told = {"seen_on": None, "registration": None, "typecode": "IL76", "operator": "One Air", "military": False}
    rows = [{"craft": craft, **told, "exhibit": "drawn", "member": ""} for craft in crafts]
    return pl.DataFrame(rows, schema=AIRFRAMES.schema)


def shuttle(craft: str, days: range) -> pl.DataFrame:
    """Tehran to Domodedovo and back every day, heard throughout."""
    legs = [fly(craft, "OIII", "UUDD", f"2024-02-{day:02d} 06:00", every_s=60) for day in days]
    legs += [fly(craft, "UUDD", "OIII", f"2024-02-{day:02d} 14:00", every_s=60) for day in days]
    return together(*legs)


def lost(craft: str) -> pl.DataFrame:
    """A flight to Domodedovo of which nothing below 20,000 ft was heard after the Caspian."""
    drawn = fly(craft, "OIII", "UUDD", "2024-02-20 06:00", every_s=60)
    south, high = drawn.filter(pl.col("lat") < 45), heard_above(drawn.filter(pl.col("lat") >= 45), 20000)
    return together(south, high)


def chance(found: pl.DataFrame, airport: str) -> float:
    last = found.sort("first_seen")["arrival_candidates"][-1]
    return sum(one["p"] for one in last if one["airport"] == airport)


def test_where_a_fleet_was_seen_to_land_is_likelier_for_an_end_nobody_heard(world: World) -> None:
    alone = flights(plausible(lost(MINE)), airframes(MINE), world)
    fleet = together(shuttle(OTHER, range(5, 12)), lost(MINE))
    among = flights(plausible(fleet), airframes(MINE, OTHER), world).filter(pl.col("craft") == MINE)
    assert chance(among, "UUDD") > chance(alone, "UUDD")
    assert among.sort("first_seen")["arrival_airport"][-1] is None or chance(among, "UUDD") >= 0.9


def test_habit_never_names_the_neighbour_of_the_field_that_was_seen(world: World) -> None:
    """A craft always seen at Domodedovo lands at Vnukovo, heard to the ground: it was at Vnukovo."""
    away = fly(MINE, "OIII", "UUWW", "2024-02-20 06:00", every_s=60)
    found = flights(plausible(together(shuttle(MINE, range(5, 15)), away)), airframes(MINE), world)
    assert found.sort("first_seen")["arrival_airport"][-1] == "UUWW"
