"""Any other table: read by a mapping in a person's words, or by usual names whose units are told."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.errors import InputError
from crossbearing.intake.mapping import mapping_of, usual_mapping
from crossbearing.intake.tracks.mapped_csv import recognises
from crossbearing.intake.tracks.times import seconds_of
from intake.track_bytes import balanced, read, whole

DUBLIN = """
delimiter = " "
header = false
[columns]
flight = 1
time = 3
latitude = 4
longitude = 5
altitude = 6
[units]
altitude = "m"
"""


def mapped(folder, text: str, mapping: str):
    return whole(read(folder, text.encode(), mapping=mapping_of(mapping, "m.toml")))


def test_columns_parted_by_blanks_without_a_header_are_named_by_number(tmp_path):
    text = "220708EIN104 0 1657250051 53.794 -7.519 4305.0 4269.0\n220708EIN104 1  1657250052 53.794 -7.517 4305.0 1\n"
    out = mapped(tmp_path, text, DUBLIN)
    first, second = out["positions"]
    assert (first["lat"], first["lon"], round(first["alt_ft"])) == (53.794, -7.519, 14_124)
    assert first["craft"] == second["craft"] == "track:220708EIN104@2022-07-08T03:14Z"


FRENCH = """
delimiter = ";"
zone = "Europe/Paris"
time_format = "%d/%m/%Y %H:%M:%S"
altitude_kind = "baro"
zero_is_ground = true
[columns]
date = "Jour"
time = "Heure"
latitude = "Lat"
longitude = "Lon"
altitude = "Alt"
speed = "Vitesse"
vertical_rate = "Vz"
[units]
altitude = "m"
speed = "km/h"
vertical_rate = "m/s"
[constants]
registration = "F-RADA"
typecode = "A332"
"""


def test_a_mapping_tells_columns_units_zone_and_who_it_was(tmp_path):
    out = mapped(tmp_path, "Jour;Heure;Lat;Lon;Alt;Vitesse;Vz\n10/02/2024;13:00:00;48.7;2.4;3048;926;5.08\n", FRENCH)
    [position], [airframe] = out["positions"], out["airframes"]
    assert position["time"] == datetime(2024, 2, 10, 12, tzinfo=UTC)
    assert (round(position["alt_ft"]), position["alt_kind"]) == (10_000, "baro")
    assert (round(position["gs_kt"]), round(position["vrate_fpm"])) == (500, 1000)
    assert (airframe["registration"], airframe["typecode"]) == ("F-RADA", "A332")
    assert position["craft"] == "track:F-RADA@2024-02-10T12:00Z"


@pytest.mark.parametrize("clock", ["31/03/2024;02:30:00", "27/10/2024;02:30:00", "99/99/2024;00:00:00"])
def test_a_clock_that_the_zone_has_twice_or_never_is_a_reject(tmp_path, clock):
    out = mapped(tmp_path, f"Jour;Heure;Lat;Lon;Alt;Vitesse;Vz\n{clock};48.7;2.4;1;2;3\n", FRENCH)
    assert [line["reason"] for line in out["rejects"]] == ["the time cannot be read"]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("x = 1", "unknown field"),
        ("[columns]\ntime = 1", "latitude, longitude"),
        ("[columns]\ntime=1\nlatitude=2\nlongitude=3", "names the craft"),
        ("one_track=true\n[columns]\ntime=1\nlatitude=2\nlongitude=3\naltitude=4", "unit of altitude"),
        ('one_track=true\nzone="Mars/Base"\n[columns]\ntime=1\nlatitude=2\nlongitude=3', "Mars"),
        ('one_track=true\nheader=false\n[columns]\ntime="t"\nlatitude=2\nlongitude=3', "by number"),
        ("one_track=true\n[columns]\ntime=0\nlatitude=2\nlongitude=3", "from 1"),
        ('[columns]\ntime=1\nlatitude=2\nlongitude=3\n[constants]\naltitude="9"', "constants"),
        ("not toml", "mapping"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why_in_one_line(toml, said):
    with pytest.raises(InputError, match=r"m\.toml: no usable mapping") as told:
        mapping_of(toml, "m.toml")
    assert said in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("column", ['"nowhere"', "12"])
def test_a_column_that_the_table_lacks_is_told(tmp_path, column):
    toml = f"one_track = true\n[columns]\ntime = {column}\nlatitude = 2\nlongitude = 3\n"
    [reject] = mapped(tmp_path, "a,b,c\n1,2,3\n", toml)["rejects"]
    assert "there is no column" in reject["reason"]


def test_one_track_may_have_no_name_at_all(tmp_path):
    toml = "one_track = true\n[columns]\ntime = 1\nlatitude = 2\nlongitude = 3\n"
    [position] = mapped(tmp_path, "a,b,c\n1707523200,35.7,51.3\n", toml)["positions"]
    assert position["craft"].startswith("track:unnamed-")
    assert position["craft"].endswith("@2024-02-10T00:00Z")


@pytest.mark.parametrize(
    "header",
    ["time,lat,lon,hex,altitude_ft", "Horodatage;Latitude;Longitude;Immatriculation;Altitude (pieds)"]
    + ["timestamp\tlat\tlng\tcallsign\talt_ft", "date,heure,lat,lon,indicatif"],
)
def test_usual_names_in_two_languages_need_no_mapping(header):
    assert recognises(header.encode())


@pytest.mark.parametrize("header", ["time,lat,lon", "lat,lon,hex", "time,hex,altitude_ft", "MMSI,BaseDateTime,LAT,LON"])
def test_a_header_that_names_no_craft_time_or_place_is_not_enough(header):
    assert not recognises(header.encode())


def test_a_height_or_speed_without_a_unit_is_not_read_and_counted(tmp_path):
    out = whole(read(tmp_path, b"time,lat,lon,hex,altitude,speed (km/h)\n1707523200,35.7,51.3,7380c2,3000,926\n"))
    [position] = out["positions"]
    assert (position["alt_ft"], position["alt_kind"], round(position["gs_kt"])) == (None, "unknown", 500)
    assert out["notes"] == {"unit_not_told:altitude": 1}


def test_a_time_without_a_zone_is_taken_for_utc_and_counted(tmp_path):
    text = "time,lat,lon,hex\n2024-02-10 00:00:00,1,2,7380c2\n2024-02-10T00:00:00+02:00,1,2,7380c2\n"
    out = whole(read(tmp_path, text.encode()))
    assert [position["time"].hour for position in out["positions"]] == [22, 0]
    assert out["notes"] == {"time_taken_for_utc": 1}


def test_the_word_ground_in_place_of_an_altitude_is_understood(tmp_path):
    text = "time,lat,lon,hex,altitude_ft\n1707523200,35.7,51.3,7380c2,ground\n1707523201,35.7,51.3,7380c2,low\n"
    out = whole(read(tmp_path, text.encode()))
    assert [position["alt_kind"] for position in out["positions"]] == ["ground"]
    assert [line["reason"] for line in out["rejects"]] == ["altitude_ft is no number"]


def test_a_callsign_that_comes_back_the_next_day_is_another_track(tmp_path):
    rows = "".join(f"{1_707_523_200 + n * 600},35.7,51.3,POU1\n" for n in (0, 1, 144, 145))
    out = whole(read(tmp_path, f"time,lat,lon,callsign\n{rows}".encode()))
    assert sorted({position["craft"] for position in out["positions"]}) == [
        "track:POU1@2024-02-10T00:00Z",
        "track:POU1@2024-02-11T00:00Z",
    ]


def test_a_track_keeps_its_name_across_the_pieces_of_a_large_file(tmp_path, monkeypatch):
    monkeypatch.setattr("crossbearing.intake.tracks.cells.LINES_PER_PIECE", 3)
    rows = "".join(f"{1_707_523_200 + n * 60},35.7,51.3,POU{n % 2}\n" for n in range(20))
    out = whole(read(tmp_path, f"time,lat,lon,callsign\n{rows}".encode()))
    assert len({position["craft"] for position in out["positions"]}) == 2
    assert sorted(position["row"] for position in out["positions"]) == list(range(20))


def test_a_row_with_too_many_or_too_few_cells_costs_only_itself(tmp_path):
    text = "time,lat,lon,hex\n1,2,3\n1707523200,35.7,51.3,7380c2\n1,2,3,7380c2,5\n"
    out = whole(read(tmp_path, text.encode()))
    assert (len(out["positions"]), [line["place"] for line in out["rejects"]]) == (1, ["row 0", "row 2"])


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1707523200", 1_707_523_200),
        ("1707523200.25", 1_707_523_200.25),
        ("1707523200250", 1_707_523_200.25),
        ("2024-02-10T00:00:00Z", 1_707_523_200),
        ("2024-02-10 00:00:00.5+00:00", 1_707_523_200.5),
        ("2024-02-10 00:00:00Z.515", 1_707_523_200.515),
        ("2024-02-10T03:30:00+0330", 1_707_523_200),
        ("2024-02-09 19:00:00-05:00", 1_707_523_200),
        ("2024-02-10 00:00", 1_707_523_200),
        ("2024-02-10 00:00:00 UTC", 1_707_523_200),
        ("yesterday", None),
        ("2024-02-30 00:00:00Z", None),
        ("10/02/2024 00:00", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_it_is_written(text, seconds):
    [found] = seconds_of(pl.Series([text])).to_list()
    assert found == (None if seconds is None else pytest.approx(seconds))


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(-12, 14))
def test_any_iso_time_is_the_instant_it_says(naive, hours):
    text = f"{naive.isoformat(sep=' ', timespec='milliseconds')}{hours:+03d}:00"
    [found] = seconds_of(pl.Series([text])).to_list()
    assert found == pytest.approx(datetime.fromisoformat(text).timestamp(), abs=1e-3)


def test_the_first_of_two_columns_for_one_thing_is_taken():
    mapping, _ = usual_mapping(["time", "lat", "lon", "hex", "alt_ft", "altitude_m"])
    assert mapping is not None
    assert (mapping.columns["altitude"], mapping.units.altitude) == (5, "ft")


CELL = st.sampled_from(
    ["", "1707523200", "35.7", "7380c2", "nan", "1e999", "ground", "x", '"', "-9", "\0", "=1+1", "é"]
)


@settings(max_examples=40)
@given(st.lists(st.lists(CELL, min_size=1, max_size=7), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_whatever_the_cells_rows_kept_and_rejected_make_rows_in(tmp_path_factory, rows, separator):
    lines = [["time", "lat", "lon", "hex", "altitude_ft", "vitesse_kt"], *rows]
    assert balanced(read(tmp_path_factory.getbasetemp(), "\n".join(map(separator.join, lines)).encode()))
