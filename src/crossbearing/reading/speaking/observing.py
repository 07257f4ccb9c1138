"""Who saw, counted or priced what is told: "X logged nine", "repéré par un habitant", "parle de soixante hommes".

Such words belong to the claim, so that these attributions cut nothing out of their sentence: they stand at its
beginning and have no width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import Sentence, Token
from crossbearing.reading.language.verbs import Form
from crossbearing.reading.speaking.constructions import subject_start
from crossbearing.reading.speaking.saying import (
    FINITE_FORMS,
    Manner,
    Saying,
    clause_end,
    clause_start,
    manners_of,
    said_verbs,
    verbs_listed,
)
from crossbearing.reading.speaking.sources import is_name, noun_of
from crossbearing.reading.speaking.speakers import chain, name_end, speaker_words
from crossbearing.reading.speaking.verb_groups import group_start


def by_observers(doc: Document, sentence: Sentence, found: Sequence[Saying]) -> Iterator[Saying]:
    """Yield the attributions of a sentence by verbs of seeing, counting and pricing; `found` are those read already."""
    yield from _seen_by(doc, sentence, found)
    yield from _speaking_of(doc, sentence, found)
    yield from _pictured(doc, sentence, found)
    yield from _without_trace(doc, sentence, found)
    tokens = inside(doc.tokens, sentence.start, sentence.end)
    listed = verbs_listed(doc.language, "observe")
    for number, token, verb in said_verbs(doc, tokens):
        if verb.lemma not in listed or verb.form not in FINITE_FORMS or _is_taken(found, token.start):
            continue
        start = group_start(doc, tokens, number, verb)
        if start >= 0 and not (doc.language == "fr" and verb.form is Form.PARTICIPLE and start == token.start):
            yield from _subject_of(doc, _governed(sentence, found, start), start, verb.lemma, token)


def _governed(sentence: Sentence, found: Sequence[Saying], at: int) -> Sentence:
    """The part of the sentence that a speaker answers for where one does: "X says that Y counted …"."""
    inner = [one for one in found if one.scope_start >= one.end and one.governs(at)]
    return sentence._replace(start=max([sentence.start, *(one.scope_start for one in inner)]))


def _is_taken(found: Sequence[Saying], at: int) -> bool:
    return any(one.start <= at < one.end for one in found)


# Who counts is meant by a pronoun; what is seen is not.
_COUNTING = re.compile(
    r"(?:compter|comptabiliser|dénombrer|recenser|relever|répertorier|totaliser|count|log|tally|record|note)$"
)
_PRONOUN = re.compile(r"(?:il|elle|ils|elles|he|she|they|it)(?: n'en| en| y)?$")


def _subject_of(doc: Document, sentence: Sentence, start: int, lemma: str, token: Token) -> Iterator[Saying]:
    low, high = clause_start(doc, sentence.start, start), clause_end(doc, token.end, sentence.end)
    begin = subject_start(doc, low, start)
    begin = max(begin, doc.flat.rfind(": ", begin, start) + 2)
    subject = _INSERTED_CLAUSE.sub("", doc.flat[begin:start].strip(" ,"))
    if _NO_SUBJECT.search(subject) or (_HAS_PEOPLE.match(doc.flat, token.end) and _COUNTING.match(lemma)):
        return
    pronoun = _PRONOUN.search(subject) if start < token.start or " en" in subject or doc.language == "en" else None
    if pronoun and _COUNTING.match(lemma) and len(subject.split()) <= 4:
        yield _zero(low, low, high, (pronoun.group().split()[0],))
    elif lemma in verbs_listed(doc.language, "seen_only"):
        if noun_of(subject, doc.language, "documents", "instruments"):
            yield _zero(begin, begin, high, chain(doc, begin, start))
    elif is_source(doc, begin, _before_insertion(doc, begin, start)):
        yield _zero(low, max(low, _behind_colon(doc, low, begin)), high, chain(doc, begin, start))


# "A reader, who watched her pass, counted …": the clause between two commas.
_INSERTED_CLAUSE = re.compile(r", (?:who|which|qui|que|dont) [^,]*$")


def _before_insertion(doc: Document, begin: int, start: int) -> int:
    """Where the noun of a subject ends that goes on between commas, its verb's place without an insertion."""
    inserted = _INSERTED_CLAUSE.search(doc.flat[begin:start].rstrip(" ,"))
    return doc.flat.find(", ", begin, start) if inserted else start


def _behind_colon(doc: Document, low: int, begin: int) -> int:
    """A subject right behind a colon answers for nothing before it."""
    return begin if doc.flat[low:begin].rstrip().endswith(":") else low


