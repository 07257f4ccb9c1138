"""Other facts that could be checked: signals switched off, seizures, sanctions, travel documents, crews, figures."""

from __future__ import annotations

import re

from crossbearing.model.claims import Count, EquipmentRole, Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import extents, inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import as_equipment
from crossbearing.reading.parties.roles import carrier, operators, parties, state
from crossbearing.reading.patterns.silence import hours_told, ship_before, silent_meanwhile
from crossbearing.reading.patterns.visit_of_people import head_count
from crossbearing.reading.patterns.words import LOADS, SANCTIONS, SEEN
from crossbearing.reading.scene import Scene, Who, subject_of

_SIGNAL = gated(
    r"\b(?:transpondeurs?|ais|balises?|signal|signaux|transponders?|tracking signal|adsb|ads-b|emetteur|"
    r"beacon)\b"
)
_SILENT = gated(
    r"\b(?:s'est tu|s'est tue|muets?|muettes?|mute|(?:was|were|been|is) (?:\w+ )?(?:off|dark|inactive)|"
    r"quiet|hors ligne|inactifs?|eteint\w*|coupe\w*|desactive\w*|debranche\w*|switch(?:ed|ing) off|"
    r"turn(?:ed|ing) off|went dark|gone dark|"
    r"going dark|silent|disappear\w*|disparu\w*|interromp\w+|perdu|lost|cess\w+|stopped|disabled|ceased)\b"
)
# "flying with their transponders off", "volaient transpondeur éteint".
_SWITCHED_OFF = gated(
    r"\b(?:transponders?|ais|beacons?|adsb|ads-b) (?:switched |turned )?(?:off|silent|dark)\b|"
    r"\b(?:transpondeurs?|balises?|ais) (?:eteints?|eteintes?|coupes?|coupees?|muets?|muettes?)\b|"
    r"without (?:its|a|their) transponder|"
    r"sans transpondeur"
)
_DARK = gated(
    r"\b(?:gone dark|went dark|going dark|disparu des ecrans|disappeared from (?:tracking|radar|ais)|vanished from)\b"
)
_SPOOFED = gated(
    r"\b(?:spoof\w*|usurpe\w*|falsifie\w*|leurre\w*|faked|fausse position|fausses positions|brouille\w*)\b"
)
_PASSPORT = gated(r"\b(?:passeports?|passports?|visas?|laissez-passer)\b")
_PREFIX = gated(
    r"(?:prefixe|commen(?:ce|cait|cant|cent|caient) par|prefix|beginning with|begin(?:s|ning)? with|start(?:s|"
    r"ed|ing)? with)[ :]*\"? ?(?P<prefix>[A-Za-z]{0,3}\d{0,4})\"?"
)
_CREW = re.compile(r"\b(?:equipage|crew|membres d'equipage|sailors|marins)\b")
_UNDER = gated(r"\b(?:sous sanctions?|under sanctions?|on (?:a|the) sanctions? list|sanctionne\w*)\b")


def signal_off(clause: Clause, scene: Scene) -> Draft | None:
    """A transponder or AIS falls silent; positions are faked."""
    dark = _DARK.search(clause.flat)
    spoofed = _SPOOFED.search(clause.flat) and re.search(
        r"\bpositions?\b|\bsigna|\bais\b|\btranspond|coordonnees", clause.flat
    )
    dark = dark or (_SWITCHED_OFF.search(clause.flat) if _meant(clause, scene) else None)
    if not (dark or spoofed or (_SIGNAL.search(clause.flat) and _SILENT.search(clause.flat))):
        return None
    if switched_off(clause, scene) is not None or silent_meanwhile(clause, scene) is not None:
        return None
    crafts = _meant(clause, scene)
    at_sea = any(one.craft.kind is CraftKind.VESSEL for one in crafts) or bool(re.search(r"\bais\b", clause.flat))
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=crafts,
        equipment=tuple(carrier(scene.doc, one) for one in crafts),
        actors=operators(scene, crafts),
        counts=hours_told(clause, scene),
        checkable_by=("vessels",) if at_sea else ("flights",),
    )


def _meant(clause: Clause, scene: Scene) -> tuple[CraftMention, ...]:
    subject = subject_of(scene, clause)
    if subject.craft is not None:
        return (subject.craft,)
    last = scene.fleet.last(clause.start)
    return (last,) if last is not None else ()


_SWITCHED = gated(
    r"\b(?:after |apres avoir |before |en |while |having )?(?:switching off|turning off|coupe|eteint|"
    r"desactive|debranche|coupant|eteignant|switched off|turned off)\b[^.;,]{0,40}?(?:transponder|ais|"
    r"transpondeur|balise|signal)\w*(?: ais| transponder)?"
)


