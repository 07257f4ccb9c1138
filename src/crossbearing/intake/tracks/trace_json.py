"""Decode one readsb trace document: typed and fast where it is sound, row by row where it is not.

Form: `trace.json` as written by readsb (https://github.com/wiedehopf/readsb, README-json.md and globe_index.c).
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec

from crossbearing.intake.streams import Unreadable

Altitude = float | Literal["ground"] | None
Flags = Annotated[int, msgspec.Meta(ge=0, le=255)]


class Detail(msgspec.Struct):
    """The part we read of the aircraft object that every fourth row carries.

    `gps_ok_before` is the time of the last sound position, given for 15 minutes after satellite navigation was lost.
    """

    flight: str | None = None
    squawk: str | None = None
    nic: Annotated[int, msgspec.Meta(ge=-1, le=15)] | None = None
    nac_p: Annotated[int, msgspec.Meta(ge=-1, le=15)] | None = None
    gps_ok_before: float | None = msgspec.field(default=None, name="gpsOkBefore")


class Row(msgspec.Struct, array_like=True, gc=False):
    """One row; older files end after `detail`, and what stands after `geom` is not read."""

    dt: float
    lat: float | None
    lon: float | None
    alt: Altitude
    gs_kt: float | None
    track_deg: float | None
    flags: Flags
    vrate_fpm: float | None
    detail: Detail | None
    kind: str | None = None
    geom: float | None = None


class _Heading(msgspec.Struct):
    icao: str
    timestamp: float
    r: str | None = None
    t: str | None = None
    ownOp: str | None = None  # noqa: N815 - the name in the file
    desc: str | None = None
    dbFlags: int | None = None  # noqa: N815


class _Sound(_Heading, kw_only=True):
    trace: list[Row]


class _Raw(_Heading, kw_only=True):
    trace: list[msgspec.Raw]


_sound = msgspec.json.Decoder(_Sound)
_raw = msgspec.json.Decoder(_Raw)
_row = msgspec.json.Decoder(Row)
_ADDRESS = re.compile(r"~?[0-9a-fA-F]{6}")
_TRACE_KEY = b'"trace"'
_HEADING_KEYS = (b'"timestamp"', b'"icao"')


class Trace(msgspec.Struct):
    """One decoded document: `numbers` are the places of `rows` in the file, `bad` is (row, reason)."""

    icao: str
    timestamp: float
    registration: str | None
    typecode: str | None
    operator: str | None
    military: bool | None
    rows: list[Row]
    numbers: range | list[int]
    bad: list[tuple[int, str]]

    @property
    def rows_in(self) -> int:
        """Rows the document has, kept or not."""
        return len(self.rows) + len(self.bad)

    def numbered_from(self, first: int) -> Trace:
        """The same document in a file where `first` rows stand before it."""
        self.numbers = [first + number for number in self.numbers]
        self.bad = [(first + number, reason) for number, reason in self.bad]
        return self


def decode(data: bytes) -> Trace:
    """Decode one document. Raises `Unreadable` when it is no trace as a whole; bad rows are in `bad`."""
    _check_keys(data)
    try:
        return _decoded(data)
    except RecursionError as deep:
        raise Unreadable("nested too deep") from deep
    except (msgspec.DecodeError, UnicodeDecodeError) as broken:
        raise Unreadable(f"no readable trace: {broken}") from broken


def _check_keys(data: bytes) -> None:
    """Refuse a second `trace`, or a second name or base time before it: a decoder would silently keep the last."""
    heading = data[: data.find(_TRACE_KEY)]
    twice = [key for key in _HEADING_KEYS if heading.count(key) > 1]
    if data.count(_TRACE_KEY) > 1:
        twice.append(_TRACE_KEY)
    if twice:
        raise Unreadable(f"key {twice[0].decode()} occurs twice")


def _decoded(data: bytes) -> Trace:
    try:
        sound = _sound.decode(data)
        return _trace(sound, sound.trace, range(len(sound.trace)), [])
    except msgspec.ValidationError:
        return _row_by_row(_raw.decode(data))


def _row_by_row(raw: _Raw) -> Trace:
    rows: list[Row] = []
    numbers: list[int] = []
    bad: list[tuple[int, str]] = []
    for number, text in enumerate(raw.trace):
        try:
            rows.append(_row.decode(text))
            numbers.append(number)
        except msgspec.ValidationError as wrong:
            bad.append((number, str(wrong)))
    return _trace(raw, rows, numbers, bad)


def _trace(top: _Heading, rows: list[Row], numbers: range | list[int], bad: list[tuple[int, str]]) -> Trace:
    if _ADDRESS.fullmatch(top.icao) is None:
        raise Unreadable(f"{top.icao!r} is no address of six hex digits")
    military = None if top.dbFlags is None else bool(top.dbFlags & 1)
    return Trace(top.icao, top.timestamp, top.r, top.t, top.ownOp, military, rows, numbers, bad)
