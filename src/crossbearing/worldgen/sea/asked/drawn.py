"""The sorts of claims about a sea world, in a visible table, and the draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from crossbearing.worldgen.sea.asked.called import denied, flag_called, no_call, port_call, voyage
from crossbearing.worldgen.sea.asked.counted import calls, first_since, voyages
from crossbearing.worldgen.sea.asked.hat import QUIET, Drawn, Hat
from crossbearing.worldgen.sea.asked.ideal import Ideal
from crossbearing.worldgen.sea.asked.met import by_flags, by_names, by_place
from crossbearing.worldgen.sea.asked.silent import gaps_of, renamed, switched_off
from crossbearing.worldgen.wide.ideal import Said

TRIES = 80
Drawer = Callable[[Hat, str, bool], Drawn | None]
SORTS: dict[str, Drawer] = {
    "port call, one day": lambda hat, name, true: port_call(hat, name, true, "day"),
    "port call, some days": lambda hat, name, true: port_call(hat, name, true, "days"),
    "port call, month": lambda hat, name, true: port_call(hat, name, true, "month"),
    "port call, flag": flag_called,
    "delivery from port to port": voyage,
    "transfer, names": by_names,
    "transfer, names and place": by_place,
    "transfer, flags": by_flags,
    "transponder off": switched_off,
    "renamed": renamed,
    "calls, exactly": lambda hat, name, true: calls(hat, name, true, "exactly"),
    "calls, at least": lambda hat, name, true: calls(hat, name, true, "at least"),
    "calls, n-th": lambda hat, name, true: calls(hat, name, true, "n-th"),
    "voyages, at least": voyages,
    "silences of a ship": gaps_of,
    "first call since": first_since,
    "no call": no_call,
    "denial": denied,
}


def draw(ideal: Ideal, seed: int, n: int) -> list[Drawn]:
    """Return `n` true and `n` false claims of each sort, or fewer where the world has none."""
    hat = Hat(ideal, np.random.default_rng([seed, 99]))
    return [one for sort in SORTS for true in (True, False) for one in _some(hat, sort, true, n)]


def _some(hat: Hat, sort: str, true: bool, n: int) -> Iterator[Drawn]:
    made = 0
    for k in range(n * TRIES):
        if made == n:
            return
        name = f"{'true' if true else 'false'}-{sort}-{k}".replace(" ", "-").replace(",", "")
        if found := SORTS[sort](hat, name, true):
            made += 1
            yield replace(found, sort=sort, said=_undecided(found.said) if "shared" in found.tags else found.said)


def _undecided(said: Said) -> Said:
    """Of two ships on one number nobody can tell which it was, though one may be seen."""
    return Said("not_observable", (*QUIET, "supported"), said.p_heard)
