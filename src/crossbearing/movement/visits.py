"""Stays of aircraft at places, with bounds.

A stay ends when the craft is seen elsewhere, never because it fell silent.
`arrived_after` is the last sighting elsewhere before it, `arrived_before` the first sighting there; where a landing was
not seen to the ground it is the estimated landing with a margin. `left_after` and `left_before` likewise.
A bound is null where the archive begins or ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.tables import FLIGHTS, VISITS
from crossbearing.movement.counting import VisitCount, count_visits
from crossbearing.movement.fields import Fields, fields_of
from crossbearing.movement.grounded import Grounded, grounded
from crossbearing.movement.observed import Told, pointed_out
from crossbearing.movement.spots import at_one_spot, nowhere
from crossbearing.world import World

__all__ = ["VisitCount", "count_visits", "visits", "visits_of"]

# From strongest to weakest.
EVIDENCE = ("ground", "low", "next", "extrapolated")
# A candidate less likely than this is not offered as a possible stay of its own.
POSSIBLE_P = 0.02
# How far an estimated take-off or landing may be off: below 3,000 ft the rest of the way takes less than ten minutes;
# from 10,000 ft less than twenty.
MARGIN = {"low": timedelta(minutes=10), "extrapolated": timedelta(minutes=20)}

Leg = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stay:
    """One row of VISITS in the making."""

    craft: str
    airframe: str | None
    place: str | None
    arrived_after: datetime | None = None
    arrived_before: datetime | None = None
    left_after: datetime | None = None
    left_before: datetime | None = None
    evidence: str | None = None
    shown: bool = True
    arrival_flight: str | None = None
    departure_flight: str | None = None
    p: float = 1.0


def visits(
    flights: pl.DataFrame, positions: pl.DataFrame, world: World, sightings: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return the VISITS between and around flights: shown ones, and merely possible ones where an end was not seen.

    Needs all flights of a craft and the marked POSITIONS they were made from, which tell where it stood between them.
    `sightings` (SIGHTINGS) that put a named craft on the ground at an airport widen the stay they belong to, or are
    one; on an address that two airframes share they belong to neither.
    For each stay whose place nobody saw there is one possible row a candidate airport, and one with `place` null for
    anywhere else.
    """
    fields = fields_of(world.airports)
    return visits_of(flights, grounded(flights, positions, fields), sightings, fields)


def visits_of(
    flights: pl.DataFrame,
    standing: Iterable[Grounded],
    sightings: pl.DataFrame | None = None,
    fields: Fields | None = None,
) -> pl.DataFrame:
    """Return the VISITS between and around flights, given where craft were seen `standing` between them.

    With the heights of `fields`, a craft that came down and rose again at one spot away from any airport has a stay.
    """
    legs = FLIGHTS.conform(flights)
    stood: dict[tuple[str, str | None], list[Grounded]] = {}
    for one in standing:
        stood.setdefault((one.craft, one.airframe), []).append(one)
    flown = {(k[0], k[1]): part.to_dicts() for k, part in legs.group_by("craft", "airframe", maintain_order=True)}
    keys = sorted(stood.keys() | flown.keys(), key=lambda key: (key[0], key[1] or ""))
    told = pointed_out(sightings)
    keys = sorted({*keys, *((craft, None) for craft in told if not any(key[0] == craft for key in keys))}, key=str)
    own = ((key, flown.get(key, []), stood.get(key, [])) for key in keys)
    rows = [
        _row(stay)
        for key, legs_of, stood_of in own
        for stay in _with_told(list(_stays_of(legs_of, stood_of, fields)), legs_of, told, key)
    ]
    return VISITS.conform(pl.DataFrame(rows, schema=VISITS.schema))


def _row(stay: Stay) -> dict[str, object]:
    row = {one.name: getattr(stay, one.name) for one in fields(stay)}
    bounds = (stay.arrived_after, stay.arrived_before, stay.left_after, stay.left_before)
    flights = (stay.arrival_flight, stay.departure_flight)
    return row | {"id": content_id("vi", stay.craft, stay.airframe, stay.place, stay.shown, *bounds, *flights)}


