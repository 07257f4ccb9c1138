"""Registers and watch lists: whoever kept the list, its columns are recognised by their names (see `register_shapes`).

A row must name a craft: an address, a registration, an MMSI or an IMO number; of a ship in a list of ships a bare name
does, which is weak and said to be so. Rows about persons and companies are not read. Columns of other names are not
read and are counted in the notes. Each list keeps its own source, with the date it bears or that the user says, so that
two lists that disagree stay apart. Owners of the FAA's register who are persons are not read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from crossbearing.intake.partial_dates import first_and_last_day
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.register_columns import CRAFT, IDENTIFIERS, KIND_COLUMNS, NO_CRAFT, columns_of, kind_of
from crossbearing.intake.register_shapes import (
    HEAD_BYTES,
    SDN,
    TAR1090,
    Told,
    header_names,
    names_of_first_object,
    rows_of,
    shape_of,
)
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import REGISTER

NAME = "register_csv"
ROWS_PER_BATCH = 50_000

_POSITION_COLUMNS = {"lat", "latitude", "lon", "longitude"}
_ICAO24 = re.compile(r"(?:0x|~)?([0-9a-f]{6})")
# Two to four letters and digits (ICAO Doc 8643).
_DESIGNATOR = re.compile(r"[A-Z0-9]{2,4}")
_MMSI = re.compile(r"[0-9]{9}")
_IMO = re.compile(r"(?:imo)? ?([0-9]{7})")
# OFAC has the numbers of ships in a column of remarks: `Vessel Registration Identification IMO 9187629; MMSI …`.
_TOLD_IN_REMARKS = {
    "imo": re.compile(r"\bIMO(?: number)?:? ?([0-9]{7})\b", re.IGNORECASE),
    "mmsi": re.compile(r"\bMMSI(?: number)?:? ?([0-9]{9})\b", re.IGNORECASE),
}
# What lists write for "none"; `-0-` is OFAC's.
_NOTHING = ("-0-", "-", "n/a", "none", "null", "unknown")
# The United Kingdom writes the day first.
_BRITISH_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})(?: 00:00:00)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
# The FAA's kinds of registrants that are no persons: corporation, government, LLC, and foreign corporations (ARDATA).
_FAA_BODIES = {"3", "5", "7", "8", "9"}


def recognises(head: bytes) -> bool:
    """Whether the file begins like a list that names craft and tells at least one thing about them."""
    shape = shape_of(head)
    if shape in ("xml", "tar1090", "by_address", "sdn"):
        return True
    names = sorted(names_of_first_object(head)) if shape in ("lines", "list") else header_names(head)
    if {"schema", "properties"} <= set(names):
        return b'"Vessel"' in head
    if not _POSITION_COLUMNS.isdisjoint(names):
        return False  # a table of positions names craft too
    known = set(columns_of(names).values())
    if {"shipname", "remarks"} <= known and not {"vess_type", *KIND_COLUMNS}.isdisjoint(names):
        return True
    if known.isdisjoint(("mmsi", "imo")):
        known -= {"shipname", "remarks"}  # `name` is anybody's in other lists
    return not known.isdisjoint(IDENTIFIERS) and len(known) >= 2


class RegisterReader:
    """Reads one or several lists."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one list."""
        fixed = _fixed_names(stream.peek(1)[:HEAD_BYTES])
        used = columns_of(fixed) if fixed else None
        held: list[tuple[object, ...]] = []
        unread: set[str] = {name for name in fixed if used is not None and name not in used}
        rows_in = 0
        broken: Unreadable | None = None
        for number, told in enumerate(_until_broken(rows_of(stream))):
            if isinstance(told, Unreadable):
                broken = told
                break
            rows_in += 1
            chosen = columns_of(told or ()) if used is None else used
            unread.update(name for name in told or () if used is None and name not in chosen)
            try:
                held.append(self._row(_ours(told, chosen), member, number))
            except (Unreadable, ValueError) as wrong:
                self._rejects.add(member, f"row {number}", str(wrong))
            if rows_in == ROWS_PER_BATCH:
                yield self._batch(held, rows_in, {})
                held, rows_in = [], 0
        yield self._batch(held, rows_in, {f"column_not_read:{name}": 1 for name in sorted(unread)})
        if broken is not None:
            raise broken

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())

    def _row(self, told: Mapping[str, str], member: str, number: int) -> tuple[object, ...]:
        craft, registration = craft_of(told), told.get("registration")
        if craft is None and registration is None and not (told.get("shipname") and told.get("of_ships")):
            raise Unreadable("no address, registration, MMSI or IMO number")
        start, end = _day(told.get("valid_from"), 0), _day(told.get("valid_to"), 1)
        if start and end and end < start:
            raise Unreadable(f"valid_to {end} is before valid_from {start}")
        named = (craft, registration and registration.upper(), _designator(told.get("typecode")), told.get("serial"))
        ship = (None, None, None) if registration or (craft or "").startswith("icao24:") else _ship(told)
        about = (told.get("operator"), *ship, start, end, self._source(told, member), self._task.sha256, number)
        return (*named, *about)

    def _source(self, told: Mapping[str, str], member: str) -> str:
        """Whose list it is: as the row says, else by the name of the file; with its own date, else the user's."""
        named, date = told.get("source") or member or self._task.name, told.get("date_of_list", self._task.published)
        return f"{named} of {date}" if date else named

    def _batch(self, held: list[tuple[object, ...]], rows_in: int, notes: dict[str, int]) -> Batch:
        frame = pl.DataFrame(held, schema=REGISTER.schema, orient="row")
        return Batch(NAME, rows_in, register=REGISTER.conform(frame), rejects=self._rejects.take(), notes=notes)


