"""Those concerned are asked, and what came back, or did not, stands beside the claim."""

from __future__ import annotations

from datetime import date

import pytest

from case.judged import AT, add_report, first, judged_case
from crossbearing.case import Case
from crossbearing.case.persons.replies import Told
from crossbearing.cli.judging import status
from crossbearing.errors import InputError

ASKED = Told(party="The ministry", asked_on=date(2024, 3, 1), channel="e-mail", deadline=date(2024, 3, 15))
TODAY = date(2024, 3, 20)


@pytest.fixture
def folder(tmp_path):
    return judged_case(tmp_path)


def test_an_answer_continues_the_question_and_both_are_kept(folder):
    with Case(folder) as case:
        claim = first(case)
        case.reply(claim, ASKED, "A. Reader", AT)
        told = Told(answered_on=date(2024, 3, 10), answer="We deny it.", assessment="No document was offered.")
        made = case.reply(claim, told, "B. Reader", AT, 1)
        assert (made.party, made.asked_on, made.channel, made.answer) == (
            "The ministry",
            date(2024, 3, 1),
            "e-mail",
            "We deny it.",
        )
        assert [(one.number, one.superseded_by, status(one, TODAY)) for one in case.replies()] == [
            (1, 2, "continued by 2"),
            (2, None, "answered"),
        ]
        assert case.verify() == []


def test_silence_is_told_with_the_day_on_which_it_lasted(folder):
    with Case(folder) as case:
        claim = first(case)
        asked = case.reply(claim, ASKED, "A. Reader", AT)
        assert status(asked, date(2024, 3, 2)) == "asked"
        assert status(asked, TODAY) == "no answer recorded, the deadline has passed"
        early = case.reply(claim, Told(silent_on=date(2024, 3, 5)), "A. Reader", AT, 1)
        assert status(early, TODAY) == "no answer yet"
        late = case.reply(claim, Told(silent_on=date(2024, 3, 16)), "A. Reader", AT, 2)
        assert status(late, TODAY) == "no answer by the deadline"
        answer = case.reply(claim, Told(answered_on=date(2024, 3, 20), answer="No."), "A. Reader", AT, 3)
        assert status(answer, TODAY) == "answered after the deadline"


def test_an_answer_may_be_an_exhibit_of_the_case(folder, tmp_path):
    with Case(folder) as case:
        add_report(case, "letter.txt", " date 2024-03-10 The ministry denies the flight.\n", tmp_path)
        sha = case._room.exhibits()[-1][0].sha256
        case.reply(first(case), ASKED, "A. Reader", AT)
        made = case.reply(first(case), Told(answered_on=date(2024, 3, 10), exhibit=sha[:8]), "A. Reader", AT, 1)
        assert made.exhibit == sha
        with pytest.raises(InputError, match="no single exhibit"):
            case.reply(first(case), Told(answered_on=date(2024, 3, 11), exhibit="ffffffff"), "A. Reader", AT, 2)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Told(asked_on=date(2024, 3, 1), channel="letter"), "--party"),
        (Told(party="X", channel="letter"), "--asked"),
        (Told(party="X", asked_on=date(2024, 3, 1)), "--channel"),
        (Told("X", date(2024, 3, 1), "letter", date(2024, 2, 1)), "before the day of asking"),
        (Told("X", date(2024, 3, 1), "letter", answer="No."), "no day of it"),
        (Told("X", date(2024, 3, 1), "letter", answered_on=date(2024, 3, 2)), "what was answered is missing"),
        (
            Told("X", date(2024, 3, 1), "letter", None, date(2024, 3, 2), "No.", silent_on=date(2024, 3, 3)),
            "an answer had come by then",
        ),
        (
            Told("X", date(2024, 3, 1), "letter", assessment="Likely false, with high confidence."),
            "a likelihood and a confidence",
        ),
    ],
)
def test_an_entry_without_its_parts_or_against_itself_is_refused(folder, told, why):
    with Case(folder) as case, pytest.raises(InputError, match=why):
        case.reply(first(case), told, "A. Reader", AT)


def test_only_an_entry_that_stands_and_is_of_the_same_thing_is_continued(folder):
    with Case(folder) as case:
        one, other = (claim.id for claim in case.claims())
        case.reply(one, ASKED, "A. Reader", AT)
        with pytest.raises(InputError, match="no entry 7"):
            case.reply(one, Told(), "A. Reader", AT, 7)
        with pytest.raises(InputError, match="is about"):
            case.reply(other, Told(), "A. Reader", AT, 1)
        case.reply(one, Told(silent_on=date(2024, 3, 16)), "A. Reader", AT, 1)
        with pytest.raises(InputError, match="continue entry 2"):
            case.reply(one, Told(silent_on=date(2024, 3, 17)), "A. Reader", AT, 1)
