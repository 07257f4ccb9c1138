"""When a transponder sends (ITU-R M.1371-5, tables 1 and 2), and what an archive that thins keeps of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sea.life import AT_ANCHOR, MOORED, Life

Floats = NDArray[np.float64]
# Seconds between reports: at anchor or moored and not moving; under way below 14 kt, below 23 kt, faster; class B.
RESTING_S, SLOW_S, MIDDLE_S, FAST_S, B_S = 180.0, 10.0, 6.0, 2.0, 30.0
UNEVEN = 0.3


def interval_s(knots: float, resting: bool, class_b: bool) -> float:
    """Seconds between two reports of a ship that keeps her course."""
    if resting:
        return RESTING_S
    if class_b:
        return B_S
    return SLOW_S if knots < 14.0 else MIDDLE_S if knots < 23.0 else FAST_S


def moments(life: Life, begin: float, end: float, keep_s: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Times at which an archive may hold a position of hers, and how many messages each stands for.

    The archive keeps one position in `keep_s` seconds. Times in which her transponder is off are left out.
    """
    bounds = [begin] + [t for t, _ in life.states if begin < t < end] + [end]
    status = dict(life.states)
    current = next((value for t, value in reversed(life.states) if t <= begin), 0)
    times, counts = [], []
    for a, b in pairwise(bounds):
        current = status.get(a, current)
        every = interval_s(life.ship.speed_kt, current in (AT_ANCHOR, MOORED), life.ship.class_b)
        step = max(every, keep_s)
        some = np.arange(a + rng.uniform(0.0, step), b, step)
        times.append(some + rng.uniform(0.0, UNEVEN * step, len(some)))
        counts.append(np.full(len(some), step / every))
    t, sent = np.concatenate(times), np.concatenate(counts)
    order = np.argsort(t, kind="stable")
    t, sent = t[order], sent[order]
    on = t < end
    for off, again, _ in life.silent:
        on &= (t < off) | (t >= again)
    return t[on], sent[on]
