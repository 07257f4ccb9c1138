"""The truth about a sea world as rows of JSON, and what of it can be seen in the rows received.

Names of files and fields are those of other worlds of this kind: vessels, port_calls, voyages, transfers,
not_transfers, silences, identities, receivers, jamming.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.worldgen.sea.diary import Lookalike, Meeting
from crossbearing.worldgen.sea.faults import KINDS, JamStyle
from crossbearing.worldgen.sea.invented import Sea
from crossbearing.worldgen.sea.lain import neighbours
from crossbearing.worldgen.sea.life import place_at
from crossbearing.worldgen.sea.units import DAY_S
from crossbearing.worldgen.sea.worn import FOREVER

Row = dict[str, Any]
# A silence between two rows is listed from so many hours on: the shortest threshold in use.
SILENT_H = 2.0
NEAR_DEG = 0.01


class Telling:
    """A sea world with an index to its rows, for telling the truth about it."""

    def __init__(self, sea: Sea) -> None:
        self.sea = sea
        self._t: NDArray[np.float64] = sea.rows["t"].to_numpy()
        self._true = sea.rows["false"].to_numpy() == 0
        self._first = np.searchsorted(sea.rows["ship"].to_numpy(), np.arange(len(sea.ships) + 1))

    def times_of(self, ship: int, genuine: bool = False) -> NDArray[np.float64]:
        """When positions of a ship were received; if `genuine`, those that were not false."""
        rows = slice(self._first[ship], self._first[ship + 1])
        return self._t[rows][self._true[rows]] if genuine else self._t[rows]

    def heard(self, ship: int, begin: float, end: float) -> int:
        """How many genuine positions of a ship were received in a time."""
        a, b = np.searchsorted(self.times_of(ship, genuine=True), [begin, end])
        return int(b - a)

    def longest_silence_s(self, one: Meeting) -> float:
        """The longest time in a meeting in which no genuine position of one of both ships was received."""
        return max(longest_gap_s(self.times_of(ship, genuine=True), one.begin, one.end) for ship in (one.a, one.b))

    def craft(self, ship: int, time: float) -> str:
        """What she is called by the number she sends at a time."""
        worn = next(one for one in self.sea.worn[ship] if one.begin <= time < one.end)
        return f"mmsi:{worn.mmsi:09d}"

    def iso(self, seconds: float) -> str | None:
        """A time as text; null outside the days of the world."""
        if not -2.0 * DAY_S < seconds < (self.sea.days + 3.0) * DAY_S:
            return None
        return datetime.fromtimestamp(self.sea.epoch + round(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def truth_of(sea: Sea) -> dict[str, list[Row]]:
    """All files of the truth by name."""
    told = Telling(sea)
    return {
        "vessels": _vessels(told), "identities": _identities(told), "port_calls": _calls(told),
        "voyages": _voyages(told), "transfers": transfers(told), "not_transfers": not_transfers(told),
        "silences": _silences(told), "receivers": _receivers(sea), "jamming": _jamming(told),
    }  # fmt: skip


def transfers(told: Telling) -> list[Row]:
    """Meetings that overlap the world's days, with how often either ship was heard in them."""
    return [
        _transfer(told, number, one)
        for number, one in enumerate(sorted(told.sea.diary.meetings, key=lambda one: (one.begin, one.a)))
        if one.end > 0.0 and one.begin < told.sea.days * DAY_S
    ]


def _transfer(told: Telling, number: int, one: Meeting) -> Row:
    ships = told.sea.ships
    first, second = ships[one.a], ships[one.b]
    place = place_at(told.sea.lives[one.a], (one.begin + one.end) / 2.0, list(told.sea.lives))
    return {
        "id": f"t{number:04d}", "a": told.craft(one.a, one.begin), "b": told.craft(one.b, one.begin),
        "vessel_a": one.a, "vessel_b": one.b, "name_a": first.name, "name_b": second.name, "sea": first.sea,
        "setting": one.setting, "kinds": [first.kind, second.kind], "started_at": told.iso(one.begin),
        "ended_at": told.iso(one.end), "lat": round(place[0], 4), "lon": round((place[1] + 540.0) % 360.0 - 180.0, 4),
        "dark": one.dark, "positions_a": told.heard(one.a, one.begin, one.end),
        "positions_b": told.heard(one.b, one.begin, one.end),
        "longest_silence_min": round(told.longest_silence_s(one) / 60.0, 1),
    }  # fmt: skip


def longest_gap_s(times: NDArray[Any], begin: float, end: float) -> float:
    """The longest stretch between two moments without any of some times."""
    inside = times[(times > begin) & (times < end)]
    return float(np.diff(np.concatenate([[begin], inside, [end]])).max())


def not_transfers(told: Telling) -> list[Row]:
    """Pairs of ships that were near one another for other reasons, by kind."""
    pairs = [*told.sea.diary.lookalikes, *neighbours(told.sea.diary), *_thrown_together(told)]
    return [
        {
            "kind": one.kind, "craft": [told.craft(ship, one.begin) for ship in one.ships],
            "vessels": list(one.ships), "start": told.iso(one.begin), "end": told.iso(one.end),
        }
        for one in sorted(pairs, key=lambda one: (one.begin, one.ships, one.kind))
        if one.end > 0.0 and one.begin < told.sea.days * DAY_S
    ]  # fmt: skip


