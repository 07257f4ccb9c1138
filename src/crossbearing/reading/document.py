"""A report with everything that was noticed in it before any claim is made: words, names, figures, dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar

from crossbearing.model.claims import Lineage, Report, Span
from crossbearing.reading.copies.lineage import dateline_end, lineage
from crossbearing.reading.craft.identifiers import Identifier, identifiers
from crossbearing.reading.craft.vessels import Vessel, vessels
from crossbearing.reading.language.gates import Flat, flat_of
from crossbearing.reading.language.names import Named, name_index
from crossbearing.reading.language.nouns import Noun, nouns_in
from crossbearing.reading.language.text import Sentence, Token, language_of, quotations, sentences, tokens
from crossbearing.reading.language.verbs import Forms, verb_forms
from crossbearing.reading.numbers.quantities import Quantity, quantities
from crossbearing.reading.speaking.conditional import Conditional, conditionals
from crossbearing.reading.times import TimeExpression, times
from crossbearing.world import World


class Placed(Protocol):
    """Anything that stands at `[start, end)`."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """Behind the last character."""
        ...


T = TypeVar("T", bound=Placed)
_start = attrgetter("start")

# A French text of this length without any accent is written without accents.
ACCENTLESS_FROM = 120


def inside(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    """Return the items that begin in `[start, end)`; items are in order of their starts."""
    if not items or items[0].start >= end or items[-1].start < start:
        return items[:0]
    low = bisect_left(items, start, key=_start)
    return items[low : bisect_left(items, end, low, key=_start)]


def extents(*groups: Iterable[Placed]) -> list[tuple[int, int]]:
    """Return where the items of several groups stand, in order."""
    return sorted((one.start, one.end) for group in groups for one in group)


@dataclass(frozen=True, slots=True)
class Document:
    """A report and its mentions, each kind in order of its characters; `flat` is folded and of equal length."""

    report: Report
    world: World
    language: str
    text: str
    flat: Flat
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    names: tuple[Named, ...]
    ids: tuple[Identifier, ...]
    vessels: tuple[Vessel, ...]
    nouns: Mapping[str, tuple[Noun, ...]]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    conditionals: tuple[Conditional, ...]
    quotes: tuple[Span, ...]
    lineage: Lineage
    forms: Forms
    accents: bool = True

    def sentence_at(self, at: int) -> int:
        """Return the number of the sentence that holds a character."""
        low = bisect_left(self.sentences, at + 1, key=_start)
        return max(0, low - 1)

    def quoted(self, at: int) -> Span | None:
        """Return the quotation that holds a character, None outside of any."""
        before = bisect_left(self.quotes, at + 1, key=_start)
        return self.quotes[before - 1] if before and at < self.quotes[before - 1].end else None


def examine(report: Report, world: World) -> Document:
    """Return a report with its words, names, figures and dates found."""
    text, start = report.text, report.body_start
    language = language_of(text[start:])
    ids = identifiers(text, start)
    names = name_index(world).find(text, start)
    accents = _has_accents(text, language, start)
    common = nouns_in(text, language, start)
    ships = vessels(text, names, ids, common, start)
    names, common = _unshipped(names, ships), {group: _unshipped(found, ships) for group, found in common.items()}
    masked = [Span(low, high) for low, high in extents(ids, _designations(names), ships)]
    split = sentences(text, start)
    trimmed = tuple(_without_head(text, number, sentence) for number, sentence in enumerate(split))
    flat = flat_of(text)
    flat.watch((one.start, one.end) for one in (*split, *trimmed))
    return Document(
        report=report,
        world=world,
        language=language,
        text=text,
        flat=flat,
        sentences=trimmed,
        tokens=tokens(text, start),
        names=names,
        ids=ids,
        vessels=ships,
        nouns=common,
        times=times(report, split, language, masked),
        quantities=quantities(text, split, language, masked),
        conditionals=conditionals(text, language, start),
        quotes=quotations(text, start),
        lineage=lineage(report),
        forms=verb_forms(language, accents),
        accents=accents,
    )


def _unshipped(items: tuple[T, ...], ships: Sequence[Vessel]) -> tuple[T, ...]:
    """Leave out what only stands in the name of a ship: *the Baltic Leader* is nobody's leader."""
    return tuple(one for one in items if not _within_longer(one, inside(ships, one.start - NAME_REACH, one.end)))


def _within_longer(one: Placed, ships: Sequence[Vessel]) -> bool:
    return any(s.start <= one.start and one.end <= s.end and s.end - s.start > one.end - one.start for s in ships)


# A ship's name takes at most so many characters before a word in it.
NAME_REACH = 60


def _without_head(text: str, number: int, sentence: Sentence) -> Sentence:
    """Leave a dateline or a ticker's hour out of its sentence; its date is read all the same."""
    return sentence._replace(start=min(dateline_end(text, sentence.start, number), sentence.end))


def _designations(names: Sequence[Named]) -> list[Named]:
    """Names with figures in them, whose figures are no quantities: aircraft types and equipment."""
    return [name for name in names if any(map(str.isdigit, name.text))]


def _has_accents(text: str, language: str, start: int) -> bool:
    plain = len(text) - start >= ACCENTLESS_FROM and language == "fr"
    return not (plain and not any(char in "éèêàùçôîâû" for char in text[start:]))
