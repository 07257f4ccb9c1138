"""Tables of text with any separator, with or without a header, in pieces of texts: nothing is taken for a number yet.

Lines are read one by one, so a damaged one costs itself only; a quoted line end inside a cell is not understood.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.streams import Unreadable, lines_of

LINES_PER_PIECE = 100_000
BLANKS = " "


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows as texts (blank cells null) with `row`, from 0 after the header; `bad` is (row, reason)."""

    frame: pl.DataFrame
    bad: list[tuple[int, str]]


def names_in(line: bytes, separator: str) -> list[str]:
    """The names of a header, lower case; one that is empty or stands there twice gets its place behind it."""
    text = line.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    names: list[str] = []
    for place, cell in enumerate(cells_of(text, separator) or [], 1):
        name = cell.strip().strip('"').lower()
        names.append(name if name and name not in names else f"{name}#{place}")
    return names


def cells_of(line: str, separator: str) -> list[str] | None:
    """The cells of a line; null when its quotes do not hold together. Several blanks in a row part two cells."""
    if separator == BLANKS:
        return line.split()
    try:
        return next(csv.reader([line.strip("\r\n")], delimiter=separator), [])
    except csv.Error:
        return None


def pieces_of(
    stream: io.BufferedReader, separator: str, names: Sequence[str] | None = None, ragged: bool = False
) -> Iterator[Cells]:
    """Yield the rows of a table; without `names` its first line is the header.

    In a `ragged` table a row may have fewer cells than the header, or more, which are not read. Where the bytes end in
    damage, the rows before it come first; then raises `Unreadable`.
    """
    given = names or names_in(stream.readline(DEFAULT.line_bytes), separator)
    piece = _Piece(list(given), ragged)
    number = -1
    try:
        for number, line in enumerate(_lines(stream)):
            piece.take(number, line, separator)
            if piece.lines >= LINES_PER_PIECE:
                yield piece.cells()
                piece = _Piece(list(given), ragged)
    except Unreadable:
        yield piece.cells()
        raise
    yield piece.cells()


def _lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """Lines that are not blank; null stands for one over the limit."""
    for _, line in lines_of(stream, DEFAULT.line_bytes):
        if line is None or line.strip(b" \r\n\t\x00"):
            yield line


class _Piece:
    def __init__(self, names: list[str], ragged: bool) -> None:
        self._names = names
        self._ragged = ragged
        self._rows: list[list[str]] = []
        self._numbers: list[int] = []
        self._bad: list[tuple[int, str]] = []
        self.lines = 0

    def take(self, number: int, line: bytes | None, separator: str) -> None:
        self.lines += 1
        if line is None:
            self._bad.append((number, f"limit line_bytes: more than {DEFAULT.line_bytes} bytes"))
            return
        cells = cells_of(line.decode("utf-8", "replace"), separator)
        width = len(self._names)
        if cells is None:
            self._bad.append((number, "no readable line of a table"))
        elif len(cells) != width and not self._ragged:
            self._bad.append((number, f"{len(cells)} fields, the header has {width}"))
        else:
            self._rows.append([*cells[:width], *[""] * (width - len(cells))])
            self._numbers.append(number)

    def cells(self) -> Cells:
        schema = dict.fromkeys(self._names, pl.String)
        texts = pl.DataFrame(self._rows, schema=schema, orient="row")
        trimmed = texts.select(_trimmed(name) for name in self._names)
        return Cells(trimmed.with_columns(row=pl.Series(self._numbers, dtype=pl.UInt32)), self._bad)


def _trimmed(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)


def number(name: str) -> pl.Expr:
    """A column of texts as numbers; null where a cell is none."""
    return pl.col(name).cast(pl.Float64, strict=False)


def damage_in(frame: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    """For each row why it cannot be read, as `not_numbers` says; null for a sound one."""
    return frame.with_columns(reason=not_numbers(frame, names)).get_column("reason")


def check_header(frame: pl.DataFrame, needed: Sequence[str]) -> None:
    """Raise `Unreadable` where a header that looked right lacks a column after all: its quotes do not hold together."""
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise Unreadable(f"the header has no readable column {missing[0]}")


def not_numbers(frame: pl.DataFrame, names: Sequence[str]) -> pl.Expr:
    """Why a row cannot be read: the first of these columns in which it has a text that is no number; else null."""
    reason = pl.lit(None, pl.String)
    for name in names:
        if name in frame.columns:
            wrong = pl.col(name).is_not_null() & number(name).is_null()
            reason = reason.fill_null(pl.when(wrong).then(pl.lit(f"{name} is no number")))
    return reason
