"""Which event a verb or a noun tells: the classes of the lexicon `events.toml`, by language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from crossbearing.model.claims import Kind
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import wordlists


@dataclass(frozen=True, slots=True)
class EventClass:
    """A class of events; `kinds` tells the kind of claim by what the event is about, "any" by whatever it is about.

    `beside` must stand in the clause of a verb that tells the class by itself, None where nothing need to.
    """

    name: str
    theme: str
    kinds: dict[str, Kind] = field(hash=False)
    beside: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a language: by the lemma of a verb, by a lemma and the words behind it, by a noun."""

    verbs: dict[str, tuple[EventClass, ...]]
    phrases: dict[str, tuple[tuple[re.Pattern[str], bool, EventClass], ...]]
    nouns: dict[str, EventClass]


# "…" in a phrase stands for at most this many words ("struck the freighter X from its register").
GAP_WORDS = 6


@cache
def events(language: str) -> Events:
    """Return the events of a language."""
    lists = wordlists("events")
    verbs: dict[str, list[EventClass]] = {}
    phrases: dict[str, list[tuple[re.Pattern[str], bool, EventClass]]] = {}
    nouns: dict[str, EventClass] = {}
    for name, listed in lists["classes"].items():
        kinds = {who: Kind(kind) for who, kind in lists["themes"][listed["theme"]].items()}
        beside = listed.get(f"{language}_beside")
        event = EventClass(name, listed["theme"], kinds, re.compile(rf"\b(?:{beside})\b") if beside else None)
        for lemma in listed[language].split():
            verbs.setdefault(lemma, []).append(event)
        for phrase in listed.get(f"{language}_phrases", "").replace("\n", "").split("|"):
            lemma, reflexive, behind = _phrase(phrase)
            phrases.setdefault(lemma, []).append((behind, reflexive, event))
        for noun in listed.get(f"{language}_nouns", "").split():
            for form in _numbers(folded(noun)):
                nouns.setdefault(form, event)
    return Events(
        {lemma: tuple(found) for lemma, found in verbs.items()},
        {lemma: tuple(found) for lemma, found in phrases.items()},
        nouns,
    )


def _numbers(noun: str) -> tuple[str, ...]:
    """A noun and its plural."""
    if noun.endswith(("s", "x")):
        return (noun,)
    if noun.endswith("y") and noun[-2] not in "aeou":
        return (noun, noun[:-1] + "ies")
    return (noun, noun + "s")


def _phrase(phrase: str) -> tuple[str, bool, re.Pattern[str]]:
    """*se mettre à quai* -> the lemma, whether it is reflexive, and a pattern for what stands behind the verb group."""
    reflexive = phrase.startswith(("se ", "s'"))
    lemma, _, rest = re.sub(r"^(?:se |s')", "", phrase).partition(" ")
    words = [_GAP if word == "…" else re.escape(word) + r"(?:\b|(?<=')) ?" for word in folded(rest).split()]
    return lemma, reflexive, re.compile(r" ?" + r"".join(words) if words else r"")


_GAP = rf"(?:[\w'\"«»“”,-]+[ ']){{0,{GAP_WORDS}}}?"


def may_tell(clause: Clause) -> bool:
    """Say whether the lexicon has the verb of a clause."""
    known = events(clause.doc.language)
    return clause.lemma in known.verbs or clause.lemma in known.phrases


def told_by(clause: Clause) -> Iterator[tuple[EventClass, bool]]:
    """Yield the classes that the predicate of a clause may tell, told by a phrase (True) before told by the verb."""
    predicate = clause.predicate
    if predicate is None:
        return
    known = events(clause.doc.language)
    behind = clause.text_of(clause.object)
    for pattern, reflexive, event in known.phrases.get(predicate.lemma, ()):
        if (predicate.reflexive or not reflexive) and pattern.match(behind):
            yield event, True
    told = known.verbs.get(predicate.lemma, ())
    yield from ((event, False) for event in told if event.beside is not None and event.beside.search(clause.flat))
    yield from ((event, False) for event in told if event.beside is None)
