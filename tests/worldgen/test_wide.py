"""The wide worlds: what is in them, and that the truth agrees with the bytes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from crossbearing.worldgen.sphere import distance_km
from crossbearing.worldgen.wide import wide_world
from crossbearing.worldgen.wide.physics import PLAIN, ROUGH, Air
from crossbearing.worldgen.wide.places import fields
from crossbearing.worldgen.wide.terrain import invent_terrain, lowest_seen_ft
from worldgen.worlds import hashes, traces, truth

AIRCRAFT, DAYS = 40, 3


@pytest.fixture(scope="module", params=["plain", "rough"])
def wide(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    wide_world(folder, 3, DAYS, AIRCRAFT, physics=request.param)
    return folder


def test_the_same_seed_gives_the_same_bytes(wide: Path, tmp_path: Path) -> None:
    wide_world(tmp_path, 3, DAYS, AIRCRAFT, physics="rough")
    same = hashes(tmp_path) == hashes(wide)
    assert same == wide.name.startswith("rough")


def test_the_truth_of_rows_counts_every_row_of_the_archive(wide: Path) -> None:
    rows = pl.read_parquet(wide / "truth" / "rows.parquet")
    written = Counter[str]()
    for _, trace in traces(wide):
        written[trace["icao"]] += len(trace["trace"])
    assert dict(rows.group_by("icao24").len().iter_rows()) == dict(written)


def test_an_end_called_observed_has_a_row_low_and_near(wide: Path) -> None:
    heard: dict[str, list[list[object]]] = {}
    for _, trace in traces(wide):
        heard.setdefault(trace["icao"], []).extend([trace["timestamp"] + row[0], *row[1:4]] for row in trace["trace"])
    seen = [flight for flight in truth(wide, "flights") if flight["arrival_seen"] == "observed"]
    assert len(seen) > 50
    for flight in seen[::7]:
        rows = heard[flight["craft"].split(":")[1]]
        near = distance_km(
            np.array([row[1] for row in rows], float), np.array([row[2] for row in rows], float), *flight["arrival_at"]
        )
        assert any(
            km < 15.5 and (row[3] == "ground" or float(str(row[3])) < 12000) for km, row in zip(near, rows, strict=True)
        )


def test_craft_never_fly_two_legs_at_once(wide: Path) -> None:
    last: dict[str, str] = {}
    for flight in truth(wide, "flights"):
        assert flight["departed_at"] > last.get(flight["airframe"], "")
        assert flight["arrived_at"] > flight["departed_at"]
        last[flight["airframe"]] = flight["arrived_at"]


def test_ends_of_every_kind_occur(wide: Path) -> None:
    found = Counter(flight["departure_seen"] for flight in truth(wide, "flights"))
    assert min(found[kind] for kind in ("observed", "partly", "unobserved")) > 5


def test_wind_moves_and_plain_air_does_not() -> None:
    at = np.array([45.0]), np.array([20.0]), np.array([35000.0])
    still, windy = (Air.of(kind, np.random.default_rng(1)) for kind in (PLAIN, ROUGH))
    assert still.wind_kt(*at, np.zeros(1))[0] == 0
    east, _ = windy.wind_kt(*at, np.zeros(1))
    later, _ = windy.wind_kt(*at, np.full(1, 5 * 86400.0))
    assert 5 < east[0] < 200
    assert abs(later[0] - east[0]) > 1


def test_a_ridge_hides_what_is_low_behind_it_and_nothing_is_seen_below_the_horizon() -> None:
    terrain = invent_terrain(np.random.default_rng(1))
    tehran = fields()["OIII"]
    seen = lowest_seen_ft(terrain, tehran.lat, tehran.lon, 15.0)
    assert abs(float(terrain.at(np.array([tehran.lat]), np.array([tehran.lon]))[0]) - tehran.elevation_ft) < 800
    assert seen.max() > 20000
    assert np.all(seen[:, 60] > seen[:, 0] - 4000)


def test_receivers_of_the_rough_world_are_down_longer(tmp_path: Path) -> None:
    down = {}
    for kind in ("plain", "rough"):
        wide_world(tmp_path / kind, 3, 2, 12, physics=kind)
        rows = truth(tmp_path / kind, "receivers")
        down[kind] = sum(len(row["down"]) for row in rows)
        assert len(rows) > 100
        assert all(begin < end for row in rows for begin, end in row["down"])
    assert down["rough"] > down["plain"]
