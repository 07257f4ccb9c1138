"""What a readsb trace says, row by row, and that every row is accounted for."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import read_exhibit
from crossbearing.intake.tracks import FORMATS
from crossbearing.intake.tracks.readsb import READSB, ROWS_PER_BATCH
from crossbearing.model.tables import POSITIONS
from intake.track_bytes import MIDNIGHT, balanced, day_tar, read, row, tar_of, trace, whole


def only(out: dict) -> dict:
    [position] = out["positions"]
    return position


def reasons(out: dict) -> list[tuple[str, str]]:
    return [(line["place"], line["reason"]) for line in out["rejects"]]


def test_a_row_says_when_where_how_high_and_how_fast(tmp_path):
    detail = {"type": "adsb_icao", "flight": "POU4521 ", "squawk": "2301", "nic": 8, "nac_p": 9, "rc": 186}
    out = whole(read(tmp_path, trace([row(3600.25, flags=3, detail=detail, geom=36_600)])))
    position = only(out)
    assert position["craft"] == "icao24:7380c2"
    assert position["time"] == datetime(2024, 2, 10, 1, 0, 0, 250_000, UTC)
    assert (position["lat"], position["lon"], position["alt_ft"]) == (55.6, 37.3, 36_000)
    assert (position["alt_kind"], position["source"]) == ("baro", "adsb")
    assert position["gs_kt"] == pytest.approx(450.1, abs=1e-4)
    assert (position["track_deg"], position["vrate_fpm"]) == (181.5, -64)
    assert (position["callsign"], position["squawk"], position["nic"], position["nac_p"]) == ("POU4521", "2301", 8, 9)
    assert (position["stale"], position["new_leg"], position["mark"]) == (True, True, None)
    assert (position["exhibit"], position["member"], position["row"]) == ("ab" * 32, "", 0)


def test_a_callsign_stands_in_the_rows_that_sent_it_and_nowhere_else(tmp_path):
    rows = [row(0), row(30, detail={"flight": "POU4521 "}), row(60), row(90, detail={"flight": "        "})]
    out = whole(read(tmp_path, trace(rows)))
    assert [position["callsign"] for position in out["positions"]] == [None, "POU4521", None, None]


@pytest.mark.parametrize(
    ("alt", "flags", "geom", "feet", "kind"),
    [
        ("ground", 0, None, None, "ground"),
        (36_000, 0, 36_500, 36_000, "baro"),
        (36_500, 8, 36_500, 36_500, "geom"),
        (None, 0, 36_500, 36_500, "geom"),
        (None, 0, None, None, "unknown"),
        (0, 0, None, 0, "baro"),
        (-75, 0, None, -75, "baro"),
    ],
)
def test_an_altitude_is_on_the_ground_by_pressure_by_satellite_or_unknown(tmp_path, alt, flags, geom, feet, kind):
    position = only(whole(read(tmp_path, trace([row(alt=alt, flags=flags, geom=geom)]))))
    assert (position["alt_ft"], position["alt_kind"]) == (feet, kind)


@pytest.mark.parametrize(
    ("flags", "rate", "kind"), [(0, -64, "baro"), (4, -64, "geom"), (4, None, None), (15, 0, "geom")]
)
def test_a_vertical_rate_is_by_pressure_or_by_satellite(tmp_path, flags, rate, kind):
    told = row(flags=flags)
    told[7] = rate
    position = only(whole(read(tmp_path, trace([told]))))
    assert (position["vrate_fpm"], position["vrate_kind"]) == (rate, kind)


def test_every_bit_of_the_flags_is_read_by_itself(tmp_path):
    told = [row(dt, flags=flags, geom=36_500) for dt, flags in enumerate(range(16))]
    for flags, position in enumerate(whole(read(tmp_path, trace(told)))["positions"]):
        assert position["stale"] is bool(flags & 1)
        assert position["new_leg"] is bool(flags & 2)
        assert position["vrate_kind"] == ("geom" if flags & 4 else "baro")
        assert position["alt_kind"] == ("geom" if flags & 8 else "baro")


def test_a_row_says_that_satellite_navigation_was_lost_and_the_others_say_nothing(tmp_path):
    lost = {"flight": "POU4521 ", "gpsOkBefore": MIDNIGHT - 60, "gpsOkLat": 55.0, "gpsOkLon": 37.0, "nac_p": 0}
    told = whole(read(tmp_path, trace([row(), row(30, detail=lost), row(60, detail={"nac_p": 9})])))["positions"]
    assert [position["gps_lost"] for position in told] == [None, True, None]


@pytest.mark.parametrize(("flags", "military"), [(0, None), (1, True), (2, None), (8, None), (9, True), (5, True)])
def test_only_the_first_bit_of_the_database_flags_is_military(tmp_path, flags, military):
    airframes = whole(read(tmp_path, trace([row()], dbFlags=flags, noRegData=True)))["airframes"]
    assert [airframe["military"] for airframe in airframes] == ([military] if military else [])


def test_the_base_time_need_not_be_midnight(tmp_path):
    out = whole(read(tmp_path, trace([row(10.0)], base=MIDNIGHT + 18.0)))
    assert only(out)["time"] == datetime(2024, 2, 10, 0, 0, 28, tzinfo=UTC)


def test_an_offset_beyond_midnight_belongs_to_the_next_day(tmp_path):
    out = whole(read(tmp_path, trace([row(86_500.0)])))
    assert only(out)["time"] == datetime(2024, 2, 11, 0, 1, 40, tzinfo=UTC)


def test_the_folder_does_not_tell_the_day(tmp_path):
    packed = tar_of({"2023/08/20/traces/c2/trace_full_7380c2.json": gzip.compress(trace([row()]))})
    out = whole(read(tmp_path, packed))
    assert only(out)["time"].date().isoformat() == "2024-02-10"
    assert out["archive"][0]["started_at"] == datetime(2024, 2, 10, tzinfo=UTC)


def test_gzip_is_known_by_its_bytes(tmp_path):
    for name in ("trace_full_7380c2.json", "trace_full_7380c2.json.gz", "trace"):
        assert len(whole(read(tmp_path, gzip.compress(trace([row()])), name))["positions"]) == 1


def test_rows_of_nine_elements_are_those_of_older_files(tmp_path):
    out = whole(read(tmp_path, trace([row()[:9], row(60, alt="ground")[:9]])))
    assert [(p["alt_kind"], p["source"]) for p in out["positions"]] == [("baro", "other"), ("ground", "other")]


def test_rows_of_nine_fourteen_and_more_may_stand_in_one_file(tmp_path):
    out = whole(read(tmp_path, trace([row()[:9], row(60), row(120) + [1, "later form"], row()[:8], []])))
    assert [position["row"] for position in out["positions"]] == [0, 1, 2]
    assert out["rejected"] == 2


def test_one_trace_a_line_is_read_too(tmp_path):
    lines = b"\n".join([trace([row()]), trace([row(), row(5)], icao="7380c3"), b""])
    out = whole(read(tmp_path, lines))
    assert len(out["positions"]) == 3
    assert {position["craft"] for position in out["positions"]} == {"icao24:7380c2", "icao24:7380c3"}


def test_numbers_of_rows_go_on_over_the_lines_of_a_file(tmp_path):
    lines = b"\n".join([trace([row()]), trace([row(), row(5)], icao="7380c3")])
    out = whole(read(tmp_path, lines))
    assert sorted(position["row"] for position in out["positions"]) == [0, 1, 2]


def test_a_packed_file_of_traces_cut_short_is_read_as_far_as_it_goes(tmp_path):
    lines = b"\n".join(trace([row(dt) for dt in range(50)], icao=f"{n:06x}") for n in range(1, 400))
    packed = gzip.compress(lines)
    out = whole(batches := read(tmp_path, packed[: len(packed) // 2]))
    assert 1_000 < len(out["positions"]) < 399 * 50
    assert balanced(batches)
    assert [line["whole"] for line in out["archive"]] == [False]


def test_a_broken_line_among_traces_costs_only_itself(tmp_path):
    lines = b"\n".join([trace([row()]), trace([row()])[:-9], trace([row(), row(5)])])
    out = whole(read(tmp_path, lines))
    assert (out["rows_in"], out["kept"]) == (4, 3)
    assert out["rejects"][0]["place"] == "line 2"


@pytest.mark.parametrize(
    ("icao", "source", "craft", "mark"),
    [
        ("7380c2", "adsb_icao", "icao24:7380c2", None),
        ("7380C2", "mlat", "icao24:7380c2", None),
        ("7380c2", "tisb_icao", "icao24:7380c2", None),
        ("~2f3a10", "tisb_other", "other:~2f3a10", "not_an_airframe: tisb_other"),
        ("~2f3a10", "adsb_icao", "other:~2f3a10", "not_an_airframe: address made up by a ground station or a vehicle"),
        ("7380c2", "tisb_trackfile", "icao24:7380c2", "not_an_airframe: tisb_trackfile"),
        ("7380c2", "adsb_other", "icao24:7380c2", "not_an_airframe: adsb_other"),
        ("000000", "adsb_icao", "icao24:000000", "not_an_airframe: address not set"),
    ],
)
def test_addresses_that_are_no_airframes_are_marked(tmp_path, icao, source, craft, mark):
    position = only(whole(read(tmp_path, trace([row(source=source)], icao=icao))))
    assert (position["craft"], position["mark"]) == (craft, mark)


@pytest.mark.parametrize(
    ("source", "ours"),
    [("adsb_icao_nt", "adsb"), ("mlat", "mlat"), ("adsc", "adsc"), ("adsr_icao", "adsr"), ("tisb_icao", "tisb")]
    + [("other", "other"), ("unknown", "other"), ("a new word", "other"), (None, "other")],
)
def test_sources_are_told_apart(tmp_path, source, ours):
    assert only(whole(read(tmp_path, trace([row(source=source)]))))["source"] == ours


def test_a_row_without_a_position_or_with_an_impossible_one_is_a_reject(tmp_path):
    rows = [row(), row(lat=None), row(lon=None), row(lat=90.5), row(lon=-180.1), row(lat="x"), row(dt=1e13)]
    out = whole(read(tmp_path, trace(rows)))
    assert len(out["positions"]) == 1
    assert ("rows 1, 2", "no position") in reasons(out)
    assert ("rows 3, 4", "impossible latitude or longitude") in reasons(out)
    assert ("row 6", "impossible time") in reasons(out)
    assert out["rejected"] == 6


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_refused(tmp_path, word):
    text = trace([row(lat=12345)]).replace(b"12345", word.encode())
    out = whole(read(tmp_path, tar_of({"a.json": text, "b.json": trace([row()])})))
    assert (out["kept"], out["rejected"]) == (1, 1)


def test_a_number_too_large_to_hold_costs_only_its_row(tmp_path):
    text = trace([row(), row(lat=12345)]).replace(b"12345", b"1e999")
    out = whole(read(tmp_path, text))
    assert (out["kept"], out["rejected"]) == (1, 1)


@pytest.mark.parametrize("key", ["trace", "icao", "timestamp"])
def test_a_key_given_twice_is_refused(tmp_path, key):
    document = f'{{"{key}":[],'.encode() + trace([row()])[1:]
    out = whole(read(tmp_path, tar_of({"a.json": document, "b.json": trace([row()])})))
    assert "occurs twice" in out["rejects"][0]["reason"]
    assert (out["kept"], out["rejected"]) == (1, 1)


def test_what_the_aggregator_says_of_the_airframe_is_kept_with_its_day(tmp_path):
    told = {"r": "EP-PUS", "t": "IL76", "ownOp": "Pouya Air", "desc": "ILYUSHIN IL-76", "dbFlags": 1}
    out = whole(read(tmp_path, trace([row()], **told)))
    [airframe] = out["airframes"]
    assert (airframe["registration"], airframe["typecode"], airframe["operator"]) == ("EP-PUS", "IL76", "Pouya Air")
    assert (airframe["military"], airframe["seen_on"].isoformat()) == (True, "2024-02-10")


def test_an_airframe_of_which_nothing_is_told_makes_no_row(tmp_path):
    assert whole(read(tmp_path, trace([row()], noRegData=True)))["airframes"] == []


def test_a_trace_without_rows_is_no_reject(tmp_path):
    out = whole(read(tmp_path, trace([])))
    assert (out["rows_in"], out["rejected"]) == (0, 0)


def test_batches_of_a_large_day_hold_some_hundred_thousand_rows(tmp_path):
    batches = read(tmp_path, day_tar(25, rows=5_000))
    assert max(batch.positions.height for batch in batches) < ROWS_PER_BATCH + 5_000
    assert whole(batches)["kept"] == 125_000
    assert balanced(batches)


def test_one_very_long_trace_is_given_in_several_batches(tmp_path, monkeypatch):
    monkeypatch.setattr("crossbearing.intake.tracks.readsb.MOST_ROWS", 10)
    batches = read(tmp_path, trace([row(n) for n in range(25)] + [row(lat=None)] * 3))
    assert [batch.positions.height for batch in batches] == [10, 10, 5, 0]
    assert [batch.rows_in for batch in batches] == [13, 10, 5, 0]


def test_batches_are_positions_tables(tmp_path):
    for batch in read(tmp_path, day_tar(12)):
        assert batch.positions.schema == POSITIONS.schema


def test_the_format_reads_one_stream_by_itself():
    assert READSB in FORMATS
    assert whole(READSB.read(BytesIO(trace([row()]))))["kept"] == 1


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(),
    st.text(max_size=5),
    st.sampled_from(["ground", "adsb_icao", {}, [], {"flight": 5}, {"flight": "A"}, {"nic": 10**6}]),
)
GOOD_ROWS = st.builds(row, st.floats(0, 86_400), st.floats(-90, 90), st.floats(-180, 180))
BROKEN_ROWS = st.one_of(
    CELLS,
    st.lists(CELLS, max_size=16),
    st.builds(
        lambda good, place, cell: good[:place] + [cell] + good[place + 1 :], GOOD_ROWS, st.integers(0, 13), CELLS
    ),
)


@given(st.lists(st.one_of(GOOD_ROWS, BROKEN_ROWS), max_size=8), st.sampled_from([9, 14]))
def test_whatever_the_rows_are_kept_and_rejected_make_rows_in(tmp_path_factory, rows, width):
    cut = [r[:width] if isinstance(r, list) else r for r in rows]
    batches = read(tmp_path_factory.getbasetemp(), trace(cut))
    out = whole(batches)
    assert out["rows_in"] == len(rows) == out["kept"] + out["rejected"]


@given(st.binary(max_size=3), st.integers(0, 400))
def test_whatever_the_bytes_nothing_is_lost_or_counted_twice(tmp_path_factory, noise, place):
    good = trace([row(), row(30)])
    packed = tar_of({"a.json": good[:place] + noise + good[place + 1 :], "b.json": good})
    out = whole(read(tmp_path_factory.getbasetemp(), packed))
    assert balanced(read(tmp_path_factory.getbasetemp(), packed))
    assert out["kept"] >= 2


def test_every_real_trace_is_read_whole(shared: Path):
    files = sorted((shared / "data" / "adsb").rglob("trace_full_*.json*"))
    assert len(files) == 24
    rows = 0
    for path in files:
        data = path.read_bytes()
        told = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
        out = whole(read_file(path))
        assert out["kept"] + out["rejected"] == out["rows_in"] == len(told["trace"])
        assert out["rejected"] == 0
        rows += out["rows_in"]
    assert rows == 7_207


def test_every_day_of_the_made_up_world_is_read_whole(shared: Path):
    days = sorted((shared / "eval" / "world_dev" / "input" / "readsb").glob("*.tar"))
    assert days
    for path in days[:3]:
        out = whole(read_file(path))
        assert out["rejected"] == 0
        assert out["kept"] == out["rows_in"] > 50_000
        assert [line["whole"] for line in out["archive"]] == [True]


def read_file(path: Path) -> list:
    return list(read_exhibit(path, name=path.name))
