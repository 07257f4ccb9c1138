"""Craft counted by somebody, and movements counted without a verb."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind
from crossbearing.reading.craft.followed import CraftKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.people import quantity_before
from crossbearing.reading.patterns.anchors import is_of_the_trade
from crossbearing.reading.patterns.counting_window import length_of
from crossbearing.reading.patterns.ranked import ranked_visit
from crossbearing.reading.patterns.visit_count import COUNTERS, count_of, visits_noun
from crossbearing.reading.scene import Scene
from crossbearing.reading.when import dated


def is_ranked(clause: Clause, scene: Scene) -> bool:
    """Say whether a clause tells the rank of a visit; only one with an ordinal can."""
    ordinals = any(one.form == "ordinal" for one in inside(scene.doc.quantities, clause.start, clause.end))
    return ordinals and ranked_visit(clause, scene) is not None


_BRINGS = gated(
    r"\b(?:porte|portait|portant|brings?|bringing|brought|takes?|taking) (?:a |au |to |the )?.{0,30}?"
    r"\b(?:le nombre|le total|the number|the total|the tally|total) "
)


def brought_to(clause: Clause, scene: Scene) -> Draft | None:
    """*Ce qui porte à neuf le nombre de rotations*: a tally brought up to date."""
    match = _BRINGS.search(clause.flat)
    if match is None or not scene.fleet.mentions:
        return None
    nouns = inside(scene.doc.nouns["visits"], clause.start + match.start(), clause.end)
    figures = [
        one
        for one in inside(scene.doc.quantities, clause.start + match.start(), clause.end)
        if one.form not in _NO_COUNT
    ]
    crafts = scene.fleet.within(clause.start + match.start(), clause.end)
    noun = nouns[0].word if nouns else "visits" if crafts else ""
    return count_of(clause, scene, noun, figures[0]) if noun and figures else None


def craft_counted(clause: Clause, scene: Scene) -> Draft | None:
    """*Spotters logged seven Il-76s at X in May*: craft with a figure, counted by somebody."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in COUNTERS:
        return None
    stretch = clause.subject if predicate.passive else clause.object
    crafts = [one for one in scene.fleet.within(stretch.start, stretch.end) if one.craft.kind is not CraftKind.LAND]
    found = [
        one for one in ((craft, quantity_before(scene.doc, craft.start)) for craft in crafts) if one[1] is not None
    ]
    placed = inside(scene.spots, clause.start, clause.end) or dated(scene.doc, clause.start, clause.end)
    if not found or found[0][1] is None or (found[0][1].min or 0) < 2 or not placed:
        return None
    return count_of(clause, scene, "visits", found[0][1])


def movements_told(clause: Clause, scene: Scene) -> Draft | None:
    """*Seven flights from Ankara in ten days*: a count of movements without a verb."""
    if clause.predicate is not None or not scene.fleet.mentions:
        return None
    quantity, noun = visits_noun(clause, scene)
    if quantity is None or (quantity.min or 0) < 2 or not _opens(clause, quantity.start):
        return None
    placed = inside(scene.spots, clause.start, clause.end)
    lasting = dated(scene.doc, clause.start, clause.end) or length_of(clause, scene)
    marked = inside(scene.doc.ids, clause.start, clause.end) and is_of_the_trade(scene)  # a line of a tally
    return count_of(clause, scene, noun, quantity) if placed or lasting or marked else None


def _opens(clause: Clause, at: int) -> bool:
    before = clause.doc.flat[clause.start : at]
    named = bool(inside(clause.doc.ids, clause.start, at))
    listed = re.search(r"[:,;(–—-] ?(?:some |about |environ |quelque |at least |au moins )?$", before) is not None
    return named or listed or len(before) <= FIGURE_REACH or _TELLS_OF.search(before) is not None


# "The group tells of twenty flights": who counts stands before.
_TELLS_OF = re.compile(
    r"\b(?:etat d[e']|evoqu\w+|signal\w+|rapport\w+|mentionn\w+|reports?|reported|cites?|cited|mentions?|lists?|"
    r"speaks? of|tells of) ?"
    r"(?:some |about |environ |quelque |plus de |more than )?$"
)


