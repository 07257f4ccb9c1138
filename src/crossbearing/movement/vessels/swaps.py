"""Did two ships exchange what they send when they met, or one go on under the number of the other? A judgement.

An IMO number and a size belong to a hull; under one MMSI they do not change. Where they do, and become what another
ship sent that was there then, the numbers have changed hulls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from crossbearing.model.verdicts import phrase
from crossbearing.movement.vessels.grounds import FOR, SWAPPED, TAKEN, UNCLEAR, Ground, Judgement, references
from crossbearing.movement.vessels.same_ship import OTHER_LENGTH_M, SAME_LENGTH_M, SAME_WIDTH_M

# What a ship says of herself is sent each six minutes and heard now and then: a change is known to some hours.
# GUESS: satellites pass every hour and a half, and hear one static message in ten.
AROUND = timedelta(hours=12)
# Who is unheard for a day, in an archive that goes on, has stopped sending that number. GUESS.
GONE = timedelta(hours=24)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """First and last time of each MMSI by its positions, and of all of them."""

    first: dict[str, datetime]
    last: dict[str, datetime]

    @property
    def end(self) -> datetime | None:
        """The last position of all."""
        return max(self.last.values(), default=None)

    def gone_since(self, craft: str) -> datetime | None:
        """Since when a ship is unheard, where the archive goes on for a day at least; else null."""
        last = self.last.get(craft)
        return last if last is not None and self.end is not None and self.end - last >= GONE else None


def heard_of(ends: pl.DataFrame) -> Heard:
    """By `craft`: the earliest `first` and the latest `last` of all her hulls."""
    spans = ends.group_by("craft").agg(pl.col("first").min(), pl.col("last").max()).sort("craft")
    crafts = spans["craft"].to_list()
    firsts, lasts = (dict(zip(crafts, spans[name].to_list(), strict=True)) for name in ("first", "last"))
    return Heard(firsts, lasts)


def changes_of(told: pl.DataFrame) -> pl.DataFrame:
    """Where a valid IMO number or a size changed under one MMSI: what was said before and after, and when.

    An MMSI that two ships send in turn changes all the time, and is left out.
    """
    ordered = told.sort("craft", "time", maintain_order=True).with_columns(
        pl.col(name).shift().over("craft").name.prefix("was_")
        for name in ("imo", "imo_valid", "length_m", "width_m", "time", "last_time", "exhibit", "member", "row")
    )
    imo = (pl.col("imo_valid") & pl.col("was_imo_valid") & (pl.col("imo") != pl.col("was_imo"))).fill_null(value=False)
    size = ((pl.col("length_m") - pl.col("was_length_m")).abs() >= OTHER_LENGTH_M).fill_null(value=False)
    found = ordered.with_columns(imo_changed=imo, size_changed=size).filter(imo | size)
    steady = pl.len().over("craft") == 1
    return found.filter(steady & (pl.col("was_last_time") <= pl.col("time")))


def swaps(told: pl.DataFrame, meetings: pl.DataFrame, crossed: dict[str, Ground], heard: Heard) -> list[Judgement]:
    """The judgements on exchanges; `meetings` are ENCOUNTERS, `crossed` what the tracks of some of them show, by id."""
    changes = {row["craft"]: row for row in changes_of(told).to_dicts()}
    met = _by_pair(meetings)
    pairs = set(_imo_pairs(changes, told)) | {pair for pair in met if changes.keys() & set(pair)}
    pairs |= {(row["a"], row["b"]) for row in meetings.to_dicts() if row["id"] in crossed}
    found = (_judged(pair, changes, told, met.get(pair, ()), crossed, heard) for pair in sorted(pairs))
    return [one for one in found if one is not None]


def _by_pair(meetings: pl.DataFrame) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in meetings.to_dicts():
        found.setdefault((row["a"], row["b"]), []).append(row)
    return found


def _imo_pairs(changes: dict[str, Row], told: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Ships whose IMO number became one that another had sent."""
    senders: dict[int, list[str]] = {}
    for craft, imo in told.filter("imo_valid").select("craft", "imo").unique().sort("craft", "imo").iter_rows():
        senders.setdefault(imo, []).append(craft)
    for craft, change in changes.items():
        for other in senders.get(change["imo"], ()) if change["imo_changed"] else ():
            if other != craft:
                yield (min(craft, other), max(craft, other))


