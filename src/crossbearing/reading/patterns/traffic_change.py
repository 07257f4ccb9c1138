"""Traffic that rose or fell: told by a verb, or by two figures set against each other."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Actor, Change, Count, Direction, Kind, When
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.nouns import first_noun
from crossbearing.reading.numbers.quantities import Quantity
from crossbearing.reading.parties.roles import carrier, operators, parties
from crossbearing.reading.patterns.ranked import ranked_visit
from crossbearing.reading.patterns.visit_count import counted_visits, counter
from crossbearing.reading.patterns.words import FALLS, RISES
from crossbearing.reading.scene import Scene
from crossbearing.reading.when import dated, event_time, spanned

_TRAFFIC = gated(
    r"\b(?:trafic|vols?|rotations?|mouvements?|escales?|traversees?|liaisons?|atterrissages?|passages?|transits?|"
    r"desserte|"
    r"navettes?|frequence|livraisons?|transferts?|transbordements?|envois?|arrivees|departs|visites|convois|decollages|"
    r"interceptions?|trajets|voyages|sorties|appareillages?|accostages?|"
    r"traffic|flights?|rotations?|movements?|port calls?|calls|crossings?|landings?|arrivals?|transits?|voyages?|"
    r"sailings?|departures?|transfers?|deliveries|shipments?|trips|visits|convoys|take-?offs|sorties|consignments)\b"
)
_AGAINST = gated(
    r"[,(]? ?\b(?:contre|au lieu de|par rapport a|against|compared (?:with|to)|up from|down from|"
    r"(?:up|down) \d[\d.,]* ?(?:%|per ?cent) from|versus|"
    r"instead of|apres)\b"
)
_VERSUS = re.compile(r" vs\b")
_AT_SEA = gated(
    r"\b(?:escales?|traversees?|navires?|bateaux?|"
    r"(?<!trafic )(?<!fret )(?<!vols )cargos? (?!aerien|traffic|flights?|planes?|aircraft|jets?)|"
    r"port calls?|ships?|vessels?|voyages?|transits?|sailings?|tankers?|petroliers?)\b"
)
_ONLY = ("que", "qu'", "only")


_CHANGES = RISES | FALLS


def moves_traffic(flat: str) -> bool:
    """Say whether a stretch speaks of movements that can be counted."""
    return _TRAFFIC.search(flat) is not None


def rose_or_fell(clause: Clause, scene: Scene) -> Draft | None:
    """*le trafic … a augmenté*: a verb of rising or falling with traffic as its subject."""
    lemma, predicate = clause.lemma, clause.predicate
    if predicate is None or lemma not in _CHANGES or not _is_traffic(clause, scene):
        return None
    if _NO_CHANGE.match(clause.text_of(clause.object)):
        return None
    direction = Direction.RISE if lemma in RISES else Direction.FALL
    against = _AGAINST.search(clause.flat)
    cut = clause.start + against.start() if against else clause.end
    draft = change_of(clause, scene, direction, event_time(scene.doc, [(clause.start, cut)]), ())
    return replace(draft, change=Change(direction, event_time(scene.doc, [(cut, clause.end)])))


# "Falls under the mandate of", "fall short": no change of traffic.
_NO_CHANGE = re.compile(r" (?:under|within|short|foul|into|out|sous|dans le cadre)\b")


def _is_traffic(clause: Clause, scene: Scene) -> bool:
    """*le trafic*, *les vols*; *le nombre de pétroliers iraniens arrivés au Venezuela*."""
    subject = clause.text_of(clause.subject)
    counted = re.search(
        r"\b(?:nombre|number|flotte|ballet|noria|cadence|pace|rythme|rhythm|tempo|frequence|frequency|volume)\b",
        subject,
    )
    return bool(_TRAFFIC.search(subject)) or (bool(counted) and bool(scene.fleet.within(clause.start, clause.at)))


def set_against(clause: Clause, scene: Scene) -> Draft | None:
    """*trois navires … en octobre, contre un seul en septembre*: two figures, the later period first."""
    match = _AGAINST.search(clause.flat) or _VERSUS.search(clause.flat)
    if match is None:
        return None
    cut = clause.start + match.start()
    before = [q for q in inside(scene.doc.quantities, clause.start, cut) if _is_count(q)]
    behind = [q for q in inside(scene.doc.quantities, cut, min(clause.end, cut + 60)) if _is_count(q)]
    traded = not before or not behind
    if traded:
        before, behind = _traded(clause, scene, clause.start, cut), _traded(clause, scene, cut, clause.end)
    told = (
        traded
        or _TRAFFIC.search(clause.flat)
        or (before and _craft_counted(clause, scene, before[0]))
        or _goes_on(clause, scene)
    )
    if not before or not behind or not (told or _of_them(clause, scene)):
        return None
    now, then = _counting(clause, scene, before), behind[0]
    if now is None or now.min is None or then.min is None or now.min == then.min:
        return None
    direction = Direction.RISE if now.min > then.min else Direction.FALL
    current = spanned(dated(scene.doc, clause.start, cut))
    baseline = spanned(dated(scene.doc, cut, clause.end))
    draft = change_of(clause, scene, direction, current, (Count(_what(clause, scene), now.min, now.max),))
    return replace(draft, change=Change(direction, baseline))


def _of_them(clause: Clause, scene: Scene) -> bool:
    """*Elle en a dénombré sept*: of the craft of the sentence before."""
    if clause.number == 0 or not re.search(r"\ben\b", scene.doc.flat[clause.at - 4 : clause.object.start]):
        return False
    return bool(scene.fleet.within(scene.doc.sentences[clause.number - 1].start, clause.start))


# What goods traded are called; their figures are sums of money.
_TRADE = gated(
    r"\b(?:exportations?|importations?|ventes?|achats?|echanges|exports?|imports?|sales|purchases|trade|expenditure)\b"
)


_ARMS = gated(
    r"\b(?:defen[cs]e|armes?|armement|arms|weapons?|militar\w+|militair\w+|munitions?|ammunition|drones?|missiles?|"
    r"aviation|"
    r"petrole|oil|crude|brut|double usage|dual-use|securite|security)\b"
)


def _traded(clause: Clause, scene: Scene, start: int, end: int) -> list[Quantity]:
    """*les ventes … ont atteint 77 millions de dollars*: sums of money, where trade is spoken of."""
    if not _TRADE.search(clause.flat) or not _ARMS.search(clause.flat):
        return []
    found: list[Quantity] = [
        q for q in inside(scene.doc.quantities, start, end) if q.form == "money" or (q.min or 0) >= 10_000
    ]
    return found


def _goes_on(clause: Clause, scene: Scene) -> bool:
    """*Five so far this year, up from two …*: without a noun, behind a sentence that counts visits."""
    if clause.predicate is not None or clause.number == 0:
        return False
    return any(counted_visits(one, scene) is not None for one in scene.clauses[clause.number - 1])


def _is_count(quantity: Quantity) -> bool:
    return quantity.form not in ("ordinal", "percent", "money", "bare_plural")


def _craft_counted(clause: Clause, scene: Scene, quantity: Quantity) -> bool:
    return any(quantity.start <= one.start < quantity.end + 40 for one in scene.fleet.within(clause.start, clause.end))


def _counting(clause: Clause, scene: Scene, found: list[Quantity]) -> Quantity | None:
    """The figure before a noun of traffic, else the first one."""
    for noun in inside(scene.doc.nouns["visits"], clause.start, clause.end):
        at = noun.start
        near = [q for q in found if at - 40 <= q.start and q.end <= at]
        if near:
            return near[-1]
    return found[0]


def _what(clause: Clause, scene: Scene) -> str:
    noun = first_noun(scene.doc.nouns["visits"], clause.start, clause.end)
    return noun.word if noun else "visits"


def change_of(
    clause: Clause, scene: Scene, direction: Direction, when: When | None, counts: tuple[Count, ...]
) -> Draft:
    """Return a change of traffic, with who flies or sails and how many movements there are now."""
    crafts = tuple(one for one in scene.fleet.within(clause.start, clause.end) if one.craft.kind is not CraftKind.LAND)[
        :1
    ]
    actors: tuple[Actor, ...] = operators(scene, crafts) or _states(scene, clause.start, clause.at)
    at_sea = _is_at_sea(clause, scene, crafts)
    traded = bool(_TRADE.search(clause.flat))
    named = tuple(one for one in crafts if one.craft.named)
    return draft_of(
        Kind.TRAFFIC_CHANGE,
        clause,
        crafts=named,
        equipment=tuple(carrier(scene.doc, one) for one in named),
        actors=actors,
        when=when,
        when_given=True,
        counts=counts,
        change=Change(direction),
        checkable_by=("records",) if traded else ("vessels",) if at_sea else ("flights",),
    )


def _is_at_sea(clause: Clause, scene: Scene, crafts: tuple[CraftMention, ...]) -> bool:
    """By the words of the clause; "such transfers" go by the craft named last."""
    if any(one.craft.kind is CraftKind.AIRCRAFT for one in crafts) or re.search(r"\b(?:vols?|flights?)\b", clause.flat):
        return False
    last = scene.fleet.last(clause.start)
    return bool(_AT_SEA.search(clause.flat)) or (last is not None and last.craft.kind is CraftKind.VESSEL)


def _states(scene: Scene, start: int, end: int) -> tuple[Actor, ...]:
    named = [one for one in inside(scene.doc.names, start, end) if one.country and one.form != "demonym"]
    return parties(scene, named[0].start, named[0].end) if named else ()


_TIMES_MORE = gated(
    r"\b(?:\w+ fois (?P<more>plus|moins) (?:qu'|que )|(?:twice|\w+ times) as (?P<many>many|few) as|"
    r"(?P<half>moitie (?:plus|moins)) (?:que|qu')|half as many again as|half again as many as|"
    r"(?:le double|le triple|double|triple) (?:du|de|the|of)\b|"
    r"(?:%|per ?cent|pour ?cent) (?P<share>more|fewer|less|up|down)(?: than| on)?|"
    r"(?:%|pour ?cent) de (?P<part>plus|moins)|"
    r"[\w-]+ de (?P<sum>plus|moins) (?:que|qu'|sur|en)|[\w-]+ (?P<count>more|fewer) than (?:in|during|over|the|a)\b)"
)


def times_more(clause: Clause, scene: Scene) -> Draft | None:
    """*43 atterrissages, soit deux fois plus qu'au trimestre précédent*: a count and a ratio to the period before."""
    match = _TIMES_MORE.search(clause.flat)
    if match is None:
        return None
    cut = clause.start + match.start()
    counted = _TRAFFIC.search(clause.flat[: match.start()]) or scene.fleet.within(clause.start, cut)
    shared = (match["share"] or match["part"]) and _COMES_TO.match(clause.flat) and _goes_on_from(clause, scene)
    if not counted and not shared:
        return None
    found = [q for q in inside(scene.doc.quantities, clause.start, cut) if _is_count(q)]
    falls = "moins" in (match["more"], match["sum"], match["part"]) or match["many"] == "few"
    falls = falls or match["count"] == "fewer" or match["share"] in ("fewer", "less", "down")
    falls = falls or match["half"] == "moitie moins"
    now = _counting(clause, scene, found) if found else None
    counts = (Count(_what(clause, scene), now.min, now.max),) if now is not None else ()
    direction = Direction.FALL if falls else Direction.RISE
    draft = change_of(clause, scene, direction, spanned(dated(scene.doc, clause.start, cut)), counts)
    return replace(
        draft, change=Change(direction, spanned(dated(scene.doc, cut, clause.end))), chain=counter(clause, scene)
    )


