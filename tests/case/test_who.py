"""Who the ships of a case are: from the case itself, and the same as from its files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crossbearing.case import Case
from crossbearing.case.questions.who import who_is_who

NOON = datetime(2024, 2, 5, tzinfo=UTC)
LIST = "name,imo,listed_on\nSEA DAWN,9074729,2023-10-01\n"


def nothing(*_: object) -> None:
    """Progress that nobody looks at."""


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """A ship that changes flag and name at noon of the second day, a list that names her, and a case of both."""
    folder = tmp_path_factory.mktemp("who")
    rows = ["MMSI,BaseDateTime,LAT,LON,SOG,VesselName,IMO,VesselType,Length,Width"]
    for number in range(96):
        mmsi, name = (273123456, "SEA DAWN") if number < 48 else (511123456, "SEA DUSK")
        at = (NOON + timedelta(minutes=30 * number)).strftime("%Y-%m-%dT%H:%M:%S")
        rows.append(f"{mmsi},{at},41.5,50.5,0.1,{name},IMO9074729,70,120,16")
    (folder / "days.csv").write_text("\n".join(rows) + "\n")
    (folder / "list.csv").write_text(LIST)
    with Case.new(folder / "case") as made:
        list(made.add([folder / "days.csv", folder / "list.csv"]))
    return folder


def test_a_case_tells_who_its_ships_say_they_are_and_who_lists_them(paths):
    told, _ = who_is_who([paths / "case"], same=False, progress=nothing)

    assert told["shipname"].to_list() == ["SEA DAWN", "SEA DUSK"]
    assert [[one["valid_from"].isoformat() for one in row] for row in told["listed"]] == [["2023-10-01"]] * 2


def test_a_case_judges_who_is_who_as_its_files_do(paths):
    of_case, _ = who_is_who([paths / "case"], same=True, progress=nothing)
    of_files, _ = who_is_who([paths / "days.csv"], same=True, progress=nothing)

    assert of_case["result"].to_list() == ["same_ship"]
    assert of_case.drop("grounds", "evidence").equals(of_files.drop("grounds", "evidence"))
    assert of_case["grounds"].to_list() == of_files["grounds"].to_list()


def test_what_was_judged_is_kept_with_the_case(paths):
    who_is_who([paths / "case"], same=True, progress=nothing)

    assert list((paths / "case").rglob("same_ships.parquet"))
