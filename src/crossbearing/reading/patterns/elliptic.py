"""Goods that a clause tells of without naming them: "delivered them to X", "l'a livrée à X", "it now has seven"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Equipment, EquipmentRole, Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.numbers.quantities import Quantity
from crossbearing.reading.parties.goods import Goods
from crossbearing.reading.parties.roles import carrier, is_bare_vehicle, operators, parties, receivers
from crossbearing.reading.patterns.delivery import delivery_of
from crossbearing.reading.patterns.words import LOADS, RECEIVES, SUPPLIES
from crossbearing.reading.scene import Scene, Who, subject_of
from crossbearing.reading.when import dated

# French puts the pronoun before the verb, English behind it.
_BEFORE_VERB = re.compile(r"(?:^|[ '])(?:l'|les |la |le |en )(?:[a-z']+ ){0,3}?[a-z']+$")
_BEHIND_VERB = re.compile(
    r" (?:(?:over|back|in|out) )?(?:them|it|these|those|the lot|all of (?:it|them)|half (?:of )?(?:it|them)|"
    r"some of (?:it|them)|"
    r"the first (?:two|three|batch|lot)|the (?:rest|remainder))\b"
)
_PART = re.compile(r" (?:la moitie|le tiers|le quart|une partie|le reste|la totalite|plusieurs|la plupart)\b")
# What was told of stands at most about three sentences before. GUESS.
TOLD_BEFORE = 500


def goods_meant(clause: Clause, scene: Scene) -> Draft | None:
    """A verb of supply or receipt with a pronoun for goods told of before, and a place, a party or a day."""
    predicate = clause.predicate
    if (
        predicate is None
        or predicate.passive
        or predicate.lemma not in _SUPPLY | RECEIVES
        or not _has_pronoun(clause, scene)
    ):
        return None
    if any(one for one in inside(scene.goods, clause.start, clause.end) if not is_bare_vehicle(scene, one)):
        return None
    meant = _last_goods(clause, scene)
    if meant is None:
        return None
    subject = subject_of(scene, clause)
    others = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind is CraftKind.VESSEL]
    if subject.who is Who.VESSEL and subject.craft is not None and others:
        return _from_ship_to_ship(clause, scene, (subject.craft, others[0]), meant)
    givers, takers = parties(scene, clause.start, predicate.start)[:1], receivers(scene, predicate.end, clause.end)
    placed = inside(scene.spots, predicate.end, clause.end) or dated(scene.doc, clause.start, clause.end)
    if not (placed or takers):
        return None
    if predicate.lemma in RECEIVES:
        givers, takers = (), givers
    item = Equipment(meant.name, EquipmentRole.CARGO, *_bounds(meant))
    draft = delivery_of(clause, scene, [], givers, tuple(one for one in takers if one not in givers), subject)
    return replace(draft, equipment=(*draft.equipment, item))


_SUPPLY = SUPPLIES | LOADS | words("poser débarquer acheminer drop leave put land")


def _has_pronoun(clause: Clause, scene: Scene) -> bool:
    predicate = clause.predicate
    assert predicate is not None
    if scene.doc.language == "en":
        return _BEHIND_VERB.match(clause.text_of(clause.object)) is not None
    before = scene.doc.flat[clause.start : predicate.end]
    return _BEFORE_VERB.search(before) is not None and not predicate.reflexive


def _last_goods(clause: Clause, scene: Scene) -> Goods | None:
    near = [
        one
        for one in inside(scene.goods, clause.start - TOLD_BEFORE, clause.start)
        if (one.quantity is not None or one.plural or one.known) and not is_bare_vehicle(scene, one)
    ]
    return near[-1] if near else None


def _bounds(item: Goods) -> tuple[float | None, float | None]:
    return (
        (None, None)
        if item.quantity is None or item.quantity.form == "measure"
        else (item.quantity.min, item.quantity.max)
    )


def _from_ship_to_ship(clause: Clause, scene: Scene, ships: tuple[CraftMention, CraftMention], meant: Goods) -> Draft:
    low, high = (None, None) if _PART.search(clause.flat) else _bounds(meant)
    return draft_of(
        Kind.SHIP_TRANSFER,
        clause,
        crafts=ships,
        equipment=(*(carrier(scene.doc, one) for one in ships), Equipment(meant.name, EquipmentRole.CARGO, low, high)),
        actors=operators(scene, ships[:1]),
        checkable_by=("vessels",),
    )


_HAS = words(
    "have own possess field operate hold number count fly posséder compter aligner détenir disposer avoir exploiter"
)
_NOW = re.compile(
    r"\b(?:now|already|currently|today|so far|to date|by then|maintenant|desormais|deja|aujourd'hui|"
    r"actuellement|a ce jour)\b"
)


def stock_told(clause: Clause, scene: Scene) -> Draft | None:
    """*It now has seven*, *en possède maintenant sept*: how many of what was told of before a force has."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _HAS or predicate.passive or not _NOW.search(clause.flat):
        return None
    figure = _bare_figure(clause, scene, predicate.end)
    meant = _last_goods(clause, scene) or _last_craft(clause, scene)
    if figure is None or meant is None or (scene.people and inside(scene.people, predicate.end, clause.end)):
        return None
    item = Equipment(meant.name, EquipmentRole.CARGO, figure.min, figure.max, figure.approximate)
    draft = delivery_of(clause, scene, [], (), parties(scene, clause.start, predicate.start)[:1])
    return replace(draft, equipment=(item,), crafts=())


def _bare_figure(clause: Clause, scene: Scene, at: int) -> Quantity | None:
    """A figure behind the verb that no noun follows."""
    found = [
        one for one in inside(scene.doc.quantities, at, clause.end) if one.form not in ("ordinal", "percent", "money")
    ]
    if len(found) != 1 or not _BARE.match(scene.doc.flat, found[0].end, clause.end):
        return None
    return found[0]


_BARE = re.compile(r" ?(?:$|[,;.)]|of (?:them|the)|d'entre|in |en |a |at |on |dans |sur |of which|dont|and |et )|$")


def _last_craft(clause: Clause, scene: Scene) -> Goods | None:
    known = [one for one in scene.fleet.within(clause.start - TOLD_BEFORE, clause.start) if one.craft.named]
    return Goods(known[-1].start, known[-1].end, known[-1].craft.name, True) if known else None


GOODS_MEANT = Pattern(
    "goods meant by a pronoun",
    Kind.DELIVERY,
    goods_meant,
    reads=(
        ("fr", "Six obusiers ont quitté Belgrade. La Serbie les a livrés au Mali le 3 mai."),
        ("en", "Six howitzers left Belgrade. Serbia delivered them to Mali on 3 May."),
    ),
    ignores=(("en", "Six howitzers left Belgrade. Serbia likes them."),),
)
STOCK_TOLD = Pattern(
    "stock told",
    Kind.DELIVERY,
    stock_told,
    reads=(
        ("en", "Mali ordered six Su-25 jets from Russia. It now has four."),
        ("fr", "Le Mali a commandé six Su-25 à la Russie. Il en possède maintenant quatre."),
    ),
    ignores=(("en", "Mali ordered six Su-25 jets. It now has four ministers."),),
)
