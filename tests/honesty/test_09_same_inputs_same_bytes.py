"""Rule 9: the same inputs give the same bytes: on another clock, in another folder, added in another order."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crossbearing.model.identity import content_id

# Runs a whole case and prints a hash of everything that comes out of it; the custody log alone holds the clock.
RUN = """
import hashlib, json, sys
from pathlib import Path
from crossbearing.case import Case
from crossbearing.model.contract import encode
folder, order, inputs = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
tracks = sorted((inputs / "tracks").glob("*.tar"), reverse=order == "backward")
def seal(text):
    return hashlib.sha256(text.encode()).hexdigest()
with Case.new(folder) as case:
    list(case.add([*tracks, inputs / "reports"]))
    case.run()
    parts = {name: seal(case.table(name).write_json()) for name in ("positions", "flights", "visits")}
    for name in ("claims", "verdicts", "findings", "remarks", "lineages"):
        parts[name] = seal("\\n".join(map(encode, getattr(case, name)())))
    for language in ("en", "fr"):
        parts[f"dossier {language}"] = seal(case.dossier(language, "One title"))
for path in sorted(folder.rglob("*.parquet")):
    parts[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
print(json.dumps(parts, sort_keys=True))
"""


def results(folder: Path, order: str, inputs: Path, **environment: str) -> dict[str, str]:
    """What a run in its own process gives, each part by its hash."""
    command = [sys.executable, "-c", RUN, str(folder), order, str(inputs)]
    told = {**os.environ, **environment}
    done = subprocess.run(command, capture_output=True, text=True, env=told, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def twice(worlds, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """The same world tested by two processes that differ in all that must not matter."""
    folder = tmp_path_factory.mktemp("twice")
    inputs = worlds[2][0]
    moved = folder / "elsewhere, 2 é" / "inputs"
    shutil.copytree(inputs, moved)
    one = results(folder / "one", "forward", inputs, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    other = folder / "elsewhere, 2 é" / "a case"
    two = results(
        other, "backward", moved, PYTHONHASHSEED="4242", TZ="America/New_York", LC_ALL="C.UTF-8", POLARS_MAX_THREADS="1"
    )
    return one, two


def test_two_runs_that_differ_in_nothing_that_matters_give_the_same_bytes(twice):
    one, two = twice
    assert [name for name in one if one[name] != two.get(name)] == []
    assert set(one) == set(two)


def test_an_id_depends_on_content_alone():
    assert content_id("flight", "icao24:7380c2", None, 1) == content_id("flight", "icao24:7380c2", "", 1)
    assert content_id("flight", "a", "b") != content_id("flight", "ab", "")
