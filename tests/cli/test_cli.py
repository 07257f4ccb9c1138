"""The command line: lines out, notes beside them, and one clear line when an argument cannot be used."""

from __future__ import annotations

import csv
import io
import json
import os

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.typed import typed
from crossbearing.cli.output import FORMULA_STARTS, csv_text
from raw import small_inputs


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return small_inputs(tmp_path_factory.mktemp("inputs") / "in")


def test_a_pipe_gets_json_lines_and_nothing_else(inputs):
    result = typed("flights", inputs)

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["type"], line["departure_airport"], line["arrival_airport"]) for line in lines] == [
        ("flight", "OIII", "UUWW"),
        ("flight", "UUWW", "OIII"),
    ]
    assert lines[0]["callsigns"] == ["IRF2299"]
    assert lines[0]["departed_at"].endswith("Z")


def test_read_prints_claims_with_their_characters(inputs):
    result = typed("read", inputs / "r1.txt")

    claims = [line for line in map(json.loads, result.stdout.splitlines()) if line["type"] == "claim"]
    text = (inputs / "r1.txt").read_text(encoding="utf-8")
    assert claims
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)


def test_plain_text_is_read_when_its_date_is_said(tmp_path):
    (tmp_path / "plain.txt").write_text("An Il-76 flew from Tehran to Moscow on 10 February.", encoding="utf-8")

    result = typed("read", tmp_path / "plain.txt", "--published", "2024-02")

    assert '"2024-02-10"' in result.stdout


def test_csv_and_parquet_hold_the_same_rows(inputs, tmp_path):
    rows = list(csv.DictReader(io.StringIO(typed("visits", inputs, "--format", "csv").stdout)))
    packed = typed("visits", inputs, "--format", "parquet").packed

    frame = pl.read_parquet(io.BytesIO(packed))
    assert [row["place"] for row in rows] == frame["place"].to_list() != []


def test_rejects_are_counted_and_listed(inputs, tmp_path):
    (tmp_path / "undated.txt").write_text("date 2024-13 Nothing happened.", encoding="utf-8")

    result = typed("read", inputs / "r1.txt", tmp_path / "undated.txt", "--rejects", tmp_path / "rejects.jsonl")

    assert result.returncode == 0
    assert "1 input row rejected" in result.stderr
    reject = json.loads((tmp_path / "rejects.jsonl").read_text())
    assert (reject["type"], reject["member"], reject["rows"]) == ("reject", "undated.txt", 1)


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (("run", "nowhere"), "nowhere"),
        (("flights", "nowhere"), "nowhere"),
        (("flights",), "flights"),
        (("dossier", "nowhere", "-o", "x.html"), "nowhere"),
        (("chekc", "nowhere"), ""),
        (("dossier", "nowhere"), ""),
    ],
)
def test_an_unusable_argument_gives_one_line_and_exit_2(arguments, where, tmp_path):
    result = typed(*arguments)

    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(where)
    assert "hint:" in result.stderr


@given(st.sampled_from(FORMULA_STARTS), st.text(max_size=20))
def test_no_text_cell_runs_in_a_spreadsheet(start, rest):
    line = {"type": "claim", "quote": start + rest, "lat": -12.5}

    (row,) = csv.DictReader(io.StringIO(csv_text([line]), newline=""))

    assert not row["quote"].startswith(FORMULA_STARTS)
    assert row["lat"] == "-12.5"


def test_an_unusable_place_to_write_is_one_line_and_leaves_nothing(inputs, tmp_path):
    typed("new", tmp_path / "c")
    (tmp_path / "folder").mkdir()
    for command in (("dossier", tmp_path / "c", "-o", tmp_path / "folder"), ("new", "/proc/nothing/here")):
        result = typed(*command)
        assert result.returncode == 2
        assert "hint:" in result.stderr.splitlines()[-1]
        assert "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c", "folder"]


@pytest.mark.parametrize("content", [b"hi", b"", b"SQLite format 3\0" + bytes(80)])
def test_a_broken_case_file_is_one_line(content, tmp_path):
    (tmp_path / "case.db").write_bytes(content)

    result = typed("run", tmp_path)

    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "hint:" in result.stderr


def test_hostile_file_names_are_shown_and_not_obeyed(tmp_path):
    (tmp_path / "in").mkdir()
    text = " date 2024-02-10 An Il-76 flew from Tehran to Moscow."
    (tmp_path / "in" / "a\x1b[31m\nb.txt").write_text(text)
    (tmp_path / "in" / os.fsdecode(b"\xff\xfe caf\xe9.txt")).write_text(text + " ")
    (tmp_path / "in" / "none\x07.bin").write_bytes(b"\0")
    typed("new", tmp_path / "c")

    added = typed("add", tmp_path / "c", tmp_path / "in")
    claims = typed("claims", tmp_path / "c")
    read = typed("read", tmp_path / "in")

    assert (added.returncode, added.stderr.count("\n")) == (0, 3)
    assert "\x1b" not in added.stderr and "\x07" not in added.stderr
    assert len({json.loads(line)["report"] for line in claims.stdout.splitlines()}) == 2
    assert read.returncode == 0
    assert "Traceback" not in claims.stderr + read.stderr
