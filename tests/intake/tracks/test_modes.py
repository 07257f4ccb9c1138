"""Raw Mode S by a library: frames are cut and timed here, and decoded there."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.case.questions.gather import gather
from crossbearing.errors import InputError
from crossbearing.intake import read_exhibit
from crossbearing.intake.tracks.frames import beast_frames, is_beast
from crossbearing.intake.tracks.jet1090 import JET1090
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import balanced, read, row, tar_of, trace, whole

# Frames of the textbook: "The 1090 Megahertz Riddle", J. Sun, https://mode-s.org/decode
EVEN, ODD = "8D40621D58C382D690C8AC2863A7", "8D40621D58C386435CC412692AD6"
SPEED, NAME = "8D485020994409940838175B284F", "8D4840D6202CC371C32CE0576098"
BEGAN = "2024-02-10T00:00:00Z"


def beast(*frames: tuple[float, str]) -> bytes:
    """Frames at seconds after the counter's zero; hex of 4, 14 or 28 digits."""
    out = b""
    for seconds, text in frames:
        content = int(5_000 + seconds * 12e6).to_bytes(6, "big") + b"\x80" + bytes.fromhex(text)
        out += b"\x1a" + {4: b"1", 14: b"2", 28: b"3"}[len(text)] + content.replace(b"\x1a", b"\x1a\x1a")
    return out


FLIGHT = ((0.0, EVEN), (0.5, SPEED), (1.0, ODD), (2.0, NAME), (2.5, "1a1a"), (3.0, EVEN), (4.0, ODD))


@pytest.fixture
def decoder():
    return pytest.importorskip("rs1090")


@pytest.mark.usefixtures("decoder")
def test_a_beast_recording_begins_when_the_user_says(tmp_path):
    batches = read(tmp_path, beast(*FLIGHT), published=BEGAN)
    out = whole(batches)
    first = out["positions"][0]
    assert first["craft"] == "icao24:40621d"
    assert first["time"] == datetime(2024, 2, 10, 0, 0, 1, tzinfo=UTC)
    assert (first["lat"], first["lon"]) == pytest.approx((52.2658, 3.93891), abs=1e-4)
    assert (first["alt_ft"], first["alt_kind"], first["source"]) == (38_000, "baro", "adsb")
    contacts = {s["craft"]: s["callsign"] for s in out["sightings"]}
    assert contacts == {"icao24:40621d": None, "icao24:485020": None, "icao24:4840d6": "KLM1023"}
    assert [line["reason"] for line in out["rejects"]] == ["Mode A/C: an answer without an address"]
    assert balanced(batches)


@pytest.mark.usefixtures("decoder")
def test_a_number_in_the_file_name_is_a_beginning_that_is_noted(tmp_path):
    out = whole(read(tmp_path, beast(*FLIGHT), name="rec--1707523200.5--.log"))
    assert out["positions"][0]["time"] == datetime(2024, 2, 10, 0, 0, 1, 500_000, UTC)
    assert out["notes"] == {"start_from_file_name": 6}


@pytest.mark.usefixtures("decoder")
def test_without_a_beginning_nothing_has_a_time_and_with_a_day_all_are_contacts_of_it(tmp_path):
    out = whole(read(tmp_path, beast(*FLIGHT)))
    assert (out["kept"], out["rejected"]) == (0, len(FLIGHT))
    out = whole(read(tmp_path, beast(*FLIGHT), published="2024-02-10"))
    assert out["positions"] == []
    assert {s["ended_at"] for s in out["sightings"]} == {datetime(2024, 2, 11, tzinfo=UTC)}
    assert sum(s["observations"] for s in out["sightings"]) == 6


@pytest.mark.usefixtures("decoder")
def test_behind_a_jump_of_the_counter_nothing_has_a_time(tmp_path):
    later = [(9_000.0 + seconds, text) for seconds, text in FLIGHT]
    out = whole(read(tmp_path, beast(*FLIGHT, *later), published=BEGAN))
    assert max(position["time"] for position in out["positions"]).hour == 0
    assert [line["rows"] for line in out["rejects"] if "jump" in line["reason"]] == [6]


