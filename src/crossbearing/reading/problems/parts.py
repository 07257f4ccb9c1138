"""Parts against their whole, in one sentence or over several: "five of them", "les huit autres", ranks and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossbearing.model.claims import Problem, Report, Span
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.numbers.quantities import Quantity, QuantityForm
from crossbearing.reading.problems.sums import COUNTS, arithmetic, range_of, summed
from crossbearing.reading.times import Form, TimeExpression

_OF_THEM = re.compile(r" (?:d'entre eux|d'entre elles|of them)\b")
_THE_OTHERS = re.compile(r"\b(?:les|the) (?:other )?$")
_OTHERS_AFTER = re.compile(r" (?:autres|others?\b)")
_ALL_OTHERS_BEFORE = re.compile(r"\bthe other $")


def parts_of_whole(report: Report, plain: str, inside: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Huit des sept experts": a part larger than its whole."""
    for part, whole in pairwise(inside):
        if part.form is not QuantityForm.PART_OF or whole.form not in COUNTS:
            continue
        if re.fullmatch(r" (?:des|of the|of these|of those|de ces|of) ", plain[part.end : whole.start]):
            yield from _too_many(report, part, whole, part.start, whole.end)


def _too_many(report: Report, part: Quantity, whole: Quantity, start: int, end: int) -> Iterator[Problem]:
    has, of = range_of(part), range_of(whole)
    if has.low > of.high:
        yield arithmetic(report, f"{has} of {of}: the part is larger than the whole", start, end)


def parts_of_them(
    report: Report, plain: str, sentence: Sentence, before: Sequence[Quantity], inside: Sequence[Quantity]
) -> Iterator[Problem]:
    """ "Neuf militaires … Cinq d'entre eux …, les quatre autres": parts of the group told last."""
    parts = [one for one in inside if _OF_THEM.match(plain, one.end)]
    if len(parts) != 1:
        return
    earlier = [one for one in inside if one.form in COUNTS and one.end <= parts[0].start] or list(before)
    wholes = [one for one in earlier if one.noun is not None]
    if len(wholes) != 1:
        return
    whole, part = wholes[0], parts[0]
    yield from _too_many(report, part, whole, part.start, part.end)
    others = [one for one in inside if _are_the_others(plain, one) and one.start > part.end]
    if len(others) == 1 and range_of(part).high <= range_of(whole).high:
        added, stated = summed([part, others[0]]), range_of(whole)
        if stated.low > added.high or added.low > stated.high:
            terms = f"{range_of(part)} + {range_of(others[0])}"
            yield arithmetic(report, f"{terms} = {added}, not {stated}", part.start, others[0].end)


def _are_the_others(plain: str, quantity: Quantity) -> bool:
    before = plain[max(0, quantity.start - 11) : quantity.start]
    return bool(
        (_THE_OTHERS.search(before) and _OTHERS_AFTER.match(plain, quantity.end)) or _ALL_OTHERS_BEFORE.search(before)
    )


_FIRST = re.compile(r"(?:^|[ (])(?:les|the|ses|its) (?:first )?$")
_FIRST_BEHIND = re.compile(r" (?:premiers|premieres)\b")
_FIRST_BEFORE = re.compile(r"\b(?:the|its) first $")
_REST_BEFORE = re.compile(r"\b(?:the|its) (?:other|remaining|last) $")
_REST_BEHIND = re.compile(r" (?:autres|derniers|dernieres|restants|restantes|others|remaining)\b")
# The whole is told at most so many sentences before its first part. GUESS.
WHOLE_BEFORE = 2


def first_and_rest(
    report: Report, plain: str, sentences: Sequence[Sentence], counts: Sequence[Sequence[Quantity]]
) -> Iterator[Problem]:
    """ "22 véhicules … les douze premiers … Les huit autres": two parts that are said to be the whole."""
    told = [(number, one) for number, here in enumerate(counts) for one in here]
    for at, (number, first) in enumerate(told):
        if not _is_first(plain, first):
            continue
        rest = next((pair for pair in told[at + 1 : at + 6] if _is_rest(plain, pair[1])), None)
        whole = _whole_before(told[:at], number, first)
        if rest is None or whole is None or sentences[rest[0]].paragraph != sentences[number].paragraph:
            continue
        added, stated = summed([first, rest[1]]), range_of(whole)
        if stated.low > added.high or added.low > stated.high:
            spans = tuple(Span(one.start, one.noun.end if one.noun else one.end) for one in (whole, first, rest[1]))
            because = f"{range_of(first)} + {range_of(rest[1])} = {added}, not {stated}"
            yield Problem(report.id, "arithmetic", spans, because)


def _is_first(plain: str, one: Quantity) -> bool:
    before = plain[max(0, one.start - 12) : one.start]
    return bool(_FIRST_BEFORE.search(before)) or bool(_FIRST.search(before) and _FIRST_BEHIND.match(plain, one.end))


def _is_rest(plain: str, one: Quantity) -> bool:
    before = plain[max(0, one.start - 16) : one.start]
    return bool(_REST_BEFORE.search(before)) or bool(_FIRST.search(before) and _REST_BEHIND.match(plain, one.end))


def _whole_before(told: Sequence[tuple[int, Quantity]], number: int, part: Quantity) -> Quantity | None:
    """The last counted thing told before that is larger than its part."""
    near = [one for at, one in told if number - at <= WHOLE_BEFORE and one.noun is not None and one.min is not None]
    larger = [one for one in near if (one.min or 0) > (part.min or 0)]
    return larger[-1] if larger and larger[-1].form in COUNTS else None


# "dix-huit chars sur les quinze commandés": the whole is what was ordered, promised or planned.
_OUT_OF_ALL = re.compile(r"(?: [\w'-]+){0,3}? (?:sur|out of|of) (?:les |the |its |ses )?")
_PLANNED = re.compile(
    r" (?:\w+ ){0,2}?(?:command|promis|prev|attend|annonc|achet|ordered|planned|expected|announced|bought|listed)"
)


def more_than_all(report: Report, plain: str, inside: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Eighteen tanks of the fifteen ordered"."""
    for part, whole in pairwise(inside):
        counted = part.form in COUNTS and whole.form in COUNTS
        if counted and _PLANNED.match(plain, whole.end) and _OUT_OF_ALL.fullmatch(plain, part.end, whole.start):
            yield from _too_many(report, part, whole, part.start, whole.end)


_AFTER_THOSE = re.compile(
    r",? (?:after|following) (?:those|the ones|calls|visits) (?:of|on) |,? apres (?:ceux|celles) (?:du|des|de) "
)


def ranks(
    report: Report, plain: str, sentence: Sentence, inside: Sequence[Quantity], times: Sequence[TimeExpression]
) -> Iterator[Problem]:
    """ "Her fifth call, after those of 3 April, 20 April and 11 May": a rank against the ones listed before it."""
    for rank in (one for one in inside if one.form is QuantityForm.ORDINAL and (one.min or 0) > 1):
        listed = _AFTER_THOSE.search(plain, rank.end, sentence.end)
        if listed is None:
            continue
        days = [one for one in times if one.start >= listed.end() - 4 and one.form in (Form.DAY, Form.DAYS)]
        if len(days) >= 2 and len(days) != (rank.min or 0) - 1:
            because = f"{len(days)} before it, so number {len(days) + 1}, not {rank.min:.0f}"
            yield arithmetic(report, because, rank.start, days[-1].end)
