"""The ships that a dossier shows: those in evidence, and those that claims name."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from crossbearing.case.room import Room
from crossbearing.case.stages.intake import case_world
from crossbearing.case.stages.ships import sea_of
from crossbearing.checks.at_sea.named import ships_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.dossier.seafaring import Seafaring
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import Verdict


def seafaring(room: Room, claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> Seafaring:
    """Return what a dossier of these verdicts shows of ships; nothing in a case without any."""
    sea = sea_of(room, case_world(room))
    if sea is None or sea.is_empty:
        return Seafaring()
    found = {claim.id: ships_of(claim, sea) for claim in claims}
    named = {claim: tuple(c for ship in ships for c in ship.crafts) for claim, ships in found.items()}
    events = {kind: _in_evidence(sea, verdicts, kind) for kind in ("encounter", "port_call", "gap")}
    crafts = {craft for told in named.values() for craft in told} | _crafts(verdicts)
    for frame in events.values():
        for column in {"a", "b", "craft"} & set(frame.columns):
            crafts |= set(frame[column])
    own = pl.col("craft").is_in(sorted(crafts))
    return Seafaring(
        positions=sea.positions.filter(own),
        statics=sea.told.filter(own),
        calls=events["port_call"],
        encounters=events["encounter"],
        gaps=events["gap"],
        named={claim: crafts for claim, crafts in named.items() if crafts},
    )


def _in_evidence(sea: Sea, verdicts: Sequence[Verdict], kind: str) -> pl.DataFrame:
    """The events of a kind that some verdict rests on; what no verdict names is not worked out."""
    ids = sorted({row.id for verdict in verdicts for row in verdict.evidence if row.kind == kind})
    if kind == "encounter":
        return sea.encounters.filter(pl.col("id").is_in(ids)) if ids else Seafaring().encounters
    if kind == "port_call":
        return sea.port_calls.filter(pl.col("id").is_in(ids)) if ids else Seafaring().calls
    return sea.silences.filter(pl.col("id").is_in(ids)) if ids else Seafaring().gaps


def _crafts(verdicts: Sequence[Verdict]) -> set[str]:
    """The ships of single positions and of what ships say of themselves, by the evidence's names."""
    rows = (row for verdict in verdicts for row in verdict.evidence if row.kind in ("position", "static"))
    return {craft for row in rows if (craft := row.id.rpartition("@")[0]).startswith("mmsi:")}
