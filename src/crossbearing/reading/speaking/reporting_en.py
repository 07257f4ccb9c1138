"""English verbs of saying: "X said that", "…, X said in a report", "…, says a dossier", "…, X told us, …"."""

from __future__ import annotations

import re

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.text import Sentence, Token, folded
from crossbearing.reading.language.verbs import Form, VerbForm
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.speaking.constructions import (
    before_that,
    behind,
    needs_that,
    subject_start,
)
from crossbearing.reading.speaking.saying import (
    FINITE_FORMS,
    Manner,
    Saying,
    clause_end,
    clause_start,
    has_predicate,
    manners_of,
    verbs_listed,
)
from crossbearing.reading.speaking.sources import noun_of
from crossbearing.reading.speaking.speakers import chain, name_end, speaker_words

# "reported on Wednesday, citing air traffic controllers, that …", "alleged on the strength of a source that …".
_THAT_BEHIND_A_SOURCE = re.compile(
    r"(?: (?:(?!but |and |or )[\w'-]+ ?){0,5}?)?"
    r"(?:, (?:citing|quoting|crediting|relying on|based on) (?P<cited>[^.;:]{3,100}?), that |"
    r",? on the (?:strength|word|authority|evidence) of (?P<who>[^.;:]{3,100}?),? that )"
)
_EN_THAT = re.compile(r" (?:(?:(?!but |and |or )\w+ ){0,6}?)that ")


# "…, the president announced at a ceremony, adding that …": the rest is read by itself.
_ADDING = re.compile(r", (?:adding|saying|stressing|noting|insisting|claiming|maintaining|warning) that ")


# "…, a tugman alleges – something the agency could not check": the writer goes on.
_DASH = re.compile(r" ?[–—] | -{1,2} ")


def in_english(
    doc: Document, sentence: Sentence, start: int, token: Token, verb: VerbForm, manner: Manner
) -> Saying | None:
    """Return the attribution that an English verb of saying makes; None where it says nothing here."""
    low, high = clause_start(doc, sentence.start, start), clause_end(doc, token.end, sentence.end)
    more = _ADDING.search(doc.flat, token.end, high)
    high = more.start() if more else high
    dash = _DASH.match(doc.flat, token.end, high)
    high = dash.start() if dash else high
    after = doc.flat[token.end : high]
    if manner is Manner.DENIES:
        return before_that(doc, low, start, token.end, None, high, manner)
    sourced = _THAT_BEHIND_A_SOURCE.match(doc.flat, token.end, high)
    if sourced:
        return _with_its_source(doc, (low, start, high), sourced, manner)
    behind_quote = bool(re.search(r"[,\"] ?$", doc.flat[low:start])) and not _INSERTED.search(doc.flat[low:start])
    if behind_quote and not _APPOSITION.search(doc.text[low:start]) and _is_inverted(doc, verb, token.end, high):
        return behind(doc, low, start, token.end, high, manner)
    citing = speaker_words("en").citing.search(doc.flat, token.end, high)
    tail = citing.start() if citing else high
    told = _told(doc, verb, token.end, tail)
    dated = _day_behind(doc, token.end)
    ends = (
        not has_predicate(doc, token.end, tail) or after.startswith(",") or told or dated or _IN_DOCUMENT.match(after)
    )
    free = " what " in doc.flat[max(low, _last_comma(doc, low, start)) : start]  # "what analysts estimate to be 250"
    if ends and not free and _is_last(doc, low, start, parenthetical=bool(told) or after.startswith(",")):
        return _at_the_end(doc, low, start, token.end, high, manner)
    that = _EN_THAT.match(doc.flat, token.end, high)
    if verb.lemma == "find" and not that:
        return None
    if needs_that(doc, verb) and not that and verb.lemma not in ("show", "list", "find", "tell", "count"):
        return None
    return _english_before(doc, low, start, token.end, that, high, manner)


def _with_its_source(doc: Document, at: tuple[int, int, int], that: re.Match[str], manner: Manner) -> Saying | None:
    """*X reported, citing Y, that …*: Y is the inner speaker."""
    low, start, high = at
    begin = subject_start(doc, low, start)
    names = chain(doc, begin, start)
    if _RELATIVE.fullmatch(doc.flat, begin, start):
        names = _antecedent(doc, low, begin) or names
    return Saying(
        begin,
        that.end(),
        that.end(),
        high,
        (*chain(doc, *that.span("cited" if that["cited"] else "who")), *names),
        manner,
    )


def _is_inverted(doc: Document, verb: VerbForm, at: int, high: int) -> bool:
    """Say whether a verb behind a comma or a quotation has its subject behind it."""
    if verb.form is Form.GERUND:
        return False
    if verb.lemma in _INVERTING:
        return _SUBJECT_BEHIND.match(doc.flat, at, high) is not None
    if verb.lemma not in verbs_listed("en", "also_say", "only_with_that"):
        return False
    end = name_end(doc, at + 1, high, appositions=False)
    return bool(noun_of(doc.flat[at + 1 : end], "en")) and not doc.flat[end:high].strip(' ."')


