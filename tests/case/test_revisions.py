"""What a claim was answered is never forgotten, and an answer that is out of date says so and why."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.judged import AGAIN, AT, add_report, create_in, first, judged_case
from crossbearing.case import Case, inputs
from crossbearing.case.persons.matters import docket
from crossbearing.case.revisions import keep_revisions, stored_revisions
from crossbearing.case.stages import intake
from crossbearing.model.claims import Claim, Kind
from crossbearing.model.verdicts import Outcome, Verdict


@pytest.fixture
def folder(tmp_path):
    return judged_case(tmp_path)


def keys(case: Case) -> list[str]:
    return [phrase.key for phrase in case.staleness()]


def test_a_case_that_was_run_is_up_to_date_and_one_that_was_not_says_so(folder, tmp_path):
    with Case(folder) as case:
        assert case.staleness() == ()
    with Case.new(tmp_path / "new") as case:
        assert keys(case) == ["stale.never"]


def test_a_new_exhibit_makes_the_verdicts_stale_until_the_next_run(folder, tmp_path):
    with Case(folder) as case:
        add_report(case, "again.txt", AGAIN, tmp_path)
        (why,) = case.staleness()
        assert why.key == "stale.exhibit"
        assert dict(why.values)["name"] == "again.txt"
        assert "judgement" in case.run()
        assert case.staleness() == ()


def test_corrections_words_on_pairs_and_a_date_said_anew_make_stale(folder, tmp_path):
    with Case(folder) as case:
        one, other = (claim.id for claim in case.claims())
        case.correct(one, "stance", '"hedged"', "A. Reader")
        case.tie(one, other, False, "A. Reader")
        list(case.add([tmp_path / "r.txt"], published="2024-02-11"))
        assert keys(case) == ["stale.described", "stale.corrections", "stale.ties"]
        case.run()
        assert case.staleness() == ()


def test_another_version_of_the_program_makes_stale(folder, monkeypatch):
    monkeypatch.setattr(inputs, "tool_fingerprint", lambda: "9.9+000000000000")
    with Case(folder) as case:
        (why,) = case.staleness()
        assert why.key == "stale.version"
        assert dict(why.values)["now"] == "9.9+000000000000"


def test_a_case_of_before_changes_were_written_down_says_so(folder):
    with Case(folder) as case:
        case._room.db.execute("DROP TABLE judgements")
        assert keys(case) == ["stale.unrecorded"]
        case.run()
        assert case.staleness() == ()


def test_every_claim_has_its_first_answer_and_each_change_its_reason(folder):
    with Case(folder) as case:
        claim = first(case)
        assert [(one.was, one.now.verdict) for one in case.revisions() if one.claim == claim] == [
            (None, Outcome.UNTESTED)
        ]
        case.correct(claim, "kind", '"agreement"', "A. Reader")
        case.correct(claim, "checkable_by", "[]", "A. Reader")
        case.run()
        *_, last = (one for one in case.revisions() if one.claim == claim)
        assert (last.was.verdict, last.now.verdict) == (Outcome.UNTESTED, Outcome.NOT_CHECKABLE)
        assert [phrase.key for phrase in last.because] == ["stale.corrections"]
        assert case.verify() == []


def test_a_run_without_a_change_writes_nothing_down(folder, tmp_path):
    with Case(folder) as case:
        before = case.revisions()
        case.run()
        add_report(case, "again.txt", AGAIN, tmp_path)
        case.run()
        assert case.revisions()[: len(before)] == before
        assert {one.was for one in case.revisions()} == {None}


def test_a_claim_taken_out_and_put_back_keeps_its_history(folder):
    with Case(folder) as case:
        claim = first(case)
        for value in ("true", "false"):
            case.correct(claim, "dropped", value, "A. Reader")
            case.run()
        told = [(one.was and one.was.verdict, one.now and one.now.verdict) for one in case.revisions()]
        assert told[-2:] == [(Outcome.UNTESTED, None), (None, Outcome.UNTESTED)]


def test_no_entry_of_the_history_can_be_changed(folder):
    with Case(folder) as case, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        case._room.db.execute("UPDATE revisions SET json = '{}'")


def test_a_page_rejected_for_want_of_its_reader_is_read_once_the_reader_is_there(tmp_path, monkeypatch):
    from crossbearing.errors import InputError

    page = tmp_path / "p.txt"
    page.write_text(" date 2024-02-10 An Il-76 landed in Tehran on 8 February.\n", encoding="utf-8")
    real, there = intake.read_exhibit, [False]

    def reading(*given, **told):
        if not there[0]:
            raise InputError("p.txt", "web pages are read by trafilatura, which is not installed", "install it")
        yield from real(*given, **told)

    monkeypatch.setattr(intake, "read_exhibit", reading)
    for module in (intake, inputs):
        monkeypatch.setattr(module, "installed_readers", lambda: ("trafilatura",) if there[0] else ())
    with Case.new(tmp_path / "c") as case:
        list(case.add([page]))
        case.run()
        assert case.rejects().height == 1
        assert case.run() == []
        there[0] = True
        assert keys(case) == ["stale.readers"]
        case.run()
        assert (case.rejects().height, len(case.claims())) == (0, 1)
        assert case.staleness() == ()
        assert case.run() == []


OUTCOMES = st.sampled_from([None, Outcome.UNTESTED, Outcome.SUPPORTED, Outcome.NO_TRACE])


@given(st.lists(st.tuples(OUTCOMES, OUTCOMES, OUTCOMES), min_size=1, max_size=6))
def test_the_ledger_tells_every_answer_there_ever_was_and_no_change_that_was_none(judgements):
    """Each judgement answers three claims, or has lost some of them; the rows are a chain from answer to answer."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    create_in(db)
    said: dict[str, list[Outcome | None]] = {}
    for answers in judgements:
        now = {f"c-{n}": outcome for n, outcome in enumerate(answers) if outcome is not None}
        claims = [Claim(name, "r", int(name[-1]), 9, "x", Kind.FLIGHT) for name in now]
        verdicts = [Verdict(name, outcome) for name, outcome in now.items()]
        keep_revisions(db, docket(claims, [], verdicts, []), verdicts, (), "1", AT)
        for name in {*said, *now}:
            told = said.setdefault(name, [])
            if (told or [None])[-1] != now.get(name):
                told.append(now.get(name))
    rows = stored_revisions(db, docket([], [], [], []))
    assert [one.number for one in rows] == list(range(1, len(rows) + 1))
    for name, told in said.items():
        own = [one for one in rows if one.of.claim == name]
        assert [one.now and one.now.verdict for one in own] == told
        assert [one.was and one.was.verdict for one in own] == [None, *told][: len(told)]
