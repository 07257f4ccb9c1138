"""A case keeps the marked positions of ships and what they come to, and does not find them twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.case.files import DATABASE
from crossbearing.case.ledger import connect_to_case
from crossbearing.case.room import Room
from crossbearing.case.stages import ships
from crossbearing.case.stages.intake import case_world
from crossbearing.case.stages.shelf import Shelf
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


def test_a_part_that_was_done_when_a_run_stopped_is_not_marked_again(tmp_path, monkeypatch):
    for number in range(3):
        (tmp_path / f"{number}.csv").write_text(day(273123456 + 2 * number))
    monkeypatch.setattr("crossbearing.scale_ships.PART_ROWS", 100)
    marked: list[str] = []
    done: list[int] = []
    mark_done, mark = Shelf.mark_done, ships.mark_and_learn

    def stopping(shelf, number, again, learnt):
        if shelf.stage == "ships" and len(done) == 2:
            raise KeyboardInterrupt
        done.append(number)
        mark_done(shelf, number, again, learnt)

    def counting(positions, known=None):
        marked.append(positions["craft"][0])
        return mark(positions, known)

    monkeypatch.setattr(ships, "mark_and_learn", counting)
    monkeypatch.setattr(Shelf, "mark_done", stopping)
    with Case.new(tmp_path / "case") as made:
        list(made.add([tmp_path / f"{number}.csv" for number in range(3)]))
        with pytest.raises(KeyboardInterrupt):
            made.run()
    first, kept = set(marked), len(done)
    marked.clear()
    monkeypatch.setattr(Shelf, "mark_done", mark_done)
    with Case(tmp_path / "case") as made:
        made.run()
        assert made.verify() == []

    assert kept == 2
    assert len(first) >= 3
    assert len(set(marked)) == 4, "six ships in six parts, of which two were done"
    found = sea(tmp_path / "case")
    assert found is not None
    assert found.roster.height == 6
