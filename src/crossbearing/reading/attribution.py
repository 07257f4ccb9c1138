"""Who says what in a sentence: the stretch that names the speaker, and the stretch that the speaker answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from crossbearing.reading.document import Document, inside
from crossbearing.reading.speakers import chain, name_end, skip_to_name, speaker_words
from crossbearing.reading.text import Sentence, Token, folded
from crossbearing.reading.verbs import Form, VerbForm
from crossbearing.reading.wordlists import wordlists


class Manner(StrEnum):
    """How a speaker stands to what is said."""

    SAYS = "say"
    ALLEGES = "allege"
    CONFIRMS = "confirm"
    DENIES = "deny"


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution at `[start, end)` that governs `[scope_start, scope_end)`; `chain` is innermost first."""

    start: int
    end: int
    scope_start: int
    scope_end: int
    chain: tuple[str, ...]
    manner: Manner = Manner.SAYS
    verb: int = -1
    impersonal: bool = False

    def governs(self, at: int) -> bool:
        """Say whether the speaker answers for the character."""
        return self.scope_start <= at < self.scope_end and not self.start <= at < self.end


@cache
def _manners(language: str) -> dict[str, Manner]:
    lists = wordlists("attribution")[language]
    return {lemma: manner for manner in Manner for lemma in lists[manner.value].split()}


# Verbs that say something only before "that" or behind it: else they are ordinary verbs.
_ONLY_WITH_THAT = frozenset(
    "montrer citer établir relever constater savoir noter observer compter écrire publier dire déclarer expliquer croire "
    "rappeler répéter souligner décrire préciser mentionner recenser prouver poursuivre corriger trancher signaler dénoncer "
    "annoncer ajouter raconter relater relayer reconnaître admettre témoigner suggérer détailler estimer avancer commenter "
    "add find list note record describe count log show write conclude cite announce tell maintain mention disclose "
    "voice explain recall suggest observe".split()
)
_NEVER_INVERTED = frozenset("évoquer mentionner".split())
_FR_THAT = re.compile(r"(?:[ ,]+(?:(?!et |mais |ou )[\w'-]+[ ,]+){0,4}?|(?: [\w-]+)?,[^,.;:]{0,120}, ?| )?(?:que |qu'|: |:$|\")")
_EN_THAT = re.compile(r" (?:(?:(?!but |and |or )\w+ ){0,6}?)that ")
_FR_INVERTED_TAIL = re.compile(r"(?:^|[,\"] ?|- )$")
_CLITIC = re.compile(r"-(?:t-)?(?:il|elle|ils|elles|on)$")
_PRONOUN = re.compile(r"^(?:qui|who|which|il|elle|ils|elles|on|he|she|they|it)$")


def sayings(doc: Document) -> tuple[tuple[Saying, ...], ...]:
    """Return the attributions of every sentence, in order."""
    found: list[tuple[Saying, ...]] = []
    last: tuple[str, ...] = ()
    for sentence in doc.sentences:
        here = []
        for saying in sorted(
            (*_by(doc, sentence), *_verbs(doc, sentence), *_impersonal(doc, sentence)), key=lambda one: one.start
        ):
            resolved = _resolved(doc, saying, here[-1].chain if here else last, last)
            here.append(resolved)
        here = _parted(_without_doubles(here))
        found.append(tuple(here))
        named = [one.chain for one in here if one.chain]
        last = named[-1] if named else last
    return tuple(found)


def _resolved(doc: Document, saying: Saying, nearest: tuple[str, ...], last: tuple[str, ...]) -> Saying:
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
    if words.same.match(outer) and (nearest or last):
        known = nearest or last
        return replace(saying, chain=known if len(saying.chain) == 1 else (*saying.chain[:-1], known[-1]))
    return saying


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
        replace(one, scope_end=min([one.scope_end, *(other.start for other in here if one.end <= other.start < one.scope_end)]))
        if one.scope_start >= one.end else one
        for one in here
    ]  # fmt: skip


