"""Attributions by verbs of saying: "X said that", "…, said X", "X, citing Y, reports", "…, a indiqué X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossbearing.reading.document import Document, inside
from crossbearing.reading.saying import (
    CLITIC,
    FINITE_FORMS,
    Manner,
    Saying,
    clause_end,
    clause_start,
    has_predicate,
    manners_of,
    verb_of,
    with_comma,
)
from crossbearing.reading.speakers import chain, name_end, skip_to_name, speaker_words
from crossbearing.reading.text import Sentence, Token
from crossbearing.reading.verbs import Form, VerbForm
from crossbearing.reading.wordlists import words

# Verbs that say something only before "that" or behind it: else they are ordinary verbs.
_ONLY_WITH_THAT = words(
    "balayer promettre jurer "
    "montrer citer établir relever constater savoir noter observer compter écrire publier "
    "dire déclarer expliquer croire "
    "rappeler répéter souligner décrire préciser mentionner recenser prouver poursuivre corriger trancher "
    "signaler dénoncer "
    "annoncer ajouter raconter relater relayer reconnaître admettre témoigner suggérer détailler estimer "
    "avancer commenter "
    "answer respond counter argue contend comment declare swear calculate "
    "add find list note record describe count log show write conclude cite announce tell maintain mention disclose "
    "voice explain recall suggest observe"
)

_NEVER_INVERTED = words("évoquer mentionner")

_FR_THAT = re.compile(
    r"(?:[ ,]+(?:(?!et |mais |ou )[\w'-]+[ ,]+){0,4}?|(?: [\w-]+)?,[^,.;:]{0,120}, ?| )?(?:que |qu'|: |:$|\")"
)

_EN_THAT = re.compile(r" (?:(?:(?!but |and |or )\w+ ){0,6}?)that ")

_FR_INVERTED_TAIL = re.compile(r"(?:^|[,\"] ?|- )$")


# ---- verbs of saying
def by_verbs(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """Yield the attributions that verbs of saying make in a sentence."""
    tokens = inside(doc.tokens, sentence.start, sentence.end)
    manners = manners_of(doc.language)
    for number, token in enumerate(tokens):
        verb = verb_of(doc, token)
        manner = manners.get(_with_reflexive(verb, tokens, number)) if verb else None
        if verb is None or manner is None or (number + 1 < len(tokens) and tokens[number + 1].lower == "savoir"):
            continue
        start = group_start(doc, tokens, number, verb)
        if start < 0:
            continue
        saying = (_french if doc.language == "fr" else _english)(doc, sentence, start, token, verb, manner)
        if saying is not None:
            yield replace(saying, verb=token.start)


def _with_reflexive(verb: VerbForm, tokens: Sequence[Token], number: int) -> str:
    if verb.lemma == "souvenir":
        return "se-souvenir"
    return verb.lemma


_AUX = {
    "fr": words("a ont avait avaient aurait auraient ai avons"),
    "en": words("has have had"),
}

_NEGATION = words("ne n' pas ni not n't neither nor jamais never")

_PASSIVE = words("été est sont être était étaient be been is are was were being")

# An auxiliary stands at most this many words before its participle ("n'a en outre pas confirmé").
AUXILIARY_REACH = 4


def group_start(doc: Document, tokens: Sequence[Token], number: int, verb: VerbForm) -> int:
    """Return where the verb group of a saying begins; -1 when negated, passive or no predicate at all."""
    low = max(0, number - AUXILIARY_REACH)
    before = [token.lower for token in tokens[low:number]]
    if verb.form in (Form.INFINITIVE, Form.GERUND) and not (doc.language == "en" and verb.form is Form.INFINITIVE):
        if before[-1:] in (["fait"], ["croit"]):
            return tokens[number - 1].start if number < 2 or before[-2:-1] != ["a"] else tokens[number - 2].start
        return -1
    if (before and before[-1] in _PASSIVE) or _NEGATION & set(before[-2:]) or _is_noun(verb, before):
        return -1
    if verb.form is Form.PARTICIPLE or (doc.language == "en" and verb.form is Form.PAST):
        start = _auxiliary_start(doc, tokens, low, number, verb)
        return tokens[number].start if start < 0 and _is_present_too(doc, tokens, number) else start
    if before and before[-1] in ("to", "de", "d'", "not"):
        return -1
    return tokens[number - 1].start if before and before[-1] in ("se", "s'") else tokens[number].start


_DETERMINERS = words("la une cette le un les des l' d' de notre sa son ses leur ce ces the a an this that its their of")


_PRESENT_TOO = words("dit écrit décrit ecrit decrit")


def _is_present_too(doc: Document, tokens: Sequence[Token], number: int) -> bool:
    """*…, écrit le site X*: a participle's shape that is a present behind a comma, a quotation or a subject."""
    plain = not doc.accents and tokens[number].lower.endswith("e")  # "confie" is *confie* or *confié*
    if tokens[number].lower not in _PRESENT_TOO and not plain:
        return False
    before = tokens[number - 1].text if number else ","
    after = doc.flat[tokens[number].end : tokens[number].end + 5]
    return before in (",", "»", '"', "”") or after.startswith((" que ", " qu'"))


