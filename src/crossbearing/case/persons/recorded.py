"""Do the words of persons stand as they were given? Each row is compared with what the custody log says of it.

The log is a chain of hashes, so a row can be changed unseen only with the whole chain behind it; against that helps
the last hash, which `verify` prints, kept somewhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from sqlite3 import Connection
from typing import Any

from crossbearing.case import inputs, revisions
from crossbearing.case.ledger import CustodyLine
from crossbearing.case.persons import declarations, grades, replies
from crossbearing.case.persons.appended import has_table, hash_of, rows_hash
from crossbearing.case.persons.corrections import correction_hash

GROWING = (declarations.TABLE, grades.TABLE, replies.TABLE, revisions.TABLE, inputs.TABLE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: where, and what is wrong."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class _Told:
    """One line of the log: its event and what it says."""

    event: str
    detail: dict[str, Any]


def recorded(db: Connection, log: Iterable[CustodyLine]) -> Iterator[Fault]:
    """Yield every row of persons, every history and every description of an exhibit that the log does not bear out."""
    told = [one for line in log if (one := _told(line)) is not None]
    for table in GROWING:
        yield from _growing(db, table, [one.detail for one in told if one.detail.get("table") == table])
    yield from _corrections(db, [one.detail for one in told if one.event == "corrected"])
    yield from _ties(db, [one for one in told if one.event in ("tied", "parted")])
    yield from _proposals(db, told)
    yield from _described(db, told)


def _told(line: CustodyLine) -> _Told | None:
    """What a line says; a line that cannot be read breaks the chain of hashes, which is told of elsewhere."""
    try:
        detail = json.loads(line.detail)
    except ValueError:
        return None
    return _Told(line.event, detail) if isinstance(detail, dict) else None


def _rows(db: Connection, query: str, table: str) -> list[Any]:
    return db.execute(query).fetchall() if has_table(db, table) else []


def _growing(db: Connection, table: str, told: list[dict[str, Any]]) -> Iterator[Fault]:
    """Rows kept with one line of the log each, or for several, must give the hash that stands there."""
    rows: dict[int, str] = dict(_rows(db, f"SELECT number, json FROM {table} ORDER BY number", table))  # noqa: S608
    for one in told:
        numbers = range(one["first"], one["last"] + 1)
        held = [(number, rows.pop(number)) for number in numbers if number in rows]
        if len(held) != len(numbers) or rows_hash(held) != one["sha256"]:
            where = f"{table} {one['first']}" + (f" to {one['last']}" if len(numbers) > 1 else "")
            yield Fault(where, "is not what the custody log says was kept")
    for number in rows:
        yield Fault(f"{table} {number}", "was never kept, says the custody log")


def _corrections(db: Connection, told: list[dict[str, Any]]) -> Iterator[Fault]:
    names = [row[1] for row in db.execute("PRAGMA table_info(corrections)")]
    rows = [
        dict(zip(names, row, strict=True))
        for row in _rows(db, "SELECT * FROM corrections ORDER BY number", "corrections")
    ]
    yield from _compared("correction", [{**row, "sha256": correction_hash(row)} for row in rows], told)


def _ties(db: Connection, told: list[_Told]) -> Iterator[Fault]:
    rows = []
    for number, text in _rows(db, "SELECT number, json FROM ties ORDER BY number", "ties"):
        tie = json.loads(text)
        pair = [tie["one"]["claim"], tie["other"]["claim"]]
        held = {"event": "tied" if tie["same"] else "parted", "claims": pair, "by": tie["by"], "note": tie["note"]}
        rows.append({**held, "sha256": rows_hash([(number, text)])})
    yield from _compared("word on a pair of claims", rows, [{"event": one.event, **one.detail} for one in told])


def _proposals(db: Connection, told: list[_Told]) -> Iterator[Fault]:
    asked = _rows(db, 'SELECT text_sha256, "by", json FROM asked ORDER BY number', "asked")
    rows = [
        {"text_sha256": text, "by": by, "offers": len(json.loads(offers)["offers"]), "sha256": hash_of(offers)}
        for text, by, offers in asked
    ]
    yield from _compared("answer of a model", rows, [one.detail for one in told if one.event == "proposed"])
    query = 'SELECT proposal, text_sha256, reader, offer, "by", at, note FROM accepted ORDER BY number'
    rows = [
        {"proposal": row[0], "by": row[4], "note": row[6], "sha256": hash_of("\x1f".join(row[1:]))}
        for row in _rows(db, query, "accepted")
    ]
    yield from _compared("acceptance", rows, [one.detail for one in told if one.event == "accepted"])


def _compared(what: str, rows: list[dict[str, Any]], told: list[dict[str, Any]]) -> Iterator[Fault]:
    """Rows and lines in their order must say the same; of a line only what it holds, for older ones hold less."""
    for number, (row, line) in enumerate(zip_longest(rows, told), 1):
        if line is None:
            yield Fault(f"{what} {number}", "was never kept, says the custody log")
        elif row is None or any(row.get(name) != value for name, value in line.items() if name in row):
            yield Fault(f"{what} {number}", "is not what the custody log says was kept")


def _described(db: Connection, told: list[_Told]) -> Iterator[Fault]:
    """Size, name, kind, date and columns of every exhibit must be those last said."""
    said: dict[str, dict[str, Any]] = {}
    for one in told:
        if one.event in ("added", "described", "mapped"):
            said.setdefault(str(one.detail.get("sha256")), {}).update(one.detail)
    mapped = dict(_rows(db, "SELECT exhibit, toml FROM mappings", "mappings"))
    for sha256, size, name, kind, published in db.execute("SELECT sha256, size, name, kind, published FROM exhibits"):
        held = {"size": size, "name": name, "kind": kind, "published": published, "mapping": mapped.get(sha256)}
        line = {"mapping": None, **said.get(sha256, {})}
        if any(held[field] != line[field] for field in held if field in line):
            yield Fault(f"exhibit {name}", "what is said of it is not what the custody log says")
