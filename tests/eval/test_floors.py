"""How well reports are read that the rules were not written with: floors in `floors.json`.

A floor may rise; it falls only with an explicit reason there. Each set was annotated by somebody who had not seen the
rules, and measured once before anybody looked at its misses (`measured_blind`). All of them have been in sight since.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossbearing.case.questions.gather import gather, read_all
from crossbearing.model.exhibits import ExhibitKind

HERE = Path(__file__).resolve().parent
FLOORS: dict[str, Any] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
SETS = tuple(FLOORS["sets"])
AT_LEAST = [(name, key) for name in SETS for key in FLOORS["sets"][name]["at_least"]]
AT_MOST = [(name, key) for name in SETS for key in FLOORS["sets"][name]["at_most"]]


def fingerprint(folder: Path) -> str:
    """sha256 over the names and bytes of reports and annotations, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("reports/*.txt")) + sorted(folder.glob("gold/*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_score", HERE / "reading" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def measured(name: str) -> dict[str, Any]:
    """Every figure of the scorer on a set, by dotted name."""
    score, folder = scorer(), HERE / name
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in score.REQUIRED}
    for line in read_all(gather((folder / "reports",), ExhibitKind.REPORTS, None, None), False):
        row = json.loads(json.dumps(line))
        score.check_row(row)
        rows[row.get("type", "claim")].append(row)
    golds = score.load_gold(folder / "gold")
    return dict(score.flatten(score.score(golds, score.load_texts(golds, folder / "reports"), rows)))


@pytest.mark.parametrize("name", SETS)
def test_the_floors_belong_to_these_exercises(name: str):
    assert fingerprint(HERE / name) == FLOORS["sets"][name]["corpus_sha256"]


@pytest.mark.parametrize(("name", "key"), AT_LEAST)
def test_reports_are_read_as_well_as_before(name: str, key: str):
    assert measured(name)[key] is not None
    assert measured(name)[key] >= FLOORS["sets"][name]["at_least"][key]


@pytest.mark.parametrize(("name", "key"), AT_MOST)
def test_false_alarms_stay_rare(name: str, key: str):
    assert measured(name)[key] <= FLOORS["sets"][name]["at_most"][key]
