"""Stretches and years that do not agree: two names of one day, a stretch and its length, "last year" and its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from crossbearing.model.claims import Problem, Report
from crossbearing.reading.document import inside
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import Sentence, folded
from crossbearing.reading.numbers.spelt import value_of
from crossbearing.reading.problems.days import date_problem, day_name, span_name
from crossbearing.reading.times import Anchor, Form, TimeExpression
from crossbearing.reading.times.vocabulary import Vocabulary

# A relative year and the dates it is about stand at most this many sentences apart. GUESS.
SENTENCES_APART = 3
# "Two weeks" is said of twelve to sixteen days. GUESS.
WEEK_SLACK_DAYS = 2
_LENGTH = re.compile(r"(?P<n>.+?)[ -](?P<unit>jours?|days?|semaines?|weeks?)")
_TEACHING = (
    r"(?:formation|stage|cours|cursus|seminaire|exercices?|manoeuvres|entrainement|instruction|visite|mission|sejour|"
    r"escale|course|training|exercises?|drills?|seminar|visit|stay|mission|tour|stopover|programme|program|workshop)"
)
# Between a course and its days stand at most so many characters. GUESS.
COURSE_REACH = 60
_COURSE_OF = gated(rf"{_TEACHING} (?:[a-z-]+ ){{0,2}}(?:de |d'|of |lasting )$")
_COURSE = re.compile(rf" {_TEACHING}\b")
_IN_SHORT = re.compile(r"[ ,(]{1,3}(?:soit|c'est-a-dire|i\.e\.|that is|or)[ ,]{1,2}")
# Between two names of one day stand at most a comma and an article ("hier, le 12 mars").
_APPOSED = re.compile(r"[ ,(]{1,3}(?:soit |c'est-a-dire |on |le )?")
_LAST_YEAR = gated(
    r"\b(?:l'annee (?:derniere|passee|ecoulee)|l'an (?:dernier|passe)|last year|(?:the )?past year|previous year)\b"
)
_POINTING_BACK = re.compile(
    r"\b(?:ces|cette|ce|cet|lesdits|lesdites|these|those|this|the two|les deux) (?P<noun>[a-z]{4,})"
)


def two_names(report: Report, times: Sequence[TimeExpression], words: Vocabulary) -> Iterator[Problem]:
    """ "Hier, le 12 mars" or "trois jours plus tard, le 30 mars": two names of one day that differ."""
    plain = folded(report.text)
    for index, (first, second) in enumerate(pairwise(times)):
        if first.form is not Form.RELATIVE or second.form is not Form.DAY or first.said != second.said:
            continue
        if not (first.value_start and first.value_end and second.value_start):
            continue
        if not _APPOSED.fullmatch(plain[first.end : second.start]) or not _is_sure(first, times[:index], plain, words):
            continue
        if not first.value_start <= second.value_start <= first.value_end:
            told = span_name(first.value_start, first.value_end)
            yield date_problem(report, f"{told} is not {day_name(second.value_start)}", first, second)


def _is_sure(time: TimeExpression, before: Sequence[TimeExpression], plain: str, words: Vocabulary) -> bool:
    """Return whether a relative day leans on something exact: publication, or a dated day told just before."""
    low, high = time.value_start, time.value_end
    if (
        low is None
        or high is None
        or (high - low).days > 7
        or re.search(words.pieces["weekday"], plain[time.start : time.end])
    ):
        return False
    told = before[-1:]
    return time.anchor == Anchor.PUBLICATION or bool(told and told[0].form is Form.DAY and not told[0].said)


def lengths(report: Report, times: Sequence[TimeExpression], language: str) -> Iterator[Problem]:
    """ "Du 3 au 10 mars, soit douze jours": a stretch against its stated length, with or without its last day."""
    plain = folded(report.text)
    for stretch, length in pairwise(times):
        if stretch.form is Form.DURATION:  # "a six-week course from 4 to 22 March"
            stretch, length = length, stretch
        stated = _LENGTH.fullmatch(plain, length.start, length.end)
        if stretch.form is not Form.DAYS or length.form is not Form.DURATION or stated is None:
            continue
        first, last = sorted((stretch, length), key=lambda one: one.start)
        between = plain[first.end : last.start]
        joined = _IN_SHORT.fullmatch(between) if first is stretch else re.fullmatch(r" ?[,(] ?", between)
        if not (joined or _one_course(plain, first, last, length)) or not (stretch.value_start and stretch.value_end):
            continue
        days = (stretch.value_end - stretch.value_start).days
        n = value_of(re.sub(r"^(?:an?|the|une?|les?|la|leurs?|its|their|his) (?=.)", "", stated["n"]), language)
        if n is not None and not any(_same_length(n, stated["unit"], count) for count in (days, days + 1)):
            yield date_problem(report, f"{days + 1} days, not {plain[length.start : length.end]}", stretch, length)


def _one_course(plain: str, first: TimeExpression, last: TimeExpression, length: TimeExpression) -> bool:
    """ "Du 4 au 22 mars, une formation de six semaines", "a six-week course from 4 to 22 March"."""
    between = plain[first.end : last.start]
    if len(between) > COURSE_REACH or re.search(r"[.;:]", between):
        return False
    lasts = _COURSE_OF.search(plain, max(0, length.start - COURSE_REACH), length.start)
    follows = _COURSE.match(plain, length.end)
    if length is first:
        return bool(follows and between[follows.end() - length.end :].strip() in ("", ",", "(")) or bool(
            lasts and between.strip() in ("", ",", "(")
        )
    return bool(
        lasts and between[: lasts.start() - first.end].strip(" ,(") in ("", "un", "une", "le", "la", "a", "an")
    ) or bool(follows and between.strip() in ("", ",", "("))


def _same_length(n: float, unit: str, days: int) -> bool:
    if unit.startswith(("semaine", "week")):
        return abs(n * 7 - days) <= WEEK_SLACK_DAYS
    return n == days


def clashing_years(report: Report, times: Sequence[TimeExpression], sentences: Sequence[Sentence]) -> Iterator[Problem]:
    """ "Last year" against dated events that the text points back to: "ces visites, le 24 avril 2023"."""
    plain = folded(report.text)
    for index, sentence in enumerate(sentences):
        for time in inside(times, sentence.start, sentence.end):
            if not _LAST_YEAR.search(plain, time.start, time.end):
                continue
            low, high = _any_last_year(report)
            dated = _pointed_back(plain, index, sentences, times)
            outside = [one for one in dated if one.value_start and not low <= one.value_start <= high]
            if outside and len(outside) == len(dated):
                days = " and ".join(day_name(one.value_start) for one in outside if one.value_start)
                because = f"{days} lie outside any last year of a report of {span_name(*_published(report))}"
                yield date_problem(report, because, time, *outside)
                return


def _published(report: Report) -> tuple[date, date]:
    return report.published_start, report.published_end


def _any_last_year(report: Report) -> tuple[date, date]:
    """The widest meaning of "last year": the calendar year before, and the twelve months before publication."""
    start = min(date(report.published_start.year - 1, 1, 1), report.published_start - timedelta(366))
    return start, report.published_end


def _pointed_back(
    plain: str, index: int, sentences: Sequence[Sentence], times: Sequence[TimeExpression]
) -> list[TimeExpression]:
    """The dated days of the next sentences that take up a noun of this one ("these visits")."""
    sentence = sentences[index]
    here = plain[sentence.start : sentence.end]
    for later in sentences[index + 1 : index + 1 + SENTENCES_APART]:
        back = [match["noun"] for match in _POINTING_BACK.finditer(plain, later.start, later.end)]
        if later.paragraph != sentence.paragraph or not any(noun.rstrip("s") in here for noun in back):
            continue
        days = [time for time in inside(times, later.start, later.end) if time.anchor == "calendar"]
        return [time for time in days if time.form in (Form.DAY, Form.DAYS, Form.MONTH)]
    return []
