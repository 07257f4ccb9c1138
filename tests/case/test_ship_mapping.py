"""Maps of ships: what a reader sees of tracks, calls, meetings and silences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crossbearing.case.afloat import afloat, parted
from crossbearing.case.ship_mapping import chosen, draw_ships, sailing_of
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
