"""What was seen of ships, from a case or straight from files: what `map` and `count` look at beside aircraft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from crossbearing.case.questions.opened import brought_up_to_date, is_case
from crossbearing.case.questions.sailing import sailed
from crossbearing.case.questions.user_places import UserPlaces
from crossbearing.case.room import Progress
from crossbearing.case.stages.intake import case_world
from crossbearing.case.stages.ships import sea_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.errors import InputError, UnknownFormat
from crossbearing.intake import sniff
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.world import World


def parted(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return the paths that may hold aircraft and those that may hold ships; a folder may hold both."""
    if is_case(paths):
        return list(paths), list(paths)
    ships = [path for path in paths if path.is_dir() or _holds_ships(path)]
    return [path for path in paths if path.is_dir() or path not in ships], ships


def _holds_ships(path: Path) -> bool:
    try:
        return sniff(path, None) is ExhibitKind.SHIPS
    except (UnknownFormat, OSError):
        return False  # whoever reads it as tracks says what is wrong with it


def afloat(paths: Sequence[Path], progress: Progress, own: UserPlaces | None = None) -> tuple[Sea, World] | None:
    """Return what a case, brought up to date, or some AIS files show of ships; null where they show none.

    `own` are places of the user's; a case keeps its own, so that every verdict says which it was made with.
    """
    if is_case(paths):
        if own is not None and own.places.height:
            raise InputError("--harbours", "a case keeps its own places", f"crossbearing add {paths[0]} FILE")
        return _of_case(paths[0], progress)
    if not paths:
        return None
    with sailed(paths, progress) as told:
        if own is not None:
            told.know(own)
        positions = told.positions
    return None if positions.is_empty() else (Sea(positions, told.statics, told.harbours), told.world)


def _of_case(folder: Path, progress: Progress) -> tuple[Sea, World] | None:
    with brought_up_to_date(folder, progress) as room:
        world = case_world(room)
        sea = sea_of(room, world)
    return None if sea is None or sea.is_empty else (sea, world)


def must_overlap(asked: tuple[datetime, datetime] | None, held: tuple[float, float], option: str) -> None:
    """Raise `InputError` for a stretch of time of which nothing at all is held: of it nothing can be said."""
    first, last = (datetime.fromtimestamp(one, UTC) for one in held)
    if asked is not None and (asked[0] > last or asked[1] < first):
        there = f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC"
        raise InputError(option, f"the data hold {there}, and nothing of the time asked for", "ask for days of these")
