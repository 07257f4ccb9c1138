"""Attributions by verbs of saying, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.language.verbs import VerbForm
from crossbearing.reading.speaking.own_voice import is_issuer
from crossbearing.reading.speaking.reporting_en import in_english
from crossbearing.reading.speaking.reporting_fr import in_french
from crossbearing.reading.speaking.saying import (
    Saying,
    manners_of,
    said_verbs,
)
from crossbearing.reading.speaking.verb_groups import group_start


def by_verbs(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """Yield the attributions that verbs of saying make in a sentence."""
    tokens = inside(doc.tokens, sentence.start, sentence.end)
    manners = manners_of(doc.language)
    for number, token, verb in said_verbs(doc, tokens):
        manner = manners.get(_with_reflexive(verb))
        if manner is None or (number + 1 < len(tokens) and tokens[number + 1].lower == "savoir"):
            continue
        if doc.language == "en" and _IS_NO_REPORT.match(doc.flat, token.start, sentence.end):
            continue
        start = group_start(doc, tokens, number, verb)
        if start < 0 or (number == 0 and doc.language == "en"):  # "Documents obtained by …": a noun
            continue
        saying = (in_french if doc.language == "fr" else in_english)(doc, sentence, start, token, verb, manner)
        if saying is not None:
            before = doc.text[saying.start : start].strip(" ,")
            own = not saying.chain and (
                _OWN_SUBJECT.search(doc.flat, saying.start, saying.end) is not None or is_issuer(doc, before)
            )
            yield replace(saying, verb=token.start, impersonal=own)


# "an officer quoted by the daily", "wrote, citing a clerk, that": read with the speaker they belong to.
_IS_NO_REPORT = re.compile(r"(?:quoted|cited) by |(?:quoting|citing|crediting) ")


# The writer speaks: nobody named before is meant.
_OWN_SUBJECT = re.compile(
    r"\b(?:nous|je|j'|on|i|we|notre \w+|our \w+|my \w+|this (?:newspaper|reporter|blog|paper|site|website|column))\b"
)


def _with_reflexive(verb: VerbForm) -> str:
    return "se-souvenir" if verb.lemma == "souvenir" else verb.lemma
