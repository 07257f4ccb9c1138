"""Logs of sightings: who saw what, where, and between which bounds."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import sniff
from crossbearing.intake.observed_times import stretch_of
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import read, whole

HEADER = "author,kind,registration,time,place,note\n"


def log(*rows: str, header: str = HEADER) -> bytes:
    return (header + "".join(row + "\n" for row in rows)).encode()


def at(hour: int, minute: int = 0, second: int = 0, day: int = 10) -> datetime:
    return datetime(2024, 2, day, hour, minute, second, tzinfo=UTC)


def test_a_spotters_log_gives_a_sighting_a_row(tmp_path):
    out = whole(read(tmp_path, log("A. Spotter,log,ep-pus,2024-02-10T12:30Z,uuee,taxiing")))
    [seen] = out["sightings"]
    assert (seen["registration"], seen["craft"], seen["place"], seen["kind"]) == ("EP-PUS", None, "UUEE", "log")
    assert (seen["started_at"], seen["ended_at"]) == (at(12, 30), at(12, 31))
    assert (seen["author"], seen["note"], seen["observations"], seen["row"]) == ("A. Spotter", "taxiing", 1, 0)
    assert seen["id"].startswith("sighting-")


def test_a_log_may_be_french(tmp_path):
    header = "Auteur;Nature;Immatriculation;Jour;Heure;Fuseau;Aérodrome;Remarque\n"
    out = whole(
        read(tmp_path, log("Une voisine;photographie;EP-PUS;2024-02-10;13h30;Europe/Paris;LFPB;x", header=header))
    )
    [seen] = out["sightings"]
    assert (seen["kind"], seen["started_at"], seen["place"], seen["note"]) == ("photo", at(12, 30), "LFPB", "x")


def test_a_log_may_be_json_lines(tmp_path):
    row = {"type": "sighting", "author": "Sat", "kind": "satellite", "typecode": "il76", "operator": "Pouya Air"}
    area = {"start": "2024-02-10T07:00Z", "end": "2024-02-10T07:05Z", "lat": 35.7, "lon": 51.3, "radius_km": 8}
    out = whole(read(tmp_path, json.dumps(row | area | {"on_ground": True, "count": 3}).encode()))
    [seen] = out["sightings"]
    assert (seen["typecode"], seen["registration"], seen["on_ground"], seen["radius_km"]) == ("IL76", None, True, 8)
    assert (seen["started_at"], seen["ended_at"], seen["observations"]) == (at(7), at(7, 6), 3)


def test_a_contact_may_have_no_place_but_nothing_else_may(tmp_path):
    header = "author,kind,icao24,time\n"
    out = whole(
        read(tmp_path, log("rx,contact,7380C2,2024-02-10 00:00:05Z", "me,photo,7380c2,2024-02-10Z", header=header))
    )
    assert [seen["craft"] for seen in out["sightings"]] == ["icao24:7380c2"]
    assert out["rejected"] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",log,EP-PUS,2024-02-10,UUEE,", "no author"),
        ("me,log,,2024-02-10,UUEE,", "names no craft"),
        ("me,log,EP-PUS,,UUEE,", "no time"),
        ("me,log,EP-PUS,2024-02-30,UUEE,", "day"),
        ("me,log,EP-PUS,10/02/2024,UUEE,", "no date"),
        ("me,log,EP-PUS,2024-02-10T25:00Z,UUEE,", "hour"),
        ("me,log,EP-PUS,2024-02-10,Moscow,", "no ICAO code"),
        ("me,log,EP-PUS,2024-02-10,,", "no place"),
        ("me,dream,EP-PUS,2024-02-10,UUEE,", "no kind"),
        ("me,log,EP-PUS,2024-02-10", "no readable row"),
    ],
)
def test_a_row_that_does_not_hold_together_is_a_reject_with_its_reason(tmp_path, row, reason):
    out = whole(read(tmp_path, log(row, "me,log,EP-PUS,2024-02-10,UUEE,")))
    assert (len(out["sightings"]), out["rows_in"], out["rejected"]) == (1, 2, 1)
    assert reason in out["rejects"][0]["reason"]


@pytest.mark.parametrize("area", ["35.7,,8", "35.7,51.3,", "95,51.3,8", "35.7,51.3,-1", "35.7,51.3,wide"])
def test_an_area_is_whole_or_none(tmp_path, area):
    out = whole(
        read(tmp_path, log(f"me,EP-PUS,2024-02-10,{area}", header="author,registration,date,lat,lon,radius_km\n"))
    )
    assert (out["sightings"], out["rejected"]) == ([], 1)


def test_what_a_spreadsheet_would_compute_stays_text(tmp_path):
    out = whole(read(tmp_path, log("=cmd|'/c calc'!A1,log,EP-PUS,2024-02-10,UUEE,=HYPERLINK(1)")))
    assert (out["sightings"][0]["author"], out["sightings"][0]["note"]) == ("=cmd|'/c calc'!A1", "=HYPERLINK(1)")


def test_columns_of_other_names_are_counted(tmp_path):
    header = "author,registration,date,place,weather\n"
    assert whole(read(tmp_path, log("me,EP-PUS,2024-02-10,UUEE,fog", header=header)))["notes"] == {
        "column_not_read:weather": 1
    }


def test_a_log_is_known_by_its_content(tmp_path):
    path = tmp_path / "tracks.parquet"
    path.write_bytes(log())
    assert sniff(path) is ExhibitKind.SIGHTINGS
    path.write_bytes(b'{"author":"me","registration":"EP-PUS","date":"2024"}\n')
    assert sniff(path) is ExhibitKind.SIGHTINGS
    path.write_bytes(b"registration,operator,from,to\n")
    assert sniff(path) is ExhibitKind.REGISTER


@pytest.mark.parametrize(
    ("text", "zone", "start", "length"),
    [
        ("2024-02-10T12:30Z", None, at(12, 30), timedelta(minutes=1)),
        ("2024-02-10 12:30:05+03:00", None, at(9, 30, 5), timedelta(seconds=1)),
        ("2024-02-10", "UTC", at(0), timedelta(days=1)),
        ("2024-02-10", "Europe/Moscow", at(21, day=9), timedelta(days=1)),
        ("2024-02-10", "+03:00", at(21, day=9), timedelta(days=1)),
        ("2024-02", "UTC", at(0, day=1), timedelta(days=29)),
        ("2024-02-10 12:30", None, at(22, 30, day=9), timedelta(hours=26, minutes=1)),
        ("2024-02-10", None, at(10, day=9), timedelta(hours=50)),
    ],
)
def test_a_time_is_a_stretch_as_wide_as_its_wording(text, zone, start, length):
    begun, ended = stretch_of(text, zone)
    assert (begun, ended - begun) == (start, length)


@pytest.mark.parametrize("minutes", ["-5", "1e9", "nan", "x"])
def test_uncertainty_is_a_number_of_minutes(tmp_path, minutes):
    header = "author,registration,time,place,plus_minus_min\n"
    good = whole(read(tmp_path, log("me,EP-PUS,2024-02-10T12:30Z,UUEE,15", header=header)))["sightings"][0]
    assert (good["started_at"], good["ended_at"]) == (at(12, 15), at(12, 46))
    assert whole(read(tmp_path, log(f"me,EP-PUS,2024-02-10T12:30Z,UUEE,{minutes}", header=header)))["rejected"] == 1


def test_an_end_before_the_start_is_a_reject(tmp_path):
    header = "author,registration,from,to,place\n"
    out = whole(read(tmp_path, log("me,EP-PUS,2024-02-10T12:30Z,2024-02-10T12:00Z,UUEE", header=header)))
    assert "it ends" in out["rejects"][0]["reason"]


CELL = st.sampled_from(["", "me", "EP-PUS", "2024-02-10", "UUEE", "photo", '"', "a\rb", "\0", "=1", "9999-12-31T23:59"])


@given(st.lists(st.lists(CELL, max_size=8), max_size=5), st.booleans())
def test_whatever_the_rows_kept_and_rejected_make_rows_in(tmp_path_factory, rows, as_json):
    names = HEADER.strip().split(",")
    lines = [json.dumps(dict(zip(names, row, strict=False))) if as_json else ",".join(row) for row in rows]
    head = json.dumps({"type": "sighting"}) + "\n" if as_json else HEADER
    out = whole(read(tmp_path_factory.getbasetemp(), log(*lines, header=head)))
    assert len(out["sightings"]) + out["rejected"] == out["rows_in"]
