"""Who is who at sea: are new flags, shared, swapped, copied and taken numbers judged rightly, and honest ships let be?

    python bench/identities.py [--seeds 41 42] [--days 8] [--ships 400] [--tracks FILE…]

1. Invented worlds full of changes, whose truth is known. A change counts where both its numbers were heard on the days
   it is about. Printed for each kind: how many, judged rightly, said to be unclear, judged wrongly, not said at all;
   then what was judged of ships that changed nothing.
2. Honest days: the same worlds without any change or false position; everything said is a false alarm.
3. Claims about those worlds, true and false: that a ship bore another name before, that she changed her flag. Printed
   are the verdicts; wrong are a contradicted true claim and a supported false one.
4. With `--tracks`, files of real AIS: everything said, by name.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl

from crossbearing.case.questions.sailing import sailed
from crossbearing.checks import Witness
from crossbearing.checks.at_sea.sea import Sea as Shown
from crossbearing.checks.table import check_claim
from crossbearing.dossier.words import word
from crossbearing.model.claims import Actor, Claim, Equipment, EquipmentRole, Kind, When
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.together.encounters import encounters_among
from crossbearing.movement.vessels.together.whereabouts import whereabouts
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.movement.vessels.who.grounds import grounds_of
from crossbearing.movement.vessels.who.identities import asked_of, clues, identities
from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.world import load_world
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.frames import positions, statics
from crossbearing.worldgen.sea.invented import Faults, Sea
from crossbearing.worldgen.sea.worn import Disguises, Worn

CHANGES = Disguises(
    renamed=0.02, shared_far=0.01, shared_near=0.01, swapped=0.4, reflagged=0.02, named=0.01, reborn=0.01,
    cloned=0.01, exchanged=0.2, carried=0.2, taken=0.2,
)  # fmt: skip
NOTHING = Disguises(0.0, 0.0, 0.0, 0.0)
# What is right to say of each kind of change; null where a change is in the timeline and nothing is to be judged.
RIGHT = {
    "renamed": "same_ship", "reflagged": "same_ship", "swapped": "swapped", "exchanged": "swapped",
    "carried": "swapped", "taken": "taken_over",
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


def claims(sea: Sea, rng: np.random.Generator) -> Iterator[tuple[str, bool, Claim]]:
    """Claims about names and flags with whether they are true: of each change heard, and as many invented ones."""
    heard = Heard(sea)
    once = [one[0] for one in sea.worn if len(one) == 1 and one[0].why == "own" and heard.ever(one[0])]
    for worn in sea.worn:
        for was, now in pairwise(worn):
            if now.why not in ("renamed", "reflagged", "named", "reborn") or not heard.both(was, now):
                continue
            one, other = (once[int(k)] for k in rng.choice(len(once), 2, replace=False))
            if now.name != was.name:
                yield f"alias, {now.why}", True, alias(now.name, was.name)
                yield "alias, of two ships", False, alias(one.name, other.name)
            if now.flag != was.flag:
                day = sea.start + timedelta(seconds=now.begin)
                yield f"flag, {now.why}", True, reflag(now.name, was.flag, now.flag, day)
                abroad = next(flag for flag in ("GA", "CK", "PW") if flag not in (one.flag, now.flag))
                yield "flag, never changed", False, reflag(one.name, one.flag, abroad, day)


def alias(now: str, was: str) -> Claim:
    """That a ship of one name bore another before."""
    ships = tuple(Equipment(name, EquipmentRole.CARRIER, 1, 1) for name in (now, was))
    quote = f"{now}, formerly {was}"
    return Claim("c", "r", 0, 1, quote, kind=Kind.ALIAS, equipment=ships, checkable_by=("vessels",))


def reflag(name: str, was: str, now: str, day: date) -> Claim:
    """That a ship went from one flag to another about a day."""
    return Claim(
        "c", "r", 0, 1, f"{name} changed its flag", kind=Kind.STATEMENT, actors=(Actor(was, was),),
        recipients=(Actor(now, now),), equipment=(Equipment(name, EquipmentRole.CARRIER, 1, 1),),
        when=When(day - timedelta(days=3), day + timedelta(days=3)), checkable_by=("vessels",),
    )  # fmt: skip


def decided(sea: Sea, seed: int, table: Counter[tuple[str, bool, str]]) -> None:
    """Count the verdicts on claims about a world."""
    shown = Shown(plausible(positions(sea)), statics(sea), harbours_of(load_world().harbours))
    nothing = (one.empty() for one in (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE))
    witness = Witness(*nothing, load_world(), sea=shown)
    for kind, true, claim in claims(sea, np.random.default_rng(seed)):
        table[kind, true, check_claim(claim, witness).verdict.value] += 1


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
    verdicts: Counter[tuple[str, bool, str]] = Counter()
    for seed in args.seeds:
        sea = invent_sea(seed, args.days, args.ships, disguises=CHANGES)
        scored(sea, full)
        decided(sea, seed, verdicts)
        scored(invent_sea(seed, args.days, args.ships, disguises=NOTHING, faults=Faults(0.0, 0.0)), honest)
    if args.seeds:
        print(f"worlds full of changes, seeds {args.seeds}, {args.days} days, {args.ships} ships")
        printed(full)
        print(f"honest days: {sum(honest.values())} things said {dict(honest)}")
        for kind, true in sorted({key[:2] for key in verdicts}):
            told = ", ".join(f"{n} {key[2]}" for key, n in sorted(verdicts.items()) if key[:2] == (kind, true))
            print(f"  {kind:22s}{'true' if true else 'false':6s}{told}")
    tracks(args.tracks)


if __name__ == "__main__":
    main()
