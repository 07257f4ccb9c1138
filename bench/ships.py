"""How fast are ships marked, paired and searched for silences, and are two ships on one number told apart?

    python bench/ships.py [--ships 2000] [--days 10] [--keep 100] [--tracks CSV] [--pairs 60]

1. Invented days (20,000 ship-days by default, about eight million rows as Parquet): rows a second of processor time for
   each stage, the ratio to merely reading the columns, and peak memory. Made in one process, measured in a fresh one.
   Beside it stands the rule of the field for meetings (`field_rule.py`), which gives no reasons.
2. With `--tracks`, a table of positions of real ships: pairs (drawn by `--draw`) are given one number, over their
   common time. Printed are the share of positions kept, the links from one ship to the other, the purity of tracks, and
   how many tracks a pair becomes; then which ships of the table as it is get marks, and whether any is split. The same
   of pairs of ships of one invented sea (`--sparse` seeds), heard now and then, or of a strait, heard always
   (`--strait`); and numbers that several real ships send (`--collisions` files of gpsdio-segment, with the names sent
   and its own judgement).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl
from field_rule import field_rule

from crossbearing.intake import read_exhibit
from crossbearing.model.vessel_tables import VESSEL_POSITIONS
from crossbearing.movement.vessels.fixes import fixes_of
from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.frames import positions, statics
from crossbearing.worldgen.sea.invented import Faults
from crossbearing.worldgen.sea.worn import Disguises

T = TypeVar("T")
# Ships with so many positions that move at all are merged, two at a time.
SAID = ("ssvid", "type", "timestamp", "lat", "lon", "speed", "course", "heading", "shipname", "expected")
LEAST_POSITIONS, MERGED = 150, "mmsi:273{:06d}"


def peak_mb() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def timed(what: str, rows: int, bare: float, work: Callable[[], T]) -> tuple[T, float]:
    """Run, and print processor seconds, rows a second, the ratio to reading, and peak memory."""
    wall, at = time.perf_counter(), time.process_time()
    result = work()
    spent, passed = time.process_time() - at, time.perf_counter() - wall
    ratio = f"{spent / bare:6.1f} x reading" if bare else ""
    print(
        f"{what:34s}{spent:8.2f} s cpu {passed:8.2f} s {rows / spent:13,.0f} rows/s {peak_mb():7.0f} MB  {ratio}",
        flush=True,
    )
    return result, spent


def make(folder: Path, ships: int, days: int, keep_s: float) -> None:
    """Write the positions and statics of an invented world."""
    at = time.process_time()
    sea = invent_sea(1, days, ships, keep_s=keep_s)
    positions(sea).write_parquet(folder / "positions.parquet")
    statics(sea).write_parquet(folder / "statics.parquet")
    print(
        f"made {ships * days:,} ship-days, {sea.rows.height:,} rows, in {time.process_time() - at:.1f} s cpu",
        flush=True,
    )


def measure(folder: Path) -> None:
    """Time all stages on what `make` wrote."""
    path = folder / "positions.parquet"
    said = pl.read_parquet(folder / "statics.parquet")
    count = int(pl.scan_parquet(path).select(pl.len()).collect().item())
    size = path.stat().st_size
    print(f"{count:,} rows, {size / 1e6:.0f} MB of Parquet; {peak_mb():.0f} MB held before", flush=True)
    rows, bare = timed("reading the columns", count, 0.0, lambda: pl.read_parquet(path))
    marked, _ = timed("marks", count, bare, lambda: plausible(rows))
    found, spent = timed("encounters", count, bare, lambda: encounters(marked, said))
    print(f"{found.height:,} encounters; {size / spent / 1e6:.1f} MB of Parquet a second", flush=True)
    timed("silences of 6 h", count, bare, lambda: silences(marked, 6.0))
    timed("positions as arrays", count, bare, lambda: fixes_of(marked))
    timed("the field's rule for meetings", count, bare, lambda: field_rule(marked))


def apart(args: argparse.Namespace) -> None:
    """Make and measure in processes of their own: a child is said to have held what its parent held."""
    size = ["--ships", str(args.ships), "--days", str(args.days), "--keep", str(args.keep)]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, *size, "--make", folder], check=True)
        subprocess.run([sys.executable, __file__, "--measure", folder], check=True)


def merged(rows: pl.DataFrame, most: int, seed: int, least: int = LEAST_POSITIONS) -> pl.DataFrame:
    """Pairs of ships over their common time, each pair with one number; `really` says which of the two a row is."""
    counts = rows.group_by("craft").agg(
        pl.len(), pl.col("time").min().alias("first"), pl.col("time").max().alias("last"), pl.col("sog_kt").max()
    )
    fit = counts.filter((pl.col("len") >= least) & (pl.col("sog_kt") > 1.0)).sort("craft")
    pairs = list(combinations(fit.rows(named=True), 2))
    order = np.random.default_rng(seed).permutation(len(pairs))
    parts = []
    for number, (one, other) in enumerate(pairs[k] for k in order):
        first, last = max(one["first"], other["first"]), min(one["last"], other["last"])
        both = rows.filter(
            pl.col("craft").is_in([one["craft"], other["craft"]]) & pl.col("time").is_between(first, last)
        )
        if both.height >= 2 * least and both["craft"].n_unique() == 2:
            parts.append(both.with_columns(really="craft", craft=pl.lit(MERGED.format(number))))
        if len(parts) == most:
            break
    if not parts:
        raise SystemExit("no two ships of the table are heard often enough at the same time")
    return pl.concat(parts).sort("craft", "time", maintain_order=True)


def told_apart(path: Path, most: int, seed: int) -> None:
    """The second part: as sent, and with one position in ten seconds, a minute, and five minutes."""
    batches = list(read_exhibit(path, name=path.name, sha256=path.name))
    rows = pl.concat([batch.vessels for batch in batches]).sort("craft", "time", maintain_order=True)
    for every in ("as sent", "10s", "1m", "5m"):
        least = LEAST_POSITIONS if every == "as sent" else 5
        part = rows if every == "as sent" else rows.unique(["craft", pl.col("time").dt.truncate(every)], keep="first")
        links(every, merged(part.sort("craft", "time", maintain_order=True), most, seed, least))
    alone = plausible(rows)
    marks = alone.filter(pl.col("mark").is_not_null()).group_by("craft", "mark").len().sort("craft", "mark")
    split = alone.filter(pl.col("hull").is_not_null())["craft"].unique().sort().to_list()
    print(f"as it is: marks {marks.rows()}; split into several ships: {split}")


def collisions(path: Path) -> None:
    """Messages of one number that several real ships send, as JSON lines with the names sent and a judgement."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    said = pl.DataFrame([{name: line.get(name) for name in SAID} for line in lines], infer_schema_length=None)
    told = said.filter(pl.col("lat").abs() <= 90, pl.col("lon").abs() <= 180).with_row_index("row")
    when = pl.col("timestamp").str.to_datetime(time_unit="ms", time_zone="UTC")
    number = pl.col("type").str.extract(r"(\d+)$").cast(pl.Int8)
    known = {
        "craft": "mmsi:" + pl.col("ssvid"), "time": when,
        "lat": pl.col("lat"), "lon": pl.col("lon"), "message": number, "row": pl.col("row"),
        "sog_kt": pl.when(pl.col("speed") < 102.2).then("speed"),
        "cog_deg": pl.when(pl.col("course") < 360).then("course"),
        "heading_deg": pl.when(pl.col("heading") < 360).then("heading"),
    }  # fmt: skip
    nothing = {name: pl.lit(None, dtype) for name, dtype in VESSEL_POSITIONS.schema.items() if name not in known}
    marked = plausible(VESSEL_POSITIONS.conform(told.select(**known, **nothing)))
    both = marked.join(told.select(pl.col("row").cast(pl.UInt32), "expected"), on="row")
    kept = both.filter(pl.col("mark").is_null() & pl.col("expected").is_not_null())
    largest = kept.group_by("expected").agg(pl.col("hull").fill_null("").value_counts(sort=True).first(), pl.len())
    whole = largest["hull"].struct.field("count").sum() / largest["len"].sum()
    names = said.drop_nulls("shipname")["shipname"].value_counts(sort=True).rows()
    marks, ships = (both.group_by(name).len().sort("len", descending=True).rows() for name in ("mark", "hull"))
    print(f"{path.stem}: names {names}; ships {ships}; marks {marks}; of their segments whole {whole:.4f}")


