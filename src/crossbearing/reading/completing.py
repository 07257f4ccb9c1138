"""Arguments of a draft that its clause leaves to the rest of the report: identifiers, figures, parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import is_not

from crossbearing.model.claims import Count, Equipment, EquipmentRole, Kind, Polarity
from crossbearing.reading.aboard_of import aboard_of
from crossbearing.reading.craft import Craft, CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.gates import gated
from crossbearing.reading.goods import as_equipment
from crossbearing.reading.identifiers import Identifier, IdKind
from crossbearing.reading.people import quantity_before
from crossbearing.reading.quantity import Quantity
from crossbearing.reading.roles import carrier, operators
from crossbearing.reading.saying import Saying
from crossbearing.reading.scene import Scene
from crossbearing.reading.who_acts import with_parties

_OF_A_FLIGHT = (IdKind.CALLSIGN, IdKind.FLIGHT_NUMBER)
_CARRIED = frozenset({Kind.DELIVERY, Kind.SHIP_TRANSFER})
_MOVES = frozenset({Kind.FLIGHT, Kind.PORT_CALL})


def completed(scene: Scene, draft: Draft, found: Sequence[Saying]) -> Draft:
    """Return a draft with what the report says of its craft, figures and parties; `found` are its speakers."""
    if draft.kind is Kind.FLIGHT:
        draft = _aboard(scene, draft)
    draft = _with_subject(scene, draft)
    held = aboard_of(scene, draft)
    crafts = held if held is not draft.crafts else _with_ids(scene, draft)
    if len(crafts) != len(draft.crafts) or any(map(is_not, crafts, draft.crafts)):
        draft = replace(draft, crafts=crafts)
    draft = _with_sole_mark(scene, draft)
    draft = _with_figures(scene, draft)
    return with_parties(scene, draft, found)


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
    marks = {mark.value: mark for mark in scene.doc.ids if mark.kind is IdKind.REGISTRATION}
    types = {name.designators for name in scene.doc.names if name.designators}
    if len(marks) != 1 or len(types) > 1 or not one.craft.named:
        return draft
    return replace(draft, crafts=(replace(one, craft=replace(one.craft, ids=tuple(marks.values()))),))


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
    if not crafts and draft.kind in _CARRIED:
        crafts = _only_ship(scene, draft)
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
        return []
    shipped = draft.kind is Kind.SHIP_TRANSFER or _ON_A_SHIP.search(scene.doc.flat, draft.start, draft.end)
    return before[-1:] if shipped else []


def _with_figures(scene: Scene, draft: Draft) -> Draft:
    equipment = tuple(_uncounted(draft, _counted(scene, draft, one)) for one in draft.equipment)
    if any(map(is_not, equipment, draft.equipment)):
        draft = replace(draft, equipment=equipment)
    if draft.kind not in _NO_GOODS:
        draft = _with_goods(scene, draft)
    return _with_rest(scene, draft)


def _uncounted(draft: Draft, one: Equipment) -> Equipment:
    """*No An-124 has landed*, *pas un cargo n'y a accosté*: what was not there has no number."""
    if draft.polarity is not Polarity.NEGATIVE or (one.min, one.max) not in ((1, 1), (2, None)):
        return one
    return replace(one, min=None, max=None, approximate=False)


_NO_GOODS = frozenset(
    {Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE, Kind.ALIAS, Kind.VISIT_OF_PEOPLE, Kind.TRAINING, Kind.STATEMENT}
)
_MANY = re.compile(
    r"\b(?:ils|elles|they|the (?:pair|two|three|trio)|le duo|les (?:deux|trois|quatre)|ces derniers|both)\b"
)


def _counted(scene: Scene, draft: Draft, one: Equipment) -> Equipment:
    """A craft told of elsewhere is counted by its own first mention; a count of visits counts no craft."""
    if one.role is not EquipmentRole.CARRIER:
        return one
    mention = next((craft for craft in draft.crafts if craft.craft.name == one.name), None)
    if mention is None:
        here = draft.kind not in _TALLIES or one.name in scene.doc.text[draft.start : draft.end]
        return one if here else replace(one, min=None, max=None, approximate=False)
    here = draft.start <= mention.start < draft.end
    if draft.kind is Kind.VISIT_COUNT and (mention.anaphoric or not here):
        return replace(one, min=None, max=None, approximate=False)
    if here:
        return one
    told = quantity_before(scene.doc, mention.start)
    subject = scene.doc.flat[draft.start : max(draft.start, draft.clause.at)]
    if told is None or (told.min or 0) < 2:
        return one
    if _ONE_OF.match(subject):
        return replace(one, min=1, max=1, approximate=False)
    if not _MANY.search(subject) or (draft.kind in _CARRIED and not _PAIR.search(subject)):
        return one
    return replace(one, min=told.min, max=told.max, approximate=told.approximate)


