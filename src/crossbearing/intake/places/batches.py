"""Places drawn become rows and rejects: every feature, row or Placemark is the one or the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from crossbearing.intake.places.drawn import (
    MOST_CORNERS_IN_ALL,
    MOST_PLACES,
    MOST_REACH,
    Drawn,
    place_of,
    reach_of,
)
from crossbearing.intake.reader import Task
from crossbearing.intake.rejects import Rejects
from crossbearing.model.exhibits import Batch
from crossbearing.model.tables import PLACES


class Places:
    """Takes what was drawn in one exhibit; its limits hold over all its members."""

    def __init__(self, form: str, task: Task) -> None:
        self._form = form
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)
        self._ids: dict[str, str] = {}
        self._corners = 0
        self._reach = 0.0

    def batch(self, found: Iterable[Drawn | str], member: str, word: str) -> Batch:
        """The batch of one member; a text stands for what could not be read, and says why."""
        rows: list[dict[str, Any]] = []
        count = 0
        for number, one in enumerate(found):
            count += 1
            try:
                rows.append({**self._place(one, f"{word} {number}"), **self._where(member, number)})
            except ValueError as wrong:
                self._rejects.add(member, f"{word} {number}", str(wrong))
        frame = PLACES.conform(pl.DataFrame(rows, schema=PLACES.schema))
        return Batch(self._form, count, places=frame, rejects=self._rejects.take())

    def _place(self, one: Drawn | str, where: str) -> dict[str, Any]:
        if isinstance(one, str):
            raise ValueError(one)
        if len(self._ids) >= MOST_PLACES:
            raise ValueError(f"limit places: more than {MOST_PLACES}")
        self._corners += sum(map(len, one.rings))
        if self._corners > MOST_CORNERS_IN_ALL:
            raise ValueError(f"limit corners: more than {MOST_CORNERS_IN_ALL} in all")
        place = place_of(one)
        self._reach += reach_of(place)
        if self._reach > MOST_REACH:
            raise ValueError("limit area: the places so far reach over more than half of all seas")
        first = self._ids.setdefault(place["id"], where)
        if first != where:
            raise ValueError(f"the id “{place['id']}” is that of {first}")
        return place

    def _where(self, member: str, number: int) -> dict[str, Any]:
        return {"exhibit": self._sha256, "member": member, "row": number}
