"""How right is the judge on worlds it has never seen? Draws true and false claims and writes what is said of them.

    python bench/calibration.py [--seeds 401 402 …] [--physics rough plain] [--aircraft 60] [--days 10] [--claims 12]
                                [--keep FOLDER] [--write] [--look]

Each seed and physics is one wide world (`worldgen/wide`): tracks with holes, outages, jamming, dark missions and shared
addresses. `--claims` true and as many false claims of each sort are drawn from it. `--keep` leaves worlds and claims in
a folder and takes them again, `--look` prints each grave or unfounded verdict, `--write` puts the tables and pictures
into `docs/method/calibration.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec
from calibration_page import report
from calibration_world import witness_of

from crossbearing import worldgen
from crossbearing.checks import check_claims
from crossbearing.model.verdicts import Verdict
from crossbearing.world import World, load_world
from crossbearing.worldgen.wide.drawn import Drawn, draw
from crossbearing.worldgen.wide.ideal import Ideal
from crossbearing.worldgen.wide.invented import invent
from crossbearing.worldgen.wide.make import write_world

# Read as this where an ideal reader has no such word.
NEAREST = {"partly_supported": "not_observable", "conflicting": "not_observable", "untested": "not_observable"}


@dataclass(frozen=True)
class Size:
    """How large each world is and how many claims of a sort are drawn."""

    aircraft: int
    days: int
    claims: int


@dataclass(frozen=True)
class Answered:
    """A drawn claim, its verdict and where it comes from."""

    world: str
    drawn: Drawn
    verdict: Verdict


def version() -> str:
    """A hash of the generator: a world kept by another version of it is made anew."""
    digest, folder = hashlib.sha256(), Path(worldgen.__file__).parent
    for path in sorted([*folder.glob("wide/*.*"), *folder.glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def made(folder: Path, seed: int, physics: str, size: Size) -> tuple[Path, list[Drawn]]:
    """A world's folder and its claims, made or taken again."""
    place = folder / f"{physics}-{seed}-{size.aircraft}-{size.days}-{size.claims}-{version()}"
    told = place / "drawn.json"
    if not told.exists():
        world = invent(seed, size.days, size.aircraft, physics=physics)
        write_world(place, world)
        told.write_bytes(msgspec.json.encode(draw(Ideal(world), seed, size.claims)))
    return place, msgspec.json.decode(told.read_bytes(), type=list[Drawn])


def answered(folder: Path, seed: int, physics: str, size: Size, world: World) -> tuple[list[Answered], float]:
    """The claims of one world with their verdicts, and the seconds that checking took."""
    place, drawn = made(folder, seed, physics, size)
    witness = witness_of(place / "tracks", world)
    started = time.process_time()
    found = {v.claim: v for v in check_claims([c for one in drawn for c in one.claims], witness)}
    spent = time.process_time() - started
    return [Answered(f"{physics}-{seed}", one, found[one.claims[-1].id]) for one in drawn], spent


def look(answers: list[Answered]) -> None:
    """Print the claims that were judged wrongly, and what was said."""
    for one in answers:
        said, drawn = one.verdict.verdict.value, one.drawn
        wrong = said == ("contradicted" if drawn.true else "supported")
        missed = drawn.said.verdict in ("supported", "contradicted") and said != drawn.said.verdict
        unfounded = said in ("supported", "contradicted") and said not in drawn.said.accepted
        v, true_n = one.verdict, drawn.n_true
        outside = None not in (true_n, v.n_min, v.n_max) and not v.n_min <= true_n <= v.n_max
        if wrong or missed or unfounded or outside:
            sign = "WRONG" if wrong else "missed" if missed else "unfounded" if unfounded else "outside"
            c = drawn.claims[0]
            places = " ".join(f"{p.role.value[:3]}:{p.name}" for p in c.places)
            who = ",".join([*c.craft.registration, *(a.name for a in c.actors), *(e.name for e in c.equipment)])
            print(sign, one.world, drawn.claims[-1].id, "| ideal", drawn.said.verdict, "| said", said, v.reason or "",
                  v.n_min, v.n_max, "|", who, places, c.when and f"{c.when.start}..{c.when.end}",
                  [f"{k.min}-{k.max}" for k in c.counts], "true n", drawn.n_true, drawn.tags,
                  [p.key for p in v.because][:8])  # fmt: skip


def main() -> None:
    """Make the worlds, judge, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[401, 402])
    parser.add_argument("--physics", nargs="+", default=["rough", "plain"])
    parser.add_argument("--aircraft", type=int, default=60)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--claims", type=int, default=12)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--look", action="store_true")
    args = parser.parse_args()
    size, world, answers, spent = Size(args.aircraft, args.days, args.claims), load_world(), [], 0.0
    with tempfile.TemporaryDirectory() as temporary:
        for physics in args.physics:
            for seed in args.seeds:
                found, seconds = answered(args.keep or Path(temporary), seed, physics, size, world)
                answers, spent = answers + found, spent + seconds
    if args.look:
        look(answers)
    print(report([(a.drawn, a.verdict) for a in answers], spent))


if __name__ == "__main__":
    main()
