"""Dates as far as they are known: to the day, the month or the year."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

# Before the first powered flight there is nothing to test, and a year beyond these is a slip of the pen.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
_FORM = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})$")


def instant(text: str) -> datetime | None:
    """Return the moment of `2018-04-03T19:02:28.136+03:00`, which must name its zone; null for any other text.

    Raises `ValueError` for a moment that no calendar has.
    """
    return datetime.fromisoformat(text.strip()) if _INSTANT.match(text.strip()) else None


def first_and_last_day(text: str) -> tuple[date, date]:
    """Return the first and the last day of `2024`, `2024-02` or `2024-02-10`.

    Raises `ValueError` for anything else, for days that no calendar has and for years before 1900 or after 2199.
    """
    found = _FORM.match(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if not EARLIEST.year <= year <= LATEST.year:
        raise ValueError(f"{text!r}: the year is not between {EARLIEST.year} and {LATEST.year}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r}: no month {month}")
    if day is not None:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