def _is_noun(verb: VerbForm, before: Sequence[str]) -> bool:
    """*la note*, *the report*: the shape of a verb behind a determiner."""
    return verb.form in (Form.FINITE, Form.INFINITIVE) and bool(before) and before[-1] in _DETERMINERS


def _auxiliary_start(doc: Document, tokens: Sequence[Token], low: int, number: int, verb: VerbForm) -> int:
    for back in range(number - 1, low - 1, -1):
        word = CLITIC.sub("", tokens[back].lower)
        if word in _AUX[doc.language]:
            negated = back > 0 and tokens[back - 1].lower in ("n'", "ne", "not")
            return -1 if negated else tokens[back].start
        if tokens[back].text in ",;:.»":
            break
    return tokens[number].start if doc.language == "en" and verb.form is Form.PAST else -1


def _french(
    doc: Document, sentence: Sentence, start: int, token: Token, verb: VerbForm, manner: Manner
) -> Saying | None:
    low, high = clause_start(doc, sentence.start, start), clause_end(doc, token.end, sentence.end)
    before = doc.flat[low:start].rstrip()
    pronoun = CLITIC.search(token.lower) or re.search(r"-(?:t-)?(?:il|elle|ils|elles)\b", doc.flat[start : token.end])
    that = _FR_THAT.match(doc.flat, token.end, high)
    if pronoun and manner is not Manner.DENIES:
        return Saying(with_comma(doc, start), high, low, start, (), manner)
    if that and (not _FR_INVERTED_TAIL.search(before) or that.group().strip() in ("que", "qu'")):
        return _before_that(doc, low, start, token.end, that, high, manner)
    inverted = bool(before) and _FR_INVERTED_TAIL.search(before) and verb.lemma not in _NEVER_INVERTED
    if inverted and manner is not Manner.DENIES:
        return _behind(doc, low, start, token.end, high, manner)
    if manner is Manner.DENIES or verb.lemma not in _ONLY_WITH_THAT:
        return _before_that(doc, low, start, token.end, None, high, manner)
    return None


def _before_that(
    doc: Document, low: int, start: int, end: int, that: re.Match[str] | None, high: int, manner: Manner
) -> Saying | None:
    begin = subject_start(doc, low, start)
    names = chain(doc, begin, start)
    opening = speaker_words(doc.language).citing.match(doc.flat, low)
    if opening and doc.flat.find(", ", opening.end(), begin) >= 0:  # "Citing a note, the magazine says that …"
        names = (*chain(doc, opening.end(), doc.flat.find(", ", opening.end(), begin)), *names)
        begin = low
    if that:
        inserted = speaker_words(doc.language).citing.search(doc.flat, end, that.end())
        if inserted:
            stop = name_end(doc, inserted.end(), that.end(), appositions=False)
            names = (*chain(doc, inserted.end(), min(stop, that.end() - 4)), *names)
    return Saying(begin, that.end() if that else end, that.end() if that else end, high, names, manner)


def _behind(doc: Document, low: int, start: int, end: int, high: int, manner: Manner) -> Saying | None:
    begin = skip_to_name(doc, end, high)
    stop = name_end(doc, begin, high, appositions=True)
    if stop - begin < 3:
        return None
    scope_end = start if has_predicate(doc, low, start) or '"' in doc.flat[low:start] else high
    names = chain(doc, begin, stop)
    return Saying(with_comma(doc, start), stop, _quote_start(doc, low, start), scope_end, names, manner)


def _quote_start(doc: Document, low: int, at: int) -> int:
    """A speaker named behind a quote of several sentences answers for all of them."""
    ending = next((quote for quote in doc.quotes if at - 4 <= quote.end <= at), None)
    return min(low, ending.start) if ending else low


