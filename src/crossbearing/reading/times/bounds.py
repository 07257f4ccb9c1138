"""Places joined atoms: ranges, stretches with one named end, nights and weeks named by a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from crossbearing.reading.times.days import Days, moved, week_of, weekday_before
from crossbearing.reading.times.expression import Atom, Node
from crossbearing.reading.times.placing import place
from crossbearing.reading.times.story import Story


class Bounds(NamedTuple):
    """Days of which one end may be open; both None: no place on the calendar."""

    low: date | None
    high: date | None


def place_node(node: Node, story: Story) -> Days | Bounds | None:
    """Return the days of a node: `Days` for an event time, `Bounds` for a stretch with one named end."""
    if node.operator == "range" and node.last:
        return _place_range(node.first, node.last, story)
    if node.operator == "since":
        return _since(node.first, story)
    days = place(node.first, story)
    if days is None or node.operator == "plain":
        return days
    if node.operator == "night":
        return Days(days.start, moved(days.end, 1, "day"))
    if node.operator in ("week", "weekend"):
        week = week_of(days.start)
        saturday = week.start + timedelta(5)
        return week if node.operator == "week" else Days(min(days.start, saturday), week.end)
    if node.operator in ("from", "after"):
        first = days.start if node.operator == "from" else moved(days.end, 1, "day")
        return Bounds(first, story.published.end if first <= story.published.end else None)
    return _until(node, days, story)


def _since(atom: Atom, story: Story) -> Bounds | None:
    """From then to the day of the report cited in this sentence, else to publication."""
    close = story.cited or story.published
    if atom.kind == "duration":
        return Bounds(moved(close.start, -atom.n, atom.unit), close.end) if atom.n and atom.unit else None
    days = place(atom, story)
    if days is None:
        return None
    return Bounds(days.start, close.end if days.start <= close.end else None)


def _until(node: Node, days: Days, story: Story) -> Bounds:
    """Up to the end of the named stretch; "before" a date or month ends the day before it begins."""
    named_end = node.first.part is not None or node.operator == "until"
    last = days.end if named_end else moved(days.start, -1, "day")
    return Bounds(story.published.start if last > story.published.end else None, last)


def _place_range(first: Atom, last: Atom, story: Story) -> Days | None:
    to = _around_publication(first, last, story) or place(last, story)
    if to is None or (since := _range_start(first, to, story)) is None:
        return None
    return Days(since.start, to.end) if since.start <= to.end else None


# "Is paying a visit from 4 to 7 October", published on the 6th; a longer range is told otherwise. GUESS.
AROUND_DAYS = 62


def _around_publication(first: Atom, last: Atom, story: Story) -> Days | None:
    """The end of a range that publication falls into, told in no past tense: it is going on."""
    if last.year or first.year or last.which or story.past or first.kind not in ("date", "day") or last.kind != "date":
        return None
    published = story.published
    for year in (published.end.year, published.end.year + 1):
        to = place(replace(last, year=year), story)
        begin = place(replace(first, kind="date", year=year, month=first.month or last.month), story)
        if to and begin and begin.start <= published.end < to.start and (to.end - begin.start).days <= AROUND_DAYS:
            return to
    return None


def _range_start(first: Atom, to: Days, story: Story) -> Days | None:
    """The beginning of a range: without a year of its own it is the latest before the end."""
    if first.kind == "weekday":
        day = weekday_before(to.start, first.weekday or 0, strictly=True)
        return Days(day, day)
    days = place(first, story)
    if days is None or first.year or first.kind not in ("date", "month"):
        return days
    for year in (to.end.year, to.end.year - 1):
        option = place(replace(first, year=year, which=None, unit=None), story)
        if option and option.start <= to.end:
            return option
    return days
