"""French verbs of saying: "X indique que", "…, précise le communiqué", "…, dit-il, …"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import Sentence, Token
from crossbearing.reading.language.verbs import Form, VerbForm
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.speaking.constructions import (
    before_that,
    behind,
    names_somebody,
    needs_that,
    subject_start,
)
from crossbearing.reading.speaking.saying import (
    CLITIC,
    Manner,
    Saying,
    clause_end,
    clause_start,
    verbs_listed,
    with_comma,
)
from crossbearing.reading.speaking.sources import noun_of
from crossbearing.reading.speaking.speakers import chain, name_end, speaker_words

_NEVER_INVERTED = words("évoquer mentionner")


_FR_THAT = re.compile(
    r"(?:[ ,]+(?:(?!et |mais |ou )[\w'-]+[ ,]+){0,4}?|(?: [\w'-]+){0,3},[^,.;:]{0,120}, ?| )?(?:que |qu'|: |:$|\")"
)


# A verb of saying that is an ordinary verb too says something only right before *que* or a quotation.
_FR_STRICT_THAT = re.compile(r"(?: [\w'-]+){0,2} (?:que |qu')| ?: ?\"|,? ?\"")


# "assure avoir livré", "affirme n'avoir reçu": the speaker tells of itself.
_FR_HAVING = re.compile(
    r"(?:(?: (?:dans|par|lors d|devant|en|au|a) ?[^,.;:\"]{2,44}?| [\w-]+)?"
    r"(?= (?:ne (?:pas |rien |jamais )?|n')?(?:l'|les |y |en |lui |s')?(?:avoir|etre|s'etre) )|"
    r" d'(?=(?:avoir|etre) ))"
)


_FR_INVERTED_TAIL = re.compile(r"(?:^|[,\"] ?|- )$")


_SAID_WHERE = re.compile(
    r"(?: savoir| valoir| entendre| encore| aussi)?,? (?:dans|a|au|aux|chez|parmi|aupres de|"
    r"aupres du|aupres des|au sein de|au sein du|"
    r"du cote de|du cote du|de|en) (?=l'|la |le |les |[a-z])"
)
# Fewer characters behind "précise-t-il," are an adverb, not what is said.
TAIL = 15


# "L'ambassade, elle, reconnaît …", "Le ministère, pour sa part, indique …".
_ASIDE = gated(
    r", (?:lui|elle|eux|elles|quant a (?:lui|elle|eux|elles)|pour (?:sa|leur) part|de (?:son|leur) cote), "
    r"(?:a |ont |n'a |n'ont )?$"
)
# "…, Marwan al-Dobhani, a cependant admis": a name between two commas belongs to the subject before it.
_APPOSITION = re.compile(
    r"\w, (?:(?:le|la|M\.|Mme) )?(?:[a-zà-ÿ-]+ ){0,2}[A-ZÀ-Þ][\w'’-]+(?: (?:al-|de |d['’])?[A-ZÀ-Þa-z][\w'’-]*){0,3}, $"
)


def _that_of(doc: Document, verb: VerbForm, at: int, high: int) -> re.Match[str] | None:
    """What joins a verb of saying that ends at `at` to what is said."""
    strict = verb.lemma in verbs_listed("fr", "also_say") - verbs_listed("fr", *Manner)
    that = (_FR_STRICT_THAT if strict else _FR_THAT).match(doc.flat, at, high)
    return that or _FR_HAVING.match(doc.flat, at, high)


_WHAT = re.compile(r"\bce qu(?:e |')(?:[a-z]+ )?$")
_FINITE = (Form.FINITE, Form.CONDITIONAL, Form.FUTURE)


def _has_finite(doc: Document, start: int, end: int) -> bool:
    forms = (doc.forms.get(token.lower) for token in inside(doc.tokens, start, end))
    return any(verb is not None and verb.form in _FINITE for verb in forms)


def _has_own_subject(doc: Document, low: int, start: int) -> bool:
    """*Les images de X, consultées par Y, montrent …*: an insertion stands between the subject and its verb."""
    begin = subject_start(doc, low, start)
    comma = doc.flat.find(", ", begin, start - 2)
    named = comma > begin and noun_of(doc.flat[begin:comma], "fr", "documents", "instruments")
    return bool(named) and speaker_words("fr").cited_by.match(doc.flat, comma) is not None


def in_french(
    doc: Document, sentence: Sentence, start: int, token: Token, verb: VerbForm, manner: Manner
) -> Saying | None:
    """Return the attribution that a French verb of saying makes; None where it says nothing here."""
    low, high = clause_start(doc, sentence.start, start), clause_end(doc, token.end, sentence.end)
    aside = _ASIDE.search(doc.flat, low, start)
    if (
        aside and not CLITIC.search(token.lower) and not _FR_HAVING.match(doc.flat, token.end, high)
    ):  # "L'ambassade, elle, reconnaît …": the subject stands before
        return before_that(doc, low, aside.start(), token.end, _that_of(doc, verb, token.end, high), high, manner)
    before = doc.flat[low:start].rstrip()
    pronoun = CLITIC.search(token.lower) or re.search(r"-(?:t-)?(?:il|elle|ils|elles)\b", doc.flat[start : token.end])
    that = _that_of(doc, verb, token.end, high)
    if pronoun and manner is not Manner.DENIES:
        where = _SAID_WHERE.match(doc.flat, token.end, high) if "-on" in doc.flat[start : token.end] else None
        if where:  # "croit-on savoir dans l'entourage du ministre"
            stop = name_end(doc, where.end(), high, appositions=False)
            return Saying(with_comma(doc, start), stop, low, high, chain(doc, where.end(), stop), manner)
        inserted = doc.flat.startswith(",", token.end) and high - token.end > TAIL
        if inserted:  # "Le navire, précise-t-il, transportait …"
            return Saying(with_comma(doc, start), token.end, low, high, (), manner)
        return Saying(with_comma(doc, start), high, low, start, (), manner)
    appositive = _APPOSITION.search(doc.text[low:start]) is not None
    straight = (
        that
        and that.group().rstrip().endswith(("que", "qu'"))
        and names_somebody(doc, low, start)
        and not _has_finite(doc, low, start)
    )
    if that and (
        straight or appositive or not _FR_INVERTED_TAIL.search(before) or that.group().strip() in ("que", "qu'")
    ):
        return before_that(doc, low, start, token.end, that, high, manner)
    inverted = bool(before) and _FR_INVERTED_TAIL.search(before) and verb.lemma not in _NEVER_INVERTED
    inverted = inverted and not (appositive and names_somebody(doc, low, start) and not _has_finite(doc, low, start))
    quoted = re.search(r'" ?,? ?$', doc.flat[low:start]) is not None
    inverted = inverted and (quoted or manner is not Manner.DENIES) and not _has_own_subject(doc, low, start)
    if inverted and names_somebody(doc, token.end, high):  # "« Aucun avion n'est venu », a démenti le ministre"
        said = Manner.SAYS if manner is Manner.DENIES else manner
        return behind(doc, low, start, token.end, high, said)
    if manner is Manner.DENIES or not needs_that(doc, verb):
        denied = before_that(doc, low, start, token.end, None, high, manner)
        if denied and not denied.chain and _WHAT.search(doc.flat, low, start) and names_somebody(doc, token.end, high):
            stop = name_end(doc, token.end, high, appositions=True)  # "…, ce que dément l'armateur"
            return replace(denied, chain=chain(doc, token.end, stop))
        return denied
    return None
