"""Places told by distance and direction from another: "15 km west of the port of X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.numbers.spelt import number_words, value_of
from crossbearing.reading.places.spots import Spot, best_place, capital_names, spot_of

_NUMBER = r"(?P<number>[\d][\d., ]*|une? |[a-z-]+(?: et [a-z-]+)? )"

_UNIT = (
    r"(?P<unit>km|kilometres?|kilometers?|milles? nautiques?|milles? marins?|milles?|nautiques?|"
    r"nautical miles?|nm|miles?|metres?|m)\b"
)

_POINT_FR = {
    "nord": 0,
    "nord-nord-est": 22.5,
    "nord-est": 45,
    "est-nord-est": 67.5,
    "est": 90,
    "est-sud-est": 112.5,
    "sud-est": 135,
    "sud-sud-est": 157.5,
    "sud": 180,
    "sud-sud-ouest": 202.5,
    "sud-ouest": 225,
    "ouest-sud-ouest": 247.5,
    "ouest": 270,
    "ouest-nord-ouest": 292.5,
    "nord-ouest": 315,
    "nord-nord-ouest": 337.5,
}

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
    rf"(?:situee?s? )?(?:\ba |(?<=[,( ]))(?:environ |quelque |pres de |moins de |plus de |peu pres |une? )?"
    rf"{_NUMBER}(?:de |d'|d)? ?{_UNIT} "
    rf"(?:(?:a l'|au )(?P<point>{_ALL_POINTS}) (?:de la |de l'|du |de |d'|des )|(?P<off>au large (?:de la |"
    rf"de l'|du |de |d'|des ))|"
    rf"(?:de la |de l'|du |de |d'|des ))"
)

_RELATIVE_EN = re.compile(
    rf"(?:about |some |roughly |around |approximately |just |nearly |almost |over |a )?{_NUMBER}[ -]?{_UNIT} "
    rf"(?:(?:to the )?(?:due )?(?P<point>{_ALL_POINTS})(?:ern|-west|-east)? (?:of|from) |"
    rf"(?P<off>off (?:the coast of )?)|from )"
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


# A unit of length and the word behind it, which no description is without; found quickly: nothing stands before it.
_MEASURED = re.compile(rf"{_UNIT} (?:a l'|au |de |d[u'e]|to |due |off |from |{_ALL_POINTS})")
# The anchor's name begins at most this many characters behind the preposition ("du port d'Amirabad").
ANCHOR_REACH = 40


def relatives(doc: Document, sentence: Sentence, known: Sequence[Spot]) -> tuple[Relative, ...]:
    """Return the places of a sentence that are told by distance and direction from another."""
    pattern = _RELATIVE_FR if doc.language == "fr" else _RELATIVE_EN
    flat = _unbroken(doc.flat)
    found: list[Relative] = []
    if _MEASURED.search(flat, sentence.start, sentence.end) is None:
        return ()
    named_until = {one.end for one in known if one.kind not in ("sea", "region", "country")}
    for match in pattern.finditer(flat, sentence.start, sentence.end):
        distance = _kilometres(doc, match)
        anchor = _anchor(doc, match.end(), sentence, known)
        if distance is None or anchor is None:
            continue
        point = match["point"]
        bearing = None if point is None else float({**_POINT_FR, **_POINT_EN}[point])
        spot = Spot(
            match.start(),
            anchor.end,
            match.start(),
            anchor.name,
            anchor.country,
            anchor.lat,
            anchor.lon,
            anchor.kind,
            distance,
            bearing,
        )
        before = _without_date(doc, match.start())
        end = anchor.end if anchor.start >= match.end() else _end_of_noun(doc, match.end(), sentence.end)
        found.append(
            Relative(
                match.start(),
                end,
                spot,
                before in named_until,
            )
        )
    return tuple(found)


@lru_cache(maxsize=4)
def _unbroken(flat: str) -> str:
    return flat.replace("\n", " ")


def _without_date(doc: Document, at: int) -> int:
    """Return where the words before a description end; a date between is passed over ("à X le 3 mai, à 50 km …")."""
    end = len(doc.flat[:at].rstrip(" ,"))
    date = next((one for one in inside(doc.times, end - 30, end) if one.end == end), None)
    return len(doc.flat[: date.start].rstrip(" ,")) if date is not None else end


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
            return context_capital(doc, at, known) or (earlier[-1] if earlier else None)
        return earlier[-1] if earlier else None
    return None


_LEFT_FROM = re.compile(r"(?:\b(?:provenance|venant|venue?s?|partie?s?|depart) (?:de |d'|du )|\bfrom )$")


def context_capital(doc: Document, at: int, known: Sequence[Spot]) -> Spot | None:
    """Return what *la capitale* means without a country: the capital of the country that was talked of last."""
    for spot in reversed([one for one in known if one.start < at]):
        if spot.country:
            place = best_place(doc.world, capital_names(doc.world).get(spot.country, ""), spot.country)
            return spot_of(doc, at, at, place) if place else None
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
