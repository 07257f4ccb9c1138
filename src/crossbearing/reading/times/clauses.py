"""What the words around a time expression tell: future, flashback, somebody's speaking, a count over a window."""

from __future__ import annotations

import re

from crossbearing.reading.times.expression import Node
from crossbearing.reading.times.vocabulary import Vocabulary

# Between a verb of speaking and its date stand at most a few words, none of them "that".
SPEECH_REACH = 45
_NO_SPEECH_ACROSS = re.compile(
    r"[,;:()\"]|\b(?:que|qu'|that|when|where|quand|lorsqu|ou|dont|who|which|qui|pour|to have)\b"
)
_SUBJECT_REACH = 70
# A verb further off than this says nothing about a time; it also bounds the work in texts without full stops. GUESS.
CLAUSE_REACH = 240
# A clause ends here: a tense does not reach across.
_CLAUSE_END = re.compile(r"[;:()]|\" | \"")
# Counted things that make "in three weeks" a window of the story, not a length of time.
_COUNTED = re.compile(
    r"\b\d{1,3}(?:e|eme|th|st|nd|rd)\b|\b\w+iemes?\b|\b(?:fois|visites?|rotations?|vols|escales?|passages?|livraisons?|missions?"
    r"|traversees?|deuxieme|seconde?|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|flights|visits|trips|calls|sorties"
    r"|landings|ships|vessels|aircraft|planes|strikes|attacks|navires|avions|appareils|cargos|frappes|attaques|times|crossings|deliveries|interceptions?|rotations|transits)\b"
)


def is_said(folded: str, start: int, end: int, node: Node, words: Vocabulary) -> bool:
    """Return whether the node dates a speaking or publishing: "a indiqué lundi", "Le 12 février, X a rapporté"."""
    floor = max(start, node.start - SPEECH_REACH)
    spoken = None
    for spoken in words.speech.finditer(folded, floor, node.start):  # noqa: B007  the last one is wanted
        pass
    if spoken:
        between = folded[spoken.end() : node.start]
        return not _NO_SPEECH_ACROSS.search(between) and not words.past.search(between)
    if words.speech.match(folded, node.end + 1, end):
        return True  # "the Navy on Tuesday announced"
    if folded[start : node.start].strip(' "-') not in ("", "on", "asked on", "speaking on", "in a statement on"):
        return False
    reach = min(end, node.end + _SUBJECT_REACH)
    spoken = words.speech.search(folded, node.end, reach)
    if spoken is None:
        return folded[start : node.start].startswith(("asked", "speaking"))
    between = folded[node.end : spoken.start()]
    between = re.sub(r"\b(?:a|ont|has|have|had|est|avait)\b ?(?:ete |also |aussi |en outre )?$", "", between)
    return not words.past.search(between) and not re.search(r"[;:]", between)


def tense(folded: str, start: int, end: int, node: Node, words: Vocabulary) -> str:
    """Return "future", "past" or "" by the nearest verb form of the clause that is no verb of speaking.

    A bound ("jusqu'en octobre") needs no future form: it lies ahead unless the clause tells the past.
    """
    low, high = _clause(folded, start, end, node)
    coming = [match.span() for match in words.future.finditer(folded, low, high)]
    past = [match.span() for match in words.past.finditer(folded, low, high)]
    told = [span for span in past if not _crosses(span, coming) and not words.speech.search(folded, *span)]
    ahead, behind = _distance(coming, node), _distance(told, node)
    if behind is not None and (ahead is None or behind <= ahead):
        return "past"
    return "future" if ahead is not None or node.operator in ("until", "before") else ""


def _crosses(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def is_flashback(folded: str, start: int, end: int, node: Node, words: Vocabulary) -> bool:
    """Return whether the clause tells what had happened before (pluperfect)."""
    return words.pluperfect.search(folded, *_clause(folded, start, end, node)) is not None


def counts_something(folded: str, start: int, end: int) -> bool:
    """Return whether the sentence counts events, so that "en trois semaines" is a window."""
    return _COUNTED.search(folded, start, end) is not None


def _clause(folded: str, start: int, end: int, node: Node) -> tuple[int, int]:
    low, end = max(start, node.start - CLAUSE_REACH), min(end, node.end + CLAUSE_REACH)
    for mark in _CLAUSE_END.finditer(folded, low, node.start):
        low = mark.end()
    mark_after = _CLAUSE_END.search(folded, node.end, end)
    return low, mark_after.start() if mark_after else end


def _distance(spans: list[tuple[int, int]], node: Node) -> int | None:
    """Return the characters between the node and the nearest of the spans outside it."""
    outside = [(start, end) for start, end in spans if start < node.start or end > node.end]
    gaps = [max(0, node.start - end, start - node.end) for start, end in outside]
    return min(gaps, default=None)


def is_supposed(folded: str, start: int, end: int, words: Vocabulary) -> bool:
    """Return whether the sentence sets up a supposition ("Suppose a freighter …"): its times lie on no calendar."""
    return words.hypothesis.search(folded, start, min(end, start + 24)) is not None
