"""Since when which watch lists name the ships of a claim: a fact beside a verdict, which proves nothing."""

from __future__ import annotations

from typing import Any

import polars as pl

from crossbearing.checks.at_sea.called import by_sea
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import Phrase, phrase
from crossbearing.movement.vessels.who.listed import with_lists
from crossbearing.world.countries import Countries

Row = dict[str, Any]
_BY = {"imo": "IMO", "mmsi": "MMSI"}
# So many lists are told of; all of them stand in `craft`.
MOST = 4


def listed(claim: Claim, witness: Witness) -> tuple[Phrase, ...]:
    """Return what loaded lists say of the ships that a claim names, by the numbers they send or by name alone."""
    sea, register = witness.sea, witness.world.register
    if sea is None or sea.is_empty or register.is_empty() or not by_sea(claim):
        return ()
    found: dict[tuple[str, int], Phrase] = {}
    for ship in ships_of(claim, sea):
        for row in _entries(ship, sea, register, witness.world.countries):
            found.setdefault((row["exhibit"], row["row"]), _words(ship, row))
    return tuple(dict.fromkeys(found.values()))[:MOST]


def _entries(ship: Ship, sea: Sea, register: pl.DataFrame, countries: Countries) -> list[Row]:
    told = with_lists(sea.told.filter(pl.col("craft").is_in(list(ship.crafts))), register, countries)
    rows = [row for entries in told["listed"].to_list() for row in entries]
    return sorted(rows, key=lambda row: (row["by"] == "name", str(row["valid_from"] or "9"), row["source"], row["row"]))


def _words(ship: Ship, row: Row) -> Phrase:
    if row["by"] == "name":
        return phrase("listed.name", ship=ship.label, source=row["source"], row=row["row"])
    said = {"ship": ship.label, "source": row["source"], "row": row["row"], "by": _BY[row["by"]]}
    if row["valid_from"] is None:
        return phrase("listed.undated", **said)
    return phrase("listed.by", start=row["valid_from"], **said)
