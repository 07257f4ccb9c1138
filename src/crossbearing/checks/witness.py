"""All that checks may look at, gathered once: what was seen, what is known beforehand, what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.heard.controls import HOUR_S, Controls
from crossbearing.checks.heard.jamming import Jams
from crossbearing.checks.heard.learnt import Learnt, learn
from crossbearing.checks.heard.recent import Recent
from crossbearing.checks.heard.tracks import ByCraft, HeldTracks, Tracks
from crossbearing.model.claims import Report
from crossbearing.model.tables import SIGHTINGS
from crossbearing.movement import fleets
from crossbearing.movement.counting import craft_of, labels_of
from crossbearing.movement.hearing import Ears
from crossbearing.movement.observed import observed_of
from crossbearing.movement.prism import Field
from crossbearing.movement.reckoning import Craft
from crossbearing.movement.sightings import Sightings, sightings
from crossbearing.movement.stays import shown_rows
from crossbearing.world import World

# The positions of so many craft stay in memory; a year of one is a few megabytes.
MOST_CRAFT_HELD = 128


@dataclass(frozen=True)
class Witness:
    """Tables POSITIONS (marked; a frame, or `Tracks` that read one craft at a time), FLIGHTS, VISITS, AIRFRAMES and
    ARCHIVE, the world, and reports by their id.

    `observed` are SIGHTINGS: what was seen without a track. `sea` is what was seen of ships. `remembered` gives what
    was learnt before from the same tables, if anything was.
    """

    positions: pl.DataFrame | Tracks
    flights: pl.DataFrame
    visits: pl.DataFrame
    airframes: pl.DataFrame
    archive: pl.DataFrame
    world: World
    reports: Mapping[str, Report] = field(default_factory=dict)
    observed: pl.DataFrame = field(default_factory=SIGHTINGS.empty)
    sea: Sea | None = None
    remembered: Callable[[], Learnt | None] | None = None

    def __post_init__(self) -> None:
        """Tell what was seen of ships where aircraft were jammed, when it asks."""
        if self.sea is not None and not self._no_positions:
            object.__setattr__(self, "sea", replace(self.sea, aloft=lambda: self.jamming))

    @property
    def has_learnt(self) -> bool:
        """Whether some claim asked for what everybody's positions tell."""
        return "learnt" in self.__dict__

    @property
    def has_tracks(self) -> bool:
        """Whether any positions or any archive were loaded at all."""
        return not (self.flights.is_empty() and self.archive.is_empty() and self._no_positions)

    @property
    def _no_positions(self) -> bool:
        return isinstance(self.positions, pl.DataFrame) and self.positions.is_empty()

    @cached_property
    def tracks(self) -> Tracks:
        """Everybody's positions, one craft at a time."""
        return HeldTracks(self.positions) if isinstance(self.positions, pl.DataFrame) else self.positions

    @cached_property
    def learnt(self) -> Learnt:
        """What everybody's positions tell, as remembered, or learnt when the first claim asks for it."""
        known = self.remembered() if self.remembered else None
        return known or learn(self.tracks, self.flights, self.visits, self.archive, self.world)

    @property
    def controls(self) -> Controls:
        """Which legs of everybody passed which cell, and whether they were heard there."""
        return self.learnt.controls

    @property
    def landings(self) -> pl.DataFrame:
        """Uses of airports that are known without having been heard low there (LANDINGS)."""
        return self.learnt.landings

    @property
    def jamming(self) -> pl.DataFrame:
        """Where and when satellite navigation was disturbed (JAMMING)."""
        return self.learnt.jamming

    @cached_property
    def jams(self) -> Jams:
        """The same by the hour, and what ships tell of it."""
        return Jams(self.jamming if self.sea is None else pl.concat([self.jamming, self.sea.jamming]))

    @property
    def heard(self) -> Ears:
        """What everybody's flights and positions tell of hearing, for counts."""
        return self.learnt.heard

    @property
    def hours(self) -> pl.DataFrame:
        """Which hours each network's archive holds, and in which it heard far fewer craft than usual (HOURS)."""
        return self.learnt.hours

    @cached_property
    def listed(self) -> pl.DataFrame:
        """What track files and registers say of every craft, as `movement.fleets.listed`."""
        return fleets.listed(self.airframes, self.world.register)

    @cached_property
    def _bearing(self) -> dict[str, list[str]]:
        """The craft that bear each registration, written plainly."""
        found: dict[str, list[str]] = {}
        for craft, name in self.listed.select("craft", "registration").drop_nulls().unique().sort("craft").iter_rows():
            found.setdefault(fleets.plain(name), []).append(craft)
        return found

    @cached_property
    def operators(self) -> dict[str, str]:
        """Some operator of each registration, written plainly."""
        rows = self.listed.select("registration", "operator").drop_nulls().unique().sort("registration", "operator")
        return {fleets.plain(name): operator for name, operator in rows.iter_rows()}

    @cached_property
    def _listed_rows(self) -> ByCraft:
        return ByCraft(self.listed)

    def listed_as(self, registrations: Sequence[str]) -> pl.DataFrame:
        """Return the rows of `listed` that bear on some registrations: all where serial numbers tie craft together."""
        if self.listed["serial"].is_not_null().any():
            return self.listed
        crafts = [craft for name in registrations for craft in self._bearing.get(fleets.plain(name), ())]
        return self._listed_rows.of_all(crafts)

    @cached_property
    def _legs(self) -> ByCraft:
        return ByCraft(self.flights)

    @cached_property
    def _stays(self) -> ByCraft:
        return ByCraft(self.visits)

    @cached_property
    def _senders(self) -> dict[str, tuple[str, ...]]:
        """The craft that sent each callsign."""
        sent = self.flights.select("craft", "callsigns").explode("callsigns").drop_nulls().unique()
        grouped = sent.group_by("callsigns").agg(pl.col("craft").sort())
        return {name: tuple(crafts) for name, crafts in grouped.iter_rows()}

    def sending(self, callsigns: Sequence[str]) -> pl.DataFrame:
        """Return the FLIGHTS of all craft that ever sent one of these callsigns."""
        names = (one.replace(" ", "").upper() for one in callsigns)
        return self.legs([craft for name in names for craft in self._senders.get(name, ())])

    def legs(self, crafts: Sequence[str]) -> pl.DataFrame:
        """Return the FLIGHTS of some craft."""
        return self._legs.of_all(crafts)

    def stays(self, crafts: Sequence[str]) -> pl.DataFrame:
        """Return the VISITS of some craft."""
        return self._stays.of_all(crafts)

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
    def held_hours(self) -> NDArray[np.int64]:
        """The hours since 1970 that some network's whole archive covers."""
        ends = ((-(-int(a.timestamp()) // HOUR_S), int(b.timestamp()) // HOUR_S) for a, b in self.whole)
        return np.concatenate([np.empty(0, dtype=np.int64), *(np.arange(a, b) for a, b in ends)])

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

    @cached_property
    def _sightings(self) -> Recent[Sightings]:
        return Recent(MOST_CRAFT_HELD)

    @cached_property
    def _known(self) -> Recent[tuple[Craft, ...]]:
        return Recent(MOST_CRAFT_HELD)

    @cached_property
    def _legs_by_id(self) -> Recent[dict[str, dict[str, Any]]]:
        return Recent(MOST_CRAFT_HELD)

    @cached_property
    def _shown(self) -> Recent[list[dict[str, Any]]]:
        return Recent(MOST_CRAFT_HELD)

    def sightings(self, craft: str, airframes: tuple[str, ...] = ()) -> Sightings:
        """Return the trusted positions of one craft as arrays; on a shared address those of these airframes."""

        def seen() -> Sightings:
            told = observed_of(self.observed, craft, self.world)
            return sightings(self.tracks.of(craft), craft, airframes, told)

        return self._sightings.get((craft, *airframes), seen)

    def legs_of(self, craft: str) -> dict[str, dict[str, Any]]:
        """Return the FLIGHTS of one craft by id."""
        return self._legs_by_id.get((craft,), lambda: {leg["id"]: leg for leg in self._legs.of(craft).to_dicts()})

    def shown(self, craft: str, airframes: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        """Return the shown VISITS of one craft, or of some airframes on its address, in the order of time."""
        return self._shown.get((craft, *airframes), lambda: shown_rows(self._stays.of(craft), craft, airframes))

    def airframes_on(self, craft: str) -> tuple[Craft, ...]:
        """Return what is known of each airframe on one address, as the count of visits needs it."""

        def known() -> tuple[Craft, ...]:
            legs = self.legs_of(craft).values()
            labels = labels_of(craft, self._stays.of(craft), self.tracks.of(craft))
            every = ((label, (craft, (label,) if label else ())) for label in labels)
            return tuple(
                craft_of(craft, label, self.sightings(*one), self.shown(*one), legs, self.world) for label, one in every
            )

        return self._known.get((craft,), known)

    def fields(self, codes: tuple[str, ...]) -> tuple[Field, ...]:
        """Return the airports of these codes as the prism needs them; unknown codes are left out."""
        found = (self.world.airports.get(code) for code in codes)
        return tuple(Field(a.icao, a.lat, a.lon, a.elevation_ft or 0.0) for a in found if a)
