"""Exact figures of Poisson counts and of two-by-two tables, by sums in logarithms and bisection."""

from __future__ import annotations

import math
from collections.abc import Callable

from crossbearing.movement.binomial import HALVINGS

# Two-sided intervals of 95 % leave this much on either side.
TAIL = 0.025


def rate_bounds(n: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the mean of a Poisson count (Garwood 1936)."""
    widest = 2.0 * n + 20.0
    low = 0.0 if n == 0 else _bisect(lambda mean: 1.0 - _at_most(n - 1, mean) < TAIL, widest)
    return low, _bisect(lambda mean: _at_most(n, mean) > TAIL, widest)


def spread_bounds(n: int, dispersion: float) -> tuple[float, float]:
    """Return the 95 % interval of the mean of a count whose variance is so many times that of a Poisson count.

    A count of n then tells as much as one of n / dispersion; rounded down, so that the interval is not too narrow.
    """
    scale = max(1.0, dispersion)
    low, high = rate_bounds(int(n / scale))
    return min(low * scale, float(n)), max(high * scale, float(n))


def _at_most(n: int, mean: float) -> float:
    if mean <= 0.0:
        return 1.0
    return min(1.0, math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(n + 1)))


def odds_ratio(
    before: int, after: int, other_before: int, other_after: int
) -> tuple[float, float, float, float, float]:
    """Return the ratio of two before-after ratios, its exact 95 % interval, and the chances of a rise and of a fall.

    All counts conditional on the margins (Fisher's exact test; interval by Cornfield 1956). Infinite where the ratio
    has nothing to stand on.
    """
    total, mine, late = before + after + other_before + other_after, before + after, after + other_after
    ways = [(a, _log_ways(mine, a) + _log_ways(total - mine, late - a)) for a in _support(total, mine, late)]
    rise, fall = _tail(ways, 0.0, after, True), _tail(ways, 0.0, after, False)
    low = _bisect_log(lambda log: _tail(ways, log, after, True) < TAIL) if after > ways[0][0] else 0.0
    high = _bisect_log(lambda log: _tail(ways, log, after, False) > TAIL) if after < ways[-1][0] else math.inf
    divisor = before * other_after
    return (after * other_before / divisor if divisor else math.inf), low, high, rise, fall


def _support(total: int, mine: int, late: int) -> range:
    return range(max(0, late - (total - mine)), min(mine, late) + 1)


def _log_ways(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _tail(ways: list[tuple[int, float]], log_odds: float, at: int, above: bool) -> float:
    """The chance of a count at least (or at most) `at` when the true ratio has this logarithm."""
    weights = [(a, log + a * log_odds) for a, log in ways]
    top = max(weight for _, weight in weights)
    whole = math.fsum(math.exp(weight - top) for _, weight in weights)
    return math.fsum(math.exp(w - top) for a, w in weights if (a >= at if above else a <= at)) / whole


def _bisect(below: Callable[[float], bool], high: float) -> float:
    low = 0.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if below(middle) else (low, middle)
    return low


def _bisect_log(below: Callable[[float], bool]) -> float:
    """Bisection between ratios of exp(-20) and exp(20)."""
    return math.exp(_bisect(lambda shifted: below(shifted - 20.0), 40.0) - 20.0)
