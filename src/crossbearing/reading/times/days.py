"""Calendar arithmetic on stretches of days; both ends are inclusive."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Days(NamedTuple):
    """A stretch of days, both inclusive."""

    start: date
    end: date


# First month of each meteorological season; winter belongs to the year of its December.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# Days of a month's parts: the first ten, the second ten, the rest (convention of the development set).
MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first_half": (1, 15), "second_half": (16, 31)}
# Months of a year's parts. GUESS: writers use "early 2025" for its first quarter.
YEAR_PARTS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "first_half": (1, 6), "second_half": (7, 12)}

# Years of a decade's parts, counted from its first. GUESS.
DECADE_PARTS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9), "first_half": (0, 4), "second_half": (5, 9)}


def day_of(year: int, month: int, day: int) -> Days | None:
    """Return one day, or None for a date that does not exist."""
    if not 1 <= month <= 12 or day < 1 or (day > 28 and day > monthrange(year, month)[1]):
        return None
    found = date(year, month, day)
    return Days(found, found)


def month_of(year: int, month: int) -> Days:
    """Return a month; `month` may lie outside 1 to 12 and counts on from the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def months_of(year: int, first: int, last: int) -> Days:
    """Return the months `first` to `last` of a year, counted on where they leave it."""
    return Days(month_of(year, first).start, month_of(year, last).end)


def year_of(year: int) -> Days:
    """Return a calendar year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def week_of(day: date) -> Days:
    """Return the week, Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return Days(monday, monday + timedelta(6))


def season_of(year: int, season: str) -> Days:
    """Return a meteorological season; winter runs into the next year."""
    return months_of(year, SEASONS[season], SEASONS[season] + 2)


def quarter_of(year: int, quarter: int) -> Days:
    """Return a quarter; `quarter` may lie outside 1 to 4 and counts on from the year."""
    return months_of(year, 3 * quarter - 2, 3 * quarter)


def half_of(year: int, half: int) -> Days:
    """Return a half-year."""
    return months_of(year, 6 * half - 5, 6 * half)


def part_of(days: Days, part: str | None) -> Days:
    """Return the early, middle or late part of a month or a longer stretch."""
    if part is None:
        return days
    if part.startswith("week"):
        return _week_of_month(days, int(part[4:]))
    if days == month_of(days.start.year, days.start.month):
        first, last = MONTH_PARTS[part]
        return Days(days.start.replace(day=first), min(days.end, days.start + timedelta(last - 1)))
    if days == year_of(days.start.year):
        return months_of(days.start.year, *YEAR_PARTS[part])
    if days == unit_of(days.start, "decade"):
        first, last = DECADE_PARTS[part]
        return Days(year_of(days.start.year + first).start, year_of(days.start.year + last).end)
    third = ((days.end - days.start).days + 1) // 3
    index = {"early": 0, "first_half": 0, "mid": 1, "late": 2, "second_half": 2}[part]
    start = days.start + timedelta(third * index)
    return Days(start, days.end if index == 2 else start + timedelta(third - 1))


def _week_of_month(days: Days, number: int) -> Days:
    """The nth seven days of a month; the fifth stands for the last week."""
    if number >= 5:
        return Days(days.end - timedelta(6), days.end)
    start = days.start + timedelta(7 * (number - 1))
    return Days(start, start + timedelta(6))


def unit_of(day: date, unit: str) -> Days:
    """Return the calendar unit (day, week, weekend, month, quarter, half, year, decade) that holds a day."""
    if unit in ("day", "hour", "minute"):
        return Days(day, day)
    if unit == "week":
        return week_of(day)
    if unit == "weekend":
        return Days(week_of(day).start + timedelta(5), week_of(day).end)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "half":
        return half_of(day.year, (day.month + 5) // 6)
    if unit == "decade":
        return Days(date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31))
    return year_of(day.year)


MONTHS_PER_UNIT = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
DAYS_PER_UNIT = {"minute": 0.0, "hour": 1 / 24, "day": 1.0, "week": 7.0, "weekend": 7.0, "fortnight": 14.0}


# A move that would leave the calendar stops a year before its edge, so that weeks and months around it exist.
FIRST, LAST = date(2, 1, 1), date(9998, 12, 31)


def moved(day: date, n: float, unit: str) -> date:
    """Return the day n units on (back when negative); a month's end stays a month's end."""
    if unit not in MONTHS_PER_UNIT:
        ordinal = day.toordinal() + int(n * DAYS_PER_UNIT[unit])
        return date.fromordinal(min(max(ordinal, FIRST.toordinal()), LAST.toordinal()))
    months = day.year * 12 + day.month - 1 + round(n * MONTHS_PER_UNIT[unit])
    year, month = min(max(months // 12, FIRST.year), LAST.year), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shifted(days: Days, n: float, unit: str) -> Days:
    """Return the calendar units that n units on from these days fall in; days and weeks keep the day."""
    if unit in DAYS_PER_UNIT:
        return Days(moved(days.start, n, unit), moved(days.end, n, unit))
    start, end = moved(days.start, n, unit), moved(days.end, n, unit)
    return Days(unit_of(start, unit).start, unit_of(end, unit).end)


def weekday_before(day: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the last such weekday on or before a day; Monday is 0."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(back or (7 if strictly else 0))


def weekday_after(day: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the first such weekday on or after a day; Monday is 0."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(ahead or (7 if strictly else 0))
