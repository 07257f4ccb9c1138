"""Sums that do not add up: parts against their total, parts against their whole.

Figures are compared as ranges: "environ dix" and "plus de trois" raise no alarm where any reading adds up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossbearing.model.claims import Problem, Report, Span
from crossbearing.reading.gates import gated
from crossbearing.reading.quantities import Quantity, QuantityForm
from crossbearing.reading.text import Sentence

# Between two parts of one list stand at most so many characters. GUESS, from "neuf véhicules blindés de transport, ".
LINK_REACH = 60
# A list has at most this many parts. GUESS: a dozen months.
LONGEST_LIST = 12
COUNTS = frozenset(
    {QuantityForm.EXACT, QuantityForm.AT_LEAST, QuantityForm.AT_MOST, QuantityForm.ABOUT, QuantityForm.RANGE}
)
# A colon or dash that opens a list of parts; a hyphen inside a word is none.
_SEPARATOR = re.compile(
    r" ?: ?| - | ?\((?=\w)|, (?:soit|a savoir|namely) "
    r"|,? (?:(?:made up|composed|consisting) of|comprising|(?:compos|constitu|form)ee?s? de) "
)
_ENDS_LIST = re.compile(
    r" - |\)|;|\b(?:ainsi que|en plus de|outre|contre|as well as|along with|together with|against|up from|compared|plus"
    r"|mais|but|while|tandis que|alors que|dont|including|notamment)\b"
)
_TOTAL_BEFORE = gated(
    r"(?:\bsoit (?:au total |un total de |en tout )?|\bpour un total de |\ba total of |\btotall?ing |\bmaking )$"
)
_TOTAL_AFTER = re.compile(r",? (?:au total|en tout|in total|in all|altogether|all told)\b")
# "Soit trois par jour", "soit deux fois plus", "soit 60 de plus" state no total.
_NO_TOTAL_AFTER = re.compile(
    r" ?(?:[\w-]+ ){0,2}?(?:par|per|a|each|chacune?|fois|times|de plus|de moins|more|fewer|less|points?|autres|others)"
    r"\b"
)
_ARTICLE_PART = gated(r"(?:,|\bet|\band) (?P<article>une?|an?) (?=\w)")
_LAST_LINK = re.compile(r"\b(?:et|and)\b(?!.*,)")
_JOINED = re.compile(r"(?:,| et| and| puis)[^:;]*$")
# What holds other things: its contents are no parts of it ("trois caisses : dix missiles et deux drones").
_CONTAINER = gated(
    r"\b(?:caisses?|conteneurs?|camions?|palettes?|vols?|trains?|convois?|lots?|cargaisons?|livraisons?|contrats?|crates?"
    r"|containers?|trucks?|pallets?|flights?|shipments?|deliveries|contracts?|batteries|batterie|wagons?|navires?|ships?|avions?"
    r"|appareils|aircraft|planes?)\b"
)
_OF_THEM = re.compile(r" (?:d'entre eux|d'entre elles|of them)\b")
_THE_OTHERS = re.compile(r"\b(?:les|the) (?:other )?$")
_OTHERS_AFTER = re.compile(r" (?:autres|others?\b)")
_ALL_OTHERS_BEFORE = re.compile(r"\bthe other $")


@dataclass(frozen=True, slots=True)
class _Range:
    low: float
    high: float

    def __str__(self) -> str:
        return written(self.low) if self.low == self.high else f"{written(self.low)} to {written(self.high)}"


def arithmetic(report: Report, because: str, start: int, end: int) -> Problem:
    """Return an arithmetic problem over the characters `[start, end)`."""
    return Problem(report.id, "arithmetic", (Span(start, end),), because)


def total_first(report: Report, plain: str, sentence: Sentence, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Quinze avions : huit à Damas, cinq à Alep et un à Lattaquié"."""
    for index, total in enumerate(counts[:-2]):
        following = counts[index + 1 : index + 1 + LONGEST_LIST]
        between = plain[total.end : following[0].start]
        opened = [*_SEPARATOR.finditer(between)]
        if not opened or opened[-1].end() != len(between):
            continue
        parts, more = _listed(plain, following, sentence.end)
        if len(parts) < 2 or _holds_things(plain, total, parts) or _goes_on(total, parts, more):
            continue
        extra = _lone_articles(plain, parts, sentence.end)
        yield from _compare(report, total, parts, total.start, parts[-1], extra)


