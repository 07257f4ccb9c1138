from __future__ import annotations

import csv
import gzip
import io
import re
import tarfile
from pathlib import Path

import pytest

from crossbearing.worldgen import make_world
from worldgen.worlds import hashes, traces, truth

SOURCES = {"adsb_icao", "adsb_icao_nt", "mlat", "tisb_other"}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tiny: Path, tmp_path: Path) -> None:
    make_world(tmp_path / "again", seed=5, days=2, aircraft=15)
    make_world(tmp_path / "other", seed=6, days=2, aircraft=15)
    assert hashes(tmp_path / "again") == hashes(tiny)
    assert hashes(tmp_path / "other") != hashes(tiny)


def test_every_row_has_fourteen_elements_and_every_fourth_a_detail(tiny: Path) -> None:
    for _, trace in traces(tiny):
        for k, row in enumerate(trace["trace"]):
            assert len(row) == 14
            assert (row[8] is not None) == (k % 4 == 0)
            assert row[9] in SOURCES


def test_rows_stand_in_order_of_time_inside_their_day(tiny: Path) -> None:
    for _, trace in traces(tiny):
        times = [row[0] for row in trace["trace"]]
        assert trace["timestamp"] % 86400 == 0
        assert times == sorted(times)
        assert 0 <= times[0] <= times[-1] < 86400


def test_a_trace_lies_where_its_address_says(tiny: Path) -> None:
    for path, trace in traces(tiny):
        icao24 = trace["icao"]
        assert path == f"./traces/{icao24[-2:]}/trace_full_{icao24}.json"
        assert re.fullmatch(r"~?[0-9a-f]{6}", icao24)


def test_a_callsign_is_padded_to_eight(tiny: Path) -> None:
    flights = [row[8]["flight"] for _, trace in traces(tiny) for row in trace["trace"] if row[8] and "flight" in row[8]]
    assert flights
    assert {len(flight) for flight in flights} == {8}


def test_no_row_is_faster_than_600_kt_or_higher_than_45000_ft(tiny: Path) -> None:
    for _, trace in traces(tiny):
        for row in trace["trace"]:
            assert 0 <= row[4] <= 600
            assert row[3] == "ground" or -200 <= row[3] <= 45000


def test_an_archive_has_the_layout_of_adsb_lol_and_fixed_times(tiny: Path) -> None:
    path = tiny / "tracks" / "v2024.02.05-planes-readsb-prod-0.tar"
    with tarfile.open(path) as archive:
        members = archive.getmembers()
    assert members[0].name == "./README.txt"
    assert {member.mtime for member in members} == {1707177600}
    assert [m.name for m in members[1:]] == sorted(m.name for m in members[1:])


@pytest.fixture(scope="module")
def states(tiny: Path) -> list[dict[str, str]]:
    text = gzip.decompress((tiny / "opensky" / "states_2024-02-05.csv.gz").read_bytes()).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_state_vectors_are_metric_and_on_their_grid(states: list[dict[str, str]]) -> None:
    assert {int(row["time"]) % 30 for row in states} == {0}
    assert max(float(row["velocity"]) for row in states) < 310
    assert max(float(row["baroaltitude"] or 0) for row in states) < 13000


def test_a_lost_position_is_held_no_longer_than_five_minutes(states: list[dict[str, str]]) -> None:
    ages = [int(row["time"]) - float(row["lastposupdate"]) for row in states]
    assert min(ages) >= 0
    assert 60 < max(ages) <= 300


def test_a_state_vector_on_the_ground_has_no_height(states: list[dict[str, str]]) -> None:
    assert all((row["baroaltitude"] == "") == (row["onground"] == "True") for row in states)


def test_receivers_of_both_networks_are_in_the_truth(tiny: Path) -> None:
    assert {row["network"] for row in truth(tiny, "receivers")} == {"readsb", "opensky"}
