"""A kill at any moment loses nothing acknowledged, and a rerun gives the same bytes."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crossbearing.case import Case
from raw import small_inputs

KILLS_IN_THE_USUAL_SUITE = 4
KILLS_ASKED = 50


def results(folder: Path) -> dict[str, object]:
    """Everything a run computes, without the clock of the custody log."""
    with Case(folder) as case:
        assert case.verify() == []
        files = {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}
        return {**files, "claims": case.claims(), "verdicts": case.verdicts(), "page": case.dossier("en", "T")}


def start_run(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "crossbearing", "run", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_and_rerun(inputs: Path, folder: Path, kills: int) -> None:
    """Kill a run at random moments of its usual length; after each the case opens and holds together."""
    with Case.new(folder / "untouched") as case:
        list(case.add([inputs]))
    began = time.perf_counter()
    assert start_run(folder / "untouched").wait() == 0
    usual_s = time.perf_counter() - began
    expected = results(folder / "untouched")
    moments = random.Random(7)
    for number in range(kills):
        victim = folder / f"victim{number}"
        with Case.new(victim) as case:
            added = list(case.add([inputs]))
        process = start_run(victim)
        time.sleep(moments.uniform(0.05, usual_s))
        process.kill()
        process.wait()
        with Case(victim) as case:
            assert case.verify() == []
            assert len(case._room.exhibits()) == len(added)
            case.run()
        assert results(victim) == expected


def test_a_killed_run_is_taken_up_where_it_stopped(tmp_path):
    kill_and_rerun(small_inputs(tmp_path / "in"), tmp_path, KILLS_IN_THE_USUAL_SUITE)


@pytest.mark.slow
def test_fifty_kills_at_random_moments_leave_no_trace(tmp_path):
    kill_and_rerun(small_inputs(tmp_path / "in"), tmp_path, KILLS_ASKED)


KILLS_WHILE_SPEAKING = 3
SPEAKING = """
import sys
from pathlib import Path
from crossbearing.case import Case
from crossbearing.case.persons.grades import Judged
from crossbearing.case.persons.replies import Told
from crossbearing.model.grades import Reliability
from datetime import date
with Case(Path(sys.argv[1])) as case:
    claim = case.claims()[0].id
    print("ready", flush=True)
    for n in range(10_000):
        at = "2024-03-01T10:00:00+00:00"
        made = case.grade(claim, Judged(source=Reliability("ABCDEF"[n % 6])), "A. Reader", at, f"word {n}")
        print("grade", made.number, flush=True)
        asked = case.reply(claim, Told("X", date(2024, 3, 1), f"letter {n}"), "A. Reader", at)
        print("reply", asked.number, flush=True)
"""


def test_every_word_that_was_acknowledged_survives_a_kill(tmp_path):
    """A person whose grade or reply was acknowledged finds it again, whenever the program was killed after."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "r.txt").write_text(" date 2024-02-10 An Il-76 flew from Moscow to Tehran on 8 February.\n", "utf-8")
    moments = random.Random(11)
    for number in range(KILLS_WHILE_SPEAKING):
        folder = tmp_path / f"spoken{number}"
        with Case.new(folder) as case:
            list(case.add([inputs]))
            case.run()
        speaking = subprocess.Popen([sys.executable, "-c", SPEAKING, str(folder)], stdout=subprocess.PIPE, text=True)
        assert speaking.stdout is not None
        assert speaking.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0.05, 0.5))
        speaking.kill()
        said = speaking.communicate()[0]
        lines = [line.split() for line in said[: said.rfind("\n") + 1].splitlines()]
        with Case(folder) as case:
            assert case.verify() == []
            kept = {"grade": len(case.grades()), "reply": len(case.replies())}
        for what in ("grade", "reply"):
            acknowledged = sum(line[0] == what for line in lines)
            assert acknowledged <= kept[what] <= acknowledged + 1


def test_a_judgement_killed_at_any_moment_leaves_verdicts_and_history_of_one_judgement(tmp_path):
    """Verdicts, what changed, and what they were made from are stored together or not at all."""
    inputs = small_inputs(tmp_path / "in")
    folder = tmp_path / "case"
    with Case.new(folder) as case:
        list(case.add([inputs]))
        case.run()
        claim = next(one for one in case.claims() if one.report == "r2")
        case.correct(claim.id, "when", '{"start":"2024-02-20","end":"2024-02-20"}', "A. Reader")
    process = start_run(folder)
    time.sleep(random.Random(5).uniform(0.3, 1.5))
    process.kill()
    process.wait()
    with Case(folder) as case:
        assert case.verify() == []
        changed = [one for one in case.revisions() if one.was is not None]
        assert bool(changed) == (case.staleness() == ())
        case.run()
        (last,) = [one for one in case.revisions() if one.was is not None]
        assert last.now is not None
        assert last.now.verdict == next(one for one in case.verdicts() if one.claim == claim.id).verdict
        assert case.verify() == []
