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
