"""How fast are reports looked at and ranked, and does memory stay flat?

    python bench/triage.py [FOLDER] [--seen 1000000] [--read 20000]

FOLDER holds reports with a `date` header (default: the exercises of the tests). Lines of reports of some 2.5 kB are
made of their paragraphs: one file of `--seen` reports that the pre-filter lets go, with 1 in 100 that it does not, and
one of `--read` reports that are all read in full. Prints reports a second of CPU time and memory at start, middle, end.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from crossbearing.case.questions.gather import gather
from crossbearing.case.questions.triage import Triage, triage
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.reading.triage import may_be_testable

ROOT = Path(__file__).resolve().parents[1]
SIZE = 2_500
# Sentences of which nothing moves, in the mouth of nobody.
DULL = (
    "The council met on Tuesday to discuss the budget for schools and libraries, and put off the vote until autumn. ",
    "Le prix du blé a baissé de trois pour cent sur la semaine, selon la chambre d'agriculture du département. ",
    "Rain is expected in the east, with temperatures below the average of the season, the weather office said. ",
    "La bibliothèque municipale fermera ses portes pour des travaux qui dureront jusqu'au printemps prochain. ",
    "Shares ended little changed as investors waited for figures on inflation and employment due on Friday. ",
    "Le club local a gagné son match contre le voisin sur le score de deux buts à un, devant mille spectateurs. ",
)


def resident_mb() -> float:
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


def bodies(folder: Path) -> list[str]:
    texts = [re.sub(r"^\s*date \S+ ", "", path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
    return [re.sub(r"\s+", " ", text) for text in texts]


def made(number: int, pool: list[str], dice: random.Random) -> str:
    text = ""
    while len(text) < SIZE:
        text += dice.choice(pool) + " "
    return f" date 2024-02-{number % 28 + 1:02d} {text[:SIZE]}\n"


def written(path: Path, count: int, dull: float, full: list[str]) -> None:
    dice = random.Random(1)
    quiet = [text for text in DULL if not may_be_testable(text)]
    assert len(quiet) > 2, "the pre-filter must let dull sentences go"
    dull_pool = [made(number, quiet, dice) for number in range(200)]
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(dice.choice(dull_pool) if dice.random() < dull else made(number, full, dice))


def watched(batches: Iterator[Batch], count: int, memory: list[float]) -> Iterator[Batch]:
    seen = 0
    for batch in batches:
        yield batch
        seen += len(batch.reports)
        if len(memory) * count <= seen * 10:
            memory.append(resident_mb())


def measured(path: Path, count: int, what: str) -> None:
    memory: list[float] = []
    began = time.process_time()
    batches = watched(gather([path], ExhibitKind.REPORTS), count, memory)
    state = triage(batches, Triage(1_000), lambda now: None)
    took = time.process_time() - began
    assert state.seen == count
    flat = f"{memory[0]:.0f} MB at the start, {memory[len(memory) // 2]:.0f} in the middle, {memory[-1]:.0f} at the end"
    print(f"{what}: {count / took:,.0f} reports/s ({state.read:,} of {count:,} read in full), {flat}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "tests" / "eval" / "reading" / "reports")
    parser.add_argument("--seen", type=int, default=1_000_000)
    parser.add_argument("--read", type=int, default=20_000)
    options = parser.parse_args()
    full = bodies(options.folder)
    if not full:
        sys.exit(f"{options.folder}: no reports. hint: name a folder with *.txt")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.txt"
        written(path, 2_000, 1.0, full)
        texts = [line for line in path.read_text(encoding="utf-8").split("\n") if line] * 10
        began = time.process_time()
        assert not any(map(may_be_testable, texts))
        print(f"pre-filter alone: {len(texts) / (time.process_time() - began):,.0f} reports/s of {SIZE} characters")
        written(path, options.seen, 1.0, full)
        measured(path, options.seen, "streamed and pre-filtered")
        written(path, options.read, 0.0, full)
        measured(path, options.read, "streamed and read in full")


if __name__ == "__main__":
    main()
