"""Movement on two small wide worlds, one of each physics: floors in `world_floors.json` may rise and never fall."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossbearing.worldgen.wide import wide_world

HERE = Path(__file__).resolve().parent
FLOORS: dict[str, Any] = json.loads((HERE / "world_floors.json").read_text(encoding="utf-8"))
WORLD = FLOORS["world"]
LIMITS = [(kind, way, name) for kind in FLOORS["limits"] for way, own in FLOORS["limits"][kind].items() for name in own]


def bench() -> ModuleType:
    """`bench/worlds.py`, which prints the same figures for worlds of any size."""
    spec = importlib.util.spec_from_file_location("bench_worlds", HERE.parents[1] / "bench" / "worlds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def figures(kind: str, folder: Path) -> dict[str, Any]:
    wide_world(folder / kind, WORLD["seed"], WORLD["days"], WORLD["aircraft"], physics=kind)
    found: dict[str, Any] = bench().measured(folder / kind, WORLD["seed"], WORLD["questions"], False)
    return found


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worlds")


@pytest.mark.parametrize(("kind", "way", "name"), LIMITS)
def test_movement_is_as_right_as_it_was(kind: str, way: str, name: str, worlds: Path) -> None:
    value, limit = figures(kind, worlds)[name], FLOORS["limits"][kind][way][name]
    assert value is not None
    assert value >= limit if way == "at_least" else value <= limit
