"""Ship positions as JSON: a list of flat objects, or one object a line (Global Fishing Watch and others).

`[{"ssvid": "273123456", "timestamp": "2024-02-05T12:00:11Z", "lat": 42.5, "lon": 50.25, "speed": 9.5, …}, …]`

Names are those of tables (`columns`), whatever their case. Which ones there are is told by the first objects.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import polars as pl

from crossbearing.intake.ais.columns import NUMBERS, columns_of, suffices
from crossbearing.intake.ais.typed import batch_of, timed
from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable, lines_of
from crossbearing.intake.tracks.json_records import NUMBER, WORD, records_of
from crossbearing.intake.tracks.loose_json import number_of, word_of
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "ais_json"
HEAD_BYTES = 64 * 1024
LINES_PER_PIECE = 50_000
# So many objects tell which names there are; the rest of the head is not looked at.
OBJECTS_LOOKED_AT = 40
Row = tuple[int, dict[str, Any]]


def recognises(head: bytes) -> bool:
    """Whether the first objects name a sender by its MMSI, a time and a place."""
    return suffices([name.lower() for name in _names(head)])


def _names(head: bytes) -> list[str]:
    """The names in the first objects of a file, in the order in which they come."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff \r\n\t[")
    decoder, names = json.JSONDecoder(), dict[str, None]()
    for _ in range(OBJECTS_LOOKED_AT):
        if not text.startswith("{"):
            break
        try:
            found, end = decoder.raw_decode(text)
        except (ValueError, RecursionError):
            break  # the object goes on behind the head, or is none
        names |= dict.fromkeys(found)
        text = text[end:].lstrip(" \r\n\t,")
    return list(names)


class RecordReader:
    """Reads JSON of ship positions in pieces."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file; raises `Unreadable` where it is no JSON."""
        head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
        names = {name.lower(): name for name in _names(head)}
        columns = {ours: names[theirs] for ours, theirs in columns_of(list(names)).items()}
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
            kinds = {theirs: NUMBER if ours in NUMBERS else WORD for ours, theirs in columns.items()}
            for records in records_of(stream, kinds):
                yield self._batch(records.frame, records.bad, columns, member)
            return
        rows: list[Row] = []
        bad: list[tuple[int, str]] = []
        for number, line in lines_of(stream, DEFAULT.line_bytes):
            _keep(number - 1, line, rows, bad)
            if len(rows) + len(bad) >= LINES_PER_PIECE:
                yield self._batch(_frame(rows, columns), bad, columns, member)
                rows, bad = [], []
        yield self._batch(_frame(rows, columns), bad, columns, member)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())

    def _batch(self, frame: pl.DataFrame, bad: list[tuple[int, str]], columns: Mapping[str, str], member: str) -> Batch:
        if not {"mmsi", "time", "lat", "lon"} <= set(columns):
            raise Unreadable("its first objects do not tell which ship was where when")
        ours = frame.rename({theirs: name for name, theirs in columns.items()})
        return batch_of(NAME, timed(ours, day_first=False), bad, member, self._sha256, self._rejects)


def _keep(number: int, line: bytes | None, rows: list[Row], bad: list[tuple[int, str]]) -> None:
    """Add what a line holds to the rows, or the line to the bad ones; a blank line is neither."""
    if line is None:
        bad.append((number, f"limit line_bytes: more than {DEFAULT.line_bytes} bytes"))
    elif line.strip():
        try:
            rows.append((number, msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=dict[str, Any])))
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            bad.append((number, "no JSON object"))


def _frame(rows: list[Row], columns: Mapping[str, str]) -> pl.DataFrame:
    told = {}
    for ours, theirs in columns.items():
        cast, dtype = (number_of, pl.Float64()) if ours in NUMBERS else (word_of, pl.String())
        told[theirs] = pl.Series(theirs, [cast(row.get(theirs)) for _, row in rows], dtype=dtype)
    return pl.DataFrame(told).with_columns(row=pl.Series([number for number, _ in rows], dtype=pl.UInt32))


SHIP_RECORDS = Format(
    name=NAME,
    documented_at="https://globalfishingwatch.org/our-apis/documentation",
    kind=ExhibitKind.SHIPS,
    recognises=recognises,
    reader=RecordReader,
)
"""The format."""
