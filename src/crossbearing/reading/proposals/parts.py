"""The parts of an anchored offer, worked out by the rules: goods, craft, places, parties, numbers, days, speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from crossbearing.model.claims import (
    Actor,
    Count,
    Equipment,
    EquipmentRole,
    Kind,
    Place,
    PlaceRole,
    Span,
)
from crossbearing.model.proposals import Offer, OfferedPlace, OfferedThing
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.numbers.quantities import QuantityForm
from crossbearing.reading.parties.goods import as_equipment
from crossbearing.reading.parties.people import quantity_before
from crossbearing.reading.parties.roles import carrier, parties
from crossbearing.reading.proposals.anchoring import Anchors
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.stance import chain_of, governing
from crossbearing.reading.when import event_time

# Longer lists are no reading of one clause. GUESS.
MOST_VALUES = 20
VALUE_NOT_IN_TEXT = "a value is not in the report"
NO_NUMBER = "no number is read in these words"
NO_DAY = "no day is read in these words"
NO_CRAFT = "no craft is read in these words"
MORE_VALUES = "more values than a clause can hold"
_BY_AIRCRAFT = {Kind.FLIGHT: "flights", Kind.PORT_CALL: "vessels", Kind.SHIP_TRANSFER: "vessels"}
Offered = TypeVar("Offered", OfferedThing, OfferedPlace)
_CARRIES = (EquipmentRole.CARRIER, EquipmentRole.ESCORT)
_NO_COUNT = (QuantityForm.MEASURE, QuantityForm.PERCENT, QuantityForm.MONEY)


def drafted(
    scene: Scene, anchors: Anchors, clause: Clause, span: Span, kind: Kind, offer: Offer
) -> tuple[Draft, list[str]]:
    """Return the offer as a draft over `span`, and a reason for each of its values that was dropped."""
    parts = _Parts(scene, anchors, span)
    at = clause.at if span.start <= clause.at < span.end else span.start
    things = parts.anchored(offer.equipment)
    crafts = [*parts.crafts([(offered, where) for offered, where in things if offered.role in _CARRIES])]
    crafts += parts.marked(offer.craft)
    equipment = tuple(one for offered, where in things for one in parts.equipment(offered, where))
    places = tuple(one for offered, where in parts.anchored(offer.places) for one in parts.places(offered, where))
    days = event_time(scene.doc, [(where.start, where.end) for where in parts.days(offer.when)])
    mentions = tuple(dict.fromkeys(crafts))
    draft = draft_of(
        kind,
        clause,
        start=span.start,
        end=span.end,
        at=at,
        crafts=mentions,
        equipment=equipment,
        actors=parts.parties(offer.actors),
        recipients=parts.parties(offer.recipients),
        places=places or None,
        when=days,
        when_given=days is not None,
        counts=tuple(parts.counts(offer.counts)),
        checkable_by=_checkable(kind, mentions),
        rule="proposed",
    )
    return _spoken(scene, draft, parts.texts(offer.speakers)), parts.lost


def _spoken(scene: Scene, draft: Draft, speakers: Sequence[Span]) -> Draft:
    """The speakers that our rules find stand; where they find none, those proposed do."""
    if chain_of(governing(scene, draft)) or not speakers:
        return draft
    return replace(draft, chain=tuple(dict.fromkeys(scene.doc.text[one.start : one.end] for one in speakers)))


def _checkable(kind: Kind, crafts: Sequence[CraftMention]) -> tuple[str, ...]:
    if kind is Kind.VISIT_COUNT and crafts:
        return ("vessels",) if crafts[0].craft.kind is CraftKind.VESSEL else ("flights",)
    return (_BY_AIRCRAFT[kind],) if kind in _BY_AIRCRAFT else ()


class _Parts:
    """What the rules make of the words around one quote; `lost` gathers why a value was dropped."""

    def __init__(self, scene: Scene, anchors: Anchors, span: Span) -> None:
        self.scene, self.span, self.lost = scene, span, list[str]()
        self._anchors = anchors

    def texts(self, words: Sequence[str]) -> list[Span]:
        """Where these words stand; those that do not are counted."""
        self.lost += [MORE_VALUES] * max(0, len(words) - MOST_VALUES)
        found = [self._anchors.within(one, self.span) for one in words[:MOST_VALUES]]
        self.lost += [VALUE_NOT_IN_TEXT for one in found if one is None]
        return [one for one in found if one is not None]

    def anchored(self, offered: Sequence[Offered]) -> list[tuple[Offered, Span]]:
        """The offered things whose words stand in the report."""
        self.lost += [MORE_VALUES] * max(0, len(offered) - MOST_VALUES)
        found = [(one, self._anchors.within(one.text, self.span)) for one in offered[:MOST_VALUES]]
        self.lost += [VALUE_NOT_IN_TEXT for _, where in found if where is None]
        return [(one, where) for one, where in found if where is not None]

    def crafts(self, things: Sequence[tuple[OfferedThing, Span]]) -> Iterator[CraftMention]:
        """The craft named in stretches that were offered as what carries."""
        for _, where in things:
            yield from self.scene.fleet.within(where.start, where.end)

    def marked(self, words: Sequence[str]) -> Iterator[CraftMention]:
        """The craft whose marks were offered; marks are read by the rules, check digits and all."""
        for where in self.texts(words):
            ids = {(one.kind, one.value) for one in inside(self.scene.doc.ids, where.start, where.end)}
            bearers = [
                mention
                for mention in self.scene.fleet.mentions
                if ids & {(one.kind, one.value) for one in mention.craft.ids}
            ]
            if bearers:
                yield bearers[0]
            else:
                self.lost.append(NO_CRAFT)

    def equipment(self, offered: OfferedThing, where: Span) -> Iterator[Equipment]:
        """Craft and goods by the lexicon; a name it does not know stays as printed."""
        doc = self.scene.doc
        crafts = self.scene.fleet.within(where.start, where.end)
        goods = inside(self.scene.goods, where.start, where.end)
        if crafts and offered.role in _CARRIES:
            yield from (carrier(doc, one, offered.role) for one in crafts)
        elif goods:
            yield from as_equipment(doc, goods, offered.role)
        else:
            yield self._named(offered.role, where)

    def _named(self, role: EquipmentRole, where: Span) -> Equipment:
        doc = self.scene.doc
        counted = inside(doc.quantities, where.start, where.end)
        inner = counted[0] if counted and counted[0].start == where.start else None
        name = doc.text[inner.end if inner and inner.end < where.end else where.start : where.end].strip()
        number = inner or quantity_before(doc, where.start)
        if number is None:
            return Equipment(name, role)
        return Equipment(name, role, number.min, number.max, number.approximate)

    def places(self, offered: OfferedPlace, where: Span) -> Iterator[Place]:
        """Places by the gazetteer; a name it does not know has no position."""
        spots = inside(self.scene.spots, where.start, where.end)
        for one in spots:
            yield Place(one.name, offered.role, one.country, one.lat, one.lon, one.offset_km, one.bearing_deg)
        if not spots:
            yield Place(self.scene.doc.text[where.start : where.end], PlaceRole(offered.role))

    def parties(self, words: Sequence[str]) -> tuple[Actor, ...]:
        """States and organisations by their names, else the words as printed."""
        found: list[Actor] = []
        for where in self.texts(words):
            known = parties(self.scene, where.start, where.end)
            found += known or (Actor(self.scene.doc.text[where.start : where.end]),)
        return tuple(dict.fromkeys(found))

    def counts(self, words: Sequence[str]) -> Iterator[Count]:
        """Numbers as the rules read them, with the noun they count."""
        doc = self.scene.doc
        for where in self.texts(words):
            numbers = [one for one in inside(doc.quantities, where.start, where.end) if one.form not in _NO_COUNT]
            if not numbers:
                self.lost.append(NO_NUMBER)
            for one in numbers:
                noun = one.noun or Span(one.end, where.end)
                yield Count(doc.text[noun.start : noun.end].strip(), one.min, one.max)

    def days(self, words: Sequence[str]) -> Iterator[Span]:
        """Stretches in which the rules read a date."""
        for where in self.texts(words):
            if event_time(self.scene.doc, [(where.start, where.end)]) is None:
                self.lost.append(NO_DAY)
            else:
                yield where
