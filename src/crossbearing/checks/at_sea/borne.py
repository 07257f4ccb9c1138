"""When an MMSI stood for the ship that a claim names.

An IMO number belongs to a hull for life; an MMSI and a name may move on to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
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

    def alone(self, sea: Sea, spell: Spell, call: dict[str, Any]) -> bool:
        """Whether during a call (PORT_CALLS) in a spell nobody else sent the number or the name of the ship.

        Tracks of one MMSI under which one IMO number and one name are sent are one ship's while none of the others is
        heard: she was sent astray, or one of them is false.
        """
        begin, end = call["arrived_before"], call["left_after"]
        if any(one != spell and one.has(begin) for one in self.spells):
            return False
        hulls = [hull for hull in sea.hulls(spell.craft) if sea.names[hull][1] != call["hull"]]
        if not hulls:
            return True
        unheard = not any(_is_heard(sea, hull, begin, end) for hull in hulls)
        return unheard and _is_one_identity(sea, spell.craft)


def borne(ship: Ship, sea: Sea) -> Borne:
    """When which MMSI stood for a ship.

    Two valid IMO numbers under one MMSI, the one after the other, are two hulls: numbers change hulls when ships are
    sold, or are exchanged at sea. One valid IMO number under several MMSI, never at the same time, is one hull.
    """
    found = [spell for craft in ship.crafts for spell in _spells(ship, craft, sea)]
    alone = all(len(sea.hulls(craft)) == 1 and not _by_turns(sea, craft) for craft in ship.crafts)
    whole = alone and len(found) == 1 and found[0].begin is None and found[0].end is None
    in_turn = alone and bool(found) and ship.known_by == "imo" and _in_turn(ship, sea)
    return Borne(tuple(found), whole or in_turn, whole)


def sole_hull(ship: Ship, meant: Borne, sea: Sea, window: tuple[float, float]) -> int | None:
    """The number of the one ship whose positions in a window (seconds) are all those of the claimed one; else null.

    Where one MMSI has several tracks under one IMO number and one name, the only one that was heard from before the
    window until after it is hers: the others are from other days.
    """
    if meant.whole:
        return ship.hull(sea)
    if len(ship.crafts) != 1 or len(meant.spells) != 1 or not _is_one_identity(sea, ship.crafts[0]):
        return None
    seconds = {hull: sea.track(hull).fixes.seconds for hull in sea.hulls(ship.crafts[0])}
    edges = {hull: np.searchsorted(own, window) for hull, own in seconds.items()}
    inside = [hull for hull, (low, high) in edges.items() if low < high]
    if len(inside) != 1:
        return None
    own = seconds[inside[0]]
    first, last = int(edges[inside[0]][0]) - 1, int(edges[inside[0]][1])
    if first < 0 or last >= own.size:
        return None
    others = (np.searchsorted(one, [own[first], own[last]]) for hull, one in seconds.items() if hull != inside[0])
    return inside[0] if all(a == b for a, b in others) else None


def _spells(ship: Ship, craft: str, sea: Sea) -> list[Spell]:
    told = sea.told.filter(pl.col("craft") == craft).sort("time", maintain_order=True)
    numbered = told.filter(pl.col("imo_valid").fill_null(value=False))
    changes = numbered.filter((pl.col("imo") != pl.col("imo").shift()).fill_null(value=True))
    if changes.height <= 1:
        return [Spell(craft, None, None)]
    if _by_turns(sea, craft):
        return [Spell(craft, None, None)]
    begins = [None, *changes["time"].to_list()[1:]]
    spells = [Spell(craft, *pair) for pair in zip(begins, [*begins[1:], None], strict=True)]
    return [spell for spell in spells if ship.known_by == "mmsi" or _is_meant(ship, spell, told)]


def goes_on(sea: Sea, craft: str, moment: datetime) -> bool:
    """Whether the IMO number sent under an MMSI that fell silent for good was heard under another afterwards."""
    valid = sea.told.filter(pl.col("imo_valid").fill_null(value=False))
    own = valid.filter(pl.col("craft") == craft)["imo"].unique().implode()
    later = valid.filter(pl.col("imo").is_in(own), pl.col("craft") != craft)
    return bool((later["last_time"] > moment).any())


def _is_heard(sea: Sea, hull: int, begin: datetime, end: datetime) -> bool:
    seconds = sea.track(hull).fixes.seconds
    first, last = np.searchsorted(seconds, [begin.timestamp(), end.timestamp()])
    return bool(last > first)


def _is_one_identity(sea: Sea, craft: str) -> bool:
    """Whether all that was sent under an MMSI names one ship: one valid IMO number, one name at most."""
    told = sea.told.filter(pl.col("craft") == craft)
    numbers = told.filter(pl.col("imo_valid").fill_null(value=False))["imo"].n_unique()
    return numbers == 1 and told["shipname"].drop_nulls().n_unique() <= 1


def _by_turns(sea: Sea, craft: str) -> bool:
    """Whether an IMO number comes back under an MMSI after another: two ships send it by turns."""
    valid = sea.told.filter(pl.col("craft") == craft, pl.col("imo_valid").fill_null(value=False)).sort("time")
    runs = int((valid["imo"] != valid["imo"].shift()).fill_null(value=True).sum())
    return runs > valid["imo"].n_unique()


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
