"""Which stretches of time a table of state vectors holds, by the minutes in which it has any row at all."""

from __future__ import annotations

from datetime import UTC as ZONE
from datetime import datetime, timedelta

import polars as pl

from crossbearing.model.tables import ARCHIVE

# The grid of state vectors is 1 or 10 s, and some craft is heard in every minute of a network's life; a hole
# longer than this in everybody's rows is a hole of the archive. GUESS: half of the shortest hole worth telling.
LONGEST_PAUSE_MIN = 5
# Fewer craft than this in a whole file is somebody's selection, which says nothing of the others. GUESS.
FEWEST_CRAFT = 10
MINUTE_S = 60


class Stretches:
    """Gathers minutes with rows, and craft, and joins the minutes into stretches."""

    def __init__(self, sha256: str) -> None:
        self._sha256 = sha256
        self._minutes: set[int] = set()
        self._craft: set[str] = set()

    def add(self, frame: pl.DataFrame) -> None:
        """Count the minutes of `time` (seconds since 1970) and the craft of `icao24`."""
        told = frame.filter(pl.col("time").is_between(0, 4e9))
        self._minutes.update((told["time"] // MINUTE_S).cast(pl.Int64).unique())
        self._craft.update(craft for craft in told["icao24"].unique() if craft)

    def table(self) -> pl.DataFrame:
        """One row for each unbroken stretch."""
        whole = len(self._craft) >= FEWEST_CRAFT
        rows = [("opensky", _at(start), _at(end), whole, self._sha256) for start, end in self._runs()]
        return ARCHIVE.conform(pl.DataFrame(rows, schema=ARCHIVE.schema, orient="row"))

    def _runs(self) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for minute in sorted(self._minutes):
            if runs and minute - runs[-1][1] <= LONGEST_PAUSE_MIN:
                runs[-1] = (runs[-1][0], minute + 1)
            else:
                runs.append((minute, minute + 1))
        return runs


def _at(minute: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=ZONE) + timedelta(minutes=minute)
