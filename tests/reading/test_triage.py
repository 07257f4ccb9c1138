"""Among many reports, those that can be tested come first, and nothing testable is let go at the first look."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from crossbearing.model.claims import Report
from crossbearing.reading import read_report
from crossbearing.reading.triage import checkable, may_be_testable
from crossbearing.world import load_world

DAY = date(2024, 2, 10)
EVAL = Path(__file__).resolve().parents[1] / "eval"


def ranked(text: str):
    report = Report("r", text, 0, DAY, DAY)
    return checkable(report, read_report(report, load_world()))


@pytest.mark.parametrize(
    "text",
    [
        "Un Il-76 s'est posé à Téhéran.",
        "The freighter left Baku on Monday.",
        "L'AVION A DÉCOLLÉ DE MOSCOU.",
        "RA-76502, an Ilyushin, was seen at Mehrabad airport.",
    ],
)
def test_a_movement_passes_the_first_look(text):
    assert may_be_testable(text)


@pytest.mark.parametrize("text", ["Le prix du blé a baissé de trois pour cent.", "Rain is due in the east.", ""])
def test_what_names_nothing_that_moves_does_not(text):
    assert not may_be_testable(text)


@pytest.mark.parametrize("folder", ["reading", "held"])
def test_no_exercise_with_a_testable_claim_is_let_go(folder):
    for path in sorted((EVAL / folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if any({"flights", "vessels"} & set(claim.get("checkable_by", ())) for claim in gold["claims"]):
            assert may_be_testable((EVAL / folder / "reports" / f"{path.stem}.txt").read_text(encoding="utf-8")), (
                path.stem
            )


def test_craft_place_and_window_are_the_reason():
    found = ranked("An Il-76 with the registration RA-76502 flew from Moscow to Tehran on 8 February 2024.")
    assert found is not None
    [one] = found.testable
    assert one.craft == ("RA-76502",)
    assert set(one.places) == {"Moscow", "Tehran"}
    assert one.when.start == date(2024, 2, 8)


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed in Tehran some time ago.",
        "An Il-76 landed on 8 February 2024.",
        "Something landed in Tehran on 8 February 2024.",
        "Iran and Russia signed an agreement in Tehran on 8 February 2024.",
    ],
)
def test_without_one_of_the_three_it_is_not_ranked(text):
    assert ranked(text) is None


def test_a_registration_is_worth_more_than_a_type():
    by_type = ranked("An Il-76 flew from Moscow to Tehran on 8 February 2024.")
    by_name = ranked("An Il-76 with the registration RA-76502 flew from Moscow to Tehran on 8 February 2024.")
    assert by_type is not None
    assert by_name is not None
    assert by_name.worth > by_type.worth
