"""Sums that do not add up: parts against their total, parts against their whole.

Figures are compared as ranges: "environ dix" and "plus de trois" raise no alarm where any reading adds up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossbearing.model.claims import Problem, Report, Span
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.numbers.quantities import Quantity, QuantityForm

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
# An article counts one; "…, a fait savoir" without an accent is a verb.
_ARTICLE_PART = gated(
    r"(?:,|\bet|\band) (?P<article>une?|an?) "
    r"(?!(?:fait|ete|dit|[a-z]+e|[a-z]+u|[a-z]+is) (?:savoir|par|le|la|l|les|un|une|que)\b)(?=\w)"
)
_LAST_LINK = re.compile(r"\b(?:et|and)\b(?!.*,)")
_JOINED = re.compile(r"(?:,| et| and| puis)[^:;]*$")
# What holds other things: its contents are no parts of it ("trois caisses : dix missiles et deux drones").
_CONTAINER = gated(
    r"\b(?:caisses?|conteneurs?|camions?|palettes?|vols?|trains?|convois?|lots?|cargaisons?|livraisons?|contrats?|crates?"
    r"|containers?|trucks?|pallets?|flights?|shipments?|deliveries|contracts?|batteries|batterie|wagons?|navires?|ships?|avions?"
    r"|appareils|aircraft|planes?)\b"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure as a range, written as equations show it."""

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
        if _WHO_TELLS.search(plain, max(sentence.start, total.start - LINK_REACH), total.start):
            continue
        extra = _lone_articles(plain, parts, sentence.end)
        yield from _compare(report, total, parts, total.start, parts[-1], extra)


# "…, according to three sources: 12 drones and 6 boats": who tells it is no total.
_WHO_TELLS = re.compile(
    r"\b(?:according to|citing|quoting|cites?|told (?:by|us by)|selon|d'apres|citant|cite(?:nt)?|aupres de|"
    r"de l'aveu de) "
    r"(?:les |the |at least |au moins |some )?$"
)
# "Les 14 techniciens, neuf Russes et quatre Bélarusses, sont arrivés": a definite group told out between two commas.
_DEFINITE = re.compile(r"\b(?:les|ces|leurs|ses|the|these|those|its|all) $")
_PEOPLE_TOLD = gated(
    r"\b(?:techniciens|hommes|militaires|soldats|officiers|instructeurs|marins|pilotes|membres|experts|personnes|passagers|"
    r"technicians|men|soldiers|officers|instructors|sailors|pilots|members|experts|people|passengers|crew|troops|police)\b"
)


def told_between(report: Report, plain: str, sentence: Sentence, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "The 14 technicians, nine Russians and four Belarusians, arrived"."""
    for index, total in enumerate(counts[:-2]):
        following = counts[index + 1 : index + 1 + LONGEST_LIST]
        definite = _DEFINITE.search(plain, max(sentence.start, total.start - 8), total.start)
        if not definite or total.noun is None or not _PEOPLE_TOLD.search(plain, total.end, following[0].start):
            continue
        if not re.fullmatch(r" [^,.;:]{3,40}, ", plain[total.end : following[0].start]):
            continue
        parts, more = _listed(plain, following, sentence.end)
        closed = len(parts) >= 2 and re.match(r" [\w' -]{2,40}, ", plain[parts[-1].end : sentence.end])
        if closed and not _goes_on(total, parts, more):
            yield from _compare(report, total, parts, total.start, parts[-1], 0)


# "Of these 34 flights, 20 …, 10 … and 4 …": a whole told out, once its list is closed by "and".
_OUT_OF = re.compile(r"\b(?:sur|of|parmi|out of) (?:(?:les|the|these|those|ces|all|ses|its) )?$")
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
        too_many = summed(parts).low > range_of(total).high
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
    stated, added = range_of(total), summed(parts)
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
    stated, added = range_of(total), summed(parts)
    if stated.low <= added.high + extra and added.low <= stated.high:
        return
    product = _multiplied(parts)
    if len(parts) == 2 and product.low <= stated.high and stated.low <= product.high:
        return
    end = max(last.end, last.noun.end if last.noun else 0)
    terms = " + ".join(str(range_of(part)) for part in parts)
    yield arithmetic(report, f"{terms} = {added}, not {stated}", start, end)


def range_of(quantity: Quantity) -> Bounds:
    """Return a quantity as a range; one that is told about is loosened."""
    return (
        Bounds(
            quantity.min if quantity.min is not None else 0.0,
            quantity.max if quantity.max is not None else float("inf"),
        )
        if not quantity.approximate
        else _loosened(quantity)
    )


# "About ten" is anything within a fifth of ten. GUESS.
_ABOUT = 0.2


def _loosened(quantity: Quantity) -> Bounds:
    low, high = quantity.min, quantity.max
    return Bounds((low or 0.0) * (1 - _ABOUT), float("inf") if high is None else high * (1 + _ABOUT))


def summed(parts: Sequence[Quantity]) -> Bounds:
    """Return the sum of several quantities."""
    ranges = [range_of(part) for part in parts]
    return Bounds(sum(one.low for one in ranges), sum(one.high for one in ranges))


def _multiplied(parts: Sequence[Quantity]) -> Bounds:
    low = high = 1.0
    for one in map(range_of, parts):
        low, high = low * one.low, high * one.high
    return Bounds(low, high)


def written(number: float) -> str:
    """Return a figure as equations show it: thousands with commas, no needless decimals."""
    if number == float("inf"):
        return "more"
    return f"{number:,.0f}" if number == int(number) else f"{number:g}"