@pytest.mark.usefixtures("decoder")
def test_an_address_made_of_noise_is_no_craft(tmp_path):
    noise, real = "02E1941026BC90", "5D3C6614C315D2"
    out = whole(read(tmp_path, beast((0, noise), (1, real), (2, EVEN), (3, ODD)), published=BEGAN))
    assert {s["craft"] for s in out["sightings"]} == {"icao24:40621d", "icao24:3c6614"}
    assert [line["reason"] for line in out["rejects"]] == ["an address that no squitter or all-call confirms"]


@pytest.mark.usefixtures("decoder")
def test_a_frame_whose_checksum_fails_is_rejected(tmp_path):
    broken = EVEN[:-1] + "8"
    out = whole(batches := read(tmp_path, beast((0, EVEN), (0.1, broken), (1, ODD), (2, EVEN)), published=BEGAN))
    assert [line["place"] for line in out["rejects"]] == ["row 1"]
    assert len(out["positions"]) == 1
    assert balanced(batches)


@pytest.mark.usefixtures("decoder")
def test_avr_text_with_and_without_a_counter(tmp_path):
    counted = "".join(f"@{int(12e6 * n):012x}{text};\n" for n, text in enumerate([EVEN, ODD, EVEN]))
    assert len(whole(read(tmp_path, counted.encode(), published=BEGAN))["positions"]) == 1
    plain = whole(read(tmp_path, f"*{EVEN};\n*{ODD};\n".encode(), published="2024-02-10"))
    assert (len(plain["positions"]), len(plain["sightings"])) == (0, 1)


@pytest.mark.usefixtures("decoder")
def test_lines_of_time_and_frame_have_their_own_time(tmp_path):
    data = (
        f'\ufeff1457996400,"{EVEN}","40621D",11\n1457996401.5,40621D,{ODD}\n1457996402,40621D,zz\n1457996403,{NAME}\n'
    )
    out = whole(batches := read(tmp_path, data.encode()))
    assert [position["time"].isoformat() for position in out["positions"]] == ["2016-03-14T23:00:01.500000+00:00"]
    assert (out["rejected"], out["notes"]) == (1, {})
    assert balanced(batches)


@pytest.mark.usefixtures("decoder")
def test_what_dump1090_says_of_each_frame_has_its_time(tmp_path):
    said = "*{};\nCRC: 000000\nRSSI: -18 dBFS\nRealtime UTC: 2018/04/03 19:02:{}\nDF:17 AA:40621D\n Squitter\n\n"
    data = said.format(EVEN, "28.136") + said.format(ODD, "29.000") + f"*1a1a;\nCRC: 000000\n\n*{NAME};\nCRC: 000000\n"
    out = whole(batches := read(tmp_path, data.encode()))
    assert [position["time"].isoformat() for position in out["positions"]] == ["2018-04-03T19:02:29+00:00"]
    assert (out["rows_in"], out["rejected"], out["notes"]) == (4, 2, {})
    assert balanced(batches)


def test_without_the_library_the_user_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rs1090", None)
    with pytest.raises(InputError, match=r"pip install 'crossbearing\[modes\]'"):
        read(tmp_path, beast(*FLIGHT), published=BEGAN)
    out = whole(read(tmp_path, tar_of({"a.bin": beast(*FLIGHT)})))
    assert "crossbearing[modes]" in out["rejects"][0]["reason"]


def test_a_recording_that_cannot_be_decoded_does_not_stop_the_files_beside_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rs1090", None)
    (tmp_path / "a.bin").write_bytes(beast(*FLIGHT))
    (tmp_path / "b.json").write_bytes(trace([row()]))
    out = whole(gather([tmp_path], ExhibitKind.TRACKS))
    assert (out["kept"], [line["member"] for line in out["rejects"]]) == (1, ["a.bin"])
    with pytest.raises(InputError):
        whole(gather([tmp_path / "a.bin"], ExhibitKind.TRACKS))


def test_bytes_between_frames_are_told(tmp_path):
    data = beast((0, EVEN)) + b"lost bytes" + beast((1, ODD)) + b"\x1a3\0"
    frames = list(beast_frames(BytesIO(data)))
    assert [one for part in frames for one in part.texts] == [EVEN.lower(), ODD.lower()]
    assert [reason for part in frames for _, reason in part.bad] == [
        "10 bytes that are no frame",
        "3 bytes that are no frame",
    ]


