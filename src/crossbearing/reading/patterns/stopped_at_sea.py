"""What authorities do to ships short of seizing them: turned away, refused a port, their papers looked at."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.patterns.silence import ship_before
from crossbearing.reading.patterns.told import fact_of
from crossbearing.reading.scene import Scene, Who, subject_of

# *turned away the coaster X*, *sent her back*, *a refoulé le caboteur X*.
_TURNED = gated(
    r"\b(?:turn|send|sent|wav|order|chas)\w*(?: [\w'-]+){0,2}? (?:away|back|off|out of)\b|\bwarned? off\b|"
    r"\b(?:somm|ordonn|intim)\w* [^.;]{0,30}?d[e'] ?(?:quitter|faire demi-tour|s'eloigner|rebrousser)\b|"
    r"\b(?:refoul|econdui|repouss|chass)\w*"
)
# *refused her entry*, *s'était vu refuser l'inspection*.
_REFUSED = gated(
    r"\b(?:refus|den(?:y|ie)|bar)\w*[^.;]{0,40}? (?:entry|access|permission|docking|berth\w*|anchorage|"
    r"inspection|boarding|"
    r"clearance|passage|to be (?:boarded|inspected|searched))\b|"
    r"\brefus\w* to (?:let|allow|admit)\b|"
    r"\b(?:refus|interdi)\w* [^.;]{0,40}?(?:le droit|la permission|l'autorisation) d[e']|"
    r"\b(?:refus|interdi)\w* (?:a [^.;,]{2,40} )?(?:l'|la |le |d')? ?(?:entree|acces|escale|accostage|inspection|"
    r"visite|controle|fouille|mouillage|passage|montee a bord|accoster|mouiller|entrer)\b"
)
# *checked her papers*, *a contrôlé ses certificats*.
_PAPERS = gated(
    r"\b(?:check|inspect|examin|verif|vett|went through|look)\w* (?:over |through |at |into )?(?:her|its|their|the "
    r"(?:ship|vessel|tanker|freighter|cargo)'s) (?:[\w'-]+ )?(?:papers|documents|certificates?|hold|holds|cargo|"
    r"manifest|"
    r"flag|registration|insurance|tanks)\b|"
    r"\b(?:control|verif|inspect|examin|epluch)\w* (?:ses|son|sa|leurs?) (?:[\w'-]+ )?(?:papiers|documents|"
    r"certificats?|"
    r"cales?|cargaison|manifeste|pavillon|immatriculation|assurance|soutes?|citernes)\b"
)
# *asked to board her …; the request was turned down*: told in one sentence.
_ASKED = gated(
    r"\b(?:ask|request|sought|seek|tri|attempt|want|offer)\w* (?:permission |leave )?to "
    r"(?:board|inspect|search|visit|check)\b|"
    r"\b(?:demand|tent|cherch|souhait|voul)\w* (?:a |de |d')?"
    r"(?:monter a bord|inspecter|visiter|controler|arraisonner|fouiller)"
)
_TURNED_DOWN = gated(
    r"\b(?:turned down|turned away|refus\w+|rejected|denied|declin\w+|rebuffed|ignored|rejet\w+|oppose\w*|econdui\w+|"
    r"interpos\w+|prevent\w+|empech\w+|without success|en vain|in vain|sans succes)\b"
)
_BY_WHOM = gated(
    r"\b(?:navy|marine|coast ?guard\w*|gardes?-cotes?|police|port|authorit\w+|autorit\w+|customs|douan\w+|"
    r"frigate|fregate|"
    r"patrol\w*|patrouill\w+|inspectors?|inspecteurs?|harbour|harbou?rmaster|capitainerie|they|ils|government|"
    r"gouvernement|officers?|warship|batiment|spokes\w+|porte-parole)\b"
)


def stopped_at_sea(clause: Clause, scene: Scene) -> Draft | None:
    """A ship turned away, refused something or looked over, by somebody who may."""
    predicate = clause.predicate
    if predicate is None:
        return None
    told = _PAPERS.search(clause.flat) or _REFUSED.search(clause.flat) or _TURNED.search(clause.flat)
    told = told or (_TURNED_DOWN.search(clause.sentence_flat) and _ASKED.search(clause.flat))
    if told is None or _BY_WHOM.search(clause.sentence_flat) is None:
        return None
    ship = _handled(clause, scene)
    return fact_of(clause, scene, (ship,)) if ship is not None else None


def _handled(clause: Clause, scene: Scene) -> CraftMention | None:
    """The ship behind the verb, or, where only its papers stand there, the one told of."""
    predicate = clause.predicate
    assert predicate is not None
    behind = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind is CraftKind.VESSEL]
    if behind:
        return behind[0]
    subject = subject_of(scene, clause)
    if subject.who is Who.VESSEL:
        return subject.craft if predicate.passive or _REFUSED.search(clause.flat) else None
    meant = (
        _PAPERS.search(clause.flat)
        or _THEM.match(clause.text_of(clause.object))
        or _BOARD_HER.search(clause.flat)
        or _IT.search(clause.text_of(clause.subject))
    )
    return ship_before(clause, scene) if meant else None


# "ordered her out", "l'ont refoulé": the ship told of before.
_THEM = re.compile(r" (?:her|it)\b")
_BOARD_HER = re.compile(
    r"\b(?:board|inspect|search|visit|check) (?:her|it)\b|\bl'(?:inspecter|arraisonner)|"
    r"\b(?:le|la) (?:visiter|controler|fouiller)"
)
_IT = re.compile(r"\bl'$|\bl' $|\bl'(?:a|ont|avait|avaient) ?$")


_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai. ",
}
STOPPED_AT_SEA = Pattern(
    "stopped at sea",
    Kind.STATEMENT,
    stopped_at_sea,
    reads=(
        ("en", "Greek coast guards turned back the tanker Blue Heron (IMO 9074729) on 5 May."),
        ("en", "The port of Varna refused the tanker Blue Heron (IMO 9074729) entry on 5 May."),
        ("en", _SHIP["en"] + "The Finnish navy inspected her papers on 7 May."),
        ("en", "On 5 May a Dutch frigate was denied permission to board the tanker Blue Heron (IMO 9074729)."),
        ("fr", "Les gardes-côtes grecs ont refoulé le cargo Altaïr II (OMI 9074729) le 5 mai."),
        ("fr", "Le port de Varna a refusé l'accostage au cargo Altaïr II (OMI 9074729) le 5 mai."),
        ("fr", _SHIP["fr"] + "La marine finlandaise a contrôlé ses certificats le 7 mai."),
        ("fr", "Le 5 mai, une frégate grecque s'est vu refuser la visite du cargo Altaïr II (OMI 9074729)."),
    ),
    ignores=(
        ("en", "Police turned back the demonstrators on 5 May."),
        ("en", _SHIP["en"] + "The teacher checked her papers on 7 May."),
        ("fr", "La police a refoulé les manifestants le 5 mai."),
        ("fr", "Le port de Varna a refusé l'accès aux promeneurs le 5 mai."),
    ),
)
