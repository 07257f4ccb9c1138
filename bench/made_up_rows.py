"""Large sorted Parquet files of positions: a world's craft, or those of a real recording, under many addresses.

The recording is `quickstart`, a sample that comes with the library `traffic`: 284,505 rows a second apart, 213 craft.
In a generated world rows are drawn closer: they are put on straight lines between a world's own, so that it is as
dense as an archive (a row each 7 s) or as a receiver (each second); nothing is put beside a row that is not to be
trusted, so there are as many of those as the world has. Every copy has its own addresses and days. The same arguments
give the same bytes.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from crossbearing.intake import read_exhibit
from crossbearing.intake.store import write_synced
from crossbearing.model.tables import AIRFRAMES, POSITIONS
from crossbearing.movement import plausible
from crossbearing.worldgen.wide import wide_world

# Rows are put between two that are no farther apart than this; longer steps are silences and stay.
JOIN_S = 60.0
# The world whose craft are copied. Copies are shifted by more than its days, so that they do not meet.
AIRCRAFT, DAYS, SEED, PHYSICS = 90, 7, 1, "rough"
SHIFT_DAYS = DAYS + 3
MILLION = 1_000_000
# Seconds between rows, by density; `quickstart` is as recorded.
DENSITIES = {"archive": 7.0, "receiver": 1.0, "quickstart": 1.0}


def base_world(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Positions and airframes of a wide world."""
    wide_world(folder, SEED, DAYS, AIRCRAFT, physics=PHYSICS)
    paths = sorted([*folder.rglob("*.tar"), *folder.rglob("*.csv.gz")])
    batches = [batch for path in paths for batch in read_exhibit(path, name=path.name, sha256=f"{path.name:0<64}")]
    positions = POSITIONS.conform(pl.concat([batch.positions for batch in batches]))
    return positions, AIRFRAMES.conform(pl.concat([batch.airframes for batch in batches]))


def drawn_closer(positions: pl.DataFrame, every_s: float) -> pl.DataFrame:
    """Put rows between those of one craft in one state, about `every_s` seconds apart."""
    craft = positions["craft"].rle_id().to_numpy()
    true = plausible(positions)["mark"].is_null().to_numpy()
    ground = (positions["alt_kind"] == "ground").to_numpy()
    ms = positions["time"].dt.epoch("ms").to_numpy()
    step = np.r_[np.diff(ms) / 1000, 0.0]
    joined = (craft[1:] == craft[:-1]) & (ground[1:] == ground[:-1]) & true[1:] & true[:-1]
    joined = np.r_[joined, False] & (step <= JOIN_S)
    n = np.where(joined, np.maximum(1, np.round(step / every_s)), 1).astype(np.int64)
    row = np.repeat(np.arange(len(n)), n)
    share = (np.arange(len(row)) - np.repeat(np.cumsum(n) - n, n)) / n[row]
    after = np.minimum(row + 1, len(n) - 1)

    def between(values: np.ndarray) -> np.ndarray:
        return np.where(share > 0, values[row] + share * (values[after] - values[row]), values[row])

    whole = positions[row]
    feet = between(positions["alt_ft"].to_numpy())
    return whole.with_columns(
        time=pl.Series(np.round(between(ms.astype(np.float64))).astype(np.int64)).cast(POSITIONS.schema["time"]),
        lat=pl.Series(np.round(between(positions["lat"].to_numpy()), 6)),
        lon=pl.Series(np.round(between(positions["lon"].to_numpy()), 6)),
        alt_ft=pl.Series(np.round(feet / 25) * 25, dtype=pl.Float32).fill_nan(None),
        gs_kt=pl.Series(np.round(between(positions["gs_kt"].to_numpy()), 1), dtype=pl.Float32).fill_nan(None),
        row=pl.int_range(0, len(row), dtype=pl.UInt32),
    )


def recorded(path: Path) -> pl.DataFrame:
    """Positions of a sample of `traffic`, many times over with other addresses: a million rows (POSITIONS)."""
    with gzip.open(path) as stream:
        told = pl.read_json(stream.read(), infer_schema_length=None)
    named = {"lat": "latitude", "lon": "longitude", "alt_ft": "altitude", "gs_kt": "groundspeed", "track_deg": "track"}
    frame = told.select(
        *(pl.col(theirs).alias(ours) for ours, theirs in (named | {"vrate_fpm": "vertical_rate"}).items()),
        *("callsign", "squawk"),
        craft="icao24:" + pl.col("icao24"),
        time=pl.from_epoch("timestamp", time_unit="ms").dt.replace_time_zone("UTC"),
        alt_kind=pl.when("onground").then(pl.lit("ground")).otherwise(pl.lit("baro")),
        source=pl.lit("adsb"),
        exhibit=pl.lit("0" * 64),
        member=pl.lit(path.name),
        row=pl.int_range(pl.len()),
    ).filter(pl.col("lat").is_not_null() & pl.col("lon").is_not_null())
    missing = [pl.lit(None).alias(name) for name in POSITIONS.schema if name not in frame.columns]
    whole = frame.with_columns(missing).cast(dict(POSITIONS.schema))
    return pl.concat([copy_of(whole, number) for number in range(-(-MILLION // whole.height))])


def copy_of(positions: pl.DataFrame, number: int) -> pl.DataFrame:
    """The same tracks under other addresses, some days later, in the order of craft and time."""
    names = positions["craft"].unique().sort()
    others = [f"icao24:{0x100000 + number * len(names) + k:06x}" for k in range(len(names))]
    later = pl.duration(days=number * SHIFT_DAYS)
    named = positions.with_columns(craft=pl.col("craft").replace_strict(names, others), time=pl.col("time") + later)
    return POSITIONS.conform(named)


def write_rows(folder: Path, millions: int, density: str, sample: Path | None = None) -> list[Path]:
    """Write Parquet files of a million positions each, and `airframes.parquet` beside them; keep what is there.

    `sample` is the file of the density `quickstart`.
    """
    files = [folder / f"rows-{number:04d}.parquet" for number in range(millions)]
    if not all(path.exists() for path in files):
        folder.mkdir(parents=True, exist_ok=True)
        if sample:
            _write(files, recorded(sample)[:MILLION], AIRFRAMES.empty())
            return files
        with tempfile.TemporaryDirectory() as world:
            positions, airframes = base_world(Path(world))
        _write(files, drawn_closer(positions, DENSITIES[density])[:MILLION], airframes)
    return files


def _write(files: list[Path], base: pl.DataFrame, airframes: pl.DataFrame) -> None:
    names, told = base["craft"].unique().sort(), []
    for number, path in enumerate(files):
        write_synced(path, copy_of(base, number))
        others = [f"icao24:{0x100000 + number * len(names) + k:06x}" for k in range(len(names))]
        ours = airframes.with_columns(craft=pl.col("craft").replace_strict(names, others, default=None))
        told.append(ours.with_columns(pl.col("seen_on") + pl.duration(days=number * SHIFT_DAYS)))
    pl.concat(told).drop_nulls("craft").write_parquet(files[0].parent / "airframes.parquet")
