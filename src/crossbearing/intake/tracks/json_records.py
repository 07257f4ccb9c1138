"""A JSON list of flat objects, or an object of columns, in pieces: frames of numbers, words and truths.

The list is `[{"timestamp": …, "icao24": …}, …]`, read some 8 MiB at a time; the columns are
`{"timestamp": {"0": …, "1": …}, "icao24": {…}}` as Pandas writes them, read whole.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from crossbearing.intake.limits import DEFAULT, MIB
from crossbearing.intake.streams import Unreadable, read_whole
from crossbearing.intake.tracks.loose_json import decoded, number_of, truth_of, word_of

PIECE_BYTES = 8 * MIB
BLOCK_BYTES = 1 * MIB
NUMBER, WORD, TRUTH = "number", "word", "truth"
_CAST: dict[str, tuple[Callable[[Any], Any], Any]] = {
    NUMBER: (number_of, pl.Float64),
    WORD: (word_of, pl.String),
    TRUTH: (truth_of, pl.Boolean),
}


@dataclass(frozen=True, slots=True)
class Records:
    """Rows with the columns asked for and `row`, those that are no objects as (row, reason), and all names met."""

    frame: pl.DataFrame
    bad: list[tuple[int, str]]
    names: frozenset[str]


def records_of(stream: io.BufferedReader, kinds: Mapping[str, str]) -> Iterator[Records]:
    """Yield the records of a JSON list or of an object of columns; raises `Unreadable` where it is no JSON."""
    if stream.peek(1)[:1] == b"{" or stream.peek(64).lstrip()[:1] == b"{":
        yield _columns(decoded(read_whole(stream, DEFAULT.json_bytes, "json_bytes")), kinds)
        return
    first = 0
    for piece in _pieces(stream):
        rows = decoded(piece)
        yield _records(rows, first, kinds)
        first += len(rows)


def _pieces(stream: io.BufferedReader) -> Iterator[bytes]:
    """Lists of whole objects, cut between two of them; what comes before damage comes first."""
    held = bytearray()
    broken: Unreadable | None = None
    begun = False
    while broken is None:
        try:
            block = stream.read(BLOCK_BYTES)
        except Unreadable as damage:
            broken, block = damage, b""
        held += block
        if len(held) >= PIECE_BYTES or broken is not None:
            cut = _last_border(held)
            if cut:
                yield _list(held[:cut], begun)
                del held[: held.index(b"{", cut)]
                begun = True
            elif len(held) > DEFAULT.json_bytes:
                raise Unreadable(f"limit json_bytes: one record of more than {DEFAULT.json_bytes} bytes")
        if not block:
            break
    if broken is not None:
        raise broken
    if held.strip():
        yield b"[" + bytes(held) if begun else bytes(held)


def _last_border(held: bytearray) -> int:
    """Where the last object that another follows ends; 0 where there is none."""
    place = max(held.rfind(b"},{"), held.rfind(b"}, {"), held.rfind(b"},\n"))
    if place < 0 or held.find(b"{", place) < 0:
        return 0
    return place + 1


def _list(objects: bytearray, begun: bool) -> bytes:
    return (b"[" if begun else b"") + bytes(objects) + b"]"


def _records(rows: Any, first: int, kinds: Mapping[str, str]) -> Records:
    if not isinstance(rows, list):
        raise Unreadable("neither a list of records nor an object of columns")
    good = [(number, row) for number, row in enumerate(rows, first) if isinstance(row, dict)]
    bad = [(number, "no record") for number, row in enumerate(rows, first) if not isinstance(row, dict)]
    columns = {name: [row.get(name) for _, row in good] for name in kinds}
    names = frozenset(good[0][1]) if good else frozenset()
    frame = pl.DataFrame([_series(name, values, kinds[name]) for name, values in columns.items()])
    return Records(frame.with_columns(row=pl.Series([n for n, _ in good], dtype=pl.UInt32)), bad, names)


def _columns(table: Any, kinds: Mapping[str, str]) -> Records:
    """The columns of a table whose rows are named; the rows are those of the longest column, in its order."""
    if not isinstance(table, dict):
        raise Unreadable("neither a list of records nor an object of columns")
    columns: dict[str, dict[str, Any]] = {name: cells for name, cells in table.items() if isinstance(cells, dict)}
    longest = max((len(cells) for cells in columns.values()), default=0)
    keys = next((list(cells) for cells in columns.values() if len(cells) == longest), [])
    frame = pl.DataFrame(
        [_series(name, [columns.get(name, {}).get(key) for key in keys], kind) for name, kind in kinds.items()]
    )
    return Records(frame.with_columns(row=pl.int_range(len(keys), dtype=pl.UInt32)), [], frozenset(columns))


def _series(name: str, values: list[Any], kind: str) -> pl.Series:
    cast, dtype = _CAST[kind]
    return pl.Series(name, [cast(value) for value in values], dtype=dtype)