_SUBJECT_BEHIND = re.compile(
    r" (?:the|an?|one|its|his|her|their|two|three|several|some|officials|[a-z]+ ?,|[a-z' -]{3,40}[.,])"
)
_INVERTING = words(
    "say report write add explain note warn argue retort reply insist comment respond counter declare announce "
    "hint swear"
)


# "…, Vladimir Padrino, said": a name between two commas belongs to the subject.
_APPOSITION = re.compile(r", [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}, $")


# A chain or a relative clause stands between two commas before the verb: "X, citing Y, says …".
_INSERTED = re.compile(r", (?:citing|quoting|quoted|which|who|cited|speaking|asked)[^,]*,\s*$")


def _told(doc: Document, verb: VerbForm, at: int, high: int) -> re.Match[str] | None:
    """*told this newspaper,*, *said to reporters,*: the addressee, where nothing else follows."""
    if verb.lemma in _TELLING:
        return _TOLD_WHOM.match(doc.flat, at, high)
    return _SAID_TO.match(doc.flat, at, high) if verb.lemma == "say" else None


_TELLING = words("tell inform assure brief remind")
_SAID_TO = re.compile(r" to (?:[\w'-]+ ){0,4}[\w'-]+(?=,|\.?$)")
_TOLD_WHOM = re.compile(r" (?!that\b|it\b|he\b|she\b|they\b)(?:(?!that\b)[\w'-]+ ){0,4}(?!that\b)[\w'-]+(?=,|\.?$)")
# "…, the institute said in a report released on Tuesday": nothing is said behind the verb.
_IN_DOCUMENT = re.compile(
    r" (?:on \w+ )?(?:in|to|at|during|after|on|through|via) (?:an?|the|its|his|her|their) "
    r"(?:[\w-]+ ){0,3}(?:report|statement|interview|briefing|release|press|note|letter|address|speech|post|"
    r"message|conference|hearing|study|paper|dossier|"
    r"bulletin|email|thread|article|reporters|television|radio|telegram|filing|memo)\b(?![^;]*\bthat )"
    r"(?! (?:it|he|she|they|the)\b)"
)


# So many words before a last ", X said" are what is said, whether or not their verb is known. GUESS.
_ENOUGH_WORDS = 6


def _last_comma(doc: Document, low: int, start: int) -> int:
    """The comma that ends what is said before "X said"; a quotation may close behind it."""
    return max((doc.flat.rfind(mark, low, start) for mark in (", ", ',"')), default=-1)


# A verb with what it needs behind it is no speaker's name: "sailed from X", "having disabled the transponder".
_NO_NAME = re.compile(
    r"(?:having \w+|\w+(?:ed|ing|t) (?:from|to|in|on|at|by|for|off|into|the|an?|its|their|his|her|it|them)) "
)


def _is_last(doc: Document, low: int, start: int, *, parenthetical: bool) -> bool:
    comma = _last_comma(doc, low, start)
    if comma <= low:
        return False
    first = next(iter(inside(doc.tokens, comma + 1, start)), None)
    if first is not None and first.text.islower() and _NO_NAME.match(doc.flat, first.start):
        form = doc.forms.get(first.lower)
        if form is not None and form.form in (Form.GERUND, Form.PAST, Form.PARTICIPLE):
            return False  # "…, sailed from X …, reasons": no name
    enough = 2 if parenthetical else _ENOUGH_WORDS
    return has_predicate(doc, low, comma) or len(doc.flat[low:comma].split()) >= enough


def _at_the_end(doc: Document, low: int, start: int, end: int, high: int, manner: Manner) -> Saying:
    comma = _last_comma(doc, low, start)
    citing = speaker_words("en").citing.search(doc.flat, end, high)
    if not doc.flat[comma + 1 : start].strip(' "'):  # "…, two officials, speaking on condition of anonymity, said"
        inserted = _last_comma(doc, low, comma)
        comma = max(_last_comma(doc, low, inserted), low)
        names = chain(doc, comma + 1, inserted)
    else:
        names = chain(doc, comma + 1, start)
    if citing:
        names = (*chain(doc, citing.end(), name_end(doc, citing.end(), high, appositions=False)), *names)
    told = _TOLD_WHOM.match(doc.flat, end, high) if doc.flat.startswith("told", end - 4) else None
    told = told or _SAID_TO.match(doc.flat, end, high)
    end = told.end() if told else _day_behind(doc, end) or end
    middle = doc.flat[end : end + 1] == "," and not citing
    return Saying(comma, end if middle else high, low, high if middle else comma, names, manner)


