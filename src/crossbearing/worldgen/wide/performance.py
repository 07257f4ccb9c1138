"""How aircraft of a type fly: rounded from manufacturers' and EUROCONTROL's public tables; plausible, no more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
KM_PER_NM = 1.852


@dataclass(frozen=True)
class Performance:
    """Speeds in knots, rates in feet a minute; `description` and `category` are what an aggregator prints."""

    typecode: str
    cruise_kt: float
    cruise_ft: float
    climb_fpm: float
    descent_fpm: float
    approach_kt: float
    description: str
    category: str

    @property
    def rotor(self) -> bool:
        """Whether it is a helicopter."""
        return self.category == "A7"

    @cached_property
    def climb(self) -> tuple[Floats, Floats]:
        """Km from sea level and the height reached there; above FL250 the air is thin: two thirds of the rate."""
        return _slope(self.climb_fpm, self)

    @cached_property
    def descent(self) -> tuple[Floats, Floats]:
        """Km to sea level and the height there."""
        return _slope(self.descent_fpm, self)


def _slope(fpm: float, performance: Performance) -> tuple[Floats, Floats]:
    feet = np.arange(-1500.0, 46000.0, 250.0)
    minutes = 250.0 / np.where(feet > 25000.0, fpm * 0.66, fpm)
    knots = np.interp(feet, [0.0, 8000.0, 27000.0], [performance.approach_kt, 250.0, performance.cruise_kt])
    km = np.cumsum(np.minimum(knots, performance.cruise_kt) * KM_PER_NM * minutes / 60.0)
    return km - np.interp(0.0, feet, km), feet


PERFORMANCE = {
    one.typecode: one
    for one in (
        Performance("IL76", 410, 32000, 1500, 1500, 130, "ILYUSHIN Il-76", "A5"),
        Performance("A124", 425, 33000, 1400, 1500, 135, "ANTONOV An-124 Ruslan", "A5"),
        Performance("AN12", 310, 23000, 1000, 1200, 120, "ANTONOV An-12", "A3"),
        Performance("AN26", 235, 19000, 900, 1000, 110, "ANTONOV An-26", "A3"),
        Performance("C130", 290, 23000, 1200, 1300, 120, "LOCKHEED C-130 Hercules", "A3"),
        Performance("C17", 440, 33000, 1800, 1700, 125, "BOEING C-17 Globemaster 3", "A5"),
        Performance("A400", 390, 29000, 1700, 1600, 120, "AIRBUS A-400M Atlas", "A5"),
        Performance("B742", 480, 34000, 1600, 1600, 145, "BOEING 747-200", "A5"),
        Performance("A306", 450, 33000, 1800, 1700, 138, "AIRBUS A300-600", "A5"),
        Performance("A320", 445, 35000, 2000, 1800, 136, "AIRBUS A-320", "A3"),
        Performance("A321", 445, 34000, 1900, 1800, 140, "AIRBUS A-321", "A3"),
        Performance("B738", 450, 36000, 2000, 1800, 142, "BOEING 737-800", "A3"),
        Performance("A333", 470, 37000, 1700, 1700, 138, "AIRBUS A-330-300", "A5"),
        Performance("B77W", 485, 36000, 2000, 1800, 148, "BOEING 777-300ER", "A5"),
        Performance("E190", 440, 36000, 2000, 1800, 132, "EMBRAER ERJ-190-100", "A3"),
        Performance("AT76", 270, 22000, 1200, 1300, 112, "ATR ATR-72-600", "A2"),
        Performance("GLF5", 470, 43000, 2600, 2200, 125, "GULFSTREAM 5", "A3"),
        Performance("CL60", 450, 39000, 2300, 2000, 128, "CANADAIR Challenger 600", "A2"),
        Performance("C172", 110, 4500, 600, 600, 65, "CESSNA 172", "A1"),
        Performance("DA42", 150, 7500, 900, 800, 80, "DIAMOND DA-42", "A1"),
        Performance("EC35", 130, 2800, 900, 900, 40, "EUROCOPTER EC-135", "A7"),
        Performance("MI8", 115, 3500, 800, 800, 40, "MIL Mi-8", "A7"),
    )
}
