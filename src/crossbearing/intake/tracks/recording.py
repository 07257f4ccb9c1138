"""When a recording of raw messages was made, as far as it does not say so itself.

The user's date says it: `2018-04-03T19:02:28+03:00` is when the recording began, and its zone that of every clock in
it; `2018-04-03` is the day on which all of it was heard. Without either, seconds since 1970 in the file's name, as
some recorders write them, are taken for its beginning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC as ZONE
from datetime import datetime, timedelta

from crossbearing.intake.partial_dates import first_and_last_day, instant
from crossbearing.intake.reader import Task

# Seconds since 1970 of the years 2001 to 2096, alone or with a fraction, between other characters.
_IN_NAME = re.compile(r"(?<![\d.])([1-3]\d{9}(?:\.\d{1,9})?)(?![\d])")


@dataclass(frozen=True, slots=True)
class Recording:
    """What is known beside the bytes: `started` in seconds since 1970, `offset_s` of its clocks from UTC, its `days`.

    `guessed` says that the beginning was taken from the file's name, `zone_told` that the zone was said by the user.
    """

    started: float | None = None
    offset_s: float = 0.0
    zone_told: bool = False
    days: tuple[float, float] | None = None
    guessed: bool = False


def recording_of(task: Task) -> Recording:
    """What the user or the file's name says of a recording."""
    moment = instant(task.published or "")
    if moment is not None:
        offset = moment.utcoffset() or timedelta()
        return Recording(moment.timestamp(), offset.total_seconds(), zone_told=True)
    if task.published:
        first, last = first_and_last_day(task.published)
        start = datetime(first.year, first.month, first.day, tzinfo=ZONE)
        end = datetime(last.year, last.month, last.day, tzinfo=ZONE) + timedelta(days=1)
        return Recording(days=(start.timestamp(), end.timestamp()))
    found = _IN_NAME.search(task.name)
    return Recording(float(found[1]), guessed=True) if found else Recording()
