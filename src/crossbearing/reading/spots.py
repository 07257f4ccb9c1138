"""Mentions of places: known names, names met only here, capitals by their country, and places told by distance.

A place that is described from another ("15 km west of the port of X") gives that anchor with distance and bearing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossbearing.reading.document import Document, inside
from crossbearing.reading.number_words import number_words, value_of
from crossbearing.reading.organisations import Organisation
from crossbearing.reading.text import Sentence
from crossbearing.world import PlaceEntry, World


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `[start, end)` that name a place; `left` is where its head noun and article begin ("le port de X").

    `lat` and `lon` are null for a name the gazetteer does not know; `offset_km` and `bearing_deg` describe a place by
    this anchor; `is_state` when the name may also mean a government.
    """

    start: int
    end: int
    left: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str = ""
    offset_km: float | None = None
    bearing_deg: float | None = None
    is_state: bool = False


_HEADS_FR = re.compile(
    r"(?:(?:la |le |l'|les |une? )?(?:port|aeroport|base|rade|ville|region|camp|poste-frontiere|aerodrome|terminal|"
    r"chantier naval|cote|baie|detroit|ile|province|capitale|enclave|localite|oblast|zone|cap|presqu'ile|aeroports|quais?)"
    r"(?: (?:aerienne|navale|militaire|international|syrien|[a-z]+(?:ien|ienne|ais|aise|e|se|sse|que|al|ale|ol|ole|on|onne|cque)))*"
    r"(?: (?:de la |de l'|du |de |d'|des ))?|(?:la |le |l'|les )|rade (?:de |d'))$"
)
_HEADS_EN = re.compile(
    r"(?:(?:the |a |an )?(?:[a-z]+ )?(?:port|airport|base|city|region|camp|capital|province|harbour|harbor|terminal|shipyard|island|town|"
    r"coast|naval base|air base|airbase|airfield)(?: of)? |the |(?:the )?[a-z]+ port of )$"
)
_FALLBACK_FR = re.compile(
    r"(?:\b(?:camp|base|aérodrome|aéroport|polygone|à|a|vers|depuis|jusqu['’]à|rejoindre|gagner|rallier|de|près de|à destination de)|\bd['’]|(?<=et))[  ]"
    r"?(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:[ -][A-ZÀ-ÖØ-Þ][\w'’-]+)*)"
)
_FALLBACK_EN = re.compile(
    r"\b(?:to|from|at|in|near|for|via|of|off|into|and|between|left|reached) (?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*)"
)


def spots(doc: Document, taken: Sequence[Organisation]) -> tuple[Spot, ...]:
    """Return the places named in a report, in order."""
    found = [*_known(doc, taken), *_capitals(doc), *_territories(doc)]
    found += _unknown(doc, found, taken)
    return tuple(sorted(found, key=lambda spot: spot.start))


def _known(doc: Document, taken: Sequence[Organisation]) -> Iterator[Spot]:
    for name in doc.names:
        place = name.place
        if place is None and name.country and name.form in ("name", "capital"):
            place = _best(doc.world, name.text)
        covered = any(one.start <= name.start < one.end for one in inside(taken, name.start - 60, name.start + 1))
        in_ship = any(
            ship.start <= name.start < ship.end for ship in inside(doc.vessels, name.start - 30, name.start + 1)
        )
        if place is not None and name.form != "demonym" and not name.operator and not covered and not in_ship:
            yield _spot(doc, name.start, name.end, place, state=name.country is not None)


def _spot(doc: Document, start: int, end: int, place: PlaceEntry, state: bool = False) -> Spot:
    left = _left(doc, start)
    return Spot(start, end, left, place.name, place.country or None, place.lat, place.lon, place.kind, is_state=state)


def _left(doc: Document, start: int) -> int:
    heads = _HEADS_FR if doc.language == "fr" else _HEADS_EN
    low = max(0, start - 60)
    match = heads.search(doc.flat, low, start) if doc.language == "en" else heads.search(doc.flat[low:start])
    if match is None:
        return start
    return match.start() if doc.language == "en" else low + match.start()


def _capitals(doc: Document) -> Iterator[Spot]:
    """*la capitale russe*, *the Russian capital*: the capital of the demonym's country."""
    capitals = None
    for name in doc.names:
        if name.form != "demonym" or not name.country:
            continue
        if doc.language == "fr":
            match = re.search(r"\bcapitale $", doc.flat[max(0, name.start - 9) : name.start])
            start, end = name.start - 9, name.end
        else:
            match = re.match(r" capital\b", doc.flat[name.end : name.end + 9])
            start, end = name.start, name.end + 8
        if match:
            capitals = capitals or capital_names(doc.world)
            place = _best(doc.world, capitals.get(name.country, ""), name.country)
            if place:
                yield _spot(doc, start, end, place)


