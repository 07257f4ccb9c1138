"""Identifiers of craft as reports print them: registrations, callsigns, flight numbers, IMO and MMSI numbers.

Registration marks follow ICAO Annex 7: the nationality mark, a hyphen, then letters or figures; only marks in use are
taken, because `BM-21`, `Su-35` and `D-30` have the same shape. After a cue ("immatriculé") any shape holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from crossbearing.reading.text import lowered
from crossbearing.reading.wordlists import wordlists


class IdKind(StrEnum):
    """Which field of a claim's craft an identifier goes to."""

    REGISTRATION = "registration"
    CALLSIGN = "callsign"
    IMO = "imo"
    MMSI = "mmsi"
    FLIGHT_NUMBER = "flight_number"


class Identifier(NamedTuple):
    """An identifier's characters `[start, end)`, its kind, and its value without blanks."""

    start: int
    end: int
    kind: IdKind
    value: str


_MARKS_IN_USE = {key: "|".join(listed.split()) for key, listed in wordlists("registrations").items()}
_LETTERS = re.compile(rf"(?<![\w-])(?:{_MARKS_IN_USE['letters']})-[A-Z]{{2,5}}(?![\w-])")
_FIGURES = re.compile(rf"(?<![\w-])(?:{_MARKS_IN_USE['figures']})-(?:[A-Z]?\d{{3,5}}|[A-Z]{{2}}\d{{2,4}})(?![\w-])")
_AMERICAN = re.compile(r"(?<![\w-])N[1-9]\d{1,4}[A-Z]{0,2}(?![\w-])|(?<![\w-])N[1-9]\d{0,3}[A-Z]{1,2}(?![\w-])")
# Iranian armed forces: one or two figures for the service, four for the airframe (5-8208, 15-2283); 12-2023 is a month.
_IRANIAN = re.compile(r"(?<![\w-])(?:\d-\d{4}|1\d-(?!19|20)\d{4})(?![\w-])")
_CUE_REGISTRATION = re.compile(
    r"\b(?:immatricul(?:é|e)e?s?|immatriculations?|registered(?: as)?|registrations?(?: marks?)?|"
    r"tail numbers?)\b[ :]*"
)
_MARK = r"[A-Z0-9]{1,4}-[A-Z0-9]{2,6}|N[1-9][A-Z0-9]{1,5}"
_MARKS = re.compile(rf"(?:{_MARK})(?:(?:, | et | and | ou | or )(?:{_MARK}))*(?![\w-])")
_CALLSIGN = re.compile(r"\b(?:indicatifs?(?: radio)?|call ?signs?|nom d'appel)\b[ :«\"]*")
_SIGN = re.compile(r"[A-Z]{2,7} ?\d{1,4}[A-Z]{0,2}(?![\w-])|[A-Z]{3,8}(?![\w-])")
_FLIGHT = re.compile(r"\b(?:vols?|flights?)(?: (?:numéro|number|no\.?|n°))? ")
_FLIGHT_NUMBER = re.compile(r"[A-Z][A-Z0-9][A-Z]? ?\d{1,4}[A-Z]?(?![\w-])|\d[A-Z] ?\d{1,4}(?![\w-])")
_IMO = re.compile(r"\b(?:omi|imo)\b(?: (?:number|numéro|no\.?|n°))?[ :]*(\d{7})\b")
_MMSI = re.compile(r"\bmmsi\b(?: (?:number|numéro|no\.?|n°))?[ :]*(\d{9})\b")


def identifiers(text: str, start: int = 0) -> tuple[Identifier, ...]:
    """Return the identifiers from `start` on, in order, as printed: check digits are not looked at."""
    low = lowered(text)
    found: dict[int, Identifier] = {}
    for one in (*_cued(text, low, start), *_numbers(low, start), *_bare(text, start)):
        if not any(one.start < other.end and other.start < one.end for other in found.values()):
            found[one.start] = one
    return tuple(found[key] for key in sorted(found))


def _cued(text: str, low: str, start: int) -> Iterator[Identifier]:
    for cue in _CUE_REGISTRATION.finditer(low, start):
        marks = _MARKS.match(text, cue.end())
        for mark in re.finditer(_MARK, marks.group()) if marks else ():
            begin = cue.end() + mark.start()
            yield Identifier(begin, begin + len(mark.group()), IdKind.REGISTRATION, mark.group())
    for kind, cues, shape in ((IdKind.CALLSIGN, _CALLSIGN, _SIGN), (IdKind.FLIGHT_NUMBER, _FLIGHT, _FLIGHT_NUMBER)):
        for cue in cues.finditer(low, start):
            sign = shape.match(text, cue.end())
            if sign:
                yield Identifier(sign.start(), sign.end(), kind, sign.group().replace(" ", ""))


def _numbers(low: str, start: int) -> Iterator[Identifier]:
    for kind, pattern in ((IdKind.IMO, _IMO), (IdKind.MMSI, _MMSI)):
        for match in pattern.finditer(low, start):
            yield Identifier(match.start(1), match.end(1), kind, match.group(1))


def _bare(text: str, start: int) -> Iterator[Identifier]:
    for pattern in (_LETTERS, _FIGURES, _AMERICAN, _IRANIAN):
        for match in pattern.finditer(text, start):
            yield Identifier(match.start(), match.end(), IdKind.REGISTRATION, match.group())