def switched_off(clause: Clause, scene: Scene) -> Draft | None:
    """*docked … after switching off its AIS transponder*: told in passing, a claim of its own."""
    if not _SIGNAL.search(clause.flat):
        return None
    match = _SWITCHED.search(clause.flat)
    if match is None or clause.predicate is None or clause.start + match.start() < clause.predicate.end:
        return None
    crafts = _meant(clause, scene)
    start, end = clause.start + match.start(), clause.start + match.end()
    at_sea = any(one.craft.kind is CraftKind.VESSEL for one in crafts)
    return draft_of(
        Kind.STATEMENT,
        clause,
        start=start,
        end=end,
        at=start,
        crafts=crafts,
        equipment=tuple(carrier(scene.doc, one) for one in crafts),
        actors=operators(scene, crafts),
        places=(),
        when_given=True,
        checkable_by=("vessels",) if at_sea else ("flights",),
    )


def documents(clause: Clause, scene: Scene) -> Draft | None:
    """Who travelled on which passports, who is under sanctions."""
    if not (_PASSPORT.search(clause.flat) or _UNDER.search(clause.flat)):
        return None
    found = [
        q
        for q in inside(scene.doc.quantities, clause.start, clause.end)
        if q.form not in ("ordinal", "money", "percent")
    ]
    if not found or not _holds(clause):
        return None
    prefix = _PREFIX.search(clause.flat)
    marked = (
        f", number prefix {scene.doc.text[clause.start + prefix.start('prefix') : clause.start + prefix.end('prefix')]}"
        if prefix
        else ""
    )
    what = "travellers under sanctions" if _UNDER.search(clause.flat) else f"passports{marked}"
    outside = [
        q
        for q in found
        if prefix is None or not (clause.start + prefix.start() <= q.start < clause.start + prefix.end())
    ]
    outside = [
        q for number, q in enumerate(outside) if number == 0 or not _WHOLE.search(scene.doc.flat[: q.start][-16:])
    ]
    counts = tuple(Count(what, q.min, q.max) for q in outside[:2])
    return draft_of(
        Kind.STATEMENT, clause, actors=_travellers(clause, scene), counts=counts, places=(), checkable_by=("records",)
    )


# "six of the seven": the second figure is the whole.
_WHOLE = re.compile(r"(?:\b(?:des|of the|of|d'entre|sur|out of) (?:les |the )?)$")


def _holds(clause: Clause) -> bool:
    return clause.lemma in (
        "voyager",
        "avoir",
        "détenir",
        "posséder",
        "porter",
        "travel",
        "have",
        "hold",
        "carry",
        "be",
        "être",
        "présenter",
        "utiliser",
        "use",
        "disposer",
        "munir",
        "circuler",
        "fly",
        "commencer",
        "start",
        "begin",
        "bear",
    )


def _travellers(clause: Clause, scene: Scene) -> tuple[object, ...]:
    group = subject_of(scene, clause).people
    if group is None or group.country is None:
        earlier = [one for one in scene.people if one.start < clause.start and one.country]
        group = earlier[-1] if earlier else group
    return () if group is None or not group.country else (state(scene, group.country),)


_STOPPED = (CraftKind.VESSEL, CraftKind.LAND)


def seized(clause: Clause, scene: Scene) -> Draft | None:
    """A ship, cargo, or crew is stopped, seized, detained; somebody is put under sanctions."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in SANCTIONS:
        return None
    crafts = tuple(one for one in scene.fleet.within(clause.start, clause.end) if one.craft.kind in _STOPPED)
    her = None if crafts or not _HER.match(clause.text_of(clause.object)) else ship_before(clause, scene)
    crafts = crafts if her is None else (her,)
    goods = list(inside(scene.goods, clause.start, clause.end))
    crew = [
        one
        for one in inside(scene.people, clause.start, clause.end)
        if _CREW.search(scene.doc.flat[one.start : one.end]) or (predicate.passive and one.quantity is not None)
    ]
    imposed = predicate.lemma in ("sanctionner", "sanction")
    if predicate.lemma in _HELD and not (predicate.passive and crew):
        return None
    if not (crafts or goods or crew or imposed):
        return None
    items = as_equipment(
        scene.doc,
        [g for g in goods if not any(m.start < g.end and g.start < m.end for m in crafts)],
        EquipmentRole.CARGO,
    )
    counts = head_count(clause, scene, crew[0]) if crew else ()
    checked = ("records",) if imposed or crew else ("vessels", "claims")
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=crafts,
        equipment=(*(carrier(scene.doc, one) for one in crafts[-1:]), *items),
        actors=() if predicate.passive else parties(scene, clause.start, predicate.start)[:1],
        counts=counts,
        checkable_by=checked,
    )


# Verbs that tell a detention only of people and in the passive.
_HELD = words("hold retenir placer")


# "blacklisted her": the ship told of last.
_HER = re.compile(r" (?:her|it)\b")


def sighted(clause: Clause, scene: Scene) -> Draft | None:
    """*un avion a repéré le chalutier X à 90 milles de Y*: a vessel seen at a place."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in SEEN or predicate.lemma == "suivre":
        return None
    if predicate.passive:
        return _seen_on_land(clause, scene)
    ships = [one for one in scene.fleet.within(predicate.end, clause.end) if one.craft.kind is CraftKind.VESSEL]
    placed = any(clause.at <= low < clause.end for low, _ in extents(scene.spots, scene.relatives))
    counted = (
        any(one.end <= ships[0].start for one in inside(scene.doc.nouns["visits"], predicate.end, clause.end))
        if ships
        else False
    )
    if not ships or not placed or counted:
        return None  # "logged eleven arrivals of tankers" counts visits
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=tuple(ships[:1]),
        equipment=(carrier(scene.doc, ships[0]),),
        actors=operators(scene, ships[:1]),
        checkable_by=("vessels",),
    )


