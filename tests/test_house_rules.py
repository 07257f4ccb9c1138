"""Habits of the house, kept by tests instead of by reviewers' memory."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "crossbearing"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 400
VAGUE_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "processor", "core", "misc"}


def tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_can_be_read_in_one_sitting(module: Path):
    assert module.read_text(encoding="utf-8").count("\n") <= LONGEST_MODULE


def test_names_of_rooms_say_what_is_in_them():
    assert not {path.stem for path in MODULES} & VAGUE_NAMES


def test_no_unfinished_marks_and_no_silent_excepts():
    marks = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b|except[^\n]*:\n\s+(pass|continue)\b")

    found = [str(path) for path in MODULES if marks.search(path.read_text(encoding="utf-8"))]

    assert found == []


def test_imports_run_one_way():
    result = tool("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")

    assert result.returncode == 0, result.stdout


def test_types_hold():
    result = tool("-m", "mypy")

    assert result.returncode == 0, result.stdout


def test_style_holds():
    lint, form = tool("-m", "ruff", "check", "."), tool("-m", "ruff", "format", "--check", ".")

    assert lint.returncode == 0, lint.stdout
    assert form.returncode == 0, form.stdout


def test_help_is_quick_and_loads_no_tables():
    code = "import sys, crossbearing.cli; print([m for m in ('polars', 'numpy', 'jinja2') if m in sys.modules])"

    assert tool("-c", code).stdout.strip() == "[]"

    best = min(_seconds("-m", "crossbearing", "--help") for _ in range(3))
    assert best < 3, "a tenth of this is usual; a machine this busy tells nothing"


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    assert tool(*arguments).returncode == 0
    return time.perf_counter() - start
