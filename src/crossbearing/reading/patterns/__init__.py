"""Claim patterns: one small module a kind, and one visible tuple of all of them, in the order they are tried.

The first pattern that finds something in a clause decides its claim; `alongside` patterns add to it.
"""

from __future__ import annotations

from crossbearing.reading.draft import Pattern
from crossbearing.reading.patterns.flight import MOVES_BY_AIR
from crossbearing.reading.patterns.visit_count import COUNTED_VISITS, RANKED_VISIT

PATTERNS: tuple[Pattern, ...] = (
    RANKED_VISIT,
    COUNTED_VISITS,
    MOVES_BY_AIR,
)

__all__ = ["PATTERNS"]
