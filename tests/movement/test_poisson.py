"""Exact intervals of counts, and two-by-two tables."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.poisson import odds_ratio, rate_bounds, spread_bounds


@pytest.mark.parametrize(
    ("n", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39), (100, 81.36, 121.63)]
)
def test_bounds_are_those_of_garwoods_table(n: int, low: float, high: float):
    assert rate_bounds(n) == pytest.approx((low, high), abs=0.01)


@given(st.integers(0, 300))
def test_a_count_lies_in_its_own_interval(n: int):
    low, high = rate_bounds(n)

    assert low <= n <= high


def test_over_dispersed_counts_have_wider_intervals():
    narrow, wide = rate_bounds(30), spread_bounds(30, 3.0)

    assert wide[0] < narrow[0] < 30 < narrow[1] < wide[1]
    assert spread_bounds(30, 0.5) == narrow


def test_fishers_tea_is_as_he_had_it():
    # Fisher 1935, chapter II: three of four cups right on either side, p = 17/70.
    _, _, _, rise, _ = odds_ratio(1, 3, 3, 1)

    assert rise == pytest.approx(17 / 70)


def test_two_corridors_that_rise_alike_have_a_ratio_of_one():
    ratio, low, high, rise, fall = odds_ratio(10, 20, 50, 100)

    assert ratio == pytest.approx(1.0)
    assert low < 1.0 < high
    assert min(rise, fall) > 0.3


def test_a_rise_from_nothing_has_no_upper_end():
    ratio, low, high, rise, _ = odds_ratio(0, 12, 50, 50)

    assert math.isinf(ratio)
    assert math.isinf(high)
    assert low > 1.0
    assert rise < 0.01
