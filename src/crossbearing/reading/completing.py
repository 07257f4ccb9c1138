"""Arguments of a draft that its clause leaves to the rest of the report: identifiers, figures, parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.claims import Equipment, EquipmentRole, Kind, Polarity
from crossbearing.reading.craft.aboard_of import aboard_of, ship_so_far, sole_ship
from crossbearing.reading.craft.followed import Craft, CraftKind, CraftMention
from crossbearing.reading.craft.identifiers import Identifier, IdKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.gates import gated
from crossbearing.reading.numbers.figures import with_figures
from crossbearing.reading.parties.people import quantity_before
from crossbearing.reading.parties.roles import carrier, operators
from crossbearing.reading.parties.who_acts import with_parties
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.saying import Saying

_OF_A_FLIGHT = (IdKind.CALLSIGN, IdKind.FLIGHT_NUMBER)
_CARRIED = frozenset({Kind.DELIVERY, Kind.SHIP_TRANSFER})
_MOVES = frozenset({Kind.FLIGHT, Kind.PORT_CALL})


def completed(scene: Scene, draft: Draft, found: Sequence[Saying]) -> Draft:
    """Return a draft with what the report says of its craft, figures and parties; `found` are its speakers."""
    if draft.kind is Kind.FLIGHT:
        draft = _aboard(scene, draft)
    if draft.kind is Kind.PORT_CALL:
        draft = _from_ship_to_ship(scene, draft)
    draft = _with_subject(scene, draft)
    held = aboard_of(scene, draft)
    if held is not draft.crafts:
        draft = replace(draft, crafts=held)
    else:
        draft = replace(draft, crafts=_with_ids(scene, draft))
    draft = _with_sole_mark(scene, draft)
    draft = with_figures(scene, draft)
    return with_parties(scene, draft, found)


_OTHER_SHIP = gated(
    r"\b(?:from|onto|d'un|d'une|depuis un|depuis une|vers un|vers une) "
    r"(?:(?:an?|another|second|smaller|larger|autre|second|deuxieme|the) )?(?:[\w-]+ ){0,2}$"
)


_TAKEN_ON = gated(
    r"\b(?:taken on|took on|takes on|taking on|loaded|transferred|received|transborde\w*|"
    r"embarque\w*|charge[er]?\w*|recu\w*|transfere\w*|repris\w*)\b"
)


def _from_ship_to_ship(scene: Scene, draft: Draft) -> Draft:
    """*had taken on crates from an unlit dhow*: goods that go from one ship to another."""
    ships = [
        one for one in scene.fleet.within(draft.clause.object.start, draft.end) if one.craft.kind is CraftKind.VESSEL
    ]
    moved = any(True for _ in inside(scene.goods, draft.start, draft.end))
    moved = moved and _TAKEN_ON.search(scene.doc.flat, draft.start, draft.end) is not None
    own = {one.craft.name for one in draft.crafts}
    others = [one for one in ships if one.craft.name not in own and not one.anaphoric]
    if not moved or not own or not any(_OTHER_SHIP.search(scene.doc.flat, draft.start, one.start) for one in others):
        return draft
    return replace(draft, kind=Kind.SHIP_TRANSFER)


_CUT = frozenset({Kind.FLIGHT, Kind.PORT_CALL, Kind.DELIVERY, Kind.SHIP_TRANSFER, Kind.VISIT_COUNT})


def _with_subject(scene: Scene, draft: Draft) -> Draft:
    """*An Il-76 of X, registration Y, flew …*, of which a comma or an attribution left the verb alone: its craft."""
    clause = draft.clause
    if draft.kind not in _CUT or draft.start < clause.at or any(one.start < draft.start for one in draft.crafts):
        return draft
    marked = [one for one in scene.fleet.within(clause.sentence.start, draft.start) if one.craft.ids]
    if len(marked) != 1 or marked[0].plural:
        return draft
    crafts = (marked[0], *(one for one in draft.crafts if one.craft.name != marked[0].craft.name))
    return replace(draft, crafts=crafts, actors=draft.actors or operators(scene, marked))


def _with_sole_mark(scene: Scene, draft: Draft) -> Draft:
    """*Un A400M s'est posé … un appareil portant le numéro 21-0118*: one type and one mark in a whole report."""
    if (
        draft.kind not in (Kind.FLIGHT, Kind.VISIT_COUNT)
        or draft.polarity is Polarity.NEGATIVE
        or len(draft.crafts) != 1
    ):
        return draft
    one = draft.crafts[0]
    if (
        one.plural
        or one.craft.ids
        or one.craft.kind is not CraftKind.AIRCRAFT
        or _OF_SEVERAL.search(scene.doc.flat, max(draft.start - 24, 0), draft.end)
    ):
        return draft
    mark = scene.sole_mark
    if mark is None or not one.craft.named or _flies_for_another(scene, one, mark):
        return draft
    return replace(draft, crafts=(replace(one, craft=replace(one.craft, ids=(mark,))),))


