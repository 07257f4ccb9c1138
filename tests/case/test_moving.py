"""Movements in files without a case: in memory or by way of the disk, the answer is the same."""

from __future__ import annotations

import pytest

from crossbearing.case.questions import moving
from crossbearing.case.questions.moving import movements
from raw import small_inputs


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return small_inputs(tmp_path_factory.mktemp("inputs") / "in")


@pytest.mark.parametrize("wanted", ["flights", "visits"])
def test_what_is_put_aside_on_disk_gives_what_memory_gives(inputs, monkeypatch, wanted):
    held, rejects = movements([inputs], wanted, lambda *_: None)
    monkeypatch.setattr(moving, "ROWS_HELD", 10)
    put_aside, rejects_aside = movements([inputs], wanted, lambda *_: None)
    assert held.height > 0
    assert put_aside.equals(held)
    assert rejects_aside.equals(rejects)


def test_progress_is_told_and_ends_with_all_parts(inputs):
    told: list[tuple[str, int, int]] = []
    movements([inputs], "flights", lambda *step: told.append(step))
    assert told[-1] == ("movement", 1, 1)


def test_nothing_is_left_behind_when_the_work_is_interrupted(inputs, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        movements([inputs], "flights", interrupt)
    assert list(tmp_path.iterdir()) == []
