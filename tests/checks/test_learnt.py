"""What is learnt from everybody: whole or in parts, at once or kept from before, the verdicts are the same."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from checks.drawn import commuters, own_habit
from checks.scene import CRAFT, OWN, flight, visit_count, witness
from crossbearing.checks import Witness, check_claims
from crossbearing.checks.heard.kept import NAMES, learnt_from, tables_of
from crossbearing.checks.heard.tracks import ByCraft, StoredTracks
from crossbearing.model.contract import encode
from crossbearing.model.tables import POSITIONS
from crossbearing.movement.coverage import detection, route
from crossbearing.movement.passes import passes
from notation import fly


@pytest.fixture(scope="module")
def covered() -> Witness:
    drawn, listed = commuters(40)
    after = fly(CRAFT, "EDDF", "UUWW", "2024-02-15 06:00", every_s=120)
    return witness(*drawn, *own_habit(), after, listed=listed | {CRAFT: OWN})


CLAIMS = [
    flight("Frankfurt", "Moscow", "2024-02-10"),
    replace(visit_count("Moscow", 4, "2024-02-03", "2024-02-12"), id="c2"),
    replace(flight("Frankfurt", "Moscow", "2024-02-15"), id="c3"),
]


def told(seen: Witness) -> list[str]:
    return [encode(verdict) for verdict in check_claims(CLAIMS, seen)]


def in_parts(seen: Witness) -> StoredTracks:
    """The same positions, read lazily in three parts."""
    assert isinstance(seen.positions, pl.DataFrame)
    crafts = seen.positions["craft"].unique().sort().to_list()
    own = (seen.positions.filter(pl.col("craft").is_in(crafts[number::3])) for number in range(3))
    return StoredTracks([POSITIONS.conform(part).lazy() for part in own])


def test_positions_read_in_parts_give_the_same_bytes(covered: Witness):
    assert told(replace(covered, positions=in_parts(covered))) == told(covered)


def test_what_was_kept_gives_the_same_bytes_without_a_look_at_the_positions(covered: Witness):
    kept = tables_of(covered.learnt)
    again = learnt_from(kept, covered.flights, covered.visits, covered.world)

    assert tuple(kept) == NAMES
    assert told(replace(covered, remembered=lambda: again)) == told(covered)


def test_controls_by_slices_are_the_controls_of_the_table(covered: Witness):
    assert isinstance(covered.positions, pl.DataFrame)
    passed = passes(covered.flights, covered.positions, covered.world.airports.frame)
    ends = [covered.world.airports.get(code) for code in ("EDDF", "UUWW", "OIII")]
    for one in ends:
        for other in ends:
            if one and other and one is not other:
                way = route(one.lat, one.lon, 0.0, other.lat, other.lon, 0.0)
                assert covered.controls.detection(way, [CRAFT]) == detection(passed, way, without=[CRAFT])


def test_rows_of_a_craft_are_found_without_the_others(covered: Witness):
    rows = ByCraft(covered.flights)

    assert rows.of(CRAFT).equals(covered.flights.filter(pl.col("craft") == CRAFT))
    assert rows.of("icao24:none").is_empty()
    assert rows.of_all([CRAFT, "icao24:none", CRAFT]).equals(rows.of(CRAFT))
