"""Acts that could be checked: craft struck or shot down, envoys recalled; and aircraft counted in a picture."""

from __future__ import annotations

import re

from crossbearing.model.claims import Equipment, EquipmentRole, Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import carrier, operators, parties
from crossbearing.reading.scene import Scene, subject_of

_STRUCK = words("toucher frapper attaquer endommager couler viser hit strike attack damage target sink")


def struck(clause: Clause, scene: Scene) -> Draft | None:
    """*Le vraquier a été touché par un drone*: a craft attacked."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _HITS:
        return None
    if predicate.lemma in _GOES_DOWN and not predicate.passive:
        craft = subject_of(scene, clause).craft
        return _lost(clause, scene, craft) if craft is not None and craft.craft.kind is CraftKind.VESSEL else None
    if not predicate.passive:
        return _downed(clause, scene) if predicate.lemma in _DOWNED else None
    craft = subject_of(scene, clause).craft
    return None if craft is None else _lost(clause, scene, craft)


def _lost(clause: Clause, scene: Scene, craft: CraftMention) -> Draft:
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=(craft,),
        equipment=(carrier(scene.doc, craft),),
        actors=operators(scene, (craft,)),
        checkable_by=("vessels", "claims") if craft.craft.kind is CraftKind.VESSEL else ("claims",),
    )


_DOWNED = words("abattre détruire couler shoot destroy sink bombarder bomb")
# A ship does these of herself: "sank off X", "a sombré".
_GOES_DOWN = words("sink capsize founder sombrer chavirer couler échouer")
_HITS = _STRUCK | _DOWNED | _GOES_DOWN


def _downed(clause: Clause, scene: Scene) -> Draft | None:
    """*un F-16 turc a abattu un Su-25 arménien*: who attacked is told too."""
    predicate = clause.predicate
    assert predicate is not None
    hit = list(scene.fleet.within(predicate.end, clause.end))
    by = list(scene.fleet.within(clause.start, predicate.start))
    agents = operators(scene, by[:1]) or parties(scene, clause.start, predicate.start)[:1]
    if not hit or not (by or agents):
        return None
    crafts = (*by[:1], hit[0])
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=crafts,
        equipment=tuple(Equipment(carrier(scene.doc, one).name, EquipmentRole.ITEM, 1, 1) for one in crafts),
        actors=agents,
        checkable_by=("claims",),
    )


_RECALLS = words("rappeler expulser convoquer recall expel summon")
_ENVOY = gated(r"\b(?:ambassad\w+|diplomat\w+|attaches?|charge d'affaires|consul\w*|envoys?)\b")


def recalled(clause: Clause, scene: Scene) -> Draft | None:
    """*a rappelé son ambassadeur*, *expelled four diplomats*: an act between states."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _RECALLS or not _ENVOY.search(clause.flat):
        return None
    agents = () if predicate.passive else parties(scene, clause.start, predicate.start)[:1]
    if not agents and not predicate.passive:
        return None
    return draft_of(Kind.STATEMENT, clause, actors=agents, checkable_by=("claims",))


_IMAGE = gated(r"\b(?:images?|photos?|photograph\w+|cliches?|satellite\w*|pictures?|videos?|imagery)\b")


def pictured(clause: Clause, scene: Scene) -> Draft | None:
    """*Sur l'image du 9 juillet, on distingue trois Il-76*: aircraft counted in a picture."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _PICTURED or not _IMAGE.search(clause.sentence_flat):
        return None
    planes = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind is CraftKind.AIRCRAFT]
    if not planes or not re.search(r"\b(?:on|i|we|nous|je|l'on)\b ?$", clause.text_of(clause.subject)):
        return None
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=tuple(planes[:1]),
        equipment=(carrier(scene.doc, planes[0]),),
        actors=operators(scene, planes[:1]),
        checkable_by=("claims",),
    )


_PICTURED = words("distinguer voir apercevoir compter identifier see count spot identify")


RECALLED = Pattern(
    "recalled",
    Kind.STATEMENT,
    recalled,
    reads=(
        ("fr", "Le Niger a rappelé son ambassadeur à Paris en mai 2023."),
        ("en", "Lithuania expelled four Belarusian diplomats on 3 May 2023."),
    ),
    ignores=(("fr", "Le Niger a rappelé sa position."),),
)
PICTURED = Pattern(
    "pictured",
    Kind.STATEMENT,
    pictured,
    reads=(("fr", "Sur une image satellite du 3 mai 2023, on aperçoit deux Il-76 à Kidal."),),
    ignores=(("fr", "Sur la photo, on aperçoit deux cyclistes."),),
)
STRUCK = Pattern(
    "struck",
    Kind.STATEMENT,
    struck,
    reads=(("fr", "Le vraquier Altaïr II (OMI 9074729) a été touché par un drone le 3 mai au large d'Aden."),),
    ignores=(("fr", "Le joueur a été touché à la cuisse."),),
)
