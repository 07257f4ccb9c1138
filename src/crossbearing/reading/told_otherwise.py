"""Who tells something in other ways than by a verb of saying with *that*: "by X's count", "X relates how"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossbearing.reading.constructions import subject_start
from crossbearing.reading.document import Document
from crossbearing.reading.gates import gated
from crossbearing.reading.saying import Manner, Saying, clause_end, clause_start, with_comma
from crossbearing.reading.speakers import chain, name_end
from crossbearing.reading.text import Sentence

# "By the museum's reckoning the ship has called four times".
_RECKONING = gated(
    r"\bby (?P<who>(?:the |an? )?[^,.;:()]{3,50}?)(?:'s|s') (?:own )?(?:reckoning|count|tally|estimate|calculations?|"
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


# "X ran …, while acknowledging that …", "tout en admettant que …": who was named before goes on.
_MEANWHILE = gated(
    r",? (?:tout en|while|but|though|whilst) (?:also )?(?:(?P<confirms>admettant|reconnaissant|confirmant|concedant|"
    r"acknowledging|admitting|confirming|conceding)|affirmant|assurant|precisant|ajoutant|soutenant|insisting|adding|maintaining|"
    r"stressing|claiming) (?:que |qu'|that )"
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
    told = _BEHIND.search(flat, sentence.start, sentence.end)
    if told:
        end = name_end(doc, told.end(), sentence.end, appositions=True)
        names = chain(doc, told.end(), end)
        if names:
            yield Saying(told.start(), end, clause_start(doc, sentence.start, told.start()), told.start(), names)


_EDITION = re.compile(
    r"(?:in its |dans son |dans sa )(?:[\w'-]+ ){0,4}(?:edition|issue|number|numero)(?: (?:du|de|of) [\w ]{3,20}?)?,? "
    r"(?=the |le |la |l'|an? )"
)


def _behind_edition(doc: Document, begin: int, end: int) -> int:
    """*In its Tuesday edition the daily X*: the name begins behind the edition."""
    edition = _EDITION.match(doc.flat, begin, end)
    return edition.end() if edition else begin
