"""Movement on two small wide worlds, one of each physics: floors in `world_floors.json` may rise and never fall."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benches import script
from crossbearing.worldgen.wide import wide_world

HERE = Path(__file__).resolve().parent
FLOORS: dict[str, Any] = json.loads((HERE / "world_floors.json").read_text(encoding="utf-8"))
WORLD = FLOORS["world"]
LIMITS = [(kind, way, name) for kind in FLOORS["limits"] for way, own in FLOORS["limits"][kind].items() for name in own]


@cache
def figures(kind: str, folder: Path) -> dict[str, Any]:
    wide_world(folder / kind, WORLD["seed"], WORLD["days"], WORLD["aircraft"], physics=kind)
    found: dict[str, Any] = script("worlds").measured(folder / kind, WORLD["seed"], WORLD["questions"], False)
    return found


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worlds")


@pytest.mark.parametrize(("kind", "way", "name"), LIMITS)
def test_movement_is_as_right_as_it_was(kind: str, way: str, name: str, worlds: Path) -> None:
    value, limit = figures(kind, worlds)[name], FLOORS["limits"][kind][way][name]
    assert value is not None
    assert value >= limit if way == "at_least" else value <= limit
