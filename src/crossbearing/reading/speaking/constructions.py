"""What verbs of saying are built with in both languages: a subject before, a clause behind, an inverted subject."""

from __future__ import annotations

import re

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.verbs import Form, VerbForm
from crossbearing.reading.speaking.saying import (
    Manner,
    Saying,
    has_predicate,
    verbs_listed,
    with_comma,
)
from crossbearing.reading.speaking.sources import noun_of
from crossbearing.reading.speaking.speakers import chain, name_end, skip_to_name, speaker_words


def needs_that(doc: Document, verb: VerbForm) -> bool:
    """Say whether a verb says something only before "that" or behind what is said."""
    return verb.lemma in verbs_listed(doc.language, "only_with_that", "also_say")


def names_somebody(doc: Document, at: int, high: int) -> bool:
    """Say whether what follows an inverted verb is somebody: by its noun or its capital."""
    begin = skip_to_name(doc, at, high)
    end = name_end(doc, begin, high, appositions=False)
    name = doc.flat[begin:end]
    return bool(noun_of(name, doc.language) or _SOMEBODY.match(name)) or any(
        word[:1].isupper() for word in re.split(r"[ '’]", doc.text[begin:end])[:NAME_WORDS]
    )


_SOMEBODY = re.compile(
    r"(?:l'une?|l'autre|les autres|celui|celle|ceux|celles|plusieurs|certains|d'aucuns|d'autres|tous|"
    r"ce dernier|cette derniere)\b"
)


# A proper name stands among the first words of a speaker's name ("le site spécialisé Vol d'Est").
NAME_WORDS = 5


# "note que … et ajoute que …": the subject of the verb before.
_JOINT = re.compile(r" (?P<joint>et|mais|puis|and|but) (?:then |also |en outre |par ailleurs )?$")
_THAT = gated(r"\b(?:que |qu'|that )")
# A joint and its adverb have at most this many characters.
_JOINT_REACH = 24


def _joint_before(doc: Document, low: int, start: int) -> int:
    """Where the joint stands that gives a verb the subject of the verb of saying before it; -1 where none does."""
    joint = _JOINT.search(doc.flat, max(low, start - _JOINT_REACH), start)
    return joint.start("joint") if joint and _THAT.search(doc.flat, low, joint.start()) else -1


# "Le ministère, s'il ne livre rien, ne fait pas mystère de l'envoi et confirme …": the first verb's subject.
_PREDICATE_BEFORE = re.compile(r" ?(?:ne |n'|se |s')[^,]{3,80} (?:et|mais) $")


# "Quant à New Delhi, elle reconnaît …", "As for the embassy, it denies …".
_AS_FOR = re.compile(
    r"(?:et |mais |and |but )?(?:quant (?:a |aux? )|as (?:for|to) |pour ce qui est (?:de |du |des ))"
    r"(?P<who>[^,;:]{3,80}), (?:il|elle|ils|elles|it|he|she|they) "
)
_SECOND = re.compile(r" ?[a-z]+(?: [^,]{2,80})? (?:et|mais|and|but) (?:also |aussi )?$")


def _is_second_predicate(doc: Document, begin: int, start: int) -> bool:
    """*The minister, when asked, speaks of sport and denies …*: a verb, no subject, stands behind the insertion."""
    first = next(iter(inside(doc.tokens, begin, start)), None)
    if first is None or not doc.flat[:begin].rstrip().endswith(",") or not _SECOND.fullmatch(doc.flat, begin, start):
        return False
    verb = doc.forms.get(first.lower)
    return verb is not None and verb.form is Form.FINITE and first.text.islower()


def _whose_predicate(doc: Document, low: int, begin: int) -> tuple[str, ...]:
    """The subject before the insertion that ends at `begin`; nobody where none stands there."""
    comma = doc.flat.find(", ", low, begin)
    return chain(doc, low, comma) if comma > low else ()


# "a confié à Jeune Afrique que", "a indiqué à Reuters une source": an outlet that heard it, no body that meets.
_OUTLET = re.compile(
    r" (?:à|au) (?P<who>(?:la |le |l['’])?(?!(?:Parlement|Sénat|Assemblée|Conseil|Congrès|ONU|OTAN|UE)\b)"
    r"[A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)*)(?= (?:que |qu['’]|une? |des |deux |le |la |les |l['’])|,)"
)


def _outlet_told(doc: Document, end: int, high: int) -> tuple[str, ...]:
    told = _OUTLET.match(doc.text, end, high) if doc.language == "fr" else None
    if told is None:
        return ()
    low, high = told.span("who")
    if any(
        (one.country or one.place) and one.end == high and one.start - low <= 3 for one in inside(doc.names, low, high)
    ):
        return ()  # "a déclaré à Bamako que"
    return chain(doc, *told.span("who"))