def _english_before(
    doc: Document, low: int, start: int, end: int, that: re.Match[str] | None, high: int, manner: Manner
) -> Saying:
    begin = subject_start(doc, low, start)
    shared = re.search(r"\b(?:and|but) (?:then |also )?$", doc.flat[low:start])
    names = _first_subject(doc, low, start) if shared else chain(doc, begin, start)
    if _RELATIVE.fullmatch(doc.flat, begin, start):
        names = _antecedent(doc, low, begin) or names
    opening = speaker_words("en").citing.match(doc.flat, low)
    comma = doc.flat.find(", ", opening.end(), begin) if opening else -1
    if opening and comma >= 0:  # "Citing three diplomats, the agency reported that …"
        names, begin = (*chain(doc, opening.end(), comma), *names), low
    outlet, told = _heard_by(doc, end)
    names = (*names, *outlet)
    scope = that.end() if that else max(told, _behind_time(doc, end))
    citing = speaker_words("en").citing.search(doc.flat, end, high)
    if citing:
        names = (*chain(doc, citing.end(), name_end(doc, citing.end(), high, appositions=False)), *names)
        return Saying(start if shared else begin, scope, scope, citing.start(), names, manner)
    return Saying(start if shared else begin, scope, scope, high, names, manner)


_RELATIVE = re.compile(r" ?(?:which|who|that)(?: \w+ly| has| have| also| now)* ")
# "belong to Halcyon Bulk & Oil of Dubai, which says": the name before the comma.
_NAME_BEFORE = re.compile(
    r"(?:the )?[A-Z][\w'’&.-]*(?: (?:(?:of|and|the|de|al) )?(?:[A-Z][\w'’&.-]*|&))*(?:, an? [\w ,-]{3,60})?, ?$"
)


# "a deckhand, who told investigators that …": a person without a name.
_SOMEBODY_BEFORE = re.compile(r"\b(?:an?|the|one|two|three|several|another) (?:[a-z-]+ ){0,4}[a-z-]+, ?$")


def _antecedent(doc: Document, low: int, begin: int) -> tuple[str, ...]:
    found = _NAME_BEFORE.search(doc.text, low, begin)
    if found is None:
        found = _SOMEBODY_BEFORE.search(doc.text, low, begin)
        found = found if found and noun_of(folded(found.group()), "en", "people", "organisations") else None
    return chain(doc, found.start(), found.end()) if found else ()


# "told the daily that …": a medium that hears something passes it on.
_MEDIUM = re.compile(
    r" (?P<who>(?:the )?(?:[a-z-]+ ){0,2}(?:agency|newspaper|paper|daily|weekly|magazine|channel|broadcaster|"
    r"station|website|site|outlet|portal))"
    r"(?: (?:(?:last|this|on|in|earlier|yesterday|late|early) (?:\w+ ){0,3})?(?=that )|,)"
)


# "told Le Monde that", "told the Financial Times,": a name that is no place's and no body's that meets.
_OUTLET = re.compile(
    r" (?P<who>(?:the )?(?!(?:Parliament|Congress|Senate|House|Assembly|Council|Committee|Commission|Court|Panel|"
    r"Group|MPs|President|Prime|Gen|Lt|Col|Mr|Ms|Mrs|Dr|King|Judge|Chancellor|Security|United|European)\b)"
    r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})"
    r"(?: that |,| (?=(?:the|it|its|his|her|he|she|they|there|an?|some|two|three|four|five|six|\d+) ))"
)


def _heard_by(doc: Document, end: int) -> tuple[tuple[str, ...], int]:
    """The outlet that was told, and where what it was told begins."""
    if not doc.flat.startswith("told", end - 4):
        return (), end
    heard = _MEDIUM.match(doc.flat, end)
    if heard is None:
        heard = _OUTLET.match(doc.text, end)
        known = inside(doc.names, end, heard.end()) if heard else ()
        heard = None if any(name.country or name.place for name in known) else heard
    return (chain(doc, *heard.span("who")), heard.end()) if heard else ((), end)


def _behind_time(doc: Document, at: int) -> int:
    """*said on Tuesday it had …*: the day belongs to the saying."""
    day = next((one for one in inside(doc.times, at, at + 5)), None)
    return day.end if day is not None and has_predicate(doc, day.end, day.end + 60) else at


def _day_behind(doc: Document, at: int) -> int:
    """*officials said on Friday, in what they called …*: the end of a day that a comma follows, 0 without one."""
    day = next((one for one in inside(doc.times, at, at + 5)), None)
    return day.end if day is not None and doc.flat.startswith(",", day.end) else 0


def _first_subject(doc: Document, low: int, before: int) -> tuple[str, ...]:
    """*Washington sanctioned the owner and said …*: the first verb's subject; none if that is a verb of saying."""
    manners = manners_of(doc.language)
    for token in inside(doc.tokens, low, before):
        verb = doc.forms.get(token.lower)
        if verb is not None and verb.form in FINITE_FORMS:
            return () if verb.lemma in manners else chain(doc, low, token.start)
    return ()
