"""Intake: every exhibit is read once; what it holds is stored by kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from sqlite3 import Connection

import polars as pl

from crossbearing.case.files import write_table
from crossbearing.case.inputs import MISSING_WORDS, READER_MISSING, installed_readers, wants_readers
from crossbearing.case.ledger import transaction
from crossbearing.case.room import Room, is_done, mark_done, stage_key
from crossbearing.errors import InputError
from crossbearing.intake import read_exhibit
from crossbearing.intake.mapping import mapping_of
from crossbearing.intake.sightings import SIGHTINGS_LOG
from crossbearing.model.claims import Claim, Report
from crossbearing.model.contract import encode
from crossbearing.model.exhibits import Batch, Exhibit, ExhibitKind
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, PLACES, REGISTER, REJECTS, SIGHTINGS, Table
from crossbearing.model.vessel_tables import VESSEL_STATICS
from crossbearing.world import World, load_world

SIDE_TABLES: dict[str, Table] = {
    "airframes": AIRFRAMES,
    "archive": ARCHIVE,
    "register": REGISTER,
    "sightings": SIGHTINGS,
    "places": PLACES,
    "statics": VESSEL_STATICS,
    "rejects": REJECTS,
}


@dataclass(slots=True)
class _Side:
    """What an exhibit holds beside positions, gathered while these stream into the store."""

    frames: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: {name: [] for name in SIDE_TABLES})
    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    format: str = ""
    rows_in: int = 0
    kept: int = 0

    def watch(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Pass batches on and keep what is not a position."""
        for batch in batches:
            self.format = batch.format
            self.rows_in += batch.rows_in
            self.kept += batch.positions.height + batch.register.height + len(batch.reports) + len(batch.claims)
            self.kept += batch.vessels.height + batch.static_rows + batch.places.height
            # In a log a sighting is one row; in a track file it stands for all rows in which the craft was heard.
            logged = batch.format == SIGHTINGS_LOG.name
            self.kept += batch.sightings.height if logged else int(batch.sightings["observations"].sum())
            for name, frames in self.frames.items():
                frames.append(getattr(batch, name))
            self.reports.extend(batch.reports)
            self.claims.extend(batch.claims)
            for note, count in batch.notes.items():
                self.notes[note] = self.notes.get(note, 0) + count
            yield batch

    def table(self, name: str) -> pl.DataFrame:
        """One of the side tables, whole."""
        return SIDE_TABLES[name].conform(pl.concat([SIDE_TABLES[name].empty(), *self.frames[name]]))


def take_in(room: Room) -> list[str]:
    """Read every exhibit that this version has not read yet."""
    exhibits = room.exhibits()
    ran = []
    for number, (exhibit, published) in enumerate(exhibits):
        room.progress("intake", number, len(exhibits))
        if not is_done(room, f"intake:{exhibit.sha256}", _key(room, exhibit, published)):
            _read_in(room, exhibit, published)
            ran.append(f"intake:{exhibit.sha256}")
    room.progress("intake", len(exhibits), len(exhibits))
    return ran


def _key(room: Room, exhibit: Exhibit, published: str | None) -> str:
    """The key of an exhibit: what it is and what was said of it; one in which something was rejected because a
    library is not installed is read again when other ones are."""
    readers = installed_readers() if wants_readers(room.db, exhibit.sha256) else ()
    return stage_key(exhibit.sha256, exhibit.kind, published or "", room.mapping(exhibit.sha256) or "", *readers)


def _read_in(room: Room, exhibit: Exhibit, published: str | None) -> None:
    side = _Side()
    path = room.exhibit_path(exhibit.sha256)
    batches = _batches(path, exhibit, published, room.mapping(exhibit.sha256))
    store = room.vessel_store if exhibit.kind is ExhibitKind.SHIPS else room.store
    store.remove(exhibit.sha256)
    written = list(store.write(exhibit.sha256, side.watch(batches)))
    for name in SIDE_TABLES:
        target = room.derived("intake", exhibit.sha256[:16], f"{name}.parquet")
        write_table(target, side.table(name))
        written.append(target)
    with transaction(room.db) as db:
        _forget_intake(db, exhibit.sha256)
        _store_intake(db, exhibit, side)
        mark_done(room, f"intake:{exhibit.sha256}", _key(room, exhibit, published), written)


