"""`count` for ships: calls at a port and silences, of a ship and of a flag."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cli.typed import typed

HEAD = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"
BAKU, OUTSIDE = (40.36, 49.87), (40.03, 51.02)


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """A ship that lies in Baku twice, a day at sea between, and is silent for 26 h of the second night at sea."""
    rows = [HEAD]
    for quarter in range(6 * 96):
        hour = quarter / 4
        if 73 < hour < 99:
            continue
        lat, lon = BAKU if hour < 24 or 48 <= hour < 60 else OUTSIDE
        if any(abs(hour - edge) < 5 for edge in (24, 48, 60)):
            continue
        at = (datetime(2024, 2, 5, tzinfo=UTC) + timedelta(hours=hour)).strftime("%Y-%m-%dT%H:%M:%S")
        rows.append(f"273123456,{at},{lat},{lon},0.1,0,0,SEA DAWN,IMO9074729,UAAB,70,0,120,16,4.5")
    path = tmp_path_factory.mktemp("sea") / "days.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def asked(*arguments: object, code: int = 0) -> tuple[list[dict[str, object]], str]:
    done = typed("count", *arguments)
    assert done.returncode == code, done.stderr
    return done.lines(), done.stderr


@pytest.mark.parametrize(
    ("fleet", "known_by"),
    [
        ("SEA DAWN", "name"), ("IMO 9074729", "imo"), ("9074729", "imo"), ("273123456", "mmsi"),
        ("MMSI 273123456", "mmsi"), ("RU", "flag"), ("Russia", "flag"),
    ],
)  # fmt: skip
def test_calls_are_counted_by_name_number_and_flag(days, fleet, known_by):
    lines, said = asked(days, "--fleet", fleet, "--port", "Baku", "--within", "6d")
    total = lines[-1]
    assert (total["type"], total["n_min"], total["n_max"]) == ("call_total", 2, 3)
    assert total["known_by"] == known_by
    assert total["n_most"] >= total["n_max"]
    assert "2 to 3 calls" in said


def test_why_tells_each_call_with_its_rows_and_each_silence_with_room(days):
    window = ("--from", "2024-02-05", "--to", "2024-02-10")
    lines, _ = asked(days, "--fleet", "SEA DAWN", "--port", "40.36,49.87,10", *window, "--why")
    calls = [line for line in lines if line["type"] == "shown_call"]
    rooms = [line for line in lines if line["type"] == "call_room"]
    assert len(calls) == 2
    assert all("#" in row for call in calls for row in call["rows"])
    assert any(room["reckoned"] == 1 for room in rooms)


def test_silences_are_counted_at_the_threshold_that_is_said(days):
    lines, said = asked(days, "--fleet", "SEA DAWN", "--gaps", "12")
    assert [line["n"] for line in lines] == [1, 1]
    assert "12 h and more" in said
    assert asked(days, "--fleet", "SEA DAWN", "--gaps", "30")[0][-1]["n"] == 0


def test_silences_are_counted_where_they_began_and_told_as_so_many_a_month_of_so_many_ships(days):
    halves = [("--from", "2024-02-05", "--to", "2024-02-07"), ("--from", "2024-02-08", "--to", "2024-02-10")]
    found = [asked(days, "--fleet", "RU", "--gaps", "6", *half) for half in halves]
    whole = asked(days, "--fleet", "RU", "--gaps", "6", "--from", "2024-02-05", "--to", "2024-02-10")[0][-1]

    assert sum(lines[-1]["n"] for lines, _ in found) == whole["n"] > 0
    assert whole["per_month"] == round(whole["n"] * 30.44 / 6, 2)
    assert f"a month, of {whole['ships']} ship" in found[0][1]


def test_what_nobody_sends_or_no_port_bears_is_told(days):
    assert "no ship or flag" in asked(days, "--fleet", "NOBODY", "--port", "Baku", "--within", "6d", code=2)[1]
    assert "no port we know" in asked(days, "--fleet", "RU", "--port", "Nowhereville", "--within", "6d", code=2)[1]
    assert "not plain" in asked(days, "--fleet", "RU", code=2)[1]
