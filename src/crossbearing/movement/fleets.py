"""Who belongs to a fleet on which days, by whose word: track files of the day, registers and watch lists.

A source that says another type, operator or registration of a craft contradicts the one that makes it a member; a
source that says nothing of it does not. Members nobody contradicts are certain, the others are disputed: `n_min` of a
fleet counts the certain ones, `n_max` all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import polars as pl

from crossbearing.model.tables import AIRFRAMES
from crossbearing.world import World
from crossbearing.world.address_blocks import state_of

# What track files say about a craft, as a source beside registers.
TRACK_FILES = "track files"
# Below so many rows a loop is faster than a query of ten steps: measured 0.1 ms against 1.4 ms for ten rows.
FEW = 256


class Known(StrEnum):
    """By what a craft or fleet is named."""

    ADDRESS = "icao24"
    REGISTRATION = "registration"
    CALLSIGN = "callsign"
    LIST = "list"
    FLEET = "fleet"
    OPERATOR = "operator"
    TYPE = "type"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Word:
    """What one source says of a craft, and from which day to which; `belongs` tells whether that makes it a member."""

    craft: str
    registration: str | None
    typecode: str | None
    operator: str | None
    serial: str | None
    first: date | None
    last: date | None
    source: str
    belongs: bool = True


@dataclass(frozen=True, slots=True)
class FleetMember:
    """A craft of a fleet with all that its sources say; `certain` when none of them contradicts."""

    craft: str
    registration: str | None
    typecode: str | None
    certain: bool
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Fleet:
    """The members of a fleet, how it was named, and the types it is made of where it was named by type."""

    known_by: Known
    label: str
    members: tuple[FleetMember, ...] = ()
    types: tuple[str, ...] = ()
    callsigns: tuple[str, ...] = ()

    @property
    def certain(self) -> tuple[str, ...]:
        """The craft that no source takes out of the fleet."""
        return tuple(one.craft for one in self.members if one.certain)

    @property
    def crafts(self) -> tuple[str, ...]:
        """All craft that some source counts in."""
        return tuple(one.craft for one in self.members)


def plain(registration: str) -> str:
    """Return a registration without hyphens and blanks, in capitals: `ep-shj` and `EPSHJ` are one."""
    return re.sub(r"[^A-Z0-9]", "", registration.upper())


def listed(airframes: pl.DataFrame, register: pl.DataFrame) -> pl.DataFrame:
    """Return what every source says of every craft, one row a source and unbroken time.

    Columns: craft, registration, typecode, operator, military, serial, first and last day (null = unknown), source. Of
    track files, one row for as long as they say the same of a craft.
    """
    told = AIRFRAMES.conform(airframes).sort("craft", "seen_on", maintain_order=True)
    says = pl.struct("craft", "registration", "typecode", "operator", "military")
    tracks = (
        told.with_columns(run=says.rle_id())
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("craft", "registration", "typecode", "operator", "military").first(),
            serial=pl.lit(None, pl.String),
            first=pl.col("seen_on").min(),
            last=pl.col("seen_on").max(),
            source=pl.lit(TRACK_FILES),
        )
        .drop("run")
    )
    lists = _addressed(register, tracks).select(
        "craft", "registration", "typecode", "operator", pl.lit(None, pl.Boolean).alias("military"), "serial",
        pl.col("valid_from").alias("first"), pl.col("valid_to").alias("last"), "source",
    )  # fmt: skip
    return pl.concat([tracks, lists])


def _addressed(register: pl.DataFrame, tracks: pl.DataFrame) -> pl.DataFrame:
    """The rows of lists with their craft; one that gives a registration alone is of the craft track files give it.

    Rows of which no track file knows the registration are left out: nothing can be seen of them.
    """
    mark = pl.col("registration").str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")
    known = tracks.sort("last").select(mark=mark, seen_as="craft").drop_nulls()
    known = known.unique("mark", keep="last", maintain_order=True)
    named = register.with_columns(mark=mark).join(known, on="mark", how="left", maintain_order="left")
    return named.with_columns(craft=pl.coalesce("craft", "seen_as")).filter(pl.col("craft").is_not_null())


def in_force(rows: pl.DataFrame, start: date | None, end: date | None) -> pl.DataFrame:
    """Return what each source says of each craft for the days from `start` to `end`, both included.

    A source that says nothing for those days speaks by its nearest earlier word, else by its nearest later one, if it
    is track files: a craft keeps its marks until something else is seen. A register's days are taken as they are.
    """
    if start is None or end is None:
        return rows
    if rows.height <= FEW:
        return _few_in_force(rows, start, end)
    days = pl.col("first").is_null() | (pl.col("first") <= end), pl.col("last").is_null() | (pl.col("last") >= start)
    valid = rows.filter(*days)
    other = rows.filter(pl.col("source") == TRACK_FILES).join(
        valid.filter(pl.col("source") == TRACK_FILES), on="craft", how="anti"
    )
    away = pl.when(pl.col("last") < start).then(0).otherwise(1)
    far = pl.when(pl.col("last") < start).then(start - pl.col("last")).otherwise(pl.col("first") - end)
    nearest = other.sort("craft", away, far, maintain_order=True).unique("craft", keep="first", maintain_order=True)
    return pl.concat([valid, nearest])


def _few_in_force(rows: pl.DataFrame, start: date, end: date) -> pl.DataFrame:
    """As `in_force`, row by row: of a few rows that takes less time than a query."""
    said = list(rows.select("craft", "source", "first", "last").iter_rows())
    valid = [
        row
        for row, (_, _, first, last) in enumerate(said)
        if (first is None or first <= end) and (last is None or last >= start)
    ]
    spoken = {said[row][0] for row in valid if said[row][1] == TRACK_FILES}
    nearest: dict[str, tuple[bool, timedelta, int]] = {}
    for row, (craft, source, first, last) in enumerate(said):
        if source == TRACK_FILES and craft not in spoken:
            later = last is None or last >= start
            word = (later, first - end if later else start - last, row)
            nearest[craft] = min(word, nearest.get(craft, word))
    kept = [*valid, *(nearest[craft][2] for craft in sorted(nearest))]
    return rows if kept == list(range(rows.height)) else rows[kept] if kept else rows.clear()


def by_registration(names: Sequence[str], rows: pl.DataFrame, start: date | None, end: date | None) -> Fleet:
    """Return the airframes that bear one of these registrations, or bore it before: a craft keeps its serial number."""
    wanted = {plain(one) for one in names}
    known = rows["registration"].unique().drop_nulls().to_list()
    bearing = rows.filter(pl.col("registration").is_in([one for one in known if plain(one) in wanted]))
    now = in_force(bearing, start, end)
    crafts = same_airframes(now["craft"].to_list() or bearing["craft"].to_list(), rows)
    fits = pl.col("registration").is_in(bearing["registration"].unique().to_list())
    return Fleet(Known.REGISTRATION, ", ".join(names), _members(crafts, rows, fits, start, end))


def same_airframes(crafts: Collection[str], rows: pl.DataFrame) -> list[str]:
    """Return these craft and those of the same serial number and type: one airframe under several addresses."""
    if rows["serial"].null_count() == rows.height:
        return sorted(set(crafts))
    own = rows.filter(pl.col("craft").is_in(list(crafts)), pl.col("serial").is_not_null())
    kin = rows.join(own.select("serial", "typecode").unique(), on=["serial", "typecode"], how="semi", nulls_equal=True)
    return sorted({*crafts, *kin["craft"].to_list()})


def by_address(crafts: Sequence[str], rows: pl.DataFrame, start: date | None, end: date | None) -> Fleet:
    """Return the craft of these addresses, listed or not."""
    members = _members(list(crafts), rows, pl.lit(True), start, end)
    silent = (FleetMember(one, None, None, True, ()) for one in crafts if one not in {m.craft for m in members})
    return Fleet(Known.ADDRESS, ", ".join(crafts), (*members, *silent))


def by_list(name: str, rows: pl.DataFrame, start: date | None, end: date | None) -> Fleet:
    """Return the craft on the register or watch list of that name; a list is contradicted by nobody."""
    own = in_force(rows.filter(pl.col("source") == name), start, end)
    fits = (pl.col("source") == name) | pl.lit(True)
    return Fleet(Known.LIST, name, _members(own["craft"].unique().sort().to_list(), rows, fits, start, end))


def by_callsign(
    callsigns: Sequence[str], flights: pl.DataFrame, rows: pl.DataFrame, start: date | None, end: date | None
) -> Fleet:
    """Return the craft that sent one of these callsigns."""
    wanted = [one.replace(" ", "").upper() for one in callsigns]
    hit = flights.filter(pl.col("callsigns").list.eval(pl.element().is_in(wanted)).list.any())
    crafts = hit["craft"].unique().sort().to_list()
    found = by_address(crafts, rows, start, end)
    return Fleet(Known.CALLSIGN, ", ".join(callsigns), found.members, callsigns=tuple(wanted))


def by_kind(
    types: Sequence[str],
    operators: Sequence[str],
    label: str,
    rows: pl.DataFrame,
    world: World,
    start: date | None,
    end: date | None,
) -> Fleet:
    """Return the craft of these types and of one of these operators, countries or air forces; either may be empty.

    An air force also owns what track files call military, without an operator, under an address of its state: they
    seldom name air forces. A country stands for all its operators. Operators that mean nothing are left out.
    """
    valid = in_force(rows, start, end)
    of_type = pl.col("typecode").is_in(list(types)) if types else pl.lit(True)
    owned = [meant for one in operators if (meant := _owned_by(one, rows, world)) is not None]
    if not types and not owned:
        return Fleet(Known.NOBODY, label)
    of_owner = pl.any_horizontal(owned) if owned else pl.lit(True)
    typed = valid.filter(of_type)["craft"].unique().to_list()
    crafts = valid.filter(of_owner, pl.col("craft").is_in(typed))["craft"].unique().sort().to_list()
    known_by = Known.FLEET if owned and types else Known.OPERATOR if owned else Known.TYPE
    no_word = pl.col("typecode").is_null() if types else pl.lit(True)
    unowned = pl.col("operator").is_null() if owned else pl.lit(True)
    members = _members(crafts, rows, (of_type | no_word) & (of_owner | unowned), start, end)
    return Fleet(known_by, label, members, tuple(types))


def _owned_by(name: str, rows: pl.DataFrame, world: World) -> pl.Expr | None:
    """The rows whose operator the name means; None when it is no operator and no country."""
    operators = world.operators
    given = rows["operator"].unique().drop_nulls().sort().to_list()
    hits = [one for one in given if operators.same(name, one)]
    known = operators.find(name)
    if known is not None or hits:
        own = pl.col("operator").is_in(hits)
        return own | _unmarked(rows, known.country) if known and known.military else own
    country = world.countries.of(name)
    if country is None:
        return None
    found = {one: operators.find(one) for one in given}
    theirs = [one for one, operator in found.items() if operator and operator.country == country]
    return pl.col("operator").is_in(theirs) | _unmarked(rows, country)


def _unmarked(rows: pl.DataFrame, country: str) -> pl.Expr:
    """Military craft without an operator under an address allotted to the country."""
    unnamed = pl.col("operator").is_null() & pl.col("military").fill_null(False)
    crafts = rows.filter(unnamed)["craft"].unique().to_list()
    return unnamed & pl.col("craft").is_in([one for one in crafts if state_of(one) == country])


def _members(
    crafts: Sequence[str], rows: pl.DataFrame, fits: pl.Expr, start: date | None, end: date | None
) -> tuple[FleetMember, ...]:
    """The members with their sources' words for those days; all their words where none speaks of them."""
    own = rows.filter(pl.col("craft").is_in(list(crafts))).with_columns(belongs=fits)
    spoken = in_force(own, start, end)
    if own["craft"].n_unique() != spoken["craft"].n_unique():
        spoken = pl.concat([spoken, own.join(spoken, on="craft", how="anti")])
    own = spoken.sort("craft", "first", "source")
    parts = own.group_by("craft", maintain_order=True)
    return tuple(_member(str(key[0]), part.to_dicts()) for key, part in parts)


def _member(craft: str, said: list[dict[str, Any]]) -> FleetMember:
    fields = ("craft", "registration", "typecode", "operator", "serial", "first", "last", "source", "belongs")
    words = tuple(Word(**{name: row[name] for name in fields}) for row in said)
    latest = sorted((word for word in words if word.belongs), key=lambda word: word.last or date.max) or list(words)
    registration = next((word.registration for word in reversed(latest) if word.registration), None)
    typecode = next((word.typecode for word in reversed(latest) if word.typecode), None)
    return FleetMember(craft, registration, typecode, all(word.belongs for word in words), words)
