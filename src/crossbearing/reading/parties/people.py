"""Groups of people in a report: how many, of which country, by which noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossbearing.reading.document import Document, inside
from crossbearing.reading.numbers.quantities import Quantity


@dataclass(frozen=True, slots=True)
class People:
    """Characters `[start, end)` of the noun phrase; `country` from its demonym; bounds null when not told."""

    start: int
    end: int
    noun: str
    name: str
    country: str | None
    quantity: Quantity | None


# The demonym stands within this many characters of the noun ("experts russes", "Russian missile experts").
DEMONYM_REACH = 26


def people(doc: Document) -> tuple[People, ...]:
    """Return the groups of people in a report, in order."""
    found = sorted((*_by_noun(doc), *_by_demonym(doc)), key=lambda one: one.start)
    kept: list[People] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _by_noun(doc: Document) -> Iterator[People]:
    for noun in doc.nouns["people"]:
        start, end = noun.start, noun.end
        if _is_equipment(doc, start, end, noun.word) or (noun.word == "member" and doc.flat[start - 1] == "-"):
            continue
        if doc.text[start].isupper() and start > 0 and doc.text[start - 1] not in ' \n«“"':
            continue
        country, phrase_end = _country(doc, start, end)
        quantity = quantity_before(doc, start) or _quantity_behind(doc, end)
        left = min(quantity.start, start) if quantity else start
        yield People(left, phrase_end, noun.word, doc.text[start:phrase_end], country, quantity)


def _is_equipment(doc: Document, start: int, end: int, word: str) -> bool:
    """*Su-30SME fighters*, *chasseurs Su-35*: aircraft, not people."""
    if not word.startswith(("fighter", "combattant", "transport")):
        return False
    near = inside(doc.names, start - 20, end + 12)
    return any((name.designators or name.item) and (name.end + 1 == start or name.start == end + 1) for name in near)


def _country(doc: Document, start: int, end: int) -> tuple[str | None, int]:
    """A demonym behind or before the noun, or "d'Iran", "of Iran", "Iran's"."""
    for name in inside(doc.names, end, end + DEMONYM_REACH):
        gap = doc.flat[end : name.start]
        if name.operator and name.operator.country and re.fullmatch(r" (?:of the |of |de la |de l'|des |du )", gap):
            return name.operator.country, name.end
        if inside(doc.quantities, end, name.start):
            break  # "a delegation of nine Ethiopian officers": the demonym belongs to the members
        if (
            name.country
            and re.fullmatch(r" (?:[a-z-]+ ){0,2}(?:de |d'|du |of )?", gap)
            and not re.search(r" (?:a|au|en|vers|in|to|at) |\w from ", gap)
        ):
            return name.country, name.end
        if name.place and name.place.kind == "region" and re.fullmatch(r" (?:from|of|de|du|d'|de la)(?: the)? ?", gap):
            return name.place.country or None, name.end  # "policemen from Republika Srpska"
        if name.country and name.form == "demonym" and re.fullmatch(r" (?:de |d'|of )?\w+ (?:de |d')?\w* ?", gap):
            return name.country, name.end
    for name in reversed(inside(doc.names, start - DEMONYM_REACH, start)):
        gap = doc.flat[name.end : start]
        country = name.country or (name.operator.country if name.operator else None)
        if country and name.form in ("demonym", "name", "") and re.fullmatch(r"(?:'s)? (?:[a-z-]+[ -]){0,2}", gap):
            return country, end
    return None, end


# "a delegation of 42", "une délégation forte de douze membres", "un groupe d'une vingtaine d'hommes".
_COMPOSED = re.compile(
    r" (?:[a-z-]+ ){0,3}?(?:of|de|d'|forte? de|composee? de|comptant|comprenant|numbering|some|"
    r"made up of|comprising) ?$"
)


def _quantity_behind(doc: Document, end: int) -> Quantity | None:
    """How many a group has, told behind its noun."""
    for quantity in inside(doc.quantities, end, end + BEHIND_REACH)[:1]:
        counts = quantity.form not in ("ordinal", "percent", "money", "measure")
        if counts and _COMPOSED.match(doc.flat, end, quantity.start) and _counts_people(doc, quantity):
            return quantity
    return None


# A group's figure begins at most this many characters behind its noun.
BEHIND_REACH = 44


def _counts_people(doc: Document, quantity: Quantity) -> bool:
    """A figure without a noun, or with one for people; "a team of 3 trucks" counts trucks."""
    if quantity.noun is None:
        return True
    return bool(inside(doc.nouns["people"], quantity.noun.start, quantity.noun.end + 1))


def _is_part(doc: Document, part: Quantity, whole: Quantity) -> bool:
    """Say whether two quantities are a part and its whole."""
    counts = part.form not in ("ordinal", "percent", "money", "measure") and part.end <= whole.start
    return counts and _OF_WHOLE.fullmatch(doc.flat, part.end, whole.start) is not None


def _by_demonym(doc: Document) -> Iterator[People]:
    """*150 à 200 Cubains*: in French a demonym with a capital is a noun."""
    for name in doc.names:
        if (
            name.form == "demonym"
            and name.text[0].isupper()
            and doc.language == "fr"
            and name.start > doc.report.body_start
        ):
            quantity = quantity_before(doc, name.start)
            if quantity or doc.flat[: name.start].endswith(("des ", "les ")):
                left = quantity.start if quantity else name.start
                yield People(left, name.end, name.text, name.text, name.country, quantity)


# Words between a figure and its noun: adjectives, "de", a demonym.
_BETWEEN = re.compile(r"[ ](?:(?:[\w-]+|d'|de) ?){0,3}|[ ]?")
QUANTITY_REACH = 48
# "a million 122mm and 152mm shells": calibres between a figure and its noun count nothing.
_CALIBRES = re.compile(
    r"\b\d{1,3}(?:[.,]\d+)?(?: ?- ?| )?(?:mm|millimetres?)\b(?:(?:,| et| and| ou| or)? (?=\d))?(?:de |d')? ?"
)
# "two of six fighters", "six des sept experts": the part is what is told of.
_OF_WHOLE = re.compile(r" (?:des|d'entre|of|of the|of its|of their|sur les|de ces|de ses|out of(?: the)?|sur) ?")


def quantity_before(doc: Document, start: int) -> Quantity | None:
    """Return the quantity that counts the noun at `start`, None when there is none."""
    near = inside(doc.quantities, start - QUANTITY_REACH, start)
    for at in range(len(near) - 1, -1, -1):
        quantity = near[at]
        if quantity.end > start:
            continue
        if quantity.form == "measure" and not (quantity.noun and quantity.noun.start == start):
            continue  # "122 mm" counts nothing; "40 tonnes" counts tonnes
        gap = _CALIBRES.sub("", doc.flat[quantity.end : start]).replace('" ', " ")
        fits = _BETWEEN.fullmatch(gap) and not re.search(
            r"\b(?:a|au|en|vers|in|to|at|from|by|par|pour|et|and|avec|with|le|la|les|the)\b", gap
        )
        if not fits or quantity.form == "ordinal":
            return None
        part = near[at - 1] if at else None
        return part if part is not None and _is_part(doc, part, quantity) else quantity
    return None
