"""A small calibration run, pinned: two invented worlds, claims of every kind; a floor may rise."""

from __future__ import annotations

from types import ModuleType

import pytest

from benches import script

# Measured 2026-11 on this very draw, with a little room for checks that become more careful.
DECIDED_FLOOR = 0.85
COST_CEILING = 0.30
# Stays of craft that are heard nowhere near.
OUTSIDE_CEILING = 2


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return script("calibration")


@pytest.fixture(scope="module")
def answers(bench, tmp_path_factory: pytest.TempPathFactory):
    """Some two hundred claims about a plain and a rough world, with their verdicts."""
    folder, size, found = tmp_path_factory.mktemp("worlds"), bench.Size(aircraft=24, days=7, claims=4), []
    for physics in ("plain", "rough"):
        place, drawn = bench.made(folder, 1207, physics, size)
        witness = bench.witness_of((place / "tracks").glob("*.tar"), bench.load_world())
        found += bench.answered(place, physics, drawn, witness)[0]
    return found


def test_nothing_true_is_contradicted_and_nothing_false_supported(answers):
    assert [a.drawn.claims[-1] for a in answers if a.said == "contradicted" and a.drawn.true] == []
    assert [a.drawn.claims[-1] for a in answers if a.said == "supported" and not a.drawn.true] == []


def test_what_can_be_decided_is_decided(bench, answers):
    rates = bench.rates(answers)
    assert len(answers) > 150
    assert rates["decided"]["n"] > 20
    assert rates["decided"]["share"] >= DECIDED_FLOOR
    assert rates["cost"] <= min(COST_CEILING, rates["majority_cost"])


def test_true_numbers_lie_in_the_ranges_told(bench, answers):
    count = script("calibration_figures")
    outside = [a.drawn.claims[-1] for a in answers if count.has_range(a) and not count.inside(a)]
    assert len(outside) <= OUTSIDE_CEILING


def test_the_page_can_be_written_from_the_figures(bench, answers):
    found = bench.figures(answers, [(0.9, True), (0.4, False)], 1.0)
    asked = {"seeds": [1207], "physics": ["plain"], "traffic_seeds": [], "aircraft": 24, "days": 7, "claims": 4}
    page = bench.text({"asked": asked, **found, "traffic": []})
    assert "contradicted, though true" in page
    assert f"{len(answers)} claims" in page