# A phrase, or a clause of its own, is no subject; "the delegation counts six members" counts nothing seen.
_NO_SUBJECT = re.compile(
    r"^(?:in|on|at|by|for|from|with|of|to|after|during|since|until|dans|sur|par|selon|pour|avec|de|d'|lors|apres|en|depuis|a|au|aux|"
    r"when|quand|si|if|j'|je|i|we|nous|on) ?\b|\b(?:that|which|who|whose|qui|que|dont|said|says|reported)\b"
)
_HAS_PEOPLE = re.compile(
    r" (?:[\w'-]+ ){0,2}(?:membres|hommes|personnes|officiers|marins|members|people|men|crew|sailors|officers)\b"
)


def _zero(at: int, low: int, high: int, names: tuple[str, ...]) -> Saying:
    return Saying(at, at, low, high, names)


# A time that begins with "by" begins this many characters before what stands behind it.
BY_REACH = 4


def is_source(doc: Document, start: int, end: int) -> bool:
    """Say whether a stretch names somebody or something that reports: by its noun, or an organisation by its name."""
    printed = doc.text[start:end].strip(" ,")
    if noun_of(doc.flat[start:end].strip(" ,"), doc.language):
        return True
    if any(one.start < end and start < one.end for one in inside(doc.times, start - BY_REACH, end)):
        return False  # "expected by Tuesday"
    known = inside(doc.names, start, end)
    ships = any(one.start < end and start < one.end for one in inside(doc.vessels, start, end))
    things = any(name.item or name.designators or name.operator or name.country or name.place for name in known)
    if ships or things or not is_name(printed) or any(char.isdigit() for char in printed):
        return False
    return not _begins_sentence(doc, start) or _is_marked_name(printed) or _is_named_elsewhere(doc, printed)


def _begins_sentence(doc: Document, at: int) -> bool:
    sentence = doc.sentences[doc.sentence_at(at)]
    return at <= sentence.start + 1


def _is_named_elsewhere(doc: Document, printed: str) -> bool:
    """*Caspianet counts …* at the beginning, *the Caspianet platform* inside another sentence."""
    return re.search(rf"[a-zà-ÿ]['’ ]{re.escape(printed)}\b", doc.text) is not None


def _is_marked_name(printed: str) -> bool:
    """A capital that the beginning of a sentence does not explain."""
    first, *others = [word for word in printed.split() if word.lower() not in ("the", "le", "la", "les")] or [""]
    return any(char.isupper() for char in first[1:]) or any(word[:1].isupper() for word in others)


_ON = re.compile(r"(?:sur|dans|d'apres|on|in) (?P<what>[^,;:]{3,80}?),? ")
_ONE_SEES = gated(
    r"\b(?:on (?:y )?(?:voit|distingue|apercoit|compte|reconnait|devine|discerne|peut voir)|"
    r"(?:je |nous )(?:n')?(?:en |y )?(?:compte|vois|distingue|comptons|voyons|distinguons)|"
    r"apparai(?:t|ssent)|figurent?|sont visibles|est visible|(?:is|are) visible|can be seen|could be seen|"
    r"(?:one|you|we|i) (?:can )?(?:see|count|make out)|there (?:is|are))\b"
)


def _pictured(doc: Document, sentence: Sentence, found: Sequence[Saying]) -> Iterator[Saying]:
    """*Sur l'image satellite du 9 juillet, on distingue …*: the picture speaks."""
    on = _ON.match(doc.flat, sentence.start, sentence.end)
    if found or on is None or not _ONE_SEES.search(doc.flat, on.end(), sentence.end):
        return
    comma = doc.flat.find(",", on.start("what"), sentence.end)
    end = comma if comma >= 0 else on.end("what")
    paren = doc.flat.find(" (", on.start("what"), end)
    end = paren if paren >= 0 else end
    if noun_of(doc.flat[on.start("what") : end], doc.language, "instruments", "documents"):
        yield _zero(sentence.start, sentence.start, sentence.end, chain(doc, on.start("what"), end))


_NO_TRACE = gated(
    r"\b(?:ne (?:portent?|gardent?|conservent?|contiennent|contient|montrent?|mentionnent?|signalent?|font|fait) "
    r"(?:aucune? |pas |nulle )|(?:carry|carries|bears?|holds?|shows?|contains?|has|have) no "
    r"(?:trace|record|mention|entry|sign) )"
)


def _without_trace(doc: Document, sentence: Sentence, found: Sequence[Saying]) -> Iterator[Saying]:
    """*Les registres du port, que nous avons lus, ne portent aucune trace d'une escale*: the document speaks."""
    none = _NO_TRACE.search(doc.flat, sentence.start, sentence.end)
    if found or none is None:
        return
    low, high = clause_start(doc, sentence.start, none.start()), clause_end(doc, none.end(), sentence.end)
    comma = doc.flat.find(", ", low, none.start())
    end = comma if comma >= 0 else none.start()
    if noun_of(doc.flat[low:end].strip(), doc.language, "documents", "instruments"):
        yield _zero(low, low, high, chain(doc, low, end))


