"""What a speaker answers without a verb: a figure and a thing, goods, forces."""

from __future__ import annotations

import re

from crossbearing.model.claims import Count, Equipment, EquipmentRole, Kind, Polarity
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import Goods, as_equipment
from crossbearing.reading.patterns.deployment import deployment_of
from crossbearing.reading.scene import Scene, Subject, Who
from crossbearing.reading.speaking.attribution import Manner


def told_by_figure(clause: Clause, scene: Scene) -> Draft | None:
    """*« Au moins six drones »*, *évoque quatre lanceurs*: a speaker answers with a figure and a thing."""
    if clause.predicate is not None or not any(
        one.governs(clause.start) and one.manner is not Manner.DENIES for one in clause.sayings
    ):
        return None
    if clause.end - clause.start > FRAGMENT_LENGTH or _EXCHANGED.search(clause.flat):
        return None
    found = [one for one in goods_of_fragment(scene, clause) if one.quantity is not None]
    if any(one.craft.ids for one in scene.fleet.within(clause.start, clause.end)):
        return None
    if not found and _ANSWER.match(clause.flat) and scene.fleet.mentions:
        found = [one for one in goods_of_fragment(scene, clause) if one.start < clause.start + ANSWER_HEAD]
    if not found:
        return None
    equipment = as_equipment(scene.doc, found, EquipmentRole.CARGO)
    kind = Kind.STATEMENT if _saw_it(clause) else Kind.DELIVERY
    return draft_of(kind, clause, equipment=equipment, checkable_by=("claims",))


# "50,000 barrels a day, in exchange for doctors": the terms of a deal.
_EXCHANGED = gated(r"\b(?:in exchange for|in return for|en echange d[e']|contre paiement|a day|par jour)\b")


def _saw_it(clause: Clause) -> bool:
    """An eyewitness tells what was there, not what was supplied."""
    names = " ".join(name for one in clause.sayings for name in one.chain)
    return bool(
        re.search(
            r"p[êe]cheur|habitant|t[ée]moin|riverain|villageois|resident|witness|fisherman|farmer|passant",
            names,
            re.IGNORECASE,
        )
    )


# "Des blindés Tigr", "only tents": an answer that names the goods and nothing else.
_ANSWER = re.compile(
    r"(?:« ?|\" ?)?(?:simples? |de simples |mere |seulement |only |just |rien que |surtout |mostly )?(?:des|du|de la|"
    r"de l'|une?|some|an?|"
    r"[a-z-]+s)\b"
)
# Its goods stand at most this many characters from its beginning.
ANSWER_HEAD = 24
# An answer without a verb is short. GUESS.
FRAGMENT_LENGTH = 140


def goods_of_fragment(scene: Scene, clause: Clause) -> list[Goods]:
    """Return the goods of a stretch without a verb."""
    return list(inside(scene.goods, clause.start, clause.end))


# An answer without a verb is short. GUESS.
ANSWER_LENGTH = 70
_FORCES = re.compile(
    r"soldat|militaire|instruct|mercen|combattant|recrue|marin|parachut|commando|patrouil|conting|milic|legion|homme|"
    r"soldier|troop|trainer|fighter|recruit|sailor|paratroop|patrol|militia|men\b|serviceme|adviser|advisor|conseiller"
)


def people_answered(clause: Clause, scene: Scene) -> Draft | None:
    """*« Des soldats en civil », jure un témoin*: a speaker answers with forces and nothing else."""
    told = any(one.governs(clause.start) and one.chain for one in clause.sayings)
    if clause.predicate is not None or not told or clause.end - clause.start > ANSWER_LENGTH:
        return None
    groups = inside(scene.people, clause.start, clause.end)
    if not groups or not _FORCES.match(groups[0].noun) or groups[0].start - clause.start > PEOPLE_HEAD:
        return None
    return deployment_of(clause, scene, Subject(Who.PEOPLE, people=groups[0]))


# The people stand at most this many characters from its beginning.
PEOPLE_HEAD = 24


# The figure and a word or two for "about" or "no more than" are all that such an answer says. GUESS.
FIGURE_ANSWER = 32
# What it counts was told of at most this many characters before. GUESS.
COUNTED_BEFORE = 300


def figure_answered(clause: Clause, scene: Scene) -> Draft | None:
    """*« Cent soixante environ », dit l'une*: a figure for people or goods told of just before."""
    told = any(one.governs(clause.start) and one.chain for one in clause.sayings)
    if clause.predicate is not None or not told or clause.end - clause.start > FIGURE_ANSWER:
        return None
    figures = inside(scene.doc.quantities, clause.start, clause.end)
    if len(figures) != 1 or figures[0].form in ("ordinal", "percent", "money"):
        return None
    low = clause.start - COUNTED_BEFORE
    people = [one for one in inside(scene.people, low, clause.start) if one.quantity is not None]
    goods = [
        one
        for one in inside(scene.goods, low, clause.start)
        if one.quantity is not None or one.plural or _are_some(scene, one)
    ]
    if goods and (not people or goods[-1].start > people[-1].start):
        item = Equipment(goods[-1].name, EquipmentRole.CARGO, figures[0].min, figures[0].max, figures[0].approximate)
        return draft_of(Kind.DELIVERY, clause, equipment=(item,), checkable_by=("claims",))
    if people:
        count = Count("people", figures[0].min, figures[0].max)
        return draft_of(Kind.DEPLOYMENT, clause, counts=(count,), checkable_by=("claims",))
    return None


