"""Decode one readsb trace document: typed and fast where it is sound, row by row where it is not.

Form: `trace.json` as written by readsb (https://github.com/wiedehopf/readsb, README-json.md and globe_index.c).
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import msgspec

from crossbearing.intake.streams import Unreadable

Altitude = float | Literal["ground"] | None
Flags = Annotated[int, msgspec.Meta(ge=0, le=255)]
Number = float | None


class Detail(msgspec.Struct):
    """The part we read of the aircraft object that every fourth row carries."""

    flight: str | None = None
    squawk: str | None = None
    nic: Annotated[int, msgspec.Meta(ge=-1, le=15)] | None = None
    nac_p: Annotated[int, msgspec.Meta(ge=-1, le=15)] | None = None


# dt, lat, lon, altitude, ground speed, track, flags, vertical rate, detail
Row9 = tuple[float, Number, Number, Altitude, Number, Number, Flags, Number, Detail | None]
# + source, geometric altitude, geometric rate, indicated air speed, roll
Row14 = tuple[
    float,
    Number,
    Number,
    Altitude,
    Number,
    Number,
    Flags,
    Number,
    Detail | None,
    str | None,
    Number,
    Number,
    Number,
    Number,
]


class _Heading(msgspec.Struct):
    icao: str
    timestamp: float
    r: str | None = None
    t: str | None = None
    ownOp: str | None = None  # noqa: N815 - the name in the file
    desc: str | None = None
    dbFlags: int | None = None  # noqa: N815


class _Trace14(_Heading, kw_only=True):
    trace: list[Row14]


class _Trace9(_Heading, kw_only=True):
    trace: list[Row9]


class _TraceRaw(_Heading, kw_only=True):
    trace: list[msgspec.Raw]


_trace14 = msgspec.json.Decoder(_Trace14)
_trace9 = msgspec.json.Decoder(_Trace9)
_trace_raw = msgspec.json.Decoder(_TraceRaw)
_row14 = msgspec.json.Decoder(Row14)
_row9 = msgspec.json.Decoder(Row9)
_any_row = msgspec.json.Decoder(list[msgspec.Raw])
_ADDRESS = re.compile(r"~?[0-9a-fA-F]{6}")
_PADDING = (None,) * 5
# A second one would silently replace the first in any JSON decoder.
_SINGLE_KEYS = (b'"trace"', b'"timestamp"', b'"icao"')


class Trace(msgspec.Struct):
    """One decoded document: `rows` have 14 elements, `numbers` are their places in the file, `bad` is (row, reason)."""

    icao: str
    timestamp: float
    registration: str | None
    typecode: str | None
    operator: str | None
    military: bool | None
    rows: list[Any]
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
    for key in _SINGLE_KEYS:
        if data.count(key) > 1:
            raise Unreadable(f"key {key.decode()} occurs twice")
    try:
        return _decoded(data)
    except RecursionError as deep:
        raise Unreadable("limit json_depth: nested too deep") from deep
    except (msgspec.DecodeError, UnicodeDecodeError) as broken:
        raise Unreadable(f"no readable trace: {broken}") from broken


def _decoded(data: bytes) -> Trace:
    try:
        sound = _trace14.decode(data)
        return _trace(sound, sound.trace, range(len(sound.trace)), [])
    except msgspec.ValidationError:
        pass  # older files have 9 elements a row; what is neither is decoded row by row
    try:
        short = _trace9.decode(data)
        return _trace(short, [row + _PADDING for row in short.trace], range(len(short.trace)), [])
    except msgspec.ValidationError:
        return _row_by_row(_trace_raw.decode(data))


def _row_by_row(raw: _TraceRaw) -> Trace:
    rows: list[Any] = []
    numbers: list[int] = []
    bad: list[tuple[int, str]] = []
    for number, text in enumerate(raw.trace):
        try:
            rows.append(_row(text))
            numbers.append(number)
        except msgspec.ValidationError as wrong:
            bad.append((number, str(wrong)))
    return _trace(raw, rows, numbers, bad)


def _row(text: msgspec.Raw) -> Any:
    """One row of 9 elements, of 14, or of more in a later form that keeps the first 14."""
    cells = _any_row.decode(text)
    if len(cells) < 14:
        return _row9.decode(text) + _PADDING
    return _row14.decode(text if len(cells) == 14 else b"[" + b",".join(map(bytes, cells[:14])) + b"]")


def _trace(top: _Heading, rows: list[Any], numbers: range | list[int], bad: list[tuple[int, str]]) -> Trace:
    if _ADDRESS.fullmatch(top.icao) is None:
        raise Unreadable(f"{top.icao!r} is no address of six hex digits")
    military = None if top.dbFlags is None else bool(top.dbFlags & 1)
    return Trace(top.icao, top.timestamp, top.r, top.t, top.ownOp, military, rows, numbers, bad)
