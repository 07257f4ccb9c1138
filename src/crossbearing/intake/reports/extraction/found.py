"""What was found in one document, in the plain shape in which it comes back from the other process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from crossbearing.intake.partial_dates import first_and_last_day
from crossbearing.model.claims import DatedBy

# The day, month or year that an ISO 8601 moment begins with; what follows is a clock and a zone.
_DAY = re.compile(r"\s*(\d{4})(?:-(\d\d)(?:-(\d\d))?(?![\d-]))?(?=$|[T\s+Z])")


class Refused(Exception):
    """A document that gives no report, with the reason."""


class Missing(Exception):
    """The library that reads this is not installed; the message is its name."""


@dataclass(frozen=True, slots=True)
class Found:
    """One report: its text, and what stands about it outside the text; `place` is its number in a feed."""

    text: str
    title: str = ""
    author: str = ""
    published: str = ""
    dated_by: DatedBy = DatedBy.NOBODY
    place: str = ""


@dataclass(slots=True)
class Taken:
    """All reports of a document, and what was left out of it: place and reason."""

    found: list[Found] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def first_date(hints: Iterable[tuple[DatedBy, str]]) -> tuple[str, DatedBy]:
    """Return the first hint that is a date, as `YYYY[-MM[-DD]]`, and who gives it.

    The day is the one printed: a moment with a zone is not moved into another.
    """
    for source, text in hints:
        day = _day(text)
        if day:
            return day, source
    return "", DatedBy.NOBODY


def _day(text: str) -> str:
    match = _DAY.match(text)
    if match is None:
        return ""
    day = "-".join(part for part in match.groups() if part)
    try:
        first_and_last_day(day)
    except ValueError:
        return ""
    return day


def iso_day(moment: datetime | None) -> str:
    """Return the day of a moment in its own zone, empty for none."""
    return moment.date().isoformat() if moment is not None else ""


def tidy(text: str) -> str:
    """Return a one-line label: blanks as one, no control characters."""
    return " ".join("".join(char if char.isprintable() or char.isspace() else " " for char in text).split())
