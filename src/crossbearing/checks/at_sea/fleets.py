"""Ships that a claim tells of only by flag, and perhaps by kind: "an Iranian-flagged tanker"."""

from __future__ import annotations

import polars as pl

from crossbearing.checks.at_sea.named import Ship
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.model.claims import Actor, Claim, EquipmentRole
from crossbearing.world.flags import flag_of
from crossbearing.world.spelling import fold

# Types of ship by their first digit in AIS (ITU-R M.1371), by the words of reports.
KINDS = {
    "tanker": 8, "tankers": 8, "petrolier": 8, "petroliers": 8, "ferry": 6, "ferries": 6, "cargo": 7, "cargos": 7,
    "freighter": 7, "freighters": 7,
}  # fmt: skip


def flags_in(actors: tuple[Actor, ...]) -> set[str]:
    """The states of some parties."""
    return {actor.country for actor in actors if actor.country}


def fleet_of(claim: Claim, sea: Sea) -> Ship | None:
    """All ships under the flags of the claim's actors, as one subject of which nothing more is known."""
    flags = flags_in(claim.actors)
    crafts = sorted({craft for craft, _ in sea.names if flag_of(craft) in flags})
    return Ship(", ".join(sorted(flags)), "flag", tuple(crafts)) if flags else None


def of_claimed_kind(claim: Claim, sea: Sea, craft: str) -> bool:
    """Whether a ship is of the kind the claim tells of, by the type she sends, where it tells of one that AIS has."""
    words = [word for item in claim.equipment if item.role is EquipmentRole.CARRIER for word in fold(item.name).split()]
    kinds = {KINDS[word] for word in words if word in KINDS}
    sent = sea.told.filter(pl.col("craft") == craft)["ship_type"].drop_nulls().unique().to_list()
    return not kinds or any(int(one) // 10 in kinds for one in sent)
