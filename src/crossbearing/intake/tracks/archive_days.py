"""Which days a set of traces holds whole: the layout of the daily archives of adsb.lol tells.

Such an archive holds `traces/00..ff/trace_full_HEX.json` of everybody who was heard that day
(https://github.com/adsblol/globe_history_2024). A file that stands alone is one craft's day.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC as ZONE
from datetime import date, datetime, timedelta

import polars as pl

from crossbearing.model.tables import ARCHIVE

_LAYOUT = re.compile(r"(?:^|/)traces/([0-9a-f]{2})/trace_full_~?[0-9a-f]{6}\.json$")
FOLDERS = 256
# A day of a network has tens of thousands of craft; a handful under the same names is somebody's selection. GUESS.
FEWEST_CRAFT = 10
# With n craft spread evenly over 256 folders, 256*exp(-n/256) of them stay empty by chance: 0.04 at 2,250.
CRAFT_FOR_ALL_FOLDERS = 2_250
# A day with fewer than this share of the fullest day's traces is a straggler in another day's archive. GUESS.
STRAGGLER_SHARE = 0.1
DAY_S = 86_400


def day_of(timestamp: float) -> date | None:
    """The UTC day of seconds since 1970; null when no calendar has it."""
    days = int(timestamp // DAY_S)
    return date(1970, 1, 1) + timedelta(days=days) if 0 <= days < 50_000 else None


class ArchiveDays:
    """Counts traces per day and folder and says at the end which days are held whole."""

    def __init__(self, sha256: str) -> None:
        self._sha256 = sha256
        self._in_layout: Counter[date] = Counter()
        self._alone: set[date] = set()
        self._folders: set[str] = set()

    def add(self, member: str, timestamp: float) -> None:
        """Count one trace; its day is that of its own base time, never that of a path."""
        day = day_of(timestamp)
        if day is None:
            return
        place = _LAYOUT.search(member)
        if place is None:
            self._alone.add(day)
        else:
            self._in_layout[day] += 1
            self._folders.add(place[1])

    def table(self, complete: bool) -> pl.DataFrame:
        """One row a day; `complete` is false when part of the archive could not be read."""
        whole = self._whole_days() if complete and self._has_its_folders() else set()
        days = sorted(self._alone | set(self._in_layout))
        rows = [("readsb", _midnight(day), _midnight(day + ONE_DAY), day in whole, self._sha256) for day in days]
        return ARCHIVE.conform(pl.DataFrame(rows, schema=ARCHIVE.schema, orient="row"))

    @property
    def folders_missing(self) -> int:
        """How many of the 256 folders of a day are not there, where it has so many craft that none should be empty."""
        return 0 if self._has_its_folders() else FOLDERS - len(self._folders)

    def _whole_days(self) -> set[date]:
        fullest = max(self._in_layout.values(), default=0)
        needed = max(FEWEST_CRAFT, STRAGGLER_SHARE * fullest)
        return {day for day, craft in self._in_layout.items() if craft >= needed}

    def _has_its_folders(self) -> bool:
        return self._in_layout.total() < CRAFT_FOR_ALL_FOLDERS or len(self._folders) == FOLDERS


ONE_DAY = timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)
