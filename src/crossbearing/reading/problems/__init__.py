"""Figures and dates of one report that do not agree, each with the equation that shows it.

A problem never changes a claim: it is shown beside it, and the dates and figures stay as written.
Figures are compared as ranges, so that "environ dix" or "plus de trois" raise no alarm where any reading adds up.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.model.claims import Problem, Report, Span
from crossbearing.reading.craft.identifiers import Identifier
from crossbearing.reading.language.stretches import Stretches
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.numbers.quantities import Quantity
from crossbearing.reading.problems.dates import date_problems
from crossbearing.reading.problems.figures import figure_problems
from crossbearing.reading.problems.identifiers import identifier_problems
from crossbearing.reading.times import TimeExpression


def problems(
    report: Report,
    times: Sequence[TimeExpression],
    quantities: Sequence[Quantity],
    sentences: Sequence[Sentence],
    language: str,
    ids: Sequence[Identifier] = (),
) -> tuple[Problem, ...]:
    """Return the problems of a report in order of their first span.

    `times` and `quantities` are those read in these sentences; a quantity inside a time is left out.
    `language` is "fr" or "en"; `ids` are the identifiers of craft in the report.
    """
    dated = Stretches(Span(time.start, time.end) for time in times)
    counted = [one for one in quantities if not dated.touches(one.start, one.end)]
    found = [
        *date_problems(report, times, sentences, language),
        *figure_problems(report, times, counted, sentences, language),
        *identifier_problems(report, ids),
    ]
    unique = {(problem.kind, problem.spans): problem for problem in found}
    return tuple(sorted(unique.values(), key=lambda problem: (problem.spans[0].start, problem.kind)))
