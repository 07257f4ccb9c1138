"""Reports as tests write them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from crossbearing.model.claims import Report


def report(text: str, published: str = "2024-05-15", name: str = "R1") -> Report:
    """A report without a header, published on a day, in a month or in a year."""
    parts = [int(part) for part in published.split("-")]
    if len(parts) == 3:
        first = last = date(*parts)
    elif len(parts) == 2:
        first, last = date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(*parts)[1])
    else:
        first, last = date(parts[0], 1, 1), date(parts[0], 12, 31)
    return Report(name, text, 0, first, last)