_COMES_TO = re.compile(
    r"(?:this|that|it|which|a rise|an increase|a drop|a fall|c'est|cela|soit|ce qui|ce chiffre|un chiffre)\b"
)


def _goes_on_from(clause: Clause, scene: Scene) -> bool:
    """*This is 30 per cent more than …*: behind a sentence that counts visits."""
    before = scene.clauses[clause.number - 1] if clause.number else ()
    return any(counted_visits(one, scene) is not None or ranked_visit(one, scene) is not None for one in before)


_FROM_TO = gated(
    r"\b(?:passee?s?|passant|passe|passent|went|rose|fell|climbed|dropped|grew|jumped|declined|increased|decreased|"
    r"going)(?: up| down| back| out)? (?:de|from|to) "
)
_BACKWARDS = re.compile(r" to $")  # "jumped to 22 from nine"


def from_to(clause: Clause, scene: Scene) -> Draft | None:
    """*est passé de deux en avril à sept en mai*: the figure before, then the figure now."""
    match = _FROM_TO.search(clause.flat)
    if match is None:
        return None
    found = [q for q in inside(scene.doc.quantities, clause.start + match.start(), clause.end) if _is_count(q)]
    if not _TRAFFIC.search(clause.flat[: match.start()]) or len(found) < 2:
        found = _traded(clause, scene, clause.start + match.start(), clause.end)
    if len(found) < 2 or found[0].min is None or found[1].min is None or found[0].min == found[1].min:
        return None
    then, now = (found[1], found[0]) if _BACKWARDS.search(match.group()) else (found[0], found[1])
    direction = Direction.RISE if now.min > then.min else Direction.FALL  # type: ignore[operator]
    behind_then = clause.end if then.start > now.start else now.start
    baseline = spanned(dated(scene.doc, then.end, behind_then))
    lead = spanned(dated(scene.doc, clause.start, clause.start + match.start()))
    current = lead or spanned(dated(scene.doc, now.end, clause.end if then.start < now.start else then.start))
    draft = change_of(clause, scene, direction, current, (Count(_what(clause, scene), now.min, now.max),))
    return replace(draft, change=Change(direction, baseline))


