"""What a report or a party takes back: errata, "claims that … are false", an office's own negative statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.claims import Claim, Kind, Polarity, Stance
from crossbearing.reading.document import Document
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.wordlists import wordlists


def remark_pattern(key: str) -> re.Pattern[str]:
    """Return a pattern of the lexicon of remarks, for folded text."""
    return re.compile("|".join(wordlists("remarks")[key]))


_CORRECTS = remark_pattern("corrects")
_WROTE = remark_pattern("wrote")
_THAT = remark_pattern("such")
_FALSE = remark_pattern("false")
_TAKEN_BACK = remark_pattern("taken_back")
# "Contrary to what we wrote": what follows is right.
_CONTRARY = re.compile(r"\b(?:contrairement|contrary|unlike|a la difference)\b")
# A correction announces itself at most this many characters before what it takes back. GUESS.
_NEAR = 250


def is_withdrawn(draft: Draft) -> bool:
    """Say whether the report itself takes a claim back, or calls it false in the same sentence."""
    doc, sentence = draft.clause.doc, draft.clause.sentence
    before = doc.flat[sentence.start : draft.start]
    if _THAT.search(doc.flat[sentence.start : max(draft.at, draft.start)]) and _FALSE.search(
        doc.flat, draft.end - 1, sentence.end
    ):
        return True
    if not _WROTE.search(before) or _CONTRARY.search(before):
        return False
    if _CORRECTS.search(doc.flat, max(doc.report.body_start, sentence.start - _NEAR), sentence.end):
        return True
    behind = doc.sentences[draft.clause.number + 1 : draft.clause.number + 2]
    return any(_TAKEN_BACK.search(doc.flat[one.start : one.end].lstrip()) for one in behind)


# A statement that an office publishes itself, not a report on one.
_OWN_STATEMENT = remark_pattern("own_statement")
# The heading of a statement stands among its first characters. GUESS.
_HEAD = 400


def own_statements(doc: Document, claims: Sequence[Claim]) -> list[Claim]:
    """In an office's own statement, what is said not to have happened is denied."""
    start = doc.report.body_start
    if not _OWN_STATEMENT.search(doc.flat, start, start + _HEAD):
        return list(claims)
    return [
        replace(one, stance=Stance.DENIED)
        if one.polarity is Polarity.NEGATIVE and one.stance is Stance.ASSERTED and one.kind not in _EVENTLESS
        else one
        for one in claims
    ]


_EVENTLESS = (Kind.ALIAS, Kind.STATEMENT)
