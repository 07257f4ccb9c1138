"""Who the ships of some files or of a case are: what each says of herself over time, and who is who."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from crossbearing.case.questions.opened import brought_up_to_date, is_case
from crossbearing.case.questions.sailing import sailed
from crossbearing.case.room import Progress
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.case.stages.ships import sea_of
from crossbearing.intake.mapping import Mapping
from crossbearing.model.tables import REJECTS
from crossbearing.model.vessel_inferences import SAME_SHIPS
from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.movement.vessels.who.listed import with_lists
from crossbearing.world import load_world

Draw = Callable[[pl.DataFrame, pl.DataFrame, pl.DataFrame], None]


def who_is_who(
    paths: Sequence[Path],
    same: bool,
    progress: Progress,
    mapping: Mapping | None = None,
    published: str | None = None,
    draw: Draw | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what each ship said of herself over time and what lists say of her, or, if `same`, SAME_SHIPS; and the
    rejects. `paths` are one case, brought up to date, or files, folders and archives. `draw` is given what is returned
    with the positions of all ships and what they say of themselves."""
    if is_case(paths):
        return _of_case(paths[0], same, progress, draw), REJECTS.empty()
    with sailed(paths, progress, mapping, published) as told:
        told.must_tell(paths)
        found = told.same_ships() if same else told.identities()
        if draw is not None:
            draw(found, told.positions, told.statics)
        return found, told.rejects


def _of_case(folder: Path, same: bool, progress: Progress, draw: Draw | None) -> pl.DataFrame:
    with brought_up_to_date(folder, progress) as room:
        statics, sea = side_table(room, "statics"), sea_of(room, case_world(room)) if same or draw else None
        if same:
            found = SAME_SHIPS.empty() if sea is None else sea.same_ships
        else:
            found = with_lists(timeline(statics), side_table(room, "register"), load_world().countries)
        if draw is not None and sea is not None:
            draw(found, sea.positions, statics)
        return found
