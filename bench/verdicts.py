"""How right are the verdicts? Runs the checks over a world with known truth and prints its score.

    python bench/verdicts.py WORLD [--keep FOUND.jsonl] [--show]

WORLD holds `input/claims.jsonl`, `input/readsb/*.tar`, `input/opensky/*.csv.gz`, `truth/claims.jsonl` and
`scorers/score_verdicts.py`. Claims are taken in their structured form, so reading is not scored here.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.checks import Witness, check_claims
from crossbearing.intake import fingerprint, read_exhibit
from crossbearing.model.claims import (
    Actor,
    Change,
    Claim,
    Count,
    CraftIds,
    Direction,
    Equipment,
    EquipmentRole,
    Kind,
    Place,
    PlaceRole,
    When,
)
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, POSITIONS
from crossbearing.movement import flights, plausible, visits
from crossbearing.world import World, load_world

# Ids of the world's cities whose names are written differently.
CITIES = {"abudhabi": "Abu Dhabi", "ndjamena": "N'Djamena", "faya": "Faya-Largeau", "kufra": "Kufra"}


# How the scorer reads the verdicts it does not know.
NEAREST = {"partly_supported": "not_observable", "conflicting": "not_observable", "untested": "not_observable"}


def city(name: str) -> str:
    return CITIES.get(name, name.replace("_", " ").title())


def typed(line: dict[str, Any]) -> Claim:
    """The typed claim of a line of the world; kinds without aircraft keep only their kind."""
    said = line["claim"]
    roles = ROLES.get(said["kind"], lambda _: {"kind": Kind.STATEMENT})(said)
    start, quote = line["start"], line["sentence"]
    return Claim(line["id"], line["report"], start, start + len(quote), quote, **roles)


def subject(said: dict[str, Any]) -> dict[str, Any]:
    who = said["subject"]
    found: dict[str, Any] = {}
    if "registration" in who:
        found["craft"] = CraftIds(registration=(who["registration"],))
    if "operator" in who:
        found["actors"] = (Actor(who["operator"]),)
    if "type" in who:
        found["equipment"] = (Equipment(who["type"], EquipmentRole.CARRIER, 1, 1),)
    return found


def places(said: dict[str, Any]) -> tuple[Place, ...]:
    ends = (("from", PlaceRole.DEPARTURE), ("to", PlaceRole.ARRIVAL))
    return tuple(Place(city(said[key]), role) for key, role in ends if key in said)


def flight(said: dict[str, Any]) -> dict[str, Any]:
    day = date.fromisoformat(said["date"])
    return {"kind": Kind.FLIGHT, "places": places(said), "when": When(day, day), **subject(said)}


def visit_count(said: dict[str, Any]) -> dict[str, Any]:
    end = date.fromisoformat(said["date"])
    when = When(end - timedelta(days=said["days"] - 1), end)
    n = said["count"]
    return {
        "kind": Kind.VISIT_COUNT,
        "places": places(said),
        "when": when,
        "counts": (Count("visits", n, n),),
        **subject(said),
    }


def traffic(said: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": Kind.TRAFFIC_CHANGE,
        "places": places(said),
        "when": When(date.fromisoformat(said["date"])),
        "change": Change(Direction.RISE),
        "equipment": tuple(Equipment(one, EquipmentRole.CARRIER) for one in said.get("types", ())),
    }


ROLES = {
    "flew": flight,
    "visits": visit_count,
    "rose": traffic,
    "transfer": lambda _: {"kind": Kind.SHIP_TRANSFER},
    "delivered": lambda _: {"kind": Kind.DELIVERY, "checkable_by": ("vessels",)},
    "delegation": lambda _: {"kind": Kind.VISIT_OF_PEOPLE},
    "not_checkable": lambda _: {"kind": Kind.STATEMENT},
}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def witness_of(folder: Path, world: World) -> Witness:
    """All tracks of a world's `input`, with what movement makes of them."""
    batches = []
    for path in sorted([*folder.glob("readsb/*.tar"), *folder.glob("opensky/*.csv.gz")]):
        batches += read_exhibit(path, name=path.name, sha256=fingerprint(path)[0])
    airframes = AIRFRAMES.conform(pl.concat(b.airframes for b in batches))
    archive = ARCHIVE.conform(pl.concat(b.archive for b in batches))
    positions = plausible(POSITIONS.conform(pl.concat(b.positions for b in batches)))
    legs = flights(positions, airframes, world)
    return Witness(positions, legs, visits(legs, positions, world), airframes, archive, world)


def scored(world: Path, found: Path) -> str:
    scorer = world / "scorers" / "score_verdicts.py"
    done = subprocess.run(
        [sys.executable, str(scorer), str(world / "truth" / "claims.jsonl"), str(found)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def show(world: Path, verdicts: Any) -> None:
    truth = {line["id"]: line for line in lines(world / "truth" / "claims.jsonl")}
    for v in verdicts:
        expected = truth[v.claim]
        if expected["claim"]["kind"] in ("flew", "visits", "rose"):
            also = "/".join([expected["verdict"], *expected["also_accepted"]])
            said = NEAREST.get(v.verdict.value, v.verdict.value)
            sign = "=" if said in also.split("/") else "!"
            bound = "" if v.p_seen_lower is None else f"{v.k}/{v.n} p>={v.p_seen_lower:.2f}"
            print(
                sign,
                v.claim,
                expected["true"],
                "expected",
                also,
                "| said",
                v.verdict,
                v.reason,
                v.n_min,
                v.n_max,
                bound,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("world", type=Path)
    parser.add_argument("--keep", type=Path, help="write the verdicts here")
    parser.add_argument("--show", action="store_true", help="one line per claim about aircraft")
    args = parser.parse_args()
    started = time.perf_counter()
    witness = witness_of(args.world / "input", load_world())
    moved = time.perf_counter()
    claims = [typed(line) for line in lines(args.world / "input" / "claims.jsonl")]
    verdicts = check_claims(claims, witness)
    done = time.perf_counter()
    found = args.keep or Path(tempfile.mkdtemp()) / "found.jsonl"
    found.write_text("".join(json.dumps({"claim": v.claim, "verdict": v.verdict.value}) + "\n" for v in verdicts))
    if args.show:
        show(args.world, verdicts)
    print(scored(args.world, found))
    rate = witness.positions.height / (moved - started)
    print(
        f"{witness.positions.height:,} positions, {rate:,.0f}/s to stays; {len(claims)} claims in {done - moved:.1f} s"
    )


if __name__ == "__main__":
    main()
