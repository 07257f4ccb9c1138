"""Who says what in a report: all attributions, sentence by sentence, pronouns and "this source" resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crossbearing.reading.document import Document, inside
from crossbearing.reading.reporting import by_verbs
from crossbearing.reading.saying import (
    OBJECT_FOLLOWS,
    Manner,
    Saying,
    clause_end,
    clause_start,
    has_predicate,
    with_comma,
)
from crossbearing.reading.speakers import chain, name_end, speaker_words
from crossbearing.reading.text import Sentence, folded
from crossbearing.reading.verbs import Form

__all__ = ["Manner", "Saying", "sayings"]

_PRONOUN = re.compile(r"^(?:qui|who|which|il|elle|ils|elles|on|he|she|they|it)$")


def sayings(doc: Document) -> tuple[tuple[Saying, ...], ...]:
    """Return the attributions of every sentence, in order."""
    found: list[tuple[Saying, ...]] = []
    history: list[tuple[str, ...]] = []
    last: tuple[str, ...] = ()
    for sentence in doc.sentences:
        here: list[Saying] = []
        for saying in sorted(
            (*_by(doc, sentence), *by_verbs(doc, sentence), *_impersonal(doc, sentence)), key=lambda one: one.start
        ):
            resolved = _resolved(doc, saying, here[-1].chain if here else last, last, history)
            here.append(resolved)
            history.append(resolved.chain)
        here = _parted(_without_doubles(here))
        found.append(tuple(here))
        named = [one.chain for one in here if one.chain]
        last = named[-1] if named else last
    return tuple(found)


def _resolved(
    doc: Document, saying: Saying, nearest: tuple[str, ...], last: tuple[str, ...], history: list[tuple[str, ...]]
) -> Saying:
    """Put the last named speaker for a pronoun, "this source" or a missing subject."""
    if saying.impersonal:
        return saying
    if not saying.chain:
        return replace(saying, chain=nearest or last)
    words = speaker_words(doc.language)
    head, rest = folded(saying.chain[0]), saying.chain[1:]
    if _PRONOUN.match(head):
        return replace(saying, chain=(*(nearest or last)[:1], *rest))
    outer = folded(saying.chain[-1])
    known = _named_so(outer, history) if _POINTS_BACK.match(outer) else ()
    if known or (words.same.match(outer) and (nearest or last)):
        known = known or nearest or last
        return replace(saying, chain=known if len(saying.chain) == 1 else (*saying.chain[:-1], known[-1]))
    return saying


def _named_so(name: str, history: list[tuple[str, ...]]) -> tuple[str, ...]:
    """*the same mechanic*: the last speaker whose name holds that noun."""
    noun = name.split()[-1]
    return next((one for one in reversed(history) if any(noun in folded(speaker) for speaker in one)), ())


# "cette chaîne", "the same weekly": whoever was named before.
_POINTS_BACK = re.compile(r"(?:le meme|la meme|les memes|the same|ce|cet|cette|ces|this|that|these) [\w' -]{3,30}$")


def _without_doubles(here: list[Saying]) -> list[Saying]:
    """Drop an attribution whose words lie inside another's: "citant X, affirme" was read with the other."""
    return [
        one
        for one in here
        if not any(other is not one and other.start <= one.start and one.end <= other.end for other in here)
    ]


def _parted(here: list[Saying]) -> list[Saying]:
    """What one speaker says ends where the words that name the next begin."""
    return [
        replace(
            one,
            scope_end=min([one.scope_end, *(other.start for other in here if one.end <= other.start < one.scope_end)]),
        )
        if one.scope_start >= one.end
        else one
        for one in here
    ]


# ---- "according to X"
def _by(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    words = speaker_words(doc.language)
    at = sentence.start
    while match := words.by.search(doc.flat, at, sentence.end):
        begin = match.end() + (doc.flat[match.end() : match.end() + 1] == " ")
        initial = not has_predicate(doc, clause_start(doc, sentence.start, match.start()), match.start())
        end = name_end(doc, begin, sentence.end, appositions=not initial)
        names = chain(doc, begin if not _names_itself(match.group()) else match.start(), end)
        at = max(end, match.end())
        if names and not _INDEPENDENT.match(doc.flat, match.start()):
            low, high = _by_scope(doc, sentence, match.start(), end, initial)
            yield Saying(with_comma(doc, match.start()), end, low, high, names)


# "could not be confirmed by an independent source" names nobody.
_INDEPENDENT = re.compile(r"(?:de|d'une) sources? independantes?|by independent")


def _names_itself(cue: str) -> bool:
    """ "de source proche": the cue is the beginning of the name."""
    return "source" in cue


def _by_scope(doc: Document, sentence: Sentence, start: int, end: int, initial: bool) -> tuple[int, int]:
    low, high = clause_start(doc, sentence.start, start), clause_end(doc, end, sentence.end)
    if initial or _is_set_off(doc, start, end, high):
        return low, high
    return low, start


def _is_set_off(doc: Document, start: int, end: int, high: int) -> bool:
    """*il transportait, selon X, des obus*: between two commas, the speaker answers for both sides."""
    behind = doc.flat[end:high]
    return (
        doc.flat[:start].rstrip().endswith(",")
        and behind.startswith(", ")
        and OBJECT_FOLLOWS.match(behind) is not None
        and not any(
            (verb := doc.forms.get(token.lower)) is not None
            and verb.form in (Form.FINITE, Form.CONDITIONAL, Form.FUTURE)
            for token in inside(doc.tokens, end, high)
        )
    )


_IMPERSONAL = re.compile(
    r"\b(?:il (?:a|avait|est|aurait) (?:egalement |aussi |deja |par ailleurs )?(?:ete )?(?:signale|rapporte|"
    r"indique|annonce|etabli|affirme|dit|revele|constate|note) (?:que |qu')"
    r"|il se dit (?:que |qu')|on (?:apprend|rapporte|dit) (?:que |qu')|il s'avere (?:que |qu')"
    r"|it (?:was|has been|is|had been) (?:also |widely |previously )?(?:reported|said|announced|established|"
    r"claimed|noted|revealed) that )"
)


_LEARNT = re.compile(
    r",? (?:a|ont|avons) appris [^,.;]{2,40}? (?:aupres de |aupres d'|de source|de |d')"
    r"|,? [^,.;]{2,30} (?:has )?learn(?:ed|t) from "
)


def _impersonal(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """*il a été signalé que*: a report without a source."""
    learnt = _LEARNT.search(doc.flat, sentence.start, sentence.end)
    if learnt:  # "…, a appris notre journal de deux employés"
        end = name_end(doc, learnt.end(), sentence.end, appositions=False)
        names = chain(doc, learnt.end(), end)
        yield Saying(with_comma(doc, learnt.start()), end, sentence.start, learnt.start(), names)
    for match in _IMPERSONAL.finditer(doc.flat, sentence.start, sentence.end):
        yield Saying(match.start(), match.end(), match.end(), sentence.end, (), verb=-1, impersonal=True)
