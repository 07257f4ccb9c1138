"""Stays of aircraft at places, with bounds, and how many there were at least and at most.

A stay ends when the craft is seen elsewhere, never because it fell silent.
`arrived_after` is the last sighting elsewhere before it and `arrived_before` the first sighting there (on the ground, or
about to land); `left_after` and `left_before` likewise. A bound is null where the archive begins or ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.tables import FLIGHTS, VISITS
from crossbearing.world import World

# From strongest to weakest.
EVIDENCE = ("ground", "low", "next", "extrapolated")
# A candidate less likely than this is not offered as a possible stay.
POSSIBLE_P = 0.02


@dataclass(frozen=True, slots=True)
class Stay:
    """One row of VISITS in the making."""

    craft: str
    airframe: str | None
    place: str | None
    arrived_after: datetime | None
    arrived_before: datetime | None
    left_after: datetime | None
    left_before: datetime | None
    evidence: str | None
    shown: bool
    arrival_flight: str | None
    departure_flight: str | None
    p: float


def visits(flights: pl.DataFrame, positions: pl.DataFrame, world: World) -> pl.DataFrame:
    """Return the VISITS between and around flights: shown ones, and merely possible ones at candidate airports.

    Needs all flights of a craft; `positions` are the marked POSITIONS they were made from, used for craft that were
    only ever seen on the ground.
    """
    rows: list[Stay] = []
    for _, part in FLIGHTS.conform(flights).group_by("craft", "airframe", maintain_order=True):
        rows += _stays_of(part.sort("first_seen").to_dicts())
    return VISITS.conform(pl.DataFrame([_row(stay) for stay in rows], schema=VISITS.schema))


def _row(stay: Stay) -> dict[str, object]:
    row = {name: getattr(stay, name) for name in Stay.__dataclass_fields__}
    bounds = (stay.arrived_after, stay.arrived_before, stay.left_after, stay.left_before)
    return row | {"id": content_id("vi", stay.craft, stay.airframe, stay.place, *bounds)}


def _stays_of(legs: list[dict[str, object]]) -> Iterable[Stay]:
    for before, after in zip([None, *legs], [*legs, None], strict=True):
        yield from _between(before, after)


def _between(before: dict[str, object] | None, after: dict[str, object] | None) -> Iterable[Stay]:
    """The stays between two consecutive legs of one airframe; either may be missing at the edge of the archive."""
    arrived = before and before["arrival_airport"]
    left = after and after["departure_airport"]
    if arrived and left and arrived == left:
        yield _stay(before, after, str(arrived), before, after)
        return
    if arrived:
        yield _stay(before, after, str(arrived), before, None)
    if left:
        yield _stay(before, after, str(left), None, after)
    if not arrived and not left:
        yield from _possible(before, after)


def _stay(before, after, place: str, landed, took_off) -> Stay:  # type: ignore[no-untyped-def]
    known = [e for e in (landed and landed["arrival_evidence"], took_off and took_off["departure_evidence"]) if e]
    craft = landed or took_off
    return Stay(
        craft["craft"],
        craft["airframe"],
        place,
        (before or {}).get("last_seen"),
        (landed and landed["arrived_at"]) or (took_off and took_off["departed_at"]),
        (took_off and took_off["departed_at"]) or (landed and landed["arrived_at"]),
        (after or {}).get("first_seen"),
        min(known, key=EVIDENCE.index),
        True,
        landed and landed["id"],
        took_off and took_off["id"],
        1.0,
    )


def _possible(before, after) -> Iterable[Stay]:  # type: ignore[no-untyped-def]
    """One stay at each candidate airport of an end that was not seen."""
    candidates: dict[str, float] = {}
    for leg, word in ((before, "arrival"), (after, "departure")):
        for one in (leg or {}).get(f"{word}_candidates") or []:
            candidates[one["airport"]] = max(candidates.get(one["airport"], 0.0), one["p"])
    craft = before or after
    for place, p in sorted(candidates.items()):
        if p >= POSSIBLE_P:
            yield Stay(
                craft["craft"], craft["airframe"], place, (before or {}).get("last_seen"), None, None,
                (after or {}).get("first_seen"), None, False, (before or {}).get("id"), (after or {}).get("id"), p,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class VisitCount:
    """How many separate stays: at least `n_min`, at most `n_max`; `shown` and `possible` are ids of VISITS."""

    n_min: int
    n_max: int
    shown: tuple[str, ...]
    possible: tuple[str, ...]


def count_visits(
    visits: pl.DataFrame, crafts: Sequence[str], airports: Sequence[str], start: datetime, end: datetime, world: World
) -> VisitCount:
    """Count stays of the craft at any of the airports that overlap `[start, end)`.

    Consecutive stays at airports of the set with nothing elsewhere between are one stay. `n_min` counts shown stays that
    were surely inside the window; `n_max` adds possible ones and those whose bounds leave it open.
    """
    here = VISITS.conform(visits).filter(pl.col("craft").is_in(list(crafts)))
    shown: list[str] = []
    possible: list[str] = []
    for _, part in here.group_by("craft", "airframe", maintain_order=True):
        for ids, sure in _merged(part.to_dicts(), set(airports), start, end):
            (shown if sure else possible).append(ids)
    return VisitCount(len(shown), len(shown) + len(possible), tuple(shown), tuple(possible))


def _merged(
    stays: list[dict[str, object]], places: set[str], start: datetime, end: datetime
) -> Iterable[tuple[str, bool]]:
    last_here = False
    for stay in stays:
        here = stay["place"] in places
        if not here:
            last_here = last_here and not stay["shown"]
            continue
        if last_here and stay["shown"]:
            continue
        inside = _inside(stay, start, end)
        if inside is not None:
            yield str(stay["id"]), bool(inside and stay["shown"])
        last_here = bool(stay["shown"])


def _inside(stay: dict[str, object], start: datetime, end: datetime) -> bool | None:
    """True when the stay surely touches the window, None when it surely does not."""
    earliest, latest = stay["arrived_after"], stay["left_before"]
    if (earliest is not None and earliest >= end) or (latest is not None and latest < start):  # type: ignore[operator]
        return None
    seen_from, seen_to = stay["arrived_before"], stay["left_after"]
    return seen_from is not None and seen_to is not None and seen_from < end and seen_to >= start  # type: ignore[operator]
