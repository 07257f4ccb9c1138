"""Events that the lexicon of events knows, told by a verb: what no narrower pattern has taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from crossbearing.model.claims import Actor, Equipment, EquipmentRole, Kind, Polarity
from crossbearing.reading.clauses import Clause
from crossbearing.reading.craft import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.events import EventClass, told_by
from crossbearing.reading.goods import Goods, as_equipment
from crossbearing.reading.nouns import first_noun
from crossbearing.reading.patterns.agreement import agreement_of
from crossbearing.reading.patterns.counted import is_ranked
from crossbearing.reading.patterns.delivery import delivery_of
from crossbearing.reading.patterns.deployment import deployment_of
from crossbearing.reading.patterns.flight import flight_of
from crossbearing.reading.patterns.port_call import call_of
from crossbearing.reading.patterns.training import training_of
from crossbearing.reading.patterns.visit_of_people import head_count, visit_of
from crossbearing.reading.people import People
from crossbearing.reading.roles import carrier, givers, is_bare_vehicle, operators, parties, receivers
from crossbearing.reading.scene import Scene, Subject, Who, subject_of
from crossbearing.reading.verbs import Form
from crossbearing.reading.when import dated
from crossbearing.reading.wordlists import words

_NARRATOR = re.compile(r"(?:^|[ ,])(?:(?:we|nous|i|je|you|vous)\b|j') ?(?:[a-z]+ )?$")
_NO_ONE = re.compile(
    r"(?:no|none of the|not one|not a(?: single)?|neither|aucune?|nulle?|pas une?(?: seule?)?|ni)\b|"
    r"[^,;]{0,60}\bni [^,;]{2,60} ni\b"
)
_EVERY = re.compile(
    r"\b(?:tous les (?:jours|ans|mois|matins|soirs)|every (?:day|year|week|month|few)|chaque (?:jour|annee))\b"
)
_MILITARY = re.compile(
    r"soldat|militaire|soldier|troop|instruct|officier|officer|artill|recrue|recruit|combattant|fighter|mercen|"
    r"pilote|pilot|parachut|paratroop|marin|sailor|crew|equipage|technic|expert|engineer|ingenieur|servicem|general|"
    r"colonel|marechal|marshal|minist|delegation|advis|conseill|cadet|trainee|gunner|tankist|emissaire|envoy|inspect|"
    r"contract|stagiair|eleve|student|trainer|group|team|groupe|equipe|mission|formateur|tutor|mechanic|mecanic|"
    r"operat|negoci|negotia|personnel|men|"
    r"hommes|specialist"
)
_TAKES = words("receive")


def told(clause: Clause, scene: Scene) -> Draft | None:
    """A verb of the lexicon of events, with what the event is about and something that ties it down."""
    predicate = clause.predicate
    if predicate is None or predicate.modal == "can" or predicate.bare:
        return None
    if _NARRATOR.search(clause.text_of(clause.subject)) and scene.doc.quoted(clause.at) is None:
        return None
    if is_ranked(clause, scene) or _EVERY.search(clause.flat):
        return None
    subject = subject_of(scene, clause)
    for event, phrase in told_by(clause):
        draft = draft_about(event, clause, scene, subject, phrase)
        if draft is not None and is_tied_down(draft, clause, scene):
            return _with_polarity(draft)
    return None


def _with_polarity(draft: Draft) -> Draft:
    return replace(draft, polarity=Polarity.NEGATIVE) if _NO_ONE.match(draft.clause.flat) else draft


def draft_about(event: EventClass, clause: Clause, scene: Scene, subject: Subject, phrase: bool) -> Draft | None:
    """Return a draft about the first of the things a clause tells of that the class has a kind for."""
    if event.name in ("arrive", "depart") and clause.predicate is not None and clause.predicate.passive:
        return None
    if "any" in event.kinds:
        return _ANY[event.theme](event, clause, scene, subject, phrase)
    if subject.who.value in event.kinds and subject.who is not Who.OTHER:
        return _BUILD[subject.who](event.kinds[subject.who.value], event, clause, scene, subject)
    if event.theme in ("movement", "presence"):
        return None  # who moves or stays is the subject
    for who, found in _objects(clause, scene):
        if who.value in event.kinds:
            return _BUILD[who](event.kinds[who.value], event, clause, scene, found)
    return None


def _objects(clause: Clause, scene: Scene) -> list[tuple[Who, Subject]]:
    """What stands behind the verb, as if it were the subject."""
    start, end = clause.object.start, clause.end
    found = [
        (one.start, Who(one.craft.kind.value), Subject(Who(one.craft.kind.value), craft=one))
        for one in scene.fleet.within(start, end)
    ]
    found += [(one.start, Who.PEOPLE, Subject(Who.PEOPLE, people=one)) for one in inside(scene.people, start, end)]
    taken = scene.fleet.within(start, end)
    found += [
        (one.start, Who.GOODS, Subject(Who.GOODS, goods=one))
        for one in inside(scene.goods, start, end)
        if not is_bare_vehicle(scene, one)
        and not any(
            m.start < one.end and one.start < m.end and (m.craft.ids or m.craft.kind is CraftKind.VESSEL) for m in taken
        )
    ]
    return [(who, subject) for _, who, subject in sorted(found, key=lambda one: one[0])]


# ---- one builder for what the event is about
def _of_aircraft(kind: Kind, event: EventClass, clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    if subject.craft is None:
        return None
    if kind is Kind.FLIGHT:
        return flight_of(clause, scene, subject)
    return _of_craft(kind, event, clause, scene, subject)


def _of_vessel(kind: Kind, event: EventClass, clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    if subject.craft is None:
        return None
    if kind is Kind.PORT_CALL:
        return call_of(clause, scene, subject.craft)
    return _of_craft(kind, event, clause, scene, subject)


def _of_craft(kind: Kind, event: EventClass, clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    if kind is Kind.DELIVERY:
        told = _of_goods(kind, event, clause, scene, subject)
        by_land = subject.who is Who.LAND and is_of_the_trade(scene)
        return told or (delivery_of(clause, scene, [], (), ()) if by_land else None)
    if kind is Kind.DEPLOYMENT:
        return deployment_of(clause, scene)
    craft = subject.craft
    return fact_of(clause, scene, () if craft is None else (craft,))


def _of_people(kind: Kind, event: EventClass, clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    group = subject.people
    if group is None or not _is_official(group):
        return None
    if kind is Kind.TRAINING:
        return training_of(
            clause,
            scene,
            group,
            () if subject_of(scene, clause).people is group else parties(scene, clause.start, clause.at)[:1],
        )
    if kind is Kind.DEPLOYMENT:
        return deployment_of(clause, scene)
    return visit_of(clause, scene, group)


def _is_official(group: People) -> bool:
    return bool(group.country) or bool(_MILITARY.match(group.noun))


def _of_goods(kind: Kind, event: EventClass, clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    found = [one for one in inside(scene.goods, clause.start, clause.end) if not is_bare_vehicle(scene, one)]
    if kind is Kind.DEPLOYMENT:
        return deployment_of(clause, scene) if found else None
    if not found and subject.goods is None:
        return None
    predicate = clause.predicate
    assert predicate is not None
    return delivery_of(clause, scene, found, *_sides(event, clause, scene, predicate.passive), subject)


def _sides(
    event: EventClass, clause: Clause, scene: Scene, passive: bool
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who gave and who got."""
    before, behind = parties(scene, clause.start, clause.at)[:1], (clause.object.start, clause.end)
    if event.name in _TAKES:
        return givers(scene, *behind), () if passive else before
    if passive:
        return givers(scene, clause.start, clause.end), receivers(scene, clause.start, clause.end)
    return before, receivers(scene, *behind)


