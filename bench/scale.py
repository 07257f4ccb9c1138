"""How fast do positions in Parquet become flights, in how much memory, and does the cost grow with the rows alone?

    python bench/scale.py [--millions 10] [--density archive|receiver|quickstart --sample FILE] [--linear 1 2 5 10 20]
                          [--peer PYTHON] [--folder FOLDER] [--readme]

Every figure is taken in a process of its own: processor seconds (all threads, user and system), the clock on the wall,
and the most memory it ever had. Beside ours stands a bare Polars scan that splits at silences of ten minutes and sums
up each flight, and, with `--peer`, the library `traffic` in the environment of that PYTHON.
Before anything is timed, two runs and runs in parts of different sizes must give the same flights, and our bare split
must count as many flights as the peer does. `--readme` writes the figures into `bench/README.md`, `--linear` draws them
to `bench/linear.svg`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
from made_up_rows import DENSITIES, MILLION, write_rows
from readme import write_section

from crossbearing import scale
from crossbearing.movement.fields import fields_of
from crossbearing.movement.plausible import plausible
from crossbearing.movement.seen import seen_legs
from crossbearing.world import World, load_world

HERE = Path(__file__).parent
Figures = dict[str, Any]
SPLIT_MIN = 10
# What is measured, each in a process of its own.
NAMES = {
    "flights2": "Parquet to flights with airports, two parts at a time",
    "flights1": "the same, one part at a time",
    "whole": "Parquet to flights and visits, two parts at a time",
    "bare": "bare Polars scan, split, summary",
}
# Rows given to the peer: it takes 325 bytes a row, and minutes for ten million.
PEER_MILLIONS = 1


def bare_split(files: list[Path]) -> pl.DataFrame:
    """The least any tool does: read six columns, cut at silences, sum up each flight."""
    silent = pl.col("time").diff() > pl.duration(minutes=SPLIT_MIN)
    new = (silent | (pl.col("craft") != pl.col("craft").shift())).fill_null(True)
    ends = [pl.col(name).first().name.prefix("first_") for name in ("time", "lat", "lon")]
    ends += [pl.col(name).last().name.prefix("last_") for name in ("time", "lat", "lon")]
    more = (pl.len().alias("rows"), pl.col("alt_ft").max().alias("top_ft"), pl.col("gs_kt").mean().alias("mean_kt"))
    rows = pl.scan_parquet(files).select("craft", "time", "lat", "lon", "alt_ft", "gs_kt")
    cut = rows.with_columns(flight=new.cum_sum())
    return cut.group_by("flight").agg(pl.col("craft").first(), *ends, *more).collect(engine="streaming")


def whole(files: list[Path], world: World, rows: int = scale.PART_ROWS) -> tuple[pl.DataFrame, pl.DataFrame]:
    """FLIGHTS and VISITS of all positions, as the product finds them."""
    airframes = pl.read_parquet(files[0].parent / "airframes.parquet")
    return scale.movements_in(scale.parts_of(files, rows), airframes, world)


def flown(files: list[Path], world: World, workers: int = scale.WORKERS) -> pl.DataFrame:
    """FLIGHTS of all positions, with airports, as the product finds them when nobody asks for stays."""
    airframes = pl.read_parquet(files[0].parent / "airframes.parquet")
    return scale.flights_in(scale.parts_of(files), airframes, world, workers=workers)


def stages(files: list[Path], world: World) -> Figures:
    """Processor seconds of each step, one part after the other."""
    airframes = pl.read_parquet(files[0].parent / "airframes.parquet")
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        began = time.process_time()
        made = work(*arguments)
        spent[name] = spent.get(name, 0.0) + time.process_time() - began
        return made

    for part in timed("parts", scale.parts_of, files):
        marked = timed("marks", plausible, timed("reading", part.read))
        timed("legs", seen_legs, marked, airframes, world)
    return spent


def once(what: str, files: list[Path]) -> Figures:
    """Do one thing, in this process, and say what it took."""
    world = load_world()
    fields_of(world.airports)
    cpu, wall = time.process_time(), time.perf_counter()
    told: Figures = {}
    if what == "bare":
        told["flights"] = bare_split(files).height
    elif what == "whole":
        flights, visits = whole(files, world)
        told |= {"flights": flights.height, "visits": visits.height}
    elif what.startswith("flights"):
        told["flights"] = flown(files, world, int(what.removeprefix("flights"))).height
    elif what == "stages":
        told |= stages(files, world)
    told |= {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}
    return told | {"peak_mb": peak_mb(), "rows": MILLION * len(files)}


def peak_mb() -> float:
    """The most memory this process ever had; `ru_maxrss` would count what its parent had before it began."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def apart(what: str, files: list[Path]) -> Figures:
    """Do one thing in a process of its own."""
    command = [sys.executable, __file__, "--once", what, *map(str, files)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def same_in_any_parts(files: list[Path]) -> None:
    """Assert that two runs, and parts of other sizes, give the same flights and stays."""
    world = load_world()
    first = whole(files, world)
    for rows in (scale.PART_ROWS, 100_000, 10 * MILLION):
        for one, other in zip(first, whole(files, world, rows), strict=True):
            assert one.equals(other), f"parts of {rows:,} rows give something else"


def peer(python: str, files: list[Path], folder: Path) -> Figures:
    """What `traffic` does with some of the rows, after its count of flights has been found equal to ours."""
    rows, airports = folder / "peer.parquet", folder / "airports.parquet"
    columns = ("craft", "time", "lat", "lon", "alt_ft", "gs_kt")
    pl.scan_parquet(files).select(columns).with_columns(pl.col("alt_ft").fill_null(0.0)).sink_parquet(rows)
    load_world().airports.frame.select("icao", "lat", "lon", "elevation_ft").write_parquet(airports)
    command = [python, "-P", str(HERE / "traffic_peer.py"), str(rows), str(airports)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: Figures = json.loads(done.stdout)
    ours = bare_split(files).filter(pl.col("rows") > 1).height
    assert told["flights"] == ours, f"traffic counts {told['flights']} flights, the same rule in Polars {ours}"
    return told


def rate(told: Figures, cores: int = 2) -> float:
    """Million rows a second that so many cores would do, by processor time."""
    return float(told["rows"] / told["cpu_s"] * cores / MILLION)


def table(told: dict[str, Figures], steps: Figures, other: Figures | None, density: str) -> list[str]:
    """The figures as a Markdown table."""
    bare, ours, flights = (told[what] for what in ("bare", "whole", f"flights{scale.WORKERS}"))
    million = ours["rows"] // MILLION
    head = f"{million} million rows, one each {DENSITIES[density]:g} s, {ours['flights']:,} flights"
    lines = [f"| {head} | M rows/s on two cores | CPU s | wall s | peak MB |", "|---|---|---|---|---|"]
    for what, one in told.items():
        lines.append(
            f"| {NAMES[what]} | {rate(one):.1f} | {one['cpu_s']:.2f} | {one['wall_s']:.2f} | {one['peak_mb']:.0f} |"
        )
    times = f"{flights['cpu_s'] / bare['cpu_s']:.1f}, with visits {ours['cpu_s'] / bare['cpu_s']:.1f}"
    lines += [f"| processor time of flights beside the bare split | {times} | | | |", ""]
    spent = ", ".join(f"{name} {steps[name] / steps['rows'] * 1e9:.0f}" for name in ("reading", "marks", "legs"))
    lines.append(f"Nanoseconds a row, one core: {spent}. Load of the machine meanwhile: {os.getloadavg()[0]:.1f}.")
    if other:
        split, named = other["rows"] / other["split_s"], other["named_s"] / other["named"] * 1000
        lines.append(
            f"`traffic` 2.13 on {other['rows']:,} of these rows: split {split / MILLION:.2f} M rows/s on one core,"
        )
        lines.append(f"equal count; both airports of a flight among the same fields {named:.0f} ms.")
        alone = other["split_s"] + other["named_s"] / other["named"] * other["flights"]
        lines.append(f"That is {other['rows'] / alone / MILLION:.3f} M rows/s from positions to flights with airports.")
    return lines


def main() -> None:
    """Check, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--millions", type=int, default=10)
    parser.add_argument("--density", choices=DENSITIES, default="archive")
    parser.add_argument("--sample", type=Path, help="quickstart.json.gz of traffic, for that density")
    parser.add_argument("--linear", type=int, nargs="*", default=[])
    parser.add_argument("--peer", help="a Python that has traffic 2.13 and pandas < 3")
    parser.add_argument("--folder", type=Path, help="keep the rows here and take them again")
    parser.add_argument("--readme", action="store_true", help="write the figures into README.md")
    parser.add_argument("--once", nargs="+", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.once:
        sys.stdout.write(json.dumps(once(args.once[0], [Path(name) for name in args.once[1:]])))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = (args.folder or Path(made)) / args.density
        measure(args, folder)


def measure(args: argparse.Namespace, folder: Path) -> None:
    """Take and print the figures."""
    if args.density == "quickstart" and not args.sample:
        raise SystemExit("--density quickstart needs --sample, the file quickstart.json.gz of traffic")
    files = write_rows(folder, max([args.millions, *args.linear]), args.density, args.sample)
    same_in_any_parts(files[:1])
    some = files[: args.millions]
    bare = min((apart("bare", some) for _ in range(3)), key=lambda told: told["cpu_s"])
    ours = apart("whole", some)
    other = peer(args.peer, files[:PEER_MILLIONS], folder) if args.peer else None
    told = {what: apart(what, some) for what in ("flights2", "flights1")} | {"whole": ours, "bare": bare}
    lines = table(told, apart("stages", some), other, args.density)
    if args.linear:
        from linear import drawn

        points = [apart("flights2", files[:millions]) for millions in args.linear]
        (HERE / "linear.svg").write_text(drawn(points), encoding="utf-8")
        each = ", ".join(
            f"{p['rows'] // MILLION} M {p['cpu_s'] / p['rows'] * 1e9:.0f} ({p['peak_mb']:.0f} MB)" for p in points
        )
        lines += [
            "",
            f"Flights, nanoseconds of processor time a row by number of rows, with peak memory: {each}.",
            "",
            "![cost by rows](linear.svg)",
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    if args.readme:
        write_section(HERE / "README.md", f"scale {args.density}", lines)


if __name__ == "__main__":
    main()