def test_beast_is_known_by_frames_that_follow_each_other():
    assert is_beast(beast(*FLIGHT))
    assert not is_beast(b"")
    assert not is_beast(b"\x1a" * 500)
    assert not is_beast(beast((0, EVEN)) + bytes(200))


def test_messages_decoded_by_jet1090_need_no_library(tmp_path):
    place = {"timestamp": 1717664319.147, "frame": "8c3461ce399e40586b4ee4932241", "df": "17", "icao24": "3461ce"}
    place |= {"bds": "05", "altitude": 3_000, "source": "barometric", "latitude": 43.6, "longitude": 1.4}
    speed = {"timestamp": 1717664320.0, "frame": "8c" * 14, "df": "17", "icao24": "3461ce", "bds": "09"}
    speed |= {"groundspeed": 120.5, "track": 90.0, "vertical_rate": -640, "vrate_src": "GNSS"}
    noise = {"timestamp": 1717664321.0, "frame": "02" * 7, "df": "4", "icao24": "123456", "altitude": 100}
    lines = [json.dumps(one) for one in (place, speed, noise)] + ["{", '{"df": 5}']
    batches = read(tmp_path, "\n".join(lines).encode())
    out = whole(batches)
    [position] = out["positions"]
    assert (position["gs_kt"], position["vrate_fpm"], position["vrate_kind"]) == (120.5, -640, "geom")
    assert (position["alt_ft"], position["source"]) == (3_000, "adsb")
    assert (out["rejected"], [s["observations"] for s in out["sightings"]]) == (3, [1])
    assert balanced(batches)


VALUES = st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=6), st.just([]), st.just({}))
KEYS = st.sampled_from(
    ["timestamp", "df", "icao24", "bds", "altitude", "latitude", "longitude", "NACp", "bds20", "tisb"]
)


@given(st.lists(st.one_of(st.dictionaries(KEYS, VALUES), VALUES), max_size=6))
def test_whatever_jet1090_writes_is_kept_or_rejected(rows):
    good = {"timestamp": 1.7e9, "frame": "8c" * 14, "df": "17", "icao24": "3461ce", "latitude": 1.0, "longitude": 1.0}
    data = "\n".join(json.dumps(good | row if isinstance(row, dict) else row) for row in [{}, *rows]).encode()
    batches = list(JET1090.read(BytesIO(data)))
    assert balanced(batches)
    assert whole(batches)["rows_in"] == len(rows) + 1


@pytest.mark.usefixtures("decoder")
@given(st.binary(max_size=60), st.integers(0, 150), st.integers(0, 60))
def test_whatever_the_bytes_of_a_recording_every_frame_is_accounted_for(tmp_path_factory, noise, place, cut):
    good = beast(*FLIGHT)
    data = beast(*FLIGHT) + good[:place] + noise + good[place + cut :]
    batches = read(tmp_path_factory.getbasetemp(), tar_of({"a": data}), published=BEGAN)
    assert balanced(batches)
    assert whole(batches)["kept"] >= 6


def test_a_recording_is_decoded_as_another_decoder_did(shared: Path, decoder):
    """The same Beast capture, decoded by dump1090 into BaseStation text: same craft, same places."""
    folder = shared / "data" / "adsb" / "beast_stpetersburg"
    raw, other = (positions(path) for path in (*folder.glob("ulss7*.log"), folder / "beast_decoded_sbs.txt"))
    assert set(raw["craft"]) == set(other["craft"])
    pairs = raw.sort("time").join_asof(
        other.sort("time"), on="time", by="craft", strategy="nearest", tolerance="50ms", check_sortedness=False
    )
    both = pairs.filter(pl.col("lat_right").is_not_null())
    assert both.height > 0.9 * raw.height
    north = (both["lat"] - both["lat_right"]).abs().max() * 111_195
    assert north < 100
    assert (both["alt_ft"] - both["alt_ft_right"]).abs().max() == 0


def positions(path: Path) -> pl.DataFrame:
    return pl.concat([batch.positions for batch in read_exhibit(path, name=path.name)])
