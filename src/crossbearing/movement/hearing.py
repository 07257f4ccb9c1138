"""How likely a craft that lands or leaves somewhere is heard doing so, learnt from everybody's flights and positions.

A silence that leaves room for a trip closes when a craft that transmits would have been heard on it: at the field it
left, at the place asked for, or at the field it came back to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

from crossbearing.movement.ferries import Ferry
from crossbearing.movement.plausible import trusted

# Ends of a leg that were heard at the field itself.
HEARD = ("ground", "low")
# A field with few ends is taken to be like the others of the archive: as if it had so many of theirs. GUESS: two
# ends are what a single stay shows.
PRIOR_ENDS = 2.0
# Trips flown with the transponder off are as frequent as with the others until the craft has shown otherwise. GUESS.
PRIOR_TRIPS = 10.0
# The neighbourhood of a field in which somebody must have been heard for its receivers to be taken to work: three by
# three of these, about 250 km to each side. Receivers hear farther at cruise and not so far below.
CELL_DEG = 1.5
HOUR_S = 3600.0
# An hour of silence is a hole in the archive when so many other days are held at all, and so many of them have somebody
# at that hour. GUESS.
FEWEST_DAYS = 3
MOST_DAYS = 0.8
# Fewer craft tell nothing of what receivers hear. GUESS.
FEWEST_CRAFT = 5

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ears:
    """What is known of hearing: ends heard and missed by airport, hours with somebody heard by cell, dark trips.

    `alone` says that too few craft were heard to know anything of the hours of silence.
    """

    heard: dict[str, float] = field(default_factory=dict)
    missed: dict[str, float] = field(default_factory=dict)
    hours: dict[Cell, frozenset[int]] = field(default_factory=dict)
    trips: dict[str, int] = field(default_factory=dict)
    dark: dict[str, float] = field(default_factory=dict)
    alone: bool = True
    held: frozenset[int] = frozenset()

    def misses_end(self, airport: str) -> float:
        """Return how likely a landing or take-off of a transmitting craft at the airport is missed."""
        heard, missed = self.heard.get(airport, 0.0), self.missed.get(airport, 0.0)
        every = sum(self.heard.values()) + sum(self.missed.values())
        usual = (sum(self.missed.values()) + 1.0) / (every + 2.0)
        return (missed + PRIOR_ENDS * usual) / (heard + missed + PRIOR_ENDS)

    def deaf_share(self, lat: float, lon: float, start: float, end: float) -> float:
        """Return the share of the hours of a stretch (seconds since 1970) in which nobody was heard around a point."""
        if self.alone:
            return 0.0
        first, last = int(start // HOUR_S), int(-(-end // HOUR_S))
        if last <= first:
            return 1.0
        row, column = _cell(lat, lon)
        around = (self.hours.get((row + i, column + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        near = [hours for hours in around if hours]
        return sum(not any(hour in hours for hours in near) for hour in range(first, last)) / (last - first)

    def unheld_s(self, start: float, end: float) -> float:
        """Return for how many seconds of a stretch, in whole hours, the archive holds nothing.

        These are the hours before its first day and after its last, and those within in which nobody at all was heard
        though at that hour of most other days somebody was.
        """
        if self.alone or not self.held:
            return 0.0
        first, last = int(-(-start // HOUR_S)), int(end // HOUR_S)
        return HOUR_S * sum(self._missing(hour) for hour in range(first, last))

    def _missing(self, hour: int) -> bool:
        begin, finish = _whole_days(self.held)
        if hour in self.held or not begin <= hour <= finish:
            return hour not in self.held
        others = [other for other in range(begin + hour % 24, finish + 1, 24) if other != hour]
        return len(others) >= FEWEST_DAYS and sum(o in self.held for o in others) >= MOST_DAYS * len(others)

    def misses(self, airport: str, lat: float, lon: float, start: float, end: float) -> float:
        """Return how likely an end of a flight at the airport within a stretch is missed."""
        deaf = self.deaf_share(lat, lon, start, end)
        return deaf + (1.0 - deaf) * self.misses_end(airport)

    def silent(self, craft: str) -> float:
        """Return how likely the craft flies a trip with its transponder off; 1 for a craft never heard."""
        if not self.trips.get(craft):
            return 1.0
        every = sum(self.trips.values()) + sum(self.dark.values())
        usual = sum(self.dark.values()) / every
        dark = self.dark.get(craft, 0.0)
        return (dark + PRIOR_TRIPS * usual) / (self.trips[craft] + dark + PRIOR_TRIPS)


@lru_cache(maxsize=4)
def _whole_days(held: frozenset[int]) -> tuple[int, int]:
    """The first and the last hour of the days in which these hours lie; asked for hour by hour, so kept."""
    return min(held) // 24 * 24, max(held) // 24 * 24 + 23


def ears(flights: pl.DataFrame, positions: pl.DataFrame, ferries: Iterable[Ferry]) -> Ears:
    """Learn hearing from all FLIGHTS, the marked POSITIONS and the unseen flights between known stays."""
    heard, missed = _ends(flights)
    unseen = tuple(ferries)
    for one in unseen:
        for code in (one.departure, one.arrival):
            missed[code] = missed.get(code, 0.0) + 1.0
    known = Ears(heard=heard, missed=missed)
    dark: dict[str, float] = {}
    for one in unseen:
        # What receivers explain is no sign of a transponder that was off.
        explained = known.misses_end(one.departure) * known.misses_end(one.arrival)
        dark[one.craft] = dark.get(one.craft, 0.0) + 1.0 - explained
    trips = Counter(flights["craft"].to_list())
    alone = len(trips) < FEWEST_CRAFT
    hours = {} if alone else _hours(positions)
    held = frozenset[int]().union(*hours.values())
    return Ears(heard, missed, hours, dict(trips), dark, alone, held)


def _ends(flights: pl.DataFrame) -> tuple[dict[str, float], dict[str, float]]:
    """Ends of legs by airport: heard there, and missed there as far as airports and candidates tell."""
    heard: Counter[str] = Counter()
    missed: dict[str, float] = {}
    for word in ("departure", "arrival"):
        named = flights.select(code=f"{word}_airport", evidence=f"{word}_evidence").drop_nulls()
        low = pl.col("evidence").is_in(HEARD)
        heard.update(named.filter(low)["code"].to_list())
        for code in named.filter(~low)["code"].to_list():
            missed[code] = missed.get(code, 0.0) + 1.0
        unknown = flights.filter(pl.col(f"{word}_airport").is_null()).select(c=f"{word}_candidates")
        for one in unknown["c"].explode(empty_as_null=True).drop_nulls().to_list():
            missed[one["airport"]] = missed.get(one["airport"], 0.0) + one["p"]
    return dict(heard), missed


def _hours(positions: pl.DataFrame) -> dict[Cell, frozenset[int]]:
    """In which hours since 1970 anybody was heard in each cell."""
    rows = trusted(positions).select(
        row=(pl.col("lat") / CELL_DEG).floor().cast(pl.Int32),
        column=(pl.col("lon") / CELL_DEG).floor().cast(pl.Int32),
        hour=pl.col("time").dt.epoch("s") // int(HOUR_S),
    )
    cells = rows.unique().group_by("row", "column").agg("hour")
    return {(row, column): frozenset(hours) for row, column, hours in cells.iter_rows()}


def _cell(lat: float, lon: float) -> Cell:
    return int(lat // CELL_DEG), int(lon // CELL_DEG)
