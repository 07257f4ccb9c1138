"""What ships say of themselves, in columns: messages of type 5 in two sentences and of type 24 in one.

ITU-R M.1371-5, annex 8. Whatever is cut short, comes in other parts or lacks one is left to pyais.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from pyais.constants import ShipType

from crossbearing.intake.ais.clocks import Heard
from crossbearing.intake.ais.decoding import Bits, unsigned
from crossbearing.intake.ais.frames import SAID, SIDES
from crossbearing.intake.ais.messages import Waiting
from crossbearing.intake.ais.sentences import Bytes, Sentences, letters_at, six_bits, texts_of
from crossbearing.model.vessel_tables import VESSEL_STATICS

# Letters that hold all fields: 424 bits of type 5, 160 and 168 of the parts A and B of type 24.
_VOYAGE_LETTERS, _VOYAGE_BITS, _NAME_LETTERS, _PARTS_LETTERS = 71, 424, 27, 28
_MMSI, _PART = (8, 30), (38, 2)
# A part B with an MMSI of this form is of a boat, and holds the number of its mother ship in place of sizes.
_BOATS = 98
# Types of ship that are kept for later use mean nothing in type 5, as pyais reads it.
_TYPES = np.array([int(ShipType.from_value(number) or 0) for number in range(256)])

SAID_SCHEMA: dict[str, Any] = {
    "craft": pl.String,
    "seconds": pl.Float64,
    "row": pl.Int64,
    **{name: VESSEL_STATICS.schema[name] for name in SAID},
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was read in columns, and which of the sentences it was read from."""

    frame: pl.DataFrame
    taken: Bits


def said_in(sentences: Sentences, times: Heard, first: int, waiting: Waiting) -> Said:
    """Decode what can be decoded in columns; `first` is the first line's number, `waiting` holds parts from before."""
    one, two = _paired(sentences, waiting)
    voyages = _voyages(sentences, times, first, one, two)
    alone = np.flatnonzero((sentences.total == 1) & (sentences.kinds == 24))
    length = sentences.payload_end[alone] - sentences.payload[alone]
    names, names_of = _names(sentences, times, first, alone[length >= _NAME_LETTERS])
    parts, parts_of = _particulars(sentences, times, first, alone[length >= _PARTS_LETTERS])
    frame = pl.concat([pl.DataFrame(schema=SAID_SCHEMA), voyages, names, parts])
    return Said(frame, np.concatenate([one, two, names_of, parts_of]))


def _paired(sentences: Sentences, waiting: Waiting) -> tuple[Bits, Bits]:
    """First and second sentences of messages of type 5, of numbers and channels on which nothing is amiss.

    Where the parts of one number and channel come as first, second, first, second … and none waits from before, each
    two are a message; else all of that number and channel are left to be put together one by one.
    """
    many = np.flatnonzero(sentences.total > 1)
    key = (sentences.total[many].astype(np.int64) * 256 + sentences.sequence[many]) * 256 + sentences.channel[many]
    order = np.argsort(key, kind="stable")
    many, key = many[order], key[order]
    keys, start, size = np.unique(key, return_index=True, return_counts=True)
    into = np.arange(key.size) - np.repeat(start, size)
    right = (sentences.number[many] == 1 + into % 2) & (sentences.total[many] == 2)
    sound = (np.add.reduceat(~right, start) == 0) if key.size else np.zeros(0, np.bool_)
    held = np.array([(total * 256 + sequence) * 256 + channel for total, sequence, channel in waiting.parts], np.int64)
    sound &= (size % 2 == 0) & ~np.isin(keys, held)
    rows = many[np.repeat(sound, size)]
    one, two = rows[::2], rows[1::2]
    letters = _length(sentences, one) + _length(sentences, two)
    whole = (sentences.kinds[one] == 5) & (sentences.fill[one] == 0)
    whole &= letters * 6 - sentences.fill[two] >= _VOYAGE_BITS
    return one[whole], two[whole]


def _length(sentences: Sentences, which: Bits) -> Bits:
    return sentences.payload_end[which] - sentences.payload[which]


