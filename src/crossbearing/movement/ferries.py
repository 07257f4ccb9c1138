"""Flights that nobody saw and that must have happened: a craft last known at one airport is next known at another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.world import World, geo

# Evidence of a flight that nobody saw.
INFERRED = "inferred"
# Two fields nearer than this may be one: the place of a stay is known to a few kilometres. Source: the largest fields
# reach 5 km from their reference point.
APART_KM = 15.0


@dataclass(frozen=True, slots=True)
class Ferry:
    """At least one flight unseen, between the end of a stay at `departure` and the start of one at `arrival`.

    It left after `left_after` and had landed by `arrived_before`; `before` and `after` are ids of VISITS. There may
    have been further stops on the way.
    """

    id: str
    craft: str
    airframe: str | None
    departure: str
    arrival: str
    left_after: datetime
    arrived_before: datetime
    before: str
    after: str
    distance_km: float
    evidence: str = INFERRED


def ferries(visits: pl.DataFrame, world: World) -> tuple[Ferry, ...]:
    """Return the unseen flights between two known stays at different airports with no leg heard between them.

    Needs the VISITS of the craft. Fields less than 15 km apart may be one and give no ferry.
    """
    shown = visits.filter(pl.col("shown"), pl.col("place").is_not_null())
    shown = shown.sort(pl.coalesce("arrived_before", "left_after"), "id")
    return tuple(
        one
        for _, part in shown.group_by("craft", "airframe", maintain_order=True)
        for one in _of_one(part.to_dicts(), world)
    )


def _of_one(rows: list[dict[str, Any]], world: World) -> Iterator[Ferry]:
    for one, other in pairwise(rows):
        unseen = one["departure_flight"] is None and other["arrival_flight"] is None
        left, came = one["left_after"] or one["arrived_before"], other["arrived_before"] or other["left_after"]
        if not unseen or left is None or came is None or came <= left:
            continue
        km = _between(one["place"], other["place"], world)
        if km > APART_KM:
            name = content_id("fe", one["id"], other["id"])
            yield Ferry(
                name, one["craft"], one["airframe"], one["place"], other["place"],
                left, came, one["id"], other["id"], round(km, 1),
            )  # fmt: skip


def _between(one: str, other: str, world: World) -> float:
    a, b = world.airports.get(one), world.airports.get(other)
    return float(geo.distance_km(a.lat, a.lon, b.lat, b.lon)) if a and b and a.icao != b.icao else 0.0