# "Of these 34 flights, 20 …, 10 … and 4 …": a whole told out, once its list is closed by "and".
_OUT_OF = re.compile(r"(?:^|[ (])(?:sur|of|parmi|out of) (?:(?:les|the|these|those|ces|all|ses|its) )?$")
# "douze licences, dont sept …, trois … et une …": parts of which others may be left, unless the text says none is.
_OF_WHICH = re.compile(r",? (?:dont|of which|of them|including) $")
_NO_OTHER = gated(r"\b(?:pas d'autres?|aucune? autre|no others?|none other|nothing else|et c'est tout)\b")
# So many parts tell a whole out; of two, a third may be left out. GUESS.
_TOLD_OUT = 3
# Between a whole and its first part stands a relative clause at most. GUESS.
_WHOLE_REACH = 160


def told_out(report: Report, plain: str, sentence: Sentence, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Sur les dix-neuf opérations, treize ici, quatre là et une ailleurs"; "douze licences, dont …"."""
    ones = _with_ones(plain, sentence, counts)
    for index, total in enumerate(ones[:-2]):
        following = ones[index + 1 : index + 1 + LONGEST_LIST]
        between = plain[total.end : following[0].start]
        out_of = _OUT_OF.search(plain, max(sentence.start, total.start - 16), total.start) and ", " in between
        part = _OF_WHICH.search(between)
        if not (out_of or part) or len(between) > _WHOLE_REACH or total.noun is None:
            continue
        parts, more = _listed(plain, following, sentence.end)
        if len(parts) < 2 or _goes_on(total, parts, more):
            continue
        closed = len(parts) >= _TOLD_OUT if out_of else bool(_NO_OTHER.search(plain, parts[-1].end, sentence.end))
        too_many = _summed(parts).low > _range(total).high
        if too_many or closed:
            yield from _compare(report, total, parts, total.start, parts[-1], 0)


_LONE = gated(r"\b(?:et|and) (?P<one>une?|one) (?=(?:pour|a|au|aux|dans|devant|de|d'|en|vers|for|in|at|to|from|off)\b)")


def _with_ones(plain: str, sentence: Sentence, counts: Sequence[Quantity]) -> list[Quantity]:
    """The counts, and "et une devant Skagen" where it is read as an article."""
    lone = [
        Quantity(match.start("one"), match.end("one"), 1.0, 1.0, False, QuantityForm.EXACT)
        for match in _LONE.finditer(plain, sentence.start, sentence.end)
        if all(one.start != match.start("one") for one in counts)
    ]
    return sorted([*counts, *lone], key=lambda one: one.start)


def _listed(plain: str, counts: Sequence[Quantity], end: int) -> tuple[list[Quantity], list[Quantity]]:
    """The parts of one list up to its "et" or "and", and the counts after it; no parts where one hides another.

    "Deux compagnies de 20 hommes" hides how many a part holds.
    """
    end = min(end, counts[-1].end + LINK_REACH)
    stop = _ENDS_LIST.search(plain, counts[0].end, end)
    limit = stop.start() if stop else end
    parts = [counts[0]]
    for index, part in enumerate(counts[1:], 1):
        between = plain[parts[-1].end : part.start]
        if part.start >= limit or len(between) > LINK_REACH:
            return parts, list(counts[index:])
        if _JOINED.search(between):
            parts.append(part)
            if _LAST_LINK.search(between):
                return parts, list(counts[index + 1 :])
        elif part.min != 1:
            return [], []
    return parts, []


def _goes_on(total: Quantity, parts: Sequence[Quantity], more: Sequence[Quantity]) -> bool:
    """Return whether the total fits when the list is read on ("… ainsi que six autres")."""
    return any(_fits(total, [*parts, *more[: index + 1]]) for index in range(len(more)))


def _lone_articles(plain: str, parts: Sequence[Quantity], end: int) -> int:
    """How many parts are told by an article alone ("deux Il-76, trois An-26 et un An-12")."""
    end = min(end, parts[-1].end + LINK_REACH)
    stop = _ENDS_LIST.search(plain, parts[0].end, end)
    found = _ARTICLE_PART.finditer(plain, parts[0].end, stop.start() if stop else end)
    counted = [part.start for part in parts]
    return sum(article.start("article") not in counted for article in found)


def _holds_things(plain: str, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """A container with things that are named otherwise is no sum."""
    if total.noun is None or not _CONTAINER.search(plain, total.noun.start, total.noun.end):
        return False
    head = plain[total.noun.start : total.noun.end].split()[0][:5]
    return all(part.noun and not plain[part.noun.start : part.noun.end].startswith(head) for part in parts)


def total_last(report: Report, plain: str, sentence: Sentence, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Quatre lanceurs et deux radars, soit six véhicules"."""
    for index in range(2, len(counts)):
        total = counts[index]
        before = _TOTAL_BEFORE.search(plain, max(sentence.start, total.start - LINK_REACH), total.start)
        if not before and not _TOTAL_AFTER.match(plain, total.end):
            continue
        if _NO_TOTAL_AFTER.match(plain, total.end, min(total.end + 24, sentence.end)):
            continue
        parts = _last_list(plain, counts[max(0, index - LONGEST_LIST) : index])
        if len(parts) >= 2 and not any(_fits(total, parts[first:]) for first in range(1, len(parts) - 1)):
            extra = _lone_articles(plain, parts, total.start)
            yield from _compare(report, total, parts, parts[0].start, total, extra)


def _fits(total: Quantity, parts: Sequence[Quantity]) -> bool:
    stated, added = _range(total), _summed(parts)
    return stated.low <= added.high and added.low <= stated.high


def _last_list(plain: str, counts: Sequence[Quantity]) -> list[Quantity]:
    parts = [counts[-1]]
    for part in reversed(counts[:-1]):
        between = plain[part.end : parts[0].start]
        if len(between) > LINK_REACH or not re.search(r"(?:,| et\b| and\b)", between):
            break
        parts.insert(0, part)
    return parts


def _compare(
    report: Report, total: Quantity, parts: Sequence[Quantity], start: int, last: Quantity, extra: int
) -> Iterator[Problem]:
    """Yield a problem when neither the sum, with up to `extra` parts of one, nor a product of two fits the total."""
    stated, added = _range(total), _summed(parts)
    if stated.low <= added.high + extra and added.low <= stated.high:
        return
    product = _multiplied(parts)
    if len(parts) == 2 and product.low <= stated.high and stated.low <= product.high:
        return
    end = max(last.end, last.noun.end if last.noun else 0)
    terms = " + ".join(str(_range(part)) for part in parts)
    yield arithmetic(report, f"{terms} = {added}, not {stated}", start, end)


def _range(quantity: Quantity) -> _Range:
    return (
        _Range(
            quantity.min if quantity.min is not None else 0.0,
            quantity.max if quantity.max is not None else float("inf"),
        )
        if not quantity.approximate
        else _loosened(quantity)
    )


# "About ten" is anything within a fifth of ten. GUESS.
_ABOUT = 0.2


def _loosened(quantity: Quantity) -> _Range:
    low, high = quantity.min, quantity.max
    return _Range((low or 0.0) * (1 - _ABOUT), float("inf") if high is None else high * (1 + _ABOUT))


def _summed(parts: Sequence[Quantity]) -> _Range:
    ranges = [_range(part) for part in parts]
    return _Range(sum(one.low for one in ranges), sum(one.high for one in ranges))


def _multiplied(parts: Sequence[Quantity]) -> _Range:
    low = high = 1.0
    for one in map(_range, parts):
        low, high = low * one.low, high * one.high
    return _Range(low, high)


def parts_of_whole(report: Report, plain: str, inside: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Huit des sept experts": a part larger than its whole."""
    for part, whole in pairwise(inside):
        if part.form is not QuantityForm.PART_OF or whole.form not in COUNTS:
            continue
        if re.fullmatch(r" (?:des|of the|of these|of those|de ces|of) ", plain[part.end : whole.start]):
            yield from _too_many(report, part, whole, part.start, whole.end)


def _too_many(report: Report, part: Quantity, whole: Quantity, start: int, end: int) -> Iterator[Problem]:
    has, of = _range(part), _range(whole)
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
    if len(others) == 1 and _range(part).high <= _range(whole).high:
        added, stated = _summed([part, others[0]]), _range(whole)
        if stated.low > added.high or added.low > stated.high:
            terms = f"{_range(part)} + {_range(others[0])}"
            yield arithmetic(report, f"{terms} = {added}, not {stated}", part.start, others[0].end)


def _are_the_others(plain: str, quantity: Quantity) -> bool:
    before = plain[max(0, quantity.start - 11) : quantity.start]
    return bool(
        (_THE_OTHERS.search(before) and _OTHERS_AFTER.match(plain, quantity.end)) or _ALL_OTHERS_BEFORE.search(before)
    )


def written(number: float) -> str:
    """Return a figure as equations show it: thousands with commas, no needless decimals."""
    if number == float("inf"):
        return "more"
    return f"{number:,.0f}" if number == int(number) else f"{number:g}"
