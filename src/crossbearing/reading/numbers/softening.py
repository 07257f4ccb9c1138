"""What the words around a number do to it: bounds, approximation, percent, money, measure, part of a whole."""

from __future__ import annotations

import re

from crossbearing.model.claims import Span
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.numbers.quantity import Quantity, QuantityForm
from crossbearing.reading.numbers.spelt import counted
from crossbearing.reading.numbers.words import QuantityWords


def softened(
    plain: str,
    start: int,
    end: int,
    value: tuple[float, float],
    sentence: Sentence,
    words: QuantityWords,
    *,
    approximate: bool,
) -> Quantity | None:
    """Widen a number by the words around it and tell what kind of quantity it is."""
    low, high = value
    number_start = start
    form = QuantityForm.RANGE if low != high else (QuantityForm.ABOUT if approximate else QuantityForm.EXACT)
    bounds: tuple[float | None, float | None] = value
    before = _softener_before(plain, max(sentence.start, start - SOFTENER_REACH), start, words, ranged=low != high)
    after = None if before else _softener_after(plain, end, sentence.end, words)
    if before:
        start = before[1]
        form, bounds, approximate = _bounded(before[0], low, high, form, approximate)
    elif after:
        end = after[1]
        form, bounds, approximate = _bounded(after[0], low, high, form, approximate)
    dollar = plain[number_start - 1 : number_start] in ("$", "€", "£") and number_start > 0
    if dollar:
        return Quantity(min(start, number_start - 1), end, *bounds, approximate, QuantityForm.MONEY)
    return _classified(plain, start, end, bounds, form, sentence, words, approximate)


# The longest softening, "aux alentours de", and a space. GUESS: 28 characters leave room.
SOFTENER_REACH = 28


def _softener_before(plain: str, floor: int, at: int, words: QuantityWords, *, ranged: bool) -> tuple[str, int] | None:
    """Return the name and the start of the longest softening before a number ("no more than", not "more than")."""
    hits = [
        (match.start(), name)
        for name, pattern in words.before
        if (ranged or name != "range") and (match := pattern.search(plain, floor, at))
    ]
    return (min(hits)[1], min(hits)[0]) if hits else None


def _softener_after(plain: str, at: int, end: int, words: QuantityWords) -> tuple[str, int] | None:
    for name, pattern in words.after:
        if match := pattern.match(plain, at, end):
            return name, match.end()
    return None


def _bounded(
    name: str, low: float, high: float, form: QuantityForm, approximate: bool
) -> tuple[QuantityForm, tuple[float | None, float | None], bool]:
    """ "More than n" begins at n + 1 where n is whole, "fewer than n" ends at n - 1."""
    whole = low == int(low) and high == int(high)
    if name == "range":
        return form, (low, high), approximate
    if name == "about":
        return (QuantityForm.RANGE if low != high else QuantityForm.ABOUT), (low, high), True
    if name in ("at_least", "more_than"):
        return QuantityForm.AT_LEAST, (low + (name == "more_than" and whole and not approximate), None), approximate
    return QuantityForm.AT_MOST, (None, high - (name == "less_than" and whole)), approximate


def _classified(
    plain: str,
    start: int,
    end: int,
    bounds: tuple[float | None, float | None],
    form: QuantityForm,
    sentence: Sentence,
    words: QuantityWords,
    approximate: bool,
) -> Quantity | None:
    low, high = bounds
    for kind, pattern in ((QuantityForm.PERCENT, words.percent), (QuantityForm.MONEY, words.currency)):
        match = pattern.match(plain, end, sentence.end)
        if match:
            return Quantity(start, match.end(), low, high, approximate, kind)
    if words.time_unit.match(plain, end, sentence.end):
        return None
    unit = words.unit.match(plain, end, sentence.end)
    if unit:
        return Quantity(
            start, end, low, high, approximate, QuantityForm.MEASURE, Span(unit.start("unit"), unit.end("unit"))
        )
    noun = noun_after(plain, end, sentence, words)
    whole = words.of_a_whole.match(plain, end, sentence.end)
    if whole and form is QuantityForm.EXACT:
        form, noun = QuantityForm.PART_OF, _noun_of_whole(plain, whole.end(), sentence, words)
    return Quantity(start, end, low, high, approximate, form, noun)


def _noun_of_whole(plain: str, at: int, sentence: Sentence, words: QuantityWords) -> Span | None:
    """The noun of "six des sept experts": what follows the second number, if there is one."""
    number = re.compile(rf" (?:{counted(words.language)})").match(plain, at, sentence.end)
    return noun_after(plain, number.end() if number else at, sentence, words)


# A noun with its adjectives has at most this many words ("assault rifles of Chinese make" keeps two). GUESS.
_NOUN_WORDS = 4
NOUN_WORD = re.compile(r" (?:de |d'|of )?(?P<word>[\w'-]*[a-z][\w-]*)")


def noun_after(plain: str, at: int, sentence: Sentence, words: QuantityWords) -> Span | None:
    """Return the words that follow a number at `at`, up to a function word or a mark."""
    first: int | None = None
    end = at
    for step in range(_NOUN_WORDS):
        match = NOUN_WORD.match(plain, end, sentence.end)
        if match is None or (step and match.start("word") > end + 1) or match["word"].split("'")[-1] in words.stop:
            break
        first = match.start("word") if first is None else first
        end = match.end()
    return None if first is None else Span(first, end)
