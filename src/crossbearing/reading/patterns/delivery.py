"""Goods supplied, handed over, exported, received, found as cargo."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Actor, Count, Equipment, EquipmentRole, Kind, Stance
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import Goods, as_equipment
from crossbearing.reading.parties.roles import carrier, givers, is_bare_vehicle, operators, parties, receivers
from crossbearing.reading.patterns.words import CARRIES, MOVES, RECEIVES, SUPPLIES
from crossbearing.reading.scene import Scene, Subject, Who, subject_of
from crossbearing.reading.when import dated

_CONTAINS = words("agir comprendre comporter contenir include comprise contain")
_EXPECTED = gated(
    r"\b(?:en cours d'acheminement|en route|attendue?s?|due|on (?:its|their) way|en chemin|en transit|"
    r"prevue?s?|en cours de livraison)\b"
)
_BY_SEA = gated(r"\b(?:par bateau|par mer|par voie maritime|by ship|by sea|by boat|au port de|par cargo)\b")
_TAKES = gated(r"\b(?:on board|aboard|a bord|delivery of|livraison d\w*|possession)\b")
_TOOK_PLACE = gated(
    r"\b(?:livraisons?|envois?|transferts?|deliver(?:y|ies)|shipments?|"
    r"transfers?)\b[^.;]{0,60}?\b(?:ont eu lieu|a eu lieu|avait eu lieu|avaient eu lieu|took place|taken place|"
    r"happened|prevue?s?)\b"
)
_STAYS = words("rester stay passer débuter stop arrêter circuler go come venir aller toucher reappear make")


def supplied(clause: Clause, scene: Scene) -> Draft | None:
    """A verb of supply, receipt or carriage with goods; something of it must be named, counted, dated or told."""
    if clause.lemma not in _VERBS:
        return None
    if _NARRATOR.search(clause.text_of(clause.subject)) and scene.doc.quoted(clause.at) is None:
        return None  # "we send tanks": an opinion
    draft = _supplied(clause, scene)
    return draft if draft is not None and _is_anchored(draft, scene) else None


_NARRATOR = re.compile(r"(?:^|[ ,])(?:we|nous|i|je|j'|on|you|vous) ?$")


def _is_anchored(draft: Draft, scene: Scene) -> bool:
    clause = draft.clause
    told = any(one.governs(draft.at) for one in clause.sayings) or draft.conditional
    named = any(one.known for one in inside(scene.goods, clause.start, clause.end))
    placed = inside(scene.spots, clause.start, clause.end) or dated(scene.doc, clause.start, clause.end)
    counted = any(one.min is not None for one in draft.equipment if one.role is EquipmentRole.CARGO)
    return bool(
        told
        or named
        or draft.stance is not None
        or placed
        or counted
        or draft.actors
        or draft.recipients
        or draft.crafts
    )


_COMES = words("intervenir suivre débuter commencer follow begin start come be être")
_HAPPENS = words("avoir prévoir take happen be être")
_VERBS = (
    SUPPLIES
    | CARRIES
    | RECEIVES
    | MOVES
    | _HAPPENS
    | words("agir comprendre comporter contenir include comprise contain")
    | words("fly procéder effectuer réaliser attendre expect prendre put placer schedule")
    | _COMES
)


_HANDS_ON = SUPPLIES | CARRIES


def _supplied(clause: Clause, scene: Scene) -> Draft | None:
    predicate = clause.predicate
    if predicate is None:
        return None
    lemma = predicate.lemma
    if _DUE.search(clause.flat) and not _NO_DELIVERY.search(clause.flat) and (lemma in _COMES or predicate.passive):
        draft = delivery_of(clause, scene, [], (), receivers(scene, clause.start, clause.end))
        return replace(draft, conditional=True, stance=Stance.HEDGED)
    if lemma in _HAPPENS and _TOOK_PLACE.search(clause.flat):
        return delivery_of(clause, scene, goods_of(scene, clause), (), receivers(scene, clause.start, clause.end))
    found = goods_of(scene, clause)
    subject = subject_of(scene, clause)
    if lemma in _HANDS_ON and not found and predicate.passive and subject.who is not Who.GOODS:
        return _elliptic(clause, scene)
    if lemma in _HANDS_ON and (found or _is_goods(subject)):
        return _supply(clause, scene, found, subject)
    if lemma in ("take", "prendre") and _TAKES_DELIVERY.match(clause.text_of(clause.object)):
        taken = [
            one for one in inside(scene.goods, clause.object.start, clause.end) if not _DELIVERY.match(one.name.lower())
        ]
        return _receipt(clause, scene, taken) if taken else None
    if lemma in _CARRIES_OUT and _DELIVERED.match(clause.text_of(clause.object)):
        return delivery_of(
            clause, scene, found, givers(scene, clause.start, clause.end), receivers(scene, clause.at, clause.end)
        )
    if (
        lemma == "fly"
        and subject.who in (Who.STATE, Who.OTHER)
        and _FLOWN_IN.match(clause.text_of(clause.object))
        and found
    ):
        return _supply(clause, scene, found, subject)
    if lemma in RECEIVES and [one for one in found if one.start > predicate.start or predicate.passive]:
        return _receipt(clause, scene, found)
    if lemma in _CONTAINS and _goes_on(clause, scene, found):
        return delivery_of(clause, scene, found, (), ())
    if lemma == "agir" and predicate.reflexive and _is_told_cargo(clause, found):
        return delivery_of(clause, scene, found, (), ())
    return _on_the_way(clause, scene, found, subject)


_TAKES_DELIVERY = re.compile(r"[^.;]{0,40}\b(?:delivery|livraison|possession) (?:[^.;]{0,40}?)\b(?:of|de|d'|des|du)")
_DELIVERY = re.compile(r"deliver|livraison|possession")
_CARRIES_OUT = words("procéder effectuer réaliser make complete")
_DELIVERED = re.compile(
    r"[^.;]{0,60}?\b(?:a la |une |deux |la |les |plusieurs |au |a |the |several )(?:premiere |nouvelle |first )?"
    r"(?:livraisons?|remise|transfert|deliver(?:y|ies)|handover)\b"
)
_FLOWN_IN = re.compile(r" (?:in|out)\b")
_NO_DELIVERY = re.compile(r"\b(?:aucune?|no|pas|not|n'[a-z]+|ne)\b")
_DUE = gated(
    r"\b(?:livraisons?|deliver(?:y|ies)|shipments?)\b[^.;]{0,40}?\b(?:interviendr\w+|prevue?s?|attendue?s?|suivr\w+|"
    r"expected|due|scheduled|to follow|will (?:begin|follow|start)|debuter\w+|commencer\w+)\b"
)


def _elliptic(clause: Clause, scene: Scene) -> Draft | None:
    """*Trois ont été livrées*, *les six autres auraient été débarqués*: a figure for goods named before."""
    figures = [
        q
        for q in inside(scene.doc.quantities, clause.start, clause.at)
        if q.form not in ("ordinal", "percent", "money")
    ]
    earlier = [one for one in scene.goods if one.start < clause.start and (one.quantity is not None or one.known)]
    if not figures or not earlier or (scene.people and inside(scene.people, clause.start, clause.at)):
        return None
    item = Equipment(earlier[-1].name, EquipmentRole.CARGO, figures[-1].min, figures[-1].max, figures[-1].approximate)
    draft = delivery_of(clause, scene, [], (), receivers(scene, clause.start, clause.end))
    return replace(draft, equipment=(*draft.equipment, item))


def goods_of(scene: Scene, clause: Clause) -> list[Goods]:
    """Return the goods of a clause; the craft that carry them are left out."""
    crafts = list(scene.fleet.within(clause.start, clause.end))
    return [one for one in inside(scene.goods, clause.start, clause.end) if not _carries(scene, one, crafts, clause)]


def _carries(scene: Scene, one: Goods, crafts: list[CraftMention], clause: Clause) -> bool:
    if is_bare_vehicle(scene, one):
        return _GIVEN.match(scene.doc.flat, one.end) is None
    for mention in crafts:
        if mention.start < one.end and one.start < mention.end:
            if mention.craft.kind is CraftKind.LAND:
                return mention.end <= clause.at and not _is_passive(clause)
            if re.search(r"\b(?:que|qu'|that|which) ", scene.doc.flat[mention.end : max(mention.end, clause.at)]):
                return False
            return (
                mention.craft.kind is not CraftKind.AIRCRAFT
                or (mention.end <= clause.at and not _is_passive(clause))
                or bool(mention.craft.ids)
            )
    return False


# "the vehicles that the Emirates gave Chad": what is given, though a bare vehicle carries.
_GIVEN = re.compile(
    r" (?:that|which|que|qu') ?(?:the |la |le |l'|les )?[^.;,]{2,40}? (?:gave|sent|sold|supplied|donated|handed|"
    r"delivered|provided|a donne|ont donne|a livre|ont livre|a offert|ont offert|a cede|"
    r"ont cede|a remis|"
    r"ont remis|a envoye|ont envoye|a fourni|ont fourni)\w*\b"
)


def _is_passive(clause: Clause) -> bool:
    return clause.predicate is not None and clause.predicate.passive


def _is_goods(subject: Subject) -> bool:
    return subject.who is Who.GOODS


def _supply(clause: Clause, scene: Scene, found: list[Goods], subject: Subject) -> Draft | None:
    predicate = clause.predicate
    assert predicate is not None
    relative = re.search(r"\b(?:que |qu'|that )", clause.text_of(clause.subject))
    if relative and found and not _is_passive(clause):
        at = clause.start + relative.end()
        return delivery_of(
            clause, scene, found, parties(scene, at, predicate.start)[:1], receivers(scene, predicate.end, clause.end)
        )
    if not _is_passive(clause) and not [one for one in found if one.start >= predicate.end]:
        return None
    if predicate.lemma in ("rendre", "envoyer", "charger", "send", "take") and not found:
        return None
    if predicate.reflexive or re.search(
        r"\b(?:donne|donner|give\w*|gave) (?:suite|lieu|rise|way|acces|l'alerte)\b", clause.flat
    ):
        return None
    behind = [one for one in found if one.start >= predicate.end]
    if _is_passive(clause) or (_is_goods(subject) and not behind):
        agents: tuple[Actor, ...] = givers(scene, clause.start, clause.end)
    else:
        agents = parties(scene, clause.start, predicate.start) or operators(
            scene, () if subject.craft is None else (subject.craft,)
        )
    agents = agents[:1] or _speaker(scene, clause)
    taken = receivers(scene, clause.start if _is_passive(clause) else predicate.end, clause.end) or _users(
        scene, clause, agents
    )
    return delivery_of(clause, scene, found, agents, tuple(one for one in taken if one not in agents), subject)


def _users(scene: Scene, clause: Clause, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """*pour les drones de l'armée somalienne*: whose forces the goods are for."""
    cue = re.search(r"\b(?:pour|destinee?s? a|for|bound for)\b", clause.flat)
    if cue is None:
        return ()
    forces = [
        one.actor
        for one in inside(scene.organisations, clause.start + cue.start(), clause.end)
        if one.operates and one.actor.country
    ]
    return tuple(one for one in forces[:1] if one.country not in {agent.country for agent in agents})


