"""Registers and watch lists as CSV: whoever kept the list, its columns are recognised by their names.

A row must name a craft: an address, a registration, an MMSI or an IMO number. Columns of other names are not read
and are counted in the notes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from crossbearing.intake.csv_chunks import header_of, separator_of
from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.partial_dates import first_and_last_day
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import REGISTER

NAME = "register_csv"
ROWS_PER_BATCH = 50_000

# Where a list has several columns for one thing, the name that stands first here is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "icao24": ("icao24", "icao_24", "hex", "icaohex", "icao hex", "mode_s", "modes", "mode s", "icao", "address"),
    "registration": ("registration", "reg", "tail", "tail_number", "tailnumber", "immatriculation"),
    "typecode": (
        "typecode",
        "type_code",
        "icao_type",
        "icaotype",
        "icao type",
        "icaoaircrafttype",
        "modelicao",
        "type",
    ),
    "operator": ("operator", "owner_operator", "ownop", "owner", "airline", "company", "exploitant"),
    "mmsi": ("mmsi",),
    "imo": ("imo", "imo_number", "imo number"),
    "valid_from": ("valid_from", "from", "since", "start"),
    "valid_to": ("valid_to", "to", "until", "end"),
    "source": ("source", "list"),
}
IDENTIFIERS = ("icao24", "registration", "mmsi", "imo")
_POSITION_COLUMNS = {"lat", "latitude", "lon", "longitude"}
_ICAO24 = re.compile(r"(?:0x)?([0-9a-f]{6})")
# Two to four letters and digits (ICAO Doc 8643).
_DESIGNATOR = re.compile(r"[A-Z0-9]{2,4}")
_MMSI = re.compile(r"[0-9]{9}")
_IMO = re.compile(r"(?:imo)? ?([0-9]{7})")


def recognises(head: bytes) -> bool:
    """Whether the first line is a header that names an identifier and at least one thing about it."""
    names = _names_in(head)
    if not _POSITION_COLUMNS.isdisjoint(names):
        return False  # a table of positions names craft too
    known = {column for column in columns_of(names) if column}
    return not known.isdisjoint(IDENTIFIERS) and len(known) >= 2


def _names_in(head: bytes) -> list[str]:
    """The names in a header; some lists put `$` or `#` before them."""
    return [name.lstrip("$#") for name in header_of(head)]


def columns_of(names: list[str]) -> list[str | None]:
    """For each name in a header the column of ours that is read from it; null for one that is not read."""
    chosen = {}
    for column, spellings in NAMES.items():
        present = [name for name in spellings if name in names]
        if present:
            chosen[names.index(present[0])] = column
    return [chosen.get(place) for place in range(len(names))]


class RegisterReader:
    """Reads one or several lists."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one list."""
        header = stream.readline(DEFAULT.line_bytes)
        names = _names_in(header)
        used = columns_of(names)
        notes = {f"column_not_read:{name}": 1 for name, column in zip(names, used, strict=True) if column is None}
        held: list[tuple[object, ...]] = []
        rows_in = 0
        for number, cells in enumerate(_cells(stream, separator_of(header))):
            rows_in += 1
            try:
                held.append(self._row(cells, used, member, number))
            except (Unreadable, ValueError) as wrong:
                self._rejects.add(member, f"row {number}", str(wrong))
            if rows_in == ROWS_PER_BATCH:
                yield self._batch(held, rows_in, {})
                held, rows_in = [], 0
        yield self._batch(held, rows_in, notes)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())

    def _row(
        self, cells: Sequence[str] | None, used: Sequence[str | None], member: str, number: int
    ) -> tuple[object, ...]:
        if cells is None:
            raise Unreadable("no readable line of a CSV")
        if len(cells) != len(used):
            raise Unreadable(f"{len(cells)} fields, the header has {len(used)}")
        told = {column: cell.strip() for column, cell in zip(used, cells, strict=True) if column and cell.strip()}
        craft, registration = craft_of(told), told.get("registration")
        if craft is None and registration is None:
            raise Unreadable("no address, registration, MMSI or IMO number")
        start, end = _day(told.get("valid_from"), 0), _day(told.get("valid_to"), 1)
        if start and end and end < start:
            raise Unreadable(f"valid_to {end} is before valid_from {start}")
        source = told.get("source") or member or self._task.name
        named = (craft, registration and registration.upper(), _designator(told.get("typecode")), told.get("operator"))
        return (*named, start, end, source, self._task.sha256, number)

    def _batch(self, held: list[tuple[object, ...]], rows_in: int, notes: dict[str, int]) -> Batch:
        frame = pl.DataFrame(held, schema=REGISTER.schema, orient="row")
        return Batch(NAME, rows_in, register=REGISTER.conform(frame), rejects=self._rejects.take(), notes=notes)


def craft_of(told: dict[str, str]) -> str | None:
    """The craft of a row: its address, else its MMSI, else its IMO number. Raises `ValueError` for a malformed one."""
    for column, form, prefix in (("icao24", _ICAO24, "icao24"), ("mmsi", _MMSI, "mmsi"), ("imo", _IMO, "imo")):
        if column in told:
            found = form.fullmatch(told[column].lower())
            if found is None:
                raise ValueError(f"{told[column]!r} is no {column}")
            return f"{prefix}:{found[found.re.groups]}"
    return None


def _designator(text: str | None) -> str | None:
    """An ICAO type designator; null for a model's name, from which none is guessed."""
    return text.upper() if text and _DESIGNATOR.fullmatch(text.upper()) else None


def _day(text: str | None, which: int) -> date | None:
    """The first (0) or last (1) day of a date that may be known to the month or the year only."""
    return None if text is None else first_and_last_day(text)[which]


def _cells(stream: io.BufferedReader, separator: str) -> Iterator[list[str] | None]:
    """The rows of a CSV; null for one whose quotes do not hold together, blank lines are none."""
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
    rows = csv.reader(text, delimiter=separator)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error:
            yield None
        else:
            yield from [cells] if cells else []
    text.detach()


REGISTER_CSV = Format(
    name=NAME,
    documented_at="docs/reference.md",
    kind=ExhibitKind.REGISTER,
    recognises=recognises,
    reader=RegisterReader,
)
