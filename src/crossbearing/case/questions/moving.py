"""Movements in track files without a case, in bounded memory: what `flights` and `visits` do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import polars as pl

from crossbearing.case.questions.gather import gather, gather_beside, rejects_of
from crossbearing.intake import PositionStore
from crossbearing.intake.mapping import Mapping
from crossbearing.intake.store import ROWS_HELD
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import AIRFRAMES, FLIGHTS, REGISTER, SIGHTINGS, Table
from crossbearing.movement.identified import identified
from crossbearing.scale import flights_in, movements_in, parts_in
from crossbearing.world import load_world

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class _Aside:
    """Positions on their way: put aside on disk whenever `ROWS_HELD` are held; the tables beside them are kept."""

    store: PositionStore
    held: list[Batch] = field(default_factory=list)
    beside: list[Batch] = field(default_factory=list)
    rows: int = 0
    written: int = 0

    def add(self, batch: Batch) -> None:
        """Take a batch in."""
        self.held.append(batch)
        self.rows += batch.positions.height
        if self.rows >= ROWS_HELD:
            self.put_down()

    def put_down(self) -> None:
        """Write what is held."""
        self.store.write(f"{self.written:016d}", self.held)
        self.beside += [
            Batch(one.format, one.rows_in, airframes=one.airframes, rejects=one.rejects, sightings=one.sightings)
            for one in self.held
        ]
        self.held, self.rows, self.written = [], 0, self.written + 1


def movements(
    paths: Sequence[Path],
    wanted: str,
    progress: Progress,
    mapping: Mapping | None = None,
    published: str | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The `flights` (FLIGHTS) or the shown `visits` (VISITS) in track files, and the rejects (REJECTS).

    Sightings and registers in a named folder widen the visits. With a `mapping`, every file is read as a table of
    positions whose columns it tells; `published` says when a recording of raw messages began.

    However large the files are, memory holds some two million positions; the others wait in a temporary folder, which
    is gone afterwards, also when the work is interrupted.
    """
    with tempfile.TemporaryDirectory(prefix="crossbearing-") as folder:
        aside = _Aside(PositionStore(Path(folder)))
        for batch in gather(paths, ExhibitKind.TRACKS, published=published, mapping=mapping):
            aside.add(batch)
        aside.put_down()
        airframes = _table(AIRFRAMES, aside.beside)
        parts, report = parts_in(aside.store.buckets()), partial(progress, "movement")
        if wanted == FLIGHTS.name:
            return flights_in(parts, airframes, load_world(), report), rejects_of(aside.beside)
        told, _ = identified(
            _table(SIGHTINGS, [*aside.beside, *gather_beside(paths, ExhibitKind.SIGHTINGS)]),
            airframes,
            _table(REGISTER, gather_beside(paths, ExhibitKind.REGISTER)),
        )
        _, visits = movements_in(parts, airframes, load_world(), report, sightings=told)
    return visits.filter("shown"), rejects_of(aside.beside)


def _table(table: Table, batches: Iterable[Batch]) -> pl.DataFrame:
    """What some batches hold of one table."""
    return table.conform(pl.concat([table.empty(), *(getattr(one, table.name) for one in batches)]))