_PUTS = words("put place estimate set evaluate reckon chiffrer évaluer estimer porter fixer situer")
# "put the number at", "évalue leur nombre à".
_THE_NUMBER = gated(
    r"\b(?:the|their|its|this|le|leur|ce) (?:total |overall |exact )?(?:number|total|figure|count|tally|amount|"
    r"quantity|load|"
    r"cargo|nombre|total|chiffre|quantite|cargaison|chargement|stock)\b[^.;,]{0,30}? (?:at|a|de) "
)


def figure_put(clause: Clause, scene: Scene) -> Draft | None:
    """*The agency put the number at "more than 100,000" rounds*: how many, of goods told of here or just before."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _PUTS or predicate.passive:
        return None
    match = _THE_NUMBER.search(clause.flat)
    if match is None:
        return None
    low = clause.start + match.end()
    figures = [one for one in inside(scene.doc.quantities, low, clause.end) if one.form not in _NO_GOODS]
    goods = inside(scene.goods, clause.start - COUNTED_BEFORE, clause.end)
    told = [one for one in goods if one.known or one.plural or _are_some(scene, one)]
    if len(figures) != 1 or not told or inside(scene.people, clause.object.start, clause.end):
        return None
    item = Equipment(told[-1].name, EquipmentRole.CARGO, figures[0].min, figures[0].max, figures[0].approximate)
    return draft_of(Kind.DELIVERY, clause, equipment=(item,), checkable_by=("claims",))


_NO_GOODS = ("ordinal", "percent", "money")


def _are_some(scene: Scene, one: Goods) -> bool:
    """*des obus*: a plural that its noun does not show."""
    return scene.doc.flat[max(0, one.start - 4) : one.end].startswith("des ")


_NOT_YET = gated(
    r"\b(?:(?:toujours|encore) (?:pas|non) (?:livre|arrive|recu|debarque|remis)\w*|jamais (?:livre|arrive|recu)\w*|"
    r"(?:still|yet|never) (?:not |un)?(?:delivered|arrived|received)|not yet (?:delivered|arrived|received|there))\b"
)


def not_yet(clause: Clause, scene: Scene) -> Draft | None:
    """*les hélicoptères promis par X, toujours pas livrés*: what has not come."""
    match = _NOT_YET.search(clause.flat) if clause.predicate is None else None
    if match is None:
        return None
    goods = inside(scene.goods, clause.start, clause.start + match.start())
    if not goods:
        return None
    equipment = as_equipment(scene.doc, goods[:1], EquipmentRole.CARGO)
    return draft_of(Kind.DELIVERY, clause, equipment=equipment, polarity=Polarity.NEGATIVE, checkable_by=("claims",))


TOLD_BY_FIGURE = Pattern(
    "told by figure",
    Kind.DELIVERY,
    told_by_figure,
    reads=(("fr", "« Au moins neuf drones Mohajer-6 », assure un ancien officier."),),
    ignores=(("fr", "« Une vingtaine d'élèves », assure la directrice."),),
)
PEOPLE_ANSWERED = Pattern(
    "people answered",
    Kind.DEPLOYMENT,
    people_answered,
    reads=(("fr", "« Des soldats en civil », assure un témoin."),),
    ignores=(("fr", "« Des élèves en retard », assure un témoin."),),
)
FIGURE_ANSWERED = Pattern(
    "figure answered",
    Kind.DEPLOYMENT,
    figure_answered,
    reads=(("fr", "Trente soldats russes sont à Kidal. « Une cinquantaine », assure un témoin."),),
    ignores=(("fr", "Les élèves sont à Kidal. « Une cinquantaine », assure un témoin."),),
)
_LOAD = {
    "en": "The freighter Blue Heron (IMO 9074729) brought mortar shells to Tartus on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a apporté des obus à Tartous le 3 mai. ",
}
FIGURE_PUT = Pattern(
    "figure put",
    Kind.DELIVERY,
    figure_put,
    reads=(
        ("en", _LOAD["en"] + "The ministry put their number at 20,000."),
        ("en", _LOAD["en"] + "Kyiv set the total at some 9,000 shells."),
        ("fr", _LOAD["fr"] + "Kiev évalue leur nombre à 20 000."),
        ("fr", _LOAD["fr"] + "Le ministère chiffre le total à 9 000 obus."),
    ),
    ignores=(
        ("en", "The teacher put the number at 20 pupils."),
        ("fr", "La maîtresse évalue le nombre à 20 élèves."),
    ),
)
NOT_YET = Pattern(
    "not yet",
    Kind.DELIVERY,
    not_yet,
    reads=(("fr", "Les hélicoptères promis par la Russie, toujours pas livrés."),),
    ignores=(("fr", "Les résultats promis par la mairie, toujours pas arrivés."),),
)
