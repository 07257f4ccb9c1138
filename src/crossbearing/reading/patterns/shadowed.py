"""Craft that others follow, meet or pass on their way, and where a picture or a log has them."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import extents
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import carrier, operators
from crossbearing.reading.scene import Scene, Who, subject_of
from crossbearing.reading.when import dated

_FOLLOWS = words(
    "shadow escort accompany tail follow track hail monitor pass meet buzz challenge"
    " pister filer escorter suivre talonner croiser surveiller accompagner héler dépasser doubler"
)
_CATCHES = words("catch spot sight see photograph film capture surprendre apercevoir repérer photographier voir filmer")
_PLACES = words("show put place locate situate have montrer situer placer localiser donner voir")
_IMAGES = gated(
    r"\b(?:imag(?:e|es|ery|erie)|pictures?|photos?|photographs?|satellite\w*|frames?|footage|videos?|cliches?|vues?|"
    r"records?|registers?|logs?|registres?|journal|journaux|releves?|data|donnees|tracks?|traces?|ais|"
    r"signals?|transponders?|positions?|transpondeurs?|balises?|signal|signaux)\b"
)
# *the ship's signal placed her off Basra*: what it says of itself.
_OWN_SIGNAL = gated(r"\b(?:signals?|transponders?|ais|positions?|tracks?|transpondeurs?|balises?|signaux|traces?)\b")
_PRONOUN = re.compile(r"(?:^|[ ,])(?:l'|les |le |la )(?:(?:a|ont|avait|avaient|aura) (?:\w+ )?)?$")
_THEM = re.compile(r" (?:it|them|her|him)\b")
_FALSE = gated(
    r"\b(?:transmit\w*|broadcast\w*|report\w*|declar\w*|giv\w+|show\w*|emet\w*|diffus\w*|affich\w*|donn\w+|indiqu\w*|"
    r"declar\w+|annonc\w*|transmet\w*) (?:[a-z]+ ){0,2}?(?:(?:a |an )?(?:false|fake|bogus|wrong|invented) "
    r"(?:destination|position|name|identity|flag|mmsi|imo|course|signal|location)s?|"
    r"(?:une |un |de )?(?:fausses?|faux|fictives?) (?:destinations?|positions?|nom|noms|identite|pavillon|route|cap)|"
    r"(?:une )?(?:destination|position|identite) (?:fausse|fictive|erronee|bidon))"
)
_NEAR_HER = gated(
    r"\b(?:within [^,;.]{2,30} of (?:her|it|them|each other|one another)|a moins de [^,;.]{2,30} (?:d'elle|de lui|"
    r"l'un de l'autre|d'eux)|side by side|cote a cote|dans son sillage|in (?:its|her) wake)\b"
)
_KEEPS = words("stay remain keep lie sail rester demeurer naviguer se-tenir tenir croiser")


def shadowed(clause: Clause, scene: Scene) -> Draft | None:
    """A vessel or a column followed, met or pictured at a place or on a day; a false signal; two that keep close."""
    predicate = clause.predicate
    if predicate is None or predicate.bare:
        return None
    subject = subject_of(scene, clause)
    own = subject.craft if subject.craft is not None and subject.craft.craft.kind is CraftKind.VESSEL else None
    if own is not None and not predicate.negative and _FALSE.search(clause.flat):
        return _fact(clause, scene, own)
    if own is not None and predicate.lemma in _KEEPS and _NEAR_HER.search(clause.flat):
        return _fact(clause, scene, own)
    if (
        own is not None
        and predicate.lemma in _FOLLOWS
        and predicate.passive
        and _BY.match(clause.text_of(clause.object))
    ):
        return _fact(clause, scene, own)
    seen = predicate.lemma in _CATCHES and _is_meant(clause, scene)
    met = (predicate.lemma in _FOLLOWS or seen) and not predicate.passive
    pictured = (
        predicate.lemma in _PLACES
        and not predicate.passive
        and _IMAGES.search(clause.text_of(clause.subject)) is not None
    )
    if not (met or pictured):
        return None
    mention = _followed(clause, scene) or (
        own if pictured and _OWN_SIGNAL.search(clause.text_of(clause.subject)) else None
    )
    if mention is None:
        return None
    placed = any(clause.at <= low < clause.end for low, _ in extents(scene.spots, scene.relatives))
    placed = placed or (pictured and _NEARBY.search(clause.text_of(clause.object)) is not None)
    if not placed and not (met and dated(scene.doc, clause.start, clause.end)):
        return None
    return _fact(clause, scene, mention)


# "was escorted for part of the way by a patrol boat": what was done to a ship, no movement of its own.
_BY = re.compile(r"[^.;,]{0,40}? (?:by|par) ")
_NEARBY = gated(
    r"\b(?:pres|a cote|devant|derriere|au pied|beside|next to|near|alongside|close to|in front of|outside|"
    r"parked|moored|berthed|a quai|stationne\w*|amarre\w*)\b"
)


def _followed(clause: Clause, scene: Scene) -> CraftMention | None:
    """What is followed: named behind the verb, or meant by a pronoun beside it."""
    predicate = clause.predicate
    assert predicate is not None
    kinds = (CraftKind.VESSEL, CraftKind.LAND)
    behind = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind in kinds]
    if behind and behind[0].start - predicate.end <= OBJECT_REACH:
        known = behind[0].craft.named or behind[0].anaphoric
        apart = _APART.search(scene.doc.flat, predicate.end, behind[0].start)
        return behind[0] if known and not apart else None
    if not _is_meant(clause, scene):
        return None
    subject = subject_of(scene, clause)
    last = scene.fleet.last(clause.start)
    return last if last is not None and last is not subject.craft and subject.who is not Who.AIRCRAFT else None


def _is_meant(clause: Clause, scene: Scene) -> bool:
    """*des bergers l'ont croisée*, *escorted it*: a pronoun stands for what is followed."""
    predicate = clause.predicate
    assert predicate is not None
    if scene.doc.language == "en":
        return _THEM.match(clause.text_of(clause.object)) is not None
    if _PRONOUN.search(scene.doc.flat, clause.start, predicate.start):
        return True
    return _PRONOUN.match(scene.doc.flat, predicate.start, predicate.start + PRONOUN) is not None


