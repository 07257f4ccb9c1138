"""What the positions of some ships teach about those of all, in small tables that are put together over parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.earshot import HEARD, deaf_of, heard_of
from crossbearing.movement.vessels.jammed import LEAPS, crowds_of, leaps_of


@dataclass(frozen=True, slots=True)
class Lessons:
    """What some ships teach: where they leapt (LEAPS), and where each station heard them (HEARD)."""

    leaps: pl.DataFrame
    heard: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Known:
    """What all ships taught: crowds that are led astray (CROWDS), and where stations cannot hear (DEAF)."""

    crowds: pl.DataFrame
    deaf: pl.DataFrame

    def about(self, lessons: Lessons) -> Known:
        """As much of it as bears on the ships of some lessons."""
        crafts = lessons.leaps["craft"].unique().implode()
        keys = ["station", "row", "column"]
        return Known(
            self.crowds.filter(pl.col("craft").is_in(crafts)),
            self.deaf.join(lessons.heard, on=keys, how="semi").sort(keys),
        )

    def equals(self, other: Known) -> bool:
        """Whether it is the same."""
        return self.crowds.equals(other.crowds) and self.deaf.equals(other.deaf)


def lessons_of(crafts: pl.Series, ship: Ints, rows: tuple[Floats, Floats, Floats], station: pl.Series) -> Lessons:
    """The lessons of arrays in the order of ship and time: seconds, latitudes and longitudes."""
    seconds, lat, lon = rows
    return Lessons(leaps_of(crafts, ship, seconds, lat, lon), heard_of(station, ship, lat, lon))


def known_of(lessons: Sequence[Lessons]) -> Known:
    """What the lessons of all ships come to."""
    leaps = pl.concat([pl.DataFrame(schema=LEAPS), *(one.leaps for one in lessons)])
    heard = pl.concat([pl.DataFrame(schema=HEARD), *(one.heard for one in lessons)])
    return Known(crowds_of(leaps), deaf_of(heard))