def _receipt(clause: Clause, scene: Scene, found: list[Goods]) -> Draft:
    predicate = clause.predicate
    assert predicate is not None
    if predicate.passive:
        return delivery_of(clause, scene, found, (), givers(scene, predicate.end, clause.end))
    takers = parties(scene, clause.start, predicate.start)[:1] or _speaker(scene, clause)
    return delivery_of(clause, scene, found, givers(scene, predicate.end, clause.end), takers)


_SELF = re.compile(r"^(?:il|elle|ils|elles|it|they|he|she|we|nous)\b ?$")


def _speaker(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """*Uganda's army said it had received …*: the pronoun is the speaker."""
    if not _SELF.match(clause.text_of(clause.subject).strip() + " "):
        return ()
    for saying in clause.sayings:
        if saying.governs(clause.at):
            return parties(scene, saying.start, saying.end)[:1]
    return ()


def _goes_on(clause: Clause, scene: Scene, found: list[Goods]) -> bool:
    """*Ils comprendraient 12 …*: a consignment spelt out, after a sentence that told of it."""
    counted = [one for one in found if one.quantity is not None and one.start > clause.at]
    return bool(counted) and bool(
        re.match(
            r"(?:ils|elles|they|le lot|la cargaison|l'envoi|the (?:haul|shipment|consignment|cargo)|il|elle|it)\b",
            clause.flat,
        )
    )


def _is_told_cargo(clause: Clause, found: list[Goods]) -> bool:
    """*selon la lettre de transport, il s'agissait de 38 tonnes de grenades*: what the cargo was, told by a source."""
    told = any(one.governs(clause.at) and one.chain for one in clause.sayings)
    return told and any(one.quantity is not None or one.known for one in found)


_GOES = MOVES - _STAYS


def _on_the_way(clause: Clause, scene: Scene, found: list[Goods], subject: Subject) -> Draft | None:
    """Goods that left, arrived, are expected, or were taken on board."""
    predicate = clause.predicate
    assert predicate is not None
    if not _is_goods(subject) and not (subject.who is Who.LAND and found):
        return None
    passed = predicate.lemma in ("passer", "pass", "go") and re.search(
        r"\b(?:par|through|via|by (?:rail|road|train|truck|sea|air))\b", clause.flat
    )
    moved = (predicate.lemma in _GOES or passed) and not predicate.passive
    expected = predicate.lemma in ("être", "be", "attendre", "prévoir", "expect") and _EXPECTED.search(clause.flat)
    taken = predicate.lemma in ("take", "prendre", "put", "placer") and _TAKES.search(clause.flat)
    if not (moved or expected or taken):
        return None
    giver = givers(scene, clause.start, predicate.start)
    return delivery_of(clause, scene, found, giver[:1], receivers(scene, clause.start, clause.end), subject)


def delivery_of(
    clause: Clause,
    scene: Scene,
    found: list[Goods],
    agents: tuple[Actor, ...],
    taken: tuple[Actor, ...],
    subject: Subject | None = None,
) -> Draft:
    """Return a delivery, with its carriers, its goods and what they were worth."""
    crafts = tuple(
        one
        for one in scene.fleet.within(clause.start, clause.end)
        if one.craft.kind is CraftKind.VESSEL
        or (one.craft.kind is CraftKind.AIRCRAFT and one.craft.ids)
        or (one.craft.kind is CraftKind.LAND and one.start < clause.at)
    )
    if (
        subject is not None
        and subject.craft is not None
        and subject.craft not in crafts
        and subject.who is not Who.LAND
    ):
        crafts = (subject.craft, *crafts)
    pronoun = subject is not None and subject.pronoun
    carriers: tuple[Equipment, ...] = tuple(carrier(scene.doc, one, pronoun=pronoun) for one in crafts)
    money = [q for q in inside(scene.doc.quantities, clause.start, clause.end) if q.form == "money"]
    value = tuple(Equipment("value", EquipmentRole.ITEM, q.min, q.max, q.approximate) for q in money[:1])
    equipment = (*carriers, *as_equipment(scene.doc, found, EquipmentRole.CARGO), *value)
    return draft_of(
        Kind.DELIVERY,
        clause,
        crafts=crafts,
        equipment=equipment,
        actors=agents,
        recipients=taken,
        counts=_people_aboard(clause, scene),
        checkable_by=_checked_by(crafts, bool(_BY_SEA.search(clause.flat))),
    )


def _people_aboard(clause: Clause, scene: Scene) -> tuple[Count, ...]:
    """*Il transportait des roquettes et une soixantaine de techniciens*: who was carried with the goods."""
    if clause.lemma not in CARRIES:
        return ()
    groups = [one.quantity for one in inside(scene.people, clause.at, clause.end) if one.quantity is not None]
    return tuple(Count("people", one.min, one.max) for one in groups[:1])


def _checked_by(crafts: tuple[CraftMention, ...], by_sea: bool) -> tuple[str, ...]:
    if any(one.craft.kind is CraftKind.VESSEL and one.craft.named for one in crafts):
        return ("claims",)
    return ("vessels",) if by_sea else ("claims",)


SUPPLIED = Pattern(
    "supplied",
    Kind.DELIVERY,
    supplied,
    reads=(
        ("fr", "L'Iran a livré 40 drones Mohajer-6 à l'Éthiopie en août 2021."),
        ("fr", "La Serbie aurait vendu des obus de mortier à l'Azerbaïdjan."),
        ("en", "Turkey delivered six Bayraktar TB2 drones to Mali in December 2022."),
        ("en", "Mali received two Mi-35 helicopters from Russia in April 2022."),
    ),
    ignores=(
        ("fr", "Le facteur a livré le courrier avec une heure de retard."),
        ("en", "She delivered a speech to the students."),
    ),
)
