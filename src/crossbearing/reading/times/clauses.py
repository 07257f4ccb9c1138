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
# A clause ends here: a tense does not reach across.
_CLAUSE_END = re.compile(r"[;:()]|\" | \"")
# Counted things that make "in three weeks" a window of the story, not a length of time.
_COUNTED = re.compile(
    r"\b\d{1,3}(?:e|eme|th|st|nd|rd)\b|\b\w+iemes?\b|\b(?:fois|visites?|rotations?|vols|escales?|passages?|livraisons?|missions?"
    r"|traversees?|deuxieme|seconde?|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|flights|visits|trips|calls|sorties"
    r"|landings|times|crossings|deliveries|interceptions?|rotations|transits)\b"
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
    if folded[start : node.start].strip(' "-') not in ("", "on", "asked on", "speaking on", "in a statement on"):
        return False
    reach = min(end, node.end + _SUBJECT_REACH)
    spoken = words.speech.search(folded, node.end, reach)
    if spoken is None:
        return folded[start : node.start].startswith(("asked", "speaking"))
    between = folded[node.end : spoken.start()]
    between = re.sub(r"\b(?:a|ont|has|have|had|est|avait)\b ?(?:ete |also |aussi |en outre )?$", "", between)
    return not words.past.search(between) and not re.search(r"[;:]", between)


def is_future(folded: str, start: int, end: int, node: Node, words: Vocabulary) -> bool:
    """Return whether the nearest verb form of the clause speaks of the future."""
    low, high = _clause(folded, start, end, node)
    future = _distance(words.future, folded, low, high, node)
    return future is not None and future < (_distance(words.past, folded, low, high, node) or 10_000)


def is_flashback(folded: str, start: int, end: int, node: Node, words: Vocabulary) -> bool:
    """Return whether the clause tells what had happened before (pluperfect)."""
    return words.pluperfect.search(folded, *_clause(folded, start, end, node)) is not None


def counts_something(folded: str, start: int, end: int) -> bool:
    """Return whether the sentence counts events, so that "en trois semaines" is a window."""
    return _COUNTED.search(folded, start, end) is not None


def _clause(folded: str, start: int, end: int, node: Node) -> tuple[int, int]:
    low = start
    for mark in _CLAUSE_END.finditer(folded, start, node.start):
        low = mark.end()
    mark_after = _CLAUSE_END.search(folded, node.end, end)
    return low, mark_after.start() if mark_after else end


def _distance(pattern: re.Pattern[str], folded: str, low: int, high: int, node: Node) -> int | None:
    """Characters between the node and the nearest match outside it; 0 counts as 1 so that it stays true."""
    gaps = [
        max(1, node.start - match.end(), match.start() - node.end)
        for match in pattern.finditer(folded, low, high)
        if match.end() <= node.start or match.start() >= node.end
    ]
    return min(gaps, default=None)
