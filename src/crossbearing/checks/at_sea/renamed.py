"""Is one ship another under a new name or flag? The check of aliases of ships."""

from __future__ import annotations

from typing import Any

import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.called import by_sea
from crossbearing.checks.at_sea.named import Ship, is_name, ships_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Reason, phrase
from crossbearing.movement.vessels.identity import imo_holds
from crossbearing.movement.vessels.presence import presence


def names_two_ships(claim: Claim) -> bool:
    """Whether an alias is about ships."""
    return by_sea(claim)


def same_ship(claim: Claim, witness: Witness) -> Answer:
    """Compare what two names sent: one IMO number with a sound check digit, or one MMSI, is one ship.

    Supported: both names were sent under one valid IMO number or one MMSI, one after the other. Contradicted: they were
    sent by two ships that were heard too far apart at one time to be one. Not observable: one of them was never heard.
    AIS is typed in on board: that two names share a number shows what was sent, not who owns the ship.
    """
    sea = witness.sea
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),))
    ships = _both(claim, sea)
    words = tuple(one for ship in ships for one in ship.words(sea))
    if len(ships) < 2:
        return Answer(Outcome.NOT_OBSERVABLE, (*words, phrase("called.unnamed")), Reason.CRAFT_NOT_TRANSMITTING)
    shared = set(ships[0].crafts) & set(ships[1].crafts)
    numbers = _imos(sea, ships[0]) & _imos(sea, ships[1])
    if shared or numbers:
        because = phrase("renamed.one", what=", ".join(sorted([*shared, *(f"IMO {one}" for one in numbers)])))
        evidence = _evidence(sea, {*ships[0].crafts, *ships[1].crafts})
        return Answer(Outcome.SUPPORTED, (*words, because), matched=("ships",), evidence=evidence)
    if all(ship.is_one(sea) for ship in ships[:2]) and not _can_be_one(sea, ships[0], ships[1]):
        because = phrase("renamed.two", one=ships[0].label, other=ships[1].label)
        return Answer(Outcome.CONTRADICTED, (*words, because), Reason.ALIBI, unmatched=("ships",))
    return Answer(Outcome.NOT_OBSERVABLE, (*words, phrase("renamed.open")), Reason.CRAFT_NOT_TRANSMITTING)


def _both(claim: Claim, sea: Sea) -> tuple[Ship, ...]:
    """The two ships of an alias; where the claim's number is one of both names, each of them is a ship by itself."""
    ships = ships_of(claim, sea)
    names = [one.name for one in claim.equipment if one.role is EquipmentRole.CARRIER and is_name(one.name)]
    if len(ships) >= 2 or len(names) < 2:
        return ships
    return tuple(Ship(name, "name", sea.bearing_name(name)) for name in names[:2])


def _imos(sea: Sea, ship: Ship) -> set[int]:
    sent = sea.told.filter(pl.col("craft").is_in(ship.crafts))["imo"].drop_nulls().unique().to_list()
    return {int(one) for one in sent if imo_holds(int(one))}


def _can_be_one(sea: Sea, one: Ship, other: Ship) -> bool:
    """Whether the two were never heard too far apart at one time to be one ship."""
    fixes, hulls = sea.fixes, (one.hull(sea), other.hull(sea))
    kmh = max(float(sea.kmh[hull]) for hull in hulls)
    first, second = (presence(fixes, hull, *sea.span, kmh) for hull in hulls)
    return bool(first.together(second).all())


def _evidence(sea: Sea, crafts: set[str]) -> tuple[EvidenceRow, ...]:
    rows: list[dict[str, Any]] = sea.told.filter(pl.col("craft").is_in(crafts)).to_dicts()
    return tuple(
        EvidenceRow(
            "static",
            f"{row['craft']}@{row['time']:%Y-%m-%d %H:%M}",
            (f"{row['exhibit']}#{row['member']}#{row['row']}",),
        )
        for row in rows
    )
