"""On which day did a rate change, how sure is that day, and could chance alone have done it?

A series of counts per day with exposures is cut at every day in turn; the cut is scored by the likelihood ratio of two
Poisson rates against one (Kulldorff 1997 for windows; here for one change). The score of the best cut is compared with
the best cuts of the same series with its fortnights (or weeks) in another order, because flights keep the rhythm of the
week and come in bunches, and both would look like changes if days were shuffled one by one.
The day's uncertainty is the posterior over all cuts (Raftery & Akman 1986), flattened by the over-dispersion found.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WEEK = 7
# Stretches put in another order: fortnights where there are enough of them, else weeks. A bunch of flights within five
# days is cut by one stretch in three when stretches are weeks, by one in six when they are fortnights (measured: 9 %
# false alarms against 6 %, docs/method/traffic.md).
STRETCHES = (14, 7)
# Ten stretches part into halves in 252 ways: the least p is 0.008. With fewer, days change places in their weekday.
FEWEST_STRETCHES = 10
# Orders tried; the p-value then has a step of 0.001, and 5 % a standard error of 0.7 points.
ORDERS = 999
# A side of a cut with less exposure than this is no rate: two days. GUESS.
LEAST_EXPOSURE = 2.0
# Jeffreys' prior of a Poisson rate.
PRIOR_SHAPE = 0.5
# The posterior interval told with the day.
CREDIBLE = 0.95
# The series is reproducible: the same orders every time.
SEED = 20240210


@dataclass(frozen=True, slots=True)
class Change:
    """The most likely first day of the new rate (index), its 95 % posterior interval, and the chance of so clear a cut
    if the rate had never changed. `shuffled` says what was put in another order: `fortnights`, `weeks` or `days`."""

    day: int
    first: int
    last: int
    p: float
    dispersion: float
    shuffled: str


def change_of(counts: Ints, exposures: Floats, rng: np.random.Generator | None = None) -> Change | None:
    """Return the most likely change of a daily series; None where no cut has two rates to compare.

    `counts` and `exposures` have one entry a day; days not held have exposure 0 and are no evidence of anything.
    """
    held = np.where(exposures > 0, counts, 0).astype(np.int64)
    scores = _scores(held[None, :], exposures[None, :])[0]
    if not held.sum() or not np.isfinite(scores).any():
        return None
    chance = rng or np.random.default_rng(SEED)
    orders, shuffled = _orders(len(held), chance)
    others = _scores(held[orders], exposures[orders]).max(axis=1)
    best = scores.max()
    # Ties count half: with few flights many orders give the very same score.
    above, equal = (others > best + 1e-9).sum(), (np.abs(others - best) <= 1e-9).sum()
    dispersion = _dispersion(held, exposures, int(scores.argmax()))
    first, last = _interval(held, exposures, scores, dispersion)
    p = (above + (equal + 1) / 2) / (ORDERS + 1)
    return Change(int(scores.argmax()), first, last, float(p), dispersion, shuffled)


def chance_at(counts: Ints, exposures: Floats, day: int, rng: np.random.Generator | None = None) -> float:
    """Return the chance of so clear a cut before this very day, named beforehand, in a series that never changed."""
    held = np.where(exposures > 0, counts, 0).astype(np.int64)
    orders, _ = _orders(len(held), rng or np.random.default_rng(SEED))
    score = _scores(held[None, :], exposures[None, :])[0, day]
    others = _scores(held[orders], exposures[orders])[:, day]
    above, equal = (others > score + 1e-9).sum(), (np.abs(others - score) <= 1e-9).sum()
    return float((above + (equal + 1) / 2) / (ORDERS + 1)) if np.isfinite(score) else 1.0


def _scores(counts: Ints, exposures: Floats) -> Floats:
    """Log likelihood ratio of a cut before each day, `[series, days]`; -inf where a side has too little exposure."""
    before, e_before = _before(counts), _before(exposures)
    total, e_total = counts.sum(axis=1, keepdims=True), exposures.sum(axis=1, keepdims=True)
    after, e_after = total - before, e_total - e_before
    with np.errstate(divide="ignore", invalid="ignore"):
        score = _term(before, e_before) + _term(after, e_after) - _term(total, e_total)
    enough = (e_before >= LEAST_EXPOSURE) & (e_after >= LEAST_EXPOSURE)
    return np.where(enough, score, -np.inf)


def _before(values: NDArray[np.generic]) -> Floats:
    """Sums over the days before each day."""
    sums = np.cumsum(values, axis=1, dtype=np.float64)
    return np.asarray(np.concatenate([np.zeros((len(sums), 1)), sums[:, :-1]], axis=1))


def _term(n: Floats, exposure: Floats) -> Floats:
    return np.where(n > 0, n * np.log(np.maximum(n, 1e-300) / np.maximum(exposure, 1e-300)), 0.0)


def _orders(days: int, rng: np.random.Generator) -> tuple[Ints, str]:
    """Rows of day numbers in other orders: whole fortnights or weeks, or where those are few, days of one weekday."""
    for length, name in zip(STRETCHES, ("fortnights", "weeks"), strict=True):
        if days // length >= FEWEST_STRETCHES:
            return _by_stretches(days, length, rng), name
    return _by_weekday(days, rng), "days"


def _by_stretches(days: int, length: int, rng: np.random.Generator) -> Ints:
    """Whole stretches in other orders; the odd days stay together at either end, half the orders at each."""
    number, odd = divmod(days, length)
    shuffled = rng.permuted(np.tile(np.arange(number), (ORDERS, 1)), axis=1)
    blocks = (shuffled[:, :, None] * length + np.arange(length)).reshape(ORDERS, number * length)
    lead = np.where(rng.random(ORDERS) < 0.5, 0, odd)[:, None]
    orders = np.tile(np.arange(days), (ORDERS, 1))
    np.put_along_axis(orders, lead + np.arange(number * length), blocks + lead, axis=1)
    return orders


def _by_weekday(days: int, rng: np.random.Generator) -> Ints:
    orders = np.tile(np.arange(days), (ORDERS, 1))
    for weekday in range(min(WEEK, days)):
        orders[:, weekday::WEEK] = rng.permuted(orders[:, weekday::WEEK], axis=1)
    return orders


def _dispersion(counts: Ints, exposures: Floats, cut: int) -> float:
    """Variance of weekly counts over what Poisson counts would have, on both sides of the cut; at least 1."""
    chi, freedom = 0.0, 0
    for side in (slice(0, cut), slice(cut, None)):
        n, e = _weekly(counts[side]), _weekly(exposures[side])
        n, e = n[e > 0], e[e > 0]
        if len(n) > 1 and n.sum():
            expected = n.sum() * e / e.sum()
            chi, freedom = chi + float(((n - expected) ** 2 / expected).sum()), freedom + len(n) - 1
    return max(1.0, chi / freedom) if freedom else 1.0


def _weekly(values: NDArray[np.generic]) -> Floats:
    return np.asarray(
        np.add.reduceat(values.astype(np.float64), np.arange(0, len(values), WEEK)) if len(values) else []
    )


def _interval(counts: Ints, exposures: Floats, scores: Floats, dispersion: float) -> tuple[int, int]:
    """The 95 % posterior interval of the first day of the new rate."""
    total, e_total = float(counts.sum()), float(exposures.sum())
    before, e_before = _before(counts[None, :])[0], _before(exposures[None, :])[0]
    evidence = np.full(len(counts), -np.inf)
    for day in np.flatnonzero(np.isfinite(scores)):
        one, other = (before[day], e_before[day]), (total - before[day], e_total - e_before[day])
        evidence[day] = (_marginal(*one, e_total) + _marginal(*other, e_total)) / dispersion
    weight = np.exp(evidence - evidence.max())
    weight = np.where(exposures > 0, weight, 0.0)  # a change on a day not held is told as one on the next day held
    below = np.cumsum(weight) / weight.sum()
    tail = (1.0 - CREDIBLE) / 2.0
    return int(np.searchsorted(below, tail)), int(np.searchsorted(below, 1.0 - tail))


def _marginal(n: float, exposure: float, scale: float) -> float:
    """Log probability of n events under a Gamma prior of Jeffreys' shape, weak as one day in the whole."""
    shape = PRIOR_SHAPE + n
    return lgamma(shape) - shape * float(np.log(exposure + 1.0 / max(scale, 1.0)))