_SOIL_BEHIND = re.compile(r" (?:territory|soil|airspace|waters|port|bases|facilities|sites|plants|ports|airports|factories)\b")
_SOIL_BEFORE = re.compile(
    r"\b(?:le |du |au |ce )?(?:territoire|sol|espace aerien) $|\b(?:les )?eaux(?: territoriales)? $"
    r"|\b(?:des |les |ses |plusieurs |deux )?(?:installations|bases|usines|sites|ports|aeroports|centres|chantiers navals|"
    r"casernes)(?: [a-z']+){0,4} $"
)


# "installations de développement de missiles iraniennes": the noun stands up to 60 characters before its demonym.
SITE_REACH = 60


def _territories(doc: Document) -> Iterator[Spot]:
    """*le sol iranien*, *Iranian territory*: the country."""
    for name in doc.names:
        if name.form != "demonym" or not name.country:
            continue
        before = _SOIL_BEFORE.search(doc.flat[max(0, name.start - SITE_REACH) : name.start])
        behind = _SOIL_BEHIND.match(doc.flat, name.end) if doc.language == "en" else None
        place = (
            _best(doc.world, doc.world.countries.name(name.country, "en"), name.country) if before or behind else None
        )
        if place and place.kind == "country" and not (behind and behind.group() == " port"):
            start = max(0, name.start - SITE_REACH) + before.start() if before else name.start
            yield Spot(
                start,
                behind.end() if behind else name.end,
                start,
                place.name,
                place.country,
                place.lat,
                place.lon,
                "country",
                is_state=True,
            )


def capital_names(world: World) -> dict[str, str]:
    """Return the English name of every country's capital."""
    key = id(world.countries)
    if key not in _CAPITALS:
        rows = (row for row in world.countries.surfaces() if row[2] == "capital" and row[3] == "en")
        named: dict[str, str] = {}
        for surface, country, _, _ in rows:
            named.setdefault(country, surface)
        _CAPITALS[key] = named
    return _CAPITALS[key]


_CAPITALS: dict[int, dict[str, str]] = {}


def _best(world: World, name: str, country: str | None = None) -> PlaceEntry | None:
    found = world.places.find(name, country) if name else []
    return found[0] if found else None


def _unknown(doc: Document, known: Sequence[Spot], taken: Sequence[Organisation]) -> Iterator[Spot]:
    """Capitalised words behind a preposition of place that nothing else claims; looked up, else without coordinates."""
    pattern = _FALLBACK_FR if doc.language == "fr" else _FALLBACK_EN
    claimed = sorted([(one.start, one.end) for one in (*known, *taken, *doc.vessels, *doc.names, *doc.ids, *doc.times)])
    for match in pattern.finditer(doc.text, doc.report.body_start):
        start, end = match.span("name")
        if not any(low < end and start < high for low, high in claimed):
            place = _best(doc.world, match["name"])
            if place is not None:
                yield _spot(doc, start, end, place)
            elif not _is_person_or_title(doc, start):
                yield Spot(start, end, _left(doc, start), match["name"], None, None, None, "")


def _is_person_or_title(doc: Document, start: int) -> bool:
    """Offices and months are no places; a sentence's first word is not evidence of a name."""
    word = re.match(r"\w+", doc.text[start:])
    return bool(word) and word.group() in _NO_PLACES


_NO_PLACES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October"
    " November December President General Minister AIS UTC GMT ONU OTAN UE NATO EU UN OMI IMO MMSI Je Nous Il Elle Ils The A An This"
    " Défense Affaires Transports Ports État Intérieur Defence Defense Foreign Houthi Telegram Facebook Twitter Etat-major".split()
)

_NUMBER = r"(?P<number>[\d][\d., ]*|une? |[a-z-]+(?: et [a-z-]+)? )"
_UNIT = r"(?P<unit>km|kilometres?|kilometers?|milles? nautiques?|milles? marins?|milles?|nautiques?|nautical miles?|nm|miles?|metres?|m)\b"
_POINT_FR = {
    "nord": 0, "nord-nord-est": 22.5, "nord-est": 45, "est-nord-est": 67.5, "est": 90, "est-sud-est": 112.5, "sud-est": 135,
    "sud-sud-est": 157.5, "sud": 180, "sud-sud-ouest": 202.5, "sud-ouest": 225, "ouest-sud-ouest": 247.5, "ouest": 270,
    "ouest-nord-ouest": 292.5, "nord-ouest": 315, "nord-nord-ouest": 337.5,
}  # fmt: skip
_POINT_EN = {
    name.replace("nord", "north")
    .replace("sud", "south")
    .replace("ouest", "west")
    .replace("est", "east")
    .replace("weast", "west"): deg
    for name, deg in _POINT_FR.items()
}
_ALL_POINTS = "|".join(sorted((*_POINT_FR, *_POINT_EN), key=lambda point: (-len(point), point)))
_RELATIVE_FR = re.compile(
    rf"(?:situee?s? )?a (?:environ |quelque |pres de |moins de |plus de |peu pres |une? )?{_NUMBER}(?:de |d'|d)? ?{_UNIT} "
    rf"(?:(?:a l'|au )(?P<point>{_ALL_POINTS}) (?:de la |de l'|du |de |d'|des )|(?P<off>au large (?:de la |de l'|du |de |d'|des ))|"
    rf"(?:de la |de l'|du |de |d'|des ))"
)
_RELATIVE_EN = re.compile(
    rf"(?:about |some |roughly |around |approximately |just |nearly |almost |over |a )?{_NUMBER}[ -]?{_UNIT} "
    rf"(?:(?:to the )?(?:due )?(?P<point>{_ALL_POINTS})(?:ern|-west|-east)? (?:of|from) |(?P<off>off (?:the coast of )?)|from )"
)
KM = {"k": 1.0, "nautical": 1.852, "mile_en": 1.609344, "m": 0.001}


