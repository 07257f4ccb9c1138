"""Days as problems of dates name them."""

from __future__ import annotations

from datetime import date, timedelta

from crossbearing.model.claims import Problem, Report, Span
from crossbearing.reading.times import TimeExpression

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date_problem(report: Report, because: str, *times: TimeExpression) -> Problem:
    """Return a date problem over some expressions."""
    return Problem(report.id, "date", tuple(Span(time.start, time.end) for time in times), because)


def day_name(day: date) -> str:
    """Return a day as problems write it: 3 May 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_name(start: date, end: date) -> str:
    """Return a stretch of days, a whole month by its name."""
    if start == end:
        return day_name(start)
    if start.day == 1 and (end + timedelta(1)).day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"{day_name(start)} to {day_name(end)}"
