"""What is wrong with rows: pressure altitude, errors of place and time, jamming, wild places."""

from __future__ import annotations

import numpy as np

from crossbearing.worldgen.wide.ether import Ether
from crossbearing.worldgen.wide.jamming import Columns, disturb
from crossbearing.worldgen.wide.places import KM_PER_DEG
from crossbearing.worldgen.wide.roster import Leg

# Multilateration from volunteers' clocks. GUESS.
MLAT_NOISE_M = 250.0
# An old craft's own idea of its place drifts to its limit in three hours.
DRIFT_S = 10800.0
# A wild row lies so many degrees off: a wrong zone of the compact position report (about six degrees), or a bit error.
WILD_DEG = (-6.0, -0.8, 0.8, 6.0)
LATE_S = (2.0, 8.0)


def with_errors(rows: Columns, legs: list[Leg], ether: Ether, rng: np.random.Generator) -> Columns:
    """The rows with pressure altitude, errors of place and time, jamming, and wild rows."""
    n, at = len(rows["t"]), rows["leg"].astype(int)
    physics = ether.air.physics
    metres = np.where(rows["mlat"], MLAT_NOISE_M, rng.uniform(*physics.position_error_m, len(legs))[at])
    drift = np.array([leg.craft.drift_km for leg in legs])[at] * 1000.0
    since = rows["t"] - np.array([leg.knots.off_at for leg in legs])[at]
    slow = drift * np.clip(since / DRIFT_S, 0.0, 1.0)
    rows["lat"] = rows["lat"] + (rng.normal(0.0, 1.0, n) * metres + slow) / KM_PER_DEG / 1000.0
    rows["lon"] = rows["lon"] + (rng.normal(0.0, 1.0, n) * metres + slow) / KM_PER_DEG / 1000.0 / np.cos(
        np.radians(rows["lat"])
    )
    rows["alt_ft"] = rows["true_alt_ft"] + ether.air.pressure_error_ft(
        rows["lat"], rows["lon"], rows["true_alt_ft"], rows["t"]
    )
    rows["genuine"], rows["nac_p"] = np.ones(n, bool), np.where(drift > 0, 0, 9)
    rows["genuine"], rows["kept"] = disturb(rows, ether.jams, rng)
    wild = (rng.random(n) < physics.wild_rows) & ~rows["ground"].astype(bool)
    rows["lat"] = np.where(wild, rows["lat"] + rng.choice(WILD_DEG, n), rows["lat"])
    rows["genuine"] &= ~wild
    late = rng.random(n) < physics.late_rows
    rows["t"] = np.where(late, rows["t"] + rng.uniform(*LATE_S, n), rows["t"])
    return {name: values[rows["kept"]] for name, values in rows.items() if name != "kept"}