@dataclass(frozen=True, slots=True)
class Relative:
    """A description `[start, end)` of a place from an anchor; `spot` is the anchor with distance and bearing.

    `describes` is true when a named place right before it is what is described ("Suakin, 50 km south of …").
    """

    start: int
    end: int
    spot: Spot
    describes: bool


# The anchor's name begins at most this many characters behind the preposition ("du port d'Amirabad").
ANCHOR_REACH = 40


def relatives(doc: Document, sentence: Sentence, known: Sequence[Spot]) -> tuple[Relative, ...]:
    """Return the places of a sentence that are told by distance and direction from another."""
    pattern = _RELATIVE_FR if doc.language == "fr" else _RELATIVE_EN
    found = []
    for match in pattern.finditer(doc.flat.replace("\n", " "), sentence.start, sentence.end):
        distance = _kilometres(doc, match)
        anchor = _anchor(doc, match.end(), sentence, known)
        if distance is None or anchor is None:
            continue
        point = match["point"]
        bearing = None if point is None else float({**_POINT_FR, **_POINT_EN}[point])
        spot = Spot(
            match.start(), anchor.end, match.start(), anchor.name, anchor.country, anchor.lat, anchor.lon, anchor.kind,
            distance, bearing,
        )  # fmt: skip
        before = doc.flat[: match.start()].rstrip(" ,")
        end = anchor.end if anchor.start >= match.end() else _end_of_noun(doc, match.end(), sentence.end)
        found.append(
            Relative(
                match.start(),
                end,
                spot,
                any(one.end == len(before) and one.kind not in ("sea", "region", "country") for one in known),
            )
        )
    return tuple(found)


def _end_of_noun(doc: Document, at: int, limit: int) -> int:
    noun = re.compile(r"[\w'-]+").match(doc.flat, at, limit)
    return noun.end() if noun else at


def _anchor(doc: Document, at: int, sentence: Sentence, known: Sequence[Spot]) -> Spot | None:
    """The place named next; for "la ville", "the port" the last one named before."""
    near = inside(known, at, min(at + ANCHOR_REACH, sentence.end))
    if near and not re.search(r"[,.;:]", doc.flat[at : near[0].start]):
        return near[0]
    if re.match(r"(?:la |le |the )?(?:ville|port|capitale|city|capital|base|cote|coast)\b", doc.flat[at:]):
        earlier = [spot for spot in known if spot.start < at and spot.kind in ("city", "port", "base", "airport", "")]
        earlier = [
            spot for spot in earlier if not _LEFT_FROM.search(doc.flat[max(0, spot.left - 20) : spot.left])
        ] or earlier
        if re.match(r"(?:la |the )?(?:capitale|capital)\b", doc.flat[at:]):
            return _context_capital(doc, at, known) or (earlier[-1] if earlier else None)
        return earlier[-1] if earlier else None
    return None


_LEFT_FROM = re.compile(r"(?:\b(?:provenance|venant|venue?s?|partie?s?|depart) (?:de |d'|du )|\bfrom )$")


def _context_capital(doc: Document, at: int, known: Sequence[Spot]) -> Spot | None:
    """*la capitale* without a country: the capital of the country that was talked of last."""
    for spot in reversed([one for one in known if one.start < at]):
        if spot.country:
            place = _best(doc.world, capital_names(doc.world).get(spot.country, ""), spot.country)
            return _spot(doc, at, at, place) if place else None
    return None


def _kilometres(doc: Document, match: re.Match[str]) -> float | None:
    number = _number(doc, match.start("number"), match.end("number"))
    unit = match["unit"]
    if number is None:
        return None
    if unit.startswith("k"):
        return number
    if unit.startswith(("mille", "naut", "nm")):
        return round(number * KM["nautical"], 1)
    if unit.startswith("mile"):
        return round(number * KM["mile_en"], 1)
    return number * KM["m"]


def _number(doc: Document, start: int, end: int) -> float | None:
    word = doc.flat[start:end].strip()
    about = number_words(doc.language).about.get(word)
    return about if about is not None else value_of(word, doc.language)
