"""From the joined atoms of one sentence to time expressions, in the order of the telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from crossbearing.reading.times.bounds import place_node
from crossbearing.reading.times.clauses import counts_something, is_flashback, is_said, is_supposed, tense
from crossbearing.reading.times.days import Days, year_of
from crossbearing.reading.times.expression import Anchor, Form, Node, TimeExpression
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
    "so_many": Form.WINDOW,
    "running": Form.WINDOW,
    "feast": Form.DAY,
    "nth_weekday": Form.DAY,
    "vague": Form.VAGUE,
    "duration": Form.DURATION,
    "frequency": Form.FREQUENCY,
    "clock": Form.CLOCK,
    "adverb": Form.ADVERB,
}
# Read after the rest of their sentence: they lean on its other dates.
_LATER = ("window", "so_many", "clock", "unit_same")
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
    "feast",
    "nth_weekday",
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
    if is_supposed(folded, start, end, words):
        return TimeExpression(node.start, node.end, None, None, Form.VAGUE)
    said = node.operator != "since" and is_said(folded, start, end, node, words)
    told = "" if said else tense(folded, start, end, node, words)
    story.future, story.past = told == "future", told == "past"
    story.flashback = not said and is_flashback(folded, start, end, node, words)
    node = _length_or_window(folded, start, end, node, story)
    days = _beside(folded, node, before, story, start) or place_node(node, story)
    if isinstance(days, Days):
        _carry_on(folded[start : node.start], node, days, story, said=said)
    low, high = days or (None, None)
    return TimeExpression(node.start, node.end, low, high, _form(node, low or high), _anchor(node, story), said)


def _length_or_window(folded: str, start: int, end: int, node: Node, story: Story) -> Node:
    """ "In two weeks" is a window where events are counted, a day to come after a future verb, else a length."""
    if node.first.kind != "window" or node.first.which is not None or counts_something(folded, start, end):
        return node
    return replace(node, first=replace(node.first, kind="ahead" if story.future else "duration"))


def _carry_on(before: str, node: Node, days: Days, story: Story, *, said: bool) -> None:
    """Let the story know: a year that opens the sentence, the day of a cited report, or the event told."""
    if days == year_of(days.start.year) and before.strip(" ,") in ("", "en", "in"):
        story.frame = days.start.year
    if said:
        story.cited = days
    elif node.first.kind in ("first_months", "earlier_this"):
        story.stretch = days
    elif _moves_on(node, story):
        story.tell(days, explicit=_has_year(node), lasting=node.operator == "range")


def _beside(folded: str, node: Node, before: list[TimeExpression], story: Story, start: int) -> Days | None:
    """A clock time takes the day told last before it in its sentence; an apposition takes its date's."""
    if node.first.kind != "clock":
        return _apposition(folded, node, before)
    published = story.published
    if published.start == published.end and not folded[start : node.start].strip():
        return published  # the stamp of a running report
    days = [one for one in sorted(before, key=_start) if one.value_start and one.value_end == one.value_start]
    told = [one for one in days if one.start < node.start][-1:] or days[:1]
    return _days(told[0]) if told else None


def _days(expression: TimeExpression) -> Days | None:
    low, high = expression.value_start, expression.value_end
    return Days(low, high) if low and high else None


def _start(expression: TimeExpression) -> int:
    return expression.start


def _apposition(folded: str, node: Node, before: list[TimeExpression]) -> Days | None:
    """ "Le 11 décembre, trois jours après la chute": both name one day."""
    if node.first.kind != "shift" or not before or node.operator != "plain":
        return None
    last = before[-1]
    directly = folded[last.end : node.start].strip() in (",", "(", "-", ", soit")
    named = len(folded[node.start : node.end].split()) > 3
    return _days(last) if directly and named else None


def _moves_on(node: Node, story: Story) -> bool:
    if node.operator not in ("plain", "range", "night", "week", "weekend") or story.future:
        return False
    if node.first.kind == "weekday" and story.flashback:
        return False
    return node.first.kind in _TELLING


def _has_year(node: Node) -> bool:
    return bool(node.first.year or (node.last and node.last.year))


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
