"""What a quantity is: a number as a range, how it was put, and the noun it counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crossbearing.model.claims import Span


class QuantityForm(StrEnum):
    """How a number is put."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    ORDER = "order"
    SEVERAL = "several"
    ORDINAL = "ordinal"
    PART_OF = "part_of"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    BARE_PLURAL = "bare_plural"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number `[start, end)` with its softening words; `min` and `max` are inclusive, null = open.

    `noun` is what stands after it and is counted ("avions-cargos iraniens"), or the unit of a measure.
    """

    start: int
    end: int
    min: float | None
    max: float | None
    approximate: bool
    form: QuantityForm
    noun: Span | None = None
