"""Grading, asking, looking back and planning from the command line."""

from __future__ import annotations

import json

import pytest

from case.judged import AGAIN, add_report, judged_case
from cli.typed import typed
from crossbearing.case import Case


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return judged_case(tmp_path_factory.mktemp("judging"))


def run(*arguments: str) -> tuple[int, list[dict], str]:
    done = typed(*arguments)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return done.returncode, lines, done.stderr


def test_a_grade_is_given_listed_and_shown_stale_once_something_comes_in(folder):
    _, [verdict, *_], _ = run("check", str(folder), "--format", "jsonl")
    claim = verdict["claim"]
    code, _, told = run(
        "grade", str(folder), claim, "--source", "B", "--information", "2", "--likelihood", "very likely",
        "--confidence", "low", "--by", "A. Reader", "--note", "seen twice", "--on", "2024-03-01",
    )  # fmt: skip
    assert (code, told) == (0, f"kept as grade 1: A. Reader graded {claim}\n")
    _, [line], _ = run("grade", str(folder))
    assert (line["type"], line["source"], line["at"], line["basis"]) == ("grade", "B", "2024-03-01", "same")
    with Case(folder) as case:
        add_report(case, "again.txt", AGAIN, folder.parent)
    _, [stale, *_], told = run("check", str(folder), "--as-is", "--format", "jsonl")
    assert stale["stale"] == [told.removeprefix("the verdicts are stale: ").splitlines()[0]]
    _, [graded], _ = run("grade", str(folder))
    assert graded["stale"] == stale["stale"]
    _, [fresh, *_], told = run("check", str(folder), "--format", "jsonl")
    assert "stale" not in fresh


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", "{case}", "{claim}", "--by", "A"], "say what is judged"),
        (["grade", "{case}", "{claim}", "--source", "B", "--withdraw", "--by", "A"], "say what is judged"),
        (["grade", "{case}", "{claim}", "--source", "B"], "--by"),
        (["grade", "{case}", "{claim}", "--source", "B", "--by", "A", "--on", "yesterday"], "is no day"),
        (["reply", "{case}", "{claim}", "--by", "A", "--party", "X", "--asked", "2024-13-01"], "is no day"),
        (["reply", "{case}", "{claim}", "--by", "A", "--party", "X", "--asked", "2999-01-01"], "still to come"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_line(folder, arguments, said):
    _, [verdict, *_], _ = run("check", str(folder), "--format", "jsonl")
    code, _, told = run(*(part.format(case=folder, claim=verdict["claim"]) for part in arguments))
    assert code == 2
    assert said in told
    assert told.count("\n") == 1


def test_a_history_begins_with_the_first_answer(folder):
    _, lines, _ = run("history", str(folder), "--format", "jsonl")
    assert {line["was"] for line in lines} == {None}
    assert lines[0]["because"] == ["It was judged for the first time."]
    _, own, _ = run("history", str(folder), lines[0]["claim"])
    assert [line["claim"] for line in own] == [lines[0]["claim"]]


def test_a_plan_is_lines_in_a_pipe_and_a_table_on_request(folder):
    code, lines, told = run("plan", str(folder))
    assert code == 0
    assert {line["type"] for line in lines} == {"plan", "plan_claim"}
    assert "nothing known to load" in told
    done = typed("plan", folder, "--format", "table")
    assert "adsb.lol" in done.stdout
    _, claims, _ = run("plan", str(folder), "--by-claim")
    assert {line["type"] for line in claims} == {"plan_claim"}
