"""Legs as seen: all that positions tell of them before any airport is named, small enough to keep for a whole archive.

Naming needs all legs at once, because what one craft does tells about others. Legs seen in several sets of craft are
joined, and give the same as if all had been seen at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.movement.arrays import Floats, Ints, Tracks, starts_of
from crossbearing.movement.craft import Abilities, abilities_of
from crossbearing.movement.ends import Ends
from crossbearing.movement.legs import Legs, legs_of
from crossbearing.movement.priors import HEARD_S
from crossbearing.movement.sides import Sides, sides_of
from crossbearing.movement.source import Source, source_of
from crossbearing.world import World

# A marked position belongs to the leg it lies in, or ended or began less than this before.
MARK_S = 1800
# The kind of mark that tells nothing about a leg.
DUPLICATE = "duplicate"
WHO = ("registration", "typecode", "operator", "military")
NOTES = ("touch_and_go", "low_approach")
# The note on a leg whose craft came down as no landing does and was not seen again.
STEEP = "steep_descent"


@dataclass(frozen=True, slots=True)
class SeenLegs:
    """Legs of many airframes: `table` has the columns of FLIGHTS without those of its ends, one row a leg.

    `sides` are the ends of the same legs, `who` and `abilities` have one entry an airframe, and `heard` are the pieces
    of time, `HEARD_S` seconds each, in which anybody was heard.
    """

    table: pl.DataFrame
    sides: Sides
    who: pl.DataFrame
    abilities: Abilities
    heard: Ints


def seen_legs(positions: pl.DataFrame, airframes: pl.DataFrame, world: World) -> SeenLegs:
    """Cut marked POSITIONS into legs; marked rows are left out, their kinds are named in `marks`.

    `airframes` tells registration, type and operator by craft and day. Give all positions of a craft at once.
    """
    source = source_of(positions, world)
    who = _who(source, airframes)
    abilities = abilities_of(source.tracks, who["typecode"].to_list(), who["military"].to_list(), world.types)
    legs = legs_of(source.tracks, source.signals, abilities)
    sides = sides_of(source, legs, abilities)
    table = _table(source, legs, airframes).with_columns(notes=_notes(legs, sides))
    return SeenLegs(_with_marks(table, positions), sides, who, abilities, _heard(source.tracks))


def merged_legs(parts: Iterable[SeenLegs]) -> SeenLegs:
    """Join the legs of several sets of craft; no craft is in two of them. Needs at least one set."""
    seen = list(parts)
    craft = np.cumsum([0, *(part.who.height for part in seen)])
    return SeenLegs(
        pl.concat([part.table for part in seen]),
        _merged_sides([part.sides for part in seen], craft),
        pl.concat([part.who for part in seen]),
        Abilities(*(_together([part.abilities for part in seen], one.name) for one in fields(Abilities))),  # type: ignore[arg-type]
        np.unique(np.concatenate([part.heard for part in seen])),
    )


def _together(parts: Sequence[object], name: str) -> Floats:
    return np.concatenate([getattr(part, name) for part in parts])


def _merged_sides(parts: Sequence[Sides], craft: Ints) -> Sides:
    """Join sides: all ends in the air come first, in the order of the sides, then those on the ground."""
    before = np.cumsum([0, *(len(sides) for sides in parts)])
    total, ground = int(before[-1]), np.cumsum([0, *(len(sides.ends) - len(sides) for sides in parts)])

    def moved(rows: Ints, part: int) -> Ints:
        air = rows < len(parts[part])
        on_ground = rows - len(parts[part]) + total + ground[part]
        return np.where(rows < 0, -1, np.where(air, rows + before[part], on_ground))

    numbers = range(len(parts))
    each = [_shifted(sides.ends, int(craft[k])) for k, sides in enumerate(parts)]
    air = [ends.take(np.arange(len(parts[k]))) for k, ends in enumerate(each)]
    stood = [ends.take(np.arange(len(parts[k]), len(ends))) for k, ends in enumerate(each)]
    return Sides(
        Ends(*(_together([*air, *stood], one.name) for one in fields(Ends))),  # type: ignore[arg-type]
        np.concatenate([moved(parts[k].end, k) for k in numbers]),
        np.concatenate([moved(parts[k].beyond, k) for k in numbers]),
        np.concatenate([moved(parts[k].across, k) for k in numbers]),
        np.concatenate([sides.steep for sides in parts]),
    )


def _shifted(ends: Ends, airframes: int) -> Ends:
    """The same ends with airframes numbered from another number on."""
    return replace(ends, airframe=ends.airframe + airframes)


def _heard(tracks: Tracks) -> Ints:
    pieces = (tracks.seconds / HEARD_S).astype(np.int64)
    return np.unique(pieces[starts_of(pieces)])


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


def _table(source: Source, legs: Legs, airframes: pl.DataFrame) -> pl.DataFrame:
    """The legs as columns, without their ends and without the marks of positions."""
    air, frame = legs.air, source.frame
    first, last = legs.first[air], legs.last[air]
    columns: dict[str, object] = dict(source.airframes[legs.airframe[air]].to_dict())
    who = _identities(airframes, frame["craft"].gather(first), frame["time"].gather(first))
    columns |= {one: who[one] for one in WHO[:3]}
    columns["callsigns"] = _callsigns(source, first, last)
    for word, rows in (("first", first), ("last", last)):
        columns |= {f"{word}_{one}": frame[one].gather(rows) for one in ("lat", "lon", "alt_ft")}
        columns[f"{word}_seen"] = frame["time"].gather(rows)
    columns["positions"], columns["longest_gap_s"] = legs.rows[air], np.round(legs.longest_gap_s[air], 3)
    columns |= {"from": _places(source, first), "to": _places(source, last)}
    table = pl.DataFrame(columns).with_columns(evidence=pl.concat_list("from", "to")).drop("from", "to")
    asked = ("craft", "airframe", "first_seen", "last_seen")
    ids = [content_id("fl", *row[:2], *(t.isoformat() for t in row[2:])) for row in table.select(asked).iter_rows()]
    return table.with_columns(id=pl.Series(ids, dtype=pl.String))


def _notes(legs: Legs, sides: Sides) -> pl.Series:
    """Names of the notes on each leg, in alphabetical order."""
    air = legs.air
    said = pl.DataFrame({one: getattr(legs, one)[air] for one in NOTES} | {STEEP: sides.steep[1::2]})
    words = pl.concat_list(pl.when(one).then(pl.lit(one)) for one in sorted(said.columns))
    return said.select(words.list.drop_nulls())[:, 0]


def _places(source: Source, rows: Ints) -> pl.Series:
    """Where each row stands: `exhibit#member#row`."""
    texts = source.frame.select("exhibit", "member", "row", rows=rows).with_columns(pl.all().cast(pl.String))
    return texts.select(pl.concat_str(pl.all(), separator="#", ignore_nulls=False).fill_null("")).to_series()


def _callsigns(source: Source, first: Ints, last: Ints) -> pl.Series:
    """All callsigns of each leg, in order of first appearance."""
    callsign, sent = source.signals.callsign_before.column, source.signals.callsign_before.sent
    new = callsign.ne_missing(callsign.shift()).to_numpy()
    new[first] = True
    rows = np.flatnonzero(new & sent)
    leg = np.searchsorted(first, rows, side="right") - 1
    inside = (leg >= 0) & (rows <= np.r_[last, -1][leg])
    told = pl.DataFrame({"callsign": callsign.gather(rows[inside]).cast(pl.String), "leg": leg[inside]})
    names = told.unique(maintain_order=True).group_by("leg", maintain_order=True).agg("callsign")
    every = pl.DataFrame({"leg": np.arange(len(first))}).join(names, on="leg", how="left", maintain_order="left")
    return every["callsign"].fill_null([]).alias("callsigns")


def _with_marks(table: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Add the kinds of marks on positions within each leg to its notes."""
    kinds, row, kind = _marked(positions["mark"])
    said = np.zeros((table.height + 1, len(kinds)), dtype=np.bool_)
    if len(row):
        said[_legs_at(table, positions, row), kind] = True
    # Lists are few and repeat: making each of them once takes a tenth of the time.
    lists: dict[tuple[str, ...], int] = {}
    number = [
        lists.setdefault(tuple(sorted({*notes, *(kinds[k] for k, there in enumerate(one) if there)})), len(lists))
        for notes, one in zip(table["notes"].to_list(), said[:-1].tolist(), strict=True)
    ]
    marks = pl.Series([list(one) for one in lists], dtype=pl.List(pl.String)).gather(number)
    return table.with_columns(marks=marks).drop("notes")