_PAIR = re.compile(r"\b(?:pair|two|three|trio|duo|both|les (?:deux|trois|quatre))\b")
_ONE_OF = re.compile(r"(?:l'un d|l'une d|un d'e|une d'e|one of )")
_COUNT_FORMS = frozenset({"exact", "at_least", "at_most", "about", "range", "order", "part_of"})


_WITH_CARGO = _CARRIED | _MOVES


def _with_goods(scene: Scene, draft: Draft) -> Draft:
    """Goods of the span with a figure that no pattern took: "Dix chars K2 et vingt-quatre obusiers K9"."""
    role = EquipmentRole.CARGO if draft.kind in _WITH_CARGO else EquipmentRole.ITEM
    bounds = {(one.min, one.max) for one in draft.equipment} | {(one.min, one.max) for one in draft.counts}
    left = [
        one
        for one in inside(scene.goods, draft.start, draft.end)
        if one.quantity is not None
        and one.quantity.form in _COUNT_FORMS
        and draft.start <= one.quantity.start
        and (one.quantity.min, one.quantity.max) not in bounds
    ]
    return replace(draft, equipment=(*draft.equipment, *as_equipment(scene.doc, left, role))) if left else draft


_NO_TOTAL = frozenset({Kind.ALIAS, Kind.STATEMENT, Kind.TRAFFIC_CHANGE, Kind.VISIT_COUNT, Kind.DENIAL})
_NAMED_TOTAL = re.compile(r"(?:(?:soit|: |- |, soit|in all|a total of|au total) ?)$")
_VALUED = frozenset({Kind.AGREEMENT, Kind.DELIVERY, Kind.DEPLOYMENT, Kind.TRAINING, Kind.DENIAL})


def _with_rest(scene: Scene, draft: Draft) -> Draft:
    """Money, people and craft of the span with a figure that nothing has taken yet."""
    bounds = {(one.min, one.max) for one in draft.equipment} | {(one.min, one.max) for one in draft.counts}
    counts = list(draft.counts)
    for one in inside(scene.doc.quantities, draft.start, draft.end):
        what = _what(scene, draft, one)
        if what and (one.min, one.max) not in bounds and one.end <= draft.end:
            counts.append(Count(what, one.min, one.max))
            bounds.add((one.min, one.max))
    return replace(draft, counts=tuple(counts)) if len(counts) > len(draft.counts) else draft


def _what(scene: Scene, draft: Draft, one: Quantity) -> str:
    """What a figure counts that belongs into the claim whatever its pattern took; "" for none."""
    if one.form == "money":
        return "amount" if draft.kind in _VALUED else ""
    if draft.kind in _NO_TOTAL or one.form not in _COUNT_FORMS or one.max == 1:
        return ""
    if draft.kind in _OF_PEOPLE and (_counts(scene, one, "people") or _is_of_group(scene, draft, one)):
        return "people"
    if draft.kind in (Kind.FLIGHT, Kind.PORT_CALL):
        if _counts(scene, one, "aircraft") or _counts(scene, one, "vessel"):
            return "craft"
        if one.start == draft.start and _is_subject(scene, one):
            return "craft"  # "four turned back"
    return ""


_OF_PEOPLE = frozenset({Kind.VISIT_OF_PEOPLE, Kind.TRAINING})
_OF_WHOM = re.compile(r" (?:of whom|of them|d'entre eux|d'entre elles|dont)\b")


def _is_of_group(scene: Scene, draft: Draft, one: Quantity) -> bool:
    """*a delegation of 42*, *twelve of whom will stay*: a figure of people without their noun."""
    if _OF_WHOM.match(scene.doc.flat, one.end):
        return True
    return any(group.quantity == one for group in inside(scene.people, draft.start, draft.end))


def _is_subject(scene: Scene, one: Quantity) -> bool:
    """Say whether a verb follows a figure directly: "four turned back"."""
    words = inside(scene.doc.tokens, one.end, one.end + 2)
    return bool(words) and words[0].lower in scene.doc.forms


def _counts(scene: Scene, one: Quantity, group: str) -> bool:
    if one.noun is None:
        return False
    return any(True for _ in inside(scene.doc.nouns[group], one.noun.start, one.noun.end))
