"""How right is the judge about ships on seas it has never seen? Draws true and false claims and counts the verdicts.

    python bench/calibration_sea.py [--seeds 601 602 …] [--heard dense usual …] [--ships 90] [--claims 8]
                                    [--sorts NAME …] [--look] [--json FILE] [--write]

Each seed and way of being heard is one invented sea (`worldgen/sea`) over a month: ports, meetings, tows, pilots,
fishing fleets, jamming, shared and changing numbers. `--claims` true and as many false claims of each sort are drawn
from it. `--look` prints each wrong, missed or unfounded verdict, `--write` puts the tables into
`docs/method/calibration-sea.md`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from calibration_figures import Answered, confusion, fault, grouped, has_range, rates, share
from calibration_page import ASKED, groups, table, told
from calibration_page import confusion as confusion_table

from crossbearing.checks import Witness, check_claims
from crossbearing.checks.at_sea.sea import Sea as Seen
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.world import World, load_world
from crossbearing.worldgen.sea import Sea, frames, invent_sea
from crossbearing.worldgen.sea.asked import SORTS, Ideal, draw
from crossbearing.worldgen.sea.ears import Reception
from crossbearing.worldgen.sea.stage import Shares

PAGE = Path(__file__).resolve().parents[1] / "docs" / "method" / "calibration-sea.md"
BEGIN, END = "<!-- written by bench/calibration_sea.py -->", "<!-- end -->"
DAYS, KEEP_S, HOUR, DAY_S = 34, 180.0, 3600.0, 86_400.0
# Months whose first day is the third day of a world: days beyond both ends are held, so that a month can be decided.
STARTS = (date(2024, 1, 30), date(2023, 8, 30), date(2024, 4, 29))
# Two days and some hours that an archive lacks.
HOLES = ((6 * DAY_S, 8 * DAY_S), (13.3 * DAY_S, 13.8 * DAY_S), (21 * DAY_S, 21.4 * DAY_S))


@dataclass(frozen=True)
class Way:
    """One way in which a sea is heard: what is asked of the generator, and what is taken out of its archive."""

    more: dict[str, Any]
    holes: tuple[tuple[float, float], ...] = ()
    hourly: bool = False


WAYS = {
    "dense": Way({"reception": Reception(stations=2.0, reach=1.3)}),
    "usual": Way({}),
    "space": Way({"reception": Reception(stations=0.0)}),
    "hourly": Way({"reception": Reception(stations=2.0, reach=1.3)}, hourly=True),
    "holes": Way({"reception": Reception(stations=1.4, reach=1.2)}, holes=HOLES),
    "off": Way({
        "reception": Reception(stations=1.6, reach=1.2), "shares": Shares(dark_call=0.3, one_dark=0.4, both_dark=0.3),
    }),
    "rivers": Way({"seas": ("caspian", "black_sea"), "shares": Shares(canal=0.3)}),
}  # fmt: skip


def world_of(seed: int, way: Way, ships: int) -> Ideal:
    """A sea and what an ideal reader makes of it."""
    sea = invent_sea(seed, DAYS, ships, keep_s=KEEP_S, start=STARTS[seed % len(STARTS)], **way.more)
    rows = sea.rows
    for begin, end in way.holes:
        rows = rows.filter(~pl.col("t").is_between(begin, end))
    if way.hourly:
        rows = rows.filter((pl.col("t") // HOUR).rle_id().over("ship").is_first_distinct().over("ship"))
    return Ideal(replace(sea, rows=rows), HOUR if way.hourly else KEEP_S, way.holes)


def witness_of(sea: Sea, world: World) -> Witness:
    """All that was received."""
    nothing = (one.empty() for one in (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE))
    positions = plausible(frames.positions(sea))
    return Witness(*nothing, world, sea=Seen(positions, frames.statics(sea), harbours_of(world.harbours)))


def answered(
    name: str, ideal: Ideal, seed: int, n: int, sorts: Sequence[str], world: World
) -> tuple[list[Answered], float]:
    """The claims of one world with their verdicts, and the processor seconds of checking."""
    drawn = [one for one in draw(ideal, seed, n) if not sorts or one.sort in sorts]
    witness = witness_of(ideal.world, world)
    started = time.process_time()
    found = {v.claim: v for v in check_claims([c for one in drawn for c in one.claims], witness)}
    spent = time.process_time() - started
    return [Answered(name, one, found[one.claims[-1].id]) for one in drawn], spent


def look(answers: list[Answered]) -> None:
    """Print the claims that were judged wrongly, missed or judged loudly without a reason, and what was said."""
    for one in answers:
        drawn, v = one.drawn, one.verdict
        if (sign := fault(one)) is not None:
            c = drawn.claims[0]
            places = " ".join(f"{p.role.value[:3]}:{p.name}" for p in c.places)
            who = ",".join([*c.craft.imo, *c.craft.mmsi, *(a.name for a in c.actors), *(e.name for e in c.equipment)])
            print(sign, one.world, drawn.sort, drawn.true, "| ideal", drawn.said.verdict, "| said", one.said,
                  v.reason or "", v.n_min, v.n_max, "|", who, places, c.when and f"{c.when.start}..{c.when.end}",
                  [f"{k.what} {k.min}-{k.max}" for k in c.counts], "true n", drawn.n_true, drawn.tags,
                  [p.key for p in v.because][:8])  # fmt: skip


def figures(answers: list[Answered], spent: float) -> dict[str, Any]:
    """Everything that is written down."""
    ranges = [a for a in answers if has_range(a)]
    widths = [a.verdict.n_max - a.verdict.n_min for a in ranges if a.verdict.n_max is not None]  # type: ignore[operator]
    return {
        "claims": len(answers), "true": sum(a.drawn.true for a in answers), "worlds": len({a.world for a in answers}),
        "ms_a_claim": round(1000 * spent / max(1, len(answers)), 1), "rates": rates(answers),
        "by_truth": confusion(answers, lambda a: "true" if a.drawn.true else "false"),
        "by_ideal": confusion(answers, lambda a: a.drawn.said.verdict),
        "by_sort": grouped(answers, lambda a: (a.drawn.sort,)),
        "by_heard": grouped(answers, lambda a: (a.world.split("-")[0],)),
        "by_tag": grouped(answers, lambda a: a.drawn.tags),
        "open_ranges": share(sum(a.verdict.n_max is None for a in ranges), len(ranges)),
        "median_width": sorted(widths)[len(widths) // 2] if widths else None,
    }  # fmt: skip


def text(found: dict[str, Any]) -> str:
    """All tables."""
    asked, rate = found["asked"], found["rates"]
    command = (
        f"python bench/calibration_sea.py --seeds {' '.join(map(str, asked['seeds']))} --heard"
        f" {' '.join(asked['heard'])} --ships {asked['ships']} --claims {asked['claims']} --write"
    )
    rows = [(name, wanted, told(rate[key])) for key, (name, wanted) in ASKED.items()]
    parts = [
        f"`{command}`: {found['claims']} claims, {found['true']} of them true, in {found['worlds']} seas of "
        f"{asked['ships']} ships and {DAYS} days; {found['ms_a_claim']:g} ms a claim.",
        table(("what", "asked", "measured (exact 95 % interval)"), rows),
        f"Of the ranges told {told(found['open_ranges'])} have no upper end; the middle width of the others is "
        f"{found['median_width']}.",
        confusion_table("truth", found["by_truth"]), confusion_table("ideal reader", found["by_ideal"]),
        groups("kind of claim", found["by_sort"]), groups("heard", found["by_heard"]), groups("ship", found["by_tag"]),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def write(found: dict[str, Any]) -> None:
    """Put the tables into the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text(found)}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def main() -> None:
    """Make the seas, judge, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[601])
    parser.add_argument("--heard", nargs="+", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--ships", type=int, default=90)
    parser.add_argument("--claims", type=int, default=8)
    parser.add_argument("--sorts", nargs="*", default=[], choices=list(SORTS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--look", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    world, answers, spent = load_world(), [], 0.0
    for heard in args.heard:
        for seed in args.seeds:
            ideal = world_of(seed, WAYS[heard], args.ships)
            found, seconds = answered(f"{heard}-{seed}", ideal, seed, args.claims, args.sorts, world)
            answers, spent = answers + found, spent + seconds
    if args.look:
        look(answers)
    asked = {"seeds": args.seeds, "heard": args.heard, "ships": args.ships, "claims": args.claims}
    found = {"asked": asked, **figures(answers, spent)}
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(text(found))
    if args.write:
        write(found)


if __name__ == "__main__":
    main()
