"""Who tells something in other ways than by a verb of saying with *that*: "by X's count", "X relates how"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossbearing.reading.document import Document
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.speaking.constructions import subject_start
from crossbearing.reading.speaking.saying import Manner, Saying, clause_end, clause_start, has_predicate, with_comma
from crossbearing.reading.speaking.sources import is_name, noun_of
from crossbearing.reading.speaking.speakers import chain, name_end

# "By the museum's reckoning the ship has called four times".
_RECKONING = gated(
    r"\b(?:by|on) (?P<who>(?:the |an? )?[^,.;:()]{3,50}?)(?:'s|s') (?:own )?"
    r"(?:reckoning|count|tally|estimate|calculations?|"
    r"account|records?|figures)\b,?"
)
_HOW = gated(
    r" (?:relates?|related|recounts?|recounted|describe[sd]?|tells|told|explain(?:s|ed)?|detail(?:s|ed)?) how |"
    r" (?:(?:a|ont) )?(?:raconte|racontent|relate|relatent|decrit|decrivent|explique|expliquent|detaille) comment "
)
# "c'est un docker qui le dit".
_IT_IS = gated(
    r"\bc'est (?P<who>[^,.;:]{3,50}?) qui (?:le |l')(?:a |ont )?"
    r"(?:dit|disent|affirme|raconte|assure|rapporte|soutient|confie|jure)\b"
)
_BEHIND = gated(
    r", (?:(?:nous|m'|lui|leur) ?(?:a|ont) (?:appris|confie|raconte|glisse)|se (?:plaint|plaignent|desole|felicite)) "
)


# "a-t-on appris mercredi de deux sources", "fait-on savoir à l'état-major", "on apprenait auprès de la police".
_OF = r"(?:de la |de l'|du |des |de |d')"
_ONE_LEARNS = gated(
    r",? (?P<how>(?:a|avait)-t-on (?:\w+)|"
    r"(?:apprend|apprenait|fait|faisait|indique|precise|confirme|assure|affirme|explique|signale|rapporte|declare|estime|"
    r"note|glisse|murmure|reconnait|admet)(?:-t)?-on)"
    r"(?: savoir| valoir| entendre| encore| aussi)?"
    r"(?: (?:ce |cette |hier|jeudi|vendredi|samedi|dimanche|lundi|mardi|mercredi|matin|soir|semaine)[a-z]*){0,3},? "
    rf"(?:aupres {_OF}|de la part {_OF}|du cote {_OF}|dans (?=l')|au sein {_OF}|chez |a (?=l'|la )|au |de |d'|du )"
)
_OWNS_UP = re.compile(r"confirme|reconn|admi|admet")
# "L'information a été confirmée par l'état-major : …".
_MADE_KNOWN_BY = re.compile(
    r"\b(?:a ete|ont ete|est|sont|has been|have been|was|were) (?:\w+ )?"
    r"(?P<how>confirmee?s?|annoncee?s?|revelee?s?|rapportee?s?|confirmed|announced|revealed|reported) (?:par|by) "
    r"(?P<who>[^:;]{3,80}?) ?: "
)
# "(the ministry's own Facebook page)": the page that says so, at the end of a sentence.
_IN_BRACKETS = re.compile(r" \((?P<who>(?:the |le |la |l'|communique |statement |page |compte )?[^()]{4,60})\)[. ]*$")
# "X ran …, while acknowledging that …", "tout en admettant que …": who was named before goes on.
_MEANWHILE = gated(
    r"(?:,? (?:tout en|while|but|though|whilst) (?:also )?|, )"
    r"(?:(?P<confirms>admettant|reconnaissant|confirmant|concedant|acknowledging|admitting|confirming|conceding)|affirmant|assurant|precisant|ajoutant|soutenant|insisting|adding|"
    r"maintaining|stressing|claiming) (?:que |qu'|that )"
)


def told_otherwise(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """Yield the attributions of a sentence that have no verb of saying before *that* or behind a quotation."""
    flat = doc.flat
    for match in _RECKONING.finditer(flat, sentence.start, sentence.end):
        low, high = clause_start(doc, sentence.start, match.start()), clause_end(doc, match.end(), sentence.end)
        names = chain(doc, match.start("who"), match.end("who"))
        if names:
            yield Saying(match.start(), match.end(), low, high, names)
    how = _HOW.search(flat, sentence.start, sentence.end)
    if how:
        low = clause_start(doc, sentence.start, how.start())
        begin = subject_start(doc, low, how.start())
        names = chain(doc, _behind_edition(doc, begin, how.start()), how.start())
        if names:
            yield Saying(begin, how.end(), how.end(), clause_end(doc, how.end(), sentence.end), names)
    for match in _IT_IS.finditer(flat, sentence.start, sentence.end):
        names = chain(doc, match.start("who"), match.end("who"))
        start = with_comma(doc, match.start())
        if names:
            yield Saying(start, match.end(), clause_start(doc, sentence.start, start), start, names)
    for match in _MEANWHILE.finditer(flat, sentence.start, sentence.end):
        manner = Manner.CONFIRMS if match["confirms"] else Manner.SAYS
        high = clause_end(doc, match.end(), sentence.end)
        yield Saying(match.start(), match.end(), match.end(), high, (), manner)
    yield from _one_learns(doc, sentence)
    yield from _made_known(doc, sentence)
    yield from _bracketed(doc, sentence)
    yield from _headed(doc, sentence)
    yield from _by_channel(doc, sentence)
    heard = _HAS_HEARD.search(flat, sentence.start, sentence.end)
    if heard:
        low, high = clause_start(doc, sentence.start, heard.start()), clause_end(doc, heard.end(), sentence.end)
        yield Saying(heard.start(), heard.end() - 1, low, high, (heard["who"],))
    told = _BEHIND.search(flat, sentence.start, sentence.end)
    if told:
        end = name_end(doc, told.end(), sentence.end, appositions=True)
        names = chain(doc, told.end(), end)
        if names:
            yield Saying(told.start(), end, clause_start(doc, sentence.start, told.start()), told.start(), names)


# "Caspian Crest: « Nous n'avons … »", "11 h 50 – Tokyo : « Un avion a suivi … »".
_HEADED = re.compile(
    r"[ \n]*(?:[-–—•*] ?)?(?:\d{1,2} ?[h:] ?\d{0,2} ?[-–—:.] ?)?"
    r"(?P<who>[A-ZÀ-Þ][^\s,.;:\"«»“”()]*(?: [^\s,.;:\"«»“”()]+){0,5}) ?: ?"
)


# "« Le Guetteur du Don » : deux caboteurs …", "Même chaîne : …": a review of channels names each before a colon.
_CHANNEL = re.compile(
    r"[^\w\n\"«“]{0,6}(?:[\"«“] ?(?P<who>(?:le|la|les|the|l')?[^\"»”:.;]{3,40}?) ?[\"»”]|"
    r"(?:la |le |the )?(?:meme|same) (?:chaine|canal|source|channel|site|blog)) ?: "
)
_REVIEW = re.compile(r"\b(?:telegram|chaines?|canaux|canal|channels?|blogs?|revue|review|roundup)\b")


def _by_channel(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    match = _CHANNEL.match(doc.flat, sentence.start, sentence.end)
    start = doc.report.body_start
    if match is None or not _REVIEW.search(doc.flat, start, start + REVIEW_HEAD):
        return
    names = chain(doc, *match.span("who")) if match["who"] else ()
    if names or match["who"] is None:
        yield Saying(match.start(), match.end(), match.end(), sentence.end, names)


# A review says so among its first characters. GUESS.
REVIEW_HEAD = 300


def _headed(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """A name or an office before a colon and a quotation speaks."""
    match = _HEADED.match(doc.text, sentence.start, sentence.end)
    if match is None or len(match["who"].split()) > HEAD_WORDS:
        return
    low, high = match.span("who")
    office = noun_of(doc.flat[low:high], doc.language, "people", "organisations")
    if not doc.flat.startswith('"', match.end()) or not (is_name(match["who"]) or office):
        return
    names = chain(doc, low, high)
    if names and not has_predicate(doc, low, high):
        yield Saying(low, match.end(), match.end(), sentence.end, names)


# "Payment, it has heard, is in coffee".
_HAS_HEARD = gated(
    r", (?P<who>it|he|she|they) (?:has|have|had|is|was|were|are) (?:heard|learn(?:ed|t)|been told|told|gathered|"
    r"understood|informed), "
)
# A speaker before a colon has at most so many words. GUESS.
HEAD_WORDS = 6
_EDITION = re.compile(
    r"(?:in its |dans son |dans sa )(?:[\w'-]+ ){0,4}(?:edition|issue|number|numero)(?: (?:du|de|of) [\w ]{3,20}?)?,? "
    r"(?=the |le |la |l'|an? )"
)


def _behind_edition(doc: Document, begin: int, end: int) -> int:
    """*In its Tuesday edition the daily X*: the name begins behind the edition."""
    edition = _EDITION.match(doc.flat, begin, end)
    return edition.end() if edition else begin


def _one_learns(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """*…, a-t-on appris de deux sources portuaires*."""
    match = _ONE_LEARNS.search(doc.flat, sentence.start, sentence.end) if doc.language == "fr" else None
    if match is None:
        return
    end = name_end(doc, match.end(), sentence.end, appositions=True)
    names = chain(doc, match.end(), end)
    manner = Manner.CONFIRMS if _OWNS_UP.search(match["how"]) else Manner.SAYS
    if names:
        start = match.start() if doc.flat[match.start()] == "," else match.start("how")
        yield Saying(start, end, clause_start(doc, sentence.start, match.start()), start, names, manner)


def _made_known(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    for match in _MADE_KNOWN_BY.finditer(doc.flat, sentence.start, sentence.end):
        names = chain(doc, match.start("who"), match.end("who"))
        manner = Manner.CONFIRMS if _OWNS_UP.search(match["how"]) else Manner.SAYS
        if names:
            yield Saying(sentence.start, match.end(), match.end(), sentence.end, names, manner)


def _bracketed(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    match = _IN_BRACKETS.search(doc.flat, sentence.start, sentence.end)
    if match is None or not noun_of(match["who"], doc.language, "documents"):
        return
    if any(char.isdigit() for char in match["who"]) or has_predicate(doc, match.start("who"), match.end("who")):
        return
    names = chain(doc, match.start("who"), match.end("who"))
    if names:
        yield Saying(match.start(), sentence.end, sentence.start, match.start(), names)