# "met in London to discuss the ship": no object of the verb.
_APART = re.compile(r" (?:in|at|to discuss|to debate|a|dans|pour|pour discuter) ")
# The object of such a verb begins at most so many characters behind it.
OBJECT_REACH = 40
# A verb group begins with its pronoun, of so many characters.
PRONOUN = 3


def _fact(clause: Clause, scene: Scene, mention: CraftMention) -> Draft:
    flown = mention.craft.kind is CraftKind.AIRCRAFT
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=(mention,),
        equipment=(carrier(scene.doc, mention),),
        actors=operators(scene, (mention,)),
        checkable_by=("flights",) if flown else ("vessels",),
    )


_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai. ",
}
SHADOWED = Pattern(
    "shadowed",
    Kind.STATEMENT,
    shadowed,
    reads=(
        ("en", _SHIP["en"] + "A Greek frigate shadowed the Blue Heron off Crete on 7 May."),
        ("fr", _SHIP["fr"] + "Une frégate grecque a escorté l'Altaïr II au large de la Crète le 7 mai."),
        ("en", _SHIP["en"] + "The Blue Heron was followed by a Greek frigate."),
        ("fr", _SHIP["fr"] + "L'Altaïr II a été escorté par une vedette grecque."),
        ("en", _SHIP["en"] + "The Blue Heron was transmitting a false destination."),
        ("fr", _SHIP["fr"] + "L'Altaïr II émettait une fausse position."),
        ("en", _SHIP["en"] + "The Blue Heron's transponder put her off Malta on 5 May."),
        ("en", _SHIP["en"] + "Her AIS signal placed her at Tartus on 6 May."),
        ("fr", _SHIP["fr"] + "Le signal de l'Altaïr II le situait au large de Malte le 5 mai."),
    ),
    ignores=(
        ("en", _SHIP["en"] + "A dog followed the mayor to Crete."),
        ("fr", _SHIP["fr"] + "Le maire a suivi le débat à Odessa."),
    ),
)