# ---- classes that take whatever they are about
def _deal(event: EventClass, clause: Clause, scene: Scene, subject: Subject, phrase: bool) -> Draft | None:
    noun = first_noun(scene.doc.nouns["agreements"], clause.start, clause.end)
    money = any(one.form == "money" for one in inside(scene.doc.quantities, clause.start, clause.end))
    goods = [one for one in inside(scene.goods, clause.start, clause.end) if one.known or one.quantity is not None]
    if not (noun or (money and (goods or phrase)) or (goods and phrase)):
        return None
    return agreement_of(clause, scene)


def _force(event: EventClass, clause: Clause, scene: Scene, subject: Subject, phrase: bool) -> Draft | None:
    armed = any(one.known or one.name.lower() in _ARMS for one in inside(scene.goods, clause.start, clause.end))
    forces = inside(scene.organisations, clause.start, clause.end)
    if not (armed or forces or scene.fleet.within(clause.start, clause.end)):
        return None
    return deployment_of(clause, scene)


_ARMS = words(
    "drone drones missile missiles roquette roquettes rocket rockets obus shell shells bombe bombes bomb bombs"
    " chasseur chasseurs fighter fighters mortier mortiers mortar mortars"
)


def _fact(event: EventClass, clause: Clause, scene: Scene, subject: Subject, phrase: bool) -> Draft | None:
    crafts = tuple(one for one in scene.fleet.within(clause.start, clause.end))
    crafts = crafts or (() if subject.craft is None else (subject.craft,)) or _last_craft(event, clause, scene)
    crew = subject.people is not None or bool(inside(scene.people, clause.start, clause.end))
    goods = inside(scene.goods, clause.start, clause.end)
    firms = inside(scene.organisations, clause.start, clause.end)
    if event.name == "build" and firms_or_states(clause, scene):
        return fact_of(clause, scene, ())
    if not (crafts or (goods and event.name != "register") or firms or (crew and phrase)):
        return None
    if event.name in ("register", "signal") and not (crafts or (phrase and firms)):
        return None
    return fact_of(clause, scene, crafts[:2])


