"""`propose` and `read --with-model` show what a model says, marked, and refuse what would leak."""

from __future__ import annotations

import json

import pytest

from crossbearing.case import Case
from crossbearing.cli import app
from crossbearing.cli.proposing import reader_of
from crossbearing.errors import InputError
from readers.misbehaving import raw, saying, serving

SAID = "An Il-76 with the registration RA-76502 flew from Moscow to Tehran on 8 February"
TEXT = f" date 2024-02-10 {SAID}, Radio Kama said. In Latakia the recruits wore the badge of a finished course.\n"
EMPTY = {"speakers": [], "actors": [], "recipients": [], "equipment": [], "places": [], "when": [], "counts": []}
BADGES = {"kind": "training", "quote": "the recruits wore the badge of a finished course", "craft": [], **EMPTY}
GOLD = {**BADGES, "quote": "gold bars were hidden below the deck"}


@pytest.fixture
def text(tmp_path):
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "r.txt"


def run(*tokens: str) -> None:
    app([*tokens], exit_on_error=False, print_error=False, result_action="return_value")


def lines(capsys) -> tuple[list[dict], str]:
    out = capsys.readouterr()
    return [json.loads(line) for line in out.out.splitlines()], out.err


def test_reading_with_a_model_prints_proposals_and_counts_what_was_dropped(text, capsys):
    with serving(saying(BADGES, GOLD)) as asked:
        run("read", str(text), "--with-model", asked.url, "--model", "small")

    [line], err = lines(capsys)
    assert (line["type"], line["by"]["model"], line["accepted_by"]) == ("proposal", "small", None)
    assert line["claim"]["quote"] == BADGES["quote"]
    assert "1 dropped: the quote is not in the report" in err


def test_reading_without_a_model_opens_no_connection(text, capsys, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection was opened"))
    run("read", str(text))

    assert {line["type"] for line in lines(capsys)[0]} <= {"claim", "time", "problem"}


def test_a_case_keeps_proposals_and_takes_one_over_by_name(text, tmp_path, capsys):
    folder = str(tmp_path / "c")
    with Case.new(tmp_path / "c") as case:
        list(case.add([text]))
    with serving(saying(BADGES)) as asked:
        run("propose", folder, "--server", asked.url, "--model", "small")
    [line], _ = lines(capsys)
    run("propose", folder)
    assert lines(capsys)[0] == [line]
    run("propose", folder, "--accept", line["id"], "--by", "A. Reader")
    capsys.readouterr()
    run("propose", folder)
    assert lines(capsys)[0][0]["accepted_by"] == "A. Reader"
    run("claims", folder)
    assert line["id"] in {one.get("id") for one in lines(capsys)[0]}


def test_a_server_that_fails_is_told_of_and_the_command_goes_on(text, capsys):
    with serving(raw(500, b"")) as asked:
        run("read", str(text), "--with-model", asked.url, "--model", "small")

    printed, err = lines(capsys)
    assert printed == []
    assert "1 report without an answer: the server answers 500" in err


def test_it_is_said_when_reports_leave_the_machine(capsys):
    assert reader_of("https://example.org/v1", "small", "", None) is not None
    assert "the whole text of every report goes to example.org" in capsys.readouterr().err


def test_half_a_reader_is_refused(tmp_path):
    with pytest.raises(InputError, match="belong together"):
        reader_of("http://localhost:1/v1", None, "", None)
    with pytest.raises(InputError, match="one reader at a time"):
        reader_of("http://localhost:1/v1", "small", "", tmp_path)


def test_two_claims_are_called_the_same_or_not_at_the_command_line(text, tmp_path, capsys):
    folder = str(tmp_path / "c")
    (tmp_path / "s.txt").write_text(TEXT.replace("Radio Kama", "Radio Oka"), encoding="utf-8")
    with Case.new(tmp_path / "c") as case:
        list(case.add([text, tmp_path / "s.txt"]))
        case.run()
        one, other = [claim.id for claim in case.claims() if claim.kind == "flight"][:2]
    run("correct", folder, one, "--apart", other, "--by", "A. Reader")
    assert f"{one} is not the same as {other}" in capsys.readouterr().err
    run("claims", folder)
    ties = [line for line in lines(capsys)[0] if line["type"] == "tie"]
    assert [(tie["same"], tie["by"]) for tie in ties] == [(False, "A. Reader")]
