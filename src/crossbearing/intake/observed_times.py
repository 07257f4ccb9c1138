"""When something was observed, as people write it: always a stretch of time, half open, in UTC.

`2024-02-10T12:30Z` is that minute, `2024-02-10 12:30:05+03:00` that second, `2024-02-10` that day, `2024-02` that
month. A time without a zone may be in any: it begins 14 hours before it would in UTC and ends 12 hours after, because
the clocks of the Earth run from UTC+14 to UTC-12 (tz database, Pacific/Kiritimati and Etc/GMT+12).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crossbearing.intake.partial_dates import EARLIEST, LATEST, first_and_last_day

AHEAD, BEHIND = timedelta(hours=14), timedelta(hours=12)
_TIME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ]\s*(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
Stretch = tuple[datetime, datetime]


def stretch_of(text: str, zone: str | None = None) -> Stretch:
    """The first instant and the one after the last of a time, a day, a month or a year.

    `zone` is a name of the tz database or an offset, for times that carry none. Raises `ValueError` for anything else.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        first, last = first_and_last_day(text)
        return _in_zone(_midnight(first), _midnight(last) + timedelta(days=1), zone)
    day, _ = first_and_last_day(found["day"])
    second = int(found["second"] or 0)
    begun = datetime.combine(day, time(int(found["hour"]), int(found["minute"]), second))
    length = timedelta(seconds=1) if found["second"] else timedelta(minutes=1)
    return _in_zone(begun, begun + length, found["zone"] or zone)


def both_of(start: str, end: str, zone: str | None = None) -> Stretch:
    """From the first instant of one time to the last of another. Raises `ValueError`, also where they are reversed."""
    begun, ended = stretch_of(start, zone)[0], stretch_of(end, zone)[1]
    if ended <= begun:
        raise ValueError(f"it ends ({end}) before it begins ({start})")
    return begun, ended


def widened(stretch: Stretch, minutes: float) -> Stretch:
    """A stretch with so many minutes more on both sides. Raises `ValueError` for less than none, or for years."""
    if not 0 <= minutes <= 366 * 24 * 60:
        raise ValueError(f"{minutes} is no number of minutes of uncertainty")
    more = timedelta(minutes=minutes)
    return stretch[0] - more, stretch[1] + more


def _midnight(day: date) -> datetime:
    if not EARLIEST <= day < LATEST:
        raise ValueError(f"{day} is outside what can be tested")
    return datetime.combine(day, time())


def _in_zone(begun: datetime, ended: datetime, zone: str | None) -> Stretch:
    if not zone:
        return (begun - AHEAD).replace(tzinfo=UTC), (ended + BEHIND).replace(tzinfo=UTC)
    there = _zone(zone)
    first, last = begun.replace(tzinfo=there, fold=0), ended.replace(tzinfo=there, fold=1)
    return first.astimezone(UTC), last.astimezone(UTC)


def _zone(name: str) -> tzinfo:
    if name.upper() in ("Z", "UTC", "GMT"):
        return UTC
    offset = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", name)
    if offset:
        return datetime.fromisoformat(f"2000-01-01T00:00{offset[1]}{offset[2]}:{offset[3]}").tzinfo or UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
        raise ValueError(f"{name!r} is no zone of the tz database") from wrong
