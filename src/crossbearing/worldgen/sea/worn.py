"""Which numbers and names each ship sends when: most keep theirs; some change, share, swap or copy them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crossbearing.worldgen.sea.diary import Diary, Meeting
from crossbearing.worldgen.sea.flags import OPEN, callsign_of, imo_of, mmsi_of, name_of
from crossbearing.worldgen.sea.ships import TRADING, Ship

FOREVER = 1e12


@dataclass(frozen=True, slots=True)
class Worn:
    """What a ship sends from `begin` to `end`, and why it is so: `own`, or one of the words of `Disguises`.

    `size_of` is the ship whose type and size she sends; null for her own.
    """

    ship: int
    begin: float
    end: float
    mmsi: int
    imo: int | None
    callsign: str
    name: str
    flag: str
    why: str
    size_of: int | None = None


@dataclass(frozen=True, slots=True)
class Disguises:
    """How many ships change their numbers (shares of berthings), how many pairs share one, how many meetings swap them.

    In port: `renamed` changes all but the IMO number, `reflagged` all but name and IMO number, `named` the name alone,
    `reborn` everything but the size. Pairs: `shared_far` and `shared_near` send one MMSI; of `cloned` ones the second
    sends all that the first does but the MMSI and the size. At meetings: `swapped` exchanges MMSI, callsign and name,
    `exchanged` the IMO number too, `carried` everything, as transponders that are carried over do; by `taken` the one
    goes on under all numbers of the other, who is silent from then on.
    """

    renamed: float = 0.03
    shared_far: float = 0.01
    shared_near: float = 0.01
    swapped: float = 0.15
    reflagged: float = 0.0
    named: float = 0.0
    reborn: float = 0.0
    cloned: float = 0.0
    exchanged: float = 0.0
    carried: float = 0.0
    taken: float = 0.0


def dress(ships: tuple[Ship, ...], diary: Diary, shares: Disguises, rng: np.random.Generator) -> list[list[Worn]]:
    """Return what each ship wears, in the order of time."""
    worn = [[_own(ship)] for ship in ships]
    traders = [ship for ship in ships if ship.kind in TRADING]
    free = {ship.number for ship in traders}
    _rename(diary, worn, free, shares.renamed, rng)
    _share(traders, worn, free, shares, rng)
    for one in diary.meetings:
        if one.a in free and one.b in free and one.dark == "none" and rng.random() < shares.swapped:
            first, second = worn[one.a][0], worn[one.b][0]
            now = replace(second, ship=one.a, imo=first.imo, why="swapped")
            _change_both(one, worn, free, now, replace(first, ship=one.b, imo=second.imo, why="swapped"))
    _clone(traders, worn, free, shares.cloned, rng)
    _meet(diary, worn, free, shares, rng)
    _in_port(diary, worn, free, shares, rng)
    return worn


def gone(worn: list[list[Worn]]) -> list[tuple[int, float]]:
    """The ships whose numbers another took, and since when they are silent."""
    return [(one.ship, one.begin) for each in worn for one in each if one.why == "gone"]


def _own(ship: Ship) -> Worn:
    return Worn(
        ship.number, -FOREVER, FOREVER, ship.mmsi, ship.imo, ship.callsign, ship.name, ship.flag, "own"
    )  # fmt: skip


def _change(ship: int, time: float, worn: list[list[Worn]], free: set[int], new: Worn) -> None:
    """End what a ship wears at a time, and let her wear another from then on; once is enough for a ship."""
    worn[ship][-1] = replace(worn[ship][-1], end=time)
    worn[ship].append(replace(new, begin=time, end=FOREVER))
    free.discard(ship)


def _change_both(one: Meeting, worn: list[list[Worn]], free: set[int], first: Worn, second: Worn) -> None:
    """Both change half way through a meeting."""
    for ship, new in ((one.a, first), (one.b, second)):
        _change(ship, (one.begin + one.end) / 2.0, worn, free, new)


def _rename(diary: Diary, worn: list[list[Worn]], free: set[int], share: float, rng: np.random.Generator) -> None:
    """New flag, MMSI, callsign and name while in a port; the IMO number stays."""
    for call in diary.calls:
        if call.ship in free and call.berthed and rng.random() < share and call.berthed > 0.0:
            flag = str(rng.choice([one for one in OPEN if one != worn[call.ship][0].flag]))
            new = replace(
                worn[call.ship][0], mmsi=mmsi_of(flag, rng), callsign=callsign_of(flag, rng), flag=flag,
                name=name_of(rng, 1000 + call.ship), why="renamed",
            )  # fmt: skip
            _change(call.ship, (call.berthed + call.left) / 2.0, worn, free, new)


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


def _clone(traders: list[Ship], worn: list[list[Worn]], free: set[int], share: float, rng: np.random.Generator) -> None:
    """Pairs of which the second sends name, callsign and IMO number of the first under her own MMSI."""
    for _ in range(round(share * len(traders))):
        one, two = (traders[int(rng.integers(len(traders)))] for _ in range(2))
        if one is not two and {one.number, two.number} <= free:
            first = worn[one.number][0]
            worn[two.number] = [replace(first, ship=two.number, mmsi=two.mmsi, flag=two.flag, why="cloned")]
            free -= {one.number, two.number}


def _meet(diary: Diary, worn: list[list[Worn]], free: set[int], shares: Disguises, rng: np.random.Generator) -> None:
    """Meetings at which everything is exchanged, or the one takes the numbers of the other."""
    whys = ("exchanged", "carried", "taken")
    bounds = np.cumsum([shares.exchanged, shares.carried, shares.taken])
    for one in diary.meetings if bounds[-1] else ():
        drawn = rng.random()
        if one.dark != "none" or not {one.a, one.b} <= free or drawn >= bounds[-1]:
            continue
        why = whys[int(np.searchsorted(bounds, drawn, "right"))]
        first, second = worn[one.a][0], worn[one.b][0]
        sizes = (one.b, one.a) if why == "carried" else (None, None)
        now = replace(second, ship=one.a, why=why, size_of=sizes[0])
        then = replace(second, why="gone") if why == "taken" else replace(first, ship=one.b, why=why, size_of=sizes[1])
        _change_both(one, worn, free, now, then)


def _in_port(diary: Diary, worn: list[list[Worn]], free: set[int], shares: Disguises, rng: np.random.Generator) -> None:
    """New flag, name, or everything, while in a port."""
    whys = ("reflagged", "named", "reborn")
    bounds = np.cumsum([shares.reflagged, shares.named, shares.reborn])
    for call in diary.calls if bounds[-1] else ():
        drawn = rng.random()
        if call.ship in free and call.berthed and call.berthed > 0.0 and drawn < bounds[-1]:
            why = whys[int(np.searchsorted(bounds, drawn, "right"))]
            new = _anew(worn[call.ship][0], why, rng)
            _change(call.ship, (call.berthed + call.left) / 2.0, worn, free, new)


def _anew(was: Worn, why: str, rng: np.random.Generator) -> Worn:
    """What a ship sends after a change of that kind."""
    name = name_of(rng, 2000 + was.ship)
    if why == "named":
        return replace(was, name=name, why=why)
    flag = str(rng.choice([one for one in OPEN if one != was.flag]))
    new = replace(was, mmsi=mmsi_of(flag, rng), callsign=callsign_of(flag, rng), flag=flag, why=why)
    return replace(new, name=name, imo=imo_of(rng)) if why == "reborn" else new
