"""What a person says of two claims, the same or not, decides their proposition and outlives a new reading."""

from __future__ import annotations

import sqlite3

import pytest

from crossbearing.case import Case
from crossbearing.errors import InputError

FRENCH = " date 2024-02-10 Un Il-76 immatriculé RA-76502 a atterri à Damas le 8 février 2024.\n"
ENGLISH = " date 2024-02-11 An Il-76 with the registration RA-76502 landed in Damascus on 8 February 2024.\n"
OTHER = " date 2024-02-12 The cargo ship Rostov (IMO 9160994) left Latakia on 3 January 2024.\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("f", FRENCH), ("e", ENGLISH), ("o", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with Case.new(tmp_path / "c") as case:
        list(case.add([tmp_path / f"{name}.txt" for name in "feo"]))
        case.run()
    return tmp_path / "c"


def groups(case: Case) -> set[tuple[str, ...]]:
    """The propositions with more than one claim, by the reports of their claims."""
    reports = {claim.id: claim.report for claim in case.claims()}
    found = [tuple(sorted(reports[one] for one in finding.claims)) for finding in case.findings()]
    return {one for one in found if len(one) > 1}


def ids(case: Case) -> dict[str, str]:
    return {claim.report: claim.id for claim in case.claims()}


def test_a_person_parts_and_joins_and_the_latest_word_counts(folder):
    with Case(folder) as case:
        name = ids(case)
        assert groups(case) == {("e", "f")}
        case.tie(name["e"], name["f"], False, "A. Reader", "two planes")
        assert "judgement" in case.run()
        assert groups(case) == set()
        case.tie(name["e"], name["o"], True, "A. Reader")
        case.run()
        assert groups(case) == {("e", "o")}
        case.tie(name["f"], name["e"], True, "B. Reader")
        case.run()
        assert groups(case) == {("e", "f", "o")}
        assert [one.by for one in case.ties()] == ["A. Reader", "A. Reader", "B. Reader"]
        assert case.verify() == []


def test_a_word_on_two_claims_survives_a_new_reading_and_new_ids(folder):
    with Case(folder) as case:
        name = ids(case)
        case.tie(name["e"], name["f"], False, "A. Reader")
        case._room.db.execute("UPDATE readings SET key = 'of another version'")
        case.run()
        assert groups(case) == set()
        (tie,) = case.ties()
        assert {tie.one.claim, tie.other.claim} == {name["e"], name["f"]}


def test_claims_are_found_again_by_their_characters(folder):
    from dataclasses import replace

    from crossbearing.case.persons.ties import ties_now
    from crossbearing.case.stages.reading import stored_reports

    with Case(folder) as case:
        name = ids(case)
        tie = case.tie(name["e"], name["f"], False, "A. Reader")
        old = replace(tie, one=replace(tie.one, claim="c-of-old"))
        (now,) = ties_now([old], case.claims(), stored_reports(case._room))
        assert now.one.claim == name["e"]
        (gone,) = ties_now([old], [], stored_reports(case._room))
        assert (gone.one.claim, gone.other.claim) == (None, None)


def test_a_word_is_signed_names_two_claims_and_is_never_changed(folder):
    with Case(folder) as case:
        name = ids(case)
        with pytest.raises(InputError, match="signed"):
            case.tie(name["e"], name["f"], True, "")
        with pytest.raises(InputError, match="very same"):
            case.tie(name["e"], name["e"], True, "A. Reader")
        with pytest.raises(InputError, match="no claim of this id"):
            case.tie(name["e"], "c-0", True, "A. Reader")
        case.tie(name["e"], name["f"], True, "A. Reader")
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            case._room.db.execute("DELETE FROM ties")