# ---- "according to X"
def _by(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    words = speaker_words(doc.language)
    at = sentence.start
    while match := words.by.search(doc.flat, at, sentence.end):
        begin = match.end() + (doc.flat[match.end() : match.end() + 1] == " ")
        initial = not has_predicate(doc, _clause_start(doc, sentence.start, match.start()), match.start())
        end = name_end(doc, begin, sentence.end, appositions=not initial)
        names = chain(doc, begin if not _names_itself(match.group()) else match.start(), end)
        at = max(end, match.end())
        if names and not _INDEPENDENT.match(doc.flat, match.start()):
            low, high = _by_scope(doc, sentence, match.start(), end, initial)
            yield Saying(_with_comma(doc, match.start()), end, low, high, names)


# "could not be confirmed by an independent source" names nobody.
_INDEPENDENT = re.compile(r"(?:de|d'une) sources? independantes?|by independent")


def _names_itself(cue: str) -> bool:
    """ "de source proche": the cue is the beginning of the name."""
    return "source" in cue


def _by_scope(doc: Document, sentence: Sentence, start: int, end: int, initial: bool) -> tuple[int, int]:
    low, high = _clause_start(doc, sentence.start, start), _clause_end(doc, end, sentence.end)
    if initial:
        return low, high
    return low, start


def _clause_start(doc: Document, low: int, at: int) -> int:
    cut = doc.flat.rfind("; ", low, at)
    return cut + 2 if cut >= 0 else low


def _clause_end(doc: Document, at: int, high: int) -> int:
    cut = doc.flat.find("; ", at, high)
    return cut if cut >= 0 else high


def _with_comma(doc: Document, start: int) -> int:
    """Take the comma before an attribution as its part, so that the claim ends before it."""
    before = doc.flat[:start].rstrip()
    return len(before) - 1 if before.endswith(",") else start


_FINITE = (Form.FINITE, Form.CONDITIONAL, Form.FUTURE, Form.PAST, Form.PARTICIPLE)


def has_predicate(doc: Document, start: int, end: int) -> bool:
    """Say whether a stretch holds a verb form that can be a predicate."""
    return any(
        (verb := doc.forms.get(token.lower)) is not None and verb.form in _FINITE
        for token in inside(doc.tokens, start, end)
    )


_IMPERSONAL = re.compile(
    r"\b(?:il (?:a|avait|est|aurait) (?:egalement |aussi |deja |par ailleurs )?(?:ete )?(?:signale|rapporte|indique|annonce|etabli|affirme|dit|revele|constate|note) (?:que |qu')"
    r"|il se dit (?:que |qu')|on (?:apprend|rapporte|dit) (?:que |qu')|il s'avere (?:que |qu')"
    r"|it (?:was|has been|is|had been) (?:also |widely |previously )?(?:reported|said|announced|established|claimed|noted|revealed) that )"
)


def _impersonal(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """*il a été signalé que*: a report without a source."""
    for match in _IMPERSONAL.finditer(doc.flat, sentence.start, sentence.end):
        yield Saying(match.start(), match.end(), match.end(), sentence.end, (), verb=-1, impersonal=True)


# ---- verbs of saying
def _verbs(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    tokens = inside(doc.tokens, sentence.start, sentence.end)
    manners = _manners(doc.language)
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


def verb_of(doc: Document, token: Token) -> VerbForm | None:
    """Return the verb of a token; *dit-il* and *affirme-t-on* are read without their pronoun."""
    return doc.forms.get(token.lower) or doc.forms.get(_CLITIC.sub("", token.lower))


def _with_reflexive(verb: VerbForm, tokens: Sequence[Token], number: int) -> str:
    if verb.lemma == "souvenir":
        return "se-souvenir"
    return verb.lemma


_AUX = {
    "fr": frozenset("a ont avait avaient aurait auraient ai avons".split()),
    "en": frozenset("has have had".split()),
}
_NEGATION = frozenset("ne n' pas ni not n't neither nor jamais never".split())
_PASSIVE = frozenset("été est sont être était étaient be been is are was were being".split())
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
        return _auxiliary_start(doc, tokens, low, number, verb)
    if before and before[-1] in ("to", "de", "d'", "not"):
        return -1
    return tokens[number - 1].start if before and before[-1] in ("se", "s'") else tokens[number].start


_DETERMINERS = frozenset(
    "la une cette le un les des l' d' de notre sa son ses leur ce ces the a an this that its their of".split()
)


def _is_noun(verb: VerbForm, before: Sequence[str]) -> bool:
    """*la note*, *the report*: the shape of a verb behind a determiner."""
    return verb.form in (Form.FINITE, Form.INFINITIVE) and bool(before) and before[-1] in _DETERMINERS


def _auxiliary_start(doc: Document, tokens: Sequence[Token], low: int, number: int, verb: VerbForm) -> int:
    for back in range(number - 1, low - 1, -1):
        word = _CLITIC.sub("", tokens[back].lower)
        if word in _AUX[doc.language]:
            negated = back > 0 and tokens[back - 1].lower in ("n'", "ne", "not")
            return -1 if negated else tokens[back].start
        if tokens[back].text in ",;:.»":
            break
    return tokens[number].start if doc.language == "en" and verb.form is Form.PAST else -1


def _french(
    doc: Document, sentence: Sentence, start: int, token: Token, verb: VerbForm, manner: Manner
) -> Saying | None:
    low, high = _clause_start(doc, sentence.start, start), _clause_end(doc, token.end, sentence.end)
    before = doc.flat[low:start].rstrip()
    pronoun = _CLITIC.search(token.lower) or re.search(r"-(?:t-)?(?:il|elle|ils|elles)\b", doc.flat[start : token.end])
    that = _FR_THAT.match(doc.flat, token.end, high)
    if pronoun and manner is not Manner.DENIES:
        return Saying(_with_comma(doc, start), high, low, start, (), manner)
    if that and not _FR_INVERTED_TAIL.search(before):
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
    return Saying(_with_comma(doc, start), stop, _quote_start(doc, low, start), scope_end, names, manner)


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
    low, high = _clause_start(doc, sentence.start, start), _clause_end(doc, token.end, sentence.end)
    after = doc.flat[token.end : high]
    if manner is Manner.DENIES:
        return _before_that(doc, low, start, token.end, None, high, manner)
    behind_quote = bool(re.search(r"[,\"] ?$", doc.flat[low:start])) and not _INSERTED.search(doc.flat[low:start])
    if behind_quote and re.match(
        r" (?:the|an?|one|its|his|her|their|two|three|several|some|officials|[a-z]+ ?,|[a-z ]{3,40}[.,])", after
    ):
        return _behind(doc, low, start, token.end, high, manner)
    citing = speaker_words("en").citing.search(doc.flat, token.end, high)
    if not has_predicate(doc, token.end, citing.start() if citing else high) and _is_last(doc, low, start):
        return _at_the_end(doc, low, start, token.end, high, manner)
    that = _EN_THAT.match(doc.flat, token.end, high)
    if verb.lemma == "find" and not that:
        return None
    if verb.lemma in _ONLY_WITH_THAT and not that and verb.lemma not in ("show", "list", "find", "tell", "count"):
        return None
    return _english_before(doc, low, start, token.end, that, high, manner)


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
    """*Washington sanctioned the owner and said …*: the subject of the first verb; none when that verb is one of saying."""
    manners = _manners(doc.language)
    for token in inside(doc.tokens, low, before):
        verb = doc.forms.get(token.lower)
        if verb is not None and verb.form in _FINITE:
            return () if verb.lemma in manners else chain(doc, low, token.start)
    return ()
