"""How ships at anchor lie: all of an anchorage turn together, with the tide where there is one, else with the wind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TIDE_S = 12.42 * 3600.0
TIDAL = ("gulf", "japan", "bering")
# Ships differ in how they take wind and stream, and yaw at anchor, once in ten minutes or so. GUESSES.
APART_DEG, YAW_DEG, YAW_S = 12.0, 6.0, 560.0


@dataclass(frozen=True, slots=True)
class Swing:
    """The anchorage's own turning (`set_deg`, `phase`, with a tide or not) and how one ship differs from it."""

    tidal: bool
    set_deg: float
    phase: float
    apart_deg: float = 0.0
    yaw_phase: float = 0.0


def of_anchorage(sea: str, code: str) -> Swing:
    """The turning of an anchorage, the same for all ships in it."""
    rng = np.random.default_rng([len(sea), *code.encode()])
    return Swing(sea in TIDAL, float(rng.uniform(0.0, 360.0)), float(rng.uniform(0.0, 2.0 * np.pi)))


def of_ship(anchorage: Swing, rng: np.random.Generator) -> Swing:
    """The turning of one ship there."""
    return Swing(
        anchorage.tidal, anchorage.set_deg, anchorage.phase,
        float(rng.normal(0.0, APART_DEG)), float(rng.uniform(0.0, 2.0 * np.pi)),
    )  # fmt: skip


def lying_deg(swing: Swing, times: Floats) -> Floats:
    """Where her bow points: a tide turns her round in about an hour, the wind wanders over a day or two."""
    if swing.tidal:
        turned = 90.0 * np.tanh(3.0 * np.sin(2.0 * np.pi * times / TIDE_S + swing.phase))
    else:
        slow, quick = 2.0 * np.pi * times / (31.0 * 3600.0), 2.0 * np.pi * times / (7.0 * 3600.0)
        turned = 60.0 * np.sin(slow + swing.phase) + 25.0 * np.sin(quick + 2.0 * swing.phase)
    yaw = YAW_DEG * np.sin(2.0 * np.pi * times / YAW_S + swing.yaw_phase)
    return np.asarray((swing.set_deg + turned + swing.apart_deg + yaw) % 360.0)
