"""When the event of a clause took place, from the time expressions that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crossbearing.model.claims import Span, When
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.times import Form, TimeExpression

# These have no place on the calendar of the event: a length, a rate, an hour, a bare adverb.
_NO_DAY = frozenset({Form.ADVERB, Form.DURATION, Form.FREQUENCY, Form.CLOCK, Form.INVALID, Form.VAGUE})


# "equipment ordered by the army in 2018": the date is the order's, not the delivery's.
_AFTER_AUXILIARY = "".join(
    rf"(?<!\b{word} )" for word in ("ete", "ont", "avait", "avaient", "a", "was", "were", "been")
)
_ASIDE = gated(
    r", (?:promised|ordered|announced|pledged|bought|promise?s?|promises|promise?es|commandee?s?|annoncee?s?|"
    r"suspended|frozen|halted|broken off|suspendue?s?|geles?|gelee?s?|interrompue?s?|rompue?s?|"
    r"achetee?s?) (?:in|on|last|en|le|au|a l'|par|by) "
    rf"|(?<=[\w\"] ){_AFTER_AUXILIARY}(?:ordered (?:by|in)|bought (?:by|in)|promised by|built in|"
    r"licen[cs]es? granted|commandee?s? par|"
    r"commandee?s? en|achetee?s? (?:par|en)|promise?s? par|signee?s? en|fabriquee?s? en|construite?s? en) "
)
ASIDE_REACH = 28


# "against two in the previous week", "contre trois en 2023": the date is the baseline's, not the event's.
_BASELINE = gated(
    r"\b(?:contre|au lieu d[eu']|against|(?:up|down) from|compared (?:to|with)|versus)(?: [^.;:]{1,40})? $"
)
BASELINE_REACH = 60


def _is_baseline(doc: Document, start: int, one: TimeExpression) -> bool:
    """Say whether a date stands behind a word of comparison; a stretch that begins with that word is all baseline."""
    match = _BASELINE.search(doc.flat, max(start, one.start - BASELINE_REACH), one.start)
    return match is not None and bool(doc.flat[start : match.start()].strip(" ,;"))


def dated(doc: Document, start: int, end: int) -> tuple[TimeExpression, ...]:
    """Return the expressions of a stretch that date an event, in order; not those that date a speaker."""
    asides = [(match.start(), match.end() + ASIDE_REACH) for match in _ASIDE.finditer(doc.flat, start, end)]
    return tuple(
        one
        for one in inside(doc.times, start, end)
        if one.form not in _NO_DAY
        and not one.said
        and not _is_baseline(doc, start, one)
        and not any(low < one.start < high for low, high in asides)
    )


def event_time(doc: Document, stretches: Iterable[tuple[int, int]], asides: Iterable[Span] = ()) -> When | None:
    """Return the days from the first to the last date of the stretches, None where no date is told.

    `asides` are stretches inside them whose dates count only where there are no others.
    """
    parts = tuple(stretches)
    found = [one for start, end in parts for one in dated(doc, start, end)] or _by_the_hour(doc, parts)
    besides = tuple(asides)
    own = [one for one in found if not any(span.start <= one.start < span.end for span in besides)]
    return spanned(own or found)


def _by_the_hour(doc: Document, parts: Sequence[tuple[int, int]]) -> list[TimeExpression]:
    """*It ceased transmitting at 0412 hours*: an hour alone is of the day told before; one of today tells no day."""
    today = doc.report.published_end if doc.report.is_dated else None
    hours = [one for start, end in parts for one in inside(doc.times, start, end) if one.form is Form.CLOCK]
    return [one for one in hours if one.value_start is not None and one.value_end != today][:1]


def told_aside(clause: Clause) -> Iterator[Span]:
    """*La mission, suspendue en mars 2023, n'a pas repris*: participles between commas have dates of their own."""
    for one in clause.asides:
        if one.start > clause.start and clause.doc.flat.endswith(", ", 0, one.start):
            comma = clause.doc.flat.find(",", one.end, clause.end)
            yield Span(one.start, comma if comma >= 0 else clause.end)


# "touched down at X shortly after 9 a.m. on Saturday": what is cut off stands this near, with no verb between.
CUT_OFF_REACH = 30


def cut_off(clause: Clause, start: int, end: int) -> When | None:
    """Return the date right behind a claim that names none, or in the subject that was cut off before it."""
    doc, sentence = clause.doc, clause.sentence
    near = dated(doc, max(start, end - CUT_OFF_REACH), min(sentence.end, end + CUT_OFF_REACH))
    behind = [one for one in near if one.end > end][:1]
    if behind and not _HAS_VERB.search(doc.flat, end, behind[0].start):
        return spanned(behind)
    if start < clause.at or start == sentence.start:
        return None
    before = dated(doc, sentence.start, start)
    return spanned(before) if len(before) == 1 else None


_HAS_VERB = re.compile(r"[;:.]|\b(?:who|which|that|qui|que|dont|et|and|was|were|had|a|ont|est|sont)\b")


def spanned(found: Sequence[TimeExpression]) -> When | None:
    """Return the stretch that several expressions span; a bound that one of them leaves open stays open."""
    placed = [one for one in found if one.value_start is not None or one.value_end is not None]
    if not placed:
        return None
    if any(one.form is not Form.UNTIL for one in placed) and not any(one.form is Form.SINCE for one in placed):
        placed = [one for one in placed if one.form is not Form.UNTIL]  # "signed in May, to be delivered by 2026"
    starts = [one.value_start for one in placed if one.value_start is not None]
    ends = [one.value_end for one in placed if one.value_end is not None]
    return When(min(starts) if starts else None, max(ends) if ends else None)


def latest(when: When | None) -> date | None:
    """Return the last day of a stretch."""
    return None if when is None else when.end or when.start
