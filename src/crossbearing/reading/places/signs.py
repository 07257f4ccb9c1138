"""What stands beside a place and settles its role before any preposition: dashes, promises, where goods were made."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind, PlaceRole
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.places.spots import Spot

_DASHES = "-–—→/"
_ROUTED = (Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE, Kind.FLIGHT, Kind.PORT_CALL)


def of_a_pair(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None, kind: Kind) -> PlaceRole | None:
    """*the Baku–Ovda run*, *trois rotations Tripoli-Misrata*: from the first to the second."""
    text = clause.doc.text
    if kind not in _ROUTED:
        return None
    if held is not None and held[1] is PlaceRole.DEPARTURE and text[held[0].end : spot.start].strip() in [*_DASHES]:
        return PlaceRole.ARRIVAL
    behind = text[spot.end : spot.end + 3].lstrip()
    return PlaceRole.DEPARTURE if behind[:1] in [*_DASHES] and behind[1:].lstrip()[:1].isupper() else None


# To whom something is promised, nothing is said to have gone yet.
_PROMISED_TO = re.compile(
    r"\b(?:promis\w*|pledg\w+|earmarked|meant|intended|destined|promet\w*|destine\w*|reserve\w*)"
    r"\b[^.;]{0,60}? (?:to|for|a|au|aux|a l'|a la) ?(?:the |la |le |l')?$"
)


def is_promised_to(clause: Clause, spot: Spot, kind: Kind) -> bool:
    """*promis à l'Arménie*, *earmarked for Kenya*."""
    return kind is Kind.DELIVERY and _PROMISED_TO.search(clause.doc.flat, clause.start, spot.start) is not None


MADE_THERE = re.compile(
    r"\b(?:fabriquee?s?|assemblee?s?|construite?s?|produite?s?|concue?s?|immatriculee?s?|enregistree?s?|basee?s?|made|"
    r"built|assembled|produced|manufactured|designed|developed|registered|headquartered|bought|purchased|achetee?s?|"
    r"commandee?s?|ordered|incorporated|domiciliee?s?|sise?s?) "
    r"(?:en |au |aux |a |in |at |by |par |from )(?:la |le |l'|the )?$"
)
# "en marge du salon de Dubaï", "on the fringes of the Dubai air show": where people met.
AT_A_SHOW = re.compile(r"\b(?:salon|sommet|forum|foire|exposition|conference)(?: [a-z-]+)? ?$")
SHOW_BEHIND = re.compile(r" (?:air ?show|air show|show|summit|forum|fair|expo|exhibition|conference)\b")
AT_THE = re.compile(r"\b(?:at|of|during|after|before) (?:the|this year's|last year's) $")
LOADED_THERE = re.compile(
    r"\b(?:chargee?s?|embarquee?s?|loaded|embarked|taken on|put on board|stuffed) (?:en |au |aux |a |in |at )"
    r"(?:la |le |l'|the )?$"
)
SHIPPED = (Kind.DELIVERY, Kind.SHIP_TRANSFER, Kind.FLIGHT)


def is_predicate(clause: Clause, pattern: re.Pattern[str], at: int, end: int) -> bool:
    """*Les drones sont assemblés à X*: the claim itself, not what its goods are like."""
    match, predicate = pattern.search(clause.doc.flat, at, end), clause.predicate
    return match is not None and predicate is not None and predicate.start <= match.start() < predicate.end


_GIVEN = gated(
    r"\b(?:cede|vendu|livre|fourni|remis|donne|expedie|ventes?|exportations?|livraisons?|sold|given|supplied|exports?|sales)"
    r"[a-z]*(?: [^,;.]{1,40})? (?:a|to) $"
)


def is_given_to(clause: Clause, spot: Spot, kind: Kind) -> bool:
    """*cédé à Kiev*, *les ventes à Bakou*: the capital is the state that receives."""
    if not spot.is_state or kind not in (Kind.DENIAL, Kind.TRAFFIC_CHANGE):
        return False
    return _GIVEN.search(clause.doc.flat, clause.start, spot.left) is not None


# "accueillis depuis le début du mois par l'aéroport de X", "handled by the port".
RECEIVED_BY = re.compile(
    r"\b(?:accueillie?s?|recue?s?|traitee?s?|received|handled|hosted|welcomed|processed)\b(?: [^,.;]{2,44})? ?$"
)
STOPS = re.compile(r"\b(?:escale|halte|etape|stops?|stopovers?|layovers?)\b")
