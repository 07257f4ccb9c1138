"""Traffic that changed, told by a noun, by words for a share, or by a verb with its two figures behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Change, Count, Direction, Kind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.numbers.quantities import Quantity
from crossbearing.reading.patterns.anchors import is_of_the_trade
from crossbearing.reading.patterns.traffic_change import change_of, moves_traffic
from crossbearing.reading.scene import Scene
from crossbearing.reading.when import dated, event_time, spanned

# *a threefold increase in landings*, *un triplement des atterrissages*.
_NOUN = gated(
    r"\b(?:(?P<up>increase|rise|jump|surge|uptick|growth|doubling|tripling|trebling|quadrupling|upsurge|spike|hausse|"
    r"augmentation|doublement|triplement|quadruplement|envolee|bond|progression|recrudescence|multiplication|"
    r"intensification|acceleration)|"
    r"(?P<down>decrease|drop|fall|decline|dip|slump|reduction|halving|slowdown|lull|baisse|chute|recul|diminution|"
    r"reduction|effondrement|ralentissement|repli|tassement|accalmie)) (?:\w+ ){0,4}?(?:in|of|des|du|de la|de l'|dans|"
    r"de|d') ?"
)
_CUT = gated(
    r"\b(?:cut|reduced|scaled (?:back|down|up)|raised|brought (?:down|up)|stepped up|trimmed|slashed|"
    r"increased|halved|doubled|"
    r"ramenee?s?|portee?s?|reduite?s?|abaissee?s?|passee?s?)\b[^.;]{0,30}? (?:from|de|d') ?[^.;]{1,40}? (?:to|a) "
)
_MORE = gated(
    r"\b(?:(?P<up>twice|three times|four times|double|triple|deux fois|trois fois|quatre fois|"
    r"moitie) (?:as many|as much|"
    r"the number of|plus (?:de|d')|its (?:usual|normal)|the (?:usual|normal)|son |le nombre (?:de|d'))|"
    r"(?P<down>half as many|deux fois moins (?:de|d')|"
    r"trois fois moins (?:de|"
    r"d')|moitie moins (?:de|d')))"
)
_THAN = re.compile(r"\b(?:as (?:in|during|over|the)|than|qu'en|que|qu'au|qu'a|compared|against)\b")
_NOW_NUMBER = re.compile(r"\b(?:now|desormais|aujourd'hui|maintenant) (?:number|stand at|run at|au nombre de|de|a)\b|"
                         r"\b(?:number|sont) (?:now|desormais|maintenant)\b")  # fmt: skip
_EBBS = words(
    "slow dwindle taper dry trickle tarir ralentir essouffler accélérer intensifier reprendre resume"
    " ebb wane pick stall"
)
_EBB_HEAD = gated(
    r"\b(?:airlift|air bridge|sealift|traffic|pont aerien|trafic|noria|ballet|flow|flux|rotations|flights|vols)\b"
)
_RISES = words("accélérer intensifier reprendre pick resume")


def traffic_told(clause: Clause, scene: Scene) -> Draft | None:
    """A change of traffic that no plain verb of rising and falling tells."""
    if not moves_traffic(clause.flat) and not scene.fleet.within(clause.start, clause.end):
        return None
    return (
        _more_than(clause, scene)
        or _told_by_noun(clause, scene)
        or _cut_to(clause, scene)
        or _now_numbering(clause, scene)
        or _ebbing(clause, scene)
        or _fewer(clause, scene)
        or _on_or_off(clause, scene)
    )


def _whose(clause: Clause, scene: Scene) -> bool:
    """Say whether the traffic is of craft: prices and numbers of visitors rise too."""
    return bool(scene.fleet.mentions) or is_of_the_trade(scene) or bool(inside(scene.spots, clause.start, clause.end))


def _told_by_noun(clause: Clause, scene: Scene) -> Draft | None:
    match = _NOUN.search(clause.flat)
    if match is None or not _whose(clause, scene):
        return None
    behind = clause.flat[match.end() : match.end() + NOUN_REACH]
    if not moves_traffic(behind) or not (
        dated(scene.doc, clause.start, clause.end) or inside(scene.spots, clause.start, clause.end)
    ):
        return None
    direction = Direction.RISE if match["up"] else Direction.FALL
    return change_of(clause, scene, direction, event_time(scene.doc, [(clause.start, clause.end)]), ())


# The figure stands at most this many characters behind "now number" ("now number about eight").
FIGURE_REACH = 12
# The traffic stands so close behind the noun of its change.
NOUN_REACH = 60


def _figures(scene: Scene, start: int, end: int) -> list[Quantity]:
    return [
        q
        for q in inside(scene.doc.quantities, start, end)
        if q.form not in ("ordinal", "percent", "money", "bare_plural")
    ]


def _cut_to(clause: Clause, scene: Scene) -> Draft | None:
    """*Traffic has been cut from ten flights a week to two*."""
    match = _CUT.search(clause.flat)
    if match is None or not moves_traffic(clause.flat[: match.end()]) or not _whose(clause, scene):
        return None
    found = _figures(scene, clause.start + match.start(), clause.end)
    if len(found) < 2 or found[0].min is None or found[-1].min is None or found[0].min == found[-1].min:
        return None
    direction = Direction.RISE if found[-1].min > found[0].min else Direction.FALL
    when = event_time(scene.doc, [(clause.start, clause.end)])
    return change_of(clause, scene, direction, when, (Count("flights", found[-1].min, found[-1].max),))


def _more_than(clause: Clause, scene: Scene) -> Draft | None:
    """*Twice as many A400Ms landed in February as in January*."""
    match = _MORE.search(clause.flat)
    than = _THAN.search(clause.flat, match.end()) if match else None
    if match is None or than is None or not _whose(clause, scene):
        return None
    times = dated(scene.doc, clause.start, clause.end)
    if not times:
        return None
    cut = clause.start + than.start()
    direction = Direction.RISE if match["up"] else Direction.FALL
    draft = change_of(clause, scene, direction, spanned([one for one in times if one.start < cut]), ())
    return replace(draft, change=Change(direction, spanned([one for one in times if one.start >= cut])))


def _now_numbering(clause: Clause, scene: Scene) -> Draft | None:
    """*Arrivals, which averaged two a month, now number eight*: the figure before stands in the sentence."""
    match = _NOW_NUMBER.search(clause.flat)
    if match is None:
        return None
    now = _figures(scene, clause.start + match.start(), min(clause.end, clause.start + match.end() + FIGURE_REACH))
    before = _figures(scene, clause.sentence.start, clause.start + match.start())
    if not now or not before or now[0].min is None or before[-1].min is None or now[0].min == before[-1].min:
        return None
    direction = Direction.RISE if now[0].min > before[-1].min else Direction.FALL
    return change_of(clause, scene, direction, None, (Count("visits", now[0].min, now[0].max),))


def _ebbing(clause: Clause, scene: Scene) -> Draft | None:
    """*The airlift to Port Sudan slows to a trickle*."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _EBBS or not _EBB_HEAD.search(clause.text_of(clause.subject)):
        return None
    if not inside(scene.spots, clause.start, clause.end) or not (is_of_the_trade(scene) or scene.fleet.mentions):
        return None
    direction = Direction.RISE if predicate.lemma in _RISES else Direction.FALL
    return change_of(clause, scene, direction, event_time(scene.doc, [(clause.start, clause.end)]), ())


