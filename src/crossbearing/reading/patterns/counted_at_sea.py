"""Counts that only ships are told with: meetings at sea, runs made, a month set against another in brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Change, Count, Direction, Kind
from crossbearing.reading.craft.followed import CraftKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.numbers.quantities import Quantity
from crossbearing.reading.parties.people import quantity_before
from crossbearing.reading.patterns.traffic_change import change_of, moves_traffic
from crossbearing.reading.patterns.visit_count import COUNTERS, count_of
from crossbearing.reading.scene import Scene
from crossbearing.reading.when import dated, spanned

_MEETINGS = gated(
    r" (?:such |of these |dark |suspicious |suspect |covert |possible |telles |de ces )?"
    r"(?P<noun>meetings?|encounters?|rendezvous|get-togethers|boardings?|inspections?|interceptions?|transfers?|"
    r"rencontres?|rendez-vous|transbordements?|abordages?|arraisonnements?|transferts?|couplages)"
    r"(?: (?:in the (?:area|zone|strait|roads)|at sea|off|between|there|here|en mer|dans la zone|au large|sur zone))?\b"
)
# "meetings with readers", "rencontres avec des élus": those of others.
_OF_OTHERS = re.compile(r" (?:with|of|avec|du|des|de la) ")
_NO_COUNT = ("ordinal", "percent", "money", "measure", "bare_plural")


def meetings_counted(clause: Clause, scene: Scene) -> Draft | None:
    """*In all we logged 14 meetings in the area in April*: encounters of ships over a stretch of time."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in COUNTERS or not _is_about_ships(clause, scene):
        return None
    stretch = clause.subject if predicate.passive else clause.object
    for figure in inside(scene.doc.quantities, stretch.start, stretch.end):
        noun = _MEETINGS.match(scene.doc.flat, figure.end)
        if figure.form not in _NO_COUNT and noun and (figure.min or 0) > 1:
            if _OF_OTHERS.match(scene.doc.flat, noun.end()) and not scene.fleet.within(noun.end(), clause.end):
                return None
            return count_of(clause, scene, noun["noun"], figure) if dated(scene.doc, clause.start, clause.end) else None
    return None


def _is_about_ships(clause: Clause, scene: Scene) -> bool:
    """Say whether the report has told of ships by name, and of no aircraft: then what meets is ships."""
    told = scene.fleet.within(scene.doc.report.body_start, clause.end)
    ships = any(one.craft.kind is CraftKind.VESSEL and (one.craft.named or one.craft.country) for one in told)
    return ships and not any(one.craft.kind is CraftKind.AIRCRAFT for one in told)


_RUN = gated(
    r"\b(?:made|makes?|done|did|completed|undertaken|sailed) (?:the|that|this) (?:same )?(?:[\w'-]+ )?"
    r"(?:run|trip|voyage|crossing|journey|passage|round trip|transit)\b|"
    r"\b(?:fait|font|effectue|accompli|realise|tente) (?:le|la|l'|ce|cette) ?(?:meme )?"
    r"(?:voyage|trajet|traversee|route|aller-retour|liaison|rotation|passage|transit)\b"
)


def runs_made(clause: Clause, scene: Scene) -> Draft | None:
    """*Five tankers have made the run to Cuba since the summer*: ships counted by the way that each has gone."""
    if clause.predicate is None or clause.predicate.negative or not _RUN.search(clause.flat):
        return None
    ships = scene.fleet.within(clause.subject.start, clause.subject.end)
    counted = [quantity_before(scene.doc, one.start) for one in ships if one.craft.kind is CraftKind.VESSEL]
    figure = next((one for one in counted if one is not None and (one.min or 0) > 1), None)
    placed = inside(scene.spots, clause.start, clause.end) or dated(scene.doc, clause.start, clause.end)
    return count_of(clause, scene, "voyages", figure) if figure is not None and placed else None


_THEN = r"(?:[a-z]+(?: \d{4})?|(?:in )?\d{4}|last [a-z]+|a year (?:ago|earlier)|l'an (?:dernier|passe)|un an plus tot)"
# *(July: 29)*, *(29 in July)*, *(un an plus tôt : 40)*.
_BRACKETED = re.compile(
    rf"\((?:(?P<then>{_THEN}) ?: ?(?P<n>\d[\d, ]*)|(?P<m>\d[\d, ]*) (?:in |en |au |a )?(?P<when>{_THEN}))\)"
)


_STANDS_AT = gated(
    r"\b(?:en (?:est|sont|etait|etaient) (?:deja )?(?:rendue?s? )?a|(?:is|are|was|were) (?:now |already )?up to) ?"
)


