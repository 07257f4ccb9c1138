"""What is told of one ship in words that no narrower pattern knows: where she was on a day, unheard, handled, counted.

No list can hold every verb of the sea. These patterns come last and ask less of the verb and more of the rest: a ship
that the report has named, a day, and a place, a device or a movement that is counted.
"""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind, PlaceRole
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.verbs import Form
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.patterns.anchors import IN_PAPERS
from crossbearing.reading.patterns.port_call import call_of
from crossbearing.reading.patterns.ranked import OPERATION
from crossbearing.reading.patterns.silence import ship_before, ship_meant, silence_of
from crossbearing.reading.patterns.told import fact_of
from crossbearing.reading.patterns.visit_count import count_of
from crossbearing.reading.places.routes import places_named
from crossbearing.reading.scene import Scene, subject_of
from crossbearing.reading.when import dated

# What befalls a ship on paper or in speech is no place that she was at.
_ON_PAPER = words(
    "build sell buy register flag reflag insure own manage name rename call order charter convert sanction list belong"
    " figure describe accuse cost want hope plan need have say claim deny suspect believe launch commission scrap rate"
    " class value mention report cite blame link connect tie appear seem look know think expect win lose pay become"
    " mean"
    " construire vendre acheter immatriculer assurer appartenir appeler lancer avoir vouloir devoir falloir sembler"
    " paraître accuser dire affirmer nier soupçonner croire nommer baptiser rebaptiser affréter convertir sanctionner"
    " figurer décrire coûter espérer prévoir citer mentionner relier lier valoir démolir devenir perdre gagner payer"
    " changer change désigner designate carry transport transporter suffer subir"
)
_PLACED = (PlaceRole.SITE, PlaceRole.ARRIVAL, PlaceRole.DEPARTURE, PlaceRole.VIA)


def _is_told(clause: Clause) -> bool:
    """Say whether a clause tells something that came about: no supposition, no participle by itself."""
    predicate = clause.predicate
    return predicate is not None and not predicate.bare and predicate.modal not in ("can", "should", "would", "may")


def _known(mention: CraftMention | None) -> bool:
    return (
        mention is not None
        and mention.craft.kind is CraftKind.VESSEL
        and (mention.craft.named or bool(mention.craft.ids) or mention.anaphoric)
    )


# Passives that tell where a ship was; "was debated in Brussels" does not.
_DONE_TO_HER = words(
    "pass see spot sight track photograph observe locate tow escort board inspect search stop moor berth anchor ground"
    " refuel bunker repair load unload shadow follow intercept detain turn divert strike hit attack"
    " passer voir apercevoir repérer photographier observer localiser remorquer escorter arraisonner inspecter fouiller"
    " amarrer mouiller échouer ravitailler réparer charger décharger suivre intercepter retenir dérouter frapper"
    " croiser"
)
# "the film about the ship", "le capitaine du X": another is the subject.
_NOT_THE_HEAD = re.compile(
    r"\b(?:about|of|for|with|by|sur|de|du|des|pour|avec|par) "
    r"(?:the |la |le |l'|an? |une? |this |that |ce |cet |cette )?"
    r"(?:[\w-]+ )?$|\bd'(?:une? )?$"
)
# Behind "was": where, not what ("was the third arrival from X this year").
_THERE = re.compile(
    r" (?:still |now |back |then |again |alors |encore |toujours |de nouveau )?(?:some |about |around |nearly |"
    r"environ |pres |a |au |aux |en |dans |devant |at |in |off |near |outside |on the |between |entre |within |\d)"
)


def somewhere(clause: Clause, scene: Scene) -> Draft | None:
    """*She swung at anchor off X for three days*: a ship that is the subject, a day, and a place of her own."""
    predicate = clause.predicate
    if predicate is None or not _is_told(clause) or predicate.lemma in _ON_PAPER or predicate.form is Form.FUTURE:
        return None
    ship = subject_of(scene, clause).craft
    if (predicate.passive and predicate.lemma not in _DONE_TO_HER) or IN_PAPERS.search(clause.flat):
        return None
    if predicate.lemma in ("be", "être") and not _THERE.match(clause.text_of(clause.object)):
        return None
    if ship is None or not _known(ship) or ship.plural or not dated(scene.doc, clause.start, clause.end):
        return None
    if _NOT_THE_HEAD.search(scene.doc.flat, clause.start, ship.start) and ship.start >= clause.start:
        return None
    places = places_named(scene, clause, Kind.PORT_CALL)
    if not any(one.lat is not None and one.role in _PLACED for one in places):
        return None
    return fact_of(clause, scene, (ship,)) if predicate.passive else call_of(clause, scene, ship)


