"""Reading the authored facts: CSV with a `source` in every row; lists inside a cell are split at `;`."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of `<name>.csv`; lines that begin with `#` are headings for the eye."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if line.strip() and not line.startswith("#")]
    found = [{key: (value or "").strip() for key, value in row.items() if key} for row in csv.DictReader(lines)]
    for number, row in enumerate(found, start=1):
        if not row["source"]:
            raise ValueError(f"{name}.csv, row {number} ({next(iter(row.values()))}): no source")
    return found


def items(cell: str) -> list[str]:
    """Return the parts of a cell, in their order, without repeats."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def number(cell: str) -> float | None:
    """Return the number in a cell, None where it is empty."""
    return float(cell) if cell else None
