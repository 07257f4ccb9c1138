"""The traffic part of `calibration.py`: routes that stayed as they were, and routes on which flights became three to
five times as many on a known day; with steady receivers and with twice as many from the middle of the days on.

    python bench/calibration_traffic.py [--seeds 501 502] [--days 70]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
from calibration_world import witness_of

from crossbearing.checks import check_claims
from crossbearing.model.claims import Change, Claim, Direction, Equipment, EquipmentRole, Kind, Place, PlaceRole, When
from crossbearing.model.verdicts import Verdict
from crossbearing.world import World, load_world
from crossbearing.worldgen.wide.corridors import Corridor, corridors, doubling_day
from crossbearing.worldgen.wide.invented import START
from crossbearing.worldgen.wide.make import write_world

STEADY, RISING = 5, 5
WITHIN_DAYS, WELL_SEEN = 7, 0.5


@dataclass(frozen=True)
class Asked:
    """A claim about a route: `sort` is steady, rise or opposite; `doubled` whether receivers doubled half way."""

    sort: str
    doubled: bool
    route: Corridor
    claim: Claim


@dataclass(frozen=True)
class Told:
    """What was said of it, by the keys of its phrases; `off_days` is how far the day told lies from the true one.

    `seen` is the share of the route's flights that were observed at both ends.
    """

    sort: str
    doubled: bool
    verdict: str
    off_days: int | None
    seen: float
    because: tuple[str, ...]


def said(name: str, route: Corridor, since: date, direction: Direction = Direction.RISE) -> Claim:
    """Il-76 flights on the route have become more (or fewer) since a day."""
    ends = (Place(route.start.icao, PlaceRole.DEPARTURE), Place(route.end.icao, PlaceRole.ARRIVAL))
    carrier = (Equipment("Il-76", EquipmentRole.CARRIER),)
    return Claim(name, "r", 0, 1, "x", Kind.TRAFFIC_CHANGE, places=ends, equipment=carrier, when=When(since),
                 change=Change(direction))  # fmt: skip


def asked(routes: tuple[Corridor, ...], days: int, doubled: bool, rng: np.random.Generator) -> Iterator[Asked]:
    """A rise claimed of steady routes, on the day receivers doubled if they did; of rising ones a rise and a fall."""
    for k, route in enumerate(routes):
        if route.factor == 1.0:
            day = doubling_day(days) if doubled else int(rng.integers(round(0.3 * days), round(0.7 * days)))
            yield Asked("steady", doubled, route, said(f"steady-{k}", route, START + timedelta(days=day)))
        else:
            since = START + timedelta(days=route.day)
            yield Asked("rise", doubled, route, said(f"rise-{k}", route, since))
            yield Asked("opposite", doubled, route, said(f"fall-{k}", route, since, Direction.FALL))


def off_days(verdict: Verdict, route: Corridor) -> int | None:
    """How far the told day of change lies from the true one."""
    for one in verdict.because:
        if one.key == "rose.day":
            told = date.fromisoformat(dict(one.values)["day"])
            return abs((told - START).days - route.day)
    return None


def seen_of(truth: Path) -> dict[str, float]:
    """The share of each operator's flights that were observed at both ends."""
    found = pl.read_ndjson(truth)
    both = (pl.col("departure_seen") == "observed") & (pl.col("arrival_seen") == "observed")
    return dict(found.group_by("operator").agg(both.mean()).iter_rows())


def measured(seed: int, days: int, doubled: bool, physics: str, world: World) -> list[Told]:
    """The verdicts on the routes of one world."""
    made, routes = corridors(seed, days, STEADY, RISING, physics=physics, doubled=doubled)
    questions = list(asked(routes, days, doubled, np.random.default_rng([seed, 7])))
    with TemporaryDirectory() as folder:
        write_world(Path(folder), made)
        witness = witness_of((Path(folder) / "tracks").glob("*.tar"), world)
        seen = seen_of(Path(folder) / "truth" / "flights.jsonl")
    verdicts = check_claims([one.claim for one in questions], witness)
    return [
        Told(
            one.sort,
            doubled,
            v.verdict.value,
            off_days(v, one.route) if one.sort == "rise" else None,
            seen[one.route.operator],
            tuple(p.key for p in v.because),
        )
        for one, v in zip(questions, verdicts, strict=True)
    ]


def all_measured(seeds: list[int], days: int, world: World) -> list[Told]:
    """Every seed with steady and with doubled receivers, under plain and rough physics in turn."""
    runs = [(seed, doubled) for seed in seeds for doubled in (False, True)]
    return [told for seed, doubled in runs
            for told in measured(seed, days, doubled, ("plain", "rough")[seed % 2], world)]  # fmt: skip


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[501, 502])
    parser.add_argument("--days", type=int, default=70)
    parser.add_argument("--look", action="store_true", help="print why each rise was not supported or not dated")
    args = parser.parse_args()
    told = all_measured(args.seeds, args.days, load_world())
    for one in told if args.look else ():
        if one.sort == "rise" and (one.verdict != "supported" or one.off_days is None or one.off_days > WITHIN_DAYS):
            print(one)
    for sort in ("steady", "rise", "opposite"):
        for doubled in (False, True):
            mine = [one for one in told if one.sort == sort and one.doubled is doubled]
            verdicts = {v: sum(one.verdict == v for one in mine) for v in sorted({one.verdict for one in mine})}
            days = sorted(-1 if one.off_days is None else one.off_days for one in mine)
            print(sort, "doubled" if doubled else "", json.dumps(verdicts), "days off" if sort == "rise" else "",
                  days if sort == "rise" else "")  # fmt: skip


if __name__ == "__main__":
    main()
