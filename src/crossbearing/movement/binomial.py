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
# Tails of more terms than this are taken from the incomplete beta function; both agree to 1e-11 (a test).
SUMMED = 30
# The continued fraction ends when a step changes it by less than this, which takes some sqrt(n) steps.
STEP = 1e-15
MOST_STEPS = 100_000
TINY = 1e-300


def at_least(k: int, n: int, p: float) -> float:
    """Return the probability of `k` or more successes in `n` independent trials of chance `p`."""
    if k <= 0:
        return 1.0
    if k > n or p <= 0.0:
        return 0.0
    if p >= 1.0:
        return 1.0
    if n - k > SUMMED:
        return _incomplete_beta(k, n - k + 1, p)
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


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function by its continued fraction (Abramowitz & Stegun 26.5.8) after Lentz.

    For a = k and b = n - k + 1 it is the chance of k or more successes in n trials (26.5.24).
    """
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - _incomplete_beta(b, a, 1.0 - x)
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    c, d = 1.0, 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    found = d
    for m in range(1, MOST_STEPS):
        at = a + 2 * m
        term = m * (b - m) * x / ((at - 1.0) * at)
        # A divisor is kept away from zero; written out, for this is done millions of times.
        d, c = 1.0 + term * d, 1.0 + term / c
        d, c = 1.0 / (d if d > TINY or d < -TINY else TINY), c if c > TINY or c < -TINY else TINY
        found *= d * c
        term = -(a + m) * (a + b + m) * x / (at * (at + 1.0))
        d, c = 1.0 + term * d, 1.0 + term / c
        d, c = 1.0 / (d if d > TINY or d < -TINY else TINY), c if c > TINY or c < -TINY else TINY
        found *= d * c
        if abs(d * c - 1.0) < STEP:
            break
    return min(1.0, math.exp(scale) * found / a)


def _away(value: float) -> float:
    """A number kept away from zero, by which is divided next."""
    return value if abs(value) > TINY else TINY
