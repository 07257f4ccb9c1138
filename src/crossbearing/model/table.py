"""What a table is: a schema declared once, with a unit and a sentence per column, and a sort order.

Every stage that makes one ends in `TABLE.conform(frame)`: the columns stand in the declared order with the
declared types, nothing is missing, nothing is extra, and the rows are sorted as declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

UTC = pl.Datetime("ms", "UTC")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name (a unit is part of the name), its type and what it means."""

    name: str
    dtype: Any
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A schema with a sort order."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    sorted_by: tuple[str, ...]

    @property
    def schema(self) -> pl.Schema:
        """The Polars schema, in the declared order."""
        return pl.Schema({column.name: column.dtype for column in self.columns})

    def empty(self) -> pl.DataFrame:
        """A frame with this schema and no rows."""
        return pl.DataFrame(schema=self.schema)

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the frame in the declared shape and order.

        Raises `ValueError` for a missing or an undeclared column and Polars' own error for a value that does
        not fit its type: both are bugs of the caller, never of the data.
        """
        declared, given = set(self.schema), set(frame.columns)
        if declared != given:
            missing, extra = sorted(declared - given), sorted(given - declared)
            raise ValueError(f"table {self.name}: missing {missing}, undeclared {extra}")
        shaped = frame.select(pl.col(name).cast(dtype) for name, dtype in self.schema.items())
        return shaped.sort(self.sorted_by, maintain_order=True, nulls_last=True)
