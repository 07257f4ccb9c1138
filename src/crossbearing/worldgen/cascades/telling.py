"""A report as an author tells it: facts in an order, each in one of several ways, in one language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random

from crossbearing.worldgen.cascades.facts import Fact

MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre"),
}  # fmt: skip
MAY = {
    "en": {"may": "may have", "mayp": "may have", "maye": "may have"},
    "fr": {"may": "aurait", "mayp": "auraient", "maye": "serait"},
}
FIRM = {
    "en": {"may": "has", "mayp": "have", "maye": "has"},
    "fr": {"may": "a", "mayp": "ont", "maye": "est"},
}
# How many of the words that have another of the same meaning are replaced by it. GUESS: no two authors, and no two
# translators, choose the same words.
OWN_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A fact, the way it is told, whose choice of words it is, and whether its source is named."""

    fact: Fact
    way: int
    hand: int
    sourced: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is written: who publishes it, when, in which language, and its sentences."""

    outlet: str
    language: str
    published: date
    sentences: tuple[Sentence, ...]
    reworded: float = 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """A written report with what is true of it.

    `cascade` is the number of the original it goes back to, `level` how far it was reworded (0 for an original and
    for a verbatim copy). `changed` are numbers that were altered on the way, `firmed` whether a hedge was dropped.
    """

    id: str
    text: str
    published: date
    language: str
    cascade: int
    level: int
    original: bool
    outlet: str
    changed: tuple[tuple[int, int], ...] = ()
    firmed: bool = False


@cache
def ways(kind: str, language: str) -> tuple[str, ...]:
    """Return the ways of telling a kind of fact."""
    text = (files("crossbearing.worldgen.cascades") / "sentences.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[kind][language])


def sentence(told: Sentence, language: str) -> str:
    """Return one fact in words."""
    fact = told.fact
    at = 0 if language == "en" else 1
    values = {name: _value(name, value, at, language) for name, value in fact.values}
    verbs = (MAY if fact.hedged else FIRM)[language]
    source = fact.source[at] if fact.source and told.sourced else ""
    by = "according to" if language == "en" else "selon"
    known = ways(fact.kind, language)
    text = known[told.way % len(known)]
    if not source and "{source}" in text:
        text = known[(told.way + 1) % len(known)]
    att = f", {by} {source}" if source else ""
    made = in_own_words(text, f"{told.hand}/{fact.kind}", language).format(**values, **verbs, source=source, att=att)
    return made[0].upper() + made[1:]


def in_own_words(text: str, hand: str, language: str) -> str:
    """Return a sentence with some words replaced by others of the same meaning, as one hand always does it."""
    draw = Random(hand)
    known = dict(pair.split("=") for pair in ways("words", language))
    words = re.split(r"(\W+)", text)
    own = [known[word] if word in known and draw.random() < OWN_WORDS else word for word in words]
    return "".join(own)


def _value(name: str, value: object, at: int, language: str) -> str:
    if isinstance(value, tuple):
        return str(value[at])
    if isinstance(value, date):
        month = MONTHS[language][value.month - 1]
        if name == "month":
            return f"in {month} {value.year}" if language == "en" else f"en {month} {value.year}"
        first = "1er" if language == "fr" and value.day == 1 else str(value.day)
        return f"{first} {month} {value.year}"
    return str(value)


def body(draft: Draft) -> str:
    """Return the sentences, two or three to a paragraph."""
    told = [sentence(one, draft.language) for one in draft.sentences]
    paragraphs = [" ".join(told[start : start + 3]) for start in range(0, len(told), 3)]
    text = "\n\n".join(paragraphs)
    # French contracts "de le" and "à le".
    for long, short in ((" de le ", " du "), (" à le ", " au ")) if draft.language == "fr" else ():
        text = text.replace(long, short)
    return text


def firm(told: Sentence) -> Sentence:
    """The sentence without its hedge."""
    return replace(told, fact=replace(told.fact, hedged=False))
