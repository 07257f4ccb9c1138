"""How often a ship called at a port, or sailed from one to another: shown, to reckon with, and at most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from crossbearing.checks.at_sea.borne import Borne
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.movement.vessels.ports.counting import Call, CallCount, Room, count_calls, merged, pace_s, passages
from crossbearing.movement.vessels.ports.harbours import Harbours

Row = dict[str, Any]
Window = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ports:
    """The harbours at which calls are counted; with `starts`, only those that follow a call at one of these."""

    wanted: tuple[int, ...]
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Calls (or voyages, by the call at their end) shown, how many to reckon with, and how many there is room for.

    `rooms` are the silences with room for more; `rows` are the ids and rows of all that was counted.
    """

    calls: tuple[Call, ...]
    rooms: tuple[Room, ...]
    n_max: int
    n_most: int
    behind: tuple[Call, ...]

    @property
    def n_min(self) -> int:
        """Those that were shown."""
        return len(self.calls)


def tally(sea: Sea, hull: int, ports: Ports, window: Window, harbours: Harbours, rows: Sequence[Row]) -> Tally:
    """Count for one ship in a window (seconds); `rows` are her shown calls (PORT_CALLS)."""
    ends = _count(sea, hull, ports.wanted, window, harbours, rows)
    if not ports.starts:
        return Tally(ends.calls, ends.rooms, ends.n_max, ends.n_most, ends.calls)
    begins = _count(sea, hull, ports.starts, window, harbours, rows)
    made = passages(begins.calls, ends.calls)
    fewer = min(begins, ends, key=lambda one: one.n_most)
    n = len(made)
    most = [min(getattr(begins, name), getattr(ends, name)) for name in ("n_max", "n_most")]
    calls = tuple(end for _, end in made)
    return Tally(calls, fewer.rooms, max(n, most[0]), max(n, most[1]), tuple(one for pair in made for one in pair))


def _count(
    sea: Sea, hull: int, wanted: tuple[int, ...], window: Window, harbours: Harbours, rows: Sequence[Row]
) -> CallCount:
    own = at_ports(sea, wanted, rows)
    track = sea.track(hull)
    return count_calls(track.fixes, 0, track.kmh, own, harbours, wanted, window, sea.span, pace_s(list(rows)))


def at_ports(sea: Sea, wanted: tuple[int, ...], rows: Iterable[Row]) -> list[Row]:
    """The calls at some harbours."""
    codes = {sea.harbours.codes[one] for one in wanted}
    return [row for row in rows if row["place"] in codes]


def shown_calls(sea: Sea, crafts: Sequence[str], meant: Borne) -> list[Row]:
    """All calls of a ship that were shown, while those MMSI stood for her."""
    rows = sea.port_calls.filter(pl.col("craft").is_in(list(crafts)), "shown").to_dicts()
    return [row for row in rows if meant.has(row["craft"], row["arrived_before"])]


def shown_in(sea: Sea, ports: Ports, rows: Sequence[Row], window: Window) -> list[Call]:
    """What one ship is shown to have done at those ports in a window (seconds): calls, or those that end voyages."""
    starts, ends = (
        [call for call in merged(at_ports(sea, wanted, rows)) if call.begin < window[1] and call.end >= window[0]]
        for wanted in (ports.starts, ports.wanted)
    )
    return [end for _, end in passages(starts, ends)] if ports.starts else ends
