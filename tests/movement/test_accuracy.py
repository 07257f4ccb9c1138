"""Flights and visits against what is known to be true: floors that may rise and never fall."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from crossbearing.intake import read_exhibit
from crossbearing.model.tables import AIRFRAMES, POSITIONS
from crossbearing.movement import flights, plausible, visits
from crossbearing.world import load_world

TRACE = "data/adsb/traffic_samples/readsb/trace_full_ac671b.json"
OTHER_TRACES = "data/adsb/readsb_local_eastham"


def read(paths: list[Path]) -> tuple[pl.DataFrame, pl.DataFrame]:
    batches = [batch for path in paths for batch in read_exhibit(path, name=path.name, sha256=path.name)]
    positions = POSITIONS.conform(pl.concat([batch.positions for batch in batches]))
    return positions, AIRFRAMES.conform(pl.concat([batch.airframes for batch in batches]))


def test_a_real_day_with_long_silences_is_the_four_flights_its_callsigns_prove(shared: Path) -> None:
    """Silences of 48, 46, 36 and 21 minutes in cruise, and a stop that was never heard below 8,450 ft."""
    positions, airframes = read([shared / TRACE])
    found = flights(plausible(positions), airframes, load_world())
    assert found["callsigns"].to_list() == [["DAL1812"], ["DAL2418"], ["DAL1615"], ["DAL2927"]]
    ends = found.select("departure_airport", "arrival_airport").rows()
    # Both sides of the stop, 6,000 ft above Spokane and coming down and climbing out, leave no other field 4 %.
    assert ends == [(None, "KMSP"), ("KMSP", "KGEG"), ("KGEG", "KMSP"), ("KMSP", "KDEN")]
    assert found["arrival_evidence"][1] == "extrapolated"
    for leg, word in ((1, "arrival"), (2, "departure")):
        assert found[f"{word}_candidates"][leg][0]["airport"] == "KGEG"


def test_no_honest_position_of_real_traces_is_marked(shared: Path) -> None:
    paths = sorted((shared / OTHER_TRACES).rglob("trace_full_*"))
    positions, airframes = read(paths)
    marked = plausible(positions)
    assert marked.height > 3000 and marked["mark"].null_count() == marked.height
    found = flights(marked, airframes, load_world())
    cruising = found.filter(pl.col("first_alt_ft") > 25000)
    assert cruising.height > 20 and cruising["departure_airport"].null_count() == cruising.height


def write(frame: pl.DataFrame, path: Path) -> Path:
    rows = (json.dumps(row, default=lambda t: t.isoformat().replace("+00:00", "")) for row in frame.to_dicts())
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def score(world: Path, what: str, found: Path) -> dict[str, object]:
    truth = world / "truth" / f"{what}.jsonl"
    script = [sys.executable, f"score_{what}.py", str(truth), str(found)]
    out = subprocess.run(script, cwd=world / "scorers", capture_output=True, text=True, check=True).stdout
    return {line.split()[0]: json.loads(line[34:]) for line in out.splitlines()}


@pytest.mark.slow
def test_a_made_world_is_read_as_it_was(shared: Path, tmp_path: Path) -> None:
    world = shared / "eval" / "world_dev"
    positions, airframes = read(sorted((world / "input" / "readsb").glob("*.tar")))
    marked = plausible(positions)
    found = flights(marked, airframes, load_world())
    flown = score(world, "flights", write(found, tmp_path / "flights.jsonl"))
    assert flown["recall"] >= 0.999 and flown["precision"] >= 0.998
    assert flown["airport_accuracy_observed"] >= 0.997 and flown["airport_given_for_a_field"] == 0
    for end in ("departure", "arrival"):
        assert flown[f"{end}_unobserved"]["wrong"] <= 0.01 and flown[f"{end}_partly"]["wrong"] <= 0.01
    here = visits(found, marked, load_world()).filter("shown")
    stayed = score(world, "visits", write(here, tmp_path / "visits.jsonl"))
    assert stayed["score"] >= 0.99


def labelled(root: Path) -> list[dict[str, str]]:
    """Real tracks of which the airports are known, each with its file."""
    with (root / "LABELS.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.slow
def test_real_ends_seen_low_are_right_and_ends_in_cruise_are_left_open(shared: Path) -> None:
    root = shared / "data" / "adsb"
    right = 0
    for row in labelled(root):
        positions, airframes = read([root / row["file"]])
        if row["icao24"]:
            positions = positions.filter(pl.col("craft") == f"icao24:{row['icao24']}")
        found = flights(plausible(positions), airframes, load_world())
        if row["member"]:
            found = found.filter(pl.col("callsigns").list.contains(row["callsign"]))
        for word, leg, end in (("departure", 0, "first"), ("arrival", -1, "last")):
            named, true = found[f"{word}_airport"][leg], row["origin" if end == "first" else "destination"]
            assert named in (true, None), (row["callsign"], word)
            if float(row[f"alt_ft_{end}"]) > 10000:
                assert named is None
            right += named == true
    assert right >= 61
