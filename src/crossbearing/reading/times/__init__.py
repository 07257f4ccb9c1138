"""Reads calendar and clock expressions of a report and places them on the calendar.

Atoms are found by rules that trigger words call (`rules`, `lexicon/time_rules_*.toml`), joined to ranges and bounds
(`gluing`), and placed on the calendar in the order of the telling (`placing`, `story`), against the publication date,
which may be known to the day, the month or the year only. Method: `docs/method/time.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.model.claims import Report, Span
from crossbearing.reading.language.gates import flat_of
from crossbearing.reading.language.stretches import Stretches
from crossbearing.reading.language.text import Sentence, folded_with_a_grave
from crossbearing.reading.times.dateline import published_days
from crossbearing.reading.times.expression import Anchor, Form, TimeExpression
from crossbearing.reading.times.gluing import glue
from crossbearing.reading.times.reading import read_sentence
from crossbearing.reading.times.rules import atoms
from crossbearing.reading.times.story import Story

__all__ = ["Anchor", "Form", "TimeExpression", "times"]


def times(
    report: Report, sentences: Sequence[Sentence], language: str, masked: Sequence[Span] = ()
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a report in order of their start; none overlaps another or a masked span.

    `sentences` are those of the body, `language` is "fr" or "en"; `masked` spans (designators, registrations) hold
    no time. Bare adverbs come with form `adverb` and without a value.
    """
    plain, with_verbs = flat_of(report.text), folded_with_a_grave(report.text)
    taken = Stretches(masked)
    story = Story(published_days(report, plain))
    found: list[TimeExpression] = []
    for index, sentence in enumerate(sentences):
        start = max(sentence.start, report.body_start)
        story.enter(index, sentence.paragraph)
        pieces = atoms(report.text, plain, start, sentence.end, language, taken)
        if pieces:
            nodes = glue(plain, start, sentence.end, pieces, language)
            found += read_sentence(with_verbs, start, sentence.end, nodes, story, language)
    return tuple(found)
