"""Real files that lie beside the project: every row of each is kept or rejected, in the format that it has."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from crossbearing.intake import read_exhibit
from intake.track_bytes import whole

MEASURED = {
    "flightaware_kml_sitrec/*/FlightAware_*.kml": ("kml", 16, 6_510),
    "flightaware_kml_sitrec/*/*-track-*.kml": ("kml", 9, 9_355),
    "flightaware_kml_sitrec/maussan/*.kml": ("kml", 1, 393),
    "traffic_samples/fr24/*.json": ("fr24_playback", 4, 3_059),
    "traffic_tests/tests/fr24/JL516_3376ab31.csv": ("fr24_csv", 1, 305),
    "traffic_tests/tests/fr24/*granular.csv": ("fr24_feed", 1, 17_521),
    "opensky_snapshots_westasia/*.json": ("opensky_rest", 12, 1_075),
    "traffic_tests/tests/cache/[45]*.parquet": ("parquet_vectors", 2, 2_596),
}


def read_all(files: Iterable[Path], form: str) -> dict[str, int]:
    told = {"rows_in": 0, "positions": 0, "contacts": 0, "rejected": 0}
    for path in files:
        batches = list(read_exhibit(path, name="x", sha256="ab" * 32))
        out = whole(batches)
        assert {batch.format for batch in batches} == {form}, path
        assert out["kept"] + out["rejected"] == out["rows_in"], path
        told["rows_in"] += out["rows_in"]
        told["positions"] += len(out["positions"])
        told["contacts"] += sum(line["observations"] for line in out["sightings"])
        told["rejected"] += out["rejected"]
    return told


@pytest.mark.parametrize("pattern", MEASURED)
def test_every_row_of_the_real_files_is_accounted_for(shared: Path, pattern: str):
    form, count, rows = MEASURED[pattern]
    files = sorted((shared / "data" / "adsb").glob(pattern))
    assert len(files) == count
    assert read_all(files, form)["rows_in"] == rows


def test_two_in_five_of_the_snapshots_rows_are_heard_and_not_located(shared: Path):
    told = read_all(sorted((shared / "data" / "adsb").glob("opensky_snapshots_westasia/*.json")), "opensky_rest")
    assert told == {"rows_in": 1_075, "positions": 636, "contacts": 439, "rejected": 0}


@pytest.mark.slow
def test_all_samples_of_the_traffic_library_are_read(shared: Path):
    folder = shared / "data" / "adsb" / "traffic_samples"
    files = [path for path in sorted(folder.glob("*/*.json.gz")) if "fuelflow" not in path.name]
    assert read_all(files, "traffic_json")["rows_in"] == 646_427
