"""Figures that do not agree: sums, shares, percentages, factors, and counts of listed days, in every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossbearing.model.claims import Problem, Report
from crossbearing.reading.document import inside
from crossbearing.reading.language.gates import flat_of, gated
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.numbers.quantities import Quantity, QuantityForm
from crossbearing.reading.problems.parts import first_and_rest, more_than_all, parts_of_them, parts_of_whole, ranks
from crossbearing.reading.problems.sums import (
    COUNTS,
    LINK_REACH,
    arithmetic,
    told_between,
    told_out,
    total_first,
    total_last,
    written,
)
from crossbearing.reading.times import Form, TimeExpression

# A stated percentage may be rounded: a point, or a fiftieth of itself. GUESS.
PERCENT_POINTS = 1.0
PERCENT_SHARE = 0.02
# "Doublé" and "triplé" are said of ratios this near. GUESS.
RATIO_SHARE = 0.15
_RISE = re.compile(
    r"\b(?:hausse|augmentation|progression|croissance|bond|increase[ds]?|rises?|rose|risen|jump(?:s|ed)?|"
    r"growth|grew|grown|climb(?:s|ed)?|up|augmente|progresse|grimpe|bondi)\b"
)
_FALL = re.compile(
    r"\b(?:baisse|diminution|recul|chute|repli|decrease[ds]?|falls?|fell|fallen|drop(?:s|ped)?|decline[ds]?|shrank|shrunk|"
    r"plunged|down|diminue|recule|tombe|plonge)\b"
)
# "dropped to 31,000 tonnes from 50,000, or by 48 per cent".
_TO_FROM = gated(
    r"\b(?:to|a) (?P<now>\d[\d,. ]*)\b[^.;:()]{0,60}? (?:from|contre|against) (?P<base>\d[\d,. ]*)\b[^.;:()]{0,60}?"
    r"(?:, | )(?:or by|by|soit) $"
)
_BASE_BEFORE = re.compile(
    r"\b(?:contre|against|compared (?:with|to)|up from|down from|versus|au lieu de)"
    r"(?: (?:un|une|only|just|seulement))? ?$"
)
_FROM_TO = re.compile(
    r"\b(?:passant de|passe de|passes de|passee de|rising from|going from|rose from|grew from|fell from|from) $"
)
# "doubled to 40 from 25 a year earlier".
_FROM_EARLIER = re.compile(r"\bfrom $")
_UP_TO = re.compile(r"\b(?:doubled|tripled|quadrupled|rose|fell|dropped|jumped|grew|climbed) to $")
_TO = re.compile(r" ?(?:\w+ ){0,2}(?:a|to) ")
_GOING = re.compile(r"\b(?:passant|passee?s?|rising|rose|going|grew) (?:de|from) \S+ (?:a|to) \S+$")
_TIMES = {"double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3, "quadruple": 4, "quadrupled": 4}
_FACTOR = gated(r"\b(double|doubled|doubling|triple|tripled|quadruple|quadrupled)\b(?! (?:de|the|of))")


def figure_problems(
    report: Report,
    times: Sequence[TimeExpression],
    quantities: Sequence[Quantity],
    sentences: Sequence[Sentence],
    language: str,
) -> Iterator[Problem]:
    """Yield the arithmetic problems of a report."""
    plain = flat_of(report.text)
    before: list[Quantity] = []
    counted: list[list[Quantity]] = []
    for sentence in sentences:
        here = inside(quantities, sentence.start, sentence.end)
        counts = [one for one in here if one.form in COUNTS]
        if here:
            for rule in (total_first, total_last, told_out, told_between, _percent, _factor):
                yield from rule(report, plain, sentence, here if rule is _percent else counts)
            dated = inside(times, sentence.start, sentence.end)
            yield from parts_of_whole(report, plain, here)
            yield from more_than_all(report, plain, here)
            yield from ranks(report, plain, sentence, here, dated)
            yield from parts_of_them(report, plain, sentence, before, here)
            yield from _listed_days(report, plain, sentence, here, dated)
        before = counts
        counted.append(counts)
    yield from first_and_rest(report, plain, sentences, counted)


def _percent(report: Report, plain: str, sentence: Sentence, here: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Trois navires en octobre, contre un seul en septembre, soit une hausse de 300 %"."""
    for stated in (one for one in here if one.form is QuantityForm.PERCENT and one.min == one.max):
        around = plain[max(sentence.start, stated.start - 30) : stated.end + 12]
        rising, falling = bool(_RISE.search(around)), bool(_FALL.search(around))
        if not rising and not falling:  # "dropped …, or by 48 per cent": the verb stands farther away
            around = plain[sentence.start : stated.start]
            rising, falling = bool(_RISE.search(around)), bool(_FALL.search(around))
        changes = _changes(plain, [one for one in here if one.form in COUNTS], sentence)
        changes = _to_from(plain, here, sentence, stated) or changes
        if rising == falling or stated.min is None or stated.approximate or not changes:
            continue
        wanted = stated.min if rising else -stated.min
        computed = [(now - base) / base * 100 for now, base in changes]
        if all(abs(one - wanted) > max(PERCENT_POINTS, PERCENT_SHARE * abs(wanted)) for one in computed):
            now, base = changes[0]
            because = f"from {written(base)} to {written(now)} is {computed[0]:+.0f} %, not {wanted:+.0f} %"
            yield arithmetic(report, because, sentence.start, sentence.end)


