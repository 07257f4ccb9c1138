"""Which positions of ships are marked: on honest days, on days with false ones, and in files of real ships?

    python bench/sea_marks.py [--honest 51 52 53] [--false 31 32 33] [--files FILE…]

1. Honest worlds (`--honest`: 300 ships, six days, no fault but a wild fix in 30,000): marks of genuine positions in
   100,000 beside repeats, wild fixes that are not marked, ships that are split. Asked are no mark and no split.
2. Worlds with jammed waters, circles, tracks led astray, frozen places, shared and swapped numbers (`--false`): what is
   marked by kind.
3. A jammed zone off a port (`--zone` seeds): positions marked, and the cells and hours that ships tell of.
4. Files of real ships (`--files`): marks by kind, ships, ships split; every mark but repeats with the positions around
   it is for reading by eye; and how far each station hears that is named in them.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl

from crossbearing.intake import read_exhibit
from crossbearing.movement.disturbance import jammed_hours
from crossbearing.movement.vessels.trust.disturbed import disturbed_waters, shaken
from crossbearing.movement.vessels.trust.earshot import LEAST_HEARD
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.world.geo import distance_km
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.faults import KINDS, JamStyle
from crossbearing.worldgen.sea.frames import positions
from crossbearing.worldgen.sea.invented import START, Faults, Sea
from crossbearing.worldgen.sea.worn import Disguises
from crossbearing.worldgen.zones import Zone

DAYS, SHIPS = 6, 300
HONEST = (Faults(0.0, 0.0), Disguises(0.0, 0.0, 0.0, 0.0))
EPOCH = datetime(START.year, START.month, START.day, tzinfo=UTC).timestamp()
BAKU = (40.33, 49.95)
# Of each file so many marks are shown with the positions before and after them.
SHOWN, AROUND = 5, 2


def judged(sea: Sea) -> pl.DataFrame:
    """The marked positions of a world, with `kind` (empty where genuine) and `ship`, the truth."""
    truth = sea.rows.with_row_index("row").select("row", "false", "ship")
    kinds = pl.col("false").cast(pl.Int32).replace_strict(dict(enumerate(KINDS)), return_dtype=pl.String)
    return plausible(positions(sea)).join(truth, on="row").with_columns(kind=kinds)


def doubted(rows: pl.DataFrame) -> pl.DataFrame:
    """Those that are marked, but for repeats."""
    return rows.filter(pl.col("mark").is_not_null() & (pl.col("mark") != "duplicate"))


def honest(seeds: list[int]) -> None:
    """The first part."""
    count = wrong = split = missed = 0
    for seed in seeds:
        rows = judged(invent_sea(seed, DAYS, SHIPS, faults=HONEST[0], disguises=HONEST[1]))
        genuine = rows.filter(kind="")
        count, wrong = count + genuine.height, wrong + doubted(genuine).height
        split += rows.filter(pl.col("hull").is_not_null())["craft"].n_unique()
        missed += rows.filter(pl.col("kind") != "", pl.col("mark").is_null()).height
    print(
        f"honest worlds {seeds}: {count:,} genuine positions, {wrong} marked ({wrong / count * 1e5:.2f} in 100,000), "
        f"{split} ships split, {missed} wild fixes not marked"
    )


def false(seed: int) -> None:
    """The second part."""
    rows = judged(invent_sea(seed, DAYS, SHIPS))
    print(f"a world with false positions, seed {seed}")
    for (kind,), part in sorted(rows.group_by("kind")):
        marks = dict(doubted(part).group_by("mark").len().sort("mark").iter_rows())
        split = part["hull"].drop_nulls().len()
        print(f"  {kind or 'genuine':10s}{part.height:10,} rows, {split:7,} of a split number, marked: {marks}")
    ships = rows.group_by("craft").agg(pl.col("ship", "hull").drop_nulls().n_unique())
    whole = ships.filter(pl.col("ship") == 1, pl.col("hull") > 1).height
    shared = ships.filter(pl.col("ship") > 1)
    print(
        f"  numbers of one ship split: {whole}; of several: {shared.filter(pl.col('hull') > 1).height} of {len(shared)}"
    )


def zone(seed: int) -> None:
    """The third part."""
    jam = Zone(*BAKU, 60.0, EPOCH + 8 * 3600, EPOCH + 11 * 3600, (39.0, 51.0))
    for style in JamStyle:
        faults = Faults(0.0, 0.0, (jam.at_sea(EPOCH, style),))
        rows = judged(invent_sea(seed, 1, SHIPS // 2, seas=("caspian",), faults=faults, disguises=HONEST[1]))
        hit, kept = rows.filter(kind="jammed"), rows.filter(kind="")
        told = jammed_hours(disturbed_waters([shaken(rows)]))
        print(
            f"a jammed zone, seed {seed}, {style}: {hit['ship'].n_unique()} ships, {hit.height} false rows, "
            f"{doubted(hit).height} marked; {doubted(kept).height} genuine rows marked of {kept.height:,}; "
            f"cells and hours: {told.select('cell', pl.col('hour').dt.hour(), 'craft', 'disturbed').rows()}"
        )


def real(path: Path) -> None:
    """The fourth part."""
    rows = pl.concat([batch.vessels for batch in read_exhibit(path, name=path.name, sha256=path.name)])
    marked = plausible(rows)
    split = marked.filter(pl.col("hull").is_not_null())["craft"].unique().sort().to_list()
    table = marked.group_by("mark").agg(pl.len(), ships=pl.col("craft").n_unique()).sort("mark").rows()
    print(f"{path.name}: {rows.height:,} positions of {rows['craft'].n_unique()} ships: {table}; split: {split}")
    numbered = marked.with_row_index("at").select("at", "craft", "time", "lat", "lon", "sog_kt", "mark")
    for at in doubted(numbered)["at"].head(SHOWN).to_list():
        for row in numbered[max(at - AROUND, 0) : at + AROUND + 1].iter_rows():
            print("   ", *row)
        print()
    for (name,), part in sorted(marked.drop_nulls("station").group_by("station")):
        middle = (part["lat"].median(), part["lon"].median())
        km = pl.Series(np.asarray(distance_km(*middle, part["lat"].to_numpy(), part["lon"].to_numpy())))
        if part["craft"].n_unique() >= LEAST_HEARD:
            print(f"   station {name!s}: {part['craft'].n_unique()} ships, 95 of 100 positions within "
                  f"{km.quantile(0.95):.0f} km, farthest {km.max():.0f} km")  # fmt: skip


def main() -> None:
    """Run all parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--honest", type=int, nargs="*", default=[51, 52, 53])
    parser.add_argument("--false", type=int, nargs="*", default=[31, 34])
    parser.add_argument("--zone", type=int, nargs="*", default=[5])
    parser.add_argument("--files", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    if args.honest:
        honest(args.honest)
    for seed in args.false:
        false(seed)
    for seed in args.zone:
        zone(seed)
    for path in args.files:
        real(path)


if __name__ == "__main__":
    main()
