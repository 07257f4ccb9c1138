"""One event told by two predicates of a sentence is one claim: "left X on 8 July and docked five days later"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.claims import Kind, Place, PlaceRole, When
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.places.routes import merged, places_named
from crossbearing.reading.scene import Scene
from crossbearing.reading.when import event_time

_MOVEMENTS = frozenset({Kind.FLIGHT, Kind.PORT_CALL, Kind.SHIP_TRANSFER})
_ALIKE = (
    frozenset({Kind.DELIVERY, Kind.SHIP_TRANSFER}),
    frozenset({Kind.STATEMENT}),
    frozenset({Kind.DEPLOYMENT}),
    frozenset({Kind.AGREEMENT}),
    _MOVEMENTS,
)
_BOARDED = words("board intercept arraisonner intercepter seize saisir stop impound confiscate confisquer detain")
_SHARES = re.compile(
    r"^ *(?:(?:et|and|puis|then|ou|where|qui|which|that) ?)?(?:y |s'|se |est |a |ont |was |were |had |il |"
    r"elle |ils |elles |it |they )*$"
)


def _is_counted(drafts: Sequence[Draft], one: Draft) -> bool:
    """*the third time that the ship docked at X*: what is counted is no call of its own."""
    ranks = [
        rank for rank in drafts if rank.kind is Kind.VISIT_COUNT and rank.start < one.start and one.end <= rank.end
    ]
    return one.kind in _MOVEMENTS and any(rank.clause.at < one.start for rank in ranks)


def merge(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of one sentence with those joined that tell one event."""
    kept: list[Draft] = []
    told = {one.kind for one in drafts if not one.aside}
    told |= _MOVEMENTS if told & _MOVEMENTS else frozenset()
    drafts = [one for one in drafts if not (one.aside and one.kind in told) and not _is_counted(drafts, one)]
    for draft in sorted(drafts, key=lambda one: one.start):
        at = next((n for n in range(len(kept) - 1, -1, -1) if _is_one(scene, kept[n], draft)), None)
        if at is None:
            kept.append(draft)
        else:
            kept[at] = _joined(scene, kept[at], draft)
    return kept


def _is_one(scene: Scene, first: Draft, second: Draft) -> bool:
    if first.start == second.start or not any({first.kind, second.kind} <= kinds for kinds in _ALIKE):
        return False
    if second.start - first.end > 6 or _parted_by_a_speaker(scene, first, second) or not _shares_subject(second):
        return False
    if first.kind in _MOVEMENTS or second.kind in _MOVEMENTS:
        return _same_craft(first, second) and not _leaves_again(scene, first, second)
    if first.kind is Kind.STATEMENT:
        return first.clause.lemma in _BOARDED and second.clause.lemma in _BOARDED
    return True


def _shares_subject(second: Draft) -> bool:
    clause = second.clause
    return clause.predicate is not None and bool(_SHARES.match(clause.text_of(clause.subject).strip().ljust(1) + " "))


def _parted_by_a_speaker(scene: Scene, first: Draft, second: Draft) -> bool:
    return any(first.end <= one.start < second.start for one in scene.sayings[first.clause.number])


def _same_craft(first: Draft, second: Draft) -> bool:
    names = {one.craft.name for one in first.crafts}
    return not second.crafts or not names or any(one.craft.name in names for one in second.crafts)


def _leaves_again(scene: Scene, first: Draft, second: Draft) -> bool:
    """Arrived, then left for elsewhere later: two movements. A place reached twice over is not one voyage."""
    one, other = _places(scene, first), _places(scene, second)
    roles = {place.role for place in one}, {place.role for place in other}
    if PlaceRole.ARRIVAL in roles[0] and PlaceRole.ARRIVAL in roles[1]:
        return True
    if PlaceRole.DEPARTURE not in roles[1]:
        return PlaceRole.ARRIVAL in roles[0] and bool(other)
    before, after = _when(scene, first), _when(scene, second)
    return bool(before and after and before.end and after.start and after.start > before.end)


def _places(scene: Scene, draft: Draft) -> tuple[Place, ...]:
    if draft.places is not None:
        return draft.places
    return places_named(scene, draft.clause, draft.kind)


def _when(scene: Scene, draft: Draft) -> When | None:
    return draft.when if draft.when_given else event_time(scene.doc, [(draft.start, draft.end)])


def _joined(scene: Scene, first: Draft, second: Draft) -> Draft:
    names = {one.name for one in first.equipment}
    return replace(
        first,
        kind=Kind.SHIP_TRANSFER if Kind.SHIP_TRANSFER in (first.kind, second.kind) else first.kind,
        end=max(first.end, second.end),
        crafts=tuple(dict.fromkeys((*first.crafts, *second.crafts))),
        equipment=(*first.equipment, *(one for one in second.equipment if one.name not in names)),
        places=merged(_places(scene, first), _places(scene, second)),
        when=_span(_when(scene, first), _when(scene, second)),
        when_given=True,
        counts=(*first.counts, *second.counts),
        recipients=first.recipients or second.recipients,
    )


def _span(first: When | None, second: When | None) -> When | None:
    if first is None or second is None:
        return first or second
    starts = [day for day in (first.start, second.start) if day]
    ends = [day for day in (first.end, second.end) if day]
    return When(min(starts) if starts else None, max(ends) if ends else None)
