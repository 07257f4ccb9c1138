"""When a report was published, where its own bytes do not say it firmly: as the user says, or nobody."""

from __future__ import annotations

from datetime import date

from crossbearing.intake.partial_dates import EARLIEST, LATEST, first_and_last_day
from crossbearing.model.claims import DatedBy

Dated = tuple[date, date, DatedBy]
# The widest there is: nothing can be counted from it.
UNDATED: Dated = (EARLIEST, LATEST, DatedBy.NOBODY)


def said_or_nobody(published: str | None, otherwise: Dated = UNDATED) -> Dated:
    """Return the date said by the user and that it was said, or else `otherwise`."""
    if published is None:
        return otherwise
    # A moment with a clock, which may be said of recordings, is that day for a text.
    start, end = first_and_last_day(published[: len("YYYY-MM-DD")])
    return start, end, DatedBy.SAID
