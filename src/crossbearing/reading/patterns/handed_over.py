"""Vessels that change hands: "has taken delivery of four patrol boats", "a reçu six vedettes"."""

from __future__ import annotations

import re

from crossbearing.model.claims import EquipmentRole, Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.people import quantity_before
from crossbearing.reading.parties.roles import carrier, givers, parties, receivers
from crossbearing.reading.patterns.words import RECEIVES, SUPPLIES
from crossbearing.reading.scene import Scene, Who, subject_of

_TAKES = RECEIVES | words("take prendre")
_HANDED_OVER = SUPPLIES | _TAKES
_OF_A_NAVY = re.compile(
    r"(?:patrol (?:boat|vessel|craft)|patrouilleur|vedette|fregate|frigate|corvette|gunboat|missile boat|landing craft|"
    r"fast attack craft|sous[- ]marin|submarine|minehunter|minesweeper|dragueur|chaland|speedboat|canot)"
)
_DELIVERY = re.compile(r" (?:early |full |partial )?(?:delivery|livraison|possession|receipt|charge) ")


def handed_over(clause: Clause, scene: Scene) -> Draft | None:
    """A verb of supply or receipt, and vessels of a navy with a figure behind or, in the passive, before it."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _HANDED_OVER or predicate.bare:
        return None
    if predicate.lemma in ("take", "prendre") and not _DELIVERY.match(clause.text_of(clause.object)):
        return None
    if not predicate.passive and subject_of(scene, clause).who is Who.VESSEL:
        return None
    boats = _boats(clause, scene)
    if not boats:
        return None
    before = parties(scene, clause.start, clause.at)[:1]
    if predicate.passive or predicate.lemma in _TAKES:
        given = givers(scene, clause.object.start, clause.end)
        taken = before if predicate.lemma in _TAKES and not predicate.passive else ()
        taken = taken or receivers(scene, clause.start, clause.end)
    else:
        given, taken = before, receivers(scene, clause.object.start, clause.end)
    given = tuple(one for one in given if one not in taken)
    if not given and not taken:
        return None
    return draft_of(
        Kind.DELIVERY,
        clause,
        equipment=tuple(carrier(scene.doc, one, EquipmentRole.CARGO) for one in boats),
        actors=given[:1],
        recipients=taken[:1],
        checkable_by=("claims",),
    )


def _boats(clause: Clause, scene: Scene) -> list[CraftMention]:
    """The vessels that are handed over; none where they carry something else."""
    predicate = clause.predicate
    assert predicate is not None
    low, high = (clause.start, predicate.start) if predicate.passive else (predicate.end, clause.end)
    found = [
        one
        for one in scene.fleet.within(low, high)
        if one.craft.kind is CraftKind.VESSEL
        and _OF_A_NAVY.match(scene.doc.flat, one.start)
        and quantity_before(scene.doc, one.start) is not None
    ]
    if not found or any(one.quantity is not None for one in inside(scene.goods, low, found[0].start - FIGURE)):
        return []
    return found


# The figure of the vessels stands at most this many characters before them.
FIGURE = 12


HANDED_OVER = Pattern(
    "vessels handed over",
    Kind.DELIVERY,
    handed_over,
    reads=(
        ("en", "Togo has taken delivery of three patrol boats from China."),
        ("fr", "Le Togo a reçu de la Chine trois vedettes de patrouille en mai 2023."),
        ("en", "Three patrol boats were handed over to Togo by China in May 2023."),
    ),
    ignores=(
        ("en", "Three patrol boats escorted the freighter Blue Heron to Lomé on 3 May."),
        ("fr", "Trois vedettes ont escorté le cargo Altaïr II à Lomé le 3 mai."),
    ),
)
