"""When an MMSI stood for the ship that a claim names.

An IMO number belongs to a hull for life; an MMSI and a name may move on to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from crossbearing.checks.at_sea.named import Ship
from crossbearing.checks.at_sea.sea import Sea, plain


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch in which one MMSI sent one valid IMO number, or none; null where it has no beginning or end."""

    craft: str
    begin: datetime | None
    end: datetime | None

    def has(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return (self.begin is None or self.begin <= moment) and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class Borne:
    """The spells in which a ship is meant; `one_hull`: only one ship can be behind all of them.

    `whole`: one MMSI stood for her, and for nobody else, from first to last: all that it sent was hers.
    """

    spells: tuple[Spell, ...]
    one_hull: bool
    whole: bool

    def has(self, craft: str, moment: datetime) -> bool:
        """Whether what an MMSI did at a moment was done by that ship."""
        return any(spell.craft == craft and spell.has(moment) for spell in self.spells)

    def alone(self, sea: Sea, spell: Spell, moment: datetime) -> bool:
        """Whether at a moment of a spell nobody else sent the number or the name by which the ship is known."""
        others = [one for one in self.spells if one != spell and one.has(moment)]
        return not others and len(sea.hulls(spell.craft)) == 1


def borne(ship: Ship, sea: Sea) -> Borne:
    """When which MMSI stood for a ship.

    Two valid IMO numbers under one MMSI, the one after the other, are two hulls: numbers change hulls when ships are
    sold, or are exchanged at sea. One valid IMO number under several MMSI, never at the same time, is one hull.
    """
    found = [spell for craft in ship.crafts for spell in _spells(ship, craft, sea)]
    alone = all(len(sea.hulls(craft)) == 1 for craft in ship.crafts)
    whole = alone and len(found) == 1 and found[0].begin is None and found[0].end is None
    in_turn = alone and bool(found) and ship.known_by == "imo" and _in_turn(ship, sea)
    return Borne(tuple(found), whole or in_turn, whole)


def _spells(ship: Ship, craft: str, sea: Sea) -> list[Spell]:
    told = sea.told.filter(pl.col("craft") == craft).sort("time", maintain_order=True)
    numbered = told.filter(pl.col("imo_valid").fill_null(value=False))
    changes = numbered.filter((pl.col("imo") != pl.col("imo").shift()).fill_null(value=True))
    if changes.height <= 1:
        return [Spell(craft, None, None)]
    begins = [None, *changes["time"].to_list()[1:]]
    spells = [Spell(craft, *pair) for pair in zip(begins, [*begins[1:], None], strict=True)]
    return [spell for spell in spells if ship.known_by == "mmsi" or _is_meant(ship, spell, told)]


def _is_meant(ship: Ship, spell: Spell, told: pl.DataFrame) -> bool:
    own = [row for row in told.select("time", "imo", "shipname").to_dicts() if spell.has(row["time"])]
    if ship.known_by == "imo":
        return any(str(row["imo"]) == _digits(ship.label) for row in own)
    return any(row["shipname"] is not None and plain(row["shipname"]) == plain(ship.label) for row in own)


def _digits(label: str) -> str:
    return "".join(one for one in label if one.isdigit())


def _in_turn(ship: Ship, sea: Sea) -> bool:
    """Whether the MMSI that send an IMO number do so one after the other."""
    own = sea.told.filter(pl.col("craft").is_in(list(ship.crafts)), pl.col("imo_valid").fill_null(value=False))
    mine = own.filter(pl.col("imo").cast(pl.String) == _digits(ship.label))
    spans = mine.group_by("craft").agg(pl.col("time").min(), pl.col("last_time").max()).sort("time")
    later = spans["time"].to_list()[1:]
    return all(end < begin for end, begin in zip(spans["last_time"].to_list(), later, strict=False))
