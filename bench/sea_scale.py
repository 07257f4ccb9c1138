"""How long do a day of 20,000 ships and the movements in it take, and how much memory?

    python bench/sea_scale.py [SHIPS] [DAYS]

A sea is drawn: each ship sends 408 positions a day; half of them are under way, one in a hundred lies alongside
another. 2,000 ships over ten days are as many rows as 20,000 over one, in ten times as many files. It is written as a
store of positions, as a case holds it, and each rule then runs over it in a process of its own: rows per second of
processor time and, with as many cores as there are, of the clock, peak memory (less what Python and the libraries take
before the first row is read), and how long the same bytes take to be read and summed, which no program can undercut.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from crossbearing.intake import PositionStore
from crossbearing.model.exhibits import Batch
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS

SHIPS, FIXES, DAY_S = 20_000, 408, 86_400.0
BEGIN = 1_707_091_200
AT_ONCE = 1_000
QUESTIONS = ("bytes", "encounters", "port_calls", "voyages", "silences")


def drawn(first: int, ships: int, days: int) -> pl.DataFrame:
    """Positions of some ships; each is drawn from its own number, so that any part of the sea is the same."""
    rng, fixes = np.random.default_rng(first), FIXES * days
    seconds = np.sort(rng.uniform(0, DAY_S * days, (ships, fixes)), axis=1)
    lat0, lon0 = rng.uniform(-30, 60, ships), rng.uniform(-60, 60, ships)
    knots = np.where(rng.random(ships) < 0.5, rng.uniform(6, 15, ships), 0.0)
    beside = np.arange(0, ships - 1, 100)
    for values in (lat0, lon0, knots):
        values[beside + 1] = values[beside]
    knots[beside], knots[beside + 1] = 0.0, 0.0
    lat0[beside + 1] += 30.0 / 111_195
    course = rng.uniform(0, 2 * np.pi, ships)
    km = knots[:, None] * 1.852 * seconds / 3600
    lat = lat0[:, None] + km * np.cos(course)[:, None] / 111.195 + rng.normal(0, 8e-5, (ships, fixes))
    east = km * np.sin(course)[:, None] / 111.195 / np.cos(np.radians(lat0))[:, None]
    lon = lon0[:, None] + east + rng.normal(0, 8e-5, (ships, fixes))
    names = pl.Series([f"mmsi:{200_000_000 + first + one}" for one in range(ships)])
    told = pl.DataFrame(
        {
            "craft": names.gather(np.repeat(np.arange(ships), fixes)),
            "time": pl.Series(((BEGIN + seconds.ravel()) * 1000).astype(np.int64)),
            "lat": lat.ravel().round(6),
            "lon": lon.ravel().round(6),
            "sog_kt": np.repeat(knots, fixes).round(1),
            "cog_deg": np.repeat(np.degrees(course), fixes).round(1),
        }
    )
    others = {name: dtype for name, dtype in VESSEL_POSITIONS.schema.items() if name not in told.columns}
    whole = told.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in others.items())
    rows = pl.int_range(first * fixes, first * fixes + pl.len(), dtype=pl.UInt32)
    return VESSEL_POSITIONS.conform(whole.with_columns(exhibit=pl.lit("ab" * 32), member=pl.lit(""), row=rows))


def write(folder: Path, ships: int, days: int) -> None:
    """Write the sea as a store."""
    some = max(AT_ONCE // days, 1)
    batches = (
        Batch("drawn", 0, vessels=drawn(first, min(some, ships - first), days)) for first in range(0, ships, some)
    )
    PositionStore(folder, VESSEL_POSITIONS).write("ab" * 32, batches)


def answer(folder: Path, question: str) -> None:
    """Ask one question of a store, and print rows, seconds of processor and of the clock, and peak memory in MB."""
    from crossbearing.movement.vessels.ports.harbours import harbours_of
    from crossbearing.scale_ships import READ, encounters_in, port_calls_in, ship_parts, silences_in, voyages_in
    from crossbearing.world import load_world

    ports, before = harbours_of(load_world().harbours), peak_mb()
    started, began = time.process_time(), time.perf_counter()
    parts = ship_parts(PositionStore(folder, VESSEL_POSITIONS).buckets())
    if question == "bytes":
        found = sum(part.read(READ).select(pl.col("lat", "lon").sum()).height for part in parts)
    elif question == "encounters":
        found = encounters_in(parts, VESSEL_STATICS.empty(), ports).height
    elif question == "port_calls":
        found = port_calls_in(parts, ports, possible=True).height
    elif question == "voyages":
        found = voyages_in(parts, ports).height
    else:
        found = silences_in(parts, 6.0).height
    spent, passed = time.process_time() - started, time.perf_counter() - began
    print(sum(part.rows for part in parts), spent, passed, peak_mb(), before, found)


def peak_mb() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000.0


def main() -> None:
    """Draw a sea and ask all questions of it."""
    ships = int(sys.argv[1]) if len(sys.argv) > 1 else SHIPS
    days = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, "--write", folder, str(ships), str(days)], check=True)
        bare = 1.0
        for question in QUESTIONS:
            done = subprocess.run(
                [sys.executable, __file__, "--answer", folder, question], check=True, capture_output=True, text=True
            )
            rows, spent, passed, peak, before, found = (float(word) for word in done.stdout.split())
            bare = spent if question == "bytes" else bare
            print(
                f"{question:<11} {rows:>12,.0f} rows  {spent:6.2f} s  {rows / spent:>12,.0f} rows/s  "
                f"({passed:6.2f} s, {rows / passed:>12,.0f} by the clock)  "
                f"{spent / bare:5.1f} x bytes read  {peak:7,.0f} MB peak ({before:,.0f} before)  {found:,.0f} found"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1:2] == ["--answer"]:
        answer(Path(sys.argv[2]), sys.argv[3])
    else:
        main()
