"""The role of every place in a clause: departure, arrival, site, via, area; from prepositions and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from crossbearing.model.claims import Kind, Place, PlaceRole
from crossbearing.reading.clauses import Clause
from crossbearing.reading.document import inside
from crossbearing.reading.relative_places import Relative
from crossbearing.reading.spots import Spot
from crossbearing.reading.wordlists import words


class Cue(StrEnum):
    """What the words before a place tell."""

    FROM = "from"
    OF = "of"
    TO = "to"
    AT = "at"
    VIA = "via"
    OVER = "over"
    BETWEEN = "between"
    OFF = "off"
    AND = "and"
    NONE = "none"


# Ordered: the first that ends right before the place counts.
_CUES = {
    "fr": (
        (
            Cue.FROM,
            r"(?:en provenance|en venant|venue?s?|partie?s?|au depart|arrivee?s?|decolle|en partance|"
            r"repartie?s?|hors) (?:de la |de l'|de |d'|du |des |depuis )"
            r"|\bdepuis (?:la |le |l'|les )?|a partir (?:de la |de l'|de |d'|du |des )",
        ),
        (
            Cue.TO,
            r"a destination (?:de la |de l'|de |d'|du |des )|\bvers (?:la |le |l'|les )?|jusqu'(?:a la |"
            r"a l'|a |au |aux |en )|"
            r"\bpour (?:la |le |l'|les )?|en route (?:pour|vers) (?:la |le |l'|les )?|"
            r"en direction (?:de la |de l'|de |d'|du |des )",
        ),
        (Cue.OVER, r"au-dessus (?:de la |de l'|de |d'|du |des )|\bsurvol (?:de la |de l'|de |d'|du |des )"),
        (
            Cue.VIA,
            r"\bvia (?:la |le |l'|les )?|\bpar (?:la |le |l'|les )?|a travers (?:la |le |l'|les )?|"
            r"en passant par (?:la |le |l')?|"
            r"transit(?:e|ant|é)? par (?:la |le |l')?",
        ),
        (
            Cue.VIA,
            r"(?:apres|avec|lors d'|via|moyennant) ?(?:un|une|des|deux) (?:\w+ ){0,2}?(?:escales?|"
            r"haltes?)(?: \w+){0,2}? (?:a|au|aux|en) ",
        ),
        (
            Cue.BETWEEN,
            r"\bentre (?:la |le |l'|les )?(?:(?:port|base|aeroport|ville|capitale) (?:[a-z-]+ )?(?:de |d'|du ))?",
        ),
        (
            Cue.OFF,
            r"au large (?:de la |de l'|de |d'|du |des )|pres (?:de la |de l'|de |d'|du |des )|"
            r"aux abords (?:de |d'|du )|devant (?:le |la )?",
        ),
        (
            Cue.AT,
            r"(?:^|[ ,(])(?:a la |a l'|a |au |aux |en |dans (?:la |le |l'|les )?|sur (?:la |le |l'|les )?|"
            r"y compris a )",
        ),
        (Cue.OF, r"(?:^|[ ,(])(?:de la |de l'|de |d'|du |des )"),
        (Cue.AND, r"(?:, | et | ou |, puis | puis | et (?:en |a |au |de |d'|du |la |le |l'))$"),
    ),
    "en": (
        (Cue.FROM, r"\b(?:from|out of|leaving|departing|departed) (?:the )?"),
        (Cue.TO, r"\b(?:to|for|into|towards?|bound for|onto) (?:the )?"),
        (Cue.OVER, r"\b(?:over|above|overflying|across) (?:the )?"),
        (Cue.VIA, r"\b(?:via|through|by way of) (?:the )?"),
        (Cue.VIA, r"\b(?:with|after|via) (?:an? |two |several )?(?:\w+ )?(?:stops?|stopovers?|layovers?) (?:in|at) "),
        (Cue.BETWEEN, r"\bbetween (?:the )?(?:(?!and )[a-z-]+ ){0,2}(?:(?:port|base|airport|city|capital) of )?"),
        (Cue.OFF, r"\b(?:off|near|outside|close to) (?:the )?"),
        (Cue.AT, r"\b(?:in|at|on|inside|around) (?:the )?"),
        (Cue.OF, r"\bof (?:the )?"),
        (Cue.AND, r"(?:, | and | or |, and | then |, then )(?:the )?$"),
    ),
}
_COMPILED = {
    language: tuple((cue, re.compile(rf"(?:{pattern})$")) for cue, pattern in cues) for language, cues in _CUES.items()
}
# A verb whose object is where one leaves, arrives, or passes.
_LEAVES = words("quitter leave depart")
_REACHES = words(
    "rejoindre rallier regagner gagner atteindre toucher visiter inspecter reach visit tour enter desservir"
)
_CROSSES = words("survoler traverser franchir overfly cross transit")
_LINKS = words("relier link connect")
# Verbs that end a movement: "à X" behind them is where it went.
ARRIVES = words(
    "atterrir poser arriver accoster amarrer revenir entrer rendre débarquer toucher retourner "
    "rentrer mener décharger envoyer expédier "
    "acheminer livrer déposer transporter parvenir rejoindre effectuer venir aller voler envoler ramener "
    "convoyer exporter offrir remettre "
    "fournir transférer donner vendre céder accueillir évacuer rallier amener voyager déplacer "
    "land arrive dock berth moor call return fly come go travel deliver bring send ship touch unload tour "
    "visit export fly take "
    "airlift supply transport carry transfer hand donate offload sail"
)
# Nouns before "de X" that make X an attribute, unless "à Y" follows.
_ROUTE_AHEAD_FR = re.compile(r" (?:\([^)]*\) )?(?:a|au|aux|vers|jusqu'a|jusqu'au|jusqu'en|pour|a destination de) ")


def place_roles(
    clause: Clause, spots: Sequence[Spot], relatives: Sequence[Relative], kind: Kind, before: Spot | None = None
) -> tuple[Place, ...]:
    """Return the places of a clause in their roles; `before` is what "y" or "there" points back to."""
    found: list[tuple[Spot, PlaceRole]] = []
    here = [one for one in relatives if clause.start <= one.start < clause.end]
    for relative in here:
        if not relative.describes:
            found.append((relative.spot, _relative_role(clause, relative, kind)))
    held: tuple[Spot, PlaceRole] | None = None
    for spot in inside(spots, clause.start, clause.end):
        if any(one.start <= spot.start < one.end for one in here):
            continue
        role = _role(clause, spot, held, kind)
        if role is not None:
            held = (spot, role)
            found.append(held)
        elif not (spot.is_state and held):
            held = None
    if before is not None and _points_back(clause):
        found.append((before, PlaceRole.ARRIVAL if clause.lemma in ARRIVES else PlaceRole.SITE))
    return tuple(_places(_without_repeats(found)))


def _points_back(clause: Clause) -> bool:
    group = clause.doc.flat[max(clause.start, clause.at - 3) : clause.predicate.end] if clause.predicate else ""
    return bool(re.search(r"\by\b", group)) or bool(
        re.search(
            r"\bthere\b(?! (?:is|was|are|were)\b)|\bl'aeroport\b(?! (?:de|d'|du|inter|mili|nik))|\bsur place\b",
            clause.flat,
        )
    )


def _relative_role(clause: Clause, relative: Relative, kind: Kind) -> PlaceRole:
    left = clause.doc.flat[clause.start : relative.start]
    if re.search(
        r"\b(?:vers|pour|to|towards?)\b(?: une zone| a (?:point|position|"
        r"zone))?[ ,]*(?:situee?)?[ ]*$",
        left,
    ):
        return PlaceRole.ARRIVAL
    return PlaceRole.SITE


def _role(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None, kind: Kind) -> PlaceRole | None:
    doc = clause.doc
    at = max(clause.start, spot.left - 32)
    direct = _direct(clause, spot, held)
    if direct is not None and spot.left > clause.at:
        return direct
    for end in dict.fromkeys((spot.left, spot.start)):
        left = doc.flat[at:end]
        for cue, pattern in _COMPILED[doc.language]:
            match = pattern.search(left)
            if match and not (cue is Cue.OF and end == spot.start != spot.left):
                return _by_cue(clause, spot, cue, at + match.start(), held, kind)
    return direct


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
        return PlaceRole.DEPARTURE if _is_departure(clause, spot, at) else None
    if cue is Cue.TO:
        return _arrival(clause, spot, held)
    if cue is Cue.OVER:
        return PlaceRole.AREA if spot.kind == "sea" else PlaceRole.VIA
    if cue is Cue.VIA:
        return PlaceRole.VIA if _is_passage(clause, spot, at) else None
    if cue is Cue.BETWEEN:
        return PlaceRole.DEPARTURE if _joined_pair(clause, spot) else PlaceRole.SITE
    if cue is Cue.OFF:
        return PlaceRole.SITE
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


def _same_address(clause: Clause, held: Spot, spot: Spot, at: int) -> bool:
    """*à Nacala, dans le nord du Mozambique*: the second place tells where the first lies."""
    return (
        clause.doc.flat[held.end : held.end + 2] == ", "
        and held.country is not None
        and held.country == spot.country
        and at - held.end < 4
    )


def _is_passage(clause: Clause, spot: Spot, at: int) -> bool:
    """*promis par la Grèce*, *received by Mali*: an agent, not a way."""
    before = clause.doc.flat[max(clause.start, at - 16) : at].rstrip()
    by = clause.doc.flat[at : at + 4] == "par "
    return (
        not (by and (spot.kind == "country" or spot.is_state))
        or clause.lemma in ("passer", "transiter", "entrer", "sortir")
        or before.endswith("passant")
    )


def _at(clause: Clause, spot: Spot, kind: Kind) -> PlaceRole | None:
    """*à X*, *in X*: where something went if the verb or the kind tells of going, else where it was."""
    if kind is Kind.DENIAL and re.search(
        r"\b(?:envois?|livraisons?|transferts?|sending|deliver\w+|shipments?|transfers?|sent)\b", clause.flat
    ):
        return PlaceRole.ARRIVAL
    if kind is Kind.DELIVERY and spot.is_state:
        return PlaceRole.ARRIVAL
    if kind is Kind.AGREEMENT:
        return PlaceRole.SITE if spot.kind != "country" and re.search(r"\bsign", clause.flat) else None
    if spot.kind == "sea":
        return PlaceRole.AREA
    if kind in (Kind.VISIT_COUNT, Kind.VISIT_OF_PEOPLE, Kind.PORT_CALL, Kind.TRAFFIC_CHANGE, Kind.FLIGHT):
        return (
            PlaceRole.SITE
            if clause.lemma in ("spend", "passer", "rester", "stay", "spot", "apercevoir")
            else PlaceRole.ARRIVAL
        )
    return PlaceRole.ARRIVAL if clause.lemma in ARRIVES else PlaceRole.SITE


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
    if _ROUTE_AHEAD_FR.match(doc.flat[spot.end : clause.end] + " ") and _moves(clause):
        return True
    left = doc.flat[clause.start : at].rstrip()
    verb_ends = clause.predicate is not None and len(left) + clause.start == clause.predicate.end
    return (verb_ends and clause.lemma in _FROM_VERBS) or bool(
        re.search(r"\b(?:parti|venu|decolle|arrive|revenu|appareille)e?s?$", left)
    )


_FROM_VERBS = words("décoller partir arriver venir revenir appareiller envoler repartir sortir débarquer")


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


def _joined_pair(clause: Clause, spot: Spot) -> bool:
    return bool(re.match(r" (?:et|and) ", clause.doc.flat[spot.end : spot.end + 5]))


def _enumerated(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None) -> PlaceRole | None:
    if held is None:
        return None
    gap = clause.doc.flat[held[0].end : spot.left]
    if len(gap) > 30 or re.search(r"[.;]", gap):
        return None
    before_held = clause.doc.flat[max(clause.start, held[0].left - BETWEEN_REACH) : held[0].left]
    if re.search(
        r"\b(?:entre|between) (?:la |le |l'|the )?(?:(?!et |and )[a-z-]+ ){0,3}(?:de |d'|du |of )?$", before_held
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


def _without_repeats(found: Sequence[tuple[Spot, PlaceRole]]) -> Iterator[tuple[Spot, PlaceRole]]:
    """Drop a country named with its own city in one role, and plain repeats."""
    seen: set[tuple[str, PlaceRole]] = set()
    for spot, role in found:
        if (spot.name, role) not in seen:
            seen.add((spot.name, role))
            yield spot, role


def _places(found: Iterator[tuple[Spot, PlaceRole]]) -> Iterator[Place]:
    for spot, role in found:
        lat, lon = (None, None) if spot.kind == "country" else (spot.lat, spot.lon)
        yield Place(spot.name, role, spot.country, lat, lon, spot.offset_km, spot.bearing_deg)


def merged(first: Sequence[Place], second: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places of two clauses that tell one movement; a role that the first fills stays."""
    filled = {place.role for place in first}
    extra = [
        replace(place) for place in second if place.role not in filled and place.name not in {p.name for p in first}
    ]
    return (*first, *extra)
