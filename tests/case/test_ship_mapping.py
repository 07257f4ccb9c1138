"""Maps of ships: what a reader sees of tracks, calls, meetings and silences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crossbearing.case.questions.afloat import afloat, parted
from crossbearing.case.questions.ship_mapping import chosen, draw_ships, sailing_of
from crossbearing.errors import InputError

MIDNIGHT = datetime(2024, 2, 5, tzinfo=UTC)
HEAD = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """Two cargo ships alongside each other for four hours; one of them is then not heard for ten."""
    rows = [HEAD]
    for minute in (*range(0, 480, 5), *range(1080, 1200, 5)):
        at = (MIDNIGHT + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%S")
        off = max(0, 120 - minute, minute - 360) * 250 / 111_195
        rows.append(f"273123456,{at},{41.5 + off:.6f},50.5,0.1,0,0,SEA DAWN,IMO9074729,UAAB,70,0,120,16,4.5")
        if minute < 480:
            rows.append(f"422123456,{at},{41.5 - off:.6f},50.5007,0.1,0,0,SEA DUSK,,EPAB,70,0,120,16,4.5")
    path = tmp_path_factory.mktemp("sea") / "day.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def drawn(day: Path, output: Path, *names: str, language: str = "en") -> str:
    found = afloat([day], lambda *_: None)
    assert found is not None
    draw_ships(output, sailing_of(*found, chosen(found[0], names)), language)
    return output.read_text()


def test_a_map_names_ships_that_were_together_and_a_silence_with_its_word(day, tmp_path):
    page = drawn(day, tmp_path / "map.html")

    assert "likely a transfer" in page
    assert "silence, reception unknown" in page or "expected silence" in page
    assert "SEA DAWN (273123456)" in page
    assert 'class="silent"' in page


def test_the_other_ship_of_a_meeting_is_drawn_too(day, tmp_path):
    assert "SEA DUSK (422123456)" in drawn(day, tmp_path / "map.svg", "IMO 9074729")


def test_a_map_in_french_says_so_in_french(day, tmp_path):
    assert "sans doute un transbordement" in drawn(day, tmp_path / "map.html", language="fr")


def test_a_ship_that_nobody_heard_is_told_with_what_to_give(day):
    found = afloat([day], lambda *_: None)
    assert found is not None
    with pytest.raises(InputError, match="no ship here is"):
        chosen(found[0], ["NOBODY"])


def test_the_same_ships_give_the_same_bytes(day, tmp_path):
    assert drawn(day, tmp_path / "one.svg") == drawn(day, tmp_path / "two.svg")


def test_ais_files_are_told_from_tracks_of_aircraft(day):
    assert parted([day]) == ([], [day])


def test_one_false_position_far_away_does_not_widen_the_map(day, tmp_path):
    stray = "273123456,2024-02-05T03:02:00,10.0,-40.0,0.1,0,0,SEA DAWN,IMO9074729,UAAB,70,0,120,16,4.5\n"
    strayed = tmp_path / "stray.csv"
    strayed.write_text(day.read_text() + stray)
    page = drawn(strayed, tmp_path / "map.html")

    assert "1 sign lies outside the map." in page
    assert "000 km" not in page  # the scale bar is short


def test_ships_heard_once_are_points(tmp_path):
    rows = [f"{273000000 + at},2024-02-05T00:00:00,{41.5 + at / 50},50.5,0.1,0,0,,,,,,,," for at in range(80)]
    path = tmp_path / "once.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n")

    assert drawn(path, tmp_path / "map.svg").count('class="heard-at') == 80
