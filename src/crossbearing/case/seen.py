"""What was seen, from a case or straight from files: the tables that `coverage`, `traffic` and `map` look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from crossbearing.case import Case
from crossbearing.case.files import DATABASE
from crossbearing.case.gather import gather
from crossbearing.case.ledger import connect_to_case
from crossbearing.case.room import Progress, Room
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, POSITIONS
from crossbearing.movement import flights, plausible, visits
from crossbearing.movement.hours import heard_by_hour, hours
from crossbearing.movement.landings import landings
from crossbearing.movement.passes import passes
from crossbearing.world import World, load_world


@dataclass(frozen=True)
class Seen:
    """Tables POSITIONS (marked), FLIGHTS, VISITS, AIRFRAMES and ARCHIVE, and the world."""

    positions: pl.DataFrame
    flights: pl.DataFrame
    visits: pl.DataFrame
    airframes: pl.DataFrame
    archive: pl.DataFrame
    world: World

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
        """Which legs passed which cell, as one network heard them, in the hours that it holds."""
        own, _ = self.of_network(network)
        return self._held(passes(self.flights, own, self.world.airports.frame), network)

    def landings(self, network: str) -> pl.DataFrame:
        """The trials of one network's low coverage (LANDINGS), in the hours that it holds."""
        own, others = self.of_network(network)
        return self._held(landings(self.flights, own, self.world.airports.frame, network, others), network)

    def _held(self, frame: pl.DataFrame, network: str) -> pl.DataFrame:
        whole = self.hours.filter(pl.col("network") == network, pl.col("state") != "missing").select("hour")
        return frame.join(whole, on="hour", how="semi")


def look(paths: Sequence[Path], progress: Progress) -> Seen:
    """Return what a case (one folder with a `case.db`, brought up to date) or some track files show."""
    if len(paths) == 1 and (paths[0] / DATABASE).is_file():
        return _of_case(paths[0], progress)
    return _of_files(paths)


def _of_case(folder: Path, progress: Progress) -> Seen:
    with Case(folder, progress) as opened:
        opened.run()
        positions, legs, stays = (opened.table(name) for name in ("positions", "flights", "visits"))
    room = Room(connect_to_case(folder / DATABASE), folder, progress)
    try:
        return Seen(
            positions, legs, stays, side_table(room, "airframes"), side_table(room, "archive"), case_world(room)
        )
    finally:
        room.db.close()


def _of_files(paths: Sequence[Path]) -> Seen:
    batches, world = gather(paths, ExhibitKind.TRACKS), load_world()
    positions = plausible(POSITIONS.conform(pl.concat([POSITIONS.empty(), *(b.positions for b in batches)])))
    airframes = AIRFRAMES.conform(pl.concat([AIRFRAMES.empty(), *(b.airframes for b in batches)]))
    archive = ARCHIVE.conform(pl.concat([ARCHIVE.empty(), *(b.archive for b in batches)]))
    legs = flights(positions, airframes, world)
    return Seen(positions, legs, visits(legs, positions, world), airframes, archive, world)
