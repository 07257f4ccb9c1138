"""`crossbearing count`: one answer, whoever asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.case.questions.counts import Asked, airports_of, count_answer
from crossbearing.case.questions.moving import movements
from crossbearing.case.questions.seen import Seen, look
from crossbearing.case.stages.judgement import witness
from crossbearing.errors import InputError
from crossbearing.model.counts import CountTotal, CraftCount, ShownStay, SilenceTold
from crossbearing.movement.identified import Apart
from raw import small_inputs


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """One Il-76 that flies to Moscow and back."""
    folder = small_inputs(tmp_path_factory.mktemp("count") / "in")
    return look([folder], lambda stage, done, total: None)


def total(seen: Seen, fleet: str, place: str, **more: object) -> CountTotal:
    last = count_answer(seen, Asked(fleet, place, **({"within": "10d"} | more)))[-1]
    assert isinstance(last, CountTotal)
    return last


def name_of(seen: Seen) -> str:
    return str(seen.airframes["registration"].drop_nulls()[0])


def test_a_craft_is_counted_by_any_of_its_names(seen: Seen) -> None:
    craft = str(seen.flights["craft"][0])
    found = [total(seen, name, "Moscow") for name in (name_of(seen), craft, craft.removeprefix("icao24:"), "Il-76")]
    assert {(one.n_min, one.crafts) for one in found} == {(1, 1)}
    assert all(one.busiest and one.members and one.n_min <= one.n_max <= one.n_most for one in found)


def test_the_reasons_reach_down_to_rows(seen: Seen) -> None:
    lines = count_answer(seen, Asked(name_of(seen), "Moscow", "10d", why=True))
    (stay,) = (line for line in lines if isinstance(line, ShownStay))
    (craft,) = (line for line in lines if isinstance(line, CraftCount))
    assert stay.rows and all(row.count("#") == 2 for row in stay.rows)
    assert craft.stays == stay.ids
    silences = [line for line in lines if isinstance(line, SilenceTold)]
    assert silences and all(line.because and line.airport for line in silences)
    assert sum(line.fits for line in silences) + craft.n_min == craft.n_most


def test_the_windows_asked_for_are_the_days_named(seen: Seen) -> None:
    found = total(seen, "Il-76", "Moscow", within="2d", until="2024-02-11")
    assert (found.start, found.end, found.busiest) == ("2024-02-10T00:00:00Z", "2024-02-12T00:00:00Z", False)
    named = total(seen, "Il-76", "Moscow", within=None, first="2024-02-10", last="2024-02-11")
    assert (named.start, named.end) == (found.start, found.end)


def test_a_point_with_a_radius_is_a_place(seen: Seen) -> None:
    assert "UUWW" in airports_of(seen, "55.6, 37.3, 30 km")


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        (Asked("Ruritania", "Moscow", "10d"), "--fleet"), (Asked("Il-76", "Nowhere at all", "10d"), "--place"),
        (Asked("Il-76", "Moscow", "soon"), "--within"), (Asked("Il-76", "Moscow"), "count"),
        (Asked("Il-76", "Moscow", first="2024-02-11", last="2024-02-10"), "--to"),
        (Asked("Il-76", "Moscow", "99999999999d"), "--within"),
        (Asked("Il-76", "Moscow", "10d", first="9999-12-30"), "--from"),
        (Asked("Il-76", "Moscow", "10d", until="0001-01-01"), "--until"),
    ],
)  # fmt: skip
def test_an_argument_that_means_nothing_is_refused_by_name(seen: Seen, asked: Asked, where: str) -> None:
    with pytest.raises(InputError) as refused:
        count_answer(seen, asked)
    assert refused.value.where == where


LOG = """author,kind,registration,place,start,end
A. Spotter,photo,15-2299,UUEE,2024-02-14T10:00Z,2024-02-14T11:00Z
A. Spotter,photo,15-9999,UUEE,2024-02-14T10:00Z,2024-02-14T11:00Z
"""


@pytest.fixture(scope="module")
def photographed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same, seen once more at Moscow by a spotter who reads registrations; as files and as a case."""
    base = tmp_path_factory.mktemp("photographed")
    files = small_inputs(base / "in")
    (files / "log.csv").write_text(LOG, encoding="utf-8")
    with Case.new(base / "case") as case:
        list(case.add([files]))
    return files, base / "case"


def test_a_registration_in_a_log_is_a_stay_of_the_craft_that_bore_it(photographed: tuple[Path, Path]) -> None:
    both = [look([path], lambda *_: None) for path in photographed]
    for one in both:
        found = total(one, "15-2299", "Moscow")
        assert (found.n_min, found.crafts) == (2, 1)
        assert [apart.registration for apart in one.apart] == ["15-9999"], "nobody is known to bear it"
    assert both[0].visits["id"].to_list() == both[1].visits["id"].to_list()


def test_files_case_count_and_judgement_know_the_same_stays(photographed: tuple[Path, Path]) -> None:
    files, folder = photographed
    shown = look([files], lambda *_: None).visits.filter("shown")["id"].to_list()
    told, _ = movements([files], "visits", lambda *_: None)
    with Case(folder) as case:
        case.run()
        stored, judged = case.table("visits"), witness(case._room)
    assert told["id"].to_list() == shown
    assert stored.filter("shown")["id"].to_list() == shown
    assert judged.visits.equals(stored)
    assert judged.observed["craft"].drop_nulls().to_list() == ["icao24:730c99"]


def test_a_registration_that_two_craft_bear_counts_for_neither_and_is_said(seen: Seen) -> None:
    craft = str(seen.flights["craft"][0])
    start, end = seen.flights["first_seen"][0], seen.flights["last_seen"][0]
    twice = replace(seen, apart=(Apart("si", "15-2299", "UUEE", start, end, (craft, "icao24:730c9a")),))
    [apart] = total(twice, craft, "Moscow").apart
    assert apart.crafts == (craft, "icao24:730c9a")
    assert total(twice, craft, "Moscow").n_min == total(seen, craft, "Moscow").n_min
