"""What silences leave room for, as tables: ports within a ship's reach, and two ships alongside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from crossbearing.model.table import Table
from crossbearing.model.vessel_inferences import PORTS_IN_REACH, POSSIBLE_MEETINGS
from crossbearing.movement.vessels.fixes import KMH_PER_KT, Fixes, References, fixes_of, references_of
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.ports.port_calls import seen_calls
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.unheard.meetings import Longest, longest_in
from crossbearing.movement.vessels.unheard.presence import Presence, presence, runs_of
from crossbearing.movement.vessels.unheard.reach import Detour, detours, top_kt
from crossbearing.world.geo import distance_km
from crossbearing.world.waters import water_km

Row = dict[str, Any]
Span = tuple[float, float]
# A transfer takes an hour; half an hour together is not excluded. GUESS, on the short side.
LEAST_SLOTS = 3


def ports_in_reach(positions: pl.DataFrame, harbours: Harbours, span: Span, least_s: float) -> pl.DataFrame:
    """Return PORTS_IN_REACH for the silences of so many seconds and more that touch a span of seconds.

    `positions` are VESSEL_POSITIONS of some ships, from `plausible`.
    """
    fixes, places = fixes_of(positions), references_of(positions)
    if not len(fixes):
        return PORTS_IN_REACH.empty()
    found = [
        _reached(fixes, places, harbours, one)
        for one in detours(fixes, harbours, *seen_calls(fixes, harbours), least_s)
        if _touches(fixes, one, span)
    ]
    return _table(PORTS_IN_REACH, found)


def _touches(fixes: Fixes, one: Detour, span: Span) -> bool:
    begin = -np.inf if one.before is None else float(fixes.seconds[one.before])
    end = np.inf if one.after is None else float(fixes.seconds[one.after])
    return bool(begin <= span[1] and end >= span[0])


def _reached(fixes: Fixes, places: References, harbours: Harbours, one: Detour) -> Row:
    craft, label = fixes.names[int(fixes.hull[one.rows[0]])]
    bounded = one.arrived_after is not None and one.left_before is not None
    return {
        "craft": craft,
        "hull": label,
        "started_at": None if one.before is None else float(fixes.seconds[one.before]),
        "ended_at": None if one.after is None else float(fixes.seconds[one.after]),
        "place": harbours.codes[one.port],
        "to_km": one.to_km,
        "back_km": one.back_km,
        "arrived_after": one.arrived_after,
        "arrived_before": one.arrived_before,
        "left_after": one.left_after,
        "left_before": one.left_before,
        "longest_h": ((one.left_before or 0.0) - (one.arrived_after or 0.0)) / 3600.0 if bounded else None,
        "kind": "partial" if one.partial else "silent",
        "evidence": [places[int(fixes.row[row])] for row in one.rows],
    }


def possible_meetings(positions: pl.DataFrame, crafts: tuple[str, str], span: Span) -> pl.DataFrame:
    """Return POSSIBLE_MEETINGS of two ships, `mmsi:…`, in a span of seconds; `positions` as for `ports_in_reach`.

    Where they can nowhere have been together for half an hour, one row says so, with the positions that prove it.
    """
    fixes, places = fixes_of(positions), references_of(positions)
    hulls = [[number for number, name in enumerate(fixes.names) if name[0] == craft] for craft in crafts]
    found = [row for a in hulls[0] for b in hulls[1] for row in _meetings(fixes, places, (a, b), span)]
    return _table(POSSIBLE_MEETINGS, found)


def _meetings(fixes: Fixes, places: References, hulls: tuple[int, int], span: Span) -> Iterator[Row]:
    speeds = top_kt(fixes) * KMH_PER_KT
    kmh = float(speeds[hulls[0]]), float(speeds[hulls[1]])
    one, other = (presence(fixes, hull, *span, speed) for hull, speed in zip(hulls, kmh, strict=True))
    least_s = float(LEAST_SLOTS * SLOT_S)
    possible = one.together(other) & one.resting(least_s) & other.resting(least_s)
    named: Row = {"a": fixes.names[hulls[0]][0], "b": fixes.names[hulls[1]][0]}
    named |= {"a_hull": fixes.names[hulls[0]][1], "b_hull": fixes.names[hulls[1]][1]}
    runs = runs_of(possible, LEAST_SLOTS)
    for run in runs:
        times = {"started_at": float(one.seconds[run[0]]) - SLOT_S, "ended_at": float(one.seconds[run[1]]) + SLOT_S}
        evidence = _round(fixes, places, [int(ship.before[row]) for ship in (one, other) for row in run])
        yield {**named, **times, **_room(longest_in(one, other, run, kmh)), "evidence": evidence}
    if not runs and one.seconds.size:
        yield {**named, **_apart(fixes, places, one, other), "started_at": span[0], "ended_at": span[1]}


def _room(longest: Longest | None) -> Row:
    """How long they can have been together; unknown where one was not heard before or not heard again."""
    if longest is None:
        return {"possible": True, "at_most_h": None}
    known = longest.place is not None
    return {
        "possible": longest.hours > 0.0,
        "at_most_h": longest.hours,
        "found_h": longest.found_h,
        "found_from": longest.begin if known else None,
        "found_to": longest.end if known else None,
        "lat": longest.place[0] if longest.place else None,
        "lon": longest.place[1] if longest.place else None,
    }


def _apart(fixes: Fixes, places: References, one: Presence, other: Presence) -> Row:
    """That they cannot have been together, with the positions of both round the moment they were nearest."""
    known = np.flatnonzero((one.before >= 0) & (other.before >= 0))
    if not known.size:
        return {"possible": False, "at_most_h": 0.0, "evidence": []}
    km = distance_km(one.lat1[known], one.lon1[known], other.lat1[known], other.lon1[known])
    row = int(known[np.argmin(km)])
    way = float(water_km(one.lat1[row], one.lon1[row], other.lat1[row], other.lon1[row])[0, 0])
    evidence = _round(fixes, places, [int(one.before[row]), int(other.before[row])])
    return {"possible": False, "at_most_h": 0.0, "nearest_km": way if np.isfinite(way) else None, "evidence": evidence}


def _round(fixes: Fixes, places: References, rows: list[int]) -> list[str]:
    """References of some fixes and those after them, of the same ships."""
    both = [at for row in rows if row >= 0 for at in (row, row + 1) if at < len(fixes)]
    same = [at for at in both if any(fixes.hull[at] == fixes.hull[row] for row in rows if row >= 0)]
    return [places[int(fixes.row[at])] for at in dict.fromkeys(same)]


def _table(table: Table, rows: list[Row]) -> pl.DataFrame:
    """Rows with seconds as a table with times; what a row does not say is null."""
    times = [name for name, kind in table.schema.items() if isinstance(kind, pl.Datetime)]
    full = [{**dict.fromkeys(table.schema), **row} for row in rows]
    frame = pl.DataFrame(full, schema={**table.schema, **dict.fromkeys(times, pl.Float64)})
    milliseconds = [(pl.col(name) * 1000).round().cast(pl.Int64).cast(table.schema[name]) for name in times]
    return table.conform(frame.with_columns(milliseconds))
