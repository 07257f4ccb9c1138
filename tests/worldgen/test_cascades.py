"""Invented copies are what they say they are, and the product tells them from independent reports."""

from __future__ import annotations

from itertools import combinations

from crossbearing.model.claims import Report
from crossbearing.reading import read_report, republications
from crossbearing.world import load_world
from crossbearing.worldgen.cascades import make_press
from crossbearing.worldgen.cascades.rewording import LEVELS

# Seeds on which no threshold was chosen.
HELD_OUT = (201, 202, 203)
# The figure measured on 30 other seeds is 0.95; three seeds alone vary by a few hundredths.
LEAST_F1 = 0.90


def test_the_same_seed_gives_the_same_press_and_another_another():
    assert make_press(5) == make_press(5)
    assert make_press(5) != make_press(6)


def test_every_cascade_has_one_original_and_nothing_is_published_before_it():
    press = make_press(7)
    for names in press.cascades().values():
        told = [one for one in press.reports if one.id in names]
        originals = [one for one in told if one.original]

        assert len(originals) == 1
        assert all(one.published >= originals[0].published for one in told)


def test_all_levels_of_rewording_and_both_languages_occur():
    told = [one for seed in range(4) for one in make_press(seed).reports]

    assert {one.level for one in told} == set(range(LEVELS + 1))
    assert {one.language for one in told} == {"en", "fr"}
    assert any(one.changed for one in told) and any(one.firmed for one in told)


def test_a_changed_number_stands_in_the_copy():
    for one in make_press(3).reports:
        for _, new in one.changed:
            assert str(new) in one.text


def test_no_gap_is_left_in_any_sentence():
    assert not any("{" in one.text or "}" in one.text for one in make_press(4).reports)


def test_copies_are_told_from_independent_reports_of_the_same_event():
    hits = wrong = missed = 0
    for seed in HELD_OUT:
        press = make_press(seed)
        reports = [Report(one.id, one.text, 0, one.published, one.published) for one in press.reports]
        readings = {one.id: read_report(one, load_world()) for one in reports}
        cascade = {one.id: one.cascade for one in press.reports}
        group = {one.id: one.id for one in reports}

        def root(name: str, group: dict[str, str] = group) -> str:
            while group[name] != name:
                name = group[name]
            return name

        for copy in republications(reports, readings):
            group[root(copy.report)] = root(copy.of)
        for one, other in combinations(cascade, 2):
            tied, right = root(one) == root(other), cascade[one] == cascade[other]
            hits, wrong, missed = hits + (tied and right), wrong + (tied and not right), missed + (right and not tied)

    assert 2 * hits / (2 * hits + wrong + missed) >= LEAST_F1
