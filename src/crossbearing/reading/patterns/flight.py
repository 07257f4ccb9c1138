"""An aircraft flew: took off, landed, linked two places, was tracked."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Count, Equipment, EquipmentRole, Kind, Polarity
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import cargo, carrier, operators
from crossbearing.reading.patterns.words import FLIES, MOVES, SEEN
from crossbearing.reading.scene import Scene, Subject, Who, subject_of
from crossbearing.reading.speaking.speakers import chain
from crossbearing.reading.when import dated

_TRIPS = re.compile(
    r"\b(?:vols?|rotations?|liaisons?|trajets?|aller-retours?|allers-retours?|escales?|atterrissages?|voyages?|"
    r"flights?|sorties?|trips?|landings?|stop(?:over)?s?)\b"
)
_STAYS = words("rester stay arrêter stop make head débuter circuler")
_MAKES = words("effectuer faire réaliser accomplir opérer assurer make operate perform complete do")
_ROUTE = re.compile(r"\b(?:de|d'|from) .{2,40} (?:a|au|vers|jusqu'a|to) |\bau-dessus\b|\bover\b|\b(?:a|in|at|en|au) ")


_GOES = MOVES - _STAYS


def moves_by_air(clause: Clause, scene: Scene) -> Draft | None:
    """An aircraft as subject of a verb of movement."""
    predicate = clause.predicate
    if predicate is not None and _PHRASAL.match(clause.text_of(clause.object)) and predicate.lemma in ("take", "touch"):
        predicate = replace(predicate, lemma="fly")
        clause = replace(clause, predicate=predicate)
    if predicate is not None and predicate.lemma in _RESTS and _TOLD_OF_AIRCRAFT.match(clause.text_of(clause.object)):
        subject = subject_of(scene, clause)
        return flight_of(clause, scene, subject) if subject.who is Who.AIRCRAFT and subject.craft else None
    if predicate is None or predicate.lemma not in _VERBS:
        return None
    subject = subject_of(scene, clause)
    lemma = predicate.lemma
    if lemma in SEEN:
        return _tracked(clause, scene, subject)
    if subject.who is Who.AIRCRAFT and lemma in _BRINGS and not predicate.passive:
        return flight_of(clause, scene, subject) if _has_route(clause, scene, subject) else None
    if subject.who is not Who.AIRCRAFT and (lemma in _GOES or (lemma in FLIES and subject.who is not Who.OTHER)):
        return _aboard(clause, scene, subject)
    if subject.who is Who.AIRCRAFT or (lemma in FLIES and subject.who is Who.OTHER and _may_be_craft(clause, scene)):
        if lemma in _MAKES and not _TRIPS.search(clause.text_of(clause.object)):
            return None
        if lemma in ("poser", "rendre") and not predicate.reflexive:
            return None
        if lemma == "rester" or (lemma in ("voler", "envoler") and subject.craft is None):
            return None
        return flight_of(clause, scene, subject)
    return None


def _may_be_craft(clause: Clause, scene: Scene) -> bool:
    """*The pair flew from X to Y*: a craft was told of, or a place is; prices land nowhere."""
    return bool(scene.fleet.mentions or inside(scene.spots, clause.start, clause.end))


_RESTS = words("être be rester stay remain spend passer stationner")
# Back somewhere, airborne again, so long on the ground.
_TOLD_OF_AIRCRAFT = re.compile(
    r" (?:de retour|back) (?:a|au|aux|en|dans|in|at) | (?:\w+ )?(?:airborne|aloft|en vol|dans les airs)\b|"
    r" [^.,;]{3,40}\b(?:au sol|sur le tarmac|sur le parking|on the ground|on the tarmac|on the apron)\b"
)
_PHRASAL = re.compile(r" (?:off|down)\b")
_ABOARD = gated(r"\b(?:aboard|on board|a bord (?:de |d'|du ))(?: ?(?:an?|un|une|the|le|l') ?)?")


def _aboard(clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    """*They came in pieces aboard an An-124*: the aircraft flew, with the people who are told of."""
    match = _ABOARD.search(clause.flat)
    crafts = scene.fleet.within(clause.start + match.start(), clause.end) if match else ()
    planes = [one for one in crafts if one.craft.kind is CraftKind.AIRCRAFT and one.craft.named]
    if not planes:
        return None
    draft = flight_of(clause, scene, Subject(Who.AIRCRAFT, craft=planes[0]))
    group = None if subject.people is None or subject.pronoun else subject.people.quantity
    return draft if group is None else replace(draft, counts=(Count("people", group.min, group.max),))


_BRINGS = words(
    "apporter acheminer transporter convoyer amener emmener ramener déposer débarquer"
    " carry transport bring airlift ferry drop"
)
_VERBS = FLIES | MOVES | _BRINGS | SEEN | _MAKES | {"spend", "suivre", "passer", "déposer"}


def _has_route(clause: Clause, scene: Scene, subject: Subject) -> bool:
    """*a acheminé des combattants de X vers Y*: two places, or people set down at one."""
    spots = [one for one in scene.spots if clause.at <= one.start < clause.end]
    people = inside(scene.people, clause.object.start, clause.end)
    day = bool(spots) and not subject.pronoun and bool(dated(scene.doc, clause.start, clause.end))
    return len(spots) > 1 or bool(spots and people) or day


def _tracked(clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    """*a été suivi au-dessus de la Turquie*; *J'ai suivi l'A7-MAB de Doha à Bamako*."""
    predicate = clause.predicate
    assert predicate is not None
    if predicate.passive and subject.who is Who.AIRCRAFT and _ROUTE.search(clause.text_of(clause.object) + " "):
        draft = flight_of(clause, scene, subject)
        watcher = re.search(r"\b(?:par|by) (?P<who>[^,.;]{3,50})$", clause.flat)
        name = scene.doc.text[clause.start + watcher.start("who") : clause.end] if watcher else ""
        return replace(draft, chain=(name,)) if name else draft
    if predicate.passive or subject.who is Who.AIRCRAFT:
        return None
    seen = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind is CraftKind.AIRCRAFT]
    if seen and _ROUTE.search(clause.text_of(clause.object) + " "):
        return flight_of(clause, scene, Subject(Who.AIRCRAFT, craft=seen[0]))
    return None


def flight_of(clause: Clause, scene: Scene, subject: Subject) -> Draft:
    """Return a flight of an aircraft, with what and whom it carried."""
    crafts = flying(clause, scene, subject)
    equipment: tuple[Equipment, ...] = tuple(_carrier(clause, scene, one, subject) for one in crafts)
    goods = cargo(
        scene, clause, clause.object.start, clause.end, (*crafts, *scene.fleet.within(clause.start, clause.end))
    )
    goods = tuple(one for one in goods if one.role is EquipmentRole.CARGO)
    return draft_of(
        Kind.FLIGHT,
        clause,
        crafts=crafts,
        equipment=(*equipment, *goods),
        actors=operators(scene, crafts),
        counts=_aboard_count(clause, scene),
        checkable_by=("flights",),
    )


def _carrier(clause: Clause, scene: Scene, one: CraftMention, subject: Subject) -> Equipment:
    if clause.predicate is not None and clause.predicate.negative:
        return Equipment(one.craft.name, EquipmentRole.CARRIER)
    if subject.pronoun:
        return Equipment(one.craft.name, EquipmentRole.CARRIER, 1, 1)
    return carrier(scene.doc, one)


def _aboard_count(clause: Clause, scene: Scene) -> tuple[Count, ...]:
    """*a déposé entre 40 et 50 soldats*: who was on board."""
    if clause.lemma not in (
        "déposer",
        "transporter",
        "amener",
        "emmener",
        "débarquer",
        "carry",
        "bring",
        "fly",
        "drop",
    ):
        return ()
    groups = [one for one in inside(scene.people, clause.object.start, clause.end) if one.quantity is not None]
    return tuple(Count("people", one.quantity.min, one.quantity.max) for one in groups[:1] if one.quantity is not None)


def flying(clause: Clause, scene: Scene, subject: Subject) -> tuple[CraftMention, ...]:
    """Return the aircraft of a flight: the subject, and others that the subject joins to it."""
    if subject.craft is None:
        return ()
    if subject.pronoun:
        return (_with_own_ids(clause, scene, subject.craft),)
    others = [
        one
        for one in scene.fleet.within(clause.start, clause.at)
        if one.craft.kind is CraftKind.AIRCRAFT and one.start > subject.craft.start and one.craft.named
    ]
    return (subject.craft, *others)


def _with_own_ids(clause: Clause, scene: Scene, mention: CraftMention) -> CraftMention:
    """*L'un d'eux, indicatif CFC4128, …*: identifiers beside the pronoun are this aircraft's."""
    ids = tuple(inside(scene.doc.ids, clause.start, clause.at))
    return replace(mention, craft=replace(mention.craft, ids=ids)) if ids else mention


