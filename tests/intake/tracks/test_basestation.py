"""What a receiver's text port says: one message a line, place and speed in lines of their own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake.tracks.basestation import BASESTATION
from intake.track_bytes import balanced, read, tar_of, whole


def line(
    kind: int, clock: str = "19:02:28.000", day: str = "2018/04/03", address: str = "780A5C", **told: object
) -> str:
    places = {
        "callsign": 10,
        "alt": 11,
        "gs": 12,
        "track": 13,
        "lat": 14,
        "lon": 15,
        "rate": 16,
        "squawk": 17,
        "on": 21,
    }
    cells = ["MSG", str(kind), "1", "1", address, "1", day, clock, "2018/04/10", "21:24:39.436"] + [""] * 12
    for name, value in told.items():
        cells[places[name]] = str(value)
    return ",".join(cells)


PLACE = {"alt": 33_000, "lat": 55.6, "lon": 37.3}


def log(*lines: str) -> bytes:
    return "\r\n".join([*lines, ""]).encode()


def only(out: dict) -> dict:
    [position] = out["positions"]
    return position


def test_a_position_takes_speed_callsign_and_squawk_of_its_neighbours(tmp_path):
    data = log(
        line(1, "19:02:24.000", callsign="AAR542  "),
        line(4, "19:02:28.500", gs=418, track=170, rate=-64),
        line(3, "19:02:28.298", **PLACE),
        line(6, "19:02:30.000", squawk="1017", alt=33_000),
        line(4, "19:02:28.300", address="71BE34", gs=300, track=1),
        line(8, "19:02:31.000"),
    )
    batches = read(tmp_path, data)
    out = whole(batches)
    position = only(out)
    assert position["craft"] == "icao24:780a5c"
    assert position["time"] == datetime(2018, 4, 3, 19, 2, 28, 298_000, UTC)
    assert (position["gs_kt"], position["track_deg"], position["vrate_fpm"]) == (418, 170, -64)
    assert (position["callsign"], position["squawk"]) == ("AAR542", "1017")
    assert (position["alt_ft"], position["alt_kind"], position["source"], position["row"]) == (
        33_000,
        "baro",
        "other",
        2,
    )
    assert {s["craft"]: s["observations"] for s in out["sightings"]} == {"icao24:780a5c": 4, "icao24:71be34": 1}
    assert balanced(batches)


def test_a_speed_of_long_ago_is_not_that_of_a_position(tmp_path):
    data = log(line(4, "19:02:10.000", gs=418, track=170), line(3, **PLACE), line(1, "19:03:00.000", callsign="AAR542"))
    position = only(whole(read(tmp_path, data)))
    assert (position["gs_kt"], position["callsign"]) == (None, None)


def test_a_place_on_the_ground_is_on_the_ground(tmp_path):
    told = only(whole(read(tmp_path, log(line(2, lat=55.6, lon=37.3, gs=12, track=90, on=-1)))))
    assert (told["alt_kind"], told["alt_ft"], told["gs_kt"]) == ("ground", None, 12)


def test_a_place_counts_only_in_messages_of_places(tmp_path):
    out = whole(read(tmp_path, log(line(5, **PLACE), line(3, alt=33_000))))
    assert out["positions"] == []
    assert [s["observations"] for s in out["sightings"]] == [2]


def test_the_time_made_counts_and_not_the_time_logged_days_later(tmp_path):
    assert only(whole(read(tmp_path, log(line(3, **PLACE)))))["time"].date().isoformat() == "2018-04-03"
    blank = line(3, "", "", **PLACE)
    assert only(whole(read(tmp_path, log(blank))))["time"].date().isoformat() == "2018-04-10"


def test_a_clock_without_a_zone_is_noted_and_the_user_may_say_the_zone(tmp_path):
    data = log(line(3, **PLACE))
    assert whole(read(tmp_path, data))["notes"] == {"clock_without_zone": 1}
    out = whole(read(tmp_path, data, published="2018-04-03T19:02:28+03:00"))
    assert only(out)["time"] == datetime(2018, 4, 3, 16, 2, 28, tzinfo=UTC)
    assert out["notes"] == {}


def test_lines_counted_in_nanoseconds_begin_at_the_start_line(tmp_path):
    blank = line(3, "", "", **PLACE).replace("2018/04/10,21:24:39.436", ",")
    data = log(
        "START,Wed Sep 2 04:23:37 +0000 UTC 2015", f"2500000000,{blank}", "START,Wed Sep 2 05:00:00 +0000 UTC 2015"
    )
    out = whole(read(tmp_path, data + log(f"1000000000,{blank}")))
    times = [position["time"] for position in out["positions"]]
    assert times == [datetime(2015, 9, 2, 4, 23, 39, 500_000, UTC), datetime(2015, 9, 2, 5, 0, 1, tzinfo=UTC)]
    assert (out["rows_in"], out["notes"]) == (2, {})


def test_messages_without_any_time_are_rejected_or_contacts_of_the_day_the_user_says(tmp_path):
    blank = line(3, "", "", **PLACE).replace("2018/04/10,21:24:39.436", ",")
    out = whole(read(tmp_path, log(blank, blank)))
    assert (out["kept"], out["rejected"]) == (0, 2)
    assert "no time" in out["rejects"][0]["reason"]
    out = whole(read(tmp_path, log(blank, blank), published="2015-09-02"))
    assert out["positions"] == []
    [contact] = out["sightings"]
    assert (contact["started_at"], contact["ended_at"]) == (
        datetime(2015, 9, 2, tzinfo=UTC),
        datetime(2015, 9, 3, tzinfo=UTC),
    )
    assert contact["observations"] == 2


def test_lines_that_are_no_messages_are_rejected_one_by_one(tmp_path):
    bad = [
        line(9),
        line(3, address="nobody", **PLACE),
        line(3, lat="x", lon=1),
        line(3, lat=91, lon=1),
        "AIR,,1,1",
        "?",
    ]
    batches = read(tmp_path, log(line(3, **PLACE), "", *bad, line(3, "25:00:00", "2018/13/99", **PLACE)))
    out = whole(batches)
    assert (len(out["positions"]), out["rejected"]) == (2, len(bad))
    assert balanced(batches)


@pytest.mark.parametrize("data", [b"", b"MSG", b"MSG,0,,,780A5C,", b"DATE,TIME\n1,2\n", b"The MSG,3,1,1,780A5C"])
def test_other_texts_are_no_basestation_logs(data):
    assert not BASESTATION.recognises(data)


CELLS = st.one_of(
    st.text(max_size=4), st.floats().map(str), st.sampled_from(["", "-1", "55.6", "780A5C", "MSG", "nan"])
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=24).map(",".join), max_size=6))
def test_whatever_the_lines_of_a_log_each_is_kept_or_rejected(tmp_path_factory, lines):
    clean = [text.replace("\n", "").replace("\r", "") for text in lines]
    batches = read(tmp_path_factory.getbasetemp(), tar_of({"a": log(line(3, **PLACE), *clean)}))
    out = whole(batches)
    assert balanced(batches)
    assert out["kept"] >= 1
    stripped = [text.strip("\r \x00\ufeff") for text in clean]
    assert out["rows_in"] == 1 + sum(bool(text) and not text.startswith("START,") for text in stripped)
