"""Figures that a pattern leaves to its clause and to the rest of the report: craft, goods, people, money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crossbearing.model.claims import Count, Equipment, EquipmentRole, Kind, Polarity
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.gates import gated
from crossbearing.reading.numbers.quantity import Quantity
from crossbearing.reading.parties.goods import FIRST_OF, as_equipment
from crossbearing.reading.parties.people import People, quantity_before
from crossbearing.reading.scene import Scene

_CARRIED = frozenset({Kind.DELIVERY, Kind.SHIP_TRANSFER})
_MOVES = frozenset({Kind.FLIGHT, Kind.PORT_CALL})
_TALLIES = (Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE)


def with_figures(scene: Scene, draft: Draft) -> Draft:
    """Return a draft with the figures of its craft, goods, people and money."""
    equipment = tuple(_uncounted(draft, _counted(scene, draft, one)) for one in draft.equipment)
    draft = replace(draft, equipment=equipment)
    if draft.kind not in _NO_GOODS:
        draft = _with_goods(scene, draft)
    return _with_group(scene, _with_totals(scene, _with_rest(scene, draft)))


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
        and not FIRST_OF.search(scene.doc.flat, max(draft.start, one.quantity.start - 24), one.quantity.start)
    ]
    return replace(draft, equipment=(*draft.equipment, *as_equipment(scene.doc, left, role)))


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
    return replace(draft, counts=tuple(counts))


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
        if _counts(scene, one, "people") or _is_of_group(scene, draft, one):
            return "people"  # "avec à son bord 22 instructeurs"
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


_TOTAL_BEHIND = re.compile(
    r" (?:(?:machines?|engins?|appareils?|vehicules?|pieces?|unites?|units?|vehicles?|aircraft|systems?|items?|hommes|"
    r"men|people|soldiers|troops|soldats) )?(?:au total|en tout|in all|in total|altogether|all told|au bas mot)\b"
)
_TOTAL_BEFORE = re.compile(r"\b(?:soit|or|making|for a total of|a total of|un total de|au total|en tout,?) $")
_ENTITIES = re.compile(
    r" (?:machines?|engins?|appareils?|vehicules?|pieces?|unites?|units?|vehicles?|aircraft|systems?|items?|drones?|"
    r"hommes|men|people|soldiers|troops|soldats)\b"
)
_OF_THEM = re.compile(r" of (?:the|these|those|them|its|their)\b")
_TAKEN = re.compile(r"\ben (?:a|ont|avait|avaient|aurait|auraient|recevra|recevront)(?: \w+)? $")
_BEHIND_TO = re.compile(r"\b(?:to|at|a|jusqu'a|de) $")


def _with_totals(scene: Scene, draft: Draft) -> Draft:
    """Sums and bare figures: "soit 36 engins", "81 in all", "ordered 16 of the aircraft", "fell to 8"."""
    if draft.kind is Kind.ALIAS:
        return draft
    bounds = {(one.min, one.max) for one in draft.equipment} | {(one.min, one.max) for one in draft.counts}
    counts = list(draft.counts)
    for one in inside(scene.doc.quantities, draft.start, draft.end):
        if one.form in _COUNT_FORMS and one.end <= draft.end and (one.min, one.max) not in bounds:
            what = _total(scene, draft, one)
            if what:
                counts.append(Count(what, one.min, one.max))
                bounds.add((one.min, one.max))
    return replace(draft, counts=tuple(counts))


def _total(scene: Scene, draft: Draft, one: Quantity) -> str:
    flat = scene.doc.flat
    before = flat[max(draft.start, one.start - 26) : one.start]
    if _TOTAL_BEHIND.match(flat, one.end):
        return "total"
    if _TOTAL_BEFORE.search(before) and _ENTITIES.match(flat, one.end):
        return "total"
    if draft.kind in (Kind.AGREEMENT, Kind.DELIVERY) and (_OF_THEM.match(flat, one.end) or _TAKEN.search(before)):
        return "items"
    falls = draft.kind is Kind.TRAFFIC_CHANGE and not draft.counts and one.noun is None
    return "movements" if falls and _BEHIND_TO.search(before) else ""


_GROUPED = frozenset({Kind.VISIT_OF_PEOPLE, Kind.TRAINING, Kind.DEPLOYMENT})
_THEY = gated(
    r"(?:^|\b(?:qu'|que |that |ou |where |d'ou ))(?:ils|elles|they|ces derniers|ces dernieres|les interesses|the group|"
    r"the men|the team|le groupe|la delegation|the delegation|all of them|tous)\b"
)


def _with_group(scene: Scene, draft: Draft) -> Draft:
    """*They toured X*, *…, completed a course*: how many people they are is told in another clause."""
    counted = any(one.what == "people" for one in draft.counts)
    if draft.kind not in _GROUPED or counted or draft.polarity is Polarity.NEGATIVE:
        return draft
    here = next((one for one in inside(scene.people, draft.start, draft.end) if one.quantity is not None), None)
    group = here if _is_told_of(scene, draft, here) else _meant(scene, draft)
    quantity = None if group is None else group.quantity
    if quantity is None or quantity.form not in _COUNT_FORMS or (quantity.min or 0) < 2:
        return draft
    told = {(one.min, one.max) for one in draft.counts} | {(one.min, one.max) for one in draft.equipment}
    if (quantity.min, quantity.max) in told:
        return draft
    return replace(draft, counts=(*draft.counts, Count("people", quantity.min, quantity.max)))


def _is_told_of(scene: Scene, draft: Draft, group: People | None) -> bool:
    """Say whether a counted group of the clause is whom it is about, no trainers "by", no guests "with"."""
    if group is None:
        return False
    before = scene.doc.flat[max(draft.start, group.start - 12) : group.start]
    return re.search(r"\b(?:par|by|avec|with|contre|against|de|of|than|dont) (?:les |des |the )?$", before) is None


def _meant(scene: Scene, draft: Draft) -> People | None:
    """The group that a cut-off subject or a pronoun stands for."""
    clause = draft.clause
    subject = scene.doc.flat[draft.start : max(draft.start, clause.at)]
    own = inside(scene.people, draft.start, draft.end)
    if any(one.start < clause.at for one in own):
        return None
    if _THEY.search(subject):
        low = scene.doc.sentences[max(0, clause.number - 1)].start
        return _last_counted(scene, low, draft.start)
    if not subject.strip() or subject.strip() in ("et", "and"):
        return _last_counted(scene, clause.sentence.start, draft.start)
    return None


def _last_counted(scene: Scene, low: int, high: int) -> People | None:
    counted: Iterator[People] = (one for one in inside(scene.people, low, high) if one.quantity is not None)
    return next(counted, None)
