"""All that checks may look at, gathered once: what was seen, what is known beforehand, what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import polars as pl

from crossbearing.model.claims import Report
from crossbearing.model.tables import SIGHTINGS, UTC
from crossbearing.movement.counting import hearing_of
from crossbearing.movement.coverage import passes
from crossbearing.movement.hearing import Ears
from crossbearing.movement.jamming import jamming
from crossbearing.movement.observed import observed_of
from crossbearing.movement.prism import Field
from crossbearing.movement.sightings import Sightings, sightings
from crossbearing.world import World


@dataclass(frozen=True)
class Witness:
    """Tables POSITIONS (marked), FLIGHTS, VISITS, AIRFRAMES and ARCHIVE, the world, and reports by their id.

    `observed` are SIGHTINGS: what was seen without a track.
    """

    positions: pl.DataFrame
    flights: pl.DataFrame
    visits: pl.DataFrame
    airframes: pl.DataFrame
    archive: pl.DataFrame
    world: World
    reports: Mapping[str, Report] = field(default_factory=dict)
    observed: pl.DataFrame = field(default_factory=SIGHTINGS.empty)
    _sightings: dict[str, Sightings] = field(default_factory=dict, repr=False, compare=False)

    @property
    def has_tracks(self) -> bool:
        """Whether any positions or any archive were loaded at all."""
        return not (self.positions.is_empty() and self.archive.is_empty())

    @cached_property
    def passed(self) -> pl.DataFrame:
        """Which legs of everybody passed which cell, and whether they were heard there."""
        return passes(self.flights, self.positions, self.world.airports.frame)

    @cached_property
    def jamming(self) -> pl.DataFrame:
        """Where and when satellite navigation was disturbed (JAMMING)."""
        return jamming(self.positions)

    @cached_property
    def heard(self) -> Ears:
        """What everybody's flights and positions tell of hearing, for counts."""
        return hearing_of(self.visits, self.flights, self.positions, self.world)

    @cached_property
    def whole(self) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches for which some network's whole archive is loaded, joined and in order."""
        rows = self.archive.filter(pl.col("whole")).sort("started_at").select("started_at", "ended_at").iter_rows()
        joined: list[tuple[datetime, datetime]] = []
        for start, end in rows:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)

    @cached_property
    def held_hours(self) -> pl.DataFrame:
        """The hours that some network's whole archive covers, one row each."""
        hours = (pl.datetime_range(a, b, "1h", closed="left", time_unit="ms", eager=True) for a, b in self.whole)
        return pl.DataFrame({"hour": pl.concat([pl.Series([], dtype=UTC), *hours])}).unique().sort("hour")

    @cached_property
    def span(self) -> tuple[datetime, datetime] | None:
        """First and last moment of any loaded archive; None without one."""
        if self.archive.is_empty():
            return None
        first, last = self.archive.select(pl.col("started_at").min(), pl.col("ended_at").max()).row(0)
        return first, last

    def holds(self, start: datetime, end: datetime) -> bool:
        """Whether the whole archive covers `[start, end)` without a hole."""
        return any(a <= start and end <= b for a, b in self.whole)

    def sightings(self, craft: str, airframes: tuple[str, ...] = ()) -> Sightings:
        """Return the trusted positions of one craft as arrays; on a shared address those of these airframes."""
        key = f"{craft} {airframes}"
        if key not in self._sightings:
            told = observed_of(self.observed, craft, self.world)
            self._sightings[key] = sightings(self.positions, craft, airframes, told)
        return self._sightings[key]

    def legs_of(self, craft: str) -> dict[str, dict[str, Any]]:
        """Return the FLIGHTS of one craft by id."""
        return {leg["id"]: leg for leg in self.flights.filter(pl.col("craft") == craft).to_dicts()}

    def fields(self, codes: tuple[str, ...]) -> tuple[Field, ...]:
        """Return the airports of these codes as the prism needs them; unknown codes are left out."""
        found = (self.world.airports.get(code) for code in codes)
        return tuple(Field(a.icao, a.lat, a.lon, a.elevation_ft or 0.0) for a in found if a)