_THERE = re.compile(r"\b(?:there|ou|where|y)\b")


def _seen_on_land(clause: Clause, scene: Scene) -> Draft | None:
    """*the first train was seen there on 28 September*: a train, a column or a convoy at a place."""
    subject = subject_of(scene, clause)
    placed = any(clause.at <= low < clause.end for low, _ in extents(scene.spots, scene.relatives))
    if not inside(scene.goods, scene.doc.report.body_start, clause.start):
        return None  # a train of which nothing was told
    if subject.who is not Who.LAND or subject.craft is None or not (placed or _THERE.search(clause.flat)):
        return None
    return draft_of(Kind.STATEMENT, clause, equipment=(carrier(scene.doc, subject.craft),), checkable_by=("claims",))


_TALLY = words("comprendre compter comporter include comprise count recenser dénombrer totaliser")


_LOADS_OR_TALLIES = LOADS | _TALLY


def tallied(clause: Clause, scene: Scene) -> Draft | None:
    """*The haul comprised 2,100 rifles*; *six engins avaient été chargés mardi, huit mercredi, soit quatorze*."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _LOADS_OR_TALLIES:
        return None
    goods = [one for one in inside(scene.goods, clause.start, clause.end) if one.quantity is not None]
    subject = subject_of(scene, clause)
    if predicate.lemma in LOADS and predicate.passive and subject.who is Who.GOODS and _total(clause) is not None:
        total = inside(scene.doc.quantities, clause.start + (_total(clause) or 0), clause.end)
        counts = tuple(Count("loaded", q.min, q.max) for q in total[:1])
        return draft_of(Kind.STATEMENT, clause, counts=counts, checkable_by=("claims",))
    if (
        predicate.lemma in _TALLY
        and goods
        and re.search(r"\b(?:haul|prise|saisie|cargaison|cargo|lot|butin|seizure)\b", clause.text_of(clause.subject))
    ):
        return draft_of(
            Kind.STATEMENT,
            clause,
            equipment=as_equipment(scene.doc, goods, EquipmentRole.CARGO),
            checkable_by=("claims",),
        )
    return None


def _total(clause: Clause) -> int | None:
    match = re.search(r"\b(?:soit|au total|in all|in total|a total of|for a total)\b", clause.flat)
    return match.start() if match else None


SIGNAL_OFF = Pattern(
    "signal off",
    Kind.STATEMENT,
    signal_off,
    reads=(
        ("fr", "Le cargo Altaïr II a accosté à Bizerte. Son transpondeur s'est tu le 3 mai au sud de Malte."),
        ("en", "The tanker Blue Heron had gone dark on 3 May."),
    ),
    ignores=(("fr", "Le public est resté muet."),),
)
SWITCHED_OFF = Pattern(
    "switched off",
    Kind.STATEMENT,
    switched_off,
    reads=(("en", "The tanker Blue Heron docked at Tartus on 3 May after switching off its AIS transponder."),),
    alongside=True,
)
DOCUMENTS = Pattern(
    "documents",
    Kind.STATEMENT,
    documents,
    reads=(
        ("fr", "Quatre des ingénieurs russes voyageaient avec des passeports commençant par « 31 »."),
        ("en", "Four of the Russian engineers held passports beginning with 31."),
    ),
    ignores=(("fr", "Les passeports sont délivrés en mairie."),),
)
SEIZED = Pattern(
    "seized",
    Kind.STATEMENT,
    seized,
    reads=(("en", "The navy seized a cargo of rifles aboard a dhow off Oman on 3 May 2023."),),
    ignores=(("fr", "Il a saisi l'occasion."),),
)
TALLIED = Pattern(
    "tallied",
    Kind.STATEMENT,
    tallied,
    reads=(("en", "The haul comprised 900 assault rifles and 40 machine guns."),),
)
SIGHTED = Pattern(
    "sighted",
    Kind.STATEMENT,
    sighted,
    reads=(("fr", "Une patrouille a repéré le chalutier Altaïr II à 40 milles nautiques au nord de Bizerte."),),
    ignores=(("fr", "Une patrouille a repéré un randonneur au nord de Bizerte."),),
)