def _until_broken(rows: Iterator[Told | None]) -> Iterator[Told | Unreadable | None]:
    """The rows, and last what broke them, so that those before that place are kept."""
    try:
        yield from rows
    except Unreadable as wrong:
        yield wrong


def _fixed_names(head: bytes) -> list[str]:
    """The names that all rows share; none where each object brings its own."""
    shape = shape_of(head)
    fixed = {"tar1090": TAR1090, "sdn": SDN}.get(shape or "")
    if fixed:
        return list(fixed)
    return [name for name in header_names(head) if name] if shape == "table" else []


def _ours(told: Told | None, chosen: Mapping[str, str]) -> Told:
    """The cells of a row under our names, blank ones left out."""
    if told is None:
        raise Unreadable("no readable line of a list")
    if "" in told:
        raise Unreadable(told[""])
    kind = kind_of(told)
    if kind in NO_CRAFT:
        raise Unreadable("about no craft, but a person or a company")
    cells = {column: told.get(name, "").strip() for name, column in chosen.items()}
    ours = {column: cell for column, cell in cells.items() if cell and cell.lower() not in _NOTHING}
    remarks = ours.pop("remarks", "")
    for column, form in _TOLD_IN_REMARKS.items():
        found = form.search(remarks)
        if found and column not in ours:
            ours[column] = found[1]
    for column in ("imo", "mmsi"):
        if column in ours:
            ours[column] = ours[column].split(";")[0].strip()
    if "n_number" in told:
        _as_the_faa_means(told, ours)
    if "ent_num" in told:
        ours["source"] = f"OFAC {ours.get('source', '')}".strip()
    if "name_6" in told:
        _as_the_uk_means(ours)
    if kind in CRAFT - {"aircraft", "airplane"} or (kind is None and {"imo", "mmsi"} & set(chosen.values())):
        ours["of_ships"] = "yes"
    return ours


def _as_the_faa_means(told: Told, ours: Told) -> None:
    """The FAA leaves the `N` of registrations out, and names the owner in a column that is a person's as often."""
    if ours.get("registration", "").isalnum() and not ours["registration"].upper().startswith("N"):
        ours["registration"] = f"N{ours['registration']}"
    if told.get("type_registrant", "").strip() in _FAA_BODIES and told.get("name", "").strip():
        ours["operator"] = told["name"].strip()


def _as_the_uk_means(ours: Told) -> None:
    """The United Kingdom's lists write the day first, and name the law and not themselves."""
    found = _BRITISH_DAY.fullmatch(ours.get("valid_from", ""))
    if found:
        ours["valid_from"] = "-".join(reversed(found.groups()))
    ours["source"] = f"UK, {ours.get('source', 'sanctions list')}"


def craft_of(told: Mapping[str, str]) -> str | None:
    """The craft of a row: its address, else its MMSI, else its IMO number. Raises `ValueError` for a malformed one."""
    for column, form, prefix in (("icao24", _ICAO24, "icao24"), ("mmsi", _MMSI, "mmsi"), ("imo", _IMO, "imo")):
        if column in told:
            found = form.fullmatch(told[column].lower())
            if found is None:
                raise ValueError(f"{told[column]!r} is no {column}")
            return f"{prefix}:{found[found.re.groups]}"
    return None


def _ship(told: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    """Name, IMO number and flag of a ship."""
    return told.get("shipname"), _imo(told), told.get("flag")


def _imo(told: Mapping[str, str]) -> str | None:
    """The IMO number of a ship, also where her MMSI names her; null for a malformed one."""
    found = _IMO.fullmatch(told.get("imo", "").lower())
    return found[1] if found else None


def _designator(text: str | None) -> str | None:
    """An ICAO type designator; null for a model's name, from which none is guessed."""
    return text.upper() if text and _DESIGNATOR.fullmatch(text.upper()) else None


def _day(text: str | None, which: int) -> date | None:
    """The first (0) or last (1) day of a date that may be known to the month or the year only."""
    if text is None:
        return None
    compact = _COMPACT_DAY.fullmatch(text)
    return first_and_last_day("-".join(compact.groups()) if compact else text)[which]


REGISTER_CSV = Format(
    name=NAME,
    documented_at="docs/reference.md",
    kind=ExhibitKind.REGISTER,
    recognises=recognises,
    reader=RegisterReader,
)
