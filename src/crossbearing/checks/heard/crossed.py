"""Rows of passes by the cells they lie in: spans of sorted columns, and the legs that crossed enough of some cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.movement.coverage import CONTROL_KM

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Slices:
    """Rows of the passes in some cells, and which of the cells asked for (by its number) each belongs to."""

    rows: Ints
    asked: Ints


@dataclass(frozen=True, slots=True)
class Crossed:
    """Passes that count: which of the cells asked for, leg (numbered from 0 on), positions heard and kilometres."""

    asked: Ints
    flight: Ints
    heard: NDArray[np.uint8]
    km: NDArray[np.float32]

    def among(self, cells: Bools) -> Crossed:
        """Return those in some of the cells asked for."""
        if cells.all():
            return self
        kept = cells[self.asked]
        return Crossed(self.asked[kept], self.flight[kept], self.heard[kept], self.km[kept])

    def legs(self, needed: int) -> tuple[int, int]:
        """k of n: of n legs that crossed enough of these cells, k left enough positions there."""
        heard = np.bincount(self.flight, weights=self.heard)
        km = np.bincount(self.flight, weights=self.km)
        enough = heard >= needed
        return int(enough.sum()), int((enough | (km >= CONTROL_KM)).sum())


def joined(column: NDArray[Any], spans: Sequence[tuple[int, int]]) -> NDArray[Any]:
    """Return the rows of some spans, one after the other."""
    return np.concatenate([column[:0], *(column[low:high] for low, high in spans)])


def numbers(spans: Sequence[tuple[int, int]]) -> Ints:
    """Return for each row of some spans the number of its span."""
    return np.repeat(np.arange(len(spans)), [high - low for low, high in spans])


def renumbered(flight: NDArray[np.int32], legs: int) -> Ints:
    """Return the same legs with numbers from 0 on, in their order."""
    some = np.zeros(legs, dtype=np.bool_)
    some[flight] = True
    return np.asarray(np.cumsum(some)[flight] - 1)
