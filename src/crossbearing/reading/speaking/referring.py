"""Whom a speaker's words point back to: "il", "the institute", "ce dernier", "l'une", "the same weekly"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from crossbearing.reading.document import Document
from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import wordlists
from crossbearing.reading.speaking.saying import Saying
from crossbearing.reading.speaking.sources import noun_of, source_nouns
from crossbearing.reading.speaking.speakers import speaker_words

Chain = tuple[str, ...]

_PRONOUN = re.compile(
    r"^(?:qui|who|which|il|elle|ils|elles|on|he|she|they|it|lui|eux|lui-meme|elle-meme|eux-memes|celui-ci|celle-ci|"
    r"ceux-ci|celles-ci|ce dernier|cette derniere|ces derniers|ces dernieres|l'interesse|l'interessee|les interesses|"
    r"le meme|la meme|les memes|the latter|the former|himself|herself|itself|themselves|the same)"
    r"(?: (?:still|also|now|later|then|nevertheless|however|even|further|only|again|once again|aussi|encore|toujours|"
    r"meme|y|en))?$"
)
_ONE_OF = re.compile(r"^(?:l'une|l'un|l'autre|les autres|les deux|one|the other|the others|both|the first|the second)$")


_PERSON = re.compile(r"(?:he|she|himself|herself)\b")


def _is_office(doc: Document, name: str) -> bool:
    """Say whether a name is an organisation's, so that "he" cannot mean it."""
    plain = folded(name)
    return bool(noun_of(plain, doc.language, "organisations")) and not noun_of(plain, doc.language, "people")


def resolved(doc: Document, saying: Saying, nearest: Chain, last: Chain, history: Sequence[Chain]) -> Saying:
    """Put the speaker named before for a pronoun, "this source" or a missing subject.

    `nearest` is the chain named last in the sentence or before it, `last` the one of the sentences before, `history`
    all chains so far.
    """
    if saying.impersonal:
        return saying
    before = nearest or last
    if not saying.chain:
        return replace(saying, chain=before)
    inner, rest = folded(saying.chain[0]), saying.chain[1:]
    if _PERSON.match(inner) and before and _is_office(doc, before[0]):
        before = next((one for one in reversed(history[-REMEMBERED:]) if one and not _is_office(doc, one[0])), before)
    if _PRONOUN.match(inner):
        return replace(saying, chain=(*before[:1], *rest))
    if _ONE_OF.match(inner) and before:
        return replace(saying, chain=(before[0], *(rest or before[1:])))
    meant = _meant(doc, saying.chain[-1], before, history, saying.start)
    if meant:
        return replace(saying, chain=meant if len(saying.chain) == 1 else (*saying.chain[:-1], meant[-1]))
    return saying


# "cette chaîne", "the same weekly": whoever was named before. "Le collectif" says so too, where a name does not follow.
_POINTS_BACK = re.compile(
    r"(?:le meme|la meme|les memes|the same|ce|cet|cette|ces|this|that|these|those) [\w' -]{3,30}$"
)
_BARE = re.compile(r"(?:le |la |l'|les |the |ce |cet |cette |ces |this |that )(?P<noun>[\w-]+)$")


def _meant(doc: Document, printed: str, before: Chain, history: Sequence[Chain], at: int) -> Chain:
    """The chain that a name without a name of its own points back to; empty where it points to nobody."""
    name = folded(printed)
    bare = _BARE.match(name)
    if bare and printed[bare.start("noun") : bare.start("noun") + 1].isupper():
        bare = None  # "the Panel": a name
    back = _POINTS_BACK.match(name)
    if not bare and not back:
        return ()
    known = _named_so(name, history)
    if known:
        return known
    if noun_of(name, doc.language, "organisations") and not noun_of(name, doc.language, "people"):
        before = _with_organisation(doc, before, history)
    if speaker_words(doc.language).same.match(name):
        return _fitting(doc, name, before)
    if bare and bare["noun"] in source_nouns(doc.language, "people", "organisations"):
        full = _named_in_text(doc, bare["noun"], at)
        if full:
            return (full,)
        if _is_generic(doc, bare["noun"]):
            return _fitting(doc, name, before)
    if back and noun_of(name, doc.language):
        full = _named_in_text(doc, noun_of(name, doc.language), at)
        return (full,) if full else _fitting(doc, name, before)
    return ()


