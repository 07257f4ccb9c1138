"""What ties an event down, so that somebody could check it: who or what in particular, a day, a place, a figure."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.verbs import Form
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import Goods
from crossbearing.reading.parties.people import People, quantity_before
from crossbearing.reading.parties.roles import parties
from crossbearing.reading.scene import Scene, subject_of
from crossbearing.reading.when import dated

NO_ONE = re.compile(
    r"(?:no|none of the|not one|not a(?: single)?|neither|aucune?|nulle?|pas une?(?: seule?)?|ni)\b|"
    r"[^,;]{0,60}\bni [^,;]{2,60} ni\b"
)
MILITARY = re.compile(
    r"soldat|militaire|soldier|troop|instruct|officier|officer|artill|recrue|recruit|combattant|fighter|mercen|"
    r"pilote|pilot|parachut|paratroop|marin|sailor|crew|equipage|technic|expert|engineer|ingenieur|servicem|general|"
    r"colonel|marechal|marshal|minist|delegation|advis|conseill|cadet|trainee|gunner|tankist|emissaire|envoy|inspect|"
    r"contract|stagiair|eleve|student|trainer|group|team|groupe|equipe|mission|formateur|tutor|mechanic|mecanic|mecano|"
    r"operat|negoci|negotia|personnel|men|"
    r"hommes|specialist|batail|battal|garnison|garrison|conting|commando|milic|militia|legion|peacekeep|casque|polic|"
    r"gendarm|troupe|brigad|regim|detach|squad|platoon|sapper|sapeur|reserv|veteran|loadmaster|amiral|admiral|ambassad|"
    r"capt|skipper|president|chef|head|chief|paramilit|special forces"
)
# Those who do not visit a place but hold it.
FORCES = re.compile(
    r"soldat|soldier|troop|troupe|mercen|combattant|fighter|paratroop|parachut|batail|battal|garnison|garrison|conting|"
    r"militia|milic|commando|marine|gendarme|polic|casque|peacekeep|homme|men\b|serviceme|brigad|regim|detach|legion|"
    r"paramilit|platoon|squad|gunner|artill|sapeur|sapper|special forces"
)
# A ship that appears in one of these is at no place by that.
IN_PAPERS = gated(
    r"\b(?:court|filings?|television|documentary|films?|books?|hearings?|auctions?|tribunal|reportages?|audience|"
    r"documentaire|encheres)\b"
)
ARMS = words(
    "drone drones missile missiles roquette roquettes rocket rockets obus shell shells bombe bombes bomb bombs"
    " chasseur chasseurs fighter fighters mortier mortiers mortar mortars"
)


def is_tied_down(draft: Draft, clause: Clause, scene: Scene) -> bool:
    """Say whether an event is told of somebody or something in particular, and of a day, a place or a figure.

    A present tense without any day tells what is usual, unless a speaker says it.
    """
    day = bool(dated(scene.doc, clause.start, clause.end)) or clause.lead is not None
    place = bool(inside(scene.spots, clause.object.start, clause.end)) or any(
        clause.start <= one.start < clause.end for one in scene.relatives
    )
    place = place or bool(inside(scene.doc.ids, clause.start, clause.end))
    here = _HERE.search(clause.flat) is not None or _Y.search(clause.flat) is not None
    place = place or (here and is_of_the_trade(scene))
    lasting = draft.kind in _STAYS and any(True for _ in inside(scene.doc.times, clause.at, clause.end))
    day = day or lasting
    bounds = [*((one.min, one.max) for one in draft.equipment), *((one.min, one.max) for one in draft.counts)]
    figure = any(low is not None and (low, high) != (1, 1) for low, high in bounds)
    figure = figure or any(one.quantity is not None for one in inside(scene.goods, clause.start, clause.end))
    counted = any(one.form != "ordinal" for one in inside(scene.doc.quantities, clause.start, clause.end))
    figure = figure or (draft.kind is Kind.AGREEMENT and counted)
    told_by_someone = any(one.governs(clause.at) and one.chain for one in clause.sayings)
    named = _is_particular(draft, clause, scene)
    if _is_usual(clause) and not day and not (told_by_someone and (place or figure)):
        stands = draft.kind in _STANDING or (draft.kind is Kind.STATEMENT and clause.lemma in _OWNS)
        stands = stands and clause.sentence.end - clause.start < HEADLINE
        if not (named and place and (stands or _is_headline(clause))):
            return False
    if NO_ONE.match(clause.flat) and is_of_the_trade(scene):
        return True  # "No cargo was loaded": told of the craft before
    origin = draft.kind is Kind.DELIVERY and bool(parties(scene, clause.object.start, clause.end))
    if named and origin and is_of_the_trade(scene) and not _is_usual(clause):
        return True  # "The shells came from a Serbian depot"
    if draft.kind is Kind.AGREEMENT and is_of_the_trade(scene) and (clause.lemma in _STATUS or told_by_someone):
        return True  # "the accord has not been reactivated"
    owned = draft.kind is Kind.STATEMENT and _OWNED.search(clause.flat) is not None and bool(draft.crafts)
    return (named and owned) or (
        named and (day or place or figure or (told_by_someone and bool(draft.actors or draft.crafts)))
    )


# Stays, whose length ties them down as a day does ("for three weeks").
_STAYS = (Kind.VISIT_OF_PEOPLE, Kind.TRAINING, Kind.DEPLOYMENT)
# States, of which the present tells what is so now ("1,500 fighters guard the mine at X").
_STANDING = (Kind.DEPLOYMENT,)
_STATUS = words(
    "réactiver suspendre résilier rompre geler dénoncer ratifier prolonger renouveler expirer annuler reconduire"
    " reactivate suspend terminate cancel freeze shelve revive ratify extend renew expire lapse scrap"
)
_OWNS = words("belong own manage operate insure")
# A sentence of at most so many characters is a plain one, not a description. GUESS.
HEADLINE = 160


_OWNED = gated(
    r"\b(?:propriete|propriet\w+|owned|owner|belongs?|appartien\w+|appartenai\w+|pavillon|flagged|registered|immatricul\w+|"
    r"insur\w+|assur(?:eur|e|ee|es|ance)|garantie|custody|detention|leased|chartered|affrete\w*)\b"
)


def _is_headline(clause: Clause) -> bool:
    """Say whether a clause is a line by itself without a full stop: a headline tells events in the present."""
    text, end = clause.doc.text, clause.sentence.end
    return text[max(0, end - 1) : end].strip() not in (".", "!", "?", ";", ":") and clause.end >= end - 1


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
    if any(MILITARY.match(one.noun) or is_crew(scene, one) for one in groups):
        return True
    if draft.kind is Kind.AGREEMENT and is_of_the_trade(scene):
        return True
    if not is_of_the_trade(scene):
        return False
    if any(quantity_before(scene.doc, one.start) for one in scene.fleet.within(clause.start, clause.end)):
        return True
    here = (*inside(scene.goods, clause.start, clause.end), *_goods_meant(clause, scene))
    return any(one.quantity is not None for one in here)


_CREW = re.compile(r"[\w' -]{0,30}?\b(?:d'equipage|of (?:the |her |its )?crew|crew members?)\b")


def is_crew(scene: Scene, group: People) -> bool:
    """Say whether people are of a ship's or an aircraft's crew: "nineteen members of the crew"."""
    return _CREW.match(scene.doc.flat, group.start, group.end + PART_REACH) is not None


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


_Y = re.compile(r"\by\b")
_HERE = gated(
    r"\b(?:here|there|ici|sur place|la-bas|aboard|a bord|in town|dans (?:la ville|le pays|le port)|in (?:the )?port|"
    r"in the country|at the base|a la base|on site)\b"
)


_COLUMN = re.compile(r"convo[iy]|colonne|column")


def _is_known(mention: CraftMention, scene: Scene) -> bool:
    """A craft by name, type, nationality or operator, or one that points back to such."""
    craft = mention.craft
    if craft.named or craft.country or craft.operator:
        return True
    if craft.kind is CraftKind.LAND and _COLUMN.match(scene.doc.flat, mention.start):
        return is_of_the_trade(scene)  # "the convoy took the road to X"
    return (
        mention.anaphoric
        and craft.kind is not CraftKind.LAND
        and any(one.craft.named for one in scene.fleet.mentions[:FIRST_WORDS])
    )


_WEAPONS = ARMS | words(
    "gun guns canon canons artillerie artillery arme armes arm arms weapon weapons munition munitions ammunition "
    "fusil fusils rifle rifles cartouche cartouches"
    " explosif explosifs explosive explosives obusier obusiers howitzer howitzers blindé blindés char chars tank tanks"
    " armement armements lanceur lanceurs launcher launchers mine mines torpille torpilles kalachnikov kalachnikovs"
    " détonateur détonateurs detonator detonators warhead warheads helicopter helicopters hélicoptère hélicoptères"
)
