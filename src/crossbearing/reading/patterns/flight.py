"""An aircraft flew: took off, landed, linked two places, was tracked."""

from __future__ import annotations

import re

from crossbearing.model.claims import Equipment, EquipmentRole, Kind
from crossbearing.reading.clauses import Clause
from crossbearing.reading.craft import CraftKind, CraftMention
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.patterns.words import FLIES, MOVES, SEEN
from crossbearing.reading.roles import cargo, carrier, operators
from crossbearing.reading.scene import Scene, Subject, Who, subject_of

_TRIPS = re.compile(
    r"\b(?:vols?|rotations?|liaisons?|trajets?|aller-retours?|allers-retours?|escales?|atterrissages?|voyages?|flights?|sorties?|trips?|landings?|stop(?:over)?s?)\b"
)
_MAKES = frozenset("effectuer faire réaliser accomplir opérer assurer make operate perform complete do".split())
_ROUTE = re.compile(r"\b(?:de|d'|from) .{2,40} (?:a|au|vers|jusqu'a|to) |\bau-dessus\b|\bover\b|\b(?:a|in|at|en|au) ")


def moves_by_air(clause: Clause, scene: Scene) -> Draft | None:
    """An aircraft as subject of a verb of movement."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in FLIES | MOVES | SEEN | _MAKES | {"spend", "suivre", "passer", "déposer"}:
        return None
    subject = subject_of(scene, clause)
    lemma = predicate.lemma
    if lemma in SEEN:
        return _tracked(clause, scene, subject)
    if subject.who is Who.AIRCRAFT or (lemma in FLIES and subject.who in (Who.OTHER, Who.GOODS) and not subject.people):
        if lemma in _MAKES and not _TRIPS.search(clause.text_of(clause.object)):
            return None
        if lemma in ("poser", "rendre") and not predicate.reflexive:
            return None
        if lemma == "rester" or (lemma in ("voler", "envoler") and subject.craft is None):
            return None
        return _flight(clause, scene, subject)
    return None


def _tracked(clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    """*a été suivi au-dessus de la Turquie*; *J'ai suivi l'A7-MAB de Doha à Bamako*."""
    predicate = clause.predicate
    assert predicate is not None
    if predicate.passive and subject.who is Who.AIRCRAFT and _ROUTE.search(clause.text_of(clause.object) + " "):
        return _flight(clause, scene, subject)
    if predicate.passive or subject.who is Who.AIRCRAFT:
        return None
    seen = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind is CraftKind.AIRCRAFT]
    if seen and _ROUTE.search(clause.text_of(clause.object) + " "):
        return _flight(clause, scene, Subject(Who.AIRCRAFT, craft=seen[0]))
    return None


def _flight(clause: Clause, scene: Scene, subject: Subject) -> Draft:
    crafts = flying(clause, scene, subject)
    equipment: tuple[Equipment, ...] = tuple(carrier(scene.doc, one) for one in crafts)
    goods = cargo(scene, clause, clause.object.start, clause.end, (*crafts, *scene.fleet.within(clause.start, clause.end)))
    goods = tuple(one for one in goods if one.role is EquipmentRole.CARGO)
    return draft_of(
        Kind.FLIGHT, clause, crafts=crafts, equipment=(*equipment, *goods), actors=operators(scene, crafts), checkable_by=("flights",)
    )


def flying(clause: Clause, scene: Scene, subject: Subject) -> tuple[CraftMention, ...]:
    """Return the aircraft of a flight: the subject, and others that the subject joins to it."""
    if subject.craft is None:
        return ()
    others = [
        one for one in scene.fleet.within(clause.start, clause.at)
        if one.craft.kind is CraftKind.AIRCRAFT and one.start > subject.craft.start and one.craft.named
    ]  # fmt: skip
    return (subject.craft, *others)


MOVES_BY_AIR = Pattern(
    "moves by air",
    Kind.FLIGHT,
    moves_by_air,
    reads=(
        ("fr", "Le 4 mai, un Antonov An-124 immatriculé UR-82007 s'est posé à Leipzig en provenance de Bakou."),
        ("fr", "Un Il-76 de la compagnie Rada Airlines a quitté Minsk pour Benghazi le 14 février 2024."),
        ("en", "On 3 May a Boeing 747 of Saha Airlines flew from Tehran to Caracas."),
        ("en", "An Il-76, registration RA-76745, landed at Bamako on 4 May."),
    ),
    ignores=(
        ("fr", "Un voleur a volé trois valises à l'aéroport de Nice."),
        ("en", "The minister landed a good deal in Paris."),
    ),
)