_ARRIVAL = gated(
    r"\b(?:l'arrivee|l'atterrissage|le decollage|le depart|the arrival|the landing|the departure|arrivals?|landings?)\b"
)
_TELLS = words("faire signaler annoncer évoquer rapporter décrire mentionner report announce describe mention confirm")


def arrival_told(clause: Clause, scene: Scene) -> Draft | None:
    """*a fait état de l'arrivée à X de trois Su-24*: an arrival told by a noun that somebody reports."""
    predicate, match = clause.predicate, _ARRIVAL.search(clause.flat)
    if match is None:
        return None
    at = clause.start + match.start()
    if predicate is None and not (at == clause.start and any(one.governs(at) for one in clause.sayings)):
        return None
    if predicate is not None and (predicate.lemma not in _TELLS or at < predicate.end):
        return None
    planes = [one for one in scene.fleet.within(at, clause.end) if one.craft.kind is CraftKind.AIRCRAFT]
    if not planes or not inside(scene.spots, at, clause.end):
        return None
    draft = flight_of(replace(clause, start=at, predicate=None), scene, Subject(Who.AIRCRAFT, craft=planes[0]))
    told = any(one.governs(at) for one in clause.sayings)
    if told or predicate is None:
        return draft
    return replace(draft, chain=chain(scene.doc, clause.start, predicate.start))


