"""Anchored offers -> claims, by the same rules that make claims of what the patterns find.

A model says which words; what they mean (stance, dates, numbers, identifiers, countries, positions) is worked out here.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossbearing.model.claims import Claim, Kind, Reading, Report, Span
from crossbearing.model.identity import content_id
from crossbearing.model.proposals import Offer, Offers, Proposal, Proposed, ProposedBy
from crossbearing.reading.assemble import claims_of
from crossbearing.reading.document import examine
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.proposals.anchoring import SHORTEST_QUOTE, Anchors
from crossbearing.reading.proposals.parts import drafted
from crossbearing.reading.read import drafts
from crossbearing.reading.scene import Scene, stage
from crossbearing.reading.speaking.stance import with_remarks
from crossbearing.reading.undated import agreeing, dated_anyhow
from crossbearing.reading.worth import is_fiction, is_worth_reading
from crossbearing.world import World

# The same event is meant where this share of the shorter span is common: the measure by which readings are scored.
SAME_SPAN = 0.5
# No report of ours holds half as many claims; a model that offers more is not reading. GUESS.
MOST_OFFERS = 200

NOT_IN_TEXT = "the quote is not in the report"
UNKNOWN_KIND = "no kind of claim"
TOO_SHORT = "the quote is too short to tell an event"
SEVERAL_SENTENCES = "the quote is longer than a sentence"
NO_CLAUSE = "the quote is part of no statement"
NOT_WORTH = "a question, a supposition or a story, not a statement"
TOO_MANY = "more offers than a report can hold"
TWICE = "offered twice"


@dataclass(frozen=True, slots=True)
class _Held:
    """An offer whose quote was found, with its name."""

    offer: Offer
    name: str
    draft: Draft


def settle(report: Report, world: World, claims: Sequence[Claim], offers: Offers, by: ProposedBy) -> Proposed:
    """Return what becomes of the offers for a report whose own reading gave `claims`; nothing is dropped uncounted."""
    dropped: Counter[str] = Counter(offers.dropped)
    versions = [report] if report.is_dated else list(dated_anyhow(report))
    readings = [_read(one, world, offers, dropped if number == 0 else Counter()) for number, one in enumerate(versions)]
    made = readings[0] if len(readings) == 1 else _agreeing(readings[0], readings[1])
    proposals = tuple(Proposal(claim.id, report.id, by, claim, _agreed(claim, claims)) for claim in made)
    return Proposed(report.id, by, proposals, dict(sorted(dropped.items())), offers.failure)


def _agreeing(one: Sequence[Claim], other: Sequence[Claim]) -> tuple[Claim, ...]:
    return agreeing(Reading(claims=tuple(one)), Reading(claims=tuple(other))).claims


def _read(report: Report, world: World, offers: Offers, dropped: Counter[str]) -> list[Claim]:
    scene = stage(examine(report, world))
    held = _held(scene, offers, dropped)
    if not held:
        return []
    found = []
    for one in held:
        # One at a time, so that no offer tells on the speakers of another.
        found += [replace(claim, id=one.name) for claim in claims_of(scene, [one.draft])]
    names = {claim.id for claim in found}
    told = with_remarks(scene, [*claims_of(scene, list(drafts(scene))), *found])
    return sorted((one for one in told if one.id in names), key=lambda one: (one.start, one.end, one.kind, one.id))


def _held(scene: Scene, offers: Offers, dropped: Counter[str]) -> list[_Held]:
    """The offers whose quotes stand in the report, each once."""
    doc = scene.doc
    anchors = Anchors(doc.text, doc.report.body_start)
    digest = hashlib.sha256(doc.text.encode("utf-8")).hexdigest()
    dropped[TOO_MANY] += max(0, len(offers.offers) - MOST_OFFERS)
    held: dict[str, _Held] = {}
    for offer in offers.offers[:MOST_OFFERS]:
        found = _found(scene, anchors, offer)
        if isinstance(found, str):
            dropped[found] += 1
            continue
        span, clause = found
        draft, lost = drafted(scene, anchors, clause, span, Kind(offer.kind), offer)
        name = content_id("p", digest, span.start, span.end, offer.kind, repr(replace(offer, at=None)))
        dropped.update([TWICE] if name in held else lost)
        held.setdefault(name, _Held(offer, name, draft))
    dropped += Counter()
    for reason in [one for one, count in dropped.items() if not count]:
        del dropped[reason]
    return list(held.values())


def _found(scene: Scene, anchors: Anchors, offer: Offer) -> tuple[Span, Clause] | str:
    """Where the quote stands and the clause it is about, or why it is dropped."""
    if offer.kind not in list(Kind):
        return UNKNOWN_KIND
    if len(offer.quote.strip()) < SHORTEST_QUOTE:
        return TOO_SHORT
    span = anchors.find(offer.quote, offer.at)
    if span is None:
        return NOT_IN_TEXT
    number = scene.doc.sentence_at(span.start)
    sentence = scene.doc.sentences[number]
    if span.end > sentence.end + 1 or span.start < sentence.start:
        return SEVERAL_SENTENCES
    here = [clause for clause in scene.clauses[number] if _shared(span, clause.start, clause.end) > 0]
    if not here:
        return NO_CLAUSE
    clause = max(here, key=lambda one: (_shared(span, one.start, one.end), -one.start))
    return (span, clause) if is_worth_reading(scene, clause) and not is_fiction(scene.doc) else NOT_WORTH


def _shared(span: Span, start: int, end: int) -> int:
    return max(0, min(span.end, end) - max(span.start, start))


def _agreed(claim: Claim, claims: Sequence[Claim]) -> str | None:
    """The claim of the rules that tells the same: equal kind, half of the shorter span in common."""
    span = Span(claim.start, claim.end)
    near = [
        (_shared(span, one.start, one.end), one.id)
        for one in claims
        if one.kind is claim.kind
        and _shared(span, one.start, one.end) >= SAME_SPAN * min(span.end - span.start, one.end - one.start)
    ]
    return max(near)[1] if near else None