# What may stand between a participle and "par": where and when ("signalé en juin 2020 à Tripoli par le comité").
_SEEN_BY = {
    "fr": re.compile(r"(?P<between>(?: (?!par\b|qui\b|que\b|et\b)[\w'-]+){0,7}) par (?=l|u|d|c|s|p|n|m|[a-z])"),
    "en": re.compile(r"(?P<between>(?: (?!by\b|which\b|that\b|and\b)[\w'-]+){0,7}) by (?=[a-z])"),
}


def _seen_by(doc: Document, sentence: Sentence, found: Sequence[Saying]) -> Iterator[Saying]:
    """*onze rotations ont été dénombrées par le collectif*, *observed by peacekeepers*."""
    cue = " par " if doc.language == "fr" else " by "
    if doc.flat.find(cue, sentence.start, sentence.end) < 0:
        return
    listed = verbs_listed(doc.language, "observe", "say")
    manners = manners_of(doc.language)
    for _, token, verb in said_verbs(doc, inside(doc.tokens, sentence.start, sentence.end)):
        participle = verb.form in (Form.PARTICIPLE, Form.PAST)
        if not participle or verb.lemma not in listed or _is_taken(found, token.start):
            continue
        if manners.get(verb.lemma, Manner.SAYS) is not Manner.SAYS:
            continue
        if speaker_words(doc.language).cited_by.match(doc.flat, token.start):
            continue  # "photos publiées par X": X stands behind the photos
        by = _SEEN_BY[doc.language].match(doc.flat, token.end, sentence.end)
        if by is None:
            continue
        end = name_end(doc, by.end(), sentence.end, appositions=True)
        if _is_taken(found, by.end()) or not is_source(doc, by.end(), end):
            continue
        if inside(doc.nouns["vessel"], by.end(), end):
            continue  # "no call by a Chinese bulk carrier"
        low, high = _stretch_of_participle(doc, sentence, token, end)
        yield _zero(low, low, high, chain(doc, by.end(), end))


_FINITE_GROUP = re.compile(
    r"\b(?:est|sont|etait|etaient|fut|furent|ete|is|are|was|were|been|be|being) (?:[a-z-]+ ){0,3}$"
)


def _stretch_of_participle(doc: Document, sentence: Sentence, token: Token, end: int) -> tuple[int, int]:
    """The whole clause where the participle is its predicate; else the phrase that it stands in."""
    low, high = clause_start(doc, sentence.start, token.start), clause_end(doc, end, sentence.end)
    if _FINITE_GROUP.search(doc.flat, max(low, token.start - 40), token.start):
        return low, high
    comma = doc.flat.rfind(", ", low, token.start)
    before = doc.flat.rfind(", ", low, comma) if token.start - comma == 2 else comma
    return (before + 2 if before >= 0 else low), end


_SUBORDINATE = gated(r"\b(?:que |qu'|that )")


def _speaking_of(doc: Document, sentence: Sentence, found: Sequence[Saying]) -> Iterator[Saying]:
    """*les médias parlent, eux, de soixante hommes*, *the daily put the bill at $92 million*."""
    speaks_of = speaker_words(doc.language).speaks_of
    plain = doc.flat[sentence.start : sentence.end]
    aside = _ASIDE.search(doc.flat, sentence.start, sentence.end) is not None
    if not aside and "  " not in plain and not speaks_of.may_match(doc.flat, sentence.start, sentence.end):
        return
    if aside:
        plain = _ASIDE.regex.sub(lambda match: " " * len(match.group()), plain)
    squeezed, places = _squeezed(plain)
    match = speaks_of.regex.search(squeezed)
    if match is None:
        return
    start, end = sentence.start + places[match.start()], sentence.start + places[match.end() - 1]
    if _is_taken(found, start):
        return
    low, high = clause_start(doc, sentence.start, start), clause_end(doc, end, sentence.end)
    begin = subject_start(doc, low, start)
    begin = max([begin, *(match.end() for match in _SUBORDINATE.finditer(doc.flat, begin, start))])
    known = inside(doc.names, begin, start)
    if is_source(doc, begin, start) or any(name.country for name in known):
        yield _zero(low, low, high, chain(doc, begin, start))


_ASIDE = gated(
    r", (?:lui|elle|eux|elles|quant a (?:lui|elle|eux)|pour (?:sa|leur) part|de (?:son|leur) cote|"
    r"however|meanwhile|by contrast),"
)


def _squeezed(plain: str) -> tuple[str, Sequence[int]]:
    """Runs of spaces as one, with the place of every character kept."""
    if "  " not in plain:
        return plain, range(len(plain))
    places = [at for at, char in enumerate(plain) if char != " " or plain[at - 1 : at] != " "]
    return "".join(plain[at] for at in places), places