_SEEN_BEFORE = re.compile(
    r", (?:apercue?|vue?|reperee?|observee?|photographiee?|filmee?|signalee?|spotted|seen|photographed|sighted|"
    r"filmed) [^,]{4,70}(?=,)"
)


def seen_before(clause: Clause, scene: Scene) -> Draft | None:
    """*Un Il-76, aperçu le 3 mai à X, aurait …*: the sighting is a claim of its own."""
    match = _SEEN_BEFORE.search(clause.text_of(clause.subject))
    if match is None:
        return None
    subject = subject_of(scene, clause)
    if subject.craft is None or subject.craft.craft.kind is not CraftKind.AIRCRAFT:
        return None
    end = clause.start + match.end()
    if not inside(scene.spots, clause.start + match.start(), end):
        return None
    draft = flight_of(replace(clause, end=end, predicate=None), scene, subject)
    watcher = re.search(r" (?:par|by) (?P<who>[^,.;]{3,50})$", scene.doc.flat[clause.start : end])
    name = scene.doc.text[clause.start + watcher.start("who") : end] if watcher else ""
    return replace(
        draft, at=clause.start + match.start() + 2, chain=(name,) if name else draft.chain, conditional=False
    )


_LEG = re.compile(
    r"(?:puis |then |and )?(?:un |le |son |its |a )?(?:depart|decollage|retour|atterrissage|departure|takeoff|"
    r"landing|return)\b|(?:last|first) (?:seen|heard|spotted|tracked)\b|(?:vu|vue|apercu|"
    r"apercue) pour la derniere fois\b|"
    r"derniere? (?:position|contact|trace)\b"
)


_ABSENT = re.compile(
    r"(?:^|, )(?:no (?:trace|sign|track|sighting)|not (?:seen|heard|tracked)|aucune? (?:trace|signe|vol|signal)|"
    r"plus (?:aucune )?trace)\b"
)


# *A second rotation, pencilled in for 16 November, did not take place*.
_CALLED_OFF = re.compile(
    r"^(?:(?:an?|the|une?|le|la|l'|cette|ce|this|its|sa|son) ?)(?:[\w-]+ ){0,3}?(?:rotation|flight|landing|"
    r"sortie|vol|liaison|"
    r"atterrissage|trip)\b[^.;]{0,80}?\b(?:did not take place|never took place|was (?:cancelled|called off|"
    r"scrubbed|aborted)|"
    r"n'a (?:pas|jamais) eu lieu|n'a pas ete (?:effectuee?|assuree?)|a ete annulee?|(?:fell|fallen) through|"
    r"never happened)"
)


def told_by_noun(clause: Clause, scene: Scene) -> Draft | None:
    """*puis départ le lendemain vers X*: a leg without a verb, of the aircraft named before."""
    last = scene.fleet.last(clause.start, CraftKind.AIRCRAFT)
    if last is None:
        return None
    if _CALLED_OFF.search(clause.flat):
        return _negative(clause, scene, last)
    verbless = clause.predicate is None or (clause.lemma in SEEN and _LEG.match(clause.flat) is not None)
    absent = _ABSENT.search(clause.flat)
    if absent and (verbless or absent.start() > 0) and dated(scene.doc, clause.start, clause.end):
        return _negative(clause, scene, last)
    spots = inside(scene.spots, clause.start, clause.end)
    if not verbless or not spots or not _LEG.match(clause.flat):
        return None
    return flight_of(clause, scene, Subject(Who.AIRCRAFT, craft=last, pronoun=True))


def _negative(clause: Clause, scene: Scene, last: CraftMention) -> Draft:
    absent = flight_of(clause, scene, Subject(Who.AIRCRAFT, craft=last, pronoun=True))
    return replace(absent, polarity=Polarity.NEGATIVE)


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
ARRIVAL_TOLD = Pattern(
    "arrival told",
    Kind.FLIGHT,
    arrival_told,
    reads=(("fr", "L'agence a signalé l'arrivée à Kidal de trois Su-24 partis de Russie."),),
    ignores=(("fr", "L'office a annoncé l'arrivée de la pluie à Kidal."),),
)
SEEN_BEFORE = Pattern(
    "seen before",
    Kind.FLIGHT,
    seen_before,
    reads=(("fr", "Un Il-76 russe, aperçu le 3 mai 2023 à Kidal, aurait livré des roquettes."),),
    ignores=(("fr", "Un chat, aperçu le 3 mai à Kidal, a disparu."),),
    alongside=True,
)
TOLD_BY_NOUN = Pattern(
    "leg told by a noun",
    Kind.FLIGHT,
    told_by_noun,
    reads=(("fr", "Un Il-76 de Rada Airlines s'est posé à Bamako le 3 mai, puis départ le lendemain vers Benghazi."),),
    ignores=(("fr", "Un coureur est tombé, puis départ le lendemain vers Lyon."),),
)