# The figure opens the stretch, behind an article or "only".
FIGURE_REACH = 14


_BARE_FIGURE = re.compile(
    r"[^.;]{0,12}?(?:\bque |\bonly |\bjust |\bas many as |\bat least |\bau moins |\bmore than |\bplus de )?$"
)
_BEHIND_FIGURE = re.compile(
    r" ?(?:$|,|en |au |aux |a |in |since|depuis|over|between|entre|this|last|sur |dont|pour |from|to |during|pendant|"
    r"of them|per |par |east|"
    r"west|north|south|off |near|l'an|ce mois|cette|le mois)"
)
_COMPARED = gated(r"\b(?:up from|down from|contre|against|compared with|instead of|au lieu de|versus)\b")
_HAPPENED = words("take occur happen dérouler produire avoir")


_COUNTED_OR_HAPPENED = COUNTERS | _HAPPENED


def figure_counted(clause: Clause, scene: Scene) -> Draft | None:
    """*The group logged nine in March, up from three*; *Thirteen took place off Gotland*: movements told of before."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _COUNTED_OR_HAPPENED or not scene.fleet.mentions:
        return None
    stretch = clause.object if predicate.lemma in COUNTERS and not predicate.passive else clause.subject
    found = [one for one in inside(scene.doc.quantities, stretch.start, stretch.end) if one.form not in _NO_COUNT]
    if not found or not _BARE_FIGURE.fullmatch(scene.doc.flat[stretch.start : found[0].start]):
        return None
    behind = scene.doc.flat[found[0].end : stretch.end if stretch.start >= predicate.end else predicate.start]
    nouns = inside(scene.doc.nouns["visits"], clause.start - TOLD_REACH, clause.start)
    far = any(clause.start <= one.start < clause.end for one in scene.relatives)
    others = _OPERATIONS.findall(scene.doc.flat, max(0, clause.start - TOLD_REACH), clause.start)
    placed = inside(scene.spots, clause.start, clause.end) or dated(scene.doc, clause.start, clause.end) or far
    if not (nouns or others) or not placed or not _BEHIND_FIGURE.match(behind):
        return None
    draft = count_of(clause, scene, nouns[-1].word if nouns else others[-1], found[0])
    return replace(draft, kind=Kind.TRAFFIC_CHANGE) if _COMPARED.search(clause.sentence_flat) else draft


_OPERATIONS = re.compile(
    r"\b(?:transfers?|operations?|transbordements?|transferts?|incidents?|encounters?|rencontres?|rendez-vous)\b"
)
_NO_COUNT = ("ordinal", "percent", "money")
# The movements that a bare figure counts are told of at most about three sentences before. GUESS.
TOLD_REACH = 400


CRAFT_COUNTED = Pattern(
    "craft counted",
    Kind.VISIT_COUNT,
    craft_counted,
    reads=(
        ("en", "Spotters logged seven Il-76s at Bamako in May 2023."),
        ("fr", "Trois Il-76 ont été dénombrés à Bamako en mai 2023."),
    ),
    ignores=(("en", "Spotters logged seven swans at Bamako in May 2023."),),
)
MOVEMENTS_TOLD = Pattern(
    "movements told",
    Kind.VISIT_COUNT,
    movements_told,
    reads=(("en", "An Il-76 landed at Bamako on 3 May. Seven flights from Minsk in ten days."),),
    ignores=(("en", "Seven flights of stairs."),),
)
FIGURE_COUNTED = Pattern(
    "figure counted",
    Kind.VISIT_COUNT,
    figure_counted,
    reads=(("en", "Il-76 flights from Minsk were rare. A monitor logged nine in May 2023."),),
    ignores=(("en", "The referee counted nine in May."),),
)
BROUGHT_TO = Pattern(
    "brought to",
    Kind.VISIT_COUNT,
    brought_to,
    reads=(
        ("fr", "Un Il-76 s'est posé à Bamako le 3 mai. Cela porte à neuf le nombre de rotations depuis janvier."),
        ("en", "An Il-76 landed at Bamako on 3 May. That brings to nine the number of landings since January."),
    ),
    ignores=(("en", "That brings to nine the number of goals."),),
)
