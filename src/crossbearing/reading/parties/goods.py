"""Goods and equipment in a stretch of text, with how many of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossbearing.model.claims import Equipment, EquipmentRole
from crossbearing.reading.document import Document, extents, inside
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.numbers.quantities import Quantity
from crossbearing.reading.parties.people import quantity_before


@dataclass(frozen=True, slots=True)
class Goods:
    """Characters `[start, end)` of the noun or name; `known` when it is a designation of the lexicon."""

    start: int
    end: int
    name: str
    known: bool
    quantity: Quantity | None = None
    plural: bool = False


_CAPITALISED = re.compile(r" (?P<name>[A-ZÀ-Þ][\w-]*\d[\w-]*|[A-ZÀ-Þ][a-zà-ÿ]{3,}[\w-]*)")
_LINK = re.compile(r"[ -](?:(?:de |d'|of |type |du type )?|(?:[a-z-]+ ){1,2}(?:de |d'|of )?)$")
# What deals in goods, makes or keeps them is no goods.
_NO_GOODS = re.compile(
    r" (?:dealers?|makers?|manufacturers?|traders?|exporters?|importers?|industry|factor(?:y|ies)|"
    r"plants?|depots?|dumps?|stores?|companies|company|firms?|brokers?|smugglers?|embargo|sales?|trade|"
    r"export licences?|fair|ports?)\b"
)
# One of these says nothing of how many things it holds.
COLLECTIVES = words(
    "cargo cargaison cargaisons consignment shipment envoi lot lots batch haul aid aide convoi convoy colonne column "
    "livraison delivery stock materiel equipment equipement ammunition technology technologie fret freight soute "
    "artillery artillerie fuel carburant mail courrier flotille flottille flotilla escadre train"
)
_COMMON_WEAK = words(
    "appareil appareils vol vols lot lots envoi engin engins avion avions camion camions cargaison soute part parts"
)


# "JF-17 Block III fighters", "Leopard 2 A4 tanks", "Ababil-3 drones".
_BLOCK = re.compile(
    r"[ -](?:(?:block|mk|mark|series|version|variant|type|[a-z]\d{1,2})[ -]?(?:[ivx]{1,4}|\d{1,2}[a-z]?)? )?"
)


def goods(doc: Document) -> tuple[Goods, ...]:
    """Return the goods and equipment named in a report, in order; a noun and its designation are one."""
    heads = sorted(
        (*_designations(doc), *_counted_designations(doc), *_nouns(doc)), key=lambda one: (one.start, -one.end)
    )
    kept: list[Goods] = []
    for one in heads:
        if kept and one.start < kept[-1].end:
            continue
        if (
            kept
            and kept[-1].known
            and not one.known
            and _BLOCK.fullmatch(doc.flat, kept[-1].end, one.start)
            and doc.language == "en"
        ):
            first = kept.pop()  # "Ababil-3 drones"
            one = replace(first, end=one.end, plural=one.plural)
        elif kept and _is_one(doc, kept[-1], one):
            first = kept.pop()
            one = Goods(
                first.start,
                one.end,
                one.name if one.known else first.name,
                one.known or first.known,
                first.quantity,
                first.plural,
            )
        kept.append(one)
    return tuple(kept)


def _is_one(doc: Document, first: Goods, second: Goods) -> bool:
    """*drones Mohajer-6*, *batteries de Pinaka*, *composants de radars*: joined; a figure between parts them."""
    if second.quantity is not None and second.quantity.start >= first.end:
        return False
    gap = doc.flat[first.end : second.start]
    if second.known:
        return bool(re.fullmatch(r" ?(?:(?:[a-z-]+ ){0,2}(?:de |d'|of |type )?)?\"?", gap)) and not _parts(gap)
    return gap in (" de ", " d'", " ", "-", " of ") and not first.known


def _parts(gap: str) -> bool:
    return bool(
        re.search(r"(?:ing|ant)\b|\b(?:et|and|ou|or|pour|for|a|au|en|vers|to|in|avec|with|par|by|contre|dans)\b", gap)
    )


# "180 K2 et 212 K9": a short designation that a figure counts is a thing, whether the lexicon has it or not.
_DESIGNATION = re.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Za-z]{0,4}(?![\w-])")


def _counted_designations(doc: Document) -> Iterator[Goods]:
    for quantity in doc.quantities:
        if (
            quantity.form in ("ordinal", "percent", "money", "measure")
            or doc.text[quantity.end : quantity.end + 1] != " "
        ):
            continue
        match = _DESIGNATION.match(doc.text, quantity.end + 1)
        if (
            match
            and not inside(doc.ids, match.start(), match.end())
            and not inside(doc.names, match.start(), match.end())
        ):
            yield Goods(match.start(), match.end(), match.group(), True, quantity, (quantity.min or 2) > 1)


def _designations(doc: Document) -> Iterator[Goods]:
    for name in doc.names:
        if name.item is not None or name.designators:
            label = name.item.name if name.item is not None else name.text
            proper = name.item is None or not name.item.generic
            plural = name.text.endswith(("s", "x"))
            yield Goods(
                name.start, name.end, label if proper else name.text, proper, quantity_before(doc, name.start), plural
            )


def _nouns(doc: Document) -> Iterator[Goods]:
    for noun in doc.nouns["goods"]:
        start, end = noun.start, noun.end
        if any(
            s.start <= start and end <= s.end and len(s.word) > end - start
            for s in inside(doc.nouns["vessel"], start - 20, end)
        ):
            continue  # "a general cargo ship"
        if _NO_GOODS.match(doc.flat, end):
            continue  # "an arms dealer", "un dépôt de munitions" is read behind its own noun
        name, stop = doc.text[start:end], end
        behind = _CAPITALISED.match(doc.text, end)
        near = extents(inside(doc.names, end, end + 30), inside(doc.vessels, end, end + 30))
        free = behind and not any(low < behind.end() and behind.start("name") < high for low, high in near)
        if behind and free:
            name, stop = behind["name"], behind.end()
        yield Goods(
            start, stop, name, bool(behind and free), quantity_before(doc, start), noun.word.endswith(("s", "x"))
        )


def as_equipment(doc: Document, found: Sequence[Goods], role: EquipmentRole) -> tuple[Equipment, ...]:
    """Return goods as equipment; a bare plural is two or more, one with an article is one or unknown."""
    return tuple(_equipment(doc, one, role) for one in found)


_BARE_PLURAL = re.compile(r"(?:^|[ («\"])(?:des |de |d'|plusieurs |several |some )?$")
_ONE = {
    "fr": re.compile(r"\b(?:un|une) (?:[\w-]+ ){0,2}$"),
    "en": re.compile(r"\b(?:a|an|one) (?:[\w-]+ ){0,2}$"),
}


# "the first of three batteries": one, not three.
FIRST_OF = re.compile(
    r"\b(?:first|second|third|fourth|last|latest|one|premiere?|deuxieme|seconde?|troisieme|derniere?|l'une?|un|une) "
    r"(?:of|des|de|d'entre) ?(?:the |these |its |ses |ces |les )?$"
)


def _equipment(doc: Document, one: Goods, role: EquipmentRole) -> Equipment:
    if one.quantity is not None and FIRST_OF.search(doc.flat, max(0, one.quantity.start - 24), one.quantity.start):
        return Equipment(one.name, role, 1, 1)
    if one.quantity is not None:
        return Equipment(one.name, role, one.quantity.min, one.quantity.max, one.quantity.approximate)
    before = doc.flat[max(0, one.start - 24) : one.start]
    if not one.known and doc.flat[one.start : one.end].split(" ")[0].strip() in COLLECTIVES:
        return Equipment(one.name, role)
    if _ONE[doc.language].search(before) and not one.plural:
        return Equipment(one.name, role, 1, 1)
    if one.plural and (
        (doc.language == "en" and not re.search(r"\b(?:the|its|his|these|those|any|no) $", before))
        or before.endswith(("des ", "plusieurs "))
    ):
        return Equipment(one.name, role, 2, None, True)
    return Equipment(one.name, role)
