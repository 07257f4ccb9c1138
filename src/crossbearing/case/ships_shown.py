"""The ships that a dossier shows: those in evidence, and those that claims name."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from crossbearing.case.room import Room
from crossbearing.case.stages.intake import case_world
from crossbearing.case.stages.ships import sea_of
from crossbearing.checks.at_sea.named import ships_of
from crossbearing.dossier.seafaring import Seafaring
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import Verdict

# Kinds of evidence that are events of ships.
EVENTS = ("encounter", "port_call", "gap")


def seafaring(room: Room, claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> Seafaring:
    """Return what a dossier of these verdicts shows of ships; nothing in a case without any."""
    sea = sea_of(room, case_world(room))
    if sea is None or sea.is_empty:
        return Seafaring()
    found = {claim.id: ships_of(claim, sea) for claim in claims}
    named = {claim: tuple(c for ship in ships for c in ship.crafts) for claim, ships in found.items()}
    crafts = {craft for told in named.values() for craft in told} | _crafts(verdicts)
    if not crafts and not any(row.kind in EVENTS for verdict in verdicts for row in verdict.evidence):
        return Seafaring()
    met, calls, gaps = sea.encounters, sea.port_calls, sea.silences
    for kind, frame in (("encounter", met), ("port_call", calls), ("gap", gaps)):
        rows = frame.filter(pl.col("id").is_in(_in_evidence(verdicts, kind)))
        for column in {"a", "b", "craft"} & set(frame.columns):
            crafts |= set(rows[column])
    ids = sorted(crafts)
    own = pl.col("craft").is_in(ids)
    return Seafaring(
        positions=sea.seen(crafts),
        statics=sea.told.filter(own),
        calls=calls.filter(own),
        encounters=met.filter(pl.col("a").is_in(ids) | pl.col("b").is_in(ids)),
        gaps=gaps.filter(own),
        named={claim: crafts for claim, crafts in named.items() if crafts},
    )


def _in_evidence(verdicts: Sequence[Verdict], kind: str) -> list[str]:
    """The ids of the events of a kind that some verdict rests on."""
    return sorted({row.id for verdict in verdicts for row in verdict.evidence if row.kind == kind})


def _crafts(verdicts: Sequence[Verdict]) -> set[str]:
    """The ships of single positions and of what ships say of themselves, by the evidence's names."""
    rows = (row for verdict in verdicts for row in verdict.evidence if row.kind in ("position", "static"))
    return {craft for row in rows if (craft := row.id.rpartition("@")[0]).startswith("mmsi:")}
