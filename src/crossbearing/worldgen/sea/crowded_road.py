"""A crowded roadstead over some days: what is likely a transfer, and all that looks like one, with the truth.

The hard case of meetings: ships swing alike round anchors 200 to 600 m apart, others lie lashed to a ship at anchor,
boats come alongside for an hour, ships lie two abreast at a quay, sizes and headings are missing, fixes are noisy.
It shares nothing with what it tests, and is drawn with other rules than the meetings of `invented`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import polars as pl

from crossbearing.worldgen.sea.road_cast import Pair, Road
from crossbearing.worldgen.sea.road_heard import heard, said
from crossbearing.worldgen.sea.road_hulls import Harsh
from crossbearing.worldgen.sea.road_plays import (
    BUNKER_H,
    PILOT_H,
    QUAY_M,
    SUPPLY_H,
    TUG_H,
    boats_rafted,
    inspect,
    laid_up,
    lie_near,
    neighbours,
    quay,
    serve,
    transfer,
    waiting_adrift,
)
from crossbearing.worldgen.sea.road_waters import invent_waters
from crossbearing.worldgen.sea.truth import longest_gap_s
from crossbearing.worldgen.sea.units import M_PER_DEG

BEGINS = datetime(2024, 2, 5, tzinfo=UTC)
TRANSFERS = ("transfer", "bunkering")


@dataclass(frozen=True, slots=True)
class Crowd:
    """How much goes on. GUESSES that make every case occur, with several look-alikes for each transfer."""

    anchored: int = 60
    transfers: int = 8
    afloat: int = 3
    bunkerings: int = 5
    supplied: int = 6
    piloted: int = 5
    tugged: int = 4
    inspected: int = 3
    berths: int = 9
    adrift: int = 4
    fishing: int = 4
    laid_up: int = 1


@dataclass(frozen=True, slots=True)
class CrowdedRoad:
    """VESSEL_POSITIONS, VESSEL_STATICS, the quay's place, and the truth in the shape of `truth`.

    `transfers` say how well both were heard: the longest silence of either ship, minutes.
    """

    positions: pl.DataFrame
    statics: pl.DataFrame
    quay: tuple[float, float]
    transfers: list[dict[str, Any]]
    not_transfers: list[dict[str, Any]]


def crowded_road(
    seed: int, days: float = 4.0, every_min: float = 3.0, *, tidal: bool | None = None, harsh: Harsh | None = None,
    crowd: Crowd | None = None, middle: tuple[float, float] = (45.18, 36.62), begins: datetime = BEGINS,
) -> CrowdedRoad:  # fmt: skip
    """Return a roadstead round a place, heard on average once in so many minutes; the same arguments give the same."""
    rng = np.random.default_rng([seed, 91])
    many = crowd or Crowd()
    waters = invent_waters(days, bool(rng.random() < 0.5) if tidal is None else tidal, rng)
    road = Road(waters, harsh or Harsh(), rng)
    _fill(road, many)
    lie_near(road)
    numbers = {one.hull.number: f"mmsi:{273_400_000 + 7 * one.hull.number:09d}" for one in road.players}
    rows = heard(road, numbers, every_min, middle, begins, np.random.default_rng([seed, 92]))
    pairs = [_row(pair, numbers, begins) for pair in sorted(road.pairs, key=lambda one: (one.begin, one.one))]
    lat, lon = _degrees(QUAY_M[0], QUAY_M[1], middle)
    return CrowdedRoad(
        rows, said(road, numbers, begins), (float(lat), float(lon)),
        _with_silence([row for kind, row in pairs if kind in TRANSFERS], rows),
        [row for kind, row in pairs if kind not in TRANSFERS],
    )  # fmt: skip


def _fill(road: Road, many: Crowd) -> None:
    lying = neighbours(road, many.anchored)
    for number in range(many.transfers):
        transfer(road, afloat=number < many.afloat)
    plays = (
        ("bunker", "bunkering", BUNKER_H, many.bunkerings), ("supply", "supply", SUPPLY_H, many.supplied),
        ("pilot", "pilot", PILOT_H, many.piloted), ("tug", "tug", TUG_H, many.tugged),
    )  # fmt: skip
    long = [one for one in lying if one.end - one.begin > 14.0 * 3600.0]
    hosts = iter(road.rng.permutation(len(long)))
    for role, kind, lasts, count in plays:
        for _ in range(count):
            serve(road, long[int(next(hosts))], role, kind, lasts)
    for _ in range(many.inspected):
        inspect(road, long[int(next(hosts))])
    quay(road, many.berths)
    waiting_adrift(road, many.adrift)
    boats_rafted(road, many.fishing)
    for _ in range(many.laid_up):
        laid_up(road)


def _row(pair: Pair, numbers: dict[int, str], begins: datetime) -> tuple[str, dict[str, Any]]:
    start, end = (
        datetime.fromtimestamp(begins.timestamp() + round(time), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for time in (pair.begin, pair.end)
    )
    craft = [numbers[pair.one], numbers[pair.other]]
    if pair.kind in TRANSFERS:
        return pair.kind, {"a": craft[0], "b": craft[1], "kind": pair.kind, "started_at": start, "ended_at": end}
    return pair.kind, {"kind": pair.kind, "craft": craft, "start": start, "end": end}


def _with_silence(transfers: list[dict[str, Any]], rows: pl.DataFrame) -> list[dict[str, Any]]:
    """The transfers with the longest silence of either ship in each, minutes."""
    times = {
        str(craft): some["time"].dt.epoch("s").to_numpy()
        for (craft,), some in rows.select("craft", "time").group_by("craft")
    }
    for one in transfers:
        begin, end = (datetime.fromisoformat(one[name]).timestamp() for name in ("started_at", "ended_at"))
        longest = max(longest_gap_s(times.get(one[name], np.zeros(0)), begin, end) for name in ("a", "b"))
        one["longest_silence_min"] = round(longest / 60.0, 1)
    return transfers


def _degrees(east: Any, north: Any, middle: tuple[float, float]) -> tuple[Any, Any]:
    lat = middle[0] + north / M_PER_DEG
    return lat, (middle[1] + east / (M_PER_DEG * np.cos(np.radians(middle[0]))) + 540.0) % 360.0 - 180.0
