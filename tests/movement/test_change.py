"""On which day a rate changed, and how often chance alone looks like it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.change import chance_at, change_of


def steps(*parts: tuple[int, int, int]) -> np.ndarray:
    """Days with so many flights every so many days: (days, every, flights)."""
    return np.concatenate([[n if day % every == 0 else 0 for day in range(days)] for days, every, n in parts])


def test_a_clear_rise_is_found_on_its_day():
    counts = steps((56, 14, 1), (56, 2, 1))
    found = change_of(counts, np.ones(112))

    assert abs(found.day - 56) <= 2
    assert found.first <= 56 <= found.last
    assert found.p < 0.01


def test_a_steady_rate_shows_no_change():
    assert change_of(steps((112, 3, 1)), np.ones(112)).p > 0.2


def test_a_fall_is_a_change_too():
    assert change_of(steps((56, 1, 2), (56, 7, 1)), np.ones(112)).p < 0.01


def test_days_not_held_are_no_fall():
    counts = steps((112, 2, 1))
    exposures = np.ones(112)
    counts[60:90], exposures[60:90] = 0, 0.0

    assert change_of(counts, exposures).p > 0.2


def test_better_coverage_alone_is_no_rise():
    counts, exposures = steps((84, 4, 1), (84, 2, 1)), np.repeat([0.5, 1.0], 84)

    assert change_of(counts, exposures).p > 0.2
    assert change_of(counts, np.ones(168)).p < 0.05


def test_nothing_seen_or_one_day_alone_gives_no_change():
    assert change_of(np.zeros(60, dtype=np.int64), np.ones(60)) is None
    assert change_of(np.ones(3, dtype=np.int64), np.ones(3)) is None


def test_the_same_series_gives_the_same_answer():
    counts = steps((40, 5, 1), (40, 3, 2))

    assert change_of(counts, np.ones(80)) == change_of(counts, np.ones(80))


def test_a_day_named_beforehand_needs_less_than_one_looked_for():
    counts = steps((56, 7, 1), (56, 4, 1))

    assert chance_at(counts, np.ones(112), 56) <= change_of(counts, np.ones(112)).p


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=5, max_size=80), st.integers(0, 10**6))
def test_any_series_gives_an_interval_round_its_day_and_a_chance(counts: list[int], seed: int):
    exposures = np.random.default_rng(seed).choice([0.0, 0.5, 1.0], len(counts))
    found = change_of(np.array(counts), exposures)

    if found is not None:
        assert 0 <= found.first <= found.last < len(counts)
        assert 0.0 < found.p <= 1.0
        assert found.dispersion >= 1.0


def series(kind: str, rate: float, days: int, rng: np.random.Generator) -> np.ndarray:
    """A series whose rate never changes: of a steady rhythm, of a week's rhythm, of good and bad days."""
    week = np.array([1.4, 1.3, 1.2, 1.1, 1.2, 0.5, 0.3])[np.arange(days) % 7]
    each = {"even": np.ones(days), "week": week / week.mean(), "uneven": rng.gamma(1.0, 1.0, days)}[kind]
    return rng.poisson(rate * each)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["even", "week", "uneven"])
def test_chance_alone_is_called_a_change_in_one_flat_series_of_twenty(kind: str):
    rng = np.random.default_rng(11)
    found = [change_of(series(kind, 0.5, 182, rng), np.ones(182)) for _ in range(400)]

    assert 0.02 <= np.mean([one.p <= 0.05 for one in found]) <= 0.08
