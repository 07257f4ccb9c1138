"""Read a large CSV in pieces: fast where every line has its fields, line by line where one has not."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from crossbearing.intake.limits import DEFAULT, MIB
from crossbearing.intake.streams import Unreadable

# About 100,000 state vectors a piece.
PIECE_BYTES = 12 * MIB
BLOCK_BYTES = 1 * MIB
SEPARATORS = (",", ";", "\t")
# How JSON and XML begin, and no name of a column.
NO_TABLE = ("{", "[", "<")


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of a CSV: the columns asked for and `row` (its line, from 0 after the header); `bad` is (row, reason).

    Blank lines are no rows.
    """

    frame: pl.DataFrame
    bad: list[tuple[int, str]]


def separator_of(head: bytes) -> str:
    """What parts the columns: the most frequent of comma, semicolon and tab in the first line."""
    line = _first_line(head)
    return max(SEPARATORS, key=line.count)


def header_of(head: bytes) -> list[str]:
    """The column names in the first line of a file, lower case; an empty list when it has no two, or is JSON or XML."""
    return list(_header_of(head))


# Some twenty formats look at the same first bytes one after the other.
@lru_cache(maxsize=2)
def _header_of(head: bytes) -> tuple[str, ...]:
    line = _first_line(head)
    separator = max(SEPARATORS, key=line.count)
    if line.startswith(NO_TABLE) or separator not in line:
        return ()
    return tuple(name.strip().strip('"').lower() for name in line.split(separator))


def _first_line(head: bytes) -> str:
    line = head.removeprefix(codecs.BOM_UTF8).partition(b"\n")[0]
    return text_of(line[: DEFAULT.line_bytes]).strip()


def text_of(line: bytes) -> str:
    """A line as text: UTF-8, else the Windows code page that Western spreadsheets still write."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def decimal(cell: pl.Expr) -> pl.Expr:
    """Cells as numbers, with a decimal point or a decimal comma; null where one is no number."""
    return cell.str.strip_chars().str.replace(r"^([+-]?\d+),(\d+)$", "${1}.${2}").cast(pl.Float64, strict=False)


class CsvChunks:
    """Iterate over the pieces of a CSV with a header; `kinds` names the wanted columns: number, word or truth.

    A wanted column the file lacks is all null. Raises `Unreadable` for a line over the limit.
    """

    def __init__(self, stream: io.BufferedReader, kinds: Mapping[str, str]) -> None:
        self._stream = stream
        self._kinds = kinds
        header = stream.readline(DEFAULT.line_bytes)
        self._names = header_of(header)
        self._separator = separator_of(header)

    def __iter__(self) -> Iterator[Piece]:
        """Yield the pieces in file order."""
        first = 0
        for data in self._whole_lines():
            piece, lines = self._piece(data, first)
            first += lines
            yield piece

    def _whole_lines(self) -> Iterator[bytes]:
        """Pieces that end with a line; where the bytes end in damage, the lines before it come first."""
        held = b""
        try:
            while block := self._stream.read1(BLOCK_BYTES):
                held += block
                if len(held) >= PIECE_BYTES:
                    whole, end, held = held.rpartition(b"\n")
                    self._check(held)
                    yield from [whole + end] if end else []
        except Unreadable:
            if b"\n" in held:
                yield held[: held.rindex(b"\n") + 1]
            raise
        if held:
            yield held if held.endswith(b"\n") else held + b"\n"

    def _check(self, tail: bytes) -> None:
        if len(tail) > DEFAULT.line_bytes:
            raise Unreadable(f"limit line_bytes: more than {DEFAULT.line_bytes} bytes")

    def _piece(self, data: bytes, first: int) -> tuple[Piece, int]:
        data = data.replace(b"\r\n", b"\n") if b"\r" in data else data
        lines = data.count(b"\n")
        expected = lines * (len(self._names) - 1)
        regular = data.count(self._separator.encode()) == expected and b"\r" not in data
        frame = self._fast(data) if regular else None
        if frame is None and regular and self._separator != ",":
            frame = self._fast(data, decimal_comma=True)
        if frame is not None and frame.height == lines:
            numbered = frame.with_columns(row=pl.int_range(first, first + lines, dtype=pl.UInt32))
            return Piece(numbered, []), lines
        return self._careful(data, first), lines

    def _fast(self, data: bytes, decimal_comma: bool = False) -> pl.DataFrame | None:
        try:
            text = pl.read_csv(
                data,
                has_header=False,
                separator=self._separator,
                new_columns=self._names,
                schema={**self._words(), **self._numbers()},
                quote_char='"' if b'"' in data else None,
                decimal_comma=decimal_comma,
            )
        except pl.exceptions.PolarsError:
            return None  # a cell that is no number, or a line with too many cells: read line by line
        return self._wanted(text)

    def _words(self) -> dict[str, Any]:
        return dict.fromkeys(self._names, pl.String)

    def _numbers(self) -> dict[str, Any]:
        return {name: pl.Float64 for name, kind in self._kinds.items() if kind == "number" and name in self._names}

    def _wanted(self, frame: pl.DataFrame) -> pl.DataFrame:
        return frame.select(self._column(name, kind, frame) for name, kind in self._kinds.items())

    def _column(self, name: str, kind: str, frame: pl.DataFrame) -> pl.Expr:
        if name not in frame.columns:
            return pl.lit(None, {"number": pl.Float64, "word": pl.String, "truth": pl.Boolean}[kind]).alias(name)
        if kind == "number":
            return pl.when(pl.col(name).is_finite()).then(pl.col(name)).alias(name)
        word = pl.col(name).str.strip_chars()
        if kind == "truth":
            return pl.when(word != "").then(word.str.to_lowercase().is_in(["true", "1", "t"])).alias(name)
        return pl.when(word != "").then(word).alias(name)

    def _careful(self, data: bytes, first: int) -> Piece:
        rows: list[list[str]] = []
        bad: list[tuple[int, str]] = []
        numbers: list[int] = []
        for number, line in enumerate(map(text_of, data.split(b"\n")[:-1]), first):
            cells = self._cells(line) if line.strip() else None
            if cells is not None and len(cells) == len(self._names):
                rows.append(cells)
                numbers.append(number)
            elif cells is not None:
                bad.append((number, f"{len(cells)} fields, the header has {len(self._names)}"))
        text = pl.DataFrame(rows, schema=self._words(), orient="row")
        return self._typed(text.with_columns(row=pl.Series(numbers, dtype=pl.UInt32)), bad)

    def _typed(self, text: pl.DataFrame, bad: list[tuple[int, str]]) -> Piece:
        """Rows whose cells are all what they should be, and the others with the first that is not."""
        reason = pl.lit(None, pl.String)
        for name in self._numbers():
            cell = pl.col(name).str.strip_chars()
            wrong = (cell != "") & decimal(cell).is_null()
            reason = reason.fill_null(pl.when(wrong).then(pl.lit(f"{name} is no number")))
        judged = text.with_columns(_reason=reason)
        bad += judged.filter(pl.col("_reason").is_not_null()).select("row", "_reason").rows()
        good = judged.filter(pl.col("_reason").is_null())
        numbers = [decimal(pl.col(name)) for name in self._numbers()]
        return Piece(self._wanted(good.with_columns(numbers)).with_columns(good["row"]), bad)

    def _cells(self, line: str) -> list[str]:
        """The cells of one line; none when its quotes do not hold together."""
        try:
            return next(csv.reader([line], delimiter=self._separator), [])
        except csv.Error:
            return []
