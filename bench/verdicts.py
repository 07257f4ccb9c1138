"""How right are the verdicts? Runs the checks over a world with known truth and prints its score.

    python bench/verdicts.py WORLD [--read] [--keep FOUND.jsonl] [--show]

WORLD holds `input/claims.jsonl`, `input/readsb/*.tar`, `input/opensky/*.csv.gz`, `truth/claims.jsonl` and
`scorers/score_verdicts.py`. Claims are taken in their structured form, unless `--read`: then `input/reports/*.txt` are
read, and the claim found at the characters of each true one is judged in its place. How many were not found or read
otherwise, and what that did to their verdicts, is printed first.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from calibration_world import witness_of as witness_of_tracks

from crossbearing.checks import Witness, check_claims
from crossbearing.checks.at_sea.sea import Sea
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
    Report,
    When,
)
from crossbearing.model.verdicts import Verdict
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.trust.plausible import plausible as plausible_at_sea
from crossbearing.reading import read_report
from crossbearing.world import World, load_world

# Ids of the world's cities whose names are written differently.
CITIES = {"abudhabi": "Abu Dhabi", "ndjamena": "N'Djamena", "faya": "Faya-Largeau", "kufra": "Kufra"}


# How the scorer reads the verdicts it does not know.
NEAREST = {"partly_supported": "not_observable", "conflicting": "not_observable", "untested": "not_observable"}
# Kinds that tracks of aircraft can answer.
AIRBORNE = (Kind.FLIGHT, Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE)
# Verdicts by claim.
Said = dict[str, str]


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
        found["equipment"] = carriers(who["type"])
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


def carriers(*names: str) -> tuple[Equipment, ...]:
    return tuple(Equipment(name, EquipmentRole.CARRIER, 1, 1) for name in names)


def days(said: dict[str, Any]) -> When:
    first = date.fromisoformat(said["date"])
    return When(first, date.fromisoformat(said.get("date2", said["date"])))


def transfer(said: dict[str, Any]) -> dict[str, Any]:
    sea = Place(SEAS.get(said["sea"], said["sea"]), PlaceRole.AREA)
    return {"kind": Kind.SHIP_TRANSFER, "equipment": carriers(*said["vessels"]), "places": (sea,), "when": days(said)}


def shipped(said: dict[str, Any]) -> dict[str, Any]:
    """Goods carried by a ship between two ports, given by UN/LOCODE."""
    known = {row["id"]: row for row in load_world().harbours.to_dicts()}
    ends = []
    for key, role in (("from", PlaceRole.DEPARTURE), ("to", PlaceRole.ARRIVAL)):
        port = known.get(said[key], {"name": PORTS.get(said[key], said[key]), "lat": None, "lon": None})
        ends.append(Place(port["name"], role, None, port["lat"], port["lon"]))
    return {"kind": Kind.SHIP_TRANSFER, "equipment": carriers(said["vessel"]), "places": tuple(ends),
            "when": days(said), "checkable_by": ("vessels",)}  # fmt: skip


# Ports of the world whose codes are its own.
PORTS = {"RUKAV": "Kavkaz"}
# Names of the world's seas.
SEAS = {"black_sea": "Black Sea", "gulf": "Persian Gulf", "caspian": "Caspian Sea", "japan": "Sea of Japan"}
ROLES = {
    "flew": flight,
    "visits": visit_count,
    "rose": traffic,
    "transfer": transfer,
    "delivered": shipped,
    "delegation": lambda _: {"kind": Kind.VISIT_OF_PEOPLE},
    "not_checkable": lambda _: {"kind": Kind.STATEMENT},
}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def witness_of(folder: Path, world: World) -> Witness:
    """All tracks of a world's `input`, with what movement makes of them."""
    tracks = [*folder.glob("readsb/*.tar"), *folder.glob("opensky/*.csv.gz")]
    return witness_of_tracks(tracks, world, sea_of(folder, world))


def sea_of(folder: Path, world: World, form: str = "nmea") -> Sea:
    """All ship tracks of a world's `input`, in one of the forms in which they are given."""
    batches = []
    for path in sorted(folder.glob(f"ais/{form}/*.zip")):
        batches += read_exhibit(path, name=path.name, sha256=fingerprint(path)[0])
    positions = VESSEL_POSITIONS.conform(pl.concat([VESSEL_POSITIONS.empty(), *(b.vessels for b in batches)]))
    statics = VESSEL_STATICS.conform(pl.concat([VESSEL_STATICS.empty(), *(b.statics for b in batches)]))
    return Sea(plausible_at_sea(positions), statics, harbours_of(world.harbours))


def reports_of(folder: Path) -> dict[str, Report]:
    """The reports of a world's `input`, by id."""
    paths = sorted(folder.glob("reports/*.txt"))
    found = (r for path in paths for batch in read_exhibit(path, name=path.name) for r in batch.reports)
    return {report.id: report for report in found}


