"""Where the verb group of a saying begins: "a en outre indiqué", "a tenu à préciser", "has since said"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossbearing.reading.document import Document
from crossbearing.reading.language.text import Token
from crossbearing.reading.language.verbs import Form, VerbForm
from crossbearing.reading.language.wordlists import wordlists, words
from crossbearing.reading.speaking.saying import (
    CLITIC,
)

_AUX = {
    "fr": words("a ont avait avaient aurait auraient ai avons"),
    "en": words("has have had"),
}


_NEGATION = words("ne n' pas ni not n't neither nor jamais never")


# "a jet believed to be carrying …": nobody is said to believe.
_BELIEVED_TO = re.compile(
    r"(?:believed|said|thought|reported|known|estimated|suspected|alleged|claimed|understood) to "
    r"(?:be|have|hold|contain|carry|include|number|belong|come|involve)\b"
)
# "He did acknowledge that …".
_STRESSED = words("did does do")


_PASSIVE = words("été est sont être était étaient be been is are was were being")


# An auxiliary stands at most this many words before its participle ("n'a en outre pas confirmé").
AUXILIARY_REACH = 4


def _lower(tokens: Sequence[Token], at: int) -> str:
    """A word in lower case; a capital inside a sentence makes it a name ("Vent d'Est note que")."""
    token = tokens[at]
    return token.text if at and token.text[:1].isupper() else token.lower


def group_start(doc: Document, tokens: Sequence[Token], number: int, verb: VerbForm) -> int:
    """Return where the verb group of a saying begins; -1 when negated, passive or no predicate at all."""
    low = max(0, number - AUXILIARY_REACH)
    before = [_lower(tokens, at) for at in range(low, number)]
    if verb.form in (Form.INFINITIVE, Form.GERUND) and not (doc.language == "en" and verb.form is Form.INFINITIVE):
        return _helped_start(tokens, low, number)
    if before[-2:-1] in (["s'"], ["se"]) and before[-1] in ("est", "sont", "était", "etait"):
        return tokens[number - 2].start
    if verb.form is Form.PAST and _BELIEVED_TO.match(doc.flat, tokens[number].start):
        return -1
    if before[-1:] and before[-1] in _STRESSED and verb.form is Form.INFINITIVE:
        return tokens[number - 1].start
    if (before and before[-1] in _PASSIVE) or _NEGATION & set(before[-2:]) or _is_noun(verb, before):
        return -1
    if verb.form is Form.PARTICIPLE or (doc.language == "en" and verb.form is Form.PAST):
        start = _auxiliary_start(doc, tokens, low, number, verb)
        return tokens[number].start if start < 0 and _is_present_too(doc, tokens, number) else start
    if before and before[-1] in ("to", "de", "d'", "not"):
        return -1
    if verb.form is Form.INFINITIVE and verb.lemma in _NOUNS_TOO and (not before or before[-1] in ",:(;"):
        return -1  # ", state media said"
    return tokens[number - 1].start if before and before[-1] in ("se", "s'") else tokens[number].start


# "a tenu à préciser", "fait savoir", "croit bon de rappeler": the verb of saying is an infinitive.
_HELPS = words(wordlists("attribution")["fr"]["helps"])
_BETWEEN_HELP = words("à de a bon utile à-nouveau par d'")


def _helped_start(tokens: Sequence[Token], low: int, number: int) -> int:
    """Where "a tenu à préciser" begins; -1 where no verb helps the infinitive."""
    at = number - 1
    while at > low and tokens[at].lower in _BETWEEN_HELP:
        at -= 1
    if at < low or tokens[at].lower not in _HELPS:
        return -1
    while at > low and tokens[at - 1].lower in ("a", "ont", "avait", "s'", "se", "est", "sont"):
        at -= 1
    negated = at > low and tokens[at - 1].lower in ("ne", "n'")
    return -1 if negated else tokens[at].start


_DETERMINERS = words(" ".join(wordlists("attribution")[language]["determiners"] for language in ("fr", "en")))


_NOUNS_TOO = words(wordlists("attribution")["en"]["nouns_too"])


_PRESENT_TOO = words("dit écrit décrit ecrit decrit")


def _is_present_too(doc: Document, tokens: Sequence[Token], number: int) -> bool:
    """*…, écrit le site X*: a participle's shape that is a present behind a comma, a quotation or a subject."""
    plain = not doc.accents and tokens[number].lower.endswith("e")  # "confie" is *confie* or *confié*
    if tokens[number].lower not in _PRESENT_TOO and not plain:
        return False
    before = tokens[number - 1].text if number else ","
    after = doc.flat[tokens[number].end : tokens[number].end + 5]
    return before in (",", "»", '"', "”") or after.startswith(
        (" que ", " qu'", " avoi", " n'av", " etre", " s'et", " l'av")
    )


def _is_noun(verb: VerbForm, before: Sequence[str]) -> bool:
    """*la note*, *the report*: the shape of a verb behind a determiner."""
    if verb.form not in (Form.FINITE, Form.INFINITIVE) or not before:
        return False
    named = before[-1][:1].isupper() and not before[-1].endswith("s") and before[-2:-1] == ["the"]
    return before[-1] in _DETERMINERS or (named and verb.lemma in _NOUNS_TOO)  # "the Dubai show"


def _auxiliary_start(doc: Document, tokens: Sequence[Token], low: int, number: int, verb: VerbForm) -> int:
    for back in range(number - 1, low - 1, -1):
        word = CLITIC.sub("", tokens[back].lower)
        if word in _AUX[doc.language]:
            negated = back > 0 and tokens[back - 1].lower in ("n'", "ne", "not")
            return -1 if negated else tokens[back].start
        if tokens[back].text in ",;:.»":
            break
    return tokens[number].start if doc.language == "en" and verb.form is Form.PAST else -1