_DEVICE = gated(r"\b(?:ais|transponders?|transpondeurs?|signal ais|ais signals?|tracking signal|emetteur)\b")
_UNHEARD = re.compile(
    r"\b(?:no|nobody|personne|not|never|nothing|without|nor|neither|lost|mute|silent|silence|dark|blank|fail\w*|stop\w*|ceas\w*|"
    r"vanish\w*|disappear\w*|invisible|off|cut|dead|sans|aucune?|rien|plus|muette?s?|eteinte?s?|coupee?s?|panne|perdu\w*|"
    r"disparu\w*|cesse\w*|tue?s?)\b|n't\b"
)
_HEARD_AGAIN = gated(
    r"\b(?:switched (?:back )?on|turned (?:back )?on|came back|came on|again|back on|rallum\w*|reallum\w*|"
    r"de nouveau|a nouveau|rebranch\w*|oblig\w*|requir\w*|rules?|regles?|law|loi|should|doi(?:t|vent)|must)\b"
)


# "nobody could find her on AIS": the ship told of last.
_HER = re.compile(r" (?:her|it)\b")


def unheard(clause: Clause, scene: Scene) -> Draft | None:
    """*For four days the ship could not be seen on AIS*: the device, a word for nothing, how long or since when."""
    if clause.predicate is None or not _DEVICE.search(clause.flat) or not _UNHEARD.search(clause.flat):
        return None
    if _HEARD_AGAIN.search(clause.flat) or not inside(scene.doc.times, clause.start, clause.end):
        return None
    hers = _DEVICE.search(clause.text_of(clause.subject)) or _HER.match(clause.text_of(clause.object))
    ship = ship_meant(clause, scene) or (ship_before(clause, scene) if hers else None)
    return silence_of(clause, scene, ship) if ship is not None and _known(ship) else None


# Talk of a ship is nothing done to her.
_TALK = _ON_PAPER | words(
    "see watch criticise criticize discuss follow await blame photograph film show write read ask tell quote study"
    " regarder critiquer discuter attendre écrire lire demander évoquer étudier montrer concerner viser"
)
# The ship stands at most this many characters behind the verb that tells what was done to her. GUESS.
OBJECT_REACH = 12


def handled(clause: Clause, scene: Scene) -> Draft | None:
    """*The coalition waved the X through on 30 April*: something done on a day to a ship by her name."""
    predicate = clause.predicate
    if predicate is None or not _is_told(clause) or predicate.passive or predicate.lemma in _TALK:
        return None
    behind = scene.fleet.within(predicate.end, predicate.end + OBJECT_REACH)
    ship = next((one for one in behind if one.craft.kind is CraftKind.VESSEL and one.craft.named), None)
    if ship is None or _BETWEEN.search(scene.doc.flat, predicate.end, ship.start):
        return None
    subject = subject_of(scene, clause).craft
    alone = subject is None or subject.craft.name != ship.craft.name
    return fact_of(clause, scene, (ship,)) if alone and dated(scene.doc, clause.start, clause.end) else None


# "sailed with the X", "à bord du X": not what was done to her.
_BETWEEN = re.compile(
    r"\b(?:with|aboard|on|to|from|of|by|for|in|at|like|as|avec|a bord|sur|pour|par|dans|de|du|au|chez|comme|vers)\b"
)
_NO_COUNT = ("ordinal", "percent", "money", "measure", "bare_plural")
# A noun counted stands at most this many characters behind its figure ("31 such southbound runs").
NOUN_REACH = 28


