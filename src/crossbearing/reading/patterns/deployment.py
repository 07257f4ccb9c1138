"""Forces or equipment stationed, sent or seen somewhere."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Count, EquipmentRole, Kind, Stance
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import as_equipment
from crossbearing.reading.parties.roles import carrier, group_actor, parties
from crossbearing.reading.patterns.visit_of_people import head_count
from crossbearing.reading.patterns.words import DEPLOYS, SEEN
from crossbearing.reading.scene import Scene, Subject, Who, subject_of
from crossbearing.reading.speaking.speakers import chain

_ENTERS = words("franchir entrer traverser pénétrer cross enter")
_JOINS = words("rejoindre join")
_WORKS = words("travailler opérer servir combattre work operate serve fight")
_LOADED = re.compile(r"\b(?:transportant|charge\w*|carrying|loaded|laden|remplis?|bearing)\b")
_THERE = re.compile(r"\b(?:a|au|en|dans|sur|pres|in|at|near|on|around|outside)\b")


_USES = words("utiliser employer use operate")
_LEAVES = words("quitter évacuer vacate leave")
_PRESENCE = re.compile(r"\b(?:la |une |the |a )?presence (?:[^.;]{0,40}? )??(?:de |d'|des |du |of )")
_TELLS = words(
    "reconnaître admettre confirmer signaler évoquer noter relever constater acknowledge admit confirm report note"
)
_OWNS_UP = words("reconnaître admettre confirmer acknowledge admit confirm")


_VERBS = DEPLOYS | SEEN | _ENTERS | _JOINS | _WORKS | _USES | _LEAVES | _TELLS


def deployed(clause: Clause, scene: Scene) -> Draft | None:
    """A verb of deployment, fighters seen somewhere, a column that crosses a border, a ship that joins another."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _VERBS:
        return None
    subject = subject_of(scene, clause)
    lemma = predicate.lemma
    if lemma in _TELLS:
        return _presence(clause, scene)
    if lemma == "position" and subject.who is Who.AIRCRAFT and not predicate.passive:
        return None  # "positioned from X to Y": a flight
    if lemma in _USES and not predicate.passive and _is_told_of_a_party(clause, scene, subject.who is Who.STATE):
        return deployment_of(clause, scene)
    if lemma in _LEAVES and subject.who is Who.STATE and not predicate.passive and _leaves_towns(clause, scene):
        return deployment_of(clause, scene)
    if lemma in DEPLOYS and _is_placed(clause, scene) and lemma not in ("engager",):
        return deployment_of(clause, scene)
    if lemma in SEEN and predicate.passive and subject.who is Who.PEOPLE and _is_placed(clause, scene):
        return deployment_of(clause, scene)
    if lemma in _WORKS and subject.people is not None and subject.people.country and _is_placed(clause, scene):
        return deployment_of(clause, scene)
    if lemma in _ENTERS and subject.who is Who.LAND and not _LOADED.search(clause.text_of(clause.subject)):
        return deployment_of(clause, scene)
    if (
        lemma in _JOINS
        and subject.who is Who.VESSEL
        and any(one.start > predicate.end and one.craft.named for one in scene.fleet.within(clause.start, clause.end))
    ):
        return deployment_of(clause, scene)
    return None


def _presence(clause: Clause, scene: Scene) -> Draft | None:
    """*Ankara reconnaît la présence de F-16 en Azerbaïdjan*: forces that somebody tells of by a noun."""
    match = _PRESENCE.search(clause.text_of(clause.object))
    if match is None or not _is_placed(clause, scene):
        return None
    at = clause.object.start + match.end()
    goods, groups = inside(scene.goods, at, clause.end), inside(scene.people, at, clause.end)
    if not goods and not groups:
        return None
    draft = deployment_of(clause, scene)
    if clause.sayings and any(one.governs(clause.at) for one in clause.sayings):
        return draft
    stance = Stance.CONFIRMED if clause.lemma in _OWNS_UP else Stance.ATTRIBUTED
    return replace(draft, stance=stance, chain=chain(scene.doc, clause.start, clause.at))


def _is_told_of_a_party(clause: Clause, scene: Scene, state: bool) -> bool:
    """*« Nous utilisons des drones X »*: a weapon of the lexicon, used by a state or by who speaks for one."""
    known = any(one.known and one.start >= clause.at for one in inside(scene.goods, clause.start, clause.end))
    speaks = re.search(r"\b(?:nous|we)\b", clause.text_of(clause.subject)) and scene.doc.quoted(clause.at) is not None
    return known and (state or bool(speaks))


def _leaves_towns(clause: Clause, scene: Scene) -> bool:
    """*La France doit quitter Kidal et Tessalit*: a state leaves bases or towns, not itself."""
    left = [
        one for one in scene.spots if clause.at < one.start < clause.end and one.kind in ("city", "base", "airport")
    ]
    return len(left) > 1 or any(one.kind in ("base", "airport") for one in left)


def _is_placed(clause: Clause, scene: Scene) -> bool:
    return any(clause.at < spot.start < clause.end for spot in scene.spots) or any(
        clause.start <= one.start < clause.end for one in scene.relatives
    )


def deployment_of(clause: Clause, scene: Scene, subject: Subject | None = None) -> Draft:
    """Return a deployment of forces or equipment."""
    subject = subject or subject_of(scene, clause)
    group = subject.people
    counts: tuple[Count, ...] = head_count(clause, scene, group)
    found = [one for one in inside(scene.goods, clause.start, clause.end) if one.quantity is not None or one.known]
    crafts = () if subject.craft is None else (subject.craft,)
    equipment = (
        *(carrier(scene.doc, one) for one in crafts),
        *as_equipment(
            scene.doc,
            [one for one in found if not any(m.start < one.end and one.start < m.end for m in crafts)],
            EquipmentRole.ITEM,
        ),
    )
    actors = (
        group_actor(scene, group)
        if group is not None and group.country
        else parties(scene, clause.start, clause.at)[:1]
    )
    return draft_of(
        Kind.DEPLOYMENT,
        clause,
        crafts=crafts,
        equipment=equipment,
        actors=actors or group_actor(scene, group),
        counts=counts,
        checkable_by=("vessels",) if subject.who is Who.VESSEL else ("claims",),
    )


DEPLOYED = Pattern(
    "deployed",
    Kind.DEPLOYMENT,
    deployed,
    reads=(
        ("fr", "La Russie a déployé 200 soldats à Kidal en mai 2023."),
        ("en", "Russia stationed two Su-24 bombers at Latakia in May 2023."),
    ),
    ignores=(("fr", "Le parti a déployé ses banderoles."),),
)
