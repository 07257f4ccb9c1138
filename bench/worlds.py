"""How right is movement on worlds whose truth is known? Rules are fitted on `plain` physics and scored on `rough`.

    python bench/worlds.py [--seeds 1 2] [--physics plain rough] [--aircraft 300] [--days 14] [--questions 600] [--json]
                           [--keep FOLDER] [--alone]

Makes the worlds in a temporary folder (or in FOLDER, where they are kept and taken again), reads the tracks, and prints
one line a figure, one column a world: ends by how well they were seen, flights false, split and merged, counts of
stays, marks on rows. `--keep` also leaves `flights.parquet`, `visits.parquet` and `positions.parquet` beside the truth.
`--alone` counts the stays of each craft as if no other had been heard.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.intake import read_exhibit
from crossbearing.model.tables import AIRFRAMES, POSITIONS
from crossbearing.movement import flights, plausible, visits
from crossbearing.movement.counting import count_visits, hearing_of
from crossbearing.world import load_world
from crossbearing.worldgen import scores
from crossbearing.worldgen.wide import wide_world

# What is asked for, by figure: (at least or at most, value).
WANTED = {
    "observed_right": ">= 0.995", "partly_named": ">= 0.60", "partly_right_of_named": ">= 0.95",
    "partly_in_first_five": ">= 0.90", "unseen_named": "== 0", "unseen_with_posterior": ">= 0.50",
    "unseen_sure_right": "0.80 to 0.95", "log_loss": "< log_loss_of_fleet", "false": "<= 0.005",
    "split": "<= 0.01", "merged": "<= 0.01", "inside": ">= 0.99", "heard_width_0": "1.0", "other_median_width": "<= 1",
}  # fmt: skip


def truth_of(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one truth file."""
    lines = (folder / "truth" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def moved(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, dict[str, float]]:
    """Marked positions, flights and visits of a world's tracks, and the processor seconds each stage took."""
    spent: dict[str, float] = {}
    at = time.process_time()

    def passed(stage: str) -> None:
        nonlocal at
        now = time.process_time()
        spent[f"{stage}_s"], at = round(now - at, 1), now

    batches = [
        b
        for path in sorted((folder / "tracks").glob("*.tar"))
        for b in read_exhibit(path, name=path.name, sha256=path.name)
    ]
    positions = POSITIONS.conform(pl.concat([batch.positions for batch in batches]))
    airframes = AIRFRAMES.conform(pl.concat([batch.airframes for batch in batches]))
    passed("reading")
    marked = plausible(positions)
    passed("plausible")
    found = flights(marked, airframes, load_world())
    passed("flights")
    stays = visits(found, marked, load_world())
    passed("visits")
    return marked, found, stays, spent


def answers(
    asked: list[scores.Question], stays: pl.DataFrame, found: pl.DataFrame, marked: pl.DataFrame, alone: bool = False
) -> list[tuple[int, int]]:
    """What the product answers to questions about numbers of stays."""
    wanted = {one.craft for one in asked}
    parts = {}
    for name, frame in (("stays", stays), ("found", found), ("marked", marked)):
        own = frame.filter(pl.col("craft").is_in(list(wanted))).partition_by("craft", as_dict=True)
        parts[name] = {key[0]: part for key, part in own.items()}, frame.clear()
    result = []
    everybody = None if alone else hearing_of(stays, found, marked, load_world())
    for one in asked:
        here = {name: own.get(one.craft, empty) for name, (own, empty) in parts.items()}
        count = count_visits(
            here["stays"], [one.craft], one.places, one.start, one.end, load_world(),
            flights=here["found"], positions=here["marked"], heard=everybody,
        )  # fmt: skip
        result.append((count.n_min, count.n_max))
    return result


def measured(folder: Path, seed: int, n: int, keep: bool, alone: bool = False) -> dict[str, Any]:
    """All figures of one world."""
    marked, found, stays, spent = moved(folder)
    if keep:
        for name, frame in (("positions", marked), ("flights", found), ("visits", stays)):
            frame.write_parquet(folder / f"{name}.parquet")
    flown, stayed = truth_of(folder, "flights"), truth_of(folder, "visits")
    airports = load_world().airports.frame
    fields = {code: (lat, lon) for code, lat, lon in airports.select("icao", "lat", "lon").iter_rows()}
    pairing = scores.pair(flown, found.to_dicts())
    asked = scores.questions(flown, stayed, n, seed)
    at = time.process_time()
    said = answers(asked, stays, found, marked, alone)
    spent["counts_s"] = round(time.process_time() - at, 1)
    days = {path.name: day for day, path in enumerate(sorted((folder / "tracks").glob("*.tar")))}
    rows = scores.score_marks(marked, pl.read_parquet(folder / "truth" / "rows.parquet"), days)
    figures: dict[str, Any] = {**scores.score_ends(pairing, fields), **scores.score_flights(pairing)}
    figures |= scores.score_stays(stayed, stays.filter("shown").to_dicts())
    return {**figures, **scores.score_counts(asked, said), **rows, **spent}


def table(results: list[dict[str, Any]]) -> str:
    """One line a figure, one column a world, and what is asked for."""
    names = list(dict.fromkeys(name for one in results for name in one if not isinstance(one[name], dict)))
    lines = []
    for name in names:
        cells = "".join(f"{_text(one.get(name)):>14}" for one in results)
        lines.append(f"{name:24s}{cells}   {WANTED.get(name, '')}")
    for one in results:
        lines += [f"{one['world']}: genuine rows marked by kind: {one['genuine_marked_by_kind']}"]
    return "\n".join(lines)


def _text(value: object) -> str:
    return "-" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)


def main() -> None:
    """Make the worlds, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--physics", nargs="+", default=["plain", "rough"])
    parser.add_argument("--aircraft", type=int, default=300)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--questions", type=int, default=600)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as temporary:
        for physics in args.physics:
            for seed in args.seeds:
                name = f"{physics}-{seed}"
                folder = (args.keep or Path(temporary)) / f"{name}-{args.aircraft}-{args.days}"
                at = time.process_time()
                if not (folder / "truth" / "rows.parquet").exists():
                    wide_world(folder, seed, args.days, args.aircraft, physics=physics)
                made = round(time.process_time() - at, 1)
                found = measured(folder, seed, args.questions, bool(args.keep), args.alone)
                results.append({"world": name, "made_s": made, **found})
    sys.stdout.write((json.dumps(results, indent=1) if args.json else table(results)) + "\n")


if __name__ == "__main__":
    main()
