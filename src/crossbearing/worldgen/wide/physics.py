"""The two kinds of physics, and the air of each: wind, pressure, temperature."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Physics:
    """What a world obeys. All that is not named here is equal in both kinds.

    Shares and rates are GUESSES: they need only be plausible and make every case occur.
    """

    name: str
    wind: bool
    terrain: bool
    weather: bool
    """Pressure and temperature that differ from the standard."""
    clustered: bool
    """Receivers fail together, keep daily hours and have blind sectors."""
    low_speeds_by_airspeed: bool
    step_climbs: float
    holds: float
    go_arounds: float
    diversions: float
    taxi_s: tuple[float, float]
    delay_s: float
    late_rows: float
    """Share of rows whose time is wrong by seconds."""
    wild_rows: float
    """Share of rows whose place is wrong by far."""
    position_error_m: tuple[float, float]
    outage_rate: float
    """Silences of a receiver a day."""


PLAIN = Physics(
    "plain", wind=False, terrain=False, weather=False, clustered=False, low_speeds_by_airspeed=False,
    step_climbs=0.0, holds=0.02, go_arounds=0.005, diversions=0.003, taxi_s=(240.0, 420.0), delay_s=900.0,
    late_rows=0.0, wild_rows=2e-5, position_error_m=(10.0, 20.0), outage_rate=0.25,
)  # fmt: skip
ROUGH = Physics(
    "rough", wind=True, terrain=True, weather=True, clustered=True, low_speeds_by_airspeed=True,
    step_climbs=0.5, holds=0.08, go_arounds=0.015, diversions=0.01, taxi_s=(240.0, 1500.0), delay_s=3600.0,
    late_rows=0.002, wild_rows=6e-5, position_error_m=(5.0, 120.0), outage_rate=0.4,
)  # fmt: skip
KINDS = {kind.name: kind for kind in (PLAIN, ROUGH)}


@dataclass(frozen=True, slots=True)
class Air:
    """The air of one world: a jet stream that wanders, and highs and lows that pass."""

    physics: Physics
    phase: tuple[float, ...]

    @classmethod
    def of(cls, physics: Physics, rng: np.random.Generator) -> Air:
        """The air of a world, from its seed."""
        return cls(physics, tuple(rng.uniform(0.0, 2 * np.pi, 6)))

    def wind_kt(self, lat: Floats, lon: Floats, alt_ft: Floats, t: Floats) -> tuple[Floats, Floats]:
        """Wind towards east and north, knots: up to 120 in the core of the jet, a fifth of it near the ground."""
        if not self.physics.wind:
            return np.zeros(len(lat)), np.zeros(len(lat))
        p, days = self.phase, t / 86400.0
        core = 38.0 + 9.0 * np.sin(np.radians(3.0 * lon) + p[0] + 0.9 * days)
        jet = 25.0 + 95.0 * np.exp(-(((lat - core) / 7.0) ** 2))
        height = np.clip(alt_ft / 35000.0, 0.05, 1.1)
        along = jet * height * (0.8 + 0.2 * np.sin(p[1] + 1.3 * days))
        across = 30.0 * height * np.sin(np.radians(4.0 * lon) + p[2] - 0.7 * days)
        return along, across

    def pressure_error_ft(self, lat: Floats, lon: Floats, alt_ft: Floats, t: Floats) -> Floats:
        """What is added to a true height to give the pressure altitude that a transponder sends.

        27 ft a hectopascal; the pressure at sea level differs by up to 28 hPa, the temperature by up to 15 degrees
        (about 4 % of the height in 10 degrees).
        """
        if not self.physics.weather:
            return np.zeros(len(lat))
        p, days = self.phase, t / 86400.0
        high = np.sin(np.radians(5.0 * lon) + p[3] - 0.8 * days) + np.cos(np.radians(6.0 * lat) + p[4] + 0.5 * days)
        warm = 15.0 * np.sin(np.radians(2.0 * lon + 3.0 * lat) + p[5] + 0.2 * days)
        return np.asarray(-14.0 * high * 27.0 - 0.004 * warm * alt_ft)
