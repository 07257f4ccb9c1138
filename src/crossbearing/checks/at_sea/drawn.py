"""Places that the user drew and a verdict rests on: said in words, and named with the exhibit they were drawn in."""

from __future__ import annotations

from typing import Any

import polars as pl

from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import EvidenceRow, Phrase, Verdict, phrase
from crossbearing.movement.vessels.ports.harbours import WATER_KM


def resting_on(claim: Claim, verdict: Verdict, witness: Witness) -> tuple[tuple[Phrase, ...], tuple[EvidenceRow, ...]]:
    """The places (PLACES) that a claim names or in which a call in evidence lay: a phrase and a row of each."""
    world, sea = witness.world, witness.sea
    if world.drawn.is_empty() or sea is None:
        return (), ()
    named = (next(iter(world.places.find(place.name, kind="port")), None) for place in claim.places)
    calls = [row.id for row in verdict.evidence if row.kind == "port_call"]
    lain = sea.port_calls.filter(pl.col("id").is_in(calls))["place"].to_list() if calls else []
    wanted = {*lain, *(one.id for one in named if one is not None)}
    rows = world.drawn.filter(pl.col("id").is_in(sorted(wanted))).to_dicts()
    return tuple(map(_told, rows)), tuple(map(_row, rows))


def _told(row: dict[str, Any]) -> Phrase:
    km = f"{row['radius_km'] or WATER_KM:.1f}"
    return phrase("drawn.place", place=row["name"], lat=f"{row['lat']:.3f}", lon=f"{row['lon']:.3f}", km=km)


def _row(row: dict[str, Any]) -> EvidenceRow:
    return EvidenceRow("place", row["id"], (f"{row['exhibit']}#{row['member']}#{row['row']}",))