def stands_at(clause: Clause, scene: Scene) -> Draft | None:
    """*Le canal en est à sept rotations ce mois-ci*: a count so far, of the craft told of before."""
    match = _STANDS_AT.search(clause.flat)
    if match is None or not scene.fleet.mentions:
        return None
    behind = inside(scene.doc.quantities, clause.start + match.start(), clause.start + match.end() + 2)
    figure = next((one for one in behind if one.form not in _NO_COUNT and (one.min or one.max or 0) > 1), None)
    nouns = inside(scene.doc.nouns["visits"], figure.end, figure.end + NOUN_REACH) if figure is not None else ()
    if figure is None or not nouns:
        return None
    exact = figure.max if figure.min is None else figure.min  # "up to nine" is read as at most nine
    return count_of(clause, scene, nouns[0].word, replace(figure, min=exact))


# The noun counted begins at most this many characters behind its figure ("sept autres rotations").
NOUN_REACH = 16


def set_in_brackets(clause: Clause, scene: Scene) -> Draft | None:
    """*37 northbound transits in August (July: 29)*: the figure before stands in brackets."""
    match = _BRACKETED.search(clause.flat) if moves_traffic(clause.sentence_flat) else None
    if match is None or not _is_about_ships(clause, scene):
        return None
    cut = clause.start + match.start()
    now = [one for one in inside(scene.doc.quantities, clause.start, cut) if one.form not in _NO_COUNT]
    then = [one for one in inside(scene.doc.quantities, cut, clause.start + match.end()) if _is_figure(one)]
    baseline = spanned(dated(scene.doc, cut, clause.start + match.end()))
    if not now or not then or now[0].min is None or then[-1].min in (None, now[0].min):
        return None
    direction = Direction.RISE if now[0].min > (then[-1].min or 0) else Direction.FALL
    current = spanned(dated(scene.doc, clause.start, cut))
    counts = (Count("voyages", now[0].min, now[0].max),)
    return replace(change_of(clause, scene, direction, current, counts), change=Change(direction, baseline))


def _is_figure(one: Quantity) -> bool:
    return one.form not in _NO_COUNT


_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai. ",
}
MEETINGS_COUNTED = Pattern(
    "meetings counted",
    Kind.VISIT_COUNT,
    meetings_counted,
    reads=(
        ("en", _SHIP["en"] + "We counted nine encounters off Crete in May."),
        ("en", _SHIP["en"] + "Nine such rendezvous were logged off Crete in May."),
        ("en", _SHIP["en"] + "The group recorded 12 transfers at sea between January and May."),
        ("fr", _SHIP["fr"] + "Le collectif a recensé neuf rencontres en mer en mai."),
        ("fr", _SHIP["fr"] + "Nous avons compté douze transbordements au large de Malte depuis janvier."),
        ("fr", _SHIP["fr"] + "Neuf rendez-vous ont été dénombrés en mai."),
    ),
    ignores=(
        ("en", "We counted nine meetings of the council in May."),
        ("en", _SHIP["en"] + "We counted nine meetings with readers in May."),
        ("fr", "Nous avons compté neuf rencontres du club en mai."),
    ),
)
RUNS_MADE = Pattern(
    "runs made",
    Kind.VISIT_COUNT,
    runs_made,
    reads=(
        ("en", "Seven tankers have made the trip to Syria since March."),
        ("en", "Four freighters made the crossing from Batumi in May."),
        ("en", "Nine tankers have done the run to Baniyas this year."),
        ("fr", "Sept pétroliers ont fait le voyage de Syrie depuis mars."),
        ("fr", "Quatre cargos ont effectué la traversée depuis Batoumi en mai."),
        ("fr", "Neuf pétroliers ont accompli le trajet vers Banias cette année."),
    ),
    ignores=(
        ("en", "Seven pupils have made the trip to Syria since March."),
        ("fr", "Sept élèves ont fait le voyage de Syrie depuis mars."),
    ),
)
STANDS_AT = Pattern(
    "stands at",
    Kind.VISIT_COUNT,
    stands_at,
    reads=(
        ("fr", _SHIP["fr"] + "L'armateur en est à sept escales depuis janvier."),
        ("en", _SHIP["en"] + "The line is now up to nine port calls this year."),
    ),
    ignores=(
        ("fr", _SHIP["fr"] + "L'équipe en est à sept buts depuis janvier."),
        ("en", "The line is now up to nine calls this year."),
    ),
)
SET_IN_BRACKETS = Pattern(
    "set in brackets",
    Kind.TRAFFIC_CHANGE,
    set_in_brackets,
    reads=(
        ("en", _SHIP["en"] + "The group counted 40 port calls at Tartus in May (April: 31)."),
        ("en", _SHIP["en"] + "There were 40 crossings in May (31 in April)."),
        ("en", _SHIP["en"] + "40 sailings to Syria in May (April: 52)."),
        ("fr", _SHIP["fr"] + "Le collectif a compté 40 escales à Tartous en mai (avril : 31)."),
        ("fr", _SHIP["fr"] + "On compte 40 traversées en mai (31 en avril)."),
        ("fr", _SHIP["fr"] + "40 appareillages vers la Syrie en mai (avril : 52)."),
    ),
    ignores=(
        ("en", "The office counted 40 flights of stairs in May (April: 31)."),
        ("fr", "La mairie a compté 40 mariages en mai (avril : 31)."),
    ),
)