_FEWER = re.compile(r"(?:[^,;]{2,30}, )?(?:(?P<down>fewer|moins de|moins d')|more|plus de|plus d') ?")
_THAN_WHEN = re.compile(r"\b(?:than (?:in|during|over|at)|qu'en|qu'au|qu'a|que (?:pendant|durant|dans|lors|sur)) ")


def _fewer(clause: Clause, scene: Scene) -> Draft | None:
    """*Fewer ships called at Tartus in February than in any month since 2015*."""
    match, than = _FEWER.match(clause.flat), _THAN_WHEN.search(clause.flat)
    if match is None or than is None or not (scene.fleet.within(clause.start, clause.at) or moves_traffic(clause.flat)):
        return None
    when = spanned(dated(scene.doc, clause.start, clause.start + than.start()))
    return change_of(clause, scene, Direction.FALL if match["down"] else Direction.RISE, when, ()) if when else None


_STOPS = words("stop cease end cesser interrompre suspendre suspend halt resume reprendre restart recommencer")
_STARTS = words("resume reprendre restart recommencer")
_PLURAL = gated(
    r"\b(?:vols|rotations|mouvements|escales|liaisons|atterrissages|passages|transits|traversees|livraisons par avion|"
    r"flights|movements|port calls|calls|crossings|landings|arrivals|voyages|sailings|sorties|airlift|"
    r"pont aerien|navette|"
    r"shuttle|air bridge)\b"
)


def _on_or_off(clause: Clause, scene: Scene) -> Draft | None:
    """*Emirati flights to Nyala stopped in February*; *flights resumed after a six-week pause*."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _STOPS or predicate.negative:
        return None
    when = event_time(scene.doc, [(clause.start, clause.end)])
    if when is None or not _PLURAL.search(clause.text_of(clause.subject)) or not _whose(clause, scene):
        return None
    if not (is_of_the_trade(scene) or scene.fleet.mentions):
        return None
    return change_of(clause, scene, Direction.RISE if predicate.lemma in _STARTS else Direction.FALL, when, ())


TRAFFIC_TOLD = Pattern(
    "traffic told otherwise",
    Kind.TRAFFIC_CHANGE,
    traffic_told,
    reads=(
        ("en", "A threefold increase in landings at Bamako was observed in May 2023."),
        ("fr", "Un triplement des atterrissages à Bamako a été observé en mai 2023."),
        ("en", "Twice as many Il-76s landed at Bamako in May 2023 as in April."),
        ("fr", "Le trafic d'Il-76 vers Bamako a été ramené de dix vols par semaine à deux."),
    ),
    ignores=(
        ("fr", "La hausse des prix du blé inquiète Bamako."),
        ("en", "Twice as many tourists came in May as in April."),
    ),
)
