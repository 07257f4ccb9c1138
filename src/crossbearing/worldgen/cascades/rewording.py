"""What becomes of a report on its way from outlet to outlet: ten levels from a cut to a free translation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from crossbearing.worldgen.cascades.telling import Draft, Sentence, firm, ways

LEVELS = 10
LEVEL_NAMES = (
    "verbatim", "cut", "a tenth of the words replaced", "paragraphs in another order",
    "cut, a fifth replaced, sources dropped", "a number changed, hedges dropped", "half told anew",
    "three quarters told anew, cut", "all told anew", "translated", "translated, cut, a number changed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy before it is written: how far it was reworded, which numbers were altered, and whether it was firmed."""

    draft: Draft
    level: int
    changed: tuple[tuple[int, int], ...] = ()
    firmed: bool = False


def reworded(draw: Random, original: Draft, level: int, outlet: str) -> Copied:
    """Return the copy that an outlet makes of a report at a level from 0 (verbatim) to 10."""
    told = list(original.sentences)
    language = original.language
    changed: tuple[tuple[int, int], ...] = ()
    words = {2: 0.1, 4: 0.2}.get(level, 0.0)
    if level in (1, 4, 7, 10):
        told = told[: max(3, round(len(told) * draw.uniform(0.6, 0.8)))]
    if level == 3:
        told = [*told[3:6], *told[:3], *told[6:]]
    if level == 4:
        told = [replace(one, sourced=False) for one in told]
    if level in (5, 10):
        told, changed = _another_number(draw, told)
    if level == 5:
        told = [firm(one) for one in told]
    if level in (6, 7, 8):
        told = _told_anew(draw, told, {6: 0.5, 7: 0.75, 8: 1.0}[level])
    if level in (9, 10):
        language = "fr" if language == "en" else "en"
        told = _told_anew(draw, told, 1.0)
    firmed = level == 5 and any(one.fact.hedged for one in original.sentences)
    published = original.published + timedelta(days=draw.randrange(0, 5))
    return Copied(Draft(outlet, language, published, tuple(told), words), level, changed, firmed)


def _told_anew(draw: Random, told: list[Sentence], share: float) -> list[Sentence]:
    anew = set(draw.sample(range(len(told)), round(share * len(told))))
    hand = draw.randrange(1 << 30)
    return [
        replace(one, way=one.way + draw.randrange(1, 4), hand=hand) if at in anew else one
        for at, one in enumerate(told)
    ]


def _another_number(draw: Random, told: list[Sentence]) -> tuple[list[Sentence], tuple[tuple[int, int], ...]]:
    """One number of the report becomes another one."""
    having = [at for at, one in enumerate(told) if isinstance(one.fact.value("n"), int)]
    if not having:
        return told, ()
    at = draw.choice(having)
    old = int(str(told[at].fact.value("n")))
    new = old + draw.choice((1, 2, 10, old))
    made = replace(told[at], fact=told[at].fact.with_value("n", new))
    return [*told[:at], made, *told[at + 1 :]], ((old, new),)


def with_synonyms(draw: Random, text: str, language: str, share: float) -> str:
    """Return the text with a share of its words replaced by others of the same meaning, or left out."""
    known = dict(pair.split("=") for pair in ways("words", language))
    words = re.split(r"(\W+)", text)
    plain = [at for at, word in enumerate(words) if word.isalpha() and len(word) > 2 and word.islower()]
    for at in draw.sample(plain, min(len(plain), round(share * len(words) / 2))):
        words[at] = known.get(words[at], words[at] if draw.random() < 0.5 else draw.choice(list(known.values())))
    return "".join(words)
