"""How many legs a corridor saw per day, and whether that changed: an exact test and a rate ratio with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from crossbearing.movement.binomial import at_least, at_most, lower_bound, upper_bound

# A rise is called one only when chance alone would give it less often than once in a hundred.
SIGNIFICANCE = 0.01


@dataclass(frozen=True, slots=True)
class RateTest:
    """Legs before and after a date: counts, days, the rate ratio after/before with its 95 % interval, and the chance
    of a rise (or fall) as large if nothing had changed. The ratio is infinite where nothing was seen before."""

    before: int
    before_days: float
    after: int
    after_days: float
    ratio: float
    ratio_low: float
    ratio_high: float
    p_rise: float
    p_fall: float


def corridor(
    flights: pl.DataFrame, departures: Sequence[str], arrivals: Sequence[str], typecodes: Sequence[str] = ()
) -> pl.DataFrame:
    """Return the shown legs from one set of airports to another, of these types if any are given.

    An empty set of airports stands for all.
    """
    legs = flights.filter(pl.col("departure_airport").is_in(list(departures))) if departures else flights
    legs = legs.filter(pl.col("arrival_airport").is_in(list(arrivals))) if arrivals else legs
    return legs.filter(pl.col("typecode").is_in(list(typecodes))) if typecodes else legs


def half_seen(flights: pl.DataFrame, departures: Sequence[str], arrivals: Sequence[str]) -> pl.DataFrame:
    """Return the legs that may belong to the corridor: one end shown there, the other not observed."""
    leaves, lands = pl.col("departure_airport"), pl.col("arrival_airport")
    one, other = list(departures), list(arrivals)
    if not one or not other:
        return flights.clear()
    return flights.filter((leaves.is_in(one) & lands.is_null()) | (lands.is_in(other) & leaves.is_null()))


def rate_test(before: int, before_exposure: float, after: int, after_exposure: float) -> RateTest:
    """Compare two Poisson counts exactly, given their sum (conditional binomial test; Przyborowski & Wilenski 1940).

    Exposures are days, or days weighted by coverage; both must be positive.
    """
    if before_exposure <= 0 or after_exposure <= 0:
        raise ValueError(f"exposures {before_exposure} and {after_exposure} must be positive")
    total, share = before + after, after_exposure / (before_exposure + after_exposure)
    low, high = (lower_bound(after, total, 0.975), upper_bound(after, total, 0.975)) if total else (0.0, 1.0)
    scale = before_exposure / after_exposure
    return RateTest(
        before,
        before_exposure,
        after,
        after_exposure,
        ratio=_odds(after / total) * scale if total else math.nan,
        ratio_low=_odds(low) * scale,
        ratio_high=_odds(high) * scale,
        p_rise=at_least(after, total, share),
        p_fall=at_most(after, total, share),
    )


def _odds(p: float) -> float:
    return p / (1.0 - p) if p < 1.0 else math.inf