def _thrown_together(told: Telling) -> Iterator[Lookalike]:
    """Ships that false positions put on one point at a time."""
    rows = told.sea.rows.filter(pl.col("false") == KINDS.index("jammed"))
    for jam in told.sea.jams:
        if jam.style is JamStyle.POINT:
            near = rows.filter(
                ((pl.col("lat") - jam.to[0]).abs() < NEAR_DEG) & pl.col("t").is_between(jam.begin, jam.end)
            )
            for pair in combinations(sorted(near["ship"].unique().to_list()), 2):
                yield Lookalike("jammed", (int(pair[0]), int(pair[1])), jam.begin, jam.end)


def _vessels(told: Telling) -> list[Row]:
    return [
        {
            "craft": f"mmsi:{ship.mmsi:09d}", "vessel": ship.number, "imo": ship.imo, "name": ship.name,
            "callsign": ship.callsign, "flag": ship.flag, "basin": ship.sea, "kind": ship.kind,
            "ship_type": ship.ship_type, "length_m": ship.length_m, "dwt": ship.dwt, "class_b": ship.class_b,
            "silent": [[told.iso(a), told.iso(b), why] for a, b, why in told.sea.lives[ship.number].silent],
            "spoofed": [
                [told.iso(one.begin), told.iso(one.end), one.kind]
                for one in told.sea.spoofs if one.ship == ship.number
            ],
        }
        for ship in told.sea.ships
    ]  # fmt: skip


def _identities(told: Telling) -> list[Row]:
    return [
        {
            "vessel": one.ship, "craft": f"mmsi:{one.mmsi:09d}", "imo": one.imo, "name": one.name,
            "callsign": one.callsign, "flag": one.flag, "why": one.why,
            "from": None if one.begin == -FOREVER else told.iso(one.begin),
            "to": None if one.end == FOREVER else told.iso(one.end),
        }
        for worn in told.sea.worn for one in worn
    ]  # fmt: skip


def _calls(told: Telling) -> list[Row]:
    rows = []
    for one in sorted(told.sea.diary.calls, key=lambda call: (call.ship, call.arrived)):
        if one.left > 0.0 and one.arrived < told.sea.days * DAY_S:
            ship = told.sea.ships[one.ship]
            anchored = [told.iso(time) for time in one.anchored] if one.anchored else None
            rows.append({
                "craft": told.craft(one.ship, one.arrived), "vessel": one.ship, "imo": ship.imo, "name": ship.name,
                "port": one.port, "arrived_at": told.iso(one.arrived),
                "berthed_at": told.iso(one.berthed) if one.berthed else None, "left_at": told.iso(one.left),
                "anchored": anchored, "positions": told.heard(one.ship, one.arrived, one.left),
            })  # fmt: skip
    return rows


def _voyages(told: Telling) -> list[Row]:
    return [
        {
            "craft": told.craft(one.ship, one.left), "vessel": one.ship, "departure_port": one.start,
            "arrival_port": one.end, "departed_at": told.iso(one.left), "arrived_at": told.iso(one.arrived),
            "positions": told.heard(one.ship, one.left, one.arrived),
        }
        for one in sorted(told.sea.diary.voyages, key=lambda voyage: (voyage.ship, voyage.left))
        if one.arrived > 0.0 and one.left < told.sea.days * DAY_S
    ]  # fmt: skip


def _silences(told: Telling) -> list[Row]:
    """Silences of two hours and more between two rows of a ship, and whether her transponder was off for most of it."""
    rows = []
    for ship in told.sea.ships:
        times = told.times_of(ship.number)
        for k in np.flatnonzero(np.diff(times) > SILENT_H * 3600.0):
            a, b = float(times[k]), float(times[k + 1])
            off = sum(max(0.0, min(b, end) - max(a, begin)) for begin, end, _ in told.sea.lives[ship.number].silent)
            rows.append({
                "craft": told.craft(ship.number, a), "vessel": ship.number, "started_at": told.iso(a),
                "ended_at": told.iso(b), "hours": round((b - a) / 3600.0, 2), "off_hours": round(off / 3600.0, 2),
                "why": "switched off" if off > 0.5 * (b - a) else "out of reach",
            })  # fmt: skip
    return rows


def _receivers(sea: Sea) -> list[Row]:
    return [
        {
            "name": one.name, "lat": one.lat, "lon": one.lon, "reach_km": round(one.reach_km, 1),
            "working_share": round(float(one.up.mean()), 3),
        }
        for one in sea.ears.stations
    ]  # fmt: skip


def _jamming(told: Telling) -> list[Row]:
    return [
        {
            "lat": one.lat, "lon": one.lon, "radius_km": round(one.radius_km, 1), "style": one.style,
            "started_at": told.iso(one.begin), "ended_at": told.iso(one.end),
        }
        for one in told.sea.jams
    ]  # fmt: skip
