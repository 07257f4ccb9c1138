"""How fast a ship is believed to be: by her own pace where it was seen for long enough."""

from __future__ import annotations

import numpy as np
import pytest

from crossbearing.movement.vessels.fixes import Fixes
from crossbearing.movement.vessels.unheard.reach import FASTER, LEAST_KT, SPARED, USUAL_KT, top_kt


def heard(kt: float, hours: int) -> Fixes:
    """One ship, heard under way at one speed in so many hours, and an hour at rest before."""
    speed = np.array([0.1, *[kt] * hours])
    zero = np.zeros(speed.size)
    hull = np.zeros(speed.size, np.int64)
    return Fixes((("x", None),), hull, np.arange(speed.size) * 3600.0, zero, zero, speed, zero, zero, hull)


@pytest.mark.parametrize(
    ("kt", "hours", "believed"),
    [
        (11.5, 60, 11.5 * SPARED),
        (9.0, 60, LEAST_KT * FASTER),
        (11.5, 40, USUAL_KT * FASTER),
        (18.0, 60, 18.0 * FASTER),
        (15.0, 60, USUAL_KT * FASTER),
    ],
)
def test_a_ship_seen_under_way_for_two_days_is_held_to_her_own_pace(kt, hours, believed):
    assert top_kt(heard(kt, hours))[0] == pytest.approx(believed)
