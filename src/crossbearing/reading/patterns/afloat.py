"""Calls and passages of ships told by turns of their own: behind the verb, of a pair of ships, of what fell through."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind, Polarity
from crossbearing.reading.craft.followed import CraftKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import carrier, operators
from crossbearing.reading.patterns.port_call import call_of
from crossbearing.reading.patterns.silence import TOLD_BEFORE
from crossbearing.reading.patterns.words import MOVES, SAILS
from crossbearing.reading.scene import Scene, Who, subject_of
from crossbearing.reading.when import dated

_SAILS = MOVES | SAILS | words("clear round skirt make steam slip put pull doubler longer contourner mettre")
# What stands before a verb whose subject stands behind it: nothing, a place, a day.
_NO_SUBJECT = re.compile(
    r"(?:c'est [^.;]{2,60}? )?(?:qu'|que |y |en |en est |a |au |aux |de |du |d'|des |le \d|dans |vers |depuis |"
    r"out of |into |from |to |next |first )?[^;.]{0,60}$"
)
# How far behind such a verb its ship may stand: a place and a day fit in. GUESS.
BEHIND = 60


def told_inverted(clause: Clause, scene: Scene) -> Draft | None:
    """*C'est de nuit qu'a appareillé d'Odessa le cargo X*: the ship stands behind its verb."""
    predicate = clause.predicate
    if predicate is None or clause.doc.language != "fr" or predicate.lemma not in SAILS | _LEAVES or predicate.passive:
        return None
    if not _NO_SUBJECT.match(clause.text_of(clause.subject)) or subject_of(scene, clause).who is not Who.OTHER:
        return None
    behind = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind is CraftKind.VESSEL]
    if not behind or not behind[0].craft.named or behind[0].start - predicate.end > BEHIND:
        return None
    between = scene.doc.flat[predicate.end : behind[0].start]
    return None if _GOVERNED.search(between) else call_of(clause, scene, behind[0])


_LEAVES = words("partir repartir arriver entrer sortir passer")
_GOVERNED = re.compile(
    r"\b(?:a bord|avec|par|pour|sur|devant|derriere|contre|apres|avant) (?:de |du |d')?(?:le |la |l'|un |une )?$"
)

_PAIR = re.compile(
    r"(?:[^;]{0,40}, ?|by [\w ]{3,24} |on [\w ]{3,16} )?(?:the (?:pair|duo|two|trio|three|two ships|"
    r"little convoy)|both|all three|"
    r"le (?:duo|tandem|trio)|les deux|tous deux|tous trois) ?$"
)