def counted_anyhow(clause: Clause, scene: Scene) -> Draft | None:
    """*Our watchers had 31 such southbound runs this summer*: movements with a figure, over a stretch of time."""
    if clause.predicate is None or not _is_told(clause) or clause.predicate.negative:
        return None
    if not any(_known(one) for one in scene.fleet.mentions) or not dated(scene.doc, clause.start, clause.end):
        return None
    for figure in inside(scene.doc.quantities, clause.start, clause.end):
        most = figure.max if figure.min is None else figure.min
        if figure.form in _NO_COUNT or (most or 0) <= 1:
            continue
        nouns = [
            one.word
            for one in inside(scene.doc.nouns["visits"], figure.end, figure.end + NOUN_REACH)
            if _NO_GAP.search(scene.doc.flat, figure.end, one.start) is None
        ]
        operation = OPERATION.match(scene.doc.flat, figure.end)
        if nouns or operation:
            return count_of(clause, scene, nouns[0] if nouns else str(operation and operation["noun"]), figure)
    return None


_NO_GAP = re.compile(
    r"\b(?:of|de|in|on|a|at|and|et|for|pour|after|apres|days?|hours?|jours?|heures?|mois|months?)\b|[,;:]"
)
_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai. ",
}
_ABOUT_HER = {
    "en": "The tanker Blue Heron (IMO 9074729) belongs to a Greek firm. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) appartient à un armateur grec. ",
}
SOMEWHERE = Pattern(
    "a ship somewhere",
    Kind.PORT_CALL,
    somewhere,
    reads=(
        ("en", _ABOUT_HER["en"] + "She swung at anchor off Ceuta for three days from 7 May."),
        ("en", _ABOUT_HER["en"] + "She was some 40 km south of Mersin on 9 May."),
        ("fr", _ABOUT_HER["fr"] + "Le 9 mai, il était à 40 km au sud de Ceuta."),
    ),
    ignores=(
        ("en", _ABOUT_HER["en"] + "She was sold in Piraeus on 9 May."),
        ("en", _ABOUT_HER["en"] + "The mayor was in Ceuta on 9 May."),
        ("fr", _ABOUT_HER["fr"] + "Il avait été construit à Varna en mai."),
    ),
)
UNHEARD = Pattern(
    "a ship unheard",
    Kind.STATEMENT,
    unheard,
    reads=(
        ("en", _SHIP["en"] + "For four days in May the tanker could not be seen on AIS."),
        ("fr", _SHIP["fr"] + "Du 5 au 7 mai, le cargo restait invisible sur l'AIS."),
    ),
    ignores=(
        ("en", _SHIP["en"] + "On 5 May she switched her AIS back on."),
        ("en", _SHIP["en"] + "Nothing was seen of the mayor for four days in May."),
        ("fr", _SHIP["fr"] + "Le 5 mai, il a rallumé son transpondeur."),
    ),
)
HANDLED = Pattern(
    "a ship handled",
    Kind.STATEMENT,
    handled,
    reads=(
        ("en", _SHIP["en"] + "The coalition waved the Blue Heron through on 9 May."),
        ("fr", _SHIP["fr"] + "Le 9 mai, la douane a dédouané l'Altaïr II."),
    ),
    ignores=(
        ("en", _SHIP["en"] + "A columnist criticised the Blue Heron on 9 May."),
        ("fr", _SHIP["fr"] + "La presse a évoqué l'Altaïr II le 9 mai."),
    ),
)
COUNTED_ANYHOW = Pattern(
    "counted in other words",
    Kind.VISIT_COUNT,
    counted_anyhow,
    reads=(
        ("en", _SHIP["en"] + "Our watchers had 31 such southbound runs this spring."),
        ("en", _SHIP["en"] + "No fewer than three such unloadings have taken place at Ceuta since January."),
        ("fr", _SHIP["fr"] + "Les guetteurs en sont venus à voir douze passages de ce genre depuis janvier."),
    ),
    ignores=(
        ("en", "Our readers had 31 such runs this spring."),
        ("en", _SHIP["en"] + "The club had 31 members this spring."),
        ("fr", _SHIP["fr"] + "Le club a eu douze membres depuis janvier."),
    ),
)
