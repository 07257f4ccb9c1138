"""AIVDM and AIVDO sentences in a block of bytes, found and checked in columns (IEC 61162-1; ITU-R M.1371).

A line holds at most one sentence, with whatever a receiver wrote before it (tag block, clock, `$P` line of its own) or
behind it (a time of receipt): `\\s:station,c:1707091211*40\\!AIVDM,1,1,,A,13P…,0*5D,1707091212`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

_BANG, _COMMA, _STAR, _LINE_END, _ZERO = (ord(one) for one in "!,*\n0")
# `AIVDM,` is six bytes; then five fields parted by commas, `fill`, `*` and two digits of the checksum.
_TALKER, _FIELDS, _TAIL = 6, 5, 4
_HEX = np.full(256, 16, np.uint8)
_HEX[[*range(48, 58), *range(65, 71), *range(97, 103)]] = [*range(10), *range(10, 16), *range(10, 16)]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sound sentences as arrays of one length, in the order of the lines of `data` they stand in.

    `line` counts the lines of the block from 0; `at` is where the sentence begins, `payload` and `payload_end` bound
    its six-bit letters, `end` is behind its checksum. `total`, `number` and `sequence` tell parts of one message
    (`sequence` 255 where none is given), `channel` is the byte of the radio channel (0 where none is given).
    """

    data: Bytes
    line: Places
    at: Places
    payload: Places
    payload_end: Places
    end: Places
    total: Bytes
    number: Bytes
    sequence: Bytes
    channel: Bytes
    fill: Bytes

    def only(self, chosen: Truths | Places) -> Sentences:
        """Some of them."""
        arrays = {name: getattr(self, name)[chosen] for name in self.__slots__ if name != "data"}
        return Sentences(self.data, **arrays)

    @property
    def kinds(self) -> Bytes:
        """Their message types, by the first letter; of a part that is not the first the number means nothing."""
        return six_bits(self.data[self.payload])


@dataclass(frozen=True, slots=True)
class Found:
    """What a block of lines holds: sound sentences, and the lines (from 0) that hold a broken one, or one more.

    `more` names a line once for each sentence behind the first, which is not read.
    """

    sentences: Sentences
    lines: Places
    line_starts: Places
    broken: Places
    more: Places


def six_bits(letters: Bytes) -> Bytes:
    """The six bits that each letter of a payload stands for."""
    values = letters - np.uint8(48)
    return np.where(values > 40, values - np.uint8(8), values)


def texts_of(letters: Bytes) -> pl.Series:
    """The texts in the rows of a table of bytes, none of which is a line end: one long text, cut where rows end."""
    lines = np.concatenate([letters, np.full((letters.shape[0], 1), _LINE_END, np.uint8)], axis=1)
    whole = lines.tobytes().decode("utf-8", "replace")
    return pl.Series([whole[:-1]]).str.split("\n").explode() if whole else pl.Series([], dtype=pl.String)


def letters_at(data: Bytes, first: Places, count: int) -> Bytes:
    """The six bits of `count` letters from each place on: a row for the first letters, one for the second …"""
    return six_bits(data[first + np.arange(count)[:, None]])


def find(block: bytes) -> Found:
    """Return the sentences of a block of whole lines; the last line ends with a line end."""
    data = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(data == _LINE_END)
    starts = np.concatenate([[0], ends[:-1] + 1]) if ends.size else np.zeros(0, np.int64)
    bangs = np.flatnonzero(data == _BANG)
    at, line = _first_per_line(bangs, ends)
    more = np.searchsorted(ends, np.setdiff1d(bangs, at, assume_unique=True))
    commas = np.flatnonzero(data == _COMMA)
    first = np.searchsorted(commas, at)
    whole = first + _FIELDS < commas.size
    at, line, first = at[whole], line[whole], first[whole]
    begun = np.flatnonzero(~np.isin(_lines_with_bang(data, ends), line)) if not whole.all() else np.zeros(0, np.int64)
    sentences, sound = _parse(data, ends, at, line, commas[first[:, None] + np.arange(_FIELDS + 1)])
    lost = _lines_with_bang(data, ends)[begun] if begun.size else np.zeros(0, np.int64)
    return Found(sentences.only(sound), ends, starts, np.sort(np.concatenate([line[~sound], lost])), more)


def _first_per_line(bangs: Places, ends: Places) -> tuple[Places, Places]:
    line = np.searchsorted(ends, bangs)
    first = np.ones(line.size, np.bool_)
    first[1:] = line[1:] != line[:-1]
    return bangs[first], line[first]


def _lines_with_bang(data: Bytes, ends: Places) -> Places:
    return _first_per_line(np.flatnonzero(data == _BANG), ends)[1]


def _parse(data: Bytes, ends: Places, at: Places, line: Places, commas: Places) -> tuple[Sentences, Truths]:
    """The fields of each sentence, and whether it is one."""
    safe = np.concatenate([data, np.zeros(_TALKER + _TAIL, np.uint8)])
    fill = commas[:, 5] + 1
    star = fill + 1
    end = star + 3
    lone = (commas[:, 0] == at + _TALKER) & (commas[:, 1] == commas[:, 0] + 2) & (commas[:, 2] == commas[:, 1] + 2)
    short = (commas[:, 3] - commas[:, 2] <= 2) & (commas[:, 4] - commas[:, 3] <= 2) & (commas[:, 5] > commas[:, 4] + 1)
    sound = lone & short & (end <= ends[line]) & (safe[star] == _STAR)
    sound &= (safe[at + 3] == ord("V")) & (safe[at + 4] == ord("D")) & np.isin(safe[at + 5], [ord("M"), ord("O")])
    said = _HEX[safe[star + 1]].astype(np.int64) * 16 + _HEX[safe[star + 2]]
    sound &= said == _checksums(safe, at + 1, np.where(sound, star, at + 2))
    total, number = safe[commas[:, 0] + 1] - _ZERO, safe[commas[:, 1] + 1] - _ZERO
    sound &= (total >= 1) & (total <= 9) & (number >= 1) & (number <= total)
    sequence = np.where(commas[:, 3] > commas[:, 2] + 1, safe[commas[:, 2] + 1] - _ZERO, 255).astype(np.uint8)
    channel = np.where(commas[:, 4] > commas[:, 3] + 1, safe[commas[:, 3] + 1], 0).astype(np.uint8)
    return (
        Sentences(
            data, line, at, commas[:, 4] + 1, commas[:, 5], end, total, number, sequence, channel, safe[fill] - _ZERO
        ),
        sound,
    )


def _checksums(data: Bytes, first: Places, last: Places) -> Places:
    """The exclusive or of the bytes from `first` to before `last`, for each sentence."""
    if not first.size:
        return np.zeros(0, np.int64)
    bounds = np.stack([first, last], axis=1).ravel()
    return np.bitwise_xor.reduceat(data, bounds)[::2].astype(np.int64)
