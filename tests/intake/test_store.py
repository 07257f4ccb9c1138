"""The store of positions: whole files or none, the same bytes for the same positions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from crossbearing.intake import PositionStore
from crossbearing.intake.store import BUCKETS, bucket_of
from crossbearing.model.tables import POSITIONS
from intake.track_bytes import MIDNIGHT, day_tar, read, row, trace

ONE, TWO = "1" * 64, "2" * 64


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_is_written_is_read_back(tmp_path):
    batches = read(tmp_path, day_tar(30))
    store = PositionStore(tmp_path / "positions")
    store.write(ONE, batches)
    wanted = POSITIONS.conform(pl.concat(batch.positions for batch in batches))
    assert store.positions().equals(wanted)
    assert store.scan().collect_schema() == POSITIONS.schema


def test_an_empty_store_has_no_positions(tmp_path):
    store = PositionStore(tmp_path / "positions")
    assert store.positions().equals(POSITIONS.empty())
    assert (store.crafts(), store.days()) == ([], [])
    assert store.positions_of(["icao24:7380c2"]).is_empty()


def test_a_crafts_positions_are_found_in_its_own_bucket(tmp_path):
    store = PositionStore(tmp_path / "positions")
    store.write(ONE, read(tmp_path, day_tar(30)))
    assert len(store.crafts()) == 30
    found = store.positions_of(["icao24:700003", "icao24:700007", "icao24:none"])
    assert found["craft"].unique().sort().to_list() == ["icao24:700003", "icao24:700007"]
    assert found.height == 4


def test_positions_after_midnight_lie_in_the_next_days_folder(tmp_path):
    store = PositionStore(tmp_path / "positions")
    files = store.write(ONE, read(tmp_path, trace([row(86_399), row(86_401)])))
    assert store.days() == ["2024-02-10", "2024-02-11"]
    bucket = bucket_of("icao24:7380c2")
    assert [str(path.relative_to(tmp_path / "positions")) for path in files] == [
        f"day=2024-02-{day}/bucket={bucket}/{'1' * 16}.parquet" for day in (10, 11)
    ]


def test_the_bucket_of_a_craft_never_changes():
    assert [bucket_of(f"icao24:7380c{n}") for n in range(4)] == [3, 5, 7, 1]
    assert {bucket_of(f"icao24:{n:06x}") for n in range(500)} == set(range(BUCKETS))


def test_nobody_else_can_read_the_store(tmp_path):
    PositionStore(tmp_path / "positions").write(ONE, read(tmp_path, day_tar(5)))
    assert [path for path in (tmp_path / "positions").rglob("*") if path.stat().st_mode & 0o077] == []


def test_writing_an_exhibit_again_changes_nothing(tmp_path):
    store = PositionStore(tmp_path / "positions")
    store.write(ONE, read(tmp_path, day_tar(30)))
    before = bytes_of(tmp_path / "positions")
    store.write(ONE, read(tmp_path, day_tar(30)))
    assert bytes_of(tmp_path / "positions") == before


def test_the_bytes_do_not_depend_on_batches(tmp_path, monkeypatch):
    PositionStore(tmp_path / "a").write(ONE, read(tmp_path, day_tar(30, rows=20)))
    monkeypatch.setattr("crossbearing.intake.tracks.readsb.ROWS_PER_BATCH", 50)
    PositionStore(tmp_path / "b").write(ONE, read(tmp_path, day_tar(30, rows=20)))
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_an_exhibit_too_large_to_hold_becomes_several_files_in_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("crossbearing.intake.store.ROWS_HELD", 100)
    monkeypatch.setattr("crossbearing.intake.tracks.readsb.ROWS_PER_BATCH", 40)
    batches = read(tmp_path, day_tar(200))
    store = PositionStore(tmp_path / "positions")
    files = store.write(ONE, batches)
    assert len(files) > BUCKETS
    assert store.positions().equals(POSITIONS.conform(pl.concat(batch.positions for batch in batches)))
    assert store.positions_of(["icao24:700003"]).height == 2
    before = bytes_of(tmp_path / "positions")
    store.write(ONE, batches)
    assert bytes_of(tmp_path / "positions") == before
    store.remove(ONE)
    assert store.positions().is_empty()


def test_exhibits_are_removed_one_by_one(tmp_path):
    store = PositionStore(tmp_path / "positions")
    store.write(ONE, read(tmp_path, trace([row()])))
    store.write(TWO, read(tmp_path, trace([row()], base=MIDNIGHT + 60)))
    assert store.positions().height == 2
    store.remove(ONE)
    assert store.positions().height == 1
    store.remove(ONE)


def test_rewriting_with_fewer_days_leaves_none_of_the_old(tmp_path):
    store = PositionStore(tmp_path / "positions")
    store.write(ONE, read(tmp_path, trace([row(), row(86_500)])))
    store.write(ONE, read(tmp_path, trace([row()])))
    assert store.days() == ["2024-02-10"]


def test_a_reading_that_fails_leaves_no_file(tmp_path):
    def failing():
        yield from read(tmp_path, trace([row()]))
        raise OSError("disk on fire")

    store = PositionStore(tmp_path / "positions")
    with pytest.raises(OSError, match="fire"):
        store.write(ONE, failing())
    assert bytes_of(tmp_path).keys() == {"exhibit"}


KILLED = """
import sys
from pathlib import Path
from crossbearing.intake import PositionStore, read_exhibit
source, target = map(Path, sys.argv[1:])
while True:
    print("go", flush=True)
    PositionStore(target).write("1" * 64, read_exhibit(source, name="x"))
"""


@pytest.mark.slow
@pytest.mark.parametrize("wait_ms", [1, 5, 10, 20, 40, 80])
def test_a_killed_writer_leaves_only_whole_files(tmp_path, wait_ms):
    source, target = tmp_path / "x", tmp_path / "positions"
    source.write_bytes(day_tar(60, rows=200))
    with subprocess.Popen([sys.executable, "-c", KILLED, source, target], stdout=subprocess.PIPE) as writer:
        for _ in range(2):
            writer.stdout.readline()
        time.sleep(wait_ms / 1000)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    store = PositionStore(target)
    store.positions()
    store.write(ONE, read(tmp_path, source.read_bytes()))
    assert store.positions().height == 12_000
    assert not [path for path in target.rglob("*") if path.is_file() and path.suffix != ".parquet"]