def _with_organisation(doc: Document, before: Chain, history: Sequence[Chain]) -> Chain:
    """*the newspaper* behind what a person said: the last chain that holds an organisation."""
    if not any(noun_of(folded(one), doc.language, "people") for one in before):
        return before
    near = reversed(history[-REMEMBERED:])
    return next((one for one in near if any(_is_office(doc, name) for name in one)), before)


# "the same source": whoever was named before, a person or a paper.
_ANYBODY = frozenset(("source", "sources"))


def _fitting(doc: Document, name: str, before: Chain) -> Chain:
    """An organisation or a person said to be meant is no picture and no document that it was named with."""
    persons = noun_of(name, doc.language, "people")
    if persons in _ANYBODY:
        return before
    if not persons and not noun_of(name, doc.language, "organisations"):
        return before
    if persons and not any(noun_of(folded(one), doc.language, "people") for one in before):
        return () if any(noun_of(folded(one), doc.language) for one in before) else before
    at = 0
    while at < len(before) - 1 and noun_of(folded(before[at]), doc.language, "documents", "instruments"):
        at += 1
    return before[at:]


# Of so many attributions the speakers are remembered. GUESS: a long report has a few dozen.
REMEMBERED = 50


def _named_so(name: str, history: Sequence[Chain]) -> Chain:
    """*the same mechanic*: the last speaker whose name holds that noun and says more."""
    noun = re.compile(rf"\b{re.escape(re.split(r'[ ]', name)[-1].split(chr(39))[-1])}\b")
    for chain in reversed(history[-REMEMBERED:]):
        for number, speaker in enumerate(chain):
            plain = folded(speaker)
            if noun.search(plain) and len(plain) > len(name):
                return chain[number:]
    return ()


@cache
def _generic(language: str) -> frozenset[str]:
    listed = wordlists("attribution")[language]["generic"].replace("\n", "").split("|")
    return frozenset((*listed, *(noun + "s" for noun in listed), *(noun[:-1] + "ies" for noun in listed)))


def _is_generic(doc: Document, noun: str) -> bool:
    """Say whether a noun names no office, so that it can only mean whoever was named before."""
    return noun in _generic(doc.language)


# The full name of a bare "le ministère" is looked for so many characters before it; it has at most `_FULL_NAME`
# ("ministère bélarusse de la Défense"). GUESS: a report is seldom longer.
_FAR_BEFORE = 8000
_FULL_NAME = 60
_REST = re.compile(r" (?:[a-zà-ÿ-]+ ){0,2}(?:de la |de l['’]|du |des |de |d['’])[A-ZÀ-Þ][\w-]+")


# Adjectives of a country behind the noun: "la radio publique israélienne".
_ADJECTIVES = re.compile(
    r"(?: [a-zà-ÿ-]{4,}){0,2} [a-zà-ÿ-]{3,}"
    r"(?:ien|ienne|ais|aise|ain|aine|ois|oise|ique|an|ane|isse|ec|ecque|ol|ole|and|ande|que|ade|ote)s?\b"
)


def _named_in_text(doc: Document, noun: str, before: int) -> str:
    """*le ministère*: the ministry's full name, told anywhere before."""
    if doc.language != "fr":
        return ""
    low = max(doc.report.body_start, before - _FAR_BEFORE)
    for match in re.finditer(rf"\b{re.escape(noun)}\b", doc.flat[low:before]):
        end = low + match.end()
        rest = _REST.match(doc.text, end) or _ADJECTIVES.match(doc.text, end)
        if rest and rest.end() - end <= _FULL_NAME:
            return doc.text[low + match.start() : rest.end()]
    return ""
