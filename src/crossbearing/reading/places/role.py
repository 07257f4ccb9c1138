"""The role of one place in a clause, from the preposition before it, the verb, and what kind of claim is told."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind, PlaceRole
from crossbearing.reading.document import inside
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.places.cues import COMPILED, Cue
from crossbearing.reading.places.pointing_back import ARRIVES
from crossbearing.reading.places.signs import (
    AT_A_SHOW,
    AT_THE,
    LOADED_THERE,
    MADE_THERE,
    RECEIVED_BY,
    SHIPPED,
    SHOW_BEHIND,
    STOPS,
    is_given_to,
    is_predicate,
    is_promised_to,
    of_a_pair,
)
from crossbearing.reading.places.spots import TOWNS, Spot

# A verb whose object is where one leaves, arrives, or passes.
_LEAVES = words("quitter leave depart clear quit vacate évacuer")
_REACHES = words(
    "rejoindre rallier regagner gagner atteindre toucher visiter inspecter reach visit tour enter desservir"
)
_CROSSES = words("survoler traverser franchir contourner doubler longer overfly cross transit round skirt")
_ROUNDS = words("contourner doubler longer round skirt")
_LINKS = words("relier link connect")
# Nouns before "de X" that make X an attribute, unless "à Y" follows.
_ROUTE_AHEAD_FR = re.compile(r" (?:\([^)]*\) )?(?:a|au|aux|vers|jusqu'a|jusqu'au|jusqu'en|pour|a destination de) ")


def role_of(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None, kind: Kind) -> PlaceRole | None:
    """Return the role of a place in a clause, None where it has none; `held` is the place before it with its role."""
    doc = clause.doc
    at = max(clause.start, spot.left - 44)
    if kind in _COUNTED and spot.end <= clause.at and clause.lemma in _HOSTS:
        return PlaceRole.ARRIVAL  # "le port de Tobrouk a vu passer onze cargos"
    if is_given_to(clause, spot, kind):
        return None
    joined = of_a_pair(clause, spot, held, kind)
    if joined is not None:
        return joined
    if spot.kind == "country" and is_promised_to(clause, spot, kind):
        return None
    if MADE_THERE.search(doc.flat, at, spot.left) and not is_predicate(clause, MADE_THERE, at, spot.left):
        return None
    if doc.flat.startswith((" as its destination", " as destination", " comme destination"), spot.end):
        return PlaceRole.ARRIVAL
    if clause.lemma in _LINKS and spot.start > clause.at:
        passed = _cue_before(clause, spot, at)
        if passed is None or passed[0] not in (Cue.VIA, Cue.OVER):
            return PlaceRole.DEPARTURE if held is None else PlaceRole.ARRIVAL
    if _HOSTED.match(doc.flat, spot.start, spot.end):
        return PlaceRole.ARRIVAL  # "sa troisième escale libyenne"
    if LOADED_THERE.search(doc.flat, at, spot.left) and kind in SHIPPED:
        return PlaceRole.DEPARTURE
    direct = _direct(clause, spot, held)
    if direct is not None and spot.left > clause.at:
        return direct
    if SHOW_BEHIND.match(doc.flat, spot.end) and AT_THE.search(doc.flat, at, spot.start):
        return PlaceRole.SITE
    found = _cue_before(clause, spot, at)
    if found is None:
        return direct
    cue, begin = found
    return _by_cue(clause, spot, cue, begin, held, kind)


def _cue_before(clause: Clause, spot: Spot, at: int) -> tuple[Cue, int] | None:
    """The cue before a place and where it begins; a day before it is passed over ("partis mardi de X")."""
    doc = clause.doc
    for end in dict.fromkeys((spot.left, spot.start)):
        left = doc.flat[at:end]
        for cue, pattern in COMPILED[doc.language]:
            match = pattern.search(left)
            if match and not (cue is Cue.OF and end == spot.start != spot.left):
                return _behind_a_day(clause, cue, at + match.start(), at, end)
    return None


def _behind_a_day(clause: Clause, cue: Cue, begin: int, at: int, end: int) -> tuple[Cue, int]:
    """*rentrés avant-hier de X*, *made a stop on 3 May at X*: without the day, the verb may stand in the cue."""
    if cue not in (Cue.OF, Cue.AT):
        return cue, begin
    doc = clause.doc
    day = next((one for one in inside(doc.times, at, begin + 1) if 0 <= begin + 1 - one.end <= 2), None)
    if day is None:
        return cue, begin
    joined = doc.flat[at : day.start].rstrip(" ,") + " " + doc.flat[begin:end].lstrip(" ,")
    for other, pattern in COMPILED[doc.language]:
        if other in (Cue.FROM, Cue.VIA) and pattern.search(joined):
            return other, begin
    return cue, begin


_COUNTED = (Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE)
_HOSTS = words("voir accueillir recevoir traiter see receive handle host welcome register")
_HOSTED = re.compile(r"escales?|visites?|sejours?")


def _by_cue(
    clause: Clause, spot: Spot, cue: Cue, at: int, held: tuple[Spot, PlaceRole] | None, kind: Kind
) -> PlaceRole | None:
    if cue is Cue.FROM:
        return PlaceRole.DEPARTURE
    if cue is Cue.OF:
        if re.search(
            r"\b(?:traversees?|transits?|passages?|franchissements?|crossings?|passages?)(?: \w+)?$",
            clause.doc.flat[clause.start : at].rstrip(),
        ):
            return PlaceRole.VIA
        if clause.lemma in _REACHES and at > clause.at:  # "a visité l'usine X de Y"
            return PlaceRole.ARRIVAL
        if AT_A_SHOW.search(clause.doc.flat, max(clause.start, at - 24), at + 1):
            return PlaceRole.SITE
        return PlaceRole.DEPARTURE if _is_departure(clause, spot, at) else None
    if cue is Cue.TO:
        return _arrival(clause, spot, held)
    if cue is Cue.OVER:
        return PlaceRole.AREA if spot.kind == "sea" else PlaceRole.VIA
    if cue is Cue.VIA and kind not in SHIPPED and _calls_there(clause, spot, at):
        return _at(clause, spot, kind)
    if cue is Cue.VIA and RECEIVED_BY.search(clause.doc.flat, max(clause.start, at - 60), at):
        return PlaceRole.ARRIVAL if kind is not Kind.DELIVERY and spot.kind in TOWNS else None
    if cue is Cue.VIA:
        return PlaceRole.VIA if _is_passage(clause, spot, at) else None
    if cue is Cue.BETWEEN:
        return PlaceRole.DEPARTURE if _joined_pair(clause, spot) else PlaceRole.SITE
    if cue is Cue.TOWARD:
        return PlaceRole.SITE
    if cue is Cue.OFF:
        left = kind is Kind.FLIGHT and _AT_AN_HOUR.match(clause.doc.flat, spot.end)
        return PlaceRole.DEPARTURE if left else PlaceRole.SITE  # "off Kigali at 05:40"
    if cue is Cue.AND:
        return _enumerated(clause, spot, held)
    if clause.lemma in _CROSSES and spot.kind in ("sea", "region"):
        return PlaceRole.VIA
    if (
        held is not None
        and re.fullmatch(r",? ?(?:dans |in |en |on )?.{0,24}", clause.doc.flat[held[0].end : spot.left])
        and _same_address(clause, held[0], spot, at)
    ):
        return held[1]
    if _BACKGROUND.search(clause.doc.flat[max(clause.start, at - 26) : at + 1]):
        return None
    return _at(clause, spot, kind)


# "pour la guerre en Ukraine", "the war in Sudan": where something else goes on.
_BACKGROUND = re.compile(
    r"\b(?:guerre|combats|conflit|offensive|invasion|war|fighting|conflict|invasion|operations?|front|poste|"
    r"ambassad\w+|embassy)(?: \w+)? ?$"
)


_AT_AN_HOUR = re.compile(r" (?:at |about |around )?\d{1,2}[:.h]?\d\d")
_ON_THE_WAY = re.compile(r"\b(?:apres|avec|non sans|via|moyennant|after|with|having)\b")


def _calls_there(clause: Clause, spot: Spot, at: int) -> bool:
    """*a fait escale à X* of a ship is a call; *après une escale à X* is on the way."""
    flat, low = clause.doc.flat, max(clause.start, at - 4)
    return STOPS.search(flat, low, spot.start) is not None and _ON_THE_WAY.search(flat, low, spot.start) is None


def _same_address(clause: Clause, held: Spot, spot: Spot, at: int) -> bool:
    """*à Nacala, dans le nord du Mozambique*: the second place tells where the first lies."""
    return (
        clause.doc.flat[held.end : held.end + 2] == ", "
        and held.country is not None
        and held.country == spot.country
        and at - held.end < 4
    )


_AIRSPACE = gated(r"espace aerien|territoire|eaux|airspace|territory|waters")


def _is_passage(clause: Clause, spot: Spot, at: int) -> bool:
    """*promis par la Grèce*, *received by Mali*: an agent, not a way."""
    before = clause.doc.flat[max(clause.start, at - 16) : at].rstrip()
    if _AIRSPACE.match(clause.doc.flat, spot.start, spot.end) or _AIRSPACE.search(
        clause.doc.flat, spot.start, spot.end
    ):
        return True
    by = clause.doc.flat[at : at + 4] == "par "
    return (
        not (by and (spot.kind == "country" or spot.is_state))
        or clause.lemma in ("passer", "transiter", "entrer", "sortir")
        or before.endswith("passant")
    )


def _at(clause: Clause, spot: Spot, kind: Kind) -> PlaceRole | None:
    """*à X*, *in X*: where something went if the verb or the kind tells of going, else where it was."""
    if spot.kind == "sea":
        return PlaceRole.AREA
    if _OVERHEAD.search(clause.doc.flat, spot.left, spot.end):
        return PlaceRole.VIA if kind in SHIPPED else PlaceRole.SITE
    if kind is Kind.DENIAL and re.search(
        r"\b(?:envois?|livraisons?|transferts?|sending|deliver\w+|shipments?|transfers?|sent)\b", clause.flat
    ):
        return PlaceRole.ARRIVAL
    if kind is Kind.DELIVERY and (spot.is_state or _HANDED_OVER.search(clause.flat)):
        return PlaceRole.ARRIVAL
    if kind is Kind.AGREEMENT:
        return PlaceRole.SITE if spot.kind != "country" and _CONCLUDED.search(clause.flat) else None
    if kind in (Kind.VISIT_COUNT, Kind.VISIT_OF_PEOPLE, Kind.PORT_CALL, Kind.TRAFFIC_CHANGE, Kind.FLIGHT):
        return (
            PlaceRole.SITE
            if clause.lemma in ("spend", "passer", "rester", "stay", "spot", "apercevoir")
            else PlaceRole.ARRIVAL
        )
    return PlaceRole.ARRIVAL if clause.lemma in ARRIVES | _REACHES else PlaceRole.SITE


_OVERHEAD = re.compile(r"\bespace aerien|\bairspace\b")
_CONCLUDED = gated(r"\b(?:sign|paraph|initial(?:l|ed)|inked|conclu|ratif|sealed|scell)")
_HANDED_OVER = gated(r"\b(?:livre|livraison|debarque|decharge|remis|deliver|unload|offload|arriv|hand)")


def _arrival(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None) -> PlaceRole | None:
    """*pour X* of a purpose is no arrival; "to" before a receiver that is a state is one still."""
    before = clause.doc.flat[max(clause.start, spot.left - 24) : spot.left]
    if re.search(r"\b(?:accredited|related|close|due|prior|ordered|access) $", before):
        return None
    return PlaceRole.ARRIVAL


def _is_departure(clause: Clause, spot: Spot, at: int) -> bool:
    """*de X*: a departure when a route follows, or when a verb of movement or a participle stands before it."""
    doc = clause.doc
    if doc.language == "en":
        return False
    if at <= clause.start + 1 and doc.flat.startswith(", ", spot.end) and spot.kind != "country":
        return True  # "De Vostotchny, la cargaison a gagné …"
    if _ROUTE_AHEAD_FR.match(doc.flat[spot.end : clause.end] + " ") and _moves(clause):
        return True
    left = doc.flat[clause.start : at].rstrip()
    day = next((one for one in inside(doc.times, clause.start, at) if 0 <= at - one.end <= 1), None)
    left = doc.flat[clause.start : day.start].rstrip() if day else left
    verb_ends = clause.predicate is not None and len(left) + clause.start == clause.predicate.end
    return (verb_ends and clause.lemma in _FROM_VERBS) or bool(
        re.search(r"\b(?:parti|venu|decolle|arrive|revenu|appareille)e?s?$", left)
    )


_FROM_VERBS = words(
    "décoller partir arriver venir revenir appareiller envoler repartir sortir débarquer rentrer retourner"
)


def _moves(clause: Clause) -> bool:
    return (
        clause.lemma in ARRIVES | _FROM_VERBS
        or bool(
            re.search(
                r"\b(?:trafic|vols?|rotations?|liaisons?|navettes?|voyages?|trajets?|route|transfert)\b", clause.flat
            )
        )
        or clause.lemma
        in ("suivre", "augmenter", "diminuer", "convoyer", "transférer", "effectuer", "tripler", "doubler")
    )


# "entre Ovda, en Israël, et Gandja": the country of the first may stand between.
_AND_BEHIND = re.compile(r"(?:,? (?:en|au|aux|dans|in) [^,;.]{2,30},?|,? \([^()]{2,30}\))? (?:et|and) ")


def _joined_pair(clause: Clause, spot: Spot) -> bool:
    return _AND_BEHIND.match(clause.doc.flat, spot.end) is not None


def _enumerated(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None) -> PlaceRole | None:
    if held is None:
        return None
    gap = clause.doc.flat[held[0].end : spot.left]
    if len(gap) > 30 or re.search(r"[.;]", gap):
        return None
    before_held = clause.doc.flat[max(clause.start, held[0].left - BETWEEN_REACH) : held[0].left]
    if re.search(
        r"\b(?:entre|between) (?:la |le |l'|the )?(?:(?!et |and )[a-z-]+,? ){0,4}(?:de |d'|du |of )?$", before_held
    ):
        return PlaceRole.ARRIVAL
    return held[1]


# "between the North Korean port of X and Y": between stands at most this many characters before the first place.
BETWEEN_REACH = 40


def _direct(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None) -> PlaceRole | None:
    """A place that is the verb's own object, or that stands behind a comma as part of the address."""
    doc, predicate = clause.doc, clause.predicate
    if predicate is None:
        return None
    gap = doc.flat[predicate.end : spot.left] if spot.left >= predicate.end else "…"
    if re.search(r"\b(?:from|to|into|for|at|in|via|de|d'|du|a|au|en|vers|pour|dans)\b", gap):
        return None
    if re.fullmatch(r" (?:par \w+ |by \w+ )?(?:la |le |l'|les |the )?(?:[a-z]+ )?", gap) or gap == " ":
        if clause.lemma in _ROUNDS and spot.kind != "sea":
            return None
        for lemmas, role in (
            (_LEAVES, PlaceRole.DEPARTURE),
            (_REACHES, PlaceRole.ARRIVAL),
            (_CROSSES, PlaceRole.VIA),
            (_LINKS, PlaceRole.DEPARTURE),
        ):
            if clause.lemma in lemmas:
                return role
    if held is not None and doc.flat[held[0].end : spot.start] == ", ":
        return held[1] if spot.country is None or spot.country == held[0].country else None
    return None
