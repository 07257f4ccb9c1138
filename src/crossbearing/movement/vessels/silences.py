"""Silences of ships longer than a stated threshold, and whether the reception of others explains them.

Counts of silences compare only at one threshold: 2, 6, 12 and 30 hours are all in use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.vessel_tables import GAPS
from crossbearing.movement.vessels.fixes import fixes_of, references_of
from crossbearing.movement.vessels.others_heard import Expected, Place, expected, hourly, on_all_days, pooled
from crossbearing.movement.vessels.reception import HOUR_S, WINDOW_H, Reception, merged, reception_of
from crossbearing.movement.vessels.senders import senders_of
from crossbearing.movement.vessels.together.whereabouts import Names, numbered
from crossbearing.movement.vessels.trust.disturbed import disturbed_waters, shaken, with_jammed
from crossbearing.world.geo import distance_km

# Global Fishing Watch's threshold for a gap.
LEAST_H = 6.0
# The words for a silence: the chance that a ship that transmits would have been heard. The lower bound of 0.95 is what
# every claim of absence needs here; above one half a silence is unusual.
VERY_UNUSUAL, UNUSUAL = 0.95, 0.5
# Of those beside her in those hours, and of her own other hours (five windows at least), nine in ten, as everywhere
# else a habit is asked for.
NEARLY_ALL, LEAST_OWN = 0.9, 5
# The share of others heard in an hour, in the mean of the silence and on all days in the very cells, and her own there:
# who is as likely as not to be heard in each of six hours is unheard in all of them once in 64 times.
MOST_HOURS = 0.5
# Points looked at on the straight way between both ends of a silence.
WAY_POINTS = 13
# How others were heard is asked of the first thirty days of a silence: who is silent longer is gone, laid up or
# renamed, and files of several years lie in one folder. GUESS.
MOST_JUDGED_S = 30 * 24 * HOUR_S


@dataclass(frozen=True, slots=True)
class Quiet:
    """The silences of some ships before anybody asks how others were heard: `silent` has one row for each.

    The last position of each ship begins one too, whose `ended` is null. `reception` is the ships' own hours, and
    `end` the last second of which anything was heard.
    """

    names: Names
    silent: pl.DataFrame
    reception: Reception
    end: float


def silences(positions: pl.DataFrame, least_h: float = LEAST_H) -> pl.DataFrame:
    """Return GAPS of at least so many hours; `positions` are VESSEL_POSITIONS from `plausible`.

    The last silence of a ship is open: it ends with the data, and `ended_at` is null.
    """
    gaps = silences_among([quiet(positions, least_h)], least_h)
    return with_jammed(gaps, disturbed_waters([shaken(positions)]))


def quiet(positions: pl.DataFrame, least_h: float = LEAST_H) -> Quiet:
    """The silences of some of the ships, of at least so many hours where they ended."""
    fixes = fixes_of(positions)
    silent = (fixes.hull[1:] == fixes.hull[:-1]) & (np.diff(fixes.seconds) >= least_h * HOUR_S)
    before = np.concatenate([np.flatnonzero(silent), fixes.bounds()[1:] - 1])
    ended = np.arange(before.size) < np.count_nonzero(silent)
    after = np.where(ended, before + 1, before)
    places = references_of(positions)
    rows = pl.DataFrame(
        {
            "hull": fixes.hull[before],
            "began": fixes.seconds[before],
            "lat1": fixes.lat[before],
            "lon1": fixes.lon[before],
            "ended": pl.Series(fixes.seconds[after]).set(pl.Series(~ended), None),
            "lat2": fixes.lat[after],
            "lon2": fixes.lon[after],
            "last": places.all(fixes.row[before]),
            "first": places.all(fixes.row[after]),
        }
    )
    reception = reception_of(fixes, senders_of(positions, fixes))
    return Quiet(fixes.names, rows, reception, float(fixes.seconds.max(initial=0.0)))


def reception_among(parts: Sequence[Quiet]) -> Reception:
    """The ship-hours of all parts of ships, no ship in two of them."""
    _, hulls = numbered([part.names for part in parts])
    return merged([part.reception for part in parts], hulls)


def silences_among(parts: Sequence[Quiet], least_h: float = LEAST_H) -> pl.DataFrame:
    """Return the GAPS of all parts of ships, no ship in two of them: how others were heard is asked of all.

    `jammed` is not asked yet (`disturbed.with_jammed`).
    """
    names, hulls = numbered([part.names for part in parts])
    reception = reception_among(parts)
    end = max((part.end for part in parts), default=0.0)
    rows = [
        _gap(names, reception, {**row, "hull": int(own[row["hull"]])}, end)
        for part, own in zip(parts, hulls, strict=True)
        for row in part.silent.filter(pl.col("ended").fill_null(end) - pl.col("began") >= least_h * HOUR_S).to_dicts()
    ]
    shaped = pl.DataFrame(rows, schema={**GAPS.schema, "started_at": pl.Float64, "ended_at": pl.Float64})
    milliseconds = (pl.col("started_at", "ended_at") * 1000).round().cast(pl.Int64).cast(GAPS.schema["started_at"])
    return GAPS.conform(shaped.with_columns(milliseconds))


def _gap(names: Names, reception: Reception, row: dict[str, Any], end: float) -> dict[str, object]:
    is_open = row["ended"] is None
    began, until = row["began"], end if is_open else row["ended"]
    here, there = (row["lat1"], row["lon1"]), (row["lat2"], row["lon2"])
    judged = began, min(until, began + MOST_JUDGED_S)
    told = expected(reception, row["hull"], (here, there), judged)
    craft, label = names[row["hull"]]
    return {
        "id": content_id("gap", craft, label or "", str(began)),
        "craft": craft,
        "hull": label,
        "started_at": began,
        "ended_at": row["ended"],
        "lat1": here[0],
        "lon1": here[1],
        "lat2": None if is_open else there[0],
        "lon2": None if is_open else there[1],
        "duration_h": (until - began) / HOUR_S,
        "distance_km": None if is_open else float(distance_km(*here, *there)),
        "expected_heard": told.p,
        "ships_heard": told.k,
        "silence": _word(told, reception, row["hull"], (here, there), judged),
        "evidence": [row["last"]] if is_open else [row["last"], row["first"]],
    }


def _word(told: Expected, reception: Reception, hull: int, where: tuple[Place, Place], when: Place) -> str | None:
    """How surprising a silence is."""
    if told.p is None or told.p_lower is None:
        return None
    if told.p_lower < UNUSUAL:
        return "expected"
    return "very_unusual" if _would_be_heard(told, reception, hull, where, when) else "unusual"


def _would_be_heard(told: Expected, reception: Reception, hull: int, where: tuple[Place, Place], when: Place) -> bool:
    """Whether nearly all beside her were heard in those hours, in most of them, on all days, and she herself mostly is.

    In an hour at most half of others may be unheard: in the mean of the silence, and on all days in each of its cells.

    All days are asked of the whole way, and of the six hours after she was heard last and before she was heard again:
    where she then was is known best. Where those hours tell enough by themselves her habit may be unknown.
    """
    hours = (when[1] - when[0]) / HOUR_S
    alone = told.p_lower is not None and told.p_lower >= VERY_UNUSUAL
    if told.k < NEARLY_ALL * told.n or (hours < WINDOW_H and not alone):
        return False
    (lat1, lon1), (lat2, lon2) = where
    east = (lon2 - lon1 + 540.0) % 360.0 - 180.0
    way = np.linspace(0.0, 1.0, WAY_POINTS)
    if hourly(reception, hull, where, when) < MOST_HOURS:
        return False
    if min(on_all_days(reception, hull, lat1 + way * (lat2 - lat1), lon1 + way * east, when)) < MOST_HOURS:
        return False
    part = min(WINDOW_H / hours, 1.0)
    for first, last in ((0.0, 1.0), (0.0, part), (1.0 - part, 1.0))[: 3 if part < 1.0 else 1]:
        share = np.linspace(first, last, WAY_POINTS)
        days = pooled(reception, hull, lat1 + share * (lat2 - lat1), lon1 + share * east, when)
        if days.own_k < NEARLY_ALL * days.own_n or (days.own_n < LEAST_OWN and not alone):
            continue
        if days.p_lower >= VERY_UNUSUAL:
            return True
    return False