_SAME_PERIOD = gated(
    r"\b(?:meme periode|same (?:period|fortnight|week|month|quarter|stretch)|meme (?:quinzaine|semaine|mois|"
    r"trimestre)|an dernier|annee precedente|previous (?:year|quarter|month)|mois precedent|"
    r"a year (?:earlier|ago)|the (?:year|month|week) before|(?:l'annee|le mois|la semaine) (?:d'avant|precedente?))\b"
)
_COUNTS = gated(
    r"\b(?:comptait|recensait|denombrait|counted|there were|il y en avait|n'en comptait|the figure was|"
    r"it was|they were|c'etait|il y en a(?: eu)?|on en (?:compte|recense|denombre)|there have been|"
    r"en etait a|on en etait|en comptait|"
    r"en avait (?:compte|recense|denombre|releve|vu|enregistre)|had (?:counted|logged|recorded|seen))\b"
)


def fewer_before(clause: Clause, scene: Scene) -> Draft | None:
    """*Sur la même période de l'an dernier, on n'en comptait que quatre*: the figure before is set off."""
    found = [q for q in inside(scene.doc.quantities, clause.start, clause.end) if _is_count(q)]
    counts_itself = any(True for _ in inside(scene.doc.nouns["visits"], clause.start, clause.end))
    told = _SAME_PERIOD.search(clause.flat) or (not counts_itself and dated(scene.doc, clause.start, clause.end))
    if not (told and _COUNTS.search(clause.flat)) or not found:
        return None
    period = spanned(dated(scene.doc, clause.start, clause.end))
    before = scene.clauses[clause.number - 1] if clause.number else ()
    for other in (*(one for one in scene.clauses[clause.number] if one.start < clause.start), *before):
        earlier = counted_visits(other, scene) or ranked_visit(other, scene)
        if earlier is not None and earlier.counts and earlier.counts[0].min and found[0].min is not None:
            if period == earlier.when or found[0].min == earlier.counts[0].min:
                continue
            if period and earlier.when and period.start and earlier.when.start and period.start > earlier.when.start:
                direction = Direction.RISE if found[0].min > earlier.counts[0].min else Direction.FALL
                counts = (Count(earlier.counts[0].what, found[0].min, found[0].max),)
                draft = change_of(clause, scene, direction, period, counts)
                return replace(draft, change=Change(direction, earlier.when), checkable_by=earlier.checkable_by)
            direction = Direction.RISE if earlier.counts[0].min > found[0].min else Direction.FALL
            then = Count(earlier.counts[0].what, found[0].min, found[0].max)
            draft = change_of(clause, scene, direction, earlier.when, (*earlier.counts, then))
            baseline = spanned(dated(scene.doc, clause.start, clause.end))
            return replace(
                draft, change=Change(direction, baseline), actors=earlier.actors, checkable_by=earlier.checkable_by
            )
    return None


