"""Are transfers told from all that looks like them in a crowded roadstead? Beside the rule of the field.

    python bench/roadstead.py [--seeds 1 2 3] [--minutes 3 5 15 30 60] [--settings usual harsh] [--show]

Invented roadsteads of four days with some 140 ships: two in five of the pairs that lie alongside each other transfer
something (at anchor or adrift, 4 to 48 h; fuel, 2 to 8 h), the others are boats with stores, pilots, tugs, a patrol,
fishing boats abreast for a night, ships laid up together, two abreast at a quay; hundreds are neighbours at anchor.
For each mean interval between fixes: transfers found, by the longest silence of either ship while alongside, those
called so that are none, by what they really were, and the same for the rule of the field. Then, over all intervals,
what pairs really were and what they are called.

Settings: `usual`; `unsized` (no ship sends her size); `bare` (nor her type); `harsh` (fixes of 4 to 15 m on either
axis, half unsized, three in ten without type, six in ten without heading, a silence of hours each day); `blind` (the
same, and nobody sends size, type or heading). `--without-port` does not tell where the quay is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from field_rule import field_rule

from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.worldgen.scores.met import match_meetings
from crossbearing.worldgen.sea.crowded_road import CrowdedRoad, crowded_road
from crossbearing.worldgen.sea.road_hulls import Harsh

HARSH = {"noise_m": (4.0, 15.0), "gaps_a_day": 1.0}
SETTINGS = {
    "usual": Harsh(),
    "unsized": Harsh(unsized=1.0),
    "bare": Harsh(unsized=1.0, untyped=1.0),
    "harsh": Harsh(unsized=0.5, untyped=0.3, headless=0.6, **HARSH),  # type: ignore[arg-type]
    "blind": Harsh(unsized=1.0, untyped=1.0, headless=1.0, **HARSH),  # type: ignore[arg-type]
}
SILENCES = (15.0, 60.0, 180.0, float("inf"))
PORT_KM = 6.0


@dataclass
class Count:
    """What one interval comes to over all seeds."""

    true: Counter[float] = field(default_factory=Counter)
    found: Counter[float] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    field_found: int = 0
    field_false: int = 0

    def line(self) -> str:
        """Recall by silence, precision, and the rule of the field."""
        found, true, false = sum(self.found.values()), sum(self.true.values()), sum(self.false.values())
        by = " ".join(f"{self.found[limit]}/{self.true[limit]}".rjust(9) for limit in SILENCES)
        theirs = self.field_found / max(self.field_found + self.field_false, 1)
        return (
            f"{found:4d} of {true:4d} {by}   precision {found / max(found + false, 1):.3f} ({false} false: "
            f"{', '.join(f'{name} {n}' for name, n in self.false.most_common()) or 'none'})   "
            f"field's rule: {self.field_found} found, precision {theirs:.3f}"
        )


def measure(road: CrowdedRoad, count: Count, called: Counter[tuple[str, str]], port: bool) -> list[dict[str, Any]]:
    """Add one roadstead; return the false transfers."""
    rows = plausible(road.positions)
    quay = (np.array([road.quay[0]]), np.array([road.quay[1]]), np.array([PORT_KM]))
    all_ = encounters(rows, road.statics, Harbours(("QUAY",), *quay) if port else None).to_dicts()
    ours = [one for one in all_ if one["likely"] == "transfer"]
    mine, named = (match_meetings(road.transfers, road.not_transfers, some) for some in (ours, all_))
    theirs = match_meetings(road.transfers, road.not_transfers, field_rule(rows).to_dicts())
    for one, number in zip(road.transfers, mine.found, strict=True):
        limit = next(limit for limit in SILENCES if one["longest_silence_min"] <= limit)
        count.true[limit] += 1
        count.found[limit] += number >= 0
    count.false.update(mine.kinds())
    count.field_found += sum(number >= 0 for number in theirs.found)
    count.field_false += len(theirs.false)
    kinds = dict(named.false)
    called.update((kinds.get(number, "transfer"), one["likely"]) for number, one in enumerate(all_))
    return [{**ours[number], "really": kind} for number, kind in mine.false]


def main() -> None:
    """Run all settings and intervals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--minutes", type=float, nargs="+", default=[3.0, 15.0, 30.0, 60.0])
    parser.add_argument("--settings", nargs="+", choices=list(SETTINGS), default=["usual", "harsh"])
    parser.add_argument("--without-port", action="store_true")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    for setting in args.settings:
        print(f"{setting}: found, by the longest silence of either ship (15 min, 1 h, 3 h, longer)")
        called: Counter[tuple[str, str]] = Counter()
        for minutes in args.minutes:
            count = Count()
            for seed in args.seeds:
                road = crowded_road(seed, every_min=minutes, harsh=SETTINGS[setting])
                for one in measure(road, count, called, not args.without_port):
                    if args.show:
                        keys = ("really", "a", "b", "started_at", "ended_at", "median_distance_m", "because")
                        print("  false", *(one[key] for key in keys))
            print(f"{minutes:5g} min {count.line()}", flush=True)
        for kind in sorted({kind for kind, _ in called}):
            words = ", ".join(f"{word} {n}" for (other, word), n in called.most_common() if other == kind)
            print(f"      {kind}: {words}")


if __name__ == "__main__":
    main()
