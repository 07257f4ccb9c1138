"""Dates that cannot be: days that do not exist, wrong weekdays, past events after publication, clashing years."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from crossbearing.model.claims import Problem, Report
from crossbearing.reading.document import inside
from crossbearing.reading.language.text import Sentence, folded, folded_with_a_grave
from crossbearing.reading.problems.days import MONTHS, WEEKDAYS, date_problem, day_name, span_name
from crossbearing.reading.problems.stretches import clashing_years, lengths, two_names
from crossbearing.reading.times import Anchor, Form, TimeExpression
from crossbearing.reading.times.clauses import tense
from crossbearing.reading.times.expression import Atom, Node
from crossbearing.reading.times.vocabulary import Vocabulary, vocabulary

# A yearless date this far back may belong to another year, which its weekday would tell. GUESS.
SURE_YEAR_DAYS = 180
# Words near a coming date that make it a plan, whatever the tense of the verb.
AIM_REACH = 70
_AIM = re.compile(
    r"\b(?:prevue?s?|prevoi\w+|attendue?s?|programmee?s?|promis\w*|command\w+|contrat|reporte\w*|repousse\w*"
    r"|convenu\w*|fixee?s?|accord|projet\w*|expire\w*|expected|plan\w*|scheduled|promised|ordered|contract|postponed"
    r"|agreed|delayed|due)\b"
)
# What was signed is a plan for the days behind it: "signed a deal for delivery on 9 November".
_SIGNED = re.compile(r"\b(?:signe\w*|signed)\b")
_AIM_JUST_BEFORE = re.compile(
    r"\b(?:pour|d'ici|jusqu'\w+|avant|a partir|for|by|until|through|before)(?: le| du| the)? $"
)


def date_problems(
    report: Report, times: Sequence[TimeExpression], sentences: Sequence[Sentence], language: str
) -> Iterator[Problem]:
    """Yield the date problems of a report."""
    words = vocabulary(language)
    earlier: Sequence[TimeExpression] = ()
    for sentence in sentences:
        here = inside(times, sentence.start, sentence.end)
        for time in here:
            yield from _impossible(report, time, words)
            yield from _weekday(report, time, words)
            yield from _after_publication(report, time, sentence, words)
        yield from two_names(report, [*earlier[-1:], *here], words)
        yield from lengths(report, here, language)
        earlier = here
    yield from clashing_years(report, times, sentences)


def _impossible(report: Report, time: TimeExpression, words: Vocabulary) -> Iterator[Problem]:
    """ "31 April": a month's day that does not exist; a stretch that ends before it begins."""
    if time.form is not Form.INVALID:
        yield from _no_leap_day(report, time, words)
        return
    written = folded(report.text)[time.start : time.end]
    for day, month, year in _written_days(written, words):
        if (day, month, year) == (29, 2, None):
            yield date_problem(report, f"29 February {_last_february(report)} does not exist", time)
            return
        last = monthrange(year or 2024, month)[1]
        if not 1 <= day <= last:
            name = f"{day} {MONTHS[month - 1]}" + (f" {year}" if year else "")
            yield date_problem(report, f"{name} does not exist", time)
            return
    yield date_problem(report, "the stretch ends before it begins", time)


def _no_leap_day(report: Report, time: TimeExpression, words: Vocabulary) -> Iterator[Problem]:
    """ "29 February" without a year, told in a year that has none, or the year after one that has none."""
    day = time.value_start
    if day is None or time.form is not Form.DAY or (day.month, day.day) != (2, 29):
        return
    written = folded(report.text)[time.start : time.end]
    if any(year for _, _, year in _written_days(written, words)) or re.search(rf"\b{day.year}\b", report.text):
        return
    year = _last_february(report)
    if day.year < year:
        yield date_problem(report, f"29 February {year} does not exist", time)


def _last_february(report: Report) -> int:
    """The year of the last February that was over when the report appeared."""
    return report.published_end.year - (report.published_end < date(report.published_end.year, 2, 28))


