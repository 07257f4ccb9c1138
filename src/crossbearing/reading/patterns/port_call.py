"""A vessel arrives, berths, anchors, loads, unloads or sails."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Equipment, EquipmentRole, Kind, Stance
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import cargo, carrier, operators
from crossbearing.reading.patterns.words import LOADS, MOVES, SAILS, SEEN
from crossbearing.reading.scene import Scene, Who, subject_of

_CALLS = re.compile(
    r"\b(?:escales?|port calls?|a call|calls|mouillage|l'ancre|a quai|en rade|relache|route vers|route pour|"
    r"cap sur|way (?:to|towards))\b"
)
_MAKES = words("faire effectuer jeter lever make pay drop mettre prendre")
_SAILS_ONLY = SAILS | {"remorquer", "tow"}
_ESCORT = gated(r"\b(?:escortee?s? (?:par|de|d')|escorted by)\b")


_VERBS = _SAILS_ONLY | MOVES | LOADS | SEEN | _MAKES


def calls_at_port(clause: Clause, scene: Scene) -> Draft | None:
    """A vessel as subject of a verb of sailing, movement or loading."""
    predicate = clause.predicate
    if predicate is None:
        return None
    lemma = predicate.lemma
    if (lemma not in _VERBS and not _is_expected(clause)) or lemma in ("arrêter",):
        return None
    if predicate.passive and lemma in MOVES:
        return None  # "a été touché par un drone" is no call
    subject = subject_of(scene, clause)
    if _is_expected(clause) and subject.craft is not None and subject.craft.craft.kind is CraftKind.VESSEL:
        return replace(call_of(clause, scene, subject.craft), stance=Stance.HEDGED)
    seen = _seen_moored(clause, scene)
    if lemma in SEEN and predicate.passive and predicate.negative:
        return None  # "could not be seen on AIS"
    if lemma in SEEN and not predicate.passive:
        return call_of(clause, scene, seen) if seen is not None else None
    if subject.craft is None or subject.craft.craft.kind is not CraftKind.VESSEL:
        if (
            lemma in ("amarrer", "appareiller", "moor", "berth", "dock", "accoster")
            and subject.who in (Who.OTHER,)
            and seen is not None
        ):
            return call_of(clause, scene, seen)
        return None
    if lemma in _MAKES and not _CALLS.search(clause.text_of(clause.object)):
        return None
    if lemma in ("rendre",) and not predicate.reflexive:
        return None
    return call_of(clause, scene, subject.craft)


_ARRIVED = re.compile(r"^(?:arrivee?s?|entree?s?|accostee?s?|having arrived|arriving) ")
_DEPARTS = words("appareiller quitter repartir partir sail leave depart")


def arrived_before(clause: Clause, scene: Scene) -> Draft | None:
    """*Arrivé il y a dix jours à X, le navire a appareillé*: the arrival is a claim of its own."""
    if clause.predicate is None or clause.lemma not in _DEPARTS or not _ARRIVED.match(clause.flat):
        return None
    subject = subject_of(scene, clause)
    if subject.craft is None or subject.craft.craft.kind is not CraftKind.VESSEL:
        return None
    end = clause.start + len(scene.doc.text[clause.start : clause.at].rstrip(" ,"))
    arrival = replace(
        clause, end=end, predicate=replace(clause.predicate, lemma="arriver", end=clause.start, start=clause.start)
    )
    draft = call_of(arrival, scene, subject.craft)
    return replace(draft, start=clause.start, end=end, at=clause.start)


_DUE = re.compile(r" (?:attendue?s?|expected|due) ")


def _is_expected(clause: Clause) -> bool:
    """*étaient attendus d'ici la fin de la semaine*, *is due on Friday*."""
    due = clause.lemma in ("être", "be") and _DUE.match(clause.text_of(clause.object))
    return clause.lemma in ("attendre", "expect") or bool(due)


def _seen_moored(clause: Clause, scene: Scene) -> CraftMention | None:
    """*pictures show the ship X moored at Y*: the vessel stands before the participle."""
    found = [one for one in scene.fleet.within(clause.start, clause.end) if one.craft.kind is CraftKind.VESSEL]
    return (
        found[0]
        if found and re.search(r"\b(?:moored|berthed|docked|anchored|a quai|amarre|mouille|ancre)", clause.flat)
        else None
    )


def call_of(clause: Clause, scene: Scene, ship: CraftMention) -> Draft:
    """Return a call of a vessel, with its escorts and what was loaded or unloaded."""
    near = scene.fleet.within(clause.start, clause.end)
    goods = cargo(scene, clause, clause.object.start, clause.end, (ship, *near)) if clause.lemma in LOADS else ()
    escorts = _escorts(clause, scene, ship)
    if clause.lemma in _DEPARTS and _ARRIVED.match(clause.flat):
        clause = replace(clause, start=clause.at)
    return draft_of(
        Kind.PORT_CALL,
        clause,
        crafts=(ship,),
        equipment=(carrier(scene.doc, ship), *escorts, *goods),
        actors=operators(scene, (ship,)),
        checkable_by=("vessels",),
    )


def _escorts(clause: Clause, scene: Scene, ship: CraftMention) -> tuple[Equipment, ...]:
    match = _ESCORT.search(clause.flat)
    if match is None:
        return ()
    found = scene.fleet.within(clause.start + match.end(), clause.end)
    nouns = [one for one in found if one.craft.name != ship.craft.name]
    if not nouns:
        return ()
    named = [one for one in nouns if one.craft.named]
    count = len(named) or 1
    return (Equipment(nouns[0].craft.name, EquipmentRole.ESCORT, count, count if named else None),)


CALLS_AT_PORT = Pattern(
    "calls at port",
    Kind.PORT_CALL,
    calls_at_port,
    reads=(
        ("fr", "Le cargo Altaïr II (OMI 9074729) a accosté à Bizerte le 4 mai."),
        ("en", "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May."),
    ),
    ignores=(("fr", "Le ministre a accosté un journaliste dans le couloir."),),
)
ARRIVED_BEFORE = Pattern(
    "arrived before",
    Kind.PORT_CALL,
    arrived_before,
    reads=(("fr", "Arrivé le 3 mai à Bizerte, le cargo Altaïr II a appareillé le 9 mai vers Odessa."),),
    alongside=True,
)
