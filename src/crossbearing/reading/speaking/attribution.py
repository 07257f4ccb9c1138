"""Who says what in a report: all attributions, sentence by sentence, pronouns and "this source" resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossbearing.model.claims import Span
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.language.verbs import Form
from crossbearing.reading.speaking.observing import by_observers
from crossbearing.reading.speaking.referring import resolved
from crossbearing.reading.speaking.reporting import by_verbs
from crossbearing.reading.speaking.saying import (
    FINITE_FORMS,
    OBJECT_FOLLOWS,
    Manner,
    Saying,
    clause_end,
    clause_start,
    has_predicate,
    manners_of,
    said_verb,
    with_comma,
)
from crossbearing.reading.speaking.sources import noun_of
from crossbearing.reading.speaking.speakers import chain, name_end, speaker_words
from crossbearing.reading.speaking.told_otherwise import told_otherwise

__all__ = ["Manner", "Saying", "sayings"]


def sayings(doc: Document) -> tuple[tuple[Saying, ...], ...]:
    """Return the attributions of every sentence, in order."""
    found: list[tuple[Saying, ...]] = []
    history: list[tuple[str, ...]] = []
    last: tuple[str, ...] = ()
    for sentence in doc.sentences:
        here: list[Saying] = []
        last = _person_before(doc, sentence, found) or last
        for saying in sorted(_in_sentence(doc, sentence), key=lambda one: one.start):
            meant = resolved(doc, saying, here[-1].chain if here else last, last, history)
            if meant.chain or meant.start < meant.end:
                here.append(meant)
                history.append(meant.chain)
        here = _reaching_back(doc, sentence, _parted(_without_doubles(here)))
        here = here or _quoted_on(doc, sentence, found)
        found.append(tuple(here))
        named = [one.chain for one in here if one.chain]
        last = named[-1] if named else last
    return tuple(found)


# "Joint par la radio, le ministre …": what was done to reach somebody stands before who it is.
_REACHED = re.compile(
    r"(?:joint|interroge|contacte|sollicite|questionne|reached|contacted|asked|questioned)e?s?\b[^,.;]{0,60}, "
)
_HE_SAYS = re.compile(r"[ \"«]*(?:il|elle|he|she) ")


def _person_before(doc: Document, sentence: Sentence, found: Sequence[tuple[Saying, ...]]) -> tuple[str, ...]:
    """*Le ministre X ne s'est pas dérobé. Il a reconnu que …*: who the sentence before is about, where nobody spoke."""
    number = len(found)
    before = doc.sentences[number - 1] if number else sentence
    if (
        not number
        or found[-1]
        or before.paragraph != sentence.paragraph
        or not _HE_SAYS.match(doc.flat, sentence.start)
    ):
        return ()
    reached = _REACHED.match(doc.flat, before.start, before.end)
    low = reached.end() if reached else before.start
    end = name_end(doc, low, before.end, appositions=True)
    office = noun_of(doc.flat[low:end], doc.language, "people")
    return chain(doc, low, end)[:1] if office and not has_predicate(doc, low, end) else ()


def _reaching_back(doc: Document, sentence: Sentence, here: list[Saying]) -> list[Saying]:
    """*A; B, X said.*: who is named at the end answers for the parts before too, where nobody else does."""
    if len([one for one in here if one.start < one.end]) != 1 or doc.flat.find("; ", sentence.start, sentence.end) < 0:
        return here
    return [
        replace(one, scope_start=sentence.start)
        if one.scope_end <= one.start < one.end and not doc.flat[one.end : sentence.end].strip(' ."')
        else one
        for one in here
    ]


# A quoted stretch of so many words goes on with what the last speaker said; a word or two are the writer's irony.
# GUESS: three.
_QUOTED_WORDS = 3


