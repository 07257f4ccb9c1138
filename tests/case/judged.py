"""A small case that is read and judged, for tests of what persons say beside the verdicts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from crossbearing.case import Case
from crossbearing.case.ledger import TABLES
from crossbearing.case.persons.grades import Judged
from crossbearing.model.grades import Confidence, Credibility, Grade, Likelihood, Reliability

AT = "2024-03-01T10:00:00+00:00"
TEXT = (
    " date 2024-02-10 An Il-76 with the registration RA-76502 flew from Moscow to Tehran on 8 February, "
    "Radio Kama said. It landed in Baku on 9 February.\n"
)
AGAIN = " date 2024-02-11 An Il-76 with the registration RA-76502 flew from Moscow to Tehran on 8 February 2024.\n"


def judged_case(folder: Path) -> Path:
    """A case of one report with two claims, judged without any tracks."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "r.txt").write_text(TEXT, encoding="utf-8")
    with Case.new(folder / "c") as case:
        list(case.add([folder / "r.txt"]))
        case.run()
    return folder / "c"


def first(case: Case) -> str:
    return min(case.claims(), key=lambda claim: claim.start).id


def give(case: Case, of: str, by: str = "A. Reader", note: str = "", **parts: str) -> Grade:
    """Grade with parts as they are typed: source="B", information="2", likelihood="likely", confidence="low"."""
    kinds = {"source": Reliability, "information": Credibility, "likelihood": Likelihood, "confidence": Confidence}
    return case.grade(of, Judged(**{name: kinds[name](text) for name, text in parts.items()}), by, AT, note)


def add_report(case: Case, name: str, text: str, folder: Path) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    list(case.add([folder / name]))


def create_in(db: sqlite3.Connection) -> None:
    """The tables of an empty case."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)
