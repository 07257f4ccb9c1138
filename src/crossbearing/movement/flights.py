"""Cuts each aircraft's positions into flights, take-off to landing, and says how well each end is known."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.model.tables import FLIGHTS, UTC
from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.chain import EVIDENCE, NEXT, Named, name
from crossbearing.movement.fields import fields_of
from crossbearing.movement.priors import HEARD_S, priors_of
from crossbearing.movement.seen import SeenLegs, seen_legs
from crossbearing.movement.sides import Sides, moments
from crossbearing.movement.vicinity import Known
from crossbearing.world import World


def flights(positions: pl.DataFrame, airframes: pl.DataFrame, world: World) -> pl.DataFrame:
    """Return the FLIGHTS of marked POSITIONS; marked rows are left out, their kinds are named in `marks`.

    `airframes` tells registration, type and operator by craft and day. Give all positions of a craft at once: what was
    seen before and after a leg helps to say where it began and ended.
    """
    return named_flights(seen_legs(positions, airframes, world), world)


def named_flights(seen: SeenLegs, world: World) -> pl.DataFrame:
    """Name both ends of legs (FLIGHTS). Give the legs of all craft at once: what one did tells about others."""
    if seen.table.is_empty():
        return FLIGHTS.empty()
    fields = fields_of(world.airports)
    known = Known(fields, seen.abilities, priors_of(fields, seen.who, _moments(seen.heard)))
    ends = _end_columns(seen.sides, name(seen.sides, known), known)
    return FLIGHTS.conform(seen.table.with_columns(**ends))


def _moments(heard: Ints) -> Floats:
    """The beginnings of the pieces of time in which anybody was heard."""
    return (heard * HEARD_S).astype(np.float64)


def _end_columns(sides: Sides, named: Named, known: Known) -> dict[str, pl.Series]:
    """Airport, evidence, candidates and moment of both ends of every leg."""
    codes = pl.Series(known.fields.icao)
    airport = codes.gather(pl.Series(named.airport).replace(-1, None))
    evidence = pl.Series(EVIDENCE).gather(pl.Series(named.evidence).replace(-1, None))
    candidates = _candidates(named, codes, len(sides))
    height = np.where(named.airport >= 0, known.fields.elevation_ft[named.airport], np.nan)
    seen = (named.evidence >= 0) & (named.evidence != NEXT)
    at = _times(moments(sides, height, seen, known.abilities))
    columns: dict[str, pl.Series] = {}
    for k, (word, verb) in enumerate((("departure", "departed"), ("arrival", "arrived"))):
        columns |= {f"{word}_airport": airport[k::2], f"{word}_evidence": evidence[k::2]}
        columns |= {f"{word}_candidates": candidates[k::2], f"{verb}_at": at[k::2]}
    return columns


def _candidates(named: Named, codes: pl.Series, sides: int) -> pl.Series:
    """Lists of airports with their probabilities, one list a side."""
    flat = pl.DataFrame({"side": named.candidates.point, "airport": codes.gather(named.candidates.field), "p": named.p})
    lists = flat.group_by("side", maintain_order=True).agg(candidates=pl.struct("airport", "p"))
    every = pl.DataFrame({"side": np.arange(sides)}).join(lists, on="side", how="left", maintain_order="left")
    return every["candidates"].fill_null([]).cast(FLIGHTS.schema["departure_candidates"])


def _times(seconds: Floats) -> pl.Series:
    told = pl.Series(seconds).fill_nan(None)
    return (told * 1000).round().cast(pl.Int64).cast(UTC)
