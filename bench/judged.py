"""Is each pair that the rule of the field finds in an anchorage told right, by itself, from a short piece of track?

    python bench/judged.py [--seeds 1 2] [--minutes 1 3 5] [--forms whole cut cut-nostat]

The form in which meetings are given to analysts: some tens of pairs that were within 500 m for two hours, merchant
ships alone, and for each what the two sent. Of each invented roadstead all transfers that the rule finds and 40 of the
neighbours at anchor or adrift; each pair is judged from its own positions alone, without a port.
Forms: `whole` (from six hours before to six after), `cut` (no more than the hours of the pair), `nostat` (nobody says
size or type), `bare` (no heading, no status), `r4` (places to four digits behind the point, 11 m).
"""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
from field_rule import field_rule

from crossbearing.model.vessel_tables import VESSEL_STATICS
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.worldgen.sea.crowded_road import CrowdedRoad, crowded_road

NEIGHBOURS, AROUND = 40, timedelta(hours=6)
FORMS = ("whole", "cut", "whole-nostat", "cut-nostat", "cut-bare-nostat-r4")
LOOK_ALIKES = ("anchorage", "adrift")
Events = list[dict[str, Any]]


def judged(road: CrowdedRoad, seed: int) -> tuple[Events, Events]:
    """The pairs of merchant ships that the rule finds: those that transfer something, and some that lie near."""
    merchants = set(road.statics.filter(pl.col("imo").is_not_null())["craft"])
    found = [one for one in field_rule(plausible(road.positions)).to_dicts() if {one["a"], one["b"]} <= merchants]
    true = [one for one in found if any(_same(one, {*map(told.get, "ab")}, told) for told in road.transfers)]
    near = [told for told in road.not_transfers if told["kind"] in LOOK_ALIKES]
    false = [one for one in found if one not in true and any(_same(one, set(told["craft"]), told) for told in near)]
    drawn = np.random.default_rng(seed).permutation(len(false))[:NEIGHBOURS]
    return true, [false[int(number)] for number in drawn]


def _same(found: dict[str, Any], pair: set[Any], told: dict[str, Any]) -> bool:
    """Whether a pair that was found is one that is told, in part of its hours."""
    begin, end = (datetime.fromisoformat(told.get(one) or told[other])
                  for one, other in (("started_at", "start"), ("ended_at", "end")))  # fmt: skip
    return {found["a"], found["b"]} == pair and begin < found["ended_at"] and end > found["started_at"]


def says_transfer(road: CrowdedRoad, one: dict[str, Any], form: str) -> bool:
    """What is said of one pair, by the positions of the two alone."""
    slack = timedelta() if "cut" in form else AROUND
    rows = road.positions.filter(
        pl.col("craft").is_in([one["a"], one["b"]])
        & pl.col("time").is_between(one["started_at"] - slack, one["ended_at"] + slack)
    )
    if "bare" in form:
        rows = rows.with_columns(pl.lit(None, rows.schema[name]).alias(name) for name in ("heading_deg", "status"))
    if "r4" in form:
        rows = rows.with_columns(pl.col("lat", "lon").round(4))
    told = VESSEL_STATICS.empty() if "nostat" in form else road.statics
    return "transfer" in set(encounters(plausible(rows), told)["likely"])


def main() -> None:
    """Run all forms and intervals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--minutes", type=float, nargs="+", default=[1.0, 3.0, 5.0])
    parser.add_argument(
        "--forms", nargs="+", default=["whole", "cut", "whole-nostat", "cut-nostat", "cut-bare-nostat-r4"]
    )
    args = parser.parse_args()
    for minutes in args.minutes:
        roads = [(seed, crowded_road(seed, every_min=minutes)) for seed in args.seeds]
        pairs = [(road, *judged(road, seed)) for seed, road in roads]
        for form in args.forms:
            said = Counter((real, says_transfer(road, one, form)) for road, true, false in pairs
                           for real, some in ((True, true), (False, false)) for one in some)  # fmt: skip
            right, missed, wrong = said[True, True], said[True, False], said[False, True]
            print(
                f"{minutes:4g} min {form:20s} {right + missed} transfers, {wrong + said[False, False]} others: "
                f"precision {right / max(right + wrong, 1):.3f}, recall {right / max(right + missed, 1):.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
