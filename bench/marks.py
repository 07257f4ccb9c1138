"""How fast are positions marked, and how near is that to merely reading the columns that are looked at?

`python bench/marks.py [PARQUET …]` takes POSITIONS files sorted by craft and time, or makes ten million clean rows (the
flights of a made-up world, each flown by many craft of other names), and again with one craft in a hundred spoofed.
Beside the marks stand a bare Polars scan of the same columns, and a cut at silences of thirty minutes.
Everything is run by parts of about a million rows, as over an archive.
Prints processor time, rows a second, the ratio to the scan and peak memory; asserts first that parts marked by what all
parts teach are marked as the whole.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import polars as pl

from crossbearing.intake import read_exhibit
from crossbearing.model.tables import POSITIONS
from crossbearing.movement.attractors import merge_attractors
from crossbearing.movement.jamming import jamming, merge_jamming
from crossbearing.movement.plausible import READ, attractors, mark_and_learn, plausible
from crossbearing.worldgen import demo_world

ROWS, PART = 10_000_000, 1_000_000
SPOOFED_EVERY = 100
COMPARED = 1_000_000
T = TypeVar("T")


def flown(folder: Path) -> pl.DataFrame:
    """The positions of all ordinary craft of the demo's world that get no mark."""
    demo_world(folder)
    tars = sorted(folder.rglob("*.tar"))
    batches = [batch.positions for tar in tars for batch in read_exhibit(tar, name=tar.name, sha256="0" * 64)]
    marked = plausible(POSITIONS.conform(pl.concat(batches)))
    odd = marked.filter(pl.col("mark").is_not_null()).select("craft").unique()
    return marked.join(odd, on="craft", how="anti").sort("craft", "time")


def many(folder: Path, rows: int, spoofed: bool) -> list[Path]:
    """Files of about a million rows, in which the same flights are flown by craft of other names."""
    own = flown(folder / "world")
    copies = -(-rows // own.height)
    paths = []
    for first in range(0, copies, max(1, PART // own.height)):
        part = [_copy(own, n, spoofed) for n in range(first, min(copies, first + max(1, PART // own.height)))]
        paths.append(folder / f"{spoofed}-{first:04d}.parquet")
        pl.concat(part).sort("craft", "time").write_parquet(paths[-1], row_group_size=250_000)
    return paths


def _copy(own: pl.DataFrame, number: int, spoofed: bool) -> pl.DataFrame:
    craft = pl.col("craft") + f"-{number:04d}"
    if not spoofed:
        return own.with_columns(craft)
    chosen = (pl.col("craft").rle_id() + number) % SPOOFED_EVERY == 0
    false = chosen & (pl.col("time").dt.hour() == 9) & (pl.col("time").dt.second() % 2 == 0)
    places = (
        pl.when(false).then(value).otherwise(name).alias(name) for name, value in (("lat", 33.82), ("lon", 35.49))
    )
    return own.with_columns(places).with_columns(craft)


def timed(what: str, rows: int, bare: float, work: Callable[[], T]) -> tuple[T, float]:
    """Run, and print processor time, rows a second and the ratio to the bare scan."""
    start = time.process_time()
    result = work()
    spent = time.process_time() - start
    ratio = f"{spent / bare:6.1f} x scan" if bare else ""
    print(f"{what:44s} {spent:7.2f} s cpu {rows / spent / 1e6:8.1f} M rows/s {ratio}")
    return result, spent


def parts(paths: list[Path]) -> Iterator[pl.DataFrame]:
    """The files one after another, with the columns that are read."""
    return (pl.read_parquet(path, columns=list(READ)) for path in paths)


def gaps(paths: list[Path]) -> int:
    """Legs by the rule of simple tools: a new one after half an hour of silence."""
    silent = (pl.col("time").diff() > pl.duration(minutes=30)) | (pl.col("craft") != pl.col("craft").shift(1))
    return sum(int(part.select(silent.fill_null(True).sum()).item()) for part in parts(paths))


def marked_by_parts(paths: list[Path]) -> int:
    """Learn from all parts, then mark all parts by it; the number of marks."""
    learnt = merge_attractors(attractors(part) for part in parts(paths))
    return sum(len(part) - plausible(part, learnt)["mark"].null_count() for part in parts(paths))


def report(what: str, paths: list[Path]) -> None:
    """Compare, then time, on one set of files."""
    rows = sum(int(pl.scan_parquet(path).select(pl.len()).collect().item()) for path in paths)
    some = pl.concat(parts(paths[:1])).head(COMPARED)
    halves = [some.filter(pl.col("craft").hash(0) % 2 == n) for n in (0, 1)]
    learnt = merge_attractors(attractors(half) for half in halves)
    joined = pl.concat([plausible(half, learnt) for half in halves]).sort("craft", "time", maintain_order=True)
    assert joined["mark"].equals(plausible(some)["mark"]), "parts and the whole disagree"
    print(f"{what}: {rows:,} rows in {len(paths)} files")
    _, bare = timed("reading the columns", rows, 0.0, lambda: [len(part) for part in parts(paths)])
    timed("reading and cutting at 30 min (no marks)", rows, bare, lambda: gaps(paths))
    timed("reading, learning and marking, once", rows, bare, lambda: [len(mark_and_learn(p)[0]) for p in parts(paths)])
    n, _ = timed("learning from all parts, then marking", rows, bare, lambda: marked_by_parts(paths))
    held = [mark_and_learn(part)[0] for part in parts(paths[:2])]
    table, _ = timed(
        "jamming of two parts, marked", sum(map(len, held)), 0.0, lambda: merge_jamming(map(jamming, held))
    )
    print(f"{n:,} rows marked, {table.height:,} cells and hours in two parts")


def main() -> None:
    """Time the marks on the named files, or on made ones."""
    if sys.argv[1:]:
        report("named files", [Path(name) for name in sys.argv[1:]])
    else:
        with tempfile.TemporaryDirectory() as folder:
            report("clean skies", many(Path(folder), ROWS, spoofed=False))
            report("one craft in a hundred spoofed", many(Path(folder), ROWS, spoofed=True))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
