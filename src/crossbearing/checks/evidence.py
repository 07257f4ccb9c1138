"""From tables to evidence rows that reach down to the bytes: `exhibit#member#row`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from crossbearing.model.verdicts import EvidenceRow
from crossbearing.movement.sightings import Sightings


def of_flight(leg: Mapping[str, Any]) -> EvidenceRow:
    """Return the evidence row of a row of FLIGHTS."""
    return EvidenceRow("flight", leg["id"], tuple(leg["evidence"]))


def of_sighting(row: Mapping[str, Any]) -> EvidenceRow:
    """Return the evidence row of a row of SIGHTINGS."""
    return EvidenceRow("sighting", row["id"], (f"{row['exhibit']}#{row['member']}#{row['row']}",))


def of_sightings(seen: Sightings, rows: Iterable[int]) -> tuple[EvidenceRow, ...]:
    """Return the evidence rows of single positions by their row in the sightings; rows outside are left out."""
    inside = sorted({row for row in rows if 0 <= row < len(seen)})
    return tuple(_position(seen.frame.row(row, named=True)) for row in inside)


def _position(row: Mapping[str, Any]) -> EvidenceRow:
    place = f"{row['exhibit']}#{row['member']}#{row['row']}"
    # Only what was seen without a track stands among positions with no kind of altitude at all.
    kind = "position" if row["alt_kind"] is not None else "sighting"
    return EvidenceRow(kind, f"{row['craft']}@{stamp(row['time'])}", (place,))


def stamp(moment: datetime) -> str:
    """Return a time as `2024-02-10 07:45` (UTC), the way an editor reads it."""
    return moment.strftime("%Y-%m-%d %H:%M")
