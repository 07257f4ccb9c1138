"""From the joined atoms of one sentence to time expressions, in the order of the telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from crossbearing.reading.times.clauses import counts_something, is_flashback, is_said, is_supposed, tense
from crossbearing.reading.times.days import Days, moved, week_of, weekday_before, year_of
from crossbearing.reading.times.expression import Anchor, Atom, Form, Node, TimeExpression
from crossbearing.reading.times.placing import place
from crossbearing.reading.times.story import Story
from crossbearing.reading.times.vocabulary import vocabulary

_FORMS = {
    "date": Form.DAY,
    "day": Form.DAY,
    "month": Form.MONTH,
    "year": Form.YEAR,
    "decade": Form.YEAR,
    "season": Form.SEASON,
    "quarter": Form.PART,
    "first_months": Form.PART,
    "window": Form.WINDOW,
    "vague": Form.VAGUE,
    "duration": Form.DURATION,
    "frequency": Form.FREQUENCY,
    "clock": Form.CLOCK,
    "adverb": Form.ADVERB,
}
# Read after the rest of their sentence: they lean on its other dates.
_LATER = ("window", "clock", "unit_same")
_STORY_KINDS = ("deictic_story", "shift", "unit_same", "day")
# What moves the telling on; weeks and months named relative to publication do so too.
_TELLING = (
    "date",
    "day",
    "month",
    "year",
    "weekday",
    "deictic",
    "deictic_story",
    "shift",
    "ago",
    "season",
    "quarter",
    "unit",
)


def read_sentence(
    folded: str, start: int, end: int, nodes: Sequence[Node], story: Story, language: str
) -> list[TimeExpression]:
    """Return the expressions of a sentence `[start, end)`; the story moves on with what is told.

    `folded` keeps "à", so that verbs can be told from prepositions.
    """
    found: list[TimeExpression] = []
    for late in (False, True):
        for node in nodes:
            if (node.first.kind in _LATER) == late and not _is_generic(node, story):
                found.append(_read(folded, start, end, node, story, language, found))
    return _named_again(folded, sorted(found, key=_start))


def _named_again(folded: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """ "A week after the visit, on June 8": what could not be counted takes the date that follows it."""
    for index, (vague, dated) in enumerate(pairwise(found)):
        between = folded[vague.end : dated.start].strip(" ,")
        if vague.form is Form.VAGUE and dated.form is Form.DAY and between in ("", "on", "soit", "soit le"):
            found[index] = replace(vague, value_start=dated.value_start, value_end=dated.value_end, form=Form.RELATIVE)
    return found


def _is_generic(node: Node, story: Story) -> bool:
    """ "Le même jour" in a report that has told no day yet means any day."""
    return node.first.kind == "deictic_story" and node.first.sign == 0 and story.day is None


def _read(
    folded: str, start: int, end: int, node: Node, story: Story, language: str, before: list[TimeExpression]
) -> TimeExpression:
    words = vocabulary(language)
    said = node.operator != "since" and is_said(folded, start, end, node, words)
    told = "" if said else tense(folded, start, end, node, words)
    story.future, story.past = told == "future", told == "past"
    story.flashback = not said and is_flashback(folded, start, end, node, words)
    if node.first.kind == "window" and node.first.which is None and not counts_something(folded, start, end):
        # "in two weeks" is a day to come after a future verb, else a length of time
        node = replace(node, first=replace(node.first, kind="ahead" if story.future else "duration"))
    days = _beside(folded, node, before, story, start) or _place_node(node, story)
    if is_supposed(folded, start, end, words):
        return TimeExpression(node.start, node.end, None, None, Form.VAGUE)
    if isinstance(days, Days) and days == year_of(days.start.year) and not folded[start : node.start].strip(" en,i"):
        story.frame = days.start.year
    if said and isinstance(days, Days):
        story.cited = days
    elif isinstance(days, Days) and _moves_on(node, story):
        story.tell(days, explicit=_has_year(node), lasting=node.operator == "range")
    low, high = days or (None, None)
    return TimeExpression(node.start, node.end, low, high, _form(node, low or high), _anchor(node, story), said)


def _beside(folded: str, node: Node, before: list[TimeExpression], story: Story, start: int) -> Days | None:
    """A clock time takes the day told last before it in its sentence; an apposition takes its date's."""
    if node.first.kind != "clock":
        return _apposition(folded, node, before)
    published = story.published
    if published.start == published.end and not folded[start : node.start].strip():
        return published  # the stamp of a running report
    days = [one for one in sorted(before, key=_start) if one.value_start and one.value_end == one.value_start]
    told = [one for one in days if one.start < node.start][-1:] or days[:1]
    return Days(told[0].value_start, told[0].value_start) if told and told[0].value_start else None