def _flies_for_another(scene: Scene, one: CraftMention, mark: Identifier) -> bool:
    """*A Saha 747 (EP-SHJ) left …; a Qeshm Fars Air 747 landed*: the mark is told of another operator's aircraft."""
    marked = [got for got in scene.fleet.mentions if mark in got.craft.ids and got.craft.operator]
    return any(one.craft.operator and got.craft.operator != one.craft.operator for got in marked)


_OF_SEVERAL = gated(
    r"\b(?:another|second|third|two|three|four|several|other|autres?|deuxieme|troisieme|deux|trois|quatre|plusieurs|des|such)\b"
)
_ABOARD = gated(r"\b(?:aboard|on board|a bord (?:de |d'|du ))(?: ?(?:an?|un|une|the|le|l') ?)?")


def _aboard(scene: Scene, draft: Draft) -> Draft:
    """*The six aircraft came in aboard an A400M*: what flew is the A400M, and the six are its cargo."""
    match = _ABOARD.search(scene.doc.flat, draft.start, draft.end)
    subject = draft.crafts[:1]
    planes = [one for one in scene.fleet.within(match.end(), draft.end) if _is_plane(one)] if match else []
    if match is None or not planes or not subject or planes[0] in draft.crafts or subject[0].start > match.start():
        return draft
    loaded = quantity_before(scene.doc, subject[0].start)
    low, high = (loaded.min, loaded.max) if loaded else (None, None)
    cargo = Equipment(subject[0].craft.name, EquipmentRole.CARGO, low, high)
    rest = [one for one in draft.equipment if one.name not in (subject[0].craft.name, planes[0].craft.name)]
    equipment = (carrier(scene.doc, planes[0]), cargo, *rest)
    return replace(draft, crafts=tuple(planes[:1]), equipment=equipment, actors=operators(scene, planes[:1]))


def _is_plane(one: CraftMention) -> bool:
    return one.craft.kind is CraftKind.AIRCRAFT and (one.craft.named or bool(one.craft.ids))


def _with_ids(scene: Scene, draft: Draft) -> tuple[CraftMention, ...]:
    """A callsign counts in its own sentence only; what stands in the span counts in any case."""
    sentence = draft.clause.sentence
    low, high = min(sentence.start, draft.start), max(sentence.end, draft.end)
    if draft.kind in _TALLIES or _PARTNER.match(scene.doc.flat, draft.start):
        low, high = draft.start, draft.end
    if draft.kind in _TALLIES and not _is_its_own(scene, draft):
        return ()
    if _PARTNER.match(scene.doc.flat, draft.start):
        crafts = []
    else:
        crafts = [_without(one, _past_of(one, low, high)) for one in draft.crafts]
    if draft.kind in (Kind.ALIAS, Kind.VISIT_COUNT):
        crafts = _named_here(scene, draft, crafts)
    known = {got.value for one in crafts for got in one.craft.ids}
    extra = tuple(one for one in inside(scene.doc.ids, draft.start, draft.end) if one.value not in known)
    if extra and draft.kind is not Kind.DENIAL:
        crafts.append(CraftMention(extra[0].start, extra[-1].end, Craft(CraftKind.AIRCRAFT, "craft", ids=extra)))
    if all(one.start < draft.start and _only_escorts(scene, one) for one in crafts):
        crafts = _meant_by_her(scene, draft) or crafts
    if not crafts and draft.kind in _CARRIED:
        crafts = _only_ship(scene, draft)
    if not crafts and draft.kind is Kind.DENIAL:
        crafts = _denied_aboard(scene, draft)
    return tuple(crafts)


