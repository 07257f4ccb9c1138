"""State vectors in metres become positions in feet, at the time they were valid, and repeats are dropped."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import read_exhibit
from crossbearing.intake.tracks.opensky import recognises
from crossbearing.model.tables import POSITIONS
from intake.track_bytes import balanced, read, whole

HEADER = (
    "time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,alert,spi,squawk,"
    "baroaltitude,geoaltitude,lastposupdate,lastcontact"
)
T = 1_707_523_200


def vector(
    time: object = T,
    icao24: str = "7380c2",
    lat: object = 35.7,
    lon: object = 51.1,
    onground: str = "False",
    baro: object = 3048.0,
    geo: object = 3100.0,
    update: object = None,
    contact: object = None,
) -> str:
    update, contact = (time if update is None else update), (time if contact is None else contact)
    middle = f"257.2222,181.5,5.08,POU4521 ,{onground},False,False,2301"
    return f"{time},{icao24},{lat},{lon},{middle},{baro},{geo},{update},{contact}"


def csv(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


def test_metres_become_feet_and_metres_a_second_knots(tmp_path):
    [position] = whole(read(tmp_path, csv(vector(T + 10, update=T + 7.5))))["positions"]
    assert position["craft"] == "icao24:7380c2"
    assert position["time"] == datetime(2024, 2, 10, 0, 0, 7, 500_000, UTC)
    assert position["alt_ft"] == pytest.approx(10_000)
    assert position["gs_kt"] == pytest.approx(500, abs=0.01)
    assert position["vrate_fpm"] == pytest.approx(1000)
    assert (position["track_deg"], position["alt_kind"], position["source"]) == (181.5, "baro", "adsb")
    assert (position["callsign"], position["squawk"], position["age_s"]) == ("POU4521", "2301", 2.5)
    assert (position["mark"], position["row"]) == (None, 0)


@pytest.mark.parametrize(
    ("onground", "baro", "geo", "feet", "kind"),
    [("True", 5.0, 6.0, None, "ground"), ("False", "", 3048, 10_000, "geom"), ("false", "", "", None, "unknown")],
)
def test_an_altitude_is_on_the_ground_by_satellite_or_unknown(tmp_path, onground, baro, geo, feet, kind):
    [position] = whole(read(tmp_path, csv(vector(onground=onground, baro=baro, geo=geo))))["positions"]
    assert (position["alt_ft"], position["alt_kind"]) == (feet, kind)


def test_a_vector_held_after_the_last_contact_is_no_position(tmp_path):
    lines = [vector(T), vector(T + 10, update=T, contact=T), vector(T + 20, update=T + 2, contact=T + 3)]
    out = whole(read(tmp_path, csv(*lines)))
    assert len(out["positions"]) == 1
    assert [(line["place"], line["reason"], line["rows"]) for line in out["rejects"]] == [
        ("rows 1, 2", "stale_repeat", 2)
    ]
    assert out["notes"] == {"stale_repeat": 2}


def test_a_position_that_stands_still_while_the_craft_is_heard_is_kept_once(tmp_path):
    lines = [vector(T + n, update=T, contact=T + n) for n in range(5)]
    assert len(whole(read(tmp_path, csv(*lines)))["positions"]) == 1


def test_two_craft_in_turn_do_not_hide_each_others_repeats(tmp_path):
    lines = [vector(T + n, icao24, update=T) for n in range(3) for icao24 in ("7380c2", "7380c3")]
    out = whole(read(tmp_path, csv(*lines)))
    assert len(out["positions"]) == 2
    assert out["rejected"] == 4


def test_repeats_are_known_across_the_pieces_of_a_large_file(tmp_path, monkeypatch):
    monkeypatch.setattr("crossbearing.intake.csv_chunks.PIECE_BYTES", 300)
    lines = [vector(T + n, update=T + n // 4 * 4) for n in range(40)]
    out = whole(read(tmp_path, csv(*lines)))
    assert len(out["positions"]) == 10
    assert sorted(position["row"] for position in out["positions"]) == list(range(0, 40, 4))


def test_a_craft_that_is_heard_without_a_position_is_one_contact(tmp_path):
    lines = [vector(lat=""), vector(T + 1, lon=""), vector(T + 2, lat="nan"), vector(T + 3, update=""), vector(T + 9)]
    out = whole(read(tmp_path, csv(*lines)))
    [contact] = out["sightings"]
    assert (contact["craft"], contact["observations"], contact["kind"]) == ("icao24:7380c2", 4, "contact")
    assert contact["started_at"] == datetime(2024, 2, 10, tzinfo=UTC)
    assert contact["ended_at"] == datetime(2024, 2, 10, 0, 0, 4, tzinfo=UTC)
    assert (contact["lat"], contact["radius_km"], contact["author"]) == (None, None, "opensky")
    assert (len(out["positions"]), out["rejected"]) == (1, 0)


def test_a_position_that_stands_still_for_minutes_while_the_craft_is_heard_is_a_contact_around_it(tmp_path):
    lines = [vector(T + n, update=T, contact=T + n) for n in range(0, 200, 10)]
    out = whole(read(tmp_path, csv(*lines)))
    [contact] = out["sightings"]
    assert (contact["lat"], contact["lon"], contact["observations"]) == (35.7, 51.1, 13)
    assert contact["radius_km"] == pytest.approx(190 * 0.34)
    assert contact["note"] == "its last position was 190 s old"
    assert (len(out["positions"]), out["notes"]) == (1, {"stale_repeat": 6})


def test_rows_without_a_position_or_a_contact_are_rejects(tmp_path):
    out = whole(read(tmp_path, csv(vector(lat="", contact=T - 100), vector(T + 9))))
    assert [(line["reason"], line["rows"]) for line in out["rejects"]] == [("no position", 1)]


def test_impossible_positions_and_times_are_rejects(tmp_path):
    out = whole(read(tmp_path, csv(vector(lat=91), vector(T + 1, lon=-181), vector(T + 2, update=-5))))
    assert sorted(line["reason"] for line in out["rejects"]) == ["impossible latitude or longitude", "impossible time"]


def test_a_row_that_is_cut_or_no_number_costs_only_itself(tmp_path):
    lines = [vector(T), vector(T + 1)[:20], vector(T + 2, lat="north"), vector(T + 3) + ",more", vector(T + 4)]
    out = whole(read(tmp_path, csv(*lines)))
    assert [position["row"] for position in out["positions"]] == [0, 4]
    assert {line["place"]: line["reason"] for line in out["rejects"]} == {
        "row 1": "3 fields, the header has 16",
        "row 2": "lat is no number",
        "row 3": "17 fields, the header has 16",
    }


def test_further_columns_quotes_and_line_ends_of_windows_are_read(tmp_path):
    header = HEADER + ",serials,hour"
    lines = [vector(T) + ',"[1,2]",1707523200', vector(T + 1) + ",,1707523200"]
    data = "\r\n".join([header, *lines, ""]).encode()
    assert len(whole(read(tmp_path, data))["positions"]) == 2
    assert len(whole(read(tmp_path, b"\xef\xbb\xbf" + data))["positions"]) == 2


def test_a_last_line_without_a_line_feed_is_a_row(tmp_path):
    assert len(whole(read(tmp_path, csv(vector(T), vector(T + 1))[:-1]))["positions"]) == 2


def test_an_address_of_zeros_is_marked(tmp_path):
    [position] = whole(read(tmp_path, csv(vector(icao24="000000"))))["positions"]
    assert position["mark"] == "not_an_airframe: address not set"


def test_upper_case_addresses_are_the_same_craft(tmp_path):
    [position] = whole(read(tmp_path, csv(vector(icao24=" 7380C2 "))))["positions"]
    assert position["craft"] == "icao24:7380c2"


def test_an_address_that_is_none_is_a_reject(tmp_path):
    out = whole(read(tmp_path, csv(vector(icao24=""), vector(icao24="12"), vector(icao24="xyzxyz"))))
    assert [(line["reason"], line["rows"]) for line in out["rejects"]] == [("no address", 3)]


def test_other_tables_are_not_taken_for_state_vectors():
    assert recognises(csv(vector()))
    assert not recognises(b"time,lat,lon,altitude\n1,2,3,4\n")


def crowd(minutes: range, craft: int = 12) -> list[str]:
    return [vector(T + 60 * minute, f"{0x700000 + n:06x}") for minute in minutes for n in range(craft)]


def test_the_archive_holds_the_stretches_in_which_anybody_was_heard(tmp_path):
    out = whole(read(tmp_path, csv(*crowd(range(30)), *crowd(range(60, 90)))))
    at = [datetime(2024, 2, 10, hour, minute, tzinfo=UTC) for hour, minute in ((0, 0), (0, 30), (1, 0), (1, 30))]
    assert [(line["started_at"], line["ended_at"], line["whole"]) for line in out["archive"]] == [
        (at[0], at[1], True),
        (at[2], at[3], True),
    ]


def test_a_few_craft_are_somebodys_selection(tmp_path):
    out = whole(read(tmp_path, csv(*crowd(range(30), craft=2))))
    assert [line["whole"] for line in out["archive"]] == [False]


def test_a_file_cut_short_does_not_lose_what_came_before(tmp_path):
    packed = gzip.compress(csv(*crowd(range(2000))))
    out = whole(read(tmp_path, packed[: len(packed) - 100]))
    assert out["kept"] + out["rejected"] == out["rows_in"]
    assert [line["reason"] for line in out["rejects"]] == ["damaged: the gzip stream ends early"]


CELL = st.one_of(st.just(""), st.integers().map(str), st.floats().map(str), st.text("ab,\"'\r;é ", max_size=4))


@given(st.lists(st.one_of(st.just(vector()), st.lists(CELL, min_size=14, max_size=18).map(",".join)), max_size=6))
def test_whatever_the_rows_are_kept_and_rejected_make_rows_in(tmp_path_factory, lines):
    batches = read(tmp_path_factory.getbasetemp(), csv(*lines))
    assert whole(batches)["rows_in"] == len(lines)
    assert balanced(batches)


@pytest.mark.slow
def test_every_file_of_the_made_up_world_is_read_whole(shared: Path):
    files = sorted((shared / "eval" / "world_dev" / "input" / "opensky").glob("*.csv.gz"))
    assert files
    for path in files:
        lines = gzip.decompress(path.read_bytes()).count(b"\n") - 1
        batches = list(read_exhibit(path, name=path.name))
        out = whole(batches)
        assert out["rows_in"] == lines == out["kept"] + out["rejected"]
        assert batches[0].positions.schema == POSITIONS.schema
