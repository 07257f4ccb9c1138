"""Commands about ships: lines of the contract from AIS files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cli.typed import typed

NOON = datetime(2024, 2, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """Two cargo ships that lie alongside for four hours in the middle Caspian."""
    path = tmp_path_factory.mktemp("sea") / "day.csv"
    rows = ["MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"]
    for minute in range(0, 480, 5):
        at = (NOON + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%S")
        off = max(0, 120 - minute, minute - 360) * 250 / 111_195
        rows.append(f"273123456,{at},{41.5 + off:.6f},50.5,0.1,0,0,SEA DAWN,IMO9074729,UAAB,70,0,120,16,4.5")
        rows.append(f"422123456,{at},{41.5 - off:.6f},50.5007,0.1,0,0,SEA DUSK,,EPAB,70,0,120,16,4.5")
    path.write_text("\n".join(rows) + "\n")
    return path


def lines(*arguments: object) -> list[dict[str, object]]:
    done = typed(*arguments)
    assert done.returncode == 0, done.stderr
    return done.lines()


def test_encounters_are_lines_of_the_contract(day):
    (found,) = lines("encounters", day, "--likely", "transfer")

    assert (found["type"], found["a"], found["b"]) == ("encounter", "mmsi:273123456", "mmsi:422123456")
    assert found["started_at"].endswith("Z")
    assert not found["dark"]


def test_each_command_answers(day):
    assert [one["type"] for one in lines("craft", day)] == ["identity", "identity"]
    assert lines("gaps", day, "--hours", "2") == []
    assert lines("port-calls", day) == []
    assert {one["type"] for one in lines("voyages", day)} == {"voyage"}


def test_a_person_reads_ships_by_name(day, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    done = typed("encounters", day, "--format", "table")

    assert "SEA DAWN (273123456)" in done.stdout
    assert "SEA DUSK (422123456)" in done.stdout


def test_without_a_file_the_command_says_what_to_name():
    done = typed("encounters")

    assert done.returncode == 2
    assert "no file or folder is named" in done.stderr


OFAC_LIKE = """ent_num,SDN_Name,SDN_Type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,Vess_flag,Vess_owner,Remarks
15036,SEA DAWN,vessel,RUSSIA-EO,-0-,UAAB,General Cargo,-0-,-0-,Russia,-0-,"Vessel Year 2002; Vessel Registration Identification IMO 9074729; MMSI 273123456"
15037,SOMEBODY,individual,RUSSIA-EO,-0-,-0-,-0-,-0-,-0-,-0-,-0-,DOB 1960
"""  # noqa: E501 - as such a list is
GUR_LIKE = """[
 {"name": "SEA DAWN (ex ALFA)", "imo": "9074729", "mmsi": "", "flag": "RU", "listed_on": "2023-10-01"},
 {"name": "OTHER", "imo": "9187629", "mmsi": "422123456", "flag": "IR", "listed_on": "2023-11-01"},
 {"name": "NOBODY", "imo": "", "mmsi": "", "flag": "IR"}
]"""


def test_what_lists_say_of_a_ship_stands_beside_her_own_words_with_their_dates(day, tmp_path):
    ofac, gur = tmp_path / "ofac.csv", tmp_path / "gur.json"
    ofac.write_text(OFAC_LIKE)
    gur.write_text(GUR_LIKE)

    dawn, dusk = lines("craft", day, ofac, gur, "--published", "2024-01-15")

    told = {(one["shipname"], one["imo"], one["valid_from"]) for one in dawn["listed"]}
    assert told == {("SEA DAWN", "9074729", None), ("SEA DAWN (ex ALFA)", "9074729", "2023-10-01")}
    assert all("2024-01-15" in one["source"] for one in dawn["listed"])
    assert [one["shipname"] for one in dusk["listed"]] == ["OTHER"]
    assert lines("craft", day)[0]["listed"] == []


def test_who_is_who_is_told_with_its_grounds_in_words(tmp_path):
    path = tmp_path / "days.csv"
    rows = ["MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"]
    for number in range(96):
        mmsi, name = (273123456, "SEA DAWN") if number < 48 else (511123456, "SEA DUSK")
        at = (NOON + timedelta(minutes=30 * number)).strftime("%Y-%m-%dT%H:%M:%S")
        rows.append(f"{mmsi},{at},41.5,50.5,0.1,0,0,{name},IMO9074729,UAAB,70,0,120,16,4.5")
    path.write_text("\n".join(rows) + "\n")

    (found,) = lines("craft", path, "--same")

    assert (found["type"], found["result"]) == ("same_ship", "same_ship")
    assert (found["one"], found["other"]) == ("mmsi:273123456", "mmsi:511123456")
    told = {one["speaks"]: one["because"] for one in found["grounds"]}
    assert set(told) == {"for"}
    assert all("{" not in one["because"] and one["rows"] for one in found["grounds"])
    assert "+ Both send" in typed("craft", path, "--same", "--format", "table").stdout


HOSTILE = "=HYPERLINK(1)<img src=x onerror=alert(1)>\u202e\x1b[31m"


def test_a_hostile_name_runs_neither_in_a_spreadsheet_nor_on_a_page_nor_on_a_terminal(day, tmp_path):
    path = tmp_path / "day.csv"
    path.write_text(day.read_text().replace("SEA DAWN", HOSTILE))
    told = typed("craft", path, "--format", "csv").stdout
    typed("map", path, "-o", tmp_path / "map.html")
    met = typed("encounters", path, "--format", "table").stdout

    assert "'=HYPERLINK" in told
    assert ",=HYPERLINK" not in told
    assert "<img" not in (tmp_path / "map.html").read_text()
    assert "\x1b" not in met.replace("\x1b[0m", "").replace("\x1b[1m", "")