def _voyages(sentences: Sentences, times: Heard, first: int, one: Bits, two: Bits) -> pl.DataFrame:
    """Messages of type 5."""
    place = np.arange(_VOYAGE_LETTERS)
    split = _length(sentences, one)[:, None]
    letters = np.where(
        place < split, sentences.payload[one][:, None] + place, sentences.payload[two][:, None] + place - split
    )
    bits = six_bits(sentences.data[letters.T])
    seconds = np.fmin(times.seconds[one], times.seconds[two])
    row = np.minimum(sentences.line[one], sentences.line[two]) + first
    draught = unsigned(bits, 294, 8)
    return _frame(
        bits,
        seconds,
        row,
        imo=_told(unsigned(bits, 40, 30)),
        callsign=_text(bits, 70, 7),
        shipname=_text(bits, 112, 20),
        ship_type=_told(_TYPES[unsigned(bits, 232, 8)]),
        **_sides(bits, 240),
        draught_m=_told(draught) / 10.0,
        destination=_text(bits, 302, 20),
        eta=_eta(bits),
    )


def _names(sentences: Sentences, times: Heard, first: int, which: Bits) -> tuple[pl.DataFrame, Bits]:
    """Parts A of type 24."""
    which, bits = _part(sentences, which, _NAME_LETTERS, 0)
    return _frame(bits, times.seconds[which], sentences.line[which] + first, shipname=_text(bits, 40, 20)), which


def _particulars(sentences: Sentences, times: Heard, first: int, which: Bits) -> tuple[pl.DataFrame, Bits]:
    """Parts B of type 24, but for boats."""
    which, bits = _part(sentences, which, _PARTS_LETTERS, 1)
    ships = unsigned(bits, *_MMSI) // 10_000_000 != _BOATS
    which, bits = which[ships], bits[:, ships]
    frame = _frame(
        bits,
        times.seconds[which],
        sentences.line[which] + first,
        callsign=_text(bits, 90, 7),
        ship_type=_told(unsigned(bits, 40, 8)),
        **_sides(bits, 132),
    )
    return frame, which


def _part(sentences: Sentences, which: Bits, letters: int, part: int) -> tuple[Bits, Bytes]:
    bits = letters_at(sentences.data, sentences.payload[which], letters)
    own = unsigned(bits, *_PART) == part
    return which[own], bits[:, own]


def _frame(bits: Bytes, seconds: Any, row: Bits, **told: pl.Series) -> pl.DataFrame:
    craft = "mmsi:" + pl.Series("craft", unsigned(bits, *_MMSI)).cast(pl.String).str.zfill(9)
    known = {"craft": craft, "seconds": seconds, "row": row, **told}
    rows = pl.DataFrame(known)
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in SAID_SCHEMA.items() if name not in known]
    return rows.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in SAID_SCHEMA.items())


def _told(values: Bits) -> pl.Series:
    """Numbers, null where 0 stands for nothing told."""
    return pl.Series(values).set(pl.Series(values == 0), None)


def _sides(bits: Bytes, first: int) -> dict[str, pl.Series]:
    """How far the antenna stands from bow, stern and sides: two numbers of nine bits and two of six."""
    starts = (first, first + 9, first + 18, first + 24)
    return {
        name: pl.Series(unsigned(bits, start, 9 if number < 2 else 6))
        for number, (name, start) in enumerate(zip(SIDES, starts, strict=True))
    }


def _text(bits: Bytes, start: int, letters: int) -> pl.Series:
    """Texts of six-bit letters; `@` and blanks round one are no part of it, and an empty one is null."""
    first, shift = divmod(start, 6)
    codes = bits[first : first + letters].astype(np.int64)
    if shift:
        codes = ((codes << shift) | (bits[first + 1 : first + letters + 1] >> (6 - shift))) & 63
    ascii_ = np.where(codes < 32, codes + 64, codes).T.astype(np.uint8)
    text = texts_of(ascii_).str.strip_chars(" @")
    return text.set(text == "", None)


def _eta(bits: Bytes) -> pl.Series:
    month, day, hour, minute = (unsigned(bits, *at) for at in ((274, 4), (278, 5), (283, 5), (288, 6)))
    told = pl.DataFrame({"month": month, "day": day, "hour": hour, "minute": minute})
    two = {name: pl.col(name).cast(pl.String).str.zfill(2) for name in told.columns}
    text = pl.format("{}-{} {}:{}", two["month"], two["day"], two["hour"], two["minute"])
    is_day = pl.col("month").is_between(1, 12) & pl.col("day").is_between(1, 31)
    return told.select(pl.when(is_day).then(text).alias("eta"))["eta"]