_NOW = gated(r"\b(?:desormais|aujourd'hui|maintenant|now|currently|today)\b")
_RATE = gated(r"\b(?:par|a|per|each|every|chaque) (?:jour|semaine|mois|an|day|week|month|year)\b")


def new_rate(clause: Clause, scene: Scene) -> Draft | None:
    """*un ou deux cargos par semaine. Il en reçoit désormais quatre à cinq*: a rate, then another one."""
    found = [q for q in inside(scene.doc.quantities, clause.start, clause.end) if _is_count(q)]
    if not found or not _NOW.search(clause.flat) or clause.number == 0:
        return None
    for other in scene.clauses[clause.number - 1]:
        earlier = [q for q in inside(scene.doc.quantities, other.start, other.end) if _is_count(q)]
        if earlier and _RATE.search(other.flat) and found[-1].min is not None and earlier[0].min is not None:
            direction = Direction.RISE if found[-1].min > earlier[0].min else Direction.FALL
            draft = change_of(clause, scene, direction, None, (Count("flights a week", found[-1].min, found[-1].max),))
            return replace(draft, start=other.start, at=other.at, clause=replace(other, end=clause.end))
    return None


ROSE_OR_FELL = Pattern(
    "rose or fell",
    Kind.TRAFFIC_CHANGE,
    rose_or_fell,
    reads=(
        ("fr", "Le trafic cargo de Minsk vers Benghazi a doublé depuis le 3 mai 2023."),
        ("en", "Flights from Tehran to Caracas have increased since 3 May 2023."),
    ),
    ignores=(("fr", "Le prix du blé a doublé depuis mars."),),
)
SET_AGAINST = Pattern(
    "set against",
    Kind.TRAFFIC_CHANGE,
    set_against,
    reads=(
        ("fr", "Sept avions russes ont atterri à Bamako en mai 2023, contre deux en avril."),
        ("en", "The group counted nine flights to Caracas in May 2023, up from four in April."),
    ),
    ignores=(("fr", "Le FC Sète a gagné trois matchs contre deux pour Agde."),),
)
FEWER_BEFORE = Pattern(
    "fewer before",
    Kind.TRAFFIC_CHANGE,
    fewer_before,
    reads=(
        (
            "fr",
            "Douze avions russes ont atterri à Bamako entre le 3 et le 20 mai 2023. Sur la même période de "
            "l'an dernier, on n'en "
            "comptait que trois.",
        ),
    ),
)
NEW_RATE = Pattern(
    "new rate",
    Kind.TRAFFIC_CHANGE,
    new_rate,
    reads=(("fr", "L'aéroport recevait deux vols par semaine. Il en accueille désormais six à sept."),),
)
FROM_TO = Pattern(
    "from one figure to another",
    Kind.TRAFFIC_CHANGE,
    from_to,
    reads=(("fr", "Le nombre de vols russes vers Bangui est passé de trois en avril à neuf en mai 2023."),),
    ignores=(("fr", "La température est passée de trois à neuf degrés."),),
)
TIMES_MORE = Pattern(
    "times more",
    Kind.TRAFFIC_CHANGE,
    times_more,
    reads=(("fr", "Le site a compté 19 vols russes vers Bangui en mai 2023, soit deux fois plus qu'en avril."),),
    ignores=(("fr", "Il a couru 19 tours, soit deux fois plus que son frère."),),
)