def _with_told(stays: list[Stay], legs: list[dict[str, Any]], told: Told, key: tuple[str, str | None]) -> list[Stay]:
    """The stays of one airframe and those that sightings without a track add to them."""
    for row in told.get(key[0], ()) if key[1] is None else ():
        belongs = next((k for k, stay in enumerate(stays) if stay.shown and _same_stay(stay, row)), None)
        if belongs is None:
            stays.append(_told_alone(row, legs))
        else:
            stays[belongs] = _widened(stays[belongs], row)
    return stays


def _same_stay(stay: Stay, row: Leg) -> bool:
    """Whether what was seen can have been seen during a shown stay at that place."""
    after, before = stay.arrived_after, stay.left_before
    inside = (after is None or after < row["ended_at"]) and (before is None or before > row["started_at"])
    return stay.place == row["place"] and inside


def _widened(stay: Stay, row: Leg) -> Stay:
    """The stay was there at some moment of the sighting too, where that lies between its outer bounds as a whole."""
    start, end = row["started_at"], row["ended_at"]
    if (stay.arrived_after and start < stay.arrived_after) or (stay.left_before and end > stay.left_before):
        return stay
    arrived = min((one for one in (stay.arrived_before, end) if one), default=None)
    left = max((one for one in (stay.left_after, start) if one), default=None)
    return replace(stay, arrived_before=arrived, left_after=left)


def _told_alone(row: Leg, legs: list[dict[str, Any]]) -> Stay:
    """A stay that only a sighting shows: there at some moment of its stretch, between the legs around it."""
    start, end = row["started_at"], row["ended_at"]
    before = [leg["last_seen"] for leg in legs if leg["last_seen"] <= start]
    after = [leg["first_seen"] for leg in legs if leg["first_seen"] >= end]
    return Stay(
        row["craft"], None, row["place"], max(before, default=None), end, start, min(after, default=None), row["kind"]
    )


def _stays_of(legs: list[dict[str, Any]], stood: list[Grounded], fields: Fields | None) -> Iterator[Stay]:
    """The stays of one airframe: in each gap between two legs, and before the first and after the last."""
    between: dict[int, list[Grounded]] = {}
    for sighting in stood:
        between.setdefault(sighting.leg, []).append(sighting)
    for k in range(len(legs) + 1):
        yield from _in_gap(legs[k - 1] if k else None, legs[k] if k < len(legs) else None, between.get(k, []), fields)


def _in_gap(before: Leg | None, after: Leg | None, stood: list[Grounded], fields: Fields | None) -> Iterator[Stay]:
    if before and after and fields and not stood and _away_at_one_spot(before, after, fields):
        yield _away(before, after)
        return
    found = [*_arrival(before), *(_standing(one) for one in stood), *_departure(after)]
    shown = _bounded(_merged(found), before, after)
    yield from shown
    known_in = bool(stood) or (before is not None and before["arrival_airport"] is not None)
    known_out = bool(stood) or (after is not None and after["departure_airport"] is not None)
    if not known_in and not known_out:
        yield from _possible(before, after)


def _away_at_one_spot(before: Leg, after: Leg, fields: Fields) -> bool:
    open_ends = nowhere(before, "arrival") and nowhere(after, "departure")
    return open_ends and at_one_spot(before, after, fields)


def _away(before: Leg, after: Leg) -> Stay:
    """A stay away from any airport, between two legs that were both seen low there."""
    end, start, margin = before["last_seen"], after["first_seen"], MARGIN["low"]
    stay = Stay(
        before["craft"], before["airframe"], None, end, end + margin, start - margin, start, "low",
        arrival_flight=before["id"], departure_flight=after["id"],
    )  # fmt: skip
    return _sorted(stay)


