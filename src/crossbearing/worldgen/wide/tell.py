"""The truth about a wide world as JSON lines and one table of rows, in the form the scorers read.

How an end of a flight was seen: `observed` if a trustworthy position was received on the ground or below 3,000 ft
within 15 km and 15 min of it; `partly` if below 12,000 ft within 120 km and 30 min (true heights above the field);
else `unobserved`.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import distance_km
from crossbearing.worldgen.truth import SEEN, Row, stamp, write_jsonl
from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.ears import SLOT_S, Ears
from crossbearing.worldgen.wide.places import Place
from crossbearing.worldgen.wide.roster import DAY_S, Leg


def write_truth(folder: Path, start: date, frame: pl.DataFrame, legs: list[Leg], craft: list[Craft]) -> None:
    """Write flights, visits, aircraft and, row by row, what is genuine, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    flights, visits = told(start, frame, legs)
    write_jsonl(folder / "flights.jsonl", flights)
    write_jsonl(folder / "visits.jsonl", visits)
    write_jsonl(folder / "aircraft.jsonl", [_aircraft(one) for one in craft])
    frame.select("icao24", "day", "row", "genuine", "airframe", "leg").write_parquet(folder / "rows.parquet")


def told(start: date, frame: pl.DataFrame, legs: list[Leg]) -> tuple[list[Row], list[Row]]:
    """Return the rows of truth on flights, one a leg in their order, and on the stays before, between and after."""
    flown = frame.filter(pl.col("leg") >= 0)
    seen = [_seen(flown, legs, end) for end in (0, 1)]
    first, last, n = _spans(flown, len(legs))
    stood = _standing(flown, legs)
    flights = [
        _flight(start, k, leg, (seen[0][k], seen[1][k]), (first[k], last[k], n[k]), (stood[0][k] > 0, stood[1][k] > 0))
        for k, leg in enumerate(legs)
    ]
    return flights, _visits(start, legs, flights, stood)


def ends_of(leg: Leg) -> tuple[tuple[Place, float, float], tuple[Place, float, float]]:
    """Place, elevation and time of take-off and landing."""
    plan, knots = leg.plan, leg.knots
    return (
        ((plan.start.lat, plan.start.lon), plan.start.elevation_ft, knots.off_at),
        ((plan.end.lat, plan.end.lon), plan.end.elevation_ft, knots.on_at),
    )


def _seen(flown: pl.DataFrame, legs: list[Leg], end: int) -> list[str]:
    """How each leg's end was seen."""
    ends = [ends_of(leg)[end] for leg in legs]
    at = flown["leg"].to_numpy()
    place = np.array([place for place, _, _ in ends]).reshape(-1, 2)[at]
    km = distance_km(flown["lat"].to_numpy(), flown["lon"].to_numpy(), place[:, 0], place[:, 1])
    height = flown["true_alt_ft"].to_numpy() - np.array([one[1] for one in ends])[at]
    late = np.abs(flown["t"].to_numpy() - np.array([one[2] for one in ends])[at])
    said = np.full(len(legs), "unobserved", dtype=object)
    for name, below_ft, within_km, within_s in reversed(SEEN):
        low = flown["ground"].to_numpy() | (height < below_ft)
        near = low & (km < within_km) & (late < within_s) & flown["genuine"].to_numpy()
        said[np.unique(at[near])] = name
    return [str(one) for one in said]


def _spans(flown: pl.DataFrame, n: int) -> tuple[list[float | None], list[float | None], NDArray[np.int64]]:
    first: list[float | None] = [None] * n
    last: list[float | None] = [None] * n
    count = np.zeros(n, np.int64)
    spans = flown.group_by("leg").agg(pl.col("t").min().alias("a"), pl.col("t").max().alias("b"), pl.len().alias("n"))
    for leg, a, b, rows in spans.iter_rows():
        first[leg], last[leg], count[leg] = a, b, rows
    return first, last, count


