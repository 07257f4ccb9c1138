"""Stays of ships at ports, with bounds; a stay ends when the ship is seen elsewhere, never because she fell silent.

A call is a stay in a port's water in which the ship lay still, or was silent long enough to have done so; who only
sails through makes none. What could have happened in silences elsewhere are calls too, but not shown ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.vessel_tables import PORT_CALLS
from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import (
    Fixes,
    References,
    fixes_of,
    references_of,
)
from crossbearing.movement.vessels.lying import ANCHORED, MOORED, Slow, slow_steps, stretches
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.ports.phases import among_others, phases_of
from crossbearing.movement.vessels.unheard.reach import CALL_S, Detour, detours

# A call is half an hour or more in all of lying still.
STILL_S = 1800.0
# A silence of so long in a port's water, at less than manoeuvring speed, is a stay whatever was heard.
QUIET_S = 2 * 3600.0


@dataclass(frozen=True, slots=True)
class _Stays:
    """Runs of fixes of one ship in one port's water: first and last row."""

    first: Ints
    last: Ints
    port: Ints


def port_calls(positions: pl.DataFrame, harbours: Harbours, *, possible: bool = True) -> pl.DataFrame:
    """Return PORT_CALLS; `positions` are VESSEL_POSITIONS from `plausible`.

    With `possible`, ports that a ship could have called at in a silence are rows that are not `shown`.
    """
    return among_others(calls_alone(positions, harbours, possible=possible), harbours)


def calls_alone(positions: pl.DataFrame, harbours: Harbours, *, possible: bool = True) -> pl.DataFrame:
    """The same by what each ship tells alone; what all ships tell together is to be added (`among_others`)."""
    fixes = fixes_of(positions)
    if not len(fixes):
        return PORT_CALLS.empty()
    port, slow = _slow_in_port(fixes, harbours)
    calls, places = _calls(fixes, _runs(fixes, port), slow), references_of(positions)
    ends = np.array([run[:2] for run in calls], np.int64).reshape(-1, 2)
    lain = phases_of(fixes, positions["heading_deg"], slow, ends[:, 0], ends[:, 1], STILL_S)
    rows = [_shown(fixes, harbours, places, *run) | {"phases": one} for run, one in zip(calls, lain, strict=True)]
    if possible:
        rows += [_possible(fixes, harbours, places, one) for one in detours(fixes, harbours, port, calls)]
    return _table(rows)


def passages(positions: pl.DataFrame, harbours: Harbours) -> pl.DataFrame:
    """PORT_CALLS of kind `passage`: times in which a ship sailed through a port's water and called nowhere there.

    She was heard twice at least, and never silent for so long that she could have called.
    """
    fixes = fixes_of(positions)
    if not len(fixes):
        return PORT_CALLS.empty()
    port, calls = seen_calls(fixes, harbours)
    called, places, runs = {first for first, _, _ in calls}, references_of(positions), _runs(fixes, port)
    silent = np.concatenate([[0], np.cumsum(np.diff(fixes.seconds) >= CALL_S)])
    low, high = np.maximum(runs.first - 1, 0), np.minimum(runs.last + 1, len(fixes) - 1)
    low = np.where(fixes.hull[low] == fixes.hull[runs.first], low, runs.first)
    high = np.where(fixes.hull[high] == fixes.hull[runs.last], high, runs.last)
    through = (runs.last > runs.first) & (silent[high] == silent[low])
    rows = [
        _shown(fixes, harbours, places, int(first), int(last), int(at)) | {"kind": "passage", "phases": []}
        for first, last, at in zip(runs.first[through], runs.last[through], runs.port[through], strict=True)
        if int(first) not in called
    ]
    return _table(rows)


def seen_calls(fixes: Fixes, harbours: Harbours) -> tuple[Ints, list[tuple[int, int, int]]]:
    """The harbour in whose water each fix lies (-1: none), and the calls seen: first fix, last fix, harbour."""
    port, slow = _slow_in_port(fixes, harbours)
    return port, _calls(fixes, _runs(fixes, port), slow)


