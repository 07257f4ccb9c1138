"""Cuts each aircraft's positions into flights, take-off to landing, and says how well each end is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.tables import FLIGHTS, UTC
from crossbearing.movement import chain
from crossbearing.movement.arrays import tracks_of
from crossbearing.movement.chain import Side
from crossbearing.movement.craft import performance
from crossbearing.movement.dips import has_dip
from crossbearing.movement.fields import fields_of
from crossbearing.movement.heights import without_wild_heights
from crossbearing.movement.pieces import Signals, life_of
from crossbearing.movement.plausible import airframe_of, trusted
from crossbearing.movement.runs import Piece, pieces_of
from crossbearing.movement.sides import Source, moment, sides_of
from crossbearing.world import World

# A callsign is taken from so many rows around a silence at most; it comes with every fourth row of a readsb trace.
CALLSIGN_ROWS = 60
# A marked position belongs to the leg it lies in, or ended or began less than this before.
MARK_S = 1800
NEEDED = (
    *("craft", "time", "lat", "lon", "alt_ft", "alt_kind", "gs_kt", "track_deg", "vrate_fpm", "callsign", "mark"),
    *("exhibit", "member", "row"),
)
# Ships do not fly.
VESSEL = "^(mmsi|imo):"
UNKNOWN: dict[str, object] = {"registration": None, "typecode": None, "operator": None, "military": None}


@dataclass(slots=True)
class _Found:
    """Legs of all airframes, with what is known of each, in the same order."""

    pieces: list[Piece] = field(default_factory=list)
    who: list[dict[str, object]] = field(default_factory=list)
    sides: list[tuple[Side, Side]] = field(default_factory=list)
    moments: list[tuple[float | None, float | None]] = field(default_factory=list)


def flights(positions: pl.DataFrame, airframes: pl.DataFrame, world: World) -> pl.DataFrame:
    """Return the FLIGHTS of marked POSITIONS; marked rows are left out, their kinds are named in `marks`.

    `airframes` tells registration, type and operator by craft and day. Give all positions of a craft at once: what was
    seen before and after a leg helps to say where it began and ended.
    """
    kept = trusted(positions).filter(~pl.col("craft").str.contains(VESSEL)).select(NEEDED)
    if kept.is_empty():
        return FLIGHTS.empty()
    source = _source(kept, world)
    known = _identities(airframes)
    found = _Found()
    for pieces in pieces_of(source.tracks):
        _add_life(source, pieces, known, world, found)
    if not found.pieces:
        return FLIGHTS.empty()
    return FLIGHTS.conform(_with_marks(_table(source, found), positions))


def _source(kept: pl.DataFrame, world: World) -> Source:
    frame = kept.with_columns(airframe=airframe_of(pl.col("mark")))
    frame = frame.sort("craft", "airframe", "time", maintain_order=True)
    life = pl.concat_str(["craft", "airframe"], separator="/", ignore_nulls=True)
    signals = Signals(
        frame["vrate_fpm"].cast(pl.Float64).fill_null(0.0).to_numpy(),
        frame["track_deg"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        frame["callsign"].forward_fill(limit=CALLSIGN_ROWS),
        frame["callsign"].backward_fill(limit=CALLSIGN_ROWS),
        fields_of(world.airports),
    )
    tracks = tracks_of(frame.with_columns(craft=life))
    return Source(frame, replace(tracks, alt_ft=without_wild_heights(tracks)), signals)


def _identities(airframes: pl.DataFrame) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for row in airframes.sort("craft", "seen_on").iter_rows(named=True):
        found.setdefault(str(row["craft"]), []).append(row)
    return found


def _identity(known: dict[str, list[dict[str, object]]], craft: str, day: date) -> dict[str, object]:
    """Registration, type and operator as told on the day, else on the last day before it, else on the first day."""
    rows = known.get(craft)
    if not rows:
        return UNKNOWN
    before = [row for row in rows if row["seen_on"] is None or row["seen_on"] <= day]  # type: ignore[operator]
    return before[-1] if before else rows[0]


def _add_life(
    source: Source, pieces: list[Piece], known: dict[str, list[dict[str, object]]], world: World, found: _Found
) -> None:
    """Add the legs of one airframe."""
    craft, time = source.frame["craft"], source.frame["time"]
    name = craft[pieces[0].first]
    who = _identity(known, name, time[pieces[0].first].date())
    typecode = who["typecode"]
    ability = performance(
        source.tracks,
        pieces[0].first,
        pieces[-1].last,
        None if typecode is None else str(typecode),
        world.types,
        bool(who["military"]),
    )
    life = life_of(source.tracks, source.signals, pieces, ability, 0).pieces
    legs = sides_of(source, life, ability)
    beliefs = chain.known_of(source.signals.fields, ability)
    chain.name([side for leg in legs for side in leg], beliefs)
    chain.link(legs, beliefs)
    for piece, leg in zip((piece for piece in life if not piece.ground), legs, strict=True):
        if has_dip(source.tracks, piece.first, piece.last, beliefs.fields):
            piece.notes.append("low_approach")
        found.pieces.append(piece)
        found.who.append(_identity(known, name, time[piece.first].date()))
        found.sides.append(leg)
        first, last = (moment(side, _elevation(side, beliefs), ability) for side in leg)
        found.moments.append((first, last))


def _elevation(side: Side, beliefs: chain.Known) -> float:
    if side.airport is None:
        return float("nan")
    return float(beliefs.fields.elevation_ft[beliefs.fields.index[side.airport]])


def _table(source: Source, found: _Found) -> pl.DataFrame:
    """The legs as columns, without the marks of positions."""
    first, last = [piece.first for piece in found.pieces], [piece.last for piece in found.pieces]
    frame = source.frame
    columns: dict[str, object] = {name: frame[name].gather(first) for name in ("craft", "airframe")}
    columns |= {name: [who[name] for who in found.who] for name in ("registration", "typecode", "operator")}
    columns |= {"callsigns": _callsigns(frame, first, last)}
    for word, rows in (("first", first), ("last", last)):
        columns |= {f"{word}_{name}": frame[name].gather(rows) for name in ("lat", "lon", "alt_ft")}
        columns[f"{word}_seen"] = frame["time"].gather(rows)
    for k, (word, verb) in enumerate((("departure", "departed"), ("arrival", "arrived"))):
        columns |= _end_columns([leg[k] for leg in found.sides], word)
        columns[f"{verb}_at"] = _times([moments[k] for moments in found.moments])
    columns["positions"] = [piece.rows for piece in found.pieces]
    columns["longest_gap_s"] = [round(piece.longest_gap_s, 3) for piece in found.pieces]
    columns["notes"] = pl.Series([sorted(set(piece.notes)) for piece in found.pieces], dtype=pl.List(pl.String))
    columns["evidence"] = pl.Series(
        [list(pair) for pair in zip(_places(frame, first), _places(frame, last), strict=True)], dtype=pl.List(pl.String)
    )
    table = pl.DataFrame(
        columns, schema_overrides={"registration": pl.String, "typecode": pl.String, "operator": pl.String}
    )
    named = ("craft", "airframe", "first_seen", "last_seen")
    ids = [content_id("fl", *row[:2], *(t.isoformat() for t in row[2:])) for row in table.select(named).iter_rows()]
    return table.with_columns(id=pl.Series(ids, dtype=pl.String))


def _end_columns(sides: list[Side], word: str) -> dict[str, object]:
    dtype = FLIGHTS.schema[f"{word}_candidates"]
    candidates = [[{"airport": code, "p": p} for code, p in side.candidates] for side in sides]
    return {
        f"{word}_airport": pl.Series([side.airport for side in sides], dtype=pl.String),
        f"{word}_evidence": pl.Series([side.evidence for side in sides], dtype=pl.String),
        f"{word}_candidates": pl.Series(candidates, dtype=dtype),
    }


def _times(seconds: list[float | None]) -> pl.Series:
    return pl.Series([None if s is None else round(s * 1000) for s in seconds], dtype=pl.Int64).cast(UTC)


def _places(frame: pl.DataFrame, rows: list[int]) -> list[str]:
    """Where each row stands: `exhibit#member#row`."""
    part = frame.select("exhibit", "member", "row")[rows]
    return part.select(pl.concat_str(pl.all(), separator="#", ignore_nulls=False).fill_null("")).to_series().to_list()


def _callsigns(frame: pl.DataFrame, first: list[int], last: list[int]) -> pl.Series:
    """All callsigns of each leg, in order of first appearance."""
    leg = np.full(frame.height, -1, dtype=np.int64)
    for k, (low, high) in enumerate(zip(first, last, strict=True)):
        leg[low : high + 1] = k
    sent = frame.select("callsign", leg=pl.Series(leg)).filter(pl.col("callsign").is_not_null() & (pl.col("leg") >= 0))
    names = sent.unique(maintain_order=True).group_by("leg", maintain_order=True).agg("callsign")
    every = pl.DataFrame({"leg": np.arange(len(first))}).join(names, on="leg", how="left", maintain_order="left")
    return every["callsign"].fill_null([]).alias("callsigns")


def _with_marks(table: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Add the kinds of marks on positions within each leg to its notes."""
    marked = positions.filter(pl.col("mark").is_not_null()).select(
        "craft", "time", kind=pl.col("mark").str.split(":").list.first()
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