def _judged(
    pair: tuple[str, str], changes: dict[str, Row], told: pl.DataFrame, met: Sequence[Row],
    crossed: dict[str, Ground], heard: Heard,
) -> Judgement | None:  # fmt: skip
    """Both became what the other was: swapped. One did, and the other is gone: taken over. Else unclear, or nothing."""
    one, other = pair
    became = {craft: _became(changes.get(craft), told, twin) for craft, twin in (pair, pair[::-1])}
    turned = [craft for craft in pair if became[craft]]
    window = _window([changes[craft] for craft in turned])
    around = [row for row in met if window is None or _overlaps(row, window)]
    over = [crossed[row["id"]] for row in around if row["id"] in crossed]
    if not over and not _counts(turned, changes, around):
        return None
    grounds = [ground for craft in pair for ground in became[craft]] + over + [_met(row) for row in around[:1]]
    result, more = UNCLEAR, []
    if len(turned) == 2:
        result = SWAPPED
    elif len(turned) == 1:
        gone = other if turned[0] == one else one
        since = heard.gone_since(gone)
        if since is not None and window is not None and since <= window[1] + AROUND:
            more.append(Ground(FOR, phrase("swap.gone", craft=gone, time=f"{since:%Y-%m-%d %H:%M}")))
            result = TAKEN if around else UNCLEAR
    if result == UNCLEAR and not over and not around:
        return None  # an MMSI that went to another hull: judged by what both share
    when = window or (around[0]["started_at"], around[0]["ended_at"])
    after, before = (round(moment.timestamp() * 1000) for moment in when)
    return Judgement((one, None), (other, None), result, (*grounds, *more), after, before)


def _counts(turned: list[str], changes: dict[str, Row], around: list[Row]) -> bool:
    """Whether the change says anything: a number that changed hulls, or a size that became the other's at a meeting."""
    return bool(turned) and (any(changes[craft]["imo_changed"] for craft in turned) or bool(around))


def _became(change: Row | None, told: pl.DataFrame, twin: str) -> list[Ground]:
    """What a ship says since the change that the twin said before it."""
    if change is None:
        return []
    before = told.filter((pl.col("craft") == twin) & (pl.col("time") < change["time"]))
    rows = pl.DataFrame([change]).select("exhibit", "member", pl.col("row"))
    was = pl.DataFrame([change]).select(
        pl.col("was_exhibit").alias("exhibit"), pl.col("was_member").alias("member"), pl.col("was_row").alias("row")
    )
    said = {"craft": change["craft"], "twin": twin, "time": f"{change['time']:%Y-%m-%d %H:%M}"}
    grounds = []
    theirs = before.filter(pl.col("imo_valid") & (pl.col("imo") == change["imo"])) if change["imo_changed"] else None
    if theirs is not None and theirs.height:
        evidence = (*references(was), *references(rows), *references(theirs.head(1)))
        told_imo = phrase("swap.imo", before=change["was_imo"], after=change["imo"], **said)
        grounds.append(Ground(FOR, told_imo, evidence))
    alike = before.filter(
        ((pl.col("length_m") - change["length_m"]).abs() <= SAME_LENGTH_M)
        & ((pl.col("width_m") - change["width_m"]).abs() <= SAME_WIDTH_M)
    )
    if change["size_changed"] and alike.height:
        evidence = (*references(was), *references(rows), *references(alike.head(1)))
        sizes = {"before": f"{change['was_length_m']:g}", "after": f"{change['length_m']:g}"}
        grounds.append(Ground(FOR, phrase("swap.size", **sizes, **said), evidence))
    return grounds


def _window(changes: Sequence[Row]) -> tuple[datetime, datetime] | None:
    """When the change came, as far as all of them tell."""
    if not changes:
        return None
    after, before = max(one["was_last_time"] for one in changes), min(one["time"] for one in changes)
    return (min(after, before), max(after, before))


def _overlaps(meeting: Row, window: tuple[datetime, datetime]) -> bool:
    return bool(meeting["started_at"] <= window[1] + AROUND and meeting["ended_at"] >= window[0] - AROUND)


def _met(meeting: Row) -> Ground:
    said = {"start": f"{meeting['started_at']:%Y-%m-%d %H:%M}", "end": f"{meeting['ended_at']:%Y-%m-%d %H:%M}"}
    metres = f"{meeting['median_distance_m']:.0f}"
    return Ground(FOR, phrase("swap.met", metres=metres, **said), tuple(meeting["evidence"]))
