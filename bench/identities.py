"""Who is who at sea: are new flags, shared, swapped, copied and taken numbers judged rightly, and honest ships let be?

    python bench/identities.py [--seeds 41 42] [--days 8] [--ships 400] [--tracks FILE…]

1. Invented worlds full of changes, whose truth is known. A change counts where both its numbers were heard on the days
   it is about. Printed for each kind: how many, judged rightly, said to be unclear, judged wrongly, not said at all;
   then what was judged of ships that changed nothing.
2. Honest days: the same worlds without any change or false position; everything said is a false alarm.
3. With `--tracks`, files of real AIS: everything said, by name.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import polars as pl

from crossbearing.case.sailing import sailed
from crossbearing.dossier.words import word
from crossbearing.movement.vessels.encounters import encounters_among
from crossbearing.movement.vessels.grounds import grounds_of
from crossbearing.movement.vessels.identities import asked_of, clues, identities
from crossbearing.movement.vessels.identity import timeline
from crossbearing.movement.vessels.plausible import plausible
from crossbearing.movement.vessels.whereabouts import whereabouts
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.frames import positions, statics
from crossbearing.worldgen.sea.invented import Faults, Sea
from crossbearing.worldgen.sea.worn import Disguises, Worn

CHANGES = Disguises(
    renamed=0.02, shared_far=0.01, shared_near=0.01, swapped=0.4, reflagged=0.02, named=0.01, reborn=0.01,
    cloned=0.01, carried=0.3, taken=0.3,
)  # fmt: skip
NOTHING = Disguises(0.0, 0.0, 0.0, 0.0)
# What is right to say of each kind of change; null where a change is in the timeline and nothing is to be judged.
RIGHT = {
    "renamed": "same_ship", "reflagged": "same_ship", "swapped": "swapped", "carried": "swapped", "taken": "taken_over",
    "shared": "two_ships_one_number", "cloned": "two_ships_one_number", "reborn": "same_ship",
}  # fmt: skip
Pair = frozenset[str]
DAY_S, FOREVER = 86_400.0, 1e12


def judged(sea: Sea) -> pl.DataFrame:
    """SAME_SHIPS of a world."""
    marked, said = plausible(positions(sea)), statics(sea)
    told, ships = timeline(said), whereabouts(marked)
    meetings = encounters_among(ships, said)
    return identities(told, [clues(marked, asked_of(told))], meetings, ships)


def craft(worn: Worn) -> str:
    """What a ship is called by the number she sends."""
    return f"mmsi:{worn.mmsi:09d}"


def changes(sea: Sea) -> Iterator[tuple[str, Pair]]:
    """Each change that the rows received can show, with the numbers it is about, once."""
    heard = Heard(sea)
    seen: set[tuple[str, Pair]] = set()
    senders = defaultdict(list)
    for worn in sea.worn:
        senders[worn[0].imo if worn[0].why == "cloned" else worn[0].mmsi].append(worn[0])
    for worn in sea.worn:
        for was, now in pairwise(worn):
            pair = frozenset((craft(was), craft(now)))
            if now.why in RIGHT and (now.why, pair) not in seen and heard.both(was, now):
                seen.add((now.why, pair))
                yield now.why, pair
    for worn in sea.worn:
        first = worn[0]
        if first.why == "shared" and ("shared", frozenset((craft(first),))) not in seen:
            twins = [one for one in senders[first.mmsi] if one.why == "shared"]
            if len(twins) == 2 and all(map(heard.ever, twins)):
                seen.add(("shared", frozenset((craft(first),))))
                yield "shared", frozenset((craft(first),))
        if first.why == "cloned" and heard.ever(first):
            owner = next(one[0] for one in sea.worn if one[0].imo == first.imo and one[0].why != "cloned")
            if heard.ever(owner):
                yield "cloned", frozenset((craft(owner), craft(first)))


class Heard:
    """When each ship was heard."""

    def __init__(self, sea: Sea) -> None:
        spans = sea.rows.group_by("ship").agg(pl.col("t"))
        self._times = {ship: sorted(times) for ship, times in spans.iter_rows()}

    def ever(self, worn: Worn) -> bool:
        """Whether she was heard while she wore that."""
        return any(worn.begin <= time < worn.end for time in self._times.get(worn.ship, ()))

    def both(self, was: Worn, now: Worn) -> bool:
        """Whether she was heard before and after a change."""
        return self.ever(was) and self.ever(now)


def scored(sea: Sea, table: Counter[tuple[str, str]]) -> None:
    """Count what was said of each change, and of ships that changed nothing."""
    said: dict[Pair, list[str]] = defaultdict(list)
    for row in judged(sea).to_dicts():
        said[frozenset((row["one"], row["other"]))].append(row["result"])
    for why, pair in changes(sea):
        found = said.pop(pair, [])
        right = RIGHT[why] in found
        table[why, "right" if right else "unclear" if "unclear" in found else "wrong" if found else "not said"] += 1
        table[why, "all"] += 1
    for pair, results in said.items():
        kind = "unclear (one MMSI)" if len(pair) == 1 else "unclear (two MMSI)"
        table["nothing", kind if set(results) == {"unclear"} else "judged"] += 1


def printed(table: Counter[tuple[str, str]]) -> None:
    """One line a kind."""
    for why in RIGHT:
        counts = {name: table[why, name] for name in ("right", "unclear", "wrong", "not said")}
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        print(f"  {why:10s}{table[why, 'all']:4d}: {told}")
    right = sum(table[why, "right"] for why in RIGHT)
    wrong = sum(table[why, "wrong"] for why in RIGHT) + table["nothing", "judged"]
    print(f"  precision of what is judged: {right} of {right + wrong}; of ships that changed nothing, judged "
          f"{table['nothing', 'judged']}, unclear {table['nothing', 'unclear (two MMSI)']} pairs of numbers and "
          f"{table['nothing', 'unclear (one MMSI)']} numbers with false tracks")  # fmt: skip


def tracks(paths: list[Path]) -> None:
    """What is said of real ships."""
    for path in paths:
        with sailed([path]) as told:
            found, ships = told.same_ships(), told.positions["craft"].n_unique()
        print(f"{path.name}: {ships} numbers, {found.height} judgements")
        for row in found.to_dicts():
            because = " ".join(word(one.said, "en") for one in grounds_of(row))
            print(f"  {row['one']} {row['other']} {row['result']}: {because}")


def main() -> None:
    """Run all parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="*", default=[41, 42])
    parser.add_argument("--days", type=int, default=8)
    parser.add_argument("--ships", type=int, default=400)
    parser.add_argument("--tracks", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    full: Counter[tuple[str, str]] = Counter()
    honest: Counter[tuple[str, str]] = Counter()
    for seed in args.seeds:
        scored(invent_sea(seed, args.days, args.ships, disguises=CHANGES), full)
        scored(invent_sea(seed, args.days, args.ships, disguises=NOTHING, faults=Faults(0.0, 0.0)), honest)
    if args.seeds:
        print(f"worlds full of changes, seeds {args.seeds}, {args.days} days, {args.ships} ships")
        printed(full)
        print(f"honest days: {sum(honest.values())} things said {dict(honest)}")
    tracks(args.tracks)


if __name__ == "__main__":
    main()
