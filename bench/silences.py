"""Which silences are said to be very unusual on seas where nobody switches off, and of those that were switched off?

    python bench/silences.py [--seeds 101 … 112] [--days 5] [--ships 120] [--seas caspian] [--keep 120] [--mute]

Two invented worlds a seed, without false positions or shared numbers: in one nobody switches off, in the other many do
for meetings and calls. Printed are silences of six hours and more by class of transponder and by the word said of them,
those switched off (half of the silence and more) apart, and the one-sided 95 % bound of how often a silence that was
not is called very unusual. With `--mute` the positions tell neither type of message nor navigational status, as in many
tables, so that nobody's class is known.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.movement.binomial import upper_bound
from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.frames import positions
from crossbearing.worldgen.sea.invented import Faults, Sea
from crossbearing.worldgen.sea.stage import Shares
from crossbearing.worldgen.sea.worn import Disguises

NOBODY_SILENT = Shares(one_dark=0.0, both_dark=0.0, dark_call=0.0)
MANY_SILENT = Shares(one_dark=0.4, both_dark=0.3, dark_call=0.3)
WORDS = ("very_unusual", "unusual", "expected", None)
LEAST_H = 6.0
Table = Counter[tuple[str, str, str | None]]


def marked(sea: Sea, mute: bool) -> pl.DataFrame:
    """What was heard, marked, without what a receiver garbled."""
    rows = positions(sea)
    sound = pl.Series(sea.rows["false"].to_numpy() == 0).gather(rows["row"])
    told = rows.filter(sound)
    if mute:
        told = told.with_columns(pl.lit(None, told.schema[name]).alias(name) for name in ("message", "status"))
    return plausible(told)


def kind_of(sea: Sea, number: int, row: dict[str, Any]) -> str:
    """Whether a silence was switched off."""
    end = sea.days * 86_400.0
    begin = row["started_at"].timestamp() - sea.epoch
    until = row["ended_at"].timestamp() - sea.epoch if isinstance(row["ended_at"], datetime) else end
    dark = (min(until, again) - max(begin, off) for off, again, _ in sea.lives[number].silent)
    return "switched off" if max(dark, default=0.0) >= (until - begin) / 2.0 else "honest"


def counted(sea: Sea, mute: bool, table: Table) -> float:
    """Count the silences of a world; returns the processor seconds that they took to find."""
    told = marked(sea, mute)
    at = time.process_time()
    found = silences(told, LEAST_H)
    spent = time.process_time() - at
    number = {f"mmsi:{ship.mmsi:09d}": ship.number for ship in sea.ships}
    for row in found.to_dicts():
        if row["craft"] in number:
            ship = number[row["craft"]]
            sender = "class B" if sea.ships[ship].class_b else "class A"
            table[kind_of(sea, ship, row), sender, row["silence"]] += 1
    return spent


def main() -> None:
    """Run both worlds of all seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="*", default=list(range(101, 113)))
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--ships", type=int, default=120)
    parser.add_argument("--seas", nargs="*", default=["caspian"])
    parser.add_argument("--keep", type=float, default=120.0)
    parser.add_argument("--mute", action="store_true")
    args = parser.parse_args()
    for name, shares in (("nobody switches off", NOBODY_SILENT), ("many switch off", MANY_SILENT)):
        table: Table = Counter()
        spent = 0.0
        for seed in args.seeds:
            sea = invent_sea(
                seed, args.days, args.ships, seas=tuple(args.seas), keep_s=args.keep, shares=shares,
                disguises=Disguises(0.0, 0.0, 0.0, 0.0), faults=Faults(0.0, 0.0),
            )  # fmt: skip
            spent += counted(sea, args.mute, table)
        print(f"{name}: {len(args.seeds)} seeds, {args.days} days, {args.ships} ships; {spent:.2f} s")
        for kind, sender in sorted({key[:2] for key in table}):
            counts = {word: table[kind, sender, word] for word in WORDS}
            total = sum(counts.values())
            said = ", ".join(f"{count} {word or 'unknown'}" for word, count in counts.items())
            bound = f"; bound {upper_bound(counts['very_unusual'], total):.5f}" if kind == "honest" else ""
            print(f"  {kind}, {sender}: {total} silences: {said}{bound}")


if __name__ == "__main__":
    main()