def _marked(mark: pl.Series) -> tuple[list[str], Ints, Ints]:
    """The kinds of marks, but for duplicates; the rows with one of them, and the number of its kind."""
    rows = np.flatnonzero(mark.is_not_null().to_numpy())
    runs = mark.gather(rows).rle().struct.unnest()
    texts = runs["value"].cast(pl.String)
    kinds = sorted({text.split(":")[0] for text in texts.unique()} - {DUPLICATE})
    number = {text: kinds.index(text.split(":")[0]) for text in texts.unique() if text.split(":")[0] in kinds}
    of_run = texts.replace_strict(number, default=-1, return_dtype=pl.Int64).to_numpy()
    kind = np.repeat(of_run, runs["len"].to_numpy())
    return kinds, rows[kind >= 0], kind[kind >= 0]


def _legs_at(table: pl.DataFrame, positions: pl.DataFrame, rows: Ints) -> Ints:
    """The leg of its craft that was under way at each position or had ended less than `MARK_S` before; -1 for none."""
    runs = positions["craft"].rle().struct.unnest()
    names = pl.DataFrame({"craft": runs["value"].cast(pl.String)}).with_row_index("whose")
    craft = np.searchsorted(np.cumsum(runs["len"].to_numpy()), rows, side="right")
    legs = table.select("craft", "first_seen", "last_seen").with_row_index("leg")
    legs = legs.join(names, on="craft", maintain_order="left").sort("whose", "first_seen", maintain_order=True)
    whose, leg = legs["whose"].to_numpy().astype(np.int64), legs["leg"].to_numpy().astype(np.int64)
    start, end = (legs[name].to_physical().to_numpy() for name in ("first_seen", "last_seen"))
    time = positions["time"].to_physical().to_numpy()[rows]
    early, late = min(int(x.min()) for x in (start, time) if len(x)), max(int(x.max()) for x in (start, time) if len(x))
    span = late - early + 1
    place = np.searchsorted(whose * span + start - early, craft * span + time - early, side="right") - 1
    there = (place >= 0) & (np.r_[whose, -1][place] == craft) & (time <= np.r_[end, 0][place] + MARK_S * 1000)
    return np.where(there, np.r_[leg, -1][place], -1)
