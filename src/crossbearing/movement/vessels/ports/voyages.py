"""Passages of ships from port to port, as far as they were seen, with the calls that their silences leave room for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.vessel_tables import VOYAGES
from crossbearing.movement.vessels.fixes import Fixes, References, fixes_of, references_of
from crossbearing.world.geo import distance_km

Call = dict[str, Any]
Name = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class _Way:
    """One ship's fixes between two calls, by row: the first fix under way and the last."""

    first: int
    last: int


def voyages(positions: pl.DataFrame, calls: pl.DataFrame) -> pl.DataFrame:
    """Return VOYAGES; `positions` are VESSEL_POSITIONS from `plausible`, `calls` PORT_CALLS made of them.

    A voyage leads from one call that is shown to the next; the first of a ship has no departure, the last no arrival.
    """
    fixes = fixes_of(positions)
    places = references_of(positions)
    bounds = fixes.bounds()
    shown: dict[Name, list[Call]] = {}
    silent: dict[Name, list[Call]] = {}
    for call in calls.sort("arrived_before").to_dicts():
        (shown if call["shown"] else silent).setdefault((call["craft"], call["hull"]), []).append(call)
    rows = []
    for number, name in enumerate(fixes.names):
        stops: list[Call | None] = [None, *shown.get(name, []), None]
        way = (int(bounds[number]), int(bounds[number + 1]) - 1)
        for one, other in pairwise(stops):
            row = _voyage(fixes, places, number, _between(fixes, way, one, other), one, other)
            if row is not None:
                rows.append({**row, "possible_calls": _possible(row, silent.get(name, []))})
    return VOYAGES.conform(pl.DataFrame(rows, schema=VOYAGES.schema))


def _between(fixes: Fixes, way: tuple[int, int], one: Call | None, other: Call | None) -> _Way:
    """The fixes from the last at one port to the first at the other."""
    seconds = fixes.seconds[way[0] : way[1] + 1]
    first = 0 if one is None else int(np.searchsorted(seconds, _seconds(one["left_after"]), "right")) - 1
    last = seconds.size - 1 if other is None else int(np.searchsorted(seconds, _seconds(other["arrived_before"])))
    return _Way(way[0] + max(first, 0), way[0] + min(last, seconds.size - 1))


def _seconds(at: Any) -> float:
    return float(at.timestamp())


def _voyage(
    fixes: Fixes, places: References, hull: int, way: _Way, one: Call | None, other: Call | None
) -> Call | None:
    """The passage between two calls; null where a ship without a call before or after was not seen under way."""
    rows = slice(way.first, way.last + 1)
    if way.last <= way.first and (one is None or other is None):
        return None
    km = distance_km(fixes.lat[rows][:-1], fixes.lon[rows][:-1], fixes.lat[rows][1:], fixes.lon[rows][1:])
    elapsed = np.diff(fixes.seconds[rows])
    craft, label = fixes.names[hull]
    start = fixes.seconds[way.first]
    return {
        "id": content_id("voy", craft, label or "", str(float(start))),
        "craft": craft,
        "hull": label,
        "departure_port": one and one["place"],
        "departed_after": one and one["left_after"],
        "departed_before": one and one["left_before"],
        "arrival_port": other and other["place"],
        "arrived_after": other and other["arrived_after"],
        "arrived_before": other and other["arrived_before"],
        "distance_km": float(np.sum(km)),
        "longest_gap_s": float(np.max(elapsed, initial=0.0)),
        "positions": way.last - way.first + 1,
        "evidence": list(dict.fromkeys(places[int(fixes.row[row])] for row in (way.first, way.last))),
    }


def _possible(row: Call, silent: list[Call]) -> list[str]:
    """The ports at which a call was possible on the way."""
    begin, end = row["departed_after"], row["arrived_before"]
    return sorted({call["place"] for call in silent if _within(call, begin, end)})


def _within(call: Call, begin: Any, end: Any) -> bool:
    """Whether a possible call lies between two times; of a bound that was not seen the other one is taken."""
    first, last = call["arrived_after"] or call["arrived_before"], call["left_before"] or call["left_after"]
    return (begin is None or first >= begin) and (end is None or last <= end)
