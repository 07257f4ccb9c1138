"""AIS messages as sentences, in columns: fields to bits, bits to letters, letters to AIVDM with its checksum.

Written from ITU-R M.1371-5 and IEC 61162-1, apart from the decoder of the product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
# Letters a sentence holds at most; a message of type 5 has 71.
FULL = 60
_ALPHABET = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"


@dataclass(frozen=True, slots=True)
class Field:
    """A number of so many bits for each message; negative ones are sent as two's complement."""

    values: Ints
    bits: int


def number(values: NDArray[np.generic] | int, bits: int, count: int) -> Field:
    """A field of one value for all messages, or of one for each."""
    whole = np.broadcast_to(np.asarray(values, np.int64), (count,))
    return Field(whole & ((1 << bits) - 1), bits)


def text(words: list[str | None], letters: int) -> list[Field]:
    """Six bits a letter, filled up with `@`."""
    table = {letter: value for value, letter in enumerate(_ALPHABET)}
    padded = [(word or "").upper()[:letters].ljust(letters, "@") for word in words]
    grid = np.array([[table.get(letter, 32) for letter in word] for word in padded], np.int64).reshape(-1, letters)
    return [Field(grid[:, k], 6) for k in range(letters)]


def payloads(fields: list[Field]) -> tuple[Bytes, int]:
    """The letters of each message, `[n, letters]`, and how many bits were filled up with zeros."""
    columns = [(one.values >> (one.bits - 1 - k)) & 1 for one in fields for k in range(one.bits)]
    bits = np.stack(columns, axis=1).astype(np.uint8)
    fill = -bits.shape[1] % 6
    bits = np.pad(bits, ((0, 0), (0, fill)))
    six = bits.reshape(len(bits), -1, 6) @ np.array([32, 16, 8, 4, 2, 1], np.uint8)
    return np.where(six > 39, six + 56, six + 48).astype(np.uint8), fill


def sentences(fields: list[Field], channel: str = "A") -> list[pl.Series]:
    """The sentences of each message: one series, or two where a message needs two."""
    letters, fill = payloads(fields)
    parts = [letters[:, k : k + FULL] for k in range(0, letters.shape[1], FULL)]
    sequence = np.arange(len(letters)) % 10
    made = []
    for k, part in enumerate(parts):
        last = fill if k == len(parts) - 1 else 0
        numbered = pl.Series(sequence).cast(pl.String) if len(parts) > 1 else pl.repeat("", len(letters), eager=True)
        body = pl.select(
            pl.concat_str(
                pl.lit(f"AIVDM,{len(parts)},{k + 1},"),
                numbered,
                pl.lit(f",{channel},"),
                _words(part),
                pl.lit(f",{last}"),
            )
        ).to_series()
        made.append("!" + body + "*" + checksums(body))
    return made


def _words(letters: Bytes) -> pl.Series:
    joined = np.ascontiguousarray(letters).view(f"S{letters.shape[1]}").ravel()
    return pl.Series(joined.astype(str))


def checksums(words: pl.Series) -> pl.Series:
    """The exclusive or of the letters of each word, as two hexadecimal digits."""
    blob = np.frombuffer("".join(words.to_list()).encode("ascii"), np.uint8)
    lengths = words.str.len_bytes().to_numpy().astype(np.int64)
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(lengths) else np.zeros(0, np.int64)
    sums = np.bitwise_xor.reduceat(blob, begins) if len(lengths) else np.zeros(0, np.uint8)
    return pl.Series([f"{value:02X}" for value in range(256)]).gather(sums.astype(np.int64))
