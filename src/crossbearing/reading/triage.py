"""Which of many reports are worth testing: a fast look at the words, then a rank by what a full reading found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from crossbearing.model.claims import Claim, PlaceRole, Reading, Report, When
from crossbearing.reading.language.wordlists import wordlists

# Who can test a movement; records and other claims are not looked for among millions of reports.
SENSORS = frozenset(("flights", "vessels"))
# A window of a month can still be looked through by eye; a wider one names no movement. GUESS.
LONGEST_WINDOW_DAYS = 31
# An identifier names one craft, a type some hundreds; a route has two places, and more says less. GUESS: an order
# of worth, not a probability.
IDENTIFIER, TYPE, PLACE, NARROW, WIDE = 4, 2, 2, 2, 1
MOST_PLACES = 2
_ROUTE = frozenset((PlaceRole.DEPARTURE, PlaceRole.ARRIVAL, PlaceRole.SITE, PlaceRole.VIA))


@dataclass(frozen=True, slots=True)
class Testable:
    """A claim that names a craft, a place and a window: its id, its worth, and the three in words."""

    claim: str
    worth: int
    craft: tuple[str, ...]
    places: tuple[str, ...]
    when: When
    quote: str


@dataclass(frozen=True, slots=True)
class Checkable:
    """A report with testable claims, the most telling first; `worth` is that of all of them together."""

    report: str
    exhibit: str
    member: str
    worth: int
    testable: tuple[Testable, ...]


@cache
def _anchors() -> tuple[Any, int]:
    """One automaton over the words of all tables, each with the bit of its table, and all bits together."""
    automaton = ahocorasick.Automaton()
    bits: dict[str, int] = {}
    for number, table in enumerate(wordlists("triage").values()):
        for listed in table.values():
            for word in filter(None, listed.replace("\n", "").split(",")):
                bits[word] = bits.get(word, 0) | 1 << number
    for word, bit in bits.items():
        automaton.add_word(word, bit)
    automaton.make_automaton()
    return automaton, (1 << len(wordlists("triage"))) - 1


def may_be_testable(text: str) -> bool:
    """Say whether a text holds a word of each table of the lexicon `triage`; stops as soon as it does."""
    automaton, wanted = _anchors()
    seen = 0
    for _, bits in automaton.iter(text.lower()):
        seen |= bits
        if seen == wanted:
            return True
    return False


def checkable(report: Report, reading: Reading) -> Checkable | None:
    """Return the report with its testable claims, None when it has none."""
    found = sorted(_testable(reading), key=lambda one: (-one.worth, one.claim))
    if not found:
        return None
    return Checkable(report.id, report.exhibit, report.member, sum(one.worth for one in found), tuple(found))


def _testable(reading: Reading) -> Iterator[Testable]:
    for claim in reading.claims:
        craft, named = _craft(claim)
        places = tuple(dict.fromkeys(one.name for one in claim.places if one.lat is not None and one.role in _ROUTE))
        if SENSORS.intersection(claim.checkable_by) and craft and places and claim.when is not None:
            window = _window(claim.when)
            if window:
                worth = (IDENTIFIER if named else TYPE) + PLACE * min(len(places), MOST_PLACES) + window
                yield Testable(claim.id, worth, craft, places, claim.when, claim.quote)


def _craft(claim: Claim) -> tuple[tuple[str, ...], bool]:
    """What carries, by identifier if it has one, and whether it has."""
    ids = claim.craft
    named = (*ids.registration, *ids.callsign, *ids.flight_number, *ids.imo, *ids.mmsi)
    return named or tuple(one.name for one in claim.equipment if one.role == "carrier"), bool(named)


def _window(when: When) -> int:
    """The worth of a window; none where an end is open."""
    if when.start is None or when.end is None:
        return 0
    return NARROW if (when.end - when.start).days <= LONGEST_WINDOW_DAYS else WIDE
