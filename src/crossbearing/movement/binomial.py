"""Exact binomial figures without a statistics library: tails, bounds and tests by sums and bisection.

Sums run in logarithms, so that a thousand trials neither overflow nor vanish.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

# One-sided confidence of every lower bound printed in a verdict; the usual 95 %.
CONFIDENCE = 0.95
# Sixty halvings bring an interval of length 1 below the spacing of doubles near 1.
HALVINGS = 60


def at_least(k: int, n: int, p: float) -> float:
    """Return the probability of `k` or more successes in `n` independent trials of chance `p`."""
    if k <= 0:
        return 1.0
    if k > n or p <= 0.0:
        return 0.0
    if p >= 1.0:
        return 1.0
    return min(1.0, math.fsum(_exactly(i, n, p) for i in range(k, n + 1)))


def at_most(k: int, n: int, p: float) -> float:
    """Return the probability of `k` or fewer successes in `n` independent trials of chance `p`."""
    return at_least(n - k, n, 1.0 - p)


@lru_cache(maxsize=4096)
def lower_bound(k: int, n: int, confidence: float = CONFIDENCE) -> float:
    """Return the one-sided Clopper-Pearson lower bound of a chance seen `k` times in `n` trials; 0 for k = 0.

    Source: Clopper & Pearson 1934; the bound is the p at which `k` or more successes have probability 1 - confidence.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} successes in {n} trials")
    if k == 0:
        return 0.0
    return _bisect(lambda p: at_least(k, n, p) < 1.0 - confidence)


def upper_bound(k: int, n: int, confidence: float = CONFIDENCE) -> float:
    """Return the one-sided Clopper-Pearson upper bound of a chance seen `k` times in `n` trials; 1 for k = n."""
    return 1.0 - lower_bound(n - k, n, confidence)


def _exactly(k: int, n: int, p: float) -> float:
    log_ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return math.exp(log_ways + k * math.log(p) + (n - k) * math.log1p(-p))


def _bisect(below: Callable[[float], bool]) -> float:
    """Return the largest p for which `below` still holds; `below` holds at 0 and stops holding once."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if below(middle) else (low, middle)
    return low
