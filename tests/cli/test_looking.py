"""Coverage, traffic and maps from the command line: lines out, drawings to files, and one clear line when not."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from crossbearing import cli
from crossbearing.case.questions import seen as what_was_seen
from crossbearing.errors import InputError
from raw import small_inputs


@pytest.fixture(scope="module")
def tracks(tmp_path_factory):
    return small_inputs(tmp_path_factory.mktemp("inputs") / "in")


@pytest.fixture(scope="module")
def looked(tracks):
    return what_was_seen.look([tracks], lambda *_: None)


@pytest.fixture
def crossbearing(tracks, looked, monkeypatch, capsys):
    """Run a command on the tracks, which are read once for all tests; return what went out and what was noted."""
    monkeypatch.setattr(what_was_seen, "look", lambda *_: looked)

    def run(command: str, *arguments: object):
        cli.app([command, str(tracks), *map(str, arguments)], exit_on_error=False, result_action="return_value")
        return capsys.readouterr()

    return run


def test_coverage_answers_in_one_line_with_k_of_n_and_how_pooled(crossbearing):
    result = crossbearing("coverage", "--at", "UUWW", "--between", "06:00-14:00")

    (line,) = map(json.loads, result.out.splitlines())
    assert (line["type"], line["airports"], line["band"], line["between"]) == (
        "coverage",
        ["UUWW"],
        "low",
        ["06:00", "14:00"],
    )
    assert 0 <= line["k"] <= line["n"]
    assert line["pooled"] in line["steps"]
    assert line["sentence"] in result.err


def test_coverage_prints_and_draws_cells(crossbearing, tmp_path):
    result = crossbearing("coverage", "--band", "cruise", "-o", tmp_path / "cells.svg")

    cells = [json.loads(line) for line in result.out.splitlines()]
    assert {cell["type"] for cell in cells} == {"coverage_cell"}
    assert all(cell["heard"] <= cell["trials"] for cell in cells)
    assert ElementTree.parse(tmp_path / "cells.svg").getroot().tag.endswith("svg")


def test_hours_say_what_the_archive_holds(crossbearing):
    lines = [json.loads(line) for line in crossbearing("coverage", "--hours").out.splitlines()]

    assert {line["type"] for line in lines} == {"hours"}
    assert {line["state"] for line in lines} <= {"whole", "partial", "missing", "quiet"}


def test_traffic_prints_the_answer_and_the_days_in_french_too(crossbearing, tmp_path):
    result = crossbearing(
        "traffic", "--from-place", "Tehran", "--to-place", "UUWW", "--language", "fr", "-o", tmp_path / "t.html"
    )

    told, *days = [json.loads(line) for line in result.out.splitlines()]
    assert (told["type"], told["n"], told["arrivals"]) == ("traffic", 1, ["UUWW"])
    assert "vols du" in told["sentence"]
    assert {day["type"] for day in days} == {"traffic_day"}
    assert sum(day["n"] for day in days) == 1
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "vols par jour" in page


@pytest.mark.parametrize("kind", [(), ("--tracks",), ("--prism", "15-2299@2024-02-10T16:00..2024-02-11T00:00")])
def test_maps_are_drawn(crossbearing, tmp_path, kind):
    result = crossbearing("map", *kind, "-o", tmp_path / "map.svg")

    assert "wrote" in result.err
    assert ElementTree.parse(tmp_path / "map.svg").getroot().tag.endswith("svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("coverage", "--at", "Nowhereville"), "--at"),
        (("coverage", "--at", "UUWW", "--between", "6 to 9"), "--between"),
        (("coverage", "--at", "UUWW", "--on", "yesterday"), "--on"),
        (("coverage", "--at", "UUWW", "--band", "cruise"), "--band"),
        (("traffic",), "no place is named"),
        (("traffic", "--to-place", "UUWW", "--fleet", "Nobody Air"), "--fleet"),
        (("map", "-o", "map.gif"), "map.gif"),
        (("map", "-o", "map.svg", "--tracks", "--coverage"), "several kinds"),
        (("map", "-o", "map.svg", "--craft", "XX-XXX"), "--craft"),
        (("map", "-o", "map.svg", "--prism", "EP-GOX"), "--prism"),
    ],
)
def test_what_cannot_be_used_is_said_on_one_line(crossbearing, arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(InputError) as raised:
        crossbearing(*arguments)

    assert said in str(raised.value)
    assert "hint" in str(raised.value)


def test_files_and_a_case_of_them_show_the_same(tracks, looked, tmp_path):
    from crossbearing.case import Case

    with Case.new(tmp_path / "case") as case:
        list(case.add([tracks]))
    of_case = what_was_seen.look([tmp_path / "case"], lambda *_: None)

    assert of_case.flights.equals(looked.flights)
    assert of_case.hours.equals(looked.hours)
