"""Identifiers of craft as reports print them: registrations, callsigns, flight numbers, IMO and MMSI numbers.

Registration marks follow ICAO Annex 7: the nationality mark, a hyphen, then letters or figures; only marks in use are
taken, because `BM-21`, `Su-35` and `D-30` have the same shape. After a cue ("immatriculé") any shape holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from crossbearing.reading.language.gates import Flat, flat_of, gated
from crossbearing.reading.language.text import lowered
from crossbearing.reading.language.wordlists import wordlists


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


_MARKS_IN_USE = {key: "|".join(wordlists("registrations")[key].split()) for key in ("letters", "figures")}
_LETTERS = re.compile(rf"(?<![\w-])(?:{_MARKS_IN_USE['letters']})-[A-Z]{{2,5}}(?![\w-])")
_FIGURES = re.compile(rf"(?<![\w-])(?:{_MARKS_IN_USE['figures']})-(?:[A-Z]?\d{{3,5}}|[A-Z]{{2}}\d{{2,4}})(?![\w-])")
_AMERICAN = re.compile(r"(?<![\w-])N[1-9]\d{1,4}[A-Z]{0,2}(?![\w-])|(?<![\w-])N[1-9]\d{0,3}[A-Z]{1,2}(?![\w-])")
# Iranian armed forces: one or two figures for the service, four for the airframe (5-8208, 15-2283); 12-2023 is a month.
_IRANIAN = re.compile(r"(?<![\w-])(?:\d-\d{4}|1\d-(?!19|20)\d{4})(?![\w-])")
# What the bare marks cannot do without; found quickly, because it begins with one character.
_HYPHEN = re.compile(r"-(?:[A-Z]{2}|[A-Z]?\d{3})")
_AMERICAN_HINT = re.compile(r"N[1-9]")
_CUE_REGISTRATION = gated(
    r"\b(?:immatricul(?:é|e)e?s?|immatriculations?|registered(?: as)?|registrations?(?: marks?| numbers?)?|"
    r"tail numbers?|tail|serials?(?: numbers?)?|marqu(?:é|e)e?s?|matricules?|numéros? de (?:queue|série)|"
    r"wearing|bearing|portant le numéro|portant le numero|hull numbers?|pennants?(?: numbers?)?)\b"
    r"(?: (?:the )?(?:registration|number|marks?|n°|sous le numéro|as))?[ :«\"]*",
    of_copies=True,
)
_MARK = r"[A-Z0-9]{1,4}-[A-Z0-9]{2,6}|N[1-9][A-Z0-9]{1,5}"
_MARKS = re.compile(rf"(?:{_MARK})(?:(?:, | et | and | ou | or )(?:{_MARK}))*(?![\w-])")
# Military airframes: figures alone, only behind the word itself and not a count ("registration 347").
_SERIAL = re.compile(r"\d{2,6}(?![\w,.]\d|\w| ?%)(?=[,.;:)»\"]|$| (?:[a-zà-ÿ]))")
_SERIAL_CUE = gated(
    r"\b(?:registration(?: number)?|serial(?: number)?|tail number|matricule|numéro de (?:queue|série)|"
    r"immatriculé(?:e)?(?: sous le numéro)?) ",
    of_copies=True,
)
# An aircraft's serial in brackets: "a C-17 (07-7189)".
_BRACKETED = re.compile(r"\((?P<mark>\d{2}-\d{4,5})\)")
# A flight in brackets behind a company's name: "de la compagnie Vakhsh Air (VKS 441)".
_FLIGHT_IN_BRACKETS = re.compile(
    r"(?<=[a-zà-ÿ] )\((?P<sign>[A-Z]{3} ?\d{2,4}[A-Z]{0,2}|[A-Z]\d ?\d{2,4}|[A-Z]{2} \d{2,4})\)"
)
_CAPITALISED_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w'’-]* $")
_NO_FLIGHTS = ("IMO", "OMI", "UN", "ONU", "RES", "FL", "AIS", "USD", "EUR")
_CALLSIGN = gated(
    r"\b(?:indicatifs?(?: radio| d'appel)?|call[ -]?signs?|nom d'appel)\b(?: (?:radio|was|is|était|of))?[ :«\"“]*",
    of_copies=True,
)
# "flew to X as ASX5512", "inscrit comme SVN702": what stands behind has the shape of a callsign.
_FLOWN_AS = re.compile(r"\b(?:as|comme|under) (?=[a-z]{3,7}\d)")
_SIGN_ONLY = re.compile(r"[A-Z]{3,7}\d{1,4}[A-Z]{0,2}(?![\w-])")
# A ship's call sign begins with two or three characters of her state's series: J8QT5, 5IM377, UBAN7.
_SIGN = re.compile(
    r"[A-Z]{2,7} ?\d{1,4}[A-Z]{0,2}(?![\w-])|[A-Z]{3,8}(?![\w-])|(?:[A-Z]\d|\d[A-Z]|[A-Z]{2})[A-Z0-9]{2,5}(?![\w-])"
)
_FLIGHT = gated(
    r"\b(?:vols?|flights?)(?: (?:numéro|number|no\.?|n°|réguliers?|commercial|commerciaux))? ", of_copies=True
)
_FLIGHT_NUMBER = re.compile(
    r"[A-Z]{3,7}\d{1,4}[A-Z]{0,2}(?![\w-])|[A-Z][A-Z0-9][A-Z]?[ -]?\d{1,4}[A-Z]?(?![\w-])|\d[A-Z] ?\d{1,4}(?![\w-])"
)
# "indicatifs PELIC31 et PELIC32": the next one has figures too.
_AND_MORE = re.compile(r"(?:, | et | and | ou | or |, et |, and )(?=[A-Z]{2,7} ?\d{1,4}[A-Z]{0,2}(?![\w-]))")
_IMO = re.compile(
    r"\b(?:omi|imo)\b(?:[ -](?:number|numéro|no\.?|n°|code))?(?: (?:is|est|was)(?: le)?|,)?[ :#]*(\d{7})\b"
)
_SEVEN_FIGURES = re.compile(r"\d{7}")
_MMSI = re.compile(r"\bmmsi\b(?: (?:number|numéro|no\.?|n°|code))?(?: (?:is|est|was)|,)?[ :#]*(\d{9})\b")


_start = attrgetter("start")


def identifiers(text: str, start: int = 0) -> tuple[Identifier, ...]:
    """Return the identifiers from `start` on, in order, as printed: check digits are not looked at."""
    low, flat = lowered(text), flat_of(text)
    found: list[Identifier] = []
    for one in (*_cued(text, low, flat, start), *_numbers(low, start), *_bare(text, start)):
        at = bisect_left(found, one.end, key=_start)
        # None of them overlaps another, so only the last that begins before its end can touch it.
        if not at or found[at - 1].end <= one.start:
            found.insert(at, one)
    return tuple(found)


def _cued(text: str, low: str, flat: Flat, start: int) -> Iterator[Identifier]:
    for cue in _CUE_REGISTRATION.finditer_in(low, flat, start):
        marks = _MARKS.match(text, cue.end())
        for mark in re.finditer(_MARK, marks.group()) if marks else ():
            begin = cue.end() + mark.start()
            yield Identifier(begin, begin + len(mark.group()), IdKind.REGISTRATION, mark.group())
    for cue in _SERIAL_CUE.finditer_in(low, flat, start):
        serial = _SERIAL.match(text, cue.end())
        if serial:
            yield Identifier(serial.start(), serial.end(), IdKind.REGISTRATION, serial.group())
    for kind, cues, shape in (
        (IdKind.CALLSIGN, _CALLSIGN, _SIGN),
        (IdKind.FLIGHT_NUMBER, _FLIGHT, _FLIGHT_NUMBER),
    ):
        yield from _behind(text, cues.finditer_in(low, flat, start), kind, shape)
    yield from _behind(text, _FLOWN_AS.finditer(low, start), IdKind.CALLSIGN, _SIGN_ONLY)


def _behind(text: str, cues: Iterable[re.Match[str]], kind: IdKind, shape: re.Pattern[str]) -> Iterator[Identifier]:
    """What has the shape behind a cue, and what is joined to it."""
    for cue in cues:
        at: int | None = cue.end()
        while at is not None and (sign := shape.match(text, at)):
            yield Identifier(sign.start(), sign.end(), kind, sign.group().replace(" ", ""))
            more = _AND_MORE.match(text, sign.end())
            at = more.end() if more else None


def _numbers(low: str, start: int) -> Iterator[Identifier]:
    for kind, pattern in ((IdKind.IMO, _IMO), (IdKind.MMSI, _MMSI)):
        for match in pattern.finditer(low, start) if _SEVEN_FIGURES.search(low, start) else ():
            yield Identifier(match.start(1), match.end(1), kind, match.group(1))


def _bare(text: str, start: int) -> Iterator[Identifier]:
    for match in _BRACKETED.finditer(text, start):
        yield Identifier(match.start("mark"), match.end("mark"), IdKind.REGISTRATION, match["mark"])
    for match in _FLIGHT_IN_BRACKETS.finditer(text, start) if "(" in text else ():
        company = _CAPITALISED_BEFORE.search(text, max(start, match.start() - 30), match.start())
        if company and not match["sign"].startswith(_NO_FLIGHTS):
            sign = match["sign"].replace(" ", "")
            yield Identifier(match.start("sign"), match.end("sign"), IdKind.FLIGHT_NUMBER, sign)
    for hint, patterns in ((_HYPHEN, (_LETTERS, _FIGURES)), (_AMERICAN_HINT, (_AMERICAN,)), (_HYPHEN, (_IRANIAN,))):
        for pattern in patterns if hint.search(text, start) else ():
            for match in pattern.finditer(text, start):
                yield Identifier(match.start(), match.end(), IdKind.REGISTRATION, match.group())
