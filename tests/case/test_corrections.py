"""What a person says against a reading counts, stays, is signed, and hides nothing."""

from __future__ import annotations

import json
import sqlite3

import pytest

from crossbearing.case import Case
from crossbearing.case.persons.corrections import corrected, value_of
from crossbearing.errors import InputError
from crossbearing.model.claims import Kind, Stance
from crossbearing.model.corrections import Correction

TEXT = (
    " date 2024-02-10 An Il-76 with the registration RA-76502 flew from Moscow to Tehran on 8 February, "
    "Radio Kama said. It landed in Baku on 9 February.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    with Case.new(tmp_path / "c") as case:
        list(case.add([tmp_path / "r.txt"]))
        case.run()
    return tmp_path / "c"


def first(case: Case):
    return min(case.claims(), key=lambda claim: claim.start)


def test_a_correction_counts_and_the_machines_reading_stays(folder):
    with Case(folder) as case:
        claim = first(case)
        made = case.correct(claim.id, "stance", '"hedged"', "A. Reader", "the headline says may")
        assert "judgement" in case.run()
        assert first(case).stance is Stance.HEDGED
        assert case.machine_claims()[0].stance is Stance.ATTRIBUTED
        assert (made.was, made.value, made.by, made.number) == ('"attributed"', '"hedged"', "A. Reader", 1)
        assert made.at.endswith("+00:00")
        assert case.run() == []
        assert case.verify() == []


def test_what_is_no_claim_is_not_tested_and_can_come_back(folder):
    with Case(folder) as case:
        claim, before = first(case), len(case.claims())
        case.correct(claim.id, "dropped", "true", "A. Reader")
        case.run()
        assert claim.id not in {one.id for one in case.claims()}
        assert claim.id not in {verdict.claim for verdict in case.verdicts()}
        assert claim.id in {one.id for one in case.machine_claims()}
        case.correct(claim.id, "dropped", "false", "B. Reader")
        case.run()
        assert len(case.claims()) == before
        assert [one.by for one in case.corrections()] == ["A. Reader", "B. Reader"]


def test_a_later_correction_stands_beside_the_earlier_one(folder):
    with Case(folder) as case:
        claim = first(case)
        case.correct(claim.id, "stance", '"hedged"', "A. Reader")
        case.correct(claim.id, "stance", '"confirmed"', "B. Reader")
        case.run()
        assert first(case).stance is Stance.CONFIRMED
        assert [(one.was, one.value) for one in case.corrections()] == [
            ('"attributed"', '"hedged"'),
            ('"hedged"', '"confirmed"'),
        ]


def test_no_correction_can_be_changed_or_taken_out_of_the_case(folder):
    with Case(folder) as case:
        case.correct(first(case).id, "stance", '"hedged"', "A. Reader")
        for statement in ("UPDATE corrections SET \"by\" = 'x'", "DELETE FROM corrections"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                case._room.db.execute(statement)
        events = case._room.db.execute("SELECT detail FROM custody WHERE event = 'corrected'").fetchall()
        assert [json.loads(detail)["by"] for (detail,) in events] == ["A. Reader"]


def test_a_correction_survives_a_new_reading(folder):
    with Case(folder) as case:
        case.correct(first(case).id, "places", value_of("places", '[{"name":"Baku","role":"arrival"}]'), "A. Reader")
        case._room.db.execute("UPDATE readings SET key = 'of another version'")
        case.run()
        assert [place.name for place in first(case).places] == ["Baku"]


def test_a_correction_belongs_to_its_characters_whatever_the_claim_is_called_now(folder):
    with Case(folder) as case:
        claim = first(case)
        made = case.correct(claim.id, "kind", '"port_call"', "A. Reader")
        renamed = [Correction(**{**_fields(made), "claim": "c-000000000000"})]
        reports = _reports(case)
        [claims, [now]] = corrected(case.machine_claims(), reports, renamed)
        assert claims[0].kind is Kind.PORT_CALL
        assert now.claim == claim.id
        [claims, [gone]] = corrected([], reports, renamed)
        assert (claims, gone.claim) == ([], None)


def _fields(one: Correction) -> dict:
    return {name: getattr(one, name) for name in Correction.__slots__}


def _reports(case: Case):
    from crossbearing.case.stages.reading import stored_reports

    return stored_reports(case._room)


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("stance", "sure", "does not fit stance"),
        ("quote", "x", "no field that can be corrected"),
        ("places", '[{"name":"Baku","rôle":"arrival"}]', "does not fit places"),
        ("places", '[{"name":"Baku","role":"arrival","town":"x"}]', "unknown town"),
        ("when", "yesterday", "does not fit when"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(field, text, why):
    with pytest.raises(InputError, match=why):
        value_of(field, text)


def test_values_are_typed_as_they_are_printed():
    assert value_of("stance", "hedged") == '"hedged"'
    assert value_of("attribution", "a pilot, Radio Kama") == '["a pilot","Radio Kama"]'
    assert json.loads(value_of("when", '{"start":"2024-02-08"}')) == {
        "start": "2024-02-08",
        "end": None,
        "rolling": False,
    }


def test_a_correction_is_signed_and_of_a_claim_that_was_read(folder):
    with Case(folder) as case:
        with pytest.raises(InputError, match="signed"):
            case.correct(first(case).id, "stance", '"hedged"', " ")
        with pytest.raises(InputError, match="no claim of this id"):
            case.correct("c-000000000000", "stance", '"hedged"', "A. Reader")


def test_the_dossier_shows_both_readings(folder):
    with Case(folder) as case:
        ids = [claim.id for claim in sorted(case.claims(), key=lambda claim: claim.start)]
        case.correct(ids[0], "stance", '"hedged"', "A. <Reader>", "it may have")
        case.correct(ids[1], "dropped", "true", "B. Reader")
        case.run()
        page = case.dossier("en")
        french = case.dossier("fr")
    assert "A. &lt;Reader&gt;" in page
    assert "Firmness “attributed to a speaker” → “hedged" in page
    assert "Reason given: it may have" in page
    assert "this is no claim" in page
    assert "ce n&#39;est pas une affirmation" in french
