"""Exact bounds: the figures are those of tables of the Clopper-Pearson bound."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.binomial import at_least, at_most, lower_bound, upper_bound

COUNTS = st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k", "n", "bound"),
    [(10, 10, 0.741), (20, 20, 0.861), (28, 28, 0.899), (59, 59, 0.950), (57, 60, 0.876), (0, 5, 0.0)],
)
def test_lower_bounds_are_those_of_the_tables(k: int, n: int, bound: float):
    assert lower_bound(k, n) == pytest.approx(bound, abs=0.0006)


def test_fifty_eight_of_fifty_eight_do_not_prove_ninety_five_in_a_hundred():
    assert lower_bound(58, 58) < 0.95 <= lower_bound(59, 59)


@given(COUNTS)
def test_the_bound_lies_below_the_share_seen(counts: tuple[int, int]):
    k, n = counts
    assert 0.0 <= lower_bound(k, n) <= (k / n if n else 1.0) + 1e-12
    assert lower_bound(k, n) <= upper_bound(k, n)


@given(COUNTS, st.floats(0.01, 0.99))
def test_at_least_and_at_most_share_exactly_their_common_count(counts: tuple[int, int], p: float):
    k, n = counts
    assert at_least(k, n, p) + at_most(k - 1, n, p) == pytest.approx(1.0, abs=1e-9)


def test_more_successes_than_trials_are_refused():
    with pytest.raises(ValueError, match="6 successes"):
        lower_bound(6, 5)


@pytest.mark.parametrize(("k", "n"), [(40, 80), (1, 500), (300, 900), (59, 200), (5_000, 9_000)])
@pytest.mark.parametrize("p", [0.001, 0.2, 0.5, 0.55, 0.999])
def test_long_tails_by_the_incomplete_beta_are_the_sums(k: int, n: int, p: float):
    ways = (math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(k, n + 1))
    terms = (way + i * math.log(p) + (n - i) * math.log1p(-p) for i, way in enumerate(ways, k))
    summed = math.fsum(math.exp(term) for term in terms)

    assert at_least(k, n, p) == pytest.approx(summed, rel=1e-8, abs=1e-11)
