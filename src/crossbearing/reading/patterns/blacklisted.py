"""Ships put on a list of sanctions, told with the list: "London added her to its sanctions list"."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.patterns.silence import ship_before
from crossbearing.reading.patterns.told import fact_of
from crossbearing.reading.scene import Scene, subject_of

_LIST = gated(
    r"\b(?:to|on|onto|in|sur|a|dans) (?:(?:its|the|their|an?|sa|la|leurs?|une|ses|les) )?(?:[\w'-]+ ){0,3}?"
    r"(?:blacklists?|sanctions(?: lists?)?|lists?|listes?(?: noires?| de sanctions| des sanctions)?)\b"
)
# The list must be one of sanctions: so called beside it, or one that a state or a union keeps.
_OF_SANCTIONS = gated(
    r"\b(?:sanction\w*|blacklist\w*|listes? noires?|ofac|treasury|tresor|(?:british|european|american|eu|us|uk|un|"
    r"ukrainian|swiss|canadian) (?:[\w-]+ )?list|liste (?:britannique|europeenne|americaine|ukrainienne|suisse))\b"
)
_PUTS = words("add put place include name enter designate ajouter inscrire placer mettre porter inclure figurer")
_HER = re.compile(r" (?:her|it|them)\b")
_BEFORE_VERB = re.compile(r"\bl'(?:a|ont|avait|avaient|aurait)?\b|\b(?:la|le|les) (?:a|ont)\b")


def blacklisted(clause: Clause, scene: Scene) -> Draft | None:
    """A verb of adding or entering, a ship, and a list of sanctions."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _PUTS or not _LIST.search(clause.text_of(clause.object)):
        return None
    ship = _listed(clause, scene) if _OF_SANCTIONS.search(clause.flat) else None
    return fact_of(clause, scene, (ship,)) if ship is not None else None


def _listed(clause: Clause, scene: Scene) -> CraftMention | None:
    """The subject of a passive, what stands behind the verb, or the ship that a pronoun means."""
    predicate = clause.predicate
    assert predicate is not None
    if predicate.passive or predicate.lemma == "figurer":
        craft = subject_of(scene, clause).craft
        return craft if craft is not None and craft.craft.kind is CraftKind.VESSEL else None
    behind = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind is CraftKind.VESSEL]
    if behind:
        return behind[0]
    low = max(clause.start, predicate.start - PRONOUN_REACH)
    meant = _HER.match(clause.text_of(clause.object)) or _BEFORE_VERB.search(scene.doc.flat, low, predicate.end)
    return ship_before(clause, scene) if meant else None


# A French pronoun stands at most this many characters before its verb group.
PRONOUN_REACH = 6

_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai. ",
}
BLACKLISTED = Pattern(
    "blacklisted",
    Kind.STATEMENT,
    blacklisted,
    reads=(
        ("en", _SHIP["en"] + "London added her to its sanctions list on 9 May."),
        ("en", "The tanker Blue Heron (IMO 9074729) was placed on the British list on 9 May 2023."),
        ("fr", _SHIP["fr"] + "Londres l'a inscrit sur sa liste de sanctions le 9 mai."),
        ("fr", "Le cargo Altaïr II a été ajouté à la liste noire américaine le 9 mai 2023."),
    ),
    ignores=(
        ("en", _SHIP["en"] + "London added the film to its list on 9 May."),
        ("en", _SHIP["en"] + "The union added wine to its sanctions list on 9 May."),
        ("fr", _SHIP["fr"] + "Le maire a ajouté le pont à la liste des travaux."),
    ),
)
