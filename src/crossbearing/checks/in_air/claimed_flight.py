"""A flight as a claim tells it, and how the legs that were seen agree with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.subjects import Known, Subject, subject_of
from crossbearing.checks.windows import Window, airports_of, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole, PlaceRole
from crossbearing.model.verdicts import Outcome, Phrase, phrase

Leg = Mapping[str, Any]
"""A row of FLIGHTS."""

# Evidence that shows an end directly or by the neighbouring leg; `extrapolated` only makes it likely.
SHOWN = ("ground", "low", "next")


@dataclass(frozen=True, slots=True)
class Asked:
    """A flight as claimed: whose, from where, to where, when.

    An empty set of airports: that end was not said, or no airport is known there (`unplaced`). `unseen` are roles that
    no track can show.
    """

    subject: Subject
    departures: tuple[str, ...]
    arrivals: tuple[str, ...]
    window: Window
    roles: tuple[str, ...]
    unseen: tuple[str, ...]
    departure_name: str
    arrival_name: str
    unplaced: tuple[str, ...]

    def words(self) -> tuple[Phrase, ...]:
        """Say whose flight was looked for, when, and which named place has no airport."""
        names = {"departure": self.departure_name, "arrival": self.arrival_name}
        unplaced = (phrase("place.unplaced", place=names[role]) for role in self.unplaced)
        return (*self.subject.words(), *self.window.words(), *unplaced)


def unseen_roles(claim: Claim) -> tuple[str, ...]:
    """Return the roles of things on board, which no track can show."""
    return tuple(dict.fromkeys(e.role.value for e in claim.equipment if e.role is not EquipmentRole.CARRIER))


def asked_of(claim: Claim, witness: Witness) -> Asked | Answer:
    """Return the claimed flight, or the answer that says why it cannot be looked for."""
    unseen = unseen_roles(claim)
    leaving = places_of(claim, PlaceRole.DEPARTURE)
    reaching = places_of(claim, PlaceRole.ARRIVAL) or places_of(claim, PlaceRole.SITE)
    departures, arrivals = airports_of(leaving, witness), airports_of(reaching, witness)
    if not departures and not arrivals:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("place.unnamed"),), not_checkable=unseen)
    window = window_of(claim, witness, departures + arrivals)
    if window is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("window.unknown"),), not_checkable=unseen)
    subject = subject_of(claim, witness)
    given = (("departure", leaving), ("arrival", reaching), ("when", window.stated))
    roles = (*subject.roles, *(role for role, said in given if said))
    names = (", ".join(p.name for p in leaving), ", ".join(p.name for p in reaching))
    ends = (("departure", leaving, departures), ("arrival", reaching, arrivals))
    unplaced = tuple(role for role, said, known in ends if said and not known)
    return Asked(subject, departures, arrivals, window, roles, unseen, *names, unplaced)


def agreeing_legs(asked: Asked, witness: Witness) -> list[Leg]:
    """Return the legs of the craft near those days whose ends agree or are open, one at least agreeing."""
    start, end = asked.window.widest
    subject = asked.subject
    anybody = subject.known_by is Known.NOBODY
    legs = witness.flights if anybody else witness.legs([m.craft for m in subject.members])
    legs = legs.filter(pl.col("first_seen") < end, pl.col("last_seen") >= start)
    if subject.callsigns:
        legs = legs.filter(pl.col("callsigns").list.eval(pl.element().is_in(list(subject.callsigns))).list.any())
    return [leg for leg in legs.iter_rows(named=True) if _agrees(leg, asked)]


def _agrees(leg: Leg, asked: Asked) -> bool:
    member = next((m for m in asked.subject.members if m.craft == leg["craft"]), None)
    sides = {side(leg, asked, "departure"), side(leg, asked, "arrival")}
    own = member is None or member.flew(leg["airframe"])
    return own and "other" not in sides and bool(sides & {"shown", "likely"})


def side(leg: Leg, asked: Asked, end: str) -> str:
    """Return how an end agrees: shown (or not asked), likely (extrapolated), open (not observed) or other."""
    wanted = asked.departures if end == "departure" else asked.arrivals
    airport = leg[f"{end}_airport"]
    if not wanted:
        return "shown"
    if airport is None:
        return "open"
    if airport not in wanted:
        return "other"
    return "shown" if leg[f"{end}_evidence"] in SHOWN else "likely"


def whole(leg: Leg, asked: Asked) -> bool:
    """Whether both ends of a leg are shown as claimed."""
    return side(leg, asked, "departure") == side(leg, asked, "arrival") == "shown"


def touches(leg: Leg, stretch: tuple[datetime, datetime]) -> bool:
    """Whether a leg was under way at some moment of `[start, end)`."""
    left = leg["departed_at"] or leg["first_seen"]
    landed = leg["arrived_at"] or leg["last_seen"]
    return bool(left < stretch[1] and landed >= stretch[0])


def lies_in(leg: Leg, asked: Asked) -> bool:
    """Whether the ends of a leg that the claim names lie in its days on every clock."""
    start, end = asked.window.surely
    left, landed = leg["departed_at"] or leg["first_seen"], leg["arrived_at"] or leg["last_seen"]
    ends = ([left] if asked.departures else []) + ([landed] if asked.arrivals else [])
    return all(start <= moment < end for moment in ends)


def leg_words(leg: Leg) -> tuple[Phrase, ...]:
    """Say what was seen of a leg and how each end is known."""
    name = leg["registration"] or leg["craft"]
    first, last = evidence.stamp(leg["first_seen"]), evidence.stamp(leg["last_seen"])
    said = [phrase("leg.seen", craft=name, type=leg["typecode"] or "?", first=first, last=last, n=leg["positions"])]
    for end in ("departure", "arrival"):
        how = leg[f"{end}_evidence"] or "unknown"
        said.append(phrase(f"leg.{end}.{how}", airport=leg[f"{end}_airport"] or ""))
    return tuple(said)
