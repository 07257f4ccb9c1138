"""Dates that cannot be: days that do not exist, wrong weekdays, past events after publication, clashing years."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from crossbearing.model.claims import Problem, Report, Span
from crossbearing.reading.document import inside
from crossbearing.reading.gates import gated
from crossbearing.reading.number_words import value_of
from crossbearing.reading.text import Sentence, folded, folded_with_a_grave
from crossbearing.reading.times import Anchor, Form, TimeExpression
from crossbearing.reading.times.clauses import tense
from crossbearing.reading.times.expression import Atom, Node
from crossbearing.reading.times.vocabulary import Vocabulary, vocabulary

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A yearless date this far back may belong to another year, which its weekday would tell. GUESS.
SURE_YEAR_DAYS = 180
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
# Words near a coming date that make it a plan, whatever the tense of the verb.
AIM_REACH = 70
_AIM = re.compile(
    r"\b(?:prevue?s?|prevoi\w+|attendue?s?|programmee?s?|promis\w*|command\w+|contrat|signe\w*|reporte\w*|repousse\w*"
    r"|convenu\w*|fixee?s?|accord|projet\w*|expire\w*|expected|plan\w*|scheduled|promised|ordered|contract|signed|postponed"
    r"|agreed|delayed|due)\b"
)
_AIM_JUST_BEFORE = re.compile(
    r"\b(?:pour|d'ici|jusqu'\w+|avant|a partir|for|by|until|through|before)(?: le| du| the)? $"
)
# Between two names of one day stand at most a comma and an article ("hier, le 12 mars").
_APPOSED = re.compile(r"[ ,(]{1,3}(?:soit |c'est-a-dire |on |le )?")
_LAST_YEAR = gated(
    r"\b(?:l'annee (?:derniere|passee|ecoulee)|l'an (?:dernier|passe)|last year|(?:the )?past year|previous year)\b"
)
_POINTING_BACK = re.compile(
    r"\b(?:ces|cette|ce|cet|lesdits|lesdites|these|those|this|the two|les deux) (?P<noun>[a-z]{4,})"
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
        yield from _two_names(report, [*earlier[-1:], *here], words)
        yield from _lengths(report, here, language)
        earlier = here
    yield from _clashing_years(report, times, sentences)


def _problem(report: Report, because: str, *times: TimeExpression) -> Problem:
    return Problem(report.id, "date", tuple(Span(time.start, time.end) for time in times), because)


def _impossible(report: Report, time: TimeExpression, words: Vocabulary) -> Iterator[Problem]:
    """ "31 April": a month's day that does not exist; a stretch that ends before it begins."""
    if time.form is not Form.INVALID:
        yield from _no_leap_day(report, time, words)
        return
    written = folded(report.text)[time.start : time.end]
    for day, month, year in _written_days(written, words):
        if (day, month, year) == (29, 2, None):
            yield _problem(report, f"29 February {_last_february(report)} does not exist", time)
            return
        last = monthrange(year or 2024, month)[1]
        if not 1 <= day <= last:
            name = f"{day} {MONTHS[month - 1]}" + (f" {year}" if year else "")
            yield _problem(report, f"{name} does not exist", time)
            return
    yield _problem(report, "the stretch ends before it begins", time)


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
        yield _problem(report, f"29 February {year} does not exist", time)


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
    yield _problem(report, f"{_name(day)} is a {WEEKDAYS[day.weekday()]}, not a {wanted}", time)


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
        published = _span_name(report.published_start, report.published_end)
        yield _problem(report, f"{_name(first)} is after publication ({published}), told as past", time)


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
    aimed = _AIM.search(text, floor, min(sentence.end, time.end + AIM_REACH))
    return bool(aimed or _AIM_JUST_BEFORE.search(text, floor, time.start))


def _two_names(report: Report, times: Sequence[TimeExpression], words: Vocabulary) -> Iterator[Problem]:
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
            told = _span_name(first.value_start, first.value_end)
            yield _problem(report, f"{told} is not {_name(second.value_start)}", first, second)


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


def _lengths(report: Report, times: Sequence[TimeExpression], language: str) -> Iterator[Problem]:
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
        joined = _IN_SHORT.fullmatch(between) if first is stretch else None
        if not (joined or _one_course(plain, first, last, length)) or not (stretch.value_start and stretch.value_end):
            continue
        days = (stretch.value_end - stretch.value_start).days
        n = value_of(re.sub(r"^(?:an?|the|une?|les?|la|leurs?|its|their|his) (?=.)", "", stated["n"]), language)
        if n is not None and not any(_same_length(n, stated["unit"], count) for count in (days, days + 1)):
            yield _problem(report, f"{days + 1} days, not {plain[length.start : length.end]}", stretch, length)


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


def _clashing_years(
    report: Report, times: Sequence[TimeExpression], sentences: Sequence[Sentence]
) -> Iterator[Problem]:
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
                days = " and ".join(_name(one.value_start) for one in outside if one.value_start)
                because = f"{days} lie outside any last year of a report of {_span_name(*_published(report))}"
                yield _problem(report, because, time, *outside)
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


def _name(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _span_name(start: date, end: date) -> str:
    if start == end:
        return _name(start)
    if start.day == 1 and (end + timedelta(1)).day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"{_name(start)} to {_name(end)}"
