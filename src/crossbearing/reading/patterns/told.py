"""Events that the lexicon of events knows, told by a verb: what no narrower pattern has taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from crossbearing.model.claims import Actor, Equipment, EquipmentRole, Kind, Polarity, Stance
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.events import EventClass, may_tell, told_by
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.nouns import first_noun
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import Goods, as_equipment
from crossbearing.reading.parties.people import People
from crossbearing.reading.parties.roles import carrier, givers, is_bare_vehicle, operators, parties, receivers
from crossbearing.reading.patterns.agreement import agreement_of
from crossbearing.reading.patterns.anchors import (
    ARMS,
    FORCES,
    IN_PAPERS,
    MILITARY,
    NO_ONE,
    is_crew,
    is_of_the_trade,
    is_tied_down,
)
from crossbearing.reading.patterns.counted import is_ranked
from crossbearing.reading.patterns.delivery import delivery_of
from crossbearing.reading.patterns.deployment import deployment_of
from crossbearing.reading.patterns.flight import flight_of
from crossbearing.reading.patterns.port_call import call_of
from crossbearing.reading.patterns.training import training_of
from crossbearing.reading.patterns.visit_of_people import head_count, visit_of
from crossbearing.reading.scene import Scene, Subject, Who, subject_of
from crossbearing.reading.speaking.speakers import chain

_NARRATOR = re.compile(r"(?:^|[ ,])(?:(?:we|nous|i|je|you|vous)\b|j') ?(?:[a-z]+ )?$")
_EVERY = gated(
    r"\b(?:tous les (?:jours|ans|mois|matins|soirs)|every (?:day|year|week|month|few)|chaque (?:jour|annee))\b"
)
# "in what they called a routine run": a word of theirs, no event.
_WHAT_CALLED = re.compile(r"(?:in )?what (?:[a-z]+ ){1,4}(?:calls?|called|describes?|described|terms?|termed)\b")
_TAKES = words("receive")


def told(clause: Clause, scene: Scene) -> Draft | None:
    """A verb of the lexicon of events, with what the event is about and something that ties it down."""
    predicate = clause.predicate
    if predicate is None or predicate.modal == "can" or predicate.bare or not may_tell(clause):
        return None
    if _NARRATOR.search(clause.text_of(clause.subject)) and scene.doc.quoted(clause.at) is None:
        return None
    if _WHAT_CALLED.match(clause.flat) or is_ranked(clause, scene) or _EVERY.search(clause.flat):
        return None
    subject = subject_of(scene, clause)
    for event, phrase in told_by(clause):
        draft = draft_about(event, clause, scene, subject, phrase)
        bare = draft is not None and draft.kind is Kind.STATEMENT and not draft.crafts and not is_of_the_trade(scene)
        if draft is not None and not bare and is_tied_down(draft, clause, scene):
            return _with_polarity(draft)
    return None


def _with_polarity(draft: Draft) -> Draft:
    return replace(draft, polarity=Polarity.NEGATIVE) if NO_ONE.match(draft.clause.flat) else draft


def draft_about(event: EventClass, clause: Clause, scene: Scene, subject: Subject, phrase: bool) -> Draft | None:
    """Return a draft about the first of the things a clause tells of that the class has a kind for."""
    predicate = clause.predicate
    if event.name in ("arrive", "depart") and predicate is not None and predicate.passive:
        return None
    if predicate is not None and not _is_there(event, clause, scene, subject):
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


def _is_there(event: EventClass, clause: Clause, scene: Scene, subject: Subject) -> bool:
    """Say whether a class fits what its verb is told of: a meeting needs two ships, being "still" needs a place."""
    predicate = clause.predicate
    assert predicate is not None
    if event.theme == "sighting":
        return predicate.passive or subject.who is not Who.VESSEL  # a ship sees nothing
    if event.theme == "encounter":
        ships = scene.fleet.within(clause.start, clause.end)
        others = subject.pronoun or (subject.craft is not None and subject.craft not in ships)
        return len({one.craft.name for one in ships}) > (0 if others else 1)
    if subject.who is Who.VESSEL and predicate.lemma in ("build", "construire"):
        return False  # where she was built
    if subject.who is Who.VESSEL and event.theme in ("movement", "presence") and IN_PAPERS.search(clause.flat):
        return False
    if event.theme in ("standing", "presence") and _CUSTODY.search(clause.flat):
        return False
    if event.theme in ("standing", "presence") and predicate.lemma in ("be", "être"):
        placed = bool(inside(scene.spots, predicate.end, clause.end))
        moves = subject.who in (Who.AIRCRAFT, Who.VESSEL)
        return placed or (_BERTHED if moves else _STILL_THERE).search(clause.flat) is not None
    if event.name == "register" and predicate.lemma in ("make", "compose"):
        return predicate.passive
    return True


_CUSTODY = gated(r"\b(?:custody|detention|jail|prison|behind bars|under arrest|garde a vue|verrous|ecrou\w*)\b")
_BERTHED = gated(
    r"\b(?:anchor|alongside|berth|quay|moored|port|docks?|ground|apron|tarmac|parked|runway|quai|ancre|"
    r"mouillage|rade|sol|parking|piste|amarree?|cale)\b"
)
_STILL_THERE = re.compile(
    r"\by (?:est|sont|etait|etaient)|\b(?:there|here|ici|sur place|la-bas|on site|in place|in position|on duty)\b|"
    r"\b(?:at|in|on|a|au|aux|en|dans|sur|pres) "
)


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
    if group is None or not (_is_official(group) or is_crew(scene, group)):
        return None
    if kind is Kind.TRAINING:
        return training_of(
            clause,
            scene,
            group,
            () if subject_of(scene, clause).people is group else parties(scene, clause.start, clause.at)[:1],
        )
    stays = event.theme == "presence" and FORCES.match(group.noun) is not None
    if kind is Kind.DEPLOYMENT or stays:
        return deployment_of(clause, scene, subject)
    return visit_of(clause, scene, group)


def _is_official(group: People) -> bool:
    return bool(group.country) or bool(MILITARY.match(group.noun))


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
_HOPES = words("expect hope anticipate espérer attendre escompter anticiper")
_ORDERS = words("order buy purchase commander acheter acquérir acquire")


def _deal(event: EventClass, clause: Clause, scene: Scene, subject: Subject, phrase: bool) -> Draft | None:
    if clause.lemma in _ORDERS and not phrase and not clause.text_of(clause.object).startswith(" by "):
        if inside(scene.spots, clause.object.start, clause.object.start + 4):
            return None  # "which commands the strait"
        ordered = [
            one for one in inside(scene.doc.quantities, clause.object.start, clause.end) if one.form != "ordinal"
        ]
        if ordered and firms_or_states(clause, scene):
            return agreement_of(clause, scene)
    noun = first_noun(scene.doc.nouns["agreements"], _whole_subject(clause), clause.end)
    money = any(one.form == "money" for one in inside(scene.doc.quantities, clause.start, clause.end))
    goods = [one for one in inside(scene.goods, clause.start, clause.end) if one.known or one.quantity is not None]
    signed = (
        event.name == "deal"
        and clause.lemma in ("signer", "sign")
        and _SIGNED_FOR.search(clause.text_of(clause.object))
    )
    counted = any(one.form != "ordinal" for one in inside(scene.doc.quantities, clause.start, clause.end))
    if signed and counted:
        return agreement_of(clause, scene)
    items = inside(scene.goods, clause.start, clause.end)
    if noun and noun.start < clause.start and clause.lemma not in _HOPES:
        low = max((one.start for one in scene.clauses[clause.number] if one.start <= noun.start), default=clause.start)
        return replace(agreement_of(clause, scene), start=low)
    if noun and clause.lemma in _HOPES:
        names = next((one.chain for one in clause.sayings if one.governs(clause.at) and one.chain), ())
        names = names or chain(scene.doc, clause.start, clause.at)
        return replace(agreement_of(clause, scene), stance=Stance.HEDGED, chain=names)
    if not (
        noun or (money and (items or phrase)) or (goods and phrase) or (items and phrase and is_of_the_trade(scene))
    ):
        return None
    return agreement_of(clause, scene)


def _whole_subject(clause: Clause) -> int:
    """*Le contrat, dont …, avait été signé*: a clause without a subject has that of its sentence."""
    shares = clause.subject.end - clause.subject.start < SHORT_SUBJECT and clause.predicate is not None
    return max(clause.sentence.start, clause.start - PARTED_BY) if shares else clause.start


# A subject of so few characters is none; what parts a subject from its verb is at most so long. GUESS.
SHORT_SUBJECT = 3
PARTED_BY = 120


_SIGNED_FOR = re.compile(r" (?:avec|pour|with|for|up for|un|une|a)\b")


def _force(event: EventClass, clause: Clause, scene: Scene, subject: Subject, phrase: bool) -> Draft | None:
    armed = any(one.known or one.name.lower() in ARMS for one in inside(scene.goods, clause.start, clause.end))
    forces = inside(scene.organisations, clause.start, clause.end)
    if not (armed or forces or scene.fleet.within(clause.start, clause.end)):
        return None
    return deployment_of(clause, scene)


def _fact(event: EventClass, clause: Clause, scene: Scene, subject: Subject, phrase: bool) -> Draft | None:
    crafts = tuple(one for one in scene.fleet.within(clause.start, clause.end))
    crafts = crafts or (() if subject.craft is None else (subject.craft,)) or _last_craft(event, clause, scene)
    crew = subject.people is not None or bool(inside(scene.people, clause.start, clause.end))
    goods = inside(scene.goods, clause.start, clause.end)
    firms = inside(scene.organisations, clause.start, clause.end)
    if event.name == "build" and firms_or_states(clause, scene):
        return fact_of(clause, scene, ())
    held = event.name == "police" and any(_is_official(one) for one in inside(scene.people, clause.start, clause.end))
    listed = event.name == "police" and _LISTED.search(clause.flat) is not None
    papers = event.name == "papers" and inside(scene.doc.quantities, clause.start, clause.end)
    if not (crafts or (goods and event.name != "register") or firms or (crew and phrase) or held or listed or papers):
        return None
    if event.name in ("register", "signal") and not (crafts or (phrase and firms)):
        return None
    return fact_of(clause, scene, crafts[:2])


_LISTED = re.compile(
    r"\b(?:sanctions? list|liste (?:noire|de sanctions|des sanctions)|blacklist|sous sanctions|under sanctions)\b"
)


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
