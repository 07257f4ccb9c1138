"""From drafts to claims: speakers, stance, places, dates and names from content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from crossbearing.model.claims import Claim, CraftIds, Kind, Place, PlaceRole, Polarity, Stance, When
from crossbearing.model.identity import content_id
from crossbearing.reading.checkable import checkable_by
from crossbearing.reading.completing import completed
from crossbearing.reading.corrections import is_withdrawn
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.gates import gated
from crossbearing.reading.parties.roles import craft_ids
from crossbearing.reading.places.routes import places_told
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.attribution import Saying
from crossbearing.reading.speaking.stance import chain_of, governing, inherits, own_stance
from crossbearing.reading.when import cut_off, event_time, told_aside

# A history older than this is background, not a claim.
HISTORY_YEARS = 10


def claims_of(scene: Scene, drafts: Sequence[Draft]) -> list[Claim]:
    """Return the claims of drafts in the order of the text; a speaker is carried on where a hearsay goes on."""
    made: list[Claim] = []
    digest = hashlib.sha256(scene.doc.text.encode("utf-8")).hexdigest()
    for draft in sorted(drafts, key=lambda one: (one.at, one.start, one.kind)):
        claim = _claim(scene, draft, made, digest)
        if not _is_history(claim, scene):
            made.append(claim)
    return made


def _carried(scene: Scene, draft: Draft, made: Sequence[Claim]) -> tuple[str, ...]:
    """The speakers of the sentence before, where its hearsay goes on without naming them again."""
    if not inherits(scene, draft.clause):
        return ()
    before = scene.doc.sentences[draft.clause.number - 1]
    earlier = [one for one in made if before.start <= one.start < before.end and one.stance is Stance.HEDGED]
    return earlier[-1].attribution if earlier else ()


def _visited(scene: Scene, draft: Draft, made: Sequence[Claim]) -> tuple[Place, ...]:
    """*it was its fourth visit in 10 days*: where the movement told just before it went."""
    number = draft.clause.number
    for claim in reversed(made):
        if number - scene.doc.sentence_at(claim.start) > 1:
            break
        if claim.kind in (Kind.FLIGHT, Kind.PORT_CALL):
            return tuple(place for place in claim.places if place.role is PlaceRole.ARRIVAL)
    return ()


def _claim(scene: Scene, draft: Draft, made: Sequence[Claim], digest: str) -> Claim:
    found = governing(scene, draft)
    draft = completed(scene, draft, found)
    chain = draft.chain if draft.chain is not None else chain_of(found) or _carried(scene, draft, made)
    stance = own_stance(draft, found)
    polarity = Polarity.NEGATIVE if _finds_none(scene, found) else draft.polarity
    if draft.stance is None and is_withdrawn(draft):
        chain, polarity = (), Polarity.NEGATIVE
    if stance is Stance.ASSERTED and chain:
        stance = Stance.ATTRIBUTED
    when = draft.when if draft.when_given else _when(scene, draft)
    places = draft.places
    if places is None:
        places = places_told(scene, draft.clause, draft.kind)
    if not places and draft.kind is Kind.VISIT_COUNT:
        places = _visited(scene, draft, made)
    ids = craft_ids(draft.crafts)
    roles = (draft.actors, draft.recipients, draft.equipment, places, when, draft.counts, _as_dict(ids), draft.polarity)
    return Claim(
        id=content_id("c", digest, draft.start, draft.end, draft.kind, repr(roles)),
        report=scene.doc.report.id,
        start=draft.start,
        end=draft.end,
        quote=scene.doc.text[draft.start : draft.end],
        kind=draft.kind,
        polarity=polarity,
        stance=stance,
        attribution=chain,
        actors=draft.actors,
        recipients=draft.recipients,
        equipment=draft.equipment,
        places=places,
        when=when,
        counts=draft.counts,
        change=draft.change,
        craft=ids,
        checkable_by=checkable_by(scene, draft),
    )


_ID_FIELDS = [one.name for one in fields(CraftIds)]


def _as_dict(ids: CraftIds) -> dict[str, tuple[str, ...]]:
    return {name: getattr(ids, name) for name in _ID_FIELDS}


def _when(scene: Scene, draft: Draft) -> When | None:
    told = event_time(scene.doc, stretches(scene, draft), told_aside(draft.clause))
    if told or draft.kind in (Kind.DENIAL, Kind.STATEMENT):
        return told
    return cut_off(draft.clause, draft.start, draft.end)


_NO_EVIDENCE = gated(
    r"\b(?:no (?:evidence|sign|proof|trace)|aucune? (?:preuve|trace|indice|element)|pas de (?:preuve|trace)) "
)


def _finds_none(scene: Scene, found: Sequence[Saying]) -> bool:
    """*found no evidence that*: the event is said not to have happened."""
    return any(_NO_EVIDENCE.search(scene.doc.flat, one.start, one.end + 1) for one in found)


def stretches(scene: Scene, draft: Draft) -> list[tuple[int, int]]:
    """Where a draft's dates may stand: in its clause, and in a phrase that an attribution cuts off before it."""
    found = [(draft.start, draft.end)]
    lead = draft.clause.lead
    if lead is not None:
        found.insert(0, (lead.start, lead.end))
    return found


def _is_history(claim: Claim, scene: Scene) -> bool:
    end = _last_day(claim.when) if scene.doc.report.is_dated else None
    return end is not None and (scene.doc.report.published_start - end).days > HISTORY_YEARS * 366


def _last_day(when: When | None) -> date | None:
    return None if when is None else when.end


__all__ = ["Kind", "Polarity", "claims_of", "stretches"]
