"""Groups of people in a report: how many, of which country, by which noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossbearing.reading.document import Document, inside
from crossbearing.reading.quantities import Quantity


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
        quantity = quantity_before(doc, start)
        left = quantity.start if quantity else start
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
        if inside(doc.quantities, end, name.start):
            break  # "a delegation of nine Ethiopian officers": the demonym belongs to the members
        if (
            name.country
            and re.fullmatch(r" (?:[a-z-]+ ){0,2}(?:de |d'|du |of )?", gap)
            and not re.search(r" (?:a|au|en|vers|in|to|at) ", gap)
        ):
            return name.country, name.end
        if name.country and name.form == "demonym" and re.fullmatch(r" (?:de |d'|of )?\w+ (?:de |d')?\w* ?", gap):
            return name.country, name.end
    for name in reversed(inside(doc.names, start - DEMONYM_REACH, start)):
        gap = doc.flat[name.end : start]
        if name.country and name.form in ("demonym", "name") and re.fullmatch(r"(?:'s)? (?:[a-z-]+ ){0,2}", gap):
            return name.country, end
    return None, end


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


def quantity_before(doc: Document, start: int) -> Quantity | None:
    """Return the quantity that counts the noun at `start`, None when there is none."""
    for quantity in reversed(inside(doc.quantities, start - QUANTITY_REACH, start)):
        if quantity.end > start:
            continue
        gap = doc.flat[quantity.end : start]
        fits = _BETWEEN.fullmatch(gap) and not re.search(
            r"\b(?:a|au|en|vers|in|to|at|from|by|par|pour|et|and|avec|with|le|la|les|the)\b", gap
        )
        return quantity if fits and quantity.form != "ordinal" else None
    return None
