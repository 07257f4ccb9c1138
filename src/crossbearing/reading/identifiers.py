"""Identifiers of craft as reports print them: registrations, callsigns, flight numbers, IMO and MMSI numbers.

Registration marks follow ICAO Annex 7: the nationality mark, a hyphen, then letters or figures; only marks in use are
taken, because `BM-21`, `Su-35` and `D-30` have the same shape. After a cue ("immatriculé", "tail number") any shape holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from crossbearing.reading.text import lowered


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


# Nationality marks followed by letters (ICAO Annex 7, table of marks; the busiest states of this genre).
_LETTER_MARKS = (
    "3A 3B 3C 3D 3X 4K 4L 4O 4R 4X 5A 5B 5H 5N 5R 5T 5U 5V 5W 5X 5Y 6O 6V 6W 7O 7P 7Q 7T 8P 8Q 8R 9A 9G 9H 9J 9K 9L 9M 9N"
    " 9Q 9S 9U 9V 9XR 9Y A2 A3 A4O A5 A6 A7 A8 A9C AP B C C2 C3 C5 C6 C9 CC CN CP CS CU CX D D2 D4 D6 DQ E3 E5 E7 EC EI EJ"
    " EK EL EP ER ES ET EW EX EY EZ F G H4 HA HB HC HH HI HK HP HR HS HZ I J2 J3 J5 J6 J7 J8 JU JY LN LV LX LY LZ M OB OD"
    " OE OH OK OM OO OY P P2 P4 PH PJ PK PP PR PT PU PZ RA RDPL RP S2 S5 S7 S9 SE SN SP ST SU SX T3 T7 T8 T9 TC TF TG TI TJ"
    " TL TN TR TS TT TU TY TZ UK UN UP UR V2 V3 V4 V5 V6 V7 V8 VH VN VP VQ VT XA XB XC XT XU XY YA YI YJ YK YL YN YR YS YU"
    " YV Z Z3 ZA ZJ ZK ZP ZS ZT ZU"
).split()
_FIGURE_MARKS = "RA RF EW EX EY EZ ER EK UK UR UP UN 4K 4L EL HL CU YV HK CP HC XU XT LZ YU SU 9Q T9 P JU 5A".split()
_LETTERS = re.compile(rf"(?<![\w-])(?:{'|'.join(_LETTER_MARKS)})-[A-Z]{{2,5}}(?![\w-])")
_FIGURES = re.compile(rf"(?<![\w-])(?:{'|'.join(_FIGURE_MARKS)})-[A-Z]?\d{{3,5}}(?![\w-])")
_AMERICAN = re.compile(r"(?<![\w-])N[1-9]\d{1,4}[A-Z]{0,2}(?![\w-])|(?<![\w-])N[1-9]\d{0,3}[A-Z]{1,2}(?![\w-])")
# Iranian armed forces: a figure for the service, four for the airframe (5-8208).
_IRANIAN = re.compile(r"(?<![\w-])\d-\d{4}(?![\w-])")
_CUE_REGISTRATION = re.compile(
    r"\b(?:immatricul(?:é|e)e?s?|immatriculations?|registered(?: as)?|registrations?(?: marks?)?|tail numbers?)\b[ :]*"
)
_MARK = r"[A-Z0-9]{1,4}-[A-Z0-9]{2,6}|N[1-9][A-Z0-9]{1,5}"
_MARKS = re.compile(rf"(?:{_MARK})(?:(?:, | et | and | ou | or )(?:{_MARK}))*(?![\w-])")
_CALLSIGN = re.compile(r"\b(?:indicatifs?(?: radio)?|call ?signs?|nom d'appel)\b[ :«\"]*")
_SIGN = re.compile(r"[A-Z]{2,7} ?\d{1,4}[A-Z]{0,2}(?![\w-])|[A-Z]{3,8}(?![\w-])")
_FLIGHT = re.compile(r"\b(?:vols?|flights?)(?: (?:numéro|number|no\.?|n°))? ")
_FLIGHT_NUMBER = re.compile(r"[A-Z][A-Z0-9][A-Z]? ?\d{1,4}[A-Z]?(?![\w-])|\d[A-Z] ?\d{1,4}(?![\w-])")
_IMO = re.compile(r"\b(?:omi|imo)\b(?: (?:number|numéro|no\.?|n°))?[ :]*(\d{7})\b")
_MMSI = re.compile(r"\bmmsi\b(?: (?:number|numéro|no\.?|n°))?[ :]*(\d{9})\b")


def has_valid_check_digit(imo: str) -> bool:
    """Say whether the last of seven digits is the sum of the others times 7 to 2, modulo 10 (IMO A.1117(30))."""
    return sum(int(digit) * weight for digit, weight in zip(imo, range(7, 1, -1), strict=False)) % 10 == int(imo[6])


def identifiers(text: str, start: int = 0) -> tuple[Identifier, ...]:
    """Return the identifiers from `start` on, in order; a number that fails a check is given as printed."""
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