# "Téhéran, par la voix de son ambassadeur, Mehran Ashtari, nie …": the person named speaks.
_VOICE = re.compile(
    r", (?:par la (?:voix|bouche) d|through (?:its|the|their|an?) )[^,;:]{2,60}, "
    r"(?P<who>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3}), "
)


def before_that(
    doc: Document, low: int, start: int, end: int, that: re.Match[str] | None, high: int, manner: Manner
) -> Saying | None:
    """Return "X says (that) …": the subject stands before the verb, what is said behind `end` or `that`."""
    joint = _joint_before(doc, low, start) if that else -1
    begin = joint if joint >= 0 else subject_start(doc, low, start)
    names = () if joint >= 0 else chain(doc, begin, start)
    topic = _AS_FOR.match(doc.flat, low, start)
    if topic and begin >= topic.end("who"):
        begin, names = low, chain(doc, *topic.span("who"))
    if names and _is_second_predicate(doc, begin, start):
        begin, names = low, chain(doc, low, doc.flat.find(", ", low, begin))
    if names and _PREDICATE_BEFORE.match(doc.flat, begin, start):
        names = _whose_predicate(doc, low, begin)
    opening = speaker_words(doc.language).citing.match(doc.flat, low)
    if opening and doc.flat.find(", ", opening.end(), begin) >= 0:  # "Citing a note, the magazine says that …"
        names = (*chain(doc, opening.end(), doc.flat.find(", ", opening.end(), begin)), *names)
        begin = low
    voice = _VOICE.search(doc.text, begin, start)
    names = chain(doc, *voice.span("who")) if voice else names
    names = (*names, *_outlet_told(doc, end, high))
    if that:
        inserted = speaker_words(doc.language).citing.search(doc.flat, end, that.end())
        if inserted:
            stop = name_end(doc, inserted.end(), that.end(), appositions=False)
            names = (*chain(doc, inserted.end(), min(stop, that.end() - 4)), *names)
    return Saying(begin, that.end() if that else end, that.end() if that else end, high, names, manner)


def behind(doc: Document, low: int, start: int, end: int, high: int, manner: Manner) -> Saying | None:
    """Return "…, says X": the subject stands behind the verb that ends at `end`; None where it is too short."""
    begin = skip_to_name(doc, end, high)
    stop = name_end(doc, begin, high, appositions=True)
    if stop - begin < 3:
        return None
    scope_end = start if has_predicate(doc, low, start) or '"' in doc.flat[low:start] else high
    names = (*chain(doc, begin, stop), *_outlet_told(doc, end, high))
    return Saying(with_comma(doc, start), stop, _quote_start(doc, low, start), scope_end, names, manner)


def _quote_start(doc: Document, low: int, at: int) -> int:
    """A speaker named behind a quote of several sentences answers for all of them."""
    ending = next((quote for quote in doc.quotes if at - 4 <= quote.end <= at), None)
    return min(low, ending.start) if ending else low


# "Un matelot, croisé mardi, m'a raconté": before the verb stands nothing but a pronoun.
_CLITICS = re.compile(r" *(?:(?:m|t|s|l|n|nous|vous|lui|leur|en|y|le|la|les|ne)[' ]*)* *")


# "A reader, Mette, who …, counted", "Tehran, through its envoy in Sanaa, X, denies": goes with what stands before it.
_BELONGS_BEFORE = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}, (?:who|which|qui|que|dont) |"
    r"(?:par la (?:voix|bouche) d|through (?:its|the|an?|their) |by way of |via )"
)


def subject_start(doc: Document, low: int, verb: int) -> int:
    """Return where the subject before a verb begins: behind the last comma, but for insertions and chains."""
    begin = low
    joined = re.compile(r"(?:, (?:et|mais|and|but|while) |^(?:mais|et|but|and|or) )").match(doc.flat, begin)
    if joined:
        begin = joined.end()
    free = doc.flat.rfind(" what ", begin, verb)
    begin = free + len(" what ") if free >= 0 else begin  # "took on what analysts estimate to be 250 containers"
    pieces = [begin, *(begin + match.end() for match in re.finditer(", ", doc.flat[begin:verb]))]
    words = speaker_words(doc.language)
    at = len(pieces) - 1
    if _CLITICS.fullmatch(doc.flat, pieces[at], verb) and at > 0:  # "X, citing Y, says": the verb stands behind a comma
        at = max(0, at - 2)
        while at > 0 and _BELONGS_BEFORE.match(doc.text, pieces[at], verb):
            at -= 1
        return pieces[at]
    while at > 0 and (words.citing.match(doc.flat, pieces[at]) or words.cited_by.match(doc.flat, pieces[at])):
        at -= 1
    return pieces[at]
