"""What the checks see of a made world: its tracks, read as a case reads them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from crossbearing.checks import Witness
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.intake import read_exhibit
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, POSITIONS
from crossbearing.movement import flights, plausible, visits
from crossbearing.world import World


def witness_of(tracks: Iterable[Path], world: World, sea: Sea | None = None) -> Witness:
    """All that was received in some files, with what movement makes of it; `sea` is what was seen of ships."""
    batches = [b for path in sorted(tracks) for b in read_exhibit(path, name=path.name, sha256=path.name)]
    airframes = AIRFRAMES.conform(pl.concat(b.airframes for b in batches))
    archive = ARCHIVE.conform(pl.concat(b.archive for b in batches))
    positions = plausible(POSITIONS.conform(pl.concat(b.positions for b in batches)))
    legs = flights(positions, airframes, world)
    return Witness(positions, legs, visits(legs, positions, world), airframes, archive, world, sea=sea)
