"""How often craft come: "calls at X every three weeks", "twice a week", "une navette quotidienne relie X à Y"."""

from __future__ import annotations

import re

from crossbearing.model.claims import Count, Kind
from crossbearing.reading.craft.followed import CraftKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.numbers.spelt import value_of
from crossbearing.reading.parties.people import quantity_before
from crossbearing.reading.parties.roles import carrier, operators
from crossbearing.reading.patterns.anchors import is_of_the_trade
from crossbearing.reading.patterns.counting_window import window
from crossbearing.reading.patterns.words import FLIES, MOVES, SAILS
from crossbearing.reading.scene import Scene, subject_of

_OFTEN = gated(
    r"\b(?:(?P<times>once|twice|[a-z-]+ times|\d+ times|une fois|[a-z-]+ fois|\d+ fois) "
    r"(?:a|per|each|every|par) (?:day|week|month|year|fortnight|jour|semaine|mois|an)|"
    r"every (?:other |second |third )?(?:[a-z]+ |\d+ )?(?:days?|weeks?|months?|fortnight)|"
    r"(?:toutes|tous) les (?:[a-z]+ |\d+ )?(?:jours|semaines|mois)|chaque (?:jour|semaine|mois)|"
    r"(?:daily|weekly|fortnightly|monthly|quotidien(?:ne)?s?|hebdomadaires?|mensuel(?:le)?s?))\b"
)
_ADJECTIVE = re.compile(r"(?:daily|weekly|fortnightly|monthly|quotidien|hebdomadaire|mensuel)")
_GOES = (
    FLIES
    | MOVES
    | SAILS
    | words(
        "call link connect shuttle serve run ply carry bring use land operate toucher relier desservir assurer"
        " effectuer poser faire"
        " emprunter transporter acheminer livrer deliver supply"
    )
)
_ONES = {"once": 1.0, "twice": 2.0, "une fois": 1.0}


def coming_often(clause: Clause, scene: Scene) -> Draft | None:
    """A craft, or movements that a noun tells, with how often and a place."""
    predicate = clause.predicate
    match = _OFTEN.search(clause.flat)
    match = match or _per_day(clause, scene)
    if match is None or predicate is None or predicate.lemma not in _GOES or predicate.negative:
        return None
    if not inside(scene.spots, clause.start, clause.end):
        return None
    subject = subject_of(scene, clause)
    craft = subject.craft if subject.craft is not None and subject.craft.craft.kind is not CraftKind.LAND else None
    noun = [one for one in inside(scene.doc.nouns["visits"], clause.start, clause.end) if one.start < predicate.start]
    if craft is None and not noun:
        return None
    if not (is_of_the_trade(scene) or (craft is not None and craft.craft.named)):
        return None
    if _ADJECTIVE.match(match.group()) and not noun and not clause.flat.endswith(match.group()):
        return None  # "daily" of something else
    crafts = () if craft is None else (craft,)
    times = match.groupdict().get("times")
    figure = None if times is None else _ONES.get(times, value_of(times.split(" ")[0], scene.doc.language))
    when = window(clause, scene)
    at_sea = craft is not None and craft.craft.kind is CraftKind.VESSEL
    return draft_of(
        Kind.VISIT_COUNT,
        clause,
        crafts=crafts,
        equipment=tuple(carrier(scene.doc, one) for one in crafts if one.craft.named),
        actors=operators(scene, crafts),
        counts=() if figure is None else (Count("visits each time", figure, figure),),
        when=when,
        when_given=when is not None,
        checkable_by=("vessels",) if at_sea else ("flights",),
    )


_PER = re.compile(r" (?:a|per|par|chaque|each|every) (?:day|week|month|jour|semaine|mois)\b")


def _per_day(clause: Clause, scene: Scene) -> re.Match[str] | None:
    """*Up to three Il-76s a day*: a figure, a craft and a rate behind it."""
    for craft in scene.fleet.within(clause.start, clause.end):
        rate = _PER.match(scene.doc.flat, craft.end)
        if rate is not None and quantity_before(scene.doc, craft.start) is not None:
            return rate
    return None


COMING_OFTEN = Pattern(
    "coming often",
    Kind.VISIT_COUNT,
    coming_often,
    reads=(
        ("en", "The freighter Blue Heron calls at Tartus every three weeks."),
        ("fr", "L'Il-76 EX-76003 se pose à Bamako deux fois par semaine."),
    ),
    ignores=(("en", "The baker calls at Tartus every three weeks."),),
)
