"""Ports of the user's own on the command line, ports harvested, and what is said of input that cannot be used."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from cli.typed import typed

HEAD = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft\n"
COVE = (40.5, 51.5)
ROADS = '{"type": "Feature", "properties": {"name": "%s"}, "geometry": {"type": "Point", "coordinates": [51.5, 40.5]}}'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three ships that lie for six hours in a cove that no table knows."""
    made = tmp_path_factory.mktemp("ports")
    rows = []
    for number in range(3):
        for minute in range(0, 360, 10):
            at = (datetime(2024, 2, 5, tzinfo=UTC) + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%S")
            rows.append(
                f"27312345{number},{at},{COVE[0]},{COVE[1] + number / 500},0,0,90,SHIP {number},,,70,5,120,16,4\n"
            )
    (made / "day.csv").write_text(HEAD + "".join(rows))
    (made / "headonly.csv").write_text(HEAD)
    (made / "empty.csv").write_text("")
    (made / "list.csv").write_text("name,imo,mmsi\nX,9074729,273123456\n")
    (made / "roads.geojson").write_text(ROADS % "=cmd()|x")
    return made


def run(*arguments: object, code: int = 0) -> tuple[str, str]:
    """Run a command, and give what it printed and said."""
    answer = typed(*arguments)
    assert answer.returncode == code, answer.stderr
    return answer.stdout, answer.stderr


def test_a_harvest_given_back_names_the_calls_there(folder, tmp_path):
    assert run("port-calls", folder / "day.csv")[0] == ""
    (candidate,) = [json.loads(line) for line in run("harbours", folder / "day.csv", "--harvest")[0].splitlines()]
    assert (candidate["kind"], candidate["ships"]) == ("port", 3)

    run("harbours", folder / "day.csv", "--harvest", "-o", tmp_path / "found.geojson")
    calls = run("port-calls", folder / "day.csv", "--harbours", tmp_path / "found.geojson")[0].splitlines()
    assert {json.loads(line)["place"] for line in calls} == {candidate["id"]}
    assert json.loads(calls[0])["phases"][0]["kind"] == "berth"
    again = run("harbours", folder / "day.csv", "--harvest", "--harbours", tmp_path / "found.geojson")
    assert again[0] == ""


def test_a_name_that_a_spreadsheet_would_run_is_written_as_text(folder):
    out, _ = run("port-calls", folder / "day.csv", "--harbours", folder / "roads.geojson", "--format", "csv")

    assert {row["place"] for row in csv.DictReader(io.StringIO(out))} == {"'=cmd()|x"}


def test_ports_in_use_are_counted(folder):
    out, _ = run("harbours", folder / "day.csv", "--harbour", "40.5,51.5,5")

    (line,) = map(json.loads, out.splitlines())
    assert (line["id"], line["drawn"], line["ships"], line["calls"]) == ("40.5,51.5,5", True, 3, 3)


def test_silences_at_a_place_of_ones_own_begin_or_end_there(folder):
    here, there = "40.5,51.5,5", "42.5,50.5,5"

    assert len(run("gaps", folder / "day.csv", "--hours", "0.1")[0].splitlines()) == 105
    assert len(run("gaps", folder / "day.csv", "--hours", "0.1", "--harbour", here)[0].splitlines()) == 105
    assert run("gaps", folder / "day.csv", "--hours", "0.1", "--harbour", there)[0] == ""


def test_what_looks_exchanged_is_said_on_standard_error(tmp_path):
    (tmp_path / "x.csv").write_text("name,lat,lon\nHelder,4.641531,52.914838\n")

    assert "with latitude and longitude exchanged" in run("harbours", "--harbours", tmp_path / "x.csv")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("encounters", "day.csv", "--likely", "smuggling"), '"transfer", "tow", "pilot"'),
        (("port-calls", "headonly.csv"), "it tells of no ship"),
        (("voyages", "list.csv"), "it tells of no ship"),
        (("gaps", "empty.csv"), "the file is empty"),
        (("gaps", "day.csv", "--hours", "inf"), "no silence"),
        (("voyages", "roads.geojson"), "this holds places, not ships"),
        (("port-calls", "day.csv", "--harbours", "day.csv"), "known are places_kml, places_geojson, places_csv"),
        (("port-calls", "day.csv", "--harbours", "."), "this is a folder"),
        (("port-calls", "day.csv", "--harbour", "nowhere"), "no place we know"),
        (("harbours",), "neither AIS nor a place is named"),
    ],
)
def test_what_cannot_be_used_is_one_line_with_a_hint(folder, arguments, said):
    named = [folder / one if "." in one else one for one in arguments]
    out, error = run(*named, code=2)

    assert out == ""
    (line,) = [one for one in error.splitlines() if "hint:" in one]
    assert said in line
