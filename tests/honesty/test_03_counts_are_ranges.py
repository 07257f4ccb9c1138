"""Rule 3: a count under poor coverage is a range, and what really happened always lies inside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

import polars as pl
import pytest

from crossbearing.model.tables import AIRFRAMES, SIGHTINGS
from crossbearing.movement import count_visits, flights, plausible, visits
from crossbearing.world import load_world
from honesty.inquest import Intake, truth
from notation import at, fly

START = datetime(2024, 2, 5, tzinfo=UTC)
LATE = datetime(2100, 1, 1, tzinfo=UTC)
CRAFT = "icao24:7380c2"


def seen_of(positions: pl.DataFrame, airframes: pl.DataFrame):
    marked, world = plausible(positions), load_world()
    legs = flights(marked, airframes, world)
    return marked, legs, visits(legs, marked, world)


def really_there(rows: list[dict[str, Any]], city: str, start: datetime, end: datetime) -> int:
    """How many separate stays of one craft in a city touch the stretch; hops inside the city make no second one."""
    stays = [list(part) for here, part in groupby(rows, lambda row: row["city"] == city) if here]
    return sum(
        _when(stay[0], "arrived_at", START) < end and _when(stay[-1], "left_at", LATE) >= start for stay in stays
    )


def _when(row: dict[str, Any], name: str, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(row[name]) if row[name] else otherwise


def counts(folder, held: Intake):
    """For every craft, city and stretch of days: (what was really there, at least, at most)."""
    marked, legs, stays = seen_of(held.positions, held.airframes)
    rows = truth(folder, "visits")
    fields: dict[str, set[str]] = {}
    for row in rows:
        fields.setdefault(row["city"], set()).add(row["place"])
    for craft in sorted(set(stays["craft"])):
        own = [row for row in rows if row["craft"] == craft]
        for city in sorted({row["city"] for row in own}):
            for first, days in ((0, 5), (1, 2), (3, 1)):
                start = START + timedelta(days=first)
                end = start + timedelta(days=days)
                asked = (stays, [craft], sorted(fields[city]), start, end, load_world())
                n = count_visits(*asked, flights=legs, positions=marked)
                yield craft, city, start, really_there(own, city, start, end), n.n_min, n.n_max


@pytest.fixture(scope="module")
def counted(worlds):
    """The counts of each world, by how well it is received."""
    return {name: list(counts(*world)) for name, world in zip(("good", "middling", "poor"), worlds, strict=True)}


@pytest.mark.parametrize("reception", ["good", "middling", "poor"])
def test_what_happened_lies_within_the_range(counted, reception):
    found = counted[reception]
    assert len(found) > 50
    assert [one for one in found if not one[4] <= one[3] <= one[5]] == []


def test_poorer_reception_makes_wider_ranges(counted):
    widths = {name: sum(one[5] - one[4] for one in found) / len(found) for name, found in counted.items()}
    assert widths["good"] < widths["poor"]


def test_a_flight_lost_on_the_way_may_or_may_not_have_been_there():
    lost = fly(CRAFT, "OIII", "UUWW", "2024-02-10 04:00", unheard=[(100, 600)])
    marked, legs, stays = seen_of(lost, AIRFRAMES.empty())
    asked = (stays, [CRAFT], ["UUWW"], at("2024-02-10 00:00"), at("2024-02-11 00:00"), load_world())
    n = count_visits(*asked, flights=legs, positions=marked)
    assert n.n_min == 0 and n.n_max >= 1


def photographed(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """SIGHTINGS: a spotter's picture of each of these true stays, taken some time within half an hour."""
    told = []
    for number, row in enumerate(rows):
        middle = _when(row, "arrived_at", START) + timedelta(minutes=15)
        told.append(
            dict.fromkeys(SIGHTINGS.schema)
            | {
                "id": f"si-{number}",
                "craft": row["craft"],
                "kind": "photo",
                "place": row["place"],
                "author": "a spotter",
            }
            | {"started_at": middle, "ended_at": middle + timedelta(minutes=30), "exhibit": "log", "row": number}
        )
    return SIGHTINGS.conform(pl.DataFrame(told, schema=SIGHTINGS.schema))


def test_true_sightings_under_poor_reception_raise_what_is_shown_and_leave_the_truth_inside(worlds):
    folder, held = worlds[2]
    marked, legs, without = seen_of(held.positions, held.airframes)
    world, rows = load_world(), truth(folder, "visits")
    long_enough = [row for row in rows if row["place"] and row["arrived_at"] and _hours(row) > 1.0]
    pictures = photographed(long_enough[::3])
    stays = visits(legs, marked, world, pictures)
    window, better = (START, START + timedelta(days=5)), 0
    for craft, city in sorted({(row["craft"], row["city"]) for row in long_enough[::3]}):
        own = [row for row in rows if row["craft"] == craft]
        fields = sorted({row["place"] for row in rows if row["city"] == city})
        told = {"flights": legs, "positions": marked}
        before = count_visits(without, [craft], fields, *window, world, **told)
        n = count_visits(stays, [craft], fields, *window, world, sightings=pictures, **told)
        assert before.n_min <= n.n_min <= really_there(own, city, *window) <= n.n_max, (craft, city)
        better += n.n_min > before.n_min
    assert better, "some stay was shown by a picture alone"


def _hours(row: dict[str, Any]) -> float:
    return (_when(row, "left_at", LATE) - _when(row, "arrived_at", START)).total_seconds() / 3600
