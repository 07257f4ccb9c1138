"""What a ship did in a port's water, one thing after the other: at anchor in the roadstead, then at a berth.

Each stretch in which she lay still is a phase, with the bounds of its beginning and end; between two she was under
way or unheard. Where she lay is judged by, in this order: whether she swung round an anchor or lay fast; what she said
she did; who lay fast, or at anchor, beside her. What none of them tells stays a `stay`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crossbearing.model.vessel_tables import PHASE, PORT_CALLS
from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, Fixes, flat_km
from crossbearing.movement.vessels.lying import Lying, Slow, lying
from crossbearing.movement.vessels.ports.harbours import Harbours

# A gyro's noise is a degree; ships at a quay yield to their lines by two or three, ships at anchor swing by tens within
# a tide. Between the two nothing is said. Measured on invented seas: 95 in 100 berths within 2, anchors beyond 25.
FAST_DEG, SWUNG_DEG = 4.0, 8.0
# The same told by the antenna where no heading is sent: noise is 10 m, and half of a tenth of a minute (93 m by either
# axis, 131 across) where only messages for satellites came; 88 in 100 anchors lie beyond that.
FAST_M, SWUNG_M = 25.0, 131.0
# Chain and ship are some 300 m long; who wandered farther than this shifted from one place to another. GUESS.
SHIFTED_M = 500.0
# So many fixes over so many hours tell how a ship lies; she may not have swung yet. GUESS: a tide turns in six hours,
# a breeze in less.
LEAST_FIXES, LEAST_H = 5, 2.0
# What a ship says is believed where half of what she sent says so.
SAID_SHARE = 0.5
# Ships at one quay lie within so many metres of another: two lengths of 120 m.
BESIDE_M = 250.0
# Who anchors farther than this from the port's point and from every quay seen in use lies in a roadstead: Global
# Fishing Watch lets a port visit begin 3 km from an anchorage point.
ROADS_KM = 3.0

Reasons = list[str]


def phases_of(
    fixes: Fixes, heading: pl.Series, slow: Slow, first: Ints, last: Ints, least_s: float
) -> list[list[dict[str, object]]]:
    """For each run of fixes, given by first and last row, its phases of `least_s` seconds and more (see PHASE).

    `slow` are the slow steps of these runs and of others.
    """
    found = lying(fixes, heading, least_s, slow=slow)
    run = np.searchsorted(first, found.first, side="right") - 1
    inside = (run >= 0) & (found.last <= last[run]) if first.size else np.zeros(len(found), np.bool_)
    phases: list[list[dict[str, object]]] = [[] for _ in range(first.size)]
    for number in np.flatnonzero(inside).tolist():
        phases[int(run[number])].append(_phase(fixes, found, number, int(found.first[number]), int(found.last[number])))
    return phases


def _phase(fixes: Fixes, found: Lying, number: int, begin: int, end: int) -> dict[str, object]:
    swung, turned = float(found.wander_m[number]), float(found.turned_deg[number])
    hours = float(fixes.seconds[end] - fixes.seconds[begin]) / 3600.0
    said = _said(float(found.anchored[number]), float(found.moored[number]))
    kind, because = _judged(swung, turned, end - begin + 1, hours, said)
    before = begin and fixes.hull[begin - 1] == fixes.hull[begin]
    after = end + 1 < len(fixes) and fixes.hull[end + 1] == fixes.hull[end]
    return {
        "kind": kind,
        "because": because,
        "began_after": _ms(fixes.seconds[begin - 1]) if before else None,
        "began_before": _ms(fixes.seconds[begin]),
        "ended_after": _ms(fixes.seconds[end]),
        "ended_before": _ms(fixes.seconds[end + 1]) if after else None,
        "lat": float(found.lat[number]),
        "lon": float(found.lon[number]),
        "wander_m": swung,
        "turned_deg": None if np.isnan(turned) else turned,
    }


def _ms(seconds: float) -> int:
    return round(float(seconds) * 1000.0)


def _said(anchored: float, moored: float) -> str | None:
    if max(anchored, moored) < SAID_SHARE:
        return None
    return "anchorage" if anchored > moored else "berth"


def _judged(swung_m: float, turned_deg: float, fixes: int, hours: float, said: str | None) -> tuple[str, Reasons]:
    """How a ship lay, and why: by her movement where it was heard well enough, else by what she said."""
    moved = _moved(swung_m, turned_deg) if fixes >= LEAST_FIXES and hours >= LEAST_H else None
    words = {"anchorage": "said_anchored", "berth": "said_moored"}
    if moved is None:
        return (said, [words[said]]) if said else ("stay", [])
    why = ["swung" if moved == "anchorage" else "lay_fast"]
    if said:
        why.append(words[said])
    return moved, why


def _moved(swung_m: float, turned_deg: float) -> str | None:
    if swung_m > SHIFTED_M:
        return None
    low, high, value = (FAST_M, SWUNG_M, swung_m) if np.isnan(turned_deg) else (FAST_DEG, SWUNG_DEG, turned_deg)
    return "berth" if value <= low else "anchorage" if value > high else None


def among_others(calls: pl.DataFrame, harbours: Harbours) -> pl.DataFrame:
    """PORT_CALLS of all ships with what only all together tell: who lay beside whom, and where the quays are.

    A `stay` beside another ship that lay fast is at a berth, one beside a ship at anchor at anchor; an anchorage far
    from the port and its quays is a `roadstead`. Done twice, it changes nothing more.
    """
    if not calls["phases"].list.len().sum():
        return calls
    numbered = calls.with_row_index("_call")
    told = numbered.select("_call", "craft", "place", "phases").explode("phases", empty_as_null=False).unnest("phases")
    told = _settled(told, harbours)
    rebuilt = told.group_by("_call", maintain_order=True).agg(pl.struct(list(PHASE)).alias("phases"))
    joined = numbered.drop("phases").join(rebuilt, "_call", how="left", maintain_order="left").drop("_call")
    lists = joined.with_columns(pl.col("phases").fill_null([]))
    return PORT_CALLS.conform(lists.with_columns(kind=_kind_of_call()))


def _kind_of_call() -> pl.Expr:
    """The nearest that she came to a quay."""
    kinds = pl.col("phases").list.eval(pl.element().struct.field("kind"))
    chosen: pl.Expr = pl.lit("stay")
    for kind in ("roadstead", "anchorage", "berth"):
        chosen = pl.when(kinds.list.contains(kind)).then(pl.lit(kind)).otherwise(chosen)
    return pl.when(pl.col("phases").list.len() > 0).then(chosen).otherwise("kind")


def _settled(told: pl.DataFrame, harbours: Harbours) -> pl.DataFrame:
    """Phases (PHASE with `craft` and `place`), judged anew from what each ship alone tells."""
    alone = [[word for word in one if word not in _TOGETHER] for one in told["because"].to_list()]
    kind = np.array([_KIND_BY[one[0]] if one else "stay" for one in alone], object)
    lat, lon = told["lat"].to_numpy(), told["lon"].to_numpy()
    sure, open_ = kind.copy(), kind == "stay"
    for word, reason in (("berth", "among_moored"), ("anchorage", "among_anchored")):
        rows = np.flatnonzero(open_)
        rows = rows[_beside(lat, lon, told["craft"].to_numpy(), rows, sure == word)]
        kind[rows], open_[rows] = word, False
        alone = _also(alone, rows, reason)
    off = (kind == "anchorage") & _off_the_port(told["place"].to_list(), lat, lon, kind == "berth", harbours)
    kind[off] = "roadstead"
    alone = _also(alone, np.flatnonzero(off), "off_the_port")
    kinds, reasons = pl.Series(kind.tolist(), dtype=pl.String), pl.Series(alone, dtype=pl.List(pl.String))
    return told.with_columns(kind=kinds, because=reasons)


_KIND_BY = {"lay_fast": "berth", "said_moored": "berth", "swung": "anchorage", "said_anchored": "anchorage"}
_TOGETHER = ("among_moored", "among_anchored", "off_the_port")


def _also(why: list[Reasons], rows: Ints, word: str) -> list[Reasons]:
    hit = set(rows.tolist())
    return [[*one, word] if number in hit else one for number, one in enumerate(why)]


def _beside(lat: Floats, lon: Floats, craft: Any, rows: Ints, those: Bools) -> Bools:
    """For each of some rows whether it lies beside one of `those`, of another ship."""
    found = np.zeros(rows.size, np.bool_)
    order = np.flatnonzero(those)
    order = order[np.argsort(lat[order], kind="stable")]
    reach = BESIDE_M / 1000.0 / KM_PER_DEGREE
    low, high = (np.searchsorted(lat[order], lat[rows] + side * reach) for side in (-1.0, 1.0))
    for at in np.flatnonzero(high > low).tolist():
        near = order[low[at] : high[at]]
        near = near[craft[near] != craft[rows[at]]]
        km = flat_km(lat[near], lon[near], lat[rows[at]], lon[rows[at]])
        found[at] = bool((km * 1000.0 <= BESIDE_M).any())
    return found


def _off_the_port(places: list[str], lat: Floats, lon: Floats, quays: Bools, harbours: Harbours) -> Bools:
    """Whether each place lies far from its port's point, and from every quay in use there; all of a roadstead does."""
    number = {code: at for at, code in enumerate(harbours.codes)}
    off = np.zeros(lat.size, np.bool_)
    by_place: dict[str, list[int]] = {}
    for row, code in enumerate(places):
        by_place.setdefault(code, []).append(row)
    for code, own in by_place.items():
        rows, at = np.array(own), number.get(code)
        if at is None:
            continue
        km = flat_km(lat[rows], lon[rows], float(harbours.lat[at]), float(harbours.lon[at]))
        for quay in np.unique(np.round(np.column_stack([lat, lon])[rows[quays[rows]]], 3), axis=0):
            km = np.minimum(km, flat_km(lat[rows], lon[rows], float(quay[0]), float(quay[1])))
        off[rows] = (km > ROADS_KM) | (at in harbours.roads)
    return off
