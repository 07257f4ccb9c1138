"""From a verdict's evidence rows to the flights, stays and positions that are drawn and listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.dossier.seafaring import AtSea, at_sea_of
from crossbearing.dossier.view import DossierView
from crossbearing.model.verdicts import EvidenceRow

Row = Mapping[str, Any]

# Digits of a SHA-256 that stand for the whole beside a claim: 48 bits name one among a million files with a
# chance of confusion of 0.002; the full digest stands in the list of exhibits.
SHORT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Track:
    """Trusted positions of one craft in time order: milliseconds since 1970 and degrees."""

    time_ms: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]

    def between(self, start_ms: int, end_ms: int) -> Track:
        """Return the positions of that stretch, both ends included."""
        first, last = np.searchsorted(self.time_ms, start_ms), np.searchsorted(self.time_ms, end_ms, "right")
        return Track(self.time_ms[first:last], self.lat[first:last], self.lon[first:last])


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the bytes a row of evidence reaches: the exhibit's digest, the path inside it, the rows."""

    sha256: str
    member: str
    rows: tuple[str, ...]

    @property
    def short(self) -> str:
        """The first digits of the exhibit's digest."""
        return self.sha256[:SHORT_DIGITS]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A single position that a verdict names."""

    craft: str
    time: datetime
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The table of contents of all evidence: flights and stays by id, positions in evidence by the
    `exhibit#member#row` they are named by, tracks, legs and stays by craft, and what ships did.

    Tracks of ships that share an MMSI are named by it and a letter: `mmsi:273123456 a`."""

    flights: Mapping[str, Row]
    visits: Mapping[str, Row]
    sightings: Mapping[str, Sighting]
    tracks: Mapping[str, Track]
    legs_of: Mapping[str, tuple[Row, ...]]
    stays_of: Mapping[str, tuple[Row, ...]]
    at_sea: AtSea


def evidence_of(view: DossierView) -> Evidence:
    """Index the tables of a view."""
    flights, visits = view.flights.to_dicts(), view.visits.to_dicts()
    return Evidence(
        {str(row["id"]): row for row in flights},
        {str(row["id"]): row for row in visits},
        _sightings(view),
        _tracks(view.positions) | _tracks(_apart(view.ships.positions)),
        _by_craft(flights),
        _by_craft(visits),
        at_sea_of(view.ships, view.world.harbours),
    )


def _by_craft(rows: Sequence[Row]) -> dict[str, tuple[Row, ...]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(str(row["craft"]), []).append(row)
    return {craft: tuple(own) for craft, own in grouped.items()}


def _sightings(view: DossierView) -> dict[str, Sighting]:
    named = {row.exhibits[0] for verdict in view.verdicts for row in verdict.evidence if is_position(row)}
    reference = pl.concat_str("exhibit", "member", pl.col("row").cast(pl.String), separator="#")
    columns = (reference.alias("reference"), "craft", "time", "lat", "lon")
    heard = pl.concat([view.positions.select(columns), view.ships.positions.select(columns)])
    rows = heard.filter(pl.col("reference").is_in(sorted(named))).iter_rows()
    return {reference: Sighting(craft, time, lat, lon) for reference, craft, time, lat, lon in rows}


def is_position(row: EvidenceRow) -> bool:
    """Tell whether a row of evidence names a single position."""
    return row.kind == "position" and bool(row.exhibits)


def _tracks(positions: pl.DataFrame) -> dict[str, Track]:
    trusted = positions.filter(pl.col("mark").is_null()).sort("craft", "time", maintain_order=True)
    tracks = {}
    for (craft,), rows in trusted.group_by(["craft"], maintain_order=True):
        time_ms = rows["time"].dt.epoch("ms").to_numpy()
        tracks[str(craft)] = Track(time_ms, rows["lat"].to_numpy(), rows["lon"].to_numpy())
    return tracks


def _apart(positions: pl.DataFrame) -> pl.DataFrame:
    """Positions of ships, those of one of several on an MMSI under a name of their own."""
    shared = pl.concat_str("craft", "hull", separator=" ")
    return positions.with_columns(craft=pl.coalesce(shared, "craft"))


def stay_start(stay: Row) -> Any:
    """Return the earliest moment known of a stay: seen there, else the bounds; `None` when all are open."""
    ends = ("arrived_before", "arrived_after", "left_after", "left_before")
    return next((stay[end] for end in ends if stay[end] is not None), None)


def reached(row: EvidenceRow) -> tuple[Place, ...]:
    """Return where in the exhibits a row of evidence reaches, rows of one file together, in the order given."""
    rows: dict[tuple[str, str], dict[str, None]] = {}
    for reference in row.exhibits:
        sha256, _, rest = reference.partition("#")
        member, _, number = rest.rpartition("#")
        rows.setdefault((sha256, member), {})[number] = None
    return tuple(Place(sha256, member, tuple(numbers)) for (sha256, member), numbers in rows.items())
