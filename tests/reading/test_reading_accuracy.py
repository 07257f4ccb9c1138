"""Accuracy on the annotated exercises beside the checkout: floors may rise, and fall only with a reason.

The set is visible, so the figures flatter; they guard against loss, they are not the product's claim.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from crossbearing.reading import read_report
from crossbearing.world import load_world
from reading.reading_notation import report

FLOORS = {
    "detection.f1": 0.90,
    "quotes_exact": 1.0,
    "matched.stance": 0.92,
    "matched.first_speaker": 0.92,
    "matched.when_exact": 0.92,
    "matched.places.f1": 0.92,
    "matched.quantities.f1": 0.85,
}


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_dev_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def predictions(folder: Path) -> str:
    lines = []
    for path in sorted((folder / "reports").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        published = text.split(" ", 3)[2]
        body = text.removeprefix(f" date {published} ")
        for claim in read_report(report(body, published, path.stem), load_world()).claims:
            lines.append(
                json.dumps(
                    asdict(claim), default=lambda value: value.isoformat() if isinstance(value, date) else str(value)
                )
            )
    return "\n".join(lines)


def test_annotated_exercises_are_read_as_well_as_before(shared: Path, tmp_path: Path) -> None:
    folder = shared / "eval" / "reading_dev"
    if not folder.is_dir():
        pytest.skip("the annotated exercises do not lie beside this checkout")
    score = scorer(folder)
    (tmp_path / "predictions.jsonl").write_text(predictions(folder), encoding="utf-8")
    golds = score.load_gold(str(folder / "gold"))
    rows = score.load_predictions(str(tmp_path / "predictions.jsonl"))
    result = dict(score.flatten(score.score(golds, score.load_texts(golds, folder / "reports"), rows)))
    assert {name: result[name] for name, floor in FLOORS.items() if result[name] < floor} == {}
