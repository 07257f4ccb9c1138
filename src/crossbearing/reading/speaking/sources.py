"""Nouns for those who say something, and for what says it: people, organisations, documents, instruments."""

from __future__ import annotations

import re
from functools import cache

from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import wordlists

GROUPS = ("people", "organisations", "documents", "instruments")


# First words of compounds that are no nouns ("haut responsable", "premier ministre").
_ADJECTIVES = frozenset(("", "haut", "premier", "premiere"))


@cache
def source_nouns(language: str, *groups: str) -> frozenset[str]:
    """Return the first words of the nouns of some groups (of all, where none is named), singular and plural, folded."""
    lists = wordlists("sources")[language]
    listed = "|".join(lists[group] for group in groups or GROUPS).replace("\n", " ")
    heads = {_head(folded(noun).strip(), language) for noun in listed.split("|")} - _ADJECTIVES
    return frozenset(heads | {plural for noun in heads for plural in _plurals(noun)})


def _head(noun: str, language: str) -> str:
    """The word that carries the noun: the first in French, the last in English."""
    return noun.split(" ")[0 if language == "fr" else -1]


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeou"):
        return (noun[:-1] + "ies",)
    return (noun + "s", noun[:-1] + "ux") if noun.endswith("al") else (noun + "s",)


_WORD = re.compile(r"[a-z][\w-]*")
# The noun stands among the first words of a name ("un ancien haut responsable"). GUESS: five.
_FIRST_WORDS = 5
_BEHIND_NOUN = re.compile(r" (?:of|in|at|from|for|near|on|with|who|which|that)\b")


def noun_of(name: str, language: str, *groups: str) -> str:
    """Return the noun for a source that a folded name begins with, empty where it has none."""
    known = source_nouns(language, *groups)
    if language == "fr":
        found = _WORD.findall(name.replace("'", " "))[:_FIRST_WORDS]
        return next((word for word in found if word in known), "")
    behind = _BEHIND_NOUN.search(name, 1)
    found = _WORD.findall(name[: behind.start()] if behind else name)
    return next((word for word in reversed(found) if word in known), "")


_NAME = re.compile(
    r"(?:(?:the|le|la|les|l['’]|un|une|an?) ?)?[A-ZÀ-Þ][\w’'-]+(?: (?:de|du|of|and|et|d['’])?\s?[\w’'-]+){0,5}$"
)


def is_name(printed: str) -> bool:
    """Say whether a printed stretch is a proper name, with its article at most."""
    return _NAME.match(printed.strip()) is not None
