"""Rows of one address are threaded; where one airframe alone is heard, whole stretches at once."""

from __future__ import annotations

import polars as pl
import pytest

from crossbearing.movement import threads
from crossbearing.movement.arrays import Tracks, tracks_of
from notation import fly, together, unheard

CRAFT = "icao24:7380c2"


def drawn() -> pl.DataFrame:
    """One airframe, then a second beside it, then the first alone again after an hour and under another operator."""
    first = fly(CRAFT, "OIII", "UUWW", "2024-02-10 06:00", callsign="IRM1")
    return together(
        unheard(first, "2024-02-10 07:00", "2024-02-10 07:45"),
        fly(CRAFT, "EGLL", "EDDF", "2024-02-10 08:00", callsign="BAW902"),
        fly(CRAFT, "UUWW", "OIII", "2024-02-10 14:00", callsign="IRM2"),
        fly(CRAFT, "OIII", "OIIE", "2024-02-10 20:00", callsign=None),
        fly(CRAFT, "OIIE", "OIII", "2024-02-11 02:00", callsign="QSM4"),
    )


def threaded(frame: pl.DataFrame) -> list[tuple[list[int], dict[str, int]]]:
    found = threads.threads_of(tracks_of(frame), frame["callsign"].to_list())
    return [(one.rows, dict(one.operators)) for one in found]


def test_every_row_is_in_one_thread_and_threads_are_in_order() -> None:
    found = threaded(drawn())
    assert sorted(row for rows, _ in found for row in rows) == list(range(drawn().height))
    assert all(rows == sorted(rows) for rows, _ in found)


def test_stretches_at_once_give_what_row_by_row_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = threaded(drawn())

    def each(tracks: Tracks, callsigns: list[str | None]) -> list[int]:
        return list(range(len(tracks) + 1))

    monkeypatch.setattr(threads, "_ends_of_runs", each)
    assert threaded(drawn()) == at_once
    assert len(at_once) > 2