def _written_days(written: str, words: Vocabulary) -> Iterator[tuple[int, int, int | None]]:
    """The (day, month, year or None) that stand in an expression, in any of the usual orders."""
    months, year = words.pieces["any_month"], r"(?:,? (?P<y>\d{4}))?"
    orders = [
        rf"(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?(?P<m>{months}){year}",
        rf"\b(?P<m>{months}) (?P<d>\d{{1,2}})(?!\d){year}",
        r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})",
    ]
    for order in orders if words.language == "en" else (orders[0], orders[2]):
        for match in re.finditer(order, written):
            month = words.months.get(match["m"]) or int(match["m"])
            if 1 <= month <= 12:
                yield int(match["d"]), month, int(match["y"]) if match["y"] else None


def _weekday(report: Report, time: TimeExpression, words: Vocabulary) -> Iterator[Problem]:
    """The named weekday against the calendar; the date is kept."""
    day = time.value_start
    if time.form is not Form.DAY or day is None or day != time.value_end:
        return
    named = re.search(rf"\b({words.pieces['weekday']})\b", folded(report.text)[time.start : time.end])
    if named is None or words.weekdays[named[1]] == day.weekday():
        return
    other_year = any(
        (other := _same_day(day, step)) and other.weekday() == words.weekdays[named[1]] for step in (-1, 1)
    )
    if other_year and time.anchor != "calendar" and (report.published_start - day).days > SURE_YEAR_DAYS:
        return
    wanted = WEEKDAYS[words.weekdays[named[1]]]
    yield date_problem(report, f"{day_name(day)} is a {WEEKDAYS[day.weekday()]}, not a {wanted}", time)


def _same_day(day: date, step: int) -> date | None:
    try:
        return day.replace(year=day.year + step)
    except ValueError:  # 29 February
        return None


def _after_publication(
    report: Report, time: TimeExpression, sentence: Sentence, words: Vocabulary
) -> Iterator[Problem]:
    """A day after publication told in the past."""
    if time.form not in (Form.DAY, Form.DAYS, Form.MONTH) or time.value_start is None:
        return
    first = _soon_after(report, time, words) or time.value_start
    if first <= report.published_end:
        return
    text = folded_with_a_grave(report.text)
    node = Node(time.start, time.end, "plain", Atom(time.start, time.end, "date"))
    if tense(text, sentence.start, sentence.end, node, words) == "past" and not _aims_ahead(text, time, sentence):
        published = span_name(report.published_start, report.published_end)
        yield date_problem(report, f"{day_name(first)} is after publication ({published}), told as past", time)


# A day without a year that would be told of nearly a year late is meant of this year where it lies this little ahead.
# GUESS: a slip of the pen is small.
SOON_DAYS = 21
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:l'an|l'annee|last year|a year|the year|un an)\b")


def _soon_after(report: Report, time: TimeExpression, words: Vocabulary) -> date | None:
    """The same day of the year of publication, where it lies just ahead and nothing near tells another year."""
    day = time.value_start
    if day is None or time.form is not Form.DAY or day != time.value_end or time.anchor == Anchor.CALENDAR:
        return None
    ahead = _same_day(day, 1)
    if ahead is None or not 0 < (ahead - report.published_end).days <= SOON_DAYS:
        return None
    if not any(True for _ in _written_days(folded(report.text)[time.start : time.end], words)):
        return None
    floor = max(report.body_start, time.start - AIM_REACH)
    return None if _YEAR.search(folded(report.text), floor, time.end + AIM_REACH) else ahead


def _aims_ahead(text: str, time: TimeExpression, sentence: Sentence) -> bool:
    """ "A signé un contrat pour une livraison en 2026": a past verb that speaks of what is to come."""
    floor = max(sentence.start, time.start - AIM_REACH)
    aimed = _AIM.search(text, floor, min(sentence.end, time.end + AIM_REACH)) or _SIGNED.search(text, floor, time.start)
    return bool(aimed or _AIM_JUST_BEFORE.search(text, floor, time.start))
