"""Which claim of a copy is which claim of its original.

A copy says what its original says, in the same order, so that less agreement is asked for than of two reports that know
nothing of each other, and what changed on the way (a number, an identifier) does not part them: it is drift.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from crossbearing.model.claims import Claim, Republication
from crossbearing.world.spelling import fold

Compared = Callable[[Claim, Claim], Iterator[tuple[bool, bool]]]
# What a pair must reach: more agreement than conflict, or none of both and the same place in the order. GUESS, chosen
# so that a claim which a copy leaves out finds no partner.
LEAST = 0.6
# Word for word the same counts as much as two agreeing roles; a place elsewhere in the order costs as much as three.
SAME_WORDS, ORDER = 2.0, 3.0
# A copy in the same language keeps at least this share of a clause's words. Measured on the corpus of republications:
# with one word in ten replaced, half of all word pairs are left.
WORDS_KEPT = 0.5
_WORD = re.compile(r"\w{3,}")


def copied(
    claims: Sequence[Claim], copies: Iterable[Republication], compared: Compared
) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of claims of a copy and its original; `compared` gives agreement and conflict, role by role."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    for copy in copies:
        ours, theirs = by_report.get(copy.report, []), by_report.get(copy.of, [])
        if copy.report != copy.of:
            yield from _pairs(ours, theirs, compared)


def _pairs(ours: Sequence[Claim], theirs: Sequence[Claim], compared: Compared) -> Iterator[tuple[Claim, Claim]]:
    """The best pairs first."""
    places = {**_places(ours), **_places(theirs)}
    scored = sorted(
        (
            (-_likeness(one, two, abs(places[one.id] - places[two.id]), compared), one.start, two.start, one.id, two.id)
            for one in ours
            for two in theirs
            if one.kind is two.kind and one.polarity is two.polarity
        ),
    )
    held = {claim.id: claim for claim in (*ours, *theirs)}
    taken: set[str] = set()
    for likeness, _, _, one, two in scored:
        if -likeness >= LEAST and not {one, two} & taken:
            taken |= {one, two}
            yield held[one], held[two]


def _places(claims: Sequence[Claim]) -> dict[str, float]:
    """How far through its report each claim stands, from 0 to 1."""
    end = max((claim.end for claim in claims), default=1)
    return {claim.id: claim.start / max(1, end) for claim in claims}


def _likeness(one: Claim, other: Claim, apart: float, compared: Compared) -> float:
    told = list(compared(one, other))
    roles = sum(agrees for agrees, _ in told) - sum(conflicts for _, conflicts in told)
    return roles + SAME_WORDS * _same_words(one.quote, other.quote) + 1 - ORDER * apart


def _same_words(one: str, other: str) -> bool:
    ours, theirs = set(_WORD.findall(fold(one))), set(_WORD.findall(fold(other)))
    shorter = min(len(ours), len(theirs))
    return shorter > 1 and len(ours & theirs) >= WORDS_KEPT * shorter
