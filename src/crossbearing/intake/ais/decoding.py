"""Positions out of AIS messages of one sentence, in columns (ITU-R M.1371-5, annex 8).

Types 1 to 3 (class A), 4 (shore stations), 9 (search aircraft), 11 (the time, told by a ship that was asked), 18
(class B) and 27 (long range). What a field leaves open ("not available") is NaN. Everything else is decoded by the
library pyais.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossbearing.intake.ais.sentences import Bytes, Sentences, letters_at

Numbers = npt.NDArray[np.float64]
Bits = npt.NDArray[np.int64]

# Letters that hold all fields of a position report, by type: 168 bits, and 96 of a long-range one.
_LETTERS = 28
_LONG_RANGE_LETTERS = 16
_NO_SPEED, _NO_COURSE, _NO_HEADING = 1023, 3600, 511
_NO_LONG_RANGE_SPEED = 63
# Latitude and longitude are sent in 1/10,000 of a minute, in long-range messages in 1/10.
_PER_DEGREE, _LONG_RANGE_PER_DEGREE = 600_000.0, 600.0


@dataclass(frozen=True, slots=True)
class Fields:
    """Where the fields of a type stand: first bit and length in bits; of its `clock` the first bits from the year to
    the second."""

    lon: tuple[int, int]
    lat: tuple[int, int]
    speed: tuple[int, int] | None = None
    course: tuple[int, int] | None = None
    heading: tuple[int, int] | None = None
    status: tuple[int, int] | None = None
    letters: int = _LETTERS
    knots: float = 0.1
    clock: tuple[int, ...] | None = None


_CLASS_A = Fields((61, 28), (89, 27), (50, 10), (116, 12), (128, 9), (38, 4))
_TIMED = Fields((79, 28), (107, 27), clock=(38, 52, 56, 61, 66, 72))
FIELDS: dict[int, Fields] = {
    1: _CLASS_A,
    2: _CLASS_A,
    3: _CLASS_A,
    4: _TIMED,
    9: Fields((61, 28), (89, 27), (50, 10), (116, 12), knots=1.0),
    11: _TIMED,
    18: Fields((57, 28), (85, 27), (46, 10), (112, 12), (124, 9)),
    27: Fields((44, 18), (62, 17), (79, 6), (85, 9), None, (40, 4), _LONG_RANGE_LETTERS, 1.0),
}
_MMSI = (8, 30)
# Bits of year, month, day, hour, minute and second.
_CLOCK_BITS = (14, 4, 5, 5, 6, 6)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Position reports as arrays of one length; `which` says which of the sentences each is. Degrees, knots.

    `clock` is the time that a report itself tells, seconds since 1970.
    """

    which: Bits
    mmsi: Bits
    kind: Bits
    lat: Numbers
    lon: Numbers
    sog_kt: Numbers
    cog_deg: Numbers
    heading_deg: Numbers
    status: Numbers
    clock: Numbers


def decode_positions(sentences: Sentences) -> Decoded:
    """Decode every message of one sentence whose type is in `FIELDS` and whose length is enough, in their order."""
    kinds = np.where(sentences.total == 1, sentences.kinds, 0)
    length = sentences.payload_end - sentences.payload
    found = [_decode(sentences, np.zeros(0, np.int64), 1, FIELDS[1])]
    for kind, fields in FIELDS.items():
        which = np.flatnonzero((kinds == kind) & (length >= fields.letters))
        if which.size:
            found.append(_decode(sentences, which, kind, fields))
    order = np.argsort(np.concatenate([one.which for one in found]))
    return Decoded(*(np.concatenate([getattr(one, name) for one in found])[order] for name in Decoded.__slots__))


def _decode(sentences: Sentences, which: Bits, kind: int, fields: Fields) -> Decoded:
    bits = letters_at(sentences.data, sentences.payload[which], fields.letters)
    long_range = kind == 27
    per_degree = _LONG_RANGE_PER_DEGREE if long_range else _PER_DEGREE
    nothing = np.full(which.size, np.nan)
    speed = _or_none(bits, fields.speed, _NO_LONG_RANGE_SPEED if long_range else _NO_SPEED)
    course = _or_none(bits, fields.course, _NO_HEADING if long_range else _NO_COURSE)
    status = unsigned(bits, *fields.status).astype(np.float64) if fields.status else nothing
    return Decoded(
        which=which,
        mmsi=unsigned(bits, *_MMSI),
        kind=np.full(which.size, kind),
        lat=_signed(bits, *fields.lat) / per_degree,
        lon=_signed(bits, *fields.lon) / per_degree,
        sog_kt=nothing if speed is None else speed * fields.knots,
        cog_deg=nothing if course is None else course * (1.0 if long_range else 0.1),
        heading_deg=nothing if fields.heading is None else _present(unsigned(bits, *fields.heading), _NO_HEADING),
        status=status,
        clock=_clock(bits, fields.clock) if fields.clock else nothing,
    )


def _clock(bits: Bytes, starts: tuple[int, ...]) -> Numbers:
    """Seconds since 1970 by year, month, day, hour, minute and second of UTC; NaN where one of them is not told."""
    told = (unsigned(bits, *at) for at in zip(starts, _CLOCK_BITS, strict=True))
    year, month, day, hour, minute, second = told
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + day - 1
    sound = (year > 0) & (month >= 1) & (month <= 12) & (days.astype("datetime64[M]") == months)
    sound &= (hour < 24) & (minute < 60) & (second < 60)
    seconds = days.astype(np.int64) * 86_400 + hour * 3600 + minute * 60 + second
    return np.where(sound, seconds.astype(np.float64), np.nan)


def _or_none(bits: Bytes, field: tuple[int, int] | None, missing: int) -> Numbers | None:
    return None if field is None else _present(unsigned(bits, *field), missing)


def _present(values: Bits, missing: int) -> Numbers:
    return np.where(values >= missing, np.nan, values.astype(np.float64))


def unsigned(bits: Bytes, first: int, count: int) -> Bits:
    """The number in bits `first` to `first + count` of each message; `bits` holds six of them a row."""
    low, high = first // 6, (first + count - 1) // 6
    value = np.zeros(bits.shape[1], np.int64)
    for row in range(low, high + 1):
        value = (value << 6) | bits[row]
    spare = (high + 1) * 6 - (first + count)
    return (value >> spare) & ((1 << count) - 1)


def _signed(bits: Bytes, first: int, count: int) -> Bits:
    value = unsigned(bits, first, count)
    return np.where(value >= 1 << (count - 1), value - (1 << count), value)
