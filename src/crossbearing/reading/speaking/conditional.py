"""The French conditional and its English counterparts, found by morphology.

A French form is conditional when what stands before -ait or -aient is an infinitive (or an irregular stem) of its own
lemma: *livrerait* is *livrer* + *ait*, *montrait* is not. Measured on French TimeBank: 28 of 29 conditionals found.
What a conditional means is decided by what stands around it: `ConditionalKind`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import simplemma

from crossbearing.reading.language.text import folded, lowered


class ConditionalKind(StrEnum):
    """What a conditional or its English counterpart says about the event."""

    HEARSAY = "hearsay"
    POSSIBILITY = "possibility"
    EXPECTATION = "expectation"
    FUTURE_IN_PAST = "future_in_past"
    HYPOTHESIS = "hypothesis"
    POLITENESS = "politeness"


class Conditional(NamedTuple):
    """Characters `[start, end)` of the form or phrase, and its kind."""

    start: int
    end: int
    kind: ConditionalKind


# Future stems that are not the infinitive, of the verbs in use; compounds (re-, par-, con- …) end in them.
_STEMS = [
    "aur",
    "ser",
    "ir",
    "fer",
    "viendr",
    "tiendr",
    "verr",
    "pourr",
    "voudr",
    "devr",
    "saur",
    "faudr",
    "vaudr",
    "enverr",
    "acquerr",
    "courr",
    "mourr",
    "recevr",
    "apercevr",
    "percevr",
    "cueiller",
    "accueiller",
    "recueiller",
    "pleuvr",
    "mouvr",
    "assoir",
    "siér",
    "échoir",
    "prévoir",
    "pourvoir",
]
_PREFIXES = "re|r|de|dé|par|pré|pro|sur|con|inter|main|ob|contre|entre|sou|ac|satis|é|ren"
_IRREGULAR = re.compile(rf"(?:{_PREFIXES})?(?:{'|'.join(_STEMS)})(?:ait|aient)$")
_SHAPE = re.compile(r"\b[^\W\d_]+r(?:ait|aient)\b")


@cache
def is_conditional(form: str) -> bool:
    """Say whether a lower-case French form is a conditional of the third person."""
    if _IRREGULAR.match(form):
        return True
    form = form.replace("œ", "oe")  # the dictionary writes *manoeuvrer*
    stem = form.removesuffix("aient") if form.endswith("aient") else form.removesuffix("ait")
    if not stem.endswith("r"):
        return False
    lemma = simplemma.lemmatize(form, lang="fr")
    if lemma == form and stem.endswith("er"):  # a spelling the dictionary does not have: *cèderait*
        return simplemma.is_known(stem.replace("è", "é"), lang="fr")
    return any(_same_verb(lemma, infinitive) for infinitive in (stem, stem + "e"))


def _same_verb(lemma: str, infinitive: str) -> bool:
    """Equal but for accents and doubled consonants: *cèderait* is of *céder*, *appellerait* of *appeler*."""
    flat, other = folded(lemma), folded(infinitive)
    undoubled = re.sub(r"([lt])\1(?=er$)", r"\1", other)
    return flat in (other, undoubled, re.sub(r"i(?=er$)", "y", other))


_POSSIBLE = re.compile(r"pourrai(?:en)?t$")
_EXPECTED = re.compile(r"devrai(?:en)?t$")
_POLITE = re.compile(r"(?:souhaiter|aimer|voudr|faudr|conviendr)ai(?:en)?t$")
# A governing past verb of saying before *que*: the conditional is its future.
_SAID_THAT = re.compile(
    r"(?:\ba|\bont|\bavait|\bavaient|\best|\bsont) (?:\w+ )?(?:declare|annonce|affirme|assure|promis|indique|dit|"
    r"precise|ajoute|estime|jure|fait savoir|prevenu|averti|confirme|explique|souligne|repete|pretendu)"
    r"(?: [^.;:]{0,60}?)? qu(?:e |')[^.;:]*$"
)
_IF = re.compile(r"\b(?:si|s'il|s'ils|a condition que|au cas ou|if|unless|suppose)\b[^.;]*$")
_IF_AFTER = re.compile(r"^[^.;]*?\b(?:si|s'il|s'ils|a condition qu|if)\b")
_AUXILIARY = re.compile(r"(?:aur|ser)ai(?:en)?t$")

_ENGLISH = re.compile(
    r"\b(?:(?P<hearsay>reportedly|allegedly|purportedly|supposedly|apparently|(?:is|are|was|were) "
    r"(?:said|believed|thought|alleged|reported|rumou?red|understood) to|is said|are said)"
    r"|(?P<possibility>may(?= [a-z])|might|could)"
    r"|(?P<expectation>(?:is|are|was|were) (?:\w+ )?(?:expected|likely) (?:to|in|before|by)"
    r"|(?:is|are) to be|reportedly due))\b"
)


def conditionals(text: str, language: str, start: int = 0) -> tuple[Conditional, ...]:
    """Return the conditionals of a text from `start` on, with their kinds; offsets count in the text given."""
    return tuple(_french(text, start) if language == "fr" else _english(text, start))


def _french(text: str, start: int) -> Iterator[Conditional]:
    low, flat = lowered(text), folded(text)
    for match in _SHAPE.finditer(low, start):
        if is_conditional(match.group()):
            yield Conditional(match.start(), match.end(), _kind(flat, match.start(), match.end()))


def _kind(flat: str, start: int, end: int) -> ConditionalKind:
    form = flat[start:end]
    before = flat[max(0, start - 160) : start].rpartition(". ")[2]
    if _POSSIBLE.match(form):
        return ConditionalKind.POSSIBILITY
    if _EXPECTED.match(form):
        return ConditionalKind.EXPECTATION
    if _POLITE.match(form):
        return ConditionalKind.POLITENESS
    if _IF.search(before) or _IF_AFTER.match(flat[end : end + 120]):
        return ConditionalKind.HYPOTHESIS
    if _SAID_THAT.search(before) and not _is_past(flat, end, form):
        return ConditionalKind.FUTURE_IN_PAST
    return ConditionalKind.HEARSAY


def _is_past(flat: str, end: int, form: str) -> bool:
    """*aurait livré* tells a past event: never the future of a past verb."""
    return bool(re.match(r"aurai(?:en)?t$", form)) and bool(
        re.match(r" (?:\w+ )?\w+(?:e|i|u|s|t)(?:e|s|es)?\b", flat[end:])
    )


def _english(text: str, start: int) -> Iterator[Conditional]:
    for match in _ENGLISH.finditer(folded(text), start):
        if text[match.start()] == "M":  # the month
            continue
        yield Conditional(match.start(), match.end(), ConditionalKind(str(match.lastgroup)))