def _to_from(plain: str, here: Sequence[Quantity], sentence: Sentence, stated: Quantity) -> list[tuple[float, float]]:
    """The (current, base) figures of *dropped to 31,000 tonnes from 50,000, or by 48 per cent*."""
    told = _TO_FROM.search(plain, sentence.start, stated.start)
    if told is None:
        return []
    low = next((one.min for one in here if one.start <= told.start("now") < one.end), None)
    base = next((one.min for one in here if one.start <= told.start("base") < one.end), None)
    return [(low, base)] if low is not None and base else []


def _changes(plain: str, counts: Sequence[Quantity], sentence: Sentence) -> list[tuple[float, float]]:
    """The (current, base) counts that a comparison may mean; the base is never 0.

    What stands before "contre" may be any of the counts before it, the first being the likeliest.
    """
    found: list[tuple[float | None, float | None]] = []
    exact = [one for one in counts if one.form is QuantityForm.EXACT]
    for one in counts:
        if one.form is QuantityForm.RANGE and _GOING.search(plain[max(sentence.start, one.start - 12) : one.end]):
            found.append((one.max, one.min))
    for index, one in enumerate(exact):
        before = plain[max(sentence.start, one.start - 28) : one.start]
        if index and _BASE_BEFORE.search(before):
            found += [(now.min, one.min) for now in exact[:index]]
        elif index and _FROM_EARLIER.search(before) and _UP_TO.search(plain[sentence.start : exact[index - 1].start]):
            found.append((exact[index - 1].min, one.min))
        elif _FROM_TO.search(before) and exact[index + 1 :]:
            following = exact[index + 1]
            if _TO.match(plain, one.end, following.start):
                found.append((following.min, one.min))
    return [(now, base) for now, base in found if now is not None and base]


def _factor(report: Report, plain: str, sentence: Sentence, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Le trafic a doublé, passant de 4 à 9 vols"."""
    said = _FACTOR.search(plain, sentence.start, sentence.end)
    changes = _changes(plain, counts, sentence) if said else []
    if said is None or not changes:
        return
    wanted = _TIMES[said[1]]
    if all(abs(now / base - wanted) > RATIO_SHARE * wanted for now, base in changes):
        now, base = changes[0]
        because = f"from {written(base)} to {written(now)} is {now / base:.1f} times, not {wanted}"
        yield arithmetic(report, because, sentence.start, sentence.end)


def _listed_days(
    report: Report, plain: str, sentence: Sentence, here: Sequence[Quantity], times: Sequence[TimeExpression]
) -> Iterator[Problem]:
    """ "Cinquième passage (22, 24 et 27 décembre, 2 et 7 janvier)": the days in brackets against the count."""
    for bracket in re.finditer(r"\(([^()]*)\)", plain[sentence.start : sentence.end]):
        low, high = sentence.start + bracket.start(), sentence.start + bracket.end()
        days = [time for time in times if low < time.start and time.end < high and time.form is Form.DAY]
        rest = plain[low + 1 : high - 1]
        for time in days:
            rest = rest.replace(plain[time.start : time.end], "", 1)
        if len(days) < 2 or re.search(r"[a-z]{3}", re.sub(r"\b(?:les|and|puis|the)\b", "", rest)):
            continue
        counted = [one for one in here if one.end <= low and one.form in (QuantityForm.EXACT, QuantityForm.ORDINAL)]
        if counted and counted[-1].min != len(days) and low - counted[-1].end <= LINK_REACH:
            yield arithmetic(
                report, f"{len(days)} days listed, not {written(counted[-1].min or 0.0)}", counted[-1].start, high
            )
