"""What was on board or in the boxes, told without a verb of carrying; and what a speaker says it was."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import EquipmentRole, Kind, Polarity
from crossbearing.reading.craft.followed import CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import as_equipment
from crossbearing.reading.parties.roles import carrier, operators
from crossbearing.reading.patterns.visit_of_people import visit_of
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.speakers import chain

_ABOARD = gated(
    r"(?:^|\b(?:il y (?:a|avait|aurait(?: eu)?)|there (?:is|are|was|were)|se trouv\w+|were|was|voyag\w+|"
    r"figur\w+),? [^.;]{0,12}?)"
    r"(?:a (?:son |leur )?bord\b|en (?:soute|cale|cabine)\b|dans (?:la|les|ses|sa|leurs) (?:soutes?|cales?|caisses?|"
    r"conteneurs?)\b|"
    r"(?:in|inside) (?:the|its|her|their) (?:holds?|belly|crates?|containers?|cabin|boxes)\b|on board\b|aboard\b)"
)
_NOTHING_ABOARD = re.compile(
    r"(?:there (?:was|were|is|are|had been) (?:no|not any|neither|never any) |il n'y (?:a|avait) (?:pas|"
    r"aucune?|ni|jamais eu) )"
    r"[^.;]{3,70}?\b(?:on board|aboard|in the (?:hold|crates|containers)|a (?:son |leur )?bord|en (?:soute|cale))\b"
)
_IS = words("être avoir trouver figurer voyager compter be travel sit lie")


def on_board(clause: Clause, scene: Scene) -> Draft | None:
    """*Dans les caisses, des roquettes*; *On board were twelve engineers*."""
    if clause.predicate is not None and clause.lemma not in _IS:
        return None
    last = scene.fleet.last(clause.start)
    nothing = _NOTHING_ABOARD.match(clause.flat)
    if nothing is not None and last is not None and inside(scene.goods, clause.start, clause.end):
        return replace(_cargo(clause, scene, clause.start, last), polarity=Polarity.NEGATIVE)
    match = _ABOARD.search(clause.flat)
    if match is None or last is None:
        return None
    at = clause.start + match.end()
    groups = [one for one in inside(scene.people, at, clause.end) if one.quantity is not None or one.country]
    goods = inside(scene.goods, at, clause.end)
    if goods and (not groups or goods[0].start < groups[0].start):
        return _cargo(clause, scene, at, last)
    return visit_of(clause, scene, groups[0]) if groups else None


def _cargo(clause: Clause, scene: Scene, at: int, craft: CraftMention | None) -> Draft:
    crafts = () if craft is None else (craft,)
    cargo = as_equipment(scene.doc, inside(scene.goods, at, clause.end), EquipmentRole.CARGO)
    return draft_of(
        Kind.DELIVERY,
        clause,
        crafts=crafts,
        equipment=(*(carrier(scene.doc, one, pronoun=True) for one in crafts), *cargo),
        actors=operators(scene, crafts),
        checkable_by=("claims",),
    )


_SPEAKS = words("parler évoquer speak talk")
_OF = re.compile(
    r" ?(?:,? ?(?:lui|elle|eux|elles|quant a \w+|for (?:his|her|its|their) part),)? ?"
    r"(?:plutot |seulement |only |rather )?(?:de |d'|of |about )"
)
# What is spoken of stands at most this many characters behind "of".
OF_REACH = 34


def spoken_of(clause: Clause, scene: Scene) -> Draft | None:
    """*L'agent maritime parle de riz*, *les médias parlent de soixante hommes*: another version of what was carried."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _SPEAKS or predicate.negative or not scene.fleet.mentions:
        return None
    match = _OF.match(clause.text_of(clause.object))
    names = chain(scene.doc, clause.start, predicate.start)
    if match is None or not names:
        return None
    at = predicate.end + match.end()
    goods, groups = inside(scene.goods, at, at + OF_REACH), inside(scene.people, at, at + OF_REACH)
    if groups and groups[0].quantity is not None and groups[0].start < clause.end:
        return replace(visit_of(clause, scene, groups[0]), chain=names)
    return replace(_cargo(clause, scene, at, None), chain=names) if goods and goods[0].start < clause.end else None


ON_BOARD = Pattern(
    "on board",
    Kind.DELIVERY,
    on_board,
    reads=(
        ("fr", "Un Il-76 russe s'est posé à Bamako le 3 mai. Dans les caisses, des roquettes de 122 mm."),
        ("en", "An Il-76 landed at Bamako on 3 May. On board were 40 crates of ammunition."),
    ),
    ignores=(("fr", "Dans les caisses, des pommes."),),
)
SPOKEN_OF = Pattern(
    "spoken of",
    Kind.DELIVERY,
    spoken_of,
    reads=(
        ("fr", "Un Il-76 russe s'est posé à Bamako le 3 mai. L'ambassade de Russie parle de tentes et de médicaments."),
    ),
    ignores=(("fr", "Un Il-76 russe s'est posé à Bamako le 3 mai. L'ambassade de Russie parle de paix."),),
)
