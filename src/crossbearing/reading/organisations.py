"""Organisations that act: armed forces, ministries, governments and companies, with their country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossbearing.model.claims import Actor
from crossbearing.reading.document import Document, inside


@dataclass(frozen=True, slots=True)
class Organisation:
    """Characters `[start, end)` of an organisation's name; `operates` when it may fly or sail craft."""

    start: int
    end: int
    actor: Actor
    operates: bool = False


_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
# A company's name ends in, or has before it, one of these.
_COMPANY = re.compile(
    rf"(?:{_WORD} ){{1,3}}(?:Air ?[Ll]ines?|Airways|Air|Aviation|Avia|Aero|Aerospace|Cargo|Lift|Airlift|Jets?|"
    rf"Logistics|Express|Charter|"
    rf"Shipping|Transport|Air Force|Navy)\b"
)
_BEHIND_COMPANY = re.compile(
    rf"\b(?:compagnie|société|transporteur|opérateur|company|airline|carrier|operator|firm)(?: aérienne| maritime)?"
    rf"(?: [a-zà-ÿ-]+){{0,3}} (?P<name>{_WORD}(?: {_WORD}){{0,3}})"
)
_FORCES_FR = re.compile(
    r"\b(?:armees? de l'air|armees?|forces (?:armees|aeriennes|aerospatiales|navales)(?: \w+)?|"
    r"marine(?: nationale| de guerre)?|"
    r"aviation(?: militaire)?|garde(?: revolutionnaire| nationale)?|gouvernement|ministere|etat major|"
    r"presidence|ambassade|diplomatie|"
    r"parlement|renseignement|autorites|junte|regime|police|flotte|garde cotes|douanes?)\b"
)
_FORCES_EN = re.compile(
    r"\b(?:air force|army|armed forces|navy|government|ministry|general staff|presidency|embassy|mission|parliament|"
    r"authorities|junta|military|police|defence force|coast guard|customs|state media|foreign ministry|"
    r"defence ministry|fleet)\b"
)


def organisations(doc: Document) -> tuple[Organisation, ...]:
    """Return the organisations in a report, in order, without overlaps; the longest counts."""
    found = sorted((*_operators(doc), *_companies(doc), *_forces(doc)), key=lambda one: (one.start, -one.end))
    kept: list[Organisation] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _operators(doc: Document) -> Iterator[Organisation]:
    for name in doc.names:
        if name.operator:
            actor = Actor(name.operator.name, name.operator.country or None)
            yield Organisation(name.start, name.end, actor, True)


def _companies(doc: Document) -> Iterator[Organisation]:
    for match in _COMPANY.finditer(doc.text, doc.report.body_start):
        yield _company(doc, *match.span())
    for match in _BEHIND_COMPANY.finditer(doc.text, doc.report.body_start):
        yield _company(doc, *match.span("name"))


def _company(doc: Document, start: int, end: int) -> Organisation:
    near = [name for name in inside(doc.names, start - 30, start) if name.form == "demonym"]
    inner = [name for name in inside(doc.names, start, end) if name.form == "demonym"]
    country = next((name.country for name in (*inner, *near)), None)
    return Organisation(start, end, Actor(doc.text[start:end], country), True)


# A country or demonym belongs to an office within this many characters ("ministère bélarusse de la Défense").
OFFICE_REACH = 28


def _forces(doc: Document) -> Iterator[Organisation]:
    pattern = _FORCES_FR if doc.language == "fr" else _FORCES_EN
    for match in pattern.finditer(doc.flat.replace("-", " "), doc.report.body_start):
        span = _with_country(doc, *match.span())
        if span:
            start, end, country = span
            operates = bool(
                re.match(
                    r"armee|forces|marine|aviation|flotte|air force|army|navy|armed|military|"
                    r"fleet",
                    match.group(),
                )
            )
            yield Organisation(start, end, Actor(doc.text[start:end], country), operates)


def _with_country(doc: Document, start: int, end: int) -> tuple[int, int, str] | None:
    if doc.language == "fr":
        for name in inside(doc.names, end, end + OFFICE_REACH):
            gap = doc.flat[end : name.start]
            if name.country and re.fullmatch(
                r" (?:[a-z]+ )?(?:de la |de l'|de |du |d'|"
                r"des )?(?:[a-z]+ de la )?",
                gap,
            ):
                return start, name.end, name.country
        return None
    for name in reversed(inside(doc.names, start - OFFICE_REACH, start)):
        gap = doc.flat[name.end : start]
        if name.country and re.fullmatch(r"(?:'s)? (?:[a-z]+ ){0,2}", gap):
            return name.start, end, name.country
    return None
