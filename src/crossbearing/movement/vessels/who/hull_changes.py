"""What belongs to a hull and changed under one MMSI all the same, and which ships were not heard any more then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import numpy as np
import polars as pl

from crossbearing.model.verdicts import phrase
from crossbearing.movement.vessels.fixes import KMH_PER_KT
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.tracks.one_track import Tracks
from crossbearing.movement.vessels.unheard.presence import presence
from crossbearing.movement.vessels.unheard.reach import FASTER, USUAL_KT, top_kt
from crossbearing.movement.vessels.who.grounds import FOR, Ground, references
from crossbearing.movement.vessels.who.same_ship import SAME_LENGTH_M, SAME_WIDTH_M

# Who is unheard for a day, in an archive that goes on, has stopped sending that number. GUESS.
GONE = timedelta(hours=24)
# Crews type a length in anew by a metre or three; more is another hull, or a slip. GUESS.
CHANGED_M = 4.0
# A number that changes hulls more often is one that several ships send in turn, or is typed in anew each day. GUESS.
MOST_CHANGES, APART = 4, timedelta(hours=12)
# Ships that exchange numbers are together, or lie in one roadstead. GUESS.
NEAR_KM = 5.0
Row = dict[str, Any]


def changes_of(told: pl.DataFrame) -> dict[str, tuple[Row, ...]]:
    """By MMSI, where a valid IMO number or a size changed under it: what was said before (`was_…`) and after, and when.

    An MMSI that two ships send in turn changes all the time, and is left out; `told` is a `timeline`.
    """
    kept = ("imo", "imo_valid", "length_m", "width_m", "time", "last_time", "exhibit", "member", "row")
    ordered = told.sort("craft", "time", maintain_order=True).with_columns(
        pl.col(name).shift().over("craft").name.prefix("was_") for name in kept
    )
    imo = (pl.col("imo_valid") & pl.col("was_imo_valid") & (pl.col("imo") != pl.col("was_imo"))).fill_null(value=False)
    size = ((pl.col("length_m") - pl.col("was_length_m")).abs() >= CHANGED_M).fill_null(value=False)
    found = ordered.with_columns(imo_changed=imo, size_changed=size).filter(imo | size)
    apart = (pl.col("time").diff().over("craft") >= APART).fill_null(value=True)
    steady = (pl.len() <= MOST_CHANGES) & (apart & (pl.col("was_last_time") <= pl.col("time"))).all()
    changes: dict[str, tuple[Row, ...]] = {}
    for row in found.filter(steady.over("craft")).to_dicts():
        changes[row["craft"]] = (*changes.get(row["craft"], ()), row)
    return changes


def became(change: Row | None, told: pl.DataFrame, twin: str) -> Iterator[Ground]:
    """What a ship says since the change that the twin said before it: her IMO number, her type and size."""
    if change is None:
        return
    before = told.filter((pl.col("craft") == twin) & (pl.col("time") < change["time"]))
    said = {"craft": change["craft"], "twin": twin, "time": f"{change['time']:%Y-%m-%d %H:%M}"}
    own = references(_rows_of(change))
    same_imo = before.filter(pl.col("imo_valid") & (pl.col("imo") == change["imo"]))
    if change["imo_changed"] and same_imo.height:
        told_of = phrase("swap.imo", before=change["was_imo"], after=change["imo"], **said)
        yield Ground(FOR, told_of, (*own, *references(same_imo.head(1))))
    alike = before.filter(sized_as(change))
    if change["size_changed"] and alike.height:
        sizes = {"before": f"{change['was_length_m']:g}", "after": f"{change['length_m']:g}"}
        yield Ground(FOR, phrase("swap.size", **sizes, **said), (*own, *references(alike.head(1))))


def _rows_of(change: Row) -> pl.DataFrame:
    """The rows that were sent before and after it."""
    names = ("exhibit", "member", "row")
    return pl.DataFrame([{name: change[f"{when}{name}"] for name in names} for when in ("was_", "")])


def sized_as(change: Row) -> pl.Expr:
    """Whether a ship says the type and size that another says after a change."""
    length = (pl.col("length_m") - change["length_m"]).abs() <= SAME_LENGTH_M
    width = (pl.col("width_m") - change["width_m"]).abs() <= SAME_WIDTH_M
    alike: pl.Expr = length & width & pl.col("ship_type").eq_missing(pl.lit(change["ship_type"], pl.Int16))
    return alike


@dataclass(frozen=True, slots=True)
class Heard:
    """Where and when each MMSI was last heard (rows of `sharers.ends_of`), when any was, and the tracks asked about."""

    last: dict[str, Row]
    end: datetime | None
    tracks: Tracks

    def gone_since(self, craft: str) -> datetime | None:
        """Since when a ship is unheard, where the archive goes on for a day at least; else null."""
        last: datetime | None = self.last[craft]["last"] if craft in self.last else None
        return last if last is not None and self.end is not None and self.end - last >= GONE else None

    def could_meet(self, gone: str, craft: str, until: datetime) -> bool:
        """Whether a ship can have come to one who was heard no more, between that and a later time."""
        hulls, end = self.tracks.hulls(craft), self.last[gone]
        if len(hulls) != 1:
            return False
        own, since = self.tracks.only(hulls[0]), end["last"].timestamp()
        seen = presence(own, 0, since - SLOT_S, max(until.timestamp(), since) + SLOT_S, _kmh(float(top_kt(own)[0])))
        reach = NEAR_KM + np.maximum(seen.seconds - since, 0.0) / 3600.0 * _kmh(USUAL_KT * FASTER)
        return bool(seen.at(end["last_lat"], end["last_lon"], reach).any())

    def could_be_together(self, one: str, other: str, after: datetime, before: datetime) -> bool:
        """Whether two ships can have been together between two moments; true where it cannot be told."""
        hulls = [self.tracks.hulls(craft) for craft in (one, other)]
        if any(len(found) != 1 for found in hulls):
            return True
        parts = [self.tracks.only(found[0]) for found in hulls]
        span = (after.timestamp() - SLOT_S, before.timestamp() + SLOT_S)
        first, second = (presence(part, 0, *span, _kmh(float(top_kt(part)[0]))) for part in parts)
        return bool(first.together(second).any())


def _kmh(knots: float) -> float:
    return knots * KMH_PER_KT


def heard_of(ends: pl.DataFrame, tracks: Tracks) -> Heard:
    """The last of each MMSI, whatever her hulls; `ends` are of `sharers.ends_of`."""
    last = ends.sort("last", "craft").unique("craft", keep="last", maintain_order=True)
    return Heard({row["craft"]: row for row in last.to_dicts()}, cast(datetime | None, last["last"].max()), tracks)