def _last_craft(event: EventClass, clause: Clause, scene: Scene) -> tuple[CraftMention, ...]:
    """*Le pavillon lui a été retiré*: the craft told of before."""
    if event.name not in ("register", "signal"):
        return ()
    crafts = [scene.fleet.last(clause.start, kind) for kind in (CraftKind.VESSEL, CraftKind.AIRCRAFT)]
    near = [one for one in crafts if one is not None and one.start > clause.sentence.start - LAST_REACH]
    return (max(near, key=lambda one: one.start),) if near else ()


# A craft is meant without a word for it at most about three sentences on. GUESS.
LAST_REACH = 400
_WORKS = re.compile(r"\b(?:usines?|ateliers?|chantiers?|plants?|factor(?:y|ies)|shipyards?|works|assembly lines?)\b")


def firms_or_states(clause: Clause, scene: Scene) -> bool:
    """Say whether a state, a force, a company or its people stand before the verb."""
    before = clause.start, clause.at
    named = any(one.country for one in inside(scene.people, *before)) or bool(parties(scene, *before))
    named = named or _WORKS.search(clause.text_of(clause.subject)) is not None
    return (named or (clause.predicate is not None and clause.predicate.passive)) and is_of_the_trade(scene)


def fact_of(clause: Clause, scene: Scene, crafts: tuple[CraftMention, ...]) -> Draft:
    """Return a statement about craft, goods, people or companies."""
    found: list[Goods] = [
        one
        for one in inside(scene.goods, clause.start, clause.end)
        if not any(craft.start < one.end and one.start < craft.end for craft in crafts)
        and not is_bare_vehicle(scene, one)
    ]
    groups = inside(scene.people, clause.start, clause.end)
    carriers: tuple[Equipment, ...] = tuple(carrier(scene.doc, one) for one in crafts)
    at_sea = any(one.craft.kind is CraftKind.VESSEL for one in crafts)
    in_the_air = any(one.craft.kind is CraftKind.AIRCRAFT for one in crafts)
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=crafts,
        equipment=(*carriers, *as_equipment(scene.doc, found, EquipmentRole.CARGO)),
        actors=operators(scene, crafts) or parties(scene, clause.start, clause.end)[:1],
        counts=head_count(clause, scene, groups[0]) if groups else (),
        checkable_by=("vessels",) if at_sea else ("flights",) if in_the_air else ("records",),
    )


_Builder = Callable[[Kind, EventClass, Clause, Scene, Subject], Draft | None]
_BUILD: dict[Who, _Builder] = {
    Who.AIRCRAFT: _of_aircraft,
    Who.VESSEL: _of_vessel,
    Who.LAND: _of_craft,
    Who.PEOPLE: _of_people,
    Who.GOODS: _of_goods,
}
_ANY: dict[str, Callable[[EventClass, Clause, Scene, Subject, bool], Draft | None]] = {
    "deal": _deal,
    "force": _force,
    "fact": _fact,
}


# ---- what makes it checkable
def is_tied_down(draft: Draft, clause: Clause, scene: Scene) -> bool:
    """Say whether an event is told of somebody or something in particular, and of a day, a place or a figure.

    A present tense without any day tells what is usual, unless a speaker says it.
    """
    day = bool(dated(scene.doc, clause.start, clause.end)) or clause.lead is not None
    place = bool(inside(scene.spots, clause.object.start, clause.end)) or any(
        clause.start <= one.start < clause.end for one in scene.relatives
    )
    place = place or bool(inside(scene.doc.ids, clause.start, clause.end))
    place = place or (_HERE.search(clause.flat) is not None and is_of_the_trade(scene))
    bounds = [*((one.min, one.max) for one in draft.equipment), *((one.min, one.max) for one in draft.counts)]
    figure = any(low is not None and (low, high) != (1, 1) for low, high in bounds)
    figure = figure or any(one.quantity is not None for one in inside(scene.goods, clause.start, clause.end))
    counted = any(one.form != "ordinal" for one in inside(scene.doc.quantities, clause.start, clause.end))
    figure = figure or (draft.kind is Kind.AGREEMENT and counted)
    told_by_someone = any(one.governs(clause.at) and one.chain for one in clause.sayings)
    named = _is_particular(draft, clause, scene)
    if _is_usual(clause) and not day and not (told_by_someone and (place or figure)):
        return False
    if _NO_ONE.match(clause.flat) and is_of_the_trade(scene):
        return True  # "No cargo was loaded": told of the craft before
    return named and (day or place or figure or (told_by_someone and bool(draft.actors or draft.crafts)))


