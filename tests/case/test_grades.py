"""A person's grade stands beside the verdict, is signed, and is never overwritten."""

from __future__ import annotations

import json
import sqlite3

import pytest

from case.judged import AGAIN, add_report, first, give, judged_case
from crossbearing.case import Case
from crossbearing.case.persons.grades import Judged
from crossbearing.errors import InputError
from crossbearing.model.grades import Basis, Credibility, Reliability, Target


@pytest.fixture
def folder(tmp_path):
    return judged_case(tmp_path)


def test_a_grade_is_kept_signed_and_changes_no_verdict(folder):
    with Case(folder) as case:
        before = case.verdicts()
        made = give(case, first(case), source="B", information="2", likelihood="likely", confidence="moderate")
        assert (made.number, made.by, made.source, made.matter.what) == (1, "A. Reader", "B", Target.CLAIM)
        assert case.run() == []
        assert case.verdicts() == before
        assert case.grades() == [made]
        assert case.verify() == []


def test_a_later_grade_of_the_same_person_supersedes_and_that_of_another_stands_beside(folder):
    with Case(folder) as case:
        claim = first(case)
        give(case, claim, source="B")
        give(case, claim, by="B. Reader", source="E")
        give(case, claim, source="C")
        assert [(one.by, one.source, one.superseded_by) for one in case.grades()] == [
            ("A. Reader", "B", 3),
            ("B. Reader", "E", None),
            ("A. Reader", "C", None),
        ]


def test_a_grade_can_be_taken_back_but_only_one_that_was_given(folder):
    with Case(folder) as case:
        with pytest.raises(InputError, match="no grade to take back"):
            give(case, first(case))
        give(case, first(case), source="B")
        give(case, first(case))
        assert [one.superseded_by for one in case.grades()] == [2, None]
        assert case.grades()[1].source is None


def test_what_is_not_judged_is_f_and_6_and_never_the_middle():
    assert Judged(source=Reliability.B).completed().information is Credibility.NOT_JUDGED
    assert Judged(information=Credibility.DOUBTFUL).completed().source is Reliability.F
    assert Judged().completed() == Judged()


def test_confirmed_by_other_sources_needs_two_independent_origins(folder):
    with Case(folder) as case, pytest.raises(InputError, match="2 independent origins are not known"):
        give(case, first(case), information="1")


def test_one_row_of_terms_holds_for_the_whole_case(folder):
    with Case(folder) as case:
        claims = [claim.id for claim in case.claims()]
        give(case, claims[0], likelihood="likely")
        with pytest.raises(InputError, match="say 'very likely'"):
            give(case, claims[1], likelihood="highly probable")
        give(case, claims[0], likelihood="highly probable")  # the only one that stood is superseded by it
        with pytest.raises(InputError, match="the other row of terms"):
            give(case, claims[0], likelihood="probable", note="It is unlikely that it was another one.")


def test_a_note_keeps_to_icd_203_and_its_words_stay_out_of_errors_and_log(folder):
    secret = "passport K1234567"
    with Case(folder) as case:
        with pytest.raises(InputError) as refused:
            give(case, first(case), source="B", note=f"{secret} is likely, with high confidence.")
        assert "K1234567" not in str(refused.value)
        give(case, first(case), source="B", note=secret)
        assert case.grades()[0].note == secret
        log = case._room.db.execute("SELECT group_concat(detail) FROM custody").fetchone()[0]
        assert "K1234567" not in log


def test_a_grade_is_of_something_and_by_somebody(folder):
    with Case(folder) as case:
        with pytest.raises(InputError, match="no claim or finding"):
            give(case, "c-0", source="B")
        with pytest.raises(InputError, match="--by"):
            give(case, first(case), by=" ", source="B")
        with pytest.raises(InputError, match="longer than"):
            give(case, first(case), source="B", note="x" * 2001)


def test_no_grade_can_be_changed_or_taken_out_of_the_case(folder):
    with Case(folder) as case:
        give(case, first(case), source="B")
        for statement in ("UPDATE grades SET json = '{}'", "DELETE FROM grades"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                case._room.db.execute(statement)
        (detail,) = case._room.db.execute("SELECT detail FROM custody WHERE event = 'graded'").fetchone()
        assert json.loads(detail)["by"] == "A. Reader"


def test_a_grade_of_a_proposition_follows_its_claims_until_they_are_taken_apart(folder, tmp_path):
    with Case(folder) as case:
        add_report(case, "again.txt", AGAIN, tmp_path)
        case.run()
        finding = next(one for one in case.findings() if len(one.claims) > 1)
        give(case, finding.id, source="B")
        assert case.grades()[0].matter.id == finding.id
        case.tie(*finding.claims, False, "A. Reader")
        case.run()
        matter = case.grades()[0].matter
        assert (matter.id, matter.basis, len(matter.claims)) == (None, Basis.GONE, 2)


def test_a_grade_outlives_a_new_reading_and_is_marked_once_the_verdict_is_another(folder):
    with Case(folder) as case:
        claim = first(case)
        give(case, claim, source="B")
        assert case.grades()[0].matter.basis is Basis.SAME
        case._room.db.execute("UPDATE readings SET key = 'of another version'")
        case.correct(claim, "kind", '"agreement"', "A. Reader")
        case.run()
        assert case.grades()[0].matter.basis is Basis.GROUNDS
        case.correct(claim, "checkable_by", "[]", "A. Reader")
        case.run()
        assert case.grades()[0].matter.basis is Basis.VERDICT
        case.correct(claim, "dropped", "true", "A. Reader")
        case.run()
        assert case.grades()[0].matter.basis is Basis.GONE
        assert case.verify() == []


def test_a_grade_belongs_to_its_characters_whatever_the_claim_is_called_now(folder):
    from dataclasses import replace

    from crossbearing.case.persons.matters import now

    with Case(folder) as case:
        claim = first(case)
        matter = give(case, claim, source="B").matter
        renamed = replace(matter, claims=(replace(matter.claims[0], claim="c-of-old"),))
        assert now(renamed, case._docket()).id == claim