def _slow_in_port(fixes: Fixes, harbours: Harbours) -> tuple[Ints, Slow]:
    """The harbour in whose water each fix lies (-1: none), and the slow steps of stays there."""
    port, _ = harbours.nearest(fixes.lat, fixes.lon)
    stays = _runs(fixes, port)
    return port, slow_steps(fixes, stays.first, stays.last)


def _runs(fixes: Fixes, port: Ints) -> _Stays:
    new = np.ones(len(fixes), np.bool_)
    new[1:] = (fixes.hull[1:] != fixes.hull[:-1]) | (port[1:] != port[:-1])
    first = np.flatnonzero(new)
    last = np.append(first[1:] - 1, len(fixes) - 1)
    inside = port[first] >= 0
    return _Stays(first[inside], last[inside], port[first][inside])


def _calls(fixes: Fixes, stays: _Stays, slow: Slow) -> list[tuple[int, int, int]]:
    """The runs in which the ship lay still for long enough: first row, last row, port."""
    first, last = stretches(slow > 0)
    stay = np.searchsorted(stays.first, first, side="right") - 1
    lay = np.bincount(stay, fixes.seconds[last] - fixes.seconds[first], stays.first.size)
    long = lay >= STILL_S
    return list(zip(stays.first[long].tolist(), stays.last[long].tolist(), stays.port[long].tolist(), strict=True))


def _shown(fixes: Fixes, harbours: Harbours, places: References, first: int, last: int, port: int) -> dict[str, object]:
    hull = int(fixes.hull[first])
    before = first - 1 if first and fixes.hull[first - 1] == hull else None
    after = last + 1 if last + 1 < len(fixes) and fixes.hull[last + 1] == hull else None
    inside = slice(first, last + 1)
    east = (fixes.lon[inside] - fixes.lon[first] + 540.0) % 360.0 - 180.0
    return {
        **_named(fixes, hull, harbours.codes[port], float(fixes.seconds[first])),
        "arrived_after": None if before is None else float(fixes.seconds[before]),
        "arrived_before": float(fixes.seconds[first]),
        "left_after": float(fixes.seconds[last]),
        "left_before": None if after is None else float(fixes.seconds[after]),
        "lat": float(np.median(fixes.lat[inside])),
        "lon": float((fixes.lon[first] + np.median(east) + 540.0) % 360.0 - 180.0),
        "kind": _kind(fixes.status[inside]),
        "shown": True,
        "positions": last - first + 1,
        "evidence": list(dict.fromkeys(places[int(fixes.row[row])] for row in (first, last))),
    }


def _kind(status: Floats) -> str:
    """At a quay, or at anchor, as the ship herself says, of a call without a phase; a stay where she says neither."""
    anchored, moored = np.sum(status == ANCHORED), np.sum(status == MOORED)
    return "stay" if not anchored + moored else "anchorage" if anchored > moored else "berth"


def _possible(fixes: Fixes, harbours: Harbours, places: References, one: Detour) -> dict[str, object]:
    hull = int(fixes.hull[one.rows[0]])
    at = one.arrived_before if one.arrived_after is None else one.arrived_after
    return {
        **_named(fixes, hull, harbours.codes[one.port], at),
        "arrived_after": one.arrived_after,
        "arrived_before": one.arrived_before,
        "left_after": one.left_after,
        "left_before": one.left_before,
        "lat": float(harbours.lat[one.port]),
        "lon": float(harbours.lon[one.port]),
        "kind": "partial" if one.partial else "silent",
        "shown": False,
        "positions": 0,
        "phases": [],
        "evidence": [places[int(fixes.row[row])] for row in one.rows],
    }


def _named(fixes: Fixes, hull: int, code: str, at: float) -> dict[str, object]:
    craft, label = fixes.names[hull]
    return {"id": content_id("call", craft, label or "", code, str(at)), "craft": craft, "hull": label, "place": code}


_TIMES = ("arrived_after", "arrived_before", "left_after", "left_before")


def _table(rows: list[dict[str, object]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema={**PORT_CALLS.schema, **dict.fromkeys(_TIMES, pl.Float64)})
    milliseconds = (pl.col(_TIMES) * 1000).round().cast(pl.Int64).cast(PORT_CALLS.schema["arrived_after"])
    return PORT_CALLS.conform(frame.with_columns(milliseconds))
