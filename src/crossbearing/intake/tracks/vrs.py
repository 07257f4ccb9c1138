"""Aircraft lists of Virtual Radar Server: what ADSBexchange kept from 2016 to 2020, and version 1 of its API.

`{"acList": [{"Icao": …, "Lat": …, "Long": …, "PosTime": ms, …}], "stm": ms}`, documented at
https://www.virtualradarserver.co.uk/documentation/Formats/AircraftList.aspx. The API of version 1 has the same names in
lower case, `ac` for `acList`, `lon` for `Long`, `ctime` for `stm`, and every value as text. Read are `Icao`, the place,
`PosTime` (when it was valid), `Alt` in feet with `AltT` (0 pressure, 1 satellite), `Gnd`, `Spd` in knots where
`SpdTyp` says that it is over ground, `Trak`, `Vsi` with `VsiT`, `Sqk`, `Call`, `Reg`, `Type`, `Op`, `Mil`, `Mlat`,
`Tisb`. `GAlt` is corrected for the weather by nobody knows what and is not read.
`PosStale`, or a position of more than a minute ago, makes the craft a contact: heard, not located.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.snapshot_json import Aircraft, LastPosition, Snapshot
from crossbearing.intake.tracks.snapshots import SnapshotReader
from crossbearing.model.exhibits import ExhibitKind

NAME = "vrs-list"
# As readsb does with `lastPosition`.
OLDER_S = 60.0
_ONE = re.compile(rb'"(?:acList|ac)"\s*:\s*\[\s*\{[^{}]{0,2000}?"(?:PosTime|postime|Icao|icao)"\s*:')
_GROUND_SPEEDS = (0, 1)


class _Listed(msgspec.Struct):
    """One aircraft, by its names in lower case."""

    icao: str
    lat: float | None = None
    lon: float | None = None
    postime: float | None = None
    posstale: bool | int = False
    alt: float | None = None
    altt: int = 0
    gnd: bool | int = False
    spd: float | None = None
    spdtyp: int = 0
    trak: float | None = None
    vsi: float | None = None
    vsit: int = 0
    sqk: str | int | None = None
    call: str | None = None
    reg: str | None = None
    type: str | None = None
    op: str | None = None
    mil: bool | int | None = None
    mlat: bool | int = False
    tisb: bool | int = False


_document = msgspec.json.Decoder(dict[str, Any])


def recognises(head: bytes) -> bool:
    """Whether the file begins like a list of aircraft with the names of Virtual Radar Server."""
    return head.lstrip().startswith(b"{") and _ONE.search(head) is not None


def decode(data: bytes) -> Snapshot:
    """Decode one list. Raises `Unreadable` when it is none as a whole; bad aircraft are in `bad`."""
    try:
        document = _document.decode(data)
    except RecursionError as deep:
        raise Unreadable("nested too deep") from deep
    except (msgspec.DecodeError, UnicodeDecodeError) as broken:
        raise Unreadable(f"no readable list of aircraft: {broken}") from broken
    rows = document.get("acList", document.get("ac"))
    now = _milliseconds(document.get("stm", document.get("ctime")))
    if not isinstance(rows, list):
        raise Unreadable("no list of aircraft")
    if now is None:
        raise Unreadable("the list has no time `stm` or `ctime`")
    return _snapshot(now, rows)


def _snapshot(now: float, rows: list[Any]) -> Snapshot:
    good: list[Aircraft] = []
    numbers: list[int] = []
    bad: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        try:
            good.append(_aircraft(msgspec.convert(_plain(row), _Listed, strict=False), now))
            numbers.append(number)
        except (msgspec.ValidationError, OverflowError) as wrong:
            bad.append((number, str(wrong)))
    return Snapshot(now, good, numbers, bad)


def _plain(row: object) -> object:
    """The names in lower case, and nothing for a value that is blank."""
    if not isinstance(row, Mapping):
        return row
    told = {str(key).lower(): value for key, value in row.items() if value not in (None, "")}
    return told | ({"lon": told["long"]} if "long" in told else {})


def _aircraft(one: _Listed, now: float) -> Aircraft:
    age = None if one.postime is None else now - one.postime / 1000
    stale = bool(one.posstale) or (age is not None and age > OLDER_S)
    height = "ground" if one.gnd else one.alt if one.altt == 0 else None
    return Aircraft(
        hex=one.icao,
        flight=one.call,
        r=one.reg,
        t=one.type,
        ownOp=one.op,
        dbFlags=None if one.mil is None else int(bool(one.mil)),
        lat=one.lat,
        lon=one.lon,
        last_position=LastPosition(one.lat, one.lon, age) if stale and one.lat is not None else None,
        alt_baro=height,  # type: ignore[arg-type]
        alt_geom=one.alt if one.altt == 1 and not one.gnd else None,
        gs=one.spd if one.spdtyp in _GROUND_SPEEDS else None,
        track=one.trak,
        baro_rate=one.vsi if one.vsit == 0 else None,
        geom_rate=one.vsi if one.vsit == 1 else None,
        squawk=str(one.sqk).zfill(4) if one.sqk else None,
        seen_pos=age,
        mlat=["lat"] if one.mlat else None,
        tisb=["lat"] if one.tisb else None,
    )


def _milliseconds(value: object) -> float | None:
    """Milliseconds since 1970, also as text, in seconds."""
    try:
        return float(str(value)) / 1000
    except ValueError:
        return None


class ListReader(SnapshotReader):
    """Reads lists as snapshots are read."""

    def __init__(self, task: Task) -> None:
        super().__init__(task, NAME, decode)


VRS = Format(
    name=NAME,
    documented_at="https://www.virtualradarserver.co.uk/documentation/Formats/AircraftList.aspx",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=ListReader,
)
