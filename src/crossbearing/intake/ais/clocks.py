"""When each sentence of a block was received, and by which station, as far as the lines tell.

In order of trust: the tag block before the sentence (`c:` seconds or milliseconds since 1970, `s:` station), a time
that the vendor put behind the checksum (`…*2C,1630526404`), the `$PGHP` line before it (Gatehouse: UTC to the
millisecond and the base station), a date and clock at the beginning of the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import polars as pl

from crossbearing.intake.ais.sentences import Bytes, Found, Places, texts_of
from crossbearing.intake.tracks.times import TOO_LARGE_FOR_S, seconds_of

Numbers = npt.NDArray[np.float64]

_PGHP = re.compile(rb"\$PGHP,1,(\d{4}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,3}),[^,]*,[^,]*,(\d*)")
# A message has nine parts at most, and its `$PGHP` line stands before the first.
_PARTS = 9
# A name of a station is no longer.
_STATION = 64
_NAMES = np.ones(256, np.bool_)
_NAMES[[ord(one) for one in ",*\\"]] = False
# Bytes of the widest number.
_AS_NUMBER = 8
# Digits of milliseconds since 1970, until the year 2286.
_DIGITS = 13


@dataclass(frozen=True, slots=True)
class Heard:
    """For each sentence when it was received (seconds since 1970, NaN unknown) and by whom (null unknown)."""

    seconds: Numbers
    station: pl.Series


def heard(block: bytes, found: Found) -> Heard:
    """Return when and by whom each sentence of a block was heard."""
    data, ends = found.sentences.data, found.lines
    at, line, behind = found.sentences.at, found.sentences.line, found.sentences.end
    starts = found.line_starts[line]
    colons = np.flatnonzero(data == ord(":"))
    before = data[colons - 1]
    seconds = _tagged(data, ends, at, line, colons[before == ord("c")] - 1)
    seconds = np.where(np.isnan(seconds), _behind(data, behind), seconds)
    station = _tag_stations(data, starts, at, colons[before == ord("s")] - 1)
    if np.isnan(seconds).any() and b"$PGHP" in block:
        gate = _gatehouse(block, ends, line)
        seconds = np.where(np.isnan(seconds), gate.seconds, seconds)
        station = station.zip_with(station.is_not_null(), gate.station)
    if np.isnan(seconds).any():
        seconds = np.where(np.isnan(seconds), _in_front(block, starts, at), seconds)
    return Heard(seconds, station)


def _tagged(data: Bytes, ends: Places, at: Places, line: Places, marks: Places) -> Numbers:
    """The `c:` (at `marks`) of the tag block in the same line, before the sentence."""
    inside = np.searchsorted(ends, marks)
    seconds = np.full(at.size, np.nan)
    which = np.searchsorted(line, inside)
    which_safe = np.minimum(which, max(line.size - 1, 0))
    if not line.size or not marks.size:
        return seconds
    fits = (line[which_safe] == inside) & (marks < at[which_safe])
    seconds[which_safe[fits]] = _number_at(data, marks[fits] + 2)
    return seconds


def _behind(data: Bytes, end: Places) -> Numbers:
    """A number behind the checksum and a comma."""
    seconds = np.full(end.size, np.nan)
    told = np.flatnonzero(data[np.minimum(end, data.size - 1)] == ord(","))
    seconds[told] = _number_at(data, end[told] + 1)
    return seconds


def _number_at(data: Bytes, first: Places) -> Numbers:
    """Seconds since 1970 written in digits from some places on; NaN where fewer than nine digits stand there."""
    padded = np.concatenate([data, np.zeros(_DIGITS + 1, np.uint8)])
    # Small numbers below no digit come out large.
    digits = padded[np.minimum(first, data.size) + np.arange(_DIGITS)[:, None]] - np.uint8(ord("0"))
    value = np.zeros(first.size, np.int64)
    going = np.ones(first.size, np.bool_)
    count = np.zeros(first.size, np.int64)
    for column in digits:
        going &= column <= 9
        value = np.where(going, value * 10 + column, value)
        count += going
    seconds = np.where(value < TOO_LARGE_FOR_S, value.astype(np.float64), value / 1000.0)
    return np.where(count >= 9, seconds, np.nan)


def _tag_stations(data: Bytes, starts: Places, at: Places, marks: Places) -> pl.Series:
    """The first `s:` (at `marks`) of the tag block in front of each sentence; null where there is none."""
    of = np.searchsorted(at, marks)
    of, marks = of[of < at.size], marks[of < at.size]
    inside = marks >= starts[of]
    of, marks = of[inside], marks[inside] + 2
    size = np.minimum(_until_stop(data, marks), at[of] - marks)
    of, marks, size = of[size > 0], marks[size > 0], size[size > 0]
    first = np.concatenate([[True], of[1:] != of[:-1]])[: of.size]
    names = texts_at(data, marks[first], size[first])
    numbers = np.zeros(at.size, np.int64)
    numbers[of[first]] = np.arange(1, names.len() + 1)
    return pl.concat([pl.Series([None], dtype=pl.String), names]).gather(numbers)


def _until_stop(data: Bytes, first: Places) -> Places:
    """How many bytes from some places on are a name: no comma, star or backslash."""
    size = np.zeros(first.size, np.int64)
    going = np.ones(first.size, np.bool_)
    for number in range(_STATION):
        going &= _NAMES[data[np.minimum(first + number, data.size - 1)]]
        if not going.any():
            break
        size += going
    return size


def texts_at(data: Bytes, first: Places, size: Places) -> pl.Series:
    """The texts of so many bytes from some places on."""
    if not first.size:
        return pl.Series([], dtype=pl.String)
    longest = int(size.max())
    letters = np.zeros((first.size, max(longest, _AS_NUMBER)), np.uint8)
    for number in range(longest):
        letter = data[np.minimum(first + number, data.size - 1)]
        letters[:, number] = np.where(number < size, letter, 0)
    if longest > _AS_NUMBER:
        return texts_of(letters).str.strip_chars("\x00")
    # Short names are told apart as numbers, and made texts of once each.
    numbers = pl.Series(letters.view(np.uint64).ravel())
    each = numbers.unique()
    names = texts_of(each.to_numpy().view(np.uint8).reshape(-1, _AS_NUMBER)).str.strip_chars("\x00")
    return numbers.replace_strict(each, names, return_dtype=pl.String)


def _in_front(block: bytes, starts: Places, at: Places) -> Numbers:
    """A date and clock with which the line begins."""
    fronts = [block[a:b].decode("utf-8", "replace").strip(" \t,;|[]") for a, b in zip(starts, at, strict=True)]
    if not any(fronts):
        return np.full(at.size, np.nan)
    dated = pl.Series(fronts, dtype=pl.String).str.extract(r"^(\d{4}-\d{2}-\d{2}[T ]\S+|\d{9,13}(?:\.\d+)?)$")
    return seconds_of(dated).to_numpy()


def _gatehouse(block: bytes, ends: Places, line: Places) -> Heard:
    """What the nearest `$PGHP` line before each sentence tells, at most `_PARTS` sentences before it."""
    found = [(one.start(), _clock(one), one[8].decode() or None) for one in _PGHP.finditer(block)]
    if not found:
        return Heard(np.full(line.size, np.nan), pl.repeat(None, line.size, dtype=pl.String, eager=True))
    told = np.searchsorted(ends, np.array([place for place, _, _ in found]))
    before = np.searchsorted(told, line) - 1
    near = (before >= 0) & (line - told[np.maximum(before, 0)] <= _PARTS)
    seconds = np.where(near, np.array([clock for _, clock, _ in found])[before], np.nan)
    names = pl.Series([name for _, _, name in found], dtype=pl.String)
    station = names.gather(np.maximum(before, 0)).zip_with(
        pl.Series(near), pl.repeat(None, line.size, dtype=pl.String, eager=True)
    )
    return Heard(seconds, station)


def _clock(line: re.Match[bytes]) -> float:
    year, month, day, hour, minute, second, milli = (int(line[number]) for number in range(1, 8))
    try:
        return datetime(year, month, day, hour, minute, second, milli * 1000, UTC).timestamp()
    except ValueError:
        return float("nan")
