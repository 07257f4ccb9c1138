"""What a heatmap says: everybody in half an hour, a slice at a time."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake.tracks.heatmap import HEATMAP
from crossbearing.intake.tracks.heatmap_records import MOST_SLICES
from intake.heatmap_bytes import Told, heatmap
from intake.track_bytes import MIDNIGHT, balanced, read, tar_of, whole

HERE = Told(0x7380C2, 55.6, 37.3)


def only(out: dict) -> dict:
    [position] = out["positions"]
    return position


def test_a_record_says_who_was_where_how_high_and_how_fast_in_a_slice(tmp_path):
    told = HERE._replace(lat=-55.601234, lon=-37.3, callsign="POU4521", squawk=2301)
    position = only(whole(read(tmp_path, gzip.compress(heatmap([(MIDNIGHT + 10, [told])])), "00.bin.ttf")))
    assert position["craft"] == "icao24:7380c2"
    assert position["time"] == datetime(2024, 2, 10, 0, 0, 10, tzinfo=UTC)
    assert (position["lat"], position["lon"]) == pytest.approx((-55.601234, -37.3))
    assert (position["alt_ft"], position["alt_kind"], position["source"]) == (36_000, "baro", "adsb")
    assert position["gs_kt"] == pytest.approx(450.1, abs=1e-3)
    assert (position["callsign"], position["squawk"], position["mark"]) == ("POU4521", "2301", None)
    assert position["track_deg"] is None
    assert position["row"] == 3


@pytest.mark.parametrize(("code", "kind", "feet"), [(-123, "ground", None), (-124, "unknown", None), (0, "baro", 0)])
def test_both_codes_for_no_altitude_are_known(tmp_path, code, kind, feet):
    position = only(whole(read(tmp_path, heatmap([(MIDNIGHT, [HERE._replace(alt_steps=code, gs=-1)])]))))
    assert (position["alt_kind"], position["alt_ft"], position["gs_kt"]) == (kind, feet, None)


def test_a_squawk_keeps_its_leading_zeros_and_a_blank_callsign_is_none(tmp_path):
    position = only(whole(read(tmp_path, heatmap([(MIDNIGHT, [HERE._replace(callsign="", squawk=21)])]))))
    assert (position["callsign"], position["squawk"]) == (None, "0021")


@pytest.mark.parametrize(
    ("kind", "source", "mark"),
    [("mlat", "mlat", None), ("adsc", "adsc", None), ("tisb_other", "tisb", "not_an_airframe: tisb_other")],
)
def test_the_source_stands_in_the_upper_bits_of_the_address(tmp_path, kind, source, mark):
    position = only(whole(read(tmp_path, heatmap([(MIDNIGHT, [HERE._replace(kind=kind)])]))))
    assert (position["source"], position["mark"]) == (source, mark)


def test_an_address_that_is_none_is_told_by_its_bit(tmp_path):
    position = only(whole(read(tmp_path, heatmap([(MIDNIGHT, [HERE._replace(address=0x12F3A10)])]))))
    assert position["craft"] == "other:~2f3a10"
    assert position["mark"].startswith("not_an_airframe")


def test_the_time_is_that_of_the_slice_even_where_its_length_does_not_fit(tmp_path):
    slices = [(MIDNIGHT + 60 * n, [HERE] * (n != 1)) for n in range(30)]
    out = whole(read(tmp_path, heatmap(slices, length_ms=60_000 - 65_536)))
    assert [p["time"].minute for p in out["positions"]] == [n for n in range(30) if n != 1]
    assert out["archive"][0]["ended_at"] == datetime(2024, 2, 10, 0, 30, tzinfo=UTC)


def test_half_an_hour_of_many_craft_is_held_whole_and_one_of_a_few_is_not(tmp_path):
    for count, is_whole in ((3, False), (12, True)):
        crowd = [HERE._replace(address=0x700000 + n) for n in range(count)]
        out = whole(read(tmp_path, heatmap([(MIDNIGHT + 10 * n, crowd) for n in range(180)])))
        assert [(a["network"], a["whole"]) for a in out["archive"]] == [("readsb", is_whole)]


def test_a_heatmap_cut_short_is_told_and_not_whole(tmp_path):
    crowd = [HERE._replace(address=0x700000 + n) for n in range(12)]
    batches = read(tmp_path, heatmap([(MIDNIGHT, crowd)])[:-7])
    out = whole(batches)
    assert (out["kept"], out["rejected"], out["archive"][0]["whole"]) == (11, 1, False)
    assert balanced(batches)


def test_impossible_records_are_rejected(tmp_path):
    wild = [HERE._replace(lat=91.0), HERE._replace(lon=180.5), HERE._replace(alt_steps=-2000), HERE]
    out = whole(read(tmp_path, heatmap([(MIDNIGHT, wild), (1e13, [HERE])])))
    assert (out["kept"], out["rejected"]) == (1, 4)


def test_other_bytes_are_no_heatmap():
    assert not HEATMAP.recognises(b"")
    assert not HEATMAP.recognises(b"\x01\0\0\0" * 40)
    assert not HEATMAP.recognises((MOST_SLICES + 1).to_bytes(4, "little") * 100)


TOLD = st.builds(
    Told,
    st.integers(0, (1 << 25) - 1),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.integers(-124, 2_400),
    st.integers(-1, 9_000),
    st.sampled_from(["adsb_icao", "mlat", "adsc", "tisb_icao"]),
    st.one_of(st.none(), st.text("ABC123 ", max_size=8)),
    st.integers(0, 7777),
)


@given(st.lists(st.lists(TOLD, max_size=4), min_size=1, max_size=4))
def test_what_was_written_is_read_again(tmp_path_factory, slices):
    timed = [(MIDNIGHT + 10 * n, told) for n, told in enumerate(slices)]
    out = whole(read(tmp_path_factory.getbasetemp(), heatmap(timed)))
    expected = [(round(when), one) for when, told in timed for one in told]
    assert out["rejected"] == 0
    by_row = sorted(out["positions"], key=lambda position: position["row"])
    assert len(by_row) == len(expected)
    for position, (when, one) in zip(by_row, expected, strict=True):
        assert position["time"].timestamp() == when
        assert (position["lat"], position["lon"]) == pytest.approx((one.lat, one.lon), abs=6e-7)
        assert position["alt_ft"] == (one.alt_steps * 25 if one.alt_steps > -123 else None)
        assert (position["callsign"] or "") == (one.callsign or "").strip()


@given(st.binary(max_size=40), st.integers(0, 300))
def test_whatever_the_bytes_of_a_heatmap_every_record_is_accounted_for(tmp_path_factory, noise, place):
    good = heatmap([(MIDNIGHT + 10 * n, [HERE, HERE._replace(address=0x7380C3, callsign="A")]) for n in range(3)])
    files = {"a": good[:place] + noise + good[place + len(noise) :], "b": good}
    batches = read(tmp_path_factory.getbasetemp(), tar_of(files))
    assert balanced(batches)
    assert whole(batches)["kept"] >= 6
