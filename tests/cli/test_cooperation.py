"""`origins`, `declare`, `relations`, `ledger`: from reports to lines, on a case."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.cli.cooperation import declare, ledger, origins, relations
from crossbearing.cli.output import Format, csv_text
from crossbearing.errors import InputError
from crossbearing.model.contract import to_line
from crossbearing.model.relations import Dealing, Status
from crossbearing.model.verdicts import Origins

PRESS = {
    "a": "2023-02-12 LONDON (The Guardian) – Iran delivered 18 drones to Russia in November 2022, sources there said.",
    "b": "2023-06-09 According to the Guardian, Iran delivered 18 drones to Russia in November 2022.",
    "c": "2023-06-25 Iran has not delivered any drones to Russia, the foreign ministry in Tehran said.",
    "d": "2024-01-25 Iran delivered 200 drones to Russia in January 2024, the Kremlin said.",
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory) -> Path:
    """A case that was run once."""
    base = tmp_path_factory.mktemp("cooperation")
    for name, text in PRESS.items():
        (base / f"{name}.txt").write_text(f"date {text}\n", encoding="utf-8")
    with Case.new(base / "case") as made:
        list(made.add(sorted(base.glob("*.txt"))))
        made.run()
    return base / "case"


@pytest.fixture
def case(judged: Path, tmp_path: Path) -> Path:
    """The same case, to be written to."""
    return Path(shutil.copytree(judged, tmp_path / "case"))


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_report_that_cites_another_adds_no_origin(case: Path, capsys):
    origins(case, format=Format.JSONL)
    told = [one for one in lines(capsys.readouterr().out) if len(one["claims"]) == 2]

    assert [(one["origins"]["lo"], one["origins"]["hi"]) for one in told] == [(1, 1)]
    assert {lean["why"] for lean in told[0]["leans"]} == {"speaker", "cites"}


def test_relations_are_lines_of_their_type_and_say_why(case: Path, capsys):
    relations(case, format=Format.JSONL)
    told = lines(capsys.readouterr().out)

    assert {one["type"] for one in told} == {"relation"}
    assert {one["relation"] for one in told} >= {"equal", "denies"}
    assert all(isinstance(sentence, str) and sentence for one in told for sentence in one["because"])


def test_a_denial_changes_no_verdict_and_is_shown_with_it(case: Path):
    with Case(case) as opened:
        disputed = [one for one in opened.verdicts() if one.disputed_by]

        assert disputed
        assert not any(one.verdict == "contradicted" for one in disputed)


def test_the_ledger_has_rows_and_totals(case: Path, capsys):
    ledger(case, format=Format.JSONL)
    told = lines(capsys.readouterr().out)
    rows = [one for one in told if one["type"] == "dealing"]

    assert {(one["supplier"], one["recipient"]) for one in rows} == {("IR", "RU")}
    assert {one["status"] for one in rows} == {"reported", "denied"}
    assert [(one["quantity_min"], one["quantity_max"]) for one in told if one["type"] == "dealing_total"] == [
        (218, 218)
    ]


def test_no_cell_of_the_exported_ledger_is_run_by_a_spreadsheet(case: Path, capsys):
    ledger(case, format=Format.CSV)
    hostile = Dealing("d1", "=cmd|'/c calc'!A1", "@SUM(A1)", "+1", "-1", Status.AGREED, None, None, True, None, None,
                      ("c1",), Origins(0, 1))  # fmt: skip
    for text in (capsys.readouterr().out, csv_text([to_line(hostile)])):
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_what_is_declared_of_outlets_counts_from_the_next_run_and_stays_in_the_log(case: Path, capsys):
    declare(case, "The Guardian", republishes="Observer", by="A. Editor", note="masthead")
    with Case(case) as opened:
        assert any("outlets" in phrase.key or "declarations" in phrase.key for phrase in opened.staleness())
        opened.run()
        (kept,) = opened.declarations()

        assert (kept.outlet, kept.declared, kept.other, kept.by) == (
            "The Guardian",
            "republishes",
            "Observer",
            "A. Editor",
        )
        assert opened.verify() == []
        assert not opened.staleness()
    assert "kept as declaration 1 by A. Editor" in capsys.readouterr().err


@pytest.mark.parametrize(
    "said", [{}, {"belongs_to": "X", "same_as": "Y"}, {"same_as": "the guardian"}, {"same_as": " "}]
)
def test_a_declaration_says_one_thing_of_two_outlets(case: Path, said: dict[str, str]):
    with pytest.raises(InputError):
        declare(case, "The Guardian", by="A. Editor", **said)


def test_a_declaration_is_signed(case: Path):
    with pytest.raises(InputError):
        declare(case, "The Guardian", same_as="Guardian", by=" ")