def _quoted_on(doc: Document, sentence: Sentence, found: Sequence[tuple[Saying, ...]]) -> list[Saying]:
    """A sentence with a quotation and no speaker goes on with the speaker of the sentence before, in its paragraph."""
    number = len(found)
    if not found or doc.sentences[number - 1].paragraph != sentence.paragraph:
        return []
    quotes = [one for one in doc.quotes if sentence.start <= one.start < sentence.end]
    chains = [one.chain for one in found[-1] if one.chain]
    if not chains or not any(_goes_on(doc, sentence, one) for one in quotes):
        return []
    return [Saying(sentence.start, sentence.start, sentence.start, sentence.end, chains[-1])]


def _goes_on(doc: Document, sentence: Sentence, quote: Span) -> bool:
    """Say whether a quotation is long enough, and no verb before it has a speaker of its own."""
    if len(doc.flat[quote.start : quote.end].strip('" ').split()) < _QUOTED_WORDS:
        return False
    manners, last = manners_of(doc.language), None
    for token in inside(doc.tokens, sentence.start, quote.start):
        verb = said_verb(doc, token)
        if verb is not None and verb.lemma in manners and verb.form in FINITE_FORMS:
            return False
        last = verb if token.text.isalpha() else last
    return last is None or last.form in (Form.PARTICIPLE, Form.INFINITIVE)


def _in_sentence(doc: Document, sentence: Sentence) -> list[Saying]:
    """All attributions of a sentence, those that cut nothing out of it last."""
    found = [*_by(doc, sentence), *by_verbs(doc, sentence), *_impersonal(doc, sentence), *_for_whom(doc, sentence)]
    found += [
        one for one in told_otherwise(doc, sentence) if not any(one.start < o.end and o.start < one.end for o in found)
    ]
    return [*found, *(one for one in by_observers(doc, sentence, found) if one.chain)]


def _without_doubles(here: list[Saying]) -> list[Saying]:
    """Drop an attribution whose words lie inside another's: "citant X, affirme" was read with the other."""
    return [
        one
        for one in here
        if one.start == one.end
        or not any(other is not one and other.start <= one.start and one.end <= other.end for other in here)
    ]