def _is_usual(clause: Clause) -> bool:
    predicate = clause.predicate
    if predicate is None or clause.doc.language == "fr":
        return False
    return predicate.form is Form.INFINITIVE or (
        predicate.form is Form.FINITE
        and predicate.lemma not in ("be", "have")
        and clause.flat[predicate.end - clause.start - 1 : predicate.end - clause.start] == "s"
    )


def _is_particular(draft: Draft, clause: Clause, scene: Scene) -> bool:
    if any(_is_known(one, scene) for one in draft.crafts):
        return True
    if any(one.country for one in (*draft.actors, *draft.recipients)) or inside(
        scene.organisations, clause.start, clause.end
    ):
        return True
    if any(one.craft.country or one.craft.ids for one in scene.fleet.within(clause.start, clause.end)):
        return True
    if any(one.known or one.name.lower() in _WEAPONS for one in inside(scene.goods, clause.start, clause.end)):
        return True
    groups = inside(scene.people, clause.start, clause.end)
    if any(_MILITARY.match(one.noun) for one in groups):
        return True
    if draft.kind is Kind.AGREEMENT and is_of_the_trade(scene):
        return True
    here = (*inside(scene.goods, clause.start, clause.end), *_goods_meant(clause, scene))
    return any(one.quantity is not None for one in here) and is_of_the_trade(scene)


def _goods_meant(clause: Clause, scene: Scene) -> tuple[Goods, ...]:
    """*A shipment of 300 helmets, promised in March, …*: the goods that the subject stands for."""
    meant = subject_of(scene, clause).goods
    if meant is None:
        return ()
    return (meant, *inside(scene.goods, meant.start, meant.end + PART_REACH))


# "A shipment of 300 night-vision devices": what it is of stands at most this many characters behind it.
PART_REACH = 30


# A report that names so many craft, weapons, forces and soldiers is about them. GUESS.
TRADE_WORDS = 3


def is_of_the_trade(scene: Scene) -> bool:
    """Say whether a report is about craft, weapons and forces: then goods with a figure are what it is about."""
    crafts = sum(1 for one in scene.fleet.mentions[:FIRST_WORDS] if one.craft.named)
    arms = sum(1 for one in scene.goods[:FIRST_WORDS] if one.known or one.name.lower() in _WEAPONS)
    return crafts + arms + len(scene.organisations) >= TRADE_WORDS


# What a report is about shows in its first mentions of craft and goods. GUESS.
FIRST_WORDS = 60


_HERE = re.compile(r"\b(?:here|there|ici|sur place|la-bas|aboard|a bord)\b")


def _is_known(mention: CraftMention, scene: Scene) -> bool:
    """A craft by name, type, nationality or operator, or one that points back to such."""
    craft = mention.craft
    if craft.named or craft.country or craft.operator:
        return True
    return (
        mention.anaphoric
        and craft.kind is not CraftKind.LAND
        and any(one.craft.named for one in scene.fleet.mentions[:FIRST_WORDS])
    )


_WEAPONS = _ARMS | words(
    "gun guns canon canons artillerie artillery arme armes arm arms weapon weapons munition munitions ammunition "
    "fusil fusils rifle rifles cartouche cartouches"
    " explosif explosifs explosive explosives obusier obusiers howitzer howitzers blindé blindés char chars tank tanks"
    " armement armements lanceur lanceurs launcher launchers mine mines torpille torpilles kalachnikov kalachnikovs"
    " détonateur détonateurs detonator detonators warhead warheads helicopter helicopters hélicoptère hélicoptères"
)


TOLD = Pattern(
    "told by a verb of the lexicon",
    Kind.STATEMENT,
    told,
    reads=(
        ("en", "On 3 May an Il-76 of Rada Airlines turned back over the Black Sea."),
        ("fr", "Quelque 400 soldats russes sont cantonnés à Bangui depuis mai 2023."),
    ),
    ignores=(
        ("fr", "Les vacanciers ont fait demi-tour au péage."),
        ("en", "The committee turned back to its agenda on 3 May."),
    ),
)