def thinned(rows: pl.DataFrame, every: tuple[str, ...], most: int) -> None:
    """Pairs of ships of some positions, one kept of each while."""
    for while_ in every:
        part = rows.unique(["craft", pl.col("time").dt.truncate(while_)], keep="first")
        links(while_, merged(part.sort("craft", "time", maintain_order=True), most, 1, 100))


def sparse(seed: int, most: int) -> None:
    """Pairs of invented ships of one sea over ten days, heard by some stations and satellites, and thinned."""
    honest = {"faults": Faults(0.0, 0.0), "disguises": Disguises(0.0, 0.0, 0.0, 0.0)}
    rows = positions(invent_sea(seed, 10, 60, seas=("caspian",), **honest))
    thinned(rows, ("10m", "30m", "120m"), most)


def strait(seed: int, most: int) -> None:
    """Pairs of invented ships of the Baltic over a day, heard by stations nearly everywhere."""
    honest = {"faults": Faults(0.0, 0.0), "disguises": Disguises(0.0, 0.0, 0.0, 0.0)}
    rows = positions(invent_sea(seed, 1, 60, keep_s=10.0, seas=("baltic",), **honest))
    thinned(rows, ("10s", "1m", "5m"), most)


def links(what: str, pairs: pl.DataFrame) -> None:
    """How well merged pairs are told apart; each by itself, as one ship is in many pairs and would be a crowd."""
    at = time.process_time()
    parts = [plausible(one.drop("really")).with_columns(one["really"]) for one in pairs.partition_by("craft")]
    said = pl.concat(parts)
    spent = time.process_time() - at
    kept = said.filter(pl.col("mark").is_null() | (pl.col("mark") == "duplicate"))
    tracks = kept.with_columns(track=pl.struct("craft", pl.col("hull").fill_null("")))
    ordered = tracks.sort("craft", "hull", "time", maintain_order=True)
    same = (ordered["track"] == ordered["track"].shift()).fill_null(value=False)
    cross = same & (ordered["really"] != ordered["really"].shift())
    pure = tracks.group_by("track").agg(_largest().alias("most"), pl.len())
    count = pairs["craft"].n_unique()
    print(
        f"{what}: {count} pairs, {pairs.height:,} positions: kept {kept.height / pairs.height:.4f}, "
        f"links from ship to ship {cross.sum() / max(same.sum(), 1):.4%}, "
        f"purity {pure['most'].sum() / pure['len'].sum():.4f}, "
        f"{pure.height / count:.2f} tracks a pair, {pairs.height / spent:,.0f} rows/s"
    )
    bad = ordered.filter(cross).group_by("craft").len().sort("len", "craft", descending=[True, False]).head(5)
    whose = {craft: sorted(set(part["really"])) for (craft,), part in pairs.group_by("craft")}
    if bad.height:
        print("  most links:", [(number, *whose[craft]) for craft, number in bad.rows()])


def _largest() -> pl.Expr:
    return pl.col("really").value_counts(sort=True).first().struct.field("count")


def main() -> None:
    """Run both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ships", type=int, default=2000)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--keep", type=float, default=100.0)
    parser.add_argument("--tracks", type=Path)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--collisions", type=Path, nargs="*", default=[])
    parser.add_argument("--sparse", type=int, nargs="*", default=[41])
    parser.add_argument("--draw", type=int, default=1, help="seed of the pairs of --tracks")
    parser.add_argument("--strait", type=int, nargs="*", default=[])
    parser.add_argument("--make", type=Path)
    parser.add_argument("--measure", type=Path)
    args = parser.parse_args()
    if args.make:
        make(args.make, args.ships, args.days, args.keep)
        return
    if args.measure:
        measure(args.measure)
        return
    if args.tracks:
        told_apart(args.tracks, args.pairs, args.draw)
    for path in args.collisions:
        collisions(path)
    for seed in args.strait:
        print(f"pairs of one invented strait, seed {seed}")
        strait(seed, args.pairs)
    for seed in args.sparse:
        print(f"pairs of one invented sea, seed {seed}")
        sparse(seed, args.pairs)
    if args.ships:
        apart(args)


if __name__ == "__main__":
    main()
