"""Every pattern reads its own examples and leaves its look-alikes alone; the examples are the documentation."""

from __future__ import annotations

import pytest

from crossbearing.reading.document import examine
from crossbearing.reading.draft import Pattern
from crossbearing.reading.patterns import PATTERNS
from crossbearing.reading.scene import stage
from crossbearing.world import load_world
from reading.reading_notation import report

READS = [(pattern, language, text) for pattern in PATTERNS for language, text in pattern.reads]
IGNORES = [(pattern, language, text) for pattern in PATTERNS for language, text in pattern.ignores]


def finds(pattern: Pattern, text: str) -> bool:
    scene = stage(examine(report(text), load_world()))
    return any(pattern.finds(clause, scene) is not None for here in scene.clauses for clause in here)


@pytest.mark.parametrize(("pattern", "language", "text"), READS, ids=lambda value: getattr(value, "name", None))
def test_pattern_reads_its_examples(pattern: Pattern, language: str, text: str) -> None:
    assert finds(pattern, text), (language, text)


@pytest.mark.parametrize(("pattern", "language", "text"), IGNORES, ids=lambda value: getattr(value, "name", None))
def test_pattern_ignores_its_look_alikes(pattern: Pattern, language: str, text: str) -> None:
    assert not finds(pattern, text), (language, text)


def test_pattern_names_are_told_apart() -> None:
    assert len({pattern.name for pattern in PATTERNS}) == len(PATTERNS)
