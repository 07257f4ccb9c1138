"""A row of a person that was tampered with is found, whatever table it stands in."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.judged import AT, create_in, first, give, judged_case
from case.test_replies import ASKED
from crossbearing.case import Case
from crossbearing.case.ledger import custody
from crossbearing.case.persons.appended import append
from crossbearing.case.persons.recorded import recorded
from crossbearing.model.contract import encode


@pytest.fixture
def folder(tmp_path):
    path = judged_case(tmp_path)
    with Case(path) as case:
        one, other = (claim.id for claim in case.claims())
        give(case, one, source="B", note="seen by two")
        case.reply(one, ASKED, "A. Reader", AT)
        case.correct(one, "stance", '"hedged"', "A. Reader", "it may have")
        case.tie(one, other, False, "A. Reader")
        case.run()
        assert case.verify() == []
    return path


def faults(folder, *statements: str) -> list[str]:
    """What `verify` finds after somebody with a SQLite tool has removed the triggers and done this."""
    with Case(folder) as case:
        db = case._room.db
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        return [fault.where for fault in case.verify()]


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE grades SET json = replace(json, '\"B\"', '\"A\"')", "grades 1"),
        ("DELETE FROM grades", "grades 1"),
        ("INSERT INTO grades SELECT 2, json FROM grades", "grades 2"),
        ("UPDATE replies SET json = replace(json, 'ministry', 'embassy')", "replies 1"),
        ("UPDATE corrections SET note = 'it did'", "correction 1"),
        ("DELETE FROM corrections", "correction 1"),
        ("UPDATE corrections SET \"by\" = 'B. Reader'", "correction 1"),
        ("UPDATE ties SET json = replace(json, 'false', 'true')", "word on a pair of claims 1"),
        ("DELETE FROM revisions WHERE number = 1", "revisions 1 to 2"),
        ("UPDATE revisions SET json = replace(json, 'untested', 'supported')", "revisions 1 to 2"),
        ("UPDATE judgements SET json = replace(json, 'corrections', 'correction') WHERE number = 1", "judgements 1"),
        ("UPDATE exhibits SET published = '2020-01-01'", "exhibit r.txt"),
        ("UPDATE exhibits SET name = 'other.txt'", "exhibit other.txt"),
    ],
)
def test_a_tampered_row_is_found(folder, statement, where):
    found = faults(folder, statement)

    assert where in found


def test_a_row_and_its_line_in_the_log_changed_together_break_the_chain(folder):
    found = faults(
        folder,
        "UPDATE corrections SET \"by\" = 'B. Reader'",
        "UPDATE custody SET detail = replace(detail, 'A. Reader', 'B. Reader') WHERE event = 'corrected'",
    )

    assert any(where.startswith("custody line") for where in found)


def test_the_last_link_of_the_log_changes_with_every_word(folder):
    with Case(folder) as case:
        before = case.last_link()
        give(case, first(case), by="B. Reader", source="D")
        assert case.last_link()[0] == before[0] + 1
        assert case.last_link()[1] != before[1]


def test_a_case_whose_log_said_less_still_holds(folder):
    """Lines of earlier versions hold no hash of a pair and no date of an exhibit: what they hold is compared."""
    from crossbearing.case.persons.recorded import _compared

    rows = [{"event": "tied", "by": "A", "note": "", "sha256": "0"}]
    assert list(_compared("word", rows, [{"event": "tied", "by": "A", "note": ""}])) == []
    assert [fault.where for fault in _compared("word", rows, [{"event": "tied", "by": "B"}])] == ["word 1"]


def test_no_word_of_a_person_stands_in_the_log(folder):
    with Case(folder) as case:
        log = "".join(text for (text,) in case._room.db.execute("SELECT detail FROM custody"))
    for words in ("seen by two", "it may have", "The ministry", "e-mail"):
        assert words not in log


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5), st.integers(0, 4), st.text(max_size=20))
def test_any_change_of_any_row_is_found(rows, place, other):
    db = sqlite3.connect(":memory:", isolation_level=None)
    create_in(db)
    for text in rows:
        append(db, "grades", "graded", lambda _, text=text: text)
    assert list(recorded(db, custody(db))) == []
    place %= len(rows)
    for name in ("update", "delete"):
        db.execute(f"DROP TRIGGER grades_{name}")
    db.execute("UPDATE grades SET json = ? WHERE number = ?", (encode(other), place + 1))
    assert [fault.where for fault in recorded(db, custody(db))] == (
        [] if other == rows[place] else [f"grades {place + 1}"]
    )
