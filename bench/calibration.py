"""How right is the judge on worlds it has never seen? Draws true and false claims and writes what is said of them.

    python bench/calibration.py [--seeds 401 402 …] [--physics rough plain] [--aircraft 60] [--days 10] [--claims 12]
                                [--traffic 501 502 …] [--keep FOLDER] [--look] [--json FILE] [--write]

Each seed and physics is one wide world (`worldgen/wide`): tracks with holes, outages, jamming, dark missions and shared
addresses. `--claims` true and as many false claims of each sort are drawn from it; `--traffic` are the seeds of routes
flown for months. `--keep` leaves worlds and claims in a folder and takes them again, `--look` prints each wrong, missed
or unfounded verdict, `--write` puts tables and pictures into `docs/method/calibration.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec
from calibration_figures import (
    Answered,
    bounds,
    confusion,
    coverage,
    fault,
    grouped,
    rates,
    reliability,
)
from calibration_page import text, write
from calibration_traffic import all_measured
from calibration_world import witness_of

from crossbearing import worldgen
from crossbearing.checks import Witness, check_claims
from crossbearing.world import World, load_world
from crossbearing.worldgen import scores
from crossbearing.worldgen.wide.drawn import Drawn, draw
from crossbearing.worldgen.wide.ideal import Ideal
from crossbearing.worldgen.wide.invented import invent
from crossbearing.worldgen.wide.make import write_world

TRAFFIC_DAYS = 70


@dataclass(frozen=True)
class Size:
    """How large each world is and how many claims of a sort are drawn."""

    aircraft: int
    days: int
    claims: int


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


def answered(place: Path, name: str, drawn: list[Drawn], witness: Witness) -> tuple[list[Answered], float]:
    """The claims of one world with their verdicts, and the processor seconds of checking."""
    started = time.process_time()
    found = {v.claim: v for v in check_claims([c for one in drawn for c in one.claims], witness)}
    spent = time.process_time() - started
    return [Answered(name, one, found[one.claims[-1].id]) for one in drawn], spent


def candidates(place: Path, witness: Witness) -> list[tuple[float, bool]]:
    """Each candidate airport of an end left unnamed: its probability, and whether the flight was there."""
    told = [json.loads(line) for line in (place / "truth" / "flights.jsonl").read_text(encoding="utf-8").splitlines()]
    pairing = scores.pair(told, witness.flights.to_dicts())
    return [
        (one["p"], one["airport"] == told[i][f"{end}_airport"])
        for i, j in sorted(pairing.match.items())
        for end in ("departure", "arrival")
        if pairing.found[j][f"{end}_airport"] is None and told[i][f"{end}_airport"]
        for one in pairing.found[j][f"{end}_candidates"] or ()
    ]


def look(answers: list[Answered]) -> None:
    """Print the claims that were judged wrongly, and what was said."""
    for one in answers:
        drawn, v = one.drawn, one.verdict
        if (sign := fault(one)) is not None:
            c = drawn.claims[0]
            places = " ".join(f"{p.role.value[:3]}:{p.name}" for p in c.places)
            who = ",".join([*c.craft.registration, *(a.name for a in c.actors), *(e.name for e in c.equipment)])
            print(sign, one.world, drawn.claims[-1].id, "| ideal", drawn.said.verdict, "| said", one.said,
                  v.reason or "", v.n_min, v.n_max, "|", who, places, c.when and f"{c.when.start}..{c.when.end}",
                  [f"{k.min}-{k.max}" for k in c.counts], "true n", drawn.n_true, drawn.tags,
                  [p.key for p in v.because][:8])  # fmt: skip


def figures(answers: list[Answered], listed: list[tuple[float, bool]], spent: float) -> dict[str, Any]:
    """Everything that is written down."""
    return {
        "claims": len(answers),
        "true": sum(a.drawn.true for a in answers),
        "worlds": len({a.world for a in answers}),
        "ms_a_claim": round(1000 * spent / max(1, len(answers)), 1),
        "rates": rates(answers),
        "by_truth": confusion(answers, lambda a: "true" if a.drawn.true else "false"),
        "by_ideal": confusion(answers, lambda a: a.drawn.said.verdict),
        "by_sort": grouped(answers, lambda a: (a.drawn.sort,)),
        "by_coverage": grouped(answers, lambda a: (coverage(a),)),
        "by_tag": grouped(answers, lambda a: a.drawn.tags or ("plain",)),
        "by_physics": grouped(answers, lambda a: (a.world.split("-")[0],)),
        "candidates": reliability(listed),
        "bounds": bounds(answers),
    }


def all_answered(args: argparse.Namespace, folder: Path, world: World) -> dict[str, Any]:
    """Make the worlds, judge, count."""
    size, answers, listed, spent = Size(args.aircraft, args.days, args.claims), [], [], 0.0
    for physics in args.physics:
        for seed in args.seeds:
            place, drawn = made(folder, seed, physics, size)
            witness = witness_of((place / "tracks").glob("*.tar"), world)
            found, seconds = answered(place, f"{physics}-{seed}", drawn, witness)
            answers, spent = answers + found, spent + seconds
            listed += candidates(place, witness)
    if args.look:
        look(answers)
    traffic = [asdict(one) for one in all_measured(args.traffic, TRAFFIC_DAYS, world)]
    asked = {"seeds": args.seeds, "physics": args.physics, "traffic_seeds": args.traffic, **asdict(size)}
    return {"asked": asked, **figures(answers, listed, spent), "traffic": traffic}


def main() -> None:
    """Make the worlds, judge, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[401, 402])
    parser.add_argument("--physics", nargs="+", default=["rough", "plain"])
    parser.add_argument("--aircraft", type=int, default=60)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--claims", type=int, default=12)
    parser.add_argument("--traffic", type=int, nargs="*", default=[])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--look", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        found = all_answered(args, args.keep or Path(temporary), load_world())
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(text(found))
    if args.write:
        write(found)


if __name__ == "__main__":
    main()
