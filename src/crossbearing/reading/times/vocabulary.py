"""The words of time of one language, with the pattern pieces that its rules are written with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from crossbearing.reading.language.wordlists import wordlists
from crossbearing.reading.numbers.spelt import counted


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tables from a folded word to its meaning, and the alternations made of them."""

    language: str
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    units: dict[str, str]
    which: dict[str, str]
    parts: dict[str, str]
    ordinals: dict[str, int]
    offsets: dict[str, int]
    directions: dict[str, int]
    pieces: dict[str, str]
    speech: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    pluperfect: re.Pattern[str]
    hypothesis: re.Pattern[str]


def either(words: Iterable[str]) -> str:
    """Return an alternation, longest first."""
    return "|".join(re.escape(word).replace("\\ ", " ") for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary of "fr" or "en"."""
    listed = wordlists(f"time_{language}")
    tense = {name: re.compile(pattern) for name, pattern in listed["tense"].items()}
    return Vocabulary(
        language,
        listed["months"] | listed["short_months"],
        listed["weekdays"],
        listed["seasons"] | listed["feasts"],
        listed["units"],
        listed["which"],
        listed["parts"],
        listed["ordinals"],
        listed["deictics"] | listed["anaphora"],
        listed["directions"],
        _pieces(language, listed),
        re.compile(rf"\b(?:{listed['speech']['verbs']})(?:e?s?)\b"),
        **tense,
        hypothesis=re.compile(rf"\b(?:{listed['hypothesis']['words']})\b"),
    )


def _pieces(language: str, listed: dict[str, Any]) -> dict[str, str]:
    """Return named pieces of patterns: month, any_month, weekday, unit, number …"""
    return {
        "month": either(listed["months"]),
        "any_month": either(listed["months"] | listed["short_months"]),
        "weekday": either(listed["weekdays"]),
        "season": either(listed["seasons"]),
        "feast": either(listed["feasts"]),
        "unit": either(listed["units"]),
        "which": either(listed["which"]),
        "ordinal": either(listed["ordinals"]),
        "deictic": either(listed["deictics"]),
        "anaphora": either(listed["anaphora"]),
        "direction": either(listed["directions"]),
        "adverb": listed["adverbs"]["words"],
        "vague_adverb": listed["adverbs"]["vague"],
        "daypart": listed["dayparts"]["words"],
        "number": counted(language),
        # A year stands alone: "2023", never the start of "2023 456" or of "20231".
        "year": r"(?:19|20)\d\d(?!\d|[.,]\d| \d{3}\b)",
    }
