"""Which craft a claim speaks of: one by its registration, a fleet by operator and type, or nobody in particular."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from crossbearing.checks.in_air.sharers import airframes_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole
from crossbearing.model.verdicts import Phrase, phrase
from crossbearing.movement import fleets
from crossbearing.movement.fleets import plain

# More members than this are counted, not listed, in a sentence for an editor.
LISTED = 12


class Known(StrEnum):
    """By what the claim lets its craft be known."""

    REGISTRATION = "registration"
    CALLSIGN = "callsign"
    FLEET = "fleet"
    TYPE = "type"
    NOBODY = "nobody"


# An operator's name alone means all its craft, as an operator and a type mean some of them.
KNOWN = {
    fleets.Known.REGISTRATION: Known.REGISTRATION,
    fleets.Known.CALLSIGN: Known.CALLSIGN,
    fleets.Known.FLEET: Known.FLEET,
    fleets.Known.OPERATOR: Known.FLEET,
    fleets.Known.TYPE: Known.TYPE,
    fleets.Known.NOBODY: Known.NOBODY,
}


@dataclass(frozen=True, slots=True)
class Member:
    """One craft the claim may mean; `shared` where two airframes use its address, `airframes` those that fit."""

    craft: str
    registration: str | None
    typecode: str | None
    shared: bool
    airframes: tuple[str, ...] = ()

    def flew(self, airframe: str | None) -> bool:
        """Whether a leg or stay of this address under that airframe label can be this member's."""
        return airframe is None or airframe in self.airframes


@dataclass(frozen=True, slots=True)
class Subject:
    """The craft a claim may mean, how they are known, and the day of the list that says so."""

    known_by: Known
    label: str
    members: tuple[Member, ...]
    listed_on: date | None = None
    callsigns: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()

    def without(self, crafts: Collection[str]) -> tuple[str, ...]:
        """Return the registrations of the claim that none of these craft bears."""
        borne = {plain(m.registration) for m in self.members if m.registration and m.craft in crafts}
        return tuple(one for one in self.registrations if plain(one) not in borne)

    @property
    def named(self) -> bool:
        """Whether the claim names one airframe that nobody shares an address with: only then an alibi is proof."""
        return self.known_by is Known.REGISTRATION and len(self.members) == 1 and not self.members[0].shared

    def told_apart(self, crafts: Collection[str]) -> bool:
        """Whether those members that are of these craft are known from others on their address; else what was seen of
        them may be another's."""
        return all(len(m.airframes) <= 1 for m in self.members if m.craft in crafts)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the claim that finding one of the members satisfies."""
        return {
            Known.REGISTRATION: ("registration",),
            Known.CALLSIGN: ("callsign",),
            Known.FLEET: ("operator", "type"),
            Known.TYPE: ("type",),
            Known.NOBODY: (),
        }[self.known_by]

    def words(self) -> tuple[Phrase, ...]:
        """Say which craft were looked at."""
        if self.named:
            return ()
        if self.known_by is Known.NOBODY:
            return (phrase("subject.nobody"),)
        if not self.members:
            return (phrase("subject.unheard", label=self.label),)
        if self.known_by is Known.REGISTRATION and len(self.registrations) > 1:
            return ()
        if self.known_by is Known.REGISTRATION:
            return (phrase("subject.shared", label=self.label, crafts=", ".join(m.craft for m in self.members)),)
        names = ", ".join(m.registration or m.craft for m in self.members[:LISTED])
        more = " …" if len(self.members) > LISTED else ""
        key = "subject.type" if self.known_by is Known.TYPE else "subject.fleet"
        listed_on = self.listed_on or "?"
        return (phrase(key, label=self.label, n=len(self.members), members=names + more, listed=listed_on),)


def subject_of(claim: Claim, witness: Witness) -> Subject:
    """Return the craft that a claim may mean, from the track files' airframes and the user's registers.

    Registration before callsign before operator and type; a name that matches nothing leaves no members.
    """
    rows, days = witness.listed, _days(claim)
    if claim.craft.registration:
        rows = witness.listed_as(claim.craft.registration)
        found = fleets.by_registration(claim.craft.registration, rows, *days)
    elif sent := (*claim.craft.callsign, *claim.craft.flight_number):
        found = fleets.by_callsign(sent, witness.sending(sent), rows, *days)
    else:
        names = [actor.name for actor in claim.actors]
        label = " ".join([*names, *(e.name for e in claim.equipment if e.role is EquipmentRole.CARRIER)])
        found = fleets.by_kind(types_of(claim, witness), names, label, rows, witness.world, *days)
    members = tuple(_member(one, rows, witness) for one in found.members)
    return Subject(
        KNOWN[found.known_by], found.label, members, _latest(found), found.callsigns, claim.craft.registration
    )


def beside(claims: Sequence[Claim], witness: Witness) -> list[Claim]:
    """Return claims so that those on the same craft or fleet stand together: its positions are then read once."""

    def who(claim: Claim) -> tuple[str, str]:
        mark = plain(next(iter(claim.craft.registration), ""))
        name = next((actor.name for actor in claim.actors), "")
        return (witness.operators.get(mark, name) if mark else name), mark

    return sorted(claims, key=who)


def _days(claim: Claim) -> tuple[date | None, date | None]:
    """The days for which membership is asked: the claim's own, where it gives them."""
    return (claim.when.start, claim.when.end) if claim.when else (None, None)


def _member(one: fleets.FleetMember, rows: pl.DataFrame, witness: Witness) -> Member:
    """A member; shared where the tracks show two airframes on its address or the lists give it two registrations."""
    operator = next((word.operator for word in reversed(one.words) if word.operator), None)
    airframes = airframes_of(one.craft, one.registration, operator, witness)
    names = rows.filter(pl.col("craft") == one.craft)["registration"].drop_nulls().n_unique()
    return Member(one.craft, one.registration, one.typecode, bool(airframes) or names > 1, airframes)


def _latest(found: fleets.Fleet) -> date | None:
    days = (word.last or word.first for one in found.members for word in one.words if word.belongs)
    return max((day for day in days if day), default=None)


def types_of(claim: Claim, witness: Witness) -> tuple[str, ...]:
    """Return the ICAO designators that the claim's carriers may be; empty when it names no aircraft type."""
    found: dict[str, None] = {}
    for item in claim.equipment:
        if item.role is EquipmentRole.CARRIER:
            found.update(dict.fromkeys(witness.world.types.named(item.name)))
    return tuple(found)