def _named_here(scene: Scene, draft: Draft, crafts: list[CraftMention]) -> list[CraftMention]:
    """Where a ship is named in the claim itself, none that was told of before is meant."""
    here = [one for one in scene.fleet.within(draft.start, draft.end) if one.craft.named and one.craft.ids]
    strangers = [one for one in crafts if not draft.start <= one.start < draft.end]
    if not here or not strangers or any(one.craft.name == strangers[0].craft.name for one in here):
        return crafts
    return here[:1]


# Another one of a pair: what is told of it is not told of the one named before.
_PARTNER = re.compile(
    r"(?:its (?:partner|twin|companion)|the other (?:one|aircraft|plane|ship|vessel)|l'autre|son jumeau)\b"
)
_TALLIES = (Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE)
_ITS = re.compile(
    r"\b(?:sa|son|ses|its|her|his|il|elle|ils|elles|it|she|they|celui-ci|celle-ci|ce dernier|cette derniere|the latter|"
    r"which|qui|y)\b"
)


def _is_its_own(scene: Scene, draft: Draft) -> bool:
    """*sa quatrième visite* is a craft's own; *la sixième rotation de ce type*, *the third such flight* are not."""
    if _OF_THIS_KIND.search(scene.doc.flat, draft.start, draft.end):
        return False
    sentence = draft.clause.sentence
    here = scene.fleet.within(min(sentence.start, draft.start), draft.end)
    return bool(here) or _ITS.search(scene.doc.flat, min(sentence.start, draft.start), draft.end) is not None


# "the tenth such flight", "le troisième vol de cette compagnie": others may have flown the others.
_OF_THIS_KIND = gated(
    r"\b(?:such|similar|de ce type|de ce genre|de la sorte|"
    r"(?:airline|company|carrier|operator|firm|army|navy|air force)'s|"
    r"(?:of|by|for) (?:this|that) (?:airline|company|carrier|operator|firm)|"
    r"(?:vol|rotation|visite|escale|liaison|passage|trajet)s? de (?:cette|ladite|la meme) (?:compagnie|societe))\b"
)


def _is_past(one: Identifier, low: int, high: int) -> bool:
    return one.kind in _OF_A_FLIGHT and not low <= one.start < high


def _past_of(one: CraftMention, low: int, high: int) -> list[Identifier]:
    """The identifiers of other flights; a callsign that is all that is known of a craft stays."""
    if all(got.kind in _OF_A_FLIGHT for got in one.craft.ids):
        return []
    return [got for got in one.craft.ids if _is_past(got, low, high)]


def _without(one: CraftMention, dropped: Sequence[Identifier]) -> CraftMention:
    if not dropped:
        return one
    return replace(one, craft=replace(one.craft, ids=tuple(got for got in one.craft.ids if got not in dropped)))


_ON_A_SHIP = gated(
    r"\b(?:on board|aboard|a bord|a son bord|loaded|unloaded|offloaded|charge\w*|decharge\w*|debarque\w*|embarque\w*|"
    r"moved|shipped|"
    r"achemine\w*|expedie\w*|"
    r"the (?:ship|vessel|freighter)|le (?:navire|cargo|roulier|batiment))\b"
)


