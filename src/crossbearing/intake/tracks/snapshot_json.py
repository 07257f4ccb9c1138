"""Decode one snapshot of all aircraft: typed and fast where it is sound, aircraft by aircraft where it is not.

Forms, told apart by their keys:
- readsb and dump1090-fa `aircraft.json`: `{"now": s, "messages": n, "aircraft": [{"hex": …}, …]}`;
- API answers of version 2: `{"ac": [{"hex": …}, …], "now": ms, …}`;
- dump1090-mutability `history_N.json`: the same as the first with `altitude`, `speed` and `vert_rate`;
- one aircraft a line with its own `now`: `{"now": s, "hex": …, "lat": …, …}`.
Keys as in https://github.com/wiedehopf/readsb/blob/dev/README-json.md; keys that are absent are unknown.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from crossbearing.intake.streams import Unreadable

Category = Annotated[int, msgspec.Meta(ge=-1, le=15)] | None
Altitude = float | Literal["ground", ""] | None
# A time in ms since 1970 is beyond this, one in s before the year 5000.
FIRST_MS = 1e11


class LastPosition(msgspec.Struct, gc=False):
    """Where a craft was when its last position is older than a minute: heard since, not located."""

    lat: float | None = None
    lon: float | None = None
    seen_pos: float | None = None


class Aircraft(msgspec.Struct, gc=False):
    """What we read of one aircraft; `rr_lat` and `rr_lon`, guesses from who hears it, are not read at all."""

    hex: str
    type: str | None = None
    flight: str | None = None
    r: str | None = None
    t: str | None = None
    ownOp: str | None = None  # noqa: N815 - the name in the file
    dbFlags: int | None = None  # noqa: N815
    lat: float | None = None
    lon: float | None = None
    last_position: LastPosition | None = msgspec.field(default=None, name="lastPosition")
    alt_baro: Altitude = None
    alt_geom: float | None = None
    altitude: Altitude = None
    gs: float | None = None
    speed: float | None = None
    gscp: float | None = None
    track: float | None = None
    baro_rate: float | None = None
    geom_rate: float | None = None
    vert_rate: float | None = None
    squawk: str | None = None
    nic: Category = None
    nac_p: Category = None
    seen: float | None = None
    seen_pos: float | None = None
    mlat: list[str] | None = None
    tisb: list[str] | None = None
    gps_ok_before: float | None = msgspec.field(default=None, name="gpsOkBefore")
    now: float | None = None


class _Snapshot(msgspec.Struct):
    now: float | None = None
    aircraft: list[Aircraft] | None = None
    ac: list[Aircraft] | None = None


class _Loose(msgspec.Struct):
    now: float | None = None
    aircraft: list[msgspec.Raw] | None = None
    ac: list[msgspec.Raw] | None = None


_sound = msgspec.json.Decoder(_Snapshot)
_loose = msgspec.json.Decoder(_Loose)
_one = msgspec.json.Decoder(Aircraft)


class Snapshot(msgspec.Struct):
    """One decoded document: `now` in seconds since 1970, its aircraft with their places, `bad` as (place, reason)."""

    now: float
    aircraft: list[Aircraft]
    numbers: range | list[int]
    bad: list[tuple[int, str]]

    @property
    def rows_in(self) -> int:
        """Aircraft the document has, kept or not."""
        return len(self.aircraft) + len(self.bad)


def decode(data: bytes) -> Snapshot:
    """Decode one document. Raises `Unreadable` when it is no snapshot as a whole; bad aircraft are in `bad`."""
    try:
        return _decoded(data)
    except RecursionError as deep:
        raise Unreadable("nested too deep") from deep
    except (msgspec.DecodeError, UnicodeDecodeError) as broken:
        raise Unreadable(f"no readable snapshot: {broken}") from broken


def _decoded(data: bytes) -> Snapshot:
    try:
        sound = _sound.decode(data)
    except msgspec.ValidationError:
        loose = _loose.decode(data)
        rows = loose.aircraft if loose.aircraft is not None else loose.ac
        return _line(data) if rows is None else _one_by_one(loose.now, rows)
    held = sound.aircraft if sound.aircraft is not None else sound.ac
    if held is None:
        return _line(data)
    return Snapshot(_seconds(sound.now), held, range(len(held)), [])


def _one_by_one(now: float | None, rows: list[msgspec.Raw]) -> Snapshot:
    good: list[Aircraft] = []
    numbers: list[int] = []
    bad: list[tuple[int, str]] = []
    for number, text in enumerate(rows):
        try:
            good.append(_one.decode(text))
            numbers.append(number)
        except msgspec.ValidationError as wrong:
            bad.append((number, str(wrong)))
    return Snapshot(_seconds(now), good, numbers, bad)


def _line(data: bytes) -> Snapshot:
    """A line that is one aircraft."""
    one = _one.decode(data)
    return Snapshot(_seconds(one.now), [one], range(1), [])


def _seconds(now: float | None) -> float:
    if now is None:
        raise Unreadable("the snapshot has no time `now`")
    return now / 1000 if abs(now) >= FIRST_MS else now
