"""Are copies recognised as copies, and independent reports of the same event as independent? And how fast is it?

    python bench/origins.py --seeds 101 102 103 [--level] [--drift] [--laws 10000] [--speed 2000]

Copy collapse: invented reports (`crossbearing.worldgen.cascades`), read and compared by the product's own code; two
reports belong together when the republications found tie them, directly or through others. Pairwise precision, recall
and F1 against the cascades that were made.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from random import Random

from crossbearing.checks.between.against import relations
from crossbearing.checks.origins import findings
from crossbearing.checks.origins.flow import cut_of
from crossbearing.model.claims import (
    Actor,
    Claim,
    Kind,
    Lineage,
    Place,
    PlaceRole,
    Reading,
    Report,
    Republication,
    When,
)
from crossbearing.reading import read_report, republications
from crossbearing.world import load_world
from crossbearing.worldgen.cascades import Press, Told, make_press
from crossbearing.worldgen.cascades.rewording import LEVEL_NAMES

Pair = frozenset[str]


def report(told: Told) -> Report:
    return Report(told.id, told.text, 0, told.published, told.published)


def groups(copies: Iterable[Republication]) -> set[Pair]:
    """Pairs of reports tied by republications, through others too."""
    joined: dict[str, set[str]] = {}
    for copy in copies:
        whole = joined.get(copy.report, {copy.report}) | joined.get(copy.of, {copy.of})
        joined.update(dict.fromkeys(whole, whole))
    return {frozenset(pair) for members in joined.values() for pair in combinations(sorted(members), 2)}


def score(found: set[Pair], right: set[Pair]) -> tuple[float, float, float]:
    hits = len(found & right)
    precision, recall = hits / len(found) if found else 1.0, hits / len(right) if right else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def line(name: str, found: set[Pair], right: set[Pair]) -> str:
    precision, recall, f1 = score(found, right)
    return f"{name:<44} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({len(found & right)} of {len(right)})"


def collapse(seeds: Sequence[int], show: bool, mistakes: bool) -> None:
    found: set[Pair] = set()
    right: set[Pair] = set()
    told: dict[str, Told] = {}
    copies: list[Republication] = []
    spent = 0.0
    for seed in seeds:
        press = make_press(seed)
        reports = [report(one) for one in press.reports]
        readings: Mapping[str, Reading] = {one.id: read_report(one, load_world()) for one in reports}
        start = time.perf_counter()
        own = republications(reports, readings)
        spent += time.perf_counter() - start
        named = {one.id: f"{seed}/{one.id}" for one in press.reports}
        copies += [Republication(named[one.report], named[one.of], one.drift) for one in own]
        told |= {named[one.id]: one for one in press.reports}
        found |= {frozenset(named[name] for name in pair) for pair in groups(own)}
        right |= true_pairs(press, named)
    print(f"seeds {seeds}: {len(told)} reports, {len(right)} pairs of one cascade, {spent:.1f} s to compare")
    print(line("all", found, right))
    for language in ("en", "fr"):
        both = {pair for pair in found | right if all(told[name].language == language for name in pair)}
        print(line(f"both {language}", found & both, right & both))
    across = {pair for pair in found | right if len({told[name].language for name in pair}) == 2}
    print(line("one in each language", found & across, right & across))
    if show:
        by_level(found, told)
    if mistakes:
        for pair in sorted(found - right, key=sorted):
            print(
                "joined", [(name, told[name].cascade, told[name].level, told[name].language) for name in sorted(pair)]
            )
    drift(copies, told)


def true_pairs(press: Press, named: Mapping[str, str]) -> set[Pair]:
    return {
        frozenset(map(named.__getitem__, pair))
        for members in press.cascades().values()
        for pair in combinations(members, 2)
    }


def by_level(found: set[Pair], told: Mapping[str, Told]) -> None:
    """Of the copies of each level, how many are tied to their own original, and how many to a strange report."""
    originals = {(name.split("/")[0], one.cascade): name for name, one in told.items() if one.original}
    own: Counter[int] = Counter()
    every: Counter[int] = Counter()
    strange: Counter[int] = Counter()
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in map(tuple, found):
        near[one].add(other)
        near[other].add(one)
    for name, one in told.items():
        key = (name.split("/")[0], one.cascade)
        if one.original or key not in originals:
            continue
        every[one.level] += 1
        own[one.level] += originals[key] in near[name]
        strange[one.level] += any(told[other].cascade != one.cascade for other in near[name])
    for level in sorted(every):
        print(
            f"  level {level:2d} {LEVEL_NAMES[level]:<40} tied {own[level]:3d} of {every[level]:3d},"
            f" to a strange report too {strange[level]}"
        )


def drift(copies: Sequence[Republication], told: Mapping[str, Told]) -> None:
    """Numbers that were changed and hedges that were dropped, of copies tied to a report that had them unchanged."""
    seen = changed = softened = firmed = 0
    for copy in copies:
        ours, theirs = told[copy.report], told[copy.of]
        if ours.cascade != theirs.cascade or theirs.changed or theirs.firmed:
            continue
        for old, new in ours.changed:
            changed += str(old) in theirs.text
            noted = re.compile(rf"number: {old}(000000)?( \w+)? -> {new}(000000)?( \w+)?$")
            seen += str(old) in theirs.text and any(map(noted.match, copy.drift))
        if ours.firmed and ours.language == theirs.language:
            firmed += 1
            softened += any(note.startswith("hedge lost") for note in copy.drift)
    print(
        f"numbers changed on the way and listed: {seen} of {changed}; hedges dropped and listed: {softened} of {firmed}"
    )


def laws(graphs: int) -> None:
    """The three laws on random graphs of reports, relays and roots."""
    draw = Random(5)
    broken = Counter({"republication": 0, "merging": 0, "removing": 0})
    for _ in range(graphs):
        n = draw.randrange(1, 12)
        reports = [f"r{one}" for one in range(n)]
        relays = [f"m{one}" for one in range(draw.randrange(0, 6))]
        roots = [f"z{one}" for one in range(draw.randrange(1, 8))]
        edges = {
            one: {draw.choice([*reports, *relays, *roots]) for _ in range(draw.randrange(0, 4))} - {one}
            for one in [*reports, *relays]
        }
        count = len(cut_of(edges, reports, roots))
        copied = {**edges, "copy": {draw.choice(reports)}}
        broken["republication"] += len(cut_of(copied, [*reports, "copy"], roots)) > count
        one, other = draw.choice(roots), draw.choice(roots)
        merged = {name: {one if end == other else end for end in ends} for name, ends in edges.items()}
        broken["merging"] += len(cut_of(merged, reports, {one if end == other else end for end in roots})) > count
        gone = draw.choice(reports)
        broken["removing"] += len(cut_of(edges, [name for name in reports if name != gone], roots)) > count
    print(f"laws broken on {graphs} random graphs: {dict(broken)}")


def speed(documents: int) -> None:
    """The whole path from claims to findings with their graphs: two edges a document, forty ways of telling it."""
    draw = Random(7)
    offices = [f"Office {number}" for number in range(documents // 8)]
    claims = []
    for number in range(documents):
        way = number % 40
        place = Place("Moscow", PlaceRole.ARRIVAL, "RU", 55.75, 37.62)
        speakers = tuple(draw.sample([*offices, "two officials", "flight-tracking data"], 2 + number % 2))
        days = When(date(2024, 2, 1 + way % 10), date(2024, 2, 10 + way % 10))
        actors = (Actor("Iran", "IR"),) if way % 2 else ()
        claims.append(
            Claim(f"c{number}", f"r{number}", 0, 9, f"It landed {number % 50}", Kind.FLIGHT, places=(place,),
                  attribution=speakers, when=days, actors=actors)
        )  # fmt: skip
    copies = [Republication(f"r{one}", f"r{draw.randrange(one)}") for one in range(1, documents) if one % 4 == 0]
    lineages = [Lineage(f"r{one}", outlet=f"Outlet {one % 300}", source=f"Wire {one % 90}") for one in range(documents)]
    names = ["Chkalovsky", "Mehrabad", "Rostami", "Volgotrans", "Makhachkala", "Steppe", "Velichko", "Ryabovo"]
    reports = [
        Report(f"r{one}", " ".join(f"{draw.choice(names)} landed in the night." for _ in range(30)), 0,
               date(2024, 2, 11), date(2024, 2, 11 + one % 9))
        for one in range(documents)
    ]  # fmt: skip
    start = time.perf_counter()
    found = findings(claims, lineages, copies, reports)
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    edges = sum(len(one.leans) for one in found)
    print(f"{documents} documents, {edges} edges, {len(found)} propositions: {spent:.2f} s, {peak} MB")
    start = time.perf_counter()
    listed = relations(claims, found, copies, reports)
    print(f"  {len(listed)} relations between their claims: {time.perf_counter() - start:.2f} s")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", nargs="*", type=int, default=[])
    options.add_argument("--level", action="store_true")
    options.add_argument("--mistakes", action="store_true")
    options.add_argument("--laws", type=int, default=0)
    options.add_argument("--speed", type=int, default=0)
    given = options.parse_args()
    if given.seeds:
        collapse(given.seeds, given.level, given.mistakes)
    if given.laws:
        laws(given.laws)
    if given.speed:
        speed(given.speed)


if __name__ == "__main__":
    main()
