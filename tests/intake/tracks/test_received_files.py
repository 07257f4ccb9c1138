"""Every file that was really received, of the kinds read here: known by its bytes, and accounted for row by row.

The figures are (rows in, positions, messages without one, rejects).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbearing.intake import read_exhibit
from intake.track_bytes import balanced, whole

FILES = {
    "adsbx_trace_pyreadsb/trace_full_ac134a.json": ("readsb", 777, 777, 0, 0),
    "traffic_samples/readsb/trace_full_ac671b.json": ("readsb", 2_500, 2_500, 0, 0),
    "readsb_local_eastham/tests/1hr.json": ("readsb-aircraft", 5_767, 4_920, 0, 847),
    "readsb_local_eastham/tests/20minutes.json": ("readsb-aircraft", 1_612, 1_194, 0, 418),
    "readsb_local_eastham/examples/KWVI/1213.wvi5nm.gz": ("readsb-aircraft", 9_614, 9_613, 0, 1),
    "sbs_wiseman/msgs.txt": ("basestation", 4_184, 0, 0, 4_184),
    "sbs_stratux/cyoung-09062015-noproblem-stratux-es.log": ("basestation", 44_478, 2_104, 42_374, 0),
    "sbs_stratux/gms5002-09072015-problem-stratux-es.log": ("basestation", 1_060, 0, 1_060, 0),
    "beast_stpetersburg/beast_decoded_sbs.txt": ("basestation", 8_624, 1_456, 7_166, 2),
    "traffic_tests/docs/tutorial.jsonl.gz": ("jet1090", 71_939, 13_465, 58_463, 11),
}
RAW = {
    "beast_stpetersburg/ulss7-beast-bin-utc--1522782148.136310917--.log": ("beast", 13_954, 1_396, 7_532, 5_026),
    "beast_stpetersburg/beast_extract_71be34.log": ("beast", 1_004, 0, 0, 1_004),
    "beast_stpetersburg/beast_decoded_dump1090.txt": ("dump1090-text", 8_922, 1_396, 7_526, 0),
    "modes_csv_pymodes/sample_data_adsb.csv": ("modes-csv", 2_000, 772, 1_228, 0),
    "modes_csv_pymodes/sample_data_commb_df20.csv": ("modes-csv", 5_000, 0, 4_913, 87),
}


@pytest.mark.parametrize("name", FILES)
def test_a_received_file_is_accounted_for_row_by_row(shared: Path, name):
    assert account(shared / "data" / "adsb" / name) == FILES[name]


@pytest.mark.parametrize("name", RAW)
def test_a_received_recording_is_accounted_for_frame_by_frame(shared: Path, name):
    pytest.importorskip("rs1090")
    assert account(shared / "data" / "adsb" / name) == RAW[name]


def test_a_log_without_any_time_is_of_the_day_that_the_user_says(shared: Path):
    path = shared / "data" / "adsb" / "sbs_wiseman" / "msgs.txt"
    out = whole(read_exhibit(path, name=path.name, published="2015-09-02"))
    assert (len(out["positions"]), len(out["sightings"]), out["kept"]) == (0, 24, 4_184)


def account(path: Path) -> tuple[str, int, int, int, int]:
    batches = list(read_exhibit(path, name=path.name))
    out = whole(batches)
    assert balanced(batches)
    heard = sum(line["observations"] for line in out["sightings"])
    return batches[0].format, out["rows_in"], len(out["positions"]), heard, out["rejected"]
