"""Which year a date, a month or a season without one belongs to."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable

from crossbearing.reading.times.days import FIRST, LAST, Days, month_of
from crossbearing.reading.times.expression import Atom
from crossbearing.reading.times.story import Story

# A date told without a year follows the story rather than the publication date when it lies this near to the
# last told day, and the latest such date before publication lies that far off. GUESS.
NEAR_DAYS = 45
FAR_DAYS = 180
# After a day told with its year, a date without one goes on from it up to this far ("le 28 décembre 2022 … le 3
# janvier"); further off it is news again. GUESS.
CONTINUES_DAYS = 60
FEBRUARY = 2
# The longest stretch without a 29 February.
LEAP_GAP_YEARS = 8


def dated(atom: Atom, story: Story, make: Callable[[int], Days | None]) -> Days | None:
    """Return a date or month with its year, with a relative year, or in the year that fits best.

    `make` gives the days in one year, or None where they do not exist.
    """
    if atom.year:
        return make(atom.year)
    if atom.unit == "year":
        return make(relative_year(atom, story))
    if atom.kind == "date" and (atom.month, atom.day) == (2, 29) and _is_no_leap_day(atom, story):
        return None
    last = story.published.end.year
    options = [days for year in range(last - LEAP_GAP_YEARS, last + 2) if (days := make(year))]
    return fitting(atom, story, options) if options else None


def _is_no_leap_day(atom: Atom, story: Story) -> bool:
    """*Le 29 février*, told in the months after a February of 28 days: a day that was not."""
    if story.near_day(1) is not None or story.frame or story.future:
        return False
    end = story.published.end
    year = end.year if end.month > FEBRUARY else end.year - 1
    return not isleap(year)


def relative_year(atom: Atom, story: Story) -> int:
    """Return the year of "last year", counted from publication, or of "the year before", from the story."""
    told = story.stretch.start.year if story.stretch else story.published.start.year
    published = story.published.end.year
    meant = {
        "last": published - 1,
        "rolling": published - 1,
        "next": published + 1,
        "previous": told - 1,
        "following": told + 1,
        "same": told,
    }
    return min(max(meant.get(atom.which or "this", published), FIRST.year), LAST.year)


def fitting(atom: Atom, story: Story, options: list[Days]) -> Days:
    """Return, of one date in several years in order, the latest before publication.

    A year that opens the sentence, "dernier" and "prochain", a future verb and the story just told come first.
    """
    published = story.published
    past = [days for days in options if days.start <= published.end] or options[:1]
    coming = [days for days in options if days.end >= published.start] or options[-1:]
    if story.frame and atom.which is None:
        return next((days for days in options if days.start.year == story.frame), past[-1])
    if atom.which in ("last", "previous"):
        same = atom.kind == "month" and past[-1].end >= month_of(published.end.year, published.end.month).start
        return past[-2] if same and len(past) > 1 else past[-1]
    if atom.which in ("next", "following") or (story.future and atom.which != "this"):
        return coming[0]
    if atom.kind == "date" and atom.which is None and atom.weekday is None and _is_just_ahead(story, past, coming):
        return coming[0]
    return _near_story(atom, story, options) or _by_weekday(atom, story, past[-1], coming)


# A day of a month that lies so few days ahead is not that of almost a year ago, whatever the tense. GUESS: a fortnight.
AHEAD_DAYS = 14


def _is_just_ahead(story: Story, past: list[Days], coming: list[Days]) -> bool:
    """*Publié le 5 novembre: Le 9 novembre, X a signé …*: a wrong day, or one to come; not that of last year."""
    published = story.published
    if published.start != published.end or story.near_day(1) is not None or not past:
        return False
    return 0 < (coming[0].start - published.end).days <= AHEAD_DAYS and past[-1].end < published.start


def _near_story(atom: Atom, story: Story, options: list[Days]) -> Days | None:
    told = story.near_day(1)
    if told is None:
        return None
    nearest = min(options, key=lambda days: abs((days.start - told.start).days))
    latest = max(
        (days for days in options if days.start <= story.published.end), key=lambda days: days.start, default=nearest
    )
    lapse = (nearest.start - told.start).days
    if atom.kind == "month" and lapse < 0 and not story.flashback:
        return None  # "commandé en février 2024 … Quatorze pilotes ont achevé en janvier": a telling goes on
    if story.explicit and 0 <= lapse <= CONTINUES_DAYS and nearest.start <= story.published.end:
        return nearest
    close = abs((nearest.start - told.start).days) <= NEAR_DAYS
    return nearest if close and abs((latest.start - told.start).days) > FAR_DAYS else None


def _by_weekday(atom: Atom, story: Story, latest: Days, coming: list[Days]) -> Days:
    """A named weekday decides for a coming date when the latest past one falls on another weekday."""
    if atom.weekday is None or latest.start.weekday() == atom.weekday:
        return latest
    soon = [days for days in coming if (days.start - story.published.end).days <= NEAR_DAYS]
    return soon[0] if soon and soon[0].start.weekday() == atom.weekday else latest
