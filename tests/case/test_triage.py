"""Ranking goes on where it was stopped and gives what an unbroken run gives."""

from __future__ import annotations

import pytest

from crossbearing.case.questions import triage as ranking
from crossbearing.case.questions.gather import gather
from crossbearing.case.questions.triage import Triage, keep_notes, resumed, triage
from crossbearing.errors import InputError
from crossbearing.model.exhibits import ExhibitKind

REPORTS = "".join(
    f" date 2024-02-{day:02d} An Il-76 with the registration RA-7650{day % 10} landed in Tehran yesterday.\n"
    f" date 2024-02-{day:02d} Le prix du blé a baissé.\n"
    for day in range(1, 13)
)


@pytest.fixture
def press(tmp_path):
    (tmp_path / "press.txt").write_text(REPORTS, encoding="utf-8")
    return tmp_path / "press.txt"


def run(path, state, tell=lambda now: None):
    return triage(gather([path], ExhibitKind.REPORTS), state, tell)


def test_an_interrupted_ranking_goes_on_to_the_same_end(press, tmp_path, monkeypatch):
    whole = run(press, resumed(None, [press], 5))
    monkeypatch.setattr(ranking, "BETWEEN_READ", 4)
    notes = tmp_path / "notes.json"

    def killed(now: Triage) -> None:
        keep_notes(notes, now)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(press, resumed(notes, [press], 5), killed)
    left = resumed(notes, [press], 5)
    assert 0 < left.seen < 24
    done = run(press, left, lambda now: keep_notes(notes, now))
    assert (done.seen, done.read, done.ranked()) == (whole.seen, whole.read, whole.ranked())
    assert (whole.seen, whole.read, len(whole.ranked())) == (24, 12, 5)


def test_notes_on_other_files_are_refused(press, tmp_path):
    notes = tmp_path / "notes.json"
    keep_notes(notes, run(press, resumed(notes, [press], 5)))
    with pytest.raises(InputError, match="other files"):
        resumed(notes, [tmp_path / "another.txt"], 5)
    notes.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="no notes of ours"):
        resumed(notes, [press], 5)


def test_the_best_are_kept_whatever_the_order(press):
    few, many = run(press, Triage(2)), run(press, Triage(100))
    assert few.ranked() == many.ranked()[:2]
