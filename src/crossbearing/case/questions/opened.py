"""A case, brought up to date, for questions that look at its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from crossbearing.case import Case
from crossbearing.case.files import DATABASE
from crossbearing.case.ledger import connect_to_case
from crossbearing.case.room import Progress, Room


def is_case(paths: Sequence[Path]) -> bool:
    """Whether one folder is named, and that is a case."""
    return len(paths) == 1 and (paths[0] / DATABASE).is_file()


@contextmanager
def brought_up_to_date(folder: Path, progress: Progress) -> Iterator[Room]:
    """Run what is stale in a case, and open its room until the question is answered."""
    with Case(folder, progress) as case:
        case.run()
    room = Room(connect_to_case(folder / DATABASE), folder, progress)
    try:
        yield room
    finally:
        room.db.close()