def _start(expression: TimeExpression) -> int:
    return expression.start


def _apposition(folded: str, node: Node, before: list[TimeExpression]) -> Days | None:
    """ "Le 11 décembre, trois jours après la chute": both name one day."""
    if node.first.kind != "shift" or not before or node.operator != "plain":
        return None
    last = before[-1]
    directly = folded[last.end : node.start].strip() in (",", "(", "-", ", soit")
    named = len(folded[node.start : node.end].split()) > 3
    return (
        Days(last.value_start, last.value_end) if directly and named and last.value_start and last.value_end else None
    )


def _moves_on(node: Node, story: Story) -> bool:
    if node.operator not in ("plain", "range", "night", "week", "weekend") or story.future:
        return False
    if node.first.kind == "weekday" and story.flashback:
        return False
    return node.first.kind in _TELLING


def _has_year(node: Node) -> bool:
    return bool(node.first.year or (node.last and node.last.year))


def _place_node(node: Node, story: Story) -> Days | tuple[date | None, date | None] | None:
    if node.operator == "range" and node.last:
        return _place_range(node.first, node.last, story)
    if node.operator == "since":
        return _since(node.first, story)
    days = place(node.first, story)
    if days is None or node.operator == "plain":
        return days
    if node.operator == "night":
        return Days(days.start, days.end + timedelta(1))
    if node.operator in ("week", "weekend"):
        week = week_of(days.start)
        saturday = week.start + timedelta(5)
        return week if node.operator == "week" else Days(min(days.start, saturday), week.end)
    if node.operator in ("from", "after"):
        first = days.start if node.operator == "from" else days.end + timedelta(1)
        return first, (story.published.end if first <= story.published.end else None)
    return _until(node, days, story)


def _since(atom: Atom, story: Story) -> tuple[date | None, date | None] | None:
    """From then to the day of the report cited in this sentence, else to publication."""
    close = story.cited or story.published
    if atom.kind == "duration":
        return (moved(close.start, -atom.n, atom.unit), close.end) if atom.n and atom.unit else None
    days = place(atom, story)
    if days is None:
        return None
    return days.start, (close.end if days.start <= close.end else None)


def _until(node: Node, days: Days, story: Story) -> tuple[date | None, date | None]:
    """Up to the end of the named stretch; "before" a date or month ends the day before it begins."""
    named_end = node.first.part is not None or node.operator == "until"
    last = days.end if named_end else days.start - timedelta(1)
    return (story.published.start if last > story.published.end else None), last


def _place_range(first: Atom, last: Atom, story: Story) -> Days | None:
    to = place(last, story)
    if to is None or (since := _range_start(first, to, story)) is None:
        return None
    return Days(since.start, to.end) if since.start <= to.end else None


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


def _form(node: Node, value: date | None) -> Form:
    kind = node.first.kind
    if value is None and kind in ("date", "day"):
        return Form.INVALID
    if node.operator == "since":
        return Form.SINCE
    if node.operator in ("until", "before"):
        return Form.UNTIL
    if node.operator in ("range", "from", "after", "week", "weekend"):
        return Form.DAYS if kind in ("date", "day", "weekday") else Form.WINDOW
    if value is None and kind not in ("duration", "frequency", "adverb", "clock"):
        return Form.VAGUE
    if node.first.part and kind in ("month", "year", "unit", "season"):
        return Form.PART
    return _FORMS.get(kind, Form.RELATIVE)


def _anchor(node: Node, story: Story) -> str:
    if node.first.kind in ("duration", "frequency", "adverb", "vague"):
        return Anchor.NONE
    if node.operator == "since" and story.cited:
        return Anchor.CITED
    if _has_year(node):
        return Anchor.CALENDAR
    told = node.first.kind in _STORY_KINDS or (node.first.kind in ("window", "clock") and story.near_day(1) is not None)
    return Anchor.NARRATIVE if told or node.first.which in ("following", "previous", "same") else Anchor.PUBLICATION
