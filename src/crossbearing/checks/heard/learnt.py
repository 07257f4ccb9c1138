"""What must be learnt from everybody's positions before any claim is tested, in one go over their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from crossbearing.checks.heard.controls import Controls, controls_of
from crossbearing.checks.heard.tracks import ByCraft, Tracks
from crossbearing.model.tables import JAMMING, LANDINGS, POSITIONS
from crossbearing.movement.counting import hearing_of
from crossbearing.movement.disturbance import jammed_hours
from crossbearing.movement.hearing import CELL_DEG, Ears
from crossbearing.movement.hours import heard_by_hour, hours, summed
from crossbearing.movement.jamming import jamming, merge_jamming
from crossbearing.movement.landings import landings
from crossbearing.movement.passes import passes
from crossbearing.movement.plausible import trusted
from crossbearing.world import World


@dataclass(frozen=True, slots=True)
class Learnt:
    """Who passed where and was heard, known uses of airports (LANDINGS), where navigation was disturbed (rows of
    JAMMING), how landings are heard, which hours the archives hold (HOURS), and one position for each hour and piece
    of sky (`spots`)."""

    controls: Controls
    landings: pl.DataFrame
    jamming: pl.DataFrame
    heard: Ears
    hours: pl.DataFrame
    spots: pl.DataFrame


def learn(tracks: Tracks, flights: pl.DataFrame, visits: pl.DataFrame, archive: pl.DataFrame, world: World) -> Learnt:
    """Return what the positions of all parts tell, together with FLIGHTS, VISITS and ARCHIVE."""
    legs, airports = ByCraft(flights), world.airports.frame
    networks = dict(archive.select("exhibit", "network").unique().sort("exhibit").iter_rows())
    spots: list[pl.DataFrame] = []
    disturbed, counted, used = [], [], []

    def passed() -> Iterator[pl.DataFrame]:
        for part in tracks.parts():
            disturbed.append(_split(jamming(part)))
            spots[:] = [_one_each(pl.concat([*spots, _spots(part)]))]
            counted.append(heard_by_hour(part, networks))
            own = legs.of_all(part["craft"].unique().to_list())
            used.append(landings(own, part, airports, "all"))
            yield passes(own, part, airports)

    controls = controls_of(passed())
    every = pl.concat([_spots(POSITIONS.empty()), *spots])
    heard = hearing_of(visits, flights, every, world)
    return Learnt(
        controls,
        LANDINGS.conform(pl.concat([LANDINGS.empty(), *used])),
        _jammed(disturbed),
        heard,
        hours(archive, summed(counted)),
        every,
    )


def _split(jammed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of JAMMING that tell of disturbance, and how many craft were heard at all, in little room."""
    counted = jammed.select(pl.col("cell").str.to_integer(base=16).cast(pl.UInt64), "hour", "craft")
    return jammed.filter(pl.col("disturbed") > 0), counted


def _jammed(parts: Sequence[tuple[pl.DataFrame, pl.DataFrame]]) -> pl.DataFrame:
    """The disturbed hours of all parts together: craft of parts without any disturbance there count too."""
    told = pl.concat([JAMMING.empty(), *(part for part, _ in parts)])
    number = pl.col("cell").str.to_integer(base=16).cast(pl.UInt64)
    where = told.select("cell", number.alias("number"), "hour").unique()
    every = [
        counted.rename({"cell": "number"}).join(where, on=["number", "hour"]).select("cell", "hour", "craft")
        for _, counted in parts
    ]
    quiet = [
        one.with_columns(disturbed=pl.lit(0, pl.UInt32), reasons=pl.lit([], JAMMING.schema["reasons"])) for one in every
    ]
    own = told.with_columns(craft=pl.lit(0, pl.UInt32))
    return jammed_hours(merge_jamming([own, *quiet]))


def _spots(positions: pl.DataFrame) -> pl.DataFrame:
    """One trusted position for each hour and piece of sky: all that is asked of them is whether anybody was heard."""
    rows = trusted(positions).select("time", "lat", "lon", "mark")
    place = ((pl.col("lat") / CELL_DEG).floor(), (pl.col("lon") / CELL_DEG).floor())
    return _one_each(rows.with_columns(row=place[0], column=place[1], hour=pl.col("time").dt.truncate("1h")))


def _one_each(keyed: pl.DataFrame) -> pl.DataFrame:
    return keyed.unique(["row", "column", "hour"], keep="first", maintain_order=True)
