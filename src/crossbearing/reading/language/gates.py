"""Patterns that are tried only where characters stand that they cannot match without.

`gated` is used like `re.compile`. One pass over the folded text of a report (`Flat`, Aho-Corasick) finds the required
strings of all gated patterns, and so, for any stretch of it, those that may match there; the others cost one look-up
instead of a search. What a pattern finds is the same with and without its gate; so nothing has to be declared, and a
pattern may be changed freely. On any other string a gated pattern is an ordinary one. It is compiled when first tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from sys import maxsize

import ahocorasick

from crossbearing.reading.language.required import LEAST_LETTERS, required
from crossbearing.reading.language.text import folded

Numbers = frozenset[int]
_GATED: list[Gated] = []
_LETTERS = re.compile(r"[a-z]+")
_NOTHING_OPEN: dict[tuple[int, int], Numbers] = {}


class Flat(str):
    """A text that knows which gated patterns may match in it: of the first `known`, those with numbers in `whole`.

    `open` has the numbers for stretches that are searched often, by their bounds.
    """

    __slots__ = ("_always", "_ends", "_hits", "known", "open", "whole")
    known: int
    whole: Numbers
    open: dict[tuple[int, int], Numbers]
    _hits: list[tuple[int, Numbers]]
    _ends: list[int]
    _always: Numbers

    @staticmethod
    def scanned(text: str) -> Flat:
        """Return a text with its gates: one pass over it."""
        flat = Flat(text)
        flat.known = len(_GATED)
        scanner = _scanner(flat.known)
        found = list(scanner.strings.iter(text))
        flat._ends = [last + 1 for last, _ in found]
        flat._hits = [(last + 1 - length, numbers) for last, (length, numbers) in found]
        flat._always = scanner.always
        flat.whole = scanner.always.union(*(numbers for _, numbers in flat._hits))
        flat.open = {}
        return flat

    def watch(self, bounds: Iterable[tuple[int, int]]) -> None:
        """Keep the gates of some stretches, such as its sentences, at hand."""
        self.open |= {one: self._within(*one) for one in bounds}

    def part(self, start: int, end: int) -> Flat:
        """Return the characters `[start, end)` with the gates that are open there; they are kept at hand, too."""
        here = self.open.get((start, end))
        if here is None:
            here = self.open[start, end] = self._within(start, end)
        piece = Flat(self[start:end])
        piece.known, piece.whole, piece.open = self.known, here, _NOTHING_OPEN
        return piece

    def _within(self, start: int, end: int) -> Numbers:
        ends, hits, found = self._ends, self._hits, set(self._always)
        for at in range(bisect_left(ends, start), bisect_left(ends, end + 1)):
            begin, numbers = hits[at]
            if begin >= start:
                found |= numbers
        return frozenset(found)


class Gated:
    """A regular expression with a gate; its methods are those of a compiled one."""

    def __init__(self, pattern: str, of_copies: bool = False) -> None:
        self.pattern = pattern
        self.of_copies = of_copies
        self.number = len(_GATED)
        _GATED.append(self)

    @cached_property
    def required(self) -> frozenset[str] | None:
        """Folded strings of which every match holds one; None where there are no telling ones."""
        strings = required(self.pattern)
        if strings is None or not self.of_copies:
            return strings
        longest = {max(_LETTERS.findall(folded(one)), key=len, default="") for one in strings}
        return frozenset(longest) if min(map(len, longest)) >= LEAST_LETTERS else None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.pattern)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """Match at a position: quick by itself, so that no gate is asked."""
        return self.regex.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """Match the whole text; no gate is asked."""
        return self.regex.fullmatch

    def may_match(self, text: str, start: int = 0, end: int = maxsize) -> bool:
        """Say whether the gate is open: False means that nothing can be found in `[start, end)`."""
        if text.__class__ is not Flat:
            return True
        return self.number in text.open.get((start, end), text.whole) or self.number >= text.known

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Return the first match."""
        if (
            text.__class__ is Flat
            and self.number not in text.open.get((start, end), text.whole)
            and self.number < text.known
        ):
            return None
        return self.regex.search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """Return an iterator over all matches."""
        return self.regex.finditer(text, start, end) if self.may_match(text, start, end) else iter(())

    def finditer_in(self, copy: str, flat: Flat, start: int = 0) -> Iterator[re.Match[str]]:
        """Return an iterator over all matches in another copy of the text whose folded characters are `flat`."""
        return self.regex.finditer(copy, start) if self.may_match(flat) else iter(())

    def findall(self, text: str, start: int = 0, end: int = maxsize) -> list[str]:
        """Return the text of all matches of an expression without groups."""
        return self.regex.findall(text, start, end) if self.may_match(text, start, end) else []


def gated(pattern: str, *, of_copies: bool = False) -> Gated:
    """Return a pattern that is tried only where it may match; make one at import or cache it: it is kept for good.

    `of_copies` tells that it is searched in copies of the text with capitals, accents or other marks (`finditer_in`).
    """
    return Gated(pattern, of_copies)


@lru_cache(maxsize=4)
def flat_of(text: str) -> Flat:
    """Return `folded(text)` with its gates; the stages that read a report share it."""
    return Flat.scanned(folded(text))


@dataclass(frozen=True, slots=True)
class _Scanner:
    """What finds required strings: each with its length and the patterns that it opens; `always` need nothing."""

    strings: ahocorasick.Automaton
    always: Numbers


@lru_cache(maxsize=1)
def _scanner(count: int) -> _Scanner:
    """The scanner for the first `count` gated patterns."""
    opens: dict[str, set[int]] = {}
    always = set()
    for one in _GATED[:count]:
        if one.required is None:
            always.add(one.number)
        for string in one.required or ():
            opens.setdefault(string, set()).add(one.number)
    strings = ahocorasick.Automaton()
    strings.add_word("\0", (1, frozenset()))  # an automaton without words cannot be asked
    for string, numbers in opens.items():
        strings.add_word(string, (len(string), frozenset(numbers)))
    strings.make_automaton()
    return _Scanner(strings, frozenset(always))
