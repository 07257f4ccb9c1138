"""Local days as stretches of UTC.

A report says "on 20 February"; whose day that was depends on the place.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# The widest offsets that any inhabited place uses, by the IANA time zone database: Baker Island and
# Kiritimati. A day whose zone is unknown lies somewhere inside the stretch these two span.
EARLIEST_DAY_STARTS = timedelta(hours=-14)
LATEST_DAY_ENDS = timedelta(hours=12)
# Days beyond these have no midnight in UTC that Python can hold; a stretch that reaches out there is cut.
FIRST_DAY, LAST_DAY = date(1, 1, 3), date(9999, 12, 29)


def zone(tz: str) -> ZoneInfo | None:
    """Return the zone of an IANA name, or None where the name is unknown."""
    try:
        return ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, IsADirectoryError):
        return None


def _midnight(day: date, place: ZoneInfo) -> datetime:
    """The first instant of a local day, in UTC; a midnight that DST skips is the instant it is skipped at."""
    return datetime.combine(day, time.min, tzinfo=place).astimezone(UTC)


def day_window(start: date, end: date, tz: str | None) -> tuple[datetime, datetime]:
    """Return the half-open stretch of UTC that holds the local days `start` to `end`, both inclusive.

    With `tz` None (or a name that no zone has) both ends are widened to cover UTC+14 to UTC-12.
    Raises `ValueError` when `end` lies before `start`.
    """
    if end < start:
        raise ValueError(f"a stretch of days cannot end ({end}) before it starts ({start})")
    start, end = (min(max(day, FIRST_DAY), LAST_DAY) for day in (start, end))
    after = end + timedelta(days=1)
    place = zone(tz) if tz is not None else None
    if place is not None:
        return _midnight(start, place), _midnight(after, place)
    first, last = datetime.combine(start, time.min, tzinfo=UTC), datetime.combine(after, time.min, tzinfo=UTC)
    return first + EARLIEST_DAY_STARTS, last + LATEST_DAY_ENDS
