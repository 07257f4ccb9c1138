"""Which numbers and names each ship sends when: most keep theirs; some change, share, or swap them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crossbearing.worldgen.sea.diary import Diary
from crossbearing.worldgen.sea.flags import OPEN, callsign_of, mmsi_of, name_of
from crossbearing.worldgen.sea.ships import TRADING, Ship

FOREVER = 1e12


@dataclass(frozen=True, slots=True)
class Worn:
    """What a ship sends from `begin` to `end`, and why it is so: `own`, `renamed`, `shared`, `swapped`."""

    ship: int
    begin: float
    end: float
    mmsi: int
    imo: int | None
    callsign: str
    name: str
    flag: str
    why: str


@dataclass(frozen=True, slots=True)
class Disguises:
    """How many ships change their numbers, how many pairs share one (far and near), how many meetings swap them."""

    renamed: float = 0.03
    shared_far: float = 0.01
    shared_near: float = 0.01
    swapped: float = 0.15


def dress(ships: tuple[Ship, ...], diary: Diary, shares: Disguises, rng: np.random.Generator) -> list[list[Worn]]:
    """Return what each ship wears, in the order of time."""
    worn = [[_own(ship)] for ship in ships]
    traders = [ship for ship in ships if ship.kind in TRADING]
    free = {ship.number for ship in traders}
    _rename(traders, diary, worn, free, shares.renamed, rng)
    _share(traders, worn, free, shares, rng)
    for one in diary.meetings:
        if one.a in free and one.b in free and one.dark == "none" and rng.random() < shares.swapped:
            middle = (one.begin + one.end) / 2.0
            first, second = worn[one.a][0], worn[one.b][0]
            worn[one.a] += [_from(worn[one.a], middle, replace(second, ship=one.a, imo=first.imo, why="swapped"))]
            worn[one.b] += [_from(worn[one.b], middle, replace(first, ship=one.b, imo=second.imo, why="swapped"))]
            free -= {one.a, one.b}
    return worn


def _own(ship: Ship) -> Worn:
    return Worn(
        ship.number, -FOREVER, FOREVER, ship.mmsi, ship.imo, ship.callsign, ship.name, ship.flag, "own"
    )  # fmt: skip


def _from(worn: list[Worn], time: float, new: Worn) -> Worn:
    """End what is worn at a time, and return what follows it."""
    worn[-1] = replace(worn[-1], end=time)
    return replace(new, begin=time, end=FOREVER)


def _rename(
    traders: list[Ship], diary: Diary, worn: list[list[Worn]], free: set[int], share: float, rng: np.random.Generator
) -> None:
    """New flag, MMSI, callsign and name while in a port; the IMO number stays."""
    for call in diary.calls:
        if call.ship in free and call.berthed and rng.random() < share and call.berthed > 0.0:
            flag = str(rng.choice([one for one in OPEN if one != worn[call.ship][0].flag]))
            new = replace(
                worn[call.ship][0], mmsi=mmsi_of(flag, rng), callsign=callsign_of(flag, rng), flag=flag,
                name=name_of(rng, 1000 + call.ship), why="renamed",
            )  # fmt: skip
            worn[call.ship] += [_from(worn[call.ship], (call.berthed + call.left) / 2.0, new)]
            free.discard(call.ship)


def _share(
    traders: list[Ship], worn: list[list[Worn]], free: set[int], shares: Disguises, rng: np.random.Generator
) -> None:
    """Pairs that send one MMSI from the first day to the last; name and callsign stay their own."""
    pairs = {"far": shares.shared_far, "near": shares.shared_near}
    for where, share in pairs.items():
        for _ in range(round(share * len(traders))):
            one = traders[int(rng.integers(len(traders)))]
            others = [two for two in traders if two is not one and (two.sea == one.sea) == (where == "near")]
            if others and one.number in free:
                two = others[int(rng.integers(len(others)))]
                if two.number in free:
                    worn[two.number] = [replace(worn[two.number][0], mmsi=one.mmsi, why="shared")]
                    worn[one.number] = [replace(worn[one.number][0], why="shared")]
                    free -= {one.number, two.number}
