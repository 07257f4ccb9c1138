"""Cuts each aircraft's positions into flights, take-off to landing, and says how well each end is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.tables import FLIGHTS, UTC
from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.chain import EVIDENCE, NEXT, Known, Named, name
from crossbearing.movement.craft import abilities_of
from crossbearing.movement.legs import Legs, legs_of
from crossbearing.movement.priors import priors_of
from crossbearing.movement.sides import Sides, moments, sides_of
from crossbearing.movement.source import Source, source_of
from crossbearing.world import World

# A marked position belongs to the leg it lies in, or ended or began less than this before.
MARK_S = 1800
# Every eighth row tells whether anybody was heard; the grid is 10 minutes.
HEARD_ROWS = 8
WHO = ("registration", "typecode", "operator", "military")
NOTES = ("touch_and_go", "low_approach")


def flights(
    positions: pl.DataFrame, airframes: pl.DataFrame, world: World, habits: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return the FLIGHTS of marked POSITIONS; marked rows are left out, their kinds are named in `marks`.

    `airframes` tells registration, type and operator by craft and day. Give all positions of a craft at once: what was
    seen before and after a leg helps to say where it began and ended. `habits` (HABITS of the whole archive, learnt
    from a first pass) tells where craft and fleets were seen; without it that is learnt from the positions given.
    """
    source = source_of(positions, world)
    if source.frame.is_empty():
        return FLIGHTS.empty()
    who = _who(source, airframes)
    abilities = abilities_of(source.tracks, who["typecode"].to_list(), who["military"].to_list(), world.types)
    legs = legs_of(source.tracks, source.signals, abilities)
    if not len(legs.air):
        return FLIGHTS.empty()
    sides = sides_of(source, legs, abilities)
    fields, times = source.signals.fields, source.tracks.seconds[::HEARD_ROWS]
    known = Known(fields, abilities, priors_of(fields, who, times, habits))
    named = name(sides, known)
    return FLIGHTS.conform(_with_marks(_table(source, legs, sides, named, known, airframes), positions))


def _who(source: Source, airframes: pl.DataFrame) -> pl.DataFrame:
    """Who each airframe is on its first day: craft, operator, type, whether it is military."""
    first = source.tracks.starts()
    craft = source.frame["craft"].gather(first).cast(pl.String)
    told = _identities(airframes, craft, source.frame["time"].gather(first))
    return told.with_columns(craft.alias("craft"), pl.col("military").fill_null(False))


def _identities(airframes: pl.DataFrame, craft: pl.Series, time: pl.Series) -> pl.DataFrame:
    """Registration, type and operator as told on the day, else on the last day before it, else on the first day."""
    asked = pl.DataFrame({"craft": craft.cast(pl.String), "day": time.dt.date(), "row": np.arange(len(craft))})
    told = airframes.sort("craft", "seen_on").select("craft", pl.col("seen_on").fill_null(date.min), *WHO)
    told = told.with_columns(known=pl.lit(True))
    latest = told.group_by("craft", "seen_on", maintain_order=True).last().sort("seen_on")
    before = asked.sort("day").join_asof(latest, left_on="day", right_on="seen_on", by="craft", check_sortedness=False)
    first = told.group_by("craft", maintain_order=True).first().select("craft", *WHO)
    both = before.join(first, on="craft", how="left", suffix="_first")
    return both.sort("row").select(pl.when("known").then(one).otherwise(f"{one}_first").alias(one) for one in WHO)


