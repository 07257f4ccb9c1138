"""Places one atom on the calendar: every kind of atom has its function, all listed in `PLACES`."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta

from crossbearing.reading.times.days import (
    DAYS_PER_UNIT,
    Days,
    day_of,
    half_of,
    month_of,
    months_of,
    moved,
    part_of,
    quarter_of,
    season_of,
    shifted,
    unit_of,
    week_of,
    weekday_after,
    weekday_before,
    year_of,
)
from crossbearing.reading.times.expression import Atom
from crossbearing.reading.times.feasts import feast_of
from crossbearing.reading.times.story import Story
from crossbearing.reading.times.years import dated, fitting, relative_year

# A window ends at a told event only when that is known to about a week. GUESS.
ANCHOR_DAYS = 10
# "Three weeks ago" is seldom meant to the day. GUESS: three days either way.
WEEKS_SLACK = 3
# "Last" among the ordinals (`lexicon/time_*.toml`).
LAST_OF = 5
# "Une dizaine de jours" is eight to twelve. GUESS: a fifth either way.
ABOUT_SHARE = 0.2


def place(atom: Atom, story: Story) -> Days | None:
    """Return the days an atom means, or None when it has no place on the calendar."""
    found = PLACES.get(atom.kind, _nowhere)(atom, story)
    return found if found is None or found.start <= found.end else None


def _nowhere(atom: Atom, story: Story) -> Days | None:
    return None


def _date(atom: Atom, story: Story) -> Days | None:
    month, day = atom.month or 0, atom.day or 0
    return dated(atom, story, lambda year: day_of(year, month, day))


def _month(atom: Atom, story: Story) -> Days | None:
    days = dated(atom, story, lambda year: month_of(year, atom.month or 0))
    return part_of(days, atom.part) if days else None


def _day(atom: Atom, story: Story) -> Days | None:
    """ "The 13th": in the month of the story, on or after its day; else the latest before publication."""
    told, published = story.near_day(2), story.published
    base = told.start if told else published.end
    options = [days for back in range(-12, 3) if (days := _in_month(base, back, atom.day or 0))]
    if told and not story.flashback:
        after = [days for days in options if told.start <= days.start <= max(published.end, told.end)]
        if after:
            return after[0]
    past = [days for days in options if days.start <= (told.start if told else published.end)]
    return past[-1] if past else None


def _in_month(base: date, months: int, day: int) -> Days | None:
    first = month_of(base.year, base.month + months).start
    return day_of(first.year, first.month, day)


def _weekday(atom: Atom, story: Story) -> Days | None:
    weekday, published, told = atom.weekday or 0, story.published, story.near_day(1)
    if atom.which == "following" and story.day:
        return _single(weekday_after(story.day.end, weekday, strictly=True))
    if told and story.flashback and atom.which is None:
        return _single(weekday_before(told.start, weekday, strictly=True))
    if atom.which == "next" or (story.future and atom.which is None):
        return Days(*(weekday_after(day, weekday, strictly=atom.which != "this") for day in published))
    in_sentence = story.near_day(0)
    if in_sentence and atom.which is None and story.cited is None:
        after = weekday_after(in_sentence.end, weekday, strictly=True)
        if after <= published.end:
            return _single(after)
    return Days(*(weekday_before(day, weekday, strictly=atom.which == "last") for day in published))


def _single(day: date) -> Days:
    return Days(day, day)


def _deictic(atom: Atom, story: Story) -> Days | None:
    """ "Yesterday"; "this night" and "overnight" (part `night`) began the evening before."""
    days = shifted(story.published, atom.sign, "day")
    return Days(days.start - timedelta(1), days.end) if atom.part == "night" else days


def _deictic_story(atom: Atom, story: Story) -> Days | None:
    told = story.edge(atom.sign)
    return shifted(told, atom.sign, "day") if told else None


def _shift(atom: Atom, story: Story) -> Days | None:
    unit = atom.unit or "day"
    long = unit in ("month", "quarter", "half", "year", "decade")
    told = story.edge(atom.sign) or (story.stretch if long else None)
    told = told or (story.published if long and atom.sign < 0 else None)
    if atom.n is None or told is None:
        return None
    if unit in ("hour", "minute"):
        # hours later is the same day or, at most, as many days later as they fill
        days = math.ceil(atom.n * DAYS_PER_UNIT[unit])
        return (
            Days(told.start, moved(told.end, days, "day"))
            if atom.sign > 0
            else Days(moved(told.start, -days, "day"), told.end)
        )
    return shifted(told, atom.sign * atom.n, unit)


def _ago(atom: Atom, story: Story) -> Days | None:
    if atom.n is None or atom.unit in ("hour", "minute"):
        return None
    days = shifted(story.published, -atom.n, atom.unit or "day")
    weeks = atom.unit in ("week", "fortnight")
    about = round(atom.n * ABOUT_SHARE) if atom.part == "about" and atom.unit == "day" else 0
    slack = WEEKS_SLACK if weeks else about
    return Days(moved(days.start, -slack, "day"), moved(days.end, slack, "day"))


def _ahead(atom: Atom, story: Story) -> Days | None:
    if atom.n is None or (atom.unit in ("hour", "minute") and not story.future):
        return None  # "within 48 hours they had left": a length of time
    return shifted(story.published, atom.n, atom.unit or "day")


def _window(atom: Atom, story: Story) -> Days | None:
    """A rolling window ends at the event day of its sentence or the one before, else at publication."""
    unit = atom.unit or "day"
    # A counted window ("the fourth in three months") ends at the story's event, wherever that was told.
    told = story.near_day(1) if atom.which else story.day
    if told and (told.end - told.start).days > ANCHOR_DAYS:
        told = None
    if atom.which in ("previous", "following"):
        return _beside_window(atom, story)
    n = atom.n if atom.n is not None else (1 if atom.which == "rolling" else None)
    if n is None or atom.part == "vague":
        return None
    base = Days(told.end, told.end) if told else story.published
    if atom.which == "next":
        return Days(base.start, moved(base.end, n, unit))
    return Days(moved(base.start, -n, unit), base.end)


def _beside_window(atom: Atom, story: Story) -> Days | None:
    """ "The two weeks before": they end the day before the stretch just told begins."""
    told, unit = story.stretch, atom.unit or "day"
    if told is None or atom.n is None:
        return None
    if atom.which == "previous":
        return Days(moved(told.start, -atom.n, unit), moved(told.start, -1, "day"))
    return Days(moved(told.end, 1, "day"), moved(told.end, atom.n, unit))


def _so_many(atom: Atom, story: Story) -> Days | None:
    """ "The third in as many months": that many months, counted back from the event or from publication."""
    if atom.n is None:
        return None
    base = story.near_day(1) or story.published
    return Days(moved(base.start, -atom.n, atom.unit or "month"), base.end)


def _running(atom: Atom, story: Story) -> Days | None:
    """ "For two months now": from then to publication."""
    if atom.n is None:
        return None
    return Days(moved(story.published.start, -atom.n, atom.unit or "day"), story.published.end)


def _feast(atom: Atom, story: Story) -> Days | None:
    days = dated(atom, story, lambda year: feast_of(year, atom.season or ""))
    if days is None or atom.part is None:
        return days
    return (
        Days(days.start, days.start + timedelta(2)) if atom.part == "early" else Days(days.end - timedelta(2), days.end)
    )


def _nth_weekday(atom: Atom, story: Story) -> Days | None:
    """ "The first Sunday of June", "the last weekend of April"."""
    return dated(atom, story, lambda year: _of_month(month_of(year, atom.month or 1), atom))


def _of_month(month: Days, atom: Atom) -> Days | None:
    weekday, number = (5 if atom.weekday is None else atom.weekday), atom.count or 1
    if number == LAST_OF:
        day = weekday_before(month.end, weekday)
    else:
        day = weekday_after(month.start, weekday) + timedelta(7 * (number - 1))
    if day > month.end:
        return None
    return Days(day, day + timedelta(1)) if atom.weekday is None else _single(day)


def _unit(atom: Atom, story: Story) -> Days | None:
    """A named stretch: "last week", "this year", "the following month", "the end of the year"."""
    unit, published = atom.unit or "day", story.published
    if atom.which == "rolling":
        return Days(moved(published.start, -1, unit), published.end)
    told = story.stretch if atom.which in ("previous", "following", "same") else None
    if atom.which in ("previous", "following", "same") and told is None:
        return None
    base = told or published
    if told and atom.which in ("previous", "following"):
        edge = told.start if atom.which == "previous" else told.end
        base = Days(edge, edge)
    whole = Days(unit_of(base.start, unit).start, unit_of(base.end, unit).end)
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(atom.which or "", 0)
    if unit == "weekend" and not step and not story.future and whole.start > published.end:
        step = -1
    return part_of(_stepped(whole, step, unit), atom.part)


def _stepped(whole: Days, step: int, unit: str) -> Days:
    if unit in ("day", "week", "weekend", "fortnight"):
        return shifted(whole, step, "week" if unit == "weekend" else unit)
    first, last = moved(whole.start, step, unit), moved(whole.end.replace(day=1), step, unit)
    return Days(unit_of(first, unit).start, unit_of(last, unit).end)


def _earlier_this(atom: Atom, story: Story) -> Days | None:
    return Days(unit_of(story.published.start, atom.unit or "year").start, story.published.end)


def _later_this(atom: Atom, story: Story) -> Days | None:
    return Days(story.published.start, unit_of(story.published.end, atom.unit or "year").end)


def _unit_same(atom: Atom, story: Story) -> Days | None:
    """ "The same period of last year": the stretch just told, in another year."""
    told = story.stretch
    if told is None:
        return None
    back = told.start.year - atom.year if atom.year else 1
    return Days(moved(told.start, -back, "year"), moved(told.end, -back, "year"))


def _season(atom: Atom, story: Story) -> Days | None:
    season = atom.season or "summer"
    if atom.year:
        return part_of(season_of(atom.year, season), atom.part)
    options = [season_of(story.published.end.year + step, season) for step in range(-3, 2)]
    over = [days for days in options if days.end < story.published.start]
    if atom.which == "last":
        return part_of(over[-1], atom.part)
    return part_of(fitting(atom, story, options), atom.part)


def _quarter(atom: Atom, story: Story) -> Days | None:
    make = half_of if atom.unit == "half" else quarter_of
    number = atom.count or 1
    if number == 5 and not (atom.year or atom.which):
        return _stepped(unit_of(story.published.start, atom.unit or "quarter"), -1, atom.unit or "quarter")
    number = min(number, 2 if atom.unit == "half" else 4)
    if atom.year or atom.which:
        return make(atom.year or relative_year(atom, story), number)
    return fitting(atom, story, [make(story.published.end.year + step, number) for step in range(-2, 2)])


def _first_months(atom: Atom, story: Story) -> Days | None:
    year, n = atom.year or relative_year(atom, story), round(atom.n or 1)
    return months_of(year, 13 - n, 12) if atom.which == "last" and atom.year else months_of(year, 1, min(n, 12))


def _months_to(atom: Atom, story: Story) -> Days | None:
    """ "The ten months to the end of October": so many months, the last of which is told."""
    last = dated(atom, story, lambda year: month_of(year, atom.month or 0))
    return None if last is None else Days(moved(last.end + timedelta(1), -round(atom.n or 1), "month"), last.end)


def _year(atom: Atom, story: Story) -> Days | None:
    return part_of(year_of(atom.year), atom.part) if atom.year else None


def _decade(atom: Atom, story: Story) -> Days | None:
    return part_of(unit_of(date(atom.year, 1, 1), "decade"), atom.part) if atom.year else None


def _weekend(atom: Atom, story: Story) -> Days | None:
    if atom.day:
        day = _date(atom, story)
        return day and Days(min(day.start, week_of(day.start).start + timedelta(5)), week_of(day.start).end)
    step = {"last": -1, "next": 1, "following": 1, "previous": -1}.get(atom.which or "", 0)
    whole = Days(unit_of(story.published.start, "weekend").start, unit_of(story.published.end, "weekend").end)
    return shifted(whole, step, "week")


def _clock(atom: Atom, story: Story) -> Days | None:
    if told := story.near_day(2):
        return told
    return story.published if story.published.start == story.published.end else None


PLACES: dict[str, Callable[[Atom, Story], Days | None]] = {
    "date": _date,
    "month": _month,
    "day": _day,
    "weekday": _weekday,
    "deictic": _deictic,
    "deictic_story": _deictic_story,
    "shift": _shift,
    "ago": _ago,
    "ahead": _ahead,
    "window": _window,
    "unit": _unit,
    "earlier_this": _earlier_this,
    "later_this": _later_this,
    "unit_same": _unit_same,
    "season": _season,
    "quarter": _quarter,
    "first_months": _first_months,
    "months_to": _months_to,
    "year": _year,
    "decade": _decade,
    "weekend": _weekend,
    "feast": _feast,
    "nth_weekday": _nth_weekday,
    "so_many": _so_many,
    "running": _running,
    "clock": _clock,
}
