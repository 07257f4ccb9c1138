"""Common nouns of the genre: which words stand for an aircraft, a vessel, people, goods or visits."""

from __future__ import annotations

import re
from functools import cache

from crossbearing.reading.text import folded
from crossbearing.reading.wordlists import wordlists


@cache
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
    regular = (noun + "s", noun + "x") if noun.endswith(("eau", "al")) else (noun + "s",)
    if noun.endswith("al"):
        regular += (noun[:-1] + "ux",)
    return (*regular, f"{head}s {rest}", f"{head}s {rest}s") if rest else regular


@cache
def noun_pattern(group: str, language: str) -> re.Pattern[str]:
    """Return a pattern that finds the group's nouns, longest first, in folded text with hyphens as spaces."""
    longest_first = sorted(nouns(group, language), key=lambda noun: (-len(noun), noun))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
