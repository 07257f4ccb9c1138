"""Whose people and offices are meant where their own words do not say: "ses pilotes", "the two governments", a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from crossbearing.model.claims import Actor
from crossbearing.reading.craft.flags import is_flag
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.gates import gated
from crossbearing.reading.parties.roles import parties, state
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.saying import Manner, Saying

# Between a person's name and the office or demonym before it stand at most so many characters.
NAME_REACH = 70
_POSSESSIVE = re.compile(r"\b(?:ses|son|sa|leurs?|its|his|her|their)(?: (?:own|propres?|jeunes|young|[a-z]+))? $")
_TWO = gated(
    r"\b(?:the two (?:governments|countries|states|sides|armies|ministers|ministries|nations|parties|capitals)|"
    r"both (?:governments|countries|states|sides|armies|ministers|nations|parties|capitals)|"
    r"(?:les|des|aux) deux (?:gouvernements|pays|etats|parties|armees|ministres|capitales|voisins|camps))\b"
)


def country_named_by(scene: Scene, at: int) -> str | None:
    """Return the country that was named last before a character, by its name, capital or demonym."""
    names = scene.doc.names
    for number in range(bisect_left(names, at, key=lambda one: one.start) - 1, -1, -1):
        name = names[number]
        if name.country and not is_flag(scene.doc.flat, name.start, name.end):
            return name.country
    return None


def possessed(scene: Scene, start: int) -> str | None:
    """Return whose *ses pilotes* are, None without such a word before the group."""
    if not _POSSESSIVE.search(scene.doc.flat, max(0, start - 24), start):
        return None
    return country_named_by(scene, start)


def of_a_name(scene: Scene, name: str, before: int) -> str | None:
    """Return the country of a person from where the name stood with an office: "le ministre ouzbek, le général X"."""
    last = name.split(" ")[-1]
    if len(last) < 4 or not last[0].isupper():
        return None
    for at in _places_of(scene.doc, last, before):
        sentence = scene.doc.sentences[scene.doc.sentence_at(at)]
        low = max(sentence.start, at - NAME_REACH)
        told = [one for one in inside(scene.doc.names, low, at) if one.country]
        if told:
            return told[-1].country
    return None


def _places_of(doc: Document, word: str, before: int) -> Iterator[int]:
    at = doc.text.find(word, doc.report.body_start, before)
    while at >= 0:
        yield at
        at = doc.text.find(word, at + len(word), before)


def both(scene: Scene, start: int, end: int) -> tuple[Actor, ...]:
    """Return the two states that *the two governments* means, those told of most; nobody without such words."""
    told = _TWO.search(scene.doc.flat, start, end)
    if told is None:
        return ()
    counts: dict[str, int] = {}
    for name in inside(scene.doc.names, 0, told.start()):
        country = name.country or (name.place.country if name.place else None)
        if country:
            counts[country] = counts.get(country, 0) + 1
    ranked = sorted(counts, key=lambda country: (-counts[country], country))
    return tuple(state(scene, country) for country in ranked[:2]) if len(ranked) > 1 else ()


def owning_up(scene: Scene, found: Sequence[Saying]) -> tuple[Actor, ...]:
    """Return the state that confirms: what its ministry acknowledges is its own act."""
    for saying in found:
        if saying.manner is Manner.CONFIRMS:
            spoken = [one for one in parties(scene, saying.start, saying.end) if one.country]
            if spoken:
                return (state(scene, str(spoken[0].country)),)
    return ()
