"""Places that go round and round: the circles on which falsified receivers, and whole invented ships, are drawn.

Seen since 2019 in ports of China and, for ships that sailed on other oceans, off Point Reyes: rings of one radius,
gone round in minutes. Ships at anchor swing to and fro on an arc, and boats that wait do not keep one distance from a
point. Asked is only of tracks that an impossible step leads to: a ship on trial turns circles where she was before.
"""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE

# Rings are looked for in stretches of so long, each begun half a stretch after the last, of so many positions that
# follow each other within so long. Rings that were published are gone round in some minutes to an hour. GUESSES.
STRETCH_S, LEAST, APART_S = 3 * 3600.0, 12, 1200.0
# So many whole turns, nearly all in one sense, each step less than a third of a turn (more could be any ring).
TURNS, ONE_SENSE, STEP_TURN = 2.0, 0.9, 1.0 / 3.0
# All distances from the middle are the radius but for so much of it: a wandering fix scatters by half of its own.
ROUND = 0.12
# Smaller rings are those of an anchor chain, larger ones of the sea's own ways. GUESS.
LEAST_KM, MOST_KM = 0.15, 30.0
# A track is false as a whole where so much of it lies on rings.
MOSTLY = 0.5


def goes_round(seconds: Floats, lat: Floats, lon: Floats) -> Bools:
    """Which positions of one track, in the order of time, lie on a ring that it goes round; all, where most do."""
    found = np.zeros(seconds.size, np.bool_)
    for first, last in _stretches(seconds):
        if _is_wide(lat[first:last]) and _is_ring(*_plane(lat[first:last], lon[first:last])):
            found[first:last] = True
    return np.ones(seconds.size, np.bool_) if np.count_nonzero(found) > MOSTLY * found.size else found


def _stretches(seconds: Floats) -> list[tuple[int, int]]:
    """First and last row of the stretches that are looked at."""
    if seconds.size < LEAST:
        return []
    starts = np.arange(seconds[0], max(seconds[-1] - STRETCH_S / 2, seconds[0] + 1.0), STRETCH_S / 2)
    first, last = np.searchsorted(seconds, starts), np.searchsorted(seconds, starts + STRETCH_S)
    lasts = seconds[np.maximum(last - 1, first)] - seconds[np.minimum(first, seconds.size - 1)]
    enough = (last - first >= LEAST) & (lasts <= APART_S * (last - first))
    return list(zip(first[enough].tolist(), last[enough].tolist(), strict=True))


def _is_wide(lat: Floats) -> bool:
    """Whether places lie as far apart, north and south, as those of a ring do."""
    north = float(lat.max() - lat.min()) * KM_PER_DEGREE
    return bool(2.0 * LEAST_KM * (1.0 - ROUND) <= north <= 2.0 * MOST_KM * (1.0 + ROUND))


def _plane(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Kilometres east and north of the mean place."""
    east = (lon - lon[0] + 540.0) % 360.0 - 180.0
    x = east * np.cos(np.radians(lat)) * KM_PER_DEGREE
    y = (lat - lat[0]) * KM_PER_DEGREE
    return x - x.mean(), y - y.mean()


def _is_ring(x: Floats, y: Floats) -> bool:
    """Whether points lie on a circle (Kåsa's fit) and go round it."""
    if not 0.5 < np.ptp(x) / np.ptp(y) < 2.0:
        return False
    (two_a, two_b, _), *_ = np.linalg.lstsq(np.column_stack([x, y, np.ones(x.size)]), x**2 + y**2, rcond=None)
    east, north = x - two_a / 2.0, y - two_b / 2.0
    away = np.hypot(east, north)
    radius = float(away.mean())
    if not LEAST_KM <= radius <= MOST_KM or float(away.std()) > ROUND * radius:
        return False
    turned = np.diff(np.arctan2(north, east)) / (2.0 * np.pi)
    turned = (turned + 0.5) % 1.0 - 0.5
    whole, every = abs(float(turned.sum())), float(np.abs(turned).sum())
    return whole >= TURNS and whole >= ONE_SENSE * every and _steady(turned)


def _steady(turned: Floats) -> bool:
    return bool(np.quantile(np.abs(turned), 0.9) <= STEP_TURN)


def rows_that_go_round(rows: Ints, seconds: Floats, lat: Floats, lon: Floats) -> Ints:
    """Those of some rows of arrays, one track in the order of time, that lie on a ring."""
    return np.asarray(rows[goes_round(seconds[rows], lat[rows], lon[rows])])
