"""Movements of ships in files without a case: what `voyages`, `port-calls`, `encounters`, `gaps` and `craft` do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from crossbearing.case.gather import gather, rejects_of
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.movement.vessels.encounters import encounters
from crossbearing.movement.vessels.harbours import Harbours, harbours_of
from crossbearing.movement.vessels.identity import timeline
from crossbearing.movement.vessels.plausible import plausible
from crossbearing.movement.vessels.port_calls import port_calls
from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.voyages import voyages
from crossbearing.world import load_world


@dataclass(frozen=True, slots=True)
class Sailed:
    """What some files tell of ships: positions with marks, what the ships say of themselves, and the rejects."""

    positions: pl.DataFrame
    statics: pl.DataFrame
    rejects: pl.DataFrame
    harbours: Harbours

    def encounters(self) -> pl.DataFrame:
        """Ships together (ENCOUNTERS)."""
        return encounters(self.positions, self.statics, self.harbours)

    def port_calls(self, possible: bool = False) -> pl.DataFrame:
        """Stays at ports (PORT_CALLS); those that silences leave room for too, if `possible`."""
        return port_calls(self.positions, self.harbours, possible=possible)

    def voyages(self) -> pl.DataFrame:
        """Passages from port to port (VOYAGES)."""
        return voyages(self.positions, self.port_calls(possible=True))

    def gaps(self, least_h: float) -> pl.DataFrame:
        """Silences of so many hours and more (GAPS)."""
        return silences(self.positions, least_h)

    def identities(self) -> pl.DataFrame:
        """What each ship said of herself, over time."""
        return timeline(self.statics)


def sailed(paths: Sequence[Path]) -> Sailed:
    """Read all ship tracks in some files, folders and archives."""
    batches = list(gather(paths, ExhibitKind.SHIPS))
    positions = VESSEL_POSITIONS.conform(pl.concat([VESSEL_POSITIONS.empty(), *(one.vessels for one in batches)]))
    statics = VESSEL_STATICS.conform(pl.concat([VESSEL_STATICS.empty(), *(one.statics for one in batches)]))
    return Sailed(plausible(positions), statics, rejects_of(batches), harbours_of(load_world().harbours))
