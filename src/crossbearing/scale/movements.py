"""Flights and visits of parts: each is moved by itself, and what all craft teach together is joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from crossbearing.model.tables import FLIGHTS
from crossbearing.movement.attractors import merge_attractors, touched
from crossbearing.movement.fields import fields_of
from crossbearing.movement.flights import named_flights
from crossbearing.movement.grounded import Grounded, grounded
from crossbearing.movement.plausible import mark_and_learn, plausible
from crossbearing.movement.seen import SeenLegs, merged_legs, seen_legs
from crossbearing.movement.visits import visits_of
from crossbearing.scale.parts import READ, Part
from crossbearing.scale.working import WORKERS, keep_freed_memory, side_by_side
from crossbearing.world import World

# What tells whether a craft was where others were led astray.
PLACES = ("craft", "time", "lat", "lon")


@dataclass(frozen=True, slots=True)
class Moved:
    """What the positions of a part show before any airport is named: its legs, and where its craft stood between them.

    `positions` are the same with their marks. `taught` (ATTRACTORS) is what its craft teach about false points that may
    draw craft of other parts too.
    """

    positions: pl.DataFrame
    legs: SeenLegs
    stood: list[Grounded]
    taught: pl.DataFrame

    def without_positions(self) -> Moved:
        """The same without its positions, which are all but little of it."""
        return replace(self, positions=self.positions.clear())


def move_parts(
    parts: Sequence[Part],
    airframes: pl.DataFrame,
    world: World,
    learnt: pl.DataFrame | None = None,
    columns: Sequence[str] = READ,
    workers: int = WORKERS,
    stays: bool = True,
) -> Iterator[Moved]:
    """Yield what the positions of each part show, in order; without `stays` nothing is told of where craft stood.

    `learnt` (ATTRACTORS) is what the craft of all parts teach; without it each part is judged by what its own craft
    teach, and those of `to_judge_again` have to be moved once more with it. Then the answer is that of all at once.
    """
    keep_freed_memory()
    return side_by_side(lambda part: _moved(part, airframes, world, learnt, columns, stays), parts, workers)


def to_judge_again(parts: Sequence[Part], taught: Sequence[pl.DataFrame]) -> tuple[list[int], pl.DataFrame]:
    """Return the numbers of the parts for which other craft matter, and what the craft of all parts teach together.

    `taught` is what each part taught (`Moved.taught`).
    """
    every = merge_attractors(taught)
    return [number for number, own in enumerate(taught) if _matters(parts[number], own, every)], every


def _moved(
    part: Part,
    airframes: pl.DataFrame,
    world: World,
    learnt: pl.DataFrame | None,
    columns: Sequence[str],
    stays: bool,
) -> Moved:
    marked, taught = _marked(part.read(columns), learnt)
    told = airframes.filter(pl.col("craft").is_between(pl.lit(part.first_craft), pl.lit(part.last_craft)))
    return seen_in(marked, taught, told, world, stays)


def seen_in(
    marked: pl.DataFrame, taught: pl.DataFrame, airframes: pl.DataFrame, world: World, stays: bool = True
) -> Moved:
    """What the positions of a part show that were marked before; `taught` and `stays` as in `move_parts`."""
    legs = seen_legs(marked, airframes, world)
    return Moved(marked, legs, grounded(legs.table, marked, fields_of(world.airports)) if stays else [], taught)


def flights_and_visits(
    moved: Sequence[Moved], world: World, sightings: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """FLIGHTS and VISITS of all parts together: what one craft did tells about others, so all are named at once.

    The marked positions of the parts are not needed any more. `sightings` (SIGHTINGS) widen stays.
    """
    if not moved:
        return FLIGHTS.empty(), visits_of(FLIGHTS.empty(), [], sightings)
    legs = named_flights(merged_legs(part.legs for part in moved), world)
    return legs, visits_of(legs, [one for part in moved for one in part.stood], sightings, fields_of(world.airports))


def movements_in(
    parts: Sequence[Part],
    airframes: pl.DataFrame,
    world: World,
    progress: Callable[[int, int], None] = lambda done, total: None,
    workers: int = WORKERS,
    sightings: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """FLIGHTS and VISITS of all positions in some parts; of the positions nothing is kept.

    `progress` is told how many parts are done, of how many. `sightings` (SIGHTINGS) widen stays.
    """
    return flights_and_visits(_found(parts, airframes, world, progress, workers, stays=True), world, sightings)


def flights_in(
    parts: Sequence[Part],
    airframes: pl.DataFrame,
    world: World,
    progress: Callable[[int, int], None] = lambda done, total: None,
    workers: int = WORKERS,
) -> pl.DataFrame:
    """The FLIGHTS of `movements_in`, for less work where nobody asks for stays."""
    found = _found(parts, airframes, world, progress, workers, stays=False)
    return named_flights(merged_legs(part.legs for part in found), world) if found else FLIGHTS.empty()


def _found(
    parts: Sequence[Part],
    airframes: pl.DataFrame,
    world: World,
    progress: Callable[[int, int], None],
    workers: int,
    stays: bool,
) -> list[Moved]:
    """What the positions of all parts show, those looked at again for which other craft matter."""
    found: list[Moved] = []
    for moved in move_parts(parts, airframes, world, workers=workers, stays=stays):
        found.append(moved.without_positions())
        progress(len(found), len(parts))
    again, every = to_judge_again(parts, [one.taught for one in found])
    later = move_parts([parts[number] for number in again], airframes, world, every, workers=workers, stays=stays)
    for number, moved in zip(again, later, strict=True):
        found[number] = moved.without_positions()
    return found


def _marked(positions: pl.DataFrame, learnt: pl.DataFrame | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    return mark_and_learn(positions) if learnt is None else (plausible(positions, learnt), learnt)


def _matters(part: Part, own: pl.DataFrame, every: pl.DataFrame) -> bool:
    """Tell whether what the craft of other parts teach (ATTRACTORS) can change the marks of this part."""
    return not own.equals(every) and touched(part.read(PLACES), own, every)