def _standing(flown: pl.DataFrame, legs: list[Leg]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How often the craft was heard on the ground in the stay before each leg, and in the one after it."""
    ground = flown.filter("ground")
    at, t = ground["leg"].to_numpy(), ground["t"].to_numpy()
    late = t >= np.array([leg.knots.on_at for leg in legs])[at]
    before, after = (np.bincount(at[part], minlength=len(legs)) for part in (~late, late))
    same = np.array([a.craft.airframe == b.craft.airframe for a, b in pairwise(legs)], dtype=np.int64)
    return before + np.r_[0, same * after[:-1]], after + np.r_[same * before[1:], 0]


def _who(craft: Craft, day: int) -> Row:
    return {
        "craft": craft.craft,
        "airframe": craft.airframe,
        "registration": craft.name_on(day),
        "type": craft.typecode,
        "operator": craft.fleet.operator,
    }


def _flight(
    start: date,
    number: int,
    leg: Leg,
    seen: tuple[str, str],
    span: tuple[float | None, float | None, int],
    stood: tuple[bool, bool],
) -> Row:
    plan, knots = leg.plan, leg.knots
    changed = leg.new_callsign_at < knots.on_at
    return {
        "id": f"{leg.craft.airframe}-{number:05d}",
        **_who(leg.craft, int(knots.off_at // DAY_S)),
        "military": leg.craft.fleet.military,
        "callsigns": list(leg.callsigns[: 1 + changed]),
        "departure_airport": plan.start.icao or None,
        "departed_at": stamp(start, knots.off_at),
        "arrival_airport": plan.end.icao or None,
        "arrived_at": stamp(start, knots.on_at),
        "planned_airport": leg.planned or None,
        "departure_seen": seen[0],
        "arrival_seen": seen[1],
        "departure_stood": bool(stood[0]),
        "arrival_stood": bool(stood[1]),
        "n_positions": int(span[2]),
        "first_seen": stamp(start, span[0]),
        "last_seen": stamp(start, span[1]),
        "events": leg.events,
        "transponder_off": [[stamp(start, a), stamp(start, b)] for a, b in leg.silent],
        "departure_at": [round(plan.start.lat, 4), round(plan.start.lon, 4)],
        "arrival_at": [round(plan.end.lat, 4), round(plan.end.lon, 4)],
    }


def _visits(
    start: date, legs: list[Leg], flights: list[Row], stood: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> list[Row]:
    """The stays of each airframe: before, between and after its legs."""
    rows: list[Row] = []
    for airframe, group in groupby(range(len(legs)), key=lambda k: legs[k].craft.airframe):
        mine = list(group)
        for number, (came, went) in enumerate(zip([None, *mine], [*mine, None], strict=True)):
            spot = legs[went].plan.start if went is not None else legs[mine[-1]].plan.end
            arrived = None if came is None else legs[came].knots.on_at
            left = None if went is None else legs[went].knots.off_at
            rows.append(
                {
                    "id": f"{airframe}-v{number:03d}",
                    **_who(legs[mine[0]].craft, int((arrived or left or 0.0) // DAY_S)),
                    "place": spot.icao or None,
                    "city": spot.city or None,
                    "arrived_at": stamp(start, arrived),
                    "left_at": stamp(start, left),
                    "in_flight": None if came is None else flights[came]["id"],
                    "out_flight": None if went is None else flights[went]["id"],
                    "arrival_seen": "unobserved" if came is None else flights[came]["arrival_seen"],
                    "departure_seen": "unobserved" if went is None else flights[went]["departure_seen"],
                    "parked_positions": int(stood[0][went] if went is not None else stood[1][mine[-1]]),
                }
            )
    return rows


def receiver_rows(start: date, ears: Ears) -> list[Row]:
    """Where the receivers stand, how far they reach at best, and the stretches in which each was down."""
    rows: list[Row] = []
    for k, up in enumerate(ears.up):
        edges = np.flatnonzero(np.diff(np.r_[1, up.astype(int), 1])).reshape(-1, 2)
        down = [[stamp(start, float(a) * SLOT_S), stamp(start, float(b) * SLOT_S)] for a, b in edges]
        place = {"lat": round(float(ears.lat[k]), 4), "lon": round(float(ears.lon[k]), 4)}
        rows.append({"network": "readsb", **place, "range_km": round(float(ears.range_km[k].max()), 1), "down": down})
    return rows


def _aircraft(craft: Craft) -> Row:
    return {
        **_who(craft, 0),
        "kind": craft.kind,
        "home": craft.home,
        "mlat_only": craft.mlat_only,
        "no_position": craft.no_position,
        "renamed_on_day": craft.renamed,
        "second_registration": craft.second_name if craft.renamed is not None else None,
    }
