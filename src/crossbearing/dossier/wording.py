"""Days, ranges and numbers, worded no more precisely than they are known."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date, datetime, timedelta

from crossbearing.dossier.words import say, sentences

SECONDS_PER_HOUR = 3600
MINUTES_SHOWN_BELOW_S = 2 * SECONDS_PER_HOUR  # "95 min" is read at a glance, "250 min" is not. GUESS
DAYS_SHOWN_ABOVE_H = 72  # three days; the same reason. GUESS


def day(value: date, language: str) -> str:
    """Return a day as a reader writes it: "3 February 2024", "1er février 2024"."""
    month = say(language, f"date.month_{value.month}")
    return say(language, "date.day", d=_ordinal(value, language), month=month, y=value.year)


def _ordinal(value: date, language: str) -> str:
    """The day of the month; French gives only the first an ordinal."""
    return "1er" if language == "fr" and value.day == 1 else str(value.day)


def short_day(value: date, language: str) -> str:
    """Return a day without its year, for an axis: "3 Feb"."""
    return f"{value.day}\u00a0{say(language, f'date.short_{value.month}')}"


def period(start: date | None, end: date | None, language: str) -> str:
    """Return a stretch of days, both inclusive, as a day, a month, a year or a span; null ends are open."""
    if start is None and end is None:
        return say(language, "page.unknown")
    if end is None or start is None:
        given, key = (start, "since") if end is None else (end, "until")
        assert given is not None
        return say(language, f"date.{key}", start=day(given, language), end=day(given, language))
    if start == end:
        return day(start, language)
    if _is_year(start, end):
        return str(start.year)
    if _is_month(start, end):
        return say(language, "date.month_year", month=say(language, f"date.month_{start.month}"), y=start.year)
    return _span(start, end, language)


def _span(start: date, end: date, language: str) -> str:
    """Two days, without saying a common month or year twice: "5–7 March 2024", "28 February – 3 March 2024"."""
    last = day(end, language)
    if (start.year, start.month) == (end.year, end.month):
        return f"{_ordinal(start, language)}–{last}"
    if start.year != end.year:
        return f"{day(start, language)} – {last}"
    return f"{_ordinal(start, language)}\u00a0{say(language, f'date.month_{start.month}')} – {last}"


def _is_year(start: date, end: date) -> bool:
    return start == date(start.year, 1, 1) and end == date(start.year, 12, 31)


def _is_month(start: date, end: date) -> bool:
    return start.day == 1 and end == start.replace(day=monthrange(start.year, start.month)[1])


def stamp(value: datetime | None) -> str:
    """Return a UTC moment for a table, the same in every language; an em dash where there is none."""
    return "—" if value is None else f"{value:%Y-%m-%d %H:%M}"


def duration(seconds: float, language: str) -> str:
    """Return a length of time in one unit: minutes to two hours, hours to three days, then days."""
    hours = seconds / SECONDS_PER_HOUR
    if seconds < MINUTES_SHOWN_BELOW_S:
        return say(language, "unit.minutes", n=round(seconds / 60))
    if hours <= DAYS_SHOWN_ABOVE_H:
        return say(language, "unit.hours", n=round(hours))
    return say(language, "unit.days", n=round(timedelta(seconds=seconds) / timedelta(days=1)))


def number(value: float, language: str) -> str:
    """Return a number with the language's marks: whole where it is whole, else to two decimals."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "—"
    text = f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0")
    group, decimal = say(language, "date.group"), say(language, "date.decimal")
    return text.replace(",", "\0").replace(".", decimal).replace("\0", "\u202f" if group == " " else group)


def bound(p: float, language: str) -> str:
    """Return a lower bound of a probability to two digits, rounded down so that it stays a bound."""
    return number(math.floor(p * 100 + 1e-9) / 100, language)


def amount(lo: float | None, hi: float | None, approximate: bool, language: str) -> str:
    """Return a range of quantity as worded: "18", "at least 18", "12 to 18", "about 18"; empty when both are open."""
    text = _range(lo, hi, language)
    return say(language, "claim.approximately", range=text) if text and approximate else text


def _range(lo: float | None, hi: float | None, language: str) -> str:
    if lo is None and hi is None:
        return ""
    if hi is None:
        assert lo is not None
        return say(language, "claim.at_least", n=number(lo, language))
    if lo is None:
        return say(language, "claim.at_most", n=number(hi, language))
    if lo == hi:
        return number(lo, language)
    return say(language, "claim.from_to", lo=number(lo, language), hi=number(hi, language))


def origin(name: str, language: str) -> str:
    """An origin as reports name it; a network of receivers in the reader's language."""
    return sentences(language).get(f"origin.{name.replace(' ', '_')}", name)
