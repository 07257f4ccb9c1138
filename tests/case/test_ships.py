"""A case keeps the marked positions of ships and what they come to, and does not find them twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.case.files import DATABASE
from crossbearing.case.ledger import connect_to_case
from crossbearing.case.room import Room
from crossbearing.case.stages.intake import case_world
from crossbearing.case.stages.ships import sea_of
from crossbearing.checks.at_sea.sea import Sea

NOON = datetime(2024, 2, 5, tzinfo=UTC)


def day(first: int) -> str:
    """Two ships that lie alongside in the middle Caspian, as a table."""
    rows = ["MMSI,BaseDateTime,LAT,LON,SOG,VesselName"]
    for minute in range(0, 480, 5):
        at = (NOON + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%S")
        off = max(0, 120 - minute, minute - 360) * 250 / 111_195
        rows.append(f"{first},{at},{41.5 + off:.6f},50.5,0.1,DAWN")
        rows.append(f"{first + 1},{at},{41.5 - off:.6f},50.5007,0.1,DUSK")
    return "\n".join(rows) + "\n"


@pytest.fixture
def case(tmp_path):
    (tmp_path / "day.csv").write_text(day(273123456))
    with Case.new(tmp_path / "case") as made:
        list(made.add([tmp_path / "day.csv"]))
        assert "ships" in made.run()
    return tmp_path / "case"


def sea(folder: Path) -> Sea | None:
    room = Room(connect_to_case(folder / DATABASE), folder, lambda *_: None)
    try:
        return sea_of(room, case_world(room))
    finally:
        room.db.close()


def test_what_was_found_is_kept_and_equals_what_is_found_anew(case):
    kept = sea(case)

    assert kept is not None
    anew = Sea(kept.positions, kept.statics, kept.harbours)
    assert kept.encounters.height == 1
    for name in ("encounters", "port_calls", "silences"):
        assert getattr(kept, name).equals(getattr(anew, name))


def test_it_is_found_once_and_again_when_ships_are_added(case, tmp_path):
    (tmp_path / "more.csv").write_text(day(422123456))
    with Case(case) as opened:
        assert opened.run() == []
        list(opened.add([tmp_path / "more.csv"]))
        assert "ships" in opened.run()

    found = sea(case)
    assert found is not None
    assert found.encounters.height > 1