def read_for(line: dict[str, Any], claims: Iterable[Claim]) -> Claim | None:
    """The read claim at the characters of a true one: of its kind if there is one, else that with most of them."""
    wanted, end = typed(line), line["start"] + len(line["sentence"])
    there = [(min(end, c.end) - max(line["start"], c.start), c) for c in claims if c.report == line["report"]]
    fitting = [(length, c) for length, c in there if length > 0 and alike(c.kind, wanted.kind)]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


def alike(read: Kind, told: Kind) -> bool:
    """Whether a read kind answers for the true one: worlds know no difference between statements and their like."""
    return read is told or (told is Kind.STATEMENT and read not in AIRBORNE)


def misread(line: dict[str, Any], claim: Claim, world: World) -> list[str]:
    """What a read claim says otherwise than the true one: days, airports meant, craft, number.

    "In ten days" may or may not count its first day; "since" is open where the report ends.
    """
    wanted = typed(line)
    if wanted.kind not in AIRBORNE:
        return []
    when, told = claim.when or When(), wanted.when or When()
    slack = timedelta(days=1) if when.rolling else timedelta(0)
    same_days = when.start is not None and told.start is not None and told.start - slack <= when.start <= told.start
    same_days = same_days and told.end in (None, when.end)
    names = [{name.replace("-", "") for name in c.craft.registration} for c in (claim, wanted)]
    counts = [{(k.min, k.max) for k in c.counts} for c in (claim, wanted)]
    same = {
        "days": same_days,
        "places": meant(claim, world) == meant(wanted, world),
        "registration": names[0] == names[1],
        "number": not wanted.counts or counts[0] == counts[1],
    }
    return [name for name, holds in same.items() if not holds]


def meant(claim: Claim, world: World) -> set[tuple[PlaceRole, str]]:
    """The airports that the places of a claim stand for, in their roles."""
    found = ((p.role, world.places.airports_of(p.name, p.country, p.lat, p.lon)) for p in claim.places)
    return {(role, code) for role, codes in found for code in codes}


def told_reading(
    lines_: list[dict[str, Any]], read: dict[str, Claim | None], verdicts: dict[str, Said], world: World
) -> str:
    """What was not found or read otherwise, and the verdicts that differ from those on the claims as they are."""
    unread = [line["id"] for line in lines_ if read[line["id"]] is None]
    wrong = {line["id"]: misread(line, c, world) for line in lines_ if (c := read[line["id"]]) is not None}
    wrong = {name: what for name, what in wrong.items() if what}
    texts = [f"{len(lines_)} claims: {len(unread)} not found ({', '.join(unread) or '-'}), {len(wrong)} read otherwise"]
    texts += [f"  {name}: {', '.join(what)}" for name, what in wrong.items()]
    changed = [name for name in verdicts["typed"] if verdicts["typed"][name] != verdicts["read"].get(name, "missing")]
    texts.append(f"{len(changed)} verdicts differ from those on the claims as they are:")
    texts += [f"  {one}: {verdicts['typed'][one]} -> {verdicts['read'].get(one, 'missing')}" for one in changed]
    return "\n".join(texts)


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
        if expected["claim"]["kind"] in ("flew", "visits", "rose", "transfer", "delivered"):
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


def read_and_judged(
    folder: Path, told: list[dict[str, Any]], typed_verdicts: Iterable[Verdict], witness: Witness
) -> list[Verdict]:
    """The verdicts on the claims as read, under the ids of the true ones; those not found have none."""
    reports = reports_of(folder)
    claims = [claim for report in reports.values() for claim in read_report(report, witness.world).claims]
    read = {line["id"]: read_for(line, claims) for line in told}
    found = {v.claim: v for v in check_claims(claims, replace(witness, reports=reports))}
    verdicts = [replace(found[claim.id], claim=name) for name, claim in read.items() if claim is not None]
    said = {"typed": {v.claim: v.verdict.value for v in typed_verdicts},
            "read": {v.claim: v.verdict.value for v in verdicts}}  # fmt: skip
    print(told_reading(told, read, said, witness.world))
    return verdicts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("world", type=Path)
    parser.add_argument("--keep", type=Path, help="write the verdicts here")
    parser.add_argument("--read", action="store_true", help="judge what is read in the reports, not the true claims")
    parser.add_argument("--show", action="store_true", help="one line per claim about aircraft")
    args = parser.parse_args()
    started = time.perf_counter()
    witness = witness_of(args.world / "input", load_world())
    moved = time.perf_counter()
    told = list(lines(args.world / "input" / "claims.jsonl"))
    claims = [typed(line) for line in told]
    verdicts = check_claims(claims, witness)
    if args.read:
        verdicts = read_and_judged(args.world / "input", told, verdicts, witness)
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
