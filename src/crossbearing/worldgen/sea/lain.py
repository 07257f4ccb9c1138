"""Ships that lay near one another at anchor or at the quays of one port: the commonest look-alikes of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from crossbearing.worldgen.sea.diary import Diary, Lain, Lookalike
from crossbearing.worldgen.sea.places import apart_km

# As near as methods of finding meetings look, with the length of both chains; and at least so long.
NEAR_KM, LEAST_S = {"anchor": 1.0, "berth": 0.6}, 3600.0
NAMED = {"anchor": "anchorage", "berth": "harbour"}


def neighbours(diary: Diary) -> Iterator[Lookalike]:
    """Pairs that lay near one another for an hour or more."""
    for (port, kind), some in groupby(sorted(diary.lain, key=lambda one: (one.port, one.kind)), _where):
        del port
        lying = sorted(some, key=lambda one: (one.begin, one.ship))
        for k, one in enumerate(lying):
            for other in lying[k + 1 :]:
                begin, end = other.begin, min(one.end, other.end)
                near = end - begin > LEAST_S and one.ship != other.ship
                if near and apart_km(one.place, other.place) < NEAR_KM[kind]:
                    low, high = sorted((one.ship, other.ship))
                    yield Lookalike(NAMED[kind], (low, high), begin, end)


def _where(one: Lain) -> tuple[str, str]:
    return one.port, one.kind
