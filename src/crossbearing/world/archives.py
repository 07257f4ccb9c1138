"""Where data could be had: archives, registers and lists that others keep, with size, terms and when that was checked.

A table of facts about the world beside us; nothing is ever fetched from it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

# South, west, north, east, in degrees.
Box = tuple[float, float, float, float]
MONDAY = 0


@dataclass(frozen=True, slots=True)
class DataArchive:
    """One archive, register or list; fields as told at the head of `data/archives.toml`."""

    name: str
    title: str
    kind: str
    network: str
    unit: str
    url: str
    mb: tuple[float, float, float]
    mb_from: str
    access: str
    terms: str
    reference: str
    checked: date
    days: str = "all"
    since: date | None = None
    until: date | None = None
    area: tuple[Box, ...] = ()
    marks: tuple[str, ...] = ()

    def has(self, day: date) -> bool:
        """Whether it should hold that UTC day; one that goes on is taken to hold every day since it began."""
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        return {"mondays": day.weekday() == MONDAY, "first_of_month": day.day == 1}.get(self.days, True)

    def covers(self, points: tuple[tuple[float, float], ...]) -> bool:
        """Whether any of these places (latitude, longitude) lies in its area; one without an area covers the world."""
        return not self.area or any(s <= lat <= n and w <= lon <= e for lat, lon in points for s, w, n, e in self.area)

    def url_of(self, day: date | None) -> str:
        """Return the address of a day, or of the whole."""
        if day is None:
            return self.url
        return self.url.format(yyyy=f"{day.year:04}", mm=f"{day.month:02}", dd=f"{day.day:02}")

    def file_of(self, day: date) -> str:
        """Return how the file of a day is called, without its ending; empty where its name does not tell the day."""
        file = self.url_of(day).rstrip("/").rpartition("/")[2].removesuffix(".zip")
        return file if {f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"} <= set(re.findall(r"\d+", file)) else ""


@cache
def data_archives() -> tuple[DataArchive, ...]:
    """Return the packaged table, in its order, which is that of preference."""
    file = resources.files("crossbearing.world").joinpath("data", "archives.toml")
    return tuple(_archive(row) for row in tomllib.loads(file.read_text(encoding="utf-8"))["archive"])


def _archive(row: dict[str, Any]) -> DataArchive:
    listed = {name: tuple(map(tuple, row[name])) for name in ("area",) if name in row}
    listed |= {name: tuple(row[name]) for name in ("mb", "marks") if name in row}
    return DataArchive(**{**row, **listed})
