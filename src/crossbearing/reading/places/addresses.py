"""Places that only tell where another one lies: "Jask, sur le golfe d'Oman", "Batman, in south-eastern Turkey"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from crossbearing.reading.document import Document
from crossbearing.reading.places.spots import TOWNS, Spot

# A second place tells where the first lies only if it begins at most this many characters behind it.
ADDRESS_REACH = 48
_WIDE = ("country", "region", "sea")
_WITHIN = {
    "fr": re.compile(
        r"(?:,| \(|) ?(?:(?:tout )?(?:en|au|aux) |"
        r"dans (?:le |la |l'|les )?(?:[a-z'-]+ ){0,4}?(?:de la |de l'|du |de |d'|des )?|"
        r"sur (?:le |la |l'|les )(?:[a-z'-]+ ){0,3}?(?:de la |de l'|du |de |d'|des )?|"
        r"(?:a |au |a l')(?:l'extreme |l')?"
        r"(?:nord|sud|est|ouest|nord-est|nord-ouest|sud-est|sud-ouest|interieur|coeur) "
        r"(?:de la |de l'|du |de |d'|des )|"
        r"(?:au bord|en bordure|sur les (?:rives|bords|cotes)|sur la (?:cote|rive)|dans l'est|dans l'ouest) "
        r"(?:de la |de l'|du |de |d'|des )?)?"
    ),
    "en": re.compile(r"(?:,| \(|) ?(?:(?:in|on|inside|within) (?:the )?(?:[a-z'-]+ ){0,4}?(?:of )?(?:the )?)?"),
}
_BESIDE = {
    "fr": re.compile(
        r"(?:,| \() ?(?:(?:tout )?(?:pres|non loin|aux portes|a cote|au large|en face|aux abords|en peripherie|"
        r"en banlieue|"
        r"dans la banlieue|au (?:nord|sud)|a l'(?:est|ouest)) (?:de la |de l'|de |d'|du |des )|"
        r"(?:le |un |l'|la |une |grand |principal |ancien |ancienne |principale )*(?:avant-port|port|aeroport|capitale|"
        r"chef-lieu|fief|banlieue|base|faubourg|second aeroport)(?: [a-z-]+){0,2}? (?:de la |de l'|de |d'|du |des )|"
        r"dans (?:le |la |l')(?:province|region|wilaya|gouvernorat|oblast|district|departement|comte|Etat) "
        r"(?:de la |de l'|de |d'|du |des )?)"
    ),
    "en": re.compile(
        r"(?:,| \() ?(?:(?:just |right )?(?:near|outside|close to|not far from|off|next to|opposite|south of|"
        r"north of|"
        r"east of|west of) (?:the )?|"
        r"(?:the |an? )?(?:main |largest |outer |former |second )?"
        r"(?:port|airport|gateway|capital|outport|suburb)(?: city)? "
        r"(?:of|for|to) (?:the )?|in (?:the )?(?:province|region|district|governorate|state) of )"
    ),
}
# Behind a country that stands as an address, its clause goes on or ends.
_CLOSED = re.compile(
    r" ?(?:[,.;:)!?\"–-]|$|\n|(?:and|et|on|le|a|at|after|before|puis|then|where|ou|to|vers|pour|from|de|en|in|au|du|"
    r"avant|apres)\b)"
)


def with_addresses(doc: Document, found: Sequence[Spot]) -> tuple[Spot, ...]:
    """Return the places of a report, those marked that tell where another lies, which then lies there."""
    kept = list(found)
    for at, (host, told) in enumerate(pairwise(found)):
        host = kept[at]
        here = _situated(doc, host, told) if told.start - host.end <= ADDRESS_REACH and not host.address else None
        if here is not None:
            kept[at], kept[at + 1] = here, replace(told, address=True)
    return tuple(kept)


_NEAR = {
    "fr": re.compile(r" (?:tout )?(?:pres|non loin|a cote|aux portes) (?:de la |de l'|de |d'|du |des )"),
    "en": re.compile(r" (?:just )?(?:near|outside|close to|not far from) (?:the )?"),
}


def _situated(doc: Document, host: Spot, told: Spot) -> Spot | None:
    """The first place with the country of the second, None where the second does not tell where it lies."""
    if host.kind not in (*TOWNS, "") or told.left < host.end:
        return None
    gap = doc.flat[host.end : told.start]
    if told.kind in _WIDE:
        if not gap.strip() or not _WITHIN[doc.language].fullmatch(gap):
            return None
        if gap in (", ", " (") and (told.kind == "sea" or not _CLOSED.match(doc.flat, told.end)):
            return None
        return _in_country(doc, host, told)
    if _BESIDE[doc.language].fullmatch(gap) or _NEAR[doc.language].fullmatch(gap):
        return host
    return None


def _in_country(doc: Document, host: Spot, told: Spot) -> Spot | None:
    if not told.country or host.country == told.country:
        return host
    namesakes = _namesakes(doc, host, told.country)
    if namesakes is not None:
        return namesakes
    if host.country is None and host.kind == "":
        return replace(host, country=told.country)
    return None


def _namesakes(doc: Document, host: Spot, country: str) -> Spot | None:
    """*Augusta, en Sicile*: the place of that name in the country told."""
    return next(_of_country(doc, host, country), None)


def _of_country(doc: Document, host: Spot, country: str) -> Iterator[Spot]:
    for place in doc.world.places.find(doc.text[host.start : host.end], country):
        if place.country == country and place.kind in TOWNS:
            yield replace(
                host, name=place.name, country=country, lat=place.lat, lon=place.lon, kind=place.kind, is_state=False
            )
