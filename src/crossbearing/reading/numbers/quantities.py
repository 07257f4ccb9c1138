"""How many: every number of a report as a range, with the words that soften it and the noun it counts.

Nothing is more precise than its wording: "plus de 16 000" has no upper end, "une dizaine" is about ten, "des dizaines"
is at least twenty. What is no count is told apart: measures, money, percentages, ordinals, and figures inside
designators, dates and identifiers, which callers give as masked spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossbearing.model.claims import Span
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.stretches import Stretches
from crossbearing.reading.language.text import Sentence, folded
from crossbearing.reading.numbers.quantity import Quantity, QuantityForm
from crossbearing.reading.numbers.softening import NOUN_WORD, noun_after, softened
from crossbearing.reading.numbers.spelt import number_words, value_of
from crossbearing.reading.numbers.words import QuantityWords, quantity_words

__all__ = ["Quantity", "QuantityForm", "quantities"]

_WORD = re.compile(r"[a-z0-9][\w]*")
_ORDINAL_FIGURES = re.compile(r"(\d{1,3})(?:er|ere|re|e|eme|ieme|st|nd|rd|th)\b")
# A figure run on with letters, dashes or slashes is part of a designator, a score or a date.
_INSIDE_DESIGNATOR_BEFORE = re.compile(r"[\w°#/.,:]$|\w-$")
_INSIDE_DESIGNATOR_AFTER = re.compile(r"[a-z/:]|-[a-z]{1,3}\d?\b|-\d|[.,]\d")
# More figures than this without separators are an identifier (IMO 7, MMSI 9). GUESS: nobody writes 1000000 in full.
_LONGEST_PLAIN = 6
_NAME_BEFORE = re.compile(r"\b([^\W\d_a-zà-ÿ][\w’'-]*) $")
# "C'est au moins sa troisième escale": the rank is a lower bound.
_AT_LEAST = gated(r"\b(?:au moins|at least) (?:sa |la |le |son |its |the |their |leur |a |une |un |l')?$")
# A lone year is no count.
_YEARS = range(1900, 2100)


def quantities(
    text: str, sentences: Sequence[Sentence], language: str, masked: Sequence[Span] = ()
) -> tuple[Quantity, ...]:
    """Return the quantities of these sentences in order; none overlaps another or a masked span.

    `language` is "fr" or "en". Give the spans of times and designators as `masked`; the days of plain dates are
    left out even without.
    """
    plain, words = folded(text), quantity_words(language)
    hidden = Stretches(masked)
    found: list[Quantity] = []
    for sentence in sentences:
        found += _of_sentence(text, plain, sentence, words, hidden)
    return tuple(found)


def _of_sentence(text: str, plain: str, sentence: Sentence, words: QuantityWords, masked: Stretches) -> list[Quantity]:
    found: list[Quantity] = []
    at, openers = sentence.start, words.openers
    for match in _WORD.finditer(plain, sentence.start, sentence.end):
        word = match.group()
        if not (word in openers or word[0] <= "9") or match.start() < at:
            continue
        quantity = _at(text, plain, match.start(), sentence, words)
        if quantity and not masked.touches(quantity.start, quantity.end):
            begin = max(quantity.start, at)
            found.append(quantity if begin == quantity.start else _moved_start(quantity, begin))
            at = quantity.end
    return found


def _moved_start(quantity: Quantity, start: int) -> Quantity:
    return Quantity(start, quantity.end, quantity.min, quantity.max, quantity.approximate, quantity.form, quantity.noun)


def _at(text: str, plain: str, at: int, sentence: Sentence, words: QuantityWords) -> Quantity | None:
    """Return the quantity whose number begins here, or None."""
    for reading in (_several, _order, _ordinal, _about_noun, _number):
        quantity = reading(text, plain, at, sentence, words)
        if quantity:
            return quantity
    return None


def _several(text: str, plain: str, at: int, sentence: Sentence, words: QuantityWords) -> Quantity | None:
    match = words.several.match(plain, at, sentence.end)
    if match is None or words.time_unit.match(plain, match.end()):
        return None
    noun = noun_after(plain, match.end(), sentence, words)
    return Quantity(at, match.end(), 2.0, None, True, QuantityForm.SEVERAL, noun)


def _order(text: str, plain: str, at: int, sentence: Sentence, words: QuantityWords) -> Quantity | None:
    """ "Des dizaines de": at least two of them."""
    match = words.order.match(plain, at, sentence.end)
    if match is None:
        return None
    each = float(number_words(words.language).orders[match["order"]])
    return Quantity(
        at, match.end(), 2 * each, None, True, QuantityForm.ORDER, noun_after(plain, match.end(), sentence, words)
    )


def _ordinal(text: str, plain: str, at: int, sentence: Sentence, words: QuantityWords) -> Quantity | None:
    match = _ORDINAL_FIGURES.match(plain, at, sentence.end) or words.ordinal.match(plain, at, sentence.end)
    if match is None or words.no_ordinal.match(plain, at) or words.date_after.match(plain, match.end()):
        return None
    least = _AT_LEAST.search(plain, max(sentence.start, at - 24), at) is not None
    written = match.group(1)
    rank = float(written) if written.isdigit() else float(number_words(words.language).ordinals[written])
    noun = noun_after(plain, match.end(), sentence, words)
    return Quantity(at, match.end(), rank, None if least else rank, False, QuantityForm.ORDINAL, noun)


def _about_noun(text: str, plain: str, at: int, sentence: Sentence, words: QuantityWords) -> Quantity | None:
    """ "Une dizaine de": about ten; softened further by what stands before."""
    match = words.about_noun.match(plain, at, sentence.end)
    if match is None:
        return None
    value = number_words(words.language).about[match["about"]] * (value_of(match["n"] or "1", words.language) or 1.0)
    return softened(plain, at, match.end(), (value, value), sentence, words, approximate=True)


def _number(text: str, plain: str, at: int, sentence: Sentence, words: QuantityWords) -> Quantity | None:
    match = words.number.match(plain, at, sentence.end)
    if match is None or _is_no_count(text, plain, match, words):
        return None
    value = value_of(match.group(), words.language)
    if value is None:
        return None
    between = words.between.search(plain, max(sentence.start, at - 10), at)
    upper = (words.range_and if between else words.range_to).match(plain, match.end(), sentence.end)
    high = value_of(upper["to"], words.language) if upper else None
    if upper and plain[match.end()] == "-" and (high is None or high <= value):
        return None  # a score or a code, "2-0"
    if upper and high is not None and high > value:
        return softened(plain, at, upper.end(), (value, high), sentence, words, approximate=False)
    return softened(plain, at, match.end(), (value, value), sentence, words, approximate=False)


def _is_no_count(text: str, plain: str, match: re.Match[str], words: QuantityWords) -> bool:
    """Articles, years, identifiers, labels ("article 4") and parts of designators count nothing."""
    written, before = match.group(), plain[max(0, match.start() - 16) : match.start()]
    if written in words.articles:
        if before.endswith("pas "):
            return True
        lone = words.lone_article.match(plain, match.end()) or words.range_to.match(plain, match.end())
        return lone is None
    if not written[0].isdigit():
        return before.endswith("-") and before[-2:-1].isalpha()
    if _INSIDE_DESIGNATOR_BEFORE.search(before) and not before.endswith((". ", ", ", ": ")):
        return True
    after = plain[match.end() : match.end() + 6]
    if _INSIDE_DESIGNATOR_AFTER.match(after) and not words.range_to.match(plain, match.end()):
        return True
    if len(written) <= 2 and (words.date_after.match(plain, match.end()) or words.date_before.search(before)):
        return True
    if written.isdigit() and (len(written) > _LONGEST_PLAIN or written[0] == "0"):
        return True
    if before[-1:] in "\"'«" and after[:1] in "\"'»" and before[-1:]:
        return True
    plain_figures = re.fullmatch(r"[\d ]+", written) is not None  # "Iran sent Venezuela 4.2 million": no designator
    if words.label.search(before) or (
        plain_figures and _capital_word_before(text, match.start()) and not _COUNTED_BEHIND.match(plain, match.end())
    ):
        return True
    return (
        written.isdigit() and len(written) == 4 and int(written) in _YEARS and not NOUN_WORD.match(plain, match.end())
    )


# What only a figure counts, whatever name stands before it: "called at Amirabad 27 times".
_COUNTED_BEHIND = re.compile(
    r" (?:times|fois|reprises|occasions|hours?|heures?|days?|jours?|nautical|milles?|miles?|km|kilomet\w+)\b"
)
# Before a figure these words open a sentence or a phrase; any other capitalised word makes it part of a name.
_NO_NAME = frozenset(
    {"les", "des", "ces", "ses", "nos", "aux", "the", "and", "selon", "environ", "quelque", "pres", "entre"}
)


def _capital_word_before(text: str, at: int) -> bool:
    """A figure after a capitalised word belongs to a name ("Boeing 747", "Resolution 2231", "Fath 360")."""
    found = _NAME_BEFORE.search(text, max(0, at - 24), at)
    if found is None or len(found[1]) <= 2 or folded(found[1]) in _NO_NAME:
        return False
    opens = text[max(0, found.start() - 2) : found.start()].strip()
    return opens not in ("", ".", "\n") or (found.start() > 2 and not text[found.start() - 2 : found.start()].isspace())