def _batches(path: Path, exhibit: Exhibit, published: str | None, toml: str | None) -> Iterator[Batch]:
    """What an exhibit holds; one that is of no format any more is one reject, so that all others are still read."""
    try:
        yield from read_exhibit(
            path,
            name=exhibit.name,
            sha256=exhibit.sha256,
            kind=exhibit.kind,
            published=published,
            mapping=mapping_of(toml, exhibit.name) if toml else None,
        )
    except InputError as error:
        row = {"exhibit": exhibit.sha256, "member": exhibit.name, "place": "", "reason": error.what, "rows": 1}
        yield Batch("none", 1, rejects=REJECTS.conform(pl.DataFrame([row])))


def _forget_intake(db: Connection, sha256: str) -> None:
    """Remove what an earlier version read from an exhibit; `sha256` names it."""
    db.execute("DELETE FROM readings WHERE report IN (SELECT id FROM reports WHERE exhibit = ?)", (sha256,))
    for table in ("reports", "typed_claims", "intake"):
        db.execute(f"DELETE FROM {table} WHERE exhibit = ?", (sha256,))  # noqa: S608 - the names stand above


def _store_intake(db: Connection, exhibit: Exhibit, side: _Side) -> None:
    rejects = side.table("rejects")
    rejected = int(rejects["rows"].sum())
    missing = rejects.filter(pl.col("reason").str.contains(MISSING_WORDS, literal=True)).height
    notes = {**side.notes, READER_MISSING: missing} if missing else side.notes
    db.execute(
        "INSERT INTO intake VALUES (?, ?, ?, ?, ?, ?)",
        (exhibit.sha256, side.format, side.rows_in, side.kept, rejected, json.dumps(notes, sort_keys=True)),
    )
    for number, report in enumerate(side.reports):
        named = replace(report, id=_free_id(db, report.id, exhibit.sha256))
        db.execute("INSERT INTO reports VALUES (?, ?, ?, ?)", (named.id, exhibit.sha256, number, encode(named)))
    for number, claim in enumerate(side.claims):
        db.execute("INSERT INTO typed_claims VALUES (?, ?, ?, ?)", (exhibit.sha256, number, claim.id, encode(claim)))


def _free_id(db: Connection, report_id: str, sha256: str) -> str:
    """Return the report's own name, or, when another exhibit brought a report of that name, one with its hash."""
    taken = db.execute("SELECT 1 FROM reports WHERE id = ?", (report_id,)).fetchone()
    return f"{report_id}~{sha256[:8]}" if taken else report_id


def side_table(room: Room, name: str) -> pl.DataFrame:
    """One of the side tables over all exhibits that were read."""
    table = SIDE_TABLES[name]
    read = {row[0] for row in room.db.execute("SELECT exhibit FROM intake")}
    taken = [e.sha256[:16] for e, _ in room.exhibits() if e.sha256 in read]
    paths = [room.derived("intake", digits, f"{name}.parquet") for digits in taken]
    # An exhibit that an earlier version took in, which knew no such table, has nothing to tell until it is read anew.
    frames = [pl.read_parquet(path) for path in paths if path.exists()]
    return table.conform(pl.concat([table.empty(), *frames]))


def case_world(room: Room) -> World:
    """The packaged world with the user's own registers and places."""
    known = load_world().with_register(side_table(room, "register"))
    return known.with_places(_in_order_added(room, side_table(room, "places")))


def _in_order_added(room: Room, places: pl.DataFrame) -> pl.DataFrame:
    """Places in the order in which their exhibits came, so that a later drawing of a place replaces an earlier one."""
    order = {exhibit.sha256: number for number, (exhibit, _) in enumerate(room.exhibits())}
    if places.is_empty():
        return places
    return places.sort(pl.col("exhibit").replace_strict(order, return_dtype=pl.Int64), maintain_order=True)
