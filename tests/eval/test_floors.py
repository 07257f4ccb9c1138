"""How well unseen reports are read: a floor may rise, and falls only with an explicit reason in `floors.json`.

The reports, their annotations and the scorer lie in `reading/`; the annotations were made before any figure was taken.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossbearing.case.gather import gather, read_all
from crossbearing.model.exhibits import ExhibitKind

HERE = Path(__file__).resolve().parent
EXERCISES = HERE / "reading"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


def fingerprint(folder: Path) -> str:
    """sha256 over the names and bytes of reports and annotations, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("reports/*.txt")) + sorted(folder.glob("gold/*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_score", EXERCISES / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def figures(score: ModuleType, predictions: Path) -> dict[str, Any]:
    golds = score.load_gold(EXERCISES / "gold")
    texts = score.load_texts(golds, EXERCISES / "reports")
    return dict(score.flatten(score.score(golds, texts, score.load_predictions(predictions))))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    lines = read_all(gather((EXERCISES / "reports",), ExhibitKind.REPORTS, None, None), False)
    predictions = tmp_path_factory.mktemp("floors") / "predictions.jsonl"
    predictions.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    yield figures(scorer(), predictions)


def test_the_floors_belong_to_these_exercises():
    assert fingerprint(EXERCISES) == FLOORS["corpus_sha256"]


@pytest.mark.parametrize("name", FLOORS["at_least"])
def test_unseen_reports_are_read_as_well_as_before(name: str, measured: dict[str, Any]):
    assert measured[name] is not None
    assert measured[name] >= FLOORS["at_least"][name]


@pytest.mark.parametrize("name", FLOORS["at_most"])
def test_false_alarms_on_unseen_reports_stay_rare(name: str, measured: dict[str, Any]):
    assert measured[name] <= FLOORS["at_most"][name]
