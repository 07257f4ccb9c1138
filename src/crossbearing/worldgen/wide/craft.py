"""The craft of a wide world: who they are and how they send."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crossbearing.worldgen.wide.fleets import (
    BLOCKS,
    CRAFT_A_VEHICLE,
    FLEETS,
    KINDS,
    VEHICLE_FIELDS,
    Fleet,
)

# Shares of craft with a habit of sending, by kind; GUESSES that make every case occur among 300 craft.
MLAT_ONLY, NO_POSITION, PARKED_ON, DRIFTING, RENAMED = 0.15, 0.12, 0.04, 0.03, 0.03
# Craft that send an address which others send too: so many pairs and threes a hundred craft.
PAIRS, THREES = 0.02, 0.004


@dataclass(frozen=True, slots=True)
class Craft:
    """An airframe; `renamed` is the day from which it bears its second registration.

    `pace` stretches the intervals between its rows; `drift_km` is how far its own idea of its place may be off.
    """

    airframe: str
    icao24: str
    registration: str
    fleet: Fleet
    typecode: str
    home: str
    kind: str
    pace: float = 1.0
    mlat_only: bool = False
    no_position: bool = False
    parked_on: bool = False
    drift_km: float = 0.0
    renamed: int | None = None
    second_name: str = ""

    @property
    def craft(self) -> str:
        """The name of the craft in every table."""
        return f"other:{self.icao24}" if self.icao24.startswith("~") else f"icao24:{self.icao24}"

    def name_on(self, day: int) -> str:
        """Its registration on a day of the world."""
        return self.second_name if self.renamed is not None and day >= self.renamed else self.registration


def invent_craft(aircraft: int, days: int, rng: np.random.Generator) -> list[Craft]:
    """The craft of a world: `aircraft` that fly and some ground vehicles."""
    found: list[Craft] = []
    for kind, share in KINDS.items():
        fleets = [fleet for fleet in FLEETS if fleet.kind == kind]
        weight = np.array([fleet.share for fleet in fleets])
        for _ in range(max(1, round(share * aircraft))):
            fleet = fleets[int(rng.choice(len(fleets), p=weight / weight.sum()))]
            found.append(_one(len(found), fleet, days, rng))
    found = _sharing(found, rng)
    return found + [_vehicle(k) for k in range(aircraft // CRAFT_A_VEHICLE)]


def _letters(number: int) -> str:
    return "".join(chr(65 + number // 26**k % 26) for k in (2, 1, 0))


def _one(number: int, fleet: Fleet, days: int, rng: np.random.Generator) -> Craft:
    block, pattern = BLOCKS[fleet.country]
    renamed = int(rng.integers(2, max(3, days - 1))) if rng.random() < RENAMED else None
    secretive = fleet.military
    return Craft(
        airframe=f"w{number:04d}",
        icao24=f"{block + 0x300 + number:06x}",
        registration=pattern.format(_letters(400 + number * 7)),
        fleet=fleet,
        typecode=fleet.types[int(rng.integers(len(fleet.types)))],
        home=fleet.homes[int(rng.integers(len(fleet.homes)))],
        kind=fleet.kind,
        pace=float(rng.choice([0.5, 1.0, 1.5, 2.2], p=[0.2, 0.45, 0.25, 0.1])),
        mlat_only=secretive and bool(rng.random() < MLAT_ONLY),
        no_position=secretive and bool(rng.random() < NO_POSITION),
        parked_on=not secretive and bool(rng.random() < PARKED_ON),
        drift_km=float(rng.uniform(1.0, 4.0)) if secretive and rng.random() < DRIFTING * 2 else 0.0,
        renamed=renamed,
        second_name=pattern.format(_letters(9000 + number * 7)),
    )


def _sharing(craft: list[Craft], rng: np.random.Generator) -> list[Craft]:
    """Some craft send the address of others, as happens with wrongly set transponders."""
    order = [int(k) for k in rng.permutation(len(craft))]
    out = list(craft)
    for size, share in ((2, PAIRS), (3, THREES)):
        for _ in range(max(int(size == 2), round(share * len(craft)))):
            group, order = order[:size], order[size:]
            for k in group[1:]:
                out[k] = replace(out[k], icao24=out[group[0]].icao24)
    return out


def _vehicle(number: int) -> Craft:
    """A ground vehicle; every other one is a TIS-B target without an address of its own."""
    field = VEHICLE_FIELDS[number % len(VEHICLE_FIELDS)]
    icao24 = f"~2a{number:04x}" if number % 2 else f"3fe{number:03x}"
    fleet = Fleet("", "DE", "", "vehicle", ("",), (field,), ())
    return Craft(f"g{number:04d}", icao24, "", fleet, "", field, "vehicle")
