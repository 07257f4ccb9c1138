"""What was seen, from a case or straight from files: the tables that `coverage`, `traffic` and `map` look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import polars as pl

from crossbearing.case.questions.gather import gather
from crossbearing.case.questions.opened import brought_up_to_date, is_case
from crossbearing.case.room import Progress
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.case.stages.movement import case_sightings, movement_table
from crossbearing.intake import sniff
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, POSITIONS, REGISTER, SIGHTINGS
from crossbearing.movement import flights, plausible, visits
from crossbearing.movement.hours import heard_by_hour, hours, shares
from crossbearing.movement.identified import Apart, identified
from crossbearing.movement.landings import landings
from crossbearing.movement.passes import passes
from crossbearing.world import World, load_world


@dataclass(frozen=True)
class Seen:
    """Tables POSITIONS (marked), FLIGHTS, VISITS, AIRFRAMES, ARCHIVE and SIGHTINGS, and the world.

    `apart` are sightings of a registration that means no craft, or several.
    """

    positions: pl.DataFrame
    flights: pl.DataFrame
    visits: pl.DataFrame
    airframes: pl.DataFrame
    archive: pl.DataFrame
    world: World
    sightings: pl.DataFrame = field(default_factory=SIGHTINGS.empty)
    apart: tuple[Apart, ...] = ()

    @cached_property
    def networks(self) -> dict[str, str]:
        """Whose receivers each exhibit's positions came from."""
        return dict(self.archive.select("exhibit", "network").unique().sort("exhibit").iter_rows())

    @cached_property
    def hours(self) -> pl.DataFrame:
        """The state of every hour of every network (HOURS)."""
        return hours(self.archive, heard_by_hour(self.positions, self.networks))

    def of_network(self, network: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The positions that a network received, and those of all others."""
        own = pl.col("exhibit").is_in([exhibit for exhibit, name in self.networks.items() if name == network])
        return self.positions.filter(own), self.positions.filter(~own)

    def passed(self, network: str) -> pl.DataFrame:
        """Which legs passed which cell, as one network heard them, in the hours that its files speak of."""
        own, _ = self.of_network(network)
        return self._held(passes(self.flights, own, self.world.airports.frame), network)

    def landings(self, network: str) -> pl.DataFrame:
        """The trials of one network's low coverage (LANDINGS), in the hours that its files speak of."""
        own, others = self.of_network(network)
        return self._held(landings(self.flights, own, self.world.airports.frame, network, others), network)

    def _held(self, frame: pl.DataFrame, network: str) -> pl.DataFrame:
        """Without the hours between a network's files: a hole of the archive is no fault of its receivers."""
        spoken = shares(self.archive.filter(pl.col("network") == network))
        return frame.join(spoken, on="hour", how="semi")


def look(paths: Sequence[Path], progress: Progress) -> Seen:
    """Return what a case (one folder with a `case.db`, brought up to date) or some track files show."""
    if is_case(paths):
        return _of_case(paths[0], progress)
    return _of_files(paths)


def _of_case(folder: Path, progress: Progress) -> Seen:
    with brought_up_to_date(folder, progress) as room:
        positions, legs, stays = (movement_table(room, name) for name in ("positions", "flights", "visits"))
        airframes, archive = (side_table(room, name) for name in ("airframes", "archive"))
        return Seen(positions, legs, stays, airframes, archive, case_world(room), *case_sightings(room))


def _of_files(paths: Sequence[Path]) -> Seen:
    batches = list(_batches(paths))
    positions = plausible(POSITIONS.conform(pl.concat([POSITIONS.empty(), *(b.positions for b in batches)])))
    airframes = AIRFRAMES.conform(pl.concat([AIRFRAMES.empty(), *(b.airframes for b in batches)]))
    archive = ARCHIVE.conform(pl.concat([ARCHIVE.empty(), *(b.archive for b in batches)]))
    told = SIGHTINGS.conform(pl.concat([SIGHTINGS.empty(), *(b.sightings for b in batches)]))
    register = REGISTER.conform(pl.concat([REGISTER.empty(), *(b.register for b in batches)]))
    world, (told, apart) = load_world().with_register(register), identified(told, airframes, register)
    legs = flights(positions, airframes, world)
    return Seen(positions, legs, visits(legs, positions, world, told), airframes, archive, world, told, apart)


def _batches(paths: Sequence[Path]) -> Iterator[Batch]:
    """What files of tracks hold, and of registers and sightings beside them."""
    for path in paths:
        beside = (ExhibitKind.REGISTER, ExhibitKind.SIGHTINGS)
        kinds = [ExhibitKind.TRACKS, *beside] if path.is_dir() else [_kind_of(path)]
        for kind in kinds:
            yield from gather([path], kind)


def _kind_of(path: Path) -> ExhibitKind:
    found = sniff(path, None)
    return found if found in (ExhibitKind.REGISTER, ExhibitKind.SIGHTINGS) else ExhibitKind.TRACKS
