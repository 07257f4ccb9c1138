"""Counts of silences: "over 600 AIS gaps in three months", "440 coupures d'AIS de plus de 30 heures"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Count, Kind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.patterns.visit_count import count_of
from crossbearing.reading.scene import Scene
from crossbearing.reading.when import dated, spanned

# Right behind the figure: what was counted, and in which unit of time where one is named.
_GAPS = gated(
    r" (?:[a-z-]+ )?(?:(?:ais|transponder|signal|tracking)[ -](?:signal )?(?:gaps?|blackouts?|outages?|silences?)|"
    r"(?:coupures?|interruptions?|silences?|trous?|lacunes?) (?:d'|de |du |des |de l')?(?:signal |signaux |emission )?"
    r"(?:ais|transpondeurs?))\b(?P<rate> (?:per|a|each|every|par) (?:month|week|day|year|mois|semaine|jour|an)\b)?"
)
# *of over 30 hours*, *de plus de 30 heures*, *lasting more than 12 hours*.
_LENGTH = re.compile(
    r" (?:of|de|lasting|longer than|exceeding|depassant|superieur[a-z]* a)"
    r"(?: (?:over|more than|plus de|at least|au moins))?"
    r" (?P<n>\d{1,3}) ?(?:hours?|heures?|h)\b"
)
_NO_COUNT = ("ordinal", "percent", "money", "measure")


def gaps_counted(clause: Clause, scene: Scene) -> Draft | None:
    """*There have been over 600 AIS gaps in the Caspian*: silences of ships over a stretch of time."""
    if clause.predicate is None or clause.predicate.negative:
        return None
    for figure in inside(scene.doc.quantities, clause.start, clause.end):
        noun = _GAPS.match(scene.doc.flat, figure.end)
        if noun is None or figure.form in _NO_COUNT or (figure.min or figure.max or 0) <= 1:
            continue
        draft = count_of(clause, scene, "gaps", figure)
        if not scene.fleet.within(clause.start, clause.end):  # of all ships, not of those told of before
            draft = replace(draft, crafts=(), equipment=(), actors=())
        length = _LENGTH.match(scene.doc.flat, noun.end())
        longer = (Count("hours without signal", float(length["n"]), None),) if length else ()
        counted = Count("AIS gaps" + (noun["rate"] or ""), figure.min, figure.max)
        told = replace(draft, counts=(counted, *longer), checkable_by=("vessels",))
        return _in_its_own_time(told, scene, length.end() if length else noun.end())
    return None


def _in_its_own_time(draft: Draft, scene: Scene, after: int) -> Draft:
    """*440 gaps in September 2022, 278 in August*: the days of the next figure are not those of the first."""
    later = [one.start for one in inside(scene.doc.quantities, after, draft.end) if one.form not in _NO_COUNT]
    if not later or not dated(scene.doc, later[0], draft.end):
        return draft
    when = spanned(dated(scene.doc, draft.start, later[0]))
    return draft if when is None else replace(draft, when=when, when_given=True)


GAPS_COUNTED = Pattern(
    "gaps counted",
    Kind.VISIT_COUNT,
    gaps_counted,
    reads=(
        ("en", "In May 2023 there were over 600 AIS gaps in the Caspian."),
        ("en", "The institute counted 440 AIS gaps of over 30 hours in September 2022."),
        ("en", "Analysts logged 120 transponder blackouts per month off Crimea in 2023."),
        ("fr", "En mai 2023, il y a eu plus de 600 coupures d'AIS en Caspienne."),
        ("fr", "L'institut a compté 440 silences AIS de plus de 30 heures en septembre 2022."),
        ("fr", "Les analystes ont relevé 120 interruptions de signal AIS par mois au large de la Crimée en 2023."),
    ),
    ignores=(
        ("en", "The survey found 600 gaps in the fence in May 2023."),
        ("fr", "L'audit a relevé 600 lacunes dans les comptes en mai 2023."),
    ),
)
