"""The ships of a world: numbers, names, sizes and what each is for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crossbearing.worldgen.sea.flags import callsign_of, flag_in, imo_like, imo_of, mmsi_of, name_of
from crossbearing.worldgen.sea.places import Port, ports


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of ship: its number in AIS (ITU-R M.1371), and ranges of length (m), speed (kt) and draught (m)."""

    kind: str
    ship_type: int
    length: tuple[float, float]
    speed: tuple[float, float]
    draught: tuple[float, float]
    class_b: float = 0.0
    has_imo: bool = True


TRADES = {
    one.kind: one
    for one in (
        Trade("cargo", 70, (82.0, 141.0), (8.5, 11.5), (2.8, 5.0)),
        Trade("tanker", 80, (95.0, 150.0), (8.5, 11.5), (3.0, 6.5)),
        Trade("large", 80, (180.0, 270.0), (11.0, 14.5), (8.0, 14.5)),
        Trade("tug", 52, (22.0, 38.0), (9.0, 12.0), (2.5, 4.5)),
        Trade("pilot", 50, (12.0, 22.0), (12.0, 20.0), (1.0, 2.0), 0.3, has_imo=False),
        Trade("ferry", 60, (110.0, 190.0), (15.0, 20.0), (4.5, 6.5)),
        Trade("passenger", 69, (90.0, 140.0), (11.0, 14.0), (3.0, 4.5)),
        Trade("fishing", 30, (14.0, 60.0), (8.0, 10.5), (2.0, 5.0), 0.4, has_imo=False),
        Trade("patrol", 55, (30.0, 70.0), (12.0, 18.0), (2.0, 3.5), has_imo=False),
        Trade("bunker", 80, (45.0, 80.0), (7.0, 9.0), (2.5, 4.0)),
        Trade("pleasure", 37, (8.0, 20.0), (5.0, 9.0), (0.0, 0.0), 1.0, has_imo=False),
    )
}
# Of a hundred ships so many are of each kind; ports must have a tug and a pilot, fleets of fishers go together. GUESS.
SHARES = {
    "cargo": 38, "tanker": 16, "large": 4, "tug": 9, "pilot": 5, "ferry": 3, "passenger": 2, "fishing": 14,
    "patrol": 2, "bunker": 4, "pleasure": 3,
}  # fmt: skip
# The seas by how many of the ships sail there.
SEAS = {"caspian": 0.36, "black_sea": 0.2, "gulf": 0.14, "japan": 0.11, "baltic": 0.16, "bering": 0.03}
TRADING = ("cargo", "tanker", "large")


@dataclass(frozen=True, slots=True)
class Ship:
    """One hull; `bow_m` is how far its antenna stands behind the bow, `noise_m` the spread of its fixes."""

    number: int
    kind: str
    sea: str
    home: Port
    flag: str
    mmsi: int
    imo: int | None
    callsign: str
    name: str
    ship_type: int
    length_m: float
    width_m: float
    bow_m: float
    draught_m: float
    dwt: int
    speed_kt: float
    class_b: bool
    noise_m: float


def invent_ships(count: int, seas: tuple[str, ...], rng: np.random.Generator) -> tuple[Ship, ...]:
    """Return so many ships on some of the seas, in the shares above."""
    weights = np.array([SEAS[sea] for sea in seas])
    weights /= weights.sum()
    kinds, shares = list(SHARES), np.array(list(SHARES.values()), float)
    plan = []
    for sea, share in zip(seas, weights, strict=True):
        each = np.round(shares / shares.sum() * share * count).astype(int)
        plan += [(sea, kind) for kind, some in zip(kinds, each, strict=True) for _ in range(some)]
    while len(plan) < count:
        plan.append((seas[0], "cargo"))
    return _told_apart([_ship(number, sea, kind, rng) for number, (sea, kind) in enumerate(plan[:count])])


def _told_apart(ships: list[Ship]) -> tuple[Ship, ...]:
    """The ships; a number or callsign that another has been given by chance becomes the next one that is free."""
    taken: set[int | str | None] = {None}
    apart = []
    for ship in ships:
        mmsi, imo, callsign = ship.mmsi, ship.imo, ship.callsign
        while mmsi in taken:
            mmsi += 1
        while imo in taken and imo is not None:
            imo = imo_like(imo // 10 + 1)
        while callsign in taken:
            callsign = callsign[:-1] + chr(ord(callsign[-1]) + 1) if callsign[-1] < "9" else f"{callsign}2"
        taken |= {mmsi, imo, callsign}
        apart.append(replace(ship, mmsi=mmsi, imo=imo, callsign=callsign))
    return tuple(apart)


def _ship(number: int, sea: str, kind: str, rng: np.random.Generator) -> Ship:
    here = [port for port in ports().values() if port.sea == sea]
    home = here[int(rng.integers(len(here)))]
    trade = TRADES[kind]
    countries = tuple(dict.fromkeys(port.country for port in here))
    flag = flag_in(sea, countries, rng) if kind in TRADING else home.country
    length = float(round(rng.uniform(*trade.length)))
    return Ship(
        number, kind, sea, home, flag, mmsi_of(flag, rng), imo_of(rng) if trade.has_imo else None,
        callsign_of(flag, rng), name_of(rng, number), _type_of(trade, rng), length, float(round(length / 6.6)),
        float(round(length * rng.choice([0.2, 0.85]))), float(round(rng.uniform(*trade.draught), 1)),
        _dwt(kind, length), float(rng.uniform(*trade.speed)), bool(rng.random() < trade.class_b),
        float(rng.uniform(3.0, 10.0)),
    )  # fmt: skip


def _type_of(trade: Trade, rng: np.random.Generator) -> int:
    return trade.ship_type + (int(rng.choice([0, 0, 1, 9])) if trade.kind in ("cargo", "tanker", "bunker") else 0)


def _dwt(kind: str, length: float) -> int:
    """River-sea ships of 82 to 141 m carry about 1,000 to 7,000 t; the rest by the cube of the length."""
    if kind in ("cargo", "tanker"):
        return int(np.interp(length, [80.0, 145.0], [1_000, 7_000]))
    return int(length**3 / 130.0) if kind in ("large", "bunker") else 0
