"""Bytes as received, and what one reading of them gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from crossbearing.model.claims import Claim, Report
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, PLACES, POSITIONS, REGISTER, REJECTS, SIGHTINGS
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS


class ExhibitKind(StrEnum):
    """What an exhibit holds, as sniffed from its content or said by the user."""

    TRACKS = "tracks"
    SHIPS = "ships"
    REPORTS = "reports"
    CLAIMS = "claims"
    REGISTER = "register"
    SIGHTINGS = "sightings"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A file as received: never changed, named by its SHA-256; `name` is the file name it came under."""

    sha256: str
    size: int
    name: str
    kind: ExhibitKind


@dataclass(frozen=True, slots=True)
class Batch:
    """A piece of what an exhibit holds; `rows_in` counts its input rows: kept rows + rejected rows = rows in.

    `rows_in` counts positions for tracks, messages for ships, reports for reports, claims for typed claims, rows for
    registers and logs of sightings, features for places that were drawn. A row of a track file that tells of a craft
    without a position is kept in `sightings`, whose column `observations` says how many such rows it stands for;
    `static_rows` counts the messages of ships that tell a name and no place.
    `format` names the reader; `notes` counts what was dropped by a stated rule of the format, for instance
    repeats of a held position (`{"stale_repeat": 120}`): they count as rejected rows too. Others say how it was
    read: columns and units that were taken, or were not (`{"unit_not_told:altitude": 1}`).
    """

    format: str
    rows_in: int
    positions: pl.DataFrame = field(default_factory=POSITIONS.empty)
    airframes: pl.DataFrame = field(default_factory=AIRFRAMES.empty)
    archive: pl.DataFrame = field(default_factory=ARCHIVE.empty)
    register: pl.DataFrame = field(default_factory=REGISTER.empty)
    sightings: pl.DataFrame = field(default_factory=SIGHTINGS.empty)
    places: pl.DataFrame = field(default_factory=PLACES.empty)
    vessels: pl.DataFrame = field(default_factory=VESSEL_POSITIONS.empty)
    statics: pl.DataFrame = field(default_factory=VESSEL_STATICS.empty)
    static_rows: int = 0
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejects: pl.DataFrame = field(default_factory=REJECTS.empty)
    notes: Mapping[str, int] = field(default_factory=dict)
