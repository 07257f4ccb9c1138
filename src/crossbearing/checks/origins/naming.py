"""What a source's name tells: whether it is named at all, what kind of origin it is, and which vertex it is."""

from __future__ import annotations

import re
from functools import lru_cache

from crossbearing.model.origins import OriginKind
from crossbearing.world.spelling import fold

# Words for people who are not named. A speaker described by one of these, without a personal name, is unnamed.
UNNAMED = re.compile(
    r"\b(sources?|officials?|responsables?|diplomate?s?|diplomats?|experts?|expertes?|witness(es)?|temoins?|analyste?s?"
    r"|analysts?|observers?|observateurs?|insiders?|persons?|people|personnes?|fonctionnaires?|officers?|officiers?"
    r"|residents?|habitants?|pilots?|pilotes?|controleurs?|group|groupe|collectif|media|medias|presse|press|reports?)\b"
)
# Two capitalised words in a row are a personal or a proper name: "Pentagon official John Smith" is named.
PERSONAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+")
# Data that rests on receivers of aircraft or ships; two trackers fed by the same receivers are one origin.
FLIGHT_TRACKING = re.compile(
    r"flight.?track|flight.?data|plane.?spott|\btracker|flightradar|ads.?b\b|opensky|radarbox|flightaware|planefinder"
    r"|suivi (aerien|des? vols?|de trafic)|donnees de (suivi|vol)|trajectoires?"
)
SHIP_TRACKING = re.compile(
    r"ship.?track|vessel.?track|marine ?traffic|vesselfinder|tankertrackers|\bais\b|suivi (maritime|des navires)"
)
SENSORS = (("aircraft receivers", FLIGHT_TRACKING), ("ship receivers", SHIP_TRACKING))
# Pictures: taken by a machine, and named only where who took them is.
PICTURES = re.compile(r"\b(satellites?|imagery|imagerie|photos?|photographs?|photographies?|videos?|footage|radar)\b")
# Written things. A person who quotes one is a person; the last speaker of a chain is what counts.
DOCUMENTS = re.compile(
    r"\b(documents?|contracts?|contrats?|records?|registres?|letters?|lettres?|memos?|invoices?|factures?|manifests?"
    r"|manifestes?|filings?|databases?|base de donnees|customs data|donnees douanieres|archives?|leaks?"
    r"|fuites?|dossiers?|rapports?|bills? of lading|connaissements?)\b"
)
CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_ARTICLE = re.compile(r"(?:the|an?|some|several|its|their|le|la|les|l|des|une?|plusieurs|ses|leurs|internal|leaked)\b")


@lru_cache(maxsize=65536)
def vertex(name: str) -> str:
    """Return the vertex of a named source; everything fed by the same kind of receivers is one."""
    plain = fold(name)
    for label, pattern in SENSORS:
        if pattern.search(plain):
            return f"sensor:{label}"
    return f"name:{plain}"


@lru_cache(maxsize=65536)
def unnamed(name: str) -> bool:
    """Whether a source is described but not named: "two officials", "une source", not "the Pentagon"."""
    plain = fold(name)
    if any(pattern.search(plain) for _, pattern in SENSORS):
        return False
    if DOCUMENTS.search(plain) or PICTURES.search(plain):
        return not _bears_a_name(name, plain)
    return bool(UNNAMED.search(plain)) and not PERSONAL.search(name)


def _bears_a_name(name: str, plain: str) -> bool:
    """Whether a thing is told by somebody's name: "Maxar satellite images", not "Satellite images"."""
    first = plain.split(" ")[0]
    common = _ARTICLE.match(plain) or DOCUMENTS.fullmatch(first) or PICTURES.fullmatch(first)
    return bool(CAPITAL.search(name[1:] if common else name))


@lru_cache(maxsize=65536)
def kind_of(name: str) -> OriginKind:
    """Return what kind of origin a source is, by its name or description."""
    plain = fold(name)
    if PICTURES.search(plain) or any(pattern.search(plain) for _, pattern in SENSORS):
        return OriginKind.SENSOR
    said = UNNAMED.search(plain) or PERSONAL.search(name)
    return OriginKind.DOCUMENT if DOCUMENTS.search(plain) and not said else OriginKind.HUMAN
