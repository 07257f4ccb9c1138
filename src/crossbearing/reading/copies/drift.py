"""What changed on the way from a report to its copy: numbers, units, identifiers, hedges, attributions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from crossbearing.model.claims import Reading, Report, Span
from crossbearing.reading.craft.identifiers import identifiers
from crossbearing.reading.language.text import Sentence, folded, language_of, sentences
from crossbearing.reading.numbers.quantities import Quantity, QuantityForm, quantities
from crossbearing.reading.speaking.conditional import ConditionalKind, conditionals

# A copied sentence keeps at least this share of its words. GUESS.
SAME_SENTENCE = 0.5
# Shorter ones are credit lines and exclamations. GUESS.
SHORTEST_SENTENCE = 7
# Texts with more numbers are tables; laying them side by side would take too long. GUESS.
MOST_NUMBERS = 300
_HEDGES = frozenset({ConditionalKind.HEARSAY, ConditionalKind.POSSIBILITY, ConditionalKind.EXPECTATION})
_WORD = re.compile(r"[a-z0-9]+")
_ATTRIBUTION = re.compile(
    r"\b(?:selon|d'apres|according to|citant|citing|cite par|quoted by|sous couvert d'anonymat)(?: [\w'-]+){0,6}"
)


def drift(original: Report, copy: Report, readings: Mapping[str, Reading]) -> tuple[str, ...]:
    """Return the changes as short notes: "number: 2 -> 3", "hedge lost: devraient".

    In one language sentences are laid side by side; across languages only numbers and identifiers are compared.
    """
    first, second = _Text(original, readings), _Text(copy, readings)
    if first.language != second.language:
        return (*_changed("identifier", first.marks(), second.marks()), *_number_changes(first, second))
    notes: list[str] = []
    for theirs, ours in _aligned(first, second):
        notes += _changed("identifier", first.marks(theirs), second.marks(ours))
        notes += _changed("number", first.numbers(theirs), second.numbers(ours))
        notes += _lost("hedge", first.hedges(theirs), second.hedges(ours))
        notes += _lost("attribution", first.attributions(theirs), second.attributions(ours))
    return tuple(dict.fromkeys(notes))


class _Text:
    """A report with what is compared of it."""

    def __init__(self, report: Report, readings: Mapping[str, Reading]) -> None:
        self.report = report
        self.plain = folded(report.text)
        self.language = language_of(report.text[report.body_start :])
        self.sentences = sentences(report.text, report.body_start)
        reading = readings.get(report.id)
        self._identifiers = identifiers(report.text, report.body_start)
        masked = [Span(time.start, time.end) for time in reading.times] if reading else []
        masked += [Span(one.start, one.end) for one in self._identifiers]
        self._quantities = quantities(report.text, self.sentences, self.language, masked)
        self._conditionals = [
            one for one in conditionals(report.text, self.language, report.body_start) if one.kind in _HEDGES
        ]

    def words(self, sentence: Sentence) -> set[str]:
        """The words of a sentence, folded."""
        return set(_WORD.findall(self.plain, sentence.start, sentence.end))

    def marks(self, sentence: Sentence | None = None) -> list[str]:
        """The identifiers, without separators."""
        return [one.value for one in self._identifiers if _inside(one.start, sentence)]

    def numbers(self, sentence: Sentence | None = None) -> list[str]:
        """The numbers as ranges with the units of measures; no ordinals."""
        kept = [
            one for one in self._quantities if one.form is not QuantityForm.ORDINAL and _inside(one.start, sentence)
        ]
        return [_written(one, self.plain) for one in kept]

    def hedges(self, sentence: Sentence) -> list[str]:
        """The hedging verb forms."""
        return [self.report.text[one.start : one.end] for one in self._conditionals if _inside(one.start, sentence)]

    def attributions(self, sentence: Sentence) -> list[str]:
        """The phrases that name a source."""
        found = _ATTRIBUTION.finditer(self.plain, sentence.start, sentence.end)
        return [self.report.text[one.start() : one.end()] for one in found]


def _inside(at: int, sentence: Sentence | None) -> bool:
    return sentence is None or sentence.start <= at < sentence.end


def _written(quantity: Quantity, plain: str) -> str:
    low, high = (_plain(one) if one is not None else "" for one in (quantity.min, quantity.max))
    number = low if low == high else f"{low}..{high}"
    unit = quantity.form is QuantityForm.MEASURE and quantity.noun
    percent = " %" if quantity.form is QuantityForm.PERCENT else ""
    return f"{number} {plain[unit.start : unit.end]}" if unit else number + percent


def _plain(value: float) -> str:
    """A number without exponent, so that none of its figures is lost."""
    return f"{value:.0f}" if value == round(value) else f"{value:g}"


def _aligned(first: _Text, second: _Text) -> list[tuple[Sentence, Sentence]]:
    """Pair every sentence of the copy with the most similar one of the original."""
    pairs = []
    for ours in second.sentences:
        words = second.words(ours)
        if len(words) < SHORTEST_SENTENCE:
            continue
        shares = [(len(words & first.words(theirs)) / max(1, len(words)), theirs) for theirs in first.sentences]
        share, theirs = max(shares, key=lambda pair: (pair[0], -pair[1].start), default=(0.0, ours))
        if share >= SAME_SENTENCE:
            pairs.append((theirs, ours))
    return pairs


def _number_changes(first: _Text, second: _Text) -> list[str]:
    """Across languages: numbers that stand in the place of others in the order of all numbers of the text.

    Where only one side has a number it may have been cut or spelt out; that is no change.
    """
    theirs = [number for number in first.numbers() if not number.startswith("1") or len(number) > 1]
    ours = [number for number in second.numbers() if not number.startswith("1") or len(number) > 1]
    if max(len(theirs), len(ours)) > MOST_NUMBERS:
        return []
    found = []
    for what, start, end, begin, stop in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if what == "replace" and end - start == stop - begin:
            pairs = zip(theirs[start:end], ours[begin:stop], strict=True)
            found += [f"number: {old} -> {now}" for old, now in pairs if old not in ours and now not in theirs]
    return found


def _changed(what: str, theirs: Sequence[str], ours: Sequence[str]) -> list[str]:
    gone = list((Counter(theirs) - Counter(ours)).elements())
    new = list((Counter(ours) - Counter(theirs)).elements())
    paired = [f"{what}: {old} -> {now}" for old, now in zip(gone, new, strict=False)]
    return [
        *paired,
        *(f"{what} lost: {old}" for old in gone[len(new) :]),
        *(f"{what} new: {now}" for now in new[len(gone) :]),
    ]


def _lost(what: str, theirs: Iterable[str], ours: Iterable[str]) -> list[str]:
    """Note what the original has and the copy's sentence lacks altogether."""
    before, after = list(theirs), list(ours)
    if before and not after:
        return [f"{what} lost: {before[0]}"]
    return [f"{what} new: {after[0]}"] if after and not before else []