def _only_ship(scene: Scene, draft: Draft) -> list[CraftMention]:
    """*At least 12 containers were taken on board*: the ship, where the report has told of one only."""
    named = [one for one in scene.fleet.mentions if one.craft.kind is CraftKind.VESSEL and one.craft.named]
    before = [one for one in named if one.start < draft.end]
    if len({one.craft.name for one in named}) != 1 or not before:
        sole = sole_ship(scene, draft.start)
        before = [sole] if sole is not None and _goes_on_about(scene, draft, sole) else []
    shipped = draft.kind is Kind.SHIP_TRANSFER or _ON_A_SHIP.search(scene.doc.flat, draft.start, draft.end)
    return before[-1:] if shipped else []


_ESCORTS = gated(
    r"\b(?:corvettes?|frigates?|fregates?|destroyers?|tugs?|tugboats?|remorqueurs?|patrol (?:boat|ship|vessel)s?|"
    r"patrouilleurs?|vedettes?|warships?|gunboats?)\b"
)


def _only_escorts(scene: Scene, one: CraftMention) -> bool:
    """Say whether a craft without a number is a warship or a tug beside the ship that a report is about."""
    return not one.craft.ids and (
        not one.craft.named or _ESCORTS.search(scene.doc.flat, max(0, one.start - 12), one.end) is not None
    )


# English calls only a ship and a woman so.
_OF_HER = gated(r"\b(?:she|the (?:ship|vessel)'s)\b")
_OF_A_SHIP = frozenset({Kind.PORT_CALL, Kind.VISIT_COUNT, Kind.SHIP_TRANSFER})


def _meant_by_her(scene: Scene, draft: Draft) -> list[CraftMention]:
    """*where she is said to have called*, *the ship's third run*: the only ship with a number so far."""
    her = draft.kind in _OF_A_SHIP and _OF_HER.search(scene.doc.flat, draft.clause.start, draft.end)
    sole = ship_so_far(scene, draft.start) if her else None
    return [] if sole is None else [sole]


_THE_SHIP = gated(
    r"\b(?:the (?:ship|vessel|freighter|tanker)|(?:le|du|au) (?:navire|cargo|roulier|batiment|petrolier)|she|her|"
    r"l'exploitant|l'armateur|the owner|the operator)\b"
)


def _goes_on_about(scene: Scene, draft: Draft, ship: CraftMention) -> bool:
    """Say whether a sentence still tells of a ship: in the same paragraph, or by a word that means her or her owner."""
    sentence = draft.clause.sentence
    same = scene.doc.sentences[scene.doc.sentence_at(ship.start)].paragraph == sentence.paragraph
    return same or _THE_SHIP.search(scene.doc.flat, sentence.start, draft.end) is not None


_IN_HER_HOLD = gated(
    r"\b(?:a (?:son )?bord|dans (?:les|ses|la) (?:soutes?|cales?)|on board|aboard|in (?:her|the|its) holds?)\b"
)


_OF_THAT_NAME = gated(r"\b(?:of (?:that|this) name|by (?:that|this) name|de ce nom|portant ce nom)\b")
_SHE = gated(r"\b(?:she|her|of (?:that|this) name|by (?:that|this) name|de ce nom|portant ce nom)\b")
# A ship told of at most so many characters before is meant by what is denied of "her". GUESS: two sentences.
DENIED_OF = 250


def _denied_aboard(scene: Scene, draft: Draft) -> list[CraftMention]:
    """*denies that arms were found in the hold*: of the only ship with a number."""
    here = [one for one in scene.fleet.within(draft.start, draft.end) if one.craft.kind is CraftKind.VESSEL]
    meant = [one for one in here if one.craft.ids and not one.plural]
    if len({one.craft.ids for one in meant}) == 1:
        return meant[:1]
    by_name = not here or _OF_THAT_NAME.search(scene.doc.flat, draft.start, draft.end)
    if by_name and _SHE.search(scene.doc.flat, draft.start, draft.end):
        last = scene.fleet.last_named(draft.start, CraftKind.VESSEL)
        near = last is not None and last.start > draft.start - DENIED_OF and last.craft.ids and not last.plural
        return [last] if near and last is not None else []
    sole = sole_ship(scene, draft.start) if _IN_HER_HOLD.search(scene.doc.flat, draft.start, draft.end) else None
    return [] if sole is None else [sole]
