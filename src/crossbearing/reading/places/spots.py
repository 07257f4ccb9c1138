"""Mentions of places: known names, names met only here, capitals by their country, and places told by distance.

A place that is described from another ("15 km west of the port of X") gives that anchor with distance and bearing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crossbearing.model.claims import Span
from crossbearing.reading.craft.flags import is_flag
from crossbearing.reading.document import Document, extents, inside
from crossbearing.reading.language.names import Named
from crossbearing.reading.language.stretches import Stretches
from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import wordlists, words
from crossbearing.reading.parties.organisations import Organisation
from crossbearing.world import PlaceEntry, World


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `[start, end)` that name a place; `left` is where its head noun and article begin ("le port de X").

    `lat` and `lon` are null for a name the gazetteer does not know; `offset_km` and `bearing_deg` describe a place by
    this anchor; `is_state` when the name may also mean a government; an `address` only tells where the place before it
    lies.
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
    address: bool = False


def _nouns(group: str) -> str:
    return str(wordlists("places")[group]).replace("\n", "")


_HEADS_FR = re.compile(
    rf"(?:(?:la |le |l'|les |une? )?(?:{_nouns('heads_fr')})"
    r"(?: (?!(?:de|du|des|a|au|aux|en|et|ou|pour|vers|dans|sur|par)\b)[a-z-]{3,}){0,2}"
    r"(?: (?:de la |de l'|du |de |d'|des )?)?|(?:la |le |l'|les )|rade (?:de |d'))$"
)

_HEADS_EN = re.compile(
    rf"(?:(?:(?:the|an?) (?:[a-z'-]+ ){{0,3}}?)?(?:{_nouns('heads_en')})(?: of| at)? |the |(?:the )?[a-z]+ port of )$"
)

_FALLBACK_FR = re.compile(
    r"(?:\b(?:camp|base|aérodrome|aéroport|polygone|à|a|vers|depuis|jusqu['’]à|rejoindre|gagner|rallier|de|"
    r"près de|à destination de)|\bd['’]|(?<=et))[  ]"
    r"?(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:[ -][A-ZÀ-ÖØ-Þ][\w'’-]+)*)"
)

_FALLBACK_EN = re.compile(
    r"\b(?:to|from|at|in|near|for|via|of|off|into|and|between|left|"
    r"reached) (?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*)"
)
# "toured Hamat air base", "Lyaur range": what stands behind the name tells that it is a place's.
_WITH_TAIL_EN = re.compile(rf"(?<![\w’'-])(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,2}}) (?:{_nouns('tails_en')})\b")


def spots(doc: Document, taken: Sequence[Organisation]) -> tuple[Spot, ...]:
    """Return the places named in a report, in order."""
    listed = [*_listed(doc, taken)]
    found = [*_known(doc, taken), *_capitals(doc), *_territories(doc)]
    covered = Stretches(Span(one.start, one.end) for one in listed)
    found = [*listed, *(one for one in found if not covered.touches(one.start, one.end))]
    found += _unknown(doc, found, taken)
    return tuple(sorted(found, key=lambda spot: spot.start))


def _known(doc: Document, taken: Sequence[Organisation]) -> Iterator[Spot]:
    here, near = _countries(doc), _places_near(doc)
    for name in doc.names:
        if name.form == "demonym" or name.operator:
            continue
        place = _in_context(doc, name, here, near)
        if place is None and name.country and name.form in ("name", "capital"):
            place = best_place(doc.world, name.text)
        if place is None:
            continue
        covered = any(one.start <= name.start < one.end for one in inside(taken, name.start - 60, name.start + 1))
        in_ship = any(
            ship.start <= name.start < ship.end for ship in inside(doc.vessels, name.start - 30, name.start + 1)
        )
        flagged = doc.flat.startswith(("-owned", "-made", "-built", "-led"), name.end)
        flagged = flagged or is_flag(doc.flat, name.start, name.end)
        if not (flagged or covered or in_ship):
            yield spot_of(doc, name.start, name.end, place, state=name.country is not None)


def _in_context(
    doc: Document, name: Named, told: frozenset[str], near: Mapping[str, frozenset[str]]
) -> PlaceEntry | None:
    """The place of a name; of several, one in a country that the report names, else in one where others of its lie."""
    place = name.place
    if place is None or place.kind not in TOWNS:
        return place
    others = [one for one in doc.world.places.find(name.text) if one.kind in TOWNS]
    proper = [one for one in others if folded(one.name) == folded(name.text)]
    if proper and proper[0].country != place.country and folded(place.name) != folded(name.text):
        return proper[0]  # "Tartus" is the port of that name before it is another name of Tartu
    own = frozenset((name.text,))
    lies = [one for one in others if near.get(one.country, own) - own]
    if not others or (place.country in told and place.country == others[0].country):
        return place
    if others[0].country in told or others[0] in lies:
        return others[0]
    if place.country in told:
        return place
    return next((one for one in others if one.country in told), None) or next(iter(lies), place)


# Kinds of places that something goes to and stays at.
TOWNS = ("city", "port", "airport", "base")


def _countries(doc: Document) -> frozenset[str]:
    return frozenset(name.country for name in doc.names if name.country and name.form in ("name", "demonym"))


def _places_near(doc: Document) -> Mapping[str, frozenset[str]]:
    """The countries where places of a report lie, each with the names of those places."""
    found: dict[str, set[str]] = {}
    for name in doc.names:
        if name.place is not None and name.place.country and name.place.kind in (*TOWNS, "region"):
            found.setdefault(name.place.country, set()).add(name.text)
    return {country: frozenset(names) for country, names in found.items()}


@cache
def _extra() -> tuple[re.Pattern[str], dict[str, PlaceEntry]]:
    """The places of the lexicon by their folded names, and a pattern of all names, the longest first."""
    known: dict[str, PlaceEntry] = {}
    for row in wordlists("places")["place"]:
        entry = PlaceEntry(
            f"lexicon:{row['names'][0]}",
            row["names"][0],
            row["country"],
            row["lat"],
            row["lon"],
            row["kind"],
            (),
            None,
            "",
            0,
        )
        known |= {folded(name): entry for name in row["names"]}
    longest = sorted(known, key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])"), known


def _listed(doc: Document, taken: Sequence[Organisation]) -> Iterator[Spot]:
    """Places of the lexicon, which the gazetteer does not have."""
    pattern, known = _extra()
    for match in pattern.finditer(doc.flat, doc.report.body_start):
        start, end = match.span()
        word = doc.text[start:end]
        if any(char.isupper() for char in word) and not any(one.start <= start < one.end for one in taken):
            yield spot_of(doc, start, end, known[match.group()])


def spot_of(doc: Document, start: int, end: int, place: PlaceEntry, state: bool = False) -> Spot:
    """Return the mention of a place of the gazetteer at `[start, end)`."""
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
            place = best_place(doc.world, capitals.get(name.country, ""), name.country)
            if place:
                yield spot_of(doc, start, end, place)


_SOIL_BEHIND = re.compile(
    r" (?:territory|soil|airspace|waters|port|bases|facilities|sites|plants|ports|airports|factories)\b"
)

_SOIL_BEFORE = re.compile(
    r"\b(?:le |du |au |ce |l')?(?:territoire|sol|espace aerien|escales?|visites?|sejours?) $|"
    r"\b(?:les )?eaux(?: territoriales)? $"
    r"|\b(?:des |les |ses |plusieurs |deux )?(?:installations|bases|usines|sites|ports|aeroports|centres|"
    r"chantiers navals|"
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
            best_place(doc.world, doc.world.countries.name(name.country, "en"), name.country)
            if before or behind
            else None
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


def best_place(world: World, name: str, country: str | None = None) -> PlaceEntry | None:
    """Return the first place of a name, None when it is unknown."""
    found = world.places.find(name, country) if name else []
    return found[0] if found else None


def _unknown(doc: Document, known: Sequence[Spot], taken: Sequence[Organisation]) -> Iterator[Spot]:
    """Capitalised words behind a preposition of place that nothing else claims; looked up, else without coordinates."""
    patterns = (_FALLBACK_FR,) if doc.language == "fr" else (_FALLBACK_EN, _WITH_TAIL_EN)
    claimed = bytearray(len(doc.text))
    for low, high in extents(known, taken, doc.vessels, doc.names, doc.ids, doc.times):
        claimed[low:high] = b"\1" * (high - low)
    for match in (one for pattern in patterns for one in pattern.finditer(doc.text, doc.report.body_start)):
        start, end = match.span("name")
        if not any(claimed[start:end]):
            claimed[start:end] = b"\1" * (end - start)
            place = best_place(doc.world, match["name"])
            if place is not None:
                yield spot_of(doc, start, end, place)
            elif not _is_person_or_title(doc, start) and not any(char.isdigit() for char in match["name"]):
                yield Spot(start, end, _left(doc, start), match["name"], None, None, None, "")


def _is_person_or_title(doc: Document, start: int) -> bool:
    """Offices and months are no places; a sentence's first word is not evidence of a name."""
    word = re.match(r"\w+", doc.text[start:])
    return word is not None and word.group() in _NO_PLACES


_NO_PLACES = words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October"
    " November December President General Minister AIS UTC GMT ONU OTAN UE NATO EU UN OMI IMO MMSI Je Nous Il "
    "Elle Ils The A An This"
    " Défense Affaires Transports Ports État Intérieur Defence Defense Foreign Houthi Telegram Facebook "
    "Twitter Etat-major"
)
