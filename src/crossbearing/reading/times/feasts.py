"""The days of feasts that move, and of those that do not: Easter of both calendars, Ramadan, Christmas, Nowruz."""

from __future__ import annotations

from datetime import date, timedelta

from crossbearing.reading.times.days import Days

# Feasts on one day of the year: month and day of the first, and how many days they last.
FIXED = {
    "christmas": (12, 25, 1),
    "christmas_eve": (12, 24, 1),
    "new_year": (1, 1, 1),
    "new_year_eve": (12, 31, 1),
    "orthodox_christmas": (1, 7, 1),
    "nowruz": (3, 20, 2),
    "all_saints": (11, 1, 1),
}
# Feasts told by days from Easter Sunday.
BY_EASTER = {
    "easter": (0, 1),
    "good_friday": (-2, 1),
    "easter_monday": (1, 1),
    "ascension": (39, 1),
    "pentecost": (49, 1),
}
# Feasts of the Islamic year: month, day and how long they last.
ISLAMIC = {"ramadan": (9, 1, 30), "eid_al_fitr": (10, 1, 1), "eid_al_adha": (12, 10, 1)}
# The month begins when its moon is seen: a day either way of the tabular calendar.
MOON_DAYS = 1
# Day 0 of the tabular Islamic calendar (civil epoch) as a proleptic Gregorian ordinal, less one.
_ISLAMIC_EPOCH = 227014


def feast_of(year: int, name: str) -> Days | None:
    """Return the days of a feast in a Gregorian year, None for a name that is not known."""
    if name in FIXED:
        month, day, length = FIXED[name]
        return _lasting(date(year, month, day), length)
    if name in BY_EASTER:
        shift, length = BY_EASTER[name]
        return _lasting(easter(year) + timedelta(shift), length)
    if name == "orthodox_easter":
        return _lasting(orthodox_easter(year), 1)
    return _islamic(year, *ISLAMIC[name]) if name in ISLAMIC else None


def _lasting(first: date, length: int) -> Days:
    return Days(first, first + timedelta(length - 1))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the computus of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, *divmod(year, 100)
    leap, off = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    weekday = (32 + 2 * off + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday by the Julian calendar, as a Gregorian date (right from 1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def islamic(year: int, month: int, day: int) -> date:
    """Return a day of the tabular Islamic calendar as a Gregorian date."""
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2
    return date.fromordinal(_ISLAMIC_EPOCH + before + day)


def _islamic(year: int, month: int, day: int, length: int) -> Days | None:
    """The feast that begins in a Gregorian year; where two begin, the first."""
    guess = (year - 622) * 33 // 32
    for lunar in range(guess - 1, guess + 3):
        first = islamic(lunar, month, day)
        if first.year == year:
            return Days(first - timedelta(MOON_DAYS), first + timedelta(length - 1 + MOON_DAYS))
    return None