def subject_start(doc: Document, low: int, verb: int) -> int:
    """Return where the subject before a verb begins: behind the last comma, but for insertions and chains."""
    begin = low
    joined = re.compile(r"(?:, (?:et|mais|and|but|while) |^(?:mais|et|but|and|or) )").match(doc.flat, begin)
    if joined:
        begin = joined.end()
    pieces = [begin, *(begin + match.end() for match in re.finditer(", ", doc.flat[begin:verb]))]
    words = speaker_words(doc.language)
    at = len(pieces) - 1
    if doc.flat[pieces[at] : verb].strip() == "" and at > 0:  # "X, citing Y, says": the verb stands behind a comma
        at = max(0, at - 2)
        return pieces[at]
    while at > 0 and (words.citing.match(doc.flat, pieces[at]) or words.cited_by.match(doc.flat, pieces[at])):
        at -= 1
    return pieces[at]


def _english(
    doc: Document, sentence: Sentence, start: int, token: Token, verb: VerbForm, manner: Manner
) -> Saying | None:
    low, high = clause_start(doc, sentence.start, start), clause_end(doc, token.end, sentence.end)
    after = doc.flat[token.end : high]
    if manner is Manner.DENIES:
        return _before_that(doc, low, start, token.end, None, high, manner)
    behind_quote = bool(re.search(r"[,\"] ?$", doc.flat[low:start])) and not _INSERTED.search(doc.flat[low:start])
    inverts = verb.lemma in _INVERTING and not _APPOSITION.search(doc.text[low:start])
    if (
        behind_quote
        and inverts
        and re.match(
            r" (?:the|an?|one|its|his|her|their|two|three|several|some|officials|[a-z]+ ?,|[a-z' ]{3,40}[.,])", after
        )
    ):
        return _behind(doc, low, start, token.end, high, manner)
    citing = speaker_words("en").citing.search(doc.flat, token.end, high)
    ends = not has_predicate(doc, token.end, citing.start() if citing else high) or after.startswith(",")
    if ends and _is_last(doc, low, start):
        return _at_the_end(doc, low, start, token.end, high, manner)
    that = _EN_THAT.match(doc.flat, token.end, high)
    if verb.lemma == "find" and not that:
        return None
    if verb.lemma in _ONLY_WITH_THAT and not that and verb.lemma not in ("show", "list", "find", "tell", "count"):
        return None
    return _english_before(doc, low, start, token.end, that, high, manner)


_INVERTING = words(
    "say report write add explain note warn argue retort reply insist comment respond counter declare announce "
    "hint swear"
)
# "…, Vladimir Padrino, said": a name between two commas belongs to the subject.
_APPOSITION = re.compile(r", [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}, $")
# A chain or a relative clause stands between two commas before the verb: "X, citing Y, says …".
_INSERTED = re.compile(r", (?:citing|quoting|quoted|which|who|cited|speaking|asked)[^,]*,\s*$")


def _is_last(doc: Document, low: int, start: int) -> bool:
    comma = doc.flat.rfind(",", low, start)
    return comma > low and has_predicate(doc, low, comma)


def _at_the_end(doc: Document, low: int, start: int, end: int, high: int, manner: Manner) -> Saying:
    comma = doc.flat.rfind(",", low, start)
    citing = speaker_words("en").citing.search(doc.flat, end, high)
    names = chain(doc, comma + 2, start)
    if citing:
        names = (*chain(doc, citing.end(), name_end(doc, citing.end(), high, appositions=False)), *names)
    middle = doc.flat[end : end + 1] == ","
    return Saying(comma, end if middle else high, low, high if middle else comma, names, manner)


def _english_before(
    doc: Document, low: int, start: int, end: int, that: re.Match[str] | None, high: int, manner: Manner
) -> Saying:
    begin = subject_start(doc, low, start)
    shared = re.search(r"\b(?:and|but) (?:then |also )?$", doc.flat[low:start])
    names = _first_subject(doc, low, start) if shared else chain(doc, begin, start)
    scope = that.end() if that else _behind_time(doc, end)
    citing = speaker_words("en").citing.search(doc.flat, end, high)
    if citing:
        names = (*chain(doc, citing.end(), name_end(doc, citing.end(), high, appositions=False)), *names)
        return Saying(start if shared else begin, scope, scope, citing.start(), names, manner)
    return Saying(start if shared else begin, scope, scope, high, names, manner)


def _behind_time(doc: Document, at: int) -> int:
    """*said on Tuesday it had …*: the day belongs to the saying."""
    day = next((one for one in inside(doc.times, at, at + 5)), None)
    return day.end if day is not None and has_predicate(doc, day.end, day.end + 60) else at


def _first_subject(doc: Document, low: int, before: int) -> tuple[str, ...]:
    """*Washington sanctioned the owner and said …*: the first verb's subject; none if that is a verb of saying."""
    manners = manners_of(doc.language)
    for token in inside(doc.tokens, low, before):
        verb = doc.forms.get(token.lower)
        if verb is not None and verb.form in FINITE_FORMS:
            return () if verb.lemma in manners else chain(doc, low, token.start)
    return ()
