"""What the positions of some ships teach about those of all, in small tables that are put together over parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import polars as pl

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.trust.copies import STEPS, copies_of, steps_of
from crossbearing.movement.vessels.trust.earshot import HEARD, deaf_of, heard_of
from crossbearing.movement.vessels.trust.jammed import crowds_of, shaken_of
from crossbearing.movement.vessels.trust.leaping import LEAPS, PRESENT, Leaping, leaps_of, present_of


@dataclass(frozen=True)
class Lessons:
    """What some ships teach: where they leapt (LEAPS) and were (PRESENT), where stations heard them (HEARD), and which
    steps they made (STEPS)."""

    leaps: pl.DataFrame
    present: pl.DataFrame
    heard: pl.DataFrame
    steps: pl.DataFrame

    @cached_property
    def alone(self) -> Known:
        """What they come to where these ships are all."""
        return known_of([self])


@dataclass(frozen=True)
class Known:
    """What all ships taught: who was led astray (CROWDS) or jammed (SHAKEN), where stations cannot hear (DEAF), and
    what is a recording (COPIES)."""

    crowds: pl.DataFrame
    shaken: pl.DataFrame
    deaf: pl.DataFrame
    copies: pl.DataFrame

    def about(self, lessons: Lessons) -> Known:
        """As much of it as bears on the ships of some lessons."""
        if all(table.is_empty() for table in tables_of(self)):
            return self
        own = pl.col("craft").is_in(lessons.leaps["craft"].unique().implode())
        keys = ["station", "row", "column"]
        deaf = self.deaf.join(lessons.heard, on=keys, how="semi").sort(keys)
        copies = self.copies.filter(pl.col("craft").is_in(lessons.steps["craft"].unique().implode()))
        return Known(self.crowds.filter(own), self.shaken.filter(own), deaf, copies)

    def equals(self, other: Known) -> bool:
        """Whether it is the same."""
        return all(one.equals(same) for one, same in zip(tables_of(self), tables_of(other), strict=True))


def tables_of(taught: Lessons | Known) -> list[pl.DataFrame]:
    """Their tables, in the order in which they are declared."""
    return [getattr(taught, one.name) for one in fields(taught)]


def lessons_of(
    crafts: pl.Series, ship: Ints, rows: tuple[Floats, Floats, Floats], station: pl.Series, found: Leaping
) -> Lessons:
    """The lessons of arrays in the order of ship and time: seconds, latitudes and longitudes, and what leaps."""
    _, lat, lon = rows
    return Lessons(
        leaps_of(crafts, ship, rows, found),
        present_of(ship, *rows),
        heard_of(station, ship, lat, lon),
        steps_of(crafts, ship, *rows),
    )


def known_of(lessons: Sequence[Lessons]) -> Known:
    """What the lessons of all ships come to."""
    leaps = pl.concat([pl.DataFrame(schema=LEAPS), *(one.leaps for one in lessons)])
    present = pl.concat([pl.DataFrame(schema=PRESENT), *(one.present for one in lessons)])
    heard = pl.concat([pl.DataFrame(schema=HEARD), *(one.heard for one in lessons)])
    steps = pl.concat([pl.DataFrame(schema=STEPS), *(one.steps for one in lessons)])
    return Known(crowds_of(leaps), shaken_of(leaps, present), deaf_of(heard), copies_of(steps))
