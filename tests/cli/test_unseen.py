"""Commands about what ships could have done unseen."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from cli.typed import typed

MIDNIGHT = datetime(2024, 2, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """Two ships off Amirabad, both silent from 4 to 16 o'clock, and one that drifts in the middle Caspian all day."""
    path = tmp_path_factory.mktemp("sea") / "day.csv"
    rows = ["MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"]
    for minute in range(0, 1440, 10):
        at = (MIDNIGHT + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%S")
        jitter = minute % 7 * 1e-5
        if not 240 < minute < 960:
            rows.append(f"273123456,{at},{37.4112 + jitter:.6f},53.1,0.1,0,0,SEA DAWN,IMO9074729,UAAB,70,0,120,16,4.5")
            rows.append(f"422123456,{at},{37.6112 + jitter:.6f},53.1,0.1,0,0,SEA DUSK,,EPAB,70,0,120,16,4.5")
        rows.append(f"436123456,{at},{41.5012 + minute * 1e-4:.6f},50.5,0.6,0,0,SEA NOON,,UNAB,70,0,120,16,4.5")
    path.write_text("\n".join(rows) + "\n")
    return path


def lines(*arguments: object) -> list[dict[str, object]]:
    done = typed(*arguments)
    assert done.returncode == 0, done.stderr
    return done.lines()


def test_the_ports_within_a_silent_ships_reach_are_told_by_name_of_ship(days):
    found = lines("reach", days, "--craft", "Sea Dawn")

    assert {one["type"] for one in found} == {"port_in_reach"}
    assert {"IRAMD", "IRNEK"} <= {one["place"] for one in found}
    assert "RUOYA" not in {one["place"] for one in found}


def test_two_ships_could_have_met_for_so_long_at_most(days):
    (one,) = lines("reach", days, "--craft", "273123456", "--craft", "422123456", "--to", "2024-02-05")[:1]

    assert (one["type"], one["possible"]) == ("possible_meeting", True)
    assert 10 < one["at_most_h"] < 12


def test_two_ships_that_were_too_far_apart_could_not(days):
    (one,) = lines("reach", days, "--craft", "273123456", "--craft", "436123456")

    assert (one["possible"], one["at_most_h"]) == (False, 0.0)
    assert one["evidence"]


def test_where_she_could_have_been_at_a_time_is_written_for_a_map(days, tmp_path):
    target = tmp_path / "area.geojson"
    lines("reach", days, "--craft", "273123456", "--at", "2024-02-05T10:00", "--area", target)

    (feature,) = json.loads(target.read_text())["features"]
    corners = [point for polygon in feature["geometry"]["coordinates"] for point in polygon[0]]
    assert feature["properties"]["craft"] == "mmsi:273123456"
    assert len(corners) > 100
    assert all(36.3 < lat < 39.6 and 50.5 < lon < 54.2 for lon, lat in corners)


def test_who_lingers_at_sea_is_told_with_how_much_was_heard(days):
    found = {one["likely"]: one for one in lines("loitering", days)}

    assert set(found) == {"drifting", "still"}
    assert found["drifting"]["craft"] == "mmsi:436123456"
    assert found["drifting"]["observed_min"] > 1300


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reach", "--craft", "X"), "no case, file or folder is named"),
        (("reach", "DAYS", "--craft", "Nobody"), "no ship here is"),
        (("reach", "DAYS", "--craft", "Sea Dawn", "--at", "noon"), "is no time"),
        (
            ("reach", "DAYS", "--craft", "Sea Dawn", "--at", "2023-01-01", "--area", "x.geojson"),
            "nothing of the time asked for",
        ),
        (("loitering", "DAYS", "--hours", "-1"), "are no stay"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(days, arguments, said):
    done = typed(*(days if one == "DAYS" else one for one in arguments))

    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.strip().splitlines()[-1].count("hint:") == 1
