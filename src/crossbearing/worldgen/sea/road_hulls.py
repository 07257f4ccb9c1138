"""The hulls of a crowded roadstead: size, antenna, what they say of themselves, and how well they are heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Harsh:
    """How bad the data of a roadstead is: shares of ships, and the spread of fixes in metres on either axis.

    `unsized`, `untyped`, `headless` never send size, type or heading; `forgetful` send a status that is not so.
    `gaps_a_day` is how often a ship is not heard for one to eight hours; `one_talks` of meetings have a ship that is
    heard at a tenth of the rate.
    """

    unsized: float = 0.25
    untyped: float = 0.12
    headless: float = 0.25
    forgetful: float = 0.35
    gaps_a_day: float = 0.3
    one_talks: float = 0.25
    noise_m: tuple[float, float] = (3.0, 12.0)


@dataclass(frozen=True, slots=True)
class Hull:
    """`bow_m` and `right_m` are where the antenna stands behind the bow and to the right of the middle line.

    `windage` is what stands above the water against what lies below: 0.6 laden, 2 in ballast.
    """

    number: int
    role: str
    length_m: float
    width_m: float
    bow_m: float
    right_m: float
    windage: float
    noise_m: float
    said_type: int | None
    says_size: bool
    says_heading: bool
    forgetful: bool
    class_b: bool


# Range of length, what they say they are, and share in class B. Lengths and shares are GUESSES by the look of ports.
ROLES: dict[str, tuple[tuple[float, float], tuple[int | None, ...], float]] = {
    "cargo": ((78.0, 190.0), (70, 70, 70, 71, 79), 0.0),
    "tanker": ((95.0, 275.0), (80, 80, 81, 84, 89), 0.0),
    "bunker": ((42.0, 95.0), (80, 80, 89, 82), 0.0),
    "pilot": ((10.0, 22.0), (50,), 0.3),
    "tug": ((20.0, 38.0), (52, 52, 31), 0.0),
    "supply": ((11.0, 36.0), (90, 99, 37, 60, 70, None), 0.4),
    "patrol": ((25.0, 70.0), (55, 55, 35), 0.0),
    "fishing": ((12.0, 34.0), (30,), 0.4),
}


def invent_hull(number: int, role: str, harsh: Harsh, rng: np.random.Generator,
                length: tuple[float, float] | None = None) -> Hull:  # fmt: skip
    """Return a hull of a role."""
    lengths, types, class_b = ROLES[role]
    metres = float(np.round(np.exp(rng.uniform(*np.log(length or lengths)))))
    aft = rng.random() < (0.85 if role in ("cargo", "tanker", "bunker") else 0.3)
    width = float(np.round(metres / rng.uniform(5.6, 7.2) if metres > 60 else metres / rng.uniform(3.3, 4.8)))
    said = types[int(rng.integers(len(types)))]
    return Hull(
        number, role, metres, width,
        metres * float(rng.uniform(0.78, 0.92) if aft else rng.uniform(0.12, 0.45)), float(rng.normal(0.0, width / 8)),
        float(rng.uniform(0.6, 2.0)), float(rng.uniform(*harsh.noise_m)),
        None if rng.random() < harsh.untyped else said,
        bool(rng.random() >= harsh.unsized), bool(rng.random() >= harsh.headless and metres > 25.0),
        bool(rng.random() < harsh.forgetful), bool(rng.random() < class_b),
    )  # fmt: skip
