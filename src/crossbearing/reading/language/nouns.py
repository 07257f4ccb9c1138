"""Common nouns of the genre: which words stand for an aircraft, a vessel, people, goods or visits.

All groups are found in one pass over the words of a text: a dictionary access a word, no alternation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import wordlists


class Noun(NamedTuple):
    """Characters `[start, end)` of a noun, and the noun as it stands there, folded, hyphens as spaces."""

    start: int
    end: int
    word: str


_WORD = re.compile(r"\w+")
_start = attrgetter("start")
_GROUPS = ("aircraft", "vessel", "land", "people", "goods", "visits", "agreements")


def nouns(group: str, language: str) -> frozenset[str]:
    """Return the nouns of a group, folded, singular and plural; compounds contain single spaces."""
    listed = wordlists("nouns")[group][language].replace("\n", " ")
    singular = {re.sub(r"[-\s]+", " ", folded(noun)).strip() for noun in listed.split("|")}
    return frozenset(singular | {plural for noun in singular for plural in _plurals(noun)})


def _plurals(noun: str) -> tuple[str, ...]:
    """Regular plurals; in a compound the first word, the last, or both may carry it."""
    head, _, rest = noun.partition(" ")
    if noun.endswith(("s", "x", "z")):
        return (noun, noun + "es")
    if noun.endswith("y") and noun[-2] not in "aeou":
        return (noun[:-1] + "ies",)
    regular: tuple[str, ...] = (noun + "s", noun + "x") if noun.endswith(("eau", "al")) else (noun + "s",)
    if noun.endswith("al"):
        regular += (noun[:-1] + "ux",)
    return (*regular, f"{head}s {rest}", f"{head}s {rest}s") if rest else regular


@cache
def _by_first_word(language: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First word -> (noun, groups), the longest noun first."""
    groups: dict[str, list[str]] = {}
    for group in _GROUPS:
        for noun in nouns(group, language):
            groups.setdefault(noun, []).append(group)
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for noun in sorted(groups, key=lambda one: (-len(one), one)):
        first = _WORD.match(noun)
        if first:
            found.setdefault(first.group(), []).append((noun, tuple(groups[noun])))
    return found


def nouns_in(text: str, language: str, start: int = 0) -> Mapping[str, tuple[Noun, ...]]:
    """Return the nouns of every group in a text from `start` on, in order, the longest where several begin."""
    low = folded(text).replace("-", " ")
    index = _by_first_word(language)
    found: dict[str, list[Noun]] = {group: [] for group in _GROUPS}
    compound = 0  # where a compound for a thing ends: "accord-cadre" and "avion de patrouille" hold no people
    for match in _WORD.finditer(low, start):
        for noun, groups in index.get(match.group(), ()):
            end = match.start() + len(noun)
            if low.startswith(noun, match.start()) and not low[end : end + 1].isalnum():
                compound = max(compound, end) if "people" not in groups and " " in noun else compound
                if end <= compound and "people" in groups:
                    continue
                for group in groups:
                    _add(found[group], Noun(match.start(), end, noun))
    return {group: tuple(hits) for group, hits in found.items()}


def _add(hits: list[Noun], noun: Noun) -> None:
    if not hits or noun.start >= hits[-1].end:
        hits.append(noun)


def first_noun(hits: Sequence[Noun], start: int, end: int) -> Noun | None:
    """Return the first noun inside `[start, end)`."""
    low = bisect_left(hits, start, key=_start)
    here = hits[low : bisect_left(hits, end, low, key=_start)]
    return next((one for one in here if one.end <= end), None)
