"""Movements of ships in files without a case, in bounded memory: what the commands about ships do."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import polars as pl

from crossbearing.case.questions.gather import gather
from crossbearing.case.questions.user_places import UserPlaces
from crossbearing.errors import InputError, UnknownFormat
from crossbearing.intake import sniff
from crossbearing.intake.mapping import Mapping
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import REGISTER, REJECTS, Table
from crossbearing.model.vessel_inferences import SAME_SHIPS
from crossbearing.model.vessel_tables import PORT_CALLS, VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.movement.vessels.ports.entered import entered
from crossbearing.movement.vessels.ports.harbours import Harbours, harbours_of
from crossbearing.movement.vessels.ports.port_calls import passages
from crossbearing.movement.vessels.together.encounters import encounters_among
from crossbearing.movement.vessels.together.whereabouts import Whereabouts, joined, whereabouts
from crossbearing.movement.vessels.who.identities import Clues, asked_of, clues, identities
from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.movement.vessels.who.listed import with_lists
from crossbearing.scale import Part, parts_of
from crossbearing.scale_ships import PART_ROWS, each_part, encounters_in, port_calls_in, silences_in, voyages_in
from crossbearing.world import load_world

Progress = Callable[[str, int, int], None]
# Rows held in memory before they are put aside on disk: 170 bytes each, and as much again while they are sorted.
ROWS_HELD = 1_000_000
# Small enough that a part of the ships skips most of a file.
ROW_GROUP = 50_000


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class _Aside:
    """Positions on their way: put aside in sorted files whenever `ROWS_HELD` are held; the tables beside are kept."""

    folder: Path
    held: list[pl.DataFrame] = field(default_factory=list)
    statics: list[pl.DataFrame] = field(default_factory=list)
    rejects: list[pl.DataFrame] = field(default_factory=list)
    rows: int = 0
    files: list[Path] = field(default_factory=list)

    def add(self, batch: Batch) -> None:
        """Take a batch in."""
        self.held.append(batch.vessels)
        self.statics.append(batch.statics)
        self.rejects.append(batch.rejects)
        self.rows += batch.vessels.height
        if self.rows >= ROWS_HELD:
            self.put_down()

    def put_down(self) -> None:
        """Write what is held."""
        if self.rows:
            path = self.folder / f"{len(self.files):08d}.parquet"
            frame = VESSEL_POSITIONS.conform(pl.concat(self.held))
            frame.write_parquet(path, compression="lz4", row_group_size=ROW_GROUP)
            self.files.append(path)
        self.held, self.rows = [], 0


class Sailed:
    """What some files tell of ships: positions put aside on disk, what the ships say of themselves, and the rejects.

    Use it as a context manager, or the folder with the positions stays until the object is gone.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        progress: Progress = _silent,
        mapping: Mapping | None = None,
        published: str | None = None,
    ) -> None:
        """Read all ship tracks in some files, folders and archives; `mapping` tells what the columns mean.

        Watch lists and registers among them are kept aside; `published` dates those that bear no date.
        """
        lists = [path for path in paths if path.is_file() and _is_list(path)] if mapping is None else []
        listed = [*lists, *(path for path in paths if path.is_dir())]
        self.register = _whole(
            REGISTER, [one.register for one in gather(listed, ExhibitKind.REGISTER, published=published)]
        )
        folder = Path(tempfile.mkdtemp(prefix="crossbearing-"))
        self._gone = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        aside = _Aside(folder)
        for batch in gather([path for path in paths if path not in lists], ExhibitKind.SHIPS, mapping=mapping):
            aside.add(batch)
        aside.put_down()
        self.parts: list[Part] = parts_of(aside.files, PART_ROWS) if aside.files else []
        self.statics = _whole(VESSEL_STATICS, aside.statics)
        self.rejects = _whole(REJECTS, aside.rejects)
        self.world = load_world()
        self._tell = partial(progress, "movement")

    def __enter__(self) -> Sailed:
        return self

    def __exit__(self, *_: object) -> None:
        self._gone()

    @cached_property
    def harbours(self) -> Harbours:
        """The ports known, and those of the user."""
        return harbours_of(self.world.harbours)

    def must_tell(self, paths: Sequence[Path]) -> None:
        """Raise `InputError` where the files hold no message of a ship, not even one that was rejected."""
        if not (self.parts or self.statics.height or self.rejects.height):
            names = ", ".join(map(str, paths))
            raise InputError(names, "it tells of no ship: a header without rows, or a list", "name files with AIS")

    def know(self, own: UserPlaces) -> None:
        """Reckon with places of the user's too; before anything else is asked."""
        self.world = self.world.with_places(own.places)
        self.rejects = pl.concat([own.rejects, self.rejects])

    def at_own_places(self, gaps: pl.DataFrame) -> pl.DataFrame:
        """Those of some GAPS that begin or end in a place of the user's."""
        own, numbered = harbours_of(self.world.harbours.filter("drawn")), gaps.with_row_index("_gap")
        kept: set[int] = set()
        for ends in (("lat1", "lon1"), ("lat2", "lon2")):
            heard = numbered.drop_nulls(ends)  # a silence that lasts has no end yet
            port, _ = own.nearest(*(heard[end].to_numpy() for end in ends))
            kept |= set(heard["_gap"].filter(pl.Series(port >= 0)).to_list())
        return numbered.filter(pl.col("_gap").is_in(sorted(kept))).drop("_gap")

    @cached_property
    def positions(self) -> pl.DataFrame:
        """All positions with their marks, in memory: for few ships."""
        columns = tuple(VESSEL_POSITIONS.schema)
        found = each_part(self.parts, lambda marked: marked, self._tell, columns)
        empty = VESSEL_POSITIONS.empty().with_columns(hull=pl.lit(None, pl.String))
        return pl.concat([empty, *found]).sort("craft", "time", maintain_order=True)

    def encounters(self) -> pl.DataFrame:
        """Ships together (ENCOUNTERS)."""
        return encounters_in(self.parts, self.statics, self.harbours, self._tell)

    def port_calls(self, possible: bool = False, through: bool = False) -> pl.DataFrame:
        """Stays at ports (PORT_CALLS); those that silences leave room for too, if `possible`, and ships that sailed
        `through` a port's water without a call."""
        calls = port_calls_in(self.parts, self.harbours, possible, self._tell)
        passed = each_part(self.parts, lambda marked: passages(marked, self.harbours), self._tell) if through else []
        return PORT_CALLS.conform(pl.concat([calls, *passed]))

    def voyages(self) -> pl.DataFrame:
        """Passages from port to port, with what was entered on board beside them (VOYAGES)."""
        return entered(voyages_in(self.parts, self.harbours, self._tell), self.statics)

    def gaps(self, least_h: float) -> pl.DataFrame:
        """Silences of so many hours and more (GAPS)."""
        return silences_in(self.parts, least_h, self._tell)

    def identities(self) -> pl.DataFrame:
        """What each ship said of herself, over time, and what lists say of her."""
        return with_lists(timeline(self.statics), self.register, load_world().countries)

    def same_ships(self) -> pl.DataFrame:
        """Who is who: one ship over several MMSI, several on one, numbers exchanged (SAME_SHIPS)."""
        told = timeline(self.statics)
        asked = asked_of(told)

        def tells(marked: pl.DataFrame) -> tuple[Whereabouts, Clues]:
            return whereabouts(marked), clues(marked, asked)

        found = each_part(self.parts, tells, self._tell)
        if not found:
            return SAME_SHIPS.empty()
        ships = joined([slots for slots, _ in found])
        meetings = encounters_among(ships, self.statics, self.harbours)
        return identities(told, [known for _, known in found], meetings, ships)


def _whole(table: Table, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return table.conform(pl.concat([table.empty(), *frames]))


def _is_list(path: Path) -> bool:
    try:
        return sniff(path) is ExhibitKind.REGISTER
    except UnknownFormat:
        return False  # whoever reads it as tracks says what is wrong with it


def sailed(
    paths: Sequence[Path], progress: Progress = _silent, mapping: Mapping | None = None, published: str | None = None
) -> Sailed:
    """Read all ship tracks in some files, folders and archives, and the lists among them."""
    return Sailed(paths, progress, mapping, published)
