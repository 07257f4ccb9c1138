"""Which craft a claim speaks of: one by its registration, a fleet by operator and type, or nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from crossbearing.checks.address_blocks import state_of
from crossbearing.checks.sharers import airframes_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole
from crossbearing.model.verdicts import Phrase, phrase

# More members than this are counted, not listed, in a sentence for an editor.
LISTED = 12


class Known(StrEnum):
    """By what the claim lets its craft be known."""

    REGISTRATION = "registration"
    CALLSIGN = "callsign"
    FLEET = "fleet"
    TYPE = "type"
    NOBODY = "nobody"


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

    @property
    def told_apart(self) -> bool:
        """Whether every member is known from others on its address; else a sighting may be another's."""
        return all(len(m.airframes) <= 1 for m in self.members)

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
    if claim.craft.registration:
        return _registered(claim.craft.registration, witness)
    if claim.craft.callsign:
        return _called(claim.craft.callsign, witness)
    return _fleet(claim, witness)


def plain(registration: str) -> str:
    """Return a registration without hyphens and blanks, in capitals: `ep-shj` and `EPSHJ` are one."""
    return re.sub(r"[^A-Z0-9]", "", registration.upper())


def listed(witness: Witness) -> pl.DataFrame:
    """Return every craft that track files or registers name: craft, registration, typecode, operator, military, day."""
    return pl.concat(
        [
            witness.airframes.select(
                "craft", "registration", "typecode", "operator", "military", pl.col("seen_on").alias("day")
            ),
            witness.world.register.filter(pl.col("craft").is_not_null()).select(
                "craft",
                "registration",
                "typecode",
                "operator",
                pl.lit(None, pl.Boolean).alias("military"),
                pl.coalesce("valid_to", "valid_from").alias("day"),
            ),
        ]
    )


def _members(rows: pl.DataFrame, everything: pl.DataFrame, witness: Witness) -> tuple[Member, ...]:
    """The craft of these rows; shared where the tracks show two airframes or the lists give two registrations."""
    latest = rows.sort("craft", "day").group_by("craft", maintain_order=True)
    firsts = latest.agg(pl.col("registration", "typecode", "operator").drop_nulls().last())
    several = everything.group_by("craft").agg(n=pl.col("registration").drop_nulls().n_unique())
    listed_twice = set(several.filter(pl.col("n") > 1)["craft"].to_list())
    members = []
    for craft, registration, typecode, operator in firsts.iter_rows():
        airframes = airframes_of(craft, registration, operator, witness)
        members.append(Member(craft, registration, typecode, bool(airframes) or craft in listed_twice, airframes))
    return tuple(members)


def _registered(registrations: tuple[str, ...], witness: Witness) -> Subject:
    everything = listed(witness)
    wanted = {plain(one) for one in registrations}
    known = everything.select("registration").unique().drop_nulls()["registration"].to_list()
    same = [one for one in known if plain(one) in wanted]
    rows = everything.filter(pl.col("registration").is_in(same))
    members = _members(rows, everything, witness)
    label = ", ".join(registrations)
    return Subject(Known.REGISTRATION, label, members, _latest(rows), registrations=registrations)


def _called(callsigns: tuple[str, ...], witness: Witness) -> Subject:
    wanted = [one.replace(" ", "").upper() for one in callsigns]
    hit = witness.flights.filter(pl.col("callsigns").list.eval(pl.element().is_in(wanted)).list.any())
    everything = listed(witness)
    rows = everything.filter(pl.col("craft").is_in(hit["craft"].unique().to_list()))
    return Subject(
        Known.CALLSIGN, ", ".join(callsigns), _members(rows, everything, witness), _latest(rows), tuple(wanted)
    )


def _fleet(claim: Claim, witness: Witness) -> Subject:
    types = types_of(claim, witness)
    operators = [actor.name for actor in claim.actors]
    rows = everything = listed(witness)
    if types:
        rows = rows.filter(pl.col("typecode").is_in(list(types)))
    operated = _operated(operators, rows, witness)
    label = " ".join([*operators, *(e.name for e in claim.equipment if e.role is EquipmentRole.CARRIER)])
    if operated is not None:
        return Subject(Known.FLEET, label, _members(operated, everything, witness), _latest(operated))
    if types:
        return Subject(Known.TYPE, label, _members(rows, everything, witness), _latest(rows))
    return Subject(Known.NOBODY, label, ())


def types_of(claim: Claim, witness: Witness) -> tuple[str, ...]:
    """Return the ICAO designators that the claim's carriers may be; empty when it names no aircraft type."""
    found: dict[str, None] = {}
    for item in claim.equipment:
        if item.role is EquipmentRole.CARRIER:
            found.update(dict.fromkeys(witness.world.types.named(item.name)))
    return tuple(found)


def _operated(names: list[str], rows: pl.DataFrame, witness: Witness) -> pl.DataFrame | None:
    """Rows whose operator one of the names means; None if none of the names is an operator or a country.

    An air force also owns what track files call military, without an operator, under an address of its state: they
    seldom name air forces. A country stands for all its operators.
    """
    meant = [one for one in (_meaning(name, rows, witness) for name in names) if one is not None]
    return pl.concat(meant).unique(maintain_order=True) if meant else None


def _meaning(name: str, rows: pl.DataFrame, witness: Witness) -> pl.DataFrame | None:
    operators = witness.world.operators
    given = rows["operator"].unique().drop_nulls().sort().to_list()
    hits = [one for one in given if operators.same(name, one)]
    known = operators.find(name)
    if known is None and not hits:
        return _of_country(witness.world.countries.of(name), given, rows, witness)
    own = rows.filter(pl.col("operator").is_in(hits))
    return pl.concat([own, _unmarked(rows, known.country)]) if known and known.military else own


def _of_country(country: str | None, given: list[str], rows: pl.DataFrame, witness: Witness) -> pl.DataFrame | None:
    if country is None:
        return None
    known = {one: witness.world.operators.find(one) for one in given}
    own = [one for one, found in known.items() if found and found.country == country]
    return pl.concat([rows.filter(pl.col("operator").is_in(own)), _unmarked(rows, country)])


def _unmarked(rows: pl.DataFrame, country: str) -> pl.DataFrame:
    """Military craft without an operator under an address allotted to the country."""
    unnamed = rows.filter(pl.col("operator").is_null(), pl.col("military").fill_null(False))
    own = [one for one in unnamed["craft"].unique().sort().to_list() if state_of(one) == country]
    return unnamed.filter(pl.col("craft").is_in(own))


def _latest(rows: pl.DataFrame) -> date | None:
    day = rows["day"].max()
    return day if isinstance(day, date) else None
