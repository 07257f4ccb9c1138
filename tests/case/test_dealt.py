"""Reports of a cooperation become a ledger: what is stated of drones, fighters and shells, by whom and how often."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.model.origins import Declared
from crossbearing.model.relations import Relates, Status

PRESS = {
    "a": "2023-02-12 LONDON (The Guardian) – Iran delivered 18 drones to Russia in November 2022: 12 Mohajer-6 and six"
    " Shahed-191, sources inside Iran said. The Iranian foreign ministry denied the delivery.",
    "b": "2023-02-14 According to the Guardian, Iran delivered 18 drones to Russia in November 2022.",
    "c": "2023-08-20 Russia ordered 2,600 Shahed-136 drones from Iran in 2023, an official said.",
    "d": "2023-11-28 Iran has finalised an agreement to buy 24 Su-35 fighters from Russia, deputy defence minister"
    " Mahdi Farahi told Tasnim.",
    "e": "2023-04-24 Iran delivered 100,000 artillery shells to Russia in March 2023, the Pentagon said.",
    "f": "2023-04-25 L'Iran a livré à la Russie 300.000 obus d'artillerie en mars 2023, selon le Kremlin.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("cooperation")
    for name, text in PRESS.items():
        (base / f"{name}.txt").write_text(f"date {text}\n", encoding="utf-8")
    with Case.new(base / "case") as made:
        list(made.add(sorted(base.glob("*.txt"))))
        made.run()
    return base / "case"


def test_each_statement_is_one_row_however_often_it_is_repeated(folder: Path):
    with Case(folder) as case:
        rows, _ = case.ledger()
    told = {(row.item, row.status, row.quantity_min, row.supplier, row.recipient) for row in rows}

    assert told >= {
        ("drones", Status.REPORTED, 18, "IR", "RU"),
        ("Mohajer-6", Status.REPORTED, 12, "IR", "RU"),
        ("Shahed-191", Status.REPORTED, 6, "IR", "RU"),
        ("drones", Status.DENIED, 18, "IR", "RU"),
        ("Shahed-136", Status.ORDERED, 2600, "IR", "RU"),
        ("Su-35", Status.AGREED, 24, "RU", "IR"),
    }
    (drones,) = [row for row in rows if row.item == "drones" and row.status is Status.REPORTED]
    assert len(drones.claims) == 2
    assert (drones.origins.lo, drones.origins.hi) == (1, 1)


def test_two_numbers_of_one_month_are_told_as_exclusive_and_never_added(folder: Path):
    with Case(folder) as case:
        rows, totals = case.ledger()
        exclusive = [one for one in case.relations() if one.relation is Relates.EXCLUSIVE]
        claims = {claim.id: claim.report for claim in case.claims()}
    (shells,) = [one for one in totals if one.family == "munition"]

    assert {(claims[one.a], claims[one.b]) for one in exclusive} == {("f", "e")}
    assert (shells.quantity_min, shells.quantity_max, shells.summed) == (300_000, 400_000, False)
    assert {row.quantity_min for row in rows if row.family == "munition"} == {100_000, 300_000}


def test_a_declaration_is_taken_into_account_and_taken_back(folder: Path):
    with Case(folder) as case:
        before = [(one.claims, one.origins) for one in case.findings()]
        case.declare("The Guardian", Declared.BELONGS_TO, "Scott Trust", "A. Editor")
        case.run()
        case.declare("The Guardian", Declared.BELONGS_TO, "Scott Trust", "A. Editor", holds=False)
        case.run()

        assert [(one.claims, one.origins) for one in case.findings()] == before
        assert case.verify() == []