def pair_at_sea(clause: Clause, scene: Scene) -> Draft | None:
    """*By dawn the pair had cleared Bornholm*: ships told of just before, taken together."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _SAILS or predicate.passive:
        return None
    if not _PAIR.match(clause.text_of(clause.subject)) or subject_of(scene, clause).craft is not None:
        return None
    near = scene.fleet.within(clause.start - TOLD_BEFORE, clause.start)
    ships = [one for one in near if one.craft.kind is CraftKind.VESSEL]
    named = [one for one in ships if one.craft.named]
    placed = inside(scene.spots, predicate.end, clause.end)
    if len({one.craft.name for one in ships}) < PAIR or len(ships) < len(near) or not named:
        return None
    return call_of(clause, scene, named[0]) if placed else None


PAIR = 2


_FELL_THROUGH = gated(
    r"\b(?:never|not|n't) (?:actually |in fact |finally )?(?:took place|taken place|take place|happen\w*|"
    r"went ahead|gone "
    r"ahead|go ahead|materiali[sz]e\w*|came off)\b|"
    r"\bn'(?:a|ont|avait|aura|eut) (?:jamais|pas|finalement pas|point) (?:eu lieu|abouti)\b|"
    r"\bne s'(?:est|etait) (?:jamais|pas|finalement pas) (?:faite?|produite?|concretisee?|tenue?)\b|"
    r"\b(?:was|were|been) (?:called off|cancelled|canceled|abandoned|scrapped|broken off)\b|"
    r"\b(?:a|ont|avait|ete) (?:ete )?(?:annulee?s?|abandonnee?s?)\b"
)
_TRANSFER = re.compile(
    r"\b(?:transfers?|transhipments?|transshipments?|rendezvous|transbordements?|transferts?|ravitaillements?)\b"
)
_CALL = re.compile(
    r"\b(?:port calls?|calls?|sailings?|voyages?|crossings?|departures?|escales?|traversees?|appareillages?)\b"
)
_ANOTHER = re.compile(
    r"^(?:an?|another|the|une?|la|le)? ?(?:planned |scheduled )?(?:second|third|fourth|fifth|sixth|other|autre|"
    r"deuxieme|troisieme|quatrieme|"
    r"cinquieme|sixieme|transfers?|transbordement|transfert|port call|call|voyage|crossing|escale|traversee)\b"
)


def fell_through(clause: Clause, scene: Scene) -> Draft | None:
    """*A third, planned for Saturday, never took place*: a transfer or a call that did not happen."""
    if clause.predicate is None or not _FELL_THROUGH.search(clause.flat):
        return None
    whole = replace(clause, start=clause.sentence.start)
    if not _ANOTHER.match(whole.flat) or not dated(scene.doc, whole.start, whole.end):
        return None
    before = scene.doc.flat[max(0, whole.start - TOLD_BEFORE) : whole.end]
    kind = Kind.SHIP_TRANSFER if _TRANSFER.search(before) else Kind.PORT_CALL if _CALL.search(before) else None
    ship = scene.fleet.last(whole.end, CraftKind.VESSEL)
    if kind is None or ship is None or ship.start < whole.start - TOLD_BEFORE:
        return None
    return draft_of(
        kind,
        whole,
        crafts=(ship,),
        equipment=(carrier(scene.doc, ship),),
        actors=operators(scene, (ship,)),
        polarity=Polarity.NEGATIVE,
        checkable_by=("vessels",),
    )


_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May with the tug Sea Lynx. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai avec le remorqueur Lynx III. ",
}
TOLD_INVERTED = Pattern(
    "told inverted",
    Kind.PORT_CALL,
    told_inverted,
    reads=(
        ("fr", "C'est à l'aube qu'a accosté à Bizerte, le 4 mai, le cargo Altaïr II (OMI 9074729)."),
        ("fr", "D'Odessa est parti le 3 mai le cargo Altaïr II (OMI 9074729)."),
        ("fr", "Le 4 mai a mouillé en rade de Bizerte le cargo Altaïr II (OMI 9074729)."),
    ),
    ignores=(
        ("fr", "C'est à l'aube qu'est parti de Bizerte le maire, à bord du cargo Altaïr II."),
        ("fr", "Le 4 mai a commencé la fête."),
    ),
)
PAIR_AT_SEA = Pattern(
    "pair at sea",
    Kind.PORT_CALL,
    pair_at_sea,
    reads=(
        ("en", _SHIP["en"] + "By noon on 5 May the pair had rounded Crete."),
        ("en", _SHIP["en"] + "The two passed Malta on 7 May."),
        ("fr", _SHIP["fr"] + "Le duo a franchi les Dardanelles le 5 mai."),
        ("fr", _SHIP["fr"] + "Tous deux ont quitté Bizerte le 9 mai."),
    ),
    ignores=(
        ("en", "The mayor met his wife. The pair had left Malta on 7 May."),
        ("fr", "Les époux sont rentrés. Le duo a quitté Bizerte le 9 mai."),
    ),
)
FELL_THROUGH = Pattern(
    "fell through",
    Kind.SHIP_TRANSFER,
    fell_through,
    reads=(
        ("en", _SHIP["en"] + "Two transfers followed off Crete. A third, set for 9 May, was called off."),
        ("en", _SHIP["en"] + "A second transfer planned for 9 May never happened."),
        ("en", _SHIP["en"] + "Another port call on 9 May did not go ahead."),
        ("fr", _SHIP["fr"] + "Deux transbordements ont suivi. Un troisième, prévu le 9 mai, n'a jamais eu lieu."),
        ("fr", _SHIP["fr"] + "Une autre escale, prévue le 9 mai, a été annulée."),
    ),
    ignores=(
        ("en", "Two concerts followed. A third, set for 9 May, was called off."),
        ("fr", "Deux concerts ont suivi. Un troisième, prévu le 9 mai, n'a jamais eu lieu."),
    ),
)
