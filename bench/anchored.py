"""Do gaps and stops of a ship that lies at anchor for a month cost as much a position as of any other?

    python bench/anchored.py [--rows 1000000] [--peer PYTHON]

A ship comes to Amirabad, lies there for 30 days, swinging by some tens of metres, is silent for three hours once, and
goes. Her positions are 1, 2, 4 and 8 times `--rows`. Printed are, of marks, gaps (an hour and more) and stops (calls at
ports), positions a second of processor time, what copying and sorting the same columns costs, and the most memory held.
`--peer` is a Python with movingpandas, which is asked for the same gaps and stops of 1,000 to 8,000 positions; that
both find the same is asserted first.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import polars as pl

from crossbearing.model.vessel_tables import VESSEL_POSITIONS
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.ports.port_calls import port_calls
from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.scale import keep_freed_memory
from crossbearing.world import load_world

T = TypeVar("T")
BEGIN, DAY_S, DAYS = 1_707_091_200.0, 86_400.0, 30
LAT, LON, PORT = 36.86, 53.37, "IRAMD"
# She sails for three hours at ten knots before and after, and is silent from the tenth day on.
SAILS_S, KMH, SILENT_S, GAP_S = 3 * 3600.0, 18.52, 10 * DAY_S, 3 * 3600.0
KM_PER_DEGREE = 111.195
PEER_ROWS = (1_000, 2_000, 4_000, 8_000)


def track(rows: int) -> tuple[np.ndarray[Any, Any], ...]:
    """Seconds from the beginning, latitudes and longitudes of her positions."""
    rng = np.random.default_rng(1)
    whole = 2 * SAILS_S + DAYS * DAY_S
    seconds = np.linspace(0.0, whole, rows)
    seconds = seconds[(seconds < SILENT_S) | (seconds > SILENT_S + GAP_S)]
    off = np.maximum(SAILS_S - seconds, np.maximum(seconds - (whole - SAILS_S), 0.0)) / 3600.0 * KMH / KM_PER_DEGREE
    turn = seconds / DAY_S * 4 * np.pi
    swing = 30.0 / 1000.0 / KM_PER_DEGREE
    lat = LAT + off + swing * np.sin(turn) + rng.normal(0, 3e-5, seconds.size)
    return seconds, lat, LON + swing * np.cos(turn) + rng.normal(0, 3e-5, seconds.size)


def frame(rows: int) -> pl.DataFrame:
    """The same as VESSEL_POSITIONS."""
    seconds, lat, lon = track(rows)
    told = pl.DataFrame(
        {"time": ((BEGIN + seconds) * 1000).astype(np.int64), "lat": lat, "lon": lon, "row": np.arange(seconds.size)}
    ).with_columns(craft=pl.lit("mmsi:422000001"), exhibit=pl.lit("ab" * 32), member=pl.lit(""))
    missing = {name: dtype for name, dtype in VESSEL_POSITIONS.schema.items() if name not in told.columns}
    return VESSEL_POSITIONS.conform(
        told.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in missing.items())
    )


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What some work gives, and its processor seconds."""
    at = time.process_time()
    made = work()
    return made, time.process_time() - at


def ours(rows: int) -> dict[str, Any]:
    """Gaps and stops of so many positions, in seconds from the beginning, and what each step took."""
    keep_freed_memory()  # as every run over parts of the ships does
    given, ports = frame(rows), harbours_of(load_world().harbours)
    _, bare = timed(lambda: given.select("craft", "time", "lat", "lon").reverse().sort("craft", "time"))
    marked, marks_s = timed(lambda: plausible(given))
    gaps, gaps_s = timed(lambda: silences(marked, 1.0).filter(pl.col("ended_at").is_not_null()))
    calls, stops_s = timed(lambda: port_calls(marked, ports, possible=False))
    return {
        "rows": given.height,
        "gaps": [
            [a.timestamp() - BEGIN, b.timestamp() - BEGIN] for a, b in gaps.select("started_at", "ended_at").rows()
        ],
        "stops": [
            [a.timestamp() - BEGIN, b.timestamp() - BEGIN]
            for a, b in calls.filter(place=PORT).select("arrived_before", "left_after").rows()
        ],
        "s": {"sorting alone": bare, "marks": marks_s, "gaps": gaps_s, "stops": stops_s},
    }


PEER = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import movingpandas, pandas
from datetime import timedelta
seconds, lat, lon = json.load(sys.stdin)
at = pandas.to_datetime(pandas.Series(seconds), unit="s")
track = movingpandas.Trajectory(pandas.DataFrame({"t": at, "x": lon, "y": lat}), 1, t="t", x="x", y="y", crs=4326)
begin = time.process_time()
parts = movingpandas.ObservationGapSplitter(track).split(gap=timedelta(hours=1))
split_s = time.process_time() - begin
begin = time.process_time()
detector = movingpandas.TrajectoryStopDetector(track)
stops = detector.get_stop_time_ranges(max_diameter=200, min_duration=timedelta(hours=1))
stops_s = time.process_time() - begin
epoch = pandas.Timestamp(0)
edges = sorted((part.get_start_time() - epoch).total_seconds() for part in parts)
ends = sorted((part.get_end_time() - epoch).total_seconds() for part in parts)
print(json.dumps({"gaps": list(zip(ends[:-1], edges[1:])),
    "stops": [((one.t_0 - epoch).total_seconds(), (one.t_n - epoch).total_seconds()) for one in stops],
    "s": {"gaps": split_s, "stops": stops_s}}))
"""


def theirs(python: str, rows: int) -> dict[str, Any]:
    """The same of movingpandas; a stop there is an hour within 200 m."""
    given = json.dumps([column.tolist() for column in track(rows)])
    done = subprocess.run([python, "-c", PEER], input=given, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def compared(python: str) -> None:
    """Assert that both find the same, and print what it cost."""
    for rows in PEER_ROWS:
        mine, other = ours(rows), theirs(python, rows)
        assert np.allclose(mine["gaps"], other["gaps"], atol=1.0), (mine["gaps"], other["gaps"])
        assert len(mine["stops"]) == len(other["stops"]) == 1, (mine["stops"], other["stops"])
        # Calls begin in the port's water, 15 km off; theirs where she comes to rest.
        begin, end = other["stops"][0]
        assert mine["stops"][0][0] <= begin <= SAILS_S + 3 * 3600.0 <= end <= mine["stops"][0][1] + 1.0
        told = "  ".join(f"{name} {mine['rows'] / spent:9,.0f} positions/s" for name, spent in other["s"].items())
        print(f"movingpandas, {mine['rows']:>6,} positions: {told}", flush=True)


def main() -> None:
    """Ask for 1, 2, 4 and 8 times as many positions, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--peer")
    parser.add_argument("--only", type=int)
    args = parser.parse_args()
    if args.only:
        told = ours(args.only)
        assert len(told["gaps"]) == len(told["stops"]) == 1, told
        print(json.dumps({**told, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000.0}))
        return
    if args.peer:
        compared(args.peer)
    for times in (1, 2, 4, 8):
        command = [sys.executable, __file__, "--only", str(args.rows * times)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        bare = told["s"]["sorting alone"]
        words = (
            f"{name} {told['rows'] / spent / 1e6:5.1f} M/s ({spent / bare:4.1f} x)" for name, spent in told["s"].items()
        )
        print(f"{told['rows']:>9,} positions: {'  '.join(words)}  {told['mb']:,.0f} MB", flush=True)


if __name__ == "__main__":
    main()