def _table(
    source: Source, legs: Legs, sides: Sides, named: Named, known: Known, airframes: pl.DataFrame
) -> pl.DataFrame:
    """The legs as columns, without the marks of positions."""
    air, frame = legs.air, source.frame
    first, last = legs.first[air], legs.last[air]
    columns: dict[str, object] = dict(source.airframes[legs.airframe[air]].to_dict())
    columns["craft"] = columns["craft"].cast(pl.String)  # type: ignore[attr-defined]
    who = _identities(airframes, frame["craft"].gather(first), frame["time"].gather(first))
    columns |= {one: who[one] for one in WHO[:3]}
    columns["callsigns"] = _callsigns(frame, first, last)
    for word, rows in (("first", first), ("last", last)):
        columns |= {f"{word}_{one}": frame[one].gather(rows) for one in ("lat", "lon", "alt_ft")}
        columns[f"{word}_seen"] = frame["time"].gather(rows)
    columns |= _end_columns(sides, named, known)
    columns["positions"], columns["longest_gap_s"] = legs.rows[air], np.round(legs.longest_gap_s[air], 3)
    columns["notes"] = _notes(legs)
    pairs = list(zip(_places(frame, first), _places(frame, last), strict=True))
    columns["evidence"] = pl.Series([list(pair) for pair in pairs], dtype=pl.List(pl.String))
    table = pl.DataFrame(columns)
    asked = ("craft", "airframe", "first_seen", "last_seen")
    ids = [content_id("fl", *row[:2], *(t.isoformat() for t in row[2:])) for row in table.select(asked).iter_rows()]
    return table.with_columns(id=pl.Series(ids, dtype=pl.String))


def _end_columns(sides: Sides, named: Named, known: Known) -> dict[str, object]:
    """Airport, evidence, candidates and moment of both ends of every leg."""
    codes = pl.Series(known.fields.icao)
    airport = codes.gather(pl.Series(named.airport).replace(-1, None))
    evidence = pl.Series(EVIDENCE).gather(pl.Series(named.evidence).replace(-1, None))
    candidates = _candidates(named, codes, len(sides))
    height = np.where(named.airport >= 0, known.fields.elevation_ft[named.airport], np.nan)
    seen = (named.evidence >= 0) & (named.evidence != NEXT)
    at = _times(moments(sides, height, seen, known.abilities))
    columns: dict[str, object] = {}
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


def _notes(legs: Legs) -> pl.Series:
    """Names of the notes on each leg, in alphabetical order."""
    air = legs.air
    said = pl.DataFrame({one: getattr(legs, one)[air] for one in NOTES})
    words = pl.concat_list(pl.when(one).then(pl.lit(one)) for one in sorted(NOTES))
    return said.select(words.list.drop_nulls())[:, 0]


def _places(frame: pl.DataFrame, rows: Ints) -> list[str]:
    """Where each row stands: `exhibit#member#row`."""
    part = frame.select("exhibit", "member", "row")[rows]
    texts = part.with_columns(pl.all().cast(pl.String))
    return texts.select(pl.concat_str(pl.all(), separator="#", ignore_nulls=False).fill_null("")).to_series().to_list()


def _callsigns(frame: pl.DataFrame, first: Ints, last: Ints) -> pl.Series:
    """All callsigns of each leg, in order of first appearance."""
    sent = frame.select("callsign", row=pl.int_range(pl.len())).filter(pl.col("callsign").is_not_null())
    rows = sent["row"].to_numpy()
    leg = np.searchsorted(first, rows, side="right") - 1
    inside = (leg >= 0) & (rows <= last[np.maximum(leg, 0)])
    told = sent.select(pl.col("callsign").cast(pl.String), leg=pl.Series(leg)).filter(pl.Series(inside))
    names = told.unique(maintain_order=True).group_by("leg", maintain_order=True).agg("callsign")
    every = pl.DataFrame({"leg": np.arange(len(first))}).join(names, on="leg", how="left", maintain_order="left")
    return every["callsign"].fill_null([]).alias("callsigns")


def _with_marks(table: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Add the kinds of marks on positions within each leg to its notes."""
    marked = positions.filter(pl.col("mark").is_not_null()).select(
        pl.col("craft").cast(pl.String), "time", kind=pl.col("mark").cast(pl.String).str.split(":").list.first()
    )
    marked = marked.filter(pl.col("kind") != "duplicate")
    legs = table.select("id", "craft", "first_seen", "last_seen").sort("first_seen")
    near = marked.sort("time").join_asof(
        legs, left_on="time", right_on="first_seen", by="craft", strategy="backward", check_sortedness=False
    )
    near = near.filter(pl.col("time") <= pl.col("last_seen") + pl.duration(seconds=MARK_S))
    kinds = near.group_by("id").agg(pl.col("kind").unique())
    joined = table.join(kinds, on="id", how="left", maintain_order="left")
    marks = pl.concat_list(pl.col("notes"), pl.col("kind").fill_null([])).list.unique().list.sort()
    return joined.with_columns(marks=marks).drop("notes", "kind")