def _arrival(leg: Leg | None) -> Iterator[Stay]:
    if leg is None or leg["arrival_airport"] is None:
        return
    evidence, at = leg["arrival_evidence"], leg["arrived_at"]
    there = None if at is None else at + MARGIN.get(evidence, timedelta())
    yield Stay(
        leg["craft"],
        leg["airframe"],
        leg["arrival_airport"],
        arrived_before=there,
        left_after=there,
        evidence=evidence,
        arrival_flight=leg["id"],
    )


def _departure(leg: Leg | None) -> Iterator[Stay]:
    if leg is None or leg["departure_airport"] is None:
        return
    evidence, at = leg["departure_evidence"], leg["departed_at"]
    there = None if at is None else at - MARGIN.get(evidence, timedelta())
    yield Stay(
        leg["craft"],
        leg["airframe"],
        leg["departure_airport"],
        arrived_before=there,
        left_after=there,
        evidence=evidence,
        departure_flight=leg["id"],
    )


def _standing(one: Grounded) -> Stay:
    return Stay(one.craft, one.airframe, one.place, arrived_before=one.first, left_after=one.last, evidence="ground")


def _merged(found: list[Stay]) -> list[Stay]:
    """Sightings of one place after another are one stay."""
    stays: list[Stay] = []
    for one in found:
        if stays and stays[-1].place == one.place:
            stays[-1] = _together(stays[-1], one)
        else:
            stays.append(one)
    return stays


def _together(first: Stay, then: Stay) -> Stay:
    """One stay of two sightings; a seen ground time beats an estimated one, and bounds never cross."""
    seen = [one for one in (first, then) if one.evidence in ("ground", *MARGIN) and one.arrived_before is not None]
    return replace(
        first,
        arrived_before=min((one.arrived_before for one in seen if one.arrived_before), default=None),
        left_after=max((one.left_after for one in seen if one.left_after), default=None),
        evidence=min((e for e in (first.evidence, then.evidence) if e), key=EVIDENCE.index, default=None),
        departure_flight=then.departure_flight,
    )


def _bounded(stays: list[Stay], before: Leg | None, after: Leg | None) -> Iterator[Stay]:
    """Add what was seen elsewhere before and after each stay."""
    for k, stay in enumerate(stays):
        since = stays[k - 1].left_after if k else before["last_seen"] if before else None
        until = stays[k + 1].arrived_before if k + 1 < len(stays) else after["first_seen"] if after else None
        yield _sorted(replace(stay, arrived_after=since, left_before=until))


def _sorted(stay: Stay) -> Stay:
    """Estimates with their margins may pass a sighting elsewhere; they are held inside it."""
    arrived, left = stay.arrived_before, stay.left_after
    if stay.left_before is not None and arrived is not None:
        arrived = min(arrived, stay.left_before)
    if stay.arrived_after is not None and left is not None:
        left = max(left, stay.arrived_after)
    return replace(stay, arrived_before=arrived, left_after=left)


def _possible(before: Leg | None, after: Leg | None) -> Iterator[Stay]:
    """A stay at each candidate airport of ends that were not seen, and one anywhere else."""
    candidates: dict[str, float] = {}
    for leg, word in ((before, "arrival"), (after, "departure")):
        for one in (leg[f"{word}_candidates"] or []) if leg else []:
            candidates[one["airport"]] = max(candidates.get(one["airport"], 0.0), one["p"])
    leg = before or after
    if leg is None:
        return
    anywhere = Stay(
        leg["craft"],
        leg["airframe"],
        None,
        arrived_after=before["last_seen"] if before else None,
        left_before=after["first_seen"] if after else None,
        shown=False,
        arrival_flight=before["id"] if before else None,
        departure_flight=after["id"] if after else None,
        p=max(0.0, round(1.0 - sum(candidates.values()), 4)),
    )
    yield anywhere
    for place, p in sorted(candidates.items()):
        if p >= POSSIBLE_P:
            yield replace(anywhere, place=place, p=p)
