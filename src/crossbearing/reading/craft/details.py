"""What stands beside a craft: its identifiers, who operates it, its nationality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossbearing.model.claims import Actor
from crossbearing.reading.craft.flags import is_flag, tells_nobody
from crossbearing.reading.craft.identifiers import Identifier, IdKind
from crossbearing.reading.craft.types import CraftKind, CraftMention
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.parties.organisations import Organisation


def with_details(
    doc: Document, sentence: Sentence, heads: list[CraftMention], organisations: Sequence[Organisation]
) -> Iterator[CraftMention]:
    """Give every mention the identifiers, the operator and the nationality that stand beside it."""
    for number, head in enumerate(heads):
        high = heads[number + 1].start if number + 1 < len(heads) else sentence.end
        low = heads[number - 1].end if number else sentence.start
        ids = [one for one in inside(doc.ids, head.start, high) if one.kind not in (IdKind.IMO, IdKind.MMSI)]
        ids = ids if head.craft.kind is CraftKind.AIRCRAFT else _numbers_of_nobody(doc, head, low, high)
        ids = [one for one in ids if one not in head.craft.ids]
        craft = replace(head.craft, ids=(*head.craft.ids, *ids))
        craft = replace(craft, operator=_operator(doc, head, low, high, organisations))
        country = (craft.operator and craft.operator.country) or _nationality(doc, head)
        craft = replace(craft, country=country or _of_apposition(doc, heads[number : number + 2]))
        yield replace(head, craft=craft)


def _numbers_of_nobody(doc: Document, head: CraftMention, low: int, high: int) -> list[Identifier]:
    """*Le navire, dont le numéro OMI est le …*: numbers beside a ship without a name that no named one has."""
    if head.craft.kind is not CraftKind.VESSEL or head.craft.named or head.plural:
        return []
    taken = {number for ship in doc.vessels for number in (ship.imo, ship.mmsi)}
    free = [one for one in inside(doc.ids, low, high) if one.kind in _NUMBERS and one.value not in taken]
    behind = [one for one in free if one.start >= head.end]
    return list({one.kind: one for one in reversed(behind or free)}.values())[::-1]


_NUMBERS = (IdKind.IMO, IdKind.MMSI)


# An operator stands at most this many characters behind the type ("de la compagnie publique bélarusse Belcargo Avia").
OPERATOR_REACH = 45


def _operator(
    doc: Document, head: CraftMention, low: int, high: int, organisations: Sequence[Organisation]
) -> Actor | None:
    behind = [one for one in organisations if head.end <= one.start < min(high, head.end + OPERATOR_REACH)]
    for one in behind:
        if re.search(
            r"(?:\b(?:de|des|du|of|by|from|pour|for|par|compagnie|company|airline)\b|d'|l'|\(|,)",
            doc.flat[head.end : one.start],
        ):
            return one.actor
    before = [one for one in organisations if low <= one.start and one.end <= head.start]
    if before and re.fullmatch(r" (?:civilian |military |cargo |transport )?", doc.flat[before[-1].end : head.start]):
        return before[-1].actor
    chartered = [one for one in organisations if head.end <= one.start < high]
    for one in chartered:
        if re.search(
            r"\b(?:operated by|chartered (?:from|by)|exploite par|affrete (?:a|par|aupres de)|de la compagnie)\b",
            doc.flat[head.end : one.start],
        ):
            return one.actor
    return None


# "l'Ambre (OMI …), un cargo sous pavillon russe", "the Amber, a Russian-flagged tanker".
_APPOSED = re.compile(r"(?: ?\([^()]{1,60}\))?, (?:un|une|an?) (?:[\w-]+ ){0,2}")


def _of_apposition(doc: Document, pair: Sequence[CraftMention]) -> str | None:
    """The nationality of the noun that says behind a ship's name what she is."""
    if len(pair) < 2 or pair[0].craft.kind is not CraftKind.VESSEL or not pair[0].craft.named:
        return None
    apposed = not pair[1].craft.named and _APPOSED.fullmatch(doc.flat, pair[0].end, pair[1].start)
    return _nationality(doc, pair[1]) if apposed else None


_NEAR = 24


def _nationality(doc: Document, head: CraftMention) -> str | None:
    """A demonym right before or right behind the noun, or inside the mention; a flag that can be bought tells none."""
    for name in inside(doc.names, head.start - _NEAR, head.end + _NEAR):
        flag = name.country is not None and is_flag(doc.flat, name.start, name.end)
        if (name.form != "demonym" and not flag) or (flag and tells_nobody(name.country)):
            continue
        if head.start <= name.start < head.end:
            return name.country
        gap = doc.flat[name.end : head.start] if name.end <= head.start else doc.flat[head.end : name.start]
        if re.fullmatch(r"[ -]?(?:\w+ ){0,2}|,? (?:\w+ ){0,3}flag of (?:the )?|,? (?:\w+ )?pavillon d[a-z' ]+", gap):
            return name.country
    return None
