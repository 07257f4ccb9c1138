"""How fast do positions become flights and visits, and how near is that to sorting them, the least any rule must do?

`python bench/flights.py [TAR | CSV …]` takes the named track files, or a made-up world.
Beside ours stand the same positions sorted, and cut at silences of 30 minutes (what simple tools do, without airports).
Prints rows a second (processor time), peak memory, and how many legs each gives; asserts first that two runs agree.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import polars as pl

from crossbearing.intake import read_exhibit
from crossbearing.model.tables import AIRFRAMES, POSITIONS
from crossbearing.movement import flights, plausible, visits
from crossbearing.world import load_world
from crossbearing.worldgen import demo_world

GAP_MIN = 30
T = TypeVar("T")


def made_up(folder: Path) -> list[Path]:
    """The track files of the demo's world."""
    demo_world(folder)
    return sorted([*folder.rglob("*.tar"), *folder.rglob("*.csv.gz")])


def read(paths: list[Path]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All positions and airframes of some exhibits."""
    batches = [batch for path in paths for batch in read_exhibit(path, name=path.name, sha256=path.name)]
    positions = POSITIONS.conform(pl.concat([batch.positions for batch in batches]))
    return positions, AIRFRAMES.conform(pl.concat([batch.airframes for batch in batches]))


def gap_split(positions: pl.DataFrame) -> int:
    """Legs by the rule of simple tools: a new one after half an hour of silence."""
    silent = pl.col("time").diff().over("craft") > pl.duration(minutes=GAP_MIN)
    return int(positions.sort("craft", "time").select((silent.fill_null(True)).sum()).item())


def timed(what: str, rows: int, work: Callable[[], T]) -> T:
    """Run, and print processor time and rows a second."""
    start, wall = time.process_time(), time.perf_counter()
    result = work()
    spent, passed = time.process_time() - start, time.perf_counter() - wall
    print(f"{what:38s} {spent:7.2f} s cpu {passed:7.2f} s {rows / spent / 1e6:8.2f} M rows/s")
    return result


def main() -> None:
    """Time each stage on the same positions."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(name) for name in sys.argv[1:]] or made_up(Path(folder))
        positions, airframes = read(paths)
        world, rows = load_world(), positions.height
        first = flights(plausible(positions), airframes, world)
        assert first.equals(flights(plausible(positions), airframes, world)), "two runs disagree"
        print(f"{rows:,} positions of {positions['craft'].n_unique()} craft")
        timed("reading", rows, lambda: read(paths))
        shuffled = positions.sample(fraction=1.0, shuffle=True, seed=1)
        timed("sorting alone", rows, lambda: shuffled.sort("craft", "time"))
        simple = timed(f"sorting and cutting at {GAP_MIN} min", rows, lambda: gap_split(shuffled))
        marked = timed("plausible", rows, lambda: plausible(positions))
        found = timed("flights with both ends", rows, lambda: flights(marked, airframes, world))
        stays = timed("visits", rows, lambda: visits(found, marked, world))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{simple} pieces at silences, {found.height} flights, {stays.filter('shown').height} stays, {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
