"""Whether the writer or the speaker keeps a distance from what is told: words of hearsay, of belief, of appearance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from crossbearing.model.claims import Kind
from crossbearing.reading.document import Document, inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.wordlists import wordlists
from crossbearing.reading.speaking.attribution import Manner, Saying
from crossbearing.reading.speaking.conditional import ConditionalKind

_HEDGES = frozenset({ConditionalKind.HEARSAY, ConditionalKind.POSSIBILITY, ConditionalKind.EXPECTATION})
_HEDGING_MODALS = frozenset({"devrait", "may", "should", "peut"})
# An aside of distance stands at most this many characters outside the claim ("C'est, à l'en croire, la sixième").
_ASIDE = 30


class HedgeWords(NamedTuple):
    """The patterns of one language, for folded text."""

    distance: re.Pattern[str]
    believes: re.Pattern[str]
    adjectives: re.Pattern[str]


@cache
def hedge_words(language: str) -> HedgeWords:
    """Return the patterns of "fr" or "en"."""
    lists = {key: value.replace("\n", "") for key, value in wordlists("hedges")[language].items()}
    guess = set(lists["before_number"].split("|"))
    words = "|".join(word for word in lists["distance"].split("|") if word not in guess)
    return HedgeWords(
        # "perhaps two hundred" guesses at the figure only
        distance=re.compile(
            rf"(?<![\w-])(?:{words}|(?:{lists['before_number']})(?! (?:\d|un|une|two|deux|trois|three|four|quatre|cinq|"
            r"five|six|dix|ten|a dozen|as many|plus)\b))(?![\w-])"
        ),
        believes=re.compile(rf"\b(?:{lists['believes']})\b"),
        adjectives=re.compile(rf"(?<![\w-])(?:{lists['adjectives']})(?![\w-])"),
    )


def is_hedged(draft: Draft, found: Sequence[Saying]) -> bool:
    """Say whether the writer or the speaker keeps a distance: conditional, "may", "reportedly", "alleges"."""
    predicate = draft.clause.predicate
    if any(one.manner is Manner.ALLEGES for one in found):
        return True
    if predicate is not None and (predicate.conditional in _HEDGES or predicate.modal in _HEDGING_MODALS):
        return True
    doc, words = draft.clause.doc, hedge_words(draft.clause.doc.language)
    told = " ".join(doc.flat[one.start : one.end] for one in found)
    if words.distance.search(_around(doc, draft)) or words.distance.search(told) or words.believes.search(told):
        return True
    if draft.kind in _DEALINGS and words.adjectives.search(doc.flat, draft.start, draft.end):
        return True
    near = inside(doc.conditionals, draft.start, draft.end)
    if predicate is None or doc.language == "en":
        return any(one.kind in _HEDGES for one in near)
    return False


_DEALINGS = (Kind.DELIVERY, Kind.SHIP_TRANSFER, Kind.AGREEMENT)
_CUT = re.compile(r"[;:.\n]|, (?:et|mais|qui|dont|and|but|which|who|while|tandis|alors|where|ou) ")


def _around(doc: Document, draft: Draft) -> str:
    """The claim, with an aside right before or behind it in its own part of the sentence."""
    sentence = draft.clause.sentence
    before = doc.flat[max(sentence.start, draft.start - _ASIDE) : draft.start]
    behind = doc.flat[draft.end : min(sentence.end, draft.end + _ASIDE)]
    cut = _CUT.search(behind)
    return _CUT.split(before)[-1] + doc.flat[draft.start : draft.end] + (behind[: cut.start()] if cut else behind)
