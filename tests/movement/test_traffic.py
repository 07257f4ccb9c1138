"""Whether a corridor saw more flights than before."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.traffic import corridor, rate_test


def test_four_in_ten_days_after_three_in_ninety_is_a_rise():
    test = rate_test(3, 90, 4, 10)

    assert test.p_rise == pytest.approx(0.0027, abs=0.0001)
    assert test.ratio == pytest.approx(12.0)
    assert test.ratio_low > 1


def test_two_against_two_decides_nothing():
    assert rate_test(2, 90, 2, 10).p_rise == pytest.approx(0.052, abs=0.001)


def test_nothing_on_either_side_decides_nothing():
    test = rate_test(0, 10, 0, 10)

    assert math.isnan(test.ratio)
    assert test.p_rise == 1.0
    assert test.p_fall == 1.0


def test_an_empty_period_cannot_be_compared():
    with pytest.raises(ValueError, match="must be positive"):
        rate_test(1, 0, 1, 10)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.5, 100), st.floats(0.5, 100))
def test_the_interval_holds_the_ratio_and_a_rise_mirrors_a_fall(before: int, after: int, days: float, more: float):
    test, mirrored = rate_test(before, days, after, more), rate_test(after, more, before, days)

    assert test.p_rise == pytest.approx(mirrored.p_fall, abs=1e-9)
    if before + after:
        assert test.ratio_low <= test.ratio * (1 + 1e-9)
        assert test.ratio <= test.ratio_high * (1 + 1e-9)


LEGS = pl.DataFrame(
    {
        "departure_airport": ["OIII", "OIIE", "OIII", "UUWW"],
        "arrival_airport": ["UUWW", "UUEE", "OSDI", "OIII"],
        "typecode": ["IL76", "B742", "IL76", "IL76"],
        "departed_at": [datetime(2024, 2, day, 22, tzinfo=UTC) for day in (10, 11, 11, 12)],
        "first_seen": [datetime(2024, 2, day, 22, tzinfo=UTC) for day in (10, 11, 11, 12)],
    }
)


def test_a_corridor_joins_the_airports_of_both_cities():
    assert corridor(LEGS, ["OIII", "OIIE"], ["UUWW", "UUEE"]).height == 2
    assert corridor(LEGS, ["OIII", "OIIE"], ["UUWW", "UUEE"], ["IL76"]).height == 1
    assert corridor(LEGS, [], ["OIII"]).height == 1