def _parted(here: list[Saying]) -> list[Saying]:
    """What one speaker says ends where the words that name the next begin."""
    return [
        replace(
            one,
            scope_end=min(
                [
                    one.scope_end,
                    *(o.start for o in here if o.start < o.end and one.end <= o.start < one.scope_end),
                ]
            ),
        )
        if one.scope_start >= one.end > one.start
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
        whom = _WHOM.match(doc.flat, begin)
        if whom:
            names, end = _antecedent(doc, sentence, match.start()), whom.end()
        if names and not _INDEPENDENT.match(doc.flat, match.start()):
            low, high = _by_scope(doc, sentence, match.start(), end, initial)
            low = end if whom else low
            high = clause_end(doc, end, sentence.end) if whom else high
            yield Saying(with_comma(doc, match.start()), end, low, high, names)


# "Un témoin, selon qui l'avion …": who stands before the comma.
_WHOM = re.compile(r"(?:qui|lequel|laquelle|lesquels|lesquelles|whom|which)\b(?! (?:a|has|have|cite))")


def _antecedent(doc: Document, sentence: Sentence, at: int) -> tuple[str, ...]:
    end = len(doc.flat[sentence.start : at].rstrip(" ,")) + sentence.start
    begin = max(doc.flat.rfind(mark, sentence.start, end) + len(mark) for mark in (", ", "; ", ": "))
    begin = begin if begin > sentence.start + 1 else sentence.start
    piece = doc.flat[begin:end].strip()
    if _COMPLEMENT.match(piece):  # "a déclaré le colonel X, des garde-côtes, selon qui": who spoke just before
        return ("qui",)
    return chain(doc, begin, end) if noun_of(piece, doc.language) else ()


_COMPLEMENT = re.compile(r"(?:des? |du |d'|of |from )")


# "could not be confirmed by an independent source" names nobody, nor does what an agreement says.
_INDEPENDENT = re.compile(
    r"(?:de|d'une) sources? independantes?|by independent|"
    r"aux termes (?:de (?:la |l')?|du |des |d')(?:un |une |cet? |cette )?(?:\w+ )?"
    r"(?:accord|traite|contrat|protocole|convention|pacte|memorandum|marche|arrangement|loi|resolution|partenariat)"
)


def _names_itself(cue: str) -> bool:
    """ "de source proche": the cue is the beginning of the name."""
    return "source" in cue and ":" not in cue


def _by_scope(doc: Document, sentence: Sentence, start: int, end: int, initial: bool) -> tuple[int, int]:
    low, high = clause_start(doc, sentence.start, start), clause_end(doc, end, sentence.end)
    joint = _JOINT.search(doc.flat, max(low, start - 12), start)
    relative = _RELATIVE.search(doc.flat, max(low, start - _RELATIVE_REACH), start)
    if relative:  # "…, with which, according to X, a letter was signed": X answers for the relative clause
        return relative.start(), high
    if joint:  # "… and, according to X, tied up": X answers for what follows
        return joint.start(), high
    if initial or doc.flat.startswith(":", end) or doc.flat.startswith(" :", end) or _is_set_off(doc, start, end, high):
        return low, high
    return low, start


_RELATIVE_REACH = 24
_RELATIVE = gated(
    r", (?:(?:with|to|from|for|by|in|on) which|avec lequel|avec laquelle|auquel|a laquelle|dont|ou|qui|which|who),? $"
)
_JOINT = re.compile(r"(?<= )(?:and|but|et|mais|puis|then|or),? $")


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


_IMPERSONAL = gated(
    r"\b(?:il (?:a|avait|est|aurait) (?:egalement |aussi |deja |par ailleurs )?(?:ete )?(?:signale|rapporte|"
    r"indique|annonce|etabli|affirme|dit|revele|constate|note) (?:que |qu')"
    r"|il se dit (?:que |qu')|on (?:apprend|rapporte|dit) (?:que |qu')|il s'avere (?:que |qu')"
    r"|it (?:was|has been|is|had been) (?:also |widely |previously )?(?:reported|said|announced|established|"
    r"claimed|noted|revealed) that )"
)


# "à l'en croire": whoever was named last.
_BELIEVED = gated(
    r"\ba (?:l'en croire|les en croire|l'entendre|les entendre)\b|"
    r"\bby (?:his|her|their|its) (?:own )?(?:account|reckoning)\b"
)
_LEARNT = gated(
    r",? (?:a|ont|avons) appris [^,.;]{2,40}? (?:aupres de |aupres d'|de source|de |d')"
    r"|,? [^,.;]{2,30} (?:has )?learn(?:ed|t) from "
)


# "…, indiquent des responsables, pour qui il s'agit de la treizième rotation".
_FOR_WHOM = gated(
    r", (?:pour|aux yeux de) (?:qui|lesquels|lesquelles|laquelle|lequel) (?=il s'agi|c'est|c'etait|ce |cette )"
)


def _for_whom(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """Whoever was named just before answers for what follows too."""
    for match in _FOR_WHOM.finditer(doc.flat, sentence.start, sentence.end):
        yield Saying(match.start(), match.end(), match.end(), clause_end(doc, match.end(), sentence.end), ("qui",))


def _impersonal(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """*il a été signalé que*: a report without a source."""
    learnt = _LEARNT.search(doc.flat, sentence.start, sentence.end)
    if learnt:  # "…, a appris notre journal de deux employés"
        end = name_end(doc, learnt.end(), sentence.end, appositions=False)
        names = chain(doc, learnt.end(), end)
        yield Saying(with_comma(doc, learnt.start()), end, sentence.start, learnt.start(), names)
    if _BELIEVED.search(doc.flat, sentence.start, sentence.end):
        yield Saying(sentence.start, sentence.start, sentence.start, sentence.end, ())
    for match in _IMPERSONAL.finditer(doc.flat, sentence.start, sentence.end):
        yield Saying(match.start(), match.end(), match.end(), sentence.end, (), verb=-1, impersonal=True)
